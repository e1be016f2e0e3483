//! Paragraphs, sentences and tokens.
//!
//! Paragraphs are lines with something on them. Tokens follow the English practice of Universal Dependencies; what lies
//! between two tokens is white space only, so tokens and gaps tile the text.

mod abbreviations;
mod address;
mod character;
mod marks;
mod number;
mod sign;
mod tokens;
mod word;
mod wordlist;

pub use tokens::tokens;

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// Letters, with any inner apostrophes, hyphens or stops ("Goïta", "U.S.", "n't").
    Word,
    /// Begins with a digit, or a decimal point and a digit ("1,234.5", "3rd").
    Number,
    /// Stops, commas, brackets, quotation marks.
    Punctuation,
    /// Currency, percent, arithmetic and other symbols, emoji.
    Symbol,
    /// A web or mail address, a hashtag or a mention of a user.
    Address,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// The sentences and tokens of one paragraph, in order, with offsets from the start of that paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    /// Sentences, without the white space around them.
    pub sentences: Vec<Span>,
    /// Tokens. Every token lies in exactly one sentence.
    pub tokens: Vec<Token>,
}

/// The paragraphs of `text`: its lines that hold more than white space, trimmed of it.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = (start + lead) as u32;
            found.push(Span::new(from, from + trimmed.len() as u32));
        }
        start += line.len();
    }
    found
}

/// The sentences and tokens of one paragraph.
pub fn segment(paragraph: &str) -> Segmentation {
    let tokens = tokens(paragraph);
    let sentences = match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => vec![first.span.cover(last.span)],
        _ => Vec::new(),
    };
    Segmentation { sentences, tokens }
}
