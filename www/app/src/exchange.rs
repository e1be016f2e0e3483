//! The buttons by which a document leaves the page: the core's formats, with what a reader wants to know of each.

use postil::format::{FORMATS, Format};

/// A button of export.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Button {
    /// What stands on it.
    pub(crate) name: &'static str,
    /// What the format is good for.
    pub(crate) purpose: &'static str,
    /// What it writes.
    pub(crate) format: Format,
}

/// One button for each format.
pub(crate) const BUTTONS: [Button; FORMATS.len()] = [
    Button { name: "JSON", purpose: "Everything, with its history. Postil opens it again.", format: FORMATS[0] },
    Button {
        name: "spaCy JSONL",
        purpose: "One line for training: entities, and all layers as spans.",
        format: FORMATS[1],
    },
    Button { name: "CSV", purpose: "A table for a spreadsheet: one row for each annotation.", format: FORMATS[2] },
];
