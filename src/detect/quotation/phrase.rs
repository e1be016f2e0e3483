//! Noun phrases and adverbials, found by the closed classes around them. Every walk is bounded.

use super::line::{Item, Kind, Line};
use super::vocabulary::{Classes, Inflection};
use std::ops::Range;

/// No walk looks at more items than this, so that a line without end costs no more than a long one.
const REACH: usize = 40;
/// The longest apposition, in items.
const APPOSITION: usize = 24;

/// The longest relative clause behind a speaker, in items.
const RELATIVE: usize = 40;

/// What ends a noun phrase on either side.
const BARRIER: Classes = Classes::AUXILIARY.or(Classes::NEGATION).or(Classes::VERB).or(Classes::RELATIVE);

/// The noun phrase that ends just before `end`, with title and apposition.
pub(super) fn subject_before(line: &Line, end: usize) -> Option<Range<usize>> {
    let last = line.before(end)?;
    if last.is(Classes::PRONOUN) && !line.reads(end - 1, "there") {
        let more = line.before(end - 1).is_some_and(|item| item.is(Classes::DETERMINER));
        return Some(end - 1 - usize::from(more)..end);
    }
    if last.is(Classes::RELATIVE) {
        return Some(end - 1..end);
    }
    match last.kind {
        Kind::Comma | Kind::Dash => apposed(line, end),
        Kind::CloseBracket => bracketed(line, end),
        Kind::Word | Kind::Number => core(line, end),
        _ => None,
    }
}

/// "Awa Kone, the mayor, |": the apposition between the commas and the phrase before it.
fn apposed(line: &Line, end: usize) -> Option<Range<usize>> {
    let kind = line.get(end - 1)?.kind;
    let floor = end.saturating_sub(APPOSITION + 2);
    let mut inner_end = end - 1;
    loop {
        let comma = (floor..inner_end).rev().find(|at| line.is_kind(*at, kind))?;
        if comma + 1 == inner_end || !is_apposition(line, comma + 1, inner_end) {
            return None;
        }
        let chained = line.items[floor..comma].iter().rposition(|item| item.kind == kind).map(|at| at + floor);
        if chained.is_some_and(|left| left + 3 >= comma && line.is_kind(left + 1, Kind::Number)) {
            inner_end = comma;
            continue;
        }
        let head = subject_before(line, comma)?;
        return Some(head.start..end - 1);
    }
}

/// Whether `from..to` reads as an apposition, a relative clause or an aside, not as a clause of its own.
fn is_apposition(line: &Line, from: usize, to: usize) -> bool {
    let Some(first) = line.get(from) else { return false };
    let clause = first.is(Classes::COORDINATOR)
        || first.is(Classes::PRONOUN) && !first.is(Classes::RELATIVE.or(Classes::DETERMINER));
    let verbal = line.items[from..to].iter().any(|item| item.is(Classes::AUXILIARY));
    // "…, speaking on condition of anonymity because she was not authorised to, |"
    let relative = first.is(Classes::RELATIVE) || line.reads(from, "speaking");
    !clause && (relative || !verbal) && first.is_wordlike()
}

/// "Awa Kone (Kayes) |".
fn bracketed(line: &Line, end: usize) -> Option<Range<usize>> {
    let floor = end.saturating_sub(8);
    let open = (floor..end).rev().find(|at| line.is_kind(*at, Kind::OpenBracket))?;
    core(line, open).map(|head| head.start..end)
}

fn core(line: &Line, end: usize) -> Option<Range<usize>> {
    let floor = end.saturating_sub(REACH);
    let mut start = end;
    let mut coordinated = None;
    while start > floor {
        let item = &line.items[start - 1];
        if item.is(Classes::COORDINATOR) && start < end && line.reads(start - 1, "and") {
            coordinated = Some(start);
        } else if bars(line, start - 1, end) || coordinated.is_some() && is_past_report(line, start - 1) {
            break;
        }
        start -= 1;
    }
    let barrier = line.before(start);
    let verbal = barrier.is_some_and(|item| item.is(BARRIER) || item.is(Classes::PRONOUN) || !item.readings.is_empty());
    if let Some(after) = coordinated.filter(|_| verbal) {
        start = after;
    }
    // In "is defending his tweets" the phrase is the object of a verb.
    if barrier.is_some_and(|item| item.is(Classes::AUXILIARY)) && line.word(start).ends_with("ing") {
        return None;
    }
    let loose = barrier.is_some_and(|item| item.is(Classes::SUBORDINATOR));
    let start = head_start(line, start, end, loose);
    let found = start < end && line.items[end - 1].is_wordlike() && !line.is(end - 1, Classes::PREPOSITION);
    found.then_some(start..end)
}

/// Whether the item at `at` cannot belong to the noun phrase that ends at `end`.
fn bars(line: &Line, at: usize, end: usize) -> bool {
    let item = &line.items[at];
    if item.name {
        return false;
    }
    let other = !item.is_wordlike() && !is_abbreviation_stop(line, at);
    let pronoun = item.is(Classes::PRONOUN) && !item.is(Classes::DETERMINER) && !is_partitive(line, at);
    let subordinator = item.is(Classes::SUBORDINATOR) && !item.is(Classes::ADVERB);
    other
        || pronoun
        || subordinator
        || item.is(BARRIER)
        || item.is(Classes::COORDINATOR)
        || line.reads(at, "that") && at + 1 != end
        || ["what", "how", "why", "whether"].iter().any(|word| line.reads(at, word))
        || is_finite_report(line, at)
}

/// "one of the officers", "others in the party".
fn is_partitive(line: &Line, at: usize) -> bool {
    line.is(at + 1, Classes::PREPOSITION)
}

fn is_abbreviation_stop(line: &Line, at: usize) -> bool {
    line.is_kind(at, Kind::Stop) && line.before(at).is_some_and(|item| item.is(Classes::TITLE))
}

/// A verb of saying that can only be a verb here.
fn is_finite_report(line: &Line, at: usize) -> bool {
    let item = &line.items[at];
    let past = item.readings.iter().any(|reading| reading.particle.is_none() && reading.inflection == Inflection::Past);
    past && line.before(at).is_some_and(|left| left.is(Classes::PRONOUN.or(Classes::AUXILIARY)) || left.name)
        || item.span.len() == 4 && matches!(line.word(at), "said" | "says" | "told")
}

/// A form that may be the past of a verb of saying.
fn is_past_report(line: &Line, at: usize) -> bool {
    let item = &line.items[at];
    !item.name && item.readings.iter().any(|reading| reading.inflection == Inflection::Past)
}

/// Drops what stands before the head: "On Monday | the minister", "Later | the army".
fn head_start(line: &Line, start: usize, end: usize, loose: bool) -> usize {
    let mut start = start;
    while start < end
        && line.items[start].is(Classes::ADVERB.or(Classes::COORDINATOR))
        && !line.items[start].is(Classes::DETERMINER)
    {
        start += 1;
    }
    let leads = |at: usize| line.items[at].is(Classes::PREPOSITION.or(Classes::TIME));
    if start < end && counts(line, start) {
        return start;
    }
    if start < end && (leads(start) || loose) {
        let free = (start + 1..end).rev().find(|at| begins_base(line, *at) && !leads(*at - 1));
        // "with Mara describing it"
        let within = start + usize::from(line.reads(start, "with"));
        let named = || name_behind_noun(line, start, end);
        return free.or_else(named).unwrap_or(if loose || within > start { within } else { end });
    }
    start
}

/// "about half of", "at least 20", "more than a dozen".
pub(super) fn counts(line: &Line, at: usize) -> bool {
    const LEADS: [&str; 6] = ["about", "around", "nearly", "over", "some", "under"];
    let amount = |at: usize| {
        line.is_kind(at, Kind::Number) || ["half", "two", "three", "four"].iter().any(|word| line.reads(at, word))
    };
    let least = line.reads(at, "at") && (line.reads(at + 1, "least") || line.reads(at + 1, "most"));
    LEADS.iter().any(|word| line.reads(at, word)) && amount(at + 1) || least && amount(at + 2)
}

/// The name that ends at `end` behind a common noun of an adverbial: "In a radio interview | Awa Kone".
fn name_behind_noun(line: &Line, start: usize, end: usize) -> Option<usize> {
    let first = (start + 2..end).rev().take_while(|at| line.items[*at].name || line.items[*at].capital).last()?;
    let left = line.before(first).filter(|left| !left.capital && left.is_open())?;
    let determined = line.items[start..first].iter().any(|item| item.is(Classes::DETERMINER));
    (determined && left.kind == Kind::Word).then_some(first)
}

/// Whether a base noun phrase begins at `at` right behind another: at a determiner or pronoun, or at a name behind a time
/// word or a plural noun in lower case.
fn begins_base(line: &Line, at: usize) -> bool {
    let Some(item) = line.get(at) else { return false };
    let Some(left) = line.before(at) else { return true };
    if item.is(Classes::TIME) || item.is(Classes::PREPOSITION) || line.word(at).starts_with(['\'', '’']) {
        return false;
    }
    let fresh = item.is(Classes::DETERMINER.or(Classes::PRONOUN)) && !left.is(Classes::DETERMINER);
    let time = left.is(Classes::TIME) || left.kind == Kind::Number;
    let plural = !left.capital && item.capital && line.word(at - 1).ends_with('s') && !left.is(Classes::TITLE);
    fresh || time || plural
}

/// The end of the base noun phrase at `from`, or `from` where there is none.
pub(super) fn base_end(line: &Line, from: usize) -> usize {
    let mut at = from;
    while at < line.items.len() && at < from + REACH {
        if at > from && (begins_base(line, at) || is_gerund(line, at)) || stops_base(line, at) {
            break;
        }
        at += 1;
    }
    at
}

/// An -ing form of a verb of saying: "footage of Ba | saying".
fn is_gerund(line: &Line, at: usize) -> bool {
    line.items[at].readings.iter().any(|reading| reading.inflection == Inflection::Gerund)
        && line.before(at).is_some_and(|left| left.name)
}

fn stops_base(line: &Line, at: usize) -> bool {
    let item = &line.items[at];
    if item.name {
        return false;
    }
    let clausal =
        BARRIER.or(Classes::PREPOSITION).or(Classes::SUBORDINATOR).or(Classes::COORDINATOR).or(Classes::QUESTION);
    let past = is_past(line, at)
        && line
            .before(at)
            .is_some_and(|left| left.name || left.capital || left.is(Classes::ADVERB) && !left.is(Classes::DETERMINER));
    past || !item.is_wordlike()
        || item.is(clausal) && !item.is(Classes::DETERMINER)
        || line.reads(at, "that")
        || is_finite_report(line, at)
}

/// The noun phrase that begins at `from`, with what is joined to it by prepositions and, if `wide`, its appositions.
pub(super) fn phrase_after(line: &Line, from: usize, wide: bool) -> Option<Range<usize>> {
    let first = line.get(from)?;
    if !first.is_wordlike() || first.is(Classes::TIME) && !first.is(Classes::DETERMINER) && !first.name {
        return None;
    }
    if first.is(Classes::PRONOUN.or(Classes::OBJECT_PRONOUN))
        && !first.is(Classes::DETERMINER)
        && !is_partitive(line, from)
    {
        return Some(from..from + 1);
    }
    let mut end = base_end(line, from).max(from + usize::from(is_partitive(line, from)));
    if end == from {
        return None;
    }
    while let Some(next) = joined(line, end).filter(|next| *next < from + REACH) {
        end = next;
    }
    let end = if wide { apposition_end(line, end) } else { end };
    let time = line.items[from..end].iter().rposition(|item| !item.is(Classes::TIME)).map_or(0, |last| last + 1);
    Some(from..from + time.max(1))
}

/// The end of "of the council", "in the party" or "and Cissé" at `from`.
fn joined(line: &Line, from: usize) -> Option<usize> {
    let item = line.get(from)?;
    let next = line.get(from + 1)?;
    let and = line.reads(from, "and") && (next.name || next.is(Classes::DETERMINER));
    let preposition = item.is(Classes::PREPOSITION)
        && !item.is(Classes::SUBORDINATOR)
        && !next.is(Classes::TIME)
        && next.kind != Kind::Number;
    let participle = is_past(line, from) && next.is(Classes::PREPOSITION);
    let end = base_end(line, from + 1);
    ((and || preposition || participle) && end > from + 1).then_some(end)
}

/// Behind "…, a farmer in Kayes" or "…, who has run the clinic": to the next comma or the end of the line.
fn apposition_end(line: &Line, end: usize) -> usize {
    let close = |at: usize| {
        let limit = (at + APPOSITION).min(line.items.len());
        (at..limit).find(|inner| !is_inner(&line.items[*inner])).unwrap_or(limit)
    };
    if line.is_kind(end, Kind::OpenBracket) {
        let limit = (end + 8).min(line.items.len());
        let closing = (end..limit).find(|at| line.is_kind(*at, Kind::CloseBracket));
        let behind = closing.map_or(end, |at| at + 1);
        let named = line.get(behind).is_some_and(|item| item.name);
        let end = if named { base_end(line, behind) } else { behind };
        return if closing.is_some() { apposition_end(line, end) } else { end };
    }
    if !line.is_kind(end, Kind::Comma) {
        return end;
    }
    let Some(first) = line.get(end + 1) else { return end };
    if first.kind == Kind::Number {
        let aged = line.get(end + 2).is_none_or(|next| !is_inner(next));
        return if aged { apposition_end(line, end + 2) } else { end };
    }
    let relative = first.is(Classes::RELATIVE) && !line.reads(end + 1, "that");
    if relative {
        return relative_end(line, end + 1);
    }
    let stop = close(end + 1);
    let finite = line.items[end + 1..stop].iter().any(|item| item.is(Classes::AUXILIARY));
    let noun = first.is(Classes::DETERMINER.or(Classes::TITLE)) && !finite;
    let bare = !first.capital
        && stop <= end + 8
        && !line.items[end + 1..stop].iter().any(|item| item.is(BARRIER) || !item.readings.is_empty());
    if noun || bare && first.is_wordlike() && !first.is(Classes::COORDINATOR.or(Classes::PREPOSITION)) {
        stop
    } else {
        end
    }
}

/// The end of the relative clause that begins at `from`: where a piece or a further clause follows, else the end of the line.
fn relative_end(line: &Line, from: usize) -> usize {
    let limit = (from + RELATIVE).min(line.end());
    let leaves = |at: &usize| {
        let next = line.get(at + 1);
        let apart = next.is_some_and(|next| next.is_piece() || next.is(Classes::COORDINATOR))
            || line.word(at + 1).ends_with("ing");
        !is_inner(&line.items[*at]) && (!line.is_kind(*at, Kind::Comma) || apart)
    };
    (from..limit).find(leaves).unwrap_or(limit)
}

fn is_inner(item: &Item) -> bool {
    item.is_wordlike() || matches!(item.kind, Kind::Other)
}

/// The index behind adverbs, times and prepositional phrases at `from`: "on Tuesday", "in a statement", "earlier this week".
pub(super) fn skip_adverbials(line: &Line, from: usize) -> usize {
    let mut at = from;
    while at < from + REACH {
        let next = skip_one(line, at);
        if next == at {
            break;
        }
        at = next;
    }
    at
}

fn skip_one(line: &Line, at: usize) -> usize {
    let Some(item) = line.get(at) else { return at };
    if item.is(Classes::TIME) {
        let dated = line.is_kind(at + 1, Kind::Number);
        return at + 1 + usize::from(dated);
    }
    let dated =
        |at: usize| matches!(line.word(at), "earlier" | "late" | "early" | "last" | "next" | "this" | "the" | "that");
    if dated(at) && line.is(at + 1, Classes::TIME) {
        return at + 2;
    }
    if dated(at) && dated(at + 1) && line.is(at + 2, Classes::TIME) {
        return at + 3;
    }
    if item.is(Classes::PREPOSITION) && !item.is(Classes::RELATIVE) && !line.reads(at, "like") {
        let end = base_end(line, at + 1);
        return if end > at + 1 { end } else { at };
    }
    if let Some(behind) = ago(line, at) {
        return behind;
    }
    let adverb = is_adverb(line, at) && !item.is(Classes::DETERMINER.or(Classes::PRONOUN));
    at + usize::from(adverb)
}

/// Whether the word at `at` has the ending of a regular past, and nothing that speaks against it.
pub(super) fn is_past(line: &Line, at: usize) -> bool {
    let word = line.word(at);
    word.len() > 3 && word.ends_with("ed") && !word.contains('-') && line.get(at).is_some_and(|item| !item.capital)
}

/// Behind "two weeks ago" at `at`.
fn ago(line: &Line, at: usize) -> Option<usize> {
    let counted = line.is_kind(at, Kind::Number) || line.is(at, Classes::DETERMINER);
    let behind = matches!(line.word(at + 2), "ago" | "earlier" | "later" | "before");
    (counted && behind && line.is_kind(at + 1, Kind::Word)).then_some(at + 3)
}

/// Whether the word at `at` is an adverb, by list or by its ending.
pub(super) fn is_adverb(line: &Line, at: usize) -> bool {
    let Some(item) = line.get(at) else { return false };
    let word = line.word(at);
    item.is(Classes::ADVERB) || word.len() > 4 && word.ends_with("ly") && !item.capital && !item.is(Classes::NOUN)
}
