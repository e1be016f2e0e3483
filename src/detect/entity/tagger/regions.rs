//! Regions: the stretches of a sentence where a name may stand. The tagger looks at nothing else.

use super::super::words::{Shape, Word};
use crate::lexicon::names::Class;
use std::ops::Range;

/// How many tokens before and after what is capitalised belong to a region.
const MARGINS: (usize, usize) = (2, 2);

/// How many tokens a region has at most: its lattice is held in memory.
const LONGEST: usize = 256;

/// The regions of `words`, in order. No two overlap and each lies in one sentence.
pub(super) fn regions(words: &[Word]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for sentence in words.chunk_by(|one, two| one.sentence == two.sentence) {
        let end = start + sentence.len();
        let first = found.len();
        for place in (start..end).filter(|place| words.get(*place).is_some_and(may_name)) {
            let around = place.saturating_sub(MARGINS.0).max(start)..(place + 1 + MARGINS.1).min(end);
            match found.get_mut(first..).and_then(<[_]>::last_mut) {
                Some(last) if around.start <= last.end && around.end - last.start <= LONGEST => last.end = around.end,
                Some(last) => {
                    let from = around.start.max(last.end);
                    found.push(from..around.end.max(from));
                }
                None => found.push(around),
            }
        }
        start = end;
    }
    found
}

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
