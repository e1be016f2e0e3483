//! What there is in a document and in all of them, in numbers. A document's figures lie in its record, so that those of
//! ten thousand documents are told without reading one of them.

use postil::annotation::{Origin, State};
use postil::session::{Author, Session};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How annotations can stand, in the order in which they are counted and shown.
pub(crate) const STANDS: [&str; 4] = ["Suggested", "Accepted", "Rejected", "By hand"];

/// How many annotations stand how.
pub(crate) type Counts = [u32; STANDS.len()];

/// One document in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// How many Edits of a person stand: none is new, one is begun.
    pub(crate) steps: u32,
    /// The annotations by layer and label: `entity PERSON`.
    pub(crate) labels: BTreeMap<String, Counts>,
}

impl Summary {
    /// Whether there is nothing to tell, and so nothing to keep.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many annotations there are, without the rejected ones, and on how many a person has decided.
    pub(crate) fn figures(&self) -> (u32, u32) {
        let all = self.labels.values().fold([0; 4], added);
        (all[0] + all[1] + all[3], decided(&all))
    }
}

/// On how many annotations a person has decided.
pub(crate) const fn decided(counts: &Counts) -> u32 {
    counts[1] + counts[2] + counts[3]
}

/// `session` in numbers.
pub(crate) fn summary(session: &Session) -> Summary {
    let mut found: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
    for annotation in session.annotations() {
        let counts = found.entry((annotation.layer.name(), &annotation.label.0)).or_default();
        counts[stand(annotation.origin, annotation.state)] += 1;
    }
    let labels = found.into_iter().map(|((layer, label), counts)| (format!("{layer} {label}"), counts)).collect();
    Summary { steps: steps(session), labels }
}

const fn stand(origin: Origin, state: State) -> usize {
    match (state, origin) {
        (State::Rejected, _) => 2,
        (_, Origin::Human) => 3,
        (State::Suggested, _) => 0,
        (State::Accepted, _) => 1,
    }
}

/// How many Edits of a person stand: what undoes one takes away what that one has brought.
fn steps(session: &Session) -> u32 {
    let mut brought: Vec<i64> = Vec::new();
    for edit in session.log() {
        let undone = edit.undoes.and_then(|number| brought.get(number as usize)).copied();
        let by_person = i64::from(matches!(edit.author, Author::Human(_)));
        brought.push(undone.map_or(by_person, |brought| -brought));
    }
    u32::try_from(brought.iter().sum::<i64>()).unwrap_or_default()
}

fn added(mut sum: Counts, counts: &Counts) -> Counts {
    for (sum, count) in sum.iter_mut().zip(counts) {
        *sum = sum.saturating_add(*count);
    }
    sum
}

/// All documents in numbers, kept up by what changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    /// The annotations by layer and label.
    pub(crate) labels: BTreeMap<String, Counts>,
    /// How many documents a person has decided something in.
    pub(crate) touched: u32,
}

impl Totals {
    /// Counts a document in.
    pub(crate) fn add(&mut self, summary: &Summary) {
        self.touched += u32::from(summary.steps > 0);
        for (name, counts) in &summary.labels {
            match self.labels.get_mut(name) {
                Some(sum) => *sum = added(*sum, counts),
                None => drop(self.labels.insert(name.clone(), *counts)),
            }
        }
    }

    /// Takes a document out that was counted in.
    pub(crate) fn take(&mut self, summary: &Summary) {
        self.touched -= u32::from(summary.steps > 0);
        for (name, counts) in &summary.labels {
            let Some(sum) = self.labels.get_mut(name) else { continue };
            for (sum, count) in sum.iter_mut().zip(counts) {
                *sum = sum.saturating_sub(*count);
            }
            if *sum == Counts::default() {
                self.labels.remove(name);
            }
        }
    }

    /// Everything together.
    pub(crate) fn all(&self) -> Counts {
        self.labels.values().fold([0; 4], added)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::session::{Command, Suggestion, Suggestions};
    use postil::{Layer, Span};
    use proptest::prelude::*;

    const PERSON: Author = Author::Human(None);

    fn session() -> Session {
        let mut session = Session::new("Awa Kone met Ali Diop.");
        let name = |span| Suggestion {
            layer: Layer::Entity,
            label: "PERSON".into(),
            spans: vec![span],
            attributes: BTreeMap::new(),
            confidence: 0.5,
        };
        let annotations = vec![name(Span::new(0, 8)), name(Span::new(13, 21))];
        let suggestions = Suggestions { annotations, relations: Vec::new() };
        session.suggest(Span::new(0, 22), &suggestions, 1).expect("they lie on the text");
        session
    }

    #[test]
    fn what_stands_is_counted_by_label_and_steps_follow_undo_and_redo() {
        let mut session = session();
        assert_eq!(summary(&session).labels["entity PERSON"], [2, 0, 0, 0]);
        assert_eq!(summary(&session).steps, 0, "the machine's own Edit is no step");
        let ids: Vec<_> = session.annotations().map(|annotation| annotation.id).collect();
        session.perform(&Command::Accept(vec![ids[0]]), &PERSON, 2).expect("it is there");
        session.perform(&Command::Reject(vec![ids[1]]), &PERSON, 3).expect("it is there");
        let own = Command::Annotate { layer: Layer::Entity, label: "ORG".into(), spans: vec![Span::new(9, 12)] };
        session.perform(&own, &PERSON, 4).expect("it lies on the text");
        let found = summary(&session);
        assert_eq!((found.steps, found.figures()), (3, (2, 3)));
        assert_eq!((found.labels["entity PERSON"], found.labels["entity ORG"]), ([0, 1, 1, 0], [0, 0, 0, 1]));
        for (steps, redo) in [(2, false), (1, false), (2, true), (1, false), (0, false)] {
            if redo { session.redo(&PERSON, 5) } else { session.undo(&PERSON, 5) }.expect("there is one");
            assert_eq!(summary(&session).steps, steps);
        }
    }

    fn summaries() -> impl Strategy<Value = Vec<Summary>> {
        let labels = proptest::collection::btree_map("entity [A-D]", proptest::array::uniform4(0u32..9), 0..4);
        let one = (0u32..3, labels).prop_map(|(steps, labels)| Summary { steps, labels });
        proptest::collection::vec(one, 0..12)
    }

    proptest! {
        #[test]
        fn totals_kept_up_are_totals_counted_anew(before in summaries(), after in summaries()) {
            let mut kept = Totals::default();
            before.iter().for_each(|summary| kept.add(summary));
            after.iter().for_each(|summary| kept.add(summary));
            before.iter().for_each(|summary| kept.take(summary));
            let mut anew = Totals::default();
            after.iter().for_each(|summary| anew.add(summary));
            anew.labels.retain(|_, counts| *counts != Counts::default());
            kept.labels.retain(|_, counts| *counts != Counts::default());
            prop_assert_eq!(kept, anew);
        }
    }
}
