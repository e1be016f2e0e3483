//! Reads a short text from its start piece by piece, the way an anchored pattern does that never has to go back.
//!
//! The shapes that digits are written in are few and plain. Read by hand they take no engine of patterns into the page,
//! no time to compile at the start, and a fraction of the time after it. Tests hold each against the pattern it stands for.

use crate::segment::is_letter;
use std::ops::RangeInclusive;

/// No bound above.
pub(super) const ANY: usize = usize::MAX;

/// What is left of the text, or nothing where something that had to come did not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'t>(Option<&'t str>);

/// Begins at the start of `text`.
pub(super) fn scan(text: &str) -> Scan<'_> {
    Scan(Some(text))
}

impl<'t> Scan<'t> {
    /// What is left where something did not come.
    pub(super) const NOTHING: Self = Self(None);

    /// As many characters that are `wanted` as stand here, up to the end of `count`.
    pub(super) fn run(self, count: RangeInclusive<usize>, wanted: impl Fn(char) -> bool) -> Self {
        let read = |text: &'t str| {
            let mut rest = text.chars();
            let mut found = 0;
            while found < *count.end() && rest.clone().next().is_some_and(&wanted) {
                rest.next();
                found += 1;
            }
            (found >= *count.start()).then_some(rest.as_str())
        };
        Self(self.0.and_then(read))
    }

    /// ASCII digits.
    pub(super) fn digits(self, count: RangeInclusive<usize>) -> Self {
        self.run(count, |c| c.is_ascii_digit())
    }

    /// Nothing, where no digit comes next.
    pub(super) fn no_digit(self) -> Self {
        Self(self.0.filter(|text| !text.starts_with(|c: char| c.is_ascii_digit())))
    }

    /// Hexadecimal digits.
    pub(super) fn hexadecimal(self, count: RangeInclusive<usize>) -> Self {
        self.run(count, |c| c.is_ascii_hexdigit())
    }

    /// Letters of any script, with their combining marks.
    pub(super) fn letters(self, count: RangeInclusive<usize>) -> Self {
        self.run(count, is_letter_or_mark)
    }

    /// One of the characters in `set`.
    pub(super) fn one(self, set: &str) -> Self {
        self.run(1..=1, |c| set.contains(c))
    }

    /// One of the characters in `set`, if it is there.
    pub(super) fn maybe(self, set: &str) -> Self {
        self.run(0..=1, |c| set.contains(c))
    }

    /// The first of `words` that stands here.
    pub(super) fn word(self, words: &[&str]) -> Self {
        Self(self.0.and_then(|text| words.iter().find_map(|word| text.strip_prefix(word))))
    }

    /// What `piece` reads, if it is there.
    pub(super) fn perhaps(self, piece: impl Fn(Self) -> Self) -> Self {
        let read = piece(self);
        read.or(self)
    }

    /// What `piece` reads, as often as it is there, up to the end of `count`.
    pub(super) fn repeated(self, count: RangeInclusive<usize>, piece: impl Fn(Self) -> Self) -> Self {
        let mut at = self;
        for found in 0..*count.end() {
            let next = piece(at);
            if next.0.is_none() {
                return if found < *count.start() { next } else { at };
            }
            at = next;
        }
        at
    }

    /// This reading, or `other` where something did not come in this one.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }

    /// Whether all came and nothing is left.
    pub(super) fn ends(self) -> bool {
        self.0 == Some("")
    }

    /// What is left, where all came.
    pub(super) fn rest(self) -> Option<&'t str> {
        self.0
    }
}

/// Whether `c` belongs to a word as a letter does: combining marks belong to the letter before them.
pub(super) fn is_letter_or_mark(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && (is_letter(c) || is_mark(c))
}

/// Whether `c` is a combining mark or joins letters.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_in_turn() {
        assert!(scan("12-ab").digits(1..=2).one("-").letters(1..=ANY).ends());
        assert!(scan("e\u{301}1").letters(2..=2).digits(1..=1).ends());
        assert!(scan("7.7.7").digits(1..=1).repeated(2..=2, |s| s.one(".").digits(1..=1)).ends());
        assert_eq!(scan("7.7.").digits(1..=1).repeated(0..=ANY, |s| s.one(".").digits(1..=1)).rest(), Some("."));
        assert_eq!(scan("ext. 5").word(&["ext.", "ext"]).maybe(" ").rest(), Some("5"));
    }

    #[test]
    fn what_has_to_come_and_does_not_ends_the_reading() {
        let missing = scan("12").digits(3..=3);
        assert_eq!(missing.maybe("1").perhaps(|s| s.digits(1..=1)).digits(0..=1).rest(), None);
        assert!(!missing.repeated(0..=3, |s| s.digits(1..=1)).ends());
        assert_eq!(scan("1").repeated(2..=3, |s| s.digits(1..=1)).rest(), None);
    }
}
