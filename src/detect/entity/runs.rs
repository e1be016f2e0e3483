//! Runs: stretches of a sentence that are written like one name, titles and all.

use super::words::{Shape, Word};
use crate::lexicon::names::Class;
use std::ops::Range;

/// The runs of `words`, in order. No two overlap and each lies in one sentence.
pub(super) fn runs(words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < words.len() {
        match start(words, place) {
            Some(mut end) => {
                while let Some(further) = extended(words, place, end) {
                    end = further;
                }
                found.push(place..end);
                place = end;
            }
            None => place += 1,
        }
    }
    found
}

/// Where the first part of a run that begins at `place` ends.
fn start(words: &[Word], place: usize) -> Option<usize> {
    let word = words.get(place)?;
    if word.phrase > 0 {
        return Some(place + word.phrase);
    }
    if word.has(Class::Particle) && word.shape == Shape::Lower {
        let hyphen = words.get(place + 1).filter(|next| next.glued && &*next.text == "-")?;
        return (hyphen.sentence == word.sentence && glued_part(words, place + 2)).then_some(place + 3);
    }
    let opens = is_part(words, place) && (!is_bare_function(words, place));
    opens.then_some(place + 1)
}

fn glued_part(words: &[Word], place: usize) -> bool {
    words.get(place).is_some_and(|word| word.glued && word.is_capitalised())
}

/// Whether the word at `place` may be part of a name by itself.
fn is_part(words: &[Word], place: usize) -> bool {
    let Some(word) = words.get(place) else { return false };
    if word.phrase > 0 {
        return true;
    }
    let says_nothing = word.headline && word.ordinary && !is_listed_name(word);
    word.is_capitalised() && !says_nothing && !is_bare_function(words, place) && !is_date(words, place)
}

fn is_listed_name(word: &Word) -> bool {
    word.classes.any(&[Class::Country, Class::Gpe, Class::Demonym, Class::Organisation, Class::Media, Class::Honorific])
        || (word.has(Class::Given) && word.has(Class::Surname))
}

/// "The", "In", "Will" where no given name is meant.
fn is_bare_function(words: &[Word], place: usize) -> bool {
    let Some(word) = words.get(place) else { return false };
    if !word.has(Class::Function) || word.has(Class::Country) || word.has(Class::Organisation) {
        return false;
    }
    let next = words.get(place + 1).filter(|next| next.sentence == word.sentence && next.is_capitalised());
    let between = place > 0 && words.get(place - 1).is_some_and(Word::is_capitalised);
    let is_initial = word.shape == Shape::Initial && !matches!(&*word.text, "I" | "A") || between;
    let opens_name = next.is_some_and(|next| (!next.ordinary || next.shape == Shape::Initial) && next.phrase == 0);
    !(opens_name && (word.has(Class::Given) || (word.shape == Shape::Initial && is_initial)))
}

/// A month or day, unless it is a given name or stands after one: "Theresa May", "April Jones".
fn is_date(words: &[Word], place: usize) -> bool {
    let Some(word) = words.get(place).filter(|word| word.has(Class::Calendar)) else { return false };
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let is_named =
        before.is_some_and(|before| before.is_capitalised() && before.classes.any(&[Class::Given, Class::Honorific]));
    let next = words.get(place + 1).filter(|next| next.sentence == word.sentence);
    let names = next.is_some_and(|next| next.is_capitalised() && !next.ordinary && next.phrase == 0);
    !(is_named || word.has(Class::Given) && names)
}

/// Where the run that began at `start` and reaches up to `end` ends when one more part is taken in.
fn extended(words: &[Word], start: usize, end: usize) -> Option<usize> {
    let (last, next) = (words.get(end.checked_sub(1)?)?, words.get(end)?);
    if next.sentence != last.sentence || next.initial {
        return None;
    }
    if next.phrase > 0 {
        return Some(end + next.phrase);
    }
    if is_part(words, end) {
        return Some(end + 1);
    }
    let link = match &*next.text {
        "-" if next.glued && glued_part(words, end + 1) => (!joins_names(words, end)).then_some(1),
        "-" if next.glued && goes_on_in_lower_case(words, end) => return Some(end + 2),
        "&" => is_part(words, end + 1).then_some(1),
        "'s" | "’s" => (last.ordinary && is_ordinary_part(words, end + 1)).then_some(1),
        "." => (next.glued && last.shape == Shape::Initial && is_part(words, end + 1)).then_some(1),
        _ if next.has(Class::Particle) && next.shape == Shape::Lower => particles(words, end),
        _ => connector(words, start, end),
    }?;
    part_end(words, end + link)
}

/// Whether the hyphen at `place` joins two names that stay two: "Iran-Iraq", "U.S.-Korean".
fn joins_names(words: &[Word], place: usize) -> bool {
    let classes = |word: &Word| if word.phrase > 0 { word.phrase_classes } else { word.classes };
    let is_land = |word: &Word| {
        classes(word).any(&[Class::Country, Class::Gpe, Class::Demonym, Class::Place])
            && (word.has(Class::Country) || !word.has(Class::Given))
    };
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    before.is_some_and(is_land) && words.get(place + 1).is_some_and(is_land)
}

/// Whether the hyphen at `place` is followed by the rest of a given name: "Jun-seok", and no "Cairo-based".
fn goes_on_in_lower_case(words: &[Word], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let is_second = place >= 2
        && words.get(place - 2).is_some_and(|word| word.is_capitalised() && !word.ordinary && !word.headline);
    let is_rest = |word: &Word| {
        let is_short = word.text.len() < 7 && is_second;
        let is_new = !word.ordinary && word.classes.is_empty();
        word.glued && word.shape == Shape::Lower && !word.has(Class::HyphenWord) && (is_new || is_short)
    };
    before.is_some_and(|word| word.shape == Shape::Capital) && words.get(place + 1).is_some_and(is_rest)
}

fn part_end(words: &[Word], place: usize) -> Option<usize> {
    let word = words.get(place)?;
    let before = words.get(place.checked_sub(1)?)?;
    (word.sentence == before.sentence).then_some(place + word.phrase.max(1))
}

fn is_ordinary_part(words: &[Word], place: usize) -> bool {
    is_part(words, place) && words.get(place).is_some_and(|word| word.ordinary && word.phrase == 0)
}

/// How many tokens of "de la", "bin", "al-" stand between one part and the next.
fn particles(words: &[Word], place: usize) -> Option<usize> {
    let is_link =
        |word: &Word| (word.has(Class::Particle) && word.shape == Shape::Lower) || (word.glued && &*word.text == "-");
    let links = words.get(place..)?.iter().take(4).take_while(|word| is_link(word)).count();
    is_part(words, place + links).then_some(links)
}

/// How many tokens of "of the", "for", "and" join what follows to the run so far.
fn connector(words: &[Word], start: usize, end: usize) -> Option<usize> {
    let run = words.get(start..end)?;
    let (last, next) = (run.last()?, words.get(end)?);
    match &*next.text {
        "of" if takes_of(last) => after_article(words, end),
        "for" | "on" | "against" | "to" if last.has(Class::OrganisationHead) && last.is_capitalised() => {
            after_article(words, end)
        }
        "and" if is_list(run) || ends_in_tail(words, end + 1) => is_ordinary_part(words, end + 1).then_some(1),
        "," if is_list(run) && last.ordinary => {
            let goes_on = words.get(end + 2).is_some_and(|word| matches!(&*word.text, "," | "and" | "&"));
            (goes_on && is_ordinary_part(words, end + 1)).then_some(1)
        }
        _ => None,
    }
}

fn takes_of(word: &Word) -> bool {
    let heads = [Class::OrganisationHead, Class::FacilityHead, Class::PlaceHead, Class::EventHead, Class::LawTail];
    word.is_capitalised() && word.classes.any(&heads) && !word.has(Class::Given)
}

fn after_article(words: &[Word], place: usize) -> Option<usize> {
    let article = words.get(place + 1).is_some_and(|word| &*word.text == "the");
    let tokens = 1 + usize::from(article);
    is_part(words, place + tokens).then_some(tokens)
}

/// Whether a run like "Ministry of Health" may go on with ", ... and ...".
fn is_list(run: &[Word]) -> bool {
    run.iter().any(|word| matches!(&*word.text, "of" | "for" | "on")) && run.last().is_some_and(|last| last.ordinary)
}

/// Whether an ordinary word at `place` is followed by what ends the name of an organisation: "Food and Drug Administration".
fn ends_in_tail(words: &[Word], place: usize) -> bool {
    let tail = words.get(place + 1).is_some_and(|word| word.is_capitalised() && word.has(Class::OrganisationTail));
    tail && is_ordinary_part(words, place) && place >= 2 && words.get(place - 2).is_some_and(|word| word.ordinary)
}
