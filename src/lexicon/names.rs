//! What is known of words and phrases that may be names: the files of `lexicons/entity/`, compiled for look-up.

use super::entries;
use crate::hash::{LONG_START, long_hash, long_step};
use crate::segment;

/// A hash map whose order of iteration and cost are the same in every run, quick on short words.
pub(crate) type FixedMap<K, V> = rustc_hash::FxHashMap<K, V>;

/// A hash set, likewise.
pub(crate) type FixedSet<T> = rustc_hash::FxHashSet<T>;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $section:literal,)*) => {
        /// One thing that may be known of a word or phrase.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($(#[$doc])* $name,)* }

        impl Class {
            /// The class that a section of a data file stands for.
            fn of_section(section: &str) -> Option<Self> {
                match section { $($section => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    /// A state or territory.
    Country = "country",
    /// A city, or a division of a state that everybody knows.
    Gpe = "gpe",
    /// A city by the generated list.
    City = "city",
    /// A division of a state by the generated list.
    Region = "region",
    /// A continent, sea, mountain or world region.
    Place = "place",
    /// A building or other work.
    Facility = "facility",
    /// A nationality or people.
    Demonym = "demonym",
    /// A faith or a political group.
    Group = "group",
    /// A language.
    Language = "language",
    /// An organisation.
    Organisation = "organisation",
    /// A newspaper, agency or station.
    Media = "media",
    /// A named event.
    Event = "event",
    /// A named law or treaty.
    Law = "law",
    /// A named thing that is made.
    Product = "product",
    /// A named work of art.
    Work = "work",
    /// A given name.
    Given = "given",
    /// A surname.
    Surname = "surname",
    /// An ordinary word.
    Ordinary = "ordinary",
    /// A word that is never a name by itself.
    Function = "function",
    /// A month or day.
    Calendar = "calendar",
    /// "Mr", "Gen.".
    Honorific = "honorific",
    /// "president", "striker".
    Role = "role",
    /// "secretary", which takes "of State".
    Office = "office",
    /// "prime", "deputy".
    RoleModifier = "role-modifier",
    /// "de", "bin".
    Particle = "particle",
    /// "based", after a hyphen.
    HyphenWord = "hyphen-word",
    /// "reached".
    Arrival = "arrival",
    /// "said".
    Speech = "speech",
    /// "near".
    Locative = "locative",
    /// "government", "troops".
    PeopleNoun = "people-noun",
    /// Ends like a place: "Ludwigsburg".
    PlaceEnding = "place-ending",
    /// Ends like a surname: "Petrenko".
    PersonEnding = "person-ending",
    /// Ends like a people: "Ruritanian".
    PeopleEnding = "people-ending",
    /// "ministry".
    OrganisationHead = "organisation-head",
    /// "inc".
    OrganisationTail = "organisation-tail",
    /// "port".
    FacilityHead = "facility-head",
    /// "airport".
    FacilityTail = "facility-tail",
    /// "lake".
    PlaceHead = "place-head",
    /// "valley".
    PlaceTail = "place-tail",
    /// "battle".
    EventHead = "event-head",
    /// "championship".
    EventTail = "event-tail",
    /// "treaty".
    LawTail = "law-tail",
    /// "missile".
    ProductTail = "product-tail",
    /// "prize".
    WorkTail = "work-tail",
}

/// A set of [`Class`]es.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// The set of one class.
    pub const fn of(class: Class) -> Self {
        Self(1 << class as u64)
    }

    /// Whether `class` is in the set.
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    /// Whether any of `classes` is in the set.
    pub fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    /// What is in either set.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this set and not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// One bit for each class.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether no list has it; an ending may tell something all the same.
    pub const fn is_empty(self) -> bool {
        const ENDINGS: u64 =
            Classes::of(Class::PlaceEnding).0 | Classes::of(Class::PersonEnding).0 | Classes::of(Class::PeopleEnding).0;
        self.0 & !ENDINGS == 0
    }
}

/// The compiled name lexicons. Words and phrases are known by their 64-bit hashes alone: the Engine starts the sooner, and one
/// unknown word in 10^14 is taken for a known one.
#[derive(Debug)]
pub struct Names {
    words: FixedMap<u64, Classes>,
    /// By the hash of all tokens with a blank between them.
    phrases: FixedMap<u64, Classes>,
    /// How many tokens the longest phrase has that begins with a token.
    longest: FixedMap<u64, usize>,
    endings: FixedMap<&'static str, Classes>,
    /// Countries and great cities in lower case, those that are also ordinary words left out.
    lowered: FixedSet<u64>,
}

const ENDINGS: &str = include_str!("../../lexicons/entity/name_endings.txt");

const FILES: [&str; 11] = [
    include_str!("../../lexicons/entity/cities.txt"),
    include_str!("../../lexicons/entity/countries.txt"),
    include_str!("../../lexicons/entity/given_names.txt"),
    include_str!("../../lexicons/entity/name_parts.txt"),
    include_str!("../../lexicons/entity/ordinary_words.txt"),
    include_str!("../../lexicons/entity/organisations.txt"),
    include_str!("../../lexicons/entity/peoples.txt"),
    include_str!("../../lexicons/entity/places.txt"),
    include_str!("../../lexicons/entity/regions.txt"),
    include_str!("../../lexicons/entity/roles.txt"),
    include_str!("../../lexicons/entity/surnames.txt"),
];

impl Default for Names {
    fn default() -> Self {
        Self::new()
    }
}

impl Names {
    /// Compiles the data files.
    pub fn new() -> Self {
        let mut names = Self {
            words: FixedMap::with_capacity_and_hasher(40_000, rustc_hash::FxBuildHasher),
            phrases: FixedMap::with_capacity_and_hasher(10_000, rustc_hash::FxBuildHasher),
            longest: FixedMap::default(),
            endings: FixedMap::default(),
            lowered: FixedSet::default(),
        };
        for (section, ending) in entries(ENDINGS) {
            let class = Class::of_section(section).map(Classes::of).unwrap_or_default();
            add(&mut names.endings, ending, class);
        }
        let mut states = Vec::new();
        for file in FILES {
            names.read(file, &mut states);
        }
        let lowered = states.into_iter().map(str::to_lowercase).filter(|word| !names.is_ordinary(word));
        names.lowered = lowered.map(|word| word_hash(&word)).collect();
        names
    }

    /// Compiles a data file, as [`entries`] would read it, and adds its names of states to `states`.
    fn read(&mut self, file: &'static str, states: &mut Vec<&'static str>) {
        let mut class = None;
        let mut rest = file;
        while !rest.is_empty() {
            let (length, name) = Name::read(rest.as_bytes());
            let line = rest.get(..length).unwrap_or_default();
            rest = rest.get(length + 1..).unwrap_or_default();
            if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                class = Class::of_section(section);
            } else if let Some(class) = class.filter(|_| !line.is_empty() && !line.starts_with('#')) {
                self.insert(line, &name, Classes::of(class));
                states.extend(matches!(class, Class::Country | Class::Gpe).then_some(line));
            }
        }
    }

    /// Adds `entry`, whose bytes are those of `name`.
    #[inline(never)]
    fn insert(&mut self, entry: &str, name: &Name, classes: Classes) {
        if name.is_plain && name.length == 1 {
            return add(&mut self.words, name.hash, classes);
        }
        if name.is_plain {
            return self.insert_phrase(name, classes);
        }
        if !entry.contains(' ') {
            add(&mut self.words, word_hash(entry), classes);
        }
        let phrase = Name::of_tokens(segment::tokens(entry).iter().map(|token| token.span.slice(entry)));
        if phrase.length > 1 {
            self.insert_phrase(&phrase, classes);
        }
    }

    fn insert_phrase(&mut self, phrase: &Name, classes: Classes) {
        add(&mut self.phrases, phrase.hash, classes);
        let longest = self.longest.entry(phrase.first).or_default();
        *longest = phrase.length.max(*longest);
    }

    /// What is known of one token, exactly as it is written.
    pub fn word(&self, text: &str) -> Classes {
        self.words.get(&word_hash(text)).copied().unwrap_or_default()
    }

    /// Whether `lower`, a word in lower case, should be written with a capital: "france".
    pub fn is_lowered_state(&self, lower: &str) -> bool {
        self.lowered.contains(&word_hash(lower))
    }

    /// What the endings of `lower`, a word in lower case, tell: all that are listed count.
    pub fn endings(&self, lower: &str) -> Classes {
        let suffixes = lower.char_indices().rev().take(8).filter_map(|(start, _)| lower.get(start..));
        suffixes
            .filter(|suffix| suffix.len() + 2 < lower.len())
            .fold(Classes::default(), |found, suffix| found.with(self.endings.get(suffix).copied().unwrap_or_default()))
    }

    /// The longest phrase of two tokens or more that begins with `first` and goes on with `following`: how many tokens it
    /// has, and what is known of it.
    pub fn phrase<'a>(&self, first: &str, following: impl Iterator<Item = &'a str>) -> Option<(usize, Classes)> {
        let mut hash = word_hash(first);
        let longest = *self.longest.get(&hash)?;
        let mut found = None;
        for (length, token) in (2..=longest).zip(following) {
            hash = longer(hash, token);
            found = self.phrases.get(&hash).map(|classes| (length, *classes)).or(found);
        }
        found
    }

    /// Whether `lower`, a word in lower case, is an ordinary one or a regular inflection of one.
    pub fn is_ordinary(&self, lower: &str) -> bool {
        self.has_ordinary(lower) || STEMS.iter().any(|stem| self.has_stem(lower, stem))
    }

    /// Whether `lower`, a word in lower case, is only known as an inflection of an ordinary one: "kills".
    pub fn is_inflected(&self, lower: &str) -> bool {
        !self.has_ordinary(lower) && self.is_ordinary(lower)
    }

    fn has_ordinary(&self, lower: &str) -> bool {
        self.word(lower).any(&[Class::Ordinary, Class::Function])
    }

    fn has_stem(&self, lower: &str, (ending, instead): &(&str, &str)) -> bool {
        let Some(stem) = lower.strip_suffix(ending).filter(|stem| stem.len() > 1) else { return false };
        if instead.is_empty() {
            return stem.len() > 2 && self.has_ordinary(stem)
                || undoubled(stem).is_some_and(|stem| self.has_ordinary(stem));
        }
        self.has_ordinary(&format!("{stem}{instead}"))
    }
}

/// A word or phrase that is being read.
struct Name {
    /// Of all so far.
    hash: u64,
    /// Of its first token, once there is a second one.
    first: u64,
    /// How many tokens it has.
    length: usize,
    /// Whether it has only letters and blanks, so that each word is a token.
    is_plain: bool,
}

impl Default for Name {
    fn default() -> Self {
        Self { hash: LONG_START, first: LONG_START, length: 1, is_plain: true }
    }
}

impl Name {
    fn of_tokens<'a>(tokens: impl Iterator<Item = &'a str>) -> Self {
        let mut name = Self::default();
        for (index, token) in tokens.enumerate() {
            if index > 0 {
                name.push(b' ');
            }
            token.bytes().for_each(|byte| name.push(byte));
        }
        name
    }

    /// The line that `bytes` begin with, hashed while its end is looked for, and how long it is.
    #[inline(never)]
    fn read(bytes: &[u8]) -> (usize, Self) {
        let mut name = Self::default();
        let mut length = 0;
        for byte in bytes.iter().take_while(|byte| **byte != b'\n') {
            name.push(*byte);
            length += 1;
        }
        (length, name)
    }

    fn push(&mut self, byte: u8) {
        if byte == b' ' {
            if self.length == 1 {
                self.first = self.hash;
            }
            self.length += 1;
        } else {
            self.is_plain &= byte.is_ascii_alphabetic() || byte > 127;
        }
        self.hash = long_step(self.hash, u64::from(byte));
    }
}

fn word_hash(word: &str) -> u64 {
    long_hash(LONG_START, word)
}

/// The hash of a phrase that goes on with `token`.
fn longer(hash: u64, token: &str) -> u64 {
    long_hash(long_step(hash, u64::from(b' ')), token)
}

#[inline(never)]
fn add<K: Eq + std::hash::Hash>(known: &mut FixedMap<K, Classes>, key: K, classes: Classes) {
    let known = known.entry(key).or_default();
    *known = known.with(classes);
}

/// Endings that the list of ordinary words leaves out, with what the listed form has in their place.
const STEMS: [(&str, &str); 16] = [
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("ly", "l"),
    ("ily", "y"),
    ("ness", ""),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
];

/// "stopp" without its last letter where that only doubles the one before.
fn undoubled(stem: &str) -> Option<&str> {
    let bytes = stem.as_bytes();
    let (&last, &before) = (bytes.last()?, bytes.get(bytes.len().checked_sub(2)?)?);
    (last == before && last.is_ascii() && stem.len() > 3).then(|| stem.get(..stem.len() - 1))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_stands_for_a_class() {
        for (section, entry) in FILES.into_iter().chain([ENDINGS]).flat_map(entries) {
            assert!(Class::of_section(section).is_some(), "{entry} stands under [{section}]");
        }
    }

    #[test]
    fn files_are_read_to_their_end() {
        for file in FILES {
            assert!(file.ends_with('\n'), "{}", file.lines().next().unwrap_or_default());
            assert!(
                file.lines().all(|line| line == line.trim()),
                "{:?}",
                file.lines().find(|line| *line != line.trim())
            );
        }
        let names = Names::new();
        for (section, entry) in FILES.into_iter().flat_map(entries).filter(|(_, entry)| !entry.contains(' ')) {
            assert!(Class::of_section(section).is_some_and(|class| names.word(entry).has(class)), "{entry}");
        }
    }

    #[test]
    fn no_two_entries_share_a_hash() {
        let entries: FixedSet<&str> = FILES.into_iter().flat_map(entries).map(|(_, entry)| entry).collect();
        let hashes: FixedSet<u64> = entries.iter().map(|entry| word_hash(entry)).collect();
        assert_eq!(hashes.len(), entries.len());
    }

    #[test]
    fn inflections_of_ordinary_words_are_ordinary() {
        let names = Names::new();
        for word in ["house", "houses", "cities", "stopped", "making", "happily", "walked", "bigger"] {
            assert!(names.is_ordinary(word), "{word}");
        }
        assert!(!names.is_ordinary("dembele"));
    }

    #[test]
    fn the_longest_phrase_is_found() {
        let names = Names::new();
        let (tokens, classes) = names.phrase("New", ["York", "City", "Council"].into_iter()).unwrap();
        assert!(tokens == 3 && classes.has(Class::Gpe));
        assert!(names.phrase("New", ["Xyz"].into_iter()).is_none());
    }
}
