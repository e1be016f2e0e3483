//! The text that everything else points into.

use crate::segment;
use crate::text::Span;

/// A text as given, with LF newlines, never altered afterwards, and where its paragraphs lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    text: String,
    paragraphs: Vec<Span>,
}

impl Article {
    /// Takes `text` in.
    pub fn new(text: &str) -> Self {
        let text = text.to_owned();
        let paragraphs = segment::paragraphs(&text);
        Self { text, paragraphs }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs in order: lines that hold more than white space, trimmed of it.
    pub fn paragraphs(&self) -> &[Span] {
        &self.paragraphs
    }
}
