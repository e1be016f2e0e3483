//! What a character is to the tokeniser.

use super::marks::extends;

/// What a character is to the tokeniser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// White space.
    Space,
    /// Letters of any script.
    Letter,
    /// Digits and fractions.
    Digit,
    /// Belongs to the character before it.
    Mark,
    /// Stops, commas, brackets, quotation marks, dashes.
    Punctuation,
    /// All else that is seen, and all that is not.
    Symbol,
}

/// The class of `c`.
pub(crate) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        _ if is_general_punctuation(c) => Class::Punctuation,
        _ if c.is_whitespace() => Class::Space,
        '$' | '%' | '&' | '+' | '<' | '=' | '>' | '^' | '|' | '~' => Class::Symbol,
        '!'..='~' => Class::Punctuation,
        _ if extends(c) => Class::Mark,
        _ if c.is_alphabetic() => Class::Letter,
        _ if is_punctuation(c) => Class::Punctuation,
        _ if c.is_numeric() && !is_raised(c) => Class::Digit,
        _ => Class::Symbol,
    }
}

/// Whether `c` is a letter of any script. Quotation marks and dashes, the signs that news has most of beyond ASCII, are
/// told apart before the tables of Unicode are asked.
pub(crate) fn is_letter(c: char) -> bool {
    !is_general_punctuation(c) && c.is_alphabetic()
}

/// Dashes, quotation marks and other signs of the block General Punctuation, none of them a letter, mark or space.
const fn is_general_punctuation(c: char) -> bool {
    matches!(c, '‐'..='‧' | '‰'..='⁞')
}

/// Whether `c` is an apostrophe, straight or not.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Whether `c` can open what stands after it: quotation marks and brackets.
pub(crate) fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '(' | '[' | '{' | '「' | '『' | '＂' | '（')
}

/// Whether a run of `c` is one token.
pub(crate) fn runs(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '=' | '*' | '_' | '~' | '+' | '\'' | '`' | '‘' | '’' | '<' | '>' | '#' | '/' | '^')
}

fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '、'..='〃' | '〈'..='】' | '〔'..='〟' | '！'..='／'
            | '：'..='＠' | '［'..='｀' | '｛'..='･'
    )
}

fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '⁰'..='₟')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_apart_first_is_no_letter_mark_or_space() {
        let mut block = ('\u{2000}'..='\u{206f}').filter(|c| is_general_punctuation(*c));
        assert!(block.clone().count() > 60);
        assert_eq!(block.find(|c| c.is_alphabetic() || c.is_whitespace() || extends(*c)), None);
        assert!(is_letter('ï') && is_letter('ж') && !is_letter('’') && !is_letter('—') && !is_letter('7'));
    }
}
