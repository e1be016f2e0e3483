//! The formats in which a document leaves the page and comes back: the core's, with what a reader wants to know of each.

use postil::format::{ReadError, Written, csv, native, spacy};
use postil::session::Session;

/// A format of export.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// The name of the button.
    pub(crate) name: &'static str,
    /// What it is good for.
    pub(crate) purpose: &'static str,
    /// The end of the file's name.
    pub(crate) extension: &'static str,
    /// The media type.
    pub(crate) media_type: &'static str,
    /// Writes it.
    pub(crate) write: fn(&Session) -> Written,
}

/// Every format of export.
pub(crate) const FORMATS: [Format; 3] = [
    Format {
        name: "JSON",
        purpose: "Everything, with its history. Postil opens it again.",
        extension: ".postil.json",
        media_type: "application/json",
        write: native::write,
    },
    Format {
        name: "spaCy JSONL",
        purpose: "One line for training: entities, and all layers as spans.",
        extension: ".jsonl",
        media_type: "application/jsonl",
        write: spacy::write,
    },
    Format {
        name: "CSV",
        purpose: "A table for a spreadsheet: one row for each annotation.",
        extension: ".csv",
        media_type: "text/csv",
        write: csv::write,
    },
];

/// A document from native JSON.
pub(crate) fn read(json: &str) -> Result<Session, ReadError> {
    native::read(json)
}
