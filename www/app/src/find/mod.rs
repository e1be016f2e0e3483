//! Finding words or an expression, and giving all places a label as one Edit.

mod asking;
pub(crate) mod highlight;
mod panel;
mod preview;
mod walking;

pub(crate) use asking::{ask_again, take};
pub(crate) use panel::FindPanel;
pub(crate) use preview::context_of as context;
pub(crate) use walking::{next, previous};

use crate::desk::{Card, Desk, Kept};
use crate::labels::layer_of;
use crate::{caret, editing, listening};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use postil::Span;
use postil::find::{Places, Query};
use postil::session::Command;
use preview::Row;
use std::collections::BTreeMap;

/// What is looked for, what was found, and what is to be done there.
#[derive(Clone, Copy)]
pub(crate) struct Finding {
    /// What is looked for; nothing while the panel is closed.
    query: RwSignal<Option<Query>>,
    /// The layer and the label to give, as the list of labels names them: `entity PERSON`.
    pub(crate) kind: RwSignal<String>,
    /// The last answer: the places, or what is wrong with the pattern.
    answer: RwSignal<Option<Result<Places, String>>>,
    /// What the reader has decided of single places: taken in, or left out.
    decided: RwSignal<BTreeMap<Span, bool>>,
    /// The place that the reader looks at, counted from zero.
    at: RwSignal<Option<usize>>,
    /// How often the worker was asked.
    requests: Kept<u32>,
    /// Whether the first place is shown as soon as it is found.
    shows: Kept<bool>,
    /// The next question, or the next painting; a burst of either is one.
    waiting: Kept<[Option<Timeout>; 2]>,
}

impl Finding {
    /// Nothing looked for.
    pub(crate) fn new() -> Self {
        Self {
            query: RwSignal::new(None),
            kind: RwSignal::new("entity PERSON".to_owned()),
            answer: RwSignal::new(None),
            decided: RwSignal::new(BTreeMap::new()),
            at: RwSignal::new(None),
            requests: StoredValue::new_local(0),
            shows: StoredValue::new_local(false),
            waiting: StoredValue::new_local([None, None]),
        }
    }

    /// Whether the panel is open.
    pub(crate) fn is_open(self) -> bool {
        self.query.with(Option::is_some)
    }

    /// Whether it is open, asked once.
    pub(crate) fn is_open_now(self) -> bool {
        self.query.with_untracked(Option::is_some)
    }

    /// The layer and the label to give, by name.
    fn layer_and_label(self) -> (String, String) {
        let kind = self.kind.get();
        let (layer, label) = kind.split_once(' ').unwrap_or(("entity", &kind));
        (layer.to_owned(), label.to_owned())
    }
}

/// Opens the panel with the field ready to be typed in; what was looked for last is still there.
pub(crate) fn open(desk: Desk) {
    let finding = desk.finding();
    if caret::is_out(desk) {
        caret::end(desk);
    }
    desk.card.set(None);
    if finding.query.with_untracked(Option::is_none) {
        look_for(desk, Query::default());
    }
    panel::focus(panel::FIELD);
}

/// Looks for what another search has found in this document, and shows the first place of it.
pub(crate) fn show_first(desk: Desk, query: Query) {
    look_for(desk, query);
    desk.finding().shows.set_value(true);
    panel::focus(panel::FIELD);
}

/// Looks for the words of the current annotation, or for those that are selected, to give all of them the same label.
pub(crate) fn apply_to_all(desk: Desk) {
    let Some(words) = chosen_words(desk) else {
        return desk.say("Choose an annotation or select words first.");
    };
    if caret::is_out(desk) {
        caret::end(desk);
    }
    crate::pane::selection::clear();
    desk.card.set(None);
    look_for(desk, Query { pattern: words, is_expression: false, whole_words: true, match_case: true });
    panel::focus(panel::MAIN);
}

/// Closes the panel; the focus goes back to the text.
pub(crate) fn close(desk: Desk) {
    let finding = desk.finding();
    finding.query.set(None);
    finding.answer.set(None);
    finding.at.set(None);
    highlight::clear();
    match desk.current.get_untracked().and_then(|id| desk.pane.with_value(|pane| pane.mark(id))) {
        Some(mark) => crate::pane::paint::focus(Some(mark)),
        None => crate::pane::paint::focus(desk.pane.with_value(|pane| pane.root.clone())),
    }
}

/// Gives the label to every place that is not left out, as one Edit.
fn apply(desk: Desk, rows: &[Row]) {
    let finding = desk.finding();
    let (layer, label) = finding.layer_and_label();
    let places: Vec<Span> = rows.iter().filter(|row| row.is_to_do()).map(|row| row.span).collect();
    if places.is_empty() {
        return desk.say("There is nothing to label.");
    }
    let done = preview::done_words(rows, &layer, &label);
    if !desk.shown.with_untracked(|shown| shown.contains(&layer)) {
        crate::command::toggle(desk, &layer);
    }
    let all = Command::AnnotateAll { layer: layer_of(&layer), label: label.as_str().into(), places };
    if editing::perform(desk, &all) {
        desk.say(done);
    }
}

/// The words of the card, the caret or the current annotation; an annotation gives its label too.
fn chosen_words(desk: Desk) -> Option<String> {
    let selected = match desk.card.get_untracked() {
        Some(Card::Words(span)) => Some(span),
        _ => caret::selected(desk),
    };
    desk.session.with_value(|session| {
        let text = session.article().text();
        if let Some(span) = selected {
            return Some(span.slice(text).to_owned());
        }
        let annotation = session.annotation(desk.current.get_untracked()?)?;
        let first = annotation.spans.first()?;
        desk.finding().kind.set(format!("{} {}", annotation.layer.name(), annotation.label.0));
        Some(first.slice(text).to_owned())
    })
}

fn look_for(desk: Desk, query: Query) {
    let finding = desk.finding();
    finding.decided.update(BTreeMap::clear);
    finding.at.set(None);
    finding.answer.set(None);
    finding.query.set(Some(query));
    asking::ask(desk);
}
