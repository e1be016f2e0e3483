//! Questions to the worker about documents that are not open, each with one answer that somebody waits for.

use crate::desk::Desk;
use crate::listening;
use futures_channel::oneshot;
use leptos::prelude::*;
use postil_protocol::{FromWorker, ToWorker};
use std::collections::BTreeMap;

/// The first request; those of the open document count from zero.
const FIRST: u32 = 1 << 31;

/// Who waits for the answer to which request.
#[derive(Default)]
pub(crate) struct Asked {
    count: u32,
    waiting: BTreeMap<u32, oneshot::Sender<FromWorker>>,
}

/// Asks, and waits for the answer.
pub(super) async fn ask(desk: Desk, message: impl FnOnce(u32) -> ToWorker) -> Result<FromWorker, String> {
    let (sender, answer) = oneshot::channel();
    let mut request = FIRST;
    desk.project().asked.update_value(|asked| {
        asked.count = (asked.count + 1) % FIRST;
        request += asked.count;
        asked.waiting.insert(request, sender);
    });
    listening::send(desk, &message(request));
    answer.await.map_err(|_| "the engine stopped at it".to_owned())
}

/// The text of a page.
pub(super) async fn html(desk: Desk, html: String) -> Result<String, String> {
    match ask(desk, |request| ToWorker::Html { request, html }).await? {
        FromWorker::Text { text, .. } => Ok(text),
        FromWorker::Failed { message, .. } => Err(message),
        _ => Err("the engine answered something else".to_owned()),
    }
}

/// Hands an answer to who waits for it; gives back what is an answer to nobody here.
pub(crate) fn take(desk: Desk, message: FromWorker) -> Option<FromWorker> {
    let request = match &message {
        FromWorker::Annotated { request, .. }
        | FromWorker::Searched { request, .. }
        | FromWorker::Text { request, .. }
        | FromWorker::Failed { request, .. } => *request,
        _ => return Some(message),
    };
    match desk.project().asked.try_update_value(|asked| asked.waiting.remove(&request)).flatten() {
        // Who asked may wait no longer.
        Some(sender) => drop(sender.send(message)),
        None => return Some(message),
    }
    None
}

/// The worker is gone, with all questions to it.
pub(crate) fn lost(desk: Desk) {
    desk.project().asked.update_value(|asked| asked.waiting.clear());
}
