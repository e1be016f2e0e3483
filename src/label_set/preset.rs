//! The sets that one may start from. They are files of [`super::file`]'s format in `lexicons/labels/`.

use super::{LabelSet, read};

/// A set that one may start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// All that the machine suggests, names called as `OntoNotes` calls them.
    OntoNotes,
    /// The same with names in four labels, as `CoNLL` 2003 has them.
    Conll,
    /// No layer and no label.
    Empty,
}

impl Preset {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 3] = [Self::OntoNotes, Self::Conll, Self::Empty];

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::OntoNotes => "OntoNotes",
            Self::Conll => "CoNLL",
            Self::Empty => "Empty",
        }
    }

    /// The set.
    pub fn set(self) -> LabelSet {
        let entities = match self {
            Self::OntoNotes => include_str!("../../lexicons/labels/ontonotes.json"),
            Self::Conll => include_str!("../../lexicons/labels/conll.json"),
            Self::Empty => return LabelSet { name: "My labels".to_owned(), layers: Vec::new() },
        };
        let shared = include_str!("../../lexicons/labels/machine.json");
        // A unit test reads them all.
        let (mut set, shared) = (read(entities).unwrap_or_default(), read(shared).unwrap_or_default());
        set.layers.extend(shared.layers);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{EntityLabel, QuantityKind, QuotationKind, SourceKind};
    use crate::label_set::faults;
    use crate::{Label, Layer};

    const QUOTATIONS: [QuotationKind; 3] = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed];
    const QUANTITIES: [QuantityKind; 15] = [
        QuantityKind::Count,
        QuantityKind::Ordinal,
        QuantityKind::Percent,
        QuantityKind::PercentPoint,
        QuantityKind::Money,
        QuantityKind::Measure,
        QuantityKind::Duration,
        QuantityKind::Age,
        QuantityKind::Date,
        QuantityKind::Time,
        QuantityKind::Frequency,
        QuantityKind::Fraction,
        QuantityKind::Ratio,
        QuantityKind::Multiplier,
        QuantityKind::Score,
    ];

    #[test]
    fn the_files_are_read_without_a_fault() {
        for preset in Preset::ALL {
            let set = preset.set();
            assert_eq!(faults(&set, &[]), [], "{preset:?}");
            assert_eq!(set.layers.is_empty(), preset == Preset::Empty);
        }
        let labels = |preset: Preset| preset.set().layers[0].labels.len();
        assert_eq!((labels(Preset::OntoNotes), labels(Preset::Conll)), (11, 4));
    }

    #[test]
    fn every_label_of_the_machine_is_taken_with_words_a_badge_and_a_guideline() {
        let names = |layer: Layer, names: Vec<&str>| {
            names.into_iter().map(|it| (layer.clone(), Label::from(it))).collect::<Vec<_>>()
        };
        let machine: Vec<(Layer, Label)> = [
            names(Layer::Entity, EntityLabel::ALL.iter().map(|it| it.name()).collect()),
            names(Layer::Quotation, QUOTATIONS.iter().map(|it| it.name()).collect()),
            names(Layer::Quantity, QUANTITIES.iter().map(|it| it.name()).collect()),
            names(Layer::Source, SourceKind::ALL.iter().map(|it| it.name()).collect()),
        ]
        .concat();
        for set in [Preset::OntoNotes.set(), Preset::Conll.set()] {
            for (layer, label) in &machine {
                let known = set.meant(layer, label).unwrap_or_else(|| panic!("{layer:?} {label:?}"));
                assert!(![&known.words, &known.badge, &known.description].contains(&&String::new()), "{label:?}");
                assert!(!known.examples.is_empty() && set.suggested_as(layer, label).is_some(), "{label:?}");
            }
        }
    }
}
