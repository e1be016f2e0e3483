//! Words and phrases of numeric claims: numerals, units, currencies, hedges, changes, vague amounts.
//!
//! What is known of single words is in one table (`word`), asked once a word by the lexer; forms of several words are
//! in tables of their own (`unit`, `phrase`).

mod phrase;
mod unit;
mod word;

pub(crate) use phrase::{Times, VaguePlace};
pub(crate) use unit::Unit;
pub(crate) use word::{Roles, Sense, Setting, Word};

use crate::analysis::Comparator;
use phrase::Phrases;
use std::sync::LazyLock;
use unit::Units;
use word::Words;

/// All lexicons of this concern, compiled.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Words,
    units: Units,
    phrases: Phrases,
}

/// The compiled vocabulary: made on first use, shared by all Engines.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let units = Units::compile();
    Vocabulary { words: Words::compile(&units), phrases: Phrases::compile(), units }
});

impl Vocabulary {
    /// All that is known of `word`, whatever its case, or of a sign.
    pub(crate) fn word(&self, word: &str) -> Word {
        self.words.get(word)
    }

    /// What a sign does beside numbers.
    pub(crate) fn sign(&self, sign: char) -> Roles {
        self.words.sign(sign)
    }

    /// The power of ten that `suffix` means right after digits.
    pub(crate) fn suffix(&self, suffix: &str) -> Option<u8> {
        self.words.suffix(suffix)
    }

    /// The unit or currency written as `form`: symbols by their case, words whatever their case.
    pub(crate) fn unit(&self, form: &str) -> Option<&Unit> {
        self.units.get(form)
    }

    /// The currency that `letters` mean right before a number and nowhere else: "N" in "N850 billion".
    pub(crate) fn money_letters(&self, letters: &str) -> Option<&Unit> {
        self.units.money_letters(letters)
    }

    /// The bound or approximation that `phrase` states before a number.
    pub(crate) fn hedge_before(&self, phrase: &str) -> Option<Comparator> {
        with_lowered(phrase, |lower| self.phrases.hedge_before(lower))
    }

    /// The same after a number.
    pub(crate) fn hedge_after(&self, phrase: &str) -> Option<Comparator> {
        with_lowered(phrase, |lower| self.phrases.hedge_after(lower))
    }

    /// The suggested magnitude and place of a vague `phrase`.
    pub(crate) fn vague(&self, phrase: &str) -> Option<(Option<&'static str>, VaguePlace)> {
        with_lowered(phrase, |lower| self.phrases.vague(lower))
    }

    /// What `word` multiplies by.
    pub(crate) fn times(&self, word: &str) -> Option<Times> {
        with_lowered(word, |lower| self.phrases.times(lower))
    }
}

/// What `look_up` says of `form` in lower case. Nothing is allocated for forms of up to 32 ASCII bytes.
fn with_lowered<T>(form: &str, look_up: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; 32];
    let Some(lower) = buffer.get_mut(..form.len()).filter(|_| form.is_ascii()) else {
        return look_up(&form.to_lowercase());
    };
    lower.copy_from_slice(form.as_bytes());
    lower.make_ascii_lowercase();
    look_up(std::str::from_utf8(lower).unwrap_or_default())
}

/// The rows of a data file, cut at tabs.
fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_units_and_phrases_are_found() {
        let vocabulary = &*VOCABULARY;
        assert_eq!(vocabulary.suffix("bn"), Some(9));
        assert_eq!(vocabulary.unit("Square Metres").map(|unit| unit.code), Some("m2"));
        assert_eq!(vocabulary.unit("mw"), None);
        assert_eq!(vocabulary.unit("CFA francs").map(|unit| (unit.code, unit.assumed)), Some(("XOF", true)));
        assert_eq!(vocabulary.hedge_before("No fewer than"), Some(Comparator::AtLeast));
        assert_eq!(vocabulary.hedge_after("or so"), Some(Comparator::About));
        assert_eq!(vocabulary.times("Twice").map(|times| times.factor), Some("2"));
        assert_eq!(vocabulary.vague("tens of thousands"), Some((Some("10000"), VaguePlace::Anywhere)));
    }

    #[test]
    fn letters_of_currencies_are_no_units() {
        assert_eq!(VOCABULARY.money_letters("N").map(|unit| unit.code), Some("NGN"));
        assert_eq!((VOCABULARY.unit("N"), VOCABULARY.money_letters("n")), (None, None));
    }
}
