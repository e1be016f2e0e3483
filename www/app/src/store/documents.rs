//! Documents: a line in the list, a text, and a log, each a record or records in an object store of its own.

use super::database::{answer, committed, json, shelf, transaction};
use super::{Record, Refused, Store};
use js_sys::Array;
use postil::session::Edit;
use serde::Deserialize;
use wasm_bindgen::JsValue;
use web_sys::IdbKeyRange;

pub(super) const DOCUMENTS: &str = "documents";
pub(super) const TEXTS: &str = "texts";
pub(super) const EDITS: &str = "edits";

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
        let mut found: Vec<Record> = read(shelf(&self.database, DOCUMENTS)?.get_all()?).await?;
        found.sort_by(|one, other| other.opened.total_cmp(&one.opened));
        Ok(found)
    }

    /// The text of a document, as it was opened first.
    pub(crate) async fn text(&self, document: f64) -> Result<String, Refused> {
        let text = answer(shelf(&self.database, TEXTS)?.get(&JsValue::from_f64(document))?).await?;
        text.as_string().ok_or_else(|| Refused::Other("the text of this document is gone".to_owned()))
    }

    /// The log of a document.
    pub(crate) async fn edits(&self, document: f64) -> Result<Vec<Edit>, Refused> {
        read(shelf(&self.database, EDITS)?.get_all_with_key(&edits_of(document)?)?).await
    }

    /// Removes a document with its text and log.
    pub(crate) async fn remove(&self, document: f64) -> Result<(), Refused> {
        let transaction = transaction(&self.database, &[DOCUMENTS, TEXTS, EDITS])?;
        for store in [DOCUMENTS, TEXTS] {
            transaction.object_store(store)?.delete(&JsValue::from_f64(document))?;
        }
        transaction.object_store(EDITS)?.delete(&edits_of(document)?)?;
        committed(transaction).await
    }

    /// Writes all of `puts` or none: the object store, the key and the value of each.
    pub(super) async fn put_all(&self, puts: Vec<(&str, JsValue, JsValue)>) -> Result<(), Refused> {
        let mut stores: Vec<&str> = puts.iter().map(|(store, ..)| *store).collect();
        stores.dedup();
        if stores.is_empty() {
            return Ok(());
        }
        let transaction = transaction(&self.database, &stores)?;
        for (store, key, value) in puts {
            transaction.object_store(store)?.put_with_key(&value, &key)?;
        }
        committed(transaction).await
    }
}

async fn read<T: for<'a> Deserialize<'a>>(request: web_sys::IdbRequest) -> Result<Vec<T>, Refused> {
    let values = Array::from(&answer(request).await?);
    let texts = values.iter().filter_map(|value| value.as_string());
    texts.map(|text| serde_json::from_str(&text).map_err(|error| Refused::Other(error.to_string()))).collect()
}

fn edit_key(document: f64, number: u32) -> JsValue {
    Array::of2(&document.into(), &number.into()).into()
}

fn edits_of(document: f64) -> Result<JsValue, Refused> {
    Ok(IdbKeyRange::bound(&edit_key(document, 0), &edit_key(document, u32::MAX))?.into())
}
