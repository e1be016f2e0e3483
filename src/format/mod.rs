//! Exchange formats: one file per format, write, and read where it can be read back.
//!
//! Every writer gives the text of the file and what the format could not carry, annotation by annotation. No format
//! knows another; [`FORMATS`] lists those of a Session. [`contract`] is apart: it writes what the Engine found, for batches.
//!
//! | format | offsets | which annotations | discontinuous | overlapping | relations, attributes |
//! |---|---|---|---|---|---|
//! | [`native`] | code points | all, with the log | yes | yes | yes |
//! | [`spacy`] | code points | all but rejected and orphaned | as separate spans | in `spans`, not in `entities` | no |
//! | [`csv`] | code points and UTF-16 | all, with their state | a row for each fragment | yes | in columns |

pub mod contract;
pub mod csv;
pub mod mapped;
pub mod native;
pub mod spacy;

use crate::annotation::AnnotationId;
use crate::session::Session;
use crate::text::OffsetUnit;
use std::fmt;

/// A file as it was written, and what it could not carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The whole file.
    pub text: String,
    /// What is not in it, in the order of the annotations.
    pub losses: Vec<Loss>,
}

/// Something that a format could not carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The annotation or relation it is about.
    pub id: AnnotationId,
    /// What happened to it.
    pub kind: LossKind,
}

/// What happens to an annotation or relation that a format cannot carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossKind {
    /// Left out: it overlaps this one, which is longer.
    Overlaps(AnnotationId),
    /// Its fragments became annotations of their own.
    Split,
    /// It cut a word and was widened to whole words.
    Widened,
    /// Left out: it covers no word.
    Blank,
    /// Left out: it has no place in the text.
    Orphan,
    /// Its attributes are left out.
    Attributes,
    /// Left out: the format knows no relations.
    Relation,
}

impl fmt::Display for Loss {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id.0;
        match self.kind {
            LossKind::Overlaps(other) => write!(formatter, "{id} left out: it overlaps {}, which is longer", other.0),
            LossKind::Split => write!(formatter, "{id} split: its fragments became annotations of their own"),
            LossKind::Widened => write!(formatter, "{id} widened to whole words"),
            LossKind::Blank => write!(formatter, "{id} left out: it covers no word"),
            LossKind::Orphan => write!(formatter, "{id} left out: it has no place in the text"),
            LossKind::Attributes => write!(formatter, "{id} without its attributes"),
            LossKind::Relation => write!(formatter, "relation {id} left out: the format knows none"),
        }
    }
}

/// Why a file cannot be read. Nothing is taken from a file that cannot be read as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It is not of this format, or broken.
    Syntax {
        /// The line, from 1.
        line: u32,
        /// What the reader stumbled over.
        cause: String,
    },
    /// It was written by a later Postil.
    Newer {
        /// What the file calls its format.
        schema: String,
    },
    /// It is well formed, yet what it says does not fit together.
    Content {
        /// What does not fit, and what to do.
        cause: String,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line, cause } => {
                write!(formatter, "line {line}: {cause}. Check that this is the whole file and of the right format.")
            }
            Self::Newer { schema } => write!(
                formatter,
                "The file is of format {schema}, which a later Postil wrote; this one reads {}. Update Postil.",
                native::SCHEMA
            ),
            Self::Content { cause } => formatter.write_str(cause),
        }
    }
}

impl std::error::Error for ReadError {}

/// One exchange format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name in commands and options.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// How its files end, with the dot.
    pub extension: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What its offsets count.
    pub offsets: OffsetUnit,
    /// Writes a Session.
    pub write: fn(&Session) -> Written,
    /// Reads a Session, where the format can be read back.
    pub read: Option<Read>,
}

/// A reader of files.
pub type Read = fn(&str) -> Result<Session, ReadError>;

/// All formats, the one that keeps everything first.
pub const FORMATS: [Format; 3] = [
    Format {
        name: "postil",
        title: "Postil (everything, with history)",
        extension: ".postil.json",
        media_type: "application/json",
        offsets: OffsetUnit::Codepoint,
        write: native::write,
        read: Some(native::read),
    },
    Format {
        name: "spacy",
        title: "spaCy (JSON Lines)",
        extension: ".jsonl",
        media_type: "application/jsonl",
        offsets: OffsetUnit::Codepoint,
        write: spacy::write,
        read: None,
    },
    Format {
        name: "csv",
        title: "Table (CSV)",
        extension: ".csv",
        media_type: "text/csv",
        offsets: OffsetUnit::Codepoint,
        write: csv::write,
        read: None,
    },
];

/// The format of that name.
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
