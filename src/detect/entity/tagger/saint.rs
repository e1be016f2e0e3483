//! Houses called after a saint: "St. Brigid's Hospital". The possessive is a part of the name there.

use super::super::words::Word;
use super::Formal;
use crate::analysis::EntityLabel;
use crate::lexicon::names::Class;

/// How many words the saint's own name has at most.
const LONGEST: usize = 3;

/// The words of each such name, with the label that they should have.
pub(super) fn names(words: &[Word]) -> Vec<Formal> {
    let starts = words.iter().enumerate().filter(|(_, word)| matches!(&*word.text, "St" | "St." | "Saint" | "Sts."));
    starts.filter_map(|(start, _)| name(words, start)).collect()
}

fn name(words: &[Word], start: usize) -> Option<Formal> {
    let sentence = words.get(start)?.sentence;
    let is_dotted = words.get(start + 1).is_some_and(|word| &*word.text == "." && word.glued);
    let saint = start + 1 + usize::from(is_dotted);
    let own = words.get(saint..)?.iter().take(LONGEST).take_while(|word| word.is_capitalised()).count();
    words.get(saint + own).filter(|word| own > 0 && matches!(&*word.text, "'s" | "’s"))?;
    let house = saint + own + 1;
    let rest = words.get(house..)?.iter().take(LONGEST);
    let rest = rest.take_while(|word| word.is_capitalised() && word.sentence == sentence).count();
    let last = words.get(house..house + rest)?.last()?;
    let label = match (last.has(Class::FacilityTail), last.has(Class::OrganisationTail)) {
        (_, true) => EntityLabel::Org,
        (true, false) => EntityLabel::Fac,
        (false, false) => return None,
    };
    Some((start..house + rest, label))
}

#[cfg(test)]
mod tests {
    use super::super::super::words::reading::with_words;
    use super::*;
    use std::ops::Range;

    fn found(text: &str) -> Vec<(String, EntityLabel)> {
        with_words(text, |words| {
            let span = |range: &Range<usize>| words[range.start].span.cover(words[range.end - 1].span);
            let named = |(range, label): (Range<usize>, _)| (span(&range).slice(text).to_owned(), label);
            names(words).into_iter().map(named).collect()
        })
    }

    #[test]
    fn a_possessive_is_part_of_a_house_called_after_a_saint() {
        let wanted = |name: &str, label| vec![(name.to_owned(), label)];
        assert_eq!(found("Staff of St. Brigid's Hospital left."), wanted("St. Brigid's Hospital", EntityLabel::Org));
        assert_eq!(found("They met at St Mary’s Cathedral."), wanted("St Mary’s Cathedral", EntityLabel::Fac));
        assert!(found("They like St. Petersburg's museums.").is_empty());
        assert!(found("St. Brigid's").is_empty());
    }
}
