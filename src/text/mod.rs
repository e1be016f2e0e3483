//! Text as it comes in and the units it is measured in: [`Span`], offsets, newlines, pasted HTML.

mod span;

pub use span::Span;
