//! From one place that was found to the next.

use super::{highlight, preview};
use crate::desk::Desk;
use crate::pane::{paint, selection};
use leptos::prelude::*;
use postil::Span;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// What covers the head and the foot of the window, in pixels.
const EDGE: f64 = 70.0;

/// Shows the next place; after the last, the first.
pub(crate) fn next(desk: Desk) {
    step(desk, |at, count| at.map_or(0, |at| (at + 1) % count));
}

/// Shows the place before; before the first, the last.
pub(crate) fn previous(desk: Desk) {
    step(desk, |at, count| at.unwrap_or(0).checked_sub(1).unwrap_or(count - 1));
}

fn step(desk: Desk, choose: impl Fn(Option<usize>, usize) -> usize) {
    let finding = desk.finding();
    let count = finding.answer.with_untracked(|answer| match answer {
        Some(Ok(places)) => places.spans.len(),
        _ => 0,
    });
    if count == 0 {
        return desk.say("Nothing is found yet.");
    }
    let at = choose(finding.at.get_untracked(), count);
    if let Some(span) = show(desk, at) {
        let words = desk.session.with_value(|session| {
            let (before, after) = preview::context(session.article().text(), span);
            format!("{before}{}{after}", span.slice(session.article().text()))
        });
        desk.say(format!("Place {} of {count}: {words}", at + 1));
    }
}

/// Brings the place of that number into view and marks it as the one looked at.
pub(super) fn show(desk: Desk, at: usize) -> Option<Span> {
    let finding = desk.finding();
    let span = finding.answer.with_untracked(|answer| answer.as_ref()?.as_ref().ok()?.spans.get(at).copied())?;
    finding.at.set(Some(at));
    paint::draw_at(desk, span);
    bring_into_view(desk, span);
    highlight::soon(desk);
    Some(span)
}

fn bring_into_view(desk: Desk, span: Span) -> Option<()> {
    let range = selection::range(desk, span)?;
    let line = range.get_bounding_client_rect();
    let height = window().inner_height().ok()?.as_f64()?;
    // A narrow window has the panel over its lower half.
    let narrow = window().inner_width().ok()?.as_f64()? < 736.0;
    let foot = if narrow { height / 2.0 } else { height - EDGE };
    if line.top() > EDGE && line.bottom() < foot {
        return Some(());
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    range.start_container().ok()?.parent_element()?.scroll_into_view_with_scroll_into_view_options(&options);
    // The paragraph is laid out now; its line may still be elsewhere.
    let line = selection::range(desk, span)?.get_bounding_client_rect();
    window().scroll_by_with_x_and_y(0.0, line.top() - f64::midpoint(foot, EDGE));
    Some(())
}
