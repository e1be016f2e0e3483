//! How a document that the browser has kept comes back onto the desk, with its whole log.

use crate::desk::Desk;
use crate::keeping::lock;
use crate::opening::{lay_out, put_away};
use crate::store::{Log, Record, Refused, Store};
use crate::{keeping, label_set, listening, pane, project, saving, store, voices};
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use postil::session::Session;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;

/// From how many bytes on a document's text is shown before its annotations.
const LONG: usize = 200_000;

/// Opens the browser's storage and, if there is one, the document that was open last.
pub(crate) fn resume(desk: Desk) {
    spawn_local(async move {
        let (store, opened) = store::open(move |said| saving::storage_said(desk, said)).await;
        desk.store.set_value(Some(store.clone()));
        if opened.is_ok() {
            // It may have waited for another tab, and said so.
            desk.keeping().refused.set(None);
        }
        crate::keymap::recall(desk);
        label_set::load(desk, &store).await;
        let last = match opened {
            Ok(()) => project::last_open(&store).await,
            Err(why) => Err(why),
        };
        match last {
            Err(why) => saving::refused(desk, &why),
            Ok(Some(record)) => read_back(desk, record).await,
            Ok(None) => {}
        }
        desk.ready.set(true);
        listening::warm_up(desk);
        project::load(desk).await;
        project::annotating::resume(desk, &store).await;
    });
}

/// Opens a document that the browser keeps.
pub(crate) fn reopen(desk: Desk, record: Record) {
    spawn_local(async move { read_back(desk, record).await });
}

/// Reads the open document again, once another tab that worked on it has let go of it; from then on it can be changed.
pub(crate) fn read_again(desk: Desk, id: f64) {
    let Some(store) = desk.store.get_value() else { return };
    desk.intake.returning.set_value(true);
    spawn_local(async move {
        let read = read(&store, id).await;
        if !is_still_returning(desk, id) {
            return;
        }
        desk.keeping().elsewhere.set(None);
        match read {
            Err(why) => saving::refused(desk, &why),
            Ok((record, text, log)) => put_in_place(desk, &store, record, &text, log).await,
        }
        desk.intake.returning.set_value(false);
    });
}

async fn put_in_place(desk: Desk, store: &Store, record: Record, text: &str, log: Log) {
    let is_complete = record.complete;
    let (session, damage) = replayed(desk, store, record.id, text, log).await;
    desk.open.set(Some(record));
    // The other tab may have put it away; it is open here.
    saving::relist(desk, |record| record.away = false);
    fill_in(desk, session);
    pane::paint::show(desk, voices::drawn(desk));
    desk.say("You can change this article here now.");
    go_on(desk, is_complete, damage);
}

async fn read(store: &Store, id: f64) -> Result<(Record, String, Log), Refused> {
    let record = store.record(id).await?.ok_or_else(|| Refused::Other("the other tab has removed it".to_owned()))?;
    Ok((record, store.text(id).await?, store.log(id).await?))
}

async fn read_back(desk: Desk, record: Record) {
    let Some(store) = desk.store.get_value() else { return };
    let id = record.id;
    // Asked for before it is read: what another tab writes until it lets go of it is read then.
    let may_change = lock::take(desk, id).await;
    let complete = record.complete || !may_change;
    let text = match store.text(id).await {
        Err(why) => return not_read(desk, &why),
        Ok(text) => text,
    };
    // The log of a long document takes a moment to read: its text is seen first.
    if text.len() > LONG {
        return read_back_after_text(desk, &store, record, &text, complete).await;
    }
    match store.log(id).await {
        Err(why) => not_read(desk, &why),
        Ok(log) => {
            let (session, damage) = replayed(desk, &store, id, &text, log).await;
            lay_out(desk, session, Some(record));
            go_on(desk, complete, damage);
        }
    }
}

/// Leaves what is open as it is, and lets go of what could not be read.
fn not_read(desk: Desk, why: &Refused) {
    lock::follow(desk);
    saving::refused(desk, why);
}

async fn read_back_after_text(desk: Desk, store: &Store, record: Record, text: &str, complete: bool) {
    let id = record.id;
    lay_out(desk, Session::new(text), Some(record));
    desk.intake.returning.set_value(true);
    desk.status.update(|status| status.working = Some("Reading back your annotations".to_owned()));
    next_frame().await;
    let log = store.log(id).await;
    if !is_still_returning(desk, id) {
        return;
    }
    match log {
        Err(why) => {
            put_away(desk);
            desk.open.set(None);
            saving::refused(desk, &why);
        }
        Ok(log) => {
            let (session, damage) = replayed(desk, store, id, text, log).await;
            if is_still_returning(desk, id) {
                desk.intake.returning.set_value(false);
                fill_in(desk, session);
                go_on(desk, complete, damage);
            }
        }
    }
}

/// Tells of damage, and has the machine go on where it has not been through all of the document.
fn go_on(desk: Desk, complete: bool, damage: Option<String>) {
    desk.status.update(|status| {
        status.saved = true;
        status.problem = damage.or(status.problem.take());
    });
    let is_outdated = keeping::forbids(desk).is_none() && label_set::is_outdated(desk);
    if is_outdated || !complete {
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

/// The Session that `log` makes of `text`, and what to tell of what is missing. Where the log is damaged, what fits of it
/// takes its place, since the next Edit has to follow from that; the log as it was is put aside.
async fn replayed(desk: Desk, store: &Store, id: f64, text: &str, log: Log) -> (Session, Option<String>) {
    let recorded = log.recorded();
    let (session, _) = Session::salvage(text, log.edits);
    let lost = recorded - session.log().len();
    if lost == 0 {
        return (session, None);
    }
    let is_elsewhere = desk.keeping().elsewhere.get_untracked() == Some(id.to_bits());
    if !is_elsewhere && let Err(why) = store.replace_log(id, session.log()).await {
        saving::refused(desk, &why);
    }
    (session, Some(damage(lost, recorded)))
}

fn damage(lost: usize, recorded: usize) -> String {
    format!(
        "{lost} of the {recorded} steps of this article could not be read back; the rest is here. What was kept of them is \
         put aside, and goes into a backup."
    )
}
