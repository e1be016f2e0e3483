//! Finds spans: one concern a module.

pub mod entity;
mod hedge;
pub mod quantity;
pub mod quotation;
