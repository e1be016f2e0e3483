//! Places in a text, by words or by a regular expression.
//!
//! A search is linear in the text whatever the pattern: expressions are matched without backtracking, compiled ones are
//! bounded in size, and each step looks at no more than [`STEP_BYTES`] of the text, in which only places that begin in
//! the first half and end in the second at the latest count. So a long search can be left between two steps, and no
//! place is longer than [`PLACE_BYTES`].
//!
//! ```
//! use postil::find::{Query, find};
//!
//! let text = "Mali's army said that Mali\nwas calm. “Mali”, it said, is no Malia.";
//! let words = Query { pattern: "Mali".to_owned(), whole_words: true, ..Query::default() };
//! assert_eq!(find(text, &words)?.spans.len(), 3);
//!
//! let wrapped = Query { pattern: "mali was".to_owned(), ..Query::default() };
//! assert_eq!(find(text, &wrapped)?.spans[0].slice(text), "Mali\nwas");
//!
//! let expression = Query { pattern: r"\w+(?:'s)? army".to_owned(), is_expression: true, ..Query::default() };
//! assert_eq!(find(text, &expression)?.spans[0].slice(text), "Mali's army");
//!
//! let broken = Query { pattern: "(Mali".to_owned(), is_expression: true, ..Query::default() };
//! assert_eq!(find(text, &broken).unwrap_err().to_string(), "character 1: this bracket is never closed");
//! # Ok::<(), postil::find::PatternError>(())
//! ```

mod pattern;

pub use pattern::{PATTERN_CHARACTERS, PatternError};

use crate::text::Span;
use regex::Regex;
use serde::{Deserialize, Serialize};

/// How many places a search gives at most.
pub const PLACES: usize = 10_000;
/// How long a place is at most, in bytes; longer ones are left out.
pub const PLACE_BYTES: usize = 1024;
/// How much of the text one step of a search looks at, in bytes.
pub const STEP_BYTES: usize = 2 * PLACE_BYTES;

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Words, between which any white space matches any other, one line's end too, and straight quotation marks match
    /// curly ones; or a regular expression, which finds nothing across two lines.
    pub pattern: String,
    /// Whether `pattern` is a regular expression, in the syntax of the crate `regex`.
    pub is_expression: bool,
    /// Whether words are found only where no letter or digit goes on at either end. Says nothing of expressions, which
    /// have `\b`.
    pub whole_words: bool,
    /// Whether capitals and small letters differ.
    pub match_case: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// The places in order, none overlapping another, without white space at their ends, none empty.
    pub spans: Vec<Span>,
    /// Whether there are more than the first [`PLACES`].
    pub more: bool,
}

/// All places of `query` in `text`, up to [`PLACES`] of them.
///
/// # Errors
/// What is wrong with the pattern, and where.
pub fn find(text: &str, query: &Query) -> Result<Places, PatternError> {
    let mut search = Search::new(query)?;
    while search.step(text) {}
    Ok(search.into_places())
}

/// A search under way.
#[derive(Clone, Debug)]
pub struct Search {
    expression: Regex,
    /// Whether nothing is found across two lines.
    by_line: bool,
    /// Where the line begins that `at` is in; the start of the text where lines do not matter.
    line: usize,
    /// Everything before this is done.
    at: usize,
    places: Places,
}

impl Search {
    /// A search for `query`, not begun.
    ///
    /// # Errors
    /// What is wrong with the pattern, and where.
    pub fn new(query: &Query) -> Result<Self, PatternError> {
        let expression = pattern::compile(query)?;
        Ok(Self { expression, by_line: query.is_expression, line: 0, at: 0, places: Places::default() })
    }

    /// Looks at the next [`STEP_BYTES`] of `text`, which is the same at each step; whether there is more to do.
    pub fn step(&mut self, text: &str) -> bool {
        let Some(rest) = text.get(self.at..).filter(|_| !self.places.more) else { return false };
        let far = rest.floor_char_boundary(STEP_BYTES);
        let line_end = rest.get(..far).filter(|_| self.by_line).and_then(|near| near.find('\n'));
        let end = self.at + line_end.unwrap_or(far);
        // What begins here and is short enough ends before `end`, or `end` is the end of all there is to see.
        let is_cut = line_end.is_none() && end < text.len();
        let begins_by = if is_cut { self.at + rest.floor_char_boundary(PLACE_BYTES) } else { end + 1 };
        let seen = text.get(self.line..end).unwrap_or_default();
        match self.expression.find_at(seen, self.at - self.line).filter(|found| self.line + found.start() < begins_by) {
            Some(found) => {
                let found = (self.line + found.start(), self.line + found.end());
                self.take(text, found);
                self.go_behind(text, found, end, is_cut);
            }
            None if is_cut => self.at = begins_by,
            None => self.go_to_line(end + 1),
        }
        true
    }

    /// What was found so far.
    pub fn into_places(self) -> Places {
        self.places
    }

    fn take(&mut self, text: &str, (start, end): (usize, usize)) {
        let words = text.get(start..end).unwrap_or_default();
        let from = start + words.len() - words.trim_start().len();
        let length = words.trim().len();
        if length == 0 || length > PLACE_BYTES {
            return;
        }
        if self.places.spans.len() < PLACES {
            self.places.spans.push(Span::new(from as u32, (from + length) as u32));
        } else {
            self.places.more = true;
        }
    }

    /// Goes on after a match, by a character at least, as one may be empty.
    fn go_behind(&mut self, text: &str, (start, end): (usize, usize), seen: usize, is_cut: bool) {
        if start < end {
            self.at = end;
        } else if end == seen && !is_cut {
            self.go_to_line(end + 1);
        } else {
            self.at = text.ceil_char_boundary(end + 1);
        }
    }

    fn go_to_line(&mut self, start: usize) {
        self.at = start;
        self.line = if self.by_line { start } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(pattern: &str) -> Query {
        Query { pattern: pattern.to_owned(), ..Query::default() }
    }

    fn expression(pattern: &str) -> Query {
        Query { is_expression: true, match_case: true, ..words(pattern) }
    }

    fn found<'a>(text: &'a str, query: &Query) -> Vec<&'a str> {
        find(text, query).unwrap().spans.iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn words_are_found_across_white_space_marks_and_case() {
        let whole = |pattern: &str| Query { whole_words: true, ..words(pattern) };
        let exact = |pattern: &str| Query { match_case: true, ..words(pattern) };
        let cases: [(&str, Query, &[&str]); 11] = [
            ("Mali and mali", words("MALI"), &["Mali", "mali"]),
            ("Mali and mali", exact("mali"), &["mali"]),
            ("MÉLI ça ÇA", words("ça"), &["ça", "ÇA"]),
            ("Malian Mali’s Mali", whole("mali"), &["Mali", "Mali"]),
            ("a $5 bill, $50, a$5", whole("$5"), &["$5"]),
            (
                "Awa  Kone, Awa\nKone, Awa \n Kone, Awa\u{a0}Kone",
                exact("Awa Kone"),
                &["Awa  Kone", "Awa\nKone", "Awa \n Kone", "Awa\u{a0}Kone"],
            ),
            ("Awa\n\nKone", words("Awa Kone"), &[]),
            ("the bank’s and the bank's", words("bank's"), &["bank’s", "bank's"]),
            ("“so” and \"so\"", words("\"so\""), &["“so”", "\"so\""]),
            ("a.c abc", words(" a.c "), &["a.c"]),
            ("aaaa", words("aa"), &["aa", "aa"]),
        ];
        for (text, query, expected) in cases {
            assert_eq!(found(text, &query), expected, "{query:?}");
        }
    }

    #[test]
    fn expressions_are_found_line_by_line_and_nothing_empty() {
        let cases: [(&str, &str, &[&str]); 9] = [
            ("Goïta 20 fled", r"\w+", &["Goïta", "20", "fled"]),
            ("one\ntwo", r"\w+\s+\w+", &[]),
            ("one two\nthree", r"\w+$", &["two", "three"]),
            ("one two\nthree", r"^\w+", &["one", "three"]),
            ("aab\nba", "a*", &["aa", "a"]),
            ("a b", r"\s", &[]),
            ("Awa spoke", r"\w+ ", &["Awa"]),
            ("Mali\n\nGao", "(?i)mali|gao", &["Mali", "Gao"]),
            ("", "", &[]),
        ];
        for (text, pattern, expected) in cases {
            if pattern.is_empty() {
                assert_eq!(find(text, &expression(pattern)), Err(PatternError::Empty));
            } else {
                assert_eq!(found(text, &expression(pattern)), expected, "{pattern}");
            }
        }
    }

    #[test]
    fn steps_do_not_show_in_what_is_found() {
        for length in [1000, 1023, 1024, 1025, 2047, 2048, 2049, 5000] {
            let text = format!("{} end {}zz\nend", "é ".repeat(length), "b".repeat(length.min(1024)));
            assert_eq!(found(&text, &words("END")).len(), 2, "{length}");
            assert_eq!(found(&text, &expression("end$")).len(), 1, "{length}");
            assert_eq!(found(&text, &expression(r"b+\b")).len(), 0, "{length}");
            let run = usize::from(length <= 1022);
            assert_eq!(found(&text, &expression(r"b+zz\b")).len(), run, "places have {PLACE_BYTES} bytes: {length}");
        }
    }

    #[test]
    fn there_are_at_most_so_many_places() {
        let text = "a ".repeat(PLACES);
        assert!(!find(&text, &words("a")).unwrap().more);
        let places = find(&(text + "a"), &words("a")).unwrap();
        assert_eq!((places.spans.len(), places.more), (PLACES, true));
    }

    #[test]
    fn hostile_patterns_on_hostile_texts_end() {
        let text = "a".repeat(200_000);
        for pattern in ["[^z]*z|a", "(?:a|a|a)*b", "(a*)*$", "x*", r"(?:.{0,9}z)?", r"a{1,500}"] {
            assert!(find(&text, &expression(pattern)).unwrap().spans.len() <= PLACES, "{pattern}");
        }
    }

    fn any_query() -> impl Strategy<Value = Query> {
        let pattern = prop_oneof![
            prop::sample::select(vec!["a", "é+", r"\w+", r"\b", "a|b c", ".", "^.", ".$", r"\s*", "[^a]", "(a", "a b"])
                .prop_map(str::to_owned),
            any::<String>(),
        ];
        (pattern, any::<[bool; 3]>()).prop_map(|(pattern, [is_expression, whole_words, match_case])| Query {
            pattern,
            is_expression,
            whole_words,
            match_case,
        })
    }

    proptest! {
        #[test]
        fn places_lie_in_order_on_characters(text in "[aébc \n“👩‍👧]{0,80}", query in any_query()) {
            let Ok(places) = find(&text, &query) else { return Ok(()) };
            let mut end = 0;
            for span in places.spans {
                prop_assert!(span.start >= end && !span.is_empty());
                let words = text.get(span.range());
                prop_assert_eq!(words.map(str::trim), words);
                prop_assert!(words.is_some_and(|words| !query.is_expression || !words.contains('\n')));
                end = span.end;
            }
        }

        #[test]
        fn in_a_short_line_an_expression_finds_what_the_crate_finds(text in "[aébc “👩‍👧]{0,80}") {
            for pattern in [r"\w+", "a+|é", r"\b[ab]", ".c", "“[^“]+"] {
                let all: Vec<String> = Regex::new(pattern).unwrap().find_iter(&text).map(|it| it.as_str().trim().to_owned()).collect();
                prop_assert_eq!(found(&text, &expression(pattern)), all);
            }
        }
    }
}
