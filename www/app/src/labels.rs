//! The labels of each layer as a reader meets them: their names in exports, in words, the letter that stands for them in the
//! text, how their marks look. They are read off the label set that is kept with [`keep`]; at first that is that of `OntoNotes`.
//!
//! Marks, lists and menus ask here all the time, so what they ask for is looked up in a table of static strings. A string of
//! a set is kept for as long as the page is there: there are few, and most come again in the next set.

use postil::label_set::{Colour, LabelSet, Line, Preset, SetLabel, SetLayer};
use postil::{Label, Layer};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// One label as a reader meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelWords {
    /// The name in exports.
    pub(crate) name: &'static str,
    /// In words.
    pub(crate) words: &'static str,
    /// What is written small at the start of a mark.
    pub(crate) badge: &'static str,
    /// The colour and the line of its marks, as `data-look` has them; empty where they are the layer's own.
    pub(crate) look: &'static str,
    /// The key that gives it.
    pub(crate) key: Option<char>,
}

/// One layer as a reader meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LayerWords {
    /// The name in exports and in `data-layer`.
    pub(crate) name: &'static str,
    /// The name of the switch.
    pub(crate) title: &'static str,
    /// One of it, in words.
    pub(crate) one: &'static str,
    /// Whether the machine suggests in it.
    pub(crate) machine: bool,
    /// Its labels.
    pub(crate) labels: Vec<LabelWords>,
}

/// The layers of a set, in its order.
type Table = Rc<Vec<LayerWords>>;

thread_local! {
    static WORDS: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
    /// All that the machine can say.
    static MACHINE: Table = table(&Preset::OntoNotes.set());
    /// What the set says that is kept.
    static KNOWN: RefCell<Table> = RefCell::new(MACHINE.with(Rc::clone));
}

/// Has everyone who asks told by `set` from now on.
pub(crate) fn keep(set: &LabelSet) {
    KNOWN.with(|known| known.replace(table(set)));
}

/// Every layer of the set, in the order of the switches.
pub(crate) fn layers() -> Table {
    KNOWN.with(|known| Rc::clone(&known.borrow()))
}

/// The layer of this name, where the set or the machine has one.
pub(crate) fn layer_words(name: &str) -> Option<LayerWords> {
    let found = |table: &Table| table.iter().find(|known| known.name == name).cloned();
    KNOWN.with(|known| found(&known.borrow())).or_else(|| MACHINE.with(found))
}

/// What people call a layer.
pub(crate) fn layer_title(name: &str) -> &'static str {
    layer_words(name).map_or_else(|| lasting(name), |layer| layer.title)
}

/// The labels of a layer.
pub(crate) fn labels_of(name: &str) -> Vec<LabelWords> {
    layers().iter().find(|layer| layer.name == name).map(|layer| layer.labels.clone()).unwrap_or_default()
}

/// Which layer's mark is the outer where two cover the same text: the lower.
pub(crate) fn rank(name: &str) -> u8 {
    match name {
        "quotation" => 0,
        "source" => 1,
        "quantity" => 2,
        "entity" => 3,
        _ => 4,
    }
}

/// The layer as the core has it.
pub(crate) fn layer_of(name: &str) -> Layer {
    match name {
        "entity" => Layer::Entity,
        "quotation" => Layer::Quotation,
        "quantity" => Layer::Quantity,
        "source" => Layer::Source,
        other => Layer::User(other.to_owned()),
    }
}

/// A label in words; its own name where neither the set nor the machine knows it.
pub(crate) fn label_words<'a>(layer: &str, label: &'a str) -> &'a str {
    of_label(layer, label, |known| known.words).unwrap_or(label)
}

/// The letter of a label.
pub(crate) fn badge(layer: &str, label: &str) -> &'static str {
    of_label(layer, label, |known| known.badge).filter(|badge| !badge.is_empty()).unwrap_or("•")
}

/// The look of a label's marks.
pub(crate) fn look(layer: &str, label: &str) -> &'static str {
    of_label(layer, label, |known| known.look).unwrap_or("")
}

/// Asks the set, and then the machine, of a label that the set may no longer have.
fn of_label<T>(layer: &str, label: &str, ask: impl Fn(&LabelWords) -> T) -> Option<T> {
    let found = |table: &Table| {
        let layer = table.iter().find(|known| known.name == layer)?;
        layer.labels.iter().find(|known| known.name == label).map(&ask)
    };
    KNOWN.with(|known| found(&known.borrow())).or_else(|| MACHINE.with(found))
}

fn table(set: &LabelSet) -> Table {
    Rc::new(set.layers.iter().map(words_of_layer).collect())
}

fn words_of_layer(layer: &SetLayer) -> LayerWords {
    LayerWords {
        name: lasting(layer.layer.name()),
        title: lasting(&layer.title),
        one: match layer.layer {
            Layer::Entity => "Entity",
            Layer::Quotation => "Quotation",
            Layer::Quantity => "Quantity",
            Layer::Source => "Source",
            Layer::User(_) => lasting(&layer.title),
        },
        machine: layer.machine,
        labels: layer.labels.iter().map(words_of).collect(),
    }
}

fn words_of(label: &SetLabel) -> LabelWords {
    let look: Vec<&str> = [label.colour.map(Colour::name), label.line.map(Line::name)].into_iter().flatten().collect();
    LabelWords {
        name: lasting(&label.name),
        words: lasting(label.words()),
        badge: lasting(&label.badge),
        look: lasting(&look.join(" ")),
        key: label.key,
    }
}

/// The same text, for as long as the page is there.
fn lasting(text: &str) -> &'static str {
    WORDS.with_borrow_mut(|words| {
        words.get(text).copied().unwrap_or_else(|| {
            let kept: &'static str = Box::leak(text.into());
            words.insert(kept);
            kept
        })
    })
}

/// The label as the core has it.
pub(crate) fn label_of(name: &str) -> Label {
    Label::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::analysis::EntityLabel;

    #[test]
    fn every_entity_label_of_the_core_has_words_and_a_letter_of_its_own() {
        let letters: BTreeSet<&str> = EntityLabel::ALL.iter().map(|label| badge("entity", label.name())).collect();
        assert_eq!(letters.len(), EntityLabel::ALL.len());
        assert!(!letters.contains("•"));
    }

    #[test]
    fn the_page_has_the_palette_of_the_core() {
        let styles = include_str!("../styles/page.css");
        for colour in Colour::ALL {
            for shade in colour.shades() {
                assert!(styles.contains(&format!("--{}: {shade};", colour.name())), "{colour:?} {shade}");
            }
        }
    }

    #[test]
    fn layer_names_are_the_cores() {
        assert!(layers().iter().all(|layer| layer_of(layer.name).name() == layer.name));
        assert_eq!(layers().iter().map(|layer| rank(layer.name)).collect::<BTreeSet<u8>>().len(), 4);
        assert_eq!(label_words("quotation", "direct"), "Direct speech");
        assert_eq!(label_words("entity", "SHIP"), "SHIP");
    }

    #[test]
    fn what_a_set_does_not_know_is_told_as_the_machine_calls_it() {
        keep(&Preset::Conll.set());
        assert_eq!((label_words("entity", "PER"), look("entity", "LOC")), ("Person", "green dashed"));
        assert_eq!((label_words("entity", "GPE"), badge("entity", "GPE")), ("Country, city or state", "G"));
        assert_eq!(labels_of("entity").len(), 4);
        keep(&Preset::Empty.set());
        assert_eq!((layers().len(), layer_title("entity"), layer_title("mine")), (0, "Entities", "mine"));
    }
}
