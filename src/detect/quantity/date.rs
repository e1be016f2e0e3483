//! Dates and times of day: absolute, partial, years, decades, seasons, clock times.

use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::number;
use super::reader::Reader;
use crate::analysis::QuantityKind;
use crate::detect::hedge;
use crate::lexicon::quantity::{Sense, Setting};

/// The date that begins at `first`.
pub(super) fn date(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    month_first(reader, first)
        .or_else(|| day_first(reader, first))
        .or_else(|| in_digits(reader, first))
        .map(|next| Draft::new(QuantityKind::Date, Amount::Unstated, (first, next)))
        .or_else(|| century(reader, first))
        .or_else(|| decade(reader, first, floor))
        .or_else(|| years(reader, first))
        .or_else(|| spelled_year(reader, first))
        .or_else(|| year(reader, first, floor))
}

/// The time of day that begins at `first`.
pub(super) fn time(reader: &Reader, first: usize) -> Option<Draft> {
    let next = clock(reader, first).or_else(|| hour(reader, first)).or_else(|| military(reader, first))?;
    Some(Draft::new(QuantityKind::Time, Amount::Unstated, (first, next)))
}

fn whole(reader: &Reader, index: usize, low: u64, high: u64) -> Option<u64> {
    let digits = reader.word(index);
    let few = reader.is_numeral(index) && digits.len() < 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|value| few && (low..=high).contains(value))
}

fn month(reader: &Reader, index: usize) -> bool {
    let dated = reader.is(index, "march") && day(reader, index + 1).is_some();
    let verb = reader.is_any(index, &["may", "march"]) && !reader.is_capital(index) && !dated;
    matches!(reader.sense(index), Sense::Month(_)) && !verb
}

/// The end of a day of a month at `index`: "4", "4th".
fn day(reader: &Reader, index: usize) -> Option<usize> {
    whole(reader, index, 1, 31)?;
    let ending = reader.is_glued(index + 1) && reader.is_any(index + 1, &["st", "nd", "rd", "th"]);
    Some(if ending { index + 2 } else { index + 1 })
}

fn year_number(reader: &Reader, index: usize) -> Option<u64> {
    whole(reader, index, 1000, 2199).filter(|_| reader.word(index).len() == 4)
}

/// "May 4, 2013", "Aug. 1", "August 2020", "December 10-12".
fn month_first(reader: &Reader, first: usize) -> Option<usize> {
    if !month(reader, first) {
        return None;
    }
    let stop = usize::from(reader.is_sign(first + 1, ".") && reader.word(first).len() < 5);
    let article = usize::from(reader.is(first + 1 + stop, "the"));
    let joint =
        usize::from(reader.is_sign(first + 1, "/-") && reader.is_glued(first + 1) && reader.is_glued(first + 2));
    let at = first + 1 + stop + article + joint;
    if let Some(next) = day(reader, at).filter(|next| !counts(reader, *next) || article == 1) {
        let next = second_day(reader, next).unwrap_or(next);
        return Some(after_comma_year(reader, next).unwrap_or(next));
    }
    after_comma_year(reader, first + 1 + stop + joint)
}

fn counts(reader: &Reader, next: usize) -> bool {
    reader.is_sign(next, "%") || reader.is_any(next, &["percent", "million", "billion", "people"])
}

/// "10-12", "10 to 12", "10 and 12".
fn second_day(reader: &Reader, next: usize) -> Option<usize> {
    let joint = reader.is_dash(next) || reader.is_any(next, &["to", "and"]);
    let end = day(reader, next + 1).filter(|_| joint)?;
    (!reader.is_noun_like(end)).then_some(end)
}

fn after_comma_year(reader: &Reader, next: usize) -> Option<usize> {
    let at = next + usize::from(reader.is_sign(next, ",")) + usize::from(reader.is(next, "of"));
    year_number(reader, at).map(|_| at + 1)
}

/// "4 May 2013", "the 4th of July".
fn day_first(reader: &Reader, first: usize) -> Option<usize> {
    let next = day(reader, first)?;
    let next = second_day(reader, next).unwrap_or(next);
    let at = if reader.is(next, "of") || reader.is_hyphen(next) { next + 1 } else { next };
    if !month(reader, at) {
        return None;
    }
    let stop = usize::from(reader.is_sign(at + 1, ".") && year_number(reader, at + 2).is_some());
    Some(after_comma_year(reader, at + 1 + stop).unwrap_or(at + 1))
}

/// "2013-02-12", "12/05/2013", "12.05.2013".
fn in_digits(reader: &Reader, first: usize) -> Option<usize> {
    if let Some((day, rest)) = reader.word(first).split_once('.') {
        let glued = reader.is_sign(first + 1, ".") && reader.is_glued(first + 1) && reader.is_glued(first + 2);
        let year = year_number(reader, first + 2).filter(|_| glued && day.len() < 3 && rest.len() < 3);
        return year.map(|_| first + 3);
    }
    let joint = |index: usize| reader.is_sign(index, "-/.‐‑") && reader.is_glued(index) && reader.is_glued(index + 1);
    if !joint(first + 1) || !joint(first + 3) {
        return None;
    }
    let small = |index: usize| whole(reader, index, 1, 31).is_some();
    let big = |index: usize| year_number(reader, index).is_some();
    let date = big(first) && small(first + 2) && small(first + 4)
        || small(first) && small(first + 2) && (big(first + 4) || whole(reader, first + 4, 0, 99).is_some());
    date.then_some(first + 5)
}

/// "the 21st century", "19th-century".
fn century(reader: &Reader, first: usize) -> Option<Draft> {
    let ordinal = super::ordinal::ordinal(reader, first).filter(|draft| draft.number == draft.range)?;
    let next = ordinal.range.1;
    let at = if reader.is_hyphen(next) { next + 1 } else { next };
    let century = reader.is_any(at, &["century", "centuries"]);
    century
        .then(|| Draft { number: ordinal.number, ..Draft::new(QuantityKind::Date, Amount::Unstated, (first, at + 1)) })
}

/// "the late 1990s", "'00s", "the 1920s".
fn decade(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    let apostrophe = reader.is_sign(first + 1, "'’") && reader.is_glued(first + 1);
    let ending = if apostrophe { first + 2 } else { first + 1 };
    let plural = reader.is(ending, "s") && reader.is_glued(ending);
    let short = first > floor && reader.is_sign(first - 1, "'’‘") && reader.is_glued(first);
    let start = match reader.word(first) {
        word if word.len() == 4 => year_number(reader, first).filter(|year| year % 10 == 0),
        word if word.len() == 2 && short => whole(reader, first, 0, 90).filter(|year| year % 10 == 0),
        _ => None,
    };
    start.filter(|_| plural)?;
    let begin = if short { first - 1 } else { first };
    let begin = part_of_period(reader, begin, floor);
    let number = (first, ending + 1);
    Some(Draft { number, ..Draft::new(QuantityKind::Date, Amount::Unstated, (begin, ending + 1)) })
}

/// Takes "late", "mid-" and "early" in.
fn part_of_period(reader: &Reader, first: usize, floor: usize) -> usize {
    let hyphen = usize::from(first > 0 && reader.is_hyphen(first - 1));
    let at = first.saturating_sub(1 + hyphen);
    if at >= floor && at < first && reader.is_any(at, &["late", "early", "mid"]) { at } else { first }
}

/// "2019-20", "2019/20", "2019–2021": years that follow each other.
fn years(reader: &Reader, first: usize) -> Option<Draft> {
    let begin = year_number(reader, first).filter(|year| (1500..2100).contains(year))?;
    let slash = reader.is_sign(first + 1, "/");
    let joint =
        reader.is_dash(first + 1) || slash || reader.is(first + 1, "to") && first > 0 && reader.is(first - 1, "from");
    let end = match reader.word(first + 2).len() {
        2 if reader.is_glued(first + 1) => whole(reader, first + 2, 0, 99).map(|year| begin - begin % 100 + year)?,
        _ => year_number(reader, first + 2)?,
    };
    let follows = joint && end > begin && end - begin < 100 && !reader.is_plural(first + 3);
    let low = if reader.is(first + 1, "to") { first - 1 } else { first };
    let number = (first, first + 3);
    let between = Amount::Between(Decimal::from(begin), Decimal::from(end));
    follows.then(|| Draft { number, ..Draft::new(QuantityKind::Date, between, (low, first + 3)) })
}

/// "nineteen eighty-four", "twenty twenty", where nothing is counted after it.
fn spelled_year(reader: &Reader, first: usize) -> Option<Draft> {
    let Sense::Small(century @ 13..=20) = reader.sense(first) else { return None };
    let (rest, next) = number::small(reader, first + 1).filter(|(rest, _)| *rest >= Decimal::from(10))?;
    let apart = reader.is_sign(next, "-‐‑") || matches!(reader.sense(next), Sense::Part(_) | Sense::Ordinal(_));
    let free = !apart && !reader.is_noun_like(next) && reader.unit(next).is_none();
    let value = Decimal::from(u64::from(century)).shifted(2)?.plus(&rest);
    free.then(|| Draft::new(QuantityKind::Date, Amount::Point(value), (first, next)))
}

/// A year by itself, unless something shows that it counts.
fn year(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    let year = year_number(reader, first)?;
    let begin = part_of_period(reader, first, floor);
    let bound = hedge::before(reader, first, floor);
    let outside = bound.map_or(begin, |(from, _)| from);
    let placed = outside > 0 && reader.is_among(outside - 1, Setting::BeforeYear);
    let counted = reader.is_plural(first + 1) && !reader.is_capital(first + 1);
    let dated =
        if placed { !counted || year > 1900 && !is_count_of(reader, first) } else { !counted && bound.is_none() };
    let plain = !has_unit(reader, first) && !reader.is_hyphen(first + 1)
        || reader.is_hyphen(first + 1) && reader.is_word(first + 2);
    let told = first > 0 && reader.is_any(first - 1, &["the", "its", "his", "her", "their", "(", "of"]);
    let likely = (1900..=2050).contains(&year) || told && (1500..2100).contains(&year);
    let modern = likely || placed && reader.is_any(outside - 1, &["in", "since"]);
    if !dated || !plain || !modern || reader.is_sign(first.saturating_sub(1), "$€£+-") && reader.is_glued(first) {
        return None;
    }
    let until = bound.is_some() && outside > floor && reader.is_any(outside - 1, &["until", "till"]);
    let begin = if until { outside - 1 } else { begin };
    let mut draft = Draft::new(QuantityKind::Date, Amount::Point(Decimal::from(year)), (begin, first + 1));
    draft.number = (first, first + 1);
    draft.comparator = bound.filter(|_| until).map(|(_, comparator)| comparator);
    Some(draft)
}

/// "in 2020 ballots": the year is a number of something that a verb does not follow.
fn is_count_of(reader: &Reader, first: usize) -> bool {
    reader.is_plural(first + 1) && reader.is_any(first.saturating_sub(1), &["of", "from", "by", "around"])
}

fn has_unit(reader: &Reader, first: usize) -> bool {
    let next = reader.word(first + 1);
    let unit = reader.unit(first + 1).is_some() && !matches!(next, "in" | "a" | "s");
    unit || matches!(reader.sense(first + 1), Sense::Scale(_) | Sense::Group(_)) || reader.is_sign(first + 1, "%°$€£")
}

/// "3:45 a.m.", "14:30 GMT", "12:30:05".
fn clock(reader: &Reader, first: usize) -> Option<usize> {
    let colon = |index: usize| reader.is_sign(index, ":") && reader.is_glued(index) && reader.is_glued(index + 1);
    let two_digits = |index: usize| whole(reader, index, 0, 59).filter(|_| reader.word(index).len() == 2);
    whole(reader, first, 0, 24).filter(|_| colon(first + 1))?;
    two_digits(first + 2)?;
    let seconds = colon(first + 3) && two_digits(first + 4).is_some();
    let next = if seconds { first + 5 } else { first + 3 };
    let next = meridiem(reader, next).unwrap_or(next);
    Some(zone(reader, next).unwrap_or(next))
}

/// "7 pm", "10am", "six o'clock", "5.30pm".
fn hour(reader: &Reader, first: usize) -> Option<usize> {
    let near = reader.is_any(first + 1, &["am", "pm", "a", "p", "o"]);
    if !near {
        return None;
    }
    let written = reader.word(first).split_once('.').is_none_or(|(_, minutes)| minutes.len() == 2);
    let numeral = written && number::numeral(reader, first).is_some_and(|value| value <= Decimal::from(24));
    let word = matches!(reader.sense(first), Sense::Small(1..=12));
    if !numeral && !word {
        return None;
    }
    let clock = reader.is(first + 1, "o") && reader.is_sign(first + 2, "'’") && reader.is(first + 3, "clock");
    let next = if clock { first + 4 } else { meridiem(reader, first + 1)? };
    let next = meridiem(reader, next).unwrap_or(next);
    Some(zone(reader, next).unwrap_or(next))
}

/// "am", "p.m.".
fn meridiem(reader: &Reader, at: usize) -> Option<usize> {
    if reader.is_any(at, &["am", "pm"]) {
        let verb =
            reader.is(at, "am") && !reader.is_glued(at) && !reader.is_word(at + 1) && !reader.is_sign(at + 1, ".,;)");
        return (!verb).then_some(at + 1);
    }
    let dotted = reader.is_any(at, &["a", "p"]) && reader.is_sign(at + 1, ".") && reader.is(at + 2, "m");
    dotted.then(|| at + 3 + usize::from(reader.is_sign(at + 3, ".")))
}

fn zone(reader: &Reader, at: usize) -> Option<usize> {
    let local = reader.reads(at, &["local", "time"]).then_some(at + 2);
    let capitals = reader.word(at).bytes().all(|byte| byte.is_ascii_uppercase());
    if capitals && reader.is_among(at, Setting::Zone) { Some(at + 1) } else { local }
}

/// "0600 GMT", "1300 hours".
fn military(reader: &Reader, first: usize) -> Option<usize> {
    whole(reader, first, 0, 2400).filter(|time| reader.word(first).len() == 4 && time % 100 < 60)?;
    let hours = (reader.is(first + 1, "hours") && reader.word(first).starts_with('0')).then_some(first + 2);
    zone(reader, first + 1).or(hours)
}
