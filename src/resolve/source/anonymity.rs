//! The questions that the sourcing rules of news agencies ask of an anonymous source, with the words that answer them.

use super::kind;
use super::map::words_in;
use crate::analysis::Quotation;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

const LISTS: &str = include_str!("../../../lexicons/quotation_anonymity.txt");
/// How far behind a mention the answers may be, in bytes.
const NEAR: u32 = 200;

/// What an article tells of an anonymous source. Each answer is the words that give it; nothing where none do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anonymity {
    /// That the name is withheld: "on condition of anonymity".
    pub withheld: Option<Span>,
    /// Why: "because he was not authorised to speak".
    pub reason: Option<Span>,
    /// Who it is, name apart: "sources close to the talks".
    pub described: Option<Span>,
    /// How many they are: "two".
    pub count: Option<Span>,
    /// That it is a view rather than a fact: "should".
    pub opinion: Option<Span>,
}

/// What is told of the anonymous source with `mentions` that says `quotations`.
pub(super) fn anonymity<'a>(
    text: &str,
    sentences: &[Span],
    mentions: &[Span],
    quotations: impl Iterator<Item = &'a Quotation>,
) -> Anonymity {
    let mut told = Anonymity::default();
    for mention in mentions {
        let around = near(text, sentences, *mention, NEAR);
        told.withheld = told.withheld.or_else(|| phrase(text, around, kind::anonymity_phrases()));
        told.reason = told.reason.or_else(|| phrase(text, around, &CLASSES.reason));
        told.count = told.count.or_else(|| phrase(text, *mention, &CLASSES.count)).or_else(|| article(text, *mention));
        told.described = told.described.or_else(|| Some(*mention).filter(|mention| describes(text, *mention)));
    }
    let mut words = quotations.flat_map(|quotation| quotation.fragments.iter()).flat_map(|said| words_in(text, *said));
    told.opinion = words.find(|word| CLASSES.opinion.contains(&word.slice(text).to_lowercase().as_str()));
    told
}

/// From the mention to the end of its sentence, at most `reach` bytes behind it.
pub(super) fn near(text: &str, sentences: &[Span], mention: Span, reach: u32) -> Span {
    let at = sentences.partition_point(|sentence| sentence.end < mention.end);
    let limit = sentences.get(at).map_or(mention.end, |sentence| sentence.end);
    let end = limit.min(mention.end.saturating_add(reach)).max(mention.end);
    Span::new(mention.start, text.floor_char_boundary(end as usize) as u32)
}

/// The first of `phrases` in `within`, as whole words.
fn phrase(text: &str, within: Span, phrases: &[&str]) -> Option<Span> {
    let body = within.slice(text);
    let lower = body.to_ascii_lowercase();
    let found = phrases.iter().filter_map(|phrase| {
        let whole = |at: &usize| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let (before, behind) = (lower.get(..*at), lower.get(at + phrase.len()..));
            edge(before.and_then(|left| left.chars().next_back()))
                && edge(behind.and_then(|right| right.chars().next()))
        };
        let at = lower.match_indices(phrase).map(|(at, _)| at).find(whole)?;
        Some((at as u32, phrase.len() as u32))
    });
    found.min().map(|(at, length)| Span::new(within.start + at, within.start + at + length))
}

/// The article that says that it is one: "an | unnamed lawmaker".
fn article(text: &str, mention: Span) -> Option<Span> {
    words_in(text, mention)
        .next()
        .filter(|word| ["a", "an"].iter().any(|one| word.slice(text).eq_ignore_ascii_case(one)))
}

/// Whether the words say more than that there is a source.
fn describes(text: &str, mention: Span) -> bool {
    words_in(text, mention).any(|word| !CLASSES.generic.contains(&word.slice(text).to_lowercase().as_str()))
}

#[derive(Default)]
struct Classes {
    reason: Vec<&'static str>,
    count: Vec<&'static str>,
    generic: Vec<&'static str>,
    opinion: Vec<&'static str>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let mut classes = Classes::default();
    let mut class = "";
    for row in LISTS.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        match (row.strip_prefix('[').and_then(|name| name.strip_suffix(']')), class) {
            (Some(named), _) => class = named,
            (None, "reason") => classes.reason.push(row),
            (None, "count") => classes.count.push(row),
            (None, "generic") => classes.generic.push(row),
            (None, "opinion") => classes.opinion.push(row),
            _ => {}
        }
    }
    classes
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Engine};

    #[test]
    fn answers_are_found_with_their_words() {
        let text = "Two officials close to the talks, speaking on condition of anonymity because they were not authorised to \
                    speak, said the deal should be signed.";
        let analysis = Engine::new().annotate(&Article::new(text));
        let told = anonymity(text, &analysis.sentences, &analysis.sources[0].mentions, analysis.quotations.iter());
        let words = |span: Option<Span>| span.map(|span| span.slice(text));
        assert_eq!(words(told.withheld), Some("condition of anonymity"));
        assert_eq!(words(told.reason), Some("because"));
        assert_eq!(words(told.count), Some("Two"));
        assert_eq!(words(told.opinion), Some("should"));
        assert!(told.described.is_some());
    }

    #[test]
    fn an_insider_is_one_and_nothing_says_that_the_name_is_withheld() {
        let text = "A person close to the talks said the deal was signed.";
        let analysis = Engine::new().annotate(&Article::new(text));
        let told = anonymity(text, &analysis.sentences, &analysis.sources[0].mentions, analysis.quotations.iter());
        assert_eq!(told.count.map(|span| span.slice(text)), Some("A"));
        assert_eq!((told.withheld, told.reason), (None, None));
    }

    #[test]
    fn sources_alone_are_not_described() {
        let text = "Multiple sources";
        assert!(!describes(text, Span::new(0, 16)) && describes("security sources", Span::new(0, 16)));
    }

    #[test]
    fn every_class_is_read_and_sorted() {
        for list in [&CLASSES.reason, &CLASSES.count, &CLASSES.generic, &CLASSES.opinion] {
            assert!(list.len() > 10 && list.is_sorted());
        }
    }
}
