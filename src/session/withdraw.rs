//! How the machine takes suggestions back, where a layer or a label of it is switched off.

use super::{Author, Change, Edit, EditError, Session};
use crate::annotation::{Annotation, AnnotationId};
use std::collections::BTreeSet;

impl Session {
    /// Takes away the undecided suggestions that are not to `stay`, with the links that hang on them, as one Edit by the
    /// machine. What a person has decided on stays. Gives the Edit, or nothing where nothing goes.
    ///
    /// # Errors
    /// None are known: the Edit is made from what is there.
    pub fn withdraw(&mut self, stay: impl Fn(&Annotation) -> bool, at: u64) -> Result<Option<&Edit>, EditError> {
        let gone = self.annotations().filter(|it| self.is_undecided(it) && !stay(it));
        let gone: BTreeSet<AnnotationId> = gone.map(|it| it.id).collect();
        let links: BTreeSet<AnnotationId> = gone.iter().flat_map(|id| self.relations_of(*id)).map(|it| it.id).collect();
        let annotations = gone.iter().filter_map(|id| self.annotation(*id)).cloned();
        let annotations = annotations.map(|it| Change::Annotation { before: Some(it), after: None });
        let relations = links.iter().filter_map(|id| self.relation(*id)).cloned();
        let relations = relations.map(|it| Change::Relation { before: Some(it), after: None });
        let changes: Vec<Change> = annotations.chain(relations).collect();
        if changes.is_empty() {
            return Ok(None);
        }
        self.apply(&Author::Machine, at, "withdraw", changes).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Layer;
    use crate::session::{Command, Suggestion, Suggestions};
    use crate::text::Span;
    use std::collections::BTreeMap;

    #[test]
    fn undecided_ones_go_with_their_links_and_come_back() {
        let suggestion = |layer: Layer, start| Suggestion {
            layer,
            label: "X".into(),
            spans: vec![Span::new(start, start + 1)],
            attributes: BTreeMap::new(),
            confidence: 0.5,
        };
        let annotations = [Layer::Entity, Layer::Quotation, Layer::Source, Layer::Entity]
            .into_iter()
            .zip(0..)
            .map(|(layer, start)| suggestion(layer, start));
        let relations = vec![(1, "source".to_owned(), 2)];
        let suggestions = Suggestions { annotations: annotations.collect(), relations };
        let mut session = Session::new("abcd");
        let whole = Span::new(0, 4);
        session.suggest(whole, &suggestions, 0).unwrap();
        session.perform(&Command::Accept(vec![AnnotationId(3)]), &Author::Human(None), 0).unwrap();

        let stay = |it: &Annotation| !matches!(it.layer, Layer::Entity | Layer::Source);
        assert_eq!(session.withdraw(stay, 1).unwrap().map(|edit| edit.changes.len()), Some(3));
        let left: Vec<u32> = session.annotations().map(|it| it.id.0).collect();
        assert_eq!((left, session.relations().count()), (vec![1, 3], 0), "the accepted name stays");
        assert!(session.withdraw(stay, 2).unwrap().is_none());

        session.suggest(whole, &suggestions, 3).unwrap();
        assert_eq!((session.annotations().count(), session.relations().count()), (4, 1));
        session.undo(&Author::Human(None), 4).unwrap();
        assert!(
            session.annotations().all(|it| it.state == crate::annotation::State::Suggested),
            "undo takes back the acceptance"
        );
    }
}
