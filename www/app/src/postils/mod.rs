//! Postils: what is said of a paragraph, in the margin beside it, or folded under it where there is no margin.
//!
//! [`said`] tells what, as a function of the Session; [`stack`] where, as a function of heights; [`draw`] puts both into the
//! chunks near the window; [`link`] ties notes and marks together. Notes are no text of the article: they stand in its
//! chunks, beside the paragraphs, and are neither selected nor copied with it.

mod draw;
mod html;
mod link;
mod said;
mod stack;

pub(crate) use draw::{open, soon};
pub(crate) use link::{cross, pressed};

use crate::command::named;
use crate::desk::{Card, Desk, Kept};
use crate::toolbar::titled;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use postil::Span;
use std::collections::{BTreeMap, BTreeSet};
use web_sys::Element;

/// Where the margin is wide enough for notes; the same stands in `postils.css`.
const HAS_MARGIN: &str = "(min-width: 80rem)";

/// The notes in the margin.
#[derive(Clone, Copy)]
pub(crate) struct Postils {
    /// Whether they are shown.
    pub(crate) shown: RwSignal<bool>,
    drawn: Kept<Drawn>,
}

/// What stands in the page.
#[derive(Default)]
struct Drawn {
    /// The notes of each paragraph that has some, as HTML.
    html: BTreeMap<usize, String>,
    /// The paragraphs whose notes are all shown.
    open: BTreeSet<usize>,
    /// How high the text of each chunk was when its notes were placed, and whether there was a margin.
    placed: BTreeMap<usize, (f64, bool)>,
    /// Chunks that are to be looked at.
    waiting: BTreeSet<usize>,
    /// When.
    next: Option<Timeout>,
    /// Marks and notes that are lit, and the annotations that they are about.
    tied: Vec<Element>,
    tied_to: Vec<String>,
    /// What is listened to while the article is open.
    _listeners: Vec<EventListener>,
}

impl Postils {
    /// Shown, and none there yet.
    pub(crate) fn new() -> Self {
        Self { shown: RwSignal::new(true), drawn: StoredValue::new_local(Drawn::default()) }
    }
}

/// Shows or hides all notes.
pub(crate) fn toggle(desk: Desk) {
    let shown = desk.postils().shown;
    shown.update(|shown| *shown = !*shown);
    draw::soon(desk);
    desk.say(if shown.get_untracked() { "Notes are shown." } else { "Notes are hidden." });
}

/// Opens the card that writes a note: on the selected words, the current annotation, or the paragraph in sight.
pub(crate) fn write(desk: Desk) {
    let chosen = match desk.card.get_untracked() {
        Some(Card::Words(span)) => Some(span),
        _ => crate::caret::selected(desk),
    };
    let current =
        || desk.session.with_value(|session| Some(session.annotation(desk.current.get_untracked()?)?.extent()));
    if let Some(span) = chosen.or_else(current).or_else(|| paragraph_in_sight(desk)) {
        desk.caret.set_value(None);
        desk.card.set(Some(Card::Note(span)));
    }
}

fn paragraph_in_sight(desk: Desk) -> Option<Span> {
    desk.pane.with_value(|pane| {
        let is_in_sight =
            |index: &usize| pane.element(*index).is_some_and(|it| it.get_bounding_client_rect().top() > 60.0);
        (0..pane.paragraphs.len()).find(is_in_sight).map(|index| pane.paragraphs.span(index))
    })
}

/// The switch.
#[component]
pub(crate) fn PostilSwitch(desk: Desk) -> impl IntoView {
    Effect::new(move |_| {
        desk.track(|_| ());
        draw::soon(desk);
    });
    let tip = move || named("Show or hide notes").map(|command| titled(desk, command)).unwrap_or_default();
    view! {
        <button
            type="button"
            role="switch"
            class="layer notes"
            title=move || tip().0
            aria-keyshortcuts=move || tip().1
            aria-checked=move || if desk.postils().shown.get() { "true" } else { "false" }
            on:click=move |_| toggle(desk)
        >
            <span class="name">"Margin notes"</span>
        </button>
    }
}
