//! The numbers that a claim allows.

use crate::analysis::{Comparator, ConflictRelation, Quantity};
use crate::detect::quantity::decimal::Decimal;

/// From `low` to `high`, open where none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Interval {
    /// The interval of one claim. "About" widens it by a fifth to either side; a vague amount is at least its magnitude
    /// ("dozens"), and says nothing where it is only a few.
    pub(super) fn of(quantity: &Quantity) -> Option<Self> {
        let read = |text: &Option<String>| text.as_deref().and_then(Decimal::parse);
        let (value, low, high) = (read(&quantity.value), read(&quantity.low), read(&quantity.high));
        let (low, high) = if value.is_some() { (value.clone(), value) } else { (low, high) };
        let few = quantity.vague && low.as_ref().is_none_or(|low| *low < Decimal::from(12));
        if few || low.is_none() && high.is_none() {
            return None;
        }
        let about = quantity.comparator == Some(Comparator::About);
        let widened =
            |end: Option<Decimal>, tenths| if about { end?.times(tenths).map(|end| end.lowered(1)) } else { end };
        Some(Self { low: widened(low, 8), high: widened(high, 12) })
    }
}

/// How claims with these intervals, two or more, stand to each other.
pub(super) fn relation(intervals: &[Interval]) -> ConflictRelation {
    if intervals.windows(2).all(|pair| pair[0] == pair[1]) {
        ConflictRelation::Corroborates
    } else if all_meet(intervals) {
        ConflictRelation::Discrepant
    } else {
        ConflictRelation::Conflicts
    }
}

/// Whether one number lies in all intervals: intervals on a line that meet in pairs meet in one point.
fn all_meet(intervals: &[Interval]) -> bool {
    let lowest = intervals.iter().filter_map(|interval| interval.low.as_ref()).max();
    let highest = intervals.iter().filter_map(|interval| interval.high.as_ref()).min();
    lowest.zip(highest).is_none_or(|(low, high)| low <= high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::quantity::quantities;

    #[test]
    fn relations_of_intervals() {
        use ConflictRelation::{Conflicts, Corroborates, Discrepant};
        for (text, expected) in [
            ("14 boats. 14 boats.", Corroborates),
            ("Dozens of boats. Dozens of boats.", Corroborates),
            ("About 50 boats. At least 20 boats.", Discrepant),
            ("Dozens of boats. About 50 boats.", Discrepant),
            ("14 boats. At least 40 boats.", Conflicts),
            ("Hundreds of boats. 14 boats.", Conflicts),
        ] {
            let intervals: Vec<Interval> = quantities(text, &[]).iter().filter_map(Interval::of).collect();
            assert_eq!((intervals.len(), relation(&intervals)), (2, expected), "{text}");
        }
        assert!(quantities("A few boats.", &[]).iter().all(|claim| Interval::of(claim).is_none()));
    }
}
