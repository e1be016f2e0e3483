//! Numbers that the words around them make names: "Boeing 737", "Room 12", "the 7th Fleet", "10 Downing Street",
//! list markers; and "one" where it is a pronoun.

use super::reader::{Range, Reader};
use crate::lexicon::quantity::{Sense, Setting};

/// Whether the bare number on `number` is a name by what stands around it. `named` is where the last such name ended.
pub(super) fn is_name(reader: &Reader, number: Range, named: usize) -> bool {
    let (first, next) = number;
    is_headed_by_word(reader, first)
        || continues_name(reader, first, named)
        || is_list_marker(reader, first, next)
        || (reader.is_numeral(first)
            && next == first + 1
            && (reader.is_glued(next) && reader.word(next) == "F"
                || is_code(reader, first)
                || is_catalogued(reader, first)
                || is_model(reader, first)
                || is_address(reader, first, next)))
}

/// "Resolution 2254", "No. 10", "Group of 20".
pub(super) fn is_headed_by_word(reader: &Reader, first: usize) -> bool {
    let Some(last) = first.checked_sub(1) else { return false };
    let stop = last > 0 && reader.is_sign(last, ".") && reader.is_glued(last);
    let head = if stop { last - 1 } else { last };
    let no = !reader.is(head, "no")
        || stop && reader.is_numeral(first)
        || reader.is_capital(head) && reader.is_numeral(first);
    let number_is = reader.is_sign(last, "#") && reader.is_glued(first);
    let group_of = last > 0 && reader.is(last, "of") && matches!(reader.word(last - 1), "Group" | "Committee" | "Gang");
    let line = !reader.is_among(head, Setting::WeakHead) || reader.is_numeral(first) && !reader.is_noun_like(first + 1);
    let numbered = reader.is_any(head, &["number", "numbers", "no"])
        && head > 0
        && reader.is_numeral(first)
        && reader.is_among(head - 1, Setting::Numbered);
    number_is || group_of || numbered || reader.is_word(head) && no && line && reader.is_head(head)
}

/// The end of the name of an attack or holiday that its date in digits at `first` has become: "9/11", "the 7/7 bombings".
pub(super) fn dated_event(reader: &Reader, first: usize) -> Option<usize> {
    let slash = reader.is_sign(first + 1, "/") && reader.is_glued(first + 1) && reader.is_glued(first + 2);
    let short = |index: usize| reader.is_numeral(index) && reader.word(index).len() < 3;
    if !slash || !short(first) || !short(first + 2) || reader.is_sign(first + 3, "/") {
        return None;
    }
    let known = reader.word(first) == "9" && reader.word(first + 2) == "11";
    (known || reader.is_among(first + 3, Setting::DatedEvent)).then_some(first + 3)
}

/// "Articles 5 and 7", "Pages 10–15".
fn continues_name(reader: &Reader, first: usize, named: usize) -> bool {
    let joint = first > 1
        && (reader.is_any(first - 1, &["and", "or", "to"])
            || reader.is_dash(first - 1)
            || reader.is_sign(first - 1, ",.")
            || reader.is_sign(first - 1, "(") && reader.is_glued(first - 1));
    joint && named > 0 && first - 1 == named && !reader.is_plural(first + 1)
}

/// "1. Open the gate. 2. Count the cows."
fn is_list_marker(reader: &Reader, first: usize, next: usize) -> bool {
    let begins = first == 0 || reader.is_sign(first - 1, ".!?") || (first == 1 && reader.is_sign(0, "("));
    let marked = reader.is_sign(next, ".)") && reader.is_glued(next) && !reader.is_glued(next + 1);
    begins && marked && next == first + 1 && reader.word(first).len() < 3 && reader.is_capital(next + 1)
}

/// "HR 6819", "flight AF 447", "UTC+0900": digits behind a short word in capitals, and nothing counted behind them.
fn is_catalogued(reader: &Reader, first: usize) -> bool {
    let Some(last) = first.checked_sub(1) else { return false };
    let offset = reader.is_sign(last, "+-−") && reader.is_glued(first) && last > 0;
    if offset && reader.is_among(last - 1, Setting::Zone) {
        return true;
    }
    let word = reader.word(last);
    let letters = matches!(word.len(), 2..=4) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let digits = reader.word(first);
    let number = matches!(digits.len(), 3 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let counts =
        (first + 1..first + 4).take_while(|index| reader.is_noun_like(*index)).any(|index| reader.is_plural(index));
    let unit = reader.unit(first + 1).is_some() || reader.unit(last).is_some();
    letters && number && !counts && !unit && !reader.is_sign(first + 1, "%$€£")
}

/// "1237812739": ten digits and more, not grouped, not round, of nothing.
fn is_code(reader: &Reader, first: usize) -> bool {
    let digits = reader.word(first);
    let long = digits.len() > 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let alone = first == 0 && reader.kind(1).is_none();
    long && !alone && !digits.ends_with("000") && !reader.is_noun_like(first + 1)
}

/// "Boeing 737 was", "Galaxy 8": a capital, inside a sentence, and a bare number that no noun follows.
fn is_model(reader: &Reader, first: usize) -> bool {
    let Some(last) = first.checked_sub(1) else { return false };
    let digits = reader.word(first);
    let bare = digits.len() < 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let calendar = matches!(reader.sense(last), Sense::Month(_) | Sense::Weekday);
    let proper = reader.is_capital(last) && !calendar && !reader.is_among(last, Setting::EndsNoun);
    let joined = last > 1 && reader.is_sign(last - 1, "&") && reader.is_capital(last - 2);
    let inside = !reader.begins_sentence(last) && !reader.is_glued(first);
    let counts = reader.is_noun_like(first + 1) && !reader.is_capital(first + 1) || reader.is_sign(first + 1, "%$€£");
    let dreamliner = reader.is(last, "the")
        && reader.is_capital(first + 1)
        && !reader.is_plural(first + 1)
        && !reader.is_plural(first + 2);
    bare && (joined
        || proper && inside && !counts && reader.unit(first + 1).is_none()
        || dreamliner && digits.len() < 4)
}

/// "10 Downing Street".
fn is_address(reader: &Reader, first: usize, next: usize) -> bool {
    let capitals = (next..next + 4).take_while(|index| reader.is_capital(*index));
    first < next && capitals.skip(1).any(|index| reader.is_among(index, Setting::Street))
}

/// Whether "one" at `first` is a pronoun or a manner of speaking.
pub(super) fn is_pronoun(reader: &Reader, first: usize, next: usize) -> bool {
    if !reader.is(first, "one") || next != first + 1 {
        return false;
    }
    let joined = reader.is_hyphen(next)
        && reader.is_any(next + 1, &["on", "off", "time", "sided", "way", "size", "man", "woman", "stop", "party"]);
    let preceded = first > 0 && (reader.is_among(first - 1, Setting::BeforePronoun) || reader.is_hyphen(first - 1));
    let some_day = reader.is_any(next, &["day", "night", "morning", "hand"])
        && (reader.begins_sentence(first) || reader.is_sign(next + 1, ",."));
    let clitic = reader.is_sign(next, "'’") && reader.is_glued(next);
    let alone = first > 0 && (reader.kind(next).is_none() || reader.is_sign(next, ".,;:!?)\"”"));
    preceded || reader.is_among(next, Setting::AfterPronoun) || joined || some_day || clitic || alone
}
