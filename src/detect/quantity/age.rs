//! Ages: "45-year-old", "aged 12", "three months old", "his daughter, 9,", "in his 30s".

use super::amount;
use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::number;
use super::reader::Reader;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::{Sense, Setting};
use std::borrow::Cow;

/// Turns a duration into an age where "old" or "of age" follows it.
pub(super) fn of_duration(reader: &Reader, draft: Draft) -> Draft {
    if draft.kind != QuantityKind::Duration {
        return draft;
    }
    let next = draft.range.1;
    let hyphen =
        usize::from(reader.is_hyphen(next) || reader.is_sign(next, "-") && reader.is_any(next + 1, &["old", "olds"]));
    let end = if reader.is_any(next + hyphen, &["old", "olds"]) {
        next + hyphen + 1
    } else if reader.reads(next, &["of", "age"]) {
        next + 2
    } else {
        return draft;
    };
    Draft { kind: QuantityKind::Age, range: (draft.range.0, end), unit: draft.unit.map(|unit| (unit.0, end)), ..draft }
}

/// An age without a unit that begins at `first`.
pub(super) fn age(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    decade(reader, first).or_else(|| ages(reader, first, floor)).or_else(|| bare(reader, first, floor))
}

/// "in his 30s", "a man in his mid-40s".
fn decade(reader: &Reader, first: usize) -> Option<Draft> {
    if !reader.is(first + 1, "s") {
        return None;
    }
    let start =
        number::numeral(reader, first)?.to_u64().filter(|start| (10..=90).contains(start) && start % 10 == 0)?;
    let plural = reader.is(first + 1, "s") && reader.is_glued(first + 1);
    let near = |setting: &[&str]| (first.saturating_sub(3)..first).any(|index| reader.is_any(index, setting));
    let heat = || (first.saturating_sub(8)..first).any(|index| reader.is_among(index, Setting::Heat));
    let amount = Amount::Between(Decimal::from(start), Decimal::from(start + 9));
    let draft = Draft::new(QuantityKind::Age, amount, (first, first + 2));
    if !plural {
        None
    } else if near(&["his", "her", "their", "my", "our"]) {
        Some(years(draft))
    } else {
        let degrees = Draft { kind: QuantityKind::Measure, code: Some(Cow::Borrowed("deg")), ..draft };
        (near(&["the", "mid", "upper", "lower", "low", "high"]) && heat()).then_some(degrees)
    }
}

/// "aged between three and 11", "ages 5-11".
fn ages(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    let last = first.checked_sub(1)?;
    let opener = usize::from(reader.is_any(last, &["between", "from"]));
    let told = last >= opener && reader.is_any(last - opener, &["aged", "ages"]);
    let draft = told.then(|| amount::amount(reader, first, floor)).flatten()?;
    let bare = draft.unit.is_none() && matches!(draft.amount, Amount::Between(..));
    bare.then(|| years(Draft { kind: QuantityKind::Age, ..draft }))
}

/// "aged 12", "her son, 9,", "87 yo", "anyone over 65".
fn bare(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    if !reader.is_numeral(first) || reader.word(first).len() > 4 {
        return None;
    }
    let value = number::numeral(reader, first).filter(|value| value.is_whole() && *value < Decimal::from(120))?;
    let short = reader.is(first + 1, "yo") || reader.is(first + 1, "y") && reader.is_sign(first + 2, "/");
    if !(short
        || aged(reader, first)
        || is_told(reader, first)
        || in_apposition(reader, first)
        || of_people(reader, first, floor))
    {
        return None;
    }
    let next = if short { first + 2 } else { first + 1 };
    let begin = if first > floor && reader.is(first - 1, "age") && !reader.is_any(first.saturating_sub(2), &["the"]) {
        first - 1
    } else {
        first
    };
    let draft = Draft::new(QuantityKind::Age, Amount::Point(value), (begin, next));
    Some(years(Draft { number: (first, first + 1), ..draft }))
}

fn years(draft: Draft) -> Draft {
    Draft { code: Some(Cow::Borrowed("a")), ..draft }
}

fn aged(reader: &Reader, first: usize) -> bool {
    let last = first.saturating_sub(1);
    let hedged = reader.is_any(last, &["about", "around", "between", "over", "under"]) && first > 1;
    let word = if hedged { last - 1 } else { last };
    let unit_free = !reader.is_noun_like(first + 1) || reader.is_capital(first + 1);
    let second = reader.is(last, "and") && first > 2 && reader.is_numeral(first - 2) && reader.is(first - 3, "aged");
    first > 0
        && (second && unit_free
            || reader.is(word, "aged")
            || reader.is(word, "age") && unit_free
            || reader.is(word, "turned") && unit_free)
}

/// "When he was 10, he left", "she is 45".
fn is_told(reader: &Reader, first: usize) -> bool {
    let Some(last) = first.checked_sub(2) else { return false };
    let verb = reader.is_any(first - 1, &["was", "is", "were", "turned", "turns"]);
    let person = reader.is_any(last, &["he", "she", "i"]);
    let closed = reader.kind(first + 1).is_none()
        || reader.is_any(first + 1, &["when", "and", "at"])
        || reader.is_sign(first + 1, ".,;:!?)\"”’");
    verb && person && closed && reader.word(first).len() < 4
}

/// A number between commas after a person: "Awa Kone, 34, said".
fn in_apposition(reader: &Reader, first: usize) -> bool {
    let closed = reader.is_sign(first + 1, ",") || reader.is_sign(first + 1, ".;)") || reader.is(first + 1, "and");
    let comma = first > 1 && reader.is_sign(first - 1, ",(") && closed;
    let numeral = reader.word(first).len() < 3;
    let before = first.saturating_sub(2);
    let name = reader.is_capital(before)
        && before > 0
        && reader.is_capital(before - 1)
        && reader.sense(before) == Sense::Other;
    comma && numeral && (reader.is_among(before, Setting::Person) || name && reader.is_sign(first + 1, ","))
}

/// "Anyone over 65 is covered", "children under 5".
fn of_people(reader: &Reader, first: usize, floor: usize) -> bool {
    let bounded = first > floor + 1 && reader.is_any(first - 1, &["over", "under", "above", "below"]);
    let told = first > 2
        && reader.is_any(first - 2, &["were", "was", "are", "is"])
        && reader.is_any(first - 3, &["who", "whom", "they", "he", "she"]);
    bounded
        && (told || reader.is_among(first - 2, Setting::People))
        && !reader.is_noun_like(first + 1)
        && !reader.is_sign(first + 1, "%$€£")
}
