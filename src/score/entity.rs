//! Names: typed and span F1 on coarse types.
//!
//! Corpora differ in what they tell apart, so both sides are brought to a few [`Coarse`] types first, by a [`LabelMap`].
//! The measures, over the types that are scored:
//!
//! - **typed**: the same span with the same coarse type.
//! - **span**: the same span, whatever the type.
//! - **overlap**: the same coarse type and at least one byte in common, one to one, from the left.
//!
//! A gold name whose type the corpus leaves open ("a place or a group") is neither right nor wrong, found or not.

use crate::analysis::Mention;
use crate::score::Tally;
use crate::score::pairing::{Ties, overlapping, pair_off};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{AddAssign, Range};

/// What nearly all corpora tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Coarse {
    /// People.
    Person,
    /// Organisations.
    Org,
    /// Countries, landscapes and buildings alike.
    Location,
    /// Nationalities, religions, political groups.
    Norp,
    /// All other names, where a corpus has one class for them.
    Misc,
    /// Days and longer.
    Date,
    /// Times of day.
    Time,
    /// Amounts of money.
    Money,
    /// Percentages.
    Percent,
    /// Measures.
    Quantity,
    /// Ranks.
    Ordinal,
    /// Other numbers.
    Cardinal,
    /// Whatever has no coarse type, and is not scored.
    Other,
}

impl Coarse {
    /// The coarse type of one of `OntoNotes`' labels or of a coarse type's own name, in any case of letters.
    ///
    /// ```
    /// use postil::score::entity::Coarse;
    ///
    /// assert_eq!(Coarse::of_label("GPE"), Coarse::Location);
    /// assert_eq!(Coarse::of_label("WORK_OF_ART"), Coarse::Other);
    /// ```
    pub fn of_label(label: &str) -> Self {
        match label.to_ascii_uppercase().as_str() {
            "PERSON" | "PER" => Self::Person,
            "ORG" => Self::Org,
            "LOCATION" | "LOC" | "GPE" | "FAC" => Self::Location,
            "NORP" => Self::Norp,
            "MISC" => Self::Misc,
            "DATE" => Self::Date,
            "TIME" => Self::Time,
            "MONEY" => Self::Money,
            "PERCENT" => Self::Percent,
            "QUANTITY" => Self::Quantity,
            "ORDINAL" => Self::Ordinal,
            "CARDINAL" => Self::Cardinal,
            _ => Self::Other,
        }
    }
}

/// How one corpus' labels are to be read.
///
/// ```
/// use postil::score::entity::{Coarse, LabelMap};
///
/// let json = r#"{"map": {"loc": "GPE|LOC", "group": "ORG|NORP", "pet": null}, "_absent": ["NORP", "DATE"]}"#;
/// let map: LabelMap = serde_json::from_str(json).unwrap();
/// assert_eq!(map.types("LOC"), [Coarse::Location].into());
/// assert_eq!(map.types("group"), [Coarse::Org, Coarse::Norp].into());
/// assert_eq!(map.types("pet"), [Coarse::Other].into());
/// assert_eq!(map.unannotated(), [Coarse::Date].into());
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
pub struct LabelMap {
    /// A label's meaning: one of `OntoNotes`' labels, several joined by `|` where the corpus does not separate them, or
    /// none where the label is to be dropped. Labels that are not here mean what their names say.
    pub map: BTreeMap<String, Option<String>>,
    /// Types that the corpus does not annotate.
    #[serde(default, rename = "_absent")]
    pub absent: Vec<String>,
}

impl LabelMap {
    /// The coarse types that `label` may mean: more than one where the corpus leaves it open.
    pub fn types(&self, label: &str) -> BTreeSet<Coarse> {
        let entry = self.map.iter().find(|(key, _)| key.eq_ignore_ascii_case(label));
        entry.map_or_else(|| [Coarse::of_label(label)].into(), |(_, meaning)| coarse_types(meaning.as_deref()))
    }

    /// The coarse types that the corpus does not annotate, and that must not be scored on it.
    pub fn unannotated(&self) -> BTreeSet<Coarse> {
        let annotated: BTreeSet<Coarse> =
            self.map.values().flat_map(|meaning| coarse_types(meaning.as_deref())).collect();
        let absent = self.absent.iter().map(|label| Coarse::of_label(label));
        absent.filter(|&coarse| coarse != Coarse::Other && !annotated.contains(&coarse)).collect()
    }
}

fn coarse_types(meaning: Option<&str>) -> BTreeSet<Coarse> {
    meaning.map_or_else(|| [Coarse::Other].into(), |labels| labels.split('|').map(Coarse::of_label).collect())
}

/// A name on either side.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// What it may be. A gold name of several types is optional.
    pub types: BTreeSet<Coarse>,
    /// Whether it is neither right nor wrong to find it. Looked at on the gold side only.
    pub optional: bool,
}

impl From<&Mention> for Name {
    fn from(mention: &Mention) -> Self {
        Self { span: mention.span, types: [Coarse::of_label(mention.label.name())].into(), optional: false }
    }
}

/// The span without a leading "the", "a" or "an" and without a closing possessive: corpora differ on both.
///
/// ```
/// use postil::Span;
/// use postil::score::entity::strip;
///
/// let text = "the Kofu Council’s";
/// assert_eq!(strip(text, Span::new(0, text.len() as u32)).slice(text), "Kofu Council");
/// ```
#[must_use]
pub fn strip(text: &str, span: Span) -> Span {
    let name = span.slice(text);
    let bare = without_article(name);
    let start = span.end - bare.len() as u32;
    let kept = without_possessive(bare).trim_end();
    Span::new(start, start + kept.len() as u32)
}

fn without_article(name: &str) -> &str {
    match name.split_once(char::is_whitespace) {
        Some((first, rest)) if is_article(first) && !rest.trim_start().is_empty() => rest.trim_start(),
        _ => name,
    }
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

fn without_possessive(name: &str) -> &str {
    let endings = ["'s", "’s", "'S", "’S", "'", "’"];
    let bare = endings.iter().find_map(|ending| name.strip_suffix(ending));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(name)
}

/// The figures of one or more texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Same span, same coarse type.
    pub typed: Tally,
    /// Same span.
    pub span: Tally,
    /// Same coarse type, some byte in common.
    pub overlap: Tally,
    /// `typed` by coarse type.
    pub by_type: BTreeMap<Coarse, Tally>,
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        self.typed += other.typed;
        self.span += other.span;
        self.overlap += other.overlap;
        for (coarse, tally) in other.by_type {
            *self.by_type.entry(coarse).or_default() += tally;
        }
    }
}

/// Scores the `predicted` names of one text against the `gold` ones, on the types of `scored`.
pub fn score(gold: &[Name], predicted: &[Name], scored: &BTreeSet<Coarse>) -> Scores {
    let sides = Sides::new(gold, predicted, scored);
    let by_type = scored.iter().map(|&coarse| (coarse, sides.typed(|typed| typed.1 == coarse)));
    Scores {
        typed: sides.typed(|_| true),
        span: shared(&spans(&sides.gold), &spans(&sides.predicted)),
        overlap: sides.overlap(),
        by_type: by_type.collect(),
    }
}

type Typed = (Span, Coarse);

/// Both sides without what is not scored, each name once, in order.
struct Sides {
    gold: BTreeSet<Typed>,
    optional: BTreeSet<Span>,
    predicted: BTreeSet<Typed>,
}

impl Sides {
    fn new(gold: &[Name], predicted: &[Name], scored: &BTreeSet<Coarse>) -> Self {
        let certain: BTreeSet<Typed> =
            gold.iter().filter(|name| !name.optional).filter_map(|name| scored_type(name, scored)).collect();
        let certain_spans = spans(&certain);
        let is_open = |name: &&Name| (name.optional || name.types.len() > 1) && !name.types.is_disjoint(scored);
        let optional: BTreeSet<Span> = gold.iter().filter(is_open).map(|name| name.span).collect();
        let optional: BTreeSet<Span> = optional.difference(&certain_spans).copied().collect();
        let predicted = predicted.iter().filter(|name| !optional.contains(&name.span));
        Self { predicted: predicted.filter_map(|name| scored_type(name, scored)).collect(), gold: certain, optional }
    }

    fn typed(&self, is_counted: impl Fn(&Typed) -> bool) -> Tally {
        let of = |side: &BTreeSet<Typed>| side.iter().filter(|typed| is_counted(typed)).copied().collect();
        shared(&of(&self.gold), &of(&self.predicted))
    }

    /// A prediction that took no gold name but touches an optional one is not counted.
    fn overlap(&self) -> Tally {
        let (gold, predicted) = (Vec::from_iter(&self.gold), Vec::from_iter(&self.predicted));
        let (gold_ranges, predicted_ranges) = (ranges(&gold), ranges(&predicted));
        let touching = overlapping(&gold_ranges, &predicted_ranges).into_iter();
        let candidates = touching.filter(|&(i, j)| gold[i].1 == predicted[j].1).map(|(i, j)| (1.0, i, j));
        let pairs = pair_off(candidates.collect(), Ties::Earlier);
        let taken: BTreeSet<usize> = pairs.iter().map(|&(_, j)| j).collect();
        let open: Vec<Range<usize>> = self.optional.iter().map(|span| span.range()).collect();
        let free: BTreeSet<usize> = overlapping(&predicted_ranges, &open).into_iter().map(|(j, _)| j).collect();
        let counted = predicted.len() - free.difference(&taken).count();
        Tally { found: pairs.len() as u32, predicted: counted as u32, gold: gold.len() as u32 }
    }
}

fn ranges(names: &[&Typed]) -> Vec<Range<usize>> {
    names.iter().map(|(span, _)| span.range()).collect()
}

/// The name as its one type says, where that type is scored.
fn scored_type(name: &Name, scored: &BTreeSet<Coarse>) -> Option<Typed> {
    let one = name.types.first().filter(|_| name.types.len() == 1)?;
    scored.contains(one).then_some((name.span, *one))
}

fn spans(names: &BTreeSet<Typed>) -> BTreeSet<Span> {
    names.iter().map(|(span, _)| *span).collect()
}

fn shared<T: Ord>(gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Tally {
    Tally {
        found: gold.intersection(predicted).count() as u32,
        predicted: predicted.len() as u32,
        gold: gold.len() as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Coarse::{Location, Org, Person};

    fn name(start: u32, end: u32, types: &[Coarse]) -> Name {
        Name { span: Span::new(start, end), types: types.iter().copied().collect(), optional: false }
    }

    fn tally(found: u32, predicted: u32, gold: u32) -> Tally {
        Tally { found, predicted, gold }
    }

    fn scored() -> BTreeSet<Coarse> {
        [Person, Org, Location].into()
    }

    #[test]
    fn nothing_scores_nothing() {
        assert_eq!(score(&[], &[], &scored()).typed, Tally::default());
        assert_eq!(score(&[name(0, 1, &[Org])], &[], &scored()).typed, tally(0, 0, 1));
    }

    #[test]
    fn a_wrong_type_keeps_the_span_and_a_wrong_span_the_overlap() {
        // 0..4 is right; 5..9 has the wrong type; 10..20 is cut short, so that only its type and place agree.
        let gold = [name(0, 4, &[Person]), name(5, 9, &[Org]), name(10, 20, &[Location])];
        let predicted = [name(0, 4, &[Person]), name(5, 9, &[Location]), name(10, 18, &[Location])];
        let scores = score(&gold, &predicted, &scored());
        assert_eq!((scores.typed, scores.span, scores.overlap), (tally(1, 3, 3), tally(2, 3, 3), tally(2, 3, 3)));
        assert_eq!(scores.by_type[&Person], tally(1, 1, 1));
        assert_eq!(scores.by_type[&Location], tally(0, 2, 1));
    }

    #[test]
    fn swapping_the_sides_swaps_precision_and_recall() {
        let (gold, predicted) = ([name(0, 4, &[Person]), name(5, 9, &[Org])], [name(0, 4, &[Person])]);
        let (one, other) = (score(&gold, &predicted, &scored()).typed, score(&predicted, &gold, &scored()).typed);
        assert_eq!((one.precision(), one.recall()), (other.recall(), other.precision()));
    }

    #[test]
    fn an_open_gold_name_costs_nothing_found_or_not() {
        let gold = [name(0, 4, &[Org, Coarse::Norp])];
        assert_eq!(score(&gold, &[name(0, 4, &[Org])], &scored()).typed, tally(0, 0, 0));
        assert_eq!(score(&gold, &[], &scored()).typed, tally(0, 0, 0));
        // A prediction that only touches it is a wrong span, but no wrong overlap.
        let near = score(&gold, &[name(0, 3, &[Org])], &scored());
        assert_eq!((near.typed, near.overlap), (tally(0, 1, 0), tally(0, 0, 0)));
    }

    #[test]
    fn a_name_twice_counts_once_and_unscored_types_not_at_all() {
        let gold = [name(0, 4, &[Org]), name(0, 4, &[Org]), name(5, 9, &[Coarse::Date])];
        let predicted = [name(5, 9, &[Coarse::Date]), name(0, 4, &[Org])];
        assert_eq!(score(&gold, &predicted, &scored()).typed, tally(1, 1, 1));
    }

    #[test]
    fn stripping_takes_articles_and_possessives_but_never_the_whole_name() {
        let table = [
            ("the Hague", "Hague"),
            ("The  Gambia's", "Gambia"),
            ("a Reuters", "Reuters"),
            ("Athens'", "Athens"),
            ("Anna", "Anna"),
            ("the ", "the"),
            ("’s", "’s"),
            ("", ""),
        ];
        for (given, expected) in table {
            assert_eq!(strip(given, Span::new(0, given.len() as u32)).slice(given), expected, "{given:?}");
        }
    }
}
