//! A set of labels of one's own: which layers and labels there are, how each looks, which key gives it, what it means and
//! what else is said of what carries it.
//!
//! A [`LabelSet`] is plain data beside a Session and never changes one. An annotation whose label its set does not know
//! stays as it is ([`unknown`]), so exchanging a set loses nothing. [`faults`] says in words what is wrong with a set,
//! [`read`] and [`write()`] are its file, [`Preset`] is what one may start from.
//!
//! ```
//! use postil::label_set::{Preset, faults, read, write};
//! use postil::{Label, Layer};
//!
//! let set = Preset::Conll.set();
//! assert_eq!(faults(&set, &[]), []);
//! // What the machine calls GPE, this set calls LOC.
//! assert_eq!(set.suggested_as(&Layer::Entity, &Label::from("GPE")), Some("LOC"));
//! assert_eq!(read(&write(&set)), Ok(set));
//! ```

mod attribute;
mod change;
mod check;
mod file;
mod fit;
mod palette;
mod preset;

pub use attribute::{Attribute, AttributeKind};
pub use check::{Fault, TakenKey, faults};
pub use file::{SCHEMA, read, write};
pub use fit::{Unknown, fit, unknown};
pub use palette::{Colour, Line};
pub use preset::Preset;

use crate::annotation::{Label, Layer};
use serde::{Deserialize, Serialize};

/// Layers and labels, in the order in which people see them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelSet {
    /// What people call the set.
    pub name: String,
    /// Its layers.
    #[serde(default)]
    pub layers: Vec<SetLayer>,
}

/// A layer with its labels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetLayer {
    /// Which layer. The name of one of the user's own has no white space.
    pub layer: Layer,
    /// What people call it.
    pub title: String,
    /// Whether the machine suggests in it. It knows none but its own four layers.
    #[serde(default, skip_serializing_if = "is_false")]
    pub machine: bool,
    /// What may be said of every annotation of the layer, whatever its label.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// Its labels.
    #[serde(default)]
    pub labels: Vec<SetLabel>,
}

/// A label: what it is called, how it looks and what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetLabel {
    /// Its name in exports, as in [`Label`].
    pub name: String,
    /// What people call it; empty where that is its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// One or two characters that stand at its marks, so that no colour is needed to tell them apart.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub badge: String,
    /// The colour of its marks; none leaves them the layer's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// How its marks are underlined; none leaves them the layer's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<Line>,
    /// The key that gives it; a capital letter is that key with Shift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// When to give it: the guideline.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Words that carry it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// What may be said of its annotations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// Other names that mean this label: what the machine calls it, and what it was called before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub takes: Vec<String>,
}

impl LabelSet {
    /// What the set says of a layer.
    pub fn layer(&self, layer: &Layer) -> Option<&SetLayer> {
        self.layers.iter().find(|known| known.layer == *layer)
    }

    /// What the set says of a label.
    pub fn label(&self, layer: &Layer, label: &Label) -> Option<&SetLabel> {
        self.layer(layer)?.labels.iter().find(|known| known.name == label.0)
    }

    /// The label of this set that `name` means: the one of that name, or else the one that takes it.
    pub fn meant(&self, layer: &Layer, name: &Label) -> Option<&SetLabel> {
        let taken = || self.layer(layer)?.labels.iter().find(|known| known.takes.contains(&name.0));
        self.label(layer, name).or_else(taken)
    }

    /// What a suggestion of the machine is called in this set; none where the layer is switched off or the set has no
    /// label for it.
    pub fn suggested_as(&self, layer: &Layer, label: &Label) -> Option<&str> {
        let is_on = self.layer(layer).is_some_and(|known| known.machine);
        is_on.then(|| self.meant(layer, label)).flatten().map(|known| known.name.as_str())
    }

    /// What may be said of an annotation of that layer and label: the label's own attributes first, then the layer's.
    pub fn attributes(&self, layer: &Layer, label: &Label) -> impl Iterator<Item = &Attribute> {
        let own = self.label(layer, label).map_or(&[][..], |known| &known.attributes);
        let shared = self.layer(layer).map_or(&[][..], |known| &known.attributes);
        own.iter().chain(shared.iter().filter(|it| own.iter().all(|other| other.name != it.name)))
    }

    /// The label that a key gives, with its layer.
    pub fn at_key(&self, key: char) -> Option<(&SetLayer, &SetLabel)> {
        let labels = self.layers.iter().flat_map(|layer| layer.labels.iter().map(move |label| (layer, label)));
        labels.into_iter().find(|(_, label)| label.key == Some(key))
    }
}

impl SetLabel {
    /// What people call it.
    pub fn words(&self) -> &str {
        if self.words.is_empty() { &self.name } else { &self.words }
    }
}

// Serde hands over a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !value
}
