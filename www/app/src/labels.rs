//! The labels of each layer: their names in exports, in words, and the letter that stands for them in the text.

use postil::Layer;

/// One label as a reader meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelWords {
    /// The name in exports.
    pub(crate) name: &'static str,
    /// In words.
    pub(crate) words: &'static str,
    /// What is written small at the start of a mark.
    pub(crate) badge: &'static str,
}

/// One layer as a reader meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LayerWords {
    /// The name in exports and in `data-layer`.
    pub(crate) name: &'static str,
    /// The name of the switch.
    pub(crate) title: &'static str,
    /// One of it, in words.
    pub(crate) one: &'static str,
    /// Its labels.
    pub(crate) labels: &'static [LabelWords],
    /// Which layer's mark is the outer where two cover the same text: the lower.
    pub(crate) rank: u8,
}

const fn label(name: &'static str, words: &'static str, badge: &'static str) -> LabelWords {
    LabelWords { name, words, badge }
}

/// Every layer the page knows, in the order of the switches.
pub(crate) const LAYERS: [LayerWords; 4] = [
    LayerWords { name: "entity", title: "Entities", one: "Entity", labels: &ENTITIES, rank: 3 },
    LayerWords { name: "quotation", title: "Quotations", one: "Quotation", labels: &QUOTATIONS, rank: 0 },
    LayerWords { name: "quantity", title: "Quantities", one: "Quantity", labels: &QUANTITIES, rank: 2 },
    LayerWords { name: "source", title: "Sources", one: "Source", labels: &SOURCES, rank: 1 },
];

const ENTITIES: [LabelWords; 11] = [
    label("PERSON", "Person", "P"),
    label("NORP", "Nationality or group", "N"),
    label("FAC", "Building or road", "F"),
    label("ORG", "Organisation", "O"),
    label("GPE", "Country, city or state", "G"),
    label("LOC", "Region, river or mountain", "L"),
    label("PRODUCT", "Product", "R"),
    label("EVENT", "Event", "E"),
    label("WORK_OF_ART", "Work of art", "W"),
    label("LAW", "Law", "A"),
    label("LANGUAGE", "Language", "U"),
];

const QUOTATIONS: [LabelWords; 3] = [
    label("direct", "Direct speech", "“"),
    label("indirect", "Indirect speech", "‹"),
    label("mixed", "Mixed speech", "«"),
];

const QUANTITIES: [LabelWords; 15] = [
    label("count", "Count", "#"),
    label("ordinal", "Rank", "1."),
    label("percent", "Percent", "%"),
    label("percent-point", "Percentage points", "pp"),
    label("money", "Money", "¤"),
    label("measure", "Measure", "m"),
    label("duration", "Duration", "…"),
    label("age", "Age", "y"),
    label("date", "Date", "d"),
    label("time", "Time of day", ":"),
    label("frequency", "Frequency", "/"),
    label("fraction", "Fraction", "½"),
    label("ratio", "Ratio", "∶"),
    label("multiplier", "Multiplier", "×"),
    label("score", "Score", "–"),
];

const SOURCES: [LabelWords; 8] = [
    label("named", "Named person", "S"),
    label("role", "Person by office", "S"),
    label("institution", "Institution", "S"),
    label("media", "Media", "S"),
    label("document", "Document", "S"),
    label("collective", "Group of people", "S"),
    label("anonymous", "Anonymous", "S"),
    label("vague", "Nobody in particular", "S"),
];

/// The layer of this name; `None` for one that the user defined.
pub(crate) fn layer_words(name: &str) -> Option<&'static LayerWords> {
    LAYERS.iter().find(|layer| layer.name == name)
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

/// A label in words; its own name where the page does not know it.
pub(crate) fn label_words<'a>(layer: &str, label: &'a str) -> &'a str {
    known(layer, label).map_or(label, |known| known.words)
}

/// The letter of a label.
pub(crate) fn badge(layer: &str, label: &str) -> &'static str {
    known(layer, label).map_or("•", |known| known.badge)
}

fn known(layer: &str, label: &str) -> Option<&'static LabelWords> {
    layer_words(layer)?.labels.iter().find(|known| known.name == label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::analysis::EntityLabel;
    use std::collections::BTreeSet;

    #[test]
    fn every_entity_label_of_the_core_has_words_and_a_letter_of_its_own() {
        let letters: BTreeSet<&str> = EntityLabel::ALL.iter().map(|label| badge("entity", label.name())).collect();
        assert_eq!(letters.len(), EntityLabel::ALL.len());
        assert!(!letters.contains("•"));
    }

    #[test]
    fn layer_names_are_the_cores() {
        assert!(LAYERS.iter().all(|layer| layer_of(layer.name).name() == layer.name));
        assert_eq!(label_words("quotation", "direct"), "Direct speech");
        assert_eq!(label_words("entity", "SHIP"), "SHIP");
    }
}
