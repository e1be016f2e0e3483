//! Quotations: how much of what is said was found, and whether its speaker was.
//!
//! Both sides are cut alike, so that marks, commas and the number of fragments make no difference:
//!
//! - A **segment** is one contiguous piece of a quotation, cut at line ends, known by the words it covers. Marks and other
//!   punctuation are no words. In the marks view only what stands inside double quotation marks is a segment.
//! - The **kind** of a segment is read off the marks: direct where at least 95 % of its letters and digits stand inside
//!   them, indirect where none does, mixed between.
//!
//! The measures:
//!
//! - **exact**: the same words.
//! - **iou50**: at least half of the words of both together are shared; one to one, best first.
//! - **with speaker**: such a pair, and the speakers share a word, or neither side names one.
//! - **words**: the words inside any segment.
//!
//! A prediction is dropped where more than half of its words lie in an ignored zone or in an optional quotation of the
//! gold, or where a larger prediction holds it.

mod segment;

use crate::analysis::{Quotation, QuotationKind};
use crate::score::pairing::{Ties, overlapping, pair_off};
use crate::score::{Share, Tally};
use crate::text::Span;
use segment::{Segment, Wording, segments};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::{AddAssign, Range};

/// A quotation on either side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quoted {
    /// Its content, in any order.
    pub fragments: Vec<Span>,
    /// The words that name who says it.
    pub speaker: Option<Span>,
    /// Whether it is neither right nor wrong to find it. Looked at on the gold side only.
    pub optional: bool,
}

impl From<&Quotation> for Quoted {
    fn from(quotation: &Quotation) -> Self {
        Self { fragments: quotation.fragments.clone(), speaker: quotation.speaker, optional: false }
    }
}

/// What of a quotation is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// All of it.
    Whole,
    /// What stands inside double quotation marks: is this speech or not, and whose?
    Marks,
}

/// The figures of one or more texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// The same words.
    pub exact: Tally,
    /// Half of the words shared.
    pub iou50: Tally,
    /// Half of the words shared, and the same speaker or none on both sides.
    pub with_speaker: Tally,
    /// Wording inside any segment.
    pub words: Tally,
    /// Of the pairs whose gold names a speaker: those whose prediction names the same.
    pub speakers: Share,
    /// Gold segments found by `iou50`: direct, indirect, mixed.
    pub recalled: [Share; 3],
    /// Predicted segments right by `iou50`: direct, indirect, mixed.
    pub confirmed: [Share; 3],
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        self.exact += other.exact;
        self.iou50 += other.iou50;
        self.with_speaker += other.with_speaker;
        self.words += other.words;
        self.speakers += other.speakers;
        for (share, more) in self.recalled.iter_mut().zip(other.recalled) {
            *share += more;
        }
        for (share, more) in self.confirmed.iter_mut().zip(other.confirmed) {
            *share += more;
        }
    }
}

/// Scores the `predicted` quotations of `text` against the `gold` ones, of which those in an `ignored` zone do not count.
///
/// ```
/// use postil::Span;
/// use postil::score::quotation::{Quoted, View, score};
///
/// let text = "Roads are “closed until further notice”, Awa Kone said.";
/// let quoted = |start, end| Quoted { fragments: vec![Span::new(start, end)], speaker: None, optional: false };
/// // Gold has six words, the prediction the four inside the marks: 4 of 6 are shared.
/// let scores = score(text, &[quoted(0, 43)], &[quoted(10, 43)], &[], View::Whole);
/// assert_eq!((scores.iou50.f1(), scores.exact.f1()), (1.0, 0.0));
/// ```
pub fn score(text: &str, gold: &[Quoted], predicted: &[Quoted], ignored: &[Span], view: View) -> Scores {
    let wording = Wording::new(text);
    let (gold, dropped) = counted_gold(&wording, gold, ignored, view);
    let mut predicted = outermost(segments(&wording, predicted, view));
    predicted.retain(|segment| !dropped.holds_most_of(&segment.words));
    let pairs = iou_pairs(&gold, &predicted);
    let exact: HashSet<&Range<usize>> = gold.iter().map(|segment| &segment.words).collect();
    let tally =
        |found: usize| Tally { found: found as u32, predicted: predicted.len() as u32, gold: gold.len() as u32 };
    let has_same_speaker = |&&(i, j): &&(usize, usize)| same_speaker(&wording, &gold[i], &predicted[j]);
    let mut scores = Scores {
        exact: tally(predicted.iter().filter(|segment| exact.contains(&segment.words)).count()),
        iou50: tally(pairs.len()),
        with_speaker: tally(pairs.iter().filter(has_same_speaker).count()),
        words: shared_words(&gold, &predicted, &dropped),
        ..Scores::default()
    };
    for &(i, j) in pairs.iter().filter(|&&(i, _)| gold[i].speaker.is_some()) {
        scores.speakers.add(same_speaker(&wording, &gold[i], &predicted[j]));
    }
    scores.recalled = by_kind(&gold, &pairs.iter().map(|&(i, _)| i).collect());
    scores.confirmed = by_kind(&predicted, &pairs.iter().map(|&(_, j)| j).collect());
    scores
}

/// The gold segments that count, and the words of those that do not.
fn counted_gold(wording: &Wording, gold: &[Quoted], ignored: &[Span], view: View) -> (Vec<Segment>, WordSet) {
    let mut dropped = WordSet::new(wording.len());
    for &zone in ignored {
        dropped.insert(&wording.under(zone));
    }
    let mut counted = Vec::new();
    for segment in segments(wording, gold, view) {
        if segment.optional || dropped.holds_most_of(&segment.words) {
            dropped.insert(&segment.words);
        } else {
            counted.push(segment);
        }
    }
    (counted, dropped)
}

/// The segments that no other one holds, in their order.
fn outermost(segments: Vec<Segment>) -> Vec<Segment> {
    let mut order: Vec<usize> = (0..segments.len()).collect();
    order.sort_by_key(|&i| (segments[i].words.start, Reverse(segments[i].words.end)));
    let mut end = 0;
    let mut kept = HashSet::new();
    for i in order {
        if segments[i].words.end > end {
            end = segments[i].words.end;
            kept.insert(i);
        }
    }
    segments.into_iter().enumerate().filter(|(i, _)| kept.contains(i)).map(|(_, segment)| segment).collect()
}

fn iou_pairs(gold: &[Segment], predicted: &[Segment]) -> Vec<(usize, usize)> {
    let candidates = overlapping(&word_ranges(gold), &word_ranges(predicted)).into_iter();
    let rated = candidates.map(|(i, j)| (intersection_over_union(&gold[i].words, &predicted[j].words), i, j));
    pair_off(rated.filter(|&(value, _, _)| value >= 0.5).collect(), Ties::Earlier)
}

fn word_ranges(segments: &[Segment]) -> Vec<Range<usize>> {
    segments.iter().map(|segment| segment.words.clone()).collect()
}

fn intersection_over_union(a: &Range<usize>, b: &Range<usize>) -> f64 {
    let shared = shared_length(a, b);
    f64::from(shared as u32) / f64::from((a.len() + b.len() - shared) as u32)
}

fn shared_length(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn same_speaker(wording: &Wording, gold: &Segment, predicted: &Segment) -> bool {
    match (gold.speaker, predicted.speaker) {
        (None, None) => true,
        (Some(gold), Some(predicted)) => shared_length(&wording.under(gold), &wording.under(predicted)) > 0,
        _ => false,
    }
}

fn shared_words(gold: &[Segment], predicted: &[Segment], dropped: &WordSet) -> Tally {
    let (gold, mut predicted) = (WordSet::of(gold, dropped.0.len()), WordSet::of(predicted, dropped.0.len()));
    predicted.remove_all(dropped);
    let found = gold.0.iter().zip(&predicted.0).filter(|(gold, predicted)| **gold && **predicted).count();
    Tally { found: found as u32, predicted: predicted.count(), gold: gold.count() }
}

fn by_kind(segments: &[Segment], matched: &HashSet<usize>) -> [Share; 3] {
    let mut shares = [Share::default(); 3];
    for (index, segment) in segments.iter().enumerate() {
        let place = match segment.kind {
            QuotationKind::Direct => 0,
            QuotationKind::Indirect => 1,
            QuotationKind::Mixed => 2,
        };
        shares[place].add(matched.contains(&index));
    }
    shares
}

/// Some of a text's words.
struct WordSet(Vec<bool>);

impl WordSet {
    fn new(words: usize) -> Self {
        Self(vec![false; words])
    }

    fn of(segments: &[Segment], words: usize) -> Self {
        let mut set = Self::new(words);
        for segment in segments {
            set.insert(&segment.words);
        }
        set
    }

    fn insert(&mut self, words: &Range<usize>) {
        self.0[words.clone()].fill(true);
    }

    fn remove_all(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine &= !theirs;
        }
    }

    fn holds_most_of(&self, words: &Range<usize>) -> bool {
        2 * self.0[words.clone()].iter().filter(|held| **held).count() > words.len()
    }

    fn count(&self) -> u32 {
        self.0.iter().filter(|held| **held).count() as u32
    }
}

#[cfg(test)]
mod tests;
