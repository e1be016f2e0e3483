//! What the tagger sees of each word: small numbers, made once, of which the features are put together.

use super::super::words::{Shape, Word};
use crate::hash::{START, hash, step};
use crate::lexicon::names::{Class, Classes};
use crate::model::{WordClass, WordClasses};

/// One word. The hashes are of the word in lower case unless they say otherwise.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sight {
    pub(super) lower: u32,
    pub(super) text: u32,
    /// Of the first two and three letters.
    pub(super) prefixes: [u32; 2],
    /// Of the last two, three and four letters.
    pub(super) suffixes: [u32; 3],
    /// Of the word as written with every letter turned into its kind: "Xx-Xx", "XX", "d.d".
    pub(super) pattern: u32,
    pub(super) shape: u32,
    pub(super) class: WordClass,
    pub(super) known: Classes,
    pub(super) is_capitalised: bool,
    /// Where it stands in the known phrase that it is part of: 0 for none, 1 at the start, 2 inside.
    pub(super) in_phrase: u32,
    pub(super) phrase: Classes,
    /// Flags of its place: first of its sentence, in a headline, glued to what is before, also an ordinary word, its
    /// capital restored.
    pub(super) flags: u32,
}

/// The sights of all `words`.
pub(super) fn sights(words: &[Word], classes: &WordClasses) -> Vec<Sight> {
    let mut sights: Vec<Sight> = words.iter().map(|word| sight(word, classes)).collect();
    for (place, word) in words.iter().enumerate().filter(|(_, word)| word.phrase > 1) {
        for (offset, sight) in sights.iter_mut().skip(place).take(word.phrase).enumerate() {
            (sight.in_phrase, sight.phrase) = (1 + u32::from(offset > 0), word.phrase_classes);
        }
    }
    sights
}

fn sight(word: &Word, classes: &WordClasses) -> Sight {
    let lower = &*word.lower;
    let end_of = |letters: usize| lower.char_indices().nth(letters).map_or(lower.len(), |(at, _)| at);
    let start_of = |letters: usize| lower.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
    let prefix = |letters| hash(lower.get(..end_of(letters)).unwrap_or_default());
    let suffix = |letters| hash(lower.get(start_of(letters)..).unwrap_or_default());
    Sight {
        lower: hash(lower),
        text: hash(&word.text),
        prefixes: [2, 3].map(prefix),
        suffixes: [2, 3, 4].map(suffix),
        pattern: pattern(&word.text),
        shape: word.shape as u32,
        class: classes.class(lower),
        known: word.classes,
        is_capitalised: word.is_capitalised(),
        in_phrase: 0,
        phrase: Classes::default(),
        flags: u32::from(word.initial)
            | u32::from(word.headline) << 1
            | u32::from(word.glued) << 2
            | u32::from(word.ordinary) << 3
            | u32::from(word.restored) << 4,
    }
}

/// The hash of the kinds of letters, runs of one kind counted once.
fn pattern(text: &str) -> u32 {
    let mut last = ' ';
    let mut hash = START;
    for letter in text.chars() {
        let kind = match letter {
            _ if letter.is_uppercase() => 'X',
            _ if letter.is_alphabetic() => 'x',
            _ if letter.is_numeric() => 'd',
            _ => letter,
        };
        if kind != last {
            hash = step(hash, kind as u32);
            last = kind;
        }
    }
    hash
}

impl Sight {
    /// A word that no one wrote: what stands before the first and after the last word of a sentence.
    pub(super) const fn outside() -> Self {
        Self {
            lower: 1,
            text: 1,
            prefixes: [1; 2],
            suffixes: [1; 3],
            pattern: 1,
            shape: Shape::Other as u32 + 1,
            class: WordClass { fine: 0, coarse: 0 },
            known: Classes::of(Class::Function),
            is_capitalised: false,
            in_phrase: 0,
            phrase: Classes::of(Class::Function),
            flags: 0,
        }
    }
}
