//! What is asked of the worker and what is done with its answers.

use crate::desk::Desk;
use crate::pane::CHUNK;
use crate::panel::counted;
use crate::project::{asking, steps};
use crate::worker::{Heard, Line};
use crate::{editing, find, mapping, opening, saving, updating};
use leptos::prelude::*;
use postil::analysis::Statements;
use postil::find::Query;
use postil_protocol::{FromWorker, ToWorker};

/// How often a worker is started again for one document before the page gives up on it.
const RESTARTS: u32 = 3;

/// Has the open document read from the beginning, by a new worker where there is none.
pub(crate) fn read(desk: Desk) {
    desk.revision.update_value(|revision| *revision += 1);
    desk.status.update(|status| status.working = Some("Reading the article".to_owned()));
    let text = desk.session.with_value(|session| session.article().text().to_owned());
    send(desk, &ToWorker::Open { revision: desk.revision.get_value(), text, visible: visible(desk) });
}

/// Tells the worker what the reader sees, while it still reads.
pub(crate) fn tell_visible(desk: Desk) {
    if desk.status.with_untracked(|status| status.working.is_some()) {
        send(desk, &ToWorker::Visible { revision: desk.revision.get_value(), visible: visible(desk) });
    }
}

/// Has pasted HTML turned to text; the answer names `request`.
pub(crate) fn to_text(desk: Desk, request: u32, html: String) {
    send(desk, &ToWorker::Html { request, html });
}

/// Has it counted who says how much; the answer names `request`.
pub(crate) fn count_words(desk: Desk, request: u32, text: String, statements: Statements) {
    send(desk, &ToWorker::Map { request, text, statements });
}

/// Has words or an expression looked for; the answer names `request`.
pub(crate) fn find(desk: Desk, request: u32, text: String, query: Query) {
    send(desk, &ToWorker::Find { request, text, query });
}

/// Starts the worker ahead of the first document, so that it is there when it is needed.
pub(crate) fn warm_up(desk: Desk) {
    if desk.line.with_value(Option::is_some) {
        return;
    }
    match Line::start(move |heard| hear(desk, heard)) {
        Ok(line) => desk.line.set_value(Some(line)),
        Err(error) => unreachable(desk, &error),
    }
}

/// Sends a message, to a new worker where there is none.
pub(crate) fn send(desk: Desk, message: &ToWorker) {
    warm_up(desk);
    let sent = desk.line.with_value(|line| line.as_ref().map(|line| line.send(message)));
    if let Some(Err(error)) = sent {
        unreachable(desk, &error);
    }
}

fn hear(desk: Desk, heard: Heard) {
    match heard {
        Heard::Message(message) => understand(desk, message),
        Heard::Lost(reason) => restart(desk, &reason),
    }
}

fn understand(desk: Desk, message: FromWorker) {
    let Some(message) = asking::take(desk, message) else { return };
    let is_now = |revision: u32| revision == desk.revision.get_value();
    match message {
        FromWorker::Ready { degraded, .. } => {
            desk.status.update(|status| status.degraded = degraded);
            updating::begin(desk);
        }
        FromWorker::Suggestions { revision, within, suggestions } if is_now(revision) => {
            editing::suggest(desk, within, &suggestions);
        }
        FromWorker::Done { revision, .. } if is_now(revision) => finished(desk),
        FromWorker::Map { request, map } => mapping::take(desk, request, map),
        FromWorker::Found { request, outcome } => find::take(desk, request, outcome),
        FromWorker::Text { request, text } => opening::take_text(desk, request, &text),
        FromWorker::Failed { request, message } => opening::take_failure(desk, request, message),
        // What is about a text that is no longer open is dropped, and what nobody waits for any more.
        FromWorker::Suggestions { .. }
        | FromWorker::Done { .. }
        | FromWorker::Annotated { .. }
        | FromWorker::Searched { .. } => {}
    }
}

fn finished(desk: Desk) {
    desk.tell();
    desk.status.update(|status| status.working = None);
    saving::relist(desk, |record| record.complete = true);
    let found = desk.annotations();
    let found = format!("{}.", counted(found as usize, "annotation", "annotations"));
    desk.say(steps::where_it_is(desk).map_or(found.clone(), |place| format!("{place} {found}")));
}

/// Starts a new worker in place of one that crashed and gives it the document again.
fn restart(desk: Desk, reason: &str) {
    // The old line is dropped after this turn: its own listener is what runs now.
    let old = desk.line.try_update_value(Option::take).flatten();
    leptos::prelude::set_timeout(move || drop(old), std::time::Duration::ZERO);
    opening::stop_waiting(desk);
    asking::lost(desk);
    desk.status.update(|status| status.restarts += 1);
    if desk.status.with_untracked(|status| status.restarts > RESTARTS) {
        unreachable(desk, reason);
    } else if desk.open.with_untracked(Option::is_some) {
        read(desk);
        find::ask_again(desk);
    } else {
        warm_up(desk);
    }
}

fn unreachable(desk: Desk, reason: &str) {
    asking::lost(desk);
    desk.status.update(|status| status.working = None);
    desk.warn(format!("The engine does not run here ({reason}). You can still annotate by hand, and export."));
}

/// The first and last paragraph in or near the window.
fn visible(desk: Desk) -> (u32, u32) {
    desk.pane.with_value(|pane| {
        let first = pane.near.first().map_or(0, |chunk| chunk * CHUNK);
        let last = pane.near.last().map_or(CHUNK, |chunk| chunk * CHUNK + CHUNK - 1);
        (first as u32, last as u32)
    })
}
