//! Whether a sentence ends between two tokens: a linear classifier over what stands around the gap.
//!
//! A gap is turned into [`FEATURES`] numbers, each the hash of one thing that can be said of it: the shapes and the words
//! around it, alone and together, how far the sentence has come, where the next stop is. The hash picks a weight of one byte
//! from a table. The sum of the weights and the bias says yes where it is positive.

use super::file::{Model, ModelError, Section};
use crate::segment::sight::{Shape, Sight};
use std::ops::Range;
use std::sync::Arc;

/// How many features a gap has.
pub const FEATURES: usize = 26;

/// How many weights the table has: a power of two.
pub const TABLE: usize = 1 << 16;

/// The features of one gap: places in the table of weights.
pub type Features = [u32; FEATURES];

/// Says where sentences end. Made once from a [`Model`], then shared.
#[derive(Clone, Debug)]
pub struct BoundaryPredictor {
    model: Arc<Model>,
    weights: Range<usize>,
    bias: i32,
}

impl BoundaryPredictor {
    /// The section of the weights, one byte each.
    pub const WEIGHTS: Section = Section::new("sentw");
    /// The section of the bias, four bytes.
    pub const BIAS: Section = Section::new("sentb");

    /// Compiles the predictor from `model`.
    ///
    /// # Errors
    ///
    /// Where a section is missing or has the wrong size.
    pub fn new(model: Arc<Model>) -> Result<Self, ModelError> {
        let missing = |name| ModelError::Section { name };
        let weights = model.range(Self::WEIGHTS).filter(|range| range.len() == TABLE);
        let bias = model.section(Self::BIAS).and_then(|bytes| bytes.try_into().ok()).map(i32::from_le_bytes);
        Ok(Self { weights: weights.ok_or(missing(Self::WEIGHTS))?, bias: bias.ok_or(missing(Self::BIAS))?, model })
    }

    /// Whether a sentence ends where `features` are seen.
    pub fn ends(&self, features: &Features) -> bool {
        let weights = self.model.bytes().get(self.weights.clone()).unwrap_or_default();
        let weight = |feature: &u32| weights.get(*feature as usize).map_or(0, |byte| i32::from(byte.cast_signed()));
        self.bias + features.iter().map(weight).sum::<i32>() > 0
    }
}

/// What is known of a gap beyond the tokens beside it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gap {
    /// The token before it.
    pub index: usize,
    /// Tokens since the sentence began, this one included.
    pub behind: u32,
    /// Tokens until the next stop or the end of the paragraph.
    pub ahead: u32,
    /// Whether a double quotation mark or bracket is open.
    pub open: bool,
    /// What the rules say.
    pub rule: bool,
}

/// The features of the gap after token `gap.index` of `sights`.
pub fn features(sights: &[Sight], gap: Gap) -> Features {
    let at = |offset: isize| gap.index.checked_add_signed(offset).and_then(|at| sights.get(at)).copied();
    let [earlier, before, last, first, second] = [-2, -1, 0, 1, 2].map(|offset| at(offset).unwrap_or(OUTSIDE));
    let shape = |sight: Sight| sight.shape as u32 + 32 * u32::from(sight.spaced);
    let (behind, ahead) = (bucket(gap.behind), bucket(gap.ahead));
    let rule = u32::from(gap.rule) + 2 * u32::from(gap.open);
    let around = shape(last) << 6 | shape(first);
    let length = |sight: Sight| u32::from(sight.length.min(7));
    [
        place(0, rule, 0),
        place(1, shape(last), rule),
        place(2, shape(first), rule),
        place(3, around, rule),
        place(4, around, shape(before)),
        place(5, around, shape(second)),
        place(6, around << 6 | shape(before), shape(second)),
        place(7, around << 6 | shape(before), shape(earlier)),
        place(8, last.hash, shape(first)),
        place(9, first.hash, shape(last)),
        place(10, first.hash, shape(first)),
        place(11, last.hash, first.hash),
        place(12, before.hash, around),
        place(13, second.hash, around),
        place(14, before.hash, last.hash),
        place(15, first.hash, second.hash),
        place(16, behind, around),
        place(17, ahead, around),
        place(18, behind << 4 | ahead, rule),
        place(19, length(before) << 3 | length(last), around),
        place(20, behind << 4 | ahead, around),
        place(21, first.hash, behind),
        place(22, last.hash, behind),
        place(23, shape(second) << 6 | shape(first), ahead << 6 | rule),
        place(24, u32::from(first.starter), around),
        place(25, first.hash, shape(last) << 4 | ahead),
    ]
}

const OUTSIDE: Sight = Sight { shape: Shape::Symbol, spaced: true, starter: false, hash: 1, length: 0 };

/// The place in the table of the feature `template` with the values `one` and `two`.
fn place(template: u32, one: u32, two: u32) -> u32 {
    let mixed = (template + 1).wrapping_mul(0x9e37_79b1)
        ^ one.wrapping_mul(0x85eb_ca6b)
        ^ two.rotate_left(15).wrapping_mul(0xc2b2_ae35);
    let mixed = (mixed ^ mixed >> 15).wrapping_mul(0x2c1b_3c6d);
    (mixed ^ mixed >> 13) & (TABLE as u32 - 1)
}

/// Distances, coarser as they grow.
fn bucket(distance: u32) -> u32 {
    match distance {
        0..=5 => distance,
        6..=7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        16..=22 => 9,
        23..=35 => 10,
        _ => 11,
    }
}

#[cfg(test)]
mod tests {
    use super::super::write;
    use super::*;

    fn predictor(bias: i32, weight: i8) -> Result<BoundaryPredictor, ModelError> {
        let table = vec![weight.cast_unsigned(); TABLE];
        let sections = [(BoundaryPredictor::WEIGHTS, table), (BoundaryPredictor::BIAS, bias.to_le_bytes().to_vec())];
        BoundaryPredictor::new(Arc::new(Model::read(write(&sections))?))
    }

    #[test]
    fn the_sum_decides() {
        let seen = features(&[Sight::default(); 3], Gap { index: 1, ..Gap::default() });
        for (bias, weight, ends) in [(0, 0, false), (1, 0, true), (25, -1, false), (27, -1, true), (-25, 1, true)] {
            assert_eq!(predictor(bias, weight).unwrap().ends(&seen), ends, "{bias} {weight}");
        }
    }

    #[test]
    fn sections_must_be_there_and_whole() {
        let name = BoundaryPredictor::BIAS;
        let file = write(&[(BoundaryPredictor::WEIGHTS, vec![0; TABLE]), (name, vec![0; 3])]);
        let error = BoundaryPredictor::new(Arc::new(Model::read(file).unwrap())).unwrap_err();
        assert_eq!(error, ModelError::Section { name });
        let empty = Arc::new(Model::read(write(&[])).unwrap());
        assert_eq!(
            BoundaryPredictor::new(empty).unwrap_err(),
            ModelError::Section { name: BoundaryPredictor::WEIGHTS }
        );
    }

    #[test]
    fn features_lie_in_the_table_at_every_edge() {
        let sights = [Sight { shape: Shape::Symbol, spaced: true, starter: true, hash: u32::MAX, length: 255 }; 2];
        for index in [0, 1, 2, usize::MAX] {
            let gap = Gap { index, behind: u32::MAX, ahead: u32::MAX, open: true, rule: true };
            assert!(features(&sights, gap).iter().all(|feature| (*feature as usize) < TABLE));
        }
    }
}
