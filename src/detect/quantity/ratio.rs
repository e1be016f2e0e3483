//! One number against another: "one in five", "2:1", "3-1", "219 votes to 212".

use super::draft::{Amount, Draft};
use super::number::{self, Number};
use super::reader::Reader;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::Setting;

/// The ratio or score that begins at `first`.
pub(super) fn ratio(reader: &Reader, first: usize) -> Option<Draft> {
    if !(first + 1..first + 8).any(|index| joins(reader, index)) {
        return None;
    }
    let left = whole(reader, first)?;
    share(reader, &left)
        .or_else(|| odds(reader, &left))
        .or_else(|| tally(reader, &left))
        .or_else(|| score(reader, &left))
}

/// Whether the lexeme can stand between the two numbers of a ratio or score.
fn joins(reader: &Reader, index: usize) -> bool {
    reader.is_sign(index, ":-–‐‑−") || reader.is_any(index, &["in", "out", "of", "to", "votes"])
}

fn whole(reader: &Reader, first: usize) -> Option<Number> {
    number::number(reader, first).filter(|number| number.value.is_whole() && !number.fraction)
}

/// "one in five", "3 out of 4", "10 of every 100".
fn share(reader: &Reader, left: &Number) -> Option<Draft> {
    let dashed = reader.is_hyphen(left.next);
    let joints: [&[&str]; 5] = [&["out", "of", "every"], &["out", "of"], &["in", "every"], &["of", "every"], &["in"]];
    let at = left.next + usize::from(dashed);
    let joint = joints.into_iter().find(|words| reader.reads(at, words))?;
    let at = at + joint.len();
    let right = whole(reader, at + usize::from(dashed && reader.is_hyphen(at)))?;
    let year = right.is_bare_numeral(reader) && right.value.to_u64().is_some_and(|value| (1900..2100).contains(&value));
    let timed = unit_follows(reader, right.next);
    if left.value >= right.value || year || (joint == ["in"] && timed) {
        return None;
    }
    let value = left.value.over(right.value.to_u64()?)?;
    Some(Draft::new(QuantityKind::Ratio, Amount::Point(value), (left.first, right.next)))
}

fn unit_follows(reader: &Reader, index: usize) -> bool {
    let at = if reader.is_hyphen(index) { index + 1 } else { index };
    reader.unit(at).is_some()
}

/// "2:1", "two-to-one".
fn odds(reader: &Reader, left: &Number) -> Option<Draft> {
    let colon = reader.is_sign(left.next, ":") && reader.is_glued(left.next) && reader.is_glued(left.next + 1);
    let to = reader.is_hyphen(left.next) && reader.is(left.next + 1, "to") && reader.is_hyphen(left.next + 2);
    let right = whole(reader, left.next + if colon { 1 } else { 3 }).filter(|_| colon || to)?;
    let chained = reader.is_sign(right.next, ":") && reader.is_numeral(right.next + 1);
    let value = left.value.over(right.value.to_u64()?).filter(|_| !chained)?;
    Some(Draft::new(QuantityKind::Ratio, Amount::Point(value), (left.first, right.next)))
}

/// "219 votes to 212".
fn tally(reader: &Reader, left: &Number) -> Option<Draft> {
    let votes = reader.is(left.next, "votes") && reader.is_any(left.next + 1, &["to", "against"]);
    let right = whole(reader, left.next + 2).filter(|_| votes)?;
    Some(Draft::new(QuantityKind::Score, Amount::Unstated, (left.first, right.next)))
}

/// "3-1" among words of games and votes.
fn score(reader: &Reader, left: &Number) -> Option<Draft> {
    let joint = left.next;
    let dash = reader.is_sign(joint, "-–‐‑−") && reader.is_glued(joint) == reader.is_glued(joint + 1);
    let by = reader.is(joint, "to") && left.first > 0 && reader.is(left.first - 1, "by");
    let right = whole(reader, joint + 1).filter(|_| dash || by)?;
    let small =
        |number: &Number| number.is_bare_numeral(reader) && number.value.to_u64().is_some_and(|value| value < 1000);
    let near = (left.first.saturating_sub(5)..left.first).any(|index| reader.is_among(index, Setting::BeforeScore));
    let cued = near || reader.is_among(right.next, Setting::AfterScore);
    let free =
        !unit_follows(reader, right.next) && !reader.is_sign(right.next, "%°-/") && !reader.is_plural(right.next);
    let falls = left.value >= right.value;
    (small(left) && small(&right) && cued && free && (dash || near) && (falls || near))
        .then(|| Draft::new(QuantityKind::Score, Amount::Unstated, (left.first, right.next)))
}
