//! A linear chain over hashed features: how much each feature of a token speaks for each tag.
//!
//! A token is turned into a list of features, each the hash of one thing that can be said of it. A feature picks a row of
//! weights; most of the [`ROWS`] rows are empty, and the others hold a few weights of one byte.

use super::file::{Model, ModelError, Section, filled};
use super::lattice::{Scores, TAGS, Transitions};

/// How many rows of weights there may be: a power of two.
pub const ROWS: usize = 1 << 20;

/// Scores the tags of tokens. Made once from a [`Model`], then shared.
#[derive(Clone, Debug)]
pub struct ChainPredictor {
    /// All rows, eight by eight: few enough bytes to stay near the processor.
    blocks: Vec<Block>,
    /// All weights, row by row.
    weights: Pairs,
    unit: f32,
    transitions: Transitions,
}

/// Eight rows that follow each other.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    /// How many weights stand before the first of them.
    start: u32,
    /// How many weights each has.
    counts: [u8; BLOCK],
}

/// How many rows a block has.
const BLOCK: usize = 8;

/// Weights with their tags, a tag and a weight in turn: they are looked up together, so they lie together.
#[derive(Clone, Debug, Default)]
struct Pairs(Vec<[u8; 8]>);

/// Weights as the trainer has them.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainWeights {
    /// Number of a row, below [`ROWS`], and its weights; rows in order.
    pub rows: Vec<(u32, Scores)>,
    /// Of one tag after another, `[before][after]`.
    pub transitions: [Scores; TAGS],
}

impl ChainPredictor {
    /// The section of the numbers of weights of all rows, one byte each.
    pub const COUNTS: Section = Section::new("chainrow");
    /// The section of the tags of all weights, row by row.
    pub const KEYS: Section = Section::new("chaintag");
    /// The section of all weights, one byte each.
    pub const WEIGHTS: Section = Section::new("chainwgt");
    /// The section of what one unit of a weight stands for, and of the transitions, as 32-bit floating-point numbers.
    pub const SCALE: Section = Section::new("chainsca");

    /// Compiles the predictor from `model`.
    ///
    /// # Errors
    ///
    /// Where a section is missing or does not fit the others.
    pub fn new(model: &Model) -> Result<Self, ModelError> {
        let section = |name| model.section(name).ok_or(ModelError::Section { name });
        let fits = |name, holds: bool| if holds { Ok(()) } else { Err(ModelError::Section { name }) };
        let (counts, tags, weights) = (section(Self::COUNTS)?, section(Self::KEYS)?, section(Self::WEIGHTS)?);
        fits(Self::COUNTS, counts.len() == ROWS)?;
        let (blocks, end) = blocks(counts).ok_or(ModelError::Section { name: Self::COUNTS })?;
        fits(Self::WEIGHTS, weights.len() == end as usize)?;
        fits(Self::KEYS, tags.len() == weights.len())?;
        let pairs = Pairs::new(tags, weights).ok_or(ModelError::Section { name: Self::KEYS })?;
        let scale = Scale::read(section(Self::SCALE)?).ok_or(ModelError::Section { name: Self::SCALE })?;
        Ok(Self { blocks, weights: pairs, unit: scale.unit, transitions: Transitions::new(&scale.transitions) })
    }

    /// The log-weights of one tag after another.
    pub const fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// The log-scores of the tags of a token with these features.
    pub fn scores(&self, features: &[u32]) -> Scores {
        // All rows first, so that the waits for memory overlap; then the weights of those that have any.
        let mut filled = [(0, 0); BATCH];
        let mut sums = [0i32; TAGS];
        for batch in features.chunks(BATCH) {
            let mut count = 0;
            for feature in batch {
                let row = self.row(*feature as usize % ROWS);
                if let Some(cell) = filled.get_mut(count) {
                    *cell = row;
                }
                count += usize::from(row.1 > 0);
            }
            for (start, count) in filled.get(..count).unwrap_or_default() {
                self.weights.add(*start as usize, *count as usize, &mut sums);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "sums are far below 2^23")]
        sums.map(|sum| sum as f32 * self.unit)
    }

    /// Where the weights of a row begin, and how many it has.
    fn row(&self, number: usize) -> (u32, u32) {
        let block = self.blocks.get(number / BLOCK).copied().unwrap_or_default();
        let place = number % BLOCK * 8;
        let counts = u64::from_le_bytes(block.counts);
        let before = before(counts) >> place & 0xff;
        (block.start + before as u32, (counts >> place & 0xff) as u32)
    }
}

/// How many rows are looked up at a time.
const BATCH: usize = 64;

/// Every byte is the sum of those below it in `counts`: multiplying adds up all shifts by whole bytes. Eight counts of at most
/// [`TAGS`] each do not overflow a byte.
const fn before(counts: u64) -> u64 {
    (counts << 8).wrapping_mul(0x0101_0101_0101_0101)
}

/// The rows with these numbers of weights, and how many weights there are in all; nothing where a row has more than there are tags.
#[inline(never)]
fn blocks(counts: &[u8]) -> Option<(Vec<Block>, u32)> {
    let mut end = 0;
    let mut has_too_many = 0;
    let mut blocks = Vec::with_capacity(counts.len() / BLOCK);
    for counts in counts.as_chunks::<BLOCK>().0 {
        blocks.push(Block { start: end, counts: *counts });
        let counts = u64::from_le_bytes(*counts);
        has_too_many |= above(counts, TAGS as u8);
        end += (before(counts) >> 56) as u32 + (counts >> 56) as u32;
    }
    (has_too_many == 0).then_some((blocks, end))
}

/// Not zero where a byte of `bytes` is above `most`, which is below 128.
const fn above(bytes: u64, most: u8) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    (bytes | ((bytes & !(ONES << 7)) + ONES * (127 - most as u64))) & (ONES << 7)
}

impl Pairs {
    /// Pairs of these `tags` and `weights`, of which there are equally many; nothing where a tag is none.
    #[inline(never)]
    fn new(tags: &[u8], weights: &[u8]) -> Option<Self> {
        let ((tags, last_tags), (weights, last_weights)) = (tags.as_chunks::<4>(), weights.as_chunks::<4>());
        let mut is_none = 0;
        let mut pairs = Vec::with_capacity(tags.len() + 1);
        let mut push = |tags, weights| {
            let (tags, weights) = (u32::from_le_bytes(tags), u32::from_le_bytes(weights));
            is_none |= above(u64::from(tags), TAGS as u8 - 1);
            pairs.push((spread(tags) | spread(weights) << 8).to_le_bytes());
        };
        for (tags, weights) in tags.iter().zip(weights) {
            push(*tags, *weights);
        }
        push(filled(last_tags), filled(last_weights));
        (is_none == 0).then_some(Self(pairs))
    }

    /// Adds `count` weights from `start` on to the sums of their tags.
    fn add(&self, start: usize, count: usize, sums: &mut [i32; TAGS]) {
        let bytes = self.0.as_flattened().get(2 * start..2 * (start + count)).unwrap_or_default();
        for [tag, weight] in bytes.as_chunks::<2>().0 {
            if let Some(sum) = sums.get_mut(usize::from(*tag)) {
                *sum += i32::from(weight.cast_signed());
            }
        }
    }
}

/// The bytes of `four` with a zero after each.
const fn spread(four: u32) -> u64 {
    let two = (four as u64 | (four as u64) << 16) & 0x0000_ffff_0000_ffff;
    (two | two << 8) & 0x00ff_00ff_00ff_00ff
}

impl ChainWeights {
    /// The sections of the model file, weights rounded to a byte of `unit` each and those below `least` units left out.
    pub fn sections(&self, unit: f32, least: u8) -> Vec<(Section, Vec<u8>)> {
        let (mut counts, mut tags, mut weights) = (vec![0; ROWS], Vec::new(), Vec::new());
        for (row, scores) in &self.rows {
            let start = tags.len();
            for (tag, score) in scores.iter().enumerate() {
                let weight = (score / unit).round().clamp(-127.0, 127.0) as i8;
                if weight.unsigned_abs() >= least {
                    tags.push(tag as u8);
                    weights.push(weight.cast_unsigned());
                }
            }
            counts[*row as usize % ROWS] = (tags.len() - start) as u8;
        }
        let scale = Scale { unit, transitions: self.transitions };
        vec![
            (ChainPredictor::COUNTS, counts),
            (ChainPredictor::KEYS, tags),
            (ChainPredictor::WEIGHTS, weights),
            (ChainPredictor::SCALE, scale.write()),
        ]
    }
}

struct Scale {
    unit: f32,
    transitions: [Scores; TAGS],
}

impl Scale {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.as_chunks::<4>();
        let numbers: Vec<f32> = numbers.iter().map(|number| f32::from_le_bytes(*number)).collect();
        let (unit, cells) = numbers.split_first()?;
        let fits = rest.is_empty() && cells.len() == TAGS * TAGS && numbers.iter().all(|number| number.is_finite());
        let mut transitions = [[0.0; TAGS]; TAGS];
        for (row, cells) in transitions.iter_mut().zip(cells.chunks_exact(TAGS)) {
            row.copy_from_slice(cells);
        }
        fits.then_some(Self { unit: *unit, transitions })
    }

    fn write(&self) -> Vec<u8> {
        let cells = self.transitions.iter().flatten();
        std::iter::once(&self.unit).chain(cells).flat_map(|number| number.to_le_bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{begin, write};
    use super::*;

    fn weights() -> ChainWeights {
        let mut row = [0.0; TAGS];
        (row[0], row[begin(1)], row[begin(2)]) = (-0.5, 1.25, 0.01);
        ChainWeights { rows: vec![(7, row), (40, row), (41, row)], transitions: [[0.5; TAGS]; TAGS] }
    }

    fn predictor(sections: &[(Section, Vec<u8>)]) -> Result<ChainPredictor, ModelError> {
        ChainPredictor::new(&Model::read(write(sections))?)
    }

    #[test]
    fn scores_are_the_sums_of_what_was_stored() {
        let predictor = predictor(&weights().sections(0.25, 1)).unwrap();
        let scores = predictor.scores(&[7, 41, 9, 41]);
        assert!((scores[0] + 1.5).abs() < 1e-6 && (scores[begin(1)] - 3.75).abs() < 1e-6);
        assert!(scores[begin(2)].abs() < 1e-6, "a weight below the least is left out");
        assert!((predictor.scores(&[ROWS as u32 + 7])[0] + 0.5).abs() < 1e-6, "a feature beyond the rows wraps around");
        assert_eq!(predictor.transitions(), &Transitions::new(&[[0.5; TAGS]; TAGS]));
    }

    #[test]
    fn sections_must_be_there_and_fit() {
        let whole = weights().sections(0.25, 1);
        for left_out in 0..whole.len() {
            let mut sections = whole.clone();
            let (name, _) = sections.remove(left_out);
            assert_eq!(predictor(&sections).unwrap_err(), ModelError::Section { name });
        }
        for (at, byte) in [(0, 9), (1, TAGS as u8)] {
            let mut sections = whole.clone();
            sections[at].1[0] = byte;
            assert!(predictor(&sections).is_err());
        }
    }
}
