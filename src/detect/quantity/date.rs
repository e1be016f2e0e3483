//! Dates: absolute, partial, years, decades, seasons, quarters, and from one to another.

use super::clock::whole;
use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::number;
use super::ordinal;
use super::reader::Reader;
use crate::analysis::QuantityKind;
use crate::detect::hedge;
use crate::lexicon::quantity::{Sense, Setting};

/// The date that begins at `first`.
pub(super) fn date(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    days(reader, first, floor)
        .or_else(|| century(reader, first))
        .or_else(|| quarter(reader, first))
        .or_else(|| decade(reader, first, floor))
        .or_else(|| years(reader, first))
        .or_else(|| spelled_year(reader, first))
        .or_else(|| year(reader, first, floor))
}

/// A day or month by its date, or from one to another: "4 May 2013", "from July 13 to July 15".
fn days(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    let next = day_or_month(reader, first)?;
    let opener = |word: &str| first > floor && reader.is(first - 1, word);
    let joined = reader.is_dash(next)
        || reader.is_any(next, &["to", "through", "thru", "till", "until"])
        || reader.is(next, "and") && opener("between");
    let moved = (first.saturating_sub(5)..first).any(|index| reader.is_among(index, Setting::Reschedules));
    let last = (joined && !moved).then(|| day_or_month(reader, next + 1)).flatten();
    let begin = if last.is_some() && (opener("from") || opener("between")) { first - 1 } else { first };
    let next = last.unwrap_or(next);
    Some(Draft { number: (first, next), ..Draft::new(QuantityKind::Date, Amount::Unstated, (begin, next)) })
}

fn day_or_month(reader: &Reader, first: usize) -> Option<usize> {
    month_first(reader, first).or_else(|| day_first(reader, first)).or_else(|| in_digits(reader, first))
}

fn month(reader: &Reader, index: usize) -> bool {
    let before = |word: &str| index > 0 && reader.is(index - 1, word);
    let numbered = reader.is(index, "march") && day(reader, index + 1).is_some();
    let dated = numbered || before("of") && index > 1 && told_day(reader, index - 2);
    let verb = reader.is_any(index, &["may", "march"]) && !reader.is_capital(index) && !dated;
    matches!(reader.sense(index), Sense::Month(_)) && !verb
}

/// Whether the lexeme at `index` ends a day before "of": "the 12th of may".
fn told_day(reader: &Reader, index: usize) -> bool {
    reader.is_any(index, &["st", "nd", "rd", "th"]) || matches!(reader.sense(index), Sense::Ordinal(_))
}

/// The end of a day of a month at `index`: "4", "4th", "fourth", "twenty-first".
fn day(reader: &Reader, index: usize) -> Option<usize> {
    if let Some((_, next)) = ordinal::small(reader, index).filter(|(day, _)| *day <= Decimal::from(31)) {
        return Some(next);
    }
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
    let joint = reader.is_dash(next) || reader.is_any(next, &["to", "and", "through", "thru"]);
    let end = day(reader, next + 1).filter(|_| joint)?;
    (!reader.is_noun_like(end)).then_some(end)
}

fn after_comma_year(reader: &Reader, next: usize) -> Option<usize> {
    let at = next + usize::from(reader.is_sign(next, ",")) + usize::from(reader.is(next, "of"));
    let short = reader.is_sign(next, "'’") && reader.is_glued(next + 1) && reader.word(next + 1).len() == 2;
    let short = short && whole(reader, next + 1, 0, 99).is_some();
    year_number(reader, at).map(|_| at + 1).or(short.then_some(next + 2))
}

/// "4 May 2013", "the 4th of July".
fn day_first(reader: &Reader, first: usize) -> Option<usize> {
    let next = day(reader, first)?;
    let next = second_day(reader, next).unwrap_or(next);
    let of = reader.is(next, "of");
    let at = if of || reader.is_hyphen(next) { next + 1 } else { next };
    if !month(reader, at) || !of && !reader.is_numeral(first) {
        return None;
    }
    let stop = usize::from(reader.is_sign(at + 1, ".") && year_number(reader, at + 2).is_some());
    Some(after_comma_year(reader, at + 1 + stop).unwrap_or(at + 1))
}

/// "2013-02-12", "12/05/2013", "12.05.2013".
fn in_digits(reader: &Reader, first: usize) -> Option<usize> {
    if let Some((day, rest)) = reader.word(first).split_once('.') {
        let glued = reader.is_sign(first + 1, ".") && reader.is_glued(first + 1) && reader.is_glued(first + 2);
        let short = || whole(reader, first + 2, 0, 99).filter(|_| reader.word(first + 2).len() == 2);
        let year = year_number(reader, first + 2).or_else(short).filter(|_| glued && day.len() < 3 && rest.len() < 3);
        return year.map(|_| first + 3);
    }
    if day_and_month(reader, first) {
        return Some(first + 3);
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

/// "31/08", "on 4/25": a day and a month without a year, where a zero or the words around show that no part is meant.
fn day_and_month(reader: &Reader, first: usize) -> bool {
    let slash = |index: usize| reader.is_sign(index, "/") && reader.is_glued(index) && reader.is_glued(index + 1);
    if !slash(first + 1) || slash(first + 3) || first > 0 && reader.is_sign(first - 1, "/") {
        return false;
    }
    let (Some(left), Some(right)) = (whole(reader, first, 1, 31), whole(reader, first + 2, 1, 31)) else {
        return false;
    };
    let zero = reader.word(first).starts_with('0') || reader.word(first + 2).starts_with('0');
    let cued = first > 0 && reader.is_any(first - 1, &["on", "dated", "since", "until"]);
    (left <= 12 || right <= 12) && (zero || cued) && !reader.is(first + 3, "of") && !reader.is_noun_like(first + 3)
}

/// "the third quarter", "4th quarter of 2018", "first-quarter".
fn quarter(reader: &Reader, first: usize) -> Option<Draft> {
    let place = ordinal::ordinal(reader, first).filter(|draft| draft.number == draft.range)?;
    let fourth = matches!(&place.amount, Amount::Point(place) if *place <= Decimal::from(4));
    let at = place.range.1 + usize::from(reader.is_hyphen(place.range.1));
    let finals = reader.is_hyphen(at + 1) || reader.is_any(at + 1, &["final", "finals", "of", "century"]);
    let next = after_comma_year(reader, at + 1);
    let named = fourth && reader.is_any(at, &["quarter", "qtr"]) && (!finals || next.is_some());
    let next = next.filter(|_| named).unwrap_or(at + 1);
    let draft = Draft::new(QuantityKind::Date, Amount::Unstated, (first, next));
    named.then_some(Draft { number: (first, next), ..draft })
}

/// "the 21st century", "19th-century".
fn century(reader: &Reader, first: usize) -> Option<Draft> {
    let ordinal = ordinal::ordinal(reader, first).filter(|draft| draft.number == draft.range)?;
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
    let period = part_of_period(reader, first, floor);
    let named = period > floor && reader.is(period - 1, "the");
    let start = match reader.word(first) {
        word if word.len() == 4 => year_number(reader, first).filter(|year| year % 10 == 0),
        word if word.len() == 2 && (short || named) => whole(reader, first, 0, 90).filter(|year| year % 10 == 0),
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
    if !dated
        || !plain
        || !modern
        || begin == first && reader.is_sign(first.saturating_sub(1), "$€£+-") && reader.is_glued(first)
    {
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
