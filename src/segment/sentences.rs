//! Joins tokens into sentences: where a stop ends one, by rule, and where a trained predictor says so.

use super::Token;
use super::sight::{Shape, Sight, hash};
use crate::text::Span;

/// The sentences made of `tokens`, which `ends(n)` says to end after token `n`. The last token always ends one.
pub(crate) fn join(tokens: &[Token], mut ends: impl FnMut(usize) -> bool) -> Vec<Span> {
    let mut found = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut first = None;
    for (index, token) in tokens.iter().enumerate() {
        let start = *first.get_or_insert(token.span.start);
        if index + 1 == tokens.len() || ends(index) {
            found.push(Span::new(start, token.span.end));
            first = None;
        }
    }
    found
}

/// Whether a sentence ends after token `index`, by rule alone: behind a stop and what closes behind it, before a token
/// that can begin a sentence.
pub(super) fn ends_by_rule(sights: &[Sight], index: usize) -> bool {
    let Some(stop) = stop_before(sights, before_references(sights, index)) else { return false };
    let Some(next) = content_after(sights, index).filter(|_| !is_reference(sights, index + 3)) else { return false };
    let spaced = sights.get(index + 1).is_some_and(|sight| sight.spaced);
    if !spaced {
        return ends_without_space(sights, index, stop, next);
    }
    let shape = |at: usize| sights.get(at).map_or(Shape::Symbol, |sight| sight.shape);
    let capital = !matches!(shape(next), Shape::Lower | Shape::Comma | Shape::Semicolon | Shape::Colon | Shape::Clitic);
    match shape(stop) {
        Shape::Stop | Shape::Ellipsis => capital && shape(next) != Shape::Dash,
        Shape::Question => (capital || stop == index && shape(next) == Shape::Lower) && shape(next) != Shape::Dash,
        _ => sights.get(next).is_some_and(|sight| sight.starter),
    }
}

/// How many closing or opening tokens are looked across.
const REACH: usize = 4;

/// The stop that ends the sentence whose last token may be `index`: that token, or one before it with nothing but
/// closing quotation marks and brackets in between.
fn stop_before(sights: &[Sight], index: usize) -> Option<usize> {
    let mut at = index;
    for _ in 0..REACH {
        let sight = sights.get(at)?;
        match sight.shape {
            Shape::Stop | Shape::Question | Shape::Ellipsis | Shape::EndAbbreviation | Shape::Dotted => {
                return Some(at);
            }
            Shape::ClosingQuote | Shape::ClosingBracket if !sight.spaced => at = at.checked_sub(1)?,
            _ => return None,
        }
    }
    None
}

/// The last token before references like "[5] [6]" that end at `index`; `index` itself where there is none.
fn before_references(sights: &[Sight], index: usize) -> usize {
    let mut at = index;
    for _ in 0..REACH {
        if at < 3 || !is_reference(sights, at) {
            break;
        }
        at -= 3;
    }
    at
}

/// Whether a number in square brackets ends at `index`.
fn is_reference(sights: &[Sight], index: usize) -> bool {
    let at = |back: usize| index.checked_sub(back).and_then(|at| sights.get(at));
    at(0).is_some_and(|sight| sight.shape == Shape::ClosingBracket)
        && at(1).is_some_and(|sight| sight.shape == Shape::Number)
        && at(2).is_some_and(|sight| sight.hash == hash("["))
}

/// The first token after `index` that does not open something.
fn content_after(sights: &[Sight], index: usize) -> Option<usize> {
    let following = sights.iter().enumerate().skip(index + 1).take(REACH);
    following.filter(|(_, sight)| sight.shape != Shape::Opening).map(|(at, _)| at).next()
}

/// "end.The": a small letter, a stop, a capital, and nothing between.
fn ends_without_space(sights: &[Sight], index: usize, stop: usize, next: usize) -> bool {
    let shape = |at: Option<usize>| at.and_then(|at| sights.get(at)).map(|sight| sight.shape);
    let closed = stop < index || next > index + 1;
    let sentence = shape(Some(next)) == Some(Shape::Capitalised) && !closed;
    sentence
        && matches!(shape(Some(stop)), Some(Shape::Stop | Shape::Question))
        && matches!(shape(stop.checked_sub(1)), Some(Shape::Lower | Shape::Clitic | Shape::ClosingBracket))
}
