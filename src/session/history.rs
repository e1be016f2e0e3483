//! Undo and redo: both append an Edit that takes an earlier one back.
//!
//! What can be undone is read off the log, so it survives a reload. A person's Edits and imports are on the stack, the
//! machine's suggestions are not. The rule where the machine has suggested something since:
//!
//! - Whatever the Edit touched becomes what it was before the Edit. That always wins over the machine.
//! - What the machine has done since to anything else stays, except what cannot stand: suggestions that say again what
//!   comes back, and suggested relations of what goes.
//! - An end of a relation that comes back comes back with it.
//! - Where the Edit changed the text, suggestions made since are about a text that is gone: everything becomes what it
//!   was before the Edit.

use super::merge::repeats;
use super::{Author, Change, Edit, EditError, Hunk, Session};
use crate::annotation::{Annotation, AnnotationId, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// What annotations and relations shall become, by id.
#[derive(Default)]
struct Target {
    annotations: BTreeMap<u32, Option<Annotation>>,
    relations: BTreeMap<u32, Option<Relation>>,
}

impl Session {
    /// Whether there is an Edit to undo.
    pub fn can_undo(&self) -> bool {
        !self.undoable.is_empty()
    }

    /// Whether there is an undo to take back.
    pub fn can_redo(&self) -> bool {
        !self.redoable.is_empty()
    }

    /// The Edit that [`Session::undo`] would take back.
    pub fn next_undo(&self) -> Option<&Edit> {
        self.log.get(*self.undoable.last()? as usize)
    }

    /// The Edit that [`Session::redo`] would do again.
    pub fn next_redo(&self) -> Option<&Edit> {
        let undo = self.log.get(*self.redoable.last()? as usize)?;
        self.log.get(undo.undoes? as usize)
    }

    /// Takes the latest Edit back that a person made; nothing where there is none.
    ///
    /// # Errors
    /// Never on a Session made by its own methods.
    pub fn undo(&mut self, author: &Author, at: u64) -> Result<Option<&Edit>, EditError> {
        let number = self.undoable.last().copied();
        self.take_back(number, "undo", author, at)
    }

    /// Takes the latest undo back; nothing where there is none, or a person has made another Edit since.
    ///
    /// # Errors
    /// Never on a Session made by its own methods.
    pub fn redo(&mut self, author: &Author, at: u64) -> Result<Option<&Edit>, EditError> {
        let number = self.redoable.last().copied();
        self.take_back(number, "redo", author, at)
    }

    fn take_back(
        &mut self,
        number: Option<u32>,
        action: &str,
        author: &Author,
        at: u64,
    ) -> Result<Option<&Edit>, EditError> {
        let Some(number) = number else { return Ok(None) };
        let changes = self.inverse(number);
        let edit = Edit {
            number: self.log.len() as u32,
            author: author.clone(),
            at,
            action: action.to_owned(),
            changes,
            undoes: Some(number),
        };
        self.append(edit).map(Some)
    }

    pub(super) fn can_take_back(&self, number: u32) -> bool {
        self.undoable.last() == Some(&number) || self.redoable.last() == Some(&number)
    }

    /// Keeps the stacks as the log says, for an Edit that is about to be appended.
    pub(super) fn stack(&mut self, edit: &Edit) {
        match edit.undoes {
            Some(number) if self.undoable.last() == Some(&number) => {
                self.undoable.pop();
                self.redoable.push(edit.number);
            }
            Some(_) => {
                self.redoable.pop();
                self.undoable.push(edit.number);
            }
            None if edit.author == Author::Machine => {}
            None => {
                self.redoable.clear();
                self.undoable.push(edit.number);
            }
        }
    }

    /// The changes that take the Edit of that number back, by the rule above.
    fn inverse(&self, number: u32) -> Vec<Change> {
        let since = &self.log[number as usize..];
        let Some((edit, later)) = since.split_first() else { return Vec::new() };
        let hunks = edit.changes.iter().find_map(|change| match change {
            Change::Text(hunks) => Some(inverse_hunks(hunks)),
            _ => None,
        });
        let target = match hunks {
            Some(_) => befores(since),
            None => self.reconciled(befores(std::slice::from_ref(edit)), later),
        };
        hunks.map(Change::Text).into_iter().chain(self.changes_to(target)).collect()
    }

    /// `target`, with what it needs of what the machine has changed in `later` Edits.
    fn reconciled(&self, mut target: Target, later: &[Edit]) -> Target {
        let was = befores(later);
        let ends: Vec<AnnotationId> =
            target.relations.values().flatten().flat_map(|relation| [relation.from, relation.to]).collect();
        for end in ends {
            let there = target.annotations.contains_key(&end.0) || self.annotations.contains_key(&end.0);
            if let (false, Some(before)) = (there, was.annotations.get(&end.0)) {
                target.annotations.insert(end.0, before.clone());
            }
        }
        for id in self.said_again(&target, &was) {
            target.annotations.insert(id, None);
        }
        for relation in self.left_hanging(&target) {
            target.relations.entry(relation).or_insert(None);
        }
        target
    }

    /// Suggestions made since that say again what comes back.
    fn said_again(&self, target: &Target, was: &Target) -> Vec<u32> {
        let made_since = |id: u32| was.annotations.get(&id).is_some_and(Option::is_none);
        let returning = target.annotations.values().flatten();
        returning
            .flat_map(|annotation| {
                let near = self.annotations_in(annotation.extent());
                near.filter(|it| made_since(it.id.0) && !target.annotations.contains_key(&it.id.0))
                    .filter(|it| self.is_undecided(it) && repeats(annotation, &it.layer, &it.spans))
                    .map(|it| it.id.0)
            })
            .collect()
    }

    /// Relations whose end goes.
    fn left_hanging(&self, target: &Target) -> BTreeSet<u32> {
        let going = target.annotations.iter().filter(|(_, annotation)| annotation.is_none());
        going.flat_map(|(id, _)| self.relations_of(AnnotationId(*id))).map(|relation| relation.id.0).collect()
    }

    fn changes_to(&self, target: Target) -> Vec<Change> {
        let annotations = target.annotations.into_iter().map(|(id, after)| {
            let before = self.annotations.get(&id).cloned();
            (before != after).then_some(Change::Annotation { before, after })
        });
        let relations = target.relations.into_iter().map(|(id, after)| {
            let before = self.relations.get(&id).cloned();
            (before != after).then_some(Change::Relation { before, after })
        });
        annotations.chain(relations).flatten().collect()
    }
}

/// What everything that `edits` change was before the first of them.
fn befores(edits: &[Edit]) -> Target {
    let mut target = Target::default();
    for change in edits.iter().flat_map(|edit| &edit.changes) {
        match change {
            Change::Text(_) => {}
            Change::Annotation { before, after } => {
                if let Some(id) = before.as_ref().or(after.as_ref()).map(|annotation| annotation.id.0) {
                    target.annotations.entry(id).or_insert_with(|| before.clone());
                }
            }
            Change::Relation { before, after } => {
                if let Some(id) = before.as_ref().or(after.as_ref()).map(|relation| relation.id.0) {
                    target.relations.entry(id).or_insert_with(|| before.clone());
                }
            }
        }
    }
    target
}

fn inverse_hunks(hunks: &[Hunk]) -> Vec<Hunk> {
    let (mut end_before, mut end_after) = (0, 0);
    let mut inverse = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        let start = end_after + (hunk.start - end_before);
        (end_before, end_after) = (hunk.end(), start + hunk.after.len() as u32);
        inverse.push(Hunk { start, before: hunk.after.clone(), after: hunk.before.clone() });
    }
    inverse
}
