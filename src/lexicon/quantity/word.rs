//! What single words and signs do in numeric claims: one look-up a word tells all of it.

use super::{phrase, rows, unit::Units};
use crate::lexicon::names::FixedMap;

/// What a single word can do in a numeric claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Nothing by itself.
    #[default]
    Other,
    /// Adds its value: "seven", "thirty".
    Small(u8),
    /// Multiplies by ten to that power: "hundred", "million".
    Scale(u8),
    /// Multiplies by its value: "dozen".
    Group(u8),
    /// A place in an order, or a part after a numerator: "third".
    Ordinal(u8),
    /// A part of one and never a place: "half", "thirds".
    Part(u8),
    /// A place or a part of ten to that power: "hundredth".
    Power(u8),
    /// "a", "an".
    Article,
    /// A month by its number.
    Month(u8),
    /// A day of the week.
    Weekday,
    /// May begin a vague amount.
    Vague,
    /// Means so many times.
    Times,
}

macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident = $section:literal,)* ; $($(#[$other_doc:meta])* $other:ident,)*) => {
        /// What a word tells of a number near it, or does beside one. Those with a section in `number_settings.txt` come
        /// first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Setting { $($(#[$doc])* $name,)* $($(#[$other_doc])* $other,)* }

        impl Setting {
            fn from_section(section: &str) -> Option<Self> {
                match section { $($section => Some(Self::$name),)* _ => None }
            }
        }
    };
}

settings! {
    /// Tells which way something measures: "1.8m tall".
    AfterMeasure = "after measure",
    /// Makes an ordinal a manner of speaking: "first aid".
    AfterOrdinal = "after ordinal",
    /// Makes "one" before it a pronoun.
    AfterPronoun = "after pronoun",
    /// The same after it.
    AfterScore = "after score",
    /// Makes "one" after it a pronoun.
    BeforePronoun = "before pronoun",
    /// Tells of a game or a vote before its result.
    BeforeScore = "before score",
    /// Tells that a time of day may follow.
    BeforeTime = "before time",
    /// May stand between a number and its unit.
    BeforeUnit = "before unit",
    /// Makes a number after it a year.
    BeforeYear = "before year",
    /// A participle that counts people: "13 wounded".
    Counted = "counted",
    /// Tells of cricket.
    Cricket = "cricket",
    /// Tells that a date in digits before it is the name of what happened then: "the 7/7 bombings".
    DatedEvent = "dated event",
    /// Tells of how warm it is.
    Heat = "heat",
    /// Joins the numbers of a ratio, a result or a tally.
    Joint = "joint",
    /// Has a number of its own: "card number 12345".
    Numbered = "numbered",
    /// People, whose ages may be bounded: "anyone over 65".
    People = "people",
    /// A person, whose age may follow between commas.
    Person = "person",
    /// Announces a phone number.
    Phone = "phone",
    /// Moves an appointment, so that two dates after it are no range.
    Reschedules = "reschedules",
    /// Ends the name of a street, before which a number is an address.
    Street = "street",
    /// Names a number only where no noun follows: "table 5", but "table 5 motions".
    WeakHead = "weak head",
    /// Names a time zone, in capitals.
    Zone = "zone",
    ;
    /// Cannot be or precede a counted noun.
    EndsNoun,
    /// Counts several without a final "s".
    Plural,
    /// A number after it is a name.
    Head,
    /// The same, where it has a capital.
    CapitalHead,
    /// Begins a unit form.
    BeginsUnit,
    /// Begins a unit form of several words or signs.
    BeginsLongUnit,
    /// Ends a hedge that stands before a number.
    EndsHedge,
    /// Begins a hedge that stands after a number.
    BeginsHedge,
    /// Moves a number up.
    Rises,
    /// Moves a number down.
    Falls,
}

/// A set of settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u32);

impl Roles {
    pub(crate) const fn has(self, setting: Setting) -> bool {
        self.0 & (1 << setting as u32) != 0
    }

    const fn add(&mut self, setting: Setting) {
        self.0 |= 1 << setting as u32;
    }
}

/// All that is known of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) sense: Sense,
    pub(crate) roles: Roles,
}

const NUMBERS: &str = include_str!("../../../lexicons/numbers.tsv");
const CALENDAR: &str = include_str!("../../../lexicons/calendar.tsv");
const CHANGES: &str = include_str!("../../../lexicons/changes.tsv");
const HEADS: &str = include_str!("../../../lexicons/identifier_heads.txt");
const SETTINGS: &str = include_str!("../../../lexicons/number_settings.txt");
const STOPS: &str = include_str!("../../../lexicons/counted_stops.txt");
const PLURALS: &str = include_str!("../../../lexicons/irregular_plurals.txt");

/// The bytes of a word of up to sixteen, filled up with zeros: looked up faster than a string, and as exact.
type Key = u128;

fn key(word: &[u8]) -> Option<Key> {
    filled(word).map(Key::from_le_bytes)
}

fn filled(word: &[u8]) -> Option<[u8; size_of::<Key>()]> {
    let mut bytes = [0; size_of::<Key>()];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    Some(bytes)
}

/// The table of words, in lower case, and of the scales written right after digits, case kept.
#[derive(Debug)]
pub(super) struct Words {
    known: FixedMap<Key, Word>,
    /// Those that are too long for a key.
    long: FixedMap<Vec<u8>, Word>,
    /// The same for single ASCII signs, which are too many to look each up.
    signs: [Word; 128],
    suffixes: FixedMap<&'static str, u8>,
}

impl Words {
    pub(super) fn compile(units: &Units) -> Self {
        let mut table = Self {
            known: FixedMap::default(),
            long: FixedMap::default(),
            signs: [Word::default(); 128],
            suffixes: suffixes(),
        };
        for (word, sense) in senses() {
            table.entry(word).sense = sense;
        }
        for (word, setting) in settings().chain(heads()).chain(listed()).chain(changes()) {
            table.entry(word).roles.add(setting);
        }
        for (start, is_long) in units.starts() {
            let roles = &mut table.entry(start).roles;
            roles.add(Setting::BeginsUnit);
            if is_long {
                roles.add(Setting::BeginsLongUnit);
            }
        }
        for sign in 0..128u8 {
            table.signs[usize::from(sign)] = table.listed(&[sign]).unwrap_or_default();
        }
        table
    }

    /// What the sign does beside numbers.
    pub(super) fn sign(&self, sign: char) -> Roles {
        let known = || self.listed(sign.encode_utf8(&mut [0; 4]).as_bytes()).unwrap_or_default();
        self.signs.get(sign as usize).copied().unwrap_or_else(known).roles
    }

    fn entry(&mut self, word: &str) -> &mut Word {
        match key(word.as_bytes()) {
            Some(key) => self.known.entry(key).or_default(),
            None => self.long.entry(word.as_bytes().to_owned()).or_default(),
        }
    }

    /// What is listed of a word in lower case.
    fn listed(&self, lower: &[u8]) -> Option<Word> {
        key(lower).map_or_else(|| self.long.get(lower), |key| self.known.get(&key)).copied()
    }

    pub(super) fn get(&self, word: &str) -> Word {
        let compounded = |lower: &[u8]| (lower.len() > 7).then(|| self.compound(lower)).flatten();
        if let Some(mut bytes) = filled(word.as_bytes()).filter(|_| word.is_ascii()) {
            bytes.make_ascii_lowercase();
            let known = self.known.get(&Key::from_le_bytes(bytes)).copied();
            return known.or_else(|| compounded(bytes.get(..word.len())?)).unwrap_or_default();
        }
        let lower = word.to_lowercase();
        self.listed(lower.as_bytes()).or_else(|| compounded(lower.as_bytes())).unwrap_or_default()
    }

    pub(super) fn suffix(&self, suffix: &str) -> Option<u8> {
        self.suffixes.get(suffix).copied()
    }

    /// The value of a number that is written without its hyphen: "twentyone", "thirtyfirst".
    fn compound(&self, lower: &[u8]) -> Option<Word> {
        let (tens, ones) = lower.split_at_checked(lower.windows(2).position(|pair| pair == b"ty")? + 2)?;
        let sense = match (self.listed(tens)?.sense, self.listed(ones)?.sense) {
            (Sense::Small(tens), Sense::Small(ones @ 1..=9)) => Sense::Small(tens + ones),
            (Sense::Small(tens), Sense::Ordinal(ones @ 1..=9)) => Sense::Ordinal(tens + ones),
            _ => return None,
        };
        Some(Word { sense, roles: Roles::default() })
    }
}

/// The senses of all words; a later one takes the place of an earlier.
fn senses() -> impl Iterator<Item = (&'static str, Sense)> {
    let first = |phrase: &'static str| phrase.split(' ').find(|word| *word != "a").unwrap_or_default();
    let articles = ["a", "an"].into_iter().map(|word| (word, Sense::Article));
    let times = rows(phrase::MULTIPLIERS).map(|row| (row[2], Sense::Times));
    let vague = rows(phrase::VAGUE).map(move |row| (first(row[2]), Sense::Vague));
    let calendar = rows(CALENDAR).map(|row| (row[2], calendar_sense(row[0], row[1])));
    let numbers = rows(NUMBERS).filter_map(|row| Some((row[0], number_sense(row[1], row[2].parse().ok()?)?)));
    articles.chain(times).chain(vague).chain(calendar).chain(numbers)
}

fn calendar_sense(role: &str, value: &str) -> Sense {
    match (role, value.parse()) {
        ("month", Ok(month)) => Sense::Month(month),
        _ => Sense::Weekday,
    }
}

fn number_sense(role: &str, value: u8) -> Option<Sense> {
    Some(match role {
        "small" => Sense::Small(value),
        "scale" => Sense::Scale(value),
        "group" => Sense::Group(value),
        "ordinal" => Sense::Ordinal(value),
        "part" => Sense::Part(value),
        "power" => Sense::Power(value),
        _ => return None,
    })
}

fn suffixes() -> FixedMap<&'static str, u8> {
    rows(NUMBERS).filter(|row| row[1] == "suffix").filter_map(|row| Some((row[0], row[2].parse().ok()?))).collect()
}

fn settings() -> impl Iterator<Item = (&'static str, Setting)> {
    crate::lexicon::entries(SETTINGS).filter_map(|(section, word)| Some((word, Setting::from_section(section)?)))
}

fn heads() -> impl Iterator<Item = (&'static str, Setting)> {
    rows(HEADS).map(|row| (row[0], if row.len() > 1 { Setting::CapitalHead } else { Setting::Head }))
}

/// The words that stand in a list or begin or end something of another table.
fn listed() -> impl Iterator<Item = (&'static str, Setting)> {
    let all = |words: Vec<&'static str>, setting| words.into_iter().map(move |word| (word, setting));
    let column = |file| rows(file).map(|row| row[0]).collect();
    all(column(STOPS), Setting::EndsNoun)
        .chain(all(column(PLURALS), Setting::Plural))
        .chain(all(phrase::hedge_ends().collect(), Setting::EndsHedge))
        .chain(all(phrase::hedge_starts().collect(), Setting::BeginsHedge))
}

fn changes() -> impl Iterator<Item = (&'static str, Setting)> {
    rows(CHANGES).map(|row| (row[2], if row[0] == "decrease" { Setting::Falls } else { Setting::Rises }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::quantity::VOCABULARY;

    #[test]
    fn senses_are_found_whatever_the_case() {
        for (word, sense) in [
            ("Thirty", Sense::Small(30)),
            ("incomprehensibilities", Sense::Other),
            ("fortytwo", Sense::Small(42)),
            ("seventythird", Sense::Ordinal(73)),
            ("ninety-one", Sense::Other),
            ("dozens", Sense::Vague),
        ] {
            assert_eq!(VOCABULARY.word(word).sense, sense, "{word}");
        }
    }

    #[test]
    fn roles_are_told_apart() {
        let roles = |word: &str| VOCABULARY.word(word).roles;
        assert!(roles("Boeing").has(Setting::CapitalHead) && !roles("Boeing").has(Setting::Head));
        assert!(roles("fell").has(Setting::Falls) && roles("rose").has(Setting::Rises));
        assert!(roles("than").has(Setting::EndsHedge) && roles("or").has(Setting::BeginsHedge));
        assert!(roles("%").has(Setting::BeginsUnit) && roles("USD").has(Setting::BeginsUnit));
        assert_eq!(roles("kettle"), Roles::default());
    }

    #[test]
    fn every_row_is_read() {
        for file in [NUMBERS, CALENDAR, CHANGES] {
            assert!(rows(file).all(|row| row.len() == 3), "three columns: {:?}", rows(file).find(|row| row.len() != 3));
        }
        assert_eq!(settings().count(), crate::lexicon::entries(SETTINGS).count(), "every section has its setting");
        assert!(settings().all(|(word, _)| word == word.to_lowercase()));
    }
}
