//! What the rest of the document says of a word: how else it is written, and beside what it stands elsewhere.

use super::super::words::{Shape, Word};
use crate::hash::hash;
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
    /// Where it abbreviates a name that is written out beside it somewhere: one more than the tag that the rules give
    /// the end of that name.
    pub(super) explained: u8,
}

/// How many bits [`Evidence::beside`] has.
pub(super) const BESIDE: u32 = 20;

/// The words that are capitalised somewhere, told apart by their letters alone, with the evidence for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    /// Of each place where a capitalised word stands, one more than the number of that word; 0 for every other place.
    numbers: Vec<u32>,
    evidence: Vec<Evidence>,
}

impl Gathered {
    /// Gathers from all places of `words`.
    pub(super) fn new(words: &[Word], rules: &[u8]) -> Self {
        let mut found = Self { numbers: vec![0; words.len()], evidence: Vec::new() };
        let mut known: FixedMap<u32, u32> = FixedMap::default();
        for (place, word) in words.iter().enumerate().filter(|(_, word)| word.is_capitalised()) {
            let next = found.evidence.len() as u32;
            let number = *known.entry(hash(&word.lower)).or_insert(next);
            if number == next {
                found.evidence.push(Evidence::default());
            }
            if let (Some(cell), Some(evidence)) =
                (found.numbers.get_mut(place), found.evidence.get_mut(number as usize))
            {
                *cell = number + 1;
                evidence.add(words, place, rules);
            }
        }
        for word in words.iter().filter(|word| word.shape == Shape::Lower) {
            let number = known.get(&hash(&word.lower));
            if let Some(evidence) = number.and_then(|number| found.evidence.get_mut(*number as usize)) {
                evidence.lowers += 1;
            }
        }
        found
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.evidence.len()
    }

    /// The number of the word at `place`, if it is capitalised.
    pub(super) fn number(&self, place: usize) -> Option<usize> {
        Some(self.numbers.get(place)?.checked_sub(1)? as usize)
    }

    /// What is known of the word at `place`: nothing, if it is not capitalised.
    pub(super) fn at(&self, place: usize) -> Evidence {
        self.number(place).and_then(|number| self.evidence.get(number)).copied().unwrap_or_default()
    }

    /// Takes the tag of the word at `place` as told by the form of the text.
    pub(super) fn tell(&mut self, place: usize, tag: usize) {
        if let Some(evidence) = self.number(place).and_then(|number| self.evidence.get_mut(number)) {
            evidence.explained = 1 + tag as u8;
        }
    }
}

impl Evidence {
    fn add(&mut self, words: &[Word], place: usize, rules: &[u8]) {
        let told = words.get(place).is_some_and(|word| !word.initial && !word.headline);
        self.capitals += 1;
        self.told += u32::from(told);
        self.beside |= beside(words, place);
        if let Some(last) = explanation(words, place) {
            self.explained = 1 + rules.get(last).copied().unwrap_or_default();
        }
    }
}

/// The last word of the name that the word at `place` abbreviates: "National Transition Council (NTC)", or the other way
/// round. Every capital of the short form begins a word of the long one, in order.
fn explanation(words: &[Word], place: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    let word = words.get(place).filter(|word| matches!(word.shape, Shape::Upper | Shape::Mixed))?;
    let is = |place: Option<usize>, mark: &str| {
        place.and_then(|place| words.get(place)).is_some_and(|word| &*word.text == mark)
    };
    let (before, after) = (place.checked_sub(1), Some(place + 1));
    let range = if is(before, "(") && is(after, ")") {
        place.saturating_sub(1 + LONGEST)..place - 1
    } else if is(after, "(") {
        let rest = words.get(place + 2..)?.iter().take(LONGEST);
        place + 2..place + 2 + rest.take_while(|word| &*word.text != ")").count()
    } else {
        return None;
    };
    let long = words.get(range.clone())?;
    let end = long.iter().rposition(Word::is_capitalised)?;
    let mut letters = word.text.chars().rev().filter(|letter| letter.is_uppercase());
    let mut wanted = letters.next()?;
    for word in long.get(..=end)?.iter().rev().filter(|word| word.is_capitalised()) {
        if word.text.starts_with(wanted) {
            match letters.next() {
                Some(letter) => wanted = letter,
                None => return Some(range.start + end),
            }
        }
    }
    None
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

#[cfg(test)]
mod tests {
    use super::super::super::words::reading::with_words;
    use super::*;

    /// The explained words of `text` with the last word of what explains them.
    fn explained(text: &str) -> Vec<(String, String)> {
        with_words(text, |words| {
            let pair = |place: usize| {
                let last = explanation(words, place)?;
                Some((words[place].text.to_string(), words[last].text.to_string()))
            };
            (0..words.len()).filter_map(pair).collect()
        })
    }

    #[test]
    fn acronyms_are_explained_before_or_after() {
        let pair = |short: &str, long: &str| vec![(short.to_owned(), long.to_owned())];
        assert_eq!(explained("The National Water Board (NWB) met."), pair("NWB", "Board"));
        assert_eq!(explained("The NWB (National Water Board) met."), pair("NWB", "Board"));
        assert_eq!(explained("The Ministry of Health and Care (MoHC) met."), pair("MoHC", "Care"));
        assert!(explained("The board (NWB) met. Mary Poppins (UK) sang. (NWB)").is_empty());
    }
}
