//! One number against another: "one in five", "2:1", "3-1", "219 votes to 212".

use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::naming;
use super::number::{self, Number};
use super::reader::Reader;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::Setting;

/// The ratio or score that begins at `first`.
pub(super) fn ratio(reader: &Reader, first: usize) -> Option<Draft> {
    if !(first + 1..first + 8).any(|index| reader.is_among(index, Setting::Joint)) {
        return None;
    }
    let left = whole(reader, first)?;
    cricket(reader, &left)
        .or_else(|| share(reader, &left))
        .or_else(|| odds(reader, &left))
        .or_else(|| tally(reader, &left))
        .or_else(|| score(reader, &left))
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
    if left.value >= right.value || year || (joint == ["in"] && timed && !dashed) {
        return None;
    }
    let value = left.value.over(right.value.to_u64()?)?;
    Some(Draft::new(QuantityKind::Ratio, Amount::Point(value), (left.first, right.next)))
}

fn unit_follows(reader: &Reader, index: usize) -> bool {
    let at = if reader.is_hyphen(index) { index + 1 } else { index };
    reader.unit(at).is_some() && !reader.is(at, "in")
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

/// "3-1" among words of games and votes, "52 to 48" of votes.
fn score(reader: &Reader, left: &Number) -> Option<Draft> {
    let joint = left.next;
    let dash = reader.is_sign(joint, "-–‐‑−") && reader.is_glued(joint) == reader.is_glued(joint + 1);
    let to = reader.is(joint, "to");
    let by = to && left.first > 0 && reader.is(left.first - 1, "by");
    let right = whole(reader, joint + 1).filter(|_| dash || to)?;
    let small =
        |number: &Number| number.is_bare_numeral(reader) && number.value.to_u64().is_some_and(|value| value < 1000);
    let near = (left.first.saturating_sub(5)..left.first).any(|index| reader.is_among(index, Setting::BeforeScore));
    let cued = near || reader.is_among(right.next, Setting::AfterScore);
    let free =
        !unit_follows(reader, right.next) && !reader.is_sign(right.next, "%°-/") && !reader.is_plural(right.next);
    let falls = left.value >= right.value;
    let dashed = dash && (cued && (falls || near) || goes_on(reader, left.first) || is_plain(reader, left, &right));
    let told = to && near && (by || falls);
    (small(left) && small(&right) && free && (dashed || told))
        .then(|| Draft::new(QuantityKind::Score, Amount::Unstated, (left.first, right.next)))
}

/// "6-4, 3-6": whether another score stands right before `first`.
fn goes_on(reader: &Reader, first: usize) -> bool {
    let Some(joint) = first.checked_sub(1) else { return false };
    let closing = usize::from(reader.is_sign(joint.saturating_sub(1), ")"));
    let joined = reader.is_sign(joint, ",;(") || reader.is(joint, "and");
    let Some(last) = joint.checked_sub(1 + closing).filter(|last| *last > 1) else { return false };
    joined && reader.is_numeral(last) && reader.is_dash(last - 1) && reader.is_numeral(last - 2)
}

/// "passed 183-94": a larger number before a smaller one is no range, and where no name is before it, a result.
fn is_plain(reader: &Reader, left: &Number, right: &Number) -> bool {
    let glued = reader.is_glued(left.next) && reader.is_glued(left.next + 1);
    let named = left.first > 0
        && (naming::is_headed_by_word(reader, left.first)
            || reader.is_capital(left.first - 1)
            || reader.is_glued(left.first));
    let noun = reader.is_noun_like(right.next) && !reader.is_among(right.next, Setting::AfterScore);
    glued && left.value > right.value && !named && !noun
}

/// "287/6 in 50 overs", "took 5 for 27": runs and wickets, where the words around tell of cricket.
fn cricket(reader: &Reader, left: &Number) -> Option<Draft> {
    let slash = reader.is_sign(left.next, "/") && reader.is_glued(left.next) && reader.is_glued(left.next + 1);
    let for_runs = reader.is(left.next, "for") && left.value <= Decimal::from(10);
    let right = whole(reader, left.next + 1).filter(|_| slash || for_runs)?;
    let bare = left.is_bare_numeral(reader) && right.is_bare_numeral(reader) && left.value < Decimal::from(1000);
    let wickets = for_runs || right.value <= Decimal::from(10) && left.value > right.value;
    let near = left.first.saturating_sub(8)..right.next + 8;
    let told = near.into_iter().any(|index| reader.is_among(index, Setting::Cricket));
    let free = slash || !reader.is_noun_like(right.next);
    (bare && wickets && told && free && !unit_follows(reader, right.next))
        .then(|| Draft::new(QuantityKind::Score, Amount::Unstated, (left.first, right.next)))
}
