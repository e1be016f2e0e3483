//! The card beside a highlight or a selection: what it is, and what can be done with it.

mod annotation;
mod note;
mod pieces;
mod relations;
mod words;

use crate::desk::{Card, Desk};
use crate::pane::selection;
use annotation::AnnotationCard;
pub(crate) use annotation::shortened;
use leptos::html;
use leptos::prelude::*;
use note::NoteCard;
use web_sys::{DomRect, Range};
use words::WordsCard;

/// From which width of the window on there is a margin beside the text, in pixels.
const WIDE: f64 = 993.0;
/// Between a card and the words it is about, in pixels.
const GAP: f64 = 10.0;
/// What the bars at the top and the foot of the window cover, in pixels.
const EDGE: f64 = 48.0;

/// However little room there is, a card is so high, in pixels.
const LOWEST: f64 = 200.0;

/// The card, while one is open.
#[component]
pub(crate) fn CardView(desk: Desk) -> impl IntoView {
    let card = Memo::new(move |_| desk.card.get());
    move || {
        card.get().map(|card| match card {
            Card::Annotation(id) => view! { <AnnotationCard desk id/> }.into_any(),
            Card::Words(span) => view! { <WordsCard desk span/> }.into_any(),
            Card::Note(span) => view! { <NoteCard desk span/> }.into_any(),
        })
    }
}

/// The words that a card is about, in the window.
struct Anchor {
    /// All of them.
    words: DomRect,
    /// Their last line.
    line: DomRect,
}

/// How large a card is.
struct Size {
    width: f64,
    height: f64,
}

/// Where a card stands, from the corner of the text's column, and how high it may be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Place {
    top: f64,
    left: f64,
    room: f64,
}

/// Puts an open card beside or under `anchor` and, with `takes_focus`, the focus into it.
fn settle(card: NodeRef<html::Div>, anchor: impl Fn() -> Option<Anchor> + 'static, takes_focus: bool) {
    Effect::new(move |_| {
        let Some(card) = card.get() else { return };
        if let Some(place) = anchor().and_then(|anchor| place(&card, &anchor)) {
            let style = web_sys::HtmlElement::style(&card);
            let values = [("--card-top", place.top), ("--card-left", place.left), ("--card-room", place.room)];
            for (name, value) in values {
                // Properties set through the object model are no inline styles; a refused one leaves the card where it was.
                let _ = style.set_property(name, &format!("{}px", value.round()));
            }
        }
        if takes_focus {
            crate::pane::paint::focus(Some(card.into()));
        }
    });
}

fn place(card: &web_sys::HtmlElement, anchor: &Anchor) -> Option<Place> {
    let column = card.parent_element()?.get_bounding_client_rect();
    // Its height without the limit of the place where it stood before.
    let size = Size { width: card.get_bounding_client_rect().width(), height: f64::from(card.scroll_height()) + 2.0 };
    let window = (window().inner_width().ok()?.as_f64()?, window().inner_height().ok()?.as_f64()?);
    let place = if window.0 >= WIDE {
        beside(&column, &size, anchor, window)
    } else {
        let left = anchor.line.left().min(column.right() - size.width).max(column.left());
        Place { left, ..upright(&size, anchor, window.1) }
    };
    Some(Place { top: place.top - column.top(), left: place.left - column.left(), room: place.room })
}

/// Between the text and the lists, at the height of the words; where there is not so much room, it stands before the lists
/// all the same, under the words or over them.
fn beside(column: &DomRect, size: &Size, anchor: &Anchor, window: (f64, f64)) -> Place {
    let lists = document().query_selector(".margin").ok().flatten();
    let edge = lists.map_or(window.0, |lists| lists.get_bounding_client_rect().left());
    let left = (column.right() - GAP).min(edge - size.width - GAP).max(GAP);
    if left < anchor.words.right() + GAP {
        return Place { left, ..upright(size, anchor, window.1) };
    }
    let lowest = window.1 - EDGE - GAP - size.height;
    Place { top: anchor.line.top().min(lowest).max(EDGE + GAP), left, room: window.1 - 2.0 * (EDGE + GAP) }
}

/// Under the words, or over them where it fits there alone; where it fits nowhere, where there is more room.
fn upright(size: &Size, anchor: &Anchor, height: f64) -> Place {
    let top = anchor.line.bottom() + GAP;
    let (below, above) = (height - EDGE - GAP - top, anchor.words.top() - EDGE - 2.0 * GAP);
    if size.height <= below || below >= above.min(size.height) {
        return Place { top, left: 0.0, room: below.max(LOWEST) };
    }
    let room = above.min(size.height);
    Place { top: anchor.words.top() - GAP - room, left: 0.0, room }
}

/// Where an annotation's first mark stands.
fn mark_rect(desk: Desk, id: postil::annotation::AnnotationId) -> Option<Anchor> {
    let mark = desk.pane.with_value(|pane| pane.mark(id))?;
    Some(Anchor { words: mark.get_bounding_client_rect(), line: last_rect(&mark.get_client_rects())? })
}

/// Where the selection stands.
fn selection_rect() -> Option<Anchor> {
    range_rect(&selection::selection()?.get_range_at(0).ok()?)
}

/// Where the words of `range` stand.
fn range_rect(range: &Range) -> Option<Anchor> {
    Some(Anchor { words: range.get_bounding_client_rect(), line: last_rect(&range.get_client_rects()?)? })
}

fn last_rect(rects: &web_sys::DomRectList) -> Option<DomRect> {
    rects.item(rects.length().checked_sub(1)?)
}
