//! Candidates: the pieces of a run that may each be one name, once titles and what merely stands beside them are cut away.

use super::runs;
use super::words::{Shape, Word};
use crate::lexicon::names::{Class, Classes};
use std::ops::Range;

/// Words that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Which words.
    pub(super) words: Range<usize>,
    /// A title or office stands directly before it: "General", "Mr".
    pub(super) titled: bool,
}

/// The candidates among `words`, in order, none overlapping another.
pub(super) fn candidates(words: &[Word]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for run in runs::runs(words) {
        let (run, office) = past_office(words, run);
        let mut titled = office || is_titled(words, run.start);
        let mut from = run.start;
        let mut place = run.start;
        while place < run.end {
            let roles = role_length(words, place, from, run.end);
            if roles > 0 {
                piece(words, from..place, titled, &mut found);
                titled = true;
                from = place + roles;
            }
            place += roles.max(words.get(place).map_or(1, |word| word.phrase.max(1)));
        }
        piece(words, from..run.end, titled, &mut found);
    }
    found
}

/// A role in lower case before the run: "spokesman Ali Toure".
fn is_titled(words: &[Word], start: usize) -> bool {
    start.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| {
        before.classes.any(&[Class::Role, Class::Honorific])
            && words.get(start).is_some_and(|word| word.sentence == before.sentence)
    })
}

/// Cuts "State" off "State Antony Blinken" after "Secretary of".
fn past_office(words: &[Word], run: Range<usize>) -> (Range<usize>, bool) {
    let before = |back: usize| run.start.checked_sub(back).and_then(|place| words.get(place));
    let linked = before(1).is_some_and(|word| matches!(&*word.text, "of" | "for"));
    if !linked || !before(2).is_some_and(|word| word.has(Class::Office)) {
        return (run, false);
    }
    let is_subject = |word: &&Word| {
        word.ordinary && word.phrase == 0 && !word.has(Class::Given) || matches!(&*word.text, "and" | "of" | "," | "&")
    };
    let subjects = words.get(run.clone()).unwrap_or_default().iter().take_while(is_subject).count();
    (run.start + subjects..run.end, subjects > 0)
}

/// How many words from `place` on are an office or title and so no part of the names around them.
fn role_length(words: &[Word], place: usize, from: usize, end: usize) -> usize {
    if place > from && words.get(place - 1).is_some_and(joins) {
        return 0;
    }
    let is_part = |word: &&Word| word.phrase == 0 && is_role_part(word);
    let parts = words.get(place..end).unwrap_or_default().iter().take_while(is_part).collect::<Vec<_>>();
    let length =
        parts.iter().rposition(|word| word.classes.any(&[Class::Role, Class::Honorific])).map_or(0, |last| last + 1);
    if length == 0 || is_surname(words, place, from, end) || names_what_follows(words, place + length, end) {
        return 0;
    }
    length
}

/// "of" in "Ministry of Justice", "El" in "Sharm El Sheikh": what follows belongs to the name.
fn joins(word: &Word) -> bool {
    word.has(Class::Particle) || matches!(&*word.text, "of" | "for" | "on" | "and" | "&" | "the")
}

fn is_role_part(word: &Word) -> bool {
    word.classes.any(&[Class::Role, Class::RoleModifier, Class::Honorific]) || &*word.text == "-"
}

/// "King" in "Stephen King".
fn is_surname(words: &[Word], place: usize, from: usize, end: usize) -> bool {
    place + 1 == end
        && place > from
        && words.get(place).is_some_and(|word| word.has(Class::Surname))
        && words.get(place - 1).is_some_and(|before| before.has(Class::Given) || before.shape == Shape::Initial)
}

/// Whether the title at the front belongs to a longer name: "Justice Department", "King Khalid Airport".
fn names_what_follows(words: &[Word], place: usize, end: usize) -> bool {
    let Some(rest) = words.get(place..end).filter(|rest| !rest.is_empty()) else { return false };
    let is_word = |word: &Word| word.ordinary && !word.has(Class::Given) && word.phrase == 0;
    let first_is_ordinary = rest.first().is_some_and(|word| is_word(word) && (rest.len() > 1 || is_tail(word.classes)));
    first_is_ordinary || rest.last().is_some_and(|word| word.ordinary && is_works_tail(word))
}

fn is_works_tail(word: &Word) -> bool {
    word.classes.any(&[Class::FacilityTail, Class::WorkTail, Class::EventTail])
        || matches!(&*word.lower, "foundation" | "college" | "institute" | "academy")
}

/// Takes one piece between titles apart and keeps what may be a name.
fn piece(words: &[Word], range: Range<usize>, titled: bool, found: &mut Vec<Candidate>) {
    let range = trimmed(words, range);
    let head = head_length(words, &range);
    if head > 0 && head < range.len() {
        keep(words, range.start..range.start + head, false, found);
        piece(words, range.start + head..range.end, titled, found);
    } else {
        keep(words, range, titled, found);
    }
}

fn keep(words: &[Word], range: Range<usize>, titled: bool, found: &mut Vec<Candidate>) {
    let is_name = words
        .get(range.clone())
        .unwrap_or_default()
        .iter()
        .any(|word| word.is_capitalised() && word.shape != Shape::Initial);
    if is_name {
        found.push(Candidate { words: range, titled });
    }
}

/// Cuts off what a sentence's start capitalised, and stray marks and small words at both ends.
fn trimmed(words: &[Word], mut range: Range<usize>) -> Range<usize> {
    while range.len() > 1 && words.get(range.start).is_some_and(|word| is_stray(word)) {
        range.start += 1;
    }
    while range.len() > 1 && words.get(range.end - 1).is_some_and(|word| is_stray(word)) {
        range.end -= 1;
    }
    if range.len() > 1 && starts_by_chance(words, &range) {
        range.start += 1;
        return trimmed(words, range);
    }
    range
}

fn is_stray(word: &Word) -> bool {
    let is_small = word.has(Class::Function)
        && !word.classes.any(&[Class::Given, Class::Surname, Class::Organisation, Class::Country]);
    let is_mark = matches!(word.shape, Shape::Other | Shape::Number) && word.phrase == 0;
    word.phrase == 0 && (is_mark || (is_small && word.shape != Shape::Initial)) && !word.has(Class::Particle)
}

/// Whether the first word has its capital from its place alone: "Meanwhile Goodluck Jonathan".
fn starts_by_chance(words: &[Word], range: &Range<usize>) -> bool {
    let (Some(first), Some(second), Some(last)) =
        (words.get(range.start), words.get(range.start + 1), words.get(range.end - 1))
    else {
        return false;
    };
    let is_given = first.has(Class::Given) && !second.ordinary;
    let is_known = first.classes.any(&NAMES) && !first.has(Class::Function);
    let belongs =
        last.ordinary && is_tail(last.classes) || &*second.text == "of" || &*second.text == "-" || &*second.text == "&";
    first.initial
        && first.ordinary
        && first.phrase == 0
        && first.shape == Shape::Capital
        && !is_given
        && !is_known
        && !belongs
}

const NAMES: [Class; 8] = [
    Class::Country,
    Class::Gpe,
    Class::Demonym,
    Class::Organisation,
    Class::Media,
    Class::Place,
    Class::Group,
    Class::City,
];

/// Whether a name of something may end so.
pub(super) fn is_tail(classes: Classes) -> bool {
    classes.any(&[
        Class::OrganisationTail,
        Class::FacilityTail,
        Class::PlaceTail,
        Class::EventTail,
        Class::LawTail,
        Class::ProductTail,
        Class::WorkTail,
    ])
}

/// How many words at the front are a name of their own, where the rest is another: "Russian" before "Vladimir Putin".
fn head_length(words: &[Word], range: &Range<usize>) -> usize {
    let Some(first) = words.get(range.start) else { return 0 };
    let classes = if first.phrase > 0 { first.phrase_classes } else { first.classes };
    let length = first.phrase.max(1);
    let Some(rest) = words.get(range.start + length..range.end).filter(|rest| !rest.is_empty()) else { return 0 };
    let is_people = classes.any(&[Class::Demonym, Class::Group]) && !classes.has(Class::Organisation);
    let is_body = first.phrase > 0 && classes.any(&[Class::Organisation, Class::Media, Class::Country])
        || first.classes.has(Class::Media);
    let splits = is_people && !is_compound(rest) || is_body && begins_person(rest);
    if splits { length } else { 0 }
}

/// Whether `rest` makes one name with the people named before it: "Communist Party", "-American", "Institute of Health".
fn is_compound(rest: &[Word]) -> bool {
    let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return false };
    let ends = last.ordinary && (is_tail(last.classes) || rest.iter().all(|word| word.ordinary));
    let heads = rest.iter().any(|word| matches!(&*word.text, "of" | "for" | "on"));
    &*first.text == "-" || ends || heads || last.shape == Shape::Upper && first.ordinary
}

fn begins_person(rest: &[Word]) -> bool {
    let known = rest.first().is_some_and(|word| word.has(Class::Given) && !word.ordinary);
    known && rest.len() > 1 && !rest.last().is_some_and(|word| word.ordinary)
}
