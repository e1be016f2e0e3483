//! Cuts a paragraph into tokens, stretch by stretch between white space.

use super::address::address;
use super::character::{Class, class};
use super::number::number;
use super::sign::sign;
use super::word::{Surroundings, cut, keeps_stop, word};
use super::{Token, TokenKind};
use crate::text::Span;

/// The tokens of one paragraph, by rule alone. Tokens are in order, none is empty, none overlaps another, and only white
/// space lies between them. Time grows with the length of the text, whatever is in it.
///
/// ```
/// let text = "Gen. Abass Dembele can't say (yet).";
/// let tokens: Vec<&str> = postil::segment::tokens(text).iter().map(|token| token.span.slice(text)).collect();
/// assert_eq!(tokens, ["Gen.", "Abass", "Dembele", "ca", "n't", "say", "(", "yet", ")", "."]);
/// ```
pub fn tokens(paragraph: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(paragraph.len() / 5 + 1);
    let mut at = 0;
    while let Some(stretch) = next_stretch(paragraph, at) {
        at = stretch.start + stretch.text.len();
        read_stretch(paragraph, stretch, &mut found);
    }
    found
}

/// Characters between white space, and where they begin.
#[derive(Clone, Copy)]
struct Stretch<'a> {
    start: usize,
    text: &'a str,
    /// Whether an address may be in it.
    address: bool,
}

fn next_stretch(paragraph: &str, from: usize) -> Option<Stretch<'_>> {
    let rest = paragraph.get(from..)?;
    let text = rest.trim_start();
    let start = from + rest.len() - text.len();
    let plain = text.bytes().take_while(u8::is_ascii_graphic).count();
    let end = match text.as_bytes().get(plain) {
        None | Some(b' ') => plain,
        Some(_) => plain + text.get(plain..)?.find(char::is_whitespace).unwrap_or(text.len() - plain),
    };
    let text = text.get(..end).filter(|text| !text.is_empty())?;
    let inside = text.trim_end_matches('.');
    let address = inside.bytes().any(|byte| matches!(byte, b'.' | b'@' | b':'));
    Some(Stretch { start, text, address })
}

fn read_stretch(paragraph: &str, stretch: Stretch<'_>, found: &mut Vec<Token>) {
    let mut at = 0;
    let mut before = None;
    while let Some(rest) = stretch.text.get(at..)
        && let Some(first) = rest.chars().next()
    {
        let start = stretch.start + at;
        let (length, kind) = match class(first) {
            Class::Letter => worded(paragraph, start, rest, before, stretch.address, found),
            Class::Digit => numbered(rest, stretch.address),
            _ => sign(rest, first, before),
        };
        push(rest, start, length, kind, found);
        before = rest.get(..length).and_then(|token| token.chars().next_back());
        at += length.max(first.len_utf8());
    }
}

fn numbered(rest: &str, may_be_address: bool) -> (usize, TokenKind) {
    let address = may_be_address.then(|| address(rest)).flatten();
    address.map_or_else(|| (number(rest), TokenKind::Number), |length| (length, TokenKind::Address))
}

/// The token at the start of `rest`, which begins with a letter at `start` in the paragraph.
fn worded(
    paragraph: &str,
    start: usize,
    rest: &str,
    before: Option<char>,
    may_be_address: bool,
    found: &[Token],
) -> (usize, TokenKind) {
    if let Some(length) = may_be_address.then(|| address(rest)).flatten() {
        return (length, TokenKind::Address);
    }
    let length = word(rest, before == Some('-'));
    let (word, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
    if let Some(touching) = tail.strip_prefix('.') {
        let previous = found.last().map(|token| token.span.slice(paragraph));
        let next = paragraph.get(start + length + 1..).and_then(|text| text.trim_start().chars().next());
        if keeps_stop(word, Surroundings { previous, touching, next }) {
            return (length + 1, TokenKind::Word);
        }
    }
    let dollar = length <= 3 && tail.starts_with('$') && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let amount = dollar && tail.get(1..).is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit()));
    if amount { (length + 1, TokenKind::Symbol) } else { (length, TokenKind::Word) }
}

fn push(rest: &str, start: usize, length: usize, kind: TokenKind, found: &mut Vec<Token>) {
    let mut from = start as u32;
    let mut piece = |length: usize| {
        found.push(Token { span: Span::new(from, from + length as u32), kind });
        from += length as u32;
    };
    match rest.get(..length) {
        Some(token) if matches!(kind, TokenKind::Word) => cut(token, piece),
        _ => piece(length),
    }
}
