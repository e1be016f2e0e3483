//! How a new analysis enters a Session: one Edit by the machine that leaves everything alone that a person decided.
//!
//! A suggestion that is there already keeps its id. A new one is left out where it says again what somebody has decided
//! on ([`repeats`]): it shares a byte with a standing annotation of its layer (quotations nest, so there it must share
//! half of the longer one), or half of the longer one with a rejected annotation. Links to a suggestion that is left out
//! go to the standing annotation in its place.

use super::{Author, Change, Edit, EditError, Session, Suggestion, Suggestions, undecided};
use crate::annotation::{Annotation, AnnotationId, Label, Layer, Origin, Relation, State};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What makes two suggestions the same one.
type Key<'a> = (&'a Layer, &'a Label, &'a [Span]);

impl Session {
    /// Replaces the undecided suggestions that begin inside `within` by `suggestions`, of which those that begin
    /// elsewhere are ignored. Gives the Edit, or nothing where nothing changes.
    ///
    /// # Errors
    /// Where suggestions do not lie on the text, as those for another text; then nothing has changed.
    pub fn suggest(&mut self, within: Span, suggestions: &Suggestions, at: u64) -> Result<Option<&Edit>, EditError> {
        let suggestions = suggestions.within(within);
        let mut merge = Merge::new(self, within);
        let places: Vec<Option<AnnotationId>> =
            suggestions.annotations.iter().map(|suggestion| merge.place(suggestion)).collect();
        merge.remove_unsaid();
        merge.relate(&suggestions.relations, &places);
        let changes = merge.changes;
        if changes.is_empty() {
            return Ok(None);
        }
        self.apply(&Author::Machine, at, "suggest", changes).map(Some)
    }
}

/// A merge under way.
struct Merge<'a> {
    session: &'a Session,
    within: Span,
    /// Undecided suggestions that were there and have not been said again yet.
    unsaid: BTreeMap<Key<'a>, &'a Annotation>,
    /// Undecided suggestions that say the same as another.
    doubles: Vec<&'a Annotation>,
    /// What has been said, in the Session's terms.
    said: BTreeMap<(Layer, Label, Vec<Span>), AnnotationId>,
    gone: BTreeSet<AnnotationId>,
    next_id: u32,
    changes: Vec<Change>,
}

impl<'a> Merge<'a> {
    fn new(session: &'a Session, within: Span) -> Self {
        let mut unsaid = BTreeMap::new();
        let mut doubles = Vec::new();
        for annotation in session.starting_in(within).filter(|annotation| session.is_undecided(annotation)) {
            doubles.extend(unsaid.insert((&annotation.layer, &annotation.label, &annotation.spans[..]), annotation));
        }
        let (said, gone, changes) = Default::default();
        Self { session, within, unsaid, doubles, said, gone, next_id: session.next_id, changes }
    }

    /// The annotation that stands for `suggestion`, old or new; none where a person has rejected it.
    fn place(&mut self, suggestion: &'a Suggestion) -> Option<AnnotationId> {
        let key = (suggestion.layer.clone(), suggestion.label.clone(), suggestion.spans.clone());
        if let Some(id) = self.said.get(&key) {
            return Some(*id);
        }
        let known = self.unsaid.remove(&(&suggestion.layer, &suggestion.label, &suggestion.spans[..]));
        let id = if let Some(known) = known {
            self.keep(known, suggestion)
        } else if let Some(decided) = self.decided(suggestion) {
            (decided.state != State::Rejected).then_some(decided.id)?
        } else {
            self.add(suggestion)
        };
        self.said.insert(key, id);
        Some(id)
    }

    fn decided(&self, suggestion: &Suggestion) -> Option<&'a Annotation> {
        let extent = suggestion.extent();
        let decided = self.session.annotations_in(extent).filter(|it| !self.session.is_undecided(it));
        decided
            .filter(|it| repeats(it, &suggestion.layer, &suggestion.spans))
            .max_by_key(|it| (shared(&it.spans, &suggestion.spans), it.state != State::Rejected))
    }

    fn keep(&mut self, known: &Annotation, suggestion: &Suggestion) -> AnnotationId {
        let after = suggestion.annotation(known.id);
        if *known != after {
            self.changes.push(Change::Annotation { before: Some(known.clone()), after: Some(after) });
        }
        known.id
    }

    fn add(&mut self, suggestion: &Suggestion) -> AnnotationId {
        let id = self.fresh();
        self.changes.push(Change::Annotation { before: None, after: Some(suggestion.annotation(id)) });
        id
    }

    fn fresh(&mut self) -> AnnotationId {
        let id = AnnotationId(self.next_id);
        self.next_id = self.next_id.saturating_add(1);
        id
    }

    fn remove_unsaid(&mut self) {
        let unsaid = std::mem::take(&mut self.unsaid);
        for annotation in unsaid.into_values().chain(std::mem::take(&mut self.doubles)) {
            self.gone.insert(annotation.id);
            self.changes.push(Change::Annotation { before: Some(annotation.clone()), after: None });
        }
    }

    /// Brings the suggested links in line: new ones come, those that are not said again go.
    fn relate(&mut self, links: &[(u32, String, u32)], places: &[Option<AnnotationId>]) {
        let place = |index: &u32| places.get(*index as usize).copied().flatten();
        let mut said = BTreeSet::new();
        for (from, kind, to) in links {
            if let (Some(from), Some(to)) = (place(from), place(to))
                && from != to
                && !self.has_decided_source(from, kind)
            {
                said.insert((from, kind.as_str(), to));
            }
        }
        for relation in self.relations_within() {
            let is_said = said.remove(&(relation.from, relation.kind.as_str(), relation.to));
            if !is_said && undecided(relation.origin, relation.state) {
                self.changes.push(Change::Relation { before: Some(relation.clone()), after: None });
            }
        }
        for (from, kind, to) in said {
            let id = self.fresh();
            let (origin, state) = (Origin::Machine, State::Suggested);
            let relation = Relation { id, kind: kind.to_owned(), from, to, origin, state };
            self.changes.push(Change::Relation { before: None, after: Some(relation) });
        }
    }

    /// Whether a person has said where the words of `from` come from: a quotation or claim has one source.
    fn has_decided_source(&self, from: AnnotationId, kind: &str) -> bool {
        let stands = |it: &Relation| it.state == State::Accepted || it.origin != Origin::Machine;
        kind == "source" && self.session.relations_of(from).any(|it| it.from == from && it.kind == kind && stands(it))
    }

    /// The relations that this merge decides on, by id: both ends inside the stretch, or an end that goes.
    fn relations_within(&self) -> Vec<&'a Relation> {
        let mut found = BTreeMap::new();
        let inside = self.session.starting_in(self.within).map(|annotation| annotation.id);
        let ends: BTreeSet<AnnotationId> = inside.chain(self.said.values().copied()).collect();
        for end in &ends {
            for relation in self.session.relations_of(*end) {
                let both = ends.contains(&relation.from) && ends.contains(&relation.to);
                if both || self.gone.contains(end) {
                    found.insert(relation.id, relation);
                }
            }
        }
        found.into_values().collect()
    }
}

/// Whether a suggestion of that layer and those spans says again what `decided` says.
pub(super) fn repeats(decided: &Annotation, layer: &Layer, spans: &[Span]) -> bool {
    if decided.layer != *layer {
        return false;
    }
    let shared = shared(&decided.spans, spans);
    let longer = length(&decided.spans).max(length(spans));
    if decided.state == State::Rejected || *layer == Layer::Quotation {
        shared > 0 && shared * 2 >= longer
    } else {
        shared > 0
    }
}

fn length(spans: &[Span]) -> u64 {
    spans.iter().map(|span| u64::from(span.len())).sum()
}

/// How many bytes two lists of fragments in order share.
fn shared(left: &[Span], right: &[Span]) -> u64 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
        shared += u64::from(a.end.min(b.end).saturating_sub(a.start.max(b.start)));
        if a.end < b.end { i += 1 } else { j += 1 }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Command;

    const PERSON: Author = Author::Human(None);
    /// "Awa Kone" 0..8, "left Mali" 9..18, "Mali" 14..18.
    const TEXT: &str = "Awa Kone left Mali.";

    fn suggestion(layer: Layer, start: u32, end: u32) -> Suggestion {
        let (label, spans) = (Label::from("ORG"), vec![Span::new(start, end)]);
        Suggestion { layer, label, spans, attributes: BTreeMap::new(), confidence: 0.5 }
    }

    fn suggest(session: &mut Session, annotations: &[Suggestion], links: &[(u32, &str, u32)]) -> usize {
        let relations = links.iter().map(|(from, kind, to)| (*from, (*kind).to_owned(), *to)).collect();
        let suggestions = Suggestions { annotations: annotations.to_vec(), relations };
        let whole = Span::new(0, TEXT.len() as u32);
        session.suggest(whole, &suggestions, 0).unwrap().map_or(0, |edit| edit.changes.len())
    }

    fn shown(session: &Session) -> Vec<String> {
        let shown = |it: &Annotation| format!("{} {} {:?}", it.id.0, it.spans[0].slice(TEXT), it.state);
        session.annotations().map(shown).collect()
    }

    #[test]
    fn what_is_said_again_keeps_its_id_and_what_is_not_goes() {
        let mut session = Session::new(TEXT);
        let (awa, kone, mali) =
            (suggestion(Layer::Entity, 0, 3), suggestion(Layer::Entity, 4, 8), suggestion(Layer::Entity, 14, 18));
        assert_eq!(suggest(&mut session, &[awa, mali.clone()], &[(0, "same-as", 1)]), 3);
        assert_eq!(suggest(&mut session, &[kone.clone(), mali.clone()], &[]), 3);
        assert_eq!(shown(&session), ["1 Mali Suggested", "3 Kone Suggested"]);
        assert_eq!((suggest(&mut session, &[kone, mali], &[]), session.relations().count()), (0, 0));
    }

    #[test]
    fn what_a_person_decided_stays_and_is_not_said_again() {
        let awa = suggestion(Layer::Entity, 0, 3);
        let id = AnnotationId(0);
        let cases = [
            (Command::Accept(vec![id]), "Awa Accepted"),
            (Command::Reject(vec![id]), "Awa Rejected"),
            (Command::Delete(vec![id]), "Awa Rejected"),
            (Command::Relabel { ids: vec![id], label: Label::from("PERSON") }, "Awa Accepted"),
            (Command::Resize { id, spans: vec![Span::new(0, 8)] }, "Awa Kone Accepted"),
        ];
        for (command, expected) in cases {
            let mut session = Session::new(TEXT);
            suggest(&mut session, std::slice::from_ref(&awa), &[]);
            session.perform(&command, &PERSON, 0).unwrap();
            assert_eq!(suggest(&mut session, std::slice::from_ref(&awa), &[]), 0, "{command:?}");
            assert_eq!(suggest(&mut session, &[], &[]), 0, "{command:?}");
            assert_eq!(shown(&session), [format!("0 {expected}")]);
        }
    }

    #[test]
    fn links_go_to_the_decided_annotation_in_the_place_of_a_suggestion() {
        let mut session = Session::new(TEXT);
        let said = [suggestion(Layer::Quotation, 0, 8), suggestion(Layer::Source, 14, 18)];
        suggest(&mut session, &said, &[(0, "source", 1)]);
        session.perform(&Command::Resize { id: AnnotationId(1), spans: vec![Span::new(9, 18)] }, &PERSON, 0).unwrap();
        assert_eq!(suggest(&mut session, &said, &[(0, "source", 1)]), 0);
        let relation = session.relations().next().unwrap();
        assert_eq!((relation.from, relation.to), (AnnotationId(0), AnnotationId(1)));
    }

    #[test]
    fn a_source_that_a_person_gave_is_not_contradicted() {
        let mut session = Session::new(TEXT);
        let said =
            [suggestion(Layer::Source, 0, 3), suggestion(Layer::Quotation, 4, 8), suggestion(Layer::Source, 14, 18)];
        suggest(&mut session, &said, &[]);
        let relate = Command::Relate { kind: "source".to_owned(), from: AnnotationId(1), to: AnnotationId(2) };
        session.perform(&relate, &PERSON, 0).unwrap();
        assert_eq!(suggest(&mut session, &said, &[(1, "source", 0)]), 0);
        assert_eq!(suggest(&mut session, &[], &[]), 1, "only the suggestion that no decision hangs on goes");
    }

    #[test]
    fn quotations_nest_beside_decided_ones() {
        let mut session = Session::new(TEXT);
        let inner = suggestion(Layer::Quotation, 14, 18);
        suggest(&mut session, std::slice::from_ref(&inner), &[]);
        session.perform(&Command::Accept(vec![AnnotationId(0)]), &PERSON, 0).unwrap();
        assert_eq!(suggest(&mut session, &[suggestion(Layer::Quotation, 0, 19), inner], &[]), 1);
    }

    #[test]
    fn the_machine_cannot_change_what_is_decided() {
        let mut session = Session::new(TEXT);
        suggest(&mut session, &[suggestion(Layer::Entity, 0, 3)], &[]);
        session.perform(&Command::Accept(vec![AnnotationId(0)]), &PERSON, 0).unwrap();
        let before = session.annotation(AnnotationId(0)).cloned();
        let refused = session.apply(&Author::Machine, 0, "suggest", vec![Change::Annotation { before, after: None }]);
        assert_eq!(refused.map(|_| ()), Err(EditError::Decided(AnnotationId(0))));
    }

    #[test]
    fn undoing_a_deletion_takes_away_what_the_machine_put_in_its_place() {
        let mut session = Session::new(TEXT);
        let (layer, label, spans) = (Layer::Entity, Label::from("PERSON"), vec![Span::new(0, 8)]);
        session.perform(&Command::Annotate { layer, label, spans }, &PERSON, 0).unwrap();
        session.perform(&Command::Delete(vec![AnnotationId(0)]), &PERSON, 0).unwrap();
        let said = [suggestion(Layer::Entity, 4, 8), suggestion(Layer::Entity, 14, 18)];
        suggest(&mut session, &said, &[(0, "same-as", 1)]);
        session.undo(&PERSON, 0).unwrap();
        assert_eq!(shown(&session), ["0 Awa Kone Accepted", "2 Mali Suggested"]);
        session.redo(&PERSON, 0).unwrap();
        assert_eq!(shown(&session), ["1 Kone Suggested", "2 Mali Suggested"]);
    }
}
