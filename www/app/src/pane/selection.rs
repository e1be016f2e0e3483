//! From what is selected in the page to a Span of the text, and back.
//!
//! The nth run of text nodes in a paragraph is the nth piece that [`segments::cut`] gave, so a place in it is that
//! piece's start and an offset in UTF-16 units, which the piece's own `OffsetMap` turns into bytes.

use super::{Pane, markup, segments};
use crate::desk::Desk;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use postil::Span;
use postil::session::Session;
use postil::text::OffsetMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range, Selection};

/// What is selected in the article, without the white space around it.
pub(crate) fn selected(desk: Desk) -> Option<Span> {
    let selection = selection()?;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    desk.session.with_value(|session| {
        desk.pane.with_value(|pane| {
            let root = pane.root.as_ref()?;
            let start = place(pane, session, root, &range.start_container().ok()?, range.start_offset().ok()?)?;
            let end = place(pane, session, root, &range.end_container().ok()?, range.end_offset().ok()?)?;
            trimmed(session.article().text(), Span::new(start, end))
        })
    })
}

/// The byte of the text under a point of the window.
pub(crate) fn at_point(desk: Desk, x: i32, y: i32) -> Option<u32> {
    let (node, offset) = caret_at(x, y)?;
    desk.session
        .with_value(|session| desk.pane.with_value(|pane| place(pane, session, pane.root.as_ref()?, &node, offset)))
}

/// Where the browser would put a caret: by the standard's name, or by the older one.
fn caret_at(x: i32, y: i32) -> Option<(Node, u32)> {
    let page = document();
    let ask = |name: &str| {
        let ask: Function = Reflect::get(&page, &name.into()).ok()?.dyn_into().ok()?;
        ask.call2(&page, &x.into(), &y.into()).ok().filter(|answer| !answer.is_null())
    };
    let part = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let (node, offset) = match ask("caretPositionFromPoint") {
        Some(caret) => (part(&caret, "offsetNode")?, part(&caret, "offset")?),
        None => ask("caretRangeFromPoint")
            .and_then(|range| Some((part(&range, "startContainer")?, part(&range, "startOffset")?)))?,
    };
    // Offsets are whole and never negative.
    #[allow(clippy::cast_sign_loss)]
    let offset = offset.as_f64()? as u32;
    Some((node.dyn_into().ok()?, offset))
}

/// Selects `span` in the page, so that the reader sees it and assistive technology tells it.
pub(crate) fn select(desk: Desk, span: Span) -> Option<Element> {
    super::paint::draw_at(desk, span);
    let range = range(desk, span)?;
    let selection = selection()?;
    selection.remove_all_ranges().ok()?;
    selection.add_range(&range).ok()?;
    range.start_container().ok()?.parent_element()
}

/// Where `span` stands in the page as it is drawn now.
pub(crate) fn range(desk: Desk, span: Span) -> Option<Range> {
    desk.session.with_value(|session| {
        desk.pane.with_value(|pane| {
            let (from, from_offset) = node_at(pane, session, span.start, false)?;
            let (to, to_offset) = node_at(pane, session, span.end, true)?;
            let range = Range::new().ok()?;
            range.set_start(&from, from_offset).ok()?;
            range.set_end(&to, to_offset).ok()?;
            Some(range)
        })
    })
}

/// Selects nothing.
pub(crate) fn clear() {
    if let Some(selection) = selection() {
        // Nothing to do where there is nothing to remove.
        let _ = selection.remove_all_ranges();
    }
}

/// The page's selection.
pub(crate) fn selection() -> Option<Selection> {
    window().get_selection().ok().flatten()
}

/// `span` without white space at its ends; nothing where nothing else is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.slice(text);
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    let kept = Span::new(start, start + words.trim().len() as u32);
    (!kept.is_empty()).then_some(kept)
}

/// The byte that a boundary of a selection stands at.
fn place(pane: &Pane, session: &Session, root: &Element, container: &Node, offset: u32) -> Option<u32> {
    if !root.contains(Some(container)) {
        return None;
    }
    let (node, offset) = text_at(container, offset)?;
    let column = node.parent_element()?.closest(".column").ok().flatten()?;
    let paragraph = paragraph_index(&column)?;
    let (run, before) = run_of(&column, &node)?;
    let piece = piece(pane, session, paragraph, run)?;
    let map = OffsetMap::new(piece.slice(session.article().text()));
    map.from_utf16(before + offset).map(|byte| piece.start + byte)
}

/// The node and offset where `byte` stands; with `before`, the end of the piece that ends there.
fn node_at(pane: &Pane, session: &Session, byte: u32, before: bool) -> Option<(Node, u32)> {
    let paragraph = pane.paragraphs.at(if before { byte.saturating_sub(1) } else { byte });
    let column = pane.element(paragraph)?.first_element_child()?;
    let pieces = pieces(pane, session, paragraph);
    let run = pieces.iter().position(|piece| if before { byte <= piece.end } else { byte < piece.end })?;
    let piece = pieces[run];
    let offset = OffsetMap::new(piece.slice(session.article().text())).to_utf16(byte.saturating_sub(piece.start));
    node_in_run(&column, run, offset)
}

fn pieces(pane: &Pane, session: &Session, paragraph: usize) -> Vec<Span> {
    let within = pane.paragraphs.span(paragraph);
    let fragments = markup::fragments(within, &pane.drawn(session, paragraph));
    segments::texts(&segments::cut(within, &fragments)).collect()
}

fn piece(pane: &Pane, session: &Session, paragraph: usize, run: usize) -> Option<Span> {
    pieces(pane, session, paragraph).get(run).copied()
}

fn paragraph_index(column: &Element) -> Option<usize> {
    let paragraph = column.parent_element()?;
    let chunk = paragraph.parent_element()?;
    let first = chunk.get_attribute("data-chunk")?.parse::<usize>().ok()? * super::CHUNK;
    let mut earlier = 0;
    let mut sibling = paragraph.previous_element_sibling();
    while let Some(element) = sibling {
        earlier += usize::from(element.class_name().starts_with("paragraph"));
        sibling = element.previous_element_sibling();
    }
    Some(first + earlier)
}

/// The text node that a boundary means: the one it is in, or the one that begins or ends at that child.
fn text_at(container: &Node, offset: u32) -> Option<(Node, u32)> {
    if container.node_type() == Node::TEXT_NODE {
        return Some((container.clone(), offset));
    }
    let children = container.child_nodes();
    if let Some(child) = children.item(offset) {
        return Some((edge(&child, Node::first_child)?, 0));
    }
    let node = edge(&container.last_child()?, Node::last_child)?;
    let length = length(&node);
    Some((node, length))
}

/// The text node at one edge of `node`.
fn edge(node: &Node, inward: impl Fn(&Node) -> Option<Node>) -> Option<Node> {
    let mut node = node.clone();
    while node.node_type() != Node::TEXT_NODE {
        node = inward(&node)?;
    }
    Some(node)
}

/// Which run of text in `column` a node belongs to, and how much of that run comes before it. A parser may have split a
/// long text into nodes beside each other; together they are one run.
fn run_of(column: &Element, wanted: &Node) -> Option<(usize, u32)> {
    let mut found = None;
    visit_texts(column, |run, before, node| {
        found = (node == wanted).then_some((run, before));
        found.is_some()
    });
    found
}

fn node_in_run(column: &Element, wanted: usize, offset: u32) -> Option<(Node, u32)> {
    let mut found = None;
    visit_texts(column, |run, before, node| {
        found = (run == wanted && offset <= before + length(node)).then(|| (node.clone(), offset - before));
        found.is_some()
    });
    found
}

/// Calls `visit` with each text node's run and how much of the run comes before it, until it returns true.
fn visit_texts(column: &Element, mut visit: impl FnMut(usize, u32, &Node) -> bool) {
    // 4 is NodeFilter.SHOW_TEXT.
    let Ok(walker) = document().create_tree_walker_with_what_to_show(column, 4) else { return };
    let (mut runs, mut before) = (0, 0);
    while let Ok(Some(node)) = walker.next_node() {
        let earlier = node.previous_sibling().filter(|sibling| sibling.node_type() == Node::TEXT_NODE);
        if let Some(earlier) = earlier {
            before += length(&earlier);
        } else {
            (runs, before) = (runs + 1, 0);
        }
        if visit(runs - 1, before, &node) {
            return;
        }
    }
}

fn length(node: &Node) -> u32 {
    node.dyn_ref::<web_sys::CharacterData>().map_or(0, web_sys::CharacterData::length)
}
