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
            if before.as_ref().zip(after.as_ref()).is_some_and(|(before, after)| look_alike(before, after)) {
                continue;
            }
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

/// Whether two states of one annotation are drawn the same: marks show nothing of attributes.
fn look_alike(before: &Annotation, after: &Annotation) -> bool {
    let looks = |it: &Annotation| (it.id, it.state);
    looks(before) == looks(after)
        && before.layer == after.layer
        && before.label == after.label
        && before.spans == after.spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::annotation::{Origin, State};
    use postil::session::Author;
    use postil::{Label, Layer};
    use std::collections::BTreeMap;

    fn annotation(start: u32, end: u32) -> Annotation {
        Annotation {
            id: AnnotationId(7),
            layer: Layer::Entity,
            label: Label::from("ORG"),
            spans: vec![Span::new(start, end)],
            attributes: [("entity_id".to_owned(), format!("e{start}"))].into(),
            confidence: None,
            origin: Origin::Machine,
            state: State::Suggested,
            orphan: None,
        }
    }

    fn edit(before: Option<Annotation>, after: Option<Annotation>) -> Edit {
        let changes = vec![Change::Annotation { before, after }];
        Edit { number: 0, author: Author::Machine, at: 0, action: "suggest".to_owned(), changes, undoes: None }
    }

    #[test]
    fn only_what_looks_different_is_drawn_again() {
        let mut paragraphs = Paragraphs::new(&[Span::new(0, 5), Span::new(6, 10)]);
        let one = annotation(1, 3);
        let explained = Annotation { attributes: BTreeMap::new(), confidence: Some(0.5), ..one.clone() };
        let relabelled = Annotation { label: Label::from("LAW"), ..one.clone() };
        let accepted = Annotation { state: State::Accepted, ..relabelled.clone() };
        let moved = annotation(4, 8);
        let steps = [
            (None, Some(&one)),
            (Some(&one), Some(&explained)),
            (Some(&explained), Some(&relabelled)),
            (Some(&relabelled), Some(&accepted)),
            (Some(&accepted), Some(&moved)),
            (Some(&moved), None),
        ];
        let drawn: Vec<Vec<usize>> = steps
            .map(|(before, after)| paragraphs.follow(&edit(before.cloned(), after.cloned())).into_iter().collect())
            .into();
        assert_eq!(drawn, [vec![0], vec![], vec![0], vec![0], vec![0, 1], vec![0, 1]]);
        assert_eq!((paragraphs.touching(0).count(), paragraphs.touching(1).count()), (0, 0));
    }

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
