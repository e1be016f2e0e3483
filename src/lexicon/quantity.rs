//! Words and phrases of numeric claims: numerals, units, currencies, hedges, changes, vague amounts.

use super::names::{FixedMap, FixedSet};
use crate::analysis::{Comparator, Direction, QuantityKind};
use std::sync::LazyLock;

/// What a single word can do in a numeric claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Nothing by itself.
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

/// What a unit measures and how units of one dimension relate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// UCUM or ISO 4217.
    pub(crate) code: &'static str,
    pub(crate) kind: QuantityKind,
    /// Whether the form leaves the code in doubt.
    pub(crate) assumed: bool,
    /// Whether it is a hundredth of what its code means.
    pub(crate) minor: bool,
    /// The dimension and the unit's size in that dimension's smallest step.
    pub(crate) size: Option<(&'static str, u64)>,
}

/// What a word like "doubled" says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Times {
    /// The factor in plain notation.
    pub(crate) factor: &'static str,
    /// Set where the word is a movement by that factor.
    pub(crate) direction: Option<Direction>,
}

/// Where a vague phrase may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VaguePlace {
    Anywhere,
    BeforeOf,
    BeforeNoun,
}

/// Where a word stands that tells what a number near it is; the words are in `number_settings.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Setting {
    /// Tells which way something measures: "1.8m tall".
    AfterMeasure,
    /// Makes an ordinal a manner of speaking: "first aid".
    AfterOrdinal,
    /// Makes "one" before it a pronoun.
    AfterPronoun,
    /// The same after it.
    AfterScore,
    /// Makes "one" after it a pronoun.
    BeforePronoun,
    /// Tells of a game or a vote before its result.
    BeforeScore,
    /// May stand between a number and its unit.
    BeforeUnit,
    /// Makes a number after it a year.
    BeforeYear,
    /// Has a number of its own: "card number 12345".
    Numbered,
    /// People, whose ages may be bounded: "anyone over 65".
    People,
    /// A person, whose age may follow between commas.
    Person,
    /// Announces a phone number.
    Phone,
    /// Ends the name of a street, before which a number is an address.
    Street,
    /// Names a number only where no noun follows: "table 5", but "table 5 motions".
    WeakHead,
    /// Names a time zone, in capitals.
    Zone,
}

impl Setting {
    fn from_section(section: &str) -> Option<Self> {
        Some(match section {
            "after measure" => Self::AfterMeasure,
            "after ordinal" => Self::AfterOrdinal,
            "after pronoun" => Self::AfterPronoun,
            "after score" => Self::AfterScore,
            "before pronoun" => Self::BeforePronoun,
            "before score" => Self::BeforeScore,
            "before unit" => Self::BeforeUnit,
            "before year" => Self::BeforeYear,
            "numbered" => Self::Numbered,
            "people" => Self::People,
            "person" => Self::Person,
            "phone" => Self::Phone,
            "street" => Self::Street,
            "weak head" => Self::WeakHead,
            "zone" => Self::Zone,
            _ => return None,
        })
    }
}

/// All lexicons of this concern, compiled.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    senses: FixedMap<&'static str, Sense>,
    /// Scales written right after digits, case kept.
    suffixes: FixedMap<&'static str, u8>,
    symbols: FixedMap<String, Unit>,
    units: FixedMap<String, Unit>,
    /// The first words and signs of all unit forms, in lower case.
    unit_starts: FixedSet<String>,
    /// The last words of hedges that stand before a number.
    hedge_ends: FixedSet<&'static str>,
    /// The first words or signs of hedges that stand after a number.
    hedge_starts: FixedSet<&'static str>,
    hedges_before: FixedMap<&'static str, Comparator>,
    hedges_after: FixedMap<&'static str, Comparator>,
    changes: FixedMap<&'static str, Direction>,
    vague: FixedMap<&'static str, (Option<&'static str>, VaguePlace)>,
    times: FixedMap<&'static str, Times>,
    heads: FixedMap<&'static str, bool>,
    settings: FixedMap<Setting, FixedSet<&'static str>>,
    stops: FixedSet<&'static str>,
    plurals: FixedSet<&'static str>,
}

/// The compiled vocabulary: made on first use, shared by all Engines.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::compile);

const NUMBERS: &str = include_str!("../../lexicons/numbers.tsv");
const CALENDAR: &str = include_str!("../../lexicons/calendar.tsv");
const UNITS: &str = include_str!("../../lexicons/units.tsv");
const CURRENCIES: &str = include_str!("../../lexicons/currencies.tsv");
const HEDGES: &str = include_str!("../../lexicons/hedges.tsv");
const CHANGES: &str = include_str!("../../lexicons/changes.tsv");
const VAGUE: &str = include_str!("../../lexicons/vague.tsv");
const MULTIPLIERS: &str = include_str!("../../lexicons/multipliers.tsv");
const HEADS: &str = include_str!("../../lexicons/identifier_heads.txt");
const SETTINGS: &str = include_str!("../../lexicons/number_settings.txt");
const STOPS: &str = include_str!("../../lexicons/counted_stops.txt");
const PLURALS: &str = include_str!("../../lexicons/irregular_plurals.txt");

/// Currency codes that headlines in capitals use as words.
const WORD_CODES: [&str; 5] = ["ALL", "CUP", "MAD", "PEN", "TRY"];

/// The words looked up by [`Vocabulary::sense`] are all shorter than this.
const LONGEST_SENSE: usize = 16;

impl Vocabulary {
    fn compile() -> Self {
        let mut vocabulary = Self {
            senses: senses(),
            suffixes: suffixes(),
            symbols: FixedMap::default(),
            units: FixedMap::default(),
            unit_starts: FixedSet::default(),
            hedge_ends: rows(HEDGES).filter_map(|row| last_piece(row[2])).collect(),
            hedge_starts: hedges("after").into_keys().map(first_piece).collect(),
            hedges_before: hedges("before"),
            hedges_after: hedges("after"),
            changes: changes(),
            vague: vague(),
            times: times(),
            heads: rows(HEADS).map(|row| (row[0], row.len() > 1)).collect(),
            settings: grouped_settings(),
            stops: rows(STOPS).map(|row| row[0]).collect(),
            plurals: rows(PLURALS).map(|row| row[0]).collect(),
        };
        vocabulary.add_units();
        vocabulary.add_currencies();
        vocabulary
    }

    /// What `word` can do, whatever its case.
    pub(crate) fn sense(&self, word: &str) -> Sense {
        let mut buffer = [0; LONGEST_SENSE];
        let Some(lower) = lowered(word, &mut buffer) else { return Sense::Other };
        let compounded = || (lower.len() > 7).then(|| compound(lower, &self.senses)).flatten();
        self.senses.get(lower).copied().or_else(compounded).unwrap_or(Sense::Other)
    }

    /// The power of ten that `suffix` means right after digits.
    pub(crate) fn suffix(&self, suffix: &str) -> Option<u8> {
        self.suffixes.get(suffix).copied()
    }

    /// The unit or currency written as `form`: symbols by their case, words whatever their case.
    pub(crate) fn unit(&self, form: &str) -> Option<&Unit> {
        self.symbols.get(form).or_else(|| with_lowered(form, |lower| self.units.get(lower)))
    }

    /// Whether a unit form of one or more words may begin with `word`.
    pub(crate) fn begins_unit(&self, word: &str) -> bool {
        self.unit_starts.contains(word) || with_lowered(word, |lower| self.unit_starts.contains(lower))
    }

    /// Whether a hedge before a number may end with `word`.
    pub(crate) fn ends_hedge(&self, word: &str) -> bool {
        self.hedge_ends.contains(word) || with_lowered(word, |lower| self.hedge_ends.contains(lower))
    }

    /// Whether a hedge after a number may begin with `word`.
    pub(crate) fn begins_hedge(&self, word: &str) -> bool {
        with_lowered(word, |lower| self.hedge_starts.contains(lower))
    }

    /// The bound or approximation that `phrase`, in lower case, states before a number.
    pub(crate) fn hedge_before(&self, phrase: &str) -> Option<Comparator> {
        self.hedges_before.get(phrase).copied()
    }

    /// The same after a number.
    pub(crate) fn hedge_after(&self, phrase: &str) -> Option<Comparator> {
        self.hedges_after.get(phrase).copied()
    }

    /// Which way `word` moves a number, whatever its case.
    pub(crate) fn change(&self, word: &str) -> Option<Direction> {
        with_lowered(word, |lower| self.changes.get(lower)).copied()
    }

    /// The suggested magnitude and place of a vague `phrase` in lower case.
    pub(crate) fn vague(&self, phrase: &str) -> Option<(Option<&'static str>, VaguePlace)> {
        self.vague.get(phrase).copied()
    }

    /// What `word`, in lower case, multiplies by.
    pub(crate) fn times(&self, word: &str) -> Option<Times> {
        self.times.get(word).copied()
    }

    /// Whether a number after `word` is a name.
    pub(crate) fn names_numbers(&self, word: &str) -> bool {
        let capital = word.chars().any(char::is_uppercase);
        self.heads.get(word.to_lowercase().as_str()).is_some_and(|needs_capital| capital || !needs_capital)
    }

    /// Whether `word` is one of the words of `setting`, whatever its case.
    pub(crate) fn is_among(&self, word: &str, setting: Setting) -> bool {
        let mut buffer = [0; LONGEST_SENSE];
        lowered(word, &mut buffer)
            .is_some_and(|lower| self.settings.get(&setting).is_some_and(|words| words.contains(lower)))
    }

    /// Whether `word` cannot be or precede a counted noun, whatever its case.
    pub(crate) fn ends_noun(&self, word: &str) -> bool {
        with_lowered(word, |lower| self.stops.contains(lower))
    }

    /// Whether `word` counts several without a final "s", whatever its case.
    pub(crate) fn irregular_plural(&self, word: &str) -> bool {
        with_lowered(word, |lower| self.plurals.contains(lower))
    }

    fn add_units(&mut self) {
        for row in rows(UNITS) {
            let [code, kind, size, forms] = row[..] else { continue };
            let unit = Unit { code, kind: unit_kind(kind), assumed: false, minor: false, size: dimension(size) };
            self.add_forms(forms, &unit);
        }
    }

    fn add_currencies(&mut self) {
        for row in rows(CURRENCIES) {
            let [code, flags, forms] = row[..] else { continue };
            let has = |flag: &str| flags.split(' ').any(|word| word == flag);
            let (assumed, minor) = (has("assumed"), has("minor"));
            let unit = Unit { code, kind: QuantityKind::Money, assumed, minor, size: None };
            if !minor && !assumed && !WORD_CODES.contains(&code) {
                self.symbols.insert(code.to_owned(), unit.clone());
                self.unit_starts.insert(code.to_owned());
            }
            self.add_forms(forms, &unit);
        }
    }

    fn add_forms(&mut self, forms: &'static str, unit: &Unit) {
        for form in forms.split('|') {
            self.unit_starts.extend(first_pieces(form));
            let (table, form) = match form.split_once('=') {
                Some((lead, symbol)) => (&mut self.symbols, format!("{lead}{symbol}")),
                None => (&mut self.units, form.to_owned()),
            };
            for written in [form.replace("(s)", ""), form.replace("(s)", "s")] {
                table.entry(written).or_insert_with(|| unit.clone());
            }
        }
    }
}

/// The first word or sign of a unit form, in lower case and in each number.
fn first_pieces(form: &str) -> [String; 2] {
    let form = form.trim_start_matches('=').to_lowercase();
    let letters = form.find(|c: char| !c.is_alphabetic()).unwrap_or(form.len());
    let length = if letters == 0 { form.chars().next().map_or(0, char::len_utf8) } else { letters };
    let word = form.get(..length).unwrap_or_default();
    [word.to_owned(), format!("{word}s")]
}

/// The last word or sign of a hedge.
fn last_piece(phrase: &'static str) -> Option<&'static str> {
    let word = phrase.rsplit(' ').next()?;
    let sign = word.char_indices().next_back().filter(|(_, last)| !last.is_alphabetic());
    sign.map_or(Some(word), |(at, _)| word.get(at..))
}

/// The first word or sign of a hedge.
fn first_piece(phrase: &'static str) -> &'static str {
    let letters = phrase.find(|c: char| !c.is_alphabetic()).unwrap_or(phrase.len());
    let sign = || phrase.chars().next().map_or(0, char::len_utf8);
    phrase.get(..if letters == 0 { sign() } else { letters }).unwrap_or(phrase)
}

/// What `look_up` says of `word` in lower case. Nothing is allocated for the words that the lists hold.
fn with_lowered<T>(word: &str, look_up: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; LONGEST_FORM];
    if word.is_ascii()
        && let Some(lower) = buffer.get_mut(..word.len())
    {
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return look_up(std::str::from_utf8(lower).unwrap_or_default());
    }
    look_up(&word.to_lowercase())
}

/// Longer forms are looked up too, with an allocation.
const LONGEST_FORM: usize = 32;

/// `word` in lower case inside `buffer`; none for a word that is too long or not ASCII.
fn lowered<'b>(word: &str, buffer: &'b mut [u8; LONGEST_SENSE]) -> Option<&'b str> {
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok()
}

fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

fn senses() -> FixedMap<&'static str, Sense> {
    let mut senses: FixedMap<_, _> = ["a", "an"].into_iter().map(|word| (word, Sense::Article)).collect();
    senses.extend(rows(MULTIPLIERS).map(|row| (row[2], Sense::Times)));
    for row in rows(VAGUE) {
        let first = row[2].split(' ').find(|word| *word != "a").unwrap_or_default();
        senses.insert(first, Sense::Vague);
    }
    senses.extend(rows(CALENDAR).map(|row| (row[2], calendar_sense(row[0], row[1]))));
    senses.extend(rows(NUMBERS).filter_map(|row| Some((row[0], number_sense(row[1], row[2].parse().ok()?)?))));
    senses
}

/// The value of a number that is written without its hyphen: "twentyone", "thirtyfirst".
fn compound(lower: &str, senses: &FixedMap<&'static str, Sense>) -> Option<Sense> {
    let end = lower.find("ty")? + 2;
    let (tens, ones) = lower.split_at_checked(end)?;
    match (senses.get(tens)?, senses.get(ones)?) {
        (Sense::Small(tens), Sense::Small(ones @ 1..=9)) => Some(Sense::Small(tens + ones)),
        (Sense::Small(tens), Sense::Ordinal(ones @ 1..=9)) => Some(Sense::Ordinal(tens + ones)),
        _ => None,
    }
}

fn settings() -> impl Iterator<Item = (Setting, &'static str)> {
    super::entries(SETTINGS).filter_map(|(section, word)| Some((Setting::from_section(section)?, word)))
}

fn grouped_settings() -> FixedMap<Setting, FixedSet<&'static str>> {
    let mut grouped: FixedMap<_, FixedSet<_>> = FixedMap::default();
    for (setting, word) in settings() {
        grouped.entry(setting).or_default().insert(word);
    }
    grouped
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

fn unit_kind(name: &str) -> QuantityKind {
    match name {
        "duration" => QuantityKind::Duration,
        "percent" => QuantityKind::Percent,
        "percent-point" => QuantityKind::PercentPoint,
        _ => QuantityKind::Measure,
    }
}

fn dimension(size: &'static str) -> Option<(&'static str, u64)> {
    let (name, steps) = size.split_once(':')?;
    Some((name, steps.parse().ok()?))
}

fn hedges(place: &str) -> FixedMap<&'static str, Comparator> {
    rows(HEDGES).filter(|row| row[1] == place).map(|row| (row[2], comparator(row[0]))).collect()
}

fn comparator(sign: &str) -> Comparator {
    match sign {
        "<" => Comparator::Below,
        "<=" => Comparator::AtMost,
        "=" => Comparator::Exactly,
        ">=" => Comparator::AtLeast,
        ">" => Comparator::Above,
        _ => Comparator::About,
    }
}

fn direction(name: &str) -> Direction {
    if matches!(name, "decrease" | "down") { Direction::Decrease } else { Direction::Increase }
}

fn changes() -> FixedMap<&'static str, Direction> {
    rows(CHANGES).map(|row| (row[2], direction(row[0]))).collect()
}

fn vague() -> FixedMap<&'static str, (Option<&'static str>, VaguePlace)> {
    let place = |name: &str| match name {
        "of" => VaguePlace::BeforeOf,
        "noun" => VaguePlace::BeforeNoun,
        _ => VaguePlace::Anywhere,
    };
    rows(VAGUE).map(|row| (row[2], ((row[0] != "-").then_some(row[0]), place(row[1])))).collect()
}

fn times() -> FixedMap<&'static str, Times> {
    let movement = |name: &str| (name != "times").then(|| direction(name));
    rows(MULTIPLIERS).map(|row| (row[2], Times { factor: row[0], direction: movement(row[1]) })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_units_and_phrases_are_found() {
        let vocabulary = &*VOCABULARY;
        assert_eq!(vocabulary.sense("Thirty"), Sense::Small(30));
        assert_eq!(vocabulary.sense("incomprehensibilities"), Sense::Other);
        assert_eq!(vocabulary.sense("fortytwo"), Sense::Small(42));
        assert_eq!(vocabulary.sense("seventythird"), Sense::Ordinal(73));
        assert_eq!(vocabulary.sense("ninety-one"), Sense::Other);
        assert_eq!(vocabulary.suffix("bn"), Some(9));
        assert_eq!(vocabulary.unit("Square Metres").map(|unit| unit.code), Some("m2"));
        assert_eq!(vocabulary.unit("mw"), None);
        assert_eq!(vocabulary.unit("CFA francs").map(|unit| (unit.code, unit.assumed)), Some(("XOF", true)));
        assert_eq!(vocabulary.hedge_before("no fewer than"), Some(Comparator::AtLeast));
        assert_eq!(vocabulary.change("fell"), Some(Direction::Decrease));
        assert!(vocabulary.names_numbers("Boeing") && !vocabulary.names_numbers("area"));
    }

    #[test]
    fn every_row_is_read() {
        assert!(rows(UNITS).all(|row| row.len() == 4), "units.tsv has four columns");
        for file in [NUMBERS, CALENDAR, CURRENCIES, HEDGES, CHANGES, VAGUE, MULTIPLIERS] {
            assert!(rows(file).all(|row| row.len() == 3), "three columns: {:?}", rows(file).find(|row| row.len() != 3));
        }
        assert!(VOCABULARY.senses.keys().all(|word| word.len() < LONGEST_SENSE));
        assert_eq!(settings().count(), super::super::entries(SETTINGS).count(), "every section has its setting");
        assert!(settings().all(|(_, word)| word.len() < LONGEST_SENSE && word == word.to_lowercase()));
        for row in rows(MULTIPLIERS) {
            assert!(row[0].parse::<f64>().is_ok(), "{row:?}");
        }
    }
}
