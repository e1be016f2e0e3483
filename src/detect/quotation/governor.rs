//! The subjects of verbs that have none of their own: those of an earlier verb, or of the whole line.

use super::line::{Kind, Line};
use super::phrase;
use super::vocabulary::Classes;
use std::ops::Range;

/// The subject of the last verb with a tense before `at`.
pub(super) fn governing_subject(line: &Line, at: usize) -> Option<Range<usize>> {
    (at.saturating_sub(30)..at).rev().find_map(|verb| {
        let item = &line.items[verb];
        let past = phrase::is_past(line, verb);
        let finite = past || item.is(Classes::AUXILIARY.or(Classes::VERB)) || !item.readings.is_empty();
        let left = line.before(verb)?;
        if line.reads(verb - 1, "that") && line.before(verb - 1).is_some_and(|item| !item.readings.is_empty()) {
            return None;
        }
        let headed = left.name || left.capital || left.is(Classes::PRONOUN) || left.kind == Kind::Comma;
        (finite && headed).then(|| phrase::subject_before(line, verb))?
    })
}

/// The subject of the verb that "and" joins to the one at `at`: "after the crowd cheered and |".
pub(super) fn joined_subject(line: &Line, at: usize) -> Option<Range<usize>> {
    let coordinator = at.checked_sub(1).filter(|left| line.is(*left, Classes::COORDINATOR))?;
    governing_subject(line, coordinator)
}

/// The noun phrase that opens the line: the subject that later verbs share.
pub(super) fn main_subject(line: &Line, before: usize) -> Option<Range<usize>> {
    let mut start = (0..before).find(|at| line.items[*at].is_wordlike())?;
    let adverbial = Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::TIME);
    let comma = (start..before).find(|at| line.is_kind(*at, Kind::Comma));
    let aside = comma == Some(start + 1) && !line.items[start].name && !line.is(start, Classes::PRONOUN);
    if aside || line.is(start, adverbial) || line.word(start).ends_with("ing") {
        start = comma.map_or(start, |comma| comma + 1);
    }
    while start < before && (phrase::is_adverb(line, start) || line.is(start, Classes::COORDINATOR)) {
        start += 1;
    }
    phrase::phrase_after(line, start, false)
        .map(|found| found.start..found.end.min(before))
        .filter(|found| !found.is_empty())
}

/// Whether no verb with a tense stands before `at`: "After saying |", "In a statement announcing |".
pub(super) fn leads(line: &Line, at: usize) -> bool {
    at < 9
        && !line.items[..at].iter().any(|item| item.kind == Kind::Comma || item.is_piece())
        && governing_subject(line, at).is_none()
}
