//! The one shape in which people see, correct, keep and exchange what was found: [`Annotation`] and [`Relation`].

use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A family of annotations that is shown, hidden and exported together. Layers overlap freely.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Mentions of people, organisations, places and so on.
    Entity,
    /// Direct, indirect and mixed speech.
    Quotation,
    /// Numeric claims.
    Quantity,
    /// Where claims come from.
    Source,
    /// One that the user defines, by name.
    #[serde(untagged)]
    User(String),
}

impl Layer {
    /// The layer's name in exports and in the page's `data-layer`.
    pub fn name(&self) -> &str {
        match self {
            Self::Entity => "entity",
            Self::Quotation => "quotation",
            Self::Quantity => "quantity",
            Self::Source => "source",
            Self::User(name) => name,
        }
    }
}

/// The type of an annotation within its layer, such as `PERSON`, `direct` or `money`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(pub String);

impl From<&str> for Label {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

/// Names one annotation or relation within a Session. Never used twice in one Session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnnotationId(pub u32);

/// Who made an annotation first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The Engine.
    Machine,
    /// A person.
    Human,
    /// A file.
    Import,
}

/// What a person has decided about an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing yet.
    Suggested,
    /// It is right.
    Accepted,
    /// It is wrong; kept, so that it is not suggested again.
    Rejected,
}

/// A labelled piece of an Article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Its name within the Session.
    pub id: AnnotationId,
    /// Its layer.
    pub layer: Layer,
    /// Its type within the layer.
    pub label: Label,
    /// Its fragments: at least one, in order, not empty, not touching. Empty only while `orphan` is set.
    pub spans: Vec<Span>,
    /// What else is known of it, by name: `value`, `unit`, `entity`, `note` and so on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// How sure the machine is, from 0 to 1; none where a person or a file made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// Who made it.
    pub origin: Origin,
    /// What a person decided.
    pub state: State,
    /// The words it stood on, where an edit of the text has removed them and no place could be found again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orphan: Option<String>,
}

impl Annotation {
    /// The smallest span that covers all fragments; empty for an orphan.
    pub fn extent(&self) -> Span {
        match (self.spans.first(), self.spans.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span::default(),
        }
    }
}

/// A typed, directed link between two annotations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Its name within the Session; annotations and relations share one sequence.
    pub id: AnnotationId,
    /// `source`, `counts`, `same-as`, `contradicts`, or the user's own.
    pub kind: String,
    /// Where the link starts.
    pub from: AnnotationId,
    /// Where it ends.
    pub to: AnnotationId,
    /// Who made it.
    pub origin: Origin,
    /// What a person decided.
    pub state: State,
}
