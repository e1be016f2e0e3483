//! One annotation made two, and several made one.

use super::command::{origin, revised, unique};
use super::relate::link;
use super::{Author, Change, EditError, Session};
use crate::annotation::{Annotation, AnnotationId, Origin, Relation, State};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// `spans` as the fragments of one annotation: in order, and one where they overlap, touch, or have nothing but spaces
/// of one line between them.
///
/// ```
/// use postil::Span;
/// use postil::session::joined;
///
/// let spans = [Span::new(13, 17), Span::new(0, 3), Span::new(4, 8)];
/// assert_eq!(joined("Awa Kone and Issa", &spans), [Span::new(0, 8), Span::new(13, 17)]);
/// ```
pub fn joined(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.iter().copied().filter(|span| !span.is_empty()).collect();
    spans.sort_unstable();
    let mut found: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match found.last_mut() {
            Some(last) if is_joint(text, last.end, span.start) => *last = last.cover(span),
            _ => found.push(span),
        }
    }
    found
}

/// What is left of `spans` without the words of `taken`, and without spaces at the cuts.
///
/// ```
/// use postil::Span;
/// use postil::session::without;
///
/// let left = without("He, it is said, left", &[Span::new(0, 20)], Span::new(2, 15));
/// assert_eq!(left, [Span::new(0, 2), Span::new(16, 20)]);
/// ```
pub fn without(text: &str, spans: &[Span], taken: Span) -> Vec<Span> {
    let left = |span: &Span| {
        if !span.overlaps(taken) {
            return [Some(*span), None];
        }
        let (end, start) = (taken.start.clamp(span.start, span.end), taken.end.clamp(span.start, span.end));
        [trimmed(text, Span::new(span.start, end)), trimmed(text, Span::new(start, span.end))]
    };
    spans.iter().flat_map(left).flatten().collect()
}

fn is_joint(text: &str, end: u32, start: u32) -> bool {
    let between = text.get(end as usize..start.max(end) as usize);
    between.is_some_and(|between| between.chars().all(|it| it.is_whitespace() && it != '\n'))
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = text.get(span.range())?;
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    let kept = Span::new(start, start + words.trim().len() as u32);
    (!kept.is_empty()).then_some(kept)
}

impl Session {
    /// The changes that cut an annotation in two at `at`; none where a part would have no words.
    pub(super) fn split(&self, id: AnnotationId, at: u32, author: &Author) -> Result<Vec<Change>, EditError> {
        let before = self.annotation(id).ok_or(EditError::Missing(id))?;
        let text = self.article().text();
        if !text.is_char_boundary(at as usize) {
            return Err(EditError::Spans(id));
        }
        let head = without(text, &before.spans, Span::new(at, text.len() as u32));
        let tail = without(text, &before.spans, Span::new(0, at));
        if head.is_empty() || tail.is_empty() {
            return Ok(Vec::new());
        }
        let second = AnnotationId(self.next_id);
        let (state, confidence, origin) = (State::Accepted, None, origin(author));
        let made = Annotation { id: second, spans: tail, state, confidence, origin, ..before.clone() };
        let mut changes: Vec<Change> = revised(before, |annotation| {
            annotation.spans = head;
            annotation.state = state;
        })
        .into_iter()
        .collect();
        changes.push(Change::Annotation { before: None, after: Some(made) });
        // Both halves of what somebody says are said by the same source.
        let source =
            self.relations_of(id).find(|it| it.from == id && it.kind == "source" && it.state != State::Rejected);
        let next = AnnotationId(self.next_id.saturating_add(1));
        changes.extend(source.map(|source| link(next, "source", second, source.to, author)));
        Ok(changes)
    }

    /// The changes that make annotations of one layer into the first of them; none where there are not two such.
    pub(super) fn merged(&self, ids: &[AnnotationId]) -> Result<Vec<Change>, EditError> {
        let Some(first) = ids.first() else { return Ok(Vec::new()) };
        let kept = self.annotation(*first).ok_or(EditError::Missing(*first))?;
        let mut others = Vec::new();
        for id in unique(ids).into_iter().filter(|id| id != first) {
            others.push(self.annotation(id).ok_or(EditError::Missing(id))?);
        }
        let is_one = |it: &&Annotation| it.layer == kept.layer && !it.spans.is_empty();
        if others.is_empty() || kept.spans.is_empty() || !others.iter().all(is_one) {
            return Ok(Vec::new());
        }
        let spans = kept.spans.iter().chain(others.iter().flat_map(|other| &other.spans)).copied();
        let spans = joined(self.article().text(), &spans.collect::<Vec<_>>());
        let mut changes: Vec<Change> = revised(kept, |annotation| {
            annotation.spans = spans;
            annotation.state = State::Accepted;
        })
        .into_iter()
        .collect();
        changes.extend(others.iter().filter_map(|other| taken_off(other)));
        changes.extend(self.relinked(kept.id, &others));
        Ok(changes)
    }

    /// Has the links of `others` begin and end at `kept`. Those among themselves go, and those that say again what is
    /// there or give a second source.
    fn relinked(&self, kept: AnnotationId, others: &[&Annotation]) -> Vec<Change> {
        let going: BTreeSet<AnnotationId> = others.iter().map(|other| other.id).collect();
        let end = |id: AnnotationId| if going.contains(&id) { kept } else { id };
        let stands = |it: &&Relation| it.state != State::Rejected;
        let of_kept = self.relations_of(kept).filter(stands);
        let mut there: BTreeSet<_> = of_kept.map(|it| (it.kind.as_str(), it.from, it.to)).collect();
        let has_source = |there: &BTreeSet<(&str, AnnotationId, AnnotationId)>| {
            there.iter().any(|(kind, from, _)| *kind == "source" && *from == kept)
        };
        let links: BTreeMap<AnnotationId, &Relation> =
            going.iter().flat_map(|id| self.relations_of(*id)).map(|it| (it.id, it)).collect();
        let mut changes = Vec::new();
        for before in links.into_values() {
            let (from, to) = (end(before.from), end(before.to));
            let is_second = before.kind == "source" && from == kept && has_source(&there);
            let moves = from != to && stands(&before) && !is_second && there.insert((&before.kind, from, to));
            let after = moves.then(|| Relation { from, to, ..before.clone() });
            changes.push(Change::Relation { before: Some(before.clone()), after });
        }
        changes
    }
}

/// How an annotation goes: the machine's is kept as rejected, so that it is not suggested again.
fn taken_off(before: &Annotation) -> Option<Change> {
    if before.origin == Origin::Machine {
        return revised(before, |annotation| annotation.state = State::Rejected);
    }
    Some(Change::Annotation { before: Some(before.clone()), after: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Label, Layer};
    use crate::session::Command;

    const PERSON: Author = Author::Human(None);
    const TEXT: &str = "Awa Kone, Issa Sall and Kone spoke.";

    fn annotate(session: &mut Session, layer: &Layer, spans: &[(u32, u32)]) -> AnnotationId {
        let spans: Vec<Span> = spans.iter().copied().map(Span::from).collect();
        let command = Command::Annotate { layer: layer.clone(), label: Label::from("PERSON"), spans: spans.clone() };
        session.perform(&command, &PERSON, 0).unwrap();
        session.annotations().find(|it| it.layer == *layer && it.spans == spans).unwrap().id
    }

    fn shown(session: &Session) -> Vec<Vec<&str>> {
        let words = |it: &Annotation| it.spans.iter().map(|span| span.slice(TEXT)).collect();
        session.annotations().map(words).collect()
    }

    #[test]
    fn an_annotation_is_cut_between_words_and_across_fragments() {
        let cases: [(u32, &[&[&str]]); 5] = [
            (8, &[&["Awa Kone"], &[", Issa Sall", "Kone"]]),
            (20, &[&["Awa Kone, Issa Sall"], &["Kone"]]),
            (24, &[&["Awa Kone, Issa Sall"], &["Kone"]]),
            (0, &[&["Awa Kone, Issa Sall", "Kone"]]),
            (28, &[&["Awa Kone, Issa Sall", "Kone"]]),
        ];
        for (at, expected) in cases {
            let mut session = Session::new(TEXT);
            let id = annotate(&mut session, &Layer::Entity, &[(0, 19), (24, 28)]);
            session.perform(&Command::Split { id, at }, &PERSON, 1).unwrap();
            assert_eq!(shown(&session), expected, "{at}");
        }
    }

    #[test]
    fn both_halves_have_the_source() {
        let mut session = Session::new(TEXT);
        let (said, source) = (
            annotate(&mut session, &Layer::Quotation, &[(0, 19)]),
            annotate(&mut session, &Layer::Source, &[(24, 28)]),
        );
        session.perform(&Command::Relate { kind: "source".to_owned(), from: said, to: source }, &PERSON, 1).unwrap();
        session.perform(&Command::Split { id: said, at: 10 }, &PERSON, 2).unwrap();
        let sources = session.annotations().filter(|it| it.layer == Layer::Quotation);
        let sources: Vec<_> = sources.map(|it| it.attributes.get("source").map(String::as_str)).collect();
        assert_eq!(sources, [Some("Kone"), Some("Kone")]);
        session.undo(&PERSON, 3).unwrap();
        assert_eq!((session.annotations().count(), session.relations().count()), (2, 1));
    }

    #[test]
    fn merged_ones_are_joined_where_only_a_space_is_between_and_keep_their_links() {
        let mut session = Session::new(TEXT);
        let [awa, kone, last, note] = [(0, 3), (4, 8), (24, 28), (29, 34)].map(|span| {
            let layer = if span.0 == 29 { Layer::Source } else { Layer::Entity };
            annotate(&mut session, &layer, &[span])
        });
        session.perform(&Command::Relate { kind: "same-as".to_owned(), from: kone, to: last }, &PERSON, 1).unwrap();
        session.perform(&Command::Relate { kind: "own".to_owned(), from: note, to: last }, &PERSON, 1).unwrap();
        let before = format!("{:?}", session.annotations().collect::<Vec<_>>());
        session.perform(&Command::Merge(vec![awa, kone]), &PERSON, 2).unwrap();
        assert_eq!(shown(&session)[0], ["Awa Kone"]);
        let links = |session: &Session| session.relations().map(|it| (it.from, it.to)).collect::<Vec<_>>();
        assert_eq!(links(&session), [(awa, last), (note, last)]);
        session.perform(&Command::Merge(vec![awa, last]), &PERSON, 3).unwrap();
        assert_eq!(shown(&session)[0], ["Awa Kone", "Kone"]);
        assert_eq!(links(&session), [(note, awa)]);
        assert_eq!(session.perform(&Command::Merge(vec![awa, note]), &PERSON, 4), Ok(None), "of another layer");
        session.undo(&PERSON, 5).unwrap();
        session.undo(&PERSON, 6).unwrap();
        assert_eq!(format!("{:?}", session.annotations().collect::<Vec<_>>()), before);
    }

    #[test]
    fn no_cut_leaves_an_empty_fragment() {
        let taken = |from: u32, to: u32| without(TEXT, &[Span::new(0, 8), Span::new(10, 19)], Span::new(from, to));
        assert_eq!(taken(0, 8), [Span::new(10, 19)]);
        assert_eq!(taken(4, 14), [Span::new(0, 3), Span::new(15, 19)]);
        assert_eq!(taken(8, 10), [Span::new(0, 8), Span::new(10, 19)]);
        assert_eq!(taken(0, 35), []);
    }
}
