//! What an Edit is made of: plain data, kept in the log and in files.

use crate::annotation::{Annotation, AnnotationId, Relation};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who made an Edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The Engine. It may only add, change and remove suggestions that nobody has decided on.
    Machine,
    /// A person, by the name they gave, or none.
    Human(Option<String>),
    /// A file that was read.
    Import,
}

/// One piece of text that becomes another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunk {
    /// Where it begins, in the text before the Edit.
    pub start: u32,
    /// The words that were there.
    pub before: String,
    /// The words that are there now.
    pub after: String,
}

impl Hunk {
    /// Where it ends, in the text before the Edit.
    pub fn end(&self) -> u32 {
        self.start + self.before.len() as u32
    }
}

/// One reversible step. Swapping before and after gives its inverse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The text becomes another: hunks in order, none touching the next. It comes first in its Edit; spans in the
    /// `before` of the changes that follow are of the old text, spans in their `after` of the new one.
    Text(Vec<Hunk>),
    /// An annotation appears, disappears or becomes another: `None` where it is not.
    Annotation {
        /// As it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Annotation>,
        /// As it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Annotation>,
    },
    /// The same for a relation.
    Relation {
        /// As it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Relation>,
        /// As it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Relation>,
    },
}

/// One entry of the log: changes that are made and undone together. No annotation or relation is changed twice in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// Its place in the log, from 0.
    pub number: u32,
    /// Who made it.
    pub author: Author,
    /// When, in milliseconds since 1970 UTC, as the caller's clock has it.
    pub at: u64,
    /// What was done, as a command's name: `suggest`, `accept`, `relabel`, `undo` ...
    pub action: String,
    /// The changes, in order.
    pub changes: Vec<Change>,
    /// The Edit that this one takes back: a person's Edit for an undo, an undo for a redo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u32>,
}

/// Why an Edit was refused. A refused Edit changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The Edit holds no change.
    Empty,
    /// The annotation's fragments are empty, unordered, touching, out of the text, or off a character boundary.
    Spans(AnnotationId),
    /// The annotation's confidence is not a number from 0 to 1.
    Confidence(AnnotationId),
    /// Something is not as the Edit says it was before.
    Stale(AnnotationId),
    /// The name was used before in this Session.
    Used(AnnotationId),
    /// There is no annotation or relation of that name.
    Missing(AnnotationId),
    /// The relation starts or ends at an annotation that is not there.
    Dangling(AnnotationId),
    /// The machine may not change what a person or a file has made or decided.
    Decided(AnnotationId),
    /// A change has neither a before nor an after, joins two names, or the same name is changed twice.
    Malformed,
    /// The text change does not fit the text, or is not the first change.
    Text,
    /// The Edit has a number that is not the next.
    Number(u32),
    /// The Edit takes back one that is not the latest to take back.
    Undo(u32),
}

impl fmt::Display for EditError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(formatter, "the edit changes nothing"),
            Self::Spans(id) => write!(formatter, "annotation {} does not lie on the text", id.0),
            Self::Confidence(id) => write!(formatter, "the confidence of annotation {} is not from 0 to 1", id.0),
            Self::Stale(id) => write!(formatter, "annotation or relation {} is no longer as the edit expects it", id.0),
            Self::Used(id) => write!(formatter, "the id {} was used before", id.0),
            Self::Missing(id) => write!(formatter, "there is no annotation or relation {}", id.0),
            Self::Dangling(id) => write!(formatter, "relation {} has an end that is not there", id.0),
            Self::Decided(id) => write!(formatter, "annotation or relation {} is not the machine's to change", id.0),
            Self::Malformed => write!(formatter, "a change has no before and no after, or a second one follows it"),
            Self::Text => write!(formatter, "the change of the text does not fit the text"),
            Self::Number(number) => write!(formatter, "edit {number} is out of its place"),
            Self::Undo(number) => write!(formatter, "edit {number} is not the latest that can be taken back"),
        }
    }
}

impl std::error::Error for EditError {}

/// Which entry of a log does not follow from those before it, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayError {
    /// The place in the log.
    pub number: u32,
    /// What is wrong with it.
    pub error: EditError,
}

impl fmt::Display for ReplayError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "edit {} of the log does not follow from those before it: {}", self.number, self.error)
    }
}

impl std::error::Error for ReplayError {}
