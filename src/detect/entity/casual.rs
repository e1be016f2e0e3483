//! Texts whose writers do without capitals: "i moved from san francisco to mexico".
//!
//! There a known name in lower case is read as if it were capitalised, and marked as such, for the tagger to judge. Texts
//! that keep to capitals are left as they are: their words in lower case name nothing.

use super::words::{Shape, Word, capitalised};
use crate::lexicon::names::{Class, Names};
use std::borrow::Cow;

/// The longest known phrase that is looked for, in words.
const LONGEST: usize = 4;

/// How many letters a name of one word has at least: shorter ones are too often something else.
const SHORTEST: usize = 4;

/// What is known of a word that may be a name by itself, even in lower case.
const NAMES: [Class; 9] = [
    Class::Country,
    Class::Gpe,
    Class::City,
    Class::Region,
    Class::Place,
    Class::Facility,
    Class::Organisation,
    Class::Media,
    Class::Given,
];

/// Writes the known names among `words` with capitals, where the text is careless of them.
pub(super) fn restore(words: &mut [Word], names: &Names) {
    if !is_casual(words, names) {
        return;
    }
    let mut place = 0;
    while place < words.len() {
        place += restored(words, place, names).max(1);
    }
}

/// How many words may hold one that lacks its capital: one slip in a long article says nothing of the rest.
const CARELESS: usize = 300;

/// Whether a third of the sentences begin in lower case, or "i" stands for the writer or a country is in lower case once in
/// every [`CARELESS`] words.
fn is_casual(words: &[Word], names: &Names) -> bool {
    let (mut sentences, mut lower) = (0, 0);
    for sentence in words.chunk_by(|one, two| one.sentence == two.sentence) {
        let first = sentence.first().filter(|word| matches!(word.shape, Shape::Lower | Shape::Capital | Shape::Upper));
        sentences += usize::from(first.is_some());
        lower += usize::from(first.is_some_and(|word| word.shape == Shape::Lower));
    }
    let careless = || words.windows(3).filter(|three| is_careless(three, names)).take(words.len() / CARELESS + 1);
    lower > 0 && lower * 3 >= sentences || careless().count() > words.len() / CARELESS
}

/// Whether the word in the middle should have a capital: "i", "france".
fn is_careless(three: &[Word], names: &Names) -> bool {
    let [_, word, after] = three else { return false };
    let stands_alone = word.shape == Shape::Lower && !word.glued && (!after.glued || after.shape == Shape::Other);
    let is_country = || word.lower.len() >= SHORTEST && names.is_lowered_state(&word.lower);
    stands_alone && (&*word.text == "i" || is_country())
}

/// Restores the name that begins at `place`; gives how many words it has.
fn restored(words: &mut [Word], place: usize, names: &Names) -> usize {
    let length = phrase(words, place, names).unwrap_or_else(|| usize::from(is_name(words, place, names)));
    for word in words.iter_mut().skip(place).take(length).filter(|word| word.shape == Shape::Lower) {
        if !word.is_small(names) {
            word.text = Cow::Owned(capitalised(&word.lower));
            (word.shape, word.headline, word.restored) = (Shape::Capital, true, true);
        }
    }
    length
}

fn is_name(words: &[Word], place: usize, names: &Names) -> bool {
    let is_known = |word: &Word| names.word(&capitalised(&word.lower)).any(&NAMES) && !names.is_ordinary(&word.lower);
    words.get(place).is_some_and(|word| word.shape == Shape::Lower && word.lower.len() >= SHORTEST && is_known(word))
}

/// How many words the known phrase at `place` has, written with capitals.
fn phrase(words: &[Word], place: usize, names: &Names) -> Option<usize> {
    let first = words.get(place).filter(|word| matches!(word.shape, Shape::Lower | Shape::Capital))?;
    let written = |word: &Word| if word.is_small(names) { word.text.to_string() } else { capitalised(&word.lower) };
    let rest = words.iter().skip(place + 1).take(LONGEST - 1).take_while(|word| word.sentence == first.sentence);
    let rest: Vec<String> = rest.map(written).collect();
    let (length, classes) = names.phrase(&capitalised(&first.lower), rest.iter().map(String::as_str))?;
    classes.any(&NAMES).then_some(length)
}

impl Word<'_> {
    /// Whether it stays in lower case inside a name: "of".
    fn is_small(&self, names: &Names) -> bool {
        names.word(&self.lower).any(&[Class::Function, Class::Particle])
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::reading::with_words;

    fn restored(text: &str) -> Vec<String> {
        with_words(text, |words| words.iter().filter(|word| word.restored).map(|word| word.text.to_string()).collect())
    }

    #[test]
    fn known_names_are_restored_where_capitals_are_missing() {
        assert_eq!(restored("i moved from san francisco to mexico last may"), ["San", "Francisco", "Mexico"]);
        assert_eq!(restored("Has anyone been to france? Try lyon."), ["France", "Lyon"]);
    }

    #[test]
    fn texts_with_capitals_are_left_as_they_are() {
        assert!(restored("She moved from San Francisco to Mexico, and then aachen was mentioned.").is_empty());
        assert!(restored("he said it was a good turkey").is_empty());
    }
}
