//! The questions to the worker: the last one counts.

use super::{highlight, listening};
use crate::desk::Desk;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use postil::find::{Places, Query};

/// How long typing must rest before the next question, in milliseconds.
const REST: u32 = 120;

/// Changes what is looked for; the worker is asked a moment later.
pub(super) fn change(desk: Desk, change: impl FnOnce(&mut Query)) {
    let finding = desk.finding();
    finding.query.update(|query| {
        if let Some(query) = query {
            change(query);
        }
    });
    finding.decided.update(std::collections::BTreeMap::clear);
    finding.at.set(None);
    let next = Timeout::new(REST, move || ask(desk));
    finding.waiting.update_value(|waiting| waiting[0] = Some(next));
}

/// Asks now.
pub(super) fn ask(desk: Desk) {
    let finding = desk.finding();
    let Some(query) = finding.query.get_untracked() else { return };
    finding.requests.update_value(|requests| *requests += 1);
    if query.pattern.trim().is_empty() {
        finding.answer.set(Some(Ok(Places::default())));
        return highlight::soon(desk);
    }
    let text = desk.session.with_value(|session| session.article().text().to_owned());
    listening::find(desk, finding.requests.get_value(), text, query);
}

/// Asks a new worker what the last one took with it.
pub(crate) fn ask_again(desk: Desk) {
    if desk.finding().query.with_untracked(Option::is_some) {
        ask(desk);
    }
}

/// Takes the answer to the last question; earlier ones are dropped.
pub(crate) fn take(desk: Desk, request: u32, outcome: Result<Places, String>) {
    let finding = desk.finding();
    if request == finding.requests.get_value() && finding.query.with_untracked(Option::is_some) {
        finding.answer.set(Some(outcome));
        highlight::soon(desk);
        if finding.shows.try_update_value(std::mem::take) == Some(true) {
            super::next(desk);
        }
    }
}
