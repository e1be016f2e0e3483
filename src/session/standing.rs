//! From the annotations of a Session back to who says what, as people have corrected it.

use super::Session;
use crate::analysis::{Entity, EntityLabel, Quotation, QuotationKind, Source, SourceKind, Statements};
use crate::annotation::{Annotation, AnnotationId, Layer, State};
use crate::text::Span;
use std::collections::BTreeMap;

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
    let places = sources(session, &people, &mut stands);
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
    let (mut known, mut names) = (BTreeMap::new(), BTreeMap::new());
    for mention in of_layer(session, &Layer::Entity) {
        if mention.label.0 != EntityLabel::Person.name() {
            continue;
        }
        let words = mention.extent().slice(text);
        let name = mention.attributes.get("entity").map_or(words, String::as_str);
        let key = (mention.attributes.get("entity_id").cloned(), name.to_owned());
        let at = *known.entry(key).or_insert_with(|| {
            stands.entities.push(Vec::new());
            let entity = Entity { name: name.to_owned(), label: EntityLabel::Person, mentions: Vec::new(), of: None };
            stands.statements.entities.push(entity);
            stands.entities.len() - 1
        });
        stands.entities[at].push(mention.id);
        names.entry(name.to_owned()).or_insert(at as u32);
        names.entry(words.to_owned()).or_insert(at as u32);
    }
    names
}

/// The sources; gives which of them each annotation names.
fn sources(session: &Session, people: &BTreeMap<String, u32>, stands: &mut Standing) -> BTreeMap<AnnotationId, u32> {
    let text = session.article().text();
    let (mut known, mut places) = (BTreeMap::new(), BTreeMap::new());
    let mut decided: Vec<bool> = Vec::new();
    for mention in of_layer(session, &Layer::Source) {
        let name = mention.attributes.get("name").map_or_else(|| mention.extent().slice(text), String::as_str);
        let key = (mention.attributes.get("source_id").cloned(), name.to_owned());
        let at = *known.entry(key).or_insert_with(|| {
            stands.sources.push(Vec::new());
            decided.push(false);
            let (entity, kind) = (people.get(name).copied(), kind(mention));
            stands.statements.sources.push(Source { kind, name: name.to_owned(), entity, mentions: Vec::new() });
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

fn kind(mention: &Annotation) -> SourceKind {
    SourceKind::ALL.into_iter().find(|kind| kind.name() == mention.label.0).unwrap_or(SourceKind::Vague)
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
    }
}
