//! Cuts overlapping and nested annotations into marks that nest properly, so that they can be elements of a page.
//!
//! Marks open in the order of their starts, longer ones first. One that would outlive the mark it opened in is cut at
//! that mark's end and goes on after it; its pieces then share one annotation.

use postil::Span;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// One fragment of one annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fragment {
    /// Which annotation, as the caller counts them.
    pub(crate) owner: usize,
    /// Where it stands.
    pub(crate) span: Span,
    /// What opens first where two cover the same text: the lower is the outer.
    pub(crate) rank: u8,
    /// Whether this is the first fragment of its annotation.
    pub(crate) leads: bool,
}

/// What is written next, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A mark of this annotation begins; `first` where it is the annotation's first piece.
    Open { owner: usize, first: bool },
    /// The mark opened last ends.
    Close,
    /// Text that is the same inside and out; never empty.
    Text(Span),
}

/// A piece that waits to be opened, in the order of opening.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    start: u32,
    end: Reverse<u32>,
    rank: u8,
    owner: usize,
    first: bool,
}

/// The steps that write the text of `within` with a mark for every piece of `fragments`. What lies outside `within` is
/// cut off; the texts of all steps tile `within`.
pub(crate) fn cut(within: Span, fragments: &[Fragment]) -> Vec<Step> {
    let mut waiting: BinaryHeap<Reverse<Waiting>> = fragments.iter().filter_map(|one| clip(within, one)).collect();
    let mut writer = Writer { steps: Vec::new(), position: within.start, ends: Vec::new() };
    while let Some(Reverse(mut next)) = waiting.pop() {
        writer.close_until(next.start);
        if let Some(&end) = writer.ends.last().filter(|&&end| end < next.end.0) {
            waiting.push(Reverse(Waiting { start: end, first: false, ..next }));
            next.end = Reverse(end);
        }
        writer.open(next);
    }
    writer.close_until(within.end);
    writer.text_to(within.end);
    writer.steps
}

/// The texts of `steps` in order: what a page's text nodes hold.
pub(crate) fn texts(steps: &[Step]) -> impl Iterator<Item = Span> {
    steps.iter().filter_map(|step| match step {
        Step::Text(span) => Some(*span),
        Step::Open { .. } | Step::Close => None,
    })
}

fn clip(within: Span, fragment: &Fragment) -> Option<Reverse<Waiting>> {
    let start = fragment.span.start.max(within.start);
    let end = fragment.span.end.min(within.end);
    let first = fragment.leads && start == fragment.span.start;
    let waiting = Waiting { start, end: Reverse(end), rank: fragment.rank, owner: fragment.owner, first };
    (start < end).then_some(Reverse(waiting))
}

struct Writer {
    steps: Vec<Step>,
    position: u32,
    ends: Vec<u32>,
}

impl Writer {
    fn text_to(&mut self, end: u32) {
        if self.position < end {
            self.steps.push(Step::Text(Span::new(self.position, end)));
            self.position = end;
        }
    }

    fn close_until(&mut self, position: u32) {
        while let Some(end) = self.ends.pop_if(|end| *end <= position) {
            self.text_to(end);
            self.steps.push(Step::Close);
        }
    }

    fn open(&mut self, piece: Waiting) {
        self.text_to(piece.start);
        self.steps.push(Step::Open { owner: piece.owner, first: piece.first });
        self.ends.push(piece.end.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "abcdefghij";

    fn fragment(owner: usize, start: u32, end: u32, rank: u8) -> Fragment {
        Fragment { owner, span: Span::new(start, end), rank, leads: true }
    }

    fn written(steps: &[Step]) -> String {
        let show = |step: &Step| match step {
            Step::Open { owner, first } => format!("{}{owner}<", if *first { "" } else { "~" }),
            Step::Close => ">".to_owned(),
            Step::Text(span) => span.slice(TEXT).to_owned(),
        };
        steps.iter().map(show).collect()
    }

    #[test]
    fn cutting() {
        let cases: &[(&[Fragment], &str)] = &[
            (&[], "abcdefghij"),
            (&[fragment(0, 2, 4, 0)], "ab0<cd>efghij"),
            (&[fragment(0, 0, 6, 0), fragment(1, 2, 4, 0)], "0<ab1<cd>ef>ghij"),
            (&[fragment(0, 0, 4, 0), fragment(1, 2, 6, 0)], "0<ab1<cd>>~1<ef>ghij"),
            (&[fragment(0, 2, 4, 3), fragment(1, 2, 4, 0)], "ab1<0<cd>>efghij"),
            (&[fragment(0, 0, 2, 0), fragment(1, 2, 4, 0)], "0<ab>1<cd>efghij"),
            (&[fragment(0, 0, 3, 0), fragment(1, 1, 5, 0), fragment(2, 2, 9, 0)], "0<a1<b2<c>>>~2<~1<de>fghi>j"),
            (&[fragment(0, 8, 99, 0)], "abcdefgh0<ij>"),
        ];
        for (fragments, expected) in cases {
            assert_eq!(written(&cut(Span::new(0, 10), fragments)), *expected, "{fragments:?}");
        }
    }

    #[test]
    fn what_began_before_the_stretch_is_not_its_first_piece() {
        let steps = cut(Span::new(4, 8), &[fragment(0, 0, 6, 0)]);
        assert_eq!(written(&steps), "~0<ef>gh");
    }

    mod properties {
        use super::*;
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn texts_tile_and_marks_nest_and_cover(raw in proptest::collection::vec((0u32..60, 0u32..60, 0u8..4), 0..12)) {
                let fragments: Vec<Fragment> = raw.iter().enumerate()
                    .map(|(owner, &(start, end, rank))| fragment(owner, start, end, rank)).collect();
                let within = Span::new(5, 50);
                let steps = cut(within, &fragments);
                let mut position = within.start;
                let mut open = Vec::new();
                let mut covered = vec![Vec::new(); fragments.len()];
                for step in &steps {
                    match step {
                        Step::Open { owner, .. } => open.push(*owner),
                        Step::Close => prop_assert!(open.pop().is_some()),
                        Step::Text(span) => {
                            prop_assert_eq!(span.start, position);
                            prop_assert!(!span.is_empty());
                            position = span.end;
                            for owner in &open {
                                covered[*owner].extend(span.start..span.end);
                            }
                        }
                    }
                }
                prop_assert_eq!(position, within.end);
                prop_assert!(open.is_empty());
                for (fragment, bytes) in fragments.iter().zip(covered) {
                    let expected: Vec<u32> = (fragment.span.start.max(5)..fragment.span.end.min(50)).collect();
                    prop_assert_eq!(bytes, expected);
                }
            }
        }
    }
}
