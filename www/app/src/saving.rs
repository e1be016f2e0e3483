//! Every Edit goes into the browser's storage as it is made: its transaction is begun and ended before the next frame.
//! What is refused is held by the [`Store`] and tried again, while the reader is told and works on.

use crate::desk::{Desk, now};
use crate::keeping::channel::{self, Message};
use crate::keeping::{lock, room};
use crate::project;
use crate::store::{Record, Refused, Said, Store};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use postil::session::{Author, Edit};
use std::future::Future;

/// How long to wait before what was refused is tried again, in milliseconds.
const AGAIN: u32 = 4000;
/// After how many Edits of one document the room that is left is looked at again.
const ROOM: u32 = 100;

/// Keeps a document that was just opened, with the Edits it came with.
pub(crate) fn create(desk: Desk, record: Record) {
    let (text, edits) = desk.session.with_value(|session| (session.opened().to_owned(), session.log().to_vec()));
    project::put(desk, vec![record.clone()]);
    keep(desk, |store| async move { store.create(&record, &text, &edits).await });
    channel::say(desk, Message::Listed);
    room::look(desk);
}

/// Keeps one Edit of the open document.
pub(crate) fn append(desk: Desk, edit: Edit) {
    let Some(document) = desk.open.with_untracked(|open| open.as_ref().map(|record| record.id)) else { return };
    if edit.author != Author::Machine {
        room::ask_to_stay(desk);
    }
    if edit.number % ROOM == ROOM - 1 {
        room::look(desk);
    }
    keep(desk, move |store| async move { store.append(document, &[edit]).await });
}

/// Changes the open document's line in the list. Where another tab has the document, the line is that tab's to change.
pub(crate) fn relist(desk: Desk, change: impl FnOnce(&mut Record)) {
    let Some(mut record) = desk.open.get_untracked() else { return };
    change(&mut record);
    desk.open.set(Some(record.clone()));
    project::put(desk, vec![record.clone()]);
    if desk.keeping().elsewhere.get_untracked() != Some(record.id.to_bits()) {
        keep(desk, move |store| async move { store.list(&record).await });
        channel::say(desk, Message::Listed);
    }
}

/// Asks for the list of documents anew.
pub(crate) fn refresh(desk: Desk) {
    spawn_local(project::load(desk));
}

/// Removes a document for good, unless another tab works on it.
pub(crate) fn remove(desk: Desk, document: f64) {
    let Some(store) = desk.store.get_value() else { return };
    spawn_local(async move {
        if !lock::is_free(desk, document).await {
            return desk.warn("That article is open in another tab. Close it there before you remove it.");
        }
        let outcome = store.remove(document).await;
        lock::follow(desk);
        channel::say(desk, Message::Listed);
        heard(desk, &outcome);
        match outcome {
            Ok(()) => project::forget(desk, document),
            Err(_) => refresh(desk),
        }
        // There may be room now for what was refused before.
        if store.is_behind() {
            try_again(desk);
        }
    });
}

/// A record for a text that is opened now.
pub(crate) fn record(text: &str) -> Record {
    let title = project::title(text).unwrap_or_else(|| "Untitled".to_owned());
    let print = Some(project::import::print(text));
    Record { id: project::fresh_id(), title, opened: now(), print, ..Record::default() }
}

/// Keeps what stands here as a document of its own, because another tab has the one it came from.
pub(crate) fn fork(desk: Desk) {
    let (Some(store), Some(record)) = (desk.store.get_value(), desk.open.get_untracked()) else { return };
    store.forget_log(record.id);
    let record = record.copied(project::fresh_id());
    desk.open.set(Some(record.clone()));
    create(desk, record);
    refresh(desk);
    desk.warn(
        "This article was changed in another tab too. Nothing is lost: what you did here is now a copy of its own.",
    );
}

/// Whether this tab holds anything that the browser does not keep.
pub(crate) fn is_behind(desk: Desk) -> bool {
    desk.store.with_value(|store| store.as_ref().is_some_and(Store::is_behind))
}

/// Tells that the browser keeps nothing, and what can still be done; and tries again in a while.
pub(crate) fn refused(desk: Desk, why: &Refused) {
    desk.status.update(|status| status.saved = false);
    if desk.keeping().refused.get_untracked() == Some(Refused::Newer) {
        return;
    }
    if *why != Refused::Newer {
        desk.keeping().again.set_value(Some(Timeout::new(AGAIN, move || try_again(desk))));
    }
    if desk.keeping().refused.get_untracked().as_ref() != Some(why) {
        desk.keeping().refused.set(Some(why.clone()));
    }
    room::look(desk);
}

/// Writes what was refused before.
pub(crate) fn try_again(desk: Desk) {
    let Some(store) = desk.store.get_value() else { return };
    spawn_local(async move {
        let outcome = store.catch_up().await;
        heard(desk, &outcome);
        if outcome.is_ok() {
            bring_back(desk, &store).await;
            refresh(desk);
        }
    });
}

/// Takes in what the browser says of its storage by itself.
pub(crate) fn storage_said(desk: Desk, said: Said) {
    match said {
        Said::Outdated => refused(desk, &Refused::Newer),
        Said::Blocked => {
            let words = "an earlier Postil is open in another tab: close or reload that tab".to_owned();
            desk.keeping().refused.set(Some(Refused::Other(words)));
        }
        Said::Closed => try_again(desk),
    }
}

/// Keeps the open document as a whole where it is gone, as when the reader has had the browser clear its data.
async fn bring_back(desk: Desk, store: &Store) {
    let Some(record) = desk.open.get_untracked() else { return };
    let is_returning = desk.intake.returning.get_value();
    if !is_returning && store.text(record.id).await.is_err() {
        create(desk, record);
    }
}

/// Makes a copy of each document that this tab and another have changed at the same time.
fn part(desk: Desk) {
    let Some(store) = desk.store.get_value() else { return };
    let open = desk.open.with_untracked(|open| open.as_ref().map(|record| record.id.to_bits()));
    let behind = store.behind();
    if behind.is_empty() {
        return refused(desk, &Refused::Taken);
    }
    for document in behind {
        if Some(document) == open {
            fork(desk);
        } else {
            keep(desk, move |store| async move { store.fork(f64::from_bits(document), project::fresh_id()).await });
        }
    }
}

/// Runs one piece of writing. The future is polled in this turn of the event loop, before the next frame.
pub(crate) fn keep<F: Future<Output = Result<(), Refused>> + 'static>(desk: Desk, write: impl FnOnce(Store) -> F) {
    let Some(store) = desk.store.get_value() else { return };
    let writing = write(store);
    spawn_local(async move { heard(desk, &writing.await) });
}

fn heard(desk: Desk, outcome: &Result<(), Refused>) {
    match outcome {
        // A write that was asked for before another was refused: that one is still tried again.
        Ok(()) if is_behind(desk) => {}
        Ok(()) => {
            desk.status.update(|status| status.saved = true);
            if desk.keeping().refused.get_untracked().is_some() {
                desk.keeping().again.set_value(None);
                desk.keeping().refused.set(None);
                desk.say("Everything is kept again.");
            }
        }
        Err(Refused::Taken) => part(desk),
        Err(why) => refused(desk, why),
    }
}
