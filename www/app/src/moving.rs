//! From one annotation to the next, and back to the text.

use crate::desk::{Card, Desk};
use crate::hearing;
use crate::pane::{Pane, paint};
use leptos::prelude::*;
use postil::Span;
use postil::annotation::AnnotationId;
use postil::session::Session;
use std::cmp::Reverse;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// Makes the annotation after the current one the current one; at the end, the first.
pub(crate) fn next(desk: Desk) {
    step(desk, |order, place| match place {
        Ok(index) => order.get(index + 1).or(order.first()).copied(),
        Err(index) => order.get(index).or(order.first()).copied(),
    });
}

/// The same backwards.
pub(crate) fn previous(desk: Desk) {
    step(desk, |order, place| {
        let (Ok(index) | Err(index)) = place;
        index.checked_sub(1).and_then(|index| order.get(index)).or(order.last()).copied()
    });
}

/// Makes `id` the current annotation, brings it into view and opens its card.
pub(crate) fn settle_on(desk: Desk, id: AnnotationId) {
    reveal(desk, id);
    desk.card.set(Some(Card::Annotation(id)));
}

/// Opens the card of an annotation that the reader has pointed at; nothing scrolls.
pub(crate) fn open_card(desk: Desk, id: AnnotationId) {
    set_current(desk, Some(id));
    desk.card.set(Some(Card::Annotation(id)));
}

/// Makes `id` the current annotation, brings it into view and puts the focus on it.
pub(crate) fn reveal(desk: Desk, id: AnnotationId) {
    let extent = desk.session.with_value(|session| session.annotation(id).map(postil::Annotation::extent));
    let Some(extent) = extent else { return };
    paint::draw_at(desk, extent);
    set_current(desk, Some(id));
    let Some(mark) = desk.pane.with_value(|pane| pane.mark(id)) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(if is_in_sight(&mark) { ScrollLogicalPosition::Nearest } else { ScrollLogicalPosition::Center });
    mark.scroll_into_view_with_scroll_into_view_options(&options);
    paint::focus(Some(mark));
}

/// Makes `id` the annotation that the keys act on and that Tab comes to.
pub(crate) fn set_current(desk: Desk, id: Option<AnnotationId>) {
    let words = desk.session.with_value(|session| {
        desk.pane.with_value(|pane| session.annotation(id?).map(|it| hearing::in_words(session, pane, it)))
    });
    desk.pane.update_value(|pane| {
        pane.current = id;
        pane.current_words = words.unwrap_or_default();
        let Some(root) = &pane.root else { return };
        paint::clear_current(root);
        if let Some(id) = id {
            paint::set_current(root, id.0, &pane.current_words);
        }
    });
    desk.current.set(id);
}

/// Closes what is open beside the text; the focus goes back to where it was opened from.
pub(crate) fn close_card(desk: Desk) {
    let Some(card) = desk.card.get_untracked() else { return };
    desk.card.set(None);
    match card {
        Card::Annotation(id) => {
            let mark = desk.pane.with_value(|pane| pane.mark(id).or_else(|| pane.root.clone()));
            paint::focus(mark);
        }
        Card::Words(_) | Card::Note(_) => paint::focus(desk.pane.with_value(|pane| pane.root.clone())),
    }
}

/// The annotations with marks, in the order of reading; of two that begin together, the outer comes first.
pub(crate) fn order(session: &Session, pane: &Pane) -> Vec<AnnotationId> {
    let drawn = session.annotations().filter(|annotation| pane.shows(annotation) && !annotation.spans.is_empty());
    let mut order: Vec<(Span, AnnotationId)> = drawn.map(|annotation| (annotation.extent(), annotation.id)).collect();
    order.sort_by_key(|(span, id)| (span.start, Reverse(span.end), *id));
    order.into_iter().map(|(_, id)| id).collect()
}

fn step(desk: Desk, choose: impl Fn(&[AnnotationId], Result<usize, usize>) -> Option<AnnotationId>) {
    let chosen = desk.session.with_value(|session| {
        desk.pane.with_value(|pane| {
            let order = order(session, pane);
            let place = match pane.current.and_then(|id| order.iter().position(|other| *other == id)) {
                Some(index) => Ok(index),
                None => Err(first_in_sight(session, pane, &order)),
            };
            choose(&order, place)
        })
    });
    match chosen {
        None => desk.say("Nothing is marked."),
        Some(id) if matches!(desk.card.get_untracked(), Some(Card::Annotation(_))) => settle_on(desk, id),
        Some(id) => {
            desk.card.set(None);
            reveal(desk, id);
        }
    }
}

/// Where in `order` the annotations begin that the reader sees or that come after.
fn first_in_sight(session: &Session, pane: &Pane, order: &[AnnotationId]) -> usize {
    let in_sight = (0..pane.paragraphs.len())
        .find(|&index| pane.element(index).is_some_and(|element| element.get_bounding_client_rect().bottom() > 0.0));
    let start = in_sight.map_or(0, |index| pane.paragraphs.span(index).start);
    order.partition_point(|id| session.annotation(*id).is_some_and(|annotation| annotation.extent().start < start))
}

/// Whether an element is between the bars of the window.
pub(crate) fn is_in_sight(element: &web_sys::Element) -> bool {
    let rect = element.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    rect.top() > 70.0 && rect.bottom() < height - 60.0
}
