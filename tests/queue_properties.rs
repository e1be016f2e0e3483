//! What holds for the queue of a Session whatever waits in it and whatever was decided.
#![allow(clippy::unwrap_used)] // Clippy does not see that helpers of tests are tests too.

use postil::annotation::{Annotation, AnnotationId, State};
use postil::session::queue::{Cut, Filter, Order, Tally, histogram, next, previous, sweep, tallies, upcoming, waits};
use postil::session::{Author, Command, Session, Suggestion, Suggestions};
use postil::{Label, Layer, Span};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PERSON: Author = Author::Human(None);
const WORDS: u32 = 40;
const LABELS: [&str; 3] = ["PERSON", "ORG", "direct"];

/// Layer, label, first word, how many words, confidence in hundredths.
type Mark = (u8, u8, u32, u32, u8);

fn layer(number: u8) -> Layer {
    match number {
        0 => Layer::Entity,
        1 => Layer::Quotation,
        _ => Layer::User("ships".to_owned()),
    }
}

fn span(first: u32, count: u32) -> Span {
    Span::new(first * 4, (first + count).min(WORDS) * 4 - 1)
}

fn suggestion((in_layer, label, first, count, hundredths): &Mark) -> Suggestion {
    Suggestion {
        layer: layer(*in_layer),
        label: Label::from(LABELS[usize::from(*label)]),
        spans: vec![span(*first, *count)],
        attributes: BTreeMap::new(),
        confidence: f32::from(*hundredths) / 100.0,
    }
}

fn mark() -> impl Strategy<Value = Mark> {
    (0..3u8, 0..3u8, 0..WORDS, 1..4u32, 0..=100u8)
}

prop_compose! {
    /// A Session in which some suggestions are decided, and a person has made some annotations.
    fn sessions()(
        marks in prop::collection::vec(mark(), 0..30),
        made in prop::collection::vec(mark(), 0..4),
        decisions in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..12),
    ) -> Session {
        let text = "one ".repeat(WORDS as usize);
        let mut session = Session::new(&text);
        let annotations = marks.iter().map(suggestion).collect();
        session.suggest(Span::new(0, WORDS * 4), &Suggestions { annotations, relations: vec![] }, 0).unwrap();
        let ids: Vec<AnnotationId> = session.annotations().map(|it| it.id).collect();
        for (index, accept) in decisions.iter().filter(|_| !ids.is_empty()) {
            let ids = vec![*index.get(&ids)];
            session.perform(&if *accept { Command::Accept(ids) } else { Command::Reject(ids) }, &PERSON, 1).unwrap();
        }
        for (in_layer, label, first, count, _) in made {
            let label = Label::from(LABELS[usize::from(label)]);
            let command = Command::Annotate { layer: layer(in_layer), label, spans: vec![span(first, count)] };
            session.perform(&command, &PERSON, 2).unwrap();
        }
        session
    }
}

fn order() -> impl Strategy<Value = Order> {
    prop::sample::select(vec![Order::Confidence, Order::Position, Order::Layer])
}

prop_compose! {
    fn filter()(
        of in prop::option::of(0..3u8),
        label in prop::option::of(0..3u8),
        at_least in prop::option::of(0..=100u8),
        below in prop::option::of(0..=100u8),
    ) -> Filter {
        let hundredths = |number: u8| f32::from(number) / 100.0;
        Filter {
            layers: of.map(layer).into_iter().collect(),
            labels: label.map(|label| Label::from(LABELS[usize::from(label)])).into_iter().collect(),
            at_least: at_least.map(hundredths),
            below: below.map(hundredths),
        }
    }
}

fn waiting(session: &Session, filter: &Filter) -> BTreeSet<AnnotationId> {
    session.annotations().filter(|it| waits(it) && filter.takes(it)).map(|it| it.id).collect()
}

proptest! {
    #[test]
    fn a_walk_through_the_queue_meets_everything_once_and_comes_round(session in sessions(), filter in filter(), order in order()) {
        let all = upcoming(&session, &filter, order, None, usize::MAX);
        prop_assert_eq!(all.iter().copied().collect::<BTreeSet<_>>(), waiting(&session, &filter));
        for (place, id) in all.iter().enumerate() {
            let after = all[(place + 1) % all.len()];
            prop_assert_eq!(next(&session, &filter, order, Some(*id)), Some(after));
            prop_assert_eq!(previous(&session, &filter, order, Some(after)), Some(*id));
            let some = upcoming(&session, &filter, order, Some(*id), 3);
            let turned: Vec<_> = all.iter().cycle().skip(place + 1).take(all.len().min(3)).copied().collect();
            prop_assert_eq!(some, turned);
        }
        prop_assert_eq!(next(&session, &filter, order, None), all.first().copied());
        prop_assert_eq!(previous(&session, &filter, order, None), all.last().copied());
    }

    #[test]
    fn deciding_one_after_the_other_meets_what_the_queue_had(session in sessions(), order in order()) {
        let mut session = session;
        let filter = Filter::default();
        let expected = upcoming(&session, &filter, order, None, usize::MAX);
        let mut met = Vec::new();
        let mut current = next(&session, &filter, order, None);
        while let Some(id) = current {
            met.push(id);
            session.perform(&Command::Accept(vec![id]), &PERSON, 3).unwrap();
            current = next(&session, &filter, order, Some(id));
        }
        prop_assert_eq!(met, expected);
    }

    #[test]
    fn figures_agree_with_the_queue(session in sessions(), filter in filter()) {
        let waiting = waiting(&session, &filter).len();
        let found = histogram(&session, &filter);
        prop_assert_eq!(found.bins.iter().sum::<usize>() + found.unsaid, waiting);
        let tallies = tallies(&session, &filter);
        prop_assert_eq!(tallies.values().map(|tally| tally.waiting).sum::<usize>(), waiting);
        let decided = session.annotations().filter(|it| !waits(it) && it.confidence.is_some() && filter.takes(it));
        prop_assert_eq!(tallies.into_values().sum::<Tally>().decided(), decided.count());
    }

    #[test]
    fn a_sweep_takes_its_side_but_what_lies_on_a_decision(
        session in sessions(), filter in filter(), hundredths in 0..=100u8, accept in any::<bool>(),
    ) {
        let threshold = f32::from(hundredths) / 100.0;
        let cut = if accept { Cut::AcceptFrom(threshold) } else { Cut::RejectBelow(threshold) };
        let lies_on = |one: &Annotation, other: &Annotation| {
            one.layer == other.layer && other.state != State::Suggested && one.extent().overlaps(other.extent())
        };
        let is_free = |one: &Annotation| !session.annotations().any(|other| lies_on(one, other));
        let is_taken = |one: &&Annotation| one.confidence.is_some_and(|it| (it >= threshold) == accept);
        let taken: Vec<_> = session.annotations().filter(|it| waits(it) && filter.takes(it)).filter(is_taken).collect();
        let free: Vec<AnnotationId> = taken.iter().filter(|it| is_free(it)).map(|it| it.id).collect();
        let found = sweep(&session, &filter, cut);
        prop_assert_eq!(&found.ids, &free);
        prop_assert_eq!(found.exceptions.len(), taken.len() - free.len());
        prop_assert_eq!(found.left, waiting(&session, &filter).len() - free.len());
        prop_assert_eq!(found.labels.values().sum::<usize>(), free.len());
        let command = found.command(cut);
        let mut swept = session.clone();
        swept.perform(&command, &PERSON, 4).unwrap();
        let expected = if accept { State::Accepted } else { State::Rejected };
        prop_assert!(free.iter().all(|id| swept.annotation(*id).is_some_and(|it| it.state == expected)));
        prop_assert_eq!(swept.log().len(), session.log().len() + usize::from(!free.is_empty()));
    }
}
