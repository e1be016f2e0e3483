//! How a document that the browser has kept comes back onto the desk, with its whole log.

use crate::desk::Desk;
use crate::opening::{lay_out, put_away};
use crate::store::{Record, Store};
use crate::{listening, pane, saving, store};
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use postil::session::{Edit, Session};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;

/// From how many bytes on a document's text is shown before its annotations.
const LONG: usize = 200_000;

/// Opens the browser's storage and, if there is one, the document that was open last.
pub(crate) fn resume(desk: Desk) {
    spawn_local(async move {
        match store::open().await {
            Err(error) => saving::refused(desk, &error),
            Ok(store) => {
                desk.store.set_value(Some(store.clone()));
                match store.documents().await {
                    Err(error) => saving::refused(desk, &error),
                    Ok(documents) => reopen_last(desk, documents).await,
                }
            }
        }
        desk.ready.set(true);
        listening::warm_up(desk);
    });
}

/// Opens a document that the browser keeps.
pub(crate) fn reopen(desk: Desk, record: Record) {
    spawn_local(async move { read_back(desk, record).await });
}

async fn reopen_last(desk: Desk, documents: Vec<Record>) {
    let last = documents.first().filter(|record| !record.away).cloned();
    desk.documents.set(documents);
    if let Some(record) = last {
        read_back(desk, record).await;
    }
}

async fn read_back(desk: Desk, record: Record) {
    let Some(store) = desk.store.get_value() else { return };
    let (id, complete) = (record.id, record.complete);
    let text = match store.text(id).await {
        Err(error) => return saving::refused(desk, &error),
        Ok(text) => text,
    };
    // The log of a long document takes a moment to read: its text is seen first.
    if text.len() > LONG {
        return read_back_after_text(desk, &store, record, &text).await;
    }
    match store.edits(id).await {
        Err(error) => saving::refused(desk, &error),
        Ok(edits) => {
            lay_out(desk, replayed(desk, &text, edits), Some(record));
            go_on(desk, complete);
        }
    }
}

async fn read_back_after_text(desk: Desk, store: &Store, record: Record, text: &str) {
    let (id, complete) = (record.id, record.complete);
    lay_out(desk, Session::new(text), Some(record));
    desk.intake.returning.set_value(true);
    desk.status.update(|status| status.working = Some("Reading back your annotations".to_owned()));
    next_frame().await;
    let edits = store.edits(id).await;
    if !is_still_returning(desk, id) {
        return;
    }
    desk.intake.returning.set_value(false);
    match edits {
        Err(error) => {
            put_away(desk);
            desk.open.set(None);
            saving::refused(desk, &error);
        }
        Ok(edits) => {
            fill_in(desk, replayed(desk, text, edits));
            go_on(desk, complete);
        }
    }
}

/// Has the machine go on where it has not been through all of the document.
fn go_on(desk: Desk, complete: bool) {
    desk.status.update(|status| status.saved = true);
    if !complete {
        listening::read(desk);
    }
}

/// Puts `session` in the place of the bare text that stands for it.
fn fill_in(desk: Desk, session: Session) {
    let is_edited = desk.session.with_value(|bare| bare.article().text() != session.article().text());
    desk.session.set_value(session);
    match desk.pane.with_value(|pane| pane.root.clone()).filter(|_| is_edited) {
        Some(root) => pane::paint::open(desk, root),
        None => pane::paint::fill(desk),
    }
    desk.tell();
    desk.status.update(|status| status.working = None);
}

/// Whether the document that was asked for is still the one whose annotations are awaited.
fn is_still_returning(desk: Desk, id: f64) -> bool {
    let is_open = desk.open.with_untracked(|open| open.as_ref().is_some_and(|it| it.id.to_bits() == id.to_bits()));
    is_open && desk.intake.returning.get_value()
}

/// Waits until the browser has shown what stands in the page now.
async fn next_frame() {
    let frame = Promise::new(&mut |resolve, _| {
        let shown = Closure::once_into_js(move || {
            // Resolving in a task of its own, for the frame is only made after its callbacks. Neither is ever refused.
            let _ = window().set_timeout_with_callback(&resolve);
        });
        let _ = window().request_animation_frame(shown.unchecked_ref());
    });
    let _ = JsFuture::from(frame).await;
}

/// The Session that `edits` make of `text`; as far as they go, where one of them does not fit.
fn replayed(desk: Desk, text: &str, edits: Vec<Edit>) -> Session {
    match Session::replay(text, edits.clone()) {
        Ok(session) => session,
        Err(error) => {
            desk.warn(format!("Only the first {} steps of this document could be read back: {error}.", error.number));
            let kept = edits.into_iter().take_while(|edit| edit.number < error.number).collect();
            Session::replay(text, kept).unwrap_or_else(|_| Session::new(text))
        }
    }
}
