//! Sources from quotations.
//!
//! Speakers are read in the order of the text. One joins an earlier source where both are the same entity, where it is a
//! pronoun or a definite phrase ("the same lawmaker", "the mayor") that the last fitting source answers, or where both
//! are the same bare phrase ("officials"). Every look-up is in a table, so the work is linear.

mod anonymity;
mod kind;
mod map;
mod phrase;
mod trace;
mod voice;

pub use anonymity::Anonymity;
pub use map::{SourceMap, SourceShare, source_map, source_map_of};
pub use voice::{Denial, Polarity, Tone, Voice};

use super::gender::Gender;
use super::pronoun::{self, Link};
use crate::Document;
use crate::analysis::{Entity, EntityLabel, Mention, Quotation, Source, SourceKind};
use crate::lexicon::names::FixedMap;
use crate::text::Span;
use phrase::{Phrase, ends};

/// How much surer a name is than a pronoun that was traced to one.
const TRACED: f32 = 0.8;

/// The sources of `quotations`, in order of first mention. Sets each quotation's `source`.
pub fn sources(
    document: &Document,
    mentions: &[Mention],
    entities: &[Entity],
    quotations: &mut [Quotation],
) -> Vec<Source> {
    let mut order: Vec<usize> = (0..quotations.len()).filter(|at| quotations[*at].speaker.is_some()).collect();
    order.sort_by_key(|at| quotations[*at].speaker);
    let genders = pronoun::genders(document, mentions, entities);
    let links = pronoun::links_among(document, mentions, genders.clone());
    let (bodies, surnames) = (bodies(document, mentions), surnames(entities));
    let mut desk = Desk { document, mentions, entities, links, genders, bodies, surnames, ..Desk::new(document) };
    for at in order {
        let quotation = &mut quotations[at];
        if let Some(speaker) = quotation.speaker {
            let (source, traced) = desk.place(speaker);
            quotation.source = Some(source);
            quotation.confidence *= if traced { TRACED } else { 1.0 };
        }
    }
    desk.sources
}

/// The first mention of each body whose name ends with a common noun, by that noun.
fn bodies(document: &Document, mentions: &[Mention]) -> FixedMap<String, usize> {
    let mut found = FixedMap::default();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.label == EntityLabel::Org) {
        let name = mention.span.slice(document.text);
        if let Some((_, last)) = name.rsplit_once(' ') {
            found.entry(last.to_lowercase()).or_insert(at);
        }
    }
    found
}

/// The people with a forename by surname, without surnames that several have.
fn surnames(entities: &[Entity]) -> FixedMap<String, u32> {
    let mut found: FixedMap<String, Option<u32>> = FixedMap::default();
    for (at, entity) in (0..).zip(entities).filter(|(_, entity)| entity.label == EntityLabel::Person) {
        if let Some((_, last)) = entity.name.rsplit_once(' ') {
            found.entry(last.to_lowercase()).and_modify(|known| *known = None).or_insert(Some(at));
        }
    }
    found.into_iter().filter_map(|(name, entity)| Some((name, entity?))).collect()
}

/// The sources so far and the tables by which they are found again.
struct Desk<'a> {
    document: &'a Document<'a>,
    mentions: &'a [Mention],
    entities: &'a [Entity],
    /// The pronouns that stand for persons.
    links: Vec<Link>,
    /// What the text states of each entity.
    genders: Vec<Option<Gender>>,
    sources: Vec<Source>,
    /// What a pronoun has told of a source.
    told: FixedMap<u32, Gender>,
    by_entity: FixedMap<u32, u32>,
    by_phrase: FixedMap<String, u32>,
    /// The last source that was called so: "lawmaker", "ministry".
    by_noun: FixedMap<String, u32>,
    last_person: Option<u32>,
    last_group: Option<u32>,
    last_body: Option<u32>,
    last_anonymous: Option<u32>,
    last_media: Option<u32>,
    /// The last speaker and its source.
    last_placed: Option<(Span, u32)>,
    /// The bodies that the article names, by the last word of the name: "commission".
    bodies: FixedMap<String, usize>,
    /// The people with a forename, by surname, where only one of the article has it.
    surnames: FixedMap<String, u32>,
}

impl<'a> Desk<'a> {
    fn new(document: &'a Document<'a>) -> Self {
        Self {
            document,
            mentions: &[],
            entities: &[],
            links: Vec::new(),
            genders: Vec::new(),
            sources: Vec::new(),
            told: FixedMap::default(),
            by_entity: FixedMap::default(),
            by_phrase: FixedMap::default(),
            by_noun: FixedMap::default(),
            last_person: None,
            last_group: None,
            last_body: None,
            last_anonymous: None,
            last_media: None,
            last_placed: None,
            bodies: FixedMap::default(),
            surnames: FixedMap::default(),
        }
    }

    /// The source that `speaker` names, and whether it had to be traced from a pronoun.
    fn place(&mut self, speaker: Span) -> (u32, bool) {
        let text = speaker.slice(self.document.text);
        let pronoun = text.to_lowercase();
        let traced = self.trace(&pronoun, speaker);
        let found = traced.unwrap_or_else(|| self.named(speaker));
        if traced.is_some() {
            self.mention(found, speaker, None);
        }
        self.last_placed = Some((speaker, found));
        (found, traced.is_some())
    }

    fn named(&mut self, speaker: Span) -> u32 {
        self.take(speaker, &self.phrase(speaker))
    }

    fn of_entity(&mut self, mention: &Mention) -> u32 {
        self.take(mention.span, &self.name(mention))
    }

    /// The source that `phrase` at `span` names, an earlier one or a new one.
    fn take(&mut self, span: Span, phrase: &Phrase) -> u32 {
        let found = self.known(phrase).unwrap_or_else(|| self.add(phrase));
        self.mention(found, span, Some(phrase));
        found
    }

    fn known(&self, phrase: &Phrase) -> Option<u32> {
        if let Some(entity) = phrase.entity {
            return self.by_entity.get(&entity).copied();
        }
        let lower = phrase.head.to_lowercase();
        let (first, noun) = ends(&lower);
        let same = lower.contains("same ");
        match first {
            "the" | "this" | "that" if same && noun == "source" => self.last_anonymous,
            "the" | "this" | "that" | "these" | "those" => {
                let medium = || self.last_media.filter(|_| kind::is_medium(noun) && phrase.head.ends_with(noun));
                self.by_noun.get(noun).copied().or_else(|| self.body(noun)).or_else(medium)
            }
            "a" | "an" | "another" | "one" | "some" => None,
            _ => self.by_phrase.get(&phrase.words).copied(),
        }
    }

    /// The source that is the body whose name ends with `noun`.
    fn body(&self, noun: &str) -> Option<u32> {
        let mention = self.mentions.get(*self.bodies.get(noun)?)?;
        self.by_entity.get(&mention.entity).copied()
    }

    fn add(&mut self, phrase: &Phrase) -> u32 {
        let index = self.sources.len() as u32;
        let name = phrase.entity.and_then(|entity| self.entities.get(entity as usize));
        let kind = match kind::kind(&phrase.head, &phrase.rest, phrase.label) {
            SourceKind::Role | SourceKind::Collective | SourceKind::Vague if phrase.withheld => SourceKind::Anonymous,
            kind => kind,
        };
        self.sources.push(Source {
            kind,
            name: name.map_or_else(|| phrase.full.clone(), |entity| entity.name.clone()),
            entity: phrase.entity.filter(|_| name.is_some()),
            mentions: Vec::new(),
        });
        index
    }

    /// Notes that source `at` stands at `span`, and what it is called there.
    fn mention(&mut self, at: u32, span: Span, phrase: Option<&Phrase>) {
        let Some(source) = self.sources.get_mut(at as usize) else { return };
        if source.mentions.last() != Some(&span) {
            source.mentions.push(span);
        }
        match source.kind {
            SourceKind::Named | SourceKind::Role => self.last_person = Some(at),
            SourceKind::Collective => self.last_group = Some(at),
            SourceKind::Media => (self.last_body, self.last_media) = (Some(at), Some(at)),
            SourceKind::Institution | SourceKind::Document => self.last_body = Some(at),
            SourceKind::Anonymous => {
                self.last_anonymous = Some(at);
                self.last_person = Some(at);
            }
            SourceKind::Vague => {}
        }
        let Some(phrase) = phrase else { return };
        if let Some(entity) = phrase.entity {
            self.by_entity.insert(entity, at);
        }
        let lower = phrase.head.to_lowercase();
        self.by_noun.insert(ends(&lower).1.to_owned(), at);
        let named = self.sources.get(at as usize).is_some_and(|source| source.kind == SourceKind::Named);
        if named {
            self.offices(span, at);
        }
        self.by_phrase.insert(phrase.words.clone(), at);
    }

    /// Notes what a person is called beside the name: "Awa Kone, the mayor".
    fn offices(&mut self, span: Span, at: u32) {
        for noun in span.slice(self.document.text).split(|c: char| !c.is_alphanumeric()).take(12) {
            if noun.len() > 3 && noun.starts_with(char::is_lowercase) {
                self.by_noun.insert(noun.to_owned(), at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Article, Engine};

    /// The name of the source of each quotation of `text`.
    fn named(text: &str) -> Vec<String> {
        let analysis = Engine::new().annotate(&Article::new(text));
        let name = |source: Option<u32>| source.map_or("", |source| &analysis.sources[source as usize].name).to_owned();
        analysis.quotations.iter().map(|quotation| name(quotation.source)).collect()
    }

    #[test]
    fn a_pronoun_means_who_spoke_last_of_that_gender() {
        let said = "Mrs Awa Kone said the bridge was safe. Mr Issa Sall said it was not.";
        for (last, expected) in
            [("She said the report was wrong.", "Awa Kone"), ("He said the report was wrong.", "Issa Sall")]
        {
            assert_eq!(named(&format!("{said} {last}")), ["Awa Kone", "Issa Sall", expected], "{last}");
        }
    }

    #[test]
    fn what_a_pronoun_tells_holds() {
        let text =
            "Awa Kone said the bridge was safe. She said it was new. Mr Issa Sall denied it. He said it was old.";
        assert_eq!(named(text), ["Awa Kone", "Awa Kone", "Issa Sall"]);
    }

    #[test]
    fn what_stands_around_a_speaker_tells_who_it_is() {
        let table = [
            ("Prosecutors charged Issa Sall, they said on Monday.", "Prosecutors"),
            ("Sahel researchers asked 20 people. They found that few agreed.", "Sahel researchers"),
            ("Police, who said that nobody was hurt, left.", "Police"),
            ("One of the leaders, Issa Sall, said the bridge was safe.", "Issa Sall"),
            ("The High Court of Kayes also said the bridge was safe.", "High Court of Kayes"),
        ];
        for (text, expected) in table {
            assert_eq!(named(text), [expected], "{text}");
        }
    }

    #[test]
    fn the_website_is_the_medium_named_before() {
        let text = "The Kayes Herald reported that the bridge was shut. The newspaper said the mayor had left.";
        assert_eq!(named(text), ["Kayes Herald", "Kayes Herald"]);
    }
}
