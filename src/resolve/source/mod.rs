//! Sources from quotations.
//!
//! Speakers are read in the order of the text. One joins an earlier source where both are the same entity, where it is a
//! pronoun or a definite phrase ("the same lawmaker", "the mayor") that the last fitting source answers, or where both
//! are the same bare phrase ("officials"). Every look-up is in a table, so the work is linear.

mod kind;

use super::gender::{self, Gender};
use super::pronoun::{self, Link};
use crate::Document;
use crate::analysis::{Entity, EntityLabel, Mention, Quotation, Source, SourceKind};
use crate::lexicon::names::FixedMap;
use crate::text::Span;

/// How much surer a name is than a pronoun that was traced to one.
const TRACED: f32 = 0.8;
/// How far behind a speaker the words may be that withhold the name, in bytes.
const ASIDE: usize = 120;
/// How many names back a person is looked for.
const NEAR: usize = 8;

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
    let mut desk = Desk { document, mentions, entities, links, genders, ..Desk::new(document) };
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
        }
    }

    /// The source that `speaker` names, and whether it had to be traced from a pronoun.
    fn place(&mut self, speaker: Span) -> (u32, bool) {
        let text = speaker.slice(self.document.text);
        let pronoun = text.to_lowercase();
        if let Some(found) = self.trace(&pronoun, speaker) {
            self.mention(found, speaker, None);
            return (found, true);
        }
        let phrase = self.phrase(speaker);
        let found = self.known(&phrase).unwrap_or_else(|| self.add(&phrase));
        self.mention(found, speaker, Some(&phrase));
        (found, false)
    }

    fn trace(&mut self, pronoun: &str, speaker: Span) -> Option<u32> {
        match pronoun {
            "he" | "she" | "him" | "her" | "his" => self.person_before(speaker, gender::of_pronoun(pronoun)),
            "who" => self.source_ending_before(speaker).or_else(|| self.person_before(speaker, None)),
            "they" | "them" | "their" => self.last_group.or(self.last_body),
            "it" | "its" | "which" => self.last_body,
            _ => None,
        }
    }

    /// The person that the pronoun `speaker` means: who spoke last, where nothing stated speaks against it; else whom the
    /// pronoun stands for; else the last person named.
    fn person_before(&mut self, speaker: Span, gender: Option<Gender>) -> Option<u32> {
        let found = self
            .last_person
            .filter(|at| self.may_be(*at, gender))
            .or_else(|| self.person_named_before(speaker, gender));
        if let (Some(found), Some(gender)) = (found, gender) {
            self.told.insert(found, gender);
        }
        found
    }

    fn person_named_before(&mut self, speaker: Span, gender: Option<Gender>) -> Option<u32> {
        let until = self.mentions.partition_point(|mention| mention.span.end <= speaker.start);
        let meant = pronoun::entity_at(&self.links, speaker);
        let fits = |mention: &&Mention| match meant {
            Some(entity) => mention.entity == entity,
            None => mention.label == EntityLabel::Person && agrees(self.stated(mention.entity), gender),
        };
        let mention = self.mentions[..until].iter().rev().take(NEAR).find(|mention| fits(mention))?;
        Some(self.of_entity(mention))
    }

    /// Whether the source `at` may be somebody of `gender`.
    fn may_be(&self, at: u32, gender: Option<Gender>) -> bool {
        let entity = self.sources.get(at as usize).and_then(|source| source.entity);
        let stated = entity.and_then(|entity| self.stated(entity)).or_else(|| self.told.get(&at).copied());
        agrees(stated, gender)
    }

    fn stated(&self, entity: u32) -> Option<Gender> {
        self.genders.get(entity as usize).copied().flatten()
    }

    fn source_ending_before(&mut self, speaker: Span) -> Option<u32> {
        let until = self.mentions.partition_point(|mention| mention.span.end <= speaker.start);
        let mention = self.mentions[..until].last().filter(|mention| mention.span.end + 3 >= speaker.start)?;
        Some(self.of_entity(mention))
    }

    fn of_entity(&mut self, mention: &Mention) -> u32 {
        let phrase = Phrase {
            head: mention.span.slice(self.document.text).to_owned(),
            words: mention.span.slice(self.document.text).to_lowercase(),
            entity: Some(mention.entity),
            label: Some(mention.label),
            withheld: false,
        };
        let found = self.known(&phrase).unwrap_or_else(|| self.add(&phrase));
        self.mention(found, mention.span, Some(&phrase));
        found
    }

    fn phrase(&self, speaker: Span) -> Phrase {
        let text = speaker.slice(self.document.text);
        let mention = self.head_mention(speaker);
        let end = mention.map_or(0, |mention| (mention.span.end - speaker.start) as usize);
        let head_end = end + head_length(text.get(end..).unwrap_or_default());
        let head = text.get(..head_end).map(str::trim).filter(|head| !head.is_empty()).unwrap_or(text).to_owned();
        let entity = mention.filter(|_| is_name(text.get(end..head_end).unwrap_or_default()));
        let words = text.split(',').next().unwrap_or(text).to_lowercase();
        Phrase {
            head,
            words,
            entity: entity.map(|mention| mention.entity),
            label: entity.map(|mention| mention.label),
            withheld: self.withholds_name(speaker),
        }
    }

    /// The mention in the head of the phrase: the first that no preposition or comma stands before.
    fn head_mention(&self, speaker: Span) -> Option<&'a Mention> {
        let from = self.mentions.partition_point(|mention| mention.span.start < speaker.start);
        let inside = self.mentions[from..].iter().take_while(|mention| mention.span.end <= speaker.end);
        let mut found = None;
        for mention in inside.take(8) {
            let before = Span::new(speaker.start, mention.span.start).slice(self.document.text);
            if head_length(before) < before.trim_end().len() {
                break;
            }
            found = Some(mention);
        }
        found
    }

    fn withholds_name(&self, speaker: Span) -> bool {
        let text = self.document.text;
        let sentences = self.document.sentences;
        let at = sentences.partition_point(|sentence| sentence.end < speaker.end);
        let limit = sentences.get(at).map_or(speaker.end, |sentence| sentence.end) as usize;
        let mut end = limit.min(speaker.end as usize + ASIDE).max(speaker.end as usize);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let words = text.get(speaker.start as usize..end).unwrap_or_default();
        kind::withholds_name(&words.to_lowercase())
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
            "the" | "this" | "that" | "these" | "those" => self.by_noun.get(noun).copied(),
            "a" | "an" | "another" | "one" | "some" => None,
            _ => self.by_phrase.get(&phrase.words).copied(),
        }
    }

    fn add(&mut self, phrase: &Phrase) -> u32 {
        let index = self.sources.len() as u32;
        let name = phrase.entity.and_then(|entity| self.entities.get(entity as usize));
        let kind = match kind::kind(&phrase.head, phrase.label) {
            SourceKind::Role | SourceKind::Collective | SourceKind::Vague if phrase.withheld => SourceKind::Anonymous,
            kind => kind,
        };
        self.sources.push(Source {
            kind,
            name: name.map_or_else(|| phrase.head.clone(), |entity| entity.name.clone()),
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
            SourceKind::Institution | SourceKind::Media | SourceKind::Document => self.last_body = Some(at),
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

/// Whether nothing speaks against it that one is the other.
fn agrees(stated: Option<Gender>, asked: Option<Gender>) -> bool {
    stated.zip(asked).is_none_or(|(stated, asked)| stated == asked)
}

/// What a speaker's words say by themselves.
struct Phrase {
    /// Up to the first comma, bracket or preposition.
    head: String,
    /// Up to the first comma, in lower case.
    words: String,
    entity: Option<u32>,
    label: Option<EntityLabel>,
    /// Whether the name is withheld.
    withheld: bool,
}

/// The length of the head of a phrase: what stands before a comma, a bracket, a preposition or a relative clause.
fn head_length(text: &str) -> usize {
    const BREAKS: [&str; 16] = [
        "of", "in", "at", "for", "from", "with", "on", "to", "who", "which", "that", "near", "by", "close", "familiar",
        "within",
    ];
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let trimmed = word.trim();
        if BREAKS.contains(&trimmed) || trimmed.starts_with('(') {
            return at;
        }
        if let Some(comma) = trimmed.find(',') {
            return at + comma;
        }
        at += word.len();
    }
    text.trim_end().len()
}

/// Whether what stands behind a mention in the head leaves it the head: "AFP | news agency", not "Trump | 's lawyer".
fn is_name(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty() || matches!(kind::kind(rest, None), SourceKind::Media) && !rest.starts_with(['\'', '’'])
}

/// The first and the last word.
fn ends(phrase: &str) -> (&str, &str) {
    let mut words = phrase.split_whitespace();
    let first = words.next().unwrap_or_default();
    (first, words.next_back().unwrap_or(first))
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
}
