//! From the annotations of a Session back to who says what, as people have corrected it.

use super::Session;
use super::entities::entities as named;
use super::relate::source_name;
use crate::analysis::{Entity, EntityLabel, Quotation, QuotationKind, Source, SourceKind, Statements};
use crate::annotation::{Annotation, AnnotationId, Layer, State};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// How far from the words of a quotation its cue is looked for, in bytes.
const NEAR: u32 = 400;

/// Who says what as the annotations stand now, and which of them say so. The lists are parallel to those in `statements`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Who says what.
    pub statements: Statements,
    /// For each entity, the annotations that name it, in order.
    pub entities: Vec<Vec<AnnotationId>>,
    /// For each source, the same.
    pub sources: Vec<Vec<AnnotationId>>,
    /// The annotation of each quotation.
    pub quotations: Vec<AnnotationId>,
    /// The annotation of each numeric claim.
    pub claims: Vec<AnnotationId>,
}

/// Who says what in `session`. What is rejected does not count; mentions with one `source_id` and name are
/// one source; of a source whose
/// mentions bear several kinds, the kind is that of the first that a person has accepted, or else of the first.
///
/// ```
/// use postil::session::{Session, standing, suggestions};
/// use postil::{Article, Engine, Span};
///
/// let text = "Awa Kone said it rained. The ministry said it did not.";
/// let mut session = Session::new(text);
/// let found = suggestions(text, &Engine::new().annotate(&Article::new(text)));
/// session.suggest(Span::new(0, text.len() as u32), &found, 1)?;
/// let stands = standing(&session);
/// assert_eq!(stands.statements.sources[1].name, "The ministry");
/// assert_eq!(stands.statements.quotations[1].source, Some(1));
/// # Ok::<(), postil::session::EditError>(())
/// ```
pub fn standing(session: &Session) -> Standing {
    let mut stands = Standing::default();
    let people = entities(session, &mut stands);
    let mut places = sources(session, &people, &mut stands);
    linked_names(session, &people, &mut stands, &mut places);
    for quotation in of_layer(session, &Layer::Quotation) {
        let link = source_link(session, quotation.id);
        stands.quotations.push(quotation.id);
        stands.statements.quotations.push(said(session, quotation, link, &places));
    }
    for claim in of_layer(session, &Layer::Quantity) {
        let source = source_link(session, claim.id).and_then(|id| places.get(&id).copied());
        stands.claims.push(claim.id);
        stands.statements.claims.push(source);
    }
    stands
}

/// What stands in a layer, in order of the text.
fn of_layer<'a>(session: &'a Session, layer: &Layer) -> Vec<&'a Annotation> {
    let stands = |it: &&Annotation| it.layer == *layer && it.state != State::Rejected && !it.spans.is_empty();
    let mut found: Vec<&Annotation> = session.annotations().filter(stands).collect();
    found.sort_by_key(|annotation| (annotation.extent(), annotation.id));
    found
}

/// The people; gives which of them each name is.
fn entities(session: &Session, stands: &mut Standing) -> BTreeMap<String, u32> {
    let text = session.article().text();
    let mut names = BTreeMap::new();
    for person in named(session) {
        let mentions = person.mentions.iter().filter_map(|id| session.annotation(*id));
        let mentions: Vec<&Annotation> = mentions.filter(|it| it.label.0 == EntityLabel::Person.name()).collect();
        if mentions.is_empty() {
            continue;
        }
        let at = stands.entities.len() as u32;
        stands.entities.push(mentions.iter().map(|mention| mention.id).collect());
        names.entry(person.name.clone()).or_insert(at);
        for mention in mentions {
            names.entry(mention.extent().slice(text).to_owned()).or_insert(at);
            names.entry(source_name(text, mention)).or_insert(at);
        }
        let entity = Entity { name: person.name, label: EntityLabel::Person, mentions: Vec::new(), of: None };
        stands.statements.entities.push(entity);
    }
    names
}

/// The sources; gives which of them each annotation names.
fn sources(session: &Session, people: &BTreeMap<String, u32>, stands: &mut Standing) -> BTreeMap<AnnotationId, u32> {
    let text = session.article().text();
    let (mut known, mut places) = (BTreeMap::new(), BTreeMap::new());
    let mut decided: Vec<bool> = Vec::new();
    let mentions = of_layer(session, &Layer::Source);
    let name = |mention: &Annotation| source_name(text, mention);
    let number = |mention: &Annotation| mention.attributes.get("source_id").cloned();
    // What a person marks has no number; it is the source of that name, where there is one.
    let numbers: BTreeMap<String, String> =
        mentions.iter().rev().filter_map(|mention| Some((name(mention), number(mention)?))).collect();
    for mention in mentions {
        let name = name(mention);
        let key = (number(mention).or_else(|| numbers.get(&name).cloned()), name.clone());
        let at = *known.entry(key).or_insert_with(|| {
            stands.sources.push(Vec::new());
            decided.push(false);
            let (entity, kind) = (people.get(&name).copied(), kind(mention));
            stands.statements.sources.push(Source { kind, name, entity, mentions: Vec::new() });
            stands.sources.len() - 1
        });
        stands.sources[at].push(mention.id);
        stands.statements.sources[at].mentions.push(mention.extent());
        if mention.state == State::Accepted && !decided[at] {
            decided[at] = true;
            stands.statements.sources[at].kind = kind(mention);
        }
        places.insert(mention.id, at as u32);
    }
    places
}

/// Takes in what a person has linked as a source and what is no mention of one: of a source with that name or those
/// words where there is one, else a source of its own.
fn linked_names(
    session: &Session,
    people: &BTreeMap<String, u32>,
    stands: &mut Standing,
    places: &mut BTreeMap<AnnotationId, u32>,
) {
    let text = session.article().text();
    let links = session.relations().filter(|it| it.kind == "source" && it.state != State::Rejected);
    let ends: BTreeSet<AnnotationId> = links.map(|it| it.to).filter(|id| !places.contains_key(id)).collect();
    let ends = ends.into_iter().filter_map(|id| session.annotation(id));
    let (mut known, mut more) = (BTreeMap::new(), BTreeSet::new());
    for (at, source) in (0..).zip(&stands.statements.sources) {
        known.entry(source.name.clone()).or_insert(at);
    }
    for end in ends.filter(|it| it.layer != Layer::Source && it.state != State::Rejected && !it.spans.is_empty()) {
        let name = source_name(text, end);
        let there = session.annotations_in(end.extent()).find_map(|it| places.get(&it.id).copied());
        let at: u32 = known.get(&name).copied().or(there).unwrap_or_else(|| {
            let (entity, kind) = (people.get(&name).copied(), kind(end));
            stands.sources.push(Vec::new());
            stands.statements.sources.push(Source { kind, name: name.clone(), entity, mentions: Vec::new() });
            stands.sources.len() as u32 - 1
        });
        known.entry(name).or_insert(at);
        let is_new = !session.annotations_in(end.extent()).any(|it| places.get(&it.id) == Some(&at));
        if is_new {
            stands.statements.sources[at as usize].mentions.push(end.extent());
            stands.sources[at as usize].push(end.id);
            more.insert(at as usize);
        }
        places.insert(end.id, at);
    }
    for at in more {
        in_order(stands, at);
    }
}

/// Puts the mentions of a source in order.
fn in_order(stands: &mut Standing, at: usize) {
    let (spans, ids) = (&mut stands.statements.sources[at].mentions, &mut stands.sources[at]);
    let mut mentions: Vec<(Span, AnnotationId)> = spans.iter().copied().zip(ids.iter().copied()).collect();
    mentions.sort_unstable();
    (*spans, *ids) = mentions.into_iter().unzip();
}

/// The kind of source that an annotation names: as its label says, or as its name lets think.
pub(super) fn kind(mention: &Annotation) -> SourceKind {
    match &mention.layer {
        Layer::Entity if mention.label.0 == EntityLabel::Person.name() => SourceKind::Named,
        Layer::Entity => SourceKind::Institution,
        _ => SourceKind::ALL.into_iter().find(|kind| kind.name() == mention.label.0).unwrap_or(SourceKind::Vague),
    }
}

/// The mention of a source that `from` is linked to.
fn source_link(session: &Session, from: AnnotationId) -> Option<AnnotationId> {
    let stands = |id: AnnotationId| session.annotation(id).is_some_and(|it| it.state != State::Rejected);
    session
        .relations_of(from)
        .find(|link| link.kind == "source" && link.from == from && link.state != State::Rejected && stands(link.to))
        .map(|link| link.to)
}

fn said(
    session: &Session,
    quotation: &Annotation,
    link: Option<AnnotationId>,
    places: &BTreeMap<AnnotationId, u32>,
) -> Quotation {
    let speaker = link.and_then(|id| session.annotation(id)).map(Annotation::extent);
    let kinds = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed];
    Quotation {
        fragments: quotation.spans.clone(),
        kind: kinds.into_iter().find(|kind| kind.name() == quotation.label.0).unwrap_or(QuotationKind::Mixed),
        cue: cue(session.article().text(), quotation),
        speaker,
        source: link.and_then(|id| places.get(&id).copied()),
        confidence: quotation.confidence.unwrap_or(1.0),
    }
}

/// Where the words of the cue stand nearest to what is said, outside of it.
fn cue(text: &str, quotation: &Annotation) -> Option<Span> {
    let words = quotation.attributes.get("cue").filter(|words| !words.is_empty())?;
    let near = |span: &Span| {
        let around = around(text, *span);
        let found = around.slice(text).match_indices(words.as_str()).map(move |(at, _)| around.start + at as u32);
        found.map(|start| Span::new(start, start + words.len() as u32))
    };
    let distance = |cue: &Span| quotation.spans.iter().map(|said| apart(*said, *cue)).min();
    let (first, last) = (quotation.spans.first()?, quotation.spans.last()?);
    let outside = |cue: &Span| !quotation.spans.iter().any(|said| said.overlaps(*cue));
    near(first).chain(near(last)).filter(outside).min_by_key(|cue| (distance(cue), cue.start))
}

/// `span` with what is near on both sides.
fn around(text: &str, span: Span) -> Span {
    let start = text.floor_char_boundary(span.start.saturating_sub(NEAR) as usize);
    let end = text.ceil_char_boundary(span.end.saturating_add(NEAR) as usize);
    Span::new(start as u32, end as u32)
}

fn apart(one: Span, other: Span) -> u32 {
    one.start.max(other.start).saturating_sub(one.end.min(other.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::source::{SourceMap, source_map, source_map_of};
    use crate::session::{Author, Command, suggestions};
    use crate::{Analysis, Article, Engine, Label};

    const TEXT: &str = "Mr Issa Sall arrived. “We are safe,” said Awa Kone, the mayor. An official, who spoke on condition of \
                        anonymity, claimed that 20 people had died. She denied that anybody had died.";

    fn opened(text: &str) -> (Session, Analysis) {
        let article = Article::new(text);
        let analysis = Engine::new().annotate(&article);
        let mut session = Session::new(text);
        let whole = Span::new(0, text.len() as u32);
        session.suggest(whole, &suggestions(text, &analysis), 1).unwrap();
        (session, analysis)
    }

    fn map(session: &Session) -> SourceMap {
        let article = session.article();
        source_map_of(article, &Engine::new().segmented(article), &standing(session).statements)
    }

    fn place(text: &str, session: &Session, layer: &Layer, words: &str) -> AnnotationId {
        of_layer(session, layer).into_iter().find(|it| it.extent().slice(text).starts_with(words)).unwrap().id
    }

    #[test]
    fn before_any_correction_the_map_is_the_analysis() {
        for text in [TEXT, include_str!("../../samples/harbour-fire.txt"), include_str!("../../samples/dam-vote.txt")] {
            let (session, analysis) = opened(text);
            let (stands, found) = (map(&session), source_map(session.article(), &analysis));
            assert_eq!((stands.words, stands.own), (found.words, found.own));
            assert_eq!((&stands.voices, &stands.denials), (&found.voices, &found.denials));
            assert_eq!(stands.unheard.len(), found.unheard.len());
            let figures = |map: &SourceMap| {
                let mut figures: Vec<_> =
                    map.shares.iter().map(|it| (it.first, it.kind, it.direct, it.indirect, it.anonymity)).collect();
                figures.sort_by_key(|share| share.0);
                figures
            };
            assert_eq!(figures(&stands), figures(&found));
        }
    }

    #[test]
    fn the_map_follows_corrections() {
        let (mut session, _) = opened(TEXT);
        let reader = Author::Human(None);
        let before = map(&session);
        let official = place(TEXT, &session, &Layer::Source, "An official");
        session.perform(&Command::Relabel { ids: vec![official], label: Label::from("role") }, &reader, 2).unwrap();
        let after = map(&session);
        assert_eq!((before.shares[1].kind, after.shares[1].kind), (SourceKind::Anonymous, SourceKind::Role));
        let speech = place(TEXT, &session, &Layer::Quotation, "“We are safe,”");
        session.perform(&Command::Reject(vec![speech]), &reader, 3).unwrap();
        let after = map(&session);
        assert_eq!((before.shares[0].direct, after.shares[0].direct, after.own), (3, 0, before.own + 3));
        session.undo(&reader, 4).unwrap();
        assert_eq!(map(&session).own, before.own);
    }

    #[test]
    fn what_a_reader_marks_counts_for_nobody_until_it_is_linked() {
        let (mut session, _) = opened("It rained. The bridge, officials said, was safe.");
        let made =
            Command::Annotate { layer: Layer::Quotation, label: "indirect".into(), spans: vec![Span::new(0, 10)] };
        session.perform(&made, &Author::Human(None), 2).unwrap();
        let stands = standing(&session);
        assert_eq!(stands.statements.quotations[0].source, None);
        assert_eq!(stands.quotations.len(), stands.statements.quotations.len());
        let from = stands.quotations[0];
        let (kind, layer, label) = ("source".to_owned(), Layer::Source, Label::from("role"));
        let relate = Command::RelateTo { kind, from, layer, label, spans: vec![Span::new(11, 21)] };
        session.perform(&relate, &Author::Human(None), 3).unwrap();
        let linked = standing(&session).statements;
        assert_eq!(linked.quotations[0].source.map(|at| linked.sources[at as usize].name.as_str()), Some("The bridge"));
    }

    #[test]
    fn what_a_reader_marks_with_the_words_of_a_source_is_that_source() {
        let text = "The ministry said it rained. Nobody believed The ministry.";
        let (mut session, _) = opened(text);
        let before = standing(&session);
        let spans = vec![Span::new(45, 57)];
        let made = Command::Annotate { layer: Layer::Source, label: "institution".into(), spans };
        session.perform(&made, &Author::Human(None), 2).unwrap();
        let after = standing(&session);
        assert_eq!(after.statements.sources.len(), before.statements.sources.len());
        assert_eq!(after.sources[0].len(), before.sources[0].len() + 1);
    }
}
