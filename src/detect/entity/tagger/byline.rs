//! Bylines: "By Awa Kone, Bamako, AFP". Too short and too rare to be learnt, and every article may have one.

use super::super::words::{Shape, Word};
use super::Formal;
use crate::analysis::EntityLabel;
use std::ops::Range;

/// How many words a byline has at most.
const LONGEST: usize = 16;

/// The words of a byline that name a person, or the medium at its end, with the label that they should have; none where
/// the sentence is no byline.
pub(super) fn names(sentence: &[Word]) -> Vec<Formal> {
    parts(sentence).map(|parts| labelled(sentence, &parts)).unwrap_or_default()
}

/// The parts of a byline between commas; nothing where the sentence is none.
fn parts(sentence: &[Word]) -> Option<Vec<Range<usize>>> {
    let by = sentence.iter().position(|word| word.shape != Shape::Other)?;
    let is_byline = sentence.len() <= LONGEST && sentence.get(by).is_some_and(|word| &*word.lower == "by");
    let rest = sentence.get(by + 1..).filter(|rest| is_byline && rest.iter().all(may_stand))?;
    let mut parts = Vec::new();
    let mut start = by + 1;
    for part in rest.split(|word| matches!(&*word.lower, "," | "and" | "in" | "for" | "|" | "/" | "–" | "—")) {
        parts.push(start..start + part.len());
        start += part.len() + 1;
    }
    parts.first().is_some_and(|first| !first.is_empty()).then_some(parts)
}

fn may_stand(word: &Word) -> bool {
    word.is_capitalised()
        || matches!(word.shape, Shape::Other)
        || matches!(&*word.lower, "and" | "in" | "for" | "of" | "the" | "de" | "al")
}

fn labelled(sentence: &[Word], parts: &[Range<usize>]) -> Vec<Formal> {
    let is_name = |part: &&Range<usize>| {
        sentence.get((*part).clone()).is_some_and(|words| words.iter().all(Word::is_capitalised))
    };
    let person = parts.first().filter(is_name).map(|part| (part.clone(), EntityLabel::Person));
    let is_short = |part: &&Range<usize>| {
        part.len() == 1 && sentence.get(part.start).is_some_and(|word| word.shape == Shape::Upper)
    };
    let medium = parts.get(1..).and_then(<[_]>::last).filter(is_short).map(|part| (part.clone(), EntityLabel::Org));
    person.into_iter().chain(medium).collect()
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
    fn a_byline_names_who_wrote_and_for_whom() {
        let pair = |name: &str, label| (name.to_owned(), label);
        assert_eq!(found("- by Tiro, Ghana, KTN9"), [pair("Tiro", "PERSON"), pair("KTN9", "ORG")]);
        assert_eq!(found("By Awa Kone in Bamako"), [pair("Awa Kone", "PERSON")]);
    }

    #[test]
    fn a_sentence_is_no_byline() {
        assert!(found("By Monday the army had left.").is_empty());
        assert!(found("By").is_empty());
        assert!(found("They stood by Awa Kone.").is_empty());
    }
}
