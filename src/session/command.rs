//! What a person can do to a Session. Each command is one Edit, also over many annotations, so it is undone as one.

use super::{Author, Change, Edit, EditError, Prospect, Session};
use crate::annotation::{Annotation, AnnotationId, Label, Layer, Origin, Relation, State};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One thing a person can do. Correcting an annotation (label, boundaries, attributes) accepts it: whoever corrects it
/// has decided on it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Marks a stretch. Where the machine suggests exactly that, its suggestion is accepted instead.
    Annotate {
        /// The layer.
        layer: Layer,
        /// The type within the layer.
        label: Label,
        /// The fragments.
        spans: Vec<Span>,
    },
    /// Marks every one of these stretches, as [`Session::prospect`] says of each: makes, accepts or relabels. Who gives a
    /// stretch that was rejected here, or that overlaps an annotation, means it.
    AnnotateAll {
        /// The layer.
        layer: Layer,
        /// The type within the layer.
        label: Label,
        /// The stretches, each an annotation of one fragment; one that comes twice is marked once.
        places: Vec<Span>,
    },
    /// Says that annotations or relations are right.
    Accept(Vec<AnnotationId>),
    /// Says that annotations or relations are wrong; they are kept and not suggested again.
    Reject(Vec<AnnotationId>),
    /// Gives annotations another type.
    Relabel {
        /// Which.
        ids: Vec<AnnotationId>,
        /// The new type.
        label: Label,
    },
    /// Gives an annotation other boundaries; gives an orphan its place.
    Resize {
        /// Which.
        id: AnnotationId,
        /// The new fragments.
        spans: Vec<Span>,
    },
    /// Removes annotations with their relations. What the machine made is rejected, so that it is not suggested again.
    Delete(Vec<AnnotationId>),
    /// Sets or takes away an attribute.
    SetAttribute {
        /// Of which.
        ids: Vec<AnnotationId>,
        /// The attribute's name.
        name: String,
        /// Its value; none takes it away.
        value: Option<String>,
    },
    /// Links two annotations. Where the machine suggests exactly that, its suggestion is accepted instead.
    Relate {
        /// The kind of link.
        kind: String,
        /// Where it starts.
        from: AnnotationId,
        /// Where it ends.
        to: AnnotationId,
    },
    /// Removes relations. What the machine made is rejected, so that it is not suggested again.
    Unrelate(Vec<AnnotationId>),
    /// Replaces the text; annotations follow their words.
    EditText(String),
}

impl Command {
    /// The name in the log.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Annotate { .. } => "annotate",
            Self::AnnotateAll { .. } => "annotate-all",
            Self::Accept(_) => "accept",
            Self::Reject(_) => "reject",
            Self::Relabel { .. } => "relabel",
            Self::Resize { .. } => "resize",
            Self::Delete(_) => "delete",
            Self::SetAttribute { .. } => "set-attribute",
            Self::Relate { .. } => "relate",
            Self::Unrelate(_) => "unrelate",
            Self::EditText(_) => "edit-text",
        }
    }
}

impl Session {
    /// Does `command` as one Edit; nothing, and no Edit, where it changes nothing.
    ///
    /// # Errors
    /// Where an id names nothing or spans do not lie on the text; then nothing has changed.
    pub fn perform(&mut self, command: &Command, author: &Author, at: u64) -> Result<Option<&Edit>, EditError> {
        let changes = match command {
            Command::Annotate { layer, label, spans } => self.annotated(layer, label, spans, author),
            Command::AnnotateAll { layer, label, places } => Ok(self.all_annotated(layer, label, places, author)),
            Command::Accept(ids) => self.decided(ids, State::Accepted),
            Command::Reject(ids) => self.decided(ids, State::Rejected),
            Command::Relabel { ids, label } => self.corrected(ids, |annotation| annotation.label = label.clone()),
            Command::Resize { id, spans } => self.corrected(&[*id], |annotation| {
                annotation.spans.clone_from(spans);
                annotation.orphan = None;
            }),
            Command::Delete(ids) => self.deleted(ids),
            Command::SetAttribute { ids, name, value } => self.corrected(ids, |annotation| match value {
                Some(value) => drop(annotation.attributes.insert(name.clone(), value.clone())),
                None => drop(annotation.attributes.remove(name)),
            }),
            Command::Relate { kind, from, to } => Ok(self.related(kind, *from, *to, author)),
            Command::Unrelate(ids) => self.unrelated(ids),
            Command::EditText(text) => Ok(self.text_changes(text)),
        }?;
        if changes.is_empty() {
            return Ok(None);
        }
        self.apply(author, at, command.name(), changes).map(Some)
    }

    fn annotated(
        &self,
        layer: &Layer,
        label: &Label,
        spans: &[Span],
        author: &Author,
    ) -> Result<Vec<Change>, EditError> {
        let id = AnnotationId(self.next_id);
        let first = spans.first().ok_or(EditError::Spans(id))?;
        let mut same = self.starting_in(Span::new(first.start, first.start.saturating_add(1)));
        if let Some(same) = same.find(|it| it.layer == *layer && it.label == *label && it.spans == spans) {
            return self.decided(&[same.id], State::Accepted);
        }
        Ok(vec![made(id, layer, label, spans, author)])
    }

    fn all_annotated(&self, layer: &Layer, label: &Label, places: &[Span], author: &Author) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut next_id = self.next_id;
        for place in places.iter().copied().collect::<BTreeSet<Span>>() {
            match self.prospect(layer, label, place) {
                Prospect::Nothing(_) => {}
                Prospect::Accept(id) | Prospect::Rejected(id) | Prospect::Relabel(id) => {
                    changes.extend(self.annotation(id).and_then(|before| {
                        revised(before, |annotation| {
                            annotation.label = label.clone();
                            annotation.state = State::Accepted;
                        })
                    }));
                }
                Prospect::Annotate | Prospect::Overlaps(_) => {
                    changes.push(made(AnnotationId(next_id), layer, label, &[place], author));
                    next_id = next_id.saturating_add(1);
                }
            }
        }
        changes
    }

    fn decided(&self, ids: &[AnnotationId], state: State) -> Result<Vec<Change>, EditError> {
        let mut changes = Vec::new();
        for id in unique(ids) {
            if let Some(before) = self.annotation(id) {
                changes.extend(revised(before, |annotation| annotation.state = state));
            } else {
                let before = self.relation(id).ok_or(EditError::Missing(id))?;
                changes.extend(revised_relation(before, state));
            }
        }
        Ok(changes)
    }

    fn corrected(&self, ids: &[AnnotationId], correct: impl Fn(&mut Annotation)) -> Result<Vec<Change>, EditError> {
        let mut changes = Vec::new();
        for id in unique(ids) {
            let before = self.annotation(id).ok_or(EditError::Missing(id))?;
            let mut after = before.clone();
            correct(&mut after);
            if after != *before {
                after.state = State::Accepted;
                changes.push(Change::Annotation { before: Some(before.clone()), after: Some(after) });
            }
        }
        Ok(changes)
    }

    fn deleted(&self, ids: &[AnnotationId]) -> Result<Vec<Change>, EditError> {
        let mut changes = Vec::new();
        let mut relations = BTreeSet::new();
        for id in unique(ids) {
            let before = self.annotation(id).ok_or(EditError::Missing(id))?;
            if before.origin == Origin::Machine {
                changes.extend(revised(before, |annotation| annotation.state = State::Rejected));
            } else {
                relations.extend(self.relations_of(id).map(|relation| relation.id));
                changes.push(Change::Annotation { before: Some(before.clone()), after: None });
            }
        }
        let relations = relations.into_iter().filter_map(|id| self.relation(id));
        changes.extend(relations.map(|before| Change::Relation { before: Some(before.clone()), after: None }));
        Ok(changes)
    }

    fn related(&self, kind: &str, from: AnnotationId, to: AnnotationId, author: &Author) -> Vec<Change> {
        let mut known = self.relations_of(from);
        if let Some(known) = known.find(|it| it.kind == kind && it.from == from && it.to == to) {
            return revised_relation(known, State::Accepted).into_iter().collect();
        }
        let relation = Relation {
            id: AnnotationId(self.next_id),
            kind: kind.to_owned(),
            from,
            to,
            origin: origin(author),
            state: State::Accepted,
        };
        vec![Change::Relation { before: None, after: Some(relation) }]
    }

    fn unrelated(&self, ids: &[AnnotationId]) -> Result<Vec<Change>, EditError> {
        let mut changes = Vec::new();
        for id in unique(ids) {
            let before = self.relation(id).ok_or(EditError::Missing(id))?;
            if before.origin == Origin::Machine {
                changes.extend(revised_relation(before, State::Rejected));
            } else {
                changes.push(Change::Relation { before: Some(before.clone()), after: None });
            }
        }
        Ok(changes)
    }
}

fn made(id: AnnotationId, layer: &Layer, label: &Label, spans: &[Span], author: &Author) -> Change {
    let annotation = Annotation {
        id,
        layer: layer.clone(),
        label: label.clone(),
        spans: spans.to_vec(),
        attributes: BTreeMap::new(),
        confidence: None,
        origin: origin(author),
        state: State::Accepted,
        orphan: None,
    };
    Change::Annotation { before: None, after: Some(annotation) }
}

fn unique(ids: &[AnnotationId]) -> BTreeSet<AnnotationId> {
    ids.iter().copied().collect()
}

const fn origin(author: &Author) -> Origin {
    match author {
        Author::Machine => Origin::Machine,
        Author::Human(_) => Origin::Human,
        Author::Import => Origin::Import,
    }
}

fn revised(before: &Annotation, revise: impl FnOnce(&mut Annotation)) -> Option<Change> {
    let mut after = before.clone();
    revise(&mut after);
    (after != *before).then(|| Change::Annotation { before: Some(before.clone()), after: Some(after) })
}

fn revised_relation(before: &Relation, state: State) -> Option<Change> {
    let after = Relation { state, ..before.clone() };
    (before.state != state).then(|| Change::Relation { before: Some(before.clone()), after: Some(after) })
}
