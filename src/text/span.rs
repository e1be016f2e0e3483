//! Half-open ranges of UTF-8 byte offsets.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range `start..end` of UTF-8 byte offsets, both on character boundaries of the text it belongs to.
///
/// ```
/// use postil::Span;
///
/// let span = Span::new(0, 6);
/// assert_eq!(span.slice("Goïta said"), "Goïta");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`. Ends before the start are pulled up to it.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range in `usize`, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty where the span does not lie on character boundaries of `text`.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span moved right by `offset` bytes.
    #[must_use]
    pub const fn shifted(self, offset: u32) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slicing_off_a_boundary_gives_nothing() {
        assert_eq!(Span::new(0, 3).slice("Goï"), "");
        assert_eq!(Span::new(2, 99).slice("Goï"), "");
    }

    #[test]
    fn relations_between_spans() {
        let (a, b, c) = (Span::new(0, 4), Span::new(2, 6), Span::new(4, 6));
        assert!(a.overlaps(b) && !a.overlaps(c) && b.contains(c));
        assert_eq!(a.cover(c), Span::new(0, 6));
    }
}
