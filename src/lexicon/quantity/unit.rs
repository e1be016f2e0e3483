//! Units and currencies by the forms they are written in.

use super::{rows, with_lowered};
use crate::analysis::QuantityKind;
use crate::lexicon::names::FixedMap;

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

const UNITS: &str = include_str!("../../../lexicons/units.tsv");
const CURRENCIES: &str = include_str!("../../../lexicons/currencies.tsv");

/// Currency codes that headlines in capitals use as words, and names have before digits ("COP28"): they mean money only
/// before a sum.
const WORD_CODES: [&str; 7] = ["ALL", "COP", "CUP", "MAD", "PEN", "SOS", "TRY"];

/// All forms.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// Forms whose case matters.
    symbols: FixedMap<String, Unit>,
    /// Forms in lower case.
    words: FixedMap<String, Unit>,
    /// Letters that mean a currency only right before a number.
    letters: FixedMap<&'static str, Unit>,
    /// The first words and signs of all forms but the letters, in lower case, and whether more may follow.
    starts: FixedMap<String, bool>,
}

impl Units {
    pub(super) fn compile() -> Self {
        let mut units = Self::default();
        units.add_units();
        units.add_currencies();
        units
    }

    pub(super) fn get(&self, form: &str) -> Option<&Unit> {
        self.symbols.get(form).or_else(|| with_lowered(form, |lower| self.words.get(lower)))
    }

    pub(super) fn money_letters(&self, letters: &str) -> Option<&Unit> {
        self.letters.get(letters)
    }

    /// First words and signs of forms, and whether a form with that start goes on behind it.
    pub(super) fn starts(&self) -> impl Iterator<Item = (&str, bool)> {
        self.starts.iter().map(|(start, is_long)| (start.as_str(), *is_long))
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
            if has("letters") {
                self.letters.extend(forms.split('|').map(|letters| (letters, unit.clone())));
                continue;
            }
            if WORD_CODES.contains(&code) && !assumed {
                self.letters.insert(code, unit.clone());
            } else if !minor && !assumed {
                self.symbols.insert(code.to_owned(), unit.clone());
                self.starts.entry(code.to_lowercase()).or_default();
            }
            self.add_forms(forms, &unit);
        }
    }

    fn add_forms(&mut self, forms: &'static str, unit: &Unit) {
        for form in forms.split('|') {
            let [one, several] = first_pieces(form);
            let is_long = form.trim_start_matches('=').trim_end_matches("(s)").len() > one.len();
            for start in [one, several] {
                *self.starts.entry(start).or_default() |= is_long;
            }
            let (table, form) = match form.split_once('=') {
                Some((lead, symbol)) => (&mut self.symbols, format!("{lead}{symbol}")),
                None => (&mut self.words, form.to_owned()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert!(rows(UNITS).all(|row| row.len() == 4), "units.tsv has four columns");
        assert!(rows(CURRENCIES).all(|row| row.len() == 3), "currencies.tsv has three columns");
        let flags = ["-", "assumed", "minor", "letters"];
        let known = |row: &Vec<&str>| row[1].split(' ').all(|flag| flags.contains(&flag));
        assert!(rows(CURRENCIES).all(|row| known(&row)), "{:?}", rows(CURRENCIES).find(|row| !known(row)));
    }

    #[test]
    fn forms_are_found_by_their_first_word() {
        let units = Units::compile();
        assert_eq!(units.get("Sq Km").map(|unit| unit.code), Some("km2"));
        for start in ["sq", "usd", "%", "pounds", "°"] {
            assert!(units.starts.contains_key(start), "{start}");
        }
    }
}
