//! What is wrong with a label set, in words.

use super::{Attribute, AttributeKind, LabelSet, SetLabel, SetLayer};
use crate::annotation::Layer;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Names that no layer of the user's own can have: those of the machine's layers, and of the layer of readers' notes.
pub(super) const RESERVED: [&str; 5] = ["entity", "quotation", "quantity", "source", "note"];
/// The most characters of a name or of what people call something.
const LONGEST: usize = 100;
/// The most labels of a set.
const MOST: usize = 1000;

/// A key that a command has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenKey {
    /// The key; a capital letter is that key with Shift.
    pub key: char,
    /// The command.
    pub command: String,
}

/// One thing that is wrong with a label set. Layers are named by their titles, labels by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A layer without a title, or one of the user's own without a name.
    LayerUnnamed,
    /// The name of one of the user's own layers has white space or is reserved.
    LayerName(String),
    /// Two layers have that name.
    LayerTwice(String),
    /// A layer of the user's own, in which the machine cannot suggest.
    NoMachine(String),
    /// A label of that layer has no name.
    Unnamed(String),
    /// A name is too long; its beginning.
    Long(String),
    /// There are too many labels.
    TooMany,
    /// Two labels of that layer have that name.
    Twice {
        /// The layer.
        layer: String,
        /// The name.
        name: String,
    },
    /// Two labels stand for that name.
    TakenTwice {
        /// The name.
        name: String,
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
    /// What stands at the marks of that label has more than two characters, or none that can be seen.
    Badge(String),
    /// The key of that label is none that one can press alone.
    Key(String),
    /// One key for two labels.
    KeyTwice {
        /// The key.
        key: char,
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
    /// The key of a label is a command's.
    KeyTaken {
        /// The key.
        key: char,
        /// The label.
        label: String,
        /// The command.
        command: String,
    },
    /// An attribute of that label or layer has no name.
    AttributeUnnamed(String),
    /// Two attributes of a label or layer have one name.
    AttributeTwice {
        /// The label or layer.
        of: String,
        /// The name.
        name: String,
    },
    /// That attribute is a choice among nothing, or of something empty.
    NoChoices(String),
    /// That attribute begins with what is none of its values.
    Default(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LayerUnnamed => formatter.write_str("A layer has no name."),
            Self::LayerName(name) => {
                write!(formatter, "A layer of your own cannot be named “{name}”: use another word, without spaces.")
            }
            Self::LayerTwice(name) => write!(formatter, "Two layers are named “{name}”."),
            Self::NoMachine(title) => {
                write!(formatter, "The machine cannot suggest in “{title}”, a layer of your own.")
            }
            Self::Unnamed(layer) => write!(formatter, "A label of “{layer}” has no name."),
            Self::Long(name) => write!(formatter, "“{name}…” is longer than {LONGEST} characters."),
            Self::TooMany => write!(formatter, "The set has more than {MOST} labels."),
            Self::Twice { layer, name } => write!(formatter, "Two labels of “{layer}” are named “{name}”."),
            Self::TakenTwice { name, one, other } => {
                write!(formatter, "“{one}” and “{other}” both stand for “{name}”.")
            }
            Self::Badge(label) => write!(formatter, "The letter of “{label}” must be one or two characters."),
            Self::Key(label) => write!(formatter, "The key of “{label}” must be one letter, digit or sign."),
            Self::KeyTwice { key, one, other } => {
                write!(formatter, "The key {key} would give both “{one}” and “{other}”.")
            }
            Self::KeyTaken { key, label, command } => {
                write!(formatter, "The key {key} of “{label}” is that of the command “{command}”.")
            }
            Self::AttributeUnnamed(of) => write!(formatter, "An attribute of “{of}” has no name."),
            Self::AttributeTwice { of, name } => write!(formatter, "Two attributes of “{of}” are named “{name}”."),
            Self::NoChoices(name) => write!(formatter, "The attribute “{name}” needs values to choose from."),
            Self::Default(name) => write!(formatter, "The attribute “{name}” cannot begin with that value."),
        }
    }
}

/// Everything that is wrong with `set`, where commands have the keys `taken`; in the order of the set.
pub fn faults(set: &LabelSet, taken: &[TakenKey]) -> Vec<Fault> {
    let mut found = Vec::new();
    long(&set.name, &mut found);
    if set.layers.iter().map(|layer| layer.labels.len()).sum::<usize>() > MOST {
        // Nobody reads a thousand faults.
        return vec![Fault::TooMany];
    }
    let mut layers = BTreeSet::new();
    let mut keys = BTreeMap::new();
    for layer in &set.layers {
        if !layers.insert(layer.layer.name()) {
            found.push(Fault::LayerTwice(layer.layer.name().to_owned()));
        }
        layer_faults(layer, &mut found);
        names(layer, &mut found);
        for label in &layer.labels {
            label_faults(layer, label, &mut found);
            key_faults(label, taken, &mut keys, &mut found);
        }
    }
    found
}

fn layer_faults(layer: &SetLayer, found: &mut Vec<Fault>) {
    if layer.title.trim().is_empty() || layer.layer.name().is_empty() {
        found.push(Fault::LayerUnnamed);
    }
    long(&layer.title, found);
    attribute_faults(&layer.title, &layer.attributes, found);
    if let Layer::User(name) = &layer.layer {
        long(name, found);
        if name.contains(char::is_whitespace) || RESERVED.contains(&name.as_str()) {
            found.push(Fault::LayerName(name.clone()));
        }
        if layer.machine {
            found.push(Fault::NoMachine(layer.title.clone()));
        }
    }
}

/// Names of labels, and the other names that they take.
fn names(layer: &SetLayer, found: &mut Vec<Fault>) {
    let mut known: BTreeMap<&str, &SetLabel> = BTreeMap::new();
    for label in &layer.labels {
        if known.insert(&label.name, label).is_some() {
            found.push(Fault::Twice { layer: layer.title.clone(), name: label.name.clone() });
        }
    }
    let mut takers: BTreeMap<&str, &SetLabel> = BTreeMap::new();
    for label in &layer.labels {
        for name in &label.takes {
            if let Some(other) = takers.insert(name, label).filter(|other| other.name != label.name) {
                let (one, other) = (other.name.clone(), label.name.clone());
                found.push(Fault::TakenTwice { name: name.clone(), one, other });
            }
        }
    }
}

fn label_faults(layer: &SetLayer, label: &SetLabel, found: &mut Vec<Fault>) {
    if label.name.trim().is_empty() {
        found.push(Fault::Unnamed(layer.title.clone()));
    }
    long(&label.name, found);
    long(&label.words, found);
    let is_seen = |character: char| !character.is_control() && !character.is_whitespace();
    if label.badge.chars().count() > 2 || !label.badge.chars().all(is_seen) {
        found.push(Fault::Badge(label.name.clone()));
    }
    attribute_faults(&label.name, &label.attributes, found);
}

fn key_faults<'a>(
    label: &'a SetLabel,
    taken: &[TakenKey],
    keys: &mut BTreeMap<char, &'a SetLabel>,
    found: &mut Vec<Fault>,
) {
    let Some(key) = label.key else { return };
    if key.is_whitespace() || key.is_control() {
        found.push(Fault::Key(label.name.clone()));
    }
    if let Some(other) = keys.insert(key, label) {
        found.push(Fault::KeyTwice { key, one: other.name.clone(), other: label.name.clone() });
    }
    if let Some(TakenKey { command, .. }) = taken.iter().find(|it| it.key == key) {
        found.push(Fault::KeyTaken { key, label: label.name.clone(), command: command.clone() });
    }
}

fn attribute_faults(of: &str, attributes: &[Attribute], found: &mut Vec<Fault>) {
    let mut known = BTreeSet::new();
    for attribute in attributes {
        let name = &attribute.name;
        if name.trim().is_empty() {
            found.push(Fault::AttributeUnnamed(of.to_owned()));
        }
        long(name, found);
        if !known.insert(name) {
            found.push(Fault::AttributeTwice { of: of.to_owned(), name: name.clone() });
        }
        let is_choice = attribute.kind == AttributeKind::Choice;
        if is_choice && (attribute.choices.is_empty() || attribute.choices.contains(&String::new())) {
            found.push(Fault::NoChoices(name.clone()));
        } else if attribute.default.as_ref().is_some_and(|value| !attribute.accepts(value)) {
            found.push(Fault::Default(name.clone()));
        }
    }
}

fn long(name: &str, found: &mut Vec<Fault>) {
    if let Some((end, _)) = name.char_indices().nth(LONGEST) {
        found.push(Fault::Long(name.get(..end.min(40)).unwrap_or_default().to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(name: &str, key: Option<char>) -> SetLabel {
        SetLabel { name: name.to_owned(), key, ..SetLabel::default() }
    }

    fn topic(labels: Vec<SetLabel>) -> SetLayer {
        let layer = Layer::User("topic".to_owned());
        SetLayer { layer, title: "Topics".to_owned(), machine: false, attributes: Vec::new(), labels }
    }

    fn told(layers: Vec<SetLayer>) -> String {
        let taken = [TakenKey { key: 'a', command: "Accept".to_owned() }];
        let set = LabelSet { name: "Mine".to_owned(), layers };
        faults(&set, &taken).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn faults_of_labels_in_words() {
        let takes = |name: &str| SetLabel { takes: vec!["OLD".to_owned()], ..label(name, None) };
        let badge = SetLabel { badge: "ABC".to_owned(), ..label("X", None) };
        let cases = [
            (vec![label("X", Some('A')), label("Y", Some('b'))], ""),
            (vec![label(" ", None)], "A label of “Topics” has no name."),
            (vec![label("X", None), label("X", None)], "Two labels of “Topics” are named “X”."),
            (vec![label("X", Some('b')), label("Y", Some('b'))], "The key b would give both “X” and “Y”."),
            (vec![label("X", Some('a'))], "The key a of “X” is that of the command “Accept”."),
            (vec![label("X", Some(' '))], "The key of “X” must be one letter, digit or sign."),
            (vec![takes("X"), takes("Y")], "“X” and “Y” both stand for “OLD”."),
            (vec![badge], "The letter of “X” must be one or two characters."),
            (vec![label(&"é".repeat(101), None)], &format!("“{}…” is longer than 100 characters.", "é".repeat(20))),
        ];
        for (labels, expected) in cases {
            assert_eq!(told(vec![topic(labels)]), expected);
        }
        let many = (0..1001).map(|number| label(&number.to_string(), None)).collect();
        assert_eq!(told(vec![topic(many)]), "The set has more than 1000 labels.");
    }

    #[test]
    fn faults_of_layers_in_words() {
        let named = |name: &str, title: &str| SetLayer {
            layer: Layer::User(name.to_owned()),
            title: title.to_owned(),
            ..topic(Vec::new())
        };
        let cases = [
            (vec![topic(Vec::new()), topic(Vec::new())], "Two layers are named “topic”."),
            (
                vec![named("two words", "Two words")],
                "A layer of your own cannot be named “two words”: use another word, without spaces.",
            ),
            (
                vec![named("entity", "Mine")],
                "A layer of your own cannot be named “entity”: use another word, without spaces.",
            ),
            (vec![named("", "")], "A layer has no name."),
            (
                vec![SetLayer { machine: true, ..topic(Vec::new()) }],
                "The machine cannot suggest in “Topics”, a layer of your own.",
            ),
        ];
        for (layers, expected) in cases {
            assert_eq!(told(layers), expected);
        }
    }

    #[test]
    fn faults_of_attributes_in_words() {
        use AttributeKind::{Choice, Number, Text, YesNo};
        let attribute = |name: &str, kind, choices: &[&str], default: Option<&str>| Attribute {
            name: name.to_owned(),
            kind,
            choices: choices.iter().map(|it| (*it).to_owned()).collect(),
            default: default.map(str::to_owned),
            ..Attribute::default()
        };
        let cases = [
            (vec![attribute("role", Choice, &["a", "b"], Some("b"))], ""),
            (vec![attribute("", Text, &[], None)], "An attribute of “X” has no name."),
            (
                vec![attribute("n", Text, &[], None), attribute("n", YesNo, &[], None)],
                "Two attributes of “X” are named “n”.",
            ),
            (vec![attribute("role", Choice, &[], None)], "The attribute “role” needs values to choose from."),
            (vec![attribute("role", Choice, &["a"], Some("c"))], "The attribute “role” cannot begin with that value."),
            (vec![attribute("age", Number, &[], Some("old"))], "The attribute “age” cannot begin with that value."),
        ];
        for (attributes, expected) in cases {
            assert_eq!(told(vec![topic(vec![SetLabel { attributes, ..label("X", None) }])]), expected);
        }
    }
}
