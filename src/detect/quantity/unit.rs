//! The unit behind a number, where what reads like one is one.

use super::draft::Draft;
use super::number::Number;
use super::reader::{Range, Reader};
use crate::analysis::QuantityKind::{self, Duration, Measure};
use crate::lexicon::quantity::{Setting, Unit, VOCABULARY};

/// The longest unit form, in lexemes: "U.S. dollars" is five.
const LONGEST_UNIT: usize = 6;

/// Skips what may stand between a number and its unit: a hyphen, "more", "further".
pub(super) fn unit_start(reader: &Reader, next: usize) -> usize {
    let hyphen = reader.is_hyphen(next)
        || reader.is_sign(next, "-‐‑")
            && reader.is_word(next + 1)
            && !reader.is_glued(next)
            && !reader.is_glued(next + 1);
    if hyphen || reader.is_among(next, Setting::BeforeUnit) { next + 1 } else { next }
}

/// The longest unit form at `at`.
pub(super) fn unit_at(reader: &Reader, at: usize, number: &Number) -> Option<(&'static Unit, Range)> {
    if !reader.is_among(at, Setting::BeginsUnit) {
        return None;
    }
    let most = if reader.is_among(at, Setting::BeginsLongUnit) { LONGEST_UNIT } else { 1 };
    let longest = (1..=most).take_while(|length| joins(reader, at, *length)).last()?;
    (1..=longest).rev().find_map(|length| {
        let range = (at, at + length);
        let unit = VOCABULARY.unit(&reader.phrase(range))?;
        fits(reader, unit, range, number).then_some((resolved(reader, unit, range, number), range))
    })
}

/// Whether a unit form may reach over `length` lexemes from `at`: no sentence end, no second number inside.
fn joins(reader: &Reader, at: usize, length: usize) -> bool {
    let last = at + length - 1;
    match reader.kind(last) {
        None | Some(super::lexer::Kind::Name) => false,
        Some(super::lexer::Kind::Numeral) => {
            length > 1 && reader.is_glued(last) && matches!(reader.word(last), "2" | "3")
        }
        Some(super::lexer::Kind::Word(_)) => true,
        Some(super::lexer::Kind::Sign(sign)) => !",;:!?()[]\"“”".contains(sign),
    }
}

/// Whether what reads like a unit is one here: "in" and single letters only where nothing else can be meant.
fn fits(reader: &Reader, unit: &Unit, range: Range, number: &Number) -> bool {
    let form = reader.word(range.0);
    let single = range.1 - range.0 == 1;
    let closed = reader.kind(range.1).is_none() || reader.is_sign(range.1, ".,;:)]/") || reader.is_numeral(range.1);
    let glued = reader.is_glued(range.0);
    match form {
        "in" if single => {
            let inches = glued && number.value.is_whole() || after_feet(reader, number.first);
            let sized = reader.is_among(range.1, Setting::AfterMeasure) && !reader.is_noun_like(range.1 + 1);
            inches || sized || closed && !reader.is_numeral(range.1)
        }
        "F" if single => glued && speaks_of_heat(reader, number.first),
        "s" if single && (is_decade(number) || is_part_of_name(reader, number)) => false,
        "p" | "c" | "s" | "st" | "T" | "a" | "x" if single => {
            glued && reader.is_numeral(number.next - 1) || power(reader, range.1).is_some_and(|(_, power)| power < 0)
        }
        "C" | "B" | "b" | "l" | "h" | "m" | "g" | "t" if single => {
            glued || closed || unit.size.is_some() && reader.is_any(range.1, &["and", "to", "of"])
        }
        "cup" | "cups" => !reader.is_capital(range.0),
        "second" => number.value.to_u64() == Some(1) || reader.is_hyphen(range.0 - 1) || number.scale > 0,
        "=" => false,
        _ => {
            !(unit.kind == QuantityKind::Money
                && single
                && form.len() == 1
                && !glued
                && reader.is_numeral(range.1)
                && reader.is_glued(range.1))
        }
    }
}

/// "47C (118F)", "temperatures of 90F": a bare F is a form or a model elsewhere.
fn speaks_of_heat(reader: &Reader, first: usize) -> bool {
    let near = first.saturating_sub(8)..first;
    reader.is_sign(first.saturating_sub(1), "(") || near.into_iter().any(|index| reader.is_among(index, Setting::Heat))
}

/// "787-9s": the number goes on from another.
fn is_part_of_name(reader: &Reader, number: &Number) -> bool {
    let Some(last) = number.first.checked_sub(1) else { return false };
    reader.is_hyphen(last) && last > 0 && reader.is_numeral(last - 1)
}

/// "80s" are no seconds.
fn is_decade(number: &Number) -> bool {
    number.value.to_u64().is_some_and(|value| (20..100).contains(&value) && value % 10 == 0)
}

/// Whether feet stand before `first`, so that "in" after it means inches.
fn after_feet(reader: &Reader, first: usize) -> bool {
    first > 0 && reader.is_any(first - 1, &["ft", "feet", "foot"])
}

/// "pounds" are money near a pound sign or a large sum, else weight.
fn resolved(reader: &Reader, unit: &'static Unit, range: Range, number: &Number) -> &'static Unit {
    let pound = reader.is_any(range.0, &["pound", "pounds"]) && range.1 - range.0 == 1;
    let weighed = reader.is(range.1, "of")
        || range.0 > number.next
        || reader.is_any(number.first.saturating_sub(1), &["weigh", "weighs", "weighed", "weighing"]);
    if pound && !weighed && (number.scale >= 6 || reader.speaks_of_sterling()) {
        VOCABULARY.unit("£").unwrap_or(unit)
    } else {
        unit
    }
}

/// Takes powers and rates in behind the unit: "km^2", "m cubed", "km/s2", "J/m^2 per year".
pub(super) fn compound(reader: &Reader, mut draft: Draft) -> Draft {
    let Some(mut unit) = draft.unit.filter(|unit| unit.1 == draft.range.1) else { return draft };
    let Some(code) = draft.code.clone().filter(|_| matches!(draft.kind, Measure | Duration)) else { return draft };
    let mut written = powered(reader, &code, &mut unit);
    for _ in 0..2 {
        let Some(below) = denominator(reader, unit.1).filter(|_| draft.kind == Measure || *written != *code) else {
            break;
        };
        unit.1 += 2;
        written = format!("{written}/{}", powered(reader, below.code, &mut unit));
    }
    if *written != *code {
        draft.kind = Measure;
        draft.code = Some(written.into());
        draft.range.1 = unit.1;
        draft.unit = Some(unit);
    }
    draft
}

/// The unit by which one divides: "/s", "per year".
fn denominator(reader: &Reader, next: usize) -> Option<&'static Unit> {
    let slash = reader.is_sign(next, "/") && reader.is_glued(next) && reader.is_glued(next + 1);
    let unit = (slash || reader.is(next, "per")).then(|| reader.unit(next + 1)).flatten()?;
    (matches!(unit.kind, Measure | Duration) && (slash || reader.word(next + 1).len() > 1)).then_some(unit)
}

/// `code` with the power that stands at the end of `unit`, which takes it in.
fn powered(reader: &Reader, code: &str, unit: &mut Range) -> String {
    let Some((next, power)) = power(reader, unit.1) else { return code.to_owned() };
    unit.1 = next;
    format!("{code}{power}")
}

/// The power behind a unit that ends at `next`: "^2", "squared", "²", "s-1", and the digit of "s2".
fn power(reader: &Reader, next: usize) -> Option<(usize, i8)> {
    let digit = |index: usize| match reader.word(index) {
        "1" => Some(1),
        "2" => Some(2),
        "3" => Some(3),
        _ => None,
    };
    if reader.is_any(next, &["squared", "cubed"]) {
        return Some((next + 1, if reader.is(next, "squared") { 2 } else { 3 }));
    }
    if !reader.is_glued(next) {
        return None;
    }
    let negative = reader.is_sign(next, "-−⁻") && reader.is_glued(next + 1);
    match reader.word(next) {
        "²" => Some((next + 1, 2)),
        "³" => Some((next + 1, 3)),
        "^" => digit(next + 1).map(|power| (next + 2, power)),
        _ if negative => digit(next + 1).map(|power| (next + 2, -power)),
        _ => digit(next).filter(|power| *power > 1).map(|power| (next + 1, power)),
    }
}

#[cfg(test)]
mod tests {
    use crate::detect::quantity::quantities;

    #[test]
    fn powers_and_rates_belong_to_the_unit() {
        for (text, code) in [
            ("301,338 km2", "km2"),
            ("4km^2", "km2"),
            ("4 km squared", "km2"),
            ("4 metres cubed", "m3"),
            ("20 kJ/m^2 per year", "kJ/m2/a"),
            ("0.5 km/s2", "km/s2"),
            ("4e14 s−1", "s-1"),
            ("30 mg/dL", "mg/dL"),
            ("5 litres per second", "L/s"),
            ("12 kWh per day", "kW.h/d"),
        ] {
            let claims = quantities(text, &[]);
            assert_eq!(claims.len(), 1, "{text}");
            assert_eq!((claims[0].unit.as_deref(), claims[0].span.range()), (Some(code), 0..text.len()), "{text}");
        }
        assert_eq!(quantities("The 12 km 2 men ran per day.", &[]).len(), 2);
    }
}
