//! The text that everything else points into.

use crate::segment;
use crate::text::{self, Span, TooLong};

/// A text as given, with LF newlines, never altered afterwards, and where its paragraphs lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    text: String,
    paragraphs: Vec<Span>,
}

impl Article {
    /// Takes `text` in: newlines become LF ([`text::with_lf`]), all else stays.
    ///
    /// Offsets are `u32`; where a text may be long, [`Article::checked`] refuses what is past the limit.
    pub fn new(text: &str) -> Self {
        let text = text::with_lf(text).into_owned();
        let paragraphs = segment::paragraphs(&text);
        Self { text, paragraphs }
    }

    /// [`Article::new`] for a text from outside.
    ///
    /// # Errors
    /// [`TooLong`] above [`text::LIMIT_BYTES`].
    pub fn checked(text: &str) -> Result<Self, TooLong> {
        text::check_length(text.len())?;
        Ok(Self::new(text))
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
