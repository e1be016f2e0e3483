//! Numbers: digits, words, both with scales ("2.5 million", "two hundred and fifty-three thousand", "1½").

use super::decimal::Decimal;
use super::fraction;
use super::lexer::Kind;
use super::reader::Reader;
use super::suffix::{is_suffix, suffix};
use crate::lexicon::quantity::{Sense, VOCABULARY};

/// No number says more scale words in a row than this ("hundred thousand million").
const MOST_SCALES: u8 = 3;

/// A number and the lexemes it stands on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) first: usize,
    pub(super) next: usize,
    /// The power of ten of its last scale word or suffix; 0 without one.
    pub(super) scale: u8,
    /// Whether it is a part of one, such as "two thirds".
    pub(super) fraction: bool,
}

impl Number {
    /// Whether the number is one numeral and nothing more.
    pub(super) fn is_bare_numeral(&self, reader: &Reader) -> bool {
        self.next == self.first + 1 && reader.is_numeral(self.first)
    }
}

/// The number that begins at `first`, sign included.
pub(super) fn number(reader: &Reader, first: usize) -> Option<Number> {
    if !may_begin(reader, first) {
        return None;
    }
    let known = reader.last_number.borrow().as_ref().filter(|(at, _)| *at == first).map(|(_, number)| number.clone());
    known.unwrap_or_else(|| {
        let number = fraction::fraction(reader, first).or_else(|| sum(reader, first));
        *reader.last_number.borrow_mut() = Some((first, number.clone()));
        number
    })
}

/// Most lexemes begin no number; this keeps them from all that follows.
fn may_begin(reader: &Reader, first: usize) -> bool {
    match reader.kind(first) {
        Some(Kind::Numeral | Kind::Sign(_)) => true,
        Some(Kind::Word(sense)) => {
            !matches!(sense, Sense::Other | Sense::Vague | Sense::Month(_) | Sense::Weekday | Sense::Times)
        }
        _ => false,
    }
}

/// Takes a minus sign or word before `number` in, down to lexeme `floor`.
pub(super) fn with_sign(reader: &Reader, number: Number, floor: usize) -> Number {
    let Some(before) = number.first.checked_sub(1).filter(|before| *before >= floor) else { return number };
    let open = |index: usize| index == 0 || !(reader.is_glued(index) || reader.is_numeral(index - 1));
    let sign = reader.is_sign(before, "-−")
        && reader.is_glued(number.first)
        && (open(before) || reader.is_sign(before - 1, "(<>=≤≥≈~"));
    if sign || reader.is_any(before, &["minus", "negative"]) {
        return Number { value: number.value.negated(), first: before, ..number };
    }
    number
}

/// The value of one numeral.
pub(super) fn numeral(reader: &Reader, index: usize) -> Option<Decimal> {
    if !reader.is_numeral(index) {
        return None;
    }
    let (text, exponent) = without_exponent(reader.word(index));
    let continental = match (text.find(','), text.find('.')) {
        (Some(comma), Some(stop)) => stop < comma,
        (None, Some(_)) => text.matches('.').count() > 1,
        (Some(comma), None) => text.len() - comma < 4,
        (None, None) => false,
    };
    let plain: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == if continental { ',' } else { '.' })
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    let value = Decimal::parse(&plain)?;
    let power = u32::from(exponent.unsigned_abs());
    if exponent < 0 { Some(value.lowered(power)) } else { value.shifted(power) }
}

/// The digits and the power of ten of "1e6", "1.3x10^6" and "6.2×10−4".
fn without_exponent(numeral: &str) -> (&str, i8) {
    let Some((digits, written)) = numeral.split_once(['e', 'E', 'x', '×', '*']) else { return (numeral, 0) };
    let ten =
        if numeral.contains(['e', 'E']) { written } else { written.trim_start().strip_prefix("10").unwrap_or("") };
    let power: String = ten.chars().filter_map(exponent_sign).collect();
    (digits.trim_end(), power.parse().unwrap_or(0))
}

/// A character of an exponent as it is parsed.
fn exponent_sign(c: char) -> Option<char> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    match c {
        '0'..='9' | '-' => Some(c),
        '−' | '⁻' => Some('-'),
        _ => RAISED.chars().position(|raised| raised == c).and_then(|digit| char::from_digit(digit as u32, 10)),
    }
}

/// Terms of falling scale: "two million | three hundred thousand | and six".
fn sum(reader: &Reader, first: usize) -> Option<Number> {
    let mut total = term(reader, first)?;
    let mut limit = total.scale;
    while limit > 0 && reader.is_word(total.next.saturating_sub(1)) && !is_suffix(reader, total.next - 1) {
        let Some(more) = next_term(reader, &total, limit) else { break };
        total.value = total.value.plus(&more.value);
        total.next = more.next;
        limit = more.scale;
    }
    let parts = and_part_of_scale(reader, &total).or_else(|| of_parts(reader, &total));
    Some(parts.unwrap_or(total))
}

/// "one hundred thirty-two fifths", "a hundred millionths": a number in words of parts of one.
fn of_parts(reader: &Reader, total: &Number) -> Option<Number> {
    let at = total.next + usize::from(reader.is_hyphen(total.next));
    let of = match reader.sense(at) {
        Sense::Part(of @ 3..) if reader.is_plural(at) => u64::from(of),
        Sense::Power(power) if reader.is_plural(at) => 10u64.pow(u32::from(power)),
        _ => return None,
    };
    if let (Sense::Small(tens @ 20..), true, 3..=9) = (reader.sense(total.next - 1), at > total.next, of) {
        // "one hundred thirty-fifths": the hyphen makes the last two words one.
        let parts = total.value.to_u64()?.checked_sub(u64::from(tens)).filter(|parts| *parts > 0)?;
        let value = Decimal::from(parts).over(u64::from(tens) + of)?;
        return Some(Number { value, next: at + 1, fraction: true, ..total.clone() });
    }
    let words = total.next > total.first + 1 && !(total.first..total.next).any(|index| reader.is_numeral(index));
    Some(Number { value: total.value.over(of).filter(|_| words)?, next: at + 1, fraction: true, ..total.clone() })
}

/// The smaller term that goes on with `total`, behind "and" or a comma.
fn next_term(reader: &Reader, total: &Number, limit: u8) -> Option<Number> {
    let comma = usize::from(reader.is_sign(total.next, ",") && !reader.is_numeral(total.first));
    let (at, joined) = joint(reader, total.next + comma);
    if joined && fraction::after_and(reader, at).is_some() {
        return None;
    }
    let more = term(reader, at).filter(|more| continues(reader, total, more, limit))?;
    (comma == 0 || says_scale(reader, &more) && !reader.is_numeral(more.first)).then_some(more)
}

/// Where a number goes on behind hyphens and "and", and whether there was an "and".
fn joint(reader: &Reader, next: usize) -> (usize, bool) {
    let skipped = |at: usize| at + usize::from(reader.is_hyphen(at));
    let at = skipped(next);
    if is_and(reader, at) { (skipped(at + 1), true) } else { (at, false) }
}

pub(super) fn is_and(reader: &Reader, index: usize) -> bool {
    reader.is(index, "and") || reader.is_sign(index, "&")
}

/// "one million and a half", "two million and three fifths": parts of the scale that was said last.
fn and_part_of_scale(reader: &Reader, total: &Number) -> Option<Number> {
    let Sense::Scale(power @ 3..) = reader.sense(total.next.checked_sub(1)?) else { return None };
    let (part, next) = is_and(reader, total.next).then(|| fraction::after_and(reader, total.next + 1)).flatten()?;
    let (power, next) = match reader.sense(next) {
        Sense::Scale(smaller) if smaller < power => (smaller, next + 1),
        _ => (power, next),
    };
    let value = total.value.plus(&part.shifted(u32::from(power))?);
    Some(Number { value, next, ..total.clone() })
}

/// Whether `more` is a smaller part of the number that `total` begins, and not a number of its own.
fn continues(reader: &Reader, total: &Number, more: &Number, limit: u8) -> bool {
    let smaller = Decimal::from(1).shifted(u32::from(limit)).is_some_and(|bound| more.value < bound);
    let scaled = says_scale(reader, more);
    let alike = match (reader.is_numeral(total.first), reader.is_numeral(more.first)) {
        (false, false) => true,
        (true, _) => scaled,
        (false, true) => false,
    };
    let article = reader.sense(more.first) == Sense::Article;
    let bare_scale = matches!(reader.sense(more.first), Sense::Scale(_) | Sense::Group(_));
    smaller && !article && !bare_scale && !more.fraction && alike
}

fn says_scale(reader: &Reader, number: &Number) -> bool {
    (number.first..number.next).any(|index| matches!(reader.sense(index), Sense::Scale(_)))
}

/// One group with its scales: "one hundred and forty-two thousand", "2.5 million", "25k".
fn term(reader: &Reader, first: usize) -> Option<Number> {
    let (value, next) = group(reader, first)?;
    let (value, next) = spoken_decimals(reader, &value, next).unwrap_or((value, next));
    let (value, next) = fraction::tail(reader, value, next);
    let mut term = Number { value, first, next, scale: hundreds(reader, first, next), fraction: false };
    suffix(reader, &mut term);
    for _ in 0..MOST_SCALES {
        let Some((power, factor, after)) = scale(reader, term.next) else { break };
        term.value = term.value.times(factor)?.shifted(u32::from(power))?;
        term.scale = if factor > 1 { 0 } else { power };
        term.next = after;
    }
    (term.next > term.first).then_some(term)
}

/// A number that ends in the word "hundred" can go on with tens.
fn hundreds(reader: &Reader, first: usize, next: usize) -> u8 {
    if next > first && reader.sense(next - 1) == Sense::Scale(2) { 2 } else { 0 }
}

/// The scale or group word at `index`: its power of ten, its factor, and what comes after.
fn scale(reader: &Reader, index: usize) -> Option<(u8, u64, usize)> {
    let at = if reader.is_hyphen(index) { index + 1 } else { index };
    scale_word(reader, at).map(|(power, factor)| (power, factor, at + 1))
}

fn scale_word(reader: &Reader, index: usize) -> Option<(u8, u64)> {
    let singular = |word: &str| word.strip_suffix(['s', 'S']).map_or(Sense::Other, |stem| VOCABULARY.word(stem).sense);
    let sense = match reader.sense(index) {
        Sense::Vague | Sense::Other if reader.is_word(index) => singular(reader.word(index)),
        sense => sense,
    };
    match sense {
        Sense::Scale(power) => Some((power, 1)),
        Sense::Group(size) => Some((0, u64::from(size))),
        _ => None,
    }
}

/// A number below a scale word: digits, or words with their hundreds.
fn group(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    let (head, next) = match (reader.kind(first)?, reader.sense(first)) {
        (Kind::Numeral, _) => (numeral(reader, first)?, first + 1),
        (_, Sense::Article) => {
            scale_word(reader, first + 1).filter(|_| !reader.word(first + 1).ends_with('s'))?;
            (Decimal::from(1), first + 1)
        }
        (_, Sense::Scale(_) | Sense::Group(_)) => bare_scale(reader, first)?,
        _ => with_hundreds(reader, small(reader, first)?),
    };
    let hundred = if reader.is_hyphen(next) { next + 1 } else { next };
    if reader.sense(hundred) != Sense::Scale(2) {
        return Some((head, next));
    }
    let value = head.shifted(2)?;
    Some(
        tens(reader, hundred + 1, first).map_or((value.clone(), hundred + 1), |(tens, next)| (value.plus(&tens), next)),
    )
}

/// "one twenty", "two fifty five": hundreds that are not said, where nothing is counted after them.
fn with_hundreds(reader: &Reader, (head, next): (Decimal, usize)) -> (Decimal, usize) {
    let ones = head.to_u64().is_some_and(|head| (1..=9).contains(&head));
    let tens = matches!(reader.sense(next), Sense::Small(20..));
    let read = (ones && tens && reader.is_word(next - 1)).then(|| small(reader, next)).flatten();
    let free = |end: usize| !reader.is_noun_like(end) && !reader.is_sign(end, "-‐‑") && !reader.is_numeral(end);
    match (read, head.clone().shifted(2)) {
        (Some((tens, end)), Some(hundreds)) if free(end) => (hundreds.plus(&tens), end),
        _ => (head, next),
    }
}

/// A scale word without a number before it counts one: "hundred thousand dollars".
fn bare_scale(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    let word = reader.word(first);
    let plural = word.ends_with('s') || word.len() < 3 || word.eq_ignore_ascii_case("pair");
    (!plural && !reader.is_glued(first)).then_some((Decimal::from(1), first))
}

/// The tens and ones after "hundred", unless they begin a number of their own.
fn tens(reader: &Reader, next: usize, first: usize) -> Option<(Decimal, usize)> {
    let (at, joined) = joint(reader, next);
    if joined && fraction::after_and(reader, at).is_some() {
        return None;
    }
    let digits = || numeral(reader, at).filter(|value| value.is_whole() && *value < Decimal::from(100));
    let (value, after) = match digits() {
        Some(value) if reader.is_numeral(first) && at > next => (value, at + 1),
        Some(_) => return None,
        None => small(reader, at)?,
    };
    let own = matches!(reader.sense(after), Sense::Scale(2) | Sense::Ordinal(_));
    (!own).then_some((value, after))
}

/// A number below a hundred in words: "seven", "forty-two", "forty two".
pub(super) fn small(reader: &Reader, first: usize) -> Option<(Decimal, usize)> {
    let Sense::Small(value) = reader.sense(first) else { return None };
    let ones = if reader.is_sign(first + 1, "-‐‑") { first + 2 } else { first + 1 };
    match reader.sense(ones) {
        Sense::Small(one @ 1..=9) if value >= 20 => Some((Decimal::from(u64::from(value + one)), ones + 1)),
        _ => Some((Decimal::from(u64::from(value)), first + 1)),
    }
}

/// Spoken decimals: "two point five", "two hundred point zero three", "1 point 1".
fn spoken_decimals(reader: &Reader, whole: &Decimal, next: usize) -> Option<(Decimal, usize)> {
    if !reader.is(next, "point") || !whole.is_whole() {
        return None;
    }
    let mut written = format!("{whole}.");
    let mut at = next + 1;
    if reader.is_numeral(at) && reader.is_numeral(next - 1) {
        written.push_str(reader.word(at));
        return Decimal::parse(&written).map(|value| (value, at + 1));
    }
    while let Some((digits, after)) = small(reader, at).filter(|_| written.len() < 30) {
        written.push_str(&digits.to_string());
        at = after;
        if digits >= Decimal::from(10) {
            break;
        }
    }
    Decimal::parse(&written).filter(|_| at > next + 1).map(|value| (value, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        let reader = Reader::new(text);
        let minus = usize::from(text.starts_with('-'));
        let number = with_sign(&reader, number(&reader, minus)?, 0);
        (number.next == reader.lexemes.len()).then(|| number.value.to_string())
    }

    #[test]
    fn numbers_in_digits_and_words() {
        for (text, expected) in [
            ("1,234.56", "1234.56"),
            ("1.234,56", "1234.56"),
            ("12,34,567", "1234567"),
            ("two hundred and fifty-three thousand", "253000"),
            ("Two hundred thousand three hundred and six", "200306"),
            ("one hundred and forty-two", "142"),
            ("a hundred thousand", "100000"),
            ("hundred thousand", "100000"),
            ("one and a half million", "1500000"),
            ("half a dozen", "6"),
            ("two dozen", "24"),
            ("2.5 million", "2500000"),
            ("25k", "25000"),
            ("1.5 lakh crore", "1500000000000"),
            ("three crore twelve lakh fifty-six thousand seven hundred twenty-one", "31256721"),
            ("3 hundred and 21", "321"),
            ("two point two million", "2200000"),
            ("forty five hundred", "4500"),
            ("4 thousand 3 hundred and 21", "4321"),
            ("6 crore and two hundred", "60000200"),
            ("three million, two hundred & forty", "3000240"),
            ("one million and a half", "1500000"),
            ("five billion and three quarters", "5750000000"),
            ("one billion and a half million", "1000500000"),
            ("two hundred point zero three", "200.03"),
            ("thirty-two point seventy-five", "32.75"),
            ("1 point 1", "1.1"),
            ("one twenty-fifth", "0.04"),
            ("twentyone-thousand-four-hundred-and-seventy-three", "21473"),
            ("three hundred cr", "3000000000"),
            ("a pair", "2"),
            ("one hundred thirty-two fifths", "26.4"),
            ("a hundred trillionths", "0.0000000001"),
            ("one hundred thirty-fifths", "2.857142857143"),
            ("one hundred and two thirds", "100.666666666667"),
            ("two fifty five", "255"),
            ("1e10", "10000000000"),
            ("-127.32e13", "-1273200000000000"),
            ("6.23x10^-4", "0.000623"),
            ("2.48×10−5", "0.0000248"),
            ("3 × 10⁶", "3000000"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["three hundred and two hundred", "twenty thirty", "two three", "hundreds"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
