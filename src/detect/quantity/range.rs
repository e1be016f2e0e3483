//! Ranges of amounts: "between five and ten boats", "$3 to $5 million", "5-10 mm".

use super::amount::{Side, point, scaled, side_from};
use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::reader::{Range, Reader};
use super::sum::added;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::Unit;

/// "between five and ten boats", "$3 to $5 million", "5-10 mm".
pub(super) fn range(reader: &Reader, low: &Side, floor: usize) -> Option<Draft> {
    let opener = low.range.0.checked_sub(1).filter(|before| *before >= floor);
    let opens = |word: &str| opener.is_some_and(|before| reader.is(before, word));
    let suspended = reader.is_sign(low.range.1, "-") && reader.is_any(low.range.1 + 1, &["to", "or"]);
    let joint = low.range.1 + usize::from(suspended);
    let between = opens("between") && reader.is(joint, "and");
    let from = opens("from") && (reader.is_any(joint, &["to", "through", "and"]) || reader.is_dash(joint));
    let joined = between || from || joins_range(reader, joint);
    let high = joined.then(|| side_from(reader, joint + 1)).flatten()?;
    let high = added(reader, high);
    let (bottom, top) = shared_scale(low, &high);
    if low.unit.zip(high.unit).is_some_and(|((left, _), (right, _))| left.code != right.code) {
        return None;
    }
    let unit = shared_unit(low, &high);
    let loose = reader.is(joint, "or");
    let near = !loose || low.unit.is_none() && bottom.times(2).is_some_and(|double| top <= double);
    let unit_lost = low.unit.is_some() && unit.is_none();
    let (bottom, top) = if top < Decimal::default() && unit.is_some() { (top, bottom) } else { (bottom, top) };
    if bottom >= top || !near || unit_lost || moves_between(reader, low, &high, joint) {
        return None;
    }
    let mut draft = point(&high);
    draft.range = (if between || from { low.range.0 - 1 } else { low.range.0 }, high.range.1);
    draft.number = (low.number.first, high.number.next);
    if let Some((unit, at)) = unit {
        draft.set_unit(unit, at);
    }
    let unit = unit.map(|(unit, _)| unit);
    draft.amount = Amount::Between(scaled(bottom, unit), scaled(top, unit));
    Some(draft)
}

fn joins_range(reader: &Reader, joint: usize) -> bool {
    let dash = reader.is_dash(joint)
        && (reader.is_glued(joint) == reader.is_glued(joint + 1)
            || reader.is_sign(joint, "~")
            || !reader.is_glued(joint));
    dash || reader.is_any(joint, &["to", "through", "or"]) || reader.is_hyphen(joint) && reader.is(joint + 1, "to")
}

/// "rose 12 to 48": the second number is where the movement ended; but "rose 2 to 3 percent", "a rise of 6 to 9 feet".
fn moves_between(reader: &Reader, low: &Side, high: &Side, joint: usize) -> bool {
    let first = low.range.0;
    let shared = low.unit.is_none() && high.unit.is_some_and(|(unit, _)| unit.kind != QuantityKind::Money);
    if !reader.is_any(joint, &["to", "through"]) || shared || first > 0 && reader.is(first - 1, "of") {
        return false;
    }
    (first.saturating_sub(5)..first)
        .rev()
        .take_while(|index| !reader.is_sign(*index, ",.;:"))
        .any(|index| reader.change(index).is_some())
}

/// A scale word after the second number holds for the first: "$3 to $5 million".
fn shared_scale(low: &Side, high: &Side) -> (Decimal, Decimal) {
    let (bottom, top) = (low.number.value.clone(), high.number.value.clone());
    let lifted = bottom.clone().shifted(u32::from(high.number.scale)).filter(|lifted| {
        low.number.scale == 0
            && high.number.scale > 2
            && *lifted < top
            && low.unit.is_none_or(|(_, at)| at.1 <= low.number.first)
    });
    (lifted.unwrap_or(bottom), top)
}

/// The unit of a range: of the second number, or else one that the first has before it ("$10-20").
fn shared_unit(low: &Side, high: &Side) -> Option<(&'static Unit, Range)> {
    high.unit.or(low.unit.filter(|(_, at)| at.1 <= low.number.first))
}
