//! What the browser keeps: every document's text and each of its Edits, as records of one `IndexedDB` database.
//!
//! A document's Edits are records of their own, appended as they happen; nothing written is ever rewritten but the
//! short record that lists the document.

use idb::{
    Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode,
    TransactionResult,
};
use js_sys::Array;
use postil::session::Edit;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use wasm_bindgen::JsValue;

const NAME: &str = "postil";
const VERSION: u32 = 1;
const DOCUMENTS: &str = "documents";
const TEXTS: &str = "texts";
const EDITS: &str = "edits";

/// One line in the list of documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Its key: the time it was opened first, in milliseconds since 1970.
    pub(crate) id: f64,
    /// Its first words.
    pub(crate) title: String,
    /// When it was last opened; the greatest is shown again on the next visit.
    pub(crate) opened: f64,
    /// Whether the machine has been through all of it.
    pub(crate) complete: bool,
    /// Whether the reader has put it away, so that the next visit begins with an empty page.
    #[serde(default)]
    pub(crate) away: bool,
    /// Whether it is one of Postil's own samples.
    #[serde(default)]
    pub(crate) sample: bool,
}

/// The database, shared by whoever writes.
#[derive(Clone)]
pub(crate) struct Store {
    database: Rc<Database>,
}

/// What a reader is told when the browser refuses to keep something.
pub(crate) type Refused = String;

/// Opens the database, and makes it on the first visit.
pub(crate) async fn open() -> Result<Store, Refused> {
    let factory = Factory::new().map_err(refused)?;
    let mut request = factory.open(NAME, Some(VERSION)).map_err(refused)?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            for store in [DOCUMENTS, TEXTS, EDITS] {
                // A store that cannot be made shows when it is first written to, and the reader is told then.
                let _ = database.create_object_store(store, ObjectStoreParams::new());
            }
        }
    });
    Ok(Store { database: Rc::new(request.await.map_err(refused)?) })
}

impl Store {
    /// Keeps a new document with its first Edits.
    pub(crate) async fn create(&self, record: &Record, text: &str, edits: &[Edit]) -> Result<(), Refused> {
        let key = JsValue::from_f64(record.id);
        let mut puts = vec![(DOCUMENTS, key.clone(), json(record)), (TEXTS, key, JsValue::from_str(text))];
        puts.extend(edits.iter().map(|edit| (EDITS, edit_key(record.id, edit.number), json(edit))));
        self.put_all(puts).await
    }

    /// Appends `edits` to the log of a document.
    pub(crate) async fn append(&self, document: f64, edits: &[Edit]) -> Result<(), Refused> {
        self.put_all(edits.iter().map(|edit| (EDITS, edit_key(document, edit.number), json(edit))).collect()).await
    }

    /// Keeps a document's line in the list.
    pub(crate) async fn list(&self, record: &Record) -> Result<(), Refused> {
        self.put_all(vec![(DOCUMENTS, JsValue::from_f64(record.id), json(record))]).await
    }

    /// All documents, the one opened last first.
    pub(crate) async fn documents(&self) -> Result<Vec<Record>, Refused> {
        let mut found: Vec<Record> = self.all(DOCUMENTS, None).await?;
        found.sort_by(|one, other| other.opened.total_cmp(&one.opened));
        Ok(found)
    }

    /// The text of a document, as it was opened first.
    pub(crate) async fn text(&self, document: f64) -> Result<String, Refused> {
        let transaction = self.database.transaction(&[TEXTS], TransactionMode::ReadOnly).map_err(refused)?;
        let request = transaction.object_store(TEXTS).map_err(refused)?;
        let text = request.get(JsValue::from_f64(document)).map_err(refused)?.await.map_err(refused)?;
        text.and_then(|value| value.as_string()).ok_or_else(|| "the text of this document is gone".to_owned())
    }

    /// The log of a document.
    pub(crate) async fn edits(&self, document: f64) -> Result<Vec<Edit>, Refused> {
        self.all(EDITS, Some(edits_of(document)?)).await
    }

    /// Removes a document with its text and log.
    pub(crate) async fn remove(&self, document: f64) -> Result<(), Refused> {
        let stores = [DOCUMENTS, TEXTS, EDITS];
        let transaction = self.database.transaction(&stores, TransactionMode::ReadWrite).map_err(refused)?;
        for store in [DOCUMENTS, TEXTS] {
            let store = transaction.object_store(store).map_err(refused)?;
            store.delete(JsValue::from_f64(document)).map_err(refused)?;
        }
        let edits = transaction.object_store(EDITS).map_err(refused)?;
        edits.delete(edits_of(document)?).map_err(refused)?;
        finished(transaction).await
    }

    async fn put_all(&self, puts: Vec<(&str, JsValue, JsValue)>) -> Result<(), Refused> {
        let mut stores: Vec<&str> = puts.iter().map(|(store, ..)| *store).collect();
        stores.dedup();
        if stores.is_empty() {
            return Ok(());
        }
        let transaction = self.database.transaction(&stores, TransactionMode::ReadWrite).map_err(refused)?;
        for (store, key, value) in puts {
            let store = transaction.object_store(store).map_err(refused)?;
            store.put(&value, Some(&key)).map_err(refused)?;
        }
        finished(transaction).await
    }

    async fn all<T: for<'a> Deserialize<'a>>(&self, store: &str, query: Option<Query>) -> Result<Vec<T>, Refused> {
        let transaction = self.database.transaction(&[store], TransactionMode::ReadOnly).map_err(refused)?;
        let store = transaction.object_store(store).map_err(refused)?;
        let values = store.get_all(query, None).map_err(refused)?.await.map_err(refused)?;
        let texts = values.iter().filter_map(JsValue::as_string);
        texts.map(|text| serde_json::from_str(&text).map_err(|error| error.to_string())).collect()
    }
}

/// Waits for everything asked of `transaction`. A full disk ends it without an error of its own.
async fn finished(transaction: Transaction) -> Result<(), Refused> {
    match transaction.await.map_err(refused)? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err("the browser took back what was written; its storage may be full".to_owned()),
    }
}

fn edit_key(document: f64, number: u32) -> JsValue {
    Array::of2(&document.into(), &number.into()).into()
}

fn edits_of(document: f64) -> Result<Query, Refused> {
    let (first, last) = (edit_key(document, 0), edit_key(document, u32::MAX));
    KeyRange::bound(&first, &last, None, None).map(Query::KeyRange).map_err(refused)
}

fn json<T: Serialize>(value: &T) -> JsValue {
    // These types hold no map with keys other than strings and nothing else that JSON lacks.
    JsValue::from_str(&serde_json::to_string(value).unwrap_or_default())
}

fn refused(error: idb::Error) -> Refused {
    match error {
        idb::Error::DomException(exception) => format!("{}: {}", exception.name(), exception.message()),
        other => other.to_string(),
    }
}
