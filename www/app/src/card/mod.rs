//! The card beside a highlight or a selection: what it is, and what can be done with it.

mod annotation;
mod words;

use crate::desk::{Card, Desk};
use crate::pane::selection;
use annotation::AnnotationCard;
pub(crate) use annotation::shortened;
use leptos::html;
use leptos::prelude::*;
use words::WordsCard;

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

/// Where a card stands: under the words it is about, or over them where there is more room, and as far left as the text
/// column allows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Place {
    top: f64,
    left: f64,
}

/// Puts an open card under `anchor` and, with `takes_focus`, the focus into it.
fn settle(card: NodeRef<html::Div>, anchor: impl Fn() -> Option<web_sys::DomRect> + 'static, takes_focus: bool) {
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
    let card = card.get_bounding_client_rect();
    let left = (anchor.left() - column.left()).min(column.width() - card.width()).max(0.0);
    let below = anchor.bottom() + GAP;
    let above = anchor.top() - GAP - card.height();
    let height = window().inner_height().ok()?.as_f64()?;
    let fits_below = below + card.height() < height - EDGE;
    let top = if fits_below || above < EDGE { below } else { above };
    Some(Place { top: top - column.top(), left })
}

/// Where the first line of an annotation's first mark stands.
fn mark_rect(desk: Desk, id: postil::annotation::AnnotationId) -> Option<web_sys::DomRect> {
    let mark = desk.pane.with_value(|pane| pane.mark(id))?;
    last_rect(&mark.get_client_rects())
}

/// Where the last line of the selection stands.
fn selection_rect() -> Option<web_sys::DomRect> {
    let range = selection::selection()?.get_range_at(0).ok()?;
    last_rect(&range.get_client_rects()?)
}

fn last_rect(rects: &web_sys::DomRectList) -> Option<web_sys::DomRect> {
    rects.item(rects.length().checked_sub(1)?)
}
