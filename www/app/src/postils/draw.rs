//! Draws the notes of the chunks near the window, one chunk after the other, a moment after the marks.
//!
//! A chunk is written first, then measured, then placed, so the browser lays it out once. Chunks that leave lose their
//! notes again: an article of a megabyte has notes for a few windows only.

use super::said::said;
use super::stack::{GAP, Placed, Stack, end, lay_out};
use super::{HAS_MARGIN, html, link};
use crate::desk::Desk;
use crate::pane::CHUNK;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};

/// How long marks may settle before notes are drawn, and how long the browser has for itself between two chunks; in
/// milliseconds.
const REST: u32 = 60;
const PAUSE: u32 = 8;

/// Begins anew with the article that was just put into the page.
pub(crate) fn open(desk: Desk) {
    let Some(root) = desk.pane.with_value(|pane| pane.root.clone()) else { return };
    let redrawn = move |name: &'static str| EventListener::new(&window(), name, move |_| soon(desk));
    let fonts = EventListener::new(&document().fonts(), "loadingdone", move |_| soon(desk));
    let printing = EventListener::new(&window(), "beforeprint", move |_| draw_all(desk));
    let mut listeners = vec![redrawn("resize"), redrawn("afterprint"), printing, fonts];
    listeners.extend(link::listen(desk, &root));
    desk.postils().drawn.set_value(super::Drawn { _listeners: listeners, ..super::Drawn::default() });
    soon(desk);
}

/// Draws the notes near the window a moment later.
pub(crate) fn soon(desk: Desk) {
    desk.postils().drawn.update_value(|drawn| {
        desk.pane.with_value(|pane| drawn.waiting.extend(&pane.near));
        drawn.waiting.extend(drawn.html.keys().map(|paragraph| paragraph / CHUNK));
        if drawn.next.is_none() {
            drawn.next = Some(Timeout::new(REST, move || draw_next(desk)));
        }
    });
}

/// Draws the chunk that paragraph `index` is in now, and all of that paragraph's notes.
pub(super) fn draw_open(desk: Desk, index: usize) {
    desk.postils().drawn.update_value(|drawn| {
        drawn.placed.remove(&(index / CHUNK));
        drawn.open.insert(index);
    });
    draw_chunk(desk, index / CHUNK, true);
}

/// Shows all notes of a paragraph, or folds them again.
pub(super) fn turn(desk: Desk, index: usize) {
    desk.postils().drawn.update_value(|drawn| {
        if !drawn.open.remove(&index) {
            drawn.open.insert(index);
        }
        drawn.placed.remove(&(index / CHUNK));
    });
    draw_chunk(desk, index / CHUNK, true);
}

fn draw_next(desk: Desk) {
    let is_near = |chunk: &usize| desk.pane.with_value(|pane| pane.near.contains(chunk));
    let waiting = desk.postils().drawn.with_value(|drawn| drawn.waiting.clone());
    if let Some(chunk) = waiting.iter().find(|chunk| is_near(chunk)).or(waiting.first()).copied() {
        desk.postils().drawn.update_value(|drawn| drawn.waiting.retain(|other| *other != chunk));
        draw_chunk(desk, chunk, is_near(&chunk));
    }
    desk.postils().drawn.update_value(|drawn| {
        drawn.next = (!drawn.waiting.is_empty()).then(|| Timeout::new(PAUSE, move || draw_next(desk)));
    });
}

/// Paper has no window: every note is there.
fn draw_all(desk: Desk) {
    let paragraphs = desk.pane.with_value(|pane| pane.paragraphs.len());
    (0..paragraphs.div_ceil(CHUNK)).for_each(|chunk| draw_chunk(desk, chunk, true));
}

fn draw_chunk(desk: Desk, chunk: usize, is_near: bool) {
    let root = desk.pane.with_value(|pane| pane.root.clone());
    let Some(element) = root.and_then(|root| root.children().item(chunk as u32)) else { return };
    let is_shown = is_near && desk.postils().shown.get_untracked();
    let paragraphs = element.get_elements_by_class_name("paragraph");
    let mut has_changed = false;
    for (at, index) in (chunk * CHUNK..).take(paragraphs.length() as usize).enumerate() {
        let html = if is_shown { written(desk, index) } else { String::new() };
        if let Some(paragraph) = paragraphs.item(at as u32) {
            has_changed |= put(desk, index, &paragraph, html);
            link::describe(&paragraph);
        }
    }
    if is_shown || has_changed {
        place(desk, chunk, &element, has_changed);
    }
}

/// The notes of a paragraph; none is no HTML.
fn written(desk: Desk, index: usize) -> String {
    desk.session.with_value(|session| {
        desk.pane.with_value(|pane| {
            let (notes, left_out) = said(session, pane.paragraphs.span(index), &pane.shown);
            if notes.is_empty() {
                String::new()
            } else {
                html::notes(session.article().text(), index, &notes, left_out)
            }
        })
    })
}

/// Puts the notes after their paragraph, unless they stand there already; gives whether they did not. The focus stays on the
/// note it was on.
fn put(desk: Desk, index: usize, paragraph: &Element, html: String) -> bool {
    let is_there = desk.postils().drawn.with_value(|drawn| drawn.html.get(&index).map_or("", String::as_str) == html);
    if is_there {
        return false;
    }
    let focused = document().active_element().map(|active| active.id()).filter(|id| id.starts_with("postil-"));
    if let Some(old) = of_paragraph(paragraph) {
        old.remove();
    }
    // HTML that the page has escaped itself is never refused.
    let _ = paragraph.insert_adjacent_html("afterend", &html);
    desk.postils().drawn.update_value(|drawn| {
        if html.is_empty() { drop(drawn.html.remove(&index)) } else { drop(drawn.html.insert(index, html)) }
    });
    if let Some(id) = focused.filter(|id| document().active_element().is_none_or(|active| active.id() != *id)) {
        crate::pane::paint::focus(document().get_element_by_id(&id));
    }
    true
}

/// The notes of a paragraph, where they are drawn.
pub(super) fn of_paragraph(paragraph: &Element) -> Option<Element> {
    paragraph.next_element_sibling().filter(|next| next.class_name() == "postils")
}

/// Puts the notes of a chunk at their heights, where those or the text are no longer what they were. Under the text there
/// are no heights.
fn place(desk: Desk, chunk: usize, element: &Element, has_changed: bool) {
    let Ok(lists) = element.query_selector_all(".postils") else { return };
    let has_margin = window().match_media(HAS_MARGIN).ok().flatten().is_some_and(|media| media.matches());
    let (top, height) = (element.get_bounding_client_rect().top(), text_height(element));
    let before = desk.postils().drawn.try_update_value(|drawn| drawn.placed.insert(chunk, (height, has_margin)));
    let is_same = |(known, had_margin): (f64, bool)| (known - height).abs() < 0.5 && had_margin == has_margin;
    if !has_changed && before.flatten().is_some_and(is_same) {
        return;
    }
    let lists: Vec<Element> = elements(&lists).collect();
    let open = desk.postils().drawn.with_value(|drawn| drawn.open.clone());
    let bottom = if element.next_element_sibling().is_none() { f64::INFINITY } else { height + GAP };
    let stacks: Vec<Stack> = lists.iter().map(|list| stack(list, top, &open)).collect();
    let placed = if has_margin { lay_out(&stacks, bottom) } else { vec![Placed::default(); stacks.len()] };
    for ((list, stack), placed) in lists.iter().zip(&stacks).zip(&placed) {
        show(list, stack, placed);
    }
    let lowest = stacks.iter().zip(&placed).filter_map(|(stack, placed)| end(stack, placed)).next_back();
    let lowest = lowest.filter(|lowest| *lowest > height);
    set(element, "min-height", &lowest.map_or(String::new(), |lowest| format!("{}px", lowest.ceil())));
}

/// How high the text of a chunk is, without what notes have added.
fn text_height(chunk: &Element) -> f64 {
    let paragraphs = chunk.get_elements_by_class_name("paragraph");
    let last = paragraphs.length().checked_sub(1).and_then(|last| paragraphs.item(last));
    last.map_or(0.0, |last| last.get_bounding_client_rect().bottom() - chunk.get_bounding_client_rect().top())
}

/// Where the notes of one paragraph would like to stand, from the top of their chunk.
fn stack(list: &Element, top: f64, open: &BTreeSet<usize>) -> Stack {
    let paragraph = list.previous_element_sibling();
    let wanted = |note: &Element| {
        let paragraph = paragraph.as_ref()?;
        let of = note.query_selector(".postil").ok().flatten()?.get_attribute("data-of")?;
        let mark = paragraph.query_selector(&link::mark_of(of.split(' ').next()?)).ok().flatten();
        let first = mark.and_then(|mark| mark.get_client_rects().item(0)).map(|line| line.top());
        Some(first.unwrap_or_else(|| paragraph.get_bounding_client_rect().top()) - top)
    };
    let mut lowest = paragraph.as_ref().map_or(0.0, |it| it.get_bounding_client_rect().top() - top);
    let notes = items(list).into_iter().map(|note| {
        lowest = wanted(&note).unwrap_or(lowest).max(lowest);
        (lowest, note.get_bounding_client_rect().height())
    });
    let notes = notes.collect();
    Stack { notes, open: index_of(list).is_some_and(|index| open.contains(&index)) }
}

fn show(list: &Element, stack: &Stack, placed: &Placed) {
    for (at, item) in items(list).iter().enumerate() {
        let top = placed.tops.get(at);
        set(item, "--top", &top.map_or(String::new(), |top| format!("{top}px")));
        // Attributes with fixed names are never refused.
        let _ = item.toggle_attribute_with_force("data-away", top.is_none());
    }
    let _ = list.toggle_attribute_with_force("data-open", stack.open);
    let expanded = if stack.open { "true" } else { "false" };
    for button in [".unfold", ".more"].iter().filter_map(|name| list.query_selector(name).ok().flatten()) {
        let _ = button.set_attribute("aria-expanded", expanded);
    }
    let Some(more) = list.query_selector(".more").ok().flatten() else { return };
    let _ = more.toggle_attribute_with_force("hidden", placed.fold.is_none());
    set(&more, "--top", &placed.fold.map_or(String::new(), |fold| format!("{fold}px")));
    more.set_text_content(Some(&more_words(stack, placed)));
}

fn more_words(stack: &Stack, placed: &Placed) -> String {
    match (stack.notes.len() - placed.tops.len().min(stack.notes.len()), placed.tops.len()) {
        (0, _) => "fewer notes".to_owned(),
        (1, 0) => "1 note".to_owned(),
        (count, 0) => format!("{count} notes"),
        (count, _) => format!("and {count} more"),
    }
}

/// The paragraph whose notes these are.
pub(super) fn index_of(list: &Element) -> Option<usize> {
    list.get_attribute("data-notes")?.parse().ok()
}

fn items(list: &Element) -> Vec<Element> {
    list.query_selector_all("li").map(|items| elements(&items).collect()).unwrap_or_default()
}

/// The elements of a list of nodes.
pub(super) fn elements(nodes: &NodeList) -> impl Iterator<Item = Element> {
    (0..nodes.length()).filter_map(|index| nodes.item(index)?.dyn_into().ok())
}

/// Sets a property of an element's style; set through the object model it is no inline style.
fn set(element: &Element, name: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // A refused property leaves the note where it was.
        let _ = element.style().set_property(name, value);
    }
}
