//! The versions of the database, each told by what it added. What an earlier version wrote stays as it is and readable.
//!
//! A version that is out is never changed: another is added after it, with a test that opens what the one before has
//! written (`tests/e2e/cases/keeping.mjs`).

use super::key::{DOCUMENTS, EDITS, SETTINGS, TEXTS};
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

/// The object stores that each version added, from version 1 on.
const ADDED: [&[&str]; 2] = [&[DOCUMENTS, TEXTS, EDITS], &[SETTINGS]];

/// The version that this page reads and writes.
pub(super) const LATEST: u32 = ADDED.len() as u32;

/// Brings a database up from version `from`; 0 is one that is only just made.
pub(super) fn upgrade(database: &IdbDatabase, from: u32) -> Result<(), JsValue> {
    missing(from).try_for_each(|name| database.create_object_store(name).map(|_| ()))
}

/// What a database of version `from` lacks.
fn missing(from: u32) -> impl Iterator<Item = &'static str> {
    ADDED.iter().skip(from as usize).flat_map(|names| names.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_gets_what_it_lacks() {
        let cases: [(u32, &[&str]); 4] =
            [(0, &["documents", "texts", "edits", "settings"]), (1, &["settings"]), (LATEST, &[]), (LATEST + 1, &[])];
        for (from, expected) in cases {
            assert_eq!(missing(from).collect::<Vec<_>>(), expected, "from {from}");
        }
    }
}
