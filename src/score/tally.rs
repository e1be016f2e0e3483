//! Counts and the rates made of them.

use serde::Serialize;
use std::ops::AddAssign;

/// How many things two sides have, and how many of them they share.
///
/// ```
/// use postil::score::Tally;
///
/// let tally = Tally { found: 3, predicted: 4, gold: 6 };
/// assert_eq!((tally.precision(), tally.recall(), tally.f1()), (0.75, 0.5, 0.6));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// On both sides.
    pub found: u32,
    /// On the predicted side.
    pub predicted: u32,
    /// On the gold side.
    pub gold: u32,
}

impl Tally {
    /// The share of the predictions that are right; 0 where there are none.
    pub fn precision(self) -> f64 {
        ratio(self.found, self.predicted)
    }

    /// The share of the gold that was found; 0 where there is none.
    pub fn recall(self) -> f64 {
        ratio(self.found, self.gold)
    }

    /// The harmonic mean of precision and recall; 0 where nothing was found.
    pub fn f1(self) -> f64 {
        ratio(2 * self.found, self.predicted + self.gold)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

/// How many of a number of cases are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Right ones.
    pub right: u32,
    /// All of them.
    pub of: u32,
}

impl Share {
    /// Counts one more case.
    pub fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.of += 1;
    }

    /// The share that is right; `None` where there is no case.
    pub fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| ratio(self.right, self.of))
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_on_either_side_scores_nothing() {
        let tally = Tally::default();
        assert_eq!((tally.precision(), tally.recall(), tally.f1()), (0.0, 0.0, 0.0));
        assert_eq!(Share::default().rate(), None);
    }

    #[test]
    fn swapping_the_sides_swaps_precision_and_recall() {
        let (one, other) = (Tally { found: 2, predicted: 8, gold: 4 }, Tally { found: 2, predicted: 4, gold: 8 });
        assert_eq!((one.precision(), one.recall(), one.f1()), (other.recall(), other.precision(), other.f1()));
    }

    #[test]
    fn texts_add_up() {
        let mut sum = Tally { found: 1, predicted: 1, gold: 1 };
        sum += Tally { found: 0, predicted: 1, gold: 3 };
        assert_eq!(sum, Tally { found: 1, predicted: 2, gold: 4 });
    }
}
