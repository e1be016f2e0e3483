//! A paragraph cut into lexemes, and the questions the grammar asks of it.

use super::lexer::{self, Kind, Lexeme};
use super::number::Number;
use crate::analysis::Direction;
use crate::lexicon::quantity::{Sense, Setting, Unit, VOCABULARY};
use crate::text::Span;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

/// Lexemes from `.0` up to, not including, `.1`.
pub(in crate::detect) type Range = (usize, usize);

/// The paragraph as the grammar sees it. Indices past the end answer like nothing at all.
#[derive(Debug)]
pub(in crate::detect) struct Reader<'t> {
    pub(in crate::detect) text: &'t str,
    pub(in crate::detect) lexemes: Vec<Lexeme>,
    /// Whether the paragraph speaks of British money; asked at most once, as it takes a look at all of it.
    sterling: OnceCell<bool>,
    /// The number that was read last and where it begins: every kind of claim asks for the same one in turn.
    pub(super) last_number: RefCell<Option<(usize, Option<Number>)>>,
}

impl<'t> Reader<'t> {
    pub(in crate::detect) fn new(text: &'t str) -> Self {
        Self { text, lexemes: lexer::lex(text), sterling: OnceCell::new(), last_number: RefCell::new(None) }
    }

    /// Whether pounds are likely to be money here.
    pub(in crate::detect) fn speaks_of_sterling(&self) -> bool {
        let marks = ["£", "pence", "sterling"];
        *self.sterling.get_or_init(|| marks.iter().any(|mark| self.text.contains(mark)))
    }

    pub(in crate::detect) fn kind(&self, index: usize) -> Option<Kind> {
        self.lexemes.get(index).map(|lexeme| lexeme.kind)
    }

    pub(in crate::detect) fn word(&self, index: usize) -> &'t str {
        self.lexemes.get(index).map_or("", |lexeme| lexeme.span.slice(self.text))
    }

    pub(in crate::detect) fn sense(&self, index: usize) -> Sense {
        match self.kind(index) {
            Some(Kind::Word(sense)) => sense,
            _ => Sense::Other,
        }
    }

    pub(in crate::detect) fn is(&self, index: usize, word: &str) -> bool {
        self.word(index).eq_ignore_ascii_case(word)
    }

    pub(in crate::detect) fn is_any(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(index, word))
    }

    /// Whether the lexeme is one of the words of `setting`, whatever its case.
    pub(in crate::detect) fn is_among(&self, index: usize, setting: Setting) -> bool {
        self.lexemes.get(index).is_some_and(|lexeme| lexeme.roles.has(setting))
    }

    /// The unit that the one word or sign at `index` means.
    pub(in crate::detect) fn unit(&self, index: usize) -> Option<&'static Unit> {
        self.is_among(index, Setting::BeginsUnit).then(|| VOCABULARY.unit(self.word(index))).flatten()
    }

    /// Which way the word at `index` moves a number.
    pub(in crate::detect) fn change(&self, index: usize) -> Option<Direction> {
        let roles = self.lexemes.get(index)?.roles;
        let falls = || roles.has(Setting::Falls).then_some(Direction::Decrease);
        roles.has(Setting::Rises).then_some(Direction::Increase).or_else(falls)
    }

    /// Whether a number after the word at `index` is a name.
    pub(in crate::detect) fn is_head(&self, index: usize) -> bool {
        let capital = || self.word(index).contains(char::is_uppercase);
        self.is_among(index, Setting::Head) || self.is_among(index, Setting::CapitalHead) && capital()
    }

    /// Whether the lexemes from `index` on read as `words`.
    pub(in crate::detect) fn reads(&self, index: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.is(index + offset, word))
    }

    pub(in crate::detect) fn is_numeral(&self, index: usize) -> bool {
        self.kind(index) == Some(Kind::Numeral)
    }

    pub(in crate::detect) fn is_word(&self, index: usize) -> bool {
        matches!(self.kind(index), Some(Kind::Word(_)))
    }

    pub(in crate::detect) fn is_sign(&self, index: usize, signs: &str) -> bool {
        matches!(self.kind(index), Some(Kind::Sign(sign)) if signs.contains(sign))
    }

    /// Whether nothing but the previous lexeme stands before this one.
    pub(in crate::detect) fn is_glued(&self, index: usize) -> bool {
        self.lexemes.get(index).is_some_and(|lexeme| !lexeme.spaced)
    }

    /// Whether a hyphen joins the lexemes around `index` without space.
    pub(in crate::detect) fn is_hyphen(&self, index: usize) -> bool {
        self.is_sign(index, "-‐‑") && self.is_glued(index) && self.is_glued(index + 1)
    }

    pub(in crate::detect) fn is_dash(&self, index: usize) -> bool {
        self.is_sign(index, "-‐‑–−~")
    }

    pub(in crate::detect) fn is_capital(&self, index: usize) -> bool {
        self.is_word(index) && self.word(index).starts_with(char::is_uppercase)
    }

    /// Whether a sentence, line or quotation begins at `index`, as far as signs tell.
    pub(in crate::detect) fn begins_sentence(&self, index: usize) -> bool {
        index == 0 || self.is_sign(index - 1, ".!?:;\"“‘|•—")
    }

    /// The lexemes of `range` as one phrase: single spaces between words, none around signs; empty past the end.
    pub(in crate::detect) fn phrase(&self, range: Range) -> Cow<'t, str> {
        if range.1 > self.lexemes.len() {
            return Cow::Borrowed("");
        }
        if range.1 == range.0 + 1 {
            return Cow::Borrowed(self.word(range.0));
        }
        let mut phrase = String::with_capacity(self.span(range).len() as usize);
        for index in range.0..range.1 {
            let between_words = self.is_word(index) && index > range.0 && self.is_word(index - 1);
            if between_words {
                phrase.push(' ');
            }
            phrase.push_str(self.word(index));
        }
        Cow::Owned(phrase)
    }

    pub(in crate::detect) fn span(&self, range: Range) -> Span {
        let of = |index: usize| self.lexemes.get(index).map(|lexeme| lexeme.span);
        match (of(range.0), of(range.1.saturating_sub(1))) {
            (Some(first), Some(last)) => first.cover(last),
            _ => Span::default(),
        }
    }

    /// Whether the word at `index` looks like several of something: "boats", "people".
    pub(in crate::detect) fn is_plural(&self, index: usize) -> bool {
        let word = self.word(index);
        let regular = match word.as_bytes() {
            [.., _, b's' | b'S' | b'u' | b'U', b's' | b'S'] => false,
            [_, _, _, .., b's' | b'S'] => true,
            _ => false,
        };
        self.is_word(index)
            && (regular || self.is_among(index, Setting::Plural))
            && !self.is_among(index, Setting::EndsNoun)
    }

    /// Whether the word at `index` can stand in the name of what is counted.
    pub(in crate::detect) fn is_noun_like(&self, index: usize) -> bool {
        self.is_word(index) && !self.is_among(index, Setting::EndsNoun)
    }
}
