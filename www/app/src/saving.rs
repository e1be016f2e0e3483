//! Every Edit goes into the browser's storage as it is made: its transaction begins before the next frame.

use crate::desk::{Desk, now};
use crate::store::{Record, Refused, Store};
use leptos::prelude::*;
use leptos::task::spawn_local;
use postil::session::Edit;
use std::future::Future;

/// Keeps a document that was just opened, with the Edits it came with.
pub(crate) fn create(desk: Desk, record: Record) {
    let (text, edits) = desk.session.with_value(|session| (session.opened().to_owned(), session.log().to_vec()));
    keep(desk, |store| async move { store.create(&record, &text, &edits).await });
}

/// Keeps one Edit of the open document.
pub(crate) fn append(desk: Desk, edit: Edit) {
    let Some(document) = desk.open.with_untracked(|open| open.as_ref().map(|record| record.id)) else { return };
    keep(desk, move |store| async move { store.append(document, &[edit]).await });
}

/// Changes the open document's line in the list.
pub(crate) fn relist(desk: Desk, change: impl FnOnce(&mut Record)) {
    let Some(mut record) = desk.open.get_untracked() else { return };
    change(&mut record);
    desk.open.set(Some(record.clone()));
    keep(desk, move |store| async move { store.list(&record).await });
}

/// Asks for the list of documents anew.
pub(crate) fn refresh(desk: Desk) {
    let Some(store) = desk.store.get_value() else { return };
    spawn_local(async move {
        match store.documents().await {
            Ok(documents) => desk.documents.set(documents),
            Err(error) => refused(desk, &error),
        }
    });
}

/// Removes a document for good.
pub(crate) fn remove(desk: Desk, document: f64) {
    let Some(store) = desk.store.get_value() else { return };
    spawn_local(async move {
        match store.remove(document).await {
            Ok(()) => refresh(desk),
            Err(error) => refused(desk, &error),
        }
    });
}

/// A record for a text that is opened now.
pub(crate) fn record(text: &str) -> Record {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("Untitled").trim();
    let title = first.chars().take(90).collect();
    Record { id: now(), title, opened: now(), ..Record::default() }
}

/// Tells that the browser keeps nothing, and what can still be done.
pub(crate) fn refused(desk: Desk, error: &Refused) {
    desk.status.update(|status| {
        status.saved = false;
        status.problem = Some(format!(
            "This browser does not keep your work ({error}). Everything still works; export it before you close the page."
        ));
    });
}

/// Runs one piece of writing. The future is polled in this turn of the event loop, before the next frame.
fn keep<F: Future<Output = Result<(), Refused>> + 'static>(desk: Desk, write: impl FnOnce(Store) -> F) {
    let Some(store) = desk.store.get_value() else { return };
    let writing = write(store);
    spawn_local(async move {
        match writing.await {
            Ok(()) => desk.status.update(|status| status.saved = true),
            Err(error) => refused(desk, &error),
        }
    });
}
