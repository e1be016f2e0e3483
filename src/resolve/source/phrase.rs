//! What the words that name a speaker say by themselves.

use super::kind;
use crate::analysis::{EntityLabel, SourceKind};

/// What a speaker's words say by themselves.
pub(super) struct Phrase {
    /// Up to the first comma, bracket or preposition.
    pub(super) head: String,
    /// Up to the first comma.
    pub(super) full: String,
    /// The same in lower case.
    pub(super) words: String,
    /// What follows the head, up to the first comma.
    pub(super) rest: String,
    pub(super) entity: Option<u32>,
    pub(super) label: Option<EntityLabel>,
    /// Whether the name is withheld.
    pub(super) withheld: bool,
}

/// The length of the head of a phrase: what stands before a comma, a bracket, a preposition or a relative clause.
pub(super) fn head_length(text: &str) -> usize {
    const BREAKS: [&str; 16] = [
        "of", "in", "at", "for", "from", "with", "on", "to", "who", "which", "that", "near", "by", "close", "familiar",
        "within",
    ];
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let trimmed = word.trim();
        if BREAKS.contains(&trimmed) || trimmed.starts_with('(') {
            return at;
        }
        if let Some(comma) = trimmed.find(',') {
            return at + comma;
        }
        at += word.len();
    }
    text.trim_end().len()
}

/// Whether what stands behind a mention in the head leaves it the head: "AFP | news agency", not "Trump | 's lawyer".
pub(super) fn is_name(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty() || matches!(kind::kind(rest, "", None), SourceKind::Media) && !rest.starts_with(['\'', '’'])
}

/// The first and the last word.
pub(super) fn ends(phrase: &str) -> (&str, &str) {
    let mut words = phrase.split_whitespace();
    let first = words.next().unwrap_or_default();
    (first, words.next_back().unwrap_or(first))
}
