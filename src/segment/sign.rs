//! Tokens that begin with neither a letter nor a digit: punctuation, symbols, emoji, faces.

use super::TokenKind;
use super::address::handle;
use super::character::{Class, class, is_apostrophe, is_opening, runs};
use super::marks::extends;
use super::number::number;
use super::wordlist::{LISTS, lists};

/// The token at the start of `rest`, which runs to the next white space; `before` is the character before it, if that
/// is no white space.
pub(crate) fn sign(rest: &str, first: char, before: Option<char>) -> (usize, TokenKind) {
    special(rest, first, before).unwrap_or_else(|| plain(rest, first))
}

fn special(rest: &str, first: char, before: Option<char>) -> Option<(usize, TokenKind)> {
    let outside = before.is_none_or(is_opening);
    if let Some(length) = emoticon(rest, first, before) {
        return Some((length, TokenKind::Symbol));
    }
    let next = rest.get(first.len_utf8()..)?;
    match first {
        '#' | '@' if outside => handle(rest).map(|length| (length, TokenKind::Address)),
        '.' if outside || before.is_some_and(|c| class(c) == Class::Symbol) => decimal(next),
        '+' if before.is_none() => decimal(next),
        _ if is_apostrophe(first) && outside => apostrophe(rest, first, next, before.is_none()),
        _ if is_apostrophe(first) => possessive(next).map(|length| (first.len_utf8() + length, TokenKind::Word)),
        _ => None,
    }
}

/// A number after a sign that belongs to it: ".5", "+223".
fn decimal(next: &str) -> Option<(usize, TokenKind)> {
    next.starts_with(|c: char| c.is_ascii_digit()).then(|| (1 + number(next), TokenKind::Number))
}

/// "'72", "'em" and clitics that stand by themselves.
fn apostrophe(rest: &str, first: char, next: &str, alone: bool) -> Option<(usize, TokenKind)> {
    let mark = first.len_utf8();
    let figures = next.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let tail = next.get(figures..)?.strip_prefix('s').unwrap_or(next.get(figures..)?);
    if figures == 2 && !tail.starts_with(|c: char| c.is_alphanumeric() || is_apostrophe(c)) {
        return Some((rest.len() - tail.len(), TokenKind::Number));
    }
    let letters = next.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
    let closing = next.get(letters..).and_then(|tail| tail.chars().next()).filter(|c| is_apostrophe(*c));
    let word = rest.get(..mark + letters)?;
    if lists(&LISTS.apostrophes, rest.get(..mark + letters + closing.map_or(0, char::len_utf8))?) {
        return Some((word.len() + closing.map_or(0, char::len_utf8), TokenKind::Word));
    }
    let clitic = ["s", "m", "d", "ll", "re", "ve"].iter().any(|clitic| next.eq_ignore_ascii_case(clitic));
    ((alone && clitic) || (closing.is_none() && lists(&LISTS.apostrophes, word)))
        .then_some((word.len(), TokenKind::Word))
}

/// The "s" of "2003's" and "”s".
fn possessive(next: &str) -> Option<usize> {
    let after = next.strip_prefix(['s', 'S'])?;
    (!after.starts_with(char::is_alphanumeric)).then_some(1)
}

fn emoticon(rest: &str, first: char, before: Option<char>) -> Option<usize> {
    if !matches!(first, ':' | ';' | '=' | '<' | '^') {
        return None;
    }
    let fits = |face: &&&str| {
        let after = rest.strip_prefix(**face).map(|after| after.chars().next());
        after.is_some_and(|next| next.is_none_or(|c| before.is_none() && !c.is_alphanumeric() && !"/)(".contains(c)))
    };
    let face = LISTS.emoticons.iter().filter(fits).max_by_key(|face| face.len())?;
    let after_number = before.is_some_and(char::is_numeric);
    (!after_number).then_some(face.len())
}

fn plain(rest: &str, first: char) -> (usize, TokenKind) {
    let kind = if class(first) == Class::Punctuation { TokenKind::Punctuation } else { TokenKind::Symbol };
    let same = |c: char| match first {
        '.' | '…' => matches!(c, '.' | '…'),
        '!' | '?' => matches!(c, '!' | '?'),
        _ => c == first && runs(first),
    };
    let run = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
    let asks = if matches!(first, '.' | '…') { rest.get(run..).unwrap_or_default() } else { "" };
    let run = run + asks.find(|c| !matches!(c, '!' | '?')).unwrap_or(asks.len());
    (run + cluster(rest.get(run..).unwrap_or_default(), first), kind)
}

/// How much of `rest` belongs to the character `first` before it: marks, what a joiner joins, the second half of a flag.
fn cluster(rest: &str, first: char) -> usize {
    let mut length = 0;
    let mut last = first;
    for c in rest.chars() {
        let flag = length == 0 && is_regional(first) && is_regional(c);
        let joined = last == JOINER && !c.is_whitespace() && class(c) == Class::Symbol;
        if !extends(c) && !flag && !joined {
            break;
        }
        length += c.len_utf8();
        last = c;
    }
    length
}

const JOINER: char = '\u{200D}';

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_their_ends() {
        for (rest, expected) in [
            ("...and", "..."),
            ("….", "…."),
            ("?!?\"", "?!?"),
            ("--it", "--"),
            (".?!", ".?!"),
            ("''", "''"),
            ("``Yes", "``"),
            (".265", ".265"),
            ("'90s", "'90s"),
            ("’em", "’em"),
            ("'the", "'"),
            ("'s", "'s"),
            (":-)", ":-)"),
            ("$5", "$"),
            ("((", "("),
            ("#Bamako", "#Bamako"),
            ("👩\u{200D}👩\u{200D}👧👧", "👩\u{200D}👩\u{200D}👧"),
            ("🇲🇱🇸🇳", "🇲🇱"),
            ("👍\u{1F3FD}!", "👍\u{1F3FD}"),
        ] {
            let first = rest.chars().next().unwrap();
            assert_eq!(rest.get(..sign(rest, first, None).0), Some(expected), "{rest}");
        }
    }
}
