//! Numbers with their unit: money, measures, durations, percentages, counts.

use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::money::{in_millions, money_prefix, prefix_before, repeats, scaled_after_unit};
use super::number::{self, Number};
use super::range::range;
use super::reader::{Range, Reader};
use super::sum::{added, and_a_half, smaller};
use super::unit::{compound, unit_at, unit_start};
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::{Sense, Unit};

/// One number with its unit, of a range or alone.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) number: Number,
    pub(super) range: Range,
    pub(super) unit: Option<(&'static Unit, Range)>,
}

/// The amount whose number begins at lexeme `first`; it may take lexemes from `floor` on.
pub(super) fn amount(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    let side = side_around(reader, first, floor).or_else(|| article_unit(reader, first))?;
    let side = below_zero(reader, added(reader, side));
    let side = repeated(reader, side);
    Some(compound(reader, range(reader, &side, floor).unwrap_or_else(|| point(&side))))
}

/// Takes the same number in brackets in: "forty-five (45)".
fn repeated(reader: &Reader, side: Side) -> Side {
    let open = side.range.1;
    let again = reader.is_sign(open, "(").then(|| number::number(reader, open + 1)).flatten();
    match again.filter(|again| again.value == side.number.value && reader.is_sign(again.next, ")")) {
        Some(again) => Side { range: (side.range.0, again.next + 1), ..side },
        None => side,
    }
}

/// "2 degrees below zero".
fn below_zero(reader: &Reader, side: Side) -> Side {
    let next = side.range.1;
    let heat = side.unit.is_none_or(|(unit, _)| matches!(unit.code, "deg" | "Cel" | "degF"));
    if !heat || !reader.reads(next, &["below", "zero"]) {
        return side;
    }
    let number = Number { value: side.number.value.negated(), ..side.number };
    Side { range: (side.range.0, next + 2), number, ..side }
}

pub(super) fn point(side: &Side) -> Draft {
    let kind = if side.number.fraction { QuantityKind::Fraction } else { QuantityKind::Count };
    let number = (side.number.first, side.number.next);
    let mut draft = Draft { number, ..Draft::new(kind, Amount::Point(side.value()), side.range) };
    if let Some((unit, at)) = side.unit {
        draft.set_unit(unit, at);
    }
    draft
}

impl Side {
    /// The value in what the unit's code stands for.
    fn value(&self) -> Decimal {
        scaled(self.number.value.clone(), self.unit.map(|(unit, _)| unit))
    }
}

pub(super) fn scaled(value: Decimal, unit: Option<&Unit>) -> Decimal {
    if unit.is_some_and(|unit| unit.minor) { value.lowered(2) } else { value }
}

fn side_around(reader: &Reader, first: usize, floor: usize) -> Option<Side> {
    let number = number::number(reader, first)?;
    if let Some(prefix) = prefix_before(reader, first, floor) {
        return Some(with_prefix(reader, number, prefix));
    }
    let minus =
        first > floor && reader.is_sign(first - 1, "-−") && reader.is_glued(first) && reader.is_glued(first - 1);
    if let Some(prefix) = minus.then(|| prefix_before(reader, first - 1, floor)).flatten() {
        let number = Number { value: number.value.negated(), ..number };
        return Some(with_prefix(reader, number, prefix));
    }
    Some(with_suffix(reader, number::with_sign(reader, number, floor)))
}

/// The second number of a range, which may begin with its own currency sign or hedge.
pub(super) fn side_from(reader: &Reader, first: usize) -> Option<Side> {
    let hedged = reader.is_sign(first, "~")
        || reader.is_any(first, &["about", "around", "nearly", "almost", "maybe", "perhaps"]);
    let first = if hedged { first + 1 } else { first };
    let prefixed = (1..=2).rev().find_map(|length| {
        let unit = money_prefix(reader, (first, first + length))?;
        Some(with_prefix(reader, number::number(reader, first + length)?, (unit, (first, first + length))))
    });
    let minus = reader.is_sign(first, "-−") && reader.is_glued(first + 1) && !reader.is_glued(first);
    let unprefixed = || {
        let number = number::number(reader, first + usize::from(minus))?;
        Some(with_suffix(reader, number::with_sign(reader, number, first)))
    };
    prefixed.or_else(unprefixed)
}

fn with_prefix(reader: &Reader, number: Number, prefix: (&'static Unit, Range)) -> Side {
    let mut range = (prefix.1.0, number.next);
    if repeats(reader, number.next, prefix.0) {
        range.1 += 1;
    }
    Side { number, range, unit: Some(prefix) }
}

fn with_suffix(reader: &Reader, number: Number) -> Side {
    let number = with_tolerance(reader, number);
    let at = unit_start(reader, number.next);
    if let Some(side) = in_millions(reader, at, &number) {
        return side;
    }
    let unit = unit_at(reader, at, &number);
    let unit = unit.or_else(|| part_of_unit(reader, &number));
    let end = unit.as_ref().map_or(number.next, |(_, range)| range.1);
    scaled_after_unit(reader, Side { range: (number.first, end), number, unit })
}

/// Takes "± 195" in, which tells how far the number may be off.
fn with_tolerance(reader: &Reader, number: Number) -> Number {
    let spelled = reader.is_sign(number.next, "+") && reader.is_sign(number.next + 1, "/");
    let at = if reader.is_sign(number.next, "±") {
        number.next + 1
    } else if spelled && reader.is_sign(number.next + 2, "-−") {
        number.next + 3
    } else {
        return number;
    };
    match number::number(reader, at) {
        Some(tolerance) => Number { next: tolerance.next, ..number },
        None => number,
    }
}

/// "half an hour", "a quarter of a mile": the unit that the fraction is of.
fn part_of_unit(reader: &Reader, number: &Number) -> Option<(&'static Unit, Range)> {
    if !number.fraction && number.value.is_whole() {
        return None;
    }
    let of = if reader.is(number.next, "of") { number.next + 1 } else { number.next };
    let at = if reader.sense(of) == Sense::Article { of + 1 } else { of };
    (at > number.next && at <= of + 1)
        .then(|| unit_at(reader, at, number))
        .flatten()
        .filter(|(unit, _)| unit.kind != QuantityKind::Percent)
}

/// "a kilogram", "an hour and a half", "for a month": one of a unit.
fn article_unit(reader: &Reader, first: usize) -> Option<Side> {
    if reader.sense(first) != Sense::Article || !reader.is_word(first + 1) {
        return None;
    }
    let number = Number { value: Decimal::from(1), first, next: first + 1, scale: 0, fraction: false };
    let (unit, at) = unit_at(reader, first + 1, &number)?;
    let long_enough = at.1 - at.0 > 1 || reader.word(at.0).len() > 3;
    let side = Side { number, range: (first, at.1), unit: Some((unit, at)) };
    let halved = and_a_half(reader, &side).is_some() || smaller(reader, &side).is_some();
    let alone = first == 0 && reader.kind(at.1).is_none();
    (halved || alone || long_enough && states_one(reader, first, at.1)).then_some(side)
}

/// Whether the words around "a year" make it an amount and not a rate or a manner of speaking.
fn states_one(reader: &Reader, first: usize, next: usize) -> bool {
    let before = first > 0
        && reader.is_any(
            first - 1,
            &["for", "within", "than", "about", "nearly", "almost", "over", "least", "under", "around"],
        );
    let idle = reader.is_any(
        next.saturating_sub(1),
        &["minute", "second", "foot", "bar", "gray", "mole", "bit", "degree", "real", "won", "hand"],
    );
    let after = reader.sense(next) == Sense::Small(1);
    !idle && (before || after)
}
