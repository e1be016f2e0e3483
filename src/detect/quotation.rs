//! Speech: its content, cue and speaker.

use crate::Document;
use crate::analysis::{Mention, Quotation};

/// The quotations in `document`, in order of their first fragment. `source` is left for `resolve`.
pub fn quotations(_document: &Document, _mentions: &[Mention]) -> Vec<Quotation> {
    Vec::new()
}
