//! From the scores of words to names: the document is read twice.
//!
//! The first reading gives every word its chances of each label. A word that is written alike in several places means the
//! same thing in most of them, so the second reading adds to its scores the logarithm of its mean chances over the
//! document: a name that is clear in one place settles it in the others.

use super::Sights;
use crate::analysis::EntityLabel;
use crate::model::{ANY_TAG, ChainPredictor, Lattice, Scores, begin, best, inside};
use std::ops::Range;

/// Words of the document that are a name.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Tagged {
    pub(in super::super) words: Range<usize>,
    pub(in super::super) label: EntityLabel,
    /// The chance that exactly these words are a name of this label, given all of the region.
    pub(in super::super) chance: f32,
}

/// What a word that never was of a label in the first reading still may be.
const LEAST_CHANCE: f32 = 0.02;

/// What speaks for an acronym's being a name of the type that its long form has by the rules, and for a new name's
/// beginning where names run together; the parts of a byline or dateline are twice as sure.
const TOLD: f32 = 3.0;

const LABELS: usize = EntityLabel::ALL.len();

/// The names in the document, in order.
pub(in super::super) fn names(chain: &ChainPredictor, sights: &Sights) -> Vec<Tagged> {
    let mut regions: Vec<(Range<usize>, Vec<Scores>)> = Vec::new();
    for region in sights.regions() {
        let mut scores = Vec::with_capacity(region.len());
        sights.features(&region, |features| scores.push(chain.scores(features)));
        for (scores, place) in scores.iter_mut().zip(region.clone()) {
            if let Some(tag) = sights.told(place) {
                scores[tag] += if sights.is_formal(place) { 2.0 * TOLD } else { TOLD };
            }
        }
        regions.push((region, scores));
    }
    let means = Means::gather(chain, sights, &regions);
    let mut lattice = Lattice::default();
    let mut found = Vec::new();
    for (region, mut scores) in regions {
        means.add_to(&mut scores, &region, sights);
        found.extend(region_names(chain, &mut lattice, &region, &scores));
    }
    found
}

fn region_names(
    chain: &ChainPredictor,
    lattice: &mut Lattice,
    region: &Range<usize>,
    scores: &[Scores],
) -> Vec<Tagged> {
    let spans = spans(&best(scores, chain.transitions()));
    if !spans.is_empty() {
        lattice.run(scores, chain.transitions(), |_| ANY_TAG);
    }
    let tagged = |(range, number): (Range<usize>, usize)| {
        let chance = lattice.chance(range.clone(), number, chain.transitions());
        let words = region.start + range.start..region.start + range.end;
        Some(Tagged { words, label: *EntityLabel::ALL.get(number)?, chance })
    };
    spans.into_iter().filter_map(tagged).collect()
}

/// The mean chances of each word that is capitalised, by its number.
#[derive(Debug)]
struct Means(Vec<Mean>);

/// The sums of the chances of each label, those of no name last, and how many there were.
#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sums: [f32; LABELS + 1],
    count: f32,
}

impl Means {
    fn gather(chain: &ChainPredictor, sights: &Sights, regions: &[(Range<usize>, Vec<Scores>)]) -> Self {
        let mut means = Self(vec![Mean::default(); sights.evidence.len()]);
        let mut lattice = Lattice::default();
        for (region, scores) in regions {
            if !region.clone().any(|place| sights.evidence.at(place).capitals > 1) {
                continue;
            }
            lattice.run(scores, chain.transitions(), |_| ANY_TAG);
            for (offset, place) in region.clone().enumerate() {
                if let Some(mean) = sights.evidence.number(place).and_then(|word| means.0.get_mut(word)) {
                    mean.add(&lattice.tags(offset));
                }
            }
        }
        means
    }

    /// Adds what the other places of a word say of it, if there are any.
    fn add_to(&self, scores: &mut [Scores], region: &Range<usize>, sights: &Sights) {
        for (scores, place) in scores.iter_mut().zip(region.clone()) {
            let mean = sights.evidence.number(place).and_then(|word| self.0.get(word));
            if let Some(mean) = mean.filter(|mean| mean.count > 1.0) {
                mean.add_to(scores);
            }
        }
    }
}

impl Mean {
    fn add(&mut self, chances: &Scores) {
        self.count += 1.0;
        let [labels @ .., outside] = &mut self.sums;
        *outside += chances[0];
        for (label, sum) in labels.iter_mut().enumerate() {
            *sum += chances[begin(label)] + chances[inside(label)];
        }
    }

    fn add_to(&self, scores: &mut Scores) {
        let [labels @ .., outside] = self.sums.map(|sum| (sum / self.count + LEAST_CHANCE).ln());
        scores[0] += outside;
        for (label, log) in labels.iter().enumerate() {
            scores[begin(label)] += log;
            scores[inside(label)] += log;
        }
    }
}

/// The names that a row of tags stands for: their places and the numbers of their labels.
fn spans(tags: &[u8]) -> Vec<(Range<usize>, usize)> {
    let mut spans: Vec<(Range<usize>, usize)> = Vec::new();
    for (place, tag) in tags.iter().enumerate().filter(|(_, tag)| **tag > 0) {
        match spans.last_mut() {
            Some((range, _)) if *tag % 2 == 0 && range.end == place => range.end += 1,
            _ => spans.push((place..place + 1, (usize::from(*tag) - 1) / 2)),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_spans() {
        let (one, two) = (begin(0) as u8, inside(0) as u8);
        assert_eq!(spans(&[0, one, two, 0, one, one]), [(1..3, 0), (4..5, 0), (5..6, 0)]);
        assert_eq!(spans(&[begin(3) as u8, inside(3) as u8]), [(0..2, 3)]);
        assert!(spans(&[0, 0]).is_empty());
    }

    #[test]
    fn a_clear_place_speaks_for_an_unclear_one() {
        let mut mean = Mean::default();
        let mut clear = [0.0; crate::model::TAGS];
        clear[begin(0)] = 1.0;
        let mut unclear = [0.0; crate::model::TAGS];
        unclear[0] = 0.6;
        unclear[begin(0)] = 0.4;
        mean.add(&clear);
        mean.add(&unclear);
        let mut scores = [0.0; crate::model::TAGS];
        mean.add_to(&mut scores);
        assert!(scores[begin(0)] > scores[0] && scores[0] > scores[begin(1)]);
    }
}
