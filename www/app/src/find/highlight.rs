//! What was found, lit up in the text. Highlights are the browser's own (the CSS Custom Highlight API): the marks and
//! the text stay as they are. A browser without them shows the list alone.

use crate::desk::Desk;
use crate::pane::{CHUNK, selection};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use postil::Span;
use wasm_bindgen::{JsCast, JsValue};

/// How long to wait for more to change before painting, in milliseconds.
const REST: u32 = 30;
/// How many places are lit at once, of those near the window.
const LIT: usize = 400;
/// The names of the highlights in the style sheet: all places, and the one looked at.
const NAMES: [&str; 2] = ["found", "found-here"];

/// Lights the places near the window a moment later; nothing while nothing is looked for.
pub(crate) fn soon(desk: Desk) {
    let finding = desk.finding();
    if finding.query.with_untracked(Option::is_some) {
        let next = Timeout::new(REST, move || {
            paint(desk);
        });
        finding.waiting.update_value(|waiting| waiting[1] = Some(next));
    }
}

/// Puts all lights out.
pub(super) fn clear() {
    for name in NAMES {
        set(name, &Array::new());
    }
}

fn paint(desk: Desk) {
    let finding = desk.finding();
    let at = finding.at.get_untracked();
    let places = finding.answer.with_untracked(|answer| match answer {
        Some(Ok(places)) => places.spans.clone(),
        _ => Vec::new(),
    });
    let (all, here) = (Array::new(), Array::new());
    let near = near(desk);
    let lit = places.iter().enumerate().filter(|(_, span)| near.iter().any(|stretch| stretch.overlaps(**span)));
    for (index, span) in lit.take(LIT) {
        if let Some(range) = selection::range(desk, *span) {
            (if at == Some(index) { &here } else { &all }).push(&range);
        }
    }
    set(NAMES[0], &all);
    set(NAMES[1], &here);
}

/// The stretches of the text that are in or near the window.
fn near(desk: Desk) -> Vec<Span> {
    desk.pane.with_value(|pane| {
        let paragraphs = pane.near.iter().flat_map(|chunk| chunk * CHUNK..(chunk + 1) * CHUNK);
        paragraphs.map(|index| pane.paragraphs.span(index)).filter(|span| !span.is_empty()).collect()
    })
}

/// Lights `ranges` under a name of the style sheet, and nothing else under that name.
pub(crate) fn set(name: &str, ranges: &Array) -> Option<()> {
    let registry = property(&property(&js_sys::global(), "CSS")?, "highlights")?;
    let constructor: Function = property(&js_sys::global(), "Highlight")?.dyn_into().ok()?;
    let highlight = Reflect::construct(&constructor, ranges).ok()?;
    let set: Function = property(&registry, "set")?.dyn_into().ok()?;
    set.call2(&registry, &name.into(), &highlight).ok().map(drop)
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined())
}
