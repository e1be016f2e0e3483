//! How much waits, and how sure the machine is of it.

use super::{Filter, Session, waiting, waits};
use crate::annotation::{Annotation, Label, Layer, Origin, State};
use std::collections::BTreeMap;
use std::iter::Sum;

/// How many wait and how many were decided. What people made themselves was never in the queue and is not counted;
/// neither are orphans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Not decided yet.
    pub waiting: usize,
    /// Found right.
    pub accepted: usize,
    /// Found wrong.
    pub rejected: usize,
}

impl Tally {
    /// How many were decided.
    pub const fn decided(&self) -> usize {
        self.accepted + self.rejected
    }

    /// How many there are.
    pub const fn all(&self) -> usize {
        self.waiting + self.decided()
    }

    fn count(&mut self, annotation: &Annotation) {
        match annotation.state {
            State::Suggested => self.waiting += 1,
            State::Accepted => self.accepted += 1,
            State::Rejected => self.rejected += 1,
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| Self {
            waiting: sum.waiting + tally.waiting,
            accepted: sum.accepted + tally.accepted,
            rejected: sum.rejected + tally.rejected,
        })
    }
}

/// How many of each layer and label wait and were decided, of those that `filter` takes.
pub fn tallies<'a>(session: &'a Session, filter: &Filter) -> BTreeMap<(&'a Layer, &'a Label), Tally> {
    let mut found: BTreeMap<(&Layer, &Label), Tally> = BTreeMap::new();
    let counts = |it: &&Annotation| waits(it) || it.origin != Origin::Human && it.orphan.is_none();
    for annotation in session.annotations().filter(counts).filter(|it| filter.takes(it)) {
        found.entry((&annotation.layer, &annotation.label)).or_default().count(annotation);
    }
    found
}

/// The ends of the bins: each holds its lower end, the last one 1 too.
pub const BIN_EDGES: [f32; 11] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// How sure the machine is of what waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// How many there are between each two of [`BIN_EDGES`].
    pub bins: [usize; 10],
    /// How many have no confidence.
    pub unsaid: usize,
}

/// The confidences of what waits and `filter` takes.
pub fn histogram(session: &Session, filter: &Filter) -> Histogram {
    let mut found = Histogram::default();
    for annotation in waiting(session, filter) {
        match annotation.confidence {
            None => found.unsaid += 1,
            Some(confidence) => found.bins[bin(confidence)] += 1,
        }
    }
    found
}

/// The bin whose lower end is the last one not above `confidence`.
fn bin(confidence: f32) -> usize {
    BIN_EDGES[1..10].partition_point(|edge| *edge <= confidence)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{session, with_import};
    use super::*;
    use crate::annotation::AnnotationId;
    use crate::session::{Author, Command};
    use crate::text::Span;

    #[test]
    fn bins_hold_their_lower_end_and_the_last_holds_one() {
        let cases =
            [(0.0, 0), (-0.0, 0), (0.099_999, 0), (0.1, 1), (0.3, 3), (0.699_999, 6), (0.7, 7), (0.9, 9), (1.0, 9)];
        for (confidence, expected) in cases {
            assert_eq!(bin(confidence), expected, "{confidence}");
        }
    }

    #[test]
    fn the_histogram_counts_what_waits() {
        let mut session = with_import();
        let found = histogram(&session, &Filter::default());
        assert_eq!((found.bins, found.unsaid), ([1, 0, 0, 0, 2, 0, 0, 0, 1, 2], 1));
        session.perform(&Command::Accept(vec![AnnotationId(4)]), &Author::Human(None), 1).unwrap();
        assert_eq!(histogram(&session, &Filter::default()).bins[9], 1);
    }

    #[test]
    fn decisions_are_counted_by_label_and_what_people_made_is_not() {
        let mut session = session();
        let person = Author::Human(None);
        session.perform(&Command::Accept(vec![AnnotationId(0)]), &person, 1).unwrap();
        session.perform(&Command::Reject(vec![AnnotationId(3)]), &person, 2).unwrap();
        let made =
            Command::Annotate { layer: Layer::Entity, label: Label::from("PERSON"), spans: vec![Span::new(4, 7)] };
        session.perform(&made, &person, 3).unwrap();
        let filter = Filter { layers: vec![Layer::Entity], ..Filter::default() };
        let found = tallies(&session, &filter);
        let shown: Vec<_> = found.iter().map(|((_, label), tally)| (label.0.as_str(), *tally)).collect();
        let org = Tally { rejected: 1, ..Tally::default() };
        assert_eq!(shown, [("ORG", org), ("PERSON", Tally { waiting: 1, accepted: 1, rejected: 0 })]);
        let sum: Tally = found.into_values().sum();
        assert_eq!((sum.decided(), sum.all()), (2, 3));
    }
}
