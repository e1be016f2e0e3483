//! Numeric claims: who makes them, and which of them disagree.

use crate::Document;
use crate::analysis::{Conflict, Quantity, Quotation};

/// Sets the source of every quantity that stands inside a quotation.
pub fn attribute(_quantities: &mut [Quantity], _quotations: &[Quotation]) {}

/// Groups of claims on one thing.
pub fn conflicts(_document: &Document, _quantities: &[Quantity]) -> Vec<Conflict> {
    Vec::new()
}
