//! Annotating all documents in the background: what opening each would do, done and kept without opening it.

use super::{asking, place_of, put, replayed, tally};
use crate::desk::{Desk, at, now};
use crate::label_set;
use crate::store::{Record, Refused, Store};
use leptos::prelude::*;
use leptos::task::spawn_local;
use postil::Span;
use postil_protocol::{FromWorker, ToWorker};
use std::collections::VecDeque;

/// How many documents are under way at once: one that the worker reads, and one that is fetched or kept meanwhile.
const LANES: usize = 2;
/// How often the list is told of documents that are done, in milliseconds.
const TELL: f64 = 400.0;
/// After how many failures in a row it is given up.
const FAILURES: usize = 3;
/// The setting that says that it goes on after a reload.
const GOES_ON: &str = "annotating all";

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Annotating {
    /// How many documents are done, of those there were to do.
    pub(crate) done: usize,
    pub(crate) all: usize,
    /// How many could not be annotated.
    pub(crate) failed: usize,
    /// Whether it goes on.
    pub(crate) is_running: bool,
}

impl Annotating {
    /// How it went, in words.
    pub(crate) fn outcome(&self) -> String {
        let left = self.all - self.done - self.failed;
        let failed = if self.failed > 0 { format!(" {} could not be annotated.", self.failed) } else { String::new() };
        let left = if left > 0 { format!(" {left} are left.") } else { String::new() };
        let were = if self.done == 1 { "document was" } else { "documents were" };
        format!("{} {were} annotated.{failed}{left}", self.done)
    }
}

/// What waits to be annotated, and what is done and not told yet.
#[derive(Default)]
pub(crate) struct Queue {
    waiting: VecDeque<f64>,
    done: Vec<Record>,
    told: f64,
    lanes: usize,
    failures: usize,
}

/// How many documents nobody has read yet, the open one aside, which is read as it is.
pub(crate) fn left(desk: Desk) -> usize {
    let open = desk.open.with(|open| open.as_ref().map(|record| record.id.to_bits()));
    desk.documents.with(|all| all.iter().filter(|it| !it.complete && Some(it.id.to_bits()) != open).count())
}

/// Annotates all that is left.
pub(crate) fn begin(desk: Desk) {
    let Some(store) = desk.store.get_value() else { return };
    let project = desk.project();
    let waiting: VecDeque<f64> =
        desk.documents.with_untracked(|all| all.iter().filter(|it| !it.complete).map(|it| it.id).collect());
    if waiting.is_empty() || project.queue.with_value(|queue| queue.lanes > 0) {
        return;
    }
    super::remember(desk, GOES_ON, true);
    project.annotating.set(Some(Annotating { all: waiting.len(), is_running: true, ..Annotating::default() }));
    project.queue.set_value(Queue { waiting, lanes: LANES, ..Queue::default() });
    for _ in 0..LANES {
        let store = store.clone();
        spawn_local(async move { work(desk, &store).await });
    }
}

/// Stops; what is done stays.
pub(crate) fn stop(desk: Desk) {
    super::remember(desk, GOES_ON, false);
    desk.project().queue.update_value(|queue| queue.waiting.clear());
}

/// Goes on where a reload has ended it.
pub(crate) async fn resume(desk: Desk, store: &Store) {
    if matches!(store.setting(GOES_ON).await, Ok(Some(true))) {
        begin(desk);
    }
}

async fn work(desk: Desk, store: &Store) {
    let project = desk.project();
    while let Some(id) = project.queue.try_update_value(|queue| queue.waiting.pop_front()).flatten() {
        let went = annotate(desk, store, id).await;
        let is_hopeless = project.queue.try_update_value(|queue| queue.count(went)).unwrap_or(true);
        if is_hopeless {
            stop(desk);
        }
        tell(desk, false);
    }
    let is_last = project.queue.try_update_value(|queue| {
        queue.lanes -= 1;
        queue.lanes == 0
    });
    if is_last == Some(true) {
        tell(desk, true);
    }
}

impl Queue {
    /// Counts what became of a document; whether there is no use in going on.
    fn count(&mut self, went: Result<Option<Record>, String>) -> bool {
        match went {
            Ok(record) => {
                self.failures = 0;
                self.done.extend(record);
            }
            Err(_) => self.failures += 1,
        }
        self.failures >= FAILURES
    }
}

/// Annotates one document and keeps what was found; gives its record, where it was not opened meanwhile.
async fn annotate(desk: Desk, store: &Store, id: f64) -> Result<Option<Record>, String> {
    let failed = |error| {
        desk.project().annotating.update(|state| state.get_or_insert_default().failed += 1);
        error
    };
    let done = annotated(desk, store, id).await.map_err(failed)?;
    desk.project().annotating.update(|state| state.get_or_insert_default().done += 1);
    Ok(done)
}

async fn annotated(desk: Desk, store: &Store, id: f64) -> Result<Option<Record>, String> {
    let is_open = || desk.open.with_untracked(|open| open.as_ref().is_some_and(|it| it.id.to_bits() == id.to_bits()));
    let (text, edits) = (store.text(id).await?, store.edits(id).await?);
    let mut session = replayed(&text, &edits);
    let text = session.article().text().to_owned();
    let whole = Span::new(0, text.len() as u32);
    let answer = asking::ask(desk, |request| ToWorker::Annotate { request, text }).await?;
    let FromWorker::Annotated { suggestions, .. } = answer else {
        return Err("the engine answered something else".to_owned());
    };
    let record = desk.documents.with_untracked(|all| place_of(all, id).ok().map(|place| all[place].clone()));
    let Some(mut record) = record.filter(|record| !record.complete && !is_open()) else { return Ok(None) };
    let suggestions = label_set::fitted(desk, &suggestions);
    let edit = session.suggest(whole, &suggestions, at()).map_err(|error| error.to_string())?.cloned();
    record.complete = true;
    record.summary = tally::summary(&session);
    match store.annotate(&record, edit.as_ref()).await {
        Ok(()) => Ok(Some(record)),
        // It was opened meanwhile, here or in another tab, and is annotated there.
        Err(Refused::Taken) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// Tells the list what is done, now and then: it goes through all documents.
fn tell(desk: Desk, is_over: bool) {
    let project = desk.project();
    let mut done = Vec::new();
    project.queue.update_value(|queue| {
        if is_over || now() - queue.told > TELL {
            queue.told = now();
            done = std::mem::take(&mut queue.done);
        }
    });
    // Its state may have changed while the record was being kept.
    let open = desk.open.with_untracked(|open| open.as_ref().map(|record| record.id.to_bits()));
    done.retain(|record| Some(record.id.to_bits()) != open);
    if !done.is_empty() {
        put(desk, done);
    }
    if is_over {
        let left = desk.documents.with_untracked(|all| all.iter().any(|record| !record.complete));
        if !left {
            super::remember(desk, GOES_ON, false);
        }
        project.annotating.update(|state| state.get_or_insert_default().is_running = false);
        desk.say(project.annotating.with_untracked(|state| state.clone().unwrap_or_default().outcome()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_it_went_is_told() {
        let went = |done, failed, all| Annotating { done, failed, all, is_running: false }.outcome();
        assert_eq!(went(1, 0, 1), "1 document was annotated.");
        assert_eq!(went(40, 2, 50), "40 documents were annotated. 2 could not be annotated. 8 are left.");
    }

    #[test]
    fn after_some_failures_in_a_row_there_is_no_use() {
        let mut queue = Queue::default();
        let went = |is_well: bool| if is_well { Ok(Some(Record::default())) } else { Err(String::new()) };
        let hopeless: Vec<bool> = [false, false, true, false, false, false].map(|it| queue.count(went(it))).to_vec();
        assert_eq!(hopeless, [false, false, false, false, false, true]);
        assert_eq!(queue.done.len(), 1);
    }
}
