//! What a label set makes of the machine's suggestions, and of annotations that were made under another set.

use super::LabelSet;
use crate::annotation::{Annotation, Label, Layer, State};
use crate::session::{Session, Suggestion, Suggestions};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The suggestions that the set has labels for, called as it calls them; links to others are left out.
pub fn fit<'a>(set: &LabelSet, suggestions: &'a Suggestions) -> Cow<'a, Suggestions> {
    let name = |it: &Suggestion| set.suggested_as(&it.layer, &it.label).map(str::to_owned);
    if suggestions.annotations.iter().all(|it| set.suggested_as(&it.layer, &it.label) == Some(it.label.0.as_str())) {
        return Cow::Borrowed(suggestions);
    }
    let mut places = Vec::with_capacity(suggestions.annotations.len());
    let mut annotations = Vec::new();
    for suggestion in &suggestions.annotations {
        let renamed = name(suggestion).map(|name| Suggestion { label: Label(name), ..suggestion.clone() });
        places.push(renamed.is_some().then_some(annotations.len() as u32));
        annotations.extend(renamed);
    }
    let place = |index: u32| places.get(index as usize).copied().flatten();
    let links = suggestions.relations.iter();
    let relations = links.filter_map(|(from, kind, to)| Some((place(*from)?, kind.clone(), place(*to)?))).collect();
    Cow::Owned(Suggestions { annotations, relations })
}

/// A label that annotations carry and the set does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The layer.
    pub layer: Layer,
    /// The label.
    pub label: Label,
    /// How many annotations carry it that are not rejected.
    pub count: u32,
    /// The set's label that takes this one.
    pub meant: Option<String>,
}

/// The labels that stand in `session` and not in `set`, by layer and name.
pub fn unknown(set: &LabelSet, session: &Session) -> Vec<Unknown> {
    let mut counts: BTreeMap<(&Layer, &Label), u32> = BTreeMap::new();
    for it in session.annotations().filter(|it| is_unknown(set, it)) {
        *counts.entry((&it.layer, &it.label)).or_default() += 1;
    }
    let meant = |layer: &Layer, label: &Label| set.meant(layer, label).map(|known| known.name.clone());
    counts
        .into_iter()
        .map(|((layer, label), count)| Unknown {
            layer: layer.clone(),
            label: label.clone(),
            count,
            meant: meant(layer, label),
        })
        .collect()
}

fn is_unknown(set: &LabelSet, annotation: &Annotation) -> bool {
    let is_note = matches!(&annotation.layer, Layer::User(name) if name == "note");
    annotation.state != State::Rejected && !is_note && set.label(&annotation.layer, &annotation.label).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label_set::Preset;
    use crate::session::{Author, Command};
    use crate::text::Span;

    fn suggestion(layer: Layer, label: &str, start: u32) -> Suggestion {
        let spans = vec![Span::new(start, start + 2)];
        Suggestion { layer, label: label.into(), spans, attributes: BTreeMap::new(), confidence: 0.5 }
    }

    fn some() -> Suggestions {
        let annotations = vec![
            suggestion(Layer::Entity, "GPE", 0),
            suggestion(Layer::Quantity, "count", 3),
            suggestion(Layer::Quotation, "direct", 6),
            suggestion(Layer::Source, "named", 9),
        ];
        Suggestions { annotations, relations: vec![(1, "source".to_owned(), 3), (2, "source".to_owned(), 3)] }
    }

    #[test]
    fn the_machines_own_set_takes_everything_as_it_is() {
        let (set, suggestions) = (Preset::OntoNotes.set(), some());
        assert!(matches!(fit(&set, &suggestions), Cow::Borrowed(_)));
    }

    #[test]
    fn another_set_renames_and_a_layer_that_is_off_says_nothing() {
        let mut set = Preset::Conll.set();
        set.layers.iter_mut().filter(|it| it.layer == Layer::Quantity).for_each(|it| it.machine = false);
        let (suggestions, labels) = (some(), ["LOC", "direct", "named"]);
        let fitted = fit(&set, &suggestions);
        assert_eq!(fitted.annotations.iter().map(|it| it.label.0.as_str()).collect::<Vec<_>>(), labels);
        assert_eq!(fitted.relations, [(1, "source".to_owned(), 2)]);
        assert_eq!(fit(&Preset::Empty.set(), &suggestions).annotations, []);
    }

    #[test]
    fn what_a_set_does_not_know_is_listed_with_what_it_means_there() {
        let mut session = Session::new("Mali is a state.");
        for (label, start) in [("GPE", 0), ("SHIP", 5)] {
            let (label, spans) = (Label::from(label), vec![Span::new(start, start + 2)]);
            let layer = Layer::Entity;
            session.perform(&Command::Annotate { layer, label, spans }, &Author::Human(None), 0).unwrap();
        }
        let found = unknown(&Preset::Conll.set(), &session);
        let found: Vec<_> = found.iter().map(|it| (it.label.0.as_str(), it.count, it.meant.as_deref())).collect();
        assert_eq!(found, [("GPE", 1, Some("LOC")), ("SHIP", 1, None)]);
    }
}
