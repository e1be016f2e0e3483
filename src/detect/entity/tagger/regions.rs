//! Regions: the stretches of a sentence where a name may stand. The tagger looks at nothing else.

use super::super::words::{Shape, Word};
use crate::lexicon::names::Class;
use std::ops::Range;

/// How many tokens may stand between two capitals of one name: "Bank of the - ".
const GAP: usize = 3;

/// How many tokens may be glued to a capital: the hyphen and what it joins, as in "Kim Dae-jung".
const HYPHENED: usize = 2;

/// How many tokens a region has at most: its lattice is held in memory.
const LONGEST: usize = 256;

/// How many words before and after a region the trainer sees.
const SEEN: usize = 2;

/// The regions of `words`, in order. No two overlap and each lies in one sentence.
pub(super) fn regions(words: &[Word]) -> Vec<Range<usize>> {
    gathered(words, around, joined)
}

/// The regions with the words around them, whatever they are, as the trainer sees them: what stands there teaches what is no
/// name.
pub(super) fn surroundings(words: &[Word]) -> Vec<Range<usize>> {
    gathered(words, seen, |_, end, start| end >= start)
}

/// The places where something may name with what is `around` each, those of one sentence made one where they are `joined`.
fn gathered(
    words: &[Word],
    around: fn(&[Word], usize) -> Range<usize>,
    joined: fn(&[Word], usize, usize) -> bool,
) -> Vec<Range<usize>> {
    let sentence = |place: usize| words.get(place).map(|word| word.sentence);
    let mut found: Vec<Range<usize>> = Vec::new();
    for place in (0..words.len()).filter(|place| words.get(*place).is_some_and(may_name)) {
        let around = around(words, place);
        let end = found.last().map_or(0, |last| last.end);
        let last = found.last_mut().filter(|last| {
            sentence(last.start) == sentence(place)
                && around.end - last.start <= LONGEST
                && joined(words, end, around.start)
        });
        match last {
            Some(last) => last.end = around.end.max(end),
            None => found.push(around.start.max(end)..around.end.max(end)),
        }
    }
    found.retain(|region| !region.is_empty());
    found
}

/// What may name at `place`, with the words beside it that may belong to the same name though they are in lower case.
fn around(words: &[Word], place: usize) -> Range<usize> {
    let word = |at: usize| beside(words, place, at);
    let is_hyphen = |at: usize| word(at).is_some_and(|word| word.glued && HYPHENS.contains(&&*word.text));
    let start = match (place.checked_sub(1), place.checked_sub(2)) {
        (Some(before), Some(start)) if is_hyphen(before) && word(start).is_some() => start,
        (Some(before), _) if word(before).is_some_and(may_open) => before,
        _ => place,
    };
    let is_glued =
        |at: &usize| word(*at).is_some_and(|word| word.glued && may_link(word) && !ENDING.contains(&&*word.text));
    let glued = (place + 1..).take(HYPHENED).take_while(is_glued);
    let end = glued.last().unwrap_or(place) + 1;
    start..end + usize::from(word(end).is_some_and(may_close))
}

/// What the trainer sees of the words around `place`.
fn seen(words: &[Word], place: usize) -> Range<usize> {
    let same = |at: &usize| beside(words, place, *at).is_some();
    let before = (place.saturating_sub(SEEN)..place).rev().take_while(same).count();
    let after = (place + 1..place + 1 + SEEN).take_while(same).count();
    place - before..place + 1 + after
}

/// The word at `at`, if it is in the sentence of the one at `place`.
fn beside<'a, 'b>(words: &'a [Word<'b>], place: usize, at: usize) -> Option<&'a Word<'b>> {
    let sentence = words.get(place)?.sentence;
    words.get(at).filter(|word| word.sentence == sentence)
}

/// Whether what ends before `end` and what begins at `start` may belong to one name.
fn joined(words: &[Word], end: usize, start: usize) -> bool {
    words.get(end..start).is_none_or(|between| between.len() <= GAP && between.iter().all(may_link))
}

/// Whether the word may be the first of a name though it is not capitalised: "al", "southern"; or
/// though its place alone may have capitalised it: "New".
fn may_open(word: &Word) -> bool {
    is_part(word) || word.has(Class::Particle) || OPENING.contains(&&*word.lower)
}

/// What is glued to a name and no part of it.
const ENDING: [&str; 9] = [",", ";", ":", ".", "?", ")", "]", "\"", "”"];

const HYPHENS: [&str; 3] = ["-", "‑", "–"];

const OPENING: [&str; 11] = [
    "central",
    "east",
    "eastern",
    "north",
    "northern",
    "northeast",
    "northwest",
    "south",
    "southern",
    "west",
    "western",
];

/// Whether the word may stand inside a name: "of", "and", "-".
fn may_link(word: &Word) -> bool {
    word.shape != Shape::Lower || word.glued || word.has(Class::Function) || word.has(Class::Particle)
}

/// Whether the word may be the last of a name: "state", "2008", "'s".
fn may_close(word: &Word) -> bool {
    word.shape == Shape::Number || word.shape == Shape::Lower && !word.classes.any(&VERBAL)
}

const VERBAL: [Class; 2] = [Class::Function, Class::Speech];

/// The runs of words in `region` that are written like one name, capitals and what joins them; every word is in one run.
pub(super) fn runs(words: &[Word], region: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for place in region.clone() {
        match found.last_mut() {
            Some(run) if continues(words, place - 1, place) => run.end = place + 1,
            _ => found.push(place..place + 1),
        }
    }
    found
}

fn is_part(word: &Word) -> bool {
    word.is_capitalised() || word.phrase > 0
}

/// Whether a name may stand here: not where a sentence's start alone capitalises a word that is never a name.
fn may_name(word: &Word) -> bool {
    let by_chance =
        word.initial && word.shape == Shape::Capital && word.has(Class::Function) && !word.classes.any(&NAMED);
    is_part(word) && (!by_chance || word.phrase > 0)
}

/// What a word of the closed classes may be all the same: "Will", "Us".
const NAMED: [Class; 6] =
    [Class::Given, Class::Surname, Class::Country, Class::Organisation, Class::City, Class::Region];

fn joins(word: &Word) -> bool {
    word.shape == Shape::Number || JOINING.contains(&&*word.text)
}

const JOINING: [&str; 18] =
    ["of", "for", "and", "&", "the", "-", "de", "da", "al", "el", "bin", "la", "le", "von", "'s", "’s", ".", "on"];

/// Whether the words at two neighbouring places may belong to one name.
fn continues(words: &[Word], before: usize, after: usize) -> bool {
    let (Some(one), Some(two)) = (words.get(before), words.get(after)) else { return false };
    let part = |place: usize| words.get(place).is_some_and(|word| word.sentence == one.sentence && is_part(word));
    let join = |place: usize| words.get(place).is_some_and(joins);
    let opened = || before.checked_sub(1).is_some_and(part);
    match (is_part(one), is_part(two)) {
        (true, true) => true,
        (true, false) => {
            joins(two) && (part(after + 1) || two.shape == Shape::Number || join(after + 1) && part(after + 2))
        }
        (false, true) => joins(one) && (opened() || before.checked_sub(1).is_some_and(join)),
        (false, false) => joins(one) && joins(two) && opened() && part(after + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::words::reading::{self, with_words};
    use super::*;

    fn cut(text: &str, cut: fn(&[Word]) -> Vec<Range<usize>>) -> Vec<String> {
        with_words(text, |words| cut(words).into_iter().map(|range| reading::joined(words, range)).collect())
    }

    #[test]
    fn a_region_holds_what_may_belong_to_one_name() {
        assert_eq!(cut("He thanked the Bank of the West yesterday.", regions), ["Bank of the West"]);
        assert_eq!(cut("Then Kim Bak-sol, of al-Nour, slept.", regions), ["Then Kim Bak - sol , of al - Nour"]);
        assert_eq!(cut("They saw Awa leave while he thought Moussa stayed.", regions), ["Awa leave", "Moussa stayed"]);
        assert!(cut("The rain fell. it fell again.", regions).is_empty());
    }

    #[test]
    fn surroundings_reach_further_in_the_sentence_and_do_not_overlap() {
        assert_eq!(cut("So then they all saw Awa leave it there.", surroundings), ["all saw Awa leave it"]);
        assert_eq!(cut("It was Awa who then met Moussa.", surroundings), ["It was Awa who then met Moussa ."]);
    }
}
