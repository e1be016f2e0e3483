//! Parts of one: "two thirds", "half", "1/4", "¾", and the parts after a whole ("two and a half", "2 1/2").

use super::decimal::Decimal;
use super::lexer::Kind;
use super::number::{self, Number};
use super::reader::Reader;
use crate::lexicon::quantity::Sense;

/// The fraction that begins at `first`, or the number that it is a part of: "half a million".
pub(super) fn fraction(reader: &Reader, first: usize) -> Option<Number> {
    let (value, next) = sign(reader, first)
        .or_else(|| slashed(reader, first))
        .or_else(|| over(reader, first))
        .or_else(|| spelled(reader, first))
        .or_else(|| half(reader, first))?;
    let part = Number { value, first, next, scale: 0, fraction: true };
    Some(of_scale(reader, &part).unwrap_or(part))
}

/// Adds the part after a whole number to it.
pub(super) fn tail(reader: &Reader, value: Decimal, next: usize) -> (Decimal, usize) {
    let whole = value.is_whole();
    let part = || {
        let joined = reader.is(next, "and");
        sign(reader, next)
            .or_else(|| slashed(reader, next).filter(|(part, _)| *part < Decimal::from(1)))
            .or_else(|| joined.then(|| spelled(reader, next + 1).or_else(|| bare_part(reader, next + 1))).flatten())
    };
    match part() {
        Some((part, after)) if whole => (value.plus(&part), after),
        _ => (value, next),
    }
}

/// The part of one after "and": "a half", "half", "three fifths", "a quarter".
pub(super) fn after_and(reader: &Reader, index: usize) -> Option<(Decimal, usize)> {
    let (part, next) = spelled(reader, index).or_else(|| bare_part(reader, index))?;
    (part < Decimal::from(1) && !reader.is(next, "of")).then_some((part, next))
}

/// "one over three": a numeral or word over another, with nothing counted after it.
fn over(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    if !(first + 1..first + 4).any(|index| reader.is(index, "over")) {
        return None;
    }
    let plain = |index: usize| match reader.sense(index) {
        Sense::Small(_) => number::small(reader, index),
        _ => number::numeral(reader, index).filter(Decimal::is_whole).map(|value| (value, index + 1)),
    };
    let (part, next) = plain(first)?;
    if !reader.is(next, "over") {
        return None;
    }
    let of = number::number(reader, next + 1).filter(|of| of.value.is_whole() && !of.fraction)?;
    let year = of.is_bare_numeral(reader) && reader.word(of.first).len() == 4;
    let closed = reader.kind(of.next).is_none() || reader.is_sign(of.next, ".,;:!?)");
    Some((part.over(of.value.to_u64()?).filter(|_| closed && !year)?, of.next))
}

fn sign(reader: &Reader, index: usize) -> Option<(Decimal, usize)> {
    let Some(Kind::Sign(sign)) = reader.kind(index) else { return None };
    let (part, of) = match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some((Decimal::from(part).over(of)?, index + 1))
}

/// "1/4", "1 / 4", "1⁄4"; not "9/11", "24/7" or a date.
fn slashed(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    let slash = |index: usize| reader.is_sign(index, "/⁄");
    if !slash(first + 1) || slash(first + 3) || (first > 0 && slash(first - 1)) {
        return None;
    }
    let (part, of) = (number::numeral(reader, first)?, number::numeral(reader, first + 2)?);
    let proper = part.is_whole() && part < of && of <= Decimal::from(1000) && !part.is_zero();
    let named = reader.word(first) == "9" && reader.word(first + 2) == "11";
    Some((part.over(of.to_u64()?).filter(|_| proper && !named)?, first + 3))
}

/// "two thirds", "one-eighth", "a fifth", "three quarters".
fn spelled(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    let (part, next) = match reader.sense(first) {
        Sense::Article => (Decimal::from(1), first + 1),
        Sense::Small(_) => number::small(reader, first)?,
        _ => (number::numeral(reader, first).filter(Decimal::is_whole)?, first + 1),
    };
    let at = if reader.is_sign(next, "-‐‑") { next + 1 } else { next };
    let (of, after) = denominator(reader, at)?;
    let one = part.to_u64() == Some(1);
    let plural = reader.word(after - 1).ends_with('s') || matches!(reader.sense(at), Sense::Part(_));
    let fits = if reader.sense(first) == Sense::Article {
        is_part_after_article(reader, at, after)
    } else {
        one || plural || at > next
    };
    let ordinal = of < 10 && is_tens(&part) && matches!(reader.sense(at), Sense::Ordinal(_));
    part.over(of).filter(|_| fits && !ordinal).map(|value| (value, after))
}

/// "twenty-fifth" is a place, "twenty fifths" are parts.
fn is_tens(part: &Decimal) -> bool {
    part.to_u64().is_some_and(|part| (20..100).contains(&part) && part % 10 == 0)
}

fn denominator(reader: &Reader, index: usize) -> Option<(u64, usize)> {
    match reader.sense(index) {
        Sense::Part(of) if of > 1 => Some((u64::from(of), index + 1)),
        Sense::Ordinal(of) if of > 2 => Some((u64::from(of), index + 1)),
        Sense::Power(power) => Some((10u64.pow(u32::from(power)), index + 1)),
        Sense::Small(tens @ 20..) => {
            let at = if reader.is_hyphen(index + 1) { index + 2 } else { index + 1 };
            let (Sense::Ordinal(ones @ 1..=9) | Sense::Part(ones @ 1..=9)) = reader.sense(at) else { return None };
            let named = !reader.is_any(at, &["half", "halves", "quarter", "quarters"]);
            named.then(|| (u64::from(tens + ones), at + 1))
        }
        _ => None,
    }
}

/// "a third of the staff" is a part; "a third attempt" is an ordinal.
fn is_part_after_article(reader: &Reader, at: usize, after: usize) -> bool {
    let ordinal = matches!(reader.sense(at), Sense::Ordinal(_));
    let scaled = matches!(reader.sense(after), Sense::Scale(_));
    let compound = reader.is_hyphen(after) && !is_unit(reader, after + 1)
        || reader.is_any(after, &["final", "finals", "finalist"]);
    reader.is(after, "of") || scaled || !compound && (!ordinal || !reader.is_noun_like(after))
}

/// "half" without a numerator, where something shows that it is a part: "half of", "more than half", "half an hour".
fn half(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    if !reader.is(first, "half") {
        return bare_tenth(reader, first);
    }
    let before = |words: &[&str]| first > 0 && reader.is_any(first - 1, words);
    let ordered = before(&["first", "second", "other", "latter", "opening", "last", "another", "better"]);
    let hedged =
        before(&["than", "about", "nearly", "almost", "over", "roughly", "by", "least", "around", "under", "to"]);
    let of = reader
        .is_any(first + 1, &["of", "the", "a", "an", "its", "their", "his", "her", "our", "those", "these", "all"]);
    let scaled = matches!(reader.sense(first + 1), Sense::Scale(_) | Sense::Group(_));
    let unit = is_unit(reader, first + 1 + usize::from(reader.is_hyphen(first + 1)));
    let fits = !ordered && !reader.is_glued(first) && (hedged || of || scaled || unit);
    fits.then_some((Decimal::from(5).lowered(1), first + 1))
}

/// Whether a unit that may be halved stands at `index`: "half-mile", "quarter hour".
fn is_unit(reader: &Reader, index: usize) -> bool {
    use crate::analysis::QuantityKind::{Duration, Measure};
    reader.word(index).len() > 2 && reader.unit(index).is_some_and(|unit| matches!(unit.kind, Duration | Measure))
}

/// "tenth of a gallon", "quarter of a million": a part by what follows it.
fn bare_tenth(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    let hyphen = usize::from(reader.is_hyphen(first + 1));
    let divided = matches!(reader.sense(first + 1), Sense::Scale(3..)) || is_unit(reader, first + 1 + hyphen);
    let scaled = divided && reader.is(first, "quarter");
    let follows = reader.reads(first + 1, &["of", "a"]) || reader.reads(first + 1, &["of", "an"]) || scaled;
    let article = first > 0 && (reader.is_word(first - 1) && !reader.is_noun_like(first - 1) || reader.is_glued(first));
    let (of, next) = denominator(reader, first).filter(|_| follows && !article)?;
    Some((Decimal::from(1).over(of)?, next))
}

fn bare_part(reader: &Reader, index: usize) -> Option<(Decimal, usize)> {
    let Sense::Part(of) = reader.sense(index) else { return None };
    Some((Decimal::from(1).over(u64::from(of))?, index + 1))
}

/// "half a million", "a quarter of a million", "half million": the number that the part is of.
fn of_scale(reader: &Reader, part: &Number) -> Option<Number> {
    let of = if reader.is(part.next, "of") { part.next + 1 } else { part.next };
    let at = if reader.sense(of) == Sense::Article { of + 1 } else { of };
    let (value, scale) = match reader.sense(at) {
        Sense::Scale(power) => (part.value.clone().shifted(u32::from(power))?, power),
        Sense::Group(size) => (part.value.times(u64::from(size))?, 0),
        _ => return None,
    };
    Some(Number { value, next: at + 1, scale, fraction: false, ..part.clone() })
}
