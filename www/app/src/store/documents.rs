//! Documents: a line in the list, a text, and a log, each a record or records in an object store of its own.

use super::database::{answer, json, shelf};
use super::key::{DOCUMENTS, EDITS, TEXTS};
use super::{Durability, Key, Record, Refused, Store, database};
use js_sys::Array;
use postil::session::{Author, Edit};
use std::collections::{BTreeMap, BTreeSet};
use web_sys::IdbRequest;

/// The log of a document as it lies in the database.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// The Edits that can be read, in order.
    pub(crate) edits: Vec<Edit>,
    /// How many records are none.
    pub(crate) unreadable: usize,
}

impl Log {
    /// How many Edits were recorded, those that are gone or cannot be read among them.
    pub(crate) fn recorded(&self) -> usize {
        let numbered = self.edits.last().map_or(0, |last| last.number as usize + 1);
        numbered.max(self.edits.len() + self.unreadable)
    }
}

impl Store {
    /// Keeps a new document with its first Edits.
    pub(crate) async fn create(&self, record: &Record, text: &str, edits: &[Edit]) -> Result<(), Refused> {
        let mut puts = vec![(Key::document(record.id), json(record)), (Key::text(record.id), text.to_owned())];
        puts.extend(log_puts(record.id, edits));
        self.put_all(puts, Durability::Strict).await
    }

    /// Appends `edits` to the log of a document. What the machine says can be said again and need not be on the disk at
    /// once; what a person does is.
    pub(crate) async fn append(&self, document: f64, edits: &[Edit]) -> Result<(), Refused> {
        let is_by_machine = edits.iter().all(|edit| edit.author == Author::Machine);
        let durability = if is_by_machine { Durability::Relaxed } else { Durability::Strict };
        self.put_all(log_puts(document, edits).collect(), durability).await
    }

    /// Keeps a document's line in the list.
    pub(crate) async fn list(&self, record: &Record) -> Result<(), Refused> {
        self.put_all(vec![(Key::document(record.id), json(record))], Durability::Relaxed).await
    }

    /// All documents, the one opened last first. A line that cannot be read still leads to its document.
    pub(crate) async fn documents(&self) -> Result<Vec<Record>, Refused> {
        let mut found = BTreeMap::new();
        if let Ok(database) = self.connection() {
            let kept = shelf(&database, DOCUMENTS)?;
            let (keys, values) = (answer(kept.get_all_keys()?), answer(kept.get_all()?));
            let (keys, values) = (Array::from(&keys.await?), Array::from(&values.await?));
            let ids = keys.iter().map(|key| key.as_f64().unwrap_or_default());
            let lines = values.iter().map(|value| value.as_string().unwrap_or_default());
            found.extend(ids.zip(lines).map(|(id, line)| (id.to_bits(), record(id, &line))));
        }
        let pending = self.pending.borrow();
        for (key, line) in pending.between(&Key::Document(0), &Key::Document(u64::MAX)) {
            if let Key::Document(bits) = key {
                found.insert(*bits, record(f64::from_bits(*bits), line));
            }
        }
        let mut found: Vec<Record> = found.into_values().collect();
        found.sort_by(|one, other| other.opened.total_cmp(&one.opened));
        Ok(found)
    }

    /// The text of a document, as it was opened first.
    pub(crate) async fn text(&self, document: f64) -> Result<String, Refused> {
        let key = Key::text(document);
        if let Some(text) = self.waiting(&key) {
            return Ok(text);
        }
        let text = answer(shelf(&self.connection()?, TEXTS)?.get(&key.value())?).await?;
        text.as_string().ok_or_else(|| Refused::Other("the text of this document is gone".to_owned()))
    }

    /// The log of a document.
    pub(crate) async fn edits(&self, document: f64) -> Result<Vec<Edit>, Refused> {
        self.log(document).await.map(|log| log.edits)
    }

    /// The same, with what of it cannot be read.
    pub(crate) async fn log(&self, document: f64) -> Result<Log, Refused> {
        let mut log = Log::default();
        if let Ok(database) = self.connection() {
            let range = database::between(&Key::log(document))?;
            log = log_of(strings(shelf(&database, EDITS)?.get_all_with_key(&range)?).await?);
        }
        let (first, last) = Key::log(document);
        let pending = self.pending.borrow();
        let waiting = pending.between(&first, &last).filter_map(|(_, json)| serde_json::from_str::<Edit>(json).ok());
        for edit in waiting {
            // What this tab has done goes on from what it had read, whatever another has written behind that since.
            log.edits.retain(|kept| kept.number < edit.number);
            log.edits.push(edit);
        }
        Ok(log)
    }

    /// Puts `edits` in the place of a document's log that is damaged. The records as they were are put aside, as a setting.
    pub(crate) async fn replace_log(&self, document: f64, edits: &[Edit]) -> Result<(), Refused> {
        let (database, range) = (self.connection()?, database::between(&Key::log(document))?);
        let damaged = strings(shelf(&database, EDITS)?.get_all_with_key(&range)?).await?;
        let mut puts: Vec<_> = log_puts(document, edits).collect();
        puts.push((Key::Setting(format!("damaged/{}", document.to_bits())), json(&damaged)));
        let puts = puts.iter().map(|(key, value)| (key, value.as_str()));
        database::committed(database::begin_anew(&database, &range, puts)?).await?;
        self.forget_log(document);
        Ok(())
    }

    /// Removes a document with its text and log.
    pub(crate) async fn remove(&self, document: f64) -> Result<(), Refused> {
        for key in [Key::document(document), Key::text(document)] {
            self.pending.borrow_mut().forget(&key, &key);
        }
        self.forget_log(document);
        database::removed(&self.connection()?, document).await
    }

    /// The documents with Edits that were refused.
    pub(crate) fn behind(&self) -> BTreeSet<u64> {
        let pending = self.pending.borrow();
        let refused =
            pending.refused().filter_map(|key| if let Key::Edit(document, _) = key { Some(*document) } else { None });
        refused.collect()
    }

    /// Makes what was refused of a document's log, with what comes before it, a document of its own under the id `copy`.
    pub(crate) async fn fork(&self, document: f64, copy: f64) -> Result<(), Refused> {
        let records = self.documents().await?;
        let record = records.into_iter().find(|record| record.id.to_bits() == document.to_bits()).unwrap_or_default();
        let text = self.text(document).await?;
        let edits = self.edits(document).await?;
        self.forget_log(document);
        self.create(&record.copied(copy), &text, &edits).await
    }

    /// Tries no longer to append to a document's log what was refused.
    pub(crate) fn forget_log(&self, document: f64) {
        let (first, last) = Key::log(document);
        self.pending.borrow_mut().forget(&first, &last);
    }

    /// What waits to be kept under `key`.
    pub(super) fn waiting(&self, key: &Key) -> Option<String> {
        self.pending.borrow().between(key, key).map(|(_, value)| value.to_owned()).next()
    }
}

impl Record {
    /// The line of a copy.
    pub(crate) fn copied(self, id: f64) -> Self {
        Self { id, title: self.title + " (copy)", ..self }
    }
}

fn log_puts(document: f64, edits: &[Edit]) -> impl Iterator<Item = (Key, String)> {
    edits.iter().map(move |edit| (Key::edit(document, edit.number), json(edit)))
}

pub(super) fn record(id: f64, line: &str) -> Record {
    let unreadable =
        || Record { id, title: "An article whose title was lost".to_owned(), complete: true, ..Record::default() };
    serde_json::from_str(line).unwrap_or_else(|_| unreadable())
}

fn log_of(records: Vec<String>) -> Log {
    let mut log = Log::default();
    for record in records {
        match serde_json::from_str(&record) {
            Ok(edit) => log.edits.push(edit),
            Err(_) => log.unreadable += 1,
        }
    }
    log
}

async fn strings(request: IdbRequest) -> Result<Vec<String>, Refused> {
    let values = Array::from(&answer(request).await?);
    // What is no text was not written by Postil, and is unreadable like any other damage.
    Ok(values.iter().map(|value| value.as_string().unwrap_or_default()).collect())
}
