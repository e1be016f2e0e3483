//! Links between annotations, made and taken away by people; what an annotation's attributes tell of its source and of
//! what it counts follows its links, in the same Edit.

use super::command::{made, origin, revised_relation, unique};
use super::standing::kind as kind_of;
use super::{Author, Change, EditError, Session};
use crate::annotation::{Annotation, AnnotationId, Label, Layer, Origin, Relation, State};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of which an annotation has one link at most: a quotation comes from one source, a number counts one thing.
const SINGLE: [&str; 2] = ["source", "counts"];
/// Kinds that mean the same in both directions.
const MUTUAL: [&str; 3] = ["same-as", "contradicts", "differs"];
/// What stands before the source at the end of a claim in words.
const SAYS: &str = ", says ";

impl Session {
    /// The changes that link `from` to `to`.
    pub(super) fn related(&self, kind: &str, from: AnnotationId, to: AnnotationId, author: &Author) -> Vec<Change> {
        if from == to {
            return Vec::new();
        }
        let mut changes = if SINGLE.contains(&kind) { self.others_unrelated(kind, from, to) } else { Vec::new() };
        let is_mutual = MUTUAL.contains(&kind);
        let is_it = |it: &&Relation| {
            it.kind == kind && (it.from == from && it.to == to || is_mutual && it.from == to && it.to == from)
        };
        match self.relations_of(from).find(is_it) {
            Some(known) => changes.extend(revised_relation(known, State::Accepted)),
            None => changes.push(link(AnnotationId(self.next_id), kind, from, to, author)),
        }
        changes
    }

    /// The changes that link `from` to the words of `spans`, which become an annotation where they are none yet.
    pub(super) fn related_to_words(
        &self,
        kind: &str,
        from: AnnotationId,
        (layer, label, spans): (&Layer, &Label, &[Span]),
        author: &Author,
    ) -> Result<Vec<Change>, EditError> {
        let id = AnnotationId(self.next_id);
        let first = spans.first().ok_or(EditError::Spans(id))?;
        let mut there = self.starting_in(Span::new(first.start, first.start.saturating_add(1)));
        let is_it = |it: &&Annotation| it.layer == *layer && it.spans == spans && it.state != State::Rejected;
        if let Some(there) = there.find(is_it) {
            return Ok(self.related(kind, from, there.id, author));
        }
        let mut changes = vec![made(id, layer, label, spans, author)];
        if SINGLE.contains(&kind) {
            changes.extend(self.others_unrelated(kind, from, id));
        }
        changes.push(link(AnnotationId(self.next_id.saturating_add(1)), kind, from, id, author));
        Ok(changes)
    }

    /// The changes that remove relations, or reject them where the machine made them.
    pub(super) fn unrelated(&self, ids: &[AnnotationId]) -> Result<Vec<Change>, EditError> {
        let relations = unique(ids).into_iter().map(|id| self.relation(id).ok_or(EditError::Missing(id)));
        Ok(relations.collect::<Result<Vec<_>, _>>()?.into_iter().filter_map(removed).collect())
    }

    fn others_unrelated(&self, kind: &str, from: AnnotationId, to: AnnotationId) -> Vec<Change> {
        let others = self.relations_of(from).filter(|it| it.kind == kind && it.from == from && it.to != to);
        others.filter_map(removed).collect()
    }

    /// Lets the attributes of annotations whose source or counted noun `changes` change tell the same as their links.
    pub(super) fn follow_links(&self, changes: &mut Vec<Change>) {
        let mut touched = BTreeSet::new();
        for change in changes.iter() {
            if let Change::Relation { before, after } = change {
                let single = before.iter().chain(after).filter(|it| SINGLE.contains(&it.kind.as_str()));
                touched.extend(single.map(|it| it.from));
            }
        }
        if touched.is_empty() {
            return;
        }
        let after = After::new(self, changes);
        let told: Vec<Annotation> = touched.into_iter().filter_map(|id| after.told(id)).collect();
        for annotation in told {
            put(self, changes, annotation);
        }
    }
}

/// The annotations and relations that changes lead to.
struct After<'a> {
    session: &'a Session,
    annotations: BTreeMap<AnnotationId, Option<&'a Annotation>>,
    relations: BTreeMap<AnnotationId, Option<&'a Relation>>,
}

impl<'a> After<'a> {
    fn new(session: &'a Session, changes: &'a [Change]) -> Self {
        let (mut annotations, mut relations) = (BTreeMap::new(), BTreeMap::new());
        for change in changes {
            match change {
                Change::Annotation { before, after } => {
                    annotations.extend(before.as_ref().or(after.as_ref()).map(|it| (it.id, after.as_ref())));
                }
                Change::Relation { before, after } => {
                    relations.extend(before.as_ref().or(after.as_ref()).map(|it| (it.id, after.as_ref())));
                }
                Change::Text(_) => {}
            }
        }
        Self { session, annotations, relations }
    }

    fn annotation(&self, id: AnnotationId) -> Option<&'a Annotation> {
        self.annotations.get(&id).copied().unwrap_or_else(|| self.session.annotation(id))
    }

    /// Where the link of that kind leads that stands.
    fn end(&self, from: AnnotationId, kind: &str) -> Option<&'a Annotation> {
        let old = self.session.relations_of(from).filter(|it| !self.relations.contains_key(&it.id));
        let mut links: Vec<&Relation> = old.chain(self.relations.values().copied().flatten()).collect();
        links.sort_by_key(|it| it.id);
        let mut links = links.into_iter().filter(|it| it.from == from && it.kind == kind);
        links.find_map(|it| self.annotation(it.to).filter(|end| it.state != State::Rejected && stands(end)))
    }

    /// The annotation with what its links tell; nothing where it tells that already.
    fn told(&self, id: AnnotationId) -> Option<Annotation> {
        let before = self.annotation(id).filter(|it| it.state != State::Rejected)?;
        let mut after = before.clone();
        let text = self.session.article().text();
        match before.layer {
            Layer::Quotation => tell_speaker(text, &mut after, self.end(id, "source")),
            Layer::Quantity => {
                tell_claimant(text, &mut after, self.end(id, "source"));
                if self.relations.values().flatten().any(|it| it.from == id && it.kind == "counts") {
                    let words = self.end(id, "counts").map(|it| it.extent().slice(text).to_owned());
                    set(&mut after, "counted", words);
                }
            }
            _ => {}
        }
        (after != *before).then_some(after)
    }
}

fn stands(annotation: &Annotation) -> bool {
    annotation.state != State::Rejected && !annotation.spans.is_empty()
}

fn tell_speaker(text: &str, quotation: &mut Annotation, source: Option<&Annotation>) {
    set(quotation, "source", source.map(|source| source_name(text, source)));
    set(quotation, "source_kind", source.map(|source| kind_of(source).name().to_owned()));
    set(quotation, "speaker", source.map(|source| source.extent().slice(text).to_owned()));
}

/// The source stands at the end of a claim in words.
fn tell_claimant(text: &str, quantity: &mut Annotation, source: Option<&Annotation>) {
    let Some(claim) = quantity.attributes.get("claim") else { return };
    let claim = claim.rsplit_once(SAYS).map_or(claim.as_str(), |(claim, _)| claim);
    let said = source.map_or_else(String::new, |source| {
        format!("{SAYS}{}{}", source_name(text, source), super::claim::withheld(kind_of(source)))
    });
    let claim = format!("{claim}{said}");
    set(quantity, "claim", Some(claim));
}

/// What a source is called: by the name that its mention bears, or by its words.
pub(super) fn source_name(text: &str, mention: &Annotation) -> String {
    let name = if mention.layer == Layer::Entity { "entity" } else { "name" };
    mention.attributes.get(name).map_or_else(|| mention.extent().slice(text).to_owned(), Clone::clone)
}

fn set(annotation: &mut Annotation, name: &str, value: Option<String>) {
    match value {
        Some(value) => drop(annotation.attributes.insert(name.to_owned(), value)),
        None => drop(annotation.attributes.remove(name)),
    }
}

/// Puts what an annotation shall be into the changes, as no annotation is changed twice in one Edit.
fn put(session: &Session, changes: &mut Vec<Change>, annotation: Annotation) {
    let known = changes.iter_mut().find_map(|change| match change {
        Change::Annotation { after: Some(after), .. } if after.id == annotation.id => Some(after),
        _ => None,
    });
    match known {
        Some(after) => *after = annotation,
        None => changes
            .push(Change::Annotation { before: session.annotation(annotation.id).cloned(), after: Some(annotation) }),
    }
}

pub(super) fn link(id: AnnotationId, kind: &str, from: AnnotationId, to: AnnotationId, author: &Author) -> Change {
    let (kind, origin, state) = (kind.to_owned(), origin(author), State::Accepted);
    Change::Relation { before: None, after: Some(Relation { id, kind, from, to, origin, state }) }
}

/// How a relation goes: the machine's is kept as rejected, so that it is not suggested again.
pub(super) fn removed(before: &Relation) -> Option<Change> {
    if before.origin == Origin::Machine {
        return revised_relation(before, State::Rejected);
    }
    Some(Change::Relation { before: Some(before.clone()), after: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Command, Suggestion, Suggestions, standing};

    const PERSON: Author = Author::Human(None);
    const TEXT: &str = "Awa Kone said it rained. AFP counted 50 arrests.";
    const SAID: AnnotationId = AnnotationId(1);
    const COUNTED: AnnotationId = AnnotationId(3);
    const AFP: AnnotationId = AnnotationId(2);

    fn find(words: &str) -> Span {
        let start = TEXT.find(words).unwrap() as u32;
        Span::new(start, start + words.len() as u32)
    }

    fn suggestion(layer: Layer, label: &str, words: &str, attributes: &[(&str, &str)]) -> Suggestion {
        let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Suggestion { layer, label: label.into(), spans: vec![find(words)], attributes, confidence: 0.5 }
    }

    /// A source (0), what it says (1), a name (2) and a number (3), each of the two from source 0 (relations 4, 5).
    fn session() -> Session {
        let said = [("source", "Awa Kone"), ("source_kind", "named"), ("speaker", "Awa Kone")];
        let annotations = vec![
            suggestion(Layer::Source, "named", "Awa Kone", &[("name", "Awa Kone")]),
            suggestion(Layer::Quotation, "indirect", "it rained", &said),
            suggestion(Layer::Entity, "ORG", "AFP", &[("entity", "Agence France-Presse")]),
            suggestion(
                Layer::Quantity,
                "count",
                "50",
                &[("claim", "50 arrests, says Awa Kone"), ("counted", "arrests")],
            ),
        ];
        let relations = vec![(1, "source".to_owned(), 0), (3, "source".to_owned(), 0)];
        let mut session = Session::new(TEXT);
        session.suggest(Span::new(0, TEXT.len() as u32), &Suggestions { annotations, relations }, 0).unwrap();
        session
    }

    fn told(session: &Session, id: AnnotationId, name: &str) -> String {
        session.annotation(id).and_then(|it| it.attributes.get(name).cloned()).unwrap_or_default()
    }

    fn relate(kind: &str, from: AnnotationId, to: AnnotationId) -> Command {
        Command::Relate { kind: kind.to_owned(), from, to }
    }

    #[test]
    fn another_source_takes_the_place_of_the_machines_and_is_told() {
        let mut session = session();
        let before: Vec<Annotation> = session.annotations().cloned().collect();
        session.perform(&relate("source", SAID, AFP), &PERSON, 1).unwrap();
        let links: Vec<_> = session.relations_of(SAID).map(|it| (it.to, it.state)).collect();
        assert_eq!(links, [(AnnotationId(0), State::Rejected), (AFP, State::Accepted)]);
        assert_eq!(told(&session, SAID, "source"), "Agence France-Presse");
        assert_eq!(
            (&told(&session, SAID, "source_kind")[..], &told(&session, SAID, "speaker")[..]),
            ("institution", "AFP")
        );
        let stands = standing(&session);
        let source = stands.statements.quotations[0].source.unwrap() as usize;
        assert_eq!(stands.statements.sources[source].name, "Agence France-Presse");
        assert_eq!(stands.sources[source], [AFP]);
        session.undo(&PERSON, 2).unwrap();
        assert_eq!(session.annotations().cloned().collect::<Vec<_>>(), before);
    }

    #[test]
    fn a_claim_says_whose_it_is() {
        let mut session = session();
        session.perform(&relate("source", COUNTED, AFP), &PERSON, 1).unwrap();
        assert_eq!(told(&session, COUNTED, "claim"), "50 arrests, says Agence France-Presse");
        let link = session.relations_of(COUNTED).find(|it| it.to == AFP).unwrap().id;
        session.perform(&Command::Unrelate(vec![link]), &PERSON, 2).unwrap();
        assert_eq!(told(&session, COUNTED, "claim"), "50 arrests");
        assert_eq!(standing(&session).statements.claims, [None]);
    }

    #[test]
    fn rejecting_the_machines_source_leaves_a_quotation_without() {
        let mut session = session();
        let link = session.relations_of(SAID).next().unwrap().id;
        session.perform(&Command::Unrelate(vec![link]), &PERSON, 1).unwrap();
        assert_eq!(told(&session, SAID, "source"), "");
        session.perform(&Command::Accept(vec![link]), &PERSON, 2).unwrap();
        assert_eq!(told(&session, SAID, "source"), "Awa Kone");
    }

    #[test]
    fn words_become_the_other_end_in_the_same_edit() {
        let mut session = session();
        let edits = session.log().len();
        let (layer, label, spans) = (Layer::User("counted".to_owned()), "counted".into(), vec![find("arrests")]);
        let command = Command::RelateTo { kind: "counts".to_owned(), from: COUNTED, layer, label, spans };
        session.perform(&command, &PERSON, 1).unwrap();
        assert_eq!(session.log().len(), edits + 1);
        assert_eq!(told(&session, COUNTED, "counted"), "arrests");
        assert_eq!(session.perform(&command, &PERSON, 2), Ok(None), "they are an annotation now");
        session.undo(&PERSON, 3).unwrap();
        assert_eq!(session.annotations().count(), 4);
    }

    #[test]
    fn a_mutual_link_is_one_link_and_none_leads_to_itself() {
        let mut session = session();
        session.perform(&relate("same-as", AnnotationId(0), AFP), &PERSON, 1).unwrap();
        assert_eq!(session.perform(&relate("same-as", AFP, AnnotationId(0)), &PERSON, 2), Ok(None));
        assert_eq!(session.perform(&relate("same-as", AFP, AFP), &PERSON, 2), Ok(None));
    }
}
