//! Entities: whether the same names are joined on both sides.
//!
//! Two measures, both over names only (pronouns and descriptions are no mentions here):
//!
//! - **B-cubed** (Bagga and Baldwin 1998, "Algorithms for scoring coreference chains"): for each name, the share of its
//!   predicted entity that belongs with it (precision), and the share of its gold entity that was joined to it (recall),
//!   averaged over names. A name that only one side has shares nothing with the other: a spurious one costs precision, a
//!   missed one recall. Long chains weigh little, names mentioned once count in full.
//! - **links** (pairwise F1): pairs of names that are in one entity, over all pairs. Names mentioned once count nothing,
//!   long chains weigh much.
//!
//! Names of the two sides are the same where their spans are.

use crate::score::Tally;
use crate::text::Span;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// A name, and which thing it names. Numbers of entities mean nothing beyond one side of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Where it stands.
    pub span: Span,
    /// Which thing it names.
    pub entity: u32,
}

/// The figures of one or more texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Averaged over names.
    pub b_cubed: BCubed,
    /// Pairs of names.
    pub links: Tally,
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        self.b_cubed += other.b_cubed;
        self.links += other.links;
    }
}

/// Sums of the shares of all names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct BCubed {
    /// How much of each predicted name's entity is right, summed up.
    pub pure: f64,
    /// How much of each gold name's entity was joined, summed up.
    pub whole: f64,
    /// How many names are predicted.
    pub predicted: u32,
    /// How many there are in the gold.
    pub gold: u32,
}

impl BCubed {
    /// The mean share of an entity that is right; 0 where nothing is predicted.
    pub fn precision(self) -> f64 {
        mean(self.pure, self.predicted)
    }

    /// The mean share of an entity that was joined; 0 where there is no gold.
    pub fn recall(self) -> f64 {
        mean(self.whole, self.gold)
    }

    /// The harmonic mean of precision and recall; 0 where nothing was found.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

impl AddAssign for BCubed {
    fn add_assign(&mut self, other: Self) {
        self.pure += other.pure;
        self.whole += other.whole;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

fn mean(sum: f64, count: u32) -> f64 {
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

/// Scores the `predicted` entities of one text against the `gold` ones. Where a span is given twice, the last counts.
///
/// ```
/// use postil::Span;
/// use postil::score::coreference::{Named, score};
///
/// let named = |at, entity| Named { span: Span::new(at, at + 1), entity };
/// let scores = score(&[named(0, 1), named(3, 1), named(6, 2)], &[named(0, 7), named(3, 7), named(6, 7)]);
/// assert_eq!((scores.links.found, scores.links.predicted, scores.links.gold), (1, 3, 1));
/// assert_eq!(scores.b_cubed.recall(), 1.0);
/// ```
pub fn score(gold: &[Named], predicted: &[Named]) -> Scores {
    let (gold, predicted) = (Side::new(gold), Side::new(predicted));
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (span, one) in &gold.entities {
        if let Some(other) = predicted.entities.get(span) {
            *shared.entry((*one, *other)).or_default() += 1;
        }
    }
    let mut scores = Scores::default();
    for (&(one, other), &count) in &shared {
        let square = f64::from(count) * f64::from(count);
        scores.b_cubed.pure += square / f64::from(predicted.size(other));
        scores.b_cubed.whole += square / f64::from(gold.size(one));
        scores.links.found += pairs(count);
    }
    scores.b_cubed.predicted = predicted.entities.len() as u32;
    scores.b_cubed.gold = gold.entities.len() as u32;
    scores.links.predicted = predicted.sizes.values().copied().map(pairs).sum();
    scores.links.gold = gold.sizes.values().copied().map(pairs).sum();
    scores
}

/// One side: what each span names, and how many names each thing has.
struct Side {
    entities: BTreeMap<Span, u32>,
    sizes: BTreeMap<u32, u32>,
}

impl Side {
    fn new(names: &[Named]) -> Self {
        let entities: BTreeMap<Span, u32> = names.iter().map(|name| (name.span, name.entity)).collect();
        let mut sizes = BTreeMap::new();
        for &entity in entities.values() {
            *sizes.entry(entity).or_default() += 1;
        }
        Self { entities, sizes }
    }

    fn size(&self, entity: u32) -> u32 {
        self.sizes.get(&entity).copied().unwrap_or(1)
    }
}

fn pairs(count: u32) -> u32 {
    count * count.saturating_sub(1) / 2
}

/// The names that both sides have: what is left of each, so that joining is measured apart from finding.
pub fn in_common(gold: &[Named], predicted: &[Named]) -> (Vec<Named>, Vec<Named>) {
    let spans = |names: &[Named]| names.iter().map(|name| name.span).collect::<BTreeSet<Span>>();
    let (one, other) = (spans(gold), spans(predicted));
    let kept = |names: &[Named], spans: &BTreeSet<Span>| {
        names.iter().filter(|name| spans.contains(&name.span)).copied().collect::<Vec<_>>()
    };
    (kept(gold, &other), kept(predicted, &one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Names at places 0, 1, 2 ... with these entities.
    fn side(entities: &[u32]) -> Vec<Named> {
        let named = |(at, &entity): (usize, &u32)| Named { span: Span::new(at as u32, at as u32 + 1), entity };
        entities.iter().enumerate().map(named).collect()
    }

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9, "{left} {right}");
    }

    #[test]
    fn the_example_of_bagga_and_baldwin() {
        // Twelve names in chains of 5, 2 and 5. The first answer joins the small chain to a large one, the second joins
        // the two large ones; both recall everything, at a precision of 76 and of 58 percent by their paper.
        let gold = side(&[1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3]);
        let small = score(&gold, &side(&[1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2])).b_cubed;
        let large = score(&gold, &side(&[1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1])).b_cubed;
        close(small.precision(), 16.0 / 21.0);
        close(large.precision(), 7.0 / 12.0);
        close(small.recall(), 1.0);
        close(large.recall(), 1.0);
        close(small.f1(), 32.0 / 37.0);
    }

    #[test]
    fn links_are_pairs() {
        // Gold pairs: 01 02 12 34. Predicted: 01 23 24 34. In common: 01 34.
        let links = score(&side(&[1, 1, 1, 2, 2]), &side(&[5, 5, 6, 6, 6])).links;
        assert_eq!(links, Tally { found: 2, predicted: 4, gold: 4 });
    }

    #[test]
    fn a_missed_name_costs_recall_and_a_spurious_one_precision() {
        let all = side(&[1, 1, 2]);
        let missed = score(&all, &all[..1]).b_cubed;
        close(missed.precision(), 1.0);
        close(missed.recall(), 0.5 / 3.0);
        let spurious = score(&all[..1], &all).b_cubed;
        close(spurious.precision(), 0.5 / 3.0);
        close(spurious.recall(), 1.0);
    }

    #[test]
    fn nothing_scores_nothing() {
        assert_eq!(score(&[], &[]), Scores::default());
        close(BCubed::default().f1(), 0.0);
        close(score(&side(&[1]), &[]).b_cubed.f1(), 0.0);
    }

    #[test]
    fn only_what_both_have_is_in_common() {
        let (gold, predicted) = (side(&[1, 1, 2]), side(&[4, 4, 4]));
        let (one, other) = in_common(&gold[1..], &predicted[..2]);
        assert_eq!((one, other), (gold[1..2].to_vec(), predicted[1..2].to_vec()));
    }

    proptest! {
        #[test]
        fn swapping_the_sides_swaps_precision_and_recall(
            names in prop::collection::vec((0u32..4, 0u32..4), 0..20),
            from in 0usize..5,
        ) {
            let gold = side(&names.iter().map(|pair| pair.0).collect::<Vec<_>>());
            let predicted = side(&names.iter().map(|pair| pair.1).collect::<Vec<_>>());
            let gold = &gold[from.min(gold.len())..];
            let (one, other) = (score(gold, &predicted), score(&predicted, gold));
            prop_assert!((one.b_cubed.precision() - other.b_cubed.recall()).abs() < 1e-9);
            prop_assert!((one.b_cubed.recall() - other.b_cubed.precision()).abs() < 1e-9);
            prop_assert_eq!(one.links.found, other.links.found);
            prop_assert!((0.0..=1.0).contains(&one.b_cubed.f1()));
        }

        #[test]
        fn the_same_entities_under_other_numbers_are_right(entities in prop::collection::vec(0u32..9, 1..20)) {
            let renamed: Vec<u32> = entities.iter().map(|entity| 100 - entity).collect();
            let scores = score(&side(&entities), &side(&renamed));
            prop_assert!((scores.b_cubed.f1() - 1.0).abs() < 1e-9);
            prop_assert_eq!(scores.links.found, scores.links.gold);
        }
    }
}
