//! An Article, its annotations, and the append-only log of Edits that made them, machine and human alike.
//!
//! State is a function of the text first opened and the log: [`Session::replay`] gives the same Session again. Nothing
//! changes but through [`Session::apply`]; undo appends the inverse of an earlier Edit.

mod suggest;

pub use suggest::{Suggestion, Suggestions, suggestions};

use crate::annotation::{Annotation, AnnotationId, Relation};
use crate::article::Article;
use serde::{Deserialize, Serialize};

/// Who made an Edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The Engine.
    Machine,
    /// A person, by the name they gave, or none.
    Human(Option<String>),
    /// A file that was read.
    Import,
}

/// One reversible step. Swapping before and after gives its inverse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// An annotation appears, disappears or becomes another: `None` where it is not.
    Annotation {
        /// As it was.
        before: Option<Annotation>,
        /// As it is.
        after: Option<Annotation>,
    },
    /// The same for a relation.
    Relation {
        /// As it was.
        before: Option<Relation>,
        /// As it is.
        after: Option<Relation>,
    },
    /// The text becomes another; the moves of annotations follow as changes of their own in the same Edit.
    Text {
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
}

/// One entry of the log: changes that are made and undone together.
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
    /// The Edit that this one takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u32>,
}

/// An Article under annotation.
#[derive(Clone, Debug, Default)]
pub struct Session {
    article: Article,
    annotations: std::collections::BTreeMap<AnnotationId, Annotation>,
    relations: std::collections::BTreeMap<AnnotationId, Relation>,
    log: Vec<Edit>,
}

impl Session {
    /// A Session on `text` with nothing annotated.
    pub fn new(text: &str) -> Self {
        Self { article: Article::new(text), ..Self::default() }
    }

    /// The text under annotation.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// All annotations by id, the rejected and the orphaned too.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.annotations.values()
    }

    /// All relations by id.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.relations.values()
    }

    /// Every Edit so far.
    pub fn log(&self) -> &[Edit] {
        &self.log
    }
}
