//! An Article, its annotations, and the append-only log of Edits that made them, machine and human alike.
//!
//! State is a function of the text first opened and the log: [`Session::replay`] gives the same Session again. Nothing
//! changes but through [`Session::apply`], which checks an Edit as a whole and refuses it as a whole; undo appends the
//! inverse of an earlier Edit.
//!
//! ```
//! use postil::session::{Author, Command, Session};
//! use postil::{Label, Layer, Span};
//!
//! let person = Author::Human(None);
//! let mut session = Session::new("Awa Kone spoke.");
//! let name = Command::Annotate { layer: Layer::Entity, label: Label::from("PERSON"), spans: vec![Span::new(0, 8)] };
//! session.perform(&name, &person, 1)?;
//! assert_eq!(session.annotations().count(), 1);
//! session.undo(&person, 2)?;
//! assert_eq!(session.annotations().count(), 0);
//! assert_eq!(session.log().len(), 2);
//! # Ok::<(), postil::session::EditError>(())
//! ```

mod anchor;
mod apply;
mod claim;
mod command;
mod diff;
mod edit;
mod entities;
mod history;
mod merge;
mod pieces;
mod prospect;
pub mod queue;
mod relate;
mod salvage;
mod snap;
mod standing;
mod suggest;
mod withdraw;

pub(crate) use apply::patch;
pub use claim::claim_in_words;
pub use command::Command;
pub use edit::{Author, Change, Edit, EditError, Hunk, ReplayError};
pub use entities::{Named, entities};
pub use pieces::{joined, without};
pub use prospect::Prospect;
pub use snap::{Alignment, snap};
pub use standing::{Standing, standing};
pub use suggest::{Suggestion, Suggestions, suggestions};

use crate::annotation::{Annotation, AnnotationId, Origin, Relation, State};
use crate::article::Article;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// An Article under annotation.
#[derive(Clone, Debug, Default)]
pub struct Session {
    article: Article,
    /// The text that the log begins with.
    opened: String,
    annotations: BTreeMap<u32, Annotation>,
    relations: BTreeMap<u32, Relation>,
    log: Vec<Edit>,
    /// The first id that no annotation or relation ever had.
    next_id: u32,
    /// Where annotations begin, with their ids.
    starts: BTreeSet<(u32, u32)>,
    /// The longest extent that any annotation ever had.
    longest: u32,
    /// Ids of annotations, each with the ids of the relations that start or end there.
    links: BTreeSet<(u32, u32)>,
    /// Numbers of the Edits that can be undone, the latest last.
    undoable: Vec<u32>,
    /// Numbers of the undos that can be redone, the latest last.
    redoable: Vec<u32>,
}

impl Session {
    /// A Session on `text` with nothing annotated.
    pub fn new(text: &str) -> Self {
        let article = Article::new(text);
        let opened = article.text().to_owned();
        Self { article, opened, ..Self::default() }
    }

    /// The Session that `log` leads to from `text`.
    ///
    /// # Errors
    /// The first Edit that does not follow from those before it.
    pub fn replay(text: &str, log: Vec<Edit>) -> Result<Self, ReplayError> {
        let mut session = Self::new(text);
        for edit in log {
            let number = session.log.len() as u32;
            session.append(edit).map_err(|error| ReplayError { number, error })?;
        }
        Ok(session)
    }

    /// The text under annotation, as it is now.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The text that the log begins with: what [`Session::replay`] wants.
    pub fn opened(&self) -> &str {
        &self.opened
    }

    /// The annotation of that name.
    pub fn annotation(&self, id: AnnotationId) -> Option<&Annotation> {
        self.annotations.get(&id.0)
    }

    /// All annotations by id, the rejected and the orphaned too.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.annotations.values()
    }

    /// The annotations with a fragment that shares a byte with `span`, in order of their start.
    pub fn annotations_in(&self, span: Span) -> impl Iterator<Item = &Annotation> {
        self.starting_in(Span::new(span.start.saturating_sub(self.longest), span.end))
            .filter(move |annotation| annotation.spans.iter().any(|fragment| fragment.overlaps(span)))
    }

    /// The annotations that begin inside `span`, in order of their start.
    pub fn starting_in(&self, span: Span) -> impl Iterator<Item = &Annotation> {
        self.starts.range((span.start, 0)..(span.end, 0)).filter_map(|(_, id)| self.annotations.get(id))
    }

    /// The relation of that name.
    pub fn relation(&self, id: AnnotationId) -> Option<&Relation> {
        self.relations.get(&id.0)
    }

    /// All relations by id.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.relations.values()
    }

    /// The relations that start or end at an annotation, by id.
    pub fn relations_of(&self, id: AnnotationId) -> impl Iterator<Item = &Relation> {
        self.links.range((id.0, 0)..=(id.0, u32::MAX)).filter_map(|(_, relation)| self.relations.get(relation))
    }

    /// Every Edit so far.
    pub fn log(&self) -> &[Edit] {
        &self.log
    }

    /// Whether a later analysis may change or remove the annotation: the machine made it, nobody decided on it, and no
    /// relation that a person or a file made or decided on hangs on it.
    pub fn is_undecided(&self, annotation: &Annotation) -> bool {
        undecided(annotation.origin, annotation.state)
            && self.relations_of(annotation.id).all(|relation| undecided(relation.origin, relation.state))
    }
}

/// Whether something is the machine's own and nobody has decided on it.
fn undecided(origin: Origin, state: State) -> bool {
    origin == Origin::Machine && state == State::Suggested
}
