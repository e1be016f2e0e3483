//! Tokens that begin with a digit.

use super::character::{Class, class, is_apostrophe};
use super::wordlist::LISTS;

/// The length of the number at the start of `rest`: digits with their separators, and the letters that belong to them
/// ("3rd", "1990s", "33A"), but not a unit ("430km").
pub(crate) fn number(rest: &str) -> usize {
    let digits = phone(rest).unwrap_or_else(|| figures(rest));
    let tail = rest.get(digits..).unwrap_or_default();
    digits + decade(digits, tail).unwrap_or_else(|| letters(tail))
}

/// Digits with stops, colons, strokes and thousands commas between them.
fn figures(rest: &str) -> usize {
    let mut end = 0;
    while let Some(c) = char_at(rest, end) {
        let next = rest.get(end + c.len_utf8()..).unwrap_or_default();
        let goes_on = match c {
            '0'..='9' => true,
            '.' | ':' => starts_with_digit(next),
            ',' => digits(next) == 3,
            '/' => is_date(rest, end, next),
            _ => matches!(class(c), Class::Digit | Class::Mark),
        };
        if !goes_on {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// Telephone numbers and dates written with hyphens: three groups or more, or three digits and four.
fn phone(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let run = bytes.iter().take(32).take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    let written = rest.get(..run)?.trim_end_matches('-');
    let mut groups = written.split('-');
    let (first, second) = (groups.next()?, groups.next()?);
    let whole = run < 32 && !written.contains("--");
    let fits = groups.next().is_some() || (first.len() == 3 && second.len() == 4);
    (whole && fits).then_some(written.len())
}

/// "9/11" and "11/28/2000", but neither "20/20" nor "1774/76".
fn is_date(rest: &str, stroke: usize, next: &str) -> bool {
    if stroke > 5 {
        return false;
    }
    let before = rest.get(..stroke).unwrap_or_default();
    let (left, right) = (before.rsplit('/').next().unwrap_or_default(), digits(next));
    let second = before.contains('/') || next.get(right..).is_some_and(|more| more.starts_with('/'));
    let small = |digits: &str, most: u32| digits.parse().is_ok_and(|value: u32| value <= most);
    let day = small(left, 12) && right <= 2 && small(next.get(..right).unwrap_or_default(), 31);
    right > 0 && (day || (second && right <= 4))
}

/// The "'s" of "the 60's".
fn decade(digits: usize, tail: &str) -> Option<usize> {
    let s = tail.strip_prefix(is_apostrophe).filter(|_| digits <= 2)?;
    let ends = s.strip_prefix('s').is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric()));
    ends.then_some(tail.len() - s.len() + 1)
}

/// Letters right after the digits that are part of the number.
fn letters(tail: &str) -> usize {
    let word = tail
        .get(..tail.chars().take(24).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum())
        .unwrap_or_default();
    let run = word.len();
    let alphabetic = word.find(|c: char| !c.is_alphabetic()).unwrap_or(run);
    let own = alphabetic <= 2 || alphabetic < run;
    let times = word.starts_with(['x', '×']) && alphabetic < run;
    let belongs = matches!(word, "st" | "nd" | "rd" | "th" | "s" | "ST" | "ND" | "RD" | "TH")
        || (own && !times && LISTS.units.binary_search(&word).is_err());
    if belongs { run } else { 0 }
}

fn digits(text: &str) -> usize {
    text.bytes().take(9).take_while(u8::is_ascii_digit).count()
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_follows() {
        for (rest, expected) in [
            ("3.5.", "3.5"),
            ("1,000,000,", "1,000,000"),
            ("13,14]", "13"),
            ("10:30pm", "10:30"),
            ("9/11", "9/11"),
            ("11/28/2000.", "11/28/2000"),
            ("20/20", "20"),
            ("223-7700-1212", "223-7700-1212"),
            ("5-10", "5"),
            ("345-9945", "345-9945"),
            ("430km", "430"),
            ("3rd,", "3rd"),
            ("1990s", "1990s"),
            ("60’s", "60’s"),
            ("2003's", "2003"),
            ("33A", "33A"),
            ("3x5", "3"),
            ("61persons", "61"),
            ("5½%", "5½"),
            ("$", ""),
        ] {
            assert_eq!(rest.get(..number(rest)), Some(expected), "{rest}");
        }
    }
}
