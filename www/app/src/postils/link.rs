//! Ties notes to their marks: by hover and focus both ways, by a key, and for those who hear the page.

use super::draw::{draw_open, elements, index_of, of_paragraph, turn};
use crate::desk::Desk;
use crate::find::highlight;
use crate::moving;
use crate::pane::{paint, selection};
use gloo_events::EventListener;
use leptos::prelude::*;
use postil::Span;
use postil::annotation::AnnotationId;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The highlight that shows the words of a note without a mark.
const NOTED: &str = "noted";

/// Selects the first mark of an annotation.
pub(super) fn mark_of(id: &str) -> String {
    format!("mark[data-id=\"{id}\"][data-first]")
}

/// Ties what is pointed at or has the focus to its other side.
pub(super) fn listen(desk: Desk, root: &Element) -> Vec<EventListener> {
    ["pointerover", "focusin", "pointerleave", "focusout"]
        .map(|name| {
            EventListener::new(root, name, move |event| {
                let is_leaving = matches!(event.type_().as_str(), "pointerleave" | "focusout");
                tie(desk, target(event).filter(|_| !is_leaving));
            })
        })
        .into()
}

/// Points each first mark of a paragraph to its note.
pub(super) fn describe(paragraph: &Element) {
    let described = paragraph.query_selector_all("mark[aria-details]");
    for mark in described.iter().flat_map(elements) {
        // Attributes with fixed names are never refused.
        let _ = mark.remove_attribute("aria-details");
    }
    let Some(notes) = of_paragraph(paragraph).and_then(|notes| notes.query_selector_all(".postil").ok()) else {
        return;
    };
    for note in elements(&notes) {
        for id in ids(&note) {
            if let Some(mark) = paragraph.query_selector(&mark_of(&id)).ok().flatten() {
                let _ = mark.set_attribute("aria-details", &note.id());
            }
        }
    }
}

/// Follows a click on a note, or on what folds notes; gives whether it was one.
pub(crate) fn pressed(desk: Desk, event: &MouseEvent) -> bool {
    let Some(target) = target(event) else { return false };
    let Some(list) = closest(&target, ".postils") else { return false };
    if let Some(note) = closest(&target, ".postil") {
        follow(desk, &note);
    } else if closest(&target, ".unfold, .more").is_some()
        && let Some(index) = index_of(&list)
    {
        turn(desk, index);
    }
    true
}

/// From the current mark to its note, and from a note back to its mark.
pub(crate) fn cross(desk: Desk) {
    let active = document().active_element();
    if let Some(note) = active.and_then(|active| closest(&active, ".postil")) {
        return go_back(desk, &note);
    }
    if !desk.postils().shown.get_untracked() {
        desk.postils().shown.set(true);
    }
    let note = match desk.current.get_untracked() {
        Some(id) => note_of(desk, id),
        None => first_in_sight(desk),
    };
    match note {
        Some(note) => go_to(&note),
        None => desk.say("There is no note on this."),
    }
}

/// Opens the card of what a note is about; a note of the reader's own opens to be written.
fn follow(desk: Desk, note: &Element) {
    match (note.get_attribute("data-kind").as_deref(), span_of(note), first_id(note)) {
        (Some("own"), Some(span), _) => desk.card.set(Some(crate::desk::Card::Note(span))),
        (_, _, Some(id)) => moving::settle_on(desk, id),
        _ => {}
    }
}

fn go_back(desk: Desk, note: &Element) {
    desk.card.set(None);
    match (first_id(note), span_of(note)) {
        (Some(id), _) if desk.pane.with_value(|pane| pane.mark(id).is_some()) => moving::reveal(desk, id),
        (_, Some(span)) => crate::caret::point_at(desk, span),
        _ => {}
    }
}

fn go_to(note: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    note.scroll_into_view_with_scroll_into_view_options(&options);
    paint::focus(Some(note.clone()));
}

/// The note on an annotation, drawn and unfolded.
fn note_of(desk: Desk, id: AnnotationId) -> Option<Element> {
    let start = desk.session.with_value(|session| session.annotation(id).map(|it| it.extent().start))?;
    let index = desk.pane.with_value(|pane| pane.paragraphs.at(start));
    draw_open(desk, index);
    root(desk)?.query_selector(&format!(".postil[data-of~=\"{}\"]", id.0)).ok().flatten()
}

fn first_in_sight(desk: Desk) -> Option<Element> {
    let notes = root(desk)?.query_selector_all(".postil").ok()?;
    elements(&notes).find(|note| note.get_bounding_client_rect().top() > 60.0)
}

/// Lights what belongs to `at`, a mark or a note or something in one; nothing puts the light out. Both stand in one chunk but
/// for an annotation that goes on in the next, so no more than that is looked through.
fn tie(desk: Desk, at: Option<Element>) {
    let at = at.and_then(|at| closest(&at, "mark, .postil"));
    let ids: Vec<String> = at.iter().flat_map(ids).collect();
    if desk.postils().drawn.with_value(|drawn| drawn.tied_to == ids && drawn.tied.iter().all(|it| it.is_connected())) {
        return;
    }
    let words = at.as_ref().filter(|at| at.get_attribute("data-kind").as_deref() == Some("own")).and_then(span_of);
    let range = words.and_then(|span| selection::range(desk, span));
    highlight::set(NOTED, &range.into_iter().collect());
    let both: Vec<String> =
        ids.iter().map(|id| format!("mark[data-id=\"{id}\"], .postil[data-of~=\"{id}\"]")).collect();
    let chunk = at.and_then(|at| closest(&at, ".chunk"));
    let found = chunk.filter(|_| !both.is_empty()).and_then(|chunk| chunk.query_selector_all(&both.join(", ")).ok());
    let tied: Vec<Element> = found.iter().flat_map(elements).collect();
    desk.postils().drawn.update_value(|drawn| {
        for (elements, is_lit) in [(&drawn.tied, false), (&tied, true)] {
            for element in elements {
                light(element, is_lit);
            }
        }
        (drawn.tied, drawn.tied_to) = (tied, ids);
    });
}

/// Lights a mark or a note, or puts it out. From a mark that is lit, Tab leads on to its note.
fn light(element: &Element, is_lit: bool) {
    // Attributes with fixed names are never refused.
    let _ = element.toggle_attribute_with_force("data-tied", is_lit);
    if element.class_name() == "postil" {
        let _ = element.set_attribute("tabindex", if is_lit { "0" } else { "-1" });
    }
}

/// The annotations that a mark or a note is about.
fn ids(element: &Element) -> Vec<String> {
    let ids = element.get_attribute("data-of").or_else(|| element.get_attribute("data-id")).unwrap_or_default();
    ids.split_whitespace().map(str::to_owned).collect()
}

fn first_id(note: &Element) -> Option<AnnotationId> {
    ids(note).first()?.parse().ok().map(AnnotationId)
}

fn span_of(note: &Element) -> Option<Span> {
    let span = note.get_attribute("data-span")?;
    let (start, end) = span.split_once(' ')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

fn root(desk: Desk) -> Option<Element> {
    desk.pane.with_value(|pane| pane.root.clone())
}

fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}
