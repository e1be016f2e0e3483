//! The shapes of strings with digits in them: versions, addresses, models, phone numbers, dates, grouped numerals.

use super::scan::{ANY, Scan, is_letter_or_mark, scan};
use crate::lexicon::quantity::{Sense, VOCABULARY};
use std::ops::RangeInclusive;

const HYPHENS: &str = "-‐‑";

/// Whether `text` is a name by its shape alone.
pub(super) fn is_name(text: &str) -> bool {
    let shapes = [is_model, is_version, is_numbered, is_tag, is_uuid, is_ipv6, is_long_hexadecimal];
    shapes.iter().any(|is_shape| is_shape(text)) && !is_long_phone(text)
}

/// "G7", "COVID-19", "v2.0", "COVID19-like"
fn is_model(text: &str) -> bool {
    let prefix = scan(text).letters(1..=ANY);
    prefix.maybe(HYPHENS).digits(1..=1).run(0..=ANY, |c| is_word(c) || "./+-".contains(c)).ends()
        || prefix.digits(1..=ANY).one(HYPHENS).letters(1..=ANY).ends()
}

/// Versions and IPv4 addresses: "2.0.1", "v1.2.3", "10.0.0.1/24"
fn is_version(text: &str) -> bool {
    let parts = scan(text).maybe("vV").digits(1..=ANY).repeated(2..=ANY, |s| s.one(".").digits(1..=ANY));
    parts.perhaps(|s| s.one("/:").digits(1..=ANY)).ends()
}

/// "4x4", "2x10"
fn is_numbered(text: &str) -> bool {
    let start = scan(text).digits(1..=ANY).letters(1..=ANY).digits(1..=1);
    start.run(0..=ANY, |c| is_word(c) || c == '-').ends()
}

/// "#12"
fn is_tag(text: &str) -> bool {
    scan(text).one("#").digits(1..=ANY).ends()
}

fn is_uuid(text: &str) -> bool {
    let first = scan(text).perhaps(|s| s.word(&["urn:uuid:"])).maybe("{").hexadecimal(8..=8).maybe("-");
    first.repeated(3..=3, |s| s.hexadecimal(4..=4).maybe("-")).hexadecimal(12..=12).maybe("}").ends()
}

fn is_ipv6(text: &str) -> bool {
    let groups = scan(text).hexadecimal(0..=4).repeated(3..=8, |s| s.one(":").hexadecimal(0..=4));
    let whole = groups.perhaps(|s| s.one("%").run(1..=ANY, is_word)).perhaps(|s| s.one("/").digits(1..=ANY));
    whole.ends() || text.contains("::") && scan(text).run(0..=ANY, |c| c == ':' || c.is_ascii_hexdigit()).ends()
}

/// A long hexadecimal number, perhaps behind letters: digits stand between its letters three times and more.
fn is_long_hexadecimal(text: &str) -> bool {
    let tail = text.rfind(|c: char| !c.is_ascii_hexdigit()).map_or(0, |last| last + 1);
    let Some((prefix, hexadecimal)) = text.split_at_checked(tail) else { return false };
    let groups = scan(hexadecimal).repeated(3..=3, digits_between_letters);
    prefix.bytes().all(|byte| byte.is_ascii_alphabetic()) && groups.rest().is_some()
}

fn digits_between_letters(before: Scan<'_>) -> Scan<'_> {
    let is_letter = |c: char| matches!(c, 'a'..='f' | 'A'..='F');
    before.digits(0..=ANY).run(1..=ANY, is_letter).digits(1..=ANY).run(1..=1, is_letter)
}

/// Whether `text` is a date or a grouped number that looks like a version, or a part of the year or an amount that looks
/// like a model.
pub(super) fn is_amount(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let shapes = [is_dotted_date, is_dotted_number, is_clock, is_part_of_year, is_double_amount, is_power];
    shapes.iter().any(|is_shape| is_shape(&text)) && !is_address(&text)
}

/// "255.255.255.255": four numbers below 256, which could be a grouped number too.
fn is_address(text: &str) -> bool {
    text.split('.').count() == 4 && text.split('.').all(|group| group.parse::<u8>().is_ok())
}

/// "12.05.2013"
fn is_dotted_date(text: &str) -> bool {
    let year = scan(text).digits(1..=2).one(".").digits(1..=2).one(".");
    year.digits(2..=2).ends() || year.word(&["19", "20"]).digits(2..=2).ends()
}

/// "1.234.567"
fn is_dotted_number(text: &str) -> bool {
    scan(text).digits(1..=3).repeated(2..=ANY, |s| s.one(".").digits(3..=3)).ends()
}

/// "3:45", "3:45:10"
fn is_clock(text: &str) -> bool {
    scan(text).digits(1..=2).repeated(1..=2, |s| s.one(":").digits(2..=2)).ends()
}

const PARTS_OF_YEARS: [&str; 5] = ["mid", "pre", "post", "early", "late"];

const MONTHS: [&str; 15] =
    ["jan", "feb", "mar", "apr", "may", "june", "jun", "july", "jul", "aug", "sept", "sep", "oct", "nov", "dec"];

/// "mid-2012", "sept-11", "feb13"
fn is_part_of_year(text: &str) -> bool {
    let part = scan(text).word(&PARTS_OF_YEARS).one(HYPHENS);
    let day = part.or(scan(text).word(&MONTHS).maybe(HYPHENS)).digits(1..=1);
    day.run(0..=ANY, |c| is_word(c) || c == '-').ends()
}

/// "6ft2in", "1h30", "1min3sec"
pub(super) fn is_double_amount(text: &str) -> bool {
    let first =
        scan(text).digits(1..=ANY).word(&["ft", "hrs", "hr", "h", "mins", "min", "m", "lbs", "lb"]).digits(1..=2);
    first.perhaps(|s| s.word(&["in", "mins", "min", "m", "oz", "secs", "sec", "s"])).ends()
}

/// "1e10"
fn is_power(text: &str) -> bool {
    scan(text).digits(1..=ANY).one("e").digits(1..=2).ends()
}

/// The length of the exponent at the start of `text`, which stands right behind a numeral: "e6", "x10^-4", " × 10⁶".
pub(super) fn exponent_length(text: &str) -> Option<usize> {
    let signed = |s: Scan<'_>| s.maybe("-−+").digits(1..=2).no_digit().rest().map(str::len);
    let ten = scan(text).maybe(" ").one("x×*").maybe(" ").word(&["10"]);
    let raised = || ten.maybe("⁻").run(1..=2, |c| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c)).rest().map(str::len);
    let marked = || signed(ten.one("^")).or_else(|| signed(ten.one("-−")));
    let rest = signed(scan(text).one("eE")).filter(|rest| {
        let behind = text.get(text.len() - rest..).unwrap_or_default();
        !behind.starts_with(|c: char| c.is_ascii_digit())
    });
    rest.or_else(marked).or_else(raised).map(|rest| text.len() - rest)
}

/// A number with a short scale or none, as stands behind the code of a currency: "3.14", "42m".
pub(super) fn is_scaled_number(text: &str) -> bool {
    scan(text).digits(1..=1).run(0..=ANY, |c| c.is_ascii_digit() || ",.".contains(c)).letters(0..=3).ends()
}

/// Whether the number at the start of `text` looks like a sum of money: grouped, with two decimals, round, or with a scale
/// behind it.
pub(super) fn is_sum(text: &str) -> bool {
    let Some(length) = grouped_length(text).or_else(|| plain_length(text)) else { return false };
    let (digits, after) = text.split_at_checked(length).unwrap_or((text, ""));
    let grouped = digits.contains([',', ' ', '\u{a0}', '\u{202f}']);
    let priced = digits.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 2);
    let round = digits.len() > 2 && (digits.ends_with("00") || digits.ends_with("50")) && !digits.contains('.');
    let ends = !after.starts_with(|c: char| c.is_alphanumeric());
    (grouped || priced || round) && ends || is_scaled(after)
}

/// Whether `after`, which stands right behind a number, begins with a scale: "bn", " million", "-trillion".
fn is_scaled(after: &str) -> bool {
    let apart = after.strip_prefix(['-', ' ', '\u{a0}']).unwrap_or(after);
    let letters = apart.find(|c: char| !c.is_alphanumeric()).unwrap_or(apart.len());
    let word = apart.get(..letters).unwrap_or_default();
    let suffix = || apart.len() == after.len() && VOCABULARY.suffix(word).is_some();
    matches!(VOCABULARY.word(word).sense, Sense::Scale(3..)) && word.len() > 2 || suffix()
}

/// The length of the run of digit groups at the start of `text`, where it is one such as phone numbers are written in.
pub(super) fn phone_length(text: &str) -> Option<usize> {
    let first = scan(text).perhaps(|s| s.one("+").maybe(" ")).maybe("(").maybe("+").digits(1..=1);
    let groups = first.repeated(5..=17, |s| s.run(0..=3, |c| " ().-/\u{a0}".contains(c)).digits(1..=1));
    groups.perhaps(extension).rest().map(|rest| text.len() - rest.len())
}

fn extension(before: Scan<'_>) -> Scan<'_> {
    before.maybe(" ").word(&["x", "ext.", "ext"]).maybe(" ").digits(2..=6)
}

/// "2013-02-12", "5/12/13"
pub(super) fn is_date(text: &str) -> bool {
    dated(text, 1..=2, 1..=4) || dated(text, 3..=4, 1..=2)
}

fn dated(text: &str, first: RangeInclusive<usize>, last: RangeInclusive<usize>) -> bool {
    scan(text).digits(first).one("/.-").digits(1..=2).one("/.-").digits(last).ends()
}

/// "1,234,567.8", "1 234"
pub(super) fn is_grouped_number(text: &str) -> bool {
    let first = scan(text).run(1..=1, |c| matches!(c, '1'..='9')).digits(0..=2);
    [(",", 2), (".", 3), (" \u{a0}", 3)].iter().any(|&(marks, least)| {
        first.repeated(1..=ANY, |s| s.one(marks).digits(least..=3).no_digit()).perhaps(decimals).ends()
    })
}

fn decimals(before: Scan<'_>) -> Scan<'_> {
    before.one(".").digits(1..=ANY)
}

/// "555-0142"
pub(super) fn is_local_phone(text: &str) -> bool {
    scan(text).digits(3..=3).one("-.").digits(4..=4).ends()
}

/// "(516) 733-3989", "1-444-555-1234"
pub(super) fn is_long_phone(text: &str) -> bool {
    let number = |start: Scan<'_>| {
        let area = start.maybe("(").digits(3..=3).maybe(")").maybe("-. ");
        area.digits(3..=3).one("-. ").digits(4..=4).perhaps(extension).ends()
    };
    number(scan(text)) || number(scan(text).one("1").maybe("-. "))
}

/// The length of the grouped numeral at the start of `text`: English or Indian, continental, or spaced groups, with a
/// decimal part. It may end before a digit, and is no numeral then.
pub(super) fn grouped_length(text: &str) -> Option<usize> {
    let first = scan(text).digits(1..=3);
    let dotted = |least| first.repeated(least..=12, |s| s.one(".").digits(3..=3));
    let spaced = scan(text).run(1..=1, |c| matches!(c, '1'..='9')).digits(0..=2);
    let spaced = spaced.repeated(1..=12, |s| s.one(" \u{a0}\u{202f}\u{2009}").digits(3..=3));
    let found =
        [comma_groups(first).perhaps(decimals), dotted(1).one(",").digits(1..=2), dotted(2), spaced.perhaps(decimals)];
    found.iter().find_map(|found| found.rest()).map(|rest| text.len() - rest.len())
}

/// Groups of two or three digits after commas; the last has three.
fn comma_groups(first: Scan<'_>) -> Scan<'_> {
    let mut whole = Scan::NOTHING;
    let mut at = first;
    // Thirteen groups of three are more than any number has.
    for _ in 0..13 {
        let group = at.one(",");
        whole = group.digits(3..=3).or(whole);
        at = group.digits(2..=3);
    }
    whole
}

/// The length of the plain numeral at the start of `text`: "20", "0.5", ".5".
pub(super) fn plain_length(text: &str) -> Option<usize> {
    let whole = scan(text).digits(0..=ANY);
    let found = whole.perhaps(decimals).rest()?.len();
    (found < text.len()).then(|| text.len() - found)
}

/// Whether `c` belongs to a word.
fn is_word(c: char) -> bool {
    c == '_' || c.is_ascii_digit() || is_letter_or_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::string::string_regex;
    use regex::Regex;

    /// `W` is a letter or its mark, `D` a digit, `H` a hexadecimal digit.
    fn spelled(pattern: &str, letters: &str) -> String {
        let class = |text: &str, short: char, long: &str| text.replace(short, long);
        class(&class(&class(pattern, 'W', letters), 'H', "[0-9A-Fa-f]"), 'D', "[0-9]")
    }

    /// Texts that are near `pattern`: some it means, others with one place changed or something behind.
    fn near(pattern: &str) -> impl Strategy<Value = String> + use<> {
        let plain = spelled(pattern, "[A-Fa-fGxX\u{e9}]").replace("\\w", "[0-9a-fx_]");
        let any = string_regex("[0-9a-fGx.,:/() _%+\\-\u{a0}\u{2010}\u{e9}]{0,3}").unwrap();
        (string_regex(&plain).unwrap(), any, any_place()).prop_map(|(text, new, (from, length))| {
            let mut signs: Vec<char> = text.chars().collect();
            let from = from.min(signs.len());
            let to = (from + length).min(signs.len());
            signs.splice(from..to, new.chars());
            signs.into_iter().collect()
        })
    }

    fn any_place() -> impl Strategy<Value = (usize, usize)> {
        (0..30_usize, 0..3_usize)
    }

    fn oracle(pattern: &str) -> Regex {
        Regex::new(&spelled(pattern, r"[^\W\d_]")).unwrap()
    }

    /// What each shape means, as a pattern.
    type Shape = (&'static str, fn(&str) -> bool);
    const SHAPES: &[Shape] = &[
        (r"W+[\-‐‑]?D[\w./+\-]*|W+D+[\-‐‑]W+", is_model),
        (r"[vV]?D+(?:\.D+){2,9}(?:[/:]D+)?", is_version),
        (r"D+W+D[\w\-]*", is_numbered),
        (r"#D+", is_tag),
        (r"(?:urn:uuid:)?\{?H{8}-?(?:H{4}-?){3}H{12}\}?", is_uuid),
        (r"H{0,4}(?::H{0,4}){3,8}(?:%\w+)?(?:/D+)?|[0-9A-Fa-f:]*::[0-9A-Fa-f:]*", is_ipv6),
        (r"[A-Za-z]*(?:H*[A-Fa-f]D+[A-Fa-f]+H*){3,9}", is_long_hexadecimal),
        (r"D{1,2}\.D{1,2}\.(?:D{2}|(?:19|20)D{2})", is_dotted_date),
        (r"D{1,3}(?:\.D{3}){2,9}", is_dotted_number),
        (r"D{1,2}:D{2}(?::D{2})?", is_clock),
        (
            r"(?:(?:mid|pre|post|early|late)[\-‐‑]|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[\-‐‑]?)D[\w\-]*",
            is_part_of_year,
        ),
        (r"D+(?:ft|hrs?|h|m|mins?|lbs?)D{1,2}(?:in|m|mins?|oz|s|secs?)?", is_double_amount),
        (r"D{1,2}[/.\-]D{1,2}[/.\-]D{1,4}|D{3,4}[/.\-]D{1,2}[/.\-]D{1,2}", is_date),
        (r"[1-9]D{0,2}(?:(?:,D{2,3})+|(?:\.D{3})+|(?:[ \u{a0}]D{3})+)(?:\.D+)?", is_grouped_number),
        (r"D+eD{1,2}", is_power),
        (r"D{3}[-.]D{4}", is_local_phone),
        (r"(?:1[-. ]?)?\(?D{3}\)?[-. ]?D{3}[-. ]D{4}(?: ?(?:x|ext\.?) ?D{2,6})?", is_long_phone),
    ];

    type Length = (&'static str, fn(&str) -> Option<usize>);
    const LENGTHS: &[Length] = &[
        (r"D+(?:\.D+)?|\.D+", plain_length),
        (r"(?:\+ ?)?\(?\+?D(?:[ ().\-/\u{a0}]{0,3}D){5,17}(?: ?(?:x|ext\.?) ?D{2,6})?", phone_length),
        (
            concat!(
                r"D{1,3}(?:,D{2,3}){0,12},D{3}(?:\.D+)?|D{1,3}(?:\.D{3}){1,12},D{1,2}|D{1,3}(?:\.D{3}){2,12}|",
                r"[1-9]D{0,2}(?:[\x20\u{a0}\u{202f}\u{2009}]D{3}){1,12}(?:\.D+)?"
            ),
            grouped_length,
        ),
    ];

    #[test]
    fn shapes_mean_what_their_patterns_say() {
        for &(pattern, is_shape) in SHAPES {
            let regex = oracle(&format!("^(?:{})$", pattern.replace(",9}", ",}")));
            proptest!(|(text in near(pattern))| {
                prop_assert_eq!(is_shape(&text), regex.is_match(&text), "{:?} of {}", text, pattern);
            });
        }
    }

    #[test]
    fn lengths_are_those_of_their_patterns() {
        for &(pattern, length) in LENGTHS {
            let regex = oracle(&format!("^(?:{pattern})"));
            proptest!(|(text in near(pattern))| {
                prop_assert_eq!(length(&text), regex.find(&text).map(|found| found.end()), "{:?} of {}", text, pattern);
            });
        }
    }

    #[test]
    fn sums_of_money() {
        for sum in ["850 billion", "1,535", "12.50", "12.8bn", "500", "6.3-trillion", "2m-3m", "1,000-1,500"] {
            assert!(is_sum(sum), "{sum}");
        }
        for number in ["95", "2", "350x", "2-D2", "12", "5.1", "x"] {
            assert!(!is_sum(number), "{number}");
        }
        assert!(is_scaled_number("3.14") && is_scaled_number("42mln") && !is_scaled_number("7xxxx"));
    }
}
