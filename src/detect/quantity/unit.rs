//! The unit behind a number, where what reads like one is one.

use super::number::Number;
use super::reader::{Range, Reader};
use crate::analysis::QuantityKind;
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
    let longest = (1..=LONGEST_UNIT).take_while(|length| joins(reader, at, *length)).last()?;
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
            inches || closed && !reader.is_numeral(range.1)
        }
        "p" | "c" | "s" | "st" | "T" | "a" | "x" if single => glued && reader.is_numeral(number.next - 1),
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
