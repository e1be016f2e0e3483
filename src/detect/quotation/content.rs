//! Where the content of reported speech begins and ends.

use super::cue::{Cue, Subject};
use super::frame::Frame;
use super::line::{self, Kind, Line};
use super::phrase;
use super::vocabulary::{self, Classes, Frames, Inflection};
use std::ops::Range;

/// How far the verb of a content clause may be from its beginning, in items.
const VERB_WITHIN: usize = 24;
/// The longest aside between a reporting clause and the piece that goes on behind it, in items.
const ASIDE: usize = 24;

/// Where the content that ends at `end` begins: at the start of the line, behind a semicolon or a bracket.
pub(super) fn opening(line: &Line, end: usize) -> usize {
    let hard = (0..end).rev().find(|at| line.is_kind(*at, Kind::Semicolon));
    let start = hard.map_or(0, |at| at + 1);
    (start..end).find(|at| line.items[*at].is_wordlike() || line.is_piece(*at)).unwrap_or(end)
}

/// Where the content that ends with a piece at `end` begins: with the piece where that is a sentence by itself.
pub(super) fn piece_opening(line: &Line, end: usize) -> usize {
    let mut first = end - 1;
    while first > 0 && line.is_piece(first - 1) {
        first -= 1;
    }
    let led =
        line.before(first).is_some_and(|item| matches!(item.kind, Kind::Colon | Kind::Comma | Kind::Dash | Kind::Stop));
    if led && begins_sentence(line, first) { first } else { opening(line, end) }
}

/// Whether the piece at `at` ends with its own stop.
fn is_complete(line: &Line, at: usize) -> bool {
    line.get(at).is_some_and(|piece| line::stopped_by(line.text, piece.span, &['.', '?', '!', '…']))
}

/// Whether the piece at `at` reads as the title of a work: two words or more, all with capitals but for the little ones.
pub(super) fn is_title(line: &Line, at: usize) -> bool {
    const LITTLE: [&str; 14] =
        ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];
    let words =
        || line.word(at).split(|c: char| !c.is_alphanumeric() && !"’'-".contains(c)).filter(|word| !word.is_empty());
    let large = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && word != "I";
    let count = words().filter(|word| large(word)).count();
    (2..9).contains(&count) && words().all(|word| large(word) || LITTLE.contains(&word)) && !begins_line(line, at)
}

fn begins_line(line: &Line, at: usize) -> bool {
    !line.items[..at].iter().any(super::line::Item::is_wordlike)
}

/// Whether the piece at `at` begins with a capital.
pub(super) fn begins_sentence(line: &Line, at: usize) -> bool {
    line.word(at).chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// What goes on behind a parenthetical clause that ends at the comma `at`.
pub(super) fn resumed(line: &Line, at: usize) -> Option<Range<usize>> {
    if !matches!(line.get(at)?.kind, Kind::Comma | Kind::Dash) {
        return None;
    }
    let first = line.get(at + 1)?;
    let leaves =
        first.is(Classes::COORDINATOR.or(Classes::RELATIVE).or(Classes::SUBORDINATOR)) || !first.readings.is_empty();
    let end = line.end();
    let enough = first.is_piece() || at + 2 < end && first.is_wordlike();
    (!leaves && !first.name && enough && at + 1 < end).then_some(at + 1..end)
}

/// The piece that goes on behind `“…,” she said,`.
pub(super) fn resumed_piece(line: &Line, at: usize) -> Option<Range<usize>> {
    let next = at
        + usize::from(line.is_kind(at, Kind::Comma) || line.is_kind(at, Kind::Dash) || line.is_kind(at, Kind::Colon));
    if line.is_piece(next) {
        return Some(pieces(line, next));
    }
    let piece = (next..(at + ASIDE).min(line.items.len())).find(|at| line.is_piece(*at))?;
    let joined = piece - usize::from(line.is(piece - 1, Classes::COORDINATOR));
    let comma = line.before(joined).is_some_and(|item| matches!(item.kind, Kind::Comma | Kind::Dash));
    let aside =
        (at..joined).all(|at| !is_finite(line, at) || line.before(at).is_some_and(|left| left.is(Classes::RELATIVE)));
    (comma && aside).then(|| pieces(line, piece))
}

/// Whether the item at `at` is a verb with a tense, as far as lists tell.
fn is_finite(line: &Line, at: usize) -> bool {
    let item = &line.items[at];
    let reports = item.readings.iter().any(|reading| reading.inflection == Inflection::Past);
    !item.name && (reports || item.is(Classes::AUXILIARY.or(Classes::VERB)))
}

/// The piece at `from` and those that follow it with nothing but commas and "and" between.
pub(super) fn pieces(line: &Line, from: usize) -> Range<usize> {
    let mut end = from + 1;
    loop {
        let joined = (end..end + 3).find(|at| !(line.is_kind(*at, Kind::Comma) || line.is(*at, Classes::COORDINATOR)));
        match joined.filter(|at| line.is_piece(*at)) {
            Some(next) => end = next + 1,
            None => return from..end,
        }
    }
}

/// The clause behind the comma at `at`, or behind a further insertion: "According to X, speaking in Kayes, |".
pub(super) fn behind_comma(line: &Line, at: usize) -> Option<Range<usize>> {
    let from = phrase::skip_adverbials(line, at);
    let comma = (from..line.items.len()).find(|at| line.is_kind(*at, Kind::Comma))?;
    let mut start = comma + 1;
    if line.word(start).ends_with("ing") || line.is(start, Classes::RELATIVE) {
        start = (start..line.items.len()).find(|at| line.is_kind(*at, Kind::Comma)).map_or(start, |next| next + 1);
    }
    (start < line.end()).then(|| start..line.end())
}

/// Where the first part of `content` ends: at a comma, or behind a piece that holds one.
pub(super) fn first_break(line: &Line, content: &Range<usize>) -> Option<usize> {
    (content.start + 1..content.end).find(|at| line.is_kind(*at, Kind::Comma) || is_parted(line, *at))
}

/// Where a content that began at `start` is cut by `cue`, a further verb of the same reporter: "… and added", ", adding",
/// "; he said", ", but she said".
pub(super) fn coordinated_at(line: &Line, cue: &Cue, start: usize) -> Option<usize> {
    let from = match &cue.subject {
        Subject::Before(subject) => subject.start,
        _ => cue.group.start,
    };
    let left = line.before(from)?;
    let comma = |at: usize| at - usize::from(line.before(at).is_some_and(|item| item.kind == Kind::Comma));
    let quotes = line.is_piece(cue.group.end + 1) && line.is_kind(cue.group.end, Kind::Comma);
    let parted = |at: usize| quotes || line.before(at).is_some_and(|item| item.kind == Kind::Comma || item.is_piece());
    let scene = opens_subordinate(line, start);
    let cut = match &cue.subject {
        Subject::Shared if left.kind == Kind::Comma => Some(from - 1),
        Subject::Shared if left.is(Classes::COORDINATOR) && !hypothetical(line, from) => Some(comma(from - 1)),
        Subject::Before(_) if left.kind == Kind::Semicolon => Some(from - 1),
        Subject::Before(_) if contrasts(line, from - 1) => Some(comma(from - 1)),
        Subject::Before(_) if left.is(Classes::COORDINATOR) && parted(from - 1) => Some(comma(from - 1)),
        Subject::Before(_) if scene && matches!(left.kind, Kind::Comma | Kind::Dash) => Some(from - 1),
        _ => None,
    };
    cut.filter(|cut| *cut > start)
}

/// "and would continue": more of what is said, rather than a further act of saying.
fn hypothetical(line: &Line, at: usize) -> bool {
    (at..at + 2).any(|at| ["can", "could", "may", "might", "will", "would"].iter().any(|word| line.reads(at, word)))
}

/// Whether the line begins with a clause that only sets the scene: "When she noted that |", "So while he said |".
fn opens_subordinate(line: &Line, start: usize) -> bool {
    let opening = (0..start.min(3)).find(|at| line.items[*at].is_wordlike());
    let scene = |at: usize| {
        line.is(at, Classes::SUBORDINATOR)
            && ["after", "although", "as", "before", "once", "since", "though", "when", "while"]
                .iter()
                .any(|word| line.reads(at, word))
    };
    opening.is_some_and(|at| scene(at) || scene(at + 1))
}

fn contrasts(line: &Line, at: usize) -> bool {
    ["while", "although", "though", "whereas"].iter().any(|word| line.reads(at, word))
}

/// Whether the piece before `at` ends with its own comma and a clause follows: "“…,” meaning that", "“…,” but he".
fn goes_on_apart(line: &Line, at: usize) -> bool {
    let comma = line.before(at).is_some_and(line::Item::is_piece) && is_parted(line, at);
    let subject = line.is(at, Classes::COORDINATOR) && (line.reads(at, "but") || line.is(at + 1, Classes::PRONOUN));
    comma && !line.items[at].name && (line.word(at).ends_with("ing") || subject)
}

/// "and encouraged", "but has offered": a coordinator before a further verb of the same subject.
fn further_verb(line: &Line, at: usize) -> bool {
    let next = at + 1 + usize::from(phrase::is_adverb(line, at + 1));
    let verb = line.get(next).is_some_and(|item| {
        phrase::is_past(line, next) || item.is(Classes::AUXILIARY.or(Classes::VERB)) && !item.is(Classes::NEGATION)
    });
    line.is(at, Classes::COORDINATOR) && verb
}

/// "in a statement", "on a visit": where something is said, at the end of an object.
fn tells_where(line: &Line, at: usize) -> bool {
    const PLACES: [&str; 9] =
        ["broadcast", "interview", "letter", "message", "post", "speech", "statement", "tweet", "video"];
    let placed = (line.reads(at, "in") || line.reads(at, "on")) && line.is(at + 1, Classes::DETERMINER);
    placed && (at + 2..at + 5).any(|at| PLACES.contains(&line.word(at)))
}

/// "because", "after the vote": what tells when or why, and is the reporter's.
fn adjoins(line: &Line, at: usize) -> bool {
    const WORDS: [&str; 10] =
        ["after", "although", "because", "before", "during", "since", "though", "until", "when", "while"];
    !line.items[at].name && WORDS.iter().any(|word| line.reads(at, word))
}

/// The content behind a verb, and the frame it takes.
pub(super) fn behind(line: &Line, cue: &Cue) -> Option<(Frame, Range<usize>)> {
    let from = cue.group.end;
    if let Some(found) = piece_behind(line, from) {
        return Some((Frame::ClauseThenPiece, found));
    }
    if withholds_name(line, from) {
        return None;
    }
    relative_behind(line, cue)
        .or_else(|| hearer_then_content(line, cue).filter(|_| cue.frames.take(Frames::HEARER)))
        .or_else(|| clause_behind(line, cue, from, false))
        .or_else(|| hearer_then_content(line, cue))
        .or_else(|| object_behind(line, cue))
}

/// The comma where the relative clause ends whose verb `cue` is: "Keita, who said he was tired|, left early".
pub(super) fn relative_end(line: &Line, cue: &Cue, content: &Range<usize>) -> Option<usize> {
    let Subject::Before(subject) = &cue.subject else { return None };
    let apart = line.is(subject.start, Classes::RELATIVE) && line.before(subject.start)?.kind == Kind::Comma;
    let resumes = |at: &usize| {
        let verb = at + 1 + usize::from(phrase::is_adverb(line, at + 1));
        let past = phrase::is_past(line, verb);
        line.is_kind(*at, Kind::Comma) && (past || is_verb(line, verb))
    };
    apart.then(|| (content.start + 1..content.end).find(resumes))?
}

/// Whether the item at `at` can only be a verb with a tense.
fn is_verb(line: &Line, at: usize) -> bool {
    line.get(at).is_some_and(|item| {
        let past = item.readings.iter().any(|reading| reading.inflection == Inflection::Past);
        !item.name
            && (past || item.is(Classes::AUXILIARY.or(Classes::VERB)) || matches!(line.word(at), "says" | "tells"))
    })
}

/// `asked not to be named` tells of the source, not what it said.
fn withholds_name(line: &Line, from: usize) -> bool {
    (from..from + 4).any(|at| line.reads(at, "be") && matches!(line.word(at + 1), "named" | "identified" | "quoted"))
}

/// `what authorities claim was a plot`, `which he said were theirs`.
fn relative_behind(line: &Line, cue: &Cue) -> Option<(Frame, Range<usize>)> {
    let Subject::Before(subject) = &cue.subject else { return None };
    let from = cue.group.end;
    let what = line.reads(subject.start.wrapping_sub(1), "what");
    let fused = (what || line.before(subject.start)?.is(Classes::RELATIVE)) && cue.frames.take(Frames::BARE);
    let verb = line.is(from, Classes::AUXILIARY) && from + 1 < line.end();
    (fused && verb).then(|| (Frame::Bare, from..line.end()))
}

/// `said, “…”`, `said on Tuesday: “…”`.
fn piece_behind(line: &Line, from: usize) -> Option<Range<usize>> {
    let at = phrase::skip_adverbials(line, from);
    let mark =
        |at: usize| line.is_kind(at, Kind::Comma) || line.is_kind(at, Kind::Colon) || line.is_kind(at, Kind::Dash);
    let next = at + usize::from(mark(at));
    if !line.is_piece(next) || !mark(at) && is_title(line, next) {
        return None;
    }
    let found = pieces(line, next);
    let complete = begins_sentence(line, next) && is_complete(line, found.end - 1);
    let timed = line.is(found.end, Classes::SUBORDINATOR) && begins_sentence(line, next);
    let whole = mark(at) || found.end >= line.end() || complete || timed;
    Some(if whole { found } else { next..line.end() })
}

fn clause_behind(line: &Line, cue: &Cue, from: usize, heard: bool) -> Option<(Frame, Range<usize>)> {
    let end = line.end();
    let frames = cue.frames;
    let at = insertion_end(line, phrase::skip_adverbials(line, from));
    let reported = frames.take(Frames::THAT) || heard;
    if reported && line.reads(at, "that") && at + 1 < end && !line.is(at + 1, Classes::AUXILIARY) {
        let more = usize::from(line.is_kind(at + 1, Kind::Comma));
        return Some((Frame::That, at + 1 + more..end));
    }
    let asks = frames.take(Frames::QUESTION.or(Frames::THAT)) || heard;
    if asks && line.is(at, Classes::QUESTION) && at + 1 < end {
        return Some((Frame::Question, at..end));
    }
    if frames.take(Frames::TO) && line.reads(from, "to") && from + 1 < end {
        return Some((Frame::Infinitive, from..end));
    }
    let bare = frames.take(Frames::BARE) || heard;
    [from, at].into_iter().find(|start| bare && is_clause(line, *start)).map(|start| (Frame::Bare, start..end))
}

/// Behind ", however," or ", in an interview," where "that" or a piece follows.
fn insertion_end(line: &Line, at: usize) -> usize {
    if !line.is_kind(at, Kind::Comma) {
        return at;
    }
    let limit = (at + 16).min(line.items.len());
    let close = (at + 1..limit).find(|next| line.is_kind(*next, Kind::Comma));
    close.filter(|close| line.reads(close + 1, "that")).map_or(at, |close| close + 1)
}

/// Whether a clause begins at `start`: a phrase that can be a subject, and a verb behind it.
fn is_clause(line: &Line, start: usize) -> bool {
    let Some(first) = line.get(start) else { return false };
    let begins = first.is_wordlike() || first.is_piece();
    let wrong = Classes::AUXILIARY.or(Classes::COORDINATOR).or(Classes::VERB).or(Classes::NEGATION);
    if first.is(Classes::OBJECT_PRONOUN) && !first.is(Classes::PRONOUN.or(Classes::DETERMINER)) {
        return false;
    }
    let preposition = first.is(Classes::PREPOSITION.or(Classes::SUBORDINATOR)) && !first.is(Classes::ADVERB);
    if !begins || first.is(wrong) || preposition {
        return false;
    }
    let limit = (start + VERB_WITHIN).min(line.end());
    let parts = |at: &usize| line.is(*at, Classes::COORDINATOR) && is_parted(line, *at) || further_verb(line, *at);
    let limit = (start + 1..limit).find(parts).unwrap_or(limit);
    (start + 1..limit).any(|at| is_verbal(line, at))
}

/// Whether a comma, or a piece that ends with one, stands before `at`.
fn is_parted(line: &Line, at: usize) -> bool {
    line.before(at).is_some_and(|left| {
        left.kind == Kind::Comma || left.is_piece() && line::stopped_by(line.text, left.span, &[','])
    })
}

fn is_verbal(line: &Line, at: usize) -> bool {
    let item = &line.items[at];
    item.is(Classes::AUXILIARY.or(Classes::VERB)) || phrase::is_past(line, at) || !item.readings.is_empty()
}

/// `told reporters that …`, `told AFP it …`, `urged them to …`.
fn hearer_then_content(line: &Line, cue: &Cue) -> Option<(Frame, Range<usize>)> {
    let frames = cue.frames;
    if !frames.take(Frames::HEARER.or(Frames::TO)) {
        return None;
    }
    let from = cue.group.end;
    let hearer = phrase::phrase_after(line, from, false)?;
    if frames.take(Frames::TO) {
        let limit = (hearer.end + 1).min(line.items.len());
        let to = (from + 1..limit).rev().find(|at| line.reads(*at, "to") && at + 1 < line.end());
        if let Some(at) = to {
            let start = if frames.take(Frames::HEARER) { at } else { from };
            return Some((Frame::Infinitive, start..line.end()));
        }
    }
    if !frames.take(Frames::HEARER) {
        return None;
    }
    piece_behind(line, hearer.end)
        .map(|found| (Frame::ClauseThenPiece, found))
        .or_else(|| clause_behind(line, cue, hearer.end, true))
}

/// `denied the charge`, `called the offer “insulting”`.
fn object_behind(line: &Line, cue: &Cue) -> Option<(Frame, Range<usize>)> {
    let placed = cue.frames.take(Frames::AT) && line.reads(phrase::base_end(line, cue.group.end), "at");
    if !cue.frames.take(Frames::OBJECT) && !placed {
        return None;
    }
    let mut from = cue.group.end;
    while line.word(from).ends_with("ly") && phrase::is_adverb(line, from) {
        from += 1;
    }
    let first = line.get(from)?;
    let nominal = first.is_wordlike() || first.is_piece();
    // "Friday's test", "as “unhinged”".
    let owns = vocabulary::is_genitive(line.word(from + 1));
    let as_piece = line.reads(from, "as") && line.is_piece(from + 1);
    let wrong = Classes::PREPOSITION
        .or(Classes::AUXILIARY)
        .or(Classes::COORDINATOR)
        .or(Classes::TIME)
        .or(Classes::SUBORDINATOR);
    if !nominal
        || first.is(wrong) && !first.is(Classes::DETERMINER) && !owns && !as_piece && !phrase::counts(line, from)
    {
        return None;
    }
    let end = object_end(line, from);
    let pronoun = end == from + 1 && first.is(Classes::PRONOUN.or(Classes::OBJECT_PRONOUN));
    (end > from && !pronoun).then_some((Frame::Object, from..end))
}

/// The object runs to the comma, the further verb or the subordinate clause that follows it.
pub(super) fn object_end(line: &Line, from: usize) -> usize {
    let limit = line.end();
    let ends = |at: &usize| {
        let punctuation = matches!(line.items[*at].kind, Kind::Comma | Kind::Semicolon | Kind::Colon);
        let marked = line.before(*at).is_some_and(line::Item::is_piece);
        line.is_kind(*at, Kind::Dash)
            || punctuation && !marked
            || further_verb(line, *at)
            || adjoins(line, *at)
            || tells_where(line, *at)
            || marked && line.is(*at, Classes::TIME)
            || goes_on_apart(line, *at)
    };
    let end = (from + 1..limit).find(ends).unwrap_or(limit);
    as_piece_behind(line, end, limit).unwrap_or(end)
}

/// The end of the piece in "praised Ba, who left in May|, as “a good man”".
fn as_piece_behind(line: &Line, end: usize, limit: usize) -> Option<usize> {
    let aside = line.is_kind(end, Kind::Comma) && line.is(end + 1, Classes::RELATIVE);
    let close = (end + 1..limit.min(end + ASIDE)).find(|at| line.is_kind(*at, Kind::Comma)).filter(|_| aside)?;
    (line.reads(close + 1, "as") && line.is_piece(close + 2)).then_some(close + 3)
}
