//! What a document says of a name elsewhere: longer names it is part of, its other spellings, how often it occurs.

use super::candidates::Candidate;
use super::clue::{Clue, Clues};
use super::words::{Shape, Word};
use crate::analysis::EntityLabel;
use crate::lexicon::names::{Class, FixedMap};

/// Facts about words and names, gathered over a whole document.
#[derive(Debug, Default)]
pub(super) struct Knowledge {
    words: FixedMap<String, Clues>,
    names: FixedMap<String, NameFacts>,
}

#[derive(Clone, Copy, Debug, Default)]
struct NameFacts {
    times: u32,
    acronym: bool,
}

impl Knowledge {
    /// What can be told before any type is known.
    pub(super) fn of_words(words: &[Word], candidates: &[Candidate], surfaces: &[&str]) -> Self {
        let mut knowledge = Self::default();
        for word in words.iter().filter(|word| word.is_capitalised() && !word.headline && !word.initial) {
            knowledge.word(&word.lower).add(Clue::CapitalElsewhere, true);
        }
        for word in words.iter().filter(|word| word.shape == Shape::Lower && !word.has(Class::Function)) {
            if let Some(facts) = knowledge.words.get_mut(&*word.lower) {
                facts.add(Clue::LowerElsewhere, true);
            }
        }
        for (candidate, surface) in candidates.iter().zip(surfaces) {
            let facts = knowledge.names.entry((*surface).to_owned()).or_default();
            facts.times += 1;
            facts.acronym |= acronym_before(words, candidate);
        }
        knowledge
    }

    fn word(&mut self, lower: &str) -> &mut Clues {
        if !self.words.contains_key(lower) {
            self.words.insert(lower.to_owned(), Clues::default());
        }
        self.words.entry(lower.to_owned()).or_default()
    }

    /// Learns from a name of several words whose type has been judged.
    pub(super) fn learn(&mut self, name: &[Word], label: EntityLabel) {
        let parts: Vec<&Word> =
            name.iter().filter(|word| word.is_capitalised() && word.shape != Shape::Initial).collect();
        if parts.len() < 2 {
            return;
        }
        for (place, part) in parts.iter().enumerate() {
            let facts = self.word(&part.lower);
            match label {
                EntityLabel::Person => {
                    facts.add(Clue::PartOfPerson, true);
                    facts.add(Clue::LastOfPerson, place + 1 == parts.len());
                }
                EntityLabel::Org if !part.ordinary => facts.add(Clue::PartOfOrganisation, true),
                EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac if !part.ordinary => {
                    facts.add(Clue::PartOfPlace, true);
                }
                _ if place == 0 => facts.add(Clue::FirstOfOther, true),
                _ => {}
            }
        }
    }

    /// Adds what the document says of the name `surface` to `clues`.
    pub(super) fn clues(&self, name: &[Word], surface: &str, clues: &mut Clues) {
        let facts = self.names.get(surface).copied().unwrap_or_default();
        clues.add(Clue::Often, facts.times > 2);
        clues.add(Clue::Repeated, facts.times == 2);
        clues.add(Clue::IsAcronym, facts.acronym);
        let [word] = name else { return };
        let facts = self.words.get(&*word.lower).copied().unwrap_or_default();
        clues.add(Clue::StartsOnly, !facts.has(Clue::CapitalElsewhere));
        *clues = clues.with(facts);
    }
}

/// Whether the candidate stands alone in brackets after a name whose initials it is made of.
fn acronym_before(words: &[Word], candidate: &Candidate) -> bool {
    expansion(words, candidate).is_some()
}

/// Where the name ends that `candidate`, alone in brackets, abbreviates.
pub(super) fn expansion(words: &[Word], candidate: &Candidate) -> Option<usize> {
    let [short] = words.get(candidate.words.clone())? else { return None };
    let open = candidate.words.start.checked_sub(1)?;
    let closes = words.get(candidate.words.end).is_some_and(|word| matches!(&*word.text, ")" | "," | ";" | "]"));
    let opens = words.get(open).is_some_and(|word| matches!(&*word.text, "(" | "["));
    let is_short = matches!(short.shape, Shape::Upper | Shape::Mixed | Shape::Capital);
    let last = words.get(open.checked_sub(1)?)?;
    let first_letter = short.lower.chars().next()?;
    let window = words.get(open.saturating_sub(10)..open)?;
    let agrees = window.iter().any(|word| word.is_capitalised() && word.lower.starts_with(first_letter));
    (opens && closes && is_short && last.is_capitalised() && agrees).then_some(open)
}
