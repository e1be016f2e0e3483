//! Tokens that begin with a letter, and the clitics they are cut into.

use super::abbreviations::{Abbreviation, abbreviation, is_dotted};
use super::character::{Class, class, is_apostrophe};
use super::wordlist::{LISTS, folded, lists};

/// The length of the word at the start of `rest`, without any stop at its end. `after_hyphen`: it is what a hyphen cut off.
pub(crate) fn word(rest: &str, after_hyphen: bool) -> usize {
    let mut end = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut part = 0;
    while let Some(c) = rest.get(end..).and_then(|rest| rest.chars().next()) {
        if !matches!(class(c), Class::Letter | Class::Digit | Class::Mark) {
            if !joins(rest, part, end, c, after_hyphen) {
                break;
            }
            part = if c == '-' { end + 1 } else { part };
        }
        end += c.len_utf8();
    }
    end
}

/// Whether the sign `c` at `at` holds together the word that began at the start of `rest`; `part` is where the word's
/// last hyphen left off.
fn joins(rest: &str, part: usize, at: usize, c: char, after_hyphen: bool) -> bool {
    let head = rest.get(part..at).unwrap_or_default();
    let next = rest.get(at + c.len_utf8()..).unwrap_or_default();
    let letter_follows = next.starts_with(char::is_alphabetic);
    match c {
        '_' => next.starts_with(|c: char| c.is_alphanumeric()),
        '-' => next.starts_with(char::is_alphanumeric) && hyphenates(head, next, after_hyphen && part == 0),
        '.' => letter_follows && stops_inside(rest, at, next),
        '&' => letter_follows && head.len() <= 3 && head.chars().all(char::is_uppercase) && capitals(next) <= 2,
        '/' => lists(&LISTS.strokes, rest.get(..at + 1 + letters(next)).unwrap_or_default()),
        '*' | '`' | '´' => letter_follows && !head.is_empty(),
        _ => is_apostrophe(c) && letter_follows,
    }
}

/// Whether the hyphen between `head` and `next` is part of the word.
fn hyphenates(head: &str, next: &str, after_hyphen: bool) -> bool {
    (!after_hyphen && lists(&LISTS.prefixes, head))
        || lists(&LISTS.suffixes, next.get(..letters(next)).unwrap_or_default())
}

/// Whether the stop at `at` stands inside of "U.S." or "Ph.D.".
fn stops_inside(rest: &str, at: usize, next: &str) -> bool {
    let mut following = next.chars().skip(1);
    let single = following.next().is_none_or(|c| !c.is_alphanumeric() && !is_apostrophe(c) && c != '-');
    let head = rest.get(..at).unwrap_or_default();
    let degree = rest.get(..at + 1 + letters(next)).unwrap_or_default();
    (single && at <= LONGEST_DOTTED && is_dotted(head)) || lists(&LISTS.degrees, degree)
}

const LONGEST_DOTTED: usize = 24;

/// The length of the letters at the start of `text`, as far as any listed word could go.
fn letters(text: &str) -> usize {
    text.bytes().take(10).take_while(u8::is_ascii_alphabetic).count()
}

fn capitals(text: &str) -> usize {
    let run = text.bytes().take(4).take_while(u8::is_ascii_alphabetic).count();
    if text.bytes().take(run).all(|byte| byte.is_ascii_uppercase()) { run } else { usize::MAX }
}

/// What stands around a word, as far as it tells whether a stop belongs to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings<'a> {
    /// The token before, if any.
    pub(crate) previous: Option<&'a str>,
    /// What follows the stop without white space between.
    pub(crate) touching: &'a str,
    /// The first character after the stop that is no white space.
    pub(crate) next: Option<char>,
}

/// Whether the stop after `word` is part of it.
pub(crate) fn keeps_stop(word: &str, around: Surroundings<'_>) -> bool {
    let dots = around.touching.bytes().take_while(|byte| *byte == b'.').take(2).count();
    if dots >= 2 || around.touching.starts_with('…') {
        return false;
    }
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) if only.is_uppercase() => is_initial(only, around),
        (Some(_), Some('.')) if word.len() <= LONGEST_DOTTED && is_dotted(word) => true,
        _ if word.contains('.') && lists(&LISTS.degrees, word) => true,
        _ => abbreviation(word).is_some_and(|kind| is_abbreviated(kind, around)),
    }
}

fn is_initial(letter: char, around: Surroundings<'_>) -> bool {
    let name_before = around.previous.is_some_and(|word| word.starts_with(char::is_uppercase));
    let name_after = around.next.is_some_and(|c| c.is_uppercase() || matches!(c, ',' | '-' | ')'));
    (name_after || (name_before && around.next.is_some())) && (letter != 'I' || name_before)
}

fn is_abbreviated(kind: Abbreviation, around: Surroundings<'_>) -> bool {
    match kind {
        Abbreviation::Number => around.next.is_some_and(char::is_numeric),
        Abbreviation::End => true,
        Abbreviation::Title | Abbreviation::Inner | Abbreviation::Calendar => around.next.is_some(),
    }
}

/// Calls `piece` with the length of each token that `word` is cut into, in order.
pub(crate) fn cut(word: &str, mut piece: impl FnMut(usize)) {
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) && !begins_like_contraction(word) {
        return piece(word.len());
    }
    if let Some(cuts) = contraction(word) {
        let mut rest = word;
        for part in cuts.split('|') {
            let length = rest.chars().take(part.chars().count()).map(char::len_utf8).sum();
            piece(length);
            rest = rest.get(length..).unwrap_or_default();
        }
        return;
    }
    let last = clitic(word);
    let first = last.and_then(|last| clitic(word.get(..last).unwrap_or_default()));
    let mut start = 0;
    for end in [first, last, Some(word.len())].into_iter().flatten() {
        piece(end - start);
        start = end;
    }
}

/// Where the clitic at the end of `word` begins.
pub(crate) fn clitic(word: &str) -> Option<usize> {
    let apostrophe = word.rfind(|c: char| is_apostrophe(c) || matches!(c, '`' | '´')).filter(|at| *at > 0)?;
    let mark = word.get(apostrophe..)?.chars().next()?.len_utf8();
    let tail = word.get(apostrophe + mark..)?;
    let is = |clitics: &[&str]| clitics.iter().any(|clitic| tail.eq_ignore_ascii_case(clitic));
    if is(&["s", "m", "d", "ll", "re", "ve"]) {
        return Some(apostrophe);
    }
    let n = apostrophe - 1;
    (is(&["t"]) && n > 0 && word.get(n..apostrophe).is_some_and(|n| n.eq_ignore_ascii_case("n"))).then_some(n)
}

/// A quick look that spares most words the slow one: whether the word could be one like "cannot" or "gonna".
fn begins_like_contraction(word: &str) -> bool {
    let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
    (5..=7).contains(&word.len()) && b"cdglw".contains(&first)
}

fn contraction(word: &str) -> Option<&'static str> {
    if word.len() > 9 {
        return None;
    }
    let mut buffer = [0; 16];
    let folded = folded(word, &mut buffer)?;
    let list = &LISTS.contractions;
    let index = list.binary_search_by_key(&folded, |entry| entry.0.as_str()).ok()?;
    list.get(index).map(|entry| entry.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        cut(text, |length| found.push(length));
        found
    }

    #[test]
    fn words_end_where_they_should() {
        for (rest, expected) in [
            ("Goi\u{308}ta,", "Goi\u{308}ta"),
            ("non-avian", "non-avian"),
            ("long-term", "long"),
            ("AT&T's", "AT&T's"),
            ("U.S.-led", "U.S"),
            ("e.g.,", "e.g"),
            ("Ph.D.", "Ph.D"),
            ("end.The", "end"),
            ("s/he", "s/he"),
            ("and/or", "and"),
            ("L'Enfant", "L'Enfant"),
            ("participants’", "participants"),
            ("COVID-19", "COVID"),
        ] {
            assert_eq!(rest.get(..word(rest, false)), Some(expected), "{rest}");
        }
    }

    #[test]
    fn the_quick_look_misses_no_contraction() {
        for (word, _) in LISTS.contractions.iter().filter(|entry| !entry.0.contains('\'')) {
            assert!(begins_like_contraction(word), "{word}");
        }
    }

    #[test]
    fn clitics_are_cut_off() {
        for (text, expected) in [
            ("don't", vec![2, 3]),
            ("DON’T", vec![2, 5]),
            ("cannot", vec![3, 3]),
            ("Bush’s", vec![4, 4]),
            ("wouldn't've", vec![5, 3, 3]),
            ("o'clock", vec![7]),
            ("gonna", vec![3, 2]),
            ("n't", vec![3]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }
}
