//! Numeric claims: a lexer over one paragraph, then a small grammar over its lexemes.
//!
//! The lexer knows nothing of claims; each sibling knows one kind of them and says where it ends. This module asks them
//! in turn, left to right, and adds what stands around a claim: hedges, movement, the counted noun.

mod age;
mod amount;
mod bounds;
mod clock;
mod counted;
mod date;
pub(crate) mod decimal;
mod draft;
mod fraction;
mod identifier;
mod lexer;
mod money;
mod movement;
mod naming;
mod number;
mod ordinal;
mod range;
mod ratio;
mod reader;
mod scan;
mod shape;
mod suffix;
mod sum;
mod times;
mod unit;
mod vague;

pub(super) use reader::Reader;

use crate::analysis::{Comparator, Quantity, QuantityKind, QuantityParts};
use crate::detect::hedge;
use crate::lexicon::quantity::{Sense, Setting};
use crate::segment::Token;
use crate::text::Span;
use decimal::Decimal;
use draft::{Amount, Draft};
use lexer::Kind;

/// The numeric claims of one paragraph, in order, with offsets from its start. `source` is left for `resolve`.
///
/// ```
/// use postil::analysis::Comparator;
/// use postil::detect::quantity::quantities;
///
/// let claims = quantities("At least 20 soldiers were held.", &[]);
/// assert_eq!(claims[0].low.as_deref(), Some("20"));
/// assert_eq!(claims[0].comparator, Some(Comparator::AtLeast));
/// ```
pub fn quantities(paragraph: &str, _tokens: &[Token]) -> Vec<Quantity> {
    let reader = Reader::new(paragraph);
    let mut found = Vec::new();
    let (mut at, mut floor, mut named) = (0, 0, 0);
    while at < reader.lexemes.len() {
        match understood(&reader, at, floor, named) {
            Some(Understood::Claim(draft)) => {
                let (quantity, next) = finished(&reader, *draft, floor);
                found.push(quantity);
                counted::take_from_whole(paragraph, &mut found);
                bounds::join_last(paragraph, &mut found);
                at = next.max(at + 1);
                floor = at;
            }
            Some(Understood::Name(next)) => {
                at = next.max(at + 1);
                (floor, named) = (at, at);
            }
            None => at += 1,
        }
    }
    found
}

/// What begins at a lexeme.
enum Understood {
    Claim(Box<Draft>),
    /// Digits that name, up to a lexeme.
    Name(usize),
}

fn understood(reader: &Reader, at: usize, floor: usize, named: usize) -> Option<Understood> {
    if !may_begin(reader, at) {
        return None;
    }
    if let Some(next) = ordinal::named(reader, at).filter(|_| date::date(reader, at, floor).is_none()) {
        return Some(Understood::Name(next));
    }
    if let Some(next) = naming::dated_event(reader, at) {
        return Some(Understood::Name(next));
    }
    if let Some(draft) = before_amounts(reader, at, floor) {
        return Some(Understood::Claim(Box::new(draft)));
    }
    let draft = points(reader, age::of_duration(reader, amount::amount(reader, at, floor)?));
    let bare = draft.unit.is_none() && draft.kind == QuantityKind::Count;
    if bare && naming::is_name(reader, draft.number, named) {
        return Some(Understood::Name(draft.number.1));
    }
    (!naming::is_pronoun(reader, draft.number.0, draft.range.1)).then(|| Understood::Claim(Box::new(draft)))
}

/// An index moves by hundreds of points, a rate by few.
const MOST_POINTS: u64 = 20;

/// "3 per cent, or 0.2 points": points next to a percentage are points of it.
fn points(reader: &Reader, mut draft: Draft) -> Draft {
    let next = draft.range.1;
    let few = matches!(&draft.amount, Amount::Point(value) if *value < Decimal::from(MOST_POINTS));
    let bare =
        few && draft.unit.is_none() && draft.kind == QuantityKind::Count && reader.is_any(next, &["point", "points"]);
    let near = draft.range.0.saturating_sub(8)..draft.range.0;
    if bare
        && near.into_iter().any(|index| reader.is_sign(index, "%") || reader.is_any(index, &["percent", "cent", "pc"]))
    {
        draft.kind = QuantityKind::PercentPoint;
        draft.code = Some("pp".into());
        draft.unit = Some((next, next + 1));
        draft.range.1 = next + 1;
    }
    draft
}

/// Most lexemes begin nothing; this keeps the grammar away from them.
fn may_begin(reader: &Reader, at: usize) -> bool {
    match reader.kind(at) {
        Some(Kind::Numeral) => at == 0 || !reader.is_sign(at - 1, "^"),
        Some(Kind::Word(Sense::Article)) => {
            !matches!(reader.sense(at + 1), Sense::Other | Sense::Weekday | Sense::Article)
                || reader.is_among(at + 1, Setting::BeginsUnit)
        }
        Some(Kind::Word(sense)) => !matches!(sense, Sense::Other | Sense::Weekday),
        Some(Kind::Sign(sign)) => matches!(sign, '½' | '⅓' | '⅔' | '¼' | '¾' | '⅕'..='⅞'),
        _ => false,
    }
}

/// Everything that is more than a number with its unit.
fn before_amounts(reader: &Reader, at: usize, floor: usize) -> Option<Draft> {
    if let Some(vague) = vague::vague(reader, at) {
        return Some(vague);
    }
    if matches!(reader.sense(at), Sense::Article) {
        return clock::time(reader, at, floor);
    }
    clock::time(reader, at, floor)
        .or_else(|| clock::race(reader, at))
        .or_else(|| age::age(reader, at, floor))
        .or_else(|| date::date(reader, at, floor).filter(|draft| !is_headed(reader, draft)))
        .or_else(|| ratio::ratio(reader, at))
        .or_else(|| times::times(reader, at))
        .or_else(|| ordinal::ordinal(reader, at).filter(|_| !is_part(reader, at)))
}

/// "Resolution 2012": a year by its shape only.
fn is_headed(reader: &Reader, draft: &Draft) -> bool {
    draft.number == draft.range
        && matches!(draft.amount, Amount::Point(_))
        && naming::is_headed_by_word(reader, draft.range.0)
}

/// "tenth of a gallon" is a part although "tenth" is an ordinal.
fn is_part(reader: &Reader, at: usize) -> bool {
    fraction::fraction(reader, at).is_some()
}

/// Adds hedge, movement and counted noun; the second value is where reading goes on.
fn finished(reader: &Reader, mut draft: Draft, floor: usize) -> (Quantity, usize) {
    let before = hedge::before(reader, draft.range.0, floor).filter(|_| takes_hedge(&draft));
    let after = hedge::after(reader, draft.range.1).filter(|_| takes_hedge(&draft));
    let hedge = before.map(|(first, _)| (first, draft.range.0)).or(after.map(|(next, _)| (draft.range.1, next)));
    let stated = after.filter(|(_, comparator)| *comparator != Comparator::About).or(before).or(after);
    draft.comparator = draft.comparator.or(stated.map(|(_, comparator)| comparator));
    let first = before.map_or(draft.range.0, |(first, _)| first);
    let next = after.map_or(draft.range.1, |(next, _)| next);
    draft.change = movement::movement(reader, &draft, first);
    let counted = counted::counted(reader, &draft, next);
    let parts = QuantityParts {
        hedge: hedge.map(|range| reader.span(range)),
        number: Some(reader.span(draft.number)),
        unit: draft.unit.map(|range| reader.span(range)),
        counted,
    };
    (quantity(&draft, reader.span((first, next)), parts), next)
}

fn takes_hedge(draft: &Draft) -> bool {
    draft.comparator.is_none() && !matches!(draft.kind, QuantityKind::Ordinal | QuantityKind::Score)
}

fn quantity(draft: &Draft, span: Span, parts: QuantityParts) -> Quantity {
    let (value, low, high) = stated(draft);
    Quantity {
        span,
        kind: draft.kind,
        value,
        low,
        high,
        unit: draft.code.as_deref().map(str::to_owned),
        unit_assumed: draft.assumed,
        comparator: draft.comparator,
        vague: matches!(draft.amount, Amount::Vague(_)),
        parts,
        change: draft.change,
        source: None,
        confidence: draft.confidence,
    }
}

/// Value, low and high: a bound moves the value to one end.
fn stated(draft: &Draft) -> (Option<String>, Option<String>, Option<String>) {
    match (&draft.amount, draft.comparator) {
        (Amount::Point(value), Some(Comparator::AtLeast | Comparator::Above)) => (None, Some(value.to_string()), None),
        (Amount::Point(value), Some(Comparator::AtMost | Comparator::Below)) => (None, None, Some(value.to_string())),
        (Amount::Point(value), _) => (Some(value.to_string()), None, None),
        (Amount::Between(low, high), _) => (None, Some(low.to_string()), Some(high.to_string())),
        (Amount::Vague(magnitude), _) => (None, magnitude.as_ref().map(ToString::to_string), None),
        (Amount::Unstated, _) => (None, None, None),
    }
}
