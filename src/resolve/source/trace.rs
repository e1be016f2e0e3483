//! Whom a pronoun in the place of a speaker means.

use super::super::gender::{self, Gender};
use super::super::pronoun;
use super::phrase::BREAKS;
use super::{Desk, kind};
use crate::analysis::{EntityLabel, Mention};
use crate::segment::Token;
use crate::text::Span;

/// How many names back a person is looked for.
const NEAR: usize = 8;
/// How many tokens back the noun phrase before "who" may begin.
const REACH: usize = 9;
/// How long an aside in brackets before "who" may be, in bytes.
const ASIDE: u32 = 16;
/// How many words into a sentence its subject's noun may be.
const OPENING: usize = 5;

impl Desk<'_> {
    pub(super) fn trace(&mut self, pronoun: &str, speaker: Span) -> Option<u32> {
        match pronoun {
            "he" | "she" | "him" | "her" | "his" => self.person_before(speaker, gender::of_pronoun(pronoun)),
            "who" => self
                .speaker_before(speaker)
                .or_else(|| self.source_ending_before(speaker))
                .or_else(|| self.antecedent(speaker))
                .or_else(|| self.person_before(speaker, None)),
            "they" | "them" | "their" => self.group_before(speaker).or(self.last_group).or(self.last_body),
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
        let mention = self.mentions[..until].last().filter(|mention| self.adjoins(mention.span.end, speaker.start))?;
        Some(self.of_entity(mention))
    }

    /// Whether only a comma or an aside in brackets stands between: "Awa Kone [fr], | who".
    fn adjoins(&self, end: u32, start: u32) -> bool {
        let between = Span::new(end, start.max(end)).slice(self.document.text).trim().trim_end_matches(',');
        let aside = between.starts_with(['(', '[']) && between.ends_with([')', ']']);
        start < end + 3 || aside && start < end + ASIDE
    }

    /// The people who are the subject of the sentence with `speaker`, or of the one before: "Prosecutors charged him, |
    /// they said".
    fn group_before(&mut self, speaker: Span) -> Option<u32> {
        let at = self.document.sentences.partition_point(|sentence| sentence.end <= speaker.start);
        let span =
            (0..2).find_map(|back| self.subject(*self.document.sentences.get(at.checked_sub(back)?)?, speaker))?;
        Some(self.named(span))
    }

    /// The phrase of people that `sentence` opens with, before `speaker`.
    fn subject(&self, sentence: Span, speaker: Span) -> Option<Span> {
        let text = self.document.text;
        let from = self.document.tokens.partition_point(|token| token.span.start < sentence.start);
        let word = |token: &Token| token.span.slice(text).to_lowercase();
        let opening = self.document.tokens.get(from..)?.iter().take(OPENING);
        let inside = opening.take_while(|token| token.span.end <= speaker.start.min(sentence.end));
        let inner = inside.take_while(|token| token.span.slice(text).starts_with(char::is_alphabetic));
        let noun = inner
            .take_while(|token| !BREAKS.contains(&word(token).as_str()))
            .find(|token| kind::is_group(&word(token)))?;
        Some(self.document.tokens.get(from)?.span.cover(noun.span))
    }

    /// The source of the words right before "who", or around it, where those name a speaker themselves: "sources close to
    /// him, who".
    fn speaker_before(&self, speaker: Span) -> Option<u32> {
        let right = |span: Span| span.end < speaker.start && span.end + 3 > speaker.start;
        self.last_placed.filter(|(span, _)| right(*span) || span.contains(speaker)).map(|(_, at)| at)
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
        let bare = |at: &usize| {
            let plural = word(*at).ends_with('s') && word(*at).starts_with(char::is_lowercase);
            plural || kind::is_group_or_body(&word(*at).to_lowercase())
        };
        let plural = || Some(last).filter(bare);
        let from = first.filter(|first| *first < last).or_else(plural)?;
        let span = self.document.tokens[from].span.cover(self.document.tokens[last].span);
        Some(self.named(span))
    }
}

/// Whether nothing speaks against it that one is the other.
fn agrees(stated: Option<Gender>, asked: Option<Gender>) -> bool {
    stated.zip(asked).is_none_or(|(stated, asked)| stated == asked)
}
