//! The number tokens of a text, by which spans of different width are told to be one claim.

use crate::text::Span;
use std::collections::HashSet;
use std::ops::Range;

const NUMBER_WORDS: &str = include_str!("../../../lexicons/scored_number_words.txt");

/// A text's number tokens.
pub(super) struct Cores<'a> {
    text: &'a str,
    tokens: Vec<Span>,
}

/// What a span is known by.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Core {
    /// The number tokens it touches.
    Numbers(Range<usize>),
    /// Itself from its first letter or digit to its last, where it touches no number token.
    Bare(Span),
}

impl<'a> Cores<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, tokens: number_tokens(text) }
    }

    pub(super) fn of(&self, span: Span) -> Core {
        let start = self.tokens.partition_point(|token| token.end <= span.start);
        let end = self.tokens.partition_point(|token| token.start < span.end);
        if start < end { Core::Numbers(start..end) } else { Core::Bare(trimmed(self.text, span)) }
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let is_outer = |character: char| !character.is_alphanumeric();
    let inner = span.slice(text).trim_start_matches(is_outer);
    let start = span.end - inner.len() as u32;
    Span::new(start, start + inner.trim_end_matches(is_outer).len() as u32)
}

fn number_tokens(text: &str) -> Vec<Span> {
    let words: HashSet<&str> = NUMBER_WORDS.lines().filter(|line| !line.starts_with('#')).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let token = token(rest);
        let kept = token.trim_end_matches(',');
        if is_number(kept, &words) {
            found.push(Span::new(at as u32, (at + kept.len()) as u32));
        }
        at += token.len();
    }
    found
}

/// What `rest` begins with: a figure, a run of ASCII letters, or one other character.
fn token(rest: &str) -> &str {
    let figure = figure(rest);
    let letters = rest.len() - rest.trim_start_matches(|character: char| character.is_ascii_alphabetic()).len();
    let other = rest.chars().next().map_or(0, char::len_utf8);
    &rest[..if figure > 0 { figure } else { letters.max(other) }]
}

/// The length of the figure that `rest` begins with: "1,234.5", ".5", "192.168.1.2".
fn figure(rest: &str) -> usize {
    let digits = |from: usize| run(&rest[from..], |byte| byte.is_ascii_digit());
    let starts_with_digit = digits(0) > 0;
    let mut length = if starts_with_digit { run(rest, |byte| byte.is_ascii_digit() || byte == b',') } else { 0 };
    while rest[length..].starts_with('.') && digits(length + 1) > 0 && (starts_with_digit || length == 0) {
        length += 1 + digits(length + 1);
    }
    length
}

fn run(text: &str, is_part: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|&byte| is_part(byte)).count()
}

fn is_number(token: &str, words: &HashSet<&str>) -> bool {
    let first = token.chars().next();
    token.bytes().any(|byte| byte.is_ascii_digit())
        || first.is_some_and(|character| "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞".contains(character))
        || words.contains(token.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_words_and_fractions_are_number_tokens() {
        let table = [
            ("1,234.5, and .5 or 192.168.1.2.", vec!["1,234.5", ".5", "192.168.1.2"]),
            ("Twenty-one men, 2½ m, 3rd", vec!["Twenty", "one", "2", "½", "3"]),
            ("1990s: $5m–6m; tone", vec!["1990", "5", "6"]),
            ("a.b ,,, ... é", vec![]),
        ];
        for (text, expected) in table {
            let found: Vec<&str> = number_tokens(text).into_iter().map(|span| span.slice(text)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn a_span_without_numbers_is_known_by_its_letters() {
        let cores = Cores::new("(many) 20 more");
        assert_eq!(cores.of(Span::new(0, 6)), Core::Bare(Span::new(1, 5)));
        assert_eq!(cores.of(Span::new(0, 9)), Core::Numbers(0..1));
        assert_eq!(cores.of(Span::new(5, 6)), Core::Bare(Span::new(6, 6)));
    }

    #[test]
    fn number_words_are_sorted_and_each_stands_once() {
        let words: Vec<&str> = NUMBER_WORDS.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(words.is_sorted_by(|a, b| a < b));
        assert!(words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
    }
}
