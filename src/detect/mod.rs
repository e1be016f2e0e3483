//! Finds spans: one concern a module.

pub mod entity;
pub mod quantity;
pub mod quotation;
