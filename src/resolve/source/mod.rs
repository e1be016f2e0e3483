//! Sources from quotations.
//!
//! Speakers are read in the order of the text. One joins an earlier source where both are the same entity, where it is a
//! pronoun or a definite phrase ("the same lawmaker", "the mayor") that the last fitting source answers, or where both
//! are the same bare phrase ("officials"). Every look-up is in a table, so the work is linear.

mod anonymity;
mod kind;
mod map;
mod phrase;
mod voice;

pub use anonymity::Anonymity;
pub use map::{SourceMap, SourceShare, source_map};
pub use voice::{Denial, Polarity, Tone, Voice};

use super::gender::{self, Gender};
use super::pronoun::{self, Link};
use crate::Document;
use crate::analysis::{Entity, EntityLabel, Mention, Quotation, Source, SourceKind};
use crate::lexicon::names::FixedMap;
use crate::text::Span;
use phrase::{Phrase, ends, head_length, is_name};

/// How much surer a name is than a pronoun that was traced to one.
const TRACED: f32 = 0.8;
/// How far behind a speaker the words may be that withhold the name, in bytes.
const ASIDE: usize = 120;
/// How many names back a person is looked for.
const NEAR: usize = 8;
/// How many tokens back the noun phrase before "who" may begin.
const REACH: usize = 9;

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
    let bodies = bodies(document, mentions);
    let mut desk = Desk { document, mentions, entities, links, genders, bodies, ..Desk::new(document) };
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
    /// The last speaker and its source.
    last_placed: Option<(Span, u32)>,
    /// The bodies that the article names, by the last word of the name: "commission".
    bodies: FixedMap<String, usize>,
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
            last_placed: None,
            bodies: FixedMap::default(),
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
        let phrase = self.phrase(speaker);
        let found = self.known(&phrase).unwrap_or_else(|| self.add(&phrase));
        self.mention(found, speaker, Some(&phrase));
        found
    }

    /// The source of the words right before "who", where those name a speaker themselves: "sources close to him, who".
    fn speaker_before(&self, speaker: Span) -> Option<u32> {
        self.last_placed.filter(|(span, _)| span.end < speaker.start && span.end + 3 > speaker.start).map(|(_, at)| at)
    }

    /// The noun phrase right before "who": "a lawmaker who".
    fn antecedent(&mut self, speaker: Span) -> Option<u32> {
        const OPENERS: [&str; 12] =
            ["a", "an", "another", "many", "one", "several", "some", "that", "the", "those", "three", "two"];
        let text = self.document.text;
        let until = self.document.tokens.partition_point(|token| token.span.end <= speaker.start);
        let word = |at: usize| self.document.tokens.get(at).map_or("", |token| token.span.slice(text));
        let last = until.checked_sub(1 + usize::from(word(until.wrapping_sub(1)) == ","))?;
        let near = (last.saturating_sub(REACH)..=last).rev();
        let inner = near.take_while(|at| word(*at).starts_with(char::is_alphanumeric));
        let first = inner.filter(|at| OPENERS.contains(&word(*at).to_lowercase().as_str())).last();
        let plural = || Some(last).filter(|at| word(*at).ends_with('s') && word(*at).starts_with(char::is_lowercase));
        let from = first.filter(|first| *first < last).or_else(plural)?;
        let span = self.document.tokens[from].span.cover(self.document.tokens[last].span);
        let phrase = self.phrase(span);
        let found = self.known(&phrase).unwrap_or_else(|| self.add(&phrase));
        self.mention(found, span, Some(&phrase));
        Some(found)
    }

    fn trace(&mut self, pronoun: &str, speaker: Span) -> Option<u32> {
        match pronoun {
            "he" | "she" | "him" | "her" | "his" => self.person_before(speaker, gender::of_pronoun(pronoun)),
            "who" => self
                .speaker_before(speaker)
                .or_else(|| self.source_ending_before(speaker))
                .or_else(|| self.antecedent(speaker))
                .or_else(|| self.person_before(speaker, None)),
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
            full: mention.span.slice(self.document.text).to_owned(),
            words: mention.span.slice(self.document.text).to_lowercase(),
            rest: String::new(),
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
        let full = text.split(',').next().unwrap_or(text).trim();
        let entity = entity.or_else(|| self.apposed_name(speaker, full));
        Phrase {
            head,
            words: full.to_lowercase(),
            rest: full.get(head_end.min(full.len())..).unwrap_or_default().to_owned(),
            full: full.to_owned(),
            entity: entity.map(|mention| mention.entity),
            label: entity.map(|mention| mention.label),
            withheld: self.withholds_name(speaker),
        }
    }

    /// The person whose name stands beside an office, a comma between: "the mayor, Awa Kone", "Awa Kone, the mayor".
    fn apposed_name(&self, speaker: Span, full: &str) -> Option<&'a Mention> {
        let text = self.document.text;
        let close = |from: u32, to: u32| from <= to && Span::new(from, to).slice(text).trim() == ",";
        let end = speaker.start + full.len() as u32;
        let from = self.mentions.partition_point(|mention| mention.span.start < end);
        let after = self.mentions.get(from).filter(|mention| close(end, mention.span.start));
        let until = self.mentions.partition_point(|mention| mention.span.end <= speaker.start);
        let left = until.checked_sub(1).and_then(|at| self.mentions.get(at));
        let before = left.filter(|mention| close(mention.span.end, speaker.start) && full.starts_with("the "));
        let office = kind::kind(full.split(" of ").next().unwrap_or(full), "", None) == SourceKind::Role;
        after.or(before).filter(|mention| office && mention.label == EntityLabel::Person)
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
            "the" | "this" | "that" | "these" | "those" => self.by_noun.get(noun).copied().or_else(|| self.body(noun)),
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
