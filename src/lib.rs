//! Postil reads a news article and writes in its margin: who and what it names, who says what, and which numbers it claims.
//!
//! This crate is the core: no DOM, no JavaScript, no clock, thread, network or randomness. It is total (any UTF-8 text
//! gives an [`Analysis`], never a panic) and deterministic. All offsets are UTF-8 bytes on character boundaries
//! ([`Span`]); other units exist only at the edges, through [`text::OffsetMap`].
//!
//! ```
//! use postil::{Article, Engine};
//!
//! let engine = Engine::new();
//! let article = Article::new("About 50 people fled, said Awa Kone.");
//! let analysis = engine.annotate(&article);
//! assert!(analysis.sentences.len() == 1);
//! ```

pub mod analysis;
pub mod annotation;
mod article;
pub mod detect;
mod engine;
pub mod find;
pub mod format;
mod hash;
pub mod label_set;
pub mod lexicon;
pub mod model;
pub mod resolve;
pub mod score;
pub mod segment;
pub mod session;
pub mod text;

pub use analysis::Analysis;
pub use annotation::{Annotation, Label, Layer};
pub use article::Article;
pub use engine::{Document, Engine, Reading};
pub use text::Span;
