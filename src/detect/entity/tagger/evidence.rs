//! What the rest of the document says of a word: how else it is written, and beside what it stands elsewhere.

use super::super::words::{Shape, Word};
use super::sight::hash;
use crate::lexicon::names::{Class, FixedMap};

/// Facts about a word in lower case, gathered over all its places.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// How often it is capitalised.
    pub(super) capitals: u32,
    /// How often it is capitalised where nothing but its being a name asks for it.
    pub(super) told: u32,
    /// How often it stands in lower case.
    pub(super) lowers: u32,
    /// Bits of what stands beside it where it is capitalised.
    pub(super) beside: u32,
}

/// How many bits [`Evidence::beside`] has.
pub(super) const BESIDE: u32 = 20;

/// The evidence for every word that is capitalised somewhere, by its hash.
pub(super) fn gather(words: &[Word]) -> FixedMap<u32, Evidence> {
    let mut found: FixedMap<u32, Evidence> = FixedMap::default();
    for (place, word) in words.iter().enumerate().filter(|(_, word)| word.is_capitalised()) {
        let evidence = found.entry(hash(&word.lower)).or_default();
        evidence.capitals += 1;
        evidence.told += u32::from(!word.initial && !word.headline);
        evidence.beside |= beside(words, place);
    }
    for word in words.iter().filter(|word| word.shape == Shape::Lower) {
        if let Some(evidence) = found.get_mut(&hash(&word.lower)) {
            evidence.lowers += 1;
        }
    }
    found
}

/// What stands directly before and after the word at `place`.
pub(super) fn beside(words: &[Word], place: usize) -> u32 {
    let Some(word) = words.get(place) else { return 0 };
    let same = |other: &&Word| other.sentence == word.sentence;
    let before = place.checked_sub(1).and_then(|before| words.get(before)).filter(same);
    let after = words.get(place + 1).filter(same);
    let second = words.get(place + 2).filter(same);
    let is = |word: Option<&Word>, texts: &[&str]| word.is_some_and(|word| texts.contains(&&*word.lower));
    let has = |word: Option<&Word>, classes: &[Class]| word.is_some_and(|word| word.classes.any(classes));
    let capital = |word: Option<&Word>| word.is_some_and(|word| word.is_capitalised() && !word.has(Class::Function));
    [
        has(before, &[Class::Honorific, Class::Role]),
        has(before, &[Class::Given]) && capital(before),
        is(before, &["in", "near"]),
        is(before, &["at", "from", "to"]),
        is(before, &["the"]),
        is(before, &["of"]),
        is(before, &["by", "with"]),
        is(before, &["and", ","]),
        is(before, &["(", "["]),
        capital(before),
        has(after, &[Class::Speech]),
        is(after, &["'s", "’s"]),
        capital(after),
        has(after, &[Class::OrganisationTail]),
        has(after, &[Class::PlaceTail, Class::FacilityTail]),
        is(after, &[","]) && has(second, &[Class::Role, Class::RoleModifier]),
        is(after, &[","]) && capital(second),
        is(after, &[")", "]"]),
        is(after, &["who", "whose"]),
        after.is_some_and(|word| word.shape == Shape::Lower && word.has(Class::PeopleNoun)),
    ]
    .iter()
    .enumerate()
    .fold(0, |bits, (bit, holds)| bits | u32::from(*holds) << bit)
}
