//! Deciding on all at or above a threshold, or on all below it, at once.

use super::{Filter, Session, waiting};
use crate::annotation::{Annotation, AnnotationId, Label, Layer, State};
use crate::session::{Command, undecided};
use std::collections::BTreeMap;

/// What is decided, and of which.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cut {
    /// All that the machine is at least so sure of are right.
    AcceptFrom(f32),
    /// All that the machine is less sure of are wrong.
    RejectBelow(f32),
}

impl Cut {
    /// What nobody has vouched for is on neither side of a threshold.
    fn takes(self, confidence: Option<f32>) -> bool {
        confidence.is_some_and(|confidence| match self {
            Self::AcceptFrom(threshold) => confidence >= threshold,
            Self::RejectBelow(threshold) => confidence < threshold,
        })
    }
}

/// What a threshold would decide; nothing has changed yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep<'a> {
    /// What would be decided, by id.
    pub ids: Vec<AnnotationId>,
    /// How many of each layer and label those are.
    pub labels: BTreeMap<(&'a Layer, &'a Label), usize>,
    /// What the threshold takes and a person should look at, by id.
    pub exceptions: Vec<Exception>,
    /// How many would still wait, the exceptions among them.
    pub left: usize,
}

/// Something that a threshold leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Which annotation.
    pub id: AnnotationId,
    /// Why.
    pub why: Why,
}

/// Why a threshold leaves something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It shares a byte with this one of the same layer, which a person has accepted, rejected or made.
    Overlaps(AnnotationId),
    /// It would be rejected, and a relation that a person made or accepted hangs on it.
    Linked,
}

/// What `cut` decides of what waits and `filter` takes.
pub fn sweep<'a>(session: &'a Session, filter: &Filter, cut: Cut) -> Sweep<'a> {
    let decided = decided(session);
    let mut found = Sweep { ids: Vec::new(), labels: BTreeMap::new(), exceptions: Vec::new(), left: 0 };
    for annotation in waiting(session, filter) {
        if !cut.takes(annotation.confidence) {
            found.left += 1;
        } else if let Some(why) = why(session, &decided, annotation, cut) {
            found.left += 1;
            found.exceptions.push(Exception { id: annotation.id, why });
        } else {
            found.ids.push(annotation.id);
            *found.labels.entry((&annotation.layer, &annotation.label)).or_default() += 1;
        }
    }
    found
}

impl Sweep<'_> {
    /// The sweep as one command, so that it is one Edit and undone as one.
    pub fn command(&self, cut: Cut) -> Command {
        match cut {
            Cut::AcceptFrom(_) => Command::Accept(self.ids.clone()),
            Cut::RejectBelow(_) => Command::Reject(self.ids.clone()),
        }
    }
}

fn why(session: &Session, decided: &Decided<'_>, annotation: &Annotation, cut: Cut) -> Option<Why> {
    let is_held =
        || session.relations_of(annotation.id).any(|it| !undecided(it.origin, it.state) && it.state != State::Rejected);
    match overlapped(decided, annotation) {
        Some(other) => Some(Why::Overlaps(other)),
        None => (matches!(cut, Cut::RejectBelow(_)) && is_held()).then_some(Why::Linked),
    }
}

/// The fragments of what is decided, of each layer in order of their start, each with the furthest end so far and whose
/// it is. So one look tells whether any of them reaches into a span.
type Decided<'a> = BTreeMap<&'a Layer, Vec<Reach>>;

struct Reach {
    start: u32,
    end: u32,
    id: AnnotationId,
}

fn decided(session: &Session) -> Decided<'_> {
    let mut found: Decided<'_> = BTreeMap::new();
    for annotation in session.annotations().filter(|it| it.state != State::Suggested) {
        let reaches = annotation.spans.iter().map(|span| Reach { start: span.start, end: span.end, id: annotation.id });
        found.entry(&annotation.layer).or_default().extend(reaches);
    }
    for reaches in found.values_mut() {
        reaches.sort_by_key(|reach| (reach.start, reach.end, reach.id));
        for index in 1..reaches.len() {
            if reaches[index - 1].end > reaches[index].end {
                (reaches[index].end, reaches[index].id) = (reaches[index - 1].end, reaches[index - 1].id);
            }
        }
    }
    found
}

fn overlapped(decided: &Decided<'_>, annotation: &Annotation) -> Option<AnnotationId> {
    let reaches = decided.get(&annotation.layer)?;
    annotation.spans.iter().find_map(|span| {
        let before = reaches.partition_point(|reach| reach.start < span.end);
        let furthest = reaches.get(before.checked_sub(1)?)?;
        (furthest.end > span.start).then_some(furthest.id)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{session, with_import};
    use super::super::{Order, next};
    use super::*;
    use crate::session::Author;
    use crate::text::Span;

    const PERSON: Author = Author::Human(None);

    fn ids(sweep: &Sweep<'_>) -> Vec<u32> {
        sweep.ids.iter().map(|id| id.0).collect()
    }

    #[test]
    fn a_threshold_has_two_sides_and_nobody_without_confidence_on_either() {
        let session = with_import();
        let (above, below) = (Cut::AcceptFrom(0.8), Cut::RejectBelow(0.8));
        let accepted = sweep(&session, &Filter::default(), above);
        assert_eq!((ids(&accepted), accepted.left), (vec![0, 3, 4], 4));
        let labels: Vec<_> = accepted.labels.iter().map(|((_, label), count)| (label.0.as_str(), *count)).collect();
        assert_eq!(labels, [("ORG", 1), ("PERSON", 1), ("count", 1)]);
        let rejected = sweep(&session, &Filter::default(), below);
        assert_eq!((ids(&rejected), rejected.left), (vec![1, 2, 5], 4));
        let filter = Filter { layers: vec![Layer::Entity], ..Filter::default() };
        assert_eq!((ids(&sweep(&session, &filter, below)), sweep(&session, &filter, above).left), (vec![1], 1));
    }

    #[test]
    fn what_lies_on_a_decision_of_its_layer_is_left_to_the_person() {
        let mut session = session();
        let made = |layer: Layer| Command::Annotate { layer, label: "EVENT".into(), spans: vec![Span::new(1, 17)] };
        session.perform(&made(Layer::Entity), &PERSON, 1).unwrap();
        session.perform(&made(Layer::Quantity), &PERSON, 2).unwrap();
        let found = sweep(&session, &Filter::default(), Cut::AcceptFrom(0.5));
        let made = Why::Overlaps(AnnotationId(6));
        let exceptions = [0, 3].map(|id| Exception { id: AnnotationId(id), why: made });
        assert_eq!((ids(&found), &found.exceptions[..], found.left), (vec![4], &exceptions[..], 5));
    }

    #[test]
    fn what_a_person_has_linked_is_not_rejected_by_the_dozen() {
        let mut session = session();
        let link = Command::Relate { kind: "source".to_owned(), from: AnnotationId(2), to: AnnotationId(0) };
        session.perform(&link, &PERSON, 1).unwrap();
        let found = sweep(&session, &Filter::default(), Cut::RejectBelow(0.5));
        assert_eq!(found.exceptions, [Exception { id: AnnotationId(2), why: Why::Linked }]);
        assert_eq!(ids(&sweep(&session, &Filter::default(), Cut::AcceptFrom(0.4))), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_sweep_is_one_edit_and_undone_as_one() {
        let mut session = session();
        let before: Vec<Annotation> = session.annotations().cloned().collect();
        let cut = Cut::RejectBelow(0.5);
        let command = sweep(&session, &Filter::default(), cut).command(cut);
        session.perform(&command, &PERSON, 1).unwrap();
        assert_eq!(
            (session.log().len(), next(&session, &Filter::default(), Order::Position, None)),
            (2, Some(AnnotationId(0)))
        );
        session.undo(&PERSON, 2).unwrap();
        assert_eq!(session.annotations().cloned().collect::<Vec<_>>(), before);
    }
}
