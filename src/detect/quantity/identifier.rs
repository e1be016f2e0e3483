//! Digits that name and do not count: addresses, phone numbers, models, versions.

use super::lexer::Lexeme;
use super::shape;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::{Setting, VOCABULARY};

const ADDRESS_MARKS: [&str; 3] = ["://", "www.", "@"];
const OPENING: &str = "([{\"'“‘«";
const CLOSING: &str = ".,;!?)]}\"'”’»…";

/// The byte offset and length of the name that `chunk`, a string between white space, consists of but for the
/// punctuation around it. `rest` is the text from the chunk on.
pub(super) fn name_in(chunk: &str, rest: &str) -> Option<(usize, usize)> {
    let digits = chunk.bytes().any(|byte| byte.is_ascii_digit());
    // A stop at the end of a chunk ends a sentence and makes no address.
    let inner = chunk.as_bytes().split_last().map_or(&[][..], |(_, inner)| inner);
    let address = inner.iter().any(|byte| matches!(byte, b'@' | b'/' | b'.')) && is_address(chunk);
    if !digits && !address {
        return None;
    }
    let opened = chunk.trim_start_matches(|c| OPENING.contains(c));
    let core = opened.trim_end_matches(|c| CLOSING.contains(c));
    let core = if core.ends_with("::") { core } else { core.trim_end_matches(':') };
    let core = core.strip_suffix("'s").or_else(|| core.strip_suffix("’s")).unwrap_or(core);
    let lead = chunk.len() - opened.len();
    let sum = || rest.get(lead..).is_some_and(is_lettered_sum);
    let unit = || VOCABULARY.unit(core).is_some();
    (!core.is_empty() && (address || is_name(core) && !sum() && !unit())).then_some((lead, core.len()))
}

fn is_address(chunk: &str) -> bool {
    ADDRESS_MARKS.iter().any(|mark| chunk.contains(mark)) && chunk.bytes().any(|byte| byte.is_ascii_alphabetic())
        || chunk.starts_with("ftp.")
}

fn is_name(core: &str) -> bool {
    shape::is_name(core) && !shape::is_amount(core) && !is_prefixed_money(core)
}

/// "USD3.14", "Rs1.5-2".
fn is_prefixed_money(core: &str) -> bool {
    let digit = core.find(|c: char| c.is_ascii_digit()).unwrap_or(core.len());
    let Some((letters, number)) = core.split_at_checked(digit) else { return false };
    is_money_prefix(letters) && number.split(['-', '–']).all(shape::is_scaled_number)
}

/// "N850 billion", "R12.8bn": letters that mean money before a sum.
fn is_lettered_sum(text: &str) -> bool {
    let letters = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let Some((letters, number)) = text.split_at_checked(letters) else { return false };
    VOCABULARY.money_letters(letters).is_some() && shape::is_sum(number)
}

/// Codes in capitals, and "Rs" or "RM", stand before their number; words such as "euros" do not.
fn is_money_prefix(word: &str) -> bool {
    let money = VOCABULARY.unit(word).is_some_and(|unit| unit.kind == QuantityKind::Money);
    money && word.starts_with(char::is_uppercase) && word.len() < 4
}

/// Whether what stands right after digits, up to the next space or sign, is a unit and a number in smaller ones ("1h30"),
/// or a unit with its power ("30km2").
pub(super) fn is_sum_of_units(ending: &str) -> bool {
    shape::is_double_amount(&format!("1{ending}")) || VOCABULARY.unit(ending).is_some()
}

/// Whether `letters` right after digits are a scale, a unit or an ending, so that the digits still count.
pub(super) fn may_follow_digits(letters: &str) -> bool {
    matches!(letters, "st" | "nd" | "rd" | "th" | "s" | "am" | "pm" | "AM" | "PM" | "x" | "yo" | "fold" | "hrs")
        || VOCABULARY.suffix(letters).is_some()
        || VOCABULARY.unit(letters).is_some()
}

/// Whether `letters` make a currency with a dollar sign behind them: "10US$".
pub(super) fn is_dollar(letters: &str) -> bool {
    letters.len() < 4 && VOCABULARY.unit(&format!("{letters}$")).is_some()
}

/// The length of the phone number at the start of `text`. `cued` tells whether the words before announce one.
pub(super) fn phone_at(text: &str, cued: impl Fn() -> bool) -> Option<usize> {
    let found = text.get(..shape::phone_length(text)?)?;
    let after = text.get(found.len()..).unwrap_or_default();
    if after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '/' | ':')) && !found.starts_with('+') {
        return None;
    }
    (is_phone(found) || (cued() && !shape::is_date(found))).then_some(found.len())
}

fn is_phone(found: &str) -> bool {
    let digits = found.bytes().filter(u8::is_ascii_digit).count();
    let groups = found.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).count();
    let decimal = groups == 2 && found.contains('.');
    if digits < 7 || shape::is_date(found) || shape::is_grouped_number(found.trim_start_matches('(')) {
        return false;
    }
    let local = shape::is_local_phone(found) && !found.ends_with('0');
    let leading_zero = found.trim_start_matches('(').starts_with('0') && !decimal && (groups > 1 || digits > 7);
    let long = !decimal && shape::is_long_phone(found);
    let dialled = found.starts_with('+') || long || local || leading_zero;
    dialled || (found.contains(['(', ')']) && groups > 1 && digits > 8) || is_chain(found, groups)
}

/// Three and more groups joined by hyphens: phone, account and book numbers.
fn is_chain(found: &str, groups: usize) -> bool {
    groups > 2 && found.matches('-').count() >= groups - 1
}

/// Whether one of the last few words announces a phone number.
pub(super) fn phone_cue(before: &[Lexeme]) -> bool {
    let near = before.len().saturating_sub(6);
    before.iter().skip(near).any(|lexeme| lexeme.roles.has(Setting::Phone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_shape() {
        for name in [
            "G7",
            "COVID-19",
            "RNG247",
            "F-16s",
            "v2.0.1",
            "10.0.0.1/24",
            "F-16",
            "iPhone14",
            "4x4",
            "#12",
            "A320neo",
            "06e82887-9afc-4064-abad-f6fb60b8a1f3",
            "FEDC:BA98:7654:3210:FEDC:BA98:7654:3210",
            "www.a.org/7",
            "Q3",
        ] {
            assert_eq!(name_in(name, name), Some((0, name.len())), "{name}");
        }
        assert_eq!(name_in("(G20).", "(G20). Then"), Some((1, 3)));
        assert_eq!(name_in("G7's", "G7's plan"), Some((0, 2)));
        assert_eq!((name_in("N850", "N850 billion"), name_in("R12.8bn,", "R12.8bn, up")), (None, None));
        assert_eq!(name_in("N95", "N95 masks"), Some((0, 3)));
        for number in
            ["USD3.14", "RM42", "12.05.2013", "1.234.567", "3:45", "mid-2012", "1,234", "$5m", "12-km", "6ft2in"]
        {
            assert_eq!(name_in(number, number), None, "{number}");
        }
    }

    #[test]
    fn phones_by_shape_and_by_cue() {
        for phone in
            ["+44 20 7946 0018", "555-0142", "(516)733-3989", "0800-00-00-00", "05 28 44 44 44", "1-444-555-1234"]
        {
            assert_eq!(phone_at(phone, || false), Some(phone.len()), "{phone}");
        }
        for number in ["1 234 567", "100-1000", "2013-02-12", "1234567", "05/12/2013", "0.1234567", "2019-2020"] {
            assert_eq!(phone_at(number, || false), None, "{number}");
        }
        assert_eq!(phone_at("31612234567", || true), Some(11));
    }
}
