//! How many times: "doubled", "twice as high", "four times the level", "threefold", "twice a week".

use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::number;
use super::reader::{Range, Reader};
use crate::analysis::{Change, ChangeRole, QuantityKind};
use crate::lexicon::quantity::{Sense, VOCABULARY};

/// The multiplier or frequency that begins at `first`.
pub(super) fn times(reader: &Reader, first: usize) -> Option<Draft> {
    word(reader, first).or_else(|| numbered(reader, first))
}

/// "doubled", "twice".
fn word(reader: &Reader, first: usize) -> Option<Draft> {
    if reader.sense(first) != Sense::Times {
        return None;
    }
    let times = VOCABULARY.times(reader.word(first))?;
    let factor = Decimal::parse(times.factor)?;
    let mut draft = Draft::new(QuantityKind::Multiplier, Amount::Point(factor.clone()), (first, first + 1));
    if let Some(direction) = times.direction {
        draft.change = Some(Change { direction, role: ChangeRole::Factor, cue: reader.span((first, first + 1)) });
        let object = reader.is_any(first + 1, &["over", "back", "as"]);
        return (!object).then_some(draft);
    }
    if reader.is_any(first, &["twice", "thrice"]) {
        return Some(rated(reader, draft));
    }
    let compares = reader.is_any(first + 1, &["the", "that", "what", "its", "their", "last", "those"]);
    (compares || reader.word(first).ends_with("fold")).then_some(draft)
}

/// "four times the level", "10x", "ten-fold", "three times a day".
fn numbered(reader: &Reader, first: usize) -> Option<Draft> {
    let near = |index: usize| reader.is_any(index, &["times", "fold", "x"]);
    let number = (first + 1..first + 8).any(near).then(|| number::number(reader, first)).flatten()?;
    let hyphen = usize::from(reader.is_hyphen(number.next));
    let fold = reader.is(number.next + hyphen, "fold");
    let cross = reader.is(number.next, "x") && reader.is_glued(number.next);
    let times = reader.is(number.next, "times");
    if !(fold || cross || times) {
        return None;
    }
    let next = number.next + 1 + if fold { hyphen } else { 0 };
    let draft = Draft::new(QuantityKind::Multiplier, Amount::Point(number.value), (first, next));
    let draft = Draft { number: (first, number.next), unit: Some((number.next, next)), ..draft };
    Some(if times { rated(reader, draft) } else { draft })
}

/// A multiplier where a comparison follows; else how often, with the rate taken in.
fn rated(reader: &Reader, draft: Draft) -> Draft {
    let next = draft.range.1;
    let compares = reader.is_any(
        next,
        &["as", "the", "more", "less", "that", "what", "its", "their", "fewer", "those", "last", "his", "her"],
    ) || reader.word(next).ends_with("er") && reader.is_any(next + 1, &["than", "in"])
        || reader.is_any(next, &["higher", "larger", "greater", "bigger", "faster", "better", "worse"]);
    if compares {
        return draft;
    }
    let end = rate(reader, next).unwrap_or(next);
    let range: Range = (draft.range.0, end);
    Draft { kind: QuantityKind::Frequency, range, unit: (end > next).then_some((next, end)).or(draft.unit), ..draft }
}

/// "a week", "per day", "every year", "daily".
fn rate(reader: &Reader, next: usize) -> Option<usize> {
    if reader.is_any(next, &["daily", "weekly", "monthly", "yearly", "annually"]) {
        return Some(next + 1);
    }
    let per = reader.is_any(next, &["a", "an", "per", "every", "each"]);
    let unit = reader.unit(next + 1).is_some_and(|unit| unit.kind == QuantityKind::Duration);
    (per && unit).then_some(next + 2)
}
