//! The word lists of this detector, compiled once.

use crate::lexicon::names::FixedMap;
use std::sync::LazyLock;

const VERBS: &str = include_str!("../../../lexicons/speech_verbs.txt");
const WORDS: &str = include_str!("../../../lexicons/clause_words.txt");
const NOUNS: &str = include_str!("../../../lexicons/speech_nouns.txt");

/// A set of closed classes of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    pub(super) const DETERMINER: Self = Self(1);
    pub(super) const PRONOUN: Self = Self(1 << 1);
    pub(super) const OBJECT_PRONOUN: Self = Self(1 << 2);
    pub(super) const RELATIVE: Self = Self(1 << 3);
    pub(super) const AUXILIARY: Self = Self(1 << 4);
    pub(super) const BE: Self = Self(1 << 5);
    pub(super) const NEGATION: Self = Self(1 << 6);
    pub(super) const ADVERB: Self = Self(1 << 7);
    pub(super) const PREPOSITION: Self = Self(1 << 8);
    pub(super) const COORDINATOR: Self = Self(1 << 9);
    pub(super) const SUBORDINATOR: Self = Self(1 << 10);
    pub(super) const QUESTION: Self = Self(1 << 11);
    pub(super) const TIME: Self = Self(1 << 12);
    pub(super) const VERB: Self = Self(1 << 13);
    pub(super) const TITLE: Self = Self(1 << 14);
    pub(super) const POSSESSIVE: Self = Self(1 << 15);
    pub(super) const VIEW: Self = Self(1 << 16);
    pub(super) const NOUN: Self = Self(1 << 17);

    const NAMES: [(&'static str, Self); 18] = [
        ("determiner", Self::DETERMINER),
        ("pronoun", Self::PRONOUN),
        ("object-pronoun", Self::OBJECT_PRONOUN),
        ("relative", Self::RELATIVE),
        ("auxiliary", Self::AUXILIARY),
        ("be", Self::BE),
        ("negation", Self::NEGATION),
        ("adverb", Self::ADVERB),
        ("preposition", Self::PREPOSITION),
        ("coordinator", Self::COORDINATOR),
        ("subordinator", Self::SUBORDINATOR),
        ("question", Self::QUESTION),
        ("time", Self::TIME),
        ("verb", Self::VERB),
        ("title", Self::TITLE),
        ("possessive", Self::POSSESSIVE),
        ("view", Self::VIEW),
        ("noun", Self::NOUN),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }

    /// The classes that both sets have.
    pub(super) const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the two sets share a class.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Classes {
    /// The classes that either set has.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The frames a verb of saying takes; the data file says what each means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames(u16);

impl Frames {
    pub(super) const THAT: Self = Self(1);
    pub(super) const BARE: Self = Self(1 << 1);
    pub(super) const HEARER: Self = Self(1 << 2);
    pub(super) const QUESTION: Self = Self(1 << 3);
    pub(super) const TO: Self = Self(1 << 4);
    pub(super) const OBJECT: Self = Self(1 << 5);
    pub(super) const AFTER: Self = Self(1 << 6);
    pub(super) const QUOTE: Self = Self(1 << 7);
    pub(super) const NOUN: Self = Self(1 << 8);
    pub(super) const MIND: Self = Self(1 << 9);
    pub(super) const AT: Self = Self(1 << 10);

    const NAMES: [(&'static str, Self); 11] = [
        ("that", Self::THAT),
        ("bare", Self::BARE),
        ("hearer", Self::HEARER),
        ("question", Self::QUESTION),
        ("to", Self::TO),
        ("object", Self::OBJECT),
        ("after", Self::AFTER),
        ("quote", Self::QUOTE),
        ("noun", Self::NOUN),
        ("mind", Self::MIND),
        ("at", Self::AT),
    ];

    fn named(names: &str) -> Self {
        let known = |name| Self::NAMES.iter().find(|(known, _)| *known == name).map_or(0, |(_, frame)| frame.0);
        Self(names.split_whitespace().map(known).fold(0, |all, one| all | one))
    }

    /// The frames that either set has.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the verb takes any frame of `other`.
    pub(super) const fn take(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inflection {
    Base,
    Third,
    Past,
    Participle,
    Gerund,
}

/// One reading of a word as a verb of saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) inflection: Inflection,
    pub(super) frames: Frames,
    /// The words that must follow.
    pub(super) particle: Option<&'static str>,
}

/// What is known of one word.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) classes: Classes,
    /// Its readings as a verb of saying, those with a particle first.
    pub(super) readings: Vec<Reading>,
    /// The words that may follow it as a noun of saying.
    pub(super) noun_links: Vec<&'static str>,
}

static ENTRIES: LazyLock<FixedMap<String, Entry>> = LazyLock::new(compile);

/// What is known of `word`, which is in lower case.
pub(super) fn entry(word: &str) -> Option<&'static Entry> {
    ENTRIES.get(word)
}

/// Whether `word` is the clitic of a genitive.
pub(super) fn is_genitive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}

fn compile() -> FixedMap<String, Entry> {
    let mut entries: FixedMap<String, Entry> = FixedMap::default();
    let mut class = Classes::default();
    for word in rows(WORDS).flat_map(str::split_whitespace) {
        if let Some(named) = word.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).and_then(Classes::named) {
            class = named;
        } else {
            let entry = entries.entry(word.to_owned()).or_default();
            entry.classes = entry.classes.or(class);
        }
    }
    for (forms, frames) in rows(VERBS).filter_map(|row| row.split_once(':')) {
        let (forms, particle) = forms.split_once(' ').map_or((forms, None), |(verb, rest)| (verb, Some(rest)));
        for (form, inflection) in paradigm(forms) {
            let reading = Reading { inflection, frames: Frames::named(frames), particle };
            entries.entry(form).or_default().readings.push(reading);
        }
    }
    for (noun, links) in rows(NOUNS).filter_map(|row| row.split_once(':')) {
        entries.entry(noun.to_owned()).or_default().noun_links = links.split_whitespace().collect();
    }
    for entry in entries.values_mut() {
        entry.readings.sort_by_key(|reading| reading.particle.is_none());
    }
    entries
}

fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|row| !row.is_empty() && !row.starts_with('#'))
}

/// All forms of a verb: as written, or by the regular rules where only the base is.
fn paradigm(written: &str) -> Vec<(String, Inflection)> {
    let [base, third, past, participle, gerund] = match written.split('/').collect::<Vec<_>>()[..] {
        [base, third, past, participle, gerund] => [base, third, past, participle, gerund].map(str::to_owned),
        _ => regular(written),
    };
    let mut forms = vec![(base, Inflection::Base), (third, Inflection::Third), (past.clone(), Inflection::Past)];
    if participle != past {
        forms.push((participle, Inflection::Participle));
    }
    forms.push((gerund, Inflection::Gerund));
    forms
}

fn regular(base: &str) -> [String; 5] {
    let consonant_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|ending| base.ends_with(ending));
    let third = match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if hissing => format!("{base}es"),
        None => format!("{base}s"),
    };
    let past = match (consonant_y, base.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (None, Some(stem)) => format!("{stem}ed"),
        (None, None) => format!("{base}ed"),
    };
    let silent = base.strip_suffix('e').filter(|stem| !stem.ends_with('e'));
    [base.to_owned(), third, past.clone(), past, format!("{}ing", silent.unwrap_or(base))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_known_classes_and_frames() {
        for (forms, frames) in rows(VERBS).map(|row| row.split_once(':').expect(row)) {
            assert!(matches!(forms.split('/').count(), 1 | 5), "{forms}");
            for frame in frames.split_whitespace() {
                assert!(Frames::NAMES.iter().any(|(name, _)| *name == frame), "{forms}: {frame}");
            }
        }
        for header in rows(WORDS).filter_map(|row| row.strip_prefix('[')) {
            assert!(Classes::named(header.trim_end_matches(']')).is_some(), "{header}");
        }
    }

    #[test]
    fn verbs_are_sorted_and_single() {
        let verbs: Vec<_> = rows(VERBS)
            .filter_map(|row| row.split_once(':'))
            .map(|(forms, _)| match forms.split_once(' ') {
                Some((verb, particle)) => (verb.split('/').next(), particle),
                None => (forms.split('/').next(), ""),
            })
            .collect();
        for pair in verbs.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
    }

    #[test]
    fn regular_forms_are_made() {
        assert_eq!(regular("deny"), ["deny", "denies", "denied", "denied", "denying"]);
        assert_eq!(regular("agree"), ["agree", "agrees", "agreed", "agreed", "agreeing"]);
        assert_eq!(regular("announce")[4], "announcing");
        assert!(entry("told").is_some_and(|told| told.readings[0].frames.take(Frames::HEARER)));
        assert_eq!(entry("pointed").map(|pointed| pointed.readings.len()), Some(2));
    }
}
