//! Approximators and bounds: "about", "at least", "or more".

use super::quantity::Reader;
use crate::analysis::Comparator;
use crate::lexicon::quantity::{Setting, VOCABULARY};

/// The longest phrase, in lexemes.
const LONGEST: usize = 5;

/// The hedge that ends right before lexeme `first`, not reaching below `floor`: where it begins and what it says.
pub(super) fn before(reader: &Reader, first: usize, floor: usize) -> Option<(usize, Comparator)> {
    if first == 0 || !reader.is_among(first - 1, Setting::EndsHedge) {
        return None;
    }
    let longest = LONGEST.min(first.saturating_sub(floor));
    (1..=longest).rev().find_map(|length| {
        let phrase = reader.phrase((first - length, first));
        VOCABULARY.hedge_before(&phrase).map(|comparator| (first - length, comparator))
    })
}

/// The hedge that begins at lexeme `next`: where it ends and what it says.
pub(super) fn after(reader: &Reader, next: usize) -> Option<(usize, Comparator)> {
    let sum = !reader.is_glued(next) || reader.is_numeral(next + 1) || reader.is_sign(next + 1, "/");
    if reader.is_sign(next, "+") && sum {
        return None;
    }
    if !reader.is_among(next, Setting::BeginsHedge) {
        return None;
    }
    let longest = 3.min(reader.lexemes.len().saturating_sub(next));
    (1..=longest).rev().find_map(|length| {
        let phrase = reader.phrase((next, next + length));
        let begins_another = reader.is_any(next + length, &["than", "or"]);
        VOCABULARY.hedge_after(&phrase).filter(|_| !begins_another).map(|comparator| (next + length, comparator))
    })
}
