//! Whether a number tells of a movement: "rose by 12 to 48", "up 5%", "extended by five years".

use super::draft::Draft;
use super::reader::Reader;
use crate::analysis::{Change, ChangeRole, Direction, QuantityKind};

/// A cue lies within so many lexemes before its number.
const REACH: usize = 9;

/// The movement that `draft` belongs to; `first` is where its hedge or number begins.
pub(super) fn movement(reader: &Reader, draft: &Draft, first: usize) -> Option<Change> {
    use QuantityKind::{Age, Date, Frequency, Multiplier, Ordinal, Score, Time};
    if draft.change.is_some() || matches!(draft.kind, Age | Date | Frequency | Multiplier | Ordinal | Score | Time) {
        return draft.change;
    }
    let last = first.checked_sub(1)?;
    if reader.is(draft.range.0, "from") {
        return None;
    }
    let (role, from) = match role(reader, last) {
        Some(role) => (role, last),
        None => (ChangeRole::Delta, first),
    };
    let reach = if from == first { 2 } else { REACH };
    let cue = cue(reader, from, reach, from == first)?;
    let span = reader.span((cue.0, cue.0 + 1));
    Some(Change { direction: cue.1, role, cue: span })
}

fn role(reader: &Reader, index: usize) -> Option<ChangeRole> {
    Some(match reader.word(index).to_ascii_lowercase().as_str() {
        "by" | "of" => ChangeRole::Delta,
        "to" => ChangeRole::To,
        "from" => ChangeRole::From,
        _ => return None,
    })
}

/// The nearest word of movement before `end`, in the same clause.
fn cue(reader: &Reader, end: usize, reach: usize, adjacent: bool) -> Option<(usize, Direction)> {
    let near = end.saturating_sub(reach);
    (near..end)
        .rev()
        .take_while(|index| {
            !ends_clause(reader, *index) && (!adjacent || *index + 1 == end || is_adverb(reader, index + 1))
        })
        .filter(|index| moves(reader, *index, end))
        .find_map(|index| reader.change(index).map(|direction| (index, direction)))
}

/// "the extended event" tells of no movement, nor does a "shut down" far before the number.
fn moves(reader: &Reader, index: usize, end: usize) -> bool {
    let described = index > 0 && reader.word(index).ends_with("ed") && reader.is_noun_like(index + 1);
    let determined = || reader.is_any(index - 1, &["the", "a", "an", "its", "their", "his", "her", "this", "that"]);
    let particle = reader.is_any(index, &["up", "down"]);
    !(described && determined()) && (!particle || index + 1 == end)
}

fn is_adverb(reader: &Reader, index: usize) -> bool {
    reader.word(index).ends_with("ly") || reader.is_any(index, &["another", "a", "an", "further", "some"])
}

fn ends_clause(reader: &Reader, index: usize) -> bool {
    let inside_number = reader.is_glued(index + 1);
    reader.is_sign(index, ";:!?\"“”") || reader.is_sign(index, ".,") && !inside_number
}
