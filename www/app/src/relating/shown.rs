//! The other ends of the current annotation's relations, shown in the text.

use crate::desk::Desk;
use crate::pane::Pane;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::Session;
use web_sys::Element;

/// On the marks of related ends.
const HOOK: &str = "data-related";

/// Shows `ends` in the text as related, and no others.
pub(crate) fn show(desk: Desk, ends: impl Iterator<Item = AnnotationId>) {
    let related = desk
        .session
        .with_value(|session| desk.pane.with_value(|pane| ends.filter_map(|end| drawn(session, pane, end)).collect()));
    desk.pane.update_value(|pane| {
        pane.related = related;
        let Some(root) = &pane.root else { return };
        each(root, &format!("mark[{HOOK}]"), |mark| drop(mark.remove_attribute(HOOK)));
        mark_in(root, &pane.related);
    });
}

/// Has the marks of `related` within `scope` shown as such.
pub(crate) fn mark_in(scope: &Element, related: &[AnnotationId]) {
    for id in related {
        // An attribute with a fixed name is never refused.
        each(scope, &format!("mark[data-id=\"{}\"]", id.0), |mark| drop(mark.set_attribute(HOOK, "")));
    }
}

/// The annotation that shows where `id` is: itself, or, where its layer is not shown, one on the same words.
fn drawn(session: &Session, pane: &Pane, id: AnnotationId) -> Option<AnnotationId> {
    let annotation = session.annotation(id)?;
    if pane.shows(annotation) {
        return Some(id);
    }
    let extent = annotation.extent();
    let there = session.annotations_in(extent).filter(|it| pane.shows(it) && extent.contains(it.extent()));
    there.max_by_key(|it| it.extent().len()).map(|it| it.id)
}

/// Whether the reader sees where `id` is.
pub(crate) fn is_in_sight(desk: Desk, id: AnnotationId) -> bool {
    let mark = desk
        .session
        .with_value(|session| desk.pane.with_value(|pane| drawn(session, pane, id).and_then(|shown| pane.mark(shown))));
    mark.is_some_and(|mark| crate::moving::is_in_sight(&mark))
}

fn each(scope: &Element, selector: &str, act: impl Fn(&Element)) {
    use wasm_bindgen::JsCast;
    let Ok(found) = scope.query_selector_all(selector) else { return };
    for mark in (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<Element>().ok()) {
        act(&mark);
    }
}
