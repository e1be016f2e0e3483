//! What a project of many documents asks of the browser's storage: records in pages, documents in hundreds.

use super::database::{Durability, all_or_nothing, answer, begin, committed, json, shelf, transaction};
use super::documents::record;
use super::key::{DOCUMENTS, TEXTS};
use super::{Key, Record, Refused, Store};
use js_sys::Array;
use postil::session::Edit;
use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbTransaction};

/// How many records are read at once.
const PAGE: u32 = 500;

/// A document that comes in.
pub(crate) struct NewDocument {
    /// Its line in the list.
    pub(crate) record: Record,
    /// Its text, as its log begins with.
    pub(crate) text: String,
    /// Its log.
    pub(crate) edits: Vec<Edit>,
}

impl Store {
    /// The record of one document.
    pub(crate) async fn record(&self, id: f64) -> Result<Option<Record>, Refused> {
        let key = Key::document(id);
        if let Some(line) = self.waiting(&key) {
            return Ok(Some(record(id, &line)));
        }
        let line = answer(shelf(&self.connection()?, DOCUMENTS)?.get(&key.value())?).await?;
        Ok(line.as_string().map(|line| record(id, &line)))
    }

    /// All records, in the order in which the documents came in. They are read in pages, so that the page can be used
    /// meanwhile.
    pub(crate) async fn records(&self) -> Result<Vec<Record>, Refused> {
        let mut all: Vec<Record> = Vec::new();
        while let Ok(database) = self.connection() {
            let after = all.last().map_or(f64::NEG_INFINITY, |record| record.id);
            let some = strings_after(&shelf(&database, DOCUMENTS)?, after, PAGE).await?;
            if some.is_empty() {
                break;
            }
            all.extend(some.into_iter().map(|(id, line)| record(id, &line)));
        }
        let pending = self.pending.borrow();
        for (key, line) in pending.between(&Key::Document(0), &Key::Document(u64::MAX)) {
            if let Key::Document(bits) = key {
                crate::project::enter(&mut all, record(f64::from_bits(*bits), line));
            }
        }
        Ok(all)
    }

    /// The keys and texts of the next documents behind `after`, `limit` of them at most.
    pub(crate) async fn texts_after(&self, after: f64, limit: u32) -> Result<Vec<(f64, String)>, Refused> {
        strings_after(&shelf(&self.connection()?, TEXTS)?, after, limit).await
    }

    /// Keeps new documents, all of them or, where one cannot be kept, none; then they are not held either. Nothing that is
    /// there is written over.
    pub(crate) async fn create_all(&self, documents: &[NewDocument]) -> Result<(), Refused> {
        let transaction = transaction(&self.connection()?, Durability::Relaxed)?;
        let transaction = all_or_nothing(transaction, |transaction| {
            documents.iter().try_for_each(|document| add(transaction, document))
        })?;
        committed(transaction).await
    }

    /// Keeps what the machine found in a document together with its record. Where another tab has gone on with its log
    /// meanwhile, nothing is kept.
    pub(crate) async fn annotate(&self, record: &Record, edit: Option<&Edit>) -> Result<(), Refused> {
        let edit = edit.map(|edit| (Key::edit(record.id, edit.number), json(edit)));
        let puts = edit.into_iter().chain([(Key::document(record.id), json(record))]).collect::<Vec<_>>();
        let puts = puts.iter().map(|(key, value)| (key, value.as_str()));
        match begin(&self.connection()?, Durability::Relaxed, puts)? {
            Some(transaction) => committed(transaction).await,
            None => Ok(()),
        }
    }
}

fn add(transaction: &IdbTransaction, document: &NewDocument) -> Result<(), JsValue> {
    let id = document.record.id;
    let put = |key: Key, value: &str| {
        let store = transaction.object_store(key.shelf())?;
        store.add_with_key(&JsValue::from_str(value), &key.value()).map(|_| ())
    };
    put(Key::document(id), &json(&document.record))?;
    put(Key::text(id), &document.text)?;
    document.edits.iter().try_for_each(|edit| put(Key::edit(id, edit.number), &json(edit)))
}

async fn strings_after(store: &web_sys::IdbObjectStore, after: f64, limit: u32) -> Result<Vec<(f64, String)>, Refused> {
    let range = IdbKeyRange::lower_bound_with_open(&after.into(), true)?;
    let keys = answer(store.get_all_keys_with_key_and_limit(&range, limit)?);
    let values = answer(store.get_all_with_key_and_limit(&range, limit)?);
    let (keys, values) = (Array::from(&keys.await?), Array::from(&values.await?));
    let string = |value: JsValue| value.as_string().unwrap_or_default();
    Ok(keys.iter().zip(values.iter()).filter_map(|(key, value)| Some((key.as_f64()?, string(value)))).collect())
}

impl From<Refused> for String {
    fn from(refused: Refused) -> Self {
        refused.to_string()
    }
}
