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
        self.next_id += 1;
        AnnotationId(self.next_id - 1)
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
