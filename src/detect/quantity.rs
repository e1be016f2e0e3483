//! Numeric claims.

use crate::analysis::Quantity;
use crate::segment::Token;

/// The numeric claims of one paragraph, in order, with offsets from its start. `source` is left for `resolve`.
pub fn quantities(_paragraph: &str, _tokens: &[Token]) -> Vec<Quantity> {
    Vec::new()
}
