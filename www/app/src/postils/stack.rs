//! Where notes stand in the margin: each beside its words, or as far below as the notes before it need. What would run
//! into the notes of the next paragraph folds to one line, "and 3 more".
//!
//! One pass, whatever the notes: a stack ends where the next begins, give or take [`OVERRUN`], so nothing is ever pushed
//! far from its words.

/// Between two notes, in pixels.
pub(crate) const GAP: f64 = 10.0;
/// How high the line "and 3 more" is, in pixels.
pub(crate) const FOLD: f64 = 24.0;
/// How far a stack may reach beyond the height where the next would like to begin, in pixels.
const OVERRUN: f64 = 36.0;

/// The notes of one paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Stack {
    /// For each note, in order, where it would like to stand and how high it is.
    pub(crate) notes: Vec<(f64, f64)>,
    /// Whether all are to be shown, whatever room there is.
    pub(crate) open: bool,
}

/// Where the notes of one paragraph stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Placed {
    /// The tops of those that are shown: the first so many.
    pub(crate) tops: Vec<f64>,
    /// The top of the line that counts the others, where there are others, or where an open stack can be folded again.
    pub(crate) fold: Option<f64>,
}

/// Places `stacks`, which are in order. Nothing but an open stack reaches below `bottom`, unless lines that count notes
/// have no other room.
pub(crate) fn lay_out(stacks: &[Stack], bottom: f64) -> Vec<Placed> {
    let mut free = f64::NEG_INFINITY;
    let begin = |stack: &Stack| stack.notes.first().map(|(wanted, _)| *wanted);
    let mut placed = Vec::with_capacity(stacks.len());
    let mut nexts: Vec<Option<f64>> = Vec::with_capacity(stacks.len());
    let mut next = None;
    for stack in stacks.iter().rev() {
        nexts.push(next);
        next = begin(stack).or(next);
    }
    for (stack, next) in stacks.iter().zip(nexts.into_iter().rev()) {
        let limit = next.map_or(bottom, |next| (next - GAP + OVERRUN).min(bottom));
        let place = place(stack, free, limit);
        free = end(stack, &place).map_or(free, |end| end + GAP);
        placed.push(place);
    }
    placed
}

/// Where the lowest note or line ends.
pub(crate) fn end(stack: &Stack, placed: &Placed) -> Option<f64> {
    let last = placed.tops.iter().zip(&stack.notes).map(|(top, (_, height))| top + height).next_back();
    placed.fold.map(|fold| fold + FOLD).or(last)
}

fn place(stack: &Stack, free: f64, limit: f64) -> Placed {
    let mut tops = Vec::with_capacity(stack.notes.len());
    // How many notes fit above a line that counts the others.
    let (mut fitting, mut below) = (0, free);
    let mut at = free;
    for (index, (wanted, height)) in stack.notes.iter().enumerate() {
        let top = at.max(*wanted);
        at = top + height + GAP;
        tops.push(top);
        if at + FOLD <= limit {
            (fitting, below) = (index + 1, at);
        }
    }
    let fits = at - GAP <= limit;
    // A line that counts one note takes no less room than a short note does.
    if fits || tops.len() <= 1 && !tops.is_empty() && at - GAP <= limit + FOLD {
        return Placed { tops, fold: None };
    }
    if stack.open {
        return Placed { tops, fold: Some(at) };
    }
    let first = tops.first().copied().unwrap_or(free);
    tops.truncate(fitting);
    Placed { tops, fold: Some(below.max(first)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stack(notes: &[(f64, f64)]) -> Stack {
        Stack { notes: notes.to_vec(), open: false }
    }

    #[test]
    fn notes_stand_beside_their_words_or_below_those_before() {
        let stacks = [stack(&[(0.0, 40.0), (20.0, 40.0)]), stack(&[(200.0, 40.0)])];
        let placed = lay_out(&stacks, 400.0);
        assert_eq!(placed[0], Placed { tops: vec![0.0, 50.0], fold: None });
        assert_eq!(placed[1], Placed { tops: vec![200.0], fold: None });
    }

    #[test]
    fn a_stack_that_is_too_high_folds() {
        let notes = [(0.0, 40.0), (0.0, 40.0), (5.0, 40.0), (9.0, 40.0)];
        let placed = lay_out(&[stack(&notes), stack(&[(110.0, 40.0)])], 400.0);
        assert_eq!(placed[0], Placed { tops: vec![0.0, 50.0], fold: Some(100.0) });
        assert_eq!(placed[1].tops, [134.0]);
        let open = lay_out(&[Stack { open: true, ..stack(&notes) }, stack(&[(110.0, 40.0)])], 400.0);
        assert_eq!(open[0], Placed { tops: vec![0.0, 50.0, 100.0, 150.0], fold: Some(200.0) });
        assert_eq!(open[1].tops, [234.0]);
    }

    #[test]
    fn without_any_room_notes_are_counted() {
        let notes = [(0.0, 300.0), (0.0, 300.0)];
        assert_eq!(lay_out(&[stack(&notes)], 100.0), [Placed { tops: vec![], fold: Some(0.0) }]);
        assert_eq!(lay_out(&[stack(&[])], 100.0), [Placed::default()]);
    }

    fn stacks() -> impl Strategy<Value = Vec<Stack>> {
        let note = (0.0..30.0, 10.0..120.0);
        let stack = (prop::collection::vec(note, 0..8), any::<bool>());
        prop::collection::vec(stack, 0..20).prop_map(|stacks| {
            let mut wanted = 0.0;
            let mut step = |(step, height): (f64, f64)| {
                wanted += step;
                (wanted, height)
            };
            stacks
                .into_iter()
                .map(|(notes, open)| Stack { notes: notes.into_iter().map(&mut step).collect(), open })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn nothing_overlaps_nothing_is_lost_and_all_is_in_order(stacks in stacks(), bottom in 0.0..3000.0) {
            let placed = lay_out(&stacks, bottom);
            prop_assert_eq!(placed.len(), stacks.len());
            let mut free = f64::NEG_INFINITY;
            for (stack, placed) in stacks.iter().zip(&placed) {
                for (top, (wanted, height)) in placed.tops.iter().zip(&stack.notes) {
                    prop_assert!(*top >= free && *top >= *wanted);
                    free = top + height + GAP;
                }
                if let Some(fold) = placed.fold {
                    prop_assert!(fold >= free);
                    free = fold + FOLD + GAP;
                }
                prop_assert!(placed.tops.len() == stack.notes.len() || placed.fold.is_some());
                prop_assert!(!stack.open || placed.tops.len() == stack.notes.len());
            }
        }

        #[test]
        fn what_has_room_stands_where_it_wants(count in 0..30u32, open in any::<bool>()) {
            let stacks: Vec<Stack> =
                (0..count).map(|at| Stack { notes: vec![(f64::from(at) * 100.0, 60.0)], open }).collect();
            for (stack, placed) in stacks.iter().zip(lay_out(&stacks, 1e9)) {
                prop_assert_eq!(placed, Placed { tops: vec![stack.notes[0].0], fold: None });
            }
        }
    }
}
