//! Firms called after their founders: "Halvorsen & Adjei". People are joined by "and", firms by its sign.

use super::super::words::{Shape, Word};
use super::Formal;
use crate::analysis::EntityLabel;
use crate::lexicon::names::Class;

/// The words of each such name in a sentence, with their label.
pub(super) fn names(sentence: &[Word]) -> Vec<Formal> {
    let signs = sentence.iter().enumerate().filter(|(_, word)| &*word.text == "&");
    signs.filter_map(|(sign, _)| name(sentence, sign)).collect()
}

/// The one word before the sign and the one after it. Where more words are capitalised, or both are given names or ordinary
/// words ("Food & Drink"), the form tells nothing.
fn name(sentence: &[Word], sign: usize) -> Option<Formal> {
    let start = sign.checked_sub(1)?;
    let (one, two) = (sentence.get(start)?, sentence.get(sign + 1)?);
    let stands = |word: &Word| word.shape == Shape::Capital && !word.headline;
    let is_capital = |at: usize| sentence.get(at).is_some_and(Word::is_capitalised);
    let is_alone = !start.checked_sub(1).is_some_and(is_capital) && !is_capital(sign + 2);
    let are = |class| one.has(class) && two.has(class);
    let is_plain = one.ordinary && two.ordinary || are(Class::Given) && !two.has(Class::Surname);
    (stands(one) && stands(two) && is_alone && !is_plain).then_some((start..sign + 2, EntityLabel::Org))
}

#[cfg(test)]
mod tests {
    use super::super::super::words::reading::{joined, with_words};
    use super::super::in_sentences;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        with_words(text, |words| {
            in_sentences(words, names).into_iter().map(|(range, _)| joined(words, range)).collect()
        })
    }

    #[test]
    fn founders_joined_by_the_sign_are_a_firm() {
        assert_eq!(found("The builders, Halvorsen & Adjei, said so."), ["Halvorsen & Adjei"]);
        assert_eq!(found("He left Tandoh & Co. last year."), ["Tandoh & Co."]);
    }

    #[test]
    fn other_signs_tell_nothing() {
        for text in ["They sell Food & Drink there.", "It was R&D.", "She saw Tom & Jerry.", "Awa Kone & Adjei came."] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
