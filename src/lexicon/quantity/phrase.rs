//! Phrases around numbers and in place of them: hedges, vague amounts, words that mean so many times.

use super::rows;
use crate::analysis::{Comparator, Direction};
use crate::lexicon::names::FixedMap;

/// What a word like "doubled" says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Times {
    /// The factor in plain notation.
    pub(crate) factor: &'static str,
    /// Set where the word is a movement by that factor.
    pub(crate) direction: Option<Direction>,
}

/// Where a vague phrase may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VaguePlace {
    Anywhere,
    BeforeOf,
    BeforeNoun,
}

pub(super) const HEDGES: &str = include_str!("../../../lexicons/hedges.tsv");
pub(super) const VAGUE: &str = include_str!("../../../lexicons/vague.tsv");
pub(super) const MULTIPLIERS: &str = include_str!("../../../lexicons/multipliers.tsv");

/// All phrases, in lower case.
#[derive(Debug)]
pub(super) struct Phrases {
    hedges_before: FixedMap<&'static str, Comparator>,
    hedges_after: FixedMap<&'static str, Comparator>,
    vague: FixedMap<&'static str, (Option<&'static str>, VaguePlace)>,
    times: FixedMap<&'static str, Times>,
}

impl Phrases {
    pub(super) fn compile() -> Self {
        Self { hedges_before: hedges("before"), hedges_after: hedges("after"), vague: vague(), times: times() }
    }

    pub(super) fn hedge_before(&self, phrase: &str) -> Option<Comparator> {
        self.hedges_before.get(phrase).copied()
    }

    pub(super) fn hedge_after(&self, phrase: &str) -> Option<Comparator> {
        self.hedges_after.get(phrase).copied()
    }

    pub(super) fn vague(&self, phrase: &str) -> Option<(Option<&'static str>, VaguePlace)> {
        self.vague.get(phrase).copied()
    }

    pub(super) fn times(&self, word: &str) -> Option<Times> {
        self.times.get(word).copied()
    }
}

/// The last words or signs of hedges before a number.
pub(super) fn hedge_ends() -> impl Iterator<Item = &'static str> {
    rows(HEDGES).filter(|row| row[1] == "before").filter_map(|row| last_piece(row[2]))
}

/// The first words or signs of hedges after a number.
pub(super) fn hedge_starts() -> impl Iterator<Item = &'static str> {
    rows(HEDGES).filter(|row| row[1] == "after").map(|row| first_piece(row[2]))
}

fn last_piece(phrase: &'static str) -> Option<&'static str> {
    let word = phrase.rsplit(' ').next()?;
    let sign = word.char_indices().next_back().filter(|(_, last)| !last.is_alphabetic());
    sign.map_or(Some(word), |(at, _)| word.get(at..))
}

fn first_piece(phrase: &'static str) -> &'static str {
    let letters = phrase.find(|c: char| !c.is_alphabetic()).unwrap_or(phrase.len());
    let sign = || phrase.chars().next().map_or(0, char::len_utf8);
    phrase.get(..if letters == 0 { sign() } else { letters }).unwrap_or(phrase)
}

fn hedges(place: &str) -> FixedMap<&'static str, Comparator> {
    rows(HEDGES).filter(|row| row[1] == place).map(|row| (row[2], comparator(row[0]))).collect()
}

fn comparator(sign: &str) -> Comparator {
    match sign {
        "<" => Comparator::Below,
        "<=" => Comparator::AtMost,
        "=" => Comparator::Exactly,
        ">=" => Comparator::AtLeast,
        ">" => Comparator::Above,
        _ => Comparator::About,
    }
}

fn vague() -> FixedMap<&'static str, (Option<&'static str>, VaguePlace)> {
    let place = |name: &str| match name {
        "of" => VaguePlace::BeforeOf,
        "noun" => VaguePlace::BeforeNoun,
        _ => VaguePlace::Anywhere,
    };
    rows(VAGUE).map(|row| (row[2], ((row[0] != "-").then_some(row[0]), place(row[1])))).collect()
}

fn times() -> FixedMap<&'static str, Times> {
    let direction = |role: &str| match role {
        "up" => Some(Direction::Increase),
        "down" => Some(Direction::Decrease),
        _ => None,
    };
    rows(MULTIPLIERS).map(|row| (row[2], Times { factor: row[0], direction: direction(row[1]) })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for file in [HEDGES, VAGUE, MULTIPLIERS] {
            assert!(rows(file).all(|row| row.len() == 3), "three columns: {:?}", rows(file).find(|row| row.len() != 3));
        }
        assert!(rows(MULTIPLIERS).all(|row| row[0].parse::<f64>().is_ok()));
    }

    #[test]
    fn the_pieces_of_hedges_are_words_or_signs() {
        assert_eq!((last_piece("approx."), last_piece("in excess of")), (Some("."), Some("of")));
        assert_eq!((first_piece("or so"), first_piece("-odd"), first_piece("+")), ("or", "-", "+"));
    }
}
