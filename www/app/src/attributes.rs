//! What is known of an annotation, in words.

use std::collections::BTreeMap;

/// Attributes by name and what a reader calls them, in the order of telling. Those that are not here are told by their
/// own names, after these; an empty name keeps one untold.
const NAMES: &[(&str, &str)] = &[
    ("entity", "Names"),
    ("entity_id", ""),
    ("of", "Of"),
    ("name", "Source"),
    ("source_id", ""),
    ("speaker", "Speaker"),
    ("cue", "Said with"),
    ("source", "Source"),
    ("source_kind", "Kind of source"),
    ("claim", "Claim"),
    ("value", "Value"),
    ("low", "From"),
    ("high", "To"),
    ("unit", "Unit"),
    ("unit_assumed", "Unit is a guess"),
    ("comparator", "Bound"),
    ("hedge", "Hedge"),
    ("counted", "Counts"),
    ("change", "Change"),
    ("vague", "Vague"),
];

/// Names and values in words, in the order of telling.
pub(crate) fn in_words(attributes: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let told = NAMES.iter().filter(|(_, words)| !words.is_empty());
    let known = told.filter_map(|(name, words)| Some(((*words).to_owned(), value_words(name, attributes.get(*name)?))));
    let is_known = |name: &str| NAMES.iter().any(|(known, _)| *known == name);
    let others = attributes.iter().filter(|(name, _)| !is_known(name));
    known.chain(others.map(|(name, value)| (name.clone(), value.clone()))).collect()
}

/// A value in words.
pub(crate) fn value_words(name: &str, value: &str) -> String {
    let words = match (name, value) {
        ("comparator", "~") => "about",
        ("comparator", "<") => "less than",
        ("comparator", "<=") => "at most",
        ("comparator", "=") => "exactly",
        ("comparator", ">=") => "at least",
        ("comparator", ">") => "more than",
        ("source_kind", kind) => crate::labels::label_words("source", kind),
        ("unit_assumed" | "vague", "true") => "yes",
        (_, value) => value,
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_ones_come_in_order_and_others_after() {
        let attributes =
            [("zeal", "1"), ("value", "20"), ("comparator", ">="), ("entity_id", "e1"), ("speaker", "Kone")];
        let attributes = attributes.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let words = in_words(&attributes);
        let words: Vec<(&str, &str)> = words.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(words, [("Speaker", "Kone"), ("Value", "20"), ("Bound", "at least"), ("zeal", "1")]);
    }
}
