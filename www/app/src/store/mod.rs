//! What the browser keeps: every document's text and each of its Edits, and the reader's settings, as records of one
//! `IndexedDB` database.
//!
//! A document's Edits are records of their own, appended as they happen; nothing written is ever rewritten but the
//! short record that lists the document, and settings. What the browser refuses is held in memory, found there by
//! whoever reads, and tried again with the next write ([`pending`]).

mod backup;
mod database;
mod documents;
mod key;
mod many;
mod pending;
mod settings;
mod versions;

pub(crate) use backup::{Restored, is_backup, read as read_backup};
pub(crate) use documents::Log;
pub(crate) use many::NewDocument;

use crate::project::order::Mark;
use crate::project::tally::Summary;
use database::Durability;
use key::Key;
use pending::Pending;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
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
    /// What a person says of how far it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mark: Option<Mark>,
    /// What is in it, in numbers.
    #[serde(default, skip_serializing_if = "Summary::is_empty")]
    pub(crate) summary: Summary,
    /// The id that it had in the file it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// What else that file said of it, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) meta: Option<String>,
    /// A short name of its text, by which the same text is known again; nothing in records of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) print: Option<u64>,
}

/// The database, shared by whoever writes, with what it has not taken yet.
#[derive(Clone)]
pub(crate) struct Store {
    database: Rc<RefCell<Result<IdbDatabase, Refused>>>,
    pending: Rc<RefCell<Pending>>,
    hear: Rc<dyn Fn(Said)>,
}

/// What the browser says of the database by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// A tab of an earlier version holds it open, and this one waits.
    Blocked,
    /// A tab of a later version wants it, and has it now.
    Outdated,
    /// It was closed, as when the reader has had the browser clear its data.
    Closed,
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

/// Opens the database: made on the first visit, brought up to this version where an earlier one made it. Where the
/// browser refuses, the Store holds everything in memory and says why. `hear` is told what the browser says later.
pub(crate) async fn open(hear: impl Fn(Said) + 'static) -> (Store, Result<(), Refused>) {
    let closed = Refused::Other("it is not open yet".to_owned());
    let store = Store { database: Rc::new(RefCell::new(Err(closed))), pending: Rc::default(), hear: Rc::new(hear) };
    let outcome = store.connect().await;
    (store, outcome)
}

impl Store {
    /// Opens the database anew where it is not open, and writes what was refused before.
    pub(crate) async fn catch_up(&self) -> Result<(), Refused> {
        if self.connection().is_err() {
            self.connect().await?;
        }
        self.put_all(Vec::new(), Durability::Strict).await
    }

    /// Whether anything is held in memory alone.
    pub(crate) fn is_behind(&self) -> bool {
        self.pending.borrow().is_refused()
    }

    async fn connect(&self) -> Result<(), Refused> {
        let hear = self.hear.clone();
        let opened = database::open(NAME, versions::LATEST, versions::upgrade, move || hear(Said::Blocked)).await;
        if let Ok(database) = &opened {
            self.listen(database);
        }
        let outcome = opened.as_ref().map(|_| ()).map_err(Refused::clone);
        *self.database.borrow_mut() = opened;
        outcome
    }

    fn listen(&self, database: &IdbDatabase) {
        let store = self.clone();
        let closed =
            Closure::once_into_js(move || store.leave(Refused::Other("it was closed".to_owned()), Said::Closed));
        database.set_onclose(Some(closed.unchecked_ref()));
        let (store, old) = (self.clone(), database.clone());
        let outdated = Closure::once_into_js(move || {
            // The other tab waits for this; what is under way is finished first.
            old.close();
            store.leave(Refused::Newer, Said::Outdated);
        });
        database.set_onversionchange(Some(outdated.unchecked_ref()));
    }

    fn leave(&self, why: Refused, said: Said) {
        *self.database.borrow_mut() = Err(why);
        (self.hear)(said);
    }

    fn connection(&self) -> Result<IdbDatabase, Refused> {
        self.database.borrow().clone()
    }

    /// Writes all of `puts` and what was refused before, or none of it. What is refused is held and tried again.
    async fn put_all(&self, puts: Vec<(Key, String)>, durability: Durability) -> Result<(), Refused> {
        let write = self.pending.borrow_mut().begin(puts);
        let outcome = self.write(write, durability).await;
        self.pending.borrow_mut().end(write, outcome.is_ok());
        outcome
    }

    async fn write(&self, write: u32, durability: Durability) -> Result<(), Refused> {
        let database = self.connection()?;
        let begun = database::begin(&database, durability, self.pending.borrow().carried(write))?;
        match begun {
            Some(transaction) => database::committed(transaction).await,
            None => Ok(()),
        }
    }
}
