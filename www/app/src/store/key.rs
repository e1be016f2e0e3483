//! Where a record lies: in which object store, under which key.

use js_sys::Array;
use wasm_bindgen::JsValue;

pub(super) const DOCUMENTS: &str = "documents";
pub(super) const TEXTS: &str = "texts";
pub(super) const EDITS: &str = "edits";
pub(super) const SETTINGS: &str = "settings";

/// The place of one record. Documents are named by the bits of their id, which keeps them in its order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A line in the list of documents.
    Document(u64),
    /// A document's text, as it was opened first.
    Text(u64),
    /// One Edit of a document's log.
    Edit(u64, u32),
    /// One of the reader's settings.
    Setting(String),
}

impl Key {
    pub(super) fn document(id: f64) -> Self {
        Self::Document(id.to_bits())
    }

    pub(super) fn text(id: f64) -> Self {
        Self::Text(id.to_bits())
    }

    pub(super) fn edit(id: f64, number: u32) -> Self {
        Self::Edit(id.to_bits(), number)
    }

    /// The first and the last key that an Edit of this document can have.
    pub(super) fn log(id: f64) -> (Self, Self) {
        (Self::edit(id, 0), Self::edit(id, u32::MAX))
    }

    /// The object store.
    pub(super) fn shelf(&self) -> &'static str {
        match self {
            Self::Document(_) => DOCUMENTS,
            Self::Text(_) => TEXTS,
            Self::Edit(..) => EDITS,
            Self::Setting(_) => SETTINGS,
        }
    }

    /// The key in it.
    pub(super) fn value(&self) -> JsValue {
        match self {
            Self::Document(bits) | Self::Text(bits) => f64::from_bits(*bits).into(),
            Self::Edit(bits, number) => Array::of2(&f64::from_bits(*bits).into(), &(*number).into()).into(),
            Self::Setting(name) => JsValue::from_str(name),
        }
    }
}
