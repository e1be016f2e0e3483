//! Headlines: "Fire at Port of Lumora Kills Twelve" capitalises words that name nothing.
//!
//! Ordinary words of such a line are read as if they stood in lower case, unless a list has them in a name there or the
//! text capitalises them elsewhere, where a capital tells. The tagger learns from lines as they are written: much of what
//! looks like a headline in its corpora is none, and learning from such lines read in lower case made it worse.

use super::words::{Shape, Word};
use crate::hash::hash;
use crate::lexicon::names::{Class, Classes, FixedSet, Names};

/// What is known of words that name nothing by themselves and stand in few names.
const COMMON: Classes = Classes::of(Class::Ordinary)
    .with(Classes::of(Class::Function))
    .with(Classes::of(Class::Speech))
    .with(Classes::of(Class::Arrival))
    .with(Classes::of(Class::Locative))
    .with(Classes::of(Class::PeopleNoun));

/// Takes the capitals from ordinary words of headlines. `words` know their classes and phrases.
pub(super) fn lower(words: &mut [Word], names: &Names) {
    if !words.iter().any(|word| word.headline) {
        return;
    }
    let tells = |word: &&Word| word.is_capitalised() && !word.initial && !word.headline;
    let told: FixedSet<u32> = words.iter().filter(tells).map(|word| hash(&word.lower)).collect();
    for place in lowered(words, &told, names) {
        if let Some(word) = words.get_mut(place) {
            word.text.clone_from(&word.lower);
            (word.shape, word.ordinary) = (Shape::Lower, false);
            word.classes = names.word(&word.lower);
        }
    }
}

/// The places of the words that lose their capital.
fn lowered(words: &[Word], told: &FixedSet<u32>, names: &Names) -> Vec<usize> {
    let mut phrase = 0;
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        phrase = word.phrase.max(phrase);
        let may_lose = phrase == 0 && is_common(word, names) && !told.contains(&hash(&word.lower));
        if may_lose && !goes_on(words, place, names) && !opens(words, place, names) {
            found.push(place);
        }
        phrase = phrase.saturating_sub(1);
    }
    found
}

/// Whether the capital may say no more than that the line is a headline.
fn is_common(word: &Word, names: &Names) -> bool {
    let is_written_so = matches!(word.shape, Shape::Capital | Shape::Upper) && !word.restored;
    word.headline && is_written_so && word.classes.without(COMMON).is_empty() && names.is_ordinary(&word.lower)
}

/// Whether it may be the end of a name: "Alto" after "Palo", but not the verb "Kills".
fn goes_on(words: &[Word], place: usize, names: &Names) -> bool {
    let is_name = |word: &Word| word.is_capitalised() && !is_common(word, names);
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    before.is_some_and(is_name) && words.get(place).is_some_and(|word| !names.is_inflected(&word.lower))
}

/// Whether the capitals that follow end like a name: "Animal News Center".
fn opens(words: &[Word], place: usize, names: &Names) -> bool {
    let mut after = words.iter().skip(place + 1).take(LONGEST).take_while(|word| word.is_capitalised());
    after.find(|word| !is_common(word, names)).is_some_and(|word| word.classes.any(&TAILS))
}

/// How far from its end a name may begin.
const LONGEST: usize = 4;

/// What is known of the last words of names.
const TAILS: [Class; 4] = [Class::OrganisationTail, Class::FacilityTail, Class::PlaceTail, Class::EventTail];

#[cfg(test)]
mod tests {
    use super::super::words::reading::with_words;
    use super::*;

    /// The words of `text` that keep their capitals.
    fn capitals(text: &str) -> Vec<String> {
        with_words(text, |words| {
            let mut words = words.to_vec();
            lower(&mut words, &Names::new());
            words.iter().filter(|word| word.is_capitalised()).map(|word| word.text.to_string()).collect()
        })
    }

    #[test]
    fn ordinary_words_of_a_headline_lose_their_capitals() {
        assert_eq!(capitals("Fire at Port of Lumora Kills Twelve as Others Search Again"), ["Port", "Lumora"]);
    }

    #[test]
    fn names_keep_them() {
        assert_eq!(capitals("United Nations Convoy Leaves Kano Early"), ["United", "Nations", "Kano"]);
        assert_eq!(capitals("Reports Come Early from Animal News Center"), ["Animal", "News", "Center"]);
        let text = "Others Want Change Again\n\nThe vote was won by Change, a party, they said.";
        assert_eq!(capitals(text), ["Change", "The", "Change"]);
    }
}
