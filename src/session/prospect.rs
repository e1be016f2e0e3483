//! What labelling a place would do there: the preview of [`Command::AnnotateAll`](super::Command::AnnotateAll).

use super::Session;
use crate::annotation::{Annotation, AnnotationId, Label, Layer, State};
use crate::text::Span;

/// What labelling one place would do, and to which annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prospect {
    /// Nothing stands in the way: an annotation is made.
    Annotate,
    /// It is suggested just so: the suggestion is accepted.
    Accept(AnnotationId),
    /// Exactly these words have another label in that layer: it is changed.
    Relabel(AnnotationId),
    /// It is labelled so already.
    Nothing(AnnotationId),
    /// Just that was rejected here: an exception, unless somebody asks for it.
    Rejected(AnnotationId),
    /// Words of it belong to another annotation of that layer: an exception, unless somebody asks for it.
    Overlaps(AnnotationId),
}

impl Prospect {
    /// Whether the place is left alone unless somebody asks for it.
    pub const fn is_exception(self) -> bool {
        matches!(self, Self::Rejected(_) | Self::Overlaps(_))
    }

    /// The annotation that is there.
    pub const fn annotation(self) -> Option<AnnotationId> {
        match self {
            Self::Annotate => None,
            Self::Accept(id) | Self::Relabel(id) | Self::Nothing(id) | Self::Rejected(id) | Self::Overlaps(id) => {
                Some(id)
            }
        }
    }
}

impl Session {
    /// What labelling `place` so would do.
    ///
    /// ```
    /// use postil::session::{Author, Command, Prospect, Session};
    /// use postil::{Label, Layer, Span};
    ///
    /// let (layer, label) = (Layer::Entity, Label::from("GPE"));
    /// let mut session = Session::new("Mali, Mali");
    /// let places = vec![Span::new(0, 4)];
    /// session.perform(&Command::AnnotateAll { layer: layer.clone(), label: label.clone(), places }, &Author::Human(None), 1)?;
    /// assert!(matches!(session.prospect(&layer, &label, Span::new(0, 4)), Prospect::Nothing(_)));
    /// assert!(matches!(session.prospect(&layer, &label, Span::new(0, 2)), Prospect::Overlaps(_)));
    /// assert_eq!(session.prospect(&layer, &label, Span::new(6, 10)), Prospect::Annotate);
    /// # Ok::<(), postil::session::EditError>(())
    /// ```
    pub fn prospect(&self, layer: &Layer, label: &Label, place: Span) -> Prospect {
        let near = self.annotations_in(place).filter(|it| it.layer == *layer);
        // Of several that are there, the one that asks for least is the one that counts.
        near.filter_map(|annotation| prospect(annotation, label, place))
            .min_by_key(|found| rank(*found))
            .unwrap_or(Prospect::Annotate)
    }
}

fn prospect(annotation: &Annotation, label: &Label, place: Span) -> Option<Prospect> {
    let id = annotation.id;
    let (is_exact, is_so) = (annotation.spans == [place], annotation.label == *label);
    match (annotation.state, is_exact) {
        (State::Rejected, true) if is_so => Some(Prospect::Rejected(id)),
        (State::Rejected, _) => None,
        (State::Accepted, true) if is_so => Some(Prospect::Nothing(id)),
        (State::Suggested, true) if is_so => Some(Prospect::Accept(id)),
        (_, true) => Some(Prospect::Relabel(id)),
        (_, false) => Some(Prospect::Overlaps(id)),
    }
}

const fn rank(prospect: Prospect) -> u8 {
    match prospect {
        Prospect::Nothing(_) => 0,
        Prospect::Accept(_) => 1,
        Prospect::Relabel(_) => 2,
        Prospect::Rejected(_) => 3,
        Prospect::Overlaps(_) => 4,
        Prospect::Annotate => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Author, Command, Suggestion, Suggestions};
    use std::collections::BTreeMap;

    const PERSON: Author = Author::Human(None);
    const TEXT: &str = "Acme Acme Acme Acme Acme Acme Bank";

    fn suggestion(label: &str, start: u32, end: u32) -> Suggestion {
        let spans = vec![Span::new(start, end)];
        Suggestion { layer: Layer::Entity, label: label.into(), spans, attributes: BTreeMap::new(), confidence: 0.5 }
    }

    /// One place of each kind: suggested so, otherwise, rejected, made so, free, part of another.
    fn session() -> Session {
        let mut session = Session::new(TEXT);
        let annotations = vec![
            suggestion("ORG", 0, 4),
            suggestion("PERSON", 5, 9),
            suggestion("ORG", 10, 14),
            suggestion("ORG", 25, 34),
        ];
        let suggestions = Suggestions { annotations, relations: Vec::new() };
        session.suggest(Span::new(0, TEXT.len() as u32), &suggestions, 0).unwrap();
        session.perform(&Command::Reject(vec![AnnotationId(2)]), &PERSON, 1).unwrap();
        let made = Command::Annotate { layer: Layer::Entity, label: "ORG".into(), spans: vec![Span::new(15, 19)] };
        session.perform(&made, &PERSON, 2).unwrap();
        session
    }

    fn places() -> Vec<Span> {
        (0..6).map(|word| Span::new(word * 5, word * 5 + 4)).collect()
    }

    fn label_all(places: Vec<Span>) -> Command {
        Command::AnnotateAll { layer: Layer::Entity, label: "ORG".into(), places }
    }

    #[test]
    fn each_place_says_what_would_be_done() {
        let session = session();
        let prospect = |place| session.prospect(&Layer::Entity, &"ORG".into(), place);
        let id = AnnotationId;
        assert_eq!(
            places().into_iter().map(prospect).collect::<Vec<_>>(),
            [
                Prospect::Accept(id(0)),
                Prospect::Relabel(id(1)),
                Prospect::Rejected(id(2)),
                Prospect::Nothing(id(4)),
                Prospect::Annotate,
                Prospect::Overlaps(id(3)),
            ]
        );
        assert_eq!(session.prospect(&Layer::Source, &"ORG".into(), Span::new(0, 4)), Prospect::Annotate);
        let other = session.prospect(&Layer::Entity, &"PERSON".into(), Span::new(10, 14));
        assert_eq!(other, Prospect::Annotate, "only the label that was rejected is an exception");
    }

    #[test]
    fn all_are_labelled_in_one_edit_and_come_back_in_one() {
        let mut session = session();
        let state = |session: &Session| session.annotations().cloned().collect::<Vec<_>>();
        let (before, edits) = (state(&session), session.log().len());
        let twice = [places(), places()].concat();
        session.perform(&label_all(twice), &PERSON, 3).unwrap();
        assert_eq!(session.log().len(), edits + 1);
        let standing = |it: &Annotation| (it.extent().start, it.state == State::Accepted && it.label.0 == "ORG");
        let mut stands: Vec<_> = session.annotations().map(standing).collect();
        stands.sort_unstable();
        assert_eq!(stands, [(0, true), (5, true), (10, true), (15, true), (20, true), (25, false), (25, true)]);
        session.undo(&PERSON, 4).unwrap();
        assert_eq!(state(&session), before);
    }

    #[test]
    fn one_bad_place_leaves_all_as_it_was() {
        let mut session = session();
        let edits = session.log().len();
        let bad = [places(), vec![Span::new(30, 99)]].concat();
        assert!(session.perform(&label_all(bad), &PERSON, 3).is_err());
        assert_eq!(session.perform(&label_all(Vec::new()), &PERSON, 3), Ok(None));
        assert_eq!(session.log().len(), edits);
    }
}
