//! Quantities: were the numbers found, and read right?
//!
//! Corpora of numbers differ in what they take into a span (hedge, unit, counted noun), so the main measure looks at the
//! number alone:
//!
//! - **core**: the same number tokens are covered: digits, vulgar fractions and the words in
//!   `lexicons/scored_number_words.txt`. A span without any is known by its letters and digits.
//! - **overlap**: at least one byte in common; one to one, best first.
//! - **value**: such a pair, and the value, or both ends of the range, is right to one part in 100,000. Only gold claims
//!   that state a value count, and predictions paired with one that states none are left out. The gold decides the
//!   shape: a bound given as a range with one end equals that number with the fitting comparator.
//! - **exact**: the same span.
//! - **modifiers**: of the pairs whose gold says how the claim is hedged or that it is not: those that agree.
//! - **hedged**: the same, only where the gold has a hedge, so that a system that never finds one gets nothing.
//!
//! A corpus annotates some kinds only, its scope. A prediction of another kind that touches no gold claim is left out.

mod number;
mod value;

use crate::analysis::{Comparator, Quantity};
use crate::score::pairing::{Ties, overlapping, pair_off};
use crate::score::{Share, Tally};
use crate::text::{OffsetMap, Span};
use serde::Serialize;
use std::collections::HashSet;
use std::ops::{AddAssign, Range};

/// A numeric claim on either side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    /// Where it stands.
    pub span: Span,
    /// Its kind, as the corpora name it: `cardinal`, `money`, `percent` ...
    pub kind: String,
    /// The value of a point claim.
    pub value: Option<f64>,
    /// The lower end of a range, or the bound of "at least 20".
    pub low: Option<f64>,
    /// The upper end of a range, or the bound of "up to 20".
    pub high: Option<f64>,
    /// A unit by name, sign or code. Looked at for units of time only: a day is 24 hours.
    pub unit: Option<String>,
    /// How it is hedged, if at all.
    pub modifier: Option<Modifier>,
    /// Whether the gold says how it is hedged or that it is not. Looked at on the gold side only.
    pub states_modifier: bool,
}

/// How a claim stands to its number. Bounds with and without the number itself are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// "About", "nearly".
    About,
    /// "At least", "more than".
    Above,
    /// "At most", "less than".
    Below,
    /// Anything else, in the corpus' own words.
    Other(String),
}

impl Modifier {
    /// What a corpus' words mean; none where they bind the number exactly.
    ///
    /// ```
    /// use postil::score::quantity::Modifier;
    ///
    /// assert_eq!(Modifier::of_words("at least"), Modifier::of_words("more_than"));
    /// assert_eq!(Modifier::of_words("exactly"), None);
    /// ```
    pub fn of_words(words: &str) -> Option<Self> {
        match words.trim().to_lowercase().replace('_', " ").as_str() {
            "~" | "about" | "almost" | "approx" | "approximate" | "approximately" | "around" | "close to" | "near"
            | "nearly" | "roughly" | "some" => Some(Self::About),
            ">" | ">=" | "above" | "at least" | "more than" | "over" => Some(Self::Above),
            "<" | "<=" | "at most" | "below" | "less than" | "under" | "up to" => Some(Self::Below),
            "=" | "exact" | "exactly" | "precisely" => None,
            other => Some(Self::Other(other.to_owned())),
        }
    }
}

impl From<&Quantity> for Claim {
    fn from(quantity: &Quantity) -> Self {
        let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
        Self {
            span: quantity.span,
            kind: quantity.kind.name().replace('-', "_"),
            value: number(&quantity.value),
            low: number(&quantity.low),
            high: number(&quantity.high),
            unit: quantity.unit.clone(),
            modifier: quantity.comparator.map(Comparator::sign).and_then(Modifier::of_words),
            states_modifier: true,
        }
    }
}

/// Which kinds a corpus annotates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// Those named.
    Kinds(Vec<String>),
}

impl Scope {
    /// Whether claims of `kind` are annotated. Some kinds have more than one name.
    ///
    /// ```
    /// use postil::score::quantity::Scope;
    ///
    /// let scope = Scope::Kinds(vec!["cardinal".to_owned()]);
    /// assert!(scope.includes("count") && !scope.includes("money"));
    /// ```
    pub fn includes(&self, kind: &str) -> bool {
        match self {
            Self::All => true,
            Self::Kinds(kinds) => kinds.iter().any(|named| common_name(named) == common_name(kind)),
        }
    }
}

fn common_name(kind: &str) -> &str {
    match kind {
        "count" | "quantity" => "cardinal",
        "temperature" => "measure",
        "rank" => "ordinal",
        "proportion" => "fraction",
        _ => kind,
    }
}

/// The figures of one or more texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// The same span.
    pub exact: Tally,
    /// The same number tokens.
    pub core: Tally,
    /// Some byte in common.
    pub overlap: Tally,
    /// Some byte in common, and the value is right.
    pub value: Tally,
    /// Kinds right, of the pairs.
    pub kinds: Share,
    /// Modifiers right, of the pairs whose gold says how the claim is hedged or that it is not.
    pub modifiers: Share,
    /// Modifiers right, of the pairs whose gold has one.
    pub hedged: Share,
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        self.exact += other.exact;
        self.core += other.core;
        self.overlap += other.overlap;
        self.value += other.value;
        self.kinds += other.kinds;
        self.modifiers += other.modifiers;
        self.hedged += other.hedged;
    }
}

/// Scores the `predicted` claims of `text` against the `gold` ones of a corpus that annotates `scope`.
///
/// ```
/// use postil::Span;
/// use postil::score::quantity::{Claim, Scope, score};
///
/// let text = "at least 20 villages";
/// let gold = Claim { span: Span::new(9, 11), value: Some(20.0), ..Claim::default() };
/// let found = Claim { span: Span::new(0, 20), low: Some(20.0), ..Claim::default() };
/// let scores = score(text, &[gold], &[found], &Scope::All);
/// assert_eq!((scores.exact.f1(), scores.core.f1(), scores.value.f1()), (0.0, 1.0, 1.0));
/// ```
pub fn score(text: &str, gold: &[Claim], predicted: &[Claim], scope: &Scope) -> Scores {
    let predicted = counted(gold, predicted, scope);
    let tally =
        |found: usize| Tally { found: found as u32, predicted: predicted.len() as u32, gold: gold.len() as u32 };
    let pairs = overlap_pairs(text, gold, &predicted);
    let (gold_ranges, predicted_ranges) = (ranges(gold.iter()), ranges(predicted.iter().copied()));
    let touching = overlapping(&gold_ranges, &predicted_ranges);
    let same = |is_same: &dyn Fn(usize, usize) -> bool| {
        let candidates = touching.iter().filter(|&&(i, j)| is_same(i, j)).map(|&(i, j)| (1.0, i, j));
        tally(pair_off(candidates.collect(), Ties::Later).len())
    };
    let cores = number::Cores::new(text);
    let mut scores = Scores {
        exact: same(&|i, j| gold[i].span == predicted[j].span),
        core: same(&|i, j| cores.of(gold[i].span) == cores.of(predicted[j].span)),
        overlap: tally(pairs.len()),
        value: value_tally(gold, &predicted, &pairs),
        ..Scores::default()
    };
    for (i, j) in pairs {
        rate_pair(&gold[i], predicted[j], &mut scores);
    }
    scores
}

/// The predictions that count: the first on each span, and either in scope or touching a gold claim.
fn counted<'a>(gold: &[Claim], predicted: &'a [Claim], scope: &Scope) -> Vec<&'a Claim> {
    let touching = overlapping(&ranges(predicted.iter()), &ranges(gold.iter()));
    let touching: HashSet<usize> = touching.into_iter().map(|(i, _)| i).collect();
    let mut seen = HashSet::new();
    let numbered = predicted.iter().enumerate();
    let counted = numbered.filter(|(i, claim)| {
        !claim.span.is_empty() && seen.insert(claim.span) && (touching.contains(i) || scope.includes(&claim.kind))
    });
    counted.map(|(_, claim)| claim).collect()
}

/// Pairs by the share of code points in common; of equal ones, one whose value is right.
fn overlap_pairs(text: &str, gold: &[Claim], predicted: &[&Claim]) -> Vec<(usize, usize)> {
    let map = OffsetMap::new(text);
    let in_codepoints = |span: Span| Span::new(map.to_codepoint(span.start), map.to_codepoint(span.end));
    let touching = overlapping(&ranges(gold.iter()), &ranges(predicted.iter().copied())).into_iter();
    let rated = touching.map(|(i, j)| {
        let (a, b) = (in_codepoints(gold[i].span), in_codepoints(predicted[j].span));
        let shared = a.end.min(b.end) - a.start.max(b.start);
        let bonus = if value::is_right(&gold[i], predicted[j]) { 1e-3 } else { 0.0 };
        (f64::from(shared) / f64::from(a.cover(b).len()) + bonus, i, j)
    });
    pair_off(rated.collect(), Ties::Later)
}

fn ranges<'a>(claims: impl Iterator<Item = &'a Claim>) -> Vec<Range<usize>> {
    claims.map(|claim| claim.span.range()).collect()
}

fn value_tally(gold: &[Claim], predicted: &[&Claim], pairs: &[(usize, usize)]) -> Tally {
    let found = pairs.iter().filter(|&&(i, j)| value::is_right(&gold[i], predicted[j])).count();
    let left_out = pairs.iter().filter(|&&(i, _)| !value::is_stated(&gold[i])).count();
    let stated = gold.iter().filter(|claim| value::is_stated(claim)).count();
    Tally { found: found as u32, predicted: (predicted.len() - left_out) as u32, gold: stated as u32 }
}

fn rate_pair(gold: &Claim, predicted: &Claim, scores: &mut Scores) {
    scores.kinds.add(common_name(&gold.kind) == common_name(&predicted.kind));
    if gold.states_modifier {
        let right = gold.modifier == predicted.modifier;
        scores.modifiers.add(right);
        if gold.modifier.is_some() {
            scores.hedged.add(right);
        }
    }
}

#[cfg(test)]
mod tests;
