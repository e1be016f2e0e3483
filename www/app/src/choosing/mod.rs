//! Choosing words by pointer: a drag snaps to words and shows so while it goes on, and a tap on the first word and one on
//! the last do without any drag. A key, or Alt held, chooses by characters.

mod snap;
mod tapping;

pub(crate) use tapping::{TappingBar, begin, end, nudge, tapped};

use crate::desk::{Card, Desk, Kept};
use crate::find::highlight;
use crate::pane::selection;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use postil::Span;
use snap::snapped;
use tapping::Tap;
use wasm_bindgen::JsCast;
use web_sys::PointerEvent;

/// How long a selection must rest before it is offered a label, in milliseconds.
const REST: u32 = 200;
/// The highlight that shows what a drag will choose.
const SNAP: &str = "snap";

/// How words are chosen.
#[derive(Clone, Copy)]
pub(crate) struct Choosing {
    /// Whether characters are chosen, not words.
    pub(crate) by_characters: RwSignal<bool>,
    /// What was tapped so far, while words are chosen by tapping.
    tap: RwSignal<Option<Tap>>,
    pointer: Kept<Pointer>,
}

/// What the pointer does.
#[derive(Clone, Copy, Debug, Default)]
struct Pointer {
    /// Whether it is held down in the text.
    is_down: bool,
    /// Whether it drags handles of its own, as a finger does.
    is_touch: bool,
    /// Whether Alt is held.
    holds_alt: bool,
}

impl Choosing {
    /// Words, and nothing chosen.
    pub(crate) fn new() -> Self {
        Self {
            by_characters: RwSignal::new(false),
            tap: RwSignal::new(None),
            pointer: StoredValue::new_local(Pointer::default()),
        }
    }

    /// Whether words are chosen by tapping.
    pub(crate) fn is_tapping(self) -> bool {
        self.tap.with_untracked(Option::is_some)
    }
}

/// Chooses by characters from now on, or by words again.
pub(crate) fn turn(desk: Desk) {
    let by_characters = desk.choosing().by_characters;
    by_characters.update(|on| *on = !*on);
    desk.say(if by_characters.get_untracked() { "Selecting by characters." } else { "Selecting by whole words." });
    preview(desk);
}

/// Offers a label to words that a pointer has selected, once the selection rests; until then it shows what they will be.
pub(crate) fn offer_selections(desk: Desk) {
    let pending = StoredValue::new_local(None::<Timeout>);
    let rest = move || pending.set_value(Some(Timeout::new(REST, move || offer(desk))));
    let on = move |name: &'static str, act: fn(&mut Pointer, &PointerEvent)| {
        EventListener::new(&document(), name, move |event| {
            let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
            let was_down = desk.choosing().pointer.with_value(|pointer| pointer.is_down);
            desk.choosing().pointer.update_value(|pointer| act(pointer, event));
            if was_down {
                preview(desk);
                rest();
            }
        })
    };
    let selected = EventListener::new(&document(), "selectionchange", move |_| {
        preview(desk);
        rest();
    });
    let listeners = vec![
        on("pointerdown", press),
        on("pointermove", hold),
        on("pointerup", lift),
        on("pointercancel", lift),
        selected,
    ];
    let listeners = StoredValue::new_local(Some(listeners));
    on_cleanup(move || {
        listeners.try_update_value(Option::take);
        pending.try_update_value(Option::take);
        highlight::set(SNAP, &js_sys::Array::new());
    });
}

fn press(pointer: &mut Pointer, event: &PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    pointer.is_down = event.button() == 0 && target.is_some_and(|it| it.closest("article").ok().flatten().is_some());
    pointer.is_touch = event.pointer_type() == "touch";
    hold(pointer, event);
}

fn hold(pointer: &mut Pointer, event: &PointerEvent) {
    pointer.holds_alt = event.alt_key();
}

fn lift(pointer: &mut Pointer, event: &PointerEvent) {
    pointer.is_down = false;
    hold(pointer, event);
}

/// What the reader has selected: whole words, unless characters are meant.
fn chosen(desk: Desk) -> Option<Span> {
    let span = selection::selected(desk)?;
    let choosing = desk.choosing();
    if choosing.by_characters.get_untracked() || choosing.pointer.with_value(|pointer| pointer.holds_alt) {
        return Some(span);
    }
    Some(desk.session.with_value(|session| snapped(session.article().text(), span)))
}

/// Shows what will be chosen, while the pointer drags.
fn preview(desk: Desk) {
    let is_down = desk.choosing().pointer.with_value(|pointer| pointer.is_down);
    let range = is_down.then(|| selection::range(desk, chosen(desk)?)).flatten();
    highlight::set(SNAP, &range.into_iter().collect());
}

fn offer(desk: Desk) {
    let pointer = desk.choosing().pointer.get_value();
    // The keyboard's caret asks for a label by Enter, tapping by a button, and a drag is not over yet.
    if crate::caret::is_out(desk) || desk.choosing().is_tapping() || pointer.is_down {
        return;
    }
    let card = desk.card.get_untracked();
    // Boundaries moved by characters stay where they are.
    if selection::selected(desk).is_some_and(|span| card == Some(Card::Words(span))) {
        return;
    }
    match chosen(desk) {
        Some(span) if crate::relating::take_words(desk, span) => {}
        Some(span) if card != Some(Card::Words(span)) => {
            // What is selected is what gets the label; a finger's handles stay where they are held.
            if !pointer.is_touch {
                selection::select(desk, span);
            }
            desk.by_keyboard.set_value(false);
            desk.card.set(Some(Card::Words(span)));
        }
        None if matches!(card, Some(Card::Words(_))) && !is_in_use() => desk.card.set(None),
        _ => {}
    }
}

/// Whether the reader is at the card, by focus or by pointer: pressing a button may take the selection away first.
fn is_in_use() -> bool {
    document().query_selector(".card:hover, .card:focus-within").ok().flatten().is_some()
}
