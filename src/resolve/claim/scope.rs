//! Where and when a claim holds, as far as the words next to it say.

use super::thing::Words;
use crate::analysis::Quantity;
use crate::lexicon::quantity::{Sense, VOCABULARY};

/// A place and a time; none where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scope {
    place: Option<String>,
    year: Option<String>,
    /// By its number.
    month: Option<u8>,
    /// Its first three letters.
    weekday: Option<String>,
    /// "last year", "this month".
    period: Option<String>,
}

impl Scope {
    /// Whether claims of both scopes may be on the same thing: nothing they both say differs.
    pub(super) fn meets(&self, other: &Self) -> bool {
        fits(self.place.as_ref(), other.place.as_ref())
            && fits(self.year.as_ref(), other.year.as_ref())
            && fits(self.month.as_ref(), other.month.as_ref())
            && fits(self.weekday.as_ref(), other.weekday.as_ref())
            && fits(self.period.as_ref(), other.period.as_ref())
    }
}

fn fits<T: PartialEq>(mine: Option<&T>, theirs: Option<&T>) -> bool {
    mine.is_none() || theirs.is_none() || mine == theirs
}

const PREPOSITIONS: [&str; 6] = ["in", "at", "near", "outside", "around", "on"];
/// With a period they tell which one: "last year".
const WHICH: [&str; 4] = ["last", "this", "next", "previous"];
const PERIODS: [&str; 5] = ["year", "month", "week", "quarter", "season"];
/// "Police said on Monday": the day is that of the words, not of what they tell.
const SPOKEN: [&str; 8] = ["said", "says", "told", "reported", "announced", "added", "reporters", "statement"];

/// The scope of `quantity`: "in" and the like with a name or a time, or "last year", behind it or at the head of its clause.
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
        let word = text(index).to_lowercase();
        if PREPOSITIONS.contains(&word.as_str()) {
            let spoken = SPOKEN.contains(&text(index.saturating_sub(1)).to_lowercase().as_str());
            scope.take(text(index + 1), spoken);
            scope.take_month(text(index + 2));
        } else if WHICH.contains(&word.as_str()) && PERIODS.contains(&text(index + 1)) {
            scope.period.get_or_insert_with(|| format!("{word} {}", text(index + 1)));
        }
    }
    scope
}

impl Scope {
    /// Takes what stands behind a preposition in, if it is a name or a time and nothing nearer has been taken.
    fn take(&mut self, word: &str, spoken: bool) {
        let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        if year {
            self.year.get_or_insert_with(|| word.to_owned());
        } else if word.starts_with(char::is_uppercase) {
            match VOCABULARY.word(word).sense {
                Sense::Month(_) => self.take_month(word),
                Sense::Weekday if spoken => {}
                Sense::Weekday => {
                    self.weekday.get_or_insert_with(|| word.chars().take(3).collect::<String>().to_lowercase());
                }
                _ => {
                    self.place.get_or_insert_with(|| word.to_owned());
                }
            }
        }
    }

    fn take_month(&mut self, word: &str) {
        if let (Sense::Month(month), true) = (VOCABULARY.word(word).sense, word.starts_with(char::is_uppercase)) {
            self.month.get_or_insert(month);
        }
    }
}

fn ends_clause(word: &str) -> bool {
    matches!(word, "." | "," | ";" | "!" | "?" | "and" | "but" | "while")
}
