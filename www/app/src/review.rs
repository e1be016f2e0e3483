//! Going through what waits for a decision, one after the other, each shown at the height where the one before stood.

mod steady;

use crate::desk::{Card, Desk, Kept};
use crate::labels::layer_of;
use crate::{command, moving, pane};
use leptos::prelude::*;
use postil::Label;
use postil::annotation::AnnotationId;
use postil::session::Session;
use postil::session::queue::{self, Filter, Order, Tally};
use std::collections::BTreeSet;
use steady::Steady;

/// How sure the machine is, in words and in bounds.
pub(crate) const SURENESS: [(&str, Option<f32>, Option<f32>); 5] = [
    ("However sure", None, None),
    ("Under 50 %", None, Some(0.5)),
    ("50 to 80 %", Some(0.5), Some(0.8)),
    ("80 to 95 %", Some(0.8), Some(0.95)),
    ("95 % and over", Some(0.95), None),
];

/// The review of the open article.
#[derive(Clone, Copy)]
pub(crate) struct Review {
    /// What is looked at, and in which order.
    pub(crate) choice: RwSignal<Choice>,
    /// The threshold for deciding on many, in percent.
    pub(crate) threshold: RwSignal<u32>,
    /// The annotation that the review last came to.
    pub(crate) at: RwSignal<Option<AnnotationId>>,
    /// Counts up when the text has moved under an open card.
    pub(crate) moved: RwSignal<u32>,
    steady: Kept<Steady>,
}

/// What is looked at, and in which order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// Which comes first.
    pub(crate) order: Order,
    /// The name of a layer; with none, all that are shown.
    pub(crate) layer: Option<String>,
    /// The name of a label; with none, all.
    pub(crate) label: Option<String>,
    /// How sure the machine is, as an index in [`SURENESS`].
    pub(crate) sureness: usize,
    /// Whether the next comes up by itself after a decision.
    pub(crate) follows: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self { order: Order::default(), layer: None, label: None, sureness: 0, follows: true }
    }
}

impl Review {
    /// Nothing looked at yet.
    pub(crate) fn new() -> Self {
        Self {
            choice: RwSignal::new(Choice::default()),
            threshold: RwSignal::new(80),
            at: RwSignal::new(None),
            moved: RwSignal::new(0),
            steady: StoredValue::new_local(Steady::default()),
        }
    }
}

/// What is looked at now, and in which order; asked again whenever the reader chooses otherwise.
pub(crate) fn asked(desk: Desk) -> (Filter, Order) {
    let choice = desk.review().choice.get();
    (desk.shown.with(|shown| filter(&choice, shown)), choice.order)
}

fn filter(choice: &Choice, shown: &BTreeSet<String>) -> Filter {
    let (_, at_least, below) = SURENESS.get(choice.sureness).copied().unwrap_or_default();
    let layers = match &choice.layer {
        Some(layer) => vec![layer_of(layer)],
        None => shown.iter().map(|name| layer_of(name)).collect(),
    };
    Filter { layers, labels: choice.label.as_deref().map(Label::from).into_iter().collect(), at_least, below }
}

/// Goes to the next that waits.
pub(crate) fn next(desk: Desk) {
    step(desk, queue::next);
}

/// Goes to the one that waits before.
pub(crate) fn previous(desk: Desk) {
    step(desk, queue::previous);
}

type Choose = fn(&Session, &Filter, Order, Option<AnnotationId>) -> Option<AnnotationId>;

fn step(desk: Desk, choose: Choose) {
    let (filter, order) = untrack(|| asked(desk));
    let at = desk.review().at.get_untracked();
    // In the order of reading the queue goes on from where the reader is, in any other from where the review is.
    let from = desk.current.get_untracked().filter(|_| order == Order::Position).or(at);
    let chosen = desk.session.with_value(|session| choose(session, &filter, order, from));
    match chosen {
        Some(id) => {
            go_to(desk, id);
            desk.say(progress_words(tally(desk)));
        }
        None => desk.say(finished(tally(desk))),
    }
}

/// Shows one that waits, with its card.
pub(crate) fn go_to(desk: Desk, id: AnnotationId) {
    steady::notice(desk, desk.review().at.get_untracked());
    show(desk, id);
}

/// Whether a decision on `id` leads on to the next: it is under review, and the reader wants that. Asked before the
/// decision, because a rejected mark can no longer be seen.
pub(crate) fn leads_on(desk: Desk, id: AnnotationId) -> bool {
    let leads = desk.review().at.get_untracked() == Some(id) && desk.review().choice.with_untracked(|it| it.follows);
    if leads {
        steady::notice(desk, Some(id));
    }
    leads
}

/// Shows the one after that which was just decided, and says what was done to that and how many are left.
pub(crate) fn go_on(desk: Desk, done: &str) {
    let (filter, order) = untrack(|| asked(desk));
    let at = desk.review().at.get_untracked();
    let next = desk.session.with_value(|session| queue::next(session, &filter, order, at));
    let tally = tally(desk);
    if let Some(id) = next {
        show(desk, id);
        desk.say(format!("{done} {} left to review.", tally.waiting));
    } else {
        desk.card.set(None);
        moving::set_current(desk, None);
        pane::paint::focus(desk.pane.with_value(|pane| pane.root.clone()));
        desk.say(format!("{done} {}", finished(tally)));
    }
}

fn show(desk: Desk, id: AnnotationId) {
    let found = desk.session.with_value(|session| {
        session.annotation(id).map(|annotation| (annotation.extent(), annotation.layer.name().to_owned()))
    });
    let Some((extent, layer)) = found else { return };
    if !desk.shown.with_untracked(|shown| shown.contains(&layer)) {
        command::toggle(desk, &layer);
    }
    pane::paint::draw_at(desk, extent);
    moving::set_current(desk, Some(id));
    desk.review().at.set(Some(id));
    steady::bring(desk, id);
    desk.card.set(Some(Card::Annotation(id)));
}

/// How much of what is looked at is decided.
fn tally(desk: Desk) -> Tally {
    let (filter, _) = untrack(|| asked(desk));
    desk.session.with_value(|session| queue::tallies(session, &filter).into_values().sum())
}

/// The same in words.
fn progress_words(tally: Tally) -> String {
    format!("{} of {} decided.", tally.decided(), tally.all())
}

fn finished(tally: Tally) -> String {
    if tally.all() == 0 {
        return "There is nothing to review.".to_owned();
    }
    format!("Nothing is left to review: {}", progress_words(tally))
}

/// A confidence in whole percent, never rounded up: what is said to be 80 % sure passes a threshold of 80 %.
pub(crate) fn percent(confidence: f32) -> u32 {
    let nearest = (confidence.clamp(0.0, 1.0) * 100.0).round();
    let passed = if nearest / 100.0 <= confidence { nearest } else { nearest - 1.0 };
    // It is from 0 to 100.
    #[allow(clippy::cast_sign_loss)]
    let percent = passed.max(0.0) as u32;
    percent
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::Layer;

    #[test]
    fn a_percent_is_the_threshold_it_passes() {
        for threshold in 0..=100_u16 {
            assert_eq!(percent(f32::from(threshold) / 100.0), u32::from(threshold));
        }
        assert_eq!([percent(0.799), percent(0.999_9), percent(-1.0)], [79, 99, 0]);
    }

    #[test]
    fn the_layers_shown_are_looked_at_unless_one_is_chosen() {
        let shown: BTreeSet<String> = ["quantity", "entity"].map(str::to_owned).into();
        let all = filter(&Choice::default(), &shown);
        assert_eq!(all, Filter { layers: vec![Layer::Entity, Layer::Quantity], ..Filter::default() });
        let layer = Some("source".to_owned());
        let one = filter(&Choice { layer, label: Some("role".to_owned()), sureness: 2, ..Choice::default() }, &shown);
        assert_eq!((one.layers, one.labels), (vec![Layer::Source], vec![Label::from("role")]));
        assert_eq!((one.at_least, one.below), (Some(0.5), Some(0.8)));
    }

    #[test]
    fn what_is_said_at_the_end() {
        assert_eq!(finished(Tally::default()), "There is nothing to review.");
        let tally = Tally { waiting: 0, accepted: 2, rejected: 1 };
        assert_eq!(finished(tally), "Nothing is left to review: 3 of 3 decided.");
    }
}
