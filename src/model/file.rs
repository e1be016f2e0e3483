//! The file format: a magic, a version, a table of sections, a checksum, the sections.
//!
//! All numbers are little-endian. Bytes 0 to 7 are `POSTIL` and two zeros, then four u32: the version, the number of
//! sections, the length of the whole file, and a hash of all that follows these 24 bytes (FNV-1a over words of eight bytes).
//! Then comes the table, 16 bytes a section: its tag (eight ASCII letters, padded with zeros), its first byte in the file,
//! its length.

use crate::hash::{LONG_START, long_step};
use std::fmt;
use std::ops::Range;

/// The bytes of a model file, checked, with its table of sections. Weights are read in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    bytes: Vec<u8>,
    sections: Vec<(Section, Range<usize>)>,
}

/// The name of a section: up to eight ASCII letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Section([u8; 8]);

/// What can be wrong with a model file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// It does not begin as a model file does.
    NotAModel,
    /// It was written for another version of the engine.
    Version {
        /// The version it says.
        found: u32,
    },
    /// It ends early, or its table points out of it, or its hash is not the one it says.
    Damaged,
    /// A section that the engine needs is not there or has the wrong size.
    Section {
        /// Its name.
        name: Section,
    },
}

/// The version that this engine reads and writes.
const VERSION: u32 = 4;

const MAGIC: [u8; 8] = *b"POSTIL\0\0";
const HEADER: usize = 24;
const ENTRY: usize = 16;

impl Section {
    /// The section called `name`; letters after the eighth are left out.
    pub const fn new(name: &str) -> Self {
        let bytes = name.as_bytes();
        let mut tag = [0; 8];
        let mut at = 0;
        while at < bytes.len() && at < tag.len() {
            tag[at] = bytes[at];
            at += 1;
        }
        Self(tag)
    }
}

impl Model {
    /// Checks `bytes` and reads the table of sections.
    ///
    /// ```
    /// use postil::model::{Model, ModelError, Section, write};
    ///
    /// let file = write(&[(Section::new("weights"), vec![1, 2, 3])]);
    /// let model = Model::read(file)?;
    /// assert_eq!(model.section(Section::new("weights")), Some(&[1, 2, 3][..]));
    /// assert_eq!(Model::read(b"PK..".to_vec()), Err(ModelError::NotAModel));
    /// # Ok::<(), ModelError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where the bytes are no model file, of another version, or damaged.
    pub fn read(bytes: Vec<u8>) -> Result<Self, ModelError> {
        if bytes.get(..8) != Some(&MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let header = |at| number(&bytes, at).ok_or(ModelError::Damaged);
        let (version, count, length, sum) = (header(8)?, header(12)?, header(16)?, header(20)?);
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let body = bytes.get(HEADER..).unwrap_or_default();
        if length as usize != bytes.len() || hash(body) != sum || count as usize > body.len() / ENTRY {
            return Err(ModelError::Damaged);
        }
        let sections = (0..count as usize).map(|index| entry(&bytes, HEADER + ENTRY * index)).collect::<Option<_>>();
        Ok(Self { sections: sections.ok_or(ModelError::Damaged)?, bytes })
    }

    /// The bytes of the section called `name`.
    pub fn section(&self, name: Section) -> Option<&[u8]> {
        let range = self.range(name)?;
        self.bytes.get(range)
    }

    /// Where the section called `name` lies in [`Self::bytes`].
    pub fn range(&self, name: Section) -> Option<Range<usize>> {
        self.sections.iter().find(|section| section.0 == name).map(|section| section.1.clone())
    }

    /// The whole file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The bytes of one model file with the sections of all `models`.
///
/// ```
/// use postil::model::{Model, Section, join, write};
///
/// let part = |name, byte| Model::read(write(&[(Section::new(name), vec![byte])]));
/// let whole = Model::read(join(&[part("one", 1)?, part("two", 2)?]))?;
/// assert_eq!(whole.section(Section::new("two")), Some(&[2][..]));
/// # Ok::<(), postil::model::ModelError>(())
/// ```
pub fn join(models: &[Model]) -> Vec<u8> {
    let sections = models.iter().flat_map(|model| {
        let content = |range: &Range<usize>| model.bytes.get(range.clone()).unwrap_or_default().to_vec();
        model.sections.iter().map(move |(name, range)| (*name, content(range)))
    });
    write(&sections.collect::<Vec<_>>())
}

/// The bytes of a model file with these sections.
pub fn write(sections: &[(Section, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut start = HEADER + ENTRY * sections.len();
    for (name, content) in sections {
        body.extend(name.0);
        body.extend((start as u32).to_le_bytes());
        body.extend((content.len() as u32).to_le_bytes());
        start += content.len();
    }
    for (_, content) in sections {
        body.extend(content);
    }
    let numbers = [VERSION, sections.len() as u32, (HEADER + body.len()) as u32, hash(&body)];
    let mut file = MAGIC.to_vec();
    file.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    file.extend(body);
    file
}

fn entry(bytes: &[u8], at: usize) -> Option<(Section, Range<usize>)> {
    let tag = bytes.get(at..at + 8)?.try_into().ok()?;
    let (start, length) = (number(bytes, at + 8)? as usize, number(bytes, at + 12)? as usize);
    let range = start..start.checked_add(length)?;
    bytes.get(range.clone()).map(|_| (Section(tag), range))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// FNV-1a of 64 bits over little-endian words of eight bytes, the last one filled up with zeros; then its halves are laid over
/// each other.
#[inline(never)]
fn hash(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = LONG_START;
    for word in words {
        hash = long_step(hash, u64::from_le_bytes(*word));
    }
    hash = long_step(hash, u64::from_le_bytes(filled(rest)));
    (hash ^ hash >> 32) as u32
}

/// `bytes`, at most so many, filled up with zeros.
pub(super) fn filled<const LENGTH: usize>(bytes: &[u8]) -> [u8; LENGTH] {
    let mut filled = [0; LENGTH];
    filled.iter_mut().zip(bytes).for_each(|(cell, byte)| *cell = *byte);
    filled
}

impl fmt::Display for Section {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.split(|byte| *byte == 0).next().unwrap_or_default();
        formatter.write_str(&String::from_utf8_lossy(name))
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => write!(formatter, "this is not a Postil model file"),
            Self::Version { found } => {
                write!(formatter, "the model file has version {found}, this engine reads version {VERSION}")
            }
            Self::Damaged => write!(formatter, "the model file is damaged or not complete"),
            Self::Section { name } => write!(formatter, "the model file lacks a usable section \"{name}\""),
        }
    }
}

impl std::error::Error for ModelError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        write(&[(Section::new("one"), vec![1, 2]), (Section::new("two"), vec![]), (Section::new("three"), vec![9])])
    }

    #[test]
    fn what_is_written_is_read() {
        let model = Model::read(file()).unwrap();
        assert_eq!(model.section(Section::new("one")), Some(&[1, 2][..]));
        assert_eq!(model.section(Section::new("two")), Some(&[][..]));
        assert_eq!(model.section(Section::new("three")), Some(&[9][..]));
        assert_eq!(model.section(Section::new("four")), None);
        assert_eq!(model.bytes(), file());
    }

    #[test]
    fn any_change_is_noticed() {
        let whole = file();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 0x40;
            assert!(Model::read(changed).is_err(), "byte {at}");
            assert!(Model::read(whole[..at].to_vec()).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let mut newer = file();
        newer[8] = 7;
        let error = Model::read(newer).unwrap_err();
        assert_eq!(error.to_string(), "the model file has version 7, this engine reads version 4");
        let missing = ModelError::Section { name: Section::new("bias") };
        assert_eq!(missing.to_string(), "the model file lacks a usable section \"bias\"");
    }
}
