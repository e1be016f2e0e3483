//! Which things of one side stand for which of the other.

use std::collections::HashSet;
use std::ops::Range;

/// Every pair of ranges, one of each side, that share at least one position, as indices, ordered by the left.
///
/// Costs O(n log n) and the number of pairs, however long the lists.
pub(super) fn overlapping(left: &[Range<usize>], right: &[Range<usize>]) -> Vec<(usize, usize)> {
    let mut starts: Vec<(usize, bool, usize)> = Vec::with_capacity(left.len() + right.len());
    starts.extend(starts_of(left).map(|(start, i)| (start, true, i)));
    starts.extend(starts_of(right).map(|(start, j)| (start, false, j)));
    starts.sort_unstable();
    let (mut open_left, mut open_right, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
    for (start, is_left, index) in starts {
        open_left.retain(|&i: &usize| left[i].end > start);
        open_right.retain(|&j: &usize| right[j].end > start);
        if is_left {
            pairs.extend(open_right.iter().map(|&j| (index, j)));
            open_left.push(index);
        } else {
            pairs.extend(open_left.iter().map(|&i| (i, index)));
            open_right.push(index);
        }
    }
    pairs.sort_unstable();
    pairs
}

fn starts_of(ranges: &[Range<usize>]) -> impl Iterator<Item = (usize, usize)> {
    ranges.iter().enumerate().filter(|(_, range)| !range.is_empty()).map(|(index, range)| (range.start, index))
}

/// Which of two candidates that are equally good comes first. The scorers of record differ in this.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ties {
    Earlier,
    Later,
}

/// Pairs the two sides off one to one, best first.
pub(super) fn pair_off(mut candidates: Vec<(f64, usize, usize)>, ties: Ties) -> Vec<(usize, usize)> {
    candidates.sort_by(|a, b| {
        let earlier = (a.1, a.2).cmp(&(b.1, b.2));
        b.0.total_cmp(&a.0).then(if ties == Ties::Earlier { earlier } else { earlier.reverse() })
    });
    let (mut left, mut right) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if !left.contains(&i) && !right.contains(&j) {
            left.insert(i);
            right.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_best_pair_comes_first_and_takes_both() {
        // 0-0 is best; 1-0 loses its partner and takes 1-1, though 0-1 would have been better for it.
        assert_eq!(pair_off(vec![(0.5, 1, 0), (0.9, 0, 0), (0.8, 0, 1), (0.1, 1, 1)], Ties::Earlier), [(0, 0), (1, 1)]);
    }

    #[test]
    fn ties_go_where_the_scorer_of_record_has_them() {
        let equal = vec![(1.0, 1, 0), (1.0, 0, 1), (1.0, 0, 0)];
        assert_eq!(pair_off(equal.clone(), Ties::Earlier), [(0, 0)]);
        assert_eq!(pair_off(equal, Ties::Later), [(1, 0), (0, 1)]);
    }

    proptest! {
        #[test]
        fn overlaps_are_those_of_the_plain_definition(
            left in prop::collection::vec((0usize..40, 0usize..9), 0..12),
            right in prop::collection::vec((0usize..40, 0usize..9), 0..12),
        ) {
            let ranges = |side: &[(usize, usize)]| side.iter().map(|&(start, length)| start..start + length).collect::<Vec<_>>();
            let (left, right) = (ranges(&left), ranges(&right));
            let share = |a: &Range<usize>, b: &Range<usize>| a.start.max(b.start) < a.end.min(b.end);
            let mut expected = Vec::new();
            for (i, a) in left.iter().enumerate() {
                expected.extend(right.iter().enumerate().filter(|(_, b)| share(a, b)).map(|(j, _)| (i, j)));
            }
            prop_assert_eq!(overlapping(&left, &right), expected);
        }
    }
}
