//! Sources from quotations.

use crate::Document;
use crate::analysis::{Entity, Mention, Quotation, Source};

/// The sources of `quotations`, in order of first mention. Sets each quotation's `source`.
pub fn sources(
    _document: &Document,
    _mentions: &[Mention],
    _entities: &[Entity],
    _quotations: &mut [Quotation],
) -> Vec<Source> {
    Vec::new()
}
