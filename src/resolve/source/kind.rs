//! What kind of source a phrase names.

use crate::analysis::{EntityLabel, SourceKind};
use crate::lexicon::names::FixedMap;
use std::sync::LazyLock;

const KINDS: &str = include_str!("../../../lexicons/source_kinds.txt");

#[derive(Debug, Default)]
struct Kinds {
    anonymity: Vec<&'static str>,
    nouns: FixedMap<&'static str, Vec<SourceKind>>,
}

static LISTS: LazyLock<Kinds> = LazyLock::new(compile);

fn compile() -> Kinds {
    let mut kinds = Kinds::default();
    let mut class = "";
    for row in KINDS.lines().map(str::trim).filter(|row| !row.is_empty() && !row.starts_with('#')) {
        if let Some(named) = row.strip_prefix('[') {
            class = named.trim_end_matches(']');
        } else if class == "anonymity" {
            kinds.anonymity.push(row);
        } else if let Some(kind) = named(class) {
            kinds.nouns.entry(row).or_default().push(kind);
        }
    }
    kinds
}

fn named(class: &str) -> Option<SourceKind> {
    Some(match class {
        "anonymous" => SourceKind::Anonymous,
        "vague" => SourceKind::Vague,
        "document" => SourceKind::Document,
        "media" => SourceKind::Media,
        "institution" => SourceKind::Institution,
        "collective" => SourceKind::Collective,
        "role" => SourceKind::Role,
        _ => return None,
    })
}

/// Whether `words`, in lower case, tell that a name is withheld.
pub(super) fn withholds_name(words: &str) -> bool {
    LISTS.anonymity.iter().any(|phrase| words.contains(phrase))
}

/// The kind of the source that the phrase `head` names, `label` being that of the entity it is.
pub(super) fn kind(head: &str, label: Option<EntityLabel>) -> SourceKind {
    let lower = head.to_lowercase();
    let mut words = lower.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    let pair = words.next().map(|left| format!("{left} {last}"));
    let capital = head.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
    let listed = |noun: &str| LISTS.nouns.get(noun).map_or(&[][..], Vec::as_slice);
    let candidates = pair.as_deref().map(listed).filter(|found| !found.is_empty()).unwrap_or(listed(last));
    match label {
        Some(EntityLabel::Person) => SourceKind::Named,
        Some(EntityLabel::Norp) => SourceKind::Collective,
        Some(EntityLabel::Law | EntityLabel::WorkOfArt) => SourceKind::Document,
        Some(_) if candidates.contains(&SourceKind::Media) => SourceKind::Media,
        Some(_) => SourceKind::Institution,
        None if capital => of_name(candidates),
        None => of_noun(candidates, last),
    }
}

fn of_name(candidates: &[SourceKind]) -> SourceKind {
    let bodies = [SourceKind::Media, SourceKind::Institution, SourceKind::Collective];
    bodies.into_iter().find(|kind| candidates.contains(kind)).unwrap_or(SourceKind::Named)
}

fn of_noun(candidates: &[SourceKind], last: &str) -> SourceKind {
    let plural = last.ends_with('s') && !last.ends_with("ss");
    let guess = if plural { SourceKind::Collective } else { SourceKind::Role };
    candidates.first().copied().unwrap_or(guess)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_phrases() {
        let table = [
            ("an unlucky farmer", None, SourceKind::Role),
            ("three teachers", None, SourceKind::Collective),
            ("Initial reports", None, SourceKind::Vague),
            ("the report", None, SourceKind::Document),
            ("a security insider", None, SourceKind::Anonymous),
            ("The AFP news agency", None, SourceKind::Media),
            ("The junta", None, SourceKind::Institution),
            ("the Kayes Electoral Commission", None, SourceKind::Institution),
            ("Moussa Mara", Some(EntityLabel::Person), SourceKind::Named),
            ("Paris", Some(EntityLabel::Gpe), SourceKind::Institution),
            ("The Bamako Herald", Some(EntityLabel::Org), SourceKind::Media),
        ];
        for (head, label, expected) in table {
            assert_eq!(kind(head, label), expected, "{head}");
        }
    }

    #[test]
    fn withheld_names() {
        assert!(withholds_name("a senior officer, who asked not to be named"));
        assert!(!withholds_name("a senior officer, who asked to leave"));
    }

    #[test]
    fn lists_are_sorted() {
        let mut last = "";
        for row in KINDS.lines().filter(|row| !row.starts_with('#')) {
            assert!(row.is_empty() || row.starts_with('[') || last < row, "{last} {row}");
            last = if row.starts_with('[') { "" } else { row };
        }
    }
}
