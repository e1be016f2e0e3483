//! The kinds of relations: which are offered between what, and how they are told.

use postil::Layer;

/// A kind that may join two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Its name in exports.
    pub(crate) kind: String,
    /// Whether it leads from the end that was chosen last to the first.
    pub(crate) reversed: bool,
}

/// The kinds that have words of their own: the name, from where it begins, from where it ends.
const KINDS: [(&str, &str, &str); 6] = [
    ("source", "Source", "Source of"),
    ("counts", "Counts", "Counted in"),
    ("same-as", "Same as", "Same as"),
    ("contradicts", "Contradicts", "Contradicted by"),
    ("differs", "Differs from", "Differs from"),
    ("revises", "Revises", "Revised by"),
];

/// What is offered between two annotations, or an annotation and words without one, the likeliest first.
pub(crate) fn offered(from: &Layer, to: Option<&Layer>) -> Vec<Offer> {
    use Layer::{Entity, Quantity, Quotation, Source};
    let forward = match (from, to) {
        (Quotation, Some(Source | Entity) | None) => &["source"][..],
        (Quantity, Some(Source)) => &["source", "counts"],
        (Quantity, Some(Entity | Layer::User(_)) | None) => &["counts", "source"],
        (Quantity, Some(Quantity)) => &["contradicts", "same-as", "differs", "revises"],
        (Quotation, Some(Quotation)) => &["contradicts", "same-as"],
        (Entity | Source, Some(Entity | Source)) => &["same-as"],
        _ => &[],
    };
    let backward = match (from, to) {
        (Source, Some(Quotation | Quantity)) | (Entity, Some(Quotation)) => &["source"][..],
        (Entity | Layer::User(_), Some(Quantity)) => &["counts", "source"],
        _ => &[],
    };
    let offer = |reversed: bool| move |kind: &&str| Offer { kind: (*kind).to_owned(), reversed };
    forward.iter().map(offer(false)).chain(backward.iter().map(offer(true))).collect()
}

/// Whether the page has words of its own for a kind.
pub(crate) fn is_known(kind: &str) -> bool {
    KINDS.iter().any(|(known, ..)| *known == kind)
}

/// A kind in words, as seen from the end where it begins or from the other.
pub(crate) fn kind_words(kind: &str, from_start: bool) -> String {
    match KINDS.iter().find(|(known, ..)| *known == kind) {
        Some((_, forward, backward)) => (if from_start { *forward } else { *backward }).to_owned(),
        None if from_start => kind.to_owned(),
        None => format!("{kind}, from"),
    }
}

/// What was done, for the line at the foot: `one` is what the relation begins at, in words.
pub(crate) fn done_words(kind: &str, one: &str, end: &str) -> String {
    match kind {
        "source" => format!("Source of this {}: {end}", one.to_lowercase()),
        "counts" => format!("This {} counts: {end}", one.to_lowercase()),
        other => format!("{}: {end}", kind_words(other, true)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_is_what_the_ends_are() {
        let own = Layer::User("note".to_owned());
        let cases = [
            (Layer::Quotation, Some(Layer::Entity), vec!["source"]),
            (Layer::Quotation, None, vec!["source"]),
            (Layer::Entity, Some(Layer::Quotation), vec!["<source"]),
            (Layer::Quantity, None, vec!["counts", "source"]),
            (Layer::Quantity, Some(Layer::Quantity), vec!["contradicts", "same-as", "differs", "revises"]),
            (Layer::Entity, Some(Layer::Entity), vec!["same-as"]),
            (own.clone(), Some(Layer::Quantity), vec!["<counts", "<source"]),
            (own, Some(Layer::Entity), vec![]),
        ];
        for (from, to, expected) in cases {
            let found = offered(&from, to.as_ref());
            let found: Vec<String> =
                found.iter().map(|it| format!("{}{}", if it.reversed { "<" } else { "" }, it.kind)).collect();
            assert_eq!(found, expected, "{from:?} {to:?}");
        }
    }

    #[test]
    fn kinds_are_told_from_both_ends() {
        assert_eq!(kind_words("source", true), "Source");
        assert_eq!(kind_words("source", false), "Source of");
        assert_eq!(kind_words("blames", false), "blames, from");
        assert_eq!(done_words("source", "Quotation", "AFP"), "Source of this quotation: AFP");
        assert_eq!(done_words("same-as", "Entity", "AFP"), "Same as: AFP");
        assert_eq!(done_words("blames", "Entity", "AFP"), "blames: AFP");
    }
}
