//! Verbs of saying as they stand in a line: their auxiliaries, their form, and where their subject is to be found.

use super::line::{self, Kind, Line};
use super::phrase;
use super::vocabulary::{self, Classes, Frames, Inflection, Reading};
use std::ops::Range;

/// The longest subject between a piece and its verb, in items.
const LONGEST_SUBJECT: usize = 14;

/// How far a piece may be in the object of an infinitive, in items.
const OBJECT_REACH: usize = 9;

/// A verb of saying that a line uses as a verb.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// The verb with its auxiliaries and particle.
    pub(super) group: Range<usize>,
    pub(super) frames: Frames,
    pub(super) subject: Subject,
    /// Whether it is a passive, so that the subject is the content.
    pub(super) passive: bool,
    /// Whether it is an -ing form without an auxiliary.
    pub(super) participle: bool,
}

/// Where the words that name the speaker are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Before the verb.
    Before(Range<usize>),
    /// That of an earlier verb or of the whole line: "… and said", "…, adding".
    Shared,
    /// Not before the verb; perhaps behind it.
    Open,
    /// Nobody: "it is feared that".
    Nobody,
}

/// The verbs of saying in `line`, in order.
pub(super) fn cues(line: &Line) -> Vec<Cue> {
    (0..line.items.len()).filter(|at| !line.items[*at].readings.is_empty()).filter_map(|at| cue(line, at)).collect()
}

fn cue(line: &Line, at: usize) -> Option<Cue> {
    line.items[at]
        .readings
        .iter()
        .filter(|reading| fits(line, at, reading))
        .find_map(|reading| as_read(line, at, reading))
}

fn as_read(line: &Line, at: usize, reading: &Reading) -> Option<Cue> {
    let start = group_start(line, at);
    let end = at + 1 + usize::from(reading.particle.is_some());
    let group = &line.items[start..at];
    let be = group.iter().any(|item| item.is(Classes::BE));
    let participle = reading.inflection == Inflection::Gerund && !be;
    if be && reading.inflection != Inflection::Gerund {
        return quoted_as_saying(line, start, at)
            .or_else(|| impersonal(line, start, at, reading))
            .or_else(|| passive(line, start, at, reading));
    }
    let auxiliary = group.iter().any(|item| item.is(Classes::AUXILIARY));
    let subject = subject(line, start, participle, reading)?;
    let plausible = auxiliary || participle || agrees(line, at, start, reading, &subject);
    plausible.then_some(Cue { group: start..end, frames: reading.frames, subject, passive: false, participle })
}

/// "was quoted as saying |": the whole is one cue.
fn quoted_as_saying(line: &Line, start: usize, at: usize) -> Option<Cue> {
    let saying = line.reads(at + 1, "as") && line.reads(at + 2, "saying");
    let subject = phrase::subject_before(line, start).filter(|_| saying)?;
    let frames = Frames::THAT.or(Frames::BARE).or(Frames::AFTER);
    Some(Cue { group: start..at + 3, frames, subject: Subject::Before(subject), passive: false, participle: false })
}

/// "it is feared | that".
fn impersonal(line: &Line, start: usize, at: usize, reading: &Reading) -> Option<Cue> {
    let it = line.reads(start.wrapping_sub(1), "it") && line.reads(at + 1, "that");
    let past = matches!(reading.inflection, Inflection::Past | Inflection::Participle);
    (it && past && reading.frames.take(Frames::THAT)).then(|| Cue {
        group: start..at + 1,
        frames: reading.frames,
        subject: Subject::Nobody,
        passive: false,
        participle: false,
    })
}

/// "the claim was disputed | by sources".
fn passive(line: &Line, start: usize, at: usize, reading: &Reading) -> Option<Cue> {
    let by = matches!(reading.inflection, Inflection::Past | Inflection::Participle) && line.reads(at + 1, "by");
    let subject = phrase::subject_before(line, start).filter(|_| by && reading.frames.take(Frames::OBJECT))?;
    let subject = Subject::Before(subject);
    Some(Cue { group: start..at + 2, frames: reading.frames, subject, passive: true, participle: false })
}

fn fits(line: &Line, at: usize, reading: &Reading) -> bool {
    // "Put it at ten" is the frame of an amount, "as she put it" is not.
    let amount = reading.particle == Some("it") && line.reads(at + 2, "at");
    !amount && reading.particle.is_none_or(|particle| line.reads(at + 1, particle))
}

/// Where the auxiliaries, negations and adverbs before the verb at `at` begin.
fn group_start(line: &Line, at: usize) -> usize {
    let inner = Classes::AUXILIARY.or(Classes::NEGATION);
    let mut start = at;
    while start > 0 && at - start < 6 {
        let item = &line.items[start - 1];
        let part = !item.name && (item.is(inner) || phrase::is_adverb(line, start - 1) && !item.is(Classes::TIME));
        if !part {
            break;
        }
        start -= 1;
    }
    start
}

fn subject(line: &Line, start: usize, participle: bool, reading: &Reading) -> Option<Subject> {
    let Some(left) = line.before(start) else {
        let calls = participle && !reading.frames.take(Frames::QUOTE.or(Frames::MIND));
        return Some(if calls { Subject::Shared } else { Subject::Open }).filter(|_| calls || !participle);
    };
    if participle {
        return participle_subject(line, start, reading);
    }
    if left.is(Classes::COORDINATOR) {
        return Some(Subject::Shared);
    }
    if line.reads(start - 1, "to") {
        let on = line.reads(start.wrapping_sub(2), "on")
            || line.before(start - 1).is_some_and(|item| !item.readings.is_empty());
        let base = reading.inflection == Inflection::Base;
        return (base && (on && line.reads(start.wrapping_sub(2), "on") || quotes_soon(line, start, reading)))
            .then_some(Subject::Shared);
    }
    let counts = line.before(start - 1).is_some_and(|item| item.is(Classes::PREPOSITION));
    if vocabulary::is_genitive(line.word(start - 1))
        || left.is(Classes::DETERMINER) && !left.is(Classes::PRONOUN.or(Classes::RELATIVE)) && !counts
    {
        return None;
    }
    if let Some(found) = phrase::subject_before(line, start) {
        let listed = line.before(found.start).is_some_and(|item| item.kind == Kind::Comma);
        let whole = since_piece(line, start).filter(|_| listed);
        return Some(Subject::Before(whole.unwrap_or(found)));
    }
    let open = left.is_piece() || matches!(left.kind, Kind::Comma | Kind::Dash);
    since_piece(line, start).map(Subject::Before).or_else(|| open.then_some(Subject::Open))
}

/// "to state, “…”", "to call it a “farce”": an infinitive that words in quotation marks follow.
fn quotes_soon(line: &Line, at: usize, reading: &Reading) -> bool {
    let reach = if reading.frames.take(Frames::OBJECT) { OBJECT_REACH } else { 3 };
    let speaks = reading.frames.take(Frames::OBJECT.or(Frames::THAT).or(Frames::QUOTE));
    let inner = |at: &usize| line.items[*at].is_wordlike() && !line.items[*at].is(Classes::COORDINATOR);
    let limit = (at + 1 + reach).min(line.items.len());
    let stop = (at + 1..limit).find(|at| !inner(at)).unwrap_or(limit);
    let behind = stop + usize::from(line.is_kind(stop, Kind::Comma) || line.is_kind(stop, Kind::Colon));
    speaks && line.is_piece(behind) && (behind == stop || stop == at + 1)
}

/// All that stands between a piece and its verb: "“…,” the burly, bearded diplomat said".
fn since_piece(line: &Line, start: usize) -> Option<Range<usize>> {
    let piece = (start.saturating_sub(LONGEST_SUBJECT)..start).rev().find(|at| line.is_piece(*at))?;
    let stops = line.get(piece).is_some_and(|item| line::stopped_by(line.text, item.span, &[',', '?', '!']));
    let nominal = |at: usize| {
        let item = &line.items[at];
        let clausal = item.is(Classes::AUXILIARY.or(Classes::VERB).or(Classes::RELATIVE).or(Classes::COORDINATOR));
        !clausal && item.readings.is_empty() && (item.is_wordlike() || matches!(item.kind, Kind::Comma | Kind::Dash))
    };
    let first = line.get(piece + 1).filter(|first| !first.is(Classes::PREPOSITION.or(Classes::TIME)))?;
    let words = first.is_wordlike() && line.get(start - 1)?.is_wordlike();
    (stops && words && (piece + 1..start).all(nominal)).then_some(piece + 1..start)
}

/// An -ing form behind a comma shares a subject; behind a name it has that name for one: "footage of Clinton asking".
fn participle_subject(line: &Line, start: usize, reading: &Reading) -> Option<Subject> {
    let left = line.before(start)?;
    let apart = matches!(left.kind, Kind::Comma | Kind::Dash | Kind::Semicolon) || left.is_piece();
    if apart || left.is(Classes::COORDINATOR) {
        return Some(Subject::Shared);
    }
    let speaks =
        reading.frames.take(Frames::THAT.or(Frames::BARE)) && !reading.frames.take(Frames::MIND.or(Frames::NOUN));
    if left.is(Classes::PREPOSITION.or(Classes::SUBORDINATOR)) {
        let links = ["after", "before", "by", "despite", "for", "in", "since", "when", "while"];
        let linked = links.iter().any(|word| line.reads(start - 1, word));
        return (linked && (speaks || line.reads(start - 1, "for") || line.reads(start - 1, "while")))
            .then_some(Subject::Shared);
    }
    if left.is(Classes::DETERMINER) || line.word(start - 1).starts_with(['\'', '’']) {
        return None;
    }
    if left.name || left.is(Classes::OBJECT_PRONOUN) {
        return phrase::subject_before(line, start).map(Subject::Before);
    }
    (!reading.frames.take(Frames::MIND)).then_some(Subject::Shared)
}

/// Whether form and subject go together, which tells verbs from nouns: "authorities claim", "the report claims".
fn agrees(line: &Line, at: usize, start: usize, reading: &Reading, subject: &Subject) -> bool {
    let noun = reading.frames.take(Frames::NOUN);
    let fused = matches!(subject, Subject::Before(found) if line.before(found.start).is_some_and(|left| left.is(Classes::RELATIVE)) || line.reads(found.start.wrapping_sub(1), "what"));
    let followed = !noun || fused || !followed_as_noun(line, at + 1);
    match (reading.inflection, subject) {
        (Inflection::Past, _) => !describes(line, at),
        (Inflection::Gerund, _) => true,
        (Inflection::Third, Subject::Before(found)) => followed && (!noun || is_nominal(line, found)),
        (Inflection::Third, _) => {
            !noun || line.before(start).is_some_and(|left| left.is(Classes::COORDINATOR)) && followed
        }
        (Inflection::Base, Subject::Before(found)) => followed && is_plural(line, found),
        (Inflection::Base, Subject::Shared) => line.reads(start.wrapping_sub(1), "to"),
        (Inflection::Base, Subject::Open | Subject::Nobody) | (Inflection::Participle, _) => false,
    }
}

/// "this alleged plot": a past form between a determiner and a noun.
fn describes(line: &Line, at: usize) -> bool {
    let noun = line.get(at + 1).is_some_and(|next| next.kind == Kind::Word && next.is_open());
    noun && line.before(at).is_some_and(|left| left.is(Classes::DETERMINER))
}

fn followed_as_noun(line: &Line, at: usize) -> bool {
    let Some(next) = line.get(at) else { return false };
    let verb = next.is(Classes::AUXILIARY.or(Classes::VERB)) && !next.is(Classes::PRONOUN);
    let preposition = next.is(Classes::PREPOSITION) && !next.is(Classes::TIME) && !line.reads(at, "that");
    let gerund = line.word(at).ends_with("ing") && !next.name;
    verb || preposition && line.reads(at, "of") || gerund || !next.readings.is_empty() && !next.name
}

/// Whether the phrase can stand alone, unlike "the state's" or "initial".
fn is_nominal(line: &Line, found: &Range<usize>) -> bool {
    let last = found.end - 1;
    let genitive = line.word(last).starts_with(['\'', '’']);
    let bare = found.len() == 1 && !line.items[last].capital && !line.is(last, Classes::PRONOUN.or(Classes::RELATIVE));
    let determiner = line.is(last, Classes::DETERMINER) && !line.is(last, Classes::PRONOUN);
    let head = head(line, found);
    let plural = head.ends_with('s') && !head.ends_with("ss") && head.starts_with(char::is_lowercase);
    let clausal = found.clone().any(|at| phrase::is_past(line, at));
    let describes =
        ["ive", "ous", "ful", "able", "ible", "less"].iter().any(|ending| line.word(last).ends_with(ending));
    let opens = line.items[found.start].capital
        || line.is(found.start, Classes::DETERMINER.or(Classes::PRONOUN).or(Classes::RELATIVE));
    !genitive && !bare && !determiner && !plural && !clausal && !describes && opens
}

/// The head noun: the last word before the first preposition or comma.
fn head<'a>(line: &Line<'a>, phrase: &Range<usize>) -> &'a str {
    let breaks =
        |at: &usize| !line.items[*at].is_wordlike() || line.is(*at, Classes::PREPOSITION) && !line.items[*at].name;
    let end = phrase.clone().skip(1).find(breaks).unwrap_or(phrase.end);
    line.word(end - 1)
}

fn is_plural(line: &Line, phrase: &Range<usize>) -> bool {
    let last = phrase.end - 1;
    let word = head(line, phrase).to_ascii_lowercase();
    let word = word.as_str();
    let third = matches!(word, "he" | "she" | "it" | "one" | "this" | "that" | "someone");
    let people = matches!(word, "people" | "police" | "who" | "many" | "some" | "most" | "critics" | "men" | "women");
    let coordinated = (phrase.start..phrase.end).any(|at| line.reads(at, "and"));
    let pronoun = line.is(last, Classes::PRONOUN);
    let plural = word.ends_with('s') && !word.ends_with("ss") && !word.starts_with(['\'', '’']);
    !third && (people || coordinated || pronoun || plural)
}
