//! Trained models: the file they come in, what is looked at, and the predictors made of them.
//!
//! Three types, three lives. A [`Model`] is data: the bytes of a file, checked once, its sections read in place. A
//! predictor is compiled from it, immutable and shared. What a prediction works on lies in buffers of the caller.
//!
//! [`Model`] knows nothing of what its sections mean, so every trained part of the engine uses the same file format.

mod boundary;
mod chain;
mod file;
mod lattice;
mod words;

pub use boundary::{BoundaryPredictor, FEATURES, Features, Gap, TABLE, features};
pub use chain::{ChainPredictor, ChainWeights, ROWS};
pub use file::{Model, ModelError, Section, join, write};
pub use lattice::{ANY_TAG, Lattice, Scores, TAGS, Transitions, begin, best, inside, may_follow};
pub use words::{WordClass, WordClasses};
