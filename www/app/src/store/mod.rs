//! What the browser keeps: every document's text and each of its Edits, and the reader's settings, as records of one
//! `IndexedDB` database.
//!
//! A document's Edits are records of their own, appended as they happen; nothing written is ever rewritten but the
//! short record that lists the document, and settings.

mod database;
mod documents;
mod settings;
mod versions;

use serde::{Deserialize, Serialize};
use std::fmt;
use web_sys::IdbDatabase;

const NAME: &str = "postil";

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
    database: IdbDatabase,
}

/// Why the browser does not keep something, or does not give it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// There is no room left.
    Full,
    /// A record of that key is there already: another tab wrote it.
    Taken,
    /// A later version of Postil has made the database its own.
    Newer,
    /// Anything else, in the browser's words.
    Other(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Full => "its storage is full",
            Self::Taken => "another tab has written the same",
            Self::Newer => "a later version of Postil has been here",
            Self::Other(words) => words,
        })
    }
}

/// Opens the database: made on the first visit, brought up to this version where an earlier one made it.
pub(crate) async fn open() -> Result<Store, Refused> {
    let database = database::open(NAME, versions::LATEST, versions::upgrade).await?;
    Ok(Store { database })
}
