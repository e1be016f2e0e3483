//! Entities from mentions.

use crate::Document;
use crate::analysis::{Entity, Mention};

/// The things that `mentions` name, in order of first mention. Sets each mention's `entity`.
pub fn entities(_document: &Document, _mentions: &mut [Mention]) -> Vec<Entity> {
    Vec::new()
}
