//! Text as it comes in and the units it is measured in: [`Span`], offsets, newlines, pasted HTML.

pub mod html;
mod intake;
mod offset_map;
mod span;

pub use intake::{LIMIT_BYTES, TooLong, check_length, with_lf};
pub use offset_map::{OffsetMap, OffsetUnit};
pub use span::Span;
