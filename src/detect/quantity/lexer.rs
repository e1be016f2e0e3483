//! Cuts a paragraph into lexemes: numerals, words, single signs, and whole strings that are names with digits in them.

use super::scan::is_mark;
use super::{identifier, shape};
use crate::lexicon::quantity::{Roles, Sense, VOCABULARY, Word};
use crate::segment::is_letter;
use crate::text::Span;

/// What a lexeme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::detect) enum Kind {
    /// Digits with their grouping and decimal marks.
    Numeral,
    /// Letters.
    Word(Sense),
    /// Any other single character that is not white space.
    Sign(char),
    /// An address, a phone number, a model name: never a claim.
    Name,
}

/// A piece of the paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::detect) struct Lexeme {
    pub(in crate::detect) span: Span,
    pub(in crate::detect) kind: Kind,
    /// What the word or sign does beside numbers.
    pub(in crate::detect) roles: Roles,
    /// Whether white space, or the start of the paragraph, precedes it.
    pub(in crate::detect) spaced: bool,
}

/// The lexemes of `paragraph` in order.
pub(super) fn lex(paragraph: &str) -> Vec<Lexeme> {
    let mut lexer = Lexer { text: paragraph, at: 0, spaced: true, lexemes: Vec::with_capacity(paragraph.len() / 5) };
    while let Some(first) = lexer.rest().chars().next() {
        if first.is_whitespace() {
            lexer.at += first.len_utf8();
            lexer.spaced = true;
        } else {
            lexer.step(first);
        }
    }
    lexer.lexemes
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    spaced: bool,
    lexemes: Vec<Lexeme>,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, length: usize, kind: Kind) {
        self.push_with(length, kind, Roles::default());
    }

    fn push_with(&mut self, length: usize, kind: Kind, roles: Roles) {
        let span = Span::new(self.at as u32, (self.at + length) as u32);
        self.lexemes.push(Lexeme { span, kind, roles, spaced: self.spaced });
        self.at += length;
        self.spaced = false;
    }

    fn step(&mut self, first: char) {
        if self.spaced && (self.plain_word(first) || self.name()) {
            return;
        }
        if is_letter(first) {
            self.word();
        } else if first.is_ascii_digit() || (first == '.' && self.decimal_point()) {
            self.number();
        } else if matches!(first, '+' | '(') && self.phone() {
        } else {
            self.sign(first);
        }
    }

    fn sign(&mut self, sign: char) {
        self.push_with(sign.len_utf8(), Kind::Sign(sign), VOCABULARY.sign(sign));
    }

    /// Takes letters in that white space follows, with a stop or comma between them or not: most of all text.
    fn plain_word(&mut self, first: char) -> bool {
        if !first.is_ascii_alphabetic() {
            return false;
        }
        let rest = self.rest();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let behind = rest.as_bytes().get(letters..).unwrap_or_default();
        let plain = match behind {
            [] | [b' ' | b'\n', ..] => true,
            [b',' | b'.', after @ ..] => matches!(after, [] | [b' ' | b'\n', ..]),
            _ => false,
        };
        if plain {
            self.push_word(letters);
        }
        plain
    }

    fn push_word(&mut self, length: usize) {
        let Word { sense, roles } = VOCABULARY.word(self.rest().get(..length).unwrap_or_default());
        self.push_with(length, Kind::Word(sense), roles);
    }

    /// Takes a whole string between white space where it is a name.
    fn name(&mut self) -> bool {
        let rest = self.rest();
        let chunk = rest.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        let Some((lead, length)) = identifier::name_in(chunk, rest) else { return false };
        for sign in rest.get(..lead).unwrap_or_default().chars() {
            self.sign(sign);
        }
        self.push(length, Kind::Name);
        true
    }

    fn word(&mut self) {
        let rest = self.rest();
        let ascii = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = match rest.as_bytes().get(ascii) {
            Some(byte) if !byte.is_ascii() => rest.find(|c: char| !is_letter(c) && !is_mark(c)).unwrap_or(rest.len()),
            _ => ascii,
        };
        self.push_word(length);
    }

    /// Whether the stop here begins a number: ".5", but not the stop in "end.5" or "3..5".
    fn decimal_point(&self) -> bool {
        let free = self.spaced
            || self
                .lexemes
                .last()
                .is_some_and(|last| matches!(last.kind, Kind::Sign(sign) if sign != '.' && sign != ')'));
        free && self.rest().as_bytes().get(1).is_some_and(u8::is_ascii_digit)
    }

    fn number(&mut self) {
        if self.phone() {
            return;
        }
        let rest = self.rest();
        let length = self.with_decimal_comma(numeral_length(rest));
        let glued = rest.get(length..).unwrap_or_default();
        let letters =
            glued.find(|c: char| !c.is_alphanumeric() || c.is_numeric() && !c.is_ascii()).unwrap_or(glued.len());
        let dollars = || glued.get(letters..).is_some_and(|after| after.starts_with('$'));
        let ending = glued.get(..letters).unwrap_or_default();
        let clock = matches!(ending, "a" | "p") && self.lexemes.last().is_some_and(|last| last.kind == Kind::Sign(':'));
        let alphabetic = ending.bytes().all(|byte| byte.is_ascii_alphabetic());
        let counts = clock
            || identifier::may_follow_digits(ending)
            || !alphabetic && identifier::is_sum_of_units(ending)
            || dollars() && identifier::is_dollar(ending);
        let kind = if letters == 0 || counts { Kind::Numeral } else { Kind::Name };
        self.push(if kind == Kind::Name { length + letters } else { length }, kind);
    }

    /// Takes a comma and one or two decimals in where a sign next to them shows that they are no list: "20,5%", "€5,00".
    fn with_decimal_comma(&self, length: usize) -> usize {
        let rest = self.rest();
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let Some(after) = rest.get(length..).and_then(|after| after.strip_prefix(',')) else { return length };
        let decimals = digits(after);
        let signed = after.get(decimals..).is_some_and(|end| end.trim_start_matches(' ').starts_with(['%', '€']));
        let euros = !self.spaced && self.lexemes.last().is_some_and(|last| last.kind == Kind::Sign('€'));
        let plain = digits(rest) == length && matches!(decimals, 1 | 2);
        if plain && (signed || euros) { length + 1 + decimals } else { length }
    }

    fn phone(&mut self) -> bool {
        let cued = || identifier::phone_cue(&self.lexemes);
        let Some(length) = identifier::phone_at(self.rest(), cued) else { return false };
        self.push(length, Kind::Name);
        true
    }
}

/// The length of the numeral at the start of `text`: grouped where the groups are complete, else up to the first mark;
/// with its exponent.
fn numeral_length(text: &str) -> usize {
    let complete = |end: &usize| {
        let after = text.get(*end..).unwrap_or_default().as_bytes();
        !after.first().is_some_and(u8::is_ascii_digit)
    };
    let digits = shape::grouped_length(text)
        .filter(complete)
        .or_else(|| shape::plain_length(text))
        .unwrap_or_else(|| text.chars().next().map_or(0, char::len_utf8));
    digits + text.get(digits..).and_then(shape::exponent_length).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(&str, char)> {
        let letter = |kind| match kind {
            Kind::Numeral => '0',
            Kind::Word(_) => 'w',
            Kind::Sign(_) => '.',
            Kind::Name => 'N',
        };
        lex(text).into_iter().map(|lexeme| (lexeme.span.slice(text), letter(lexeme.kind))).collect()
    }

    #[test]
    fn numerals_keep_their_marks() {
        for numeral in [
            "7",
            "1,234.56",
            "12,34,567",
            "1.234,56",
            "1.000",
            "40\u{202f}000",
            "1 234 567",
            "0.5",
            "1e6",
            "1.3x10^6",
            "2 × 10−5",
        ] {
            assert_eq!(kinds(numeral), [(numeral, '0')]);
        }
        assert_eq!(kinds("1,2 and 3")[..3], [("1", '0'), (",", '.'), ("2", '0')]);
        assert_eq!(kinds("2020, 2021")[..2], [("2020", '0'), (",", '.')]);
    }

    #[test]
    fn digits_inside_names_are_names() {
        for name in ["G7", "COVID-19", "RNG247", "U2", "5G", "B-52", "192.168.1.2", "https://a.org/12", "a1@b.org"] {
            assert_eq!(kinds(name), [(name, 'N')]);
        }
        assert_eq!(kinds("(G20)")[1], ("G20", 'N'));
        assert_eq!(kinds("$5m")[1..], [("5", '0'), ("m", 'w')]);
    }
}
