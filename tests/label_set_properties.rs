//! What holds for every label set: its file gives it back, broken files are refused without a panic, and what people do to it
//! leaves it without faults that were not there before.
#![allow(clippy::unwrap_used)] // Clippy does not see that helpers of tests are tests too.

use postil::annotation::{Annotation, AnnotationId};
use postil::label_set::{
    Attribute, AttributeKind, Colour, LabelSet, Line, Preset, SetLabel, SetLayer, faults, fit, read, unknown, write,
};
use postil::session::{Author, Command, Session, Suggestion, Suggestions};
use postil::{Label, Layer, Span};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Words of any script, with what files and pages take for signs of their own.
fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Zé\"<>&\\\\😀 -]{1,12}", "\\PC{1,8}"].prop_filter("a name", |it| !it.trim().is_empty())
}

fn attribute() -> impl Strategy<Value = Attribute> {
    (words(), 0..4_usize, prop::collection::vec("[a-z]{1,4}", 1..4), any::<bool>()).prop_map(
        |(name, kind, choices, has_default)| {
            let kind = AttributeKind::ALL[kind];
            let default = match kind {
                AttributeKind::Text => "any words".to_owned(),
                AttributeKind::Choice => choices[0].clone(),
                AttributeKind::YesNo => "true".to_owned(),
                AttributeKind::Number => "-1.5".to_owned(),
            };
            Attribute { name, words: String::new(), kind, choices, default: has_default.then_some(default) }
        },
    )
}

fn label() -> impl Strategy<Value = SetLabel> {
    let looks = (prop::option::of(0..8_usize), prop::option::of(0..5_usize));
    let texts = (words(), "\\PC{0,9}", "[A-Zé%]{0,2}", "\\PC{0,20}");
    (texts, looks, prop::collection::vec("\\PC{0,9}", 0..3), prop::collection::vec(attribute(), 0..3)).prop_map(
        |((name, words, badge, description), (colour, line), examples, attributes)| SetLabel {
            name,
            words,
            badge,
            colour: colour.map(|at| Colour::ALL[at]),
            line: line.map(|at| Line::ALL[at]),
            key: None,
            description,
            examples,
            attributes,
            takes: Vec::new(),
        },
    )
}

fn layer() -> impl Strategy<Value = Layer> {
    prop_oneof![
        Just(Layer::Entity),
        Just(Layer::Quotation),
        Just(Layer::Quantity),
        Just(Layer::Source),
        "[a-zé-]{1,8}".prop_map(|name| Layer::User(format!("my-{name}"))),
    ]
}

/// A set without faults: what has one is left out, as a page would refuse it.
fn set() -> impl Strategy<Value = LabelSet> {
    let layers = (layer(), words(), any::<bool>(), prop::collection::vec(label(), 0..5));
    (words(), prop::collection::vec(layers, 0..4)).prop_map(|(name, layers)| {
        let mut set = LabelSet { name, layers: Vec::new() };
        for (number, (layer, title, machine, labels)) in layers.into_iter().enumerate() {
            let machine = machine && !matches!(layer, Layer::User(_));
            set.layers.push(SetLayer { layer, title, machine, attributes: Vec::new(), labels: Vec::new() });
            if !faults(&set, &[]).is_empty() {
                set.layers.pop();
                continue;
            }
            for (index, mut label) in labels.into_iter().enumerate() {
                label.key = char::from_u32(0x61 + (number * 5 + index) as u32);
                label.takes = vec![format!("OLD-{number}-{index}")];
                let place = set.layers.len() - 1;
                set.layers[place].labels.push(label);
                if !faults(&set, &[]).is_empty() {
                    set.layers[place].labels.pop();
                }
            }
        }
        set
    })
}

fn session(labels: &[(usize, u32)]) -> Session {
    let mut session = Session::new("Awa Kone left Mali with twelve others on Monday morning.");
    let names = ["PERSON", "GPE", "SHIP"];
    for (label, start) in labels {
        let (layer, label) = (Layer::Entity, Label::from(names[label % names.len()]));
        let annotate = Command::Annotate { layer, label, spans: vec![Span::new(*start, start + 3)] };
        session.perform(&annotate, &Author::Human(None), 0).unwrap();
    }
    session
}

fn standing(session: &Session) -> Vec<Annotation> {
    session.annotations().cloned().collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read(set in set()) {
        prop_assert_eq!(faults(&set, &[]), vec![]);
        prop_assert_eq!(read(&write(&set)).unwrap(), set);
    }

    #[test]
    fn a_file_cut_short_or_changed_is_refused_or_without_faults(set in set(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let file = write(&set);
        let place = at.index(file.len());
        let cut = String::from_utf8_lossy(&file.as_bytes()[..place]).into_owned();
        prop_assert!(cut.trim_end() == file.trim_end() || read(&cut).is_err());
        let mut changed = file.into_bytes();
        changed[place] = byte;
        if let Ok(set) = read(&String::from_utf8_lossy(&changed)) {
            prop_assert_eq!(faults(&set, &[]), vec![]);
        }
    }

    #[test]
    fn any_text_is_refused_in_words(text in "\\PC{0,80}") {
        let error = read(&text).map(|_| ()).map_err(|error| error.to_string());
        prop_assert!(error.is_err_and(|words| words.len() > 20));
    }

    #[test]
    fn a_label_called_otherwise_is_one_edit_that_undo_takes_back(
        labels in prop::collection::vec((0..3_usize, 0..50_u32), 1..12), to in words(),
    ) {
        let mut session = session(&labels);
        session.perform(&Command::Reject(vec![AnnotationId(0)]), &Author::Human(None), 0).unwrap();
        let before = standing(&session);
        let rename = Command::RenameLabel { layer: Layer::Entity, from: "PERSON".into(), to: to.as_str().into() };
        let edits = session.log().len();
        let is_done = session.perform(&rename, &Author::Human(None), 1).unwrap().is_some();
        prop_assert_eq!(session.log().len(), edits + usize::from(is_done));
        prop_assert!(to == "PERSON" || session.annotations().all(|it| it.label.0 != "PERSON"));
        let decisions = |annotations: &[Annotation]| annotations.iter().map(|it| (it.id, it.state)).collect::<Vec<_>>();
        prop_assert_eq!(decisions(&standing(&session)), decisions(&before));
        if is_done {
            session.undo(&Author::Human(None), 2).unwrap();
            prop_assert_eq!(standing(&session), before);
        }
    }

    #[test]
    fn exchanging_the_set_loses_nothing_and_lists_what_it_does_not_know(labels in prop::collection::vec((0..3_usize, 0..50_u32), 0..12)) {
        let session = session(&labels);
        let before = standing(&session);
        for preset in Preset::ALL {
            let set = preset.set();
            let listed: u32 = unknown(&set, &session).iter().map(|it| it.count).sum();
            let known = session.annotations().filter(|it| set.label(&it.layer, &it.label).is_some()).count();
            prop_assert_eq!(listed as usize + known, before.len());
        }
        prop_assert_eq!(standing(&session), before);
    }

    #[test]
    fn what_is_fitted_carries_labels_of_the_set_and_links_between_what_is_left(
        labels in prop::collection::vec((0..3_usize, 0..50_u32), 0..12), links in prop::collection::vec((0..12_u32, 0..12_u32), 0..8),
    ) {
        let names = ["PERSON", "GPE", "SHIP"];
        let suggestion = |(label, start): &(usize, u32)| Suggestion {
            layer: Layer::Entity,
            label: names[label % names.len()].into(),
            spans: vec![Span::new(*start, start + 3)],
            attributes: BTreeMap::new(),
            confidence: 0.5,
        };
        let count = labels.len() as u32;
        let relations = links.into_iter().filter(|(from, to)| *from < count && *to < count);
        let suggestions = Suggestions {
            annotations: labels.iter().map(suggestion).collect(),
            relations: relations.map(|(from, to)| (from, "same-as".to_owned(), to)).collect(),
        };
        let set = Preset::Conll.set();
        let fitted = fit(&set, &suggestions);
        let ships = labels.iter().filter(|(label, _)| label % 3 == 2).count();
        prop_assert_eq!(fitted.annotations.len(), labels.len() - ships);
        prop_assert!(fitted.annotations.iter().all(|it| set.label(&it.layer, &it.label).is_some()));
        let left = fitted.annotations.len() as u32;
        prop_assert!(fitted.relations.iter().all(|(from, _, to)| *from < left && *to < left));
    }
}
