//! What a person can do to a Session. Each command is one Edit, also over many annotations, so it is undone as one.

use super::entities::Known;
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
    /// The same, with what is said of it from the start. Where that is suggested already, its attributes stay.
    AnnotateWith {
        /// The layer.
        layer: Layer,
        /// The type within the layer.
        label: Label,
        /// The fragments.
        spans: Vec<Span>,
        /// The attributes.
        attributes: BTreeMap<String, String>,
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
    /// Calls a label of a layer by another name wherever it stands. Nobody decides anything by that.
    RenameLabel {
        /// The layer.
        layer: Layer,
        /// What the label was called.
        from: Label,
        /// What it is called now.
        to: Label,
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
    /// Cuts an annotation in two; nothing where one part would have no words. Both keep its label and attributes.
    Split {
        /// Which.
        id: AnnotationId,
        /// Where the second part begins.
        at: u32,
    },
    /// Makes annotations of one layer one: the first of them, with all their fragments and links.
    Merge(Vec<AnnotationId>),
    /// Says which thing mentions name; see [`entities`](super::entities()).
    Identify {
        /// Which mentions.
        ids: Vec<AnnotationId>,
        /// What the thing is called.
        name: String,
        /// What tells it from others of that name.
        number: Option<String>,
    },
    /// Says that a mention names a thing of its own.
    Separate(AnnotationId),
    /// Writes a note on a stretch, an annotation of the layer `note` of its own, so that a note decides nothing about what
    /// stands there; changes the note that is there, or takes it away.
    Note {
        /// The stretch: the words of an annotation, or a paragraph.
        span: Span,
        /// What to note; none takes the note away.
        words: Option<String>,
    },
    /// Links two annotations. Where the machine suggests exactly that, its suggestion is accepted instead. A `source` or
    /// `counts` link takes the place of the one that was there, and the attributes tell what it leads to.
    Relate {
        /// The kind of link.
        kind: String,
        /// Where it starts.
        from: AnnotationId,
        /// Where it ends.
        to: AnnotationId,
    },
    /// Links an annotation to words, which become an annotation where they are none of that layer yet.
    RelateTo {
        /// The kind of link.
        kind: String,
        /// Where it starts.
        from: AnnotationId,
        /// The layer of the annotation at its end.
        layer: Layer,
        /// The label of that annotation where it is made.
        label: Label,
        /// Its fragments.
        spans: Vec<Span>,
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
            Self::Annotate { .. } | Self::AnnotateWith { .. } => "annotate",
            Self::AnnotateAll { .. } => "annotate-all",
            Self::Accept(_) => "accept",
            Self::Reject(_) => "reject",
            Self::Relabel { .. } => "relabel",
            Self::RenameLabel { .. } => "rename-label",
            Self::Resize { .. } => "resize",
            Self::Delete(_) => "delete",
            Self::SetAttribute { .. } => "set-attribute",
            Self::Split { .. } => "split",
            Self::Merge(_) => "merge",
            Self::Identify { .. } => "identify",
            Self::Separate(_) => "separate",
            Self::Relate { .. } | Self::RelateTo { .. } => "relate",
            Self::Note { .. } => "note",
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
        let mut changes = self.changes(command, author)?;
        if changes.is_empty() {
            return Ok(None);
        }
        self.follow_links(&mut changes);
        self.apply(author, at, command.name(), changes).map(Some)
    }

    fn changes(&self, command: &Command, author: &Author) -> Result<Vec<Change>, EditError> {
        match command {
            Command::Annotate { layer, label, spans } => self.annotated(layer, label, spans, &BTreeMap::new(), author),
            Command::AnnotateWith { layer, label, spans, attributes } => {
                self.annotated(layer, label, spans, attributes, author)
            }
            Command::AnnotateAll { layer, label, places } => Ok(self.all_annotated(layer, label, places, author)),
            Command::Accept(ids) => self.decided(ids, State::Accepted),
            Command::Reject(ids) => self.decided(ids, State::Rejected),
            Command::Relabel { ids, label } => self.corrected(ids, |annotation| annotation.label = label.clone()),
            Command::RenameLabel { layer, from, to } => Ok(self.renamed(layer, from, to)),
            Command::Resize { id, spans } => self.corrected(&[*id], |annotation| {
                annotation.spans.clone_from(spans);
                annotation.orphan = None;
            }),
            Command::Delete(ids) => self.deleted(ids),
            Command::SetAttribute { ids, name, value } => self.corrected(ids, |annotation| match value {
                Some(value) => drop(annotation.attributes.insert(name.clone(), value.clone())),
                None => drop(annotation.attributes.remove(name)),
            }),
            Command::Split { id, at } => self.split(*id, *at, author),
            Command::Merge(ids) => self.merged(ids),
            Command::Identify { ids, name, number } => self.identified(ids, name, number.as_deref()),
            Command::Separate(id) => self.separated(*id),
            Command::Note { span, words } => self.noted(*span, words.as_deref(), author),
            Command::Relate { kind, from, to } => Ok(self.related(kind, *from, *to, author)),
            Command::RelateTo { kind, from, layer, label, spans } => {
                self.related_to_words(kind, *from, (layer, label, spans), author)
            }
            Command::Unrelate(ids) => self.unrelated(ids),
            Command::EditText(text) => Ok(self.text_changes(text)),
        }
    }

    fn annotated(
        &self,
        layer: &Layer,
        label: &Label,
        spans: &[Span],
        attributes: &BTreeMap<String, String>,
        author: &Author,
    ) -> Result<Vec<Change>, EditError> {
        let id = AnnotationId(self.next_id);
        let first = spans.first().ok_or(EditError::Spans(id))?;
        let mut same = self.starting_in(Span::new(first.start, first.start.saturating_add(1)));
        if let Some(same) = same.find(|it| it.layer == *layer && it.label == *label && it.spans == spans) {
            return self.decided(&[same.id], State::Accepted);
        }
        let known = self.known(layer, label, &BTreeSet::new());
        let attributes = attributes.clone();
        let after = Some(Annotation { attributes, ..annotation(id, layer, label, spans, author) });
        Ok(vec![self.mention(&known, Change::Annotation { before: None, after })])
    }

    fn all_annotated(&self, layer: &Layer, label: &Label, places: &[Span], author: &Author) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut next_id = self.next_id;
        let places: BTreeMap<Span, Prospect> =
            places.iter().map(|place| (*place, self.prospect(layer, label, *place))).collect();
        let relabelled = places.values().filter_map(|prospect| match prospect {
            Prospect::Relabel(id) => Some(*id),
            _ => None,
        });
        let known = self.known(layer, label, &relabelled.collect());
        for (place, prospect) in places {
            match prospect {
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
                    let made = made(AnnotationId(next_id), layer, label, &[place], author);
                    changes.push(self.mention(&known, made));
                    next_id = next_id.saturating_add(1);
                }
            }
        }
        changes
    }

    /// What mentions that are about to be made may name; nothing for what is no mention.
    fn known(&self, layer: &Layer, label: &Label, relabelled: &BTreeSet<AnnotationId>) -> Known<'_> {
        if *layer == Layer::Entity { Known::new(self, label, relabelled) } else { Known::default() }
    }

    /// `made` with what it names, where its words name something already.
    fn mention(&self, known: &Known<'_>, mut made: Change) -> Change {
        if let Change::Annotation { after: Some(after), .. } = &mut made {
            let words = self.article().text().get(after.extent().range()).unwrap_or_default();
            after.attributes.extend(known.attributes(words, after.extent().start));
        }
        made
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

    pub(super) fn corrected(
        &self,
        ids: &[AnnotationId],
        correct: impl Fn(&mut Annotation),
    ) -> Result<Vec<Change>, EditError> {
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

    fn renamed(&self, layer: &Layer, from: &Label, to: &Label) -> Vec<Change> {
        let named = self.annotations().filter(|it| it.layer == *layer && it.label == *from);
        named.filter_map(|before| revised(before, |annotation| annotation.label = to.clone())).collect()
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

    fn noted(&self, span: Span, words: Option<&str>, author: &Author) -> Result<Vec<Change>, EditError> {
        let layer = Layer::User("note".to_owned());
        let known = self.starting_in(Span::new(span.start, span.start.saturating_add(1)));
        let mut known = known.filter(|it| it.layer == layer && it.spans == [span] && it.state != State::Rejected);
        match (known.next(), words) {
            (Some(note), Some(words)) => Ok(revised(note, |note| write(note, words)).into_iter().collect()),
            (Some(note), None) => self.deleted(&[note.id]),
            (None, Some(words)) => {
                let mut note = annotation(AnnotationId(self.next_id), &layer, &"note".into(), &[span], author);
                write(&mut note, words);
                Ok(vec![Change::Annotation { before: None, after: Some(note) }])
            }
            (None, None) => Ok(Vec::new()),
        }
    }
}

fn write(note: &mut Annotation, words: &str) {
    note.attributes.insert("note".to_owned(), words.to_owned());
}

pub(super) fn made(id: AnnotationId, layer: &Layer, label: &Label, spans: &[Span], author: &Author) -> Change {
    Change::Annotation { before: None, after: Some(annotation(id, layer, label, spans, author)) }
}

fn annotation(id: AnnotationId, layer: &Layer, label: &Label, spans: &[Span], author: &Author) -> Annotation {
    Annotation {
        id,
        layer: layer.clone(),
        label: label.clone(),
        spans: spans.to_vec(),
        attributes: BTreeMap::new(),
        confidence: None,
        origin: origin(author),
        state: State::Accepted,
        orphan: None,
    }
}

pub(super) fn unique(ids: &[AnnotationId]) -> BTreeSet<AnnotationId> {
    ids.iter().copied().collect()
}

pub(super) const fn origin(author: &Author) -> Origin {
    match author {
        Author::Machine => Origin::Machine,
        Author::Human(_) => Origin::Human,
        Author::Import => Origin::Import,
    }
}

pub(super) fn revised(before: &Annotation, revise: impl FnOnce(&mut Annotation)) -> Option<Change> {
    let mut after = before.clone();
    revise(&mut after);
    (after != *before).then(|| Change::Annotation { before: Some(before.clone()), after: Some(after) })
}

pub(super) fn revised_relation(before: &Relation, state: State) -> Option<Change> {
    let after = Relation { state, ..before.clone() };
    (before.state != state).then(|| Change::Relation { before: Some(before.clone()), after: Some(after) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_one_edit_and_decides_nothing() {
        let (reader, span) = (Author::Human(None), Span::new(0, 4));
        let mut session = Session::new("Mali voted.");
        let note = |words: Option<&str>| Command::Note { span, words: words.map(str::to_owned) };
        let written = |session: &Session| {
            session.annotations().find_map(|it| it.attributes.get("note").cloned()).unwrap_or_default()
        };
        for (words, edits, expected) in [
            (None, 0, ""),
            (Some("Which part?"), 1, "Which part?"),
            (Some("Which part?"), 1, "Which part?"),
            (Some("The north."), 2, "The north."),
            (None, 3, ""),
        ] {
            session.perform(&note(words), &reader, 1).unwrap();
            assert_eq!((session.log().len(), written(&session).as_str()), (edits, expected), "{words:?}");
        }
        session.undo(&reader, 2).unwrap();
        assert_eq!(written(&session), "The north.");
    }
}
