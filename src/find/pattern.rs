//! From what somebody typed to what is matched, or to what is wrong with it in plain words.

use super::Query;
use regex::{Regex, RegexBuilder};
use regex_syntax::ast::ErrorKind;
use std::fmt;

/// How long a pattern is at most, in characters.
pub const PATTERN_CHARACTERS: usize = 1000;
/// How much memory a compiled pattern takes at most, in bytes.
const COMPILED_BYTES: usize = 1 << 20;
/// How deep brackets nest at most.
const NESTING: u32 = 50;
/// What white space between two words matches: any, with one line's end at most.
const GAP: &str = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)";

/// Why nothing can be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// There is nothing in it.
    Empty,
    /// It has more than [`PATTERN_CHARACTERS`].
    TooLong,
    /// It would take too much memory.
    TooLarge,
    /// It is no regular expression.
    Syntax {
        /// At which character, counted from one.
        at: u32,
        /// What is wrong there.
        problem: String,
    },
}

impl fmt::Display for PatternError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(formatter, "there is nothing to look for"),
            Self::TooLong => write!(formatter, "this is longer than {PATTERN_CHARACTERS} characters"),
            Self::TooLarge => write!(formatter, "this repeats too much: make the numbers in {{ }} smaller"),
            Self::Syntax { at, problem } => write!(formatter, "character {at}: {problem}"),
        }
    }
}

impl std::error::Error for PatternError {}

/// What `query` matches.
pub(super) fn compile(query: &Query) -> Result<Regex, PatternError> {
    if query.pattern.trim().is_empty() {
        return Err(PatternError::Empty);
    }
    if query.pattern.chars().nth(PATTERN_CHARACTERS).is_some() {
        return Err(PatternError::TooLong);
    }
    let expression = if query.is_expression {
        check(&query.pattern)?;
        query.pattern.clone()
    } else {
        expression_of_words(&query.pattern, query.whole_words)
    };
    let mut builder = RegexBuilder::new(&expression);
    builder.case_insensitive(!query.match_case).nest_limit(NESTING).size_limit(COMPILED_BYTES);
    // Everything but its size was checked.
    builder.build().map_err(|_| PatternError::TooLarge)
}

fn expression_of_words(pattern: &str, whole: bool) -> String {
    let words: Vec<String> = pattern.split_whitespace().map(|word| word.chars().map(literal).collect()).collect();
    let words = words.join(GAP);
    if whole { format!(r"\b{{start-half}}{words}\b{{end-half}}") } else { words }
}

/// What one character matches: itself, and a straight quotation mark the curly ones.
fn literal(character: char) -> String {
    match character {
        '\'' => "['’‘]".to_owned(),
        '"' => "[\"“”]".to_owned(),
        other => regex::escape(other.encode_utf8(&mut [0; 4])),
    }
}

fn check(pattern: &str) -> Result<(), PatternError> {
    let parsed = regex_syntax::ParserBuilder::new().nest_limit(NESTING).build().parse(pattern);
    let (start, problem) = match parsed {
        Ok(_) => return Ok(()),
        Err(regex_syntax::Error::Parse(error)) => (error.span().start, in_words(error.kind())),
        Err(regex_syntax::Error::Translate(error)) => (error.span().start, error.kind().to_string()),
        Err(_) => return Err(PatternError::Syntax { at: 1, problem: "this is no regular expression".to_owned() }),
    };
    let before = pattern.get(..start.offset).unwrap_or_default().chars().count() as u32;
    Err(PatternError::Syntax { at: before + 1, problem })
}

fn in_words(kind: &ErrorKind) -> String {
    let words = match kind {
        ErrorKind::GroupUnclosed => "this bracket is never closed",
        ErrorKind::GroupUnopened => "this bracket was never opened",
        ErrorKind::ClassUnclosed => "this square bracket is never closed",
        ErrorKind::RepetitionMissing => {
            "there is nothing before this to repeat; write \\ before it to find it as it is"
        }
        ErrorKind::RepetitionCountInvalid => "the first number in { } is larger than the second",
        ErrorKind::RepetitionCountDecimalEmpty | ErrorKind::DecimalEmpty => "there is a number missing in { }",
        ErrorKind::RepetitionCountUnclosed => "this curly bracket is never closed",
        ErrorKind::EscapeUnexpectedEof => "nothing follows the \\; write \\\\ to find a \\ as it is",
        ErrorKind::EscapeUnrecognized => "this sign has no meaning after \\",
        ErrorKind::ClassRangeInvalid => "the range ends before it begins",
        ErrorKind::UnsupportedBackreference => "what was found before cannot be asked for again (\\1)",
        ErrorKind::UnsupportedLookAround => "looking ahead (?=…) and behind (?<=…) is not possible here",
        ErrorKind::NestLimitExceeded(_) => "brackets are too deep in brackets",
        other => return other.to_string(),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_what_is_wrong_and_where() {
        let cases = [
            ("", "there is nothing to look for"),
            ("  ", "there is nothing to look for"),
            ("é(a", "character 2: this bracket is never closed"),
            ("a)", "character 2: this bracket was never opened"),
            ("[a", "character 1: this square bracket is never closed"),
            ("*a", "character 1: there is nothing before this to repeat; write \\ before it to find it as it is"),
            ("a{3,1}", "character 2: the first number in { } is larger than the second"),
            ("a{3", "character 2: this curly bracket is never closed"),
            ("a\\", "character 2: nothing follows the \\; write \\\\ to find a \\ as it is"),
            ("\\y", "character 1: this sign has no meaning after \\"),
            ("[z-a]", "character 2: the range ends before it begins"),
            ("(a)\\1", "character 4: what was found before cannot be asked for again (\\1)"),
            ("(?=a)", "character 1: looking ahead (?=…) and behind (?<=…) is not possible here"),
            ("\\p{Ship}", "character 1: Unicode property not found"),
            ("(?:\\w{900}){9}", "this repeats too much: make the numbers in { } smaller"),
        ];
        for (pattern, expected) in cases {
            let query = Query { pattern: pattern.to_owned(), is_expression: true, ..Query::default() };
            assert_eq!(compile(&query).unwrap_err().to_string(), expected, "{pattern}");
        }
        let deep = Query { pattern: "(".repeat(99) + &")".repeat(99), is_expression: true, ..Query::default() };
        assert!(compile(&deep).unwrap_err().to_string().ends_with("brackets are too deep in brackets"));
        let long = Query { pattern: "é".repeat(PATTERN_CHARACTERS + 1), ..Query::default() };
        assert_eq!(compile(&long).unwrap_err(), PatternError::TooLong);
        assert!(compile(&Query { pattern: "é".repeat(PATTERN_CHARACTERS), ..long }).is_ok());
    }
}
