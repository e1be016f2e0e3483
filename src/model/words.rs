//! Classes of words that are used alike, learnt from how words stand together in much text.
//!
//! A word is known by its hash alone: the upper half picks a bucket, eight further bits tell the words of a bucket apart. One
//! unknown word in about a hundred is so taken for a known one, which the trainer of what reads the classes sees as well.

use super::file::{Model, ModelError, Section};
use crate::hash::{LONG_START, long_hash};
use std::ops::Range;
use std::sync::Arc;

/// How many buckets there are.
const BUCKETS: usize = 1 << 16;

/// Says which class a word is in. Made once from a [`Model`], then shared.
#[derive(Clone, Debug)]
pub struct WordClasses {
    model: Arc<Model>,
    /// Where each bucket begins, and where the last one ends.
    starts: Vec<u32>,
    prints: Range<usize>,
    classes: Range<usize>,
    coarse: Range<usize>,
}

/// The class of a word; zeros for an unknown one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClass {
    /// One of about a thousand, counted from 1.
    pub fine: u16,
    /// One of fewer than 256, counted from 1, that the fine class belongs to.
    pub coarse: u8,
}

impl WordClasses {
    /// The section of the numbers of words in the buckets, one byte each.
    pub const COUNTS: Section = Section::new("wordbuck");
    /// The section of the eight bits that tell words of a bucket apart, bucket by bucket.
    pub const PRINTS: Section = Section::new("wordhash");
    /// The section of the fine classes of all words, two bytes each.
    pub const CLASSES: Section = Section::new("wordclas");
    /// The section of the coarse classes of the fine ones, one byte each.
    pub const COARSE: Section = Section::new("wordcoar");

    /// Compiles the look-up from `model`.
    ///
    /// # Errors
    ///
    /// Where a section is missing or does not fit the others.
    pub fn new(model: Arc<Model>) -> Result<Self, ModelError> {
        let range = |name| model.range(name).ok_or(ModelError::Section { name });
        let (prints, classes, coarse) = (range(Self::PRINTS)?, range(Self::CLASSES)?, range(Self::COARSE)?);
        let counts = model.section(Self::COUNTS).filter(|counts| counts.len() == BUCKETS);
        let (starts, end) = starts(counts.ok_or(ModelError::Section { name: Self::COUNTS })?);
        if prints.len() != end as usize || classes.len() != 2 * prints.len() {
            return Err(ModelError::Section { name: Self::PRINTS });
        }
        Ok(Self { model, starts, prints, classes, coarse })
    }

    /// The class of `lower`, a word in lower case.
    pub fn class(&self, lower: &str) -> WordClass {
        self.find(lower).unwrap_or_default()
    }

    fn find(&self, lower: &str) -> Option<WordClass> {
        let (bucket, print) = place(lower);
        let (start, end) = (*self.starts.get(bucket)? as usize, *self.starts.get(bucket + 1)? as usize);
        let bytes = self.model.bytes();
        let prints = bytes.get(self.prints.start + start..self.prints.start + end)?;
        let at = self.classes.start + 2 * (start + prints.iter().position(|known| *known == print)?);
        let fine = u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?);
        let coarse = *bytes.get(self.coarse.clone())?.get(usize::from(fine).checked_sub(1)?)?;
        Some(WordClass { fine, coarse })
    }

    /// The sections of the model file for `words` with their fine classes, most frequent first, and for the coarse class of
    /// every fine one. A bucket keeps 255 words at most, the first of those that look alike.
    pub fn sections(words: &[(&str, u16)], coarse: &[u8]) -> Vec<(Section, Vec<u8>)> {
        let mut buckets: Vec<Vec<(u8, u16)>> = vec![Vec::new(); BUCKETS];
        for (word, class) in words {
            let (bucket, print) = place(word);
            let bucket = &mut buckets[bucket];
            if bucket.len() < 255 && bucket.iter().all(|(known, _)| *known != print) {
                bucket.push((print, *class));
            }
        }
        let all = || buckets.iter().flatten();
        vec![
            (Self::COUNTS, buckets.iter().map(|bucket| bucket.len() as u8).collect()),
            (Self::PRINTS, all().map(|(print, _)| *print).collect()),
            (Self::CLASSES, all().flat_map(|(_, class)| class.to_le_bytes()).collect()),
            (Self::COARSE, coarse.to_vec()),
        ]
    }
}

/// Where buckets with so many words begin, and where the last one ends: twice, in the list and behind it.
#[inline(never)]
fn starts(counts: &[u8]) -> (Vec<u32>, u32) {
    let mut starts = Vec::with_capacity(counts.len() + 1);
    let mut end = 0;
    starts.push(end);
    for count in counts {
        end += u32::from(*count);
        starts.push(end);
    }
    (starts, end)
}

/// The bucket of a word and what tells it apart there.
fn place(word: &str) -> (usize, u8) {
    let hash = long_hash(LONG_START, word);
    let mixed = (hash ^ hash >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed >> 48) as usize, (mixed >> 32) as u8)
}

#[cfg(test)]
mod tests {
    use super::super::write;
    use super::*;

    fn classes(words: &[(&str, u16)]) -> Result<WordClasses, ModelError> {
        WordClasses::new(Arc::new(Model::read(write(&WordClasses::sections(words, &[7, 9])))?))
    }

    #[test]
    fn known_words_have_their_class() {
        let known = classes(&[("lagos", 1), ("kano", 2), ("lagos", 2)]).unwrap();
        assert_eq!(known.class("lagos"), WordClass { fine: 1, coarse: 7 });
        assert_eq!(known.class("kano"), WordClass { fine: 2, coarse: 9 });
        assert_eq!(known.class("accra"), WordClass::default());
    }

    #[test]
    fn sections_must_fit() {
        let mut sections = WordClasses::sections(&[("lagos", 1)], &[1]);
        sections[1].1.push(0);
        let model = Arc::new(Model::read(write(&sections)).unwrap());
        assert!(WordClasses::new(model).is_err());
    }

    #[test]
    fn a_class_that_is_not_there_is_none() {
        assert_eq!(classes(&[("lagos", 900)]).unwrap().class("lagos"), WordClass::default());
    }
}
