//! Datelines: "LUMORA, Ghana (AFP) —". The town is often one that no list has, and its capitals tell nothing else.

use super::super::words::{Shape, Word};
use super::Formal;
use crate::analysis::EntityLabel;
use crate::lexicon::names::Class;
use std::ops::Range;

/// How many words a dateline has at most.
const LONGEST: usize = 16;

const PLACES: [Class; 5] = [Class::Country, Class::Gpe, Class::City, Class::Region, Class::Place];

/// The words of a dateline that name a place, or the medium in brackets, with the label that they should have; none where
/// the sentence begins with no dateline.
pub(super) fn names(sentence: &[Word]) -> Vec<Formal> {
    labelled(sentence).unwrap_or_default()
}

/// A town in capitals, and after it a place, a date or a medium in brackets, up to the dash; nothing where the sentence does
/// not begin like that.
fn labelled(sentence: &[Word]) -> Option<Vec<Formal>> {
    let dash = sentence.iter().take(LONGEST).position(is_dash)?;
    let town = sentence.iter().take_while(|word| word.shape == Shape::Upper).count();
    let is_body = sentence
        .get(..town)?
        .iter()
        .any(|word| word.classes.any(&[Class::Organisation, Class::Media]) && !word.classes.any(&PLACES));
    if town == 0 || is_body || town >= dash {
        return None;
    }
    let mut names = vec![(0..town, EntityLabel::Gpe)];
    let rest = town..dash;
    let bracket = rest.clone().find(|place| is(sentence, *place, "(")).unwrap_or(dash);
    if bracket < dash {
        let end = (bracket..dash).find(|place| is(sentence, *place, ")")).filter(|end| end + 1 == dash)?;
        names.push((bracket + 1..end, EntityLabel::Org));
    }
    if bracket > town {
        names.extend(further(sentence, town..bracket)?);
    }
    Some(names)
}

/// The place after the comma, if it is no date; where it is neither, this is no dateline.
fn further(sentence: &[Word], part: Range<usize>) -> Option<Vec<Formal>> {
    let words = sentence.get(part.clone()).filter(|words| words.len() > 1 && is(words, 0, ","))?;
    let is_date = |word: &Word| word.has(Class::Calendar) || matches!(word.shape, Shape::Number | Shape::Other);
    let (place, date) = words.get(1..)?.split_at(words.iter().skip(1).take_while(|word| !is_date(word)).count());
    let is_place = place.iter().all(Word::is_capitalised)
        && place.first().is_some_and(|word| word.classes.any(&PLACES) || word.phrase_classes.any(&PLACES));
    match (place.is_empty(), date.iter().all(is_date)) {
        (true, true) => Some(Vec::new()),
        (false, true) if is_place => Some(vec![(part.start + 1..part.start + 1 + place.len(), EntityLabel::Gpe)]),
        _ => None,
    }
}

fn is(words: &[Word], place: usize, mark: &str) -> bool {
    words.get(place).is_some_and(|word| &*word.text == mark)
}

fn is_dash(word: &Word) -> bool {
    matches!(&*word.text, "—" | "–" | "--") || &*word.text == "-" && !word.glued
}

#[cfg(test)]
mod tests {
    use super::super::super::words::reading::{joined, with_words};
    use super::super::in_sentences;
    use super::*;

    fn found(text: &str) -> Vec<(String, &'static str)> {
        with_words(text, |words| {
            in_sentences(words, names).into_iter().map(|(range, label)| (joined(words, range), label.name())).collect()
        })
    }

    #[test]
    fn a_dateline_names_where_and_for_whom() {
        let pairs = |names: &[(&str, &'static str)]| -> Vec<_> {
            names.iter().map(|(name, label)| ((*name).to_owned(), *label)).collect()
        };
        assert_eq!(found("LUMORA, Ghana — The town is quiet."), pairs(&[("LUMORA", "GPE"), ("Ghana", "GPE")]));
        assert_eq!(
            found("WEST LUMORA, Mali (AFP) -- Rain fell."),
            pairs(&[("WEST LUMORA", "GPE"), ("AFP", "ORG"), ("Mali", "GPE")])
        );
        assert_eq!(found("LUMORA, July 18 (Xinhua) – Rain fell."), pairs(&[("LUMORA", "GPE"), ("Xinhua", "ORG")]));
    }

    #[test]
    fn other_beginnings_in_capitals_are_no_dateline() {
        for text in ["NATO, Russia — at odds again.", "LUMORA — it is.", "QRST, then Ghana — it is.", "LUMORA, Ghana."]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
