//! The card beside a highlight or a selection: what it is, and what can be done with it.

mod annotation;
mod pieces;
mod relations;
mod words;

use crate::desk::{Card, Desk};
use crate::pane::selection;
use annotation::AnnotationCard;
pub(crate) use annotation::shortened;
use leptos::html;
use leptos::prelude::*;
use web_sys::DomRect;
use words::WordsCard;

/// From which width of the window on there is a margin beside the text, in pixels.
const WIDE: f64 = 993.0;
/// Between a card and the words it is about, in pixels.
const GAP: f64 = 10.0;
/// What the bars at the top and the foot of the window cover, in pixels.
const EDGE: f64 = 48.0;

/// The card, while one is open.
#[component]
pub(crate) fn CardView(desk: Desk) -> impl IntoView {
    let card = Memo::new(move |_| desk.card.get());
    move || {
        card.get().map(|card| match card {
            Card::Annotation(id) => view! { <AnnotationCard desk id/> }.into_any(),
            Card::Words(span) => view! { <WordsCard desk span/> }.into_any(),
        })
    }
}

/// Where a card stands, from the corner of the text's column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Place {
    top: f64,
    left: f64,
}

/// Puts an open card under `anchor` and, with `takes_focus`, the focus into it.
fn settle(card: NodeRef<html::Div>, anchor: impl Fn() -> Option<DomRect> + 'static, takes_focus: bool) {
    Effect::new(move |_| {
        let Some(card) = card.get() else { return };
        if let Some(place) = anchor().and_then(|anchor| place(&card, &anchor)) {
            let style = web_sys::HtmlElement::style(&card);
            // Properties set through the object model are no inline styles; a refused one leaves the card where it was.
            let _ = style.set_property("--card-top", &format!("{}px", place.top));
            let _ = style.set_property("--card-left", &format!("{}px", place.left));
        }
        if takes_focus {
            crate::pane::paint::focus(Some(card.into()));
        }
    });
}

fn place(card: &web_sys::HtmlElement, anchor: &web_sys::DomRect) -> Option<Place> {
    let column = card.parent_element()?.get_bounding_client_rect();
    let size = card.get_bounding_client_rect();
    let window = (window().inner_width().ok()?.as_f64()?, window().inner_height().ok()?.as_f64()?);
    let (top, left) =
        if window.0 >= WIDE { beside(&column, &size, anchor, window) } else { under(&column, &size, anchor, window) };
    Some(Place { top: top - column.top(), left: left - column.left() })
}

/// In the margin, at the height of the words, so that it covers none of the text.
fn beside(column: &DomRect, size: &DomRect, anchor: &DomRect, window: (f64, f64)) -> (f64, f64) {
    let lowest = window.1 - EDGE - GAP - size.height();
    let left = (column.right() - GAP).min(window.0 - size.width() - GAP);
    (anchor.top().min(lowest).max(EDGE + GAP), left)
}

/// Under the words, or over them where there is more room.
fn under(column: &DomRect, size: &DomRect, anchor: &DomRect, window: (f64, f64)) -> (f64, f64) {
    let below = anchor.bottom() + GAP;
    let above = anchor.top() - GAP - size.height();
    let fits_below = below + size.height() < window.1 - EDGE;
    let left = anchor.left().min(column.right() - size.width()).max(column.left());
    (if fits_below || above < EDGE { below } else { above }, left)
}

/// Where the first line of an annotation's first mark stands.
fn mark_rect(desk: Desk, id: postil::annotation::AnnotationId) -> Option<DomRect> {
    let mark = desk.pane.with_value(|pane| pane.mark(id))?;
    last_rect(&mark.get_client_rects())
}

/// Where the last line of the selection stands.
fn selection_rect() -> Option<DomRect> {
    let range = selection::selection()?.get_range_at(0).ok()?;
    last_rect(&range.get_client_rects()?)
}

fn last_rect(rects: &web_sys::DomRectList) -> Option<DomRect> {
    rects.item(rects.length().checked_sub(1)?)
}
