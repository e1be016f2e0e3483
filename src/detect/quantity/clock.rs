//! Times of day: "3:45 a.m.", "0600 GMT", "half past three", "ten to nine", and from one to another: "9 to 11am".

use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::number;
use super::reader::Reader;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::{Sense, Setting};
use std::borrow::Cow;

/// The time of day that begins at `first`; it may take "from" and "between" in, down to lexeme `floor`.
pub(super) fn time(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    if !may_begin(reader, first) {
        return None;
    }
    let single = point(reader, first);
    let (next, opened) = match single {
        Some(next) => until(reader, first, floor, next).unwrap_or((next, false)),
        None => bare_start(reader, first, floor)?,
    };
    let begin = if opened && first > floor { first - 1 } else { first };
    let draft = Draft::new(QuantityKind::Time, Amount::Unstated, (begin, next));
    Some(Draft { number: (first, next), ..draft })
}

/// "3:49.04", how long a race took: minutes and seconds with hundredths.
pub(super) fn race(reader: &Reader, first: usize) -> Option<Draft> {
    let colon = reader.is_sign(first + 1, ":") && reader.is_glued(first + 1) && reader.is_glued(first + 2);
    let (seconds, hundredths) = reader.word(first + 2).split_once('.').filter(|_| colon)?;
    let minutes = whole(reader, first, 0, 59)?;
    let decimals = seconds.len() == 2 && matches!(hundredths.len(), 1..=3);
    let rest = number::numeral(reader, first + 2).filter(|rest| decimals && *rest < Decimal::from(60))?;
    let value = Decimal::from(minutes * 60).plus(&rest);
    let draft = Draft::new(QuantityKind::Duration, Amount::Point(value), (first, first + 3));
    Some(Draft { code: Some(Cow::Borrowed("s")), ..draft })
}

/// Hours and minutes are small numbers; "half" and "quarter" stand in spoken times.
fn may_begin(reader: &Reader, first: usize) -> bool {
    match reader.sense(first) {
        Sense::Small(1..=29) | Sense::Part(2 | 4) | Sense::Ordinal(4) | Sense::Article => true,
        _ => reader.is_numeral(first) && reader.word(first).len() < 6,
    }
}

/// One time of day: where it ends.
fn point(reader: &Reader, first: usize) -> Option<usize> {
    if reader.sense(first) == Sense::Article && !reader.is(first + 1, "quarter") {
        return None;
    }
    clock(reader, first)
        .or_else(|| hour(reader, first))
        .or_else(|| military(reader, first))
        .or_else(|| spoken(reader, first))
        .or_else(|| by_part_of_day(reader, first))
}

/// "… to 11:00", "… – 2.30pm": the end of a range of times that goes on at `next`, and whether a word opened it.
fn until(reader: &Reader, first: usize, floor: usize, next: usize) -> Option<(usize, bool)> {
    let opener = |word: &str| first > floor && reader.is(first - 1, word);
    let joined = reader.is_dash(next)
        || reader.is_any(next, &["to", "till", "until", "untill", "through", "thru"])
        || reader.is(next, "and") && opener("between");
    let end = joined.then(|| point(reader, next + 1)).flatten()?;
    Some((end, opener("from") || opener("between")))
}

/// "9 to 11am", "between 9.30 and 11 pm": an hour that only the end of its range shows to be one.
fn bare_start(reader: &Reader, first: usize, floor: usize) -> Option<(usize, bool)> {
    let next = bare_hour(reader, first)?;
    let (end, opened) = until(reader, first, floor, next)?;
    let marked = (next + 2..end).any(|index| reader.is_any(index, &["am", "pm", "m", "clock"]));
    marked.then_some((end, opened))
}

/// "9", "nine", "9.30".
fn bare_hour(reader: &Reader, first: usize) -> Option<usize> {
    let word = matches!(reader.sense(first), Sense::Small(1..=12));
    (word || is_hour(reader, first)).then_some(first + 1)
}

fn is_hour(reader: &Reader, first: usize) -> bool {
    let (hours, minutes) = reader.word(first).split_once('.').unwrap_or((reader.word(first), "00"));
    let below = |digits: &str, bound: u8| digits.parse::<u8>().is_ok_and(|value| value < bound);
    reader.is_numeral(first) && minutes.len() == 2 && below(hours, 25) && below(minutes, 60)
}

/// The value of the numeral of few digits at `index`, if it lies between two numbers.
pub(super) fn whole(reader: &Reader, index: usize, low: u64, high: u64) -> Option<u64> {
    let digits = reader.word(index);
    let few = reader.is_numeral(index) && digits.len() < 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|value| few && (low..=high).contains(value))
}

/// "3:45 a.m.", "14:30 GMT", "12:30:05", "3:15p".
fn clock(reader: &Reader, first: usize) -> Option<usize> {
    let colon = |index: usize| reader.is_sign(index, ":") && reader.is_glued(index) && reader.is_glued(index + 1);
    let two_digits = |index: usize| whole(reader, index, 0, 59).filter(|_| reader.word(index).len() == 2);
    whole(reader, first, 0, 24).filter(|_| colon(first + 1))?;
    two_digits(first + 2)?;
    let seconds = colon(first + 3) && two_digits(first + 4).is_some();
    let next = if seconds { first + 5 } else { first + 3 };
    let short = reader.is_glued(next) && reader.is_any(next, &["a", "p"]) && !reader.is_sign(next + 1, ".");
    let next = if short { next + 1 } else { next };
    Some(with_place(reader, meridiem(reader, next).unwrap_or(next)))
}

/// "7 pm", "10am", "six o'clock", "5.30pm".
fn hour(reader: &Reader, first: usize) -> Option<usize> {
    let near = reader.is_any(first + 1, &["am", "pm", "a", "p", "o"]);
    if !near {
        return None;
    }
    let next = bare_hour(reader, first)?;
    let clock = reader.is(next, "o") && reader.is_sign(next + 1, "'’") && reader.is(next + 2, "clock");
    let next = if clock { next + 3 } else { meridiem(reader, next)? };
    Some(with_place(reader, meridiem(reader, next).unwrap_or(next)))
}

/// Takes a zone or a part of the day in: "GMT", "local time", "in the morning".
fn with_place(reader: &Reader, next: usize) -> usize {
    zone(reader, next).or_else(|| part_of_day(reader, next)).unwrap_or(next)
}

/// "am", "p.m.".
fn meridiem(reader: &Reader, at: usize) -> Option<usize> {
    if reader.is_any(at, &["am", "pm"]) {
        let verb =
            reader.is(at, "am") && !reader.is_glued(at) && !reader.is_word(at + 1) && !reader.is_sign(at + 1, ".,;)-–");
        return (!verb || reader.kind(at + 1).is_none()).then_some(at + 1);
    }
    let dotted = reader.is_any(at, &["a", "p"]) && reader.is_sign(at + 1, ".") && reader.is(at + 2, "m");
    dotted.then(|| at + 3 + usize::from(reader.is_sign(at + 3, ".")))
}

fn zone(reader: &Reader, at: usize) -> Option<usize> {
    let local = reader.reads(at, &["local", "time"]).then_some(at + 2);
    let capitals = reader.word(at).bytes().all(|byte| byte.is_ascii_uppercase());
    if capitals && reader.is_among(at, Setting::Zone) { Some(at + 1) } else { local }
}

/// "in the morning", "at night", and no noun that they describe.
fn part_of_day(reader: &Reader, at: usize) -> Option<usize> {
    let parts = ["morning", "afternoon", "evening"];
    let end = if reader.reads(at, &["in", "the"]) && reader.is_any(at + 2, &parts) {
        at + 3
    } else {
        reader.reads(at, &["at", "night"]).then_some(at + 2)?
    };
    (!reader.is_plural(end) && !reader.is_hyphen(end)).then_some(end)
}

/// "0600 GMT", "1300 hours".
fn military(reader: &Reader, first: usize) -> Option<usize> {
    whole(reader, first, 0, 2400).filter(|time| reader.word(first).len() == 4 && time % 100 < 60)?;
    let hours = (reader.is(first + 1, "hours") && reader.word(first).starts_with('0')).then_some(first + 2);
    zone(reader, first + 1).or(hours)
}

/// "half past three", "a quarter to nine", "15 past 3pm", "twenty after six am", "ten minutes to eight", "nine oh five".
fn spoken(reader: &Reader, first: usize) -> Option<usize> {
    if let Some(next) = oh_minutes(reader, first).or_else(|| half_hour(reader, first)) {
        return Some(next);
    }
    let quarter = first + usize::from(reader.sense(first) == Sense::Article);
    let (told, at) = match minutes(reader, first) {
        _ if reader.is(quarter, "quarter") => (Minutes::Quarter, quarter + 1),
        Some(at) if reader.is_any(at, &["minute", "minutes"]) => (Minutes::Named, at + 1),
        Some(at) => (Minutes::Bare, at),
        None if reader.is(first, "half") => (Minutes::Half, first + 1),
        None => return None,
    };
    let (hour, marked) = hour_told(reader, at + 1)?;
    relates(reader, (first, at, hour), told, marked).then_some(hour)
}

/// How the minutes of a spoken time are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Minutes {
    Half,
    Quarter,
    /// "ten minutes"
    Named,
    /// "ten"
    Bare,
}

/// Whether the word at `joint` makes minutes and an hour one time: "past" always does, "to" only where neither a range nor
/// a score can be meant.
fn relates(reader: &Reader, (first, joint, next): (usize, usize, usize), told: Minutes, marked: bool) -> bool {
    let cued = first > 0 && reader.is_among(first - 1, Setting::BeforeTime) && !reader.is(first - 1, "by");
    match told {
        Minutes::Half => reader.is(joint, "past"),
        _ if reader.is(joint, "past") => true,
        Minutes::Quarter => reader.is_any(joint, &["to", "after", "before"]),
        Minutes::Named => reader.is_any(joint, &["to", "after", "before"]) && (marked || closes(reader, next)),
        Minutes::Bare => {
            reader.is_any(joint, &["to", "after", "before"]) && (marked && joint > 0 || cued) && fives(reader, first)
        }
    }
}

/// Nobody says "seven to nine" for a time.
fn fives(reader: &Reader, first: usize) -> bool {
    number::number(reader, first).and_then(|minutes| minutes.value.to_u64()).is_some_and(|minutes| minutes % 5 == 0)
}

/// The end of one to twenty-nine minutes.
fn minutes(reader: &Reader, first: usize) -> Option<usize> {
    if reader.is_numeral(first) {
        return whole(reader, first, 1, 59).map(|_| first + 1);
    }
    number::small(reader, first)
        .filter(|(value, _)| value.to_u64().is_some_and(|value| value < 60))
        .map(|(_, next)| next)
}

/// The hour of a spoken time: where it ends, and whether "pm", "o'clock" or a part of the day marks it.
fn hour_told(reader: &Reader, first: usize) -> Option<(usize, bool)> {
    let numeral = whole(reader, first, 1, 12).is_some();
    if !numeral && !matches!(reader.sense(first), Sense::Small(1..=12)) {
        return None;
    }
    let marked = hour(reader, first).or_else(|| part_of_day(reader, first + 1));
    let counts = reader.is_noun_like(first + 1) && !reader.is(first + 1, "sharp") || reader.is_sign(first + 1, "%°-–");
    match marked {
        Some(next) => Some((next, true)),
        None => (!counts && reader.unit(first + 1).is_none()).then_some((first + 1, false)),
    }
}

/// "at half three", as the British say for half past.
fn half_hour(reader: &Reader, first: usize) -> Option<usize> {
    let cued = reader.is(first, "half") && first > 0 && reader.is_among(first - 1, Setting::BeforeTime);
    let (next, _) = cued.then(|| hour_told(reader, first + 1)).flatten()?;
    closes(reader, next).then_some(next)
}

/// "nine oh five", "at nine o nine".
fn oh_minutes(reader: &Reader, first: usize) -> Option<usize> {
    let hour = matches!(reader.sense(first), Sense::Small(1..=12));
    let minutes = matches!(reader.sense(first + 2), Sense::Small(1..=9));
    let told = hour && minutes && reader.is_any(first + 1, &["o", "oh"]);
    told.then(|| meridiem(reader, first + 3).unwrap_or(first + 3)).map(|next| with_place(reader, next))
}

/// "at six in the morning", "by 9 at night".
fn by_part_of_day(reader: &Reader, first: usize) -> Option<usize> {
    let cued = first > 0 && reader.is_among(first - 1, Setting::BeforeTime);
    let next = cued.then(|| bare_hour(reader, first)).flatten()?;
    part_of_day(reader, next).filter(|end| closes(reader, *end))
}

/// Whether nothing that is counted or measured stands at `index`.
fn closes(reader: &Reader, index: usize) -> bool {
    !reader.is_plural(index) && !reader.is_numeral(index) && !reader.is_sign(index, "%°")
}

#[cfg(test)]
mod tests {
    use crate::analysis::QuantityKind;
    use crate::detect::quantity::quantities;

    #[test]
    fn times_are_one_claim() {
        for time in [
            "half past three",
            "half past 3 pm",
            "quarter to nine",
            "a quarter past 3pm",
            "15 past 3am",
            "twenty past six in the evening",
            "ten minutes after eleven",
            "twenty after 3pm",
            "nine oh five",
            "from 9:30 to 11am",
            "9.30am-11am",
            "from 9 to 11 p.m.",
            "between 9:30 and 11:00",
            "11:30-1:30",
            "3:15p",
            "six o'clock in the morning",
        ] {
            let claims = quantities(time, &[]);
            assert_eq!(claims.len(), 1, "{time}");
            assert_eq!((claims[0].kind, claims[0].span.range()), (QuantityKind::Time, 0..time.len()), "{time}");
        }
    }

    #[test]
    fn counts_are_no_times() {
        for text in [
            "five to ten boats",
            "They won ten to six.",
            "He walked past 3 boats.",
            "from 9 to 5",
            "Six in the morning raid died.",
            "half a mile past 10 gates",
            "They cut ten to eight percent.",
        ] {
            assert!(quantities(text, &[]).iter().all(|claim| claim.kind != QuantityKind::Time), "{text}");
        }
    }
}
