//! Paragraphs, sentences and tokens.
//!
//! Paragraphs are lines with something on them. Tokens follow the English practice of Universal Dependencies; what lies
//! between two tokens is white space only, so tokens and gaps tile the text.

mod abbreviations;
mod address;
mod character;
mod gaps;
mod marks;
mod number;
mod sentences;
pub mod sight;
mod sign;
mod tokens;
mod word;
mod wordlist;

pub(crate) use character::is_letter;
pub use tokens::tokens;

use crate::model::{BoundaryPredictor, Features};
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

/// The sentences and tokens of one paragraph, by rule alone.
///
/// ```
/// let text = "Gen. Dembele spoke at 3.5 metres. \u{201c}Why?\u{201d} The U.S. envoy left.";
/// let found = postil::segment::segment(text);
/// let sentences: Vec<&str> = found.sentences.iter().map(|span| span.slice(text)).collect();
/// assert_eq!(sentences, ["Gen. Dembele spoke at 3.5 metres.", "\u{201c}Why?\u{201d}", "The U.S. envoy left."]);
/// ```
pub fn segment(paragraph: &str) -> Segmentation {
    let (tokens, sights) = look(paragraph);
    let sentences = sentences::join(&tokens, |index| sentences::ends_by_rule(&sights, index));
    Segmentation { sentences, tokens }
}

/// The sentences and tokens of one paragraph, with a trained predictor of where sentences end.
pub fn segment_with(predictor: &BoundaryPredictor, paragraph: &str) -> Segmentation {
    segment_by(paragraph, |_, features| predictor.ends(features))
}

/// The sentences and tokens of one paragraph. `ends` is asked for each gap where a sentence may end; it is given the end of
/// the token before and the features of the gap. Trainers learn from these.
pub fn segment_by(paragraph: &str, mut ends: impl FnMut(u32, &Features) -> bool) -> Segmentation {
    let (tokens, sights) = look(paragraph);
    let ask = |index: usize, features: &Features| tokens.get(index).is_some_and(|token| ends(token.span.end, features));
    let found = gaps::ends_by(&sights, ask);
    let sentences = sentences::join(&tokens, |index| found.get(index) == Some(&true));
    Segmentation { sentences, tokens }
}

fn look(paragraph: &str) -> (Vec<Token>, Vec<sight::Sight>) {
    let tokens = tokens(paragraph);
    let mut sights = Vec::with_capacity(tokens.len());
    sight::look(paragraph, &tokens, &mut sights);
    (tokens, sights)
}
