//! Joins what was found: entities from mentions, sources from quotations, conflicts from quantities.

pub mod claim;
pub mod entity;
pub mod gender;
pub mod pronoun;
pub mod source;
