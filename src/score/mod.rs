//! How well one annotation of a text agrees with another: precision, recall and F1 of each layer.
//!
//! Plain data goes in, figures come out; nothing here reads a file. A text is scored at a time and the scores of many
//! texts are added up with `+=`, so that every figure is micro-averaged. Gold and prediction are the same type, and
//! swapping them swaps precision and recall: the two sides of an exercise are marked by the same functions.

pub mod coreference;
pub mod entity;
mod pairing;
pub mod quantity;
pub mod quotation;
pub mod segment;
mod tally;

pub use tally::{Share, Tally};
