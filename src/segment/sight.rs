//! What the sentence splitter sees of each token.

use super::abbreviations::{Abbreviation, abbreviation, is_dotted};
use super::character::{is_letter, is_opening};
use super::{Token, TokenKind};
use crate::hash::{START, step};
use std::sync::LazyLock;

/// The kind of token, as far as it matters to where sentences end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// Letters that begin with a small one, or have no case.
    #[default]
    Lower,
    /// One capital, then small letters.
    Capitalised,
    /// Two capitals or more and no small letter.
    Capitals,
    /// One capital letter alone.
    Letter,
    /// Capitals and small letters in another order.
    Mixed,
    /// A number.
    Number,
    /// A full stop.
    Stop,
    /// A question or exclamation mark, or a run of them.
    Question,
    /// More than one full stop.
    Ellipsis,
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// A dash or hyphen.
    Dash,
    /// A bracket or quotation mark that opens.
    Opening,
    /// A quotation mark that closes.
    ClosingQuote,
    /// A bracket that closes.
    ClosingBracket,
    /// A title or another abbreviation that goes on.
    Abbreviation,
    /// An abbreviation that may end a sentence.
    EndAbbreviation,
    /// Single letters with stops: "U.S.".
    Dotted,
    /// One capital with a stop.
    Initial,
    /// An address, hashtag or user name.
    Address,
    /// A clitic: "'s", "n't".
    Clitic,
    /// Anything else.
    Symbol,
}

/// What the sentence splitter sees of one token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Its kind.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it is a word that often begins a sentence.
    pub starter: bool,
    /// A number made of its letters in lower case.
    pub hash: u32,
    /// Its length in bytes, at most 255.
    pub length: u8,
}

/// What is seen of each of `tokens`, written over what `sights` held.
pub(crate) fn look(paragraph: &str, tokens: &[Token], sights: &mut Vec<Sight>) {
    sights.clear();
    let mut end = u32::MAX;
    for (index, token) in tokens.iter().enumerate() {
        let spaced = token.span.start != end;
        end = token.span.end;
        let next = tokens.get(index + 1).map(|token| token.span.start);
        sights.push(sight(token.span.slice(paragraph), token.kind, spaced, next == Some(end)));
    }
}

fn sight(text: &str, kind: TokenKind, spaced: bool, touches_next: bool) -> Sight {
    let shape = match kind {
        TokenKind::Word => word_shape(text),
        TokenKind::Number => Shape::Number,
        TokenKind::Address => Shape::Address,
        TokenKind::Punctuation | TokenKind::Symbol => sign_shape(text, spaced, touches_next),
    };
    let starter = matches!(shape, Shape::Capitalised | Shape::Letter) && starts(text);
    Sight { shape, spaced, starter, hash: hash(text), length: u8::try_from(text.len()).unwrap_or(u8::MAX) }
}

fn word_shape(text: &str) -> Shape {
    let mut letters = text.chars().filter(|c| is_letter(*c));
    let Some(first) = letters.next() else { return Shape::Symbol };
    if let Some(word) = text.strip_suffix('.') {
        return stopped_shape(word);
    }
    if text.starts_with(['\'', '’']) || text.eq_ignore_ascii_case("n't") || text.eq_ignore_ascii_case("n’t") {
        return Shape::Clitic;
    }
    let (mut capitals, mut small) = (0, 0);
    for letter in letters.take(30) {
        if letter.is_uppercase() { capitals += 1 } else { small += 1 }
    }
    match (first.is_uppercase(), capitals, small) {
        (false, 0, _) => Shape::Lower,
        (true, 0, 0) => Shape::Letter,
        (true, 0, _) => Shape::Capitalised,
        (true, _, 0) => Shape::Capitals,
        _ => Shape::Mixed,
    }
}

/// A word that keeps its stop.
fn stopped_shape(word: &str) -> Shape {
    match abbreviation(word) {
        Some(Abbreviation::End) => Shape::EndAbbreviation,
        Some(_) => Shape::Abbreviation,
        None if word.chars().nth(1).is_none() => Shape::Initial,
        None if word.len() < 24 && is_dotted(word) => Shape::Dotted,
        None => Shape::EndAbbreviation,
    }
}

fn sign_shape(text: &str, spaced: bool, touches_next: bool) -> Shape {
    let Some(first) = text.chars().next() else { return Shape::Symbol };
    match first {
        '.' | '…' if text.len() > 1 && !text.contains(['!', '?']) => Shape::Ellipsis,
        '.' | '…' if text.len() > 1 => Shape::Question,
        '.' | '。' => Shape::Stop,
        '!' | '?' | '！' | '？' | '‽' => Shape::Question,
        ',' => Shape::Comma,
        ';' => Shape::Semicolon,
        ':' if text.len() == 1 => Shape::Colon,
        '-' | '–' | '—' | '―' => Shape::Dash,
        ')' | ']' | '}' | '）' | '】' => Shape::ClosingBracket,
        '”' | '»' | '›' | '」' | '』' => Shape::ClosingQuote,
        '"' | '\'' | '’' | '＂' => {
            if touches_next && spaced {
                Shape::Opening
            } else {
                Shape::ClosingQuote
            }
        }
        _ if is_opening(first) => Shape::Opening,
        _ => Shape::Symbol,
    }
}

static STARTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words: Vec<&str> =
        include_str!("../../lexicons/sentence_starts.txt").lines().filter(|line| !line.starts_with('#')).collect();
    words.sort_unstable();
    words
});

fn starts(word: &str) -> bool {
    super::wordlist::lists(&STARTS, word)
}

/// FNV-1a over the bytes, ASCII letters made small.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(START, |hash, byte| step(hash, u32::from(byte.to_ascii_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::tokens;

    #[test]
    fn shapes_of_tokens() {
        use Shape::{
            Abbreviation, Capitalised, Capitals, Clitic, ClosingBracket, ClosingQuote, Comma, Dotted, Ellipsis,
            EndAbbreviation, Initial, Lower, Mixed, Number, Opening, Question, Stop,
        };
        let text = "Gen. Kone (of the U.S. and J. Doe, Inc.) didn't say \"NO\" 3 times... iPhone? Yes.";
        let mut sights = Vec::new();
        look(text, &tokens(text), &mut sights);
        let expected = [
            Abbreviation,
            Capitalised,
            Opening,
            Lower,
            Lower,
            Dotted,
            Lower,
            Initial,
            Capitalised,
            Comma,
            EndAbbreviation,
            ClosingBracket,
            Lower,
            Clitic,
            Lower,
            Opening,
            Capitals,
            ClosingQuote,
            Number,
            Lower,
            Ellipsis,
            Mixed,
            Question,
            Capitalised,
            Stop,
        ];
        assert_eq!(sights.iter().map(|sight| sight.shape).collect::<Vec<_>>(), expected);
        assert!(sights[23].starter && !sights[1].starter && sights[4].spaced && !sights[9].spaced);
    }
}
