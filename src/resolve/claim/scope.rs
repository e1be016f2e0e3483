//! Where and when a claim holds, as far as the words next to it say.

use super::thing::Words;
use crate::analysis::Quantity;

/// A place and a year; none where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scope {
    place: Option<String>,
    year: Option<String>,
}

impl Scope {
    /// Whether claims of both scopes may be on the same thing: nothing they both say differs.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let fits =
            |mine: &Option<String>, theirs: &Option<String>| mine.is_none() || theirs.is_none() || mine == theirs;
        fits(&self.place, &other.place) && fits(&self.year, &other.year)
    }
}

const PREPOSITIONS: [&str; 5] = ["in", "at", "near", "outside", "around"];

/// The scope of `quantity`: "in" and the like with a name or a year, behind it or at the head of its clause.
pub(super) fn scope(words: Words, quantity: &Quantity) -> Scope {
    let document = words.document;
    let end = quantity.parts.counted.map_or(quantity.span.end, |counted| counted.end.max(quantity.span.end));
    let text = |index: usize| document.tokens.get(index).map_or("", |token| token.span.slice(document.text));
    let (first, next) = (words.at(quantity.span.start), words.at(end));
    let mut scope = Scope::default();
    let behind = (next..next + 8).take_while(|index| !ends_clause(text(*index)));
    let ahead =
        (first.saturating_sub(6)..first).rev().take_while(|index| !matches!(text(*index), "." | ";" | "!" | "?"));
    for index in behind.chain(ahead) {
        if PREPOSITIONS.contains(&text(index).to_lowercase().as_str()) {
            scope.take(text(index + 1));
        }
    }
    scope
}

impl Scope {
    /// Takes what stands behind a preposition in, if it is a name or a year and nothing nearer has been taken.
    fn take(&mut self, word: &str) {
        let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        if year {
            self.year.get_or_insert_with(|| word.to_owned());
        } else if word.starts_with(char::is_uppercase) {
            self.place.get_or_insert_with(|| word.to_owned());
        }
    }
}

fn ends_clause(word: &str) -> bool {
    matches!(word, "." | "," | ";" | "!" | "?" | "and" | "but" | "while")
}
