//! The one door through which a Session changes: an Edit is checked as a whole, then done as a whole.

use super::{Author, Change, Edit, EditError, Hunk, Session, undecided};
use crate::annotation::{Annotation, AnnotationId, Relation};
use crate::article::Article;
use crate::text::Span;
use std::collections::BTreeMap;

/// What one change means for the state.
struct Step {
    id: AnnotationId,
    /// Whether both its sides are the machine's.
    is_undecided: bool,
    is_new: bool,
    /// Whether an annotation is there afterwards.
    stays: bool,
}

impl Session {
    /// Appends an Edit made of `changes` and gives it back as it stands in the log.
    ///
    /// # Errors
    /// Where the changes do not fit the state; then nothing has changed.
    pub fn apply(&mut self, author: &Author, at: u64, action: &str, changes: Vec<Change>) -> Result<&Edit, EditError> {
        let number = self.log.len() as u32;
        self.append(Edit { number, author: author.clone(), at, action: action.to_owned(), changes, undoes: None })
    }

    /// Checks `edit` against the state, does it, and appends it to the log.
    pub(super) fn append(&mut self, edit: Edit) -> Result<&Edit, EditError> {
        let article = self.check(&edit)?;
        if let Some(article) = article {
            self.article = article;
        }
        for change in &edit.changes {
            match change {
                Change::Annotation { before, after } => self.replace_annotation(before.as_ref(), after.as_ref()),
                Change::Relation { before, after } => self.replace_relation(before.as_ref(), after.as_ref()),
                Change::Text(_) => {}
            }
        }
        self.stack(&edit);
        self.log.push(edit);
        self.log.last().ok_or(EditError::Empty)
    }

    fn replace_annotation(&mut self, before: Option<&Annotation>, after: Option<&Annotation>) {
        if let Some(before) = before {
            self.starts.remove(&(before.extent().start, before.id.0));
            self.annotations.remove(&before.id.0);
        }
        if let Some(after) = after {
            if !after.spans.is_empty() {
                self.starts.insert((after.extent().start, after.id.0));
                self.longest = self.longest.max(after.extent().len());
            }
            self.next_id = self.next_id.max(after.id.0.saturating_add(1));
            self.annotations.insert(after.id.0, after.clone());
        }
    }

    fn replace_relation(&mut self, before: Option<&Relation>, after: Option<&Relation>) {
        if let Some(before) = before {
            self.links.remove(&(before.from.0, before.id.0));
            self.links.remove(&(before.to.0, before.id.0));
            self.relations.remove(&before.id.0);
        }
        if let Some(after) = after {
            self.links.insert((after.from.0, after.id.0));
            self.links.insert((after.to.0, after.id.0));
            self.next_id = self.next_id.max(after.id.0.saturating_add(1));
            self.relations.insert(after.id.0, after.clone());
        }
    }

    /// The Article after `edit` where it changes the text, or why it may not be done.
    fn check(&self, edit: &Edit) -> Result<Option<Article>, EditError> {
        if edit.changes.is_empty() && edit.undoes.is_none() {
            return Err(EditError::Empty);
        }
        if edit.number != self.log.len() as u32 {
            return Err(EditError::Number(edit.number));
        }
        if let Some(number) = edit.undoes.filter(|number| !self.can_take_back(*number)) {
            return Err(EditError::Undo(number));
        }
        let article = self.changed_article(edit)?;
        let staged = self.stage(edit)?;
        self.check_values(edit, article.as_ref().unwrap_or(&self.article).text(), &staged)?;
        if let Some(article) = &article {
            self.check_untouched(article.text(), &staged)?;
        }
        Ok(article)
    }

    fn changed_article(&self, edit: &Edit) -> Result<Option<Article>, EditError> {
        let mut texts = edit.changes.iter().enumerate().filter_map(|(place, change)| match change {
            Change::Text(hunks) => Some((place, hunks)),
            _ => None,
        });
        let Some((place, hunks)) = texts.next() else { return Ok(None) };
        if place > 0 || texts.next().is_some() || edit.author == Author::Machine {
            return Err(EditError::Text);
        }
        let text = patch(self.article.text(), hunks).ok_or(EditError::Text)?;
        let article = Article::new(&text);
        if article.text() == text { Ok(Some(article)) } else { Err(EditError::Text) }
    }

    /// Which ids the Edit changes, each with whether it is there afterwards as an annotation; checks the befores.
    fn stage(&self, edit: &Edit) -> Result<BTreeMap<u32, bool>, EditError> {
        let mut staged = BTreeMap::new();
        for change in &edit.changes {
            let Some(step) = self.step(change)? else { continue };
            if edit.author == Author::Machine && !step.is_undecided {
                return Err(EditError::Decided(step.id));
            }
            // Only taking back an Edit brings an old name back, and then for the thing that had it.
            if step.is_new && self.is_taken(step.id, edit.undoes.is_some()) {
                return Err(EditError::Used(step.id));
            }
            if staged.insert(step.id.0, step.stays).is_some() {
                return Err(EditError::Malformed);
            }
        }
        Ok(staged)
    }

    fn step(&self, change: &Change) -> Result<Option<Step>, EditError> {
        match change {
            Change::Text(_) => Ok(None),
            Change::Annotation { before, after } => {
                let id = same_id(before.as_ref().map(|it| it.id), after.as_ref().map(|it| it.id))?;
                if self.annotations.get(&id.0) != before.as_ref() {
                    return Err(EditError::Stale(id));
                }
                Ok(Some(Step {
                    id,
                    is_undecided: before.iter().chain(after).all(|it| undecided(it.origin, it.state)),
                    is_new: before.is_none(),
                    stays: after.is_some(),
                }))
            }
            Change::Relation { before, after } => {
                let id = same_id(before.as_ref().map(|it| it.id), after.as_ref().map(|it| it.id))?;
                if self.relations.get(&id.0) != before.as_ref() {
                    return Err(EditError::Stale(id));
                }
                Ok(Some(Step {
                    id,
                    is_undecided: before.iter().chain(after).all(|it| undecided(it.origin, it.state)),
                    is_new: before.is_none(),
                    stays: false,
                }))
            }
        }
    }

    fn is_taken(&self, id: AnnotationId, comes_back: bool) -> bool {
        let in_use = self.annotations.contains_key(&id.0) || self.relations.contains_key(&id.0);
        in_use || id.0 < self.next_id && !comes_back || id.0 == u32::MAX
    }

    fn check_values(&self, edit: &Edit, text: &str, staged: &BTreeMap<u32, bool>) -> Result<(), EditError> {
        let there = |id: AnnotationId| staged.get(&id.0).copied().unwrap_or(self.annotations.contains_key(&id.0));
        for change in &edit.changes {
            match change {
                Change::Annotation { after: Some(after), .. } => check_annotation(after, text)?,
                Change::Annotation { before: Some(before), after: None } => {
                    let mut left = self.links.range((before.id.0, 0)..=(before.id.0, u32::MAX));
                    if let Some((_, relation)) = left.find(|(_, relation)| !staged.contains_key(relation)) {
                        return Err(EditError::Dangling(AnnotationId(*relation)));
                    }
                }
                Change::Relation { after: Some(after), .. } if !there(after.from) || !there(after.to) => {
                    return Err(EditError::Dangling(after.id));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Where the text changes, what the Edit leaves alone must still lie on it.
    fn check_untouched(&self, text: &str, staged: &BTreeMap<u32, bool>) -> Result<(), EditError> {
        let mut untouched = self.annotations.values().filter(|it| !staged.contains_key(&it.id.0));
        untouched.try_for_each(|annotation| check_annotation(annotation, text))
    }
}

fn same_id(before: Option<AnnotationId>, after: Option<AnnotationId>) -> Result<AnnotationId, EditError> {
    match (before, after) {
        (Some(before), Some(after)) if before != after => Err(EditError::Malformed),
        (Some(id), _) | (None, Some(id)) => Ok(id),
        (None, None) => Err(EditError::Malformed),
    }
}

fn check_annotation(annotation: &Annotation, text: &str) -> Result<(), EditError> {
    let placed = match annotation.orphan {
        Some(_) => annotation.spans.is_empty(),
        None => !annotation.spans.is_empty() && are_fragments(&annotation.spans, text),
    };
    if !placed {
        return Err(EditError::Spans(annotation.id));
    }
    match annotation.confidence {
        Some(confidence) if !(0.0..=1.0).contains(&confidence) => Err(EditError::Confidence(annotation.id)),
        _ => Ok(()),
    }
}

/// Whether `spans` are in order, not empty, not touching, and on character boundaries of `text`.
fn are_fragments(spans: &[Span], text: &str) -> bool {
    let whole = |span: &Span| !span.is_empty() && text.get(span.range()).is_some();
    spans.iter().all(whole) && spans.windows(2).all(|pair| pair[0].end < pair[1].start)
}

/// `text` with `hunks` put in, or nothing where they do not fit.
pub(crate) fn patch(text: &str, hunks: &[Hunk]) -> Option<String> {
    let mut patched = String::with_capacity(text.len());
    let mut from = 0;
    for hunk in hunks {
        patched.push_str(text.get(from..hunk.start as usize)?);
        from = hunk.start as usize + hunk.before.len();
        if text.get(hunk.start as usize..from)? != hunk.before {
            return None;
        }
        patched.push_str(&hunk.after);
    }
    patched.push_str(text.get(from..)?);
    Some(patched)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Label, Layer, Origin, State};

    const PERSON: Author = Author::Human(None);

    fn annotation(id: u32, spans: &[(u32, u32)]) -> Annotation {
        Annotation {
            id: AnnotationId(id),
            layer: Layer::Entity,
            label: Label::from("PERSON"),
            spans: spans.iter().map(|span| Span::from(*span)).collect(),
            attributes: BTreeMap::new(),
            confidence: None,
            origin: Origin::Human,
            state: State::Accepted,
            orphan: None,
        }
    }

    fn relation(id: u32, from: u32, to: u32) -> Relation {
        let (from, to) = (AnnotationId(from), AnnotationId(to));
        let (origin, state) = (Origin::Human, State::Accepted);
        Relation { id: AnnotationId(id), kind: "same-as".to_owned(), from, to, origin, state }
    }

    fn new(after: Annotation) -> Change {
        Change::Annotation { before: None, after: Some(after) }
    }

    fn link(after: Relation) -> Change {
        Change::Relation { before: None, after: Some(after) }
    }

    fn hunk(start: u32, before: &str, after: &str) -> Change {
        Change::Text(vec![Hunk { start, before: before.to_owned(), after: after.to_owned() }])
    }

    /// "Goïta left." with the name (0), the verb (1), and a relation from one to the other (2).
    fn session() -> Session {
        let mut session = Session::new("Goïta left.");
        let changes = vec![new(annotation(0, &[(0, 6)])), new(annotation(1, &[(7, 11)])), link(relation(2, 0, 1))];
        session.apply(&PERSON, 0, "annotate", changes).unwrap();
        session
    }

    #[test]
    fn what_does_not_fit_is_refused_and_changes_nothing() {
        let unsure = Annotation { confidence: Some(f32::NAN), ..annotation(3, &[(0, 2)]) };
        let lost = Annotation { orphan: Some("Goïta".to_owned()), ..annotation(3, &[(0, 2)]) };
        let removed = Change::Annotation { before: Some(annotation(0, &[(0, 6)])), after: None };
        let stale = Change::Annotation { before: Some(annotation(0, &[(0, 2)])), after: None };
        let id = AnnotationId;
        let cases = [
            (vec![], EditError::Empty),
            (vec![new(annotation(3, &[]))], EditError::Spans(id(3))),
            (vec![new(annotation(3, &[(1, 1)]))], EditError::Spans(id(3))),
            (vec![new(annotation(3, &[(0, 3)]))], EditError::Spans(id(3))),
            (vec![new(annotation(3, &[(0, 99)]))], EditError::Spans(id(3))),
            (vec![new(annotation(3, &[(7, 9), (0, 2)]))], EditError::Spans(id(3))),
            (vec![new(annotation(3, &[(0, 2), (2, 4)]))], EditError::Spans(id(3))),
            (vec![new(lost)], EditError::Spans(id(3))),
            (vec![new(unsure)], EditError::Confidence(id(3))),
            (vec![new(annotation(0, &[(0, 2)]))], EditError::Stale(id(0))),
            (vec![new(annotation(2, &[(0, 2)]))], EditError::Used(id(2))),
            (vec![new(annotation(u32::MAX, &[(0, 2)]))], EditError::Used(id(u32::MAX))),
            (vec![new(annotation(3, &[(0, 2)])), new(annotation(3, &[(0, 2)]))], EditError::Malformed),
            (vec![Change::Annotation { before: None, after: None }], EditError::Malformed),
            (vec![stale], EditError::Stale(id(0))),
            (vec![removed], EditError::Dangling(id(2))),
            (vec![link(relation(3, 0, 9))], EditError::Dangling(id(3))),
            (vec![link(relation(3, 0, 2))], EditError::Dangling(id(3))),
            (vec![hunk(0, "Gone", "")], EditError::Text),
            (vec![hunk(0, "Go", "\r\n")], EditError::Text),
            (vec![hunk(0, "Goïta ", "")], EditError::Spans(id(0))),
        ];
        for (changes, expected) in cases {
            let mut session = session();
            let shown = format!("{changes:?}");
            assert_eq!(session.apply(&PERSON, 0, "test", changes).map(|_| ()), Err(expected), "{shown}");
            assert_eq!(format!("{session:?}"), format!("{:?}", self::session()));
        }
    }

    #[test]
    fn a_log_out_of_order_is_not_replayed() {
        let log = session().log().to_vec();
        let undo = Edit { number: 1, changes: Vec::new(), undoes: Some(1), ..log[0].clone() };
        let wrong = Edit { number: 4, ..log[0].clone() };
        for (edit, error) in [(undo, EditError::Undo(1)), (wrong, EditError::Number(4))] {
            let log = vec![log[0].clone(), edit];
            assert_eq!(
                Session::replay("Goïta left.", log).map(|_| ()),
                Err(crate::session::ReplayError { number: 1, error })
            );
        }
    }
}
