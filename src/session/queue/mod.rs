//! What waits for a person's decision, in the order in which they look at it.
//!
//! An annotation waits while it is [`State::Suggested`] and has a place in the text: what the machine suggests and what
//! a file brought undecided. An orphan does not wait, for there is nowhere to look at it.
//!
//! A suggestion without a confidence is one that nobody vouches for: it comes first where the least sure come first,
//! stands in no bin of the [`histogram`], and neither a bound of a [`Filter`] nor a [`sweep`] takes it.
//!
//! Everything here is read off the Session in one pass; a queue of its own would have to follow every Edit and undo.

mod figures;
mod sweep;

pub use figures::{BIN_EDGES, Histogram, Tally, histogram, tallies};
pub use sweep::{Cut, Exception, Sweep, Why, sweep};

use super::Session;
use crate::annotation::{Annotation, AnnotationId, Label, Layer, State};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Which of two annotations is looked at first. What is alike is ordered by position: an earlier start first, of two
/// that begin together the outer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The least sure first.
    #[default]
    Confidence,
    /// In the order of reading.
    Position,
    /// Entities, quotations, quantities, sources, then the user's own layers by name.
    Layer,
}

/// Which annotations are looked at. The default takes all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only these layers; all where empty.
    pub layers: Vec<Layer>,
    /// Only these labels; all where empty.
    pub labels: Vec<Label>,
    /// Only what the machine is at least so sure of, from 0 to 1.
    pub at_least: Option<f32>,
    /// Only what the machine is less sure of than this, from 0 to 1.
    pub below: Option<f32>,
}

impl Filter {
    /// Whether `annotation` is looked at, decided or not.
    pub fn takes(&self, annotation: &Annotation) -> bool {
        let is_one_of = self.layers.is_empty() || self.layers.contains(&annotation.layer);
        let is_labelled = self.labels.is_empty() || self.labels.contains(&annotation.label);
        is_one_of && is_labelled && self.bounds(annotation.confidence)
    }

    fn bounds(&self, confidence: Option<f32>) -> bool {
        let Some(confidence) = confidence else { return self.at_least.is_none() && self.below.is_none() };
        self.at_least.is_none_or(|least| confidence >= least) && self.below.is_none_or(|below| confidence < below)
    }
}

/// Whether an annotation waits for a decision.
pub fn waits(annotation: &Annotation) -> bool {
    annotation.state == State::Suggested && !annotation.spans.is_empty()
}

/// The first `count` that wait after `after`, round again to the first. `after` itself comes last, if it still waits; it
/// need not, so that the queue goes on from what was just decided. With none, the queue from its beginning.
///
/// ```
/// use postil::session::queue::{Filter, Order, upcoming};
/// use postil::session::{Session, Suggestion, Suggestions};
/// use postil::{Label, Layer, Span};
///
/// let mut session = Session::new("Awa met Bo.");
/// let name = |start, end, confidence| Suggestion {
///     layer: Layer::Entity,
///     label: Label::from("PERSON"),
///     spans: vec![Span::new(start, end)],
///     attributes: Default::default(),
///     confidence,
/// };
/// let annotations = vec![name(0, 3, 0.9), name(8, 10, 0.4)];
/// session.suggest(Span::new(0, 11), &Suggestions { annotations, relations: vec![] }, 0)?;
///
/// let least_sure = upcoming(&session, &Filter::default(), Order::Confidence, None, 1)[0];
/// assert_eq!(session.annotation(least_sure).map(|it| it.confidence), Some(Some(0.4)));
/// # Ok::<(), postil::session::EditError>(())
/// ```
pub fn upcoming(
    session: &Session,
    filter: &Filter,
    order: Order,
    after: Option<AnnotationId>,
    count: usize,
) -> Vec<AnnotationId> {
    let after = after.and_then(|id| session.annotation(id)).map(|it| key(it, order));
    // Holds the best so far, the worst of them on top: 100,000 annotations cost no memory where ten are shown.
    let mut best = BinaryHeap::new();
    for annotation in waiting(session, filter) {
        let key = key(annotation, order);
        let place = (after.as_ref().is_some_and(|after| key <= *after), key);
        if best.len() < count {
            best.push(place);
        } else if let Some(mut worst) = best.peek_mut().filter(|worst| place < **worst) {
            *worst = place;
        }
    }
    best.into_sorted_vec().into_iter().map(|(_, key)| key.id).collect()
}

/// The one that waits after `after`, or the first where none comes after it.
pub fn next(session: &Session, filter: &Filter, order: Order, after: Option<AnnotationId>) -> Option<AnnotationId> {
    upcoming(session, filter, order, after, 1).pop()
}

/// The one that waits before `before`, or the last where none comes before it.
pub fn previous(
    session: &Session,
    filter: &Filter,
    order: Order,
    before: Option<AnnotationId>,
) -> Option<AnnotationId> {
    let before = before.and_then(|id| session.annotation(id)).map(|it| key(it, order));
    let keys = waiting(session, filter).map(|annotation| key(annotation, order));
    let last = keys.max_by(|one, other| {
        let place = |key: &Key<'_>| before.as_ref().is_none_or(|before| key < before);
        place(one).cmp(&place(other)).then_with(|| one.cmp(other))
    });
    last.map(|key| key.id)
}

/// What waits and is looked at, by id.
fn waiting<'a>(session: &'a Session, filter: &Filter) -> impl Iterator<Item = &'a Annotation> {
    session.annotations().filter(|annotation| waits(annotation) && filter.takes(annotation))
}

/// Where an annotation stands in a queue; what the order does not ask is alike for all.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    layer: Option<&'a Layer>,
    sureness: u32,
    start: u32,
    end: Reverse<u32>,
    id: AnnotationId,
}

fn key(annotation: &Annotation, order: Order) -> Key<'_> {
    let extent = annotation.extent();
    Key {
        layer: (order == Order::Layer).then_some(&annotation.layer),
        sureness: if order == Order::Confidence { sureness(annotation.confidence) } else { 0 },
        start: extent.start,
        end: Reverse(extent.end),
        id: annotation.id,
    }
}

/// A number that grows with the confidence: the bits of floats from 0 to 1 are in the order of the floats. Adding 0
/// turns -0, whose bits are not, into 0.
fn sureness(confidence: Option<f32>) -> u32 {
    confidence.map_or(0, |confidence| (confidence + 0.0).to_bits().saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Author, Command, Suggestion, Suggestions};
    use crate::text::Span;
    use std::collections::BTreeMap;

    const TEXT: &str = "Awa and Bo told Acme of 20 or 30 ships";
    const PERSON: Author = Author::Human(None);

    fn suggestion(layer: Layer, label: &str, words: &str, confidence: f32) -> Suggestion {
        let start = TEXT.find(words).unwrap() as u32;
        let spans = vec![Span::new(start, start + words.len() as u32)];
        Suggestion { layer, label: Label::from(label), spans, attributes: BTreeMap::new(), confidence }
    }

    /// Ids 0 to 5, in the order of the text.
    pub(super) fn session() -> Session {
        let annotations = vec![
            suggestion(Layer::Entity, "PERSON", "Awa", 0.9),
            suggestion(Layer::Entity, "PERSON", "Bo", 0.4),
            suggestion(Layer::Quotation, "indirect", "told Acme of 20", 0.4),
            suggestion(Layer::Entity, "ORG", "Acme", 0.8),
            suggestion(Layer::Quantity, "count", "20", 1.0),
            suggestion(Layer::Quantity, "count", "30 ships", 0.0),
        ];
        let mut session = Session::new(TEXT);
        let suggestions = Suggestions { annotations, relations: vec![] };
        session.suggest(Span::new(0, TEXT.len() as u32), &suggestions, 0).unwrap();
        session
    }

    /// The session, with an annotation from a file that says nothing of its confidence: id 6 on "or".
    pub(super) fn with_import() -> Session {
        let mut session = session();
        let at = TEXT.find("or ").unwrap() as u32;
        let spans = vec![Span::new(at, at + 2)];
        let import = Command::Annotate { layer: Layer::User("ships".to_owned()), label: Label::from("x"), spans };
        let mut edit = session.clone().perform(&import, &Author::Import, 1).unwrap().cloned().unwrap();
        for change in &mut edit.changes {
            if let crate::session::Change::Annotation { after: Some(after), .. } = change {
                after.state = State::Suggested;
            }
        }
        session.apply(&Author::Import, 1, "import", edit.changes).unwrap();
        session
    }

    fn ids(found: &[AnnotationId]) -> Vec<u32> {
        found.iter().map(|id| id.0).collect()
    }

    fn all(session: &Session, order: Order) -> Vec<u32> {
        ids(&upcoming(session, &Filter::default(), order, None, usize::MAX))
    }

    #[test]
    fn each_order_and_who_comes_first_where_nobody_vouches() {
        let session = with_import();
        assert_eq!(all(&session, Order::Confidence), [6, 5, 1, 2, 3, 0, 4]);
        assert_eq!(all(&session, Order::Position), [0, 1, 2, 3, 4, 6, 5]);
        assert_eq!(all(&session, Order::Layer), [0, 1, 3, 2, 4, 5, 6]);
    }

    #[test]
    fn the_queue_goes_on_from_what_was_decided_and_round_again() {
        let mut session = session();
        let filter = Filter::default();
        session.perform(&Command::Reject(vec![AnnotationId(1)]), &PERSON, 1).unwrap();
        let step =
            |after, count| ids(&upcoming(&session, &filter, Order::Confidence, Some(AnnotationId(after)), count));
        assert_eq!(step(1, 2), [2, 3]);
        assert_eq!(step(4, 9), [5, 2, 3, 0, 4], "the one asked about comes last");
        assert_eq!(step(99, 1), [5], "as from the beginning");
        let back = |before| previous(&session, &filter, Order::Confidence, before).map(|id| id.0);
        assert_eq!([back(Some(AnnotationId(2))), back(Some(AnnotationId(5))), back(None)], [Some(5), Some(4), Some(4)]);
    }

    #[test]
    fn nothing_waits_where_all_is_decided() {
        let mut session = session();
        let all: Vec<AnnotationId> = session.annotations().map(|it| it.id).collect();
        session.perform(&Command::Accept(all), &PERSON, 1).unwrap();
        assert_eq!(next(&session, &Filter::default(), Order::Position, Some(AnnotationId(2))), None);
        assert_eq!(previous(&session, &Filter::default(), Order::Position, None), None);
    }

    #[test]
    fn filters_by_layer_label_and_confidence() {
        let session = with_import();
        let taken = |filter: Filter| ids(&upcoming(&session, &filter, Order::Position, None, usize::MAX));
        let cases = [
            (Filter { layers: vec![Layer::Entity, Layer::Quotation], ..Filter::default() }, vec![0, 1, 2, 3]),
            (Filter { labels: vec![Label::from("PERSON")], ..Filter::default() }, vec![0, 1]),
            (Filter { at_least: Some(0.8), ..Filter::default() }, vec![0, 3, 4]),
            (Filter { below: Some(0.8), ..Filter::default() }, vec![1, 2, 5]),
            (Filter { at_least: Some(0.4), below: Some(0.9), ..Filter::default() }, vec![1, 2, 3]),
            (Filter { at_least: Some(0.0), ..Filter::default() }, vec![0, 1, 2, 3, 4, 5]),
        ];
        for (filter, expected) in cases {
            assert_eq!(taken(filter.clone()), expected, "{filter:?}");
        }
    }
}
