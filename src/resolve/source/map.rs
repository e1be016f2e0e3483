//! The source map of an article: who gets how many of its words, and what stands behind each source.

use super::anonymity::{self, Anonymity};
use super::kind;
use super::voice::{self, Denial, Voice};
use crate::analysis::{EntityLabel, Source, SourceKind, Statements};
use crate::detect::quotation::marked;
use crate::segment::TokenKind;
use crate::text::Span;
use crate::{Analysis, Article};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Who says what in an article, counted in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceMap {
    /// All words of the article.
    pub words: u32,
    /// Those in nobody's mouth but the reporter's.
    pub own: u32,
    /// For each of the Analysis' sources, what it gets.
    pub shares: Vec<SourceShare>,
    /// The people named who are never a source, as indices of the Analysis' entities.
    pub unheard: Vec<u32>,
    /// For each of the Analysis' quotations, how it is reported.
    pub voices: Vec<Voice>,
    /// What may contradict what: suggestions.
    pub denials: Vec<Denial>,
}

/// What one source gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceShare {
    /// What kind of source it is.
    pub kind: SourceKind,
    /// The words that tell its kind: "on condition of anonymity", "officials", the name of a person.
    pub evidence: Option<Span>,
    /// Where it is first named.
    pub first: Option<Span>,
    /// Its words inside quotation marks.
    pub direct: u32,
    /// Its words outside them.
    pub indirect: u32,
    /// What it says, as indices of the Analysis' quotations.
    pub quotations: Vec<u32>,
    /// The numbers it claims, as indices of the Analysis' quantities.
    pub quantities: Vec<u32>,
    /// Of an anonymous source, what the article tells of it.
    pub anonymity: Option<Anonymity>,
}

/// The source map of `article`, of which `analysis` is the Analysis.
///
/// Words that one source reports of another ("AFP, citing officials") count for both; in `own` no word counts twice.
///
/// ```
/// use postil::resolve::source::source_map;
/// use postil::{Article, Engine};
///
/// let article = Article::new("It rained. “We are safe,” said Awa Kone. Sources close to her said the roof leaked.");
/// let map = source_map(&article, &Engine::new().annotate(&article));
/// assert_eq!((map.words, map.own), (16, 10));
/// assert_eq!((map.shares[0].direct, map.shares[1].indirect), (3, 3));
/// assert!(map.shares[1].anonymity.is_some_and(|told| told.described.is_some() && told.reason.is_none()));
/// ```
pub fn source_map(article: &Article, analysis: &Analysis) -> SourceMap {
    source_map_of(article, analysis, &Statements::from(analysis))
}

/// The source map of `article` where `statements` say who says what: those of a Session, say, which people have
/// corrected. Of `segmented` only the sentences and tokens are looked at. Indices in the map are those of `statements`.
pub fn source_map_of(article: &Article, segmented: &Analysis, statements: &Statements) -> SourceMap {
    let text = article.text();
    let count = Count::new(article, segmented);
    let said = statements.quotations.iter().flat_map(|quotation| &quotation.fragments).copied();
    let attributed: u32 = merged(said.collect()).into_iter().map(|span| count.words(span)).sum();
    SourceMap {
        words: count.starts.len() as u32,
        own: (count.starts.len() as u32).saturating_sub(attributed),
        shares: shares(text, &segmented.sentences, statements, &count),
        unheard: unheard(statements),
        voices: statements.quotations.iter().map(|quotation| voice::voice(text, quotation)).collect(),
        denials: voice::denials(text, &statements.quotations),
    }
}

fn shares(text: &str, sentences: &[Span], statements: &Statements, count: &Count) -> Vec<SourceShare> {
    let quotations = by_source(statements, statements.quotations.iter().map(|quotation| quotation.source));
    let claims = by_source(statements, statements.claims.iter().copied());
    let share = |(source, (quotations, quantities)): (&Source, (Vec<u32>, Vec<u32>))| {
        let said = || quotations.iter().filter_map(|at| statements.quotations.get(*at as usize));
        let spans = merged(said().flat_map(|quotation| &quotation.fragments).copied().collect());
        let (words, direct) = spans
            .iter()
            .fold((0, 0), |(words, direct), span| (words + count.words(*span), direct + count.marked(*span)));
        let anonymous = source.kind == SourceKind::Anonymous;
        let told = anonymous.then(|| anonymity::anonymity(text, sentences, &source.mentions, said()));
        SourceShare {
            kind: source.kind,
            evidence: told.and_then(|told| told.withheld).or_else(|| kind::evidence(text, source)),
            first: source.mentions.first().copied(),
            direct,
            indirect: words - direct,
            quotations,
            quantities,
            anonymity: told,
        }
    };
    statements.sources.iter().zip(quotations.into_iter().zip(claims)).map(share).collect()
}

/// For each source, the indices of those that are its.
fn by_source(statements: &Statements, sources: impl Iterator<Item = Option<u32>>) -> Vec<Vec<u32>> {
    let mut lists = vec![Vec::new(); statements.sources.len()];
    for (at, source) in (0..).zip(sources) {
        if let Some(list) = source.and_then(|source| lists.get_mut(source as usize)) {
            list.push(at);
        }
    }
    lists
}

fn unheard(statements: &Statements) -> Vec<u32> {
    let heard: HashSet<u32> = statements.sources.iter().filter_map(|source| source.entity).collect();
    let people = (0..).zip(&statements.entities).filter(|(_, entity)| entity.label == EntityLabel::Person);
    people.map(|(at, _)| at).filter(|at| !heard.contains(at)).collect()
}

/// Where words begin, and how many of those before each stand in quotation marks.
struct Count {
    starts: Vec<u32>,
    marked: Vec<u32>,
}

impl Count {
    fn new(article: &Article, segmented: &Analysis) -> Self {
        let pieces: Vec<Span> = article
            .paragraphs()
            .iter()
            .flat_map(|paragraph| marked(article.text(), *paragraph))
            .map(|piece| piece.span)
            .collect();
        let word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
        let (mut starts, mut total, mut next) = (Vec::new(), vec![0], 0);
        for token in segmented.tokens.iter().filter(|token| word(token.kind)) {
            while pieces.get(next).is_some_and(|piece| piece.end <= token.span.start) {
                next += 1;
            }
            let inside = pieces.get(next).is_some_and(|piece| piece.contains(token.span));
            total.push(total.last().copied().unwrap_or_default() + u32::from(inside));
            starts.push(token.span.start);
        }
        Self { starts, marked: total }
    }

    fn range(&self, span: Span) -> (usize, usize) {
        let at = |offset| self.starts.partition_point(|start| *start < offset);
        (at(span.start), at(span.end))
    }

    fn words(&self, span: Span) -> u32 {
        let (from, to) = self.range(span);
        (to - from) as u32
    }

    fn marked(&self, span: Span) -> u32 {
        let (from, to) = self.range(span);
        self.marked[to] - self.marked[from]
    }
}

/// The spans without overlaps, in order.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut found: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match found.last_mut().filter(|last| last.end >= span.start) {
            Some(last) => *last = last.cover(span),
            None => found.push(span),
        }
    }
    found
}

/// The words of `span`, cut at white space and punctuation.
pub(super) fn words_in(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let outer = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’');
    let mut at = span.start;
    span.slice(text).split_inclusive(outer).filter_map(move |piece| {
        let word = piece.trim_end_matches(outer);
        let start = at;
        at += piece.len() as u32;
        (!word.is_empty()).then(|| Span::new(start, start + word.len() as u32))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;
    use proptest::prelude::*;

    #[test]
    fn people_who_are_only_named_are_unheard() {
        let article = Article::new("Mr Issa Sall arrived. Mrs Awa Kone said the bridge was safe.");
        let analysis = Engine::new().annotate(&article);
        let unheard = source_map(&article, &analysis).unheard;
        let names: Vec<_> = unheard.iter().map(|at| analysis.entities[*at as usize].name.as_str()).collect();
        assert_eq!(names, ["Issa Sall"]);
    }

    #[test]
    fn the_words_that_tell_a_kind() {
        let table = [
            ("Awa Kone said the bridge was safe.", "Awa Kone"),
            ("Three senior officials said the bridge was safe.", "officials"),
            ("A driver, who asked not to be named, said the bridge was safe.", "asked not to be named"),
            ("According to the Kayes Herald, the bridge was safe.", "Herald"),
        ];
        for (text, expected) in table {
            let article = Article::new(text);
            let map = source_map(&article, &Engine::new().annotate(&article));
            assert_eq!(map.shares[0].evidence.map(|span| span.slice(text)), Some(expected), "{text}");
        }
    }

    #[test]
    fn numbers_belong_to_who_claims_them() {
        let article = Article::new("The ministry said 14 boats sank. There were 3 storms.");
        let map = source_map(&article, &Engine::new().annotate(&article));
        assert_eq!(map.shares[0].quantities.len(), 1);
    }

    proptest! {
        #[test]
        fn words_are_never_counted_twice(words in prop::collection::vec(prop::sample::select(vec![
            "he", "said", "that", ",", ".", "“", "”", "\"", "AFP", "citing", "sources", "the", "mayor", "20", "told", "\n", "é",
        ]), 0..40)) {
            let article = Article::new(&words.join(" "));
            let analysis = Engine::new().annotate(&article);
            let map = source_map(&article, &analysis);
            prop_assert!(map.own <= map.words);
            prop_assert_eq!(map.shares.len(), analysis.sources.len());
            prop_assert_eq!(map.voices.len(), analysis.quotations.len());
            for share in &map.shares {
                prop_assert!(share.direct + share.indirect <= map.words - map.own);
            }
        }
    }
}
