//! Amounts in two units or more: "6ft 2in", "20 dollars 43 cents", "a year and a half".

use super::amount::{Side, side_from};
use super::decimal::Decimal;
use super::number::{self, Number};
use super::reader::Reader;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::{Sense, Unit, VOCABULARY};

/// Takes smaller units of the same dimension in, and "and a half" after the unit.
pub(super) fn added(reader: &Reader, side: Side) -> Side {
    let mut sum = and_a_half(reader, &side).unwrap_or(side);
    for _ in 0..4 {
        let Some(more) = smaller(reader, &sum) else { break };
        sum = more;
    }
    bare_rest(reader, &sum).unwrap_or(sum)
}

/// "15 dollars 50", "twenty rupees and 43", "1 hour thirty": the hundredths or minutes, where nothing comes after them.
fn bare_rest(reader: &Reader, side: &Side) -> Option<Side> {
    let (unit, at) = side.unit.filter(|(unit, _)| !unit.minor)?;
    let money = unit.kind == QuantityKind::Money;
    let next = side.range.1;
    let ranged = side.range.0 > 0 && reader.is_any(side.range.0 - 1, &["between", "from"]);
    if !(money || unit.code == "h") || side.number.scale > 0 || !side.number.value.is_whole() || ranged {
        return None;
    }
    let rest = number::number(reader, next + usize::from(reader.is(next, "and")))?;
    let closed = reader.kind(rest.next).is_none() || reader.is_sign(rest.next, ".,;:!?)");
    let below = if money { 100 } else { 60 };
    let few = rest.value.is_whole()
        && rest.value < Decimal::from(below)
        && (reader.is_word(next - 1) || !reader.is_numeral(rest.first));
    if !closed || !(few || money && reader.is_numeral(rest.first) && reader.word(rest.first).len() == 2) {
        return None;
    }
    let (value, unit) = if money {
        (side.number.value.plus(&rest.value.lowered(2)), unit)
    } else {
        (side.number.value.times(60)?.plus(&rest.value), VOCABULARY.unit("minutes")?)
    };
    let number = Number { value, next: rest.next, ..side.number.clone() };
    Some(Side { number, range: (side.range.0, rest.next), unit: Some((unit, at)) })
}

/// "a year and a half".
pub(super) fn and_a_half(reader: &Reader, side: &Side) -> Option<Side> {
    side.unit.filter(|_| side.number.value.is_whole() && reader.is(side.range.1, "and"))?;
    let article = reader.sense(side.range.1 + 1) == Sense::Article;
    let at = side.range.1 + if article { 2 } else { 1 };
    let Sense::Part(of @ (2 | 4)) = reader.sense(at) else { return None };
    let value = side.number.value.plus(&Decimal::from(1).over(u64::from(of))?);
    let number = Number { value, next: at + 1, ..side.number.clone() };
    Some(Side { number, range: (side.range.0, at + 1), unit: side.unit })
}

/// "6ft 2in", "2 years and 3 months", "20 dollars 43 cents": the sum in the smaller unit, or in the main one for money.
pub(super) fn smaller(reader: &Reader, side: &Side) -> Option<Side> {
    let (unit, at) = side.unit?;
    let joint = usize::from(reader.is_sign(side.range.1, ","));
    let joint = joint + usize::from(reader.is(side.range.1 + joint, "and"));
    let next = side_from(reader, side.range.1 + joint)?;
    let (small, small_at) = next.unit.filter(|(_, at)| at.0 >= next.number.next)?;
    let value = combined(side, &next, unit, small)?;
    let number = Number { value, next: next.number.next, ..side.number.clone() };
    let unit = if small.minor { unit } else { small };
    Some(Side {
        number,
        range: (side.range.0, next.range.1),
        unit: Some((unit, if small.minor { at } else { small_at })),
    })
}

/// The size of `unit`, where `small` is of its dimension; years and months in seconds where days or less follow, with 365
/// and 30 days.
fn in_seconds(unit: &Unit, small: &Unit) -> Option<(&'static str, u64)> {
    let (dimension, size) = unit.size?;
    let ("calendar", ("time", _)) = (dimension, small.size?) else { return Some((dimension, size)) };
    let days = if size % 12 == 0 { size / 12 * 365 } else { size * 30 };
    Some(("time", days * 86_400))
}

fn combined(side: &Side, next: &Side, unit: &Unit, small: &Unit) -> Option<Decimal> {
    if unit.kind == QuantityKind::Money && small.minor && !unit.minor {
        let same = unit.code == small.code || small.assumed;
        return same.then(|| side.number.value.plus(&next.number.value.clone().lowered(2)));
    }
    let ((dimension, big), (other_dimension, step)) = (in_seconds(unit, small)?, small.size?);
    let divides =
        dimension == other_dimension && step > 0 && big > step && big % step == 0 && side.number.value.is_whole();
    let whole = if divides { side.number.value.times(big / step)? } else { return None };
    Some(whole.plus(&next.number.value))
}
