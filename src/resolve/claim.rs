//! Numeric claims: who makes them, and which of them disagree.

use crate::Document;
use crate::analysis::{Comparator, Conflict, ConflictRelation, Quantity, QuantityKind, Quotation};
use crate::detect::quantity::decimal::Decimal;
use std::collections::BTreeMap;

/// Sets the source of every quantity that stands inside a quotation: that of the smallest quotation around it.
///
/// Quantities and fragments are walked together in the order of the text; quotations nest only so deep, so the fragments
/// open at any place stay few.
pub fn attribute(quantities: &mut [Quantity], quotations: &[Quotation]) {
    let mut fragments: Vec<_> = quotations
        .iter()
        .filter_map(|quotation| quotation.source.map(|source| (quotation, source)))
        .flat_map(|(quotation, source)| quotation.fragments.iter().map(move |fragment| (*fragment, source)))
        .collect();
    fragments.sort_unstable();
    let mut next = 0;
    let mut open: Vec<(crate::Span, u32)> = Vec::new();
    for quantity in quantities {
        while let Some(fragment) = fragments.get(next).filter(|(span, _)| span.start <= quantity.span.start) {
            open.push(*fragment);
            next += 1;
        }
        open.retain(|(span, _)| span.end > quantity.span.start);
        let around = open.iter().filter(|(span, _)| span.contains(quantity.span));
        quantity.source = around.min_by_key(|(span, _)| span.len()).map(|(_, source)| *source);
    }
}

/// Groups of claims on one thing: counts of the same specific noun, each pair of them compared.
///
/// Conservative: only counts, money and measures with a counted noun in the plural are grouped, and only where the
/// whole noun phrase agrees. Dates, ordinals and vague amounts never are.
pub fn conflicts(document: &Document, quantities: &[Quantity]) -> Vec<Conflict> {
    let mut groups: BTreeMap<Thing, Vec<u32>> = BTreeMap::new();
    for (index, quantity) in quantities.iter().enumerate() {
        if let Some(thing) = thing(document.text, quantity) {
            groups.entry(thing).or_default().push(index as u32);
        }
    }
    let mut found: Vec<_> = groups.into_values().filter_map(|group| related(quantities, group)).collect();
    found.sort_by(|left, right| left.quantities.cmp(&right.quantities));
    found
}

/// What is counted: kind, unit, and the noun without its plural ending.
type Thing = (&'static str, Option<String>, String);

fn thing(text: &str, quantity: &Quantity) -> Option<Thing> {
    let countable = matches!(quantity.kind, QuantityKind::Count | QuantityKind::Measure | QuantityKind::Money);
    let counted = quantity.parts.counted.filter(|_| countable && !quantity.vague && quantity.change.is_none())?;
    let noun = counted.slice(text).to_lowercase();
    let lemma = lemma(&noun);
    is_specific(&lemma).then(|| (quantity.kind.name(), quantity.unit.clone(), lemma))
}

/// The noun phrase with its last word in the singular.
fn lemma(noun: &str) -> String {
    let plain = noun.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let hisses = |stem: &&str| ["s", "x", "z", "ch", "sh"].iter().any(|ending| stem.ends_with(ending));
    let sibilant = || noun.strip_suffix("es").filter(hisses).map(str::to_owned);
    let regular = || noun.strip_suffix('s').filter(|stem| !stem.ends_with('s')).map(str::to_owned);
    plain.or_else(sibilant).or_else(regular).unwrap_or_else(|| noun.to_owned())
}

/// Nouns that say too little to compare: many different groups of people are counted in one article.
fn is_specific(lemma: &str) -> bool {
    let loose = [
        "people", "person", "man", "woman", "child", "other", "time", "thing", "member", "way", "case", "part", "point",
    ];
    !lemma.is_empty() && !loose.contains(&lemma)
}

/// The relation of a group of at least two, by its most different pair.
fn related(quantities: &[Quantity], group: Vec<u32>) -> Option<Conflict> {
    let intervals: Vec<_> = group.iter().filter_map(|index| Interval::of(quantities.get(*index as usize)?)).collect();
    if intervals.len() < 2 || intervals.len() != group.len() {
        return None;
    }
    let same = intervals.windows(2).all(|pair| pair[0] == pair[1]);
    let relation = match (same, all_meet(&intervals)) {
        (true, _) => ConflictRelation::Corroborates,
        (_, true) => ConflictRelation::Discrepant,
        _ => ConflictRelation::Conflicts,
    };
    Some(Conflict { quantities: group, relation })
}

/// What a claim allows: from `low` to `high`, open where none.
#[derive(Clone, Debug, PartialEq)]
struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Interval {
    /// The interval of one claim; "about" widens it by a fifth to either side.
    fn of(quantity: &Quantity) -> Option<Self> {
        let read = |text: &Option<String>| text.as_deref().and_then(Decimal::parse);
        let (value, low, high) = (read(&quantity.value), read(&quantity.low), read(&quantity.high));
        let (low, high) = if value.is_some() { (value.clone(), value) } else { (low, high) };
        if low.is_none() && high.is_none() {
            return None;
        }
        let about = quantity.comparator == Some(Comparator::About);
        let widened =
            |end: Option<Decimal>, tenths| if about { end?.times(tenths).map(|end| end.lowered(1)) } else { end };
        Some(Self { low: widened(low, 8), high: widened(high, 12) })
    }
}

/// Whether one number lies in all intervals: intervals on a line that meet in pairs meet in one point.
fn all_meet(intervals: &[Interval]) -> bool {
    let lowest = intervals.iter().filter_map(|interval| interval.low.as_ref()).max();
    let highest = intervals.iter().filter_map(|interval| interval.high.as_ref()).min();
    lowest.zip(highest).is_none_or(|(low, high)| low <= high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::QuotationKind;
    use crate::detect::quantity::quantities;
    use crate::text::Span;

    fn relations(text: &str) -> Vec<ConflictRelation> {
        let document = Document { text, paragraphs: &[], sentences: &[], tokens: &[] };
        conflicts(&document, &quantities(text, &[])).into_iter().map(|conflict| conflict.relation).collect()
    }

    #[test]
    fn counts_of_one_thing_are_compared() {
        use ConflictRelation::{Conflicts, Corroborates, Discrepant};
        for (text, expected) in [
            ("There were about 50 arrests, he said. There were at least 20 arrests.", vec![Discrepant]),
            ("Police counted 14 bodies. The hospital counted at least 40 bodies.", vec![Conflicts]),
            ("Police counted 14 bodies; so 14 bodies were found.", vec![Corroborates]),
            ("Some 20 villages burned. The UN spoke of 22 villages.", vec![Discrepant]),
            ("He saw 14 boats and 3 bridges.", vec![]),
            ("He came in 2020. Others came in 2021. The second house, the third house.", vec![]),
            ("There were 14 people here and 40 people there.", vec![]),
            ("Dozens of boats sank; 14 boats returned.", vec![]),
        ] {
            assert_eq!(relations(text), expected, "{text}");
        }
    }

    #[test]
    fn the_smallest_quotation_around_a_claim_gives_its_source() {
        let quotation = |start, end, source| Quotation {
            fragments: vec![Span::new(start, end)],
            kind: QuotationKind::Direct,
            cue: None,
            speaker: None,
            source,
            confidence: 1.0,
        };
        let text = "He said she had seen \"12 boats\" and 3 cars. Then 4 left.";
        let mut claims = quantities(text, &[]);
        attribute(&mut claims, &[quotation(21, 31, Some(1)), quotation(8, 43, Some(0)), quotation(44, 56, None)]);
        let sources: Vec<_> = claims.iter().map(|claim| claim.source).collect();
        assert_eq!(sources, [Some(1), Some(0), None]);
    }
}
