//! What the words that name a speaker say by themselves.

use super::anonymity::near;
use super::{Desk, kind};
use crate::Document;
use crate::analysis::{EntityLabel, Mention, SourceKind};
use crate::text::Span;

/// How far behind a speaker the words may be that withhold the name, in bytes.
const ASIDE: u32 = 120;
/// What ends the head of a phrase.
pub(super) const BREAKS: [&str; 16] = [
    "of", "in", "at", "for", "from", "with", "on", "to", "who", "which", "that", "near", "by", "close", "familiar",
    "within",
];
/// What may trail behind a name and is no part of it.
const TRAILING: [&str; 8] = ["also", "already", "herself", "himself", "itself", "later", "themselves", "too"];

/// What a speaker's words say by themselves.
pub(super) struct Phrase {
    /// Up to the first comma, bracket or preposition.
    pub(super) head: String,
    /// Up to the first comma.
    pub(super) full: String,
    /// The same in lower case.
    pub(super) words: String,
    /// What follows the head, up to the first comma.
    pub(super) rest: String,
    pub(super) entity: Option<u32>,
    pub(super) label: Option<EntityLabel>,
    /// Whether the name is withheld.
    pub(super) withheld: bool,
}

impl<'a> Desk<'a> {
    /// What the words at `speaker` say by themselves.
    pub(super) fn phrase(&self, speaker: Span) -> Phrase {
        let text = speaker.slice(self.document.text);
        let mention = self.head_mention(speaker);
        let end = mention.map_or(0, |mention| (mention.span.end - speaker.start) as usize);
        let head_end = end + head_length(text.get(end..).unwrap_or_default());
        let head = text.get(..head_end).map(without_adverbs).filter(|head| !head.is_empty()).unwrap_or(text).to_owned();
        let entity = mention.filter(|_| is_name(text.get(end..head_end).unwrap_or_default()));
        let full = without_adverbs(text.split(',').next().unwrap_or(text));
        let meant = entity.or_else(|| self.apposed_name(speaker, full)).map(|mention| self.meant(mention));
        Phrase {
            head,
            words: full.to_lowercase(),
            rest: full.get(head_end.min(full.len())..).unwrap_or_default().to_owned(),
            full: full.to_owned(),
            entity: meant.map(|(entity, _)| entity),
            label: meant.map(|(_, label)| label),
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
        let office = full.split(" of ").next().unwrap_or(full);
        let office = kind::kind(office, "", None) == SourceKind::Role || full.to_lowercase().starts_with("one of the ");
        let person = |mention: &&Mention| office && mention.label == EntityLabel::Person;
        after.filter(person).or(before.filter(person))
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
        found.filter(|mention| !is_pronoun(mention.span.slice(self.document.text)))
    }

    /// The entity that a name in the place of a speaker means: "Catalan" is a person where a Jorge Catalan is named.
    fn meant(&self, mention: &Mention) -> (u32, EntityLabel) {
        let people = matches!(mention.label, EntityLabel::Norp | EntityLabel::Language);
        let name = mention.span.slice(self.document.text).to_lowercase();
        let person = self.surnames.get(&name).filter(|_| people);
        person.map_or((mention.entity, mention.label), |person| (*person, EntityLabel::Person))
    }

    fn withholds_name(&self, speaker: Span) -> bool {
        let Document { text, sentences, .. } = *self.document;
        let words = near(text, sentences, speaker, ASIDE).slice(text);
        kind::withholds_name(&words.to_lowercase())
    }

    /// The phrase that a name by itself is.
    pub(super) fn name(&self, mention: &Mention) -> Phrase {
        let words = mention.span.slice(self.document.text);
        let (entity, label) = self.meant(mention);
        Phrase {
            head: words.to_owned(),
            full: words.to_owned(),
            words: words.to_lowercase(),
            rest: String::new(),
            entity: Some(entity),
            label: Some(label),
            withheld: false,
        }
    }
}

/// Whether what was taken for a name is none: "Another" at the start of a sentence, unlike "WHO" and "US".
fn is_pronoun(name: &str) -> bool {
    let acronym = name.len() > 1 && !name.contains(char::is_lowercase);
    !acronym && kind::is_pronoun(&name.to_lowercase())
}

/// `phrase` without what only trails behind it: "the High Court | also".
fn without_adverbs(phrase: &str) -> &str {
    let mut phrase = phrase.trim();
    while let Some((left, _)) = phrase.rsplit_once(' ').filter(|(_, last)| TRAILING.contains(last)) {
        phrase = left.trim_end();
    }
    phrase
}

/// The length of the head of a phrase: what stands before a comma, a bracket, a preposition or a relative clause.
pub(super) fn head_length(text: &str) -> usize {
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let trimmed = word.trim();
        if BREAKS.contains(&trimmed) || trimmed.starts_with(['(', '[']) {
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
pub(super) fn is_name(rest: &str) -> bool {
    let rest = rest.trim();
    rest.split_whitespace().all(|word| TRAILING.contains(&word))
        || matches!(kind::kind(rest, "", None), SourceKind::Media) && !rest.starts_with(['\'', '’'])
}

/// The first and the last word.
pub(super) fn ends(phrase: &str) -> (&str, &str) {
    let mut words = phrase.split_whitespace();
    let first = words.next().unwrap_or_default();
    (first, words.next_back().unwrap_or(first))
}
