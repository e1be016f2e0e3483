//! All documents that the browser keeps: the list of their records, how far each is, and going from one to the next.

pub(crate) mod annotating;
pub(crate) mod asking;
pub(crate) mod import;
pub(crate) mod order;
pub(crate) mod searching;
pub(crate) mod steps;
pub(crate) mod tally;

use crate::desk::{Desk, Kept};
use crate::store::{Record, Refused, Store};
use crate::{returning, saving};
use annotating::{Annotating, Queue};
use asking::Asked;
use gloo_timers::callback::Timeout;
use import::Import;
use leptos::prelude::*;
use order::{Progress, Sort};
use postil::find::Query;
use postil::session::{Edit, Session};
use searching::Looking;
use serde::Serialize;
use tally::Totals;

/// How long the open document must rest before its figures are kept, in milliseconds.
const REST: u32 = 500;
/// The setting that says which document is open.
const OPEN: &str = "open";

/// What the list shows.
#[derive(Clone, Copy)]
pub(crate) struct Project {
    /// How far the documents are that it shows; all of them without it.
    pub(crate) filter: RwSignal<Option<Progress>>,
    /// Their order.
    pub(crate) sort: RwSignal<Sort>,
    /// Whether the panel in the margin is open.
    pub(crate) open: RwSignal<bool>,
    /// Whether the focus goes back to the list once the document that was chosen there is open.
    pub(crate) returns: Kept<bool>,
    /// How many are left out before the first that is shown.
    pub(crate) from: RwSignal<usize>,
    /// All documents in numbers.
    pub(crate) totals: Kept<Totals>,
    /// How far an import is, or how it went.
    pub(crate) import: RwSignal<Option<Import>>,
    /// How far annotating all documents is, or how it went.
    pub(crate) annotating: RwSignal<Option<Annotating>>,
    /// What waits to be annotated.
    queue: Kept<Queue>,
    /// A search across all documents.
    pub(crate) looking: RwSignal<Option<Looking>>,
    /// How often one was begun or ended: what an earlier one finds is dropped.
    searches: Kept<u32>,
    /// The document that is opened for what was found in it.
    place: Kept<Option<(u64, Query)>>,
    /// Questions to the worker.
    asked: Kept<Asked>,
    /// The next time that the open document's figures are kept.
    waiting: Kept<Option<Timeout>>,
}

impl Project {
    /// Nothing is there yet.
    pub(crate) fn new() -> Self {
        Self {
            filter: RwSignal::new(None),
            sort: RwSignal::new(Sort::default()),
            open: RwSignal::new(false),
            returns: StoredValue::new_local(false),
            from: RwSignal::new(0),
            totals: StoredValue::new_local(Totals::default()),
            import: RwSignal::new(None),
            annotating: RwSignal::new(None),
            queue: StoredValue::new_local(Queue::default()),
            looking: RwSignal::new(None),
            searches: StoredValue::new_local(0),
            place: StoredValue::new_local(None),
            asked: StoredValue::new_local(Asked::default()),
            waiting: StoredValue::new_local(None),
        }
    }
}

/// The document that is to be shown on this visit, if there is one. Only where the document that was opened last was put
/// away, all records are read for it.
pub(crate) async fn last_open(store: &Store) -> Result<Option<Record>, Refused> {
    if let Some(id) = store.setting(OPEN).await?
        && let Some(record) = store.record(id).await?.filter(|record| !record.away)
    {
        return Ok(Some(record));
    }
    let last = store.records().await?.into_iter().max_by(|one, other| one.opened.total_cmp(&other.opened));
    Ok(last.filter(|record| !record.away && record.opened > 0.0))
}

/// Remembers which document is open, for the next visit.
pub(crate) fn remember_open(desk: Desk, id: f64) {
    remember(desk, OPEN, id);
}

fn remember<T: Serialize + 'static>(desk: Desk, name: &'static str, value: T) {
    saving::keep(desk, move |store| async move { store.keep_setting(name, &value).await });
}

/// Reads all records anew.
pub(crate) async fn load(desk: Desk) {
    let Some(store) = desk.store.get_value() else { return };
    match store.records().await {
        Ok(mut all) => {
            // What is open here may be newer than what was read.
            if let Some(open) = desk.open.get_untracked() {
                enter(&mut all, open);
            }
            let mut totals = Totals::default();
            for record in &all {
                totals.add(&record.summary);
            }
            desk.project().totals.set_value(totals);
            desk.documents.set(all);
        }
        Err(error) => saving::refused(desk, &error),
    }
}

/// Puts records into the list, in place of what it has of the same documents.
pub(crate) fn put(desk: Desk, records: Vec<Record>) {
    desk.project().totals.update_value(|totals| {
        desk.documents.update(|all| {
            for record in records {
                totals.add(&record.summary);
                if let Some(before) = enter(all, record) {
                    totals.take(&before.summary);
                }
            }
        });
    });
}

/// Takes a document out of the list.
pub(crate) fn forget(desk: Desk, id: f64) {
    desk.documents.update(|all| {
        if let Ok(place) = place_of(all, id) {
            let gone = all.remove(place);
            desk.project().totals.update_value(|totals| totals.take(&gone.summary));
        }
    });
}

/// Where in `all`, which lie in the order they came in, a document is or would be.
pub(crate) fn place_of(all: &[Record], id: f64) -> Result<usize, usize> {
    all.binary_search_by(|record| record.id.total_cmp(&id))
}

/// Puts `record` into `all`; gives what stood there of the same document.
pub(crate) fn enter(all: &mut Vec<Record>, record: Record) -> Option<Record> {
    match place_of(all, record.id) {
        Ok(place) => Some(std::mem::replace(&mut all[place], record)),
        Err(place) => {
            all.insert(place, record);
            None
        }
    }
}

/// A key that no document has: the time, or what comes next where that one is given already. Steps of an eighth are
/// exact in JSON too.
pub(crate) fn fresh_id() -> f64 {
    thread_local! {
        static LAST: std::cell::Cell<f64> = const { std::cell::Cell::new(0.0) };
    }
    let id = LAST.get().max(crate::desk::now().floor() - 0.125) + 0.125;
    LAST.set(id);
    id
}

/// Keeps the open document's figures a moment after each change, for as long as the page is there.
pub(crate) fn follow(desk: Desk) {
    Effect::new(move |_| {
        desk.track_all(|_| ());
        // It goes through all annotations, so it waits longer where there are many.
        let next = Timeout::new(REST + desk.annotations() / 20, move || note(desk));
        desk.project().waiting.set_value(Some(next));
    });
}

/// Keeps the open document's figures now, if they have changed.
pub(crate) fn note(desk: Desk) {
    desk.project().waiting.set_value(None);
    // Until its log is read back, a document has nothing to tell.
    if desk.intake.returning.get_value() || desk.session.with_value(|session| session.log().is_empty()) {
        return;
    }
    let Some(before) = desk.open.with_untracked(|open| open.as_ref().map(|record| record.summary.clone())) else {
        return;
    };
    let summary = desk.session.with_value(tally::summary);
    if summary != before {
        saving::relist(desk, |record| record.summary = summary);
    }
}

/// What stands for a document in the list: the first words of `text`, if it has any.
pub(crate) fn title(text: &str) -> Option<String> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    Some(first.chars().take(90).collect())
}

/// The Session that `edits` make of `text`, or one on the text alone where they do not fit.
fn replayed(text: &str, edits: &[Edit]) -> Session {
    Session::replay(text, edits.to_vec()).unwrap_or_else(|_| Session::new(text))
}

/// Opens a document of the list.
pub(crate) fn open(desk: Desk, id: f64) {
    let record = desk.documents.with_untracked(|all| place_of(all, id).ok().map(|place| all[place].clone()));
    if let Some(record) = record {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        returning::reopen(desk, record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_lie_in_the_order_they_came_in_each_once() {
        let mut all = Vec::new();
        for (id, title, was_there) in [(3.0, "c", false), (1.0, "a", false), (2.125, "b", false), (3.0, "d", true)] {
            let record = Record { id, title: title.into(), ..Record::default() };
            assert_eq!(enter(&mut all, record).is_some(), was_there, "{title}");
        }
        assert_eq!(all.iter().map(|record| record.title.as_str()).collect::<Vec<_>>(), ["a", "b", "d"]);
        assert_eq!((place_of(&all, 2.125), place_of(&all, 9.0)), (Ok(1), Err(3)));
    }

    #[test]
    fn a_record_of_an_earlier_version_is_read_and_a_key_stays_exact() {
        let old = r#"{"id":1795415417123,"title":"Fire","opened":1795415417124.5,"complete":true}"#;
        let record: Record = serde_json::from_str(old).expect("it was written so");
        assert_eq!((Progress::of(&record), record.print), (Progress::New, None));
        for step in 0..64 {
            let id = 1_795_415_417_123.0 + f64::from(step) * 0.125;
            let record = Record { id, ..Record::default() };
            let written = serde_json::to_string(&record).expect("it is plain");
            assert_eq!(serde_json::from_str::<Record>(&written).expect("as written").id.to_bits(), id.to_bits());
        }
    }
}
