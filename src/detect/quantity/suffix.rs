//! Scales written as letters behind digits: "25k", "$5m", "3.4bn", "1.2 mn".

use super::decimal::Decimal;
use super::number::Number;
use super::reader::Reader;
use crate::lexicon::quantity::{Setting, VOCABULARY};

/// Takes a suffix such as "k" or "bn" right after digits in.
pub(super) fn suffix(reader: &Reader, term: &mut Number) {
    let word = reader.word(term.next);
    let Some(power) = VOCABULARY.suffix(word).filter(|_| term.next == term.first + 1) else { return };
    let spaced_form = SPACED_SUFFIXES.contains(&word);
    let money = is_money(reader, term.first);
    let apart = matches!(word, "b" | "m" | "mil" | "K") && !money;
    let digits = reader.is_numeral(term.first) || matches!(word, "cr" | "Cr" | "bn" | "mn");
    let near = reader.is_glued(term.next) || (spaced_form && !apart);
    if digits
        && near
        && (word != "K" || money || !is_fine(reader.word(term.first)))
        && (word != "m" || money || term.value < Decimal::from(1000) && counts_on(reader, term.next + 1))
        && let Some(value) = term.value.clone().shifted(u32::from(power))
    {
        *term = Number { value, next: term.next + 1, scale: power, ..term.clone() };
    }
}

/// Suffixes that may also stand apart from their digits.
const SPACED_SUFFIXES: [&str; 14] =
    ["bn", "mn", "mln", "bln", "tn", "tln", "trln", "k", "K", "cr", "Cr", "mil", "b", "m"];

/// "573.15K": nobody counts thousands so finely; those are kelvins.
fn is_fine(digits: &str) -> bool {
    digits.split_once('.').is_some_and(|(_, decimals)| decimals.len() > 1)
}

/// Whether the number at `first` is of money by what stands before it: "$5", or the end of a range, "$3-5".
fn is_money(reader: &Reader, first: usize) -> bool {
    let joins = |index: usize| reader.is_dash(index) || reader.is(index, "to");
    let range = first.checked_sub(2).filter(|low| reader.is_numeral(*low) && joins(first - 1));
    let follows = |index: usize| index > 0 && follows_currency(reader, index);
    follows(first) || range.is_some_and(follows)
}

fn follows_currency(reader: &Reader, first: usize) -> bool {
    let money = |from: usize| {
        let unit = VOCABULARY.unit(&reader.phrase((from, first)));
        unit.is_some_and(|unit| unit.kind == crate::analysis::QuantityKind::Money)
    };
    let letters = reader.is_glued(first) && VOCABULARY.money_letters(reader.word(first - 1)).is_some();
    letters || money(first - 1) || (first > 1 && money(first - 2))
}

/// Whether "m" before `index` is a million of something and not a metre.
fn counts_on(reader: &Reader, index: usize) -> bool {
    let sized = reader.is_among(index, Setting::AfterMeasure) || reader.is(index, "in");
    !reader.is_glued(index) && !sized && (reader.is_noun_like(index) || reader.unit(index).is_some())
        || reader.is_sign(index, "€£$¥₹")
        || (reader.is_dash(index) && reader.is_noun_like(index + 1))
}

/// Whether the word at `index` is a scale written right after digits.
pub(super) fn is_suffix(reader: &Reader, index: usize) -> bool {
    reader.is_glued(index) && VOCABULARY.suffix(reader.word(index)).is_some()
}
