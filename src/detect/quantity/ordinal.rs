//! Places in an order: "3rd", "twenty-first", "second-largest".

use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::number;
use super::reader::Reader;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::{Sense, Setting};

/// The ordinal that begins at `first`.
pub(super) fn ordinal(reader: &Reader, first: usize) -> Option<Draft> {
    let (value, next) = written(reader, first).or_else(|| spelled(reader, first))?;
    if is_idiom(reader, first, next) {
        return None;
    }
    let superlative = reader.is_hyphen(next) && reader.word(next + 1).ends_with("est");
    let end = if superlative { next + 2 } else { next };
    let number = (first, next);
    Some(Draft { number, ..Draft::new(QuantityKind::Ordinal, Amount::Point(value), (first, end)) })
}

/// The end of the ordinal at `first` where it is part of a name: "the 7th Fleet", "the Second World War".
pub(super) fn named(reader: &Reader, first: usize) -> Option<usize> {
    let (_, next) = written(reader, first).or_else(|| spelled(reader, first))?;
    is_name(reader, first, next).then_some(next)
}

/// "3rd", "21st".
fn written(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    let ending = reader.is_glued(first + 1) && reader.is_any(first + 1, &["st", "nd", "rd", "th"]);
    let value = ending.then(|| number::numeral(reader, first)).flatten().filter(Decimal::is_whole)?;
    Some((value, first + 2))
}

/// "first", "twenty-first", "hundredth", "one hundred and fifth".
fn spelled(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    small(reader, first).or_else(|| after_hundreds(reader, first))
}

/// "five hundred first", "one hundred and twenty-first".
fn after_hundreds(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    if !matches!(reader.sense(first), Sense::Small(_) | Sense::Article) || reader.is_plural(first) {
        return None;
    }
    if !(first + 1..first + 5).any(|index| matches!(reader.sense(index), Sense::Scale(2 | 3))) {
        return None;
    }
    let hundreds = number::number(reader, first)?;
    let scaled = matches!(reader.sense(hundreds.next - 1), Sense::Scale(2 | 3));
    let at = hundreds.next + usize::from(number::is_and(reader, hundreds.next));
    let (ones, next) = scaled.then(|| small(reader, at)).flatten()?;
    (!reader.is_plural(next) || at > hundreds.next).then(|| (hundreds.value.plus(&ones), next))
}

/// "first", "twenty-first", "seventy third", "hundredth".
pub(super) fn small(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    match reader.sense(first) {
        Sense::Ordinal(place) => Some((Decimal::from(u64::from(place)), first + 1)),
        Sense::Power(power) if !reader.word(first).ends_with('s') => {
            Some((Decimal::from(1).shifted(u32::from(power))?, first + 1))
        }
        Sense::Small(tens) if tens >= 20 => {
            let hyphen = reader.is_sign(first + 1, "-‐‑");
            let at = if hyphen { first + 2 } else { first + 1 };
            let Sense::Ordinal(ones @ 1..=9) = reader.sense(at) else { return None };
            let counts_next = !hyphen && reader.is_plural(at + 1);
            (!counts_next).then(|| (Decimal::from(u64::from(tens + ones)), at + 1))
        }
        _ => None,
    }
}

/// "first," at the head of a sentence, "at first", "wait a second", "first aid", "second-hand".
fn is_idiom(reader: &Reader, first: usize, next: usize) -> bool {
    let word = reader.word(next - 1);
    let after = if reader.is_hyphen(next) { next + 1 } else { next };
    let idiom = reader.is_among(after, Setting::AfterOrdinal);
    let place = |index: usize| matches!(reader.sense(index), Sense::Ordinal(_));
    let listed =
        reader.is_sign(next, ",") && place(next + 1) || first > 1 && reader.is_sign(first - 1, ",") && place(first - 2);
    let adverb = !listed && reader.begins_sentence(first) && reader.is_sign(next, ",")
        || !listed && reader.is_sign(next, ",:") && first > 0 && reader.is_sign(first - 1, ":,;")
        || first > 0 && reader.is(first - 1, "at") && reader.is(first, "first") && !reader.is_noun_like(next);
    let moment = reader.is_any(next - 1, &["second", "seconds"])
        && first > 0
        && reader.sense(first - 1) == Sense::Article
        && !reader.is_noun_like(next)
        && !reader.is_hyphen(next);
    (word.len() > 2 && idiom) || adverb || moment || reader.reads(first, &["first", "of", "all"])
}

/// "the 7th Fleet", "the Second World War": an ordinal with a capital, or in digits, before a capital.
fn is_name(reader: &Reader, first: usize, next: usize) -> bool {
    let marked = reader.is_numeral(first) || reader.is_capital(first) && !reader.begins_sentence(first);
    let month = matches!(reader.sense(next), Sense::Month(_) | Sense::Weekday);
    let people = reader.is_among(next, Setting::EndsNoun);
    let slogan =
        marked && !reader.is_numeral(first) && reader.is_capital(first - 1) && !reader.begins_sentence(first - 1);
    slogan || marked && reader.is_capital(next) && !month && !people
}
