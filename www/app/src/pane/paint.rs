//! Draws the marks of paragraphs: those near the window at once, the rest in idle time.

use super::idle::{now, when_idle};
use super::{CHUNK, Pane, lay, markup};
use crate::desk::Desk;
use js_sys::Array;
use leptos::prelude::*;
use postil::session::{Edit, Session};
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Watches which chunks are near the window.
pub(crate) struct Watcher {
    pub(super) observer: IntersectionObserver,
    _noticed: Closure<dyn FnMut(Array)>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Puts the beginning of the text into `root`, and begins to put the rest there and to draw the marks it has already.
pub(crate) fn open(desk: Desk, root: Element) {
    desk.session.with_value(|session| {
        desk.pane.update_value(|pane| {
            root.set_inner_html("");
            take_in(pane, session);
            // Until the watcher has looked, the reader sees the beginning.
            pane.near = (0..2).collect();
            pane.watcher = watch(desk);
            pane.laid = 0;
            pane.root = Some(root);
            lay::chunks(pane, session, lay::FIRST);
        });
    });
    crate::postils::open(desk);
    draw(desk);
}

/// Begins to draw the marks of a text that stands in the page already.
pub(crate) fn fill(desk: Desk) {
    desk.session.with_value(|session| desk.pane.update_value(|pane| take_in(pane, session)));
    draw(desk);
}

fn take_in(pane: &mut Pane, session: &Session) {
    pane.paragraphs = super::paragraphs::Paragraphs::new(session.article().paragraphs());
    pane.stale = session.annotations().flat_map(|annotation| pane.paragraphs.add(annotation)).collect();
}

/// Takes the article off the page.
pub(crate) fn close(desk: Desk) {
    desk.pane.update_value(|pane| *pane = Pane { shown: std::mem::take(&mut pane.shown), ..Pane::default() });
}

/// Draws what `edit` has changed.
pub(crate) fn follow(desk: Desk, edit: &Edit) {
    desk.pane.update_value(|pane| {
        let changed = pane.paragraphs.follow(edit);
        pane.stale.extend(changed);
    });
    draw(desk);
}

/// Draws everything anew with these layers.
pub(crate) fn show(desk: Desk, shown: BTreeSet<String>) {
    desk.pane.update_value(|pane| {
        pane.shown = shown;
        pane.stale.extend(0..pane.paragraphs.len());
    });
    draw(desk);
}

/// Draws the stale paragraphs near the window now and leaves the rest to idle time.
pub(crate) fn draw(desk: Desk) {
    desk.session.with_value(|session| {
        desk.pane.update_value(|pane| {
            let near: Vec<usize> =
                pane.stale.iter().copied().filter(|index| pane.near.contains(&(index / CHUNK))).collect();
            for index in near {
                paragraph(pane, session, index);
            }
            if pane.idle.is_none() {
                wait(desk, pane);
            }
        });
    });
    crate::find::highlight::soon(desk);
    crate::postils::soon(desk);
}

/// Draws the paragraphs under `span` now, wherever they are.
pub(crate) fn draw_at(desk: Desk, span: postil::Span) {
    desk.session.with_value(|session| {
        desk.pane.update_value(|pane| {
            lay::up_to(pane, session, pane.paragraphs.overlapping(span).end);
            for index in pane.paragraphs.overlapping(span) {
                if pane.stale.contains(&index) {
                    paragraph(pane, session, index);
                }
            }
        });
    });
}

/// Puts text into the page, then draws marks, until the time is up.
fn stretch(desk: Desk, until: f64) {
    desk.session.with_value(|session| {
        desk.pane.update_value(|pane| {
            while now() < until {
                if lay::is_left(pane) {
                    lay::chunks(pane, session, lay::STEP);
                } else if let Some(&index) = pane.stale.first() {
                    paragraph(pane, session, index);
                } else {
                    break;
                }
            }
            wait(desk, pane);
        });
    });
    crate::find::highlight::soon(desk);
}

/// Goes on in idle time if anything is left to do.
fn wait(desk: Desk, pane: &mut Pane) {
    let is_left = lay::is_left(pane) || !pane.stale.is_empty();
    pane.idle = is_left.then(|| when_idle(move |until| stretch(desk, until)));
}

/// Draws one paragraph; the focus stays on the annotation it was on.
fn paragraph(pane: &mut Pane, session: &Session, index: usize) {
    pane.stale.remove(&index);
    let Some(column) = pane.element(index).and_then(|element| element.first_element_child()) else { return };
    let html = markup::paragraph(session.article().text(), pane.paragraphs.span(index), &pane.drawn(session, index));
    let focused = focused_id(&column);
    column.set_inner_html(&html);
    if let Some(current) = pane.current {
        set_current(&column, current.0, &pane.current_words);
    }
    crate::relating::shown::mark_in(&column, &pane.related);
    if let Some(id) = focused {
        focus(column.query_selector(&format!("mark[data-id=\"{id}\"]")).ok().flatten());
    }
}

/// Makes the marks of `id` within `scope` the ones that Tab comes to.
pub(crate) fn set_current(scope: &Element, id: u32, words: &str) {
    let Ok(marks) = scope.query_selector_all(&format!("mark[data-id=\"{id}\"]")) else { return };
    for index in 0..marks.length() {
        let Some(mark) = marks.item(index).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        // Attributes with fixed names are never refused.
        let _ = mark.set_attribute("aria-current", "true");
        let _ = mark.set_attribute("aria-description", words);
        if mark.has_attribute("data-first") {
            let _ = mark.set_attribute("tabindex", "0");
        }
    }
}

/// Takes the mark off whatever Tab came to before.
pub(crate) fn clear_current(root: &Element) {
    let Ok(marks) = root.query_selector_all("mark[aria-current]") else { return };
    for index in 0..marks.length() {
        let Some(mark) = marks.item(index).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let _ = mark.remove_attribute("aria-current");
        let _ = mark.remove_attribute("aria-description");
        if mark.has_attribute("data-first") {
            let _ = mark.set_attribute("tabindex", "-1");
        }
    }
}

/// Puts the focus on `element` without moving the page.
pub(crate) fn focus(element: Option<Element>) {
    let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
}

fn focused_id(column: &Element) -> Option<String> {
    let active = document().active_element()?;
    column.contains(Some(&active)).then(|| active.get_attribute("data-id")).flatten()
}

fn watch(desk: Desk) -> Option<Watcher> {
    let noticed = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        for entry in entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok()) {
            notice(desk, &entry);
        }
        draw(desk);
        crate::listening::tell_visible(desk);
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin("100% 0px");
    let observer = IntersectionObserver::new_with_options(noticed.as_ref().unchecked_ref(), &options).ok()?;
    Some(Watcher { observer, _noticed: noticed })
}

fn notice(desk: Desk, entry: &IntersectionObserverEntry) {
    let Some(chunk) = entry.target().get_attribute("data-chunk").and_then(|text| text.parse().ok()) else { return };
    desk.pane.update_value(|pane| {
        if entry.is_intersecting() {
            pane.near.insert(chunk);
        } else {
            pane.near.remove(&chunk);
        }
    });
}
