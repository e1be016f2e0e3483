//! What is known of words and phrases that may be names: the files of `lexicons/entity/`, compiled for look-up.

use super::entries;
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

/// The compiled name lexicons.
#[derive(Debug)]
pub struct Names {
    words: FixedMap<&'static str, Classes>,
    phrases: FixedMap<&'static str, Vec<Phrase>>,
    endings: FixedMap<&'static str, Classes>,
    /// Countries and great cities in lower case, those that are also ordinary words left out.
    lowered: FixedSet<String>,
}

/// A name of several tokens, under its first token in [`Names`].
#[derive(Debug)]
struct Phrase {
    rest: Vec<&'static str>,
    classes: Classes,
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
            phrases: FixedMap::default(),
            endings: FixedMap::default(),
            lowered: FixedSet::default(),
        };
        for (section, ending) in entries(ENDINGS) {
            let class = Class::of_section(section).map(Classes::of).unwrap_or_default();
            let known = names.endings.entry(ending).or_default();
            *known = known.with(class);
        }
        for (section, entry) in FILES.into_iter().flat_map(entries) {
            if let Some(class) = Class::of_section(section) {
                names.insert(entry, Classes::of(class));
            }
        }
        for phrases in names.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        let states = names.words.iter().filter(|(_, classes)| classes.any(&[Class::Country, Class::Gpe]));
        let lowered: Vec<String> = states.map(|(word, _)| word.to_lowercase()).collect();
        names.lowered = lowered.into_iter().filter(|word| !names.is_ordinary(word)).collect();
        names
    }

    fn insert(&mut self, entry: &'static str, classes: Classes) {
        if !entry.contains(' ') {
            let known = self.words.entry(entry).or_default();
            *known = known.with(classes);
        }
        let is_plain = entry.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ' || byte > 127);
        if is_plain {
            self.insert_phrase(entry.split(' '), classes);
        } else {
            let tokens = segment::tokens(entry);
            self.insert_phrase(tokens.into_iter().map(|token| token.span.slice(entry)), classes);
        }
    }

    fn insert_phrase(&mut self, mut tokens: impl Iterator<Item = &'static str>, classes: Classes) {
        let (Some(first), Some(second)) = (tokens.next(), tokens.next()) else { return };
        let rest: Vec<&str> = std::iter::once(second).chain(tokens).collect();
        let phrases = self.phrases.entry(first).or_default();
        match phrases.iter_mut().find(|phrase| phrase.rest == rest) {
            Some(phrase) => phrase.classes = phrase.classes.with(classes),
            None => phrases.push(Phrase { rest, classes }),
        }
    }

    /// What is known of one token, exactly as it is written.
    pub fn word(&self, text: &str) -> Classes {
        self.words.get(text).copied().unwrap_or_default()
    }

    /// Whether `lower`, a word in lower case, should be written with a capital: "france".
    pub fn is_lowered_state(&self, lower: &str) -> bool {
        self.lowered.contains(lower)
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
    pub fn phrase<'a>(
        &self,
        first: &str,
        following: &(impl Iterator<Item = &'a str> + Clone),
    ) -> Option<(usize, Classes)> {
        let phrases = self.phrases.get(first)?;
        let found = phrases.iter().find(|phrase| {
            let mut following = following.clone();
            phrase.rest.iter().all(|&token| following.next() == Some(token))
        })?;
        Some((found.rest.len() + 1, found.classes))
    }

    /// Whether `lower`, a word in lower case, is an ordinary one or a regular inflection of one.
    pub fn is_ordinary(&self, lower: &str) -> bool {
        self.has_ordinary(lower) || STEMS.iter().any(|stem| self.has_stem(lower, stem))
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
        let (tokens, classes) = names.phrase("New", &["York", "City", "Council"].into_iter()).unwrap();
        assert!(tokens == 3 && classes.has(Class::Gpe));
        assert!(names.phrase("New", &["Xyz"].into_iter()).is_none());
    }
}
