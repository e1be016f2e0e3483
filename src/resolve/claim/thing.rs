//! What a claim counts: a noun with what happened to it, by the words around the number.

use super::scope::{self, Scope};
use crate::Document;
use crate::analysis::{ChangeRole, Quantity, QuantityKind};
use crate::lexicon::claim::{Role, event_of};
use crate::text::Span;

/// So many tokens around a claim tell what happened to those it counts.
const REACH: usize = 8;

/// Words that begin another clause, in which another thing may happen to others.
const CLAUSES: [&str; 12] =
    ["and", "but", "while", "whereas", "although", "when", "including", ",", ";", ":", "–", "—"];
/// Words that may stand between a number without a noun and what happened: "25 others were injured".
const BETWEEN: [&str; 14] =
    ["others", "more", "have", "has", "had", "been", "were", "was", "are", "is", "also", "reportedly", "people", "of"];

/// What a claim counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thing {
    pub(super) kind: QuantityKind,
    pub(super) unit: Option<String>,
    /// What happened to those counted, where the text says it in a way we know.
    pub(super) event: Option<&'static str>,
    pub(super) noun: Noun,
    pub(super) scope: Scope,
}

/// The noun that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// The event itself ("50 arrests"), so that nothing says of whom.
    Event,
    /// Anybody.
    Person,
    /// One noun, in the singular.
    Only(String),
}

/// The words of a document, looked at around claims.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) document: &'a Document<'a>,
}

impl Words<'_> {
    fn word(self, index: usize) -> String {
        self.document
            .tokens
            .get(index)
            .map_or_else(String::new, |token| token.span.slice(self.document.text).to_lowercase())
    }

    /// The index of the first token that begins at `offset` or later.
    pub(super) fn at(self, offset: u32) -> usize {
        self.document.tokens.partition_point(|token| token.span.start < offset)
    }

    /// The words from `offset` on, in lower case, to the end of the sentence or of the reach.
    pub(super) fn after(self, offset: u32) -> impl Iterator<Item = String> {
        let first = self.at(offset);
        (first..first + REACH).map(move |index| self.word(index)).take_while(|word| !ends_sentence(word))
    }

    /// The words before `offset`, the nearest first.
    pub(super) fn before(self, offset: u32) -> impl Iterator<Item = String> {
        let end = self.at(offset);
        (end.saturating_sub(REACH)..end)
            .rev()
            .map(move |index| self.word(index))
            .take_while(|word| !ends_sentence(word))
    }
}

fn ends_sentence(word: &str) -> bool {
    matches!(word, "" | "." | "!" | "?")
}

/// What `quantity` counts, where that is one thing that other claims may count too. `last` is what was counted before.
pub(super) fn thing(words: Words, quantity: &Quantity, last: Option<&Thing>) -> Option<Thing> {
    let countable = matches!(quantity.kind, QuantityKind::Count | QuantityKind::Measure | QuantityKind::Money);
    let level = quantity.change.is_none_or(|change| change.role == ChangeRole::To);
    if !countable || !level || is_part(words, quantity) {
        return None;
    }
    let (event, noun) = match quantity.parts.counted {
        Some(counted) => by_noun(words, quantity, counted)?,
        None if quantity.kind == QuantityKind::Count => by_words(words, quantity, last)?,
        None => return None,
    };
    let scope = scope::scope(words, quantity);
    Some(Thing { kind: quantity.kind, unit: quantity.unit.clone(), event, noun, scope })
}

/// "Four of these tools", "including 12 children": a part is no rival of the whole.
fn is_part(words: Words, quantity: &Quantity) -> bool {
    const WHOLES: [&str; 10] = ["the", "them", "these", "those", "their", "its", "his", "her", "whom", "which"];
    let mut after = words.after(quantity.span.end);
    let of_whole =
        after.next().as_deref() == Some("of") && after.next().is_some_and(|word| WHOLES.contains(&word.as_str()));
    let before = words.before(quantity.span.start).next();
    of_whole || matches!(before.as_deref(), Some("including" | "another" | "other" | "further" | "additional"))
}

fn by_noun(words: Words, quantity: &Quantity, counted: Span) -> Option<(Option<&'static str>, Noun)> {
    let phrase = lemma(&counted.slice(words.document.text).to_lowercase());
    let head = phrase.rsplit(' ').next().unwrap_or_default().to_owned();
    if let Some(event) = event_of(&head, Role::Deed) {
        return Some((Some(event), Noun::Event));
    }
    if let Some(event) = event_of(&head, Role::Body) {
        return Some((Some(event), Noun::Person));
    }
    let event = happened(words, quantity, counted.end.max(quantity.span.end));
    if event.is_none() && counted.end < quantity.span.start {
        return None;
    }
    if event_of(&head, Role::Person).is_some() {
        return event.map(|event| (Some(event), Noun::Person));
    }
    let noun = if event.is_some() { head.clone() } else { phrase };
    let specific = event.is_some() || event_of(&head, Role::Loose).is_none();
    (specific && !noun.is_empty()).then_some((event, Noun::Only(noun)))
}

/// What happened to those counted: by the words behind the noun, or else by those before the number.
fn happened(words: Words, quantity: &Quantity, end: u32) -> Option<&'static str> {
    let in_clause = |word: &String| !CLAUSES.contains(&word.as_str()) && !starts_with_digit(word);
    let done = |word: String| event_of(&word, Role::Done);
    words
        .after(end)
        .take_while(in_clause)
        .find_map(done)
        .or_else(|| words.before(quantity.span.start).take_while(in_clause).find_map(done))
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// A number without a noun: "25 others were injured", "the toll rose to 22", "put the number at 20".
fn by_words(words: Words, quantity: &Quantity, last: Option<&Thing>) -> Option<(Option<&'static str>, Noun)> {
    let next = words.after(quantity.span.end).find(|word| !BETWEEN.contains(&word.as_str()));
    if let Some(event) = next.and_then(|word| event_of(&word, Role::Done)) {
        return Some((Some(event), Noun::Person));
    }
    let before: Vec<String> =
        words.before(quantity.span.start).take_while(|word| !CLAUSES.contains(&word.as_str())).collect();
    let named = before.iter().enumerate().find_map(|(index, word)| {
        let total = event_of(word, Role::Total).map(|event| (Some(event), Noun::Event));
        let number = || event_of(word, Role::Number).and_then(|_| numbered(&before[..index], last));
        total.or_else(number)
    });
    named.or_else(|| {
        let verb = words.before(quantity.span.start).next()?;
        Some((Some(event_of(&verb, Role::Done)?), Noun::Person))
    })
}

/// What "the number" is of, by the words between it and the claim, the nearest first: "the number of dead at 12"; where they
/// do not say, what was counted last.
fn numbered(between: &[String], last: Option<&Thing>) -> Option<(Option<&'static str>, Noun)> {
    match between {
        [nearer @ .., of] if of == "of" => nearer.iter().rev().find_map(|word| {
            let done = event_of(word, Role::Done).map(|event| (Some(event), Noun::Person));
            done.or_else(|| event_of(&lemma(word), Role::Deed).map(|event| (Some(event), Noun::Event)))
        }),
        _ => last.map(|thing| (thing.event, thing.noun.clone())),
    }
}

/// The noun phrase with its last word in the singular.
fn lemma(noun: &str) -> String {
    let plain = noun.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let hisses = |stem: &&str| ["s", "x", "z", "ch", "sh"].iter().any(|ending| stem.ends_with(ending));
    let sibilant = || noun.strip_suffix("es").filter(hisses).map(str::to_owned);
    let regular = || noun.strip_suffix('s').filter(|stem| !stem.ends_with('s')).map(str::to_owned);
    plain.or_else(sibilant).or_else(regular).unwrap_or_else(|| irregular(noun))
}

/// "women" and the like end the same in all compounds.
fn irregular(noun: &str) -> String {
    let pairs = [("women", "woman"), ("men", "man"), ("children", "child")];
    let stem = pairs.iter().find_map(|(many, one)| noun.strip_suffix(many).map(|stem| format!("{stem}{one}")));
    stem.unwrap_or_else(|| noun.to_owned())
}
