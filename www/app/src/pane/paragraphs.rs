//! Which annotations touch which paragraph, kept in step with a Session as its Edits are made.

use postil::session::{Change, Edit};
use postil::{Annotation, Span};
use std::collections::BTreeSet;
use std::ops::Range;

use postil::annotation::AnnotationId;

/// The paragraphs of an Article with the annotations that touch each.
#[derive(Debug, Default)]
pub(crate) struct Paragraphs {
    spans: Vec<Span>,
    touching: Vec<BTreeSet<AnnotationId>>,
}

impl Paragraphs {
    /// Paragraphs at `spans` that nothing touches yet.
    pub(crate) fn new(spans: &[Span]) -> Self {
        Self { spans: spans.to_vec(), touching: vec![BTreeSet::new(); spans.len()] }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Where paragraph `index` stands; nothing where there is none.
    pub(crate) fn span(&self, index: usize) -> Span {
        self.spans.get(index).copied().unwrap_or_default()
    }

    /// What touches paragraph `index`.
    pub(crate) fn touching(&self, index: usize) -> impl Iterator<Item = AnnotationId> {
        self.touching.get(index).into_iter().flatten().copied()
    }

    /// The paragraphs that `span` overlaps.
    pub(crate) fn overlapping(&self, span: Span) -> Range<usize> {
        let first = self.spans.partition_point(|paragraph| paragraph.end <= span.start);
        let end = self.spans.partition_point(|paragraph| paragraph.start < span.end);
        first..end.max(first)
    }

    /// The paragraph that `byte` stands in or, between two, the one before it.
    pub(crate) fn at(&self, byte: u32) -> usize {
        self.spans.partition_point(|paragraph| paragraph.start <= byte).saturating_sub(1)
    }

    /// Notes an annotation; gives the paragraphs it touches.
    pub(crate) fn add(&mut self, annotation: &Annotation) -> BTreeSet<usize> {
        let touched = self.touched(annotation);
        for &index in &touched {
            self.touching[index].insert(annotation.id);
        }
        touched
    }

    /// Notes what `edit` has done; gives the paragraphs that now look different.
    pub(crate) fn follow(&mut self, edit: &Edit) -> BTreeSet<usize> {
        let mut changed = BTreeSet::new();
        for change in &edit.changes {
            let Change::Annotation { before, after } = change else { continue };
            if let Some(before) = before {
                changed.extend(self.remove(before));
            }
            if let Some(after) = after {
                changed.extend(self.add(after));
            }
        }
        changed
    }

    fn remove(&mut self, annotation: &Annotation) -> BTreeSet<usize> {
        let touched = self.touched(annotation);
        for &index in &touched {
            self.touching[index].remove(&annotation.id);
        }
        touched
    }

    fn touched(&self, annotation: &Annotation) -> BTreeSet<usize> {
        annotation.spans.iter().flat_map(|span| self.overlapping(*span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finding_paragraphs() {
        let paragraphs = Paragraphs::new(&[Span::new(0, 5), Span::new(6, 10), Span::new(12, 20)]);
        let overlaps =
            [((0, 1), 0..1), ((4, 7), 0..2), ((5, 6), 1..1), ((10, 12), 2..2), ((0, 20), 0..3), ((30, 31), 3..3)];
        for (span, expected) in overlaps {
            assert_eq!(paragraphs.overlapping(Span::from(span)), expected, "{span:?}");
        }
        let places = [(0, 0), (5, 0), (6, 1), (11, 1), (12, 2), (99, 2)];
        for (byte, expected) in places {
            assert_eq!(paragraphs.at(byte), expected, "{byte}");
        }
        assert_eq!(Paragraphs::default().at(3), 0);
    }
}
