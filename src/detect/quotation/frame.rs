//! Frames of reporting: from a line to who says what in it.
//!
//! Reporting clauses at the end or in the middle of a line are read first, since they govern all of it; then, from left
//! to right, verbs with their content behind them. What lies inside a content is not read again.

use super::content;
use super::cue::{self, Cue, Subject};
use super::line::{self, Kind, Line};
use super::vocabulary::{Classes, Frames};
use super::{governor, noun, phrase};
use std::ops::Range;

/// The ways in which a line may report, from the surest to the least sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// `“…,” she said.`
    PieceThenClause,
    /// `She said, “…”`
    ClauseThenPiece,
    /// `According to her, it rained.`
    According,
    /// `It rained, she said.`
    ContentThenClause,
    /// `She said that it rained.`
    That,
    /// `She said it rained.`
    Bare,
    /// `She asked whether it rained.`
    Question,
    /// `She vowed to stay.`
    Infinitive,
    /// `She denied the charge.`
    Object,
    /// `The charge was denied by her.`
    Passive,
    /// `Her promise to stay`
    Noun,
    /// `Her answer: “…”`, without a verb of saying.
    Colon,
}

/// Who says what in one line, in indices of its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) frame: Frame,
    pub(super) content: Vec<Range<usize>>,
    pub(super) cue: Range<usize>,
    pub(super) speaker: Option<Range<usize>>,
    /// Whether it tells of thought rather than speech.
    pub(super) mind: bool,
}

impl Report {
    /// Whether the item at `at` is part of the content.
    pub(super) fn covers(&self, at: usize) -> bool {
        self.content.iter().any(|range| range.contains(&at))
    }
}

/// Everything that `line` reports, in order.
pub(super) fn reports(line: &Line) -> Vec<Report> {
    let cues = cue::cues(line);
    let mut found: Vec<Report> = cues.iter().filter_map(|cue| closing(line, cue)).chain(signed(line)).collect();
    keep_outermost(&mut found);
    found.extend(according(line).or_else(|| noun::issued(line)));
    leading(line, &cues, &mut found);
    relay(line, &mut found);
    for report in noun::reports(line) {
        if !found.iter().any(|other| other.covers(report.cue.start)) {
            found.push(report);
        }
    }
    if found.is_empty() {
        found.extend(colon(line));
    }
    found.sort_by_key(|report| report.content.first().map_or(0, |range| range.start));
    found
}

/// Of two reports whose contents overlap, the later clause governs the earlier.
fn keep_outermost(found: &mut Vec<Report>) {
    let mut kept: Vec<Report> = Vec::new();
    while let Some(report) = found.pop() {
        let inside = kept.iter().any(|outer| report.content.iter().any(|range| outer.covers(range.start)));
        if !inside {
            kept.push(report);
        }
    }
    kept.reverse();
    *found = kept;
}

/// `CONTENT, X said`, `“…,” said X`, `CONTENT, X said, CONTENT`.
fn closing(line: &Line, cue: &Cue) -> Option<Report> {
    if cue.passive {
        return None;
    }
    let (speaker, content_end, clause_end) = match &cue.subject {
        Subject::Before(subject) if !line.is(subject.start, Classes::RELATIVE) => {
            (subject.clone(), subject.start, cue.group.end)
        }
        Subject::Open if !cue.participle => {
            let subject = phrase::phrase_after(line, cue.group.end, true)?;
            let end = subject.end;
            (subject, cue.group.start, end)
        }
        _ => return None,
    };
    if content_end == 1 && line.reads(0, "as") {
        return introduced(line, cue, speaker);
    }
    let content_end = content_end - usize::from(content_end > 1 && line.reads(content_end - 1, "as"));
    let content_end = content_end.checked_sub(usize::from(is_separator(line, content_end)))?;
    let piece = content_end.checked_sub(1).filter(|last| line.is_piece(*last));
    if let Some(piece) = piece {
        if content::is_title(line, piece) {
            return None;
        }
        return Some(piece_then_clause(line, cue, speaker, content_end, clause_end));
    }
    let comma = line.is_kind(content_end, Kind::Comma);
    let free = clause_is_over(line, cue, clause_end)?;
    let announces = line.is_piece(free + 1) && content::begins_sentence(line, free + 1);
    if !comma || announces || !cue.frames.take(Frames::AFTER) || content_end == 0 {
        return None;
    }
    let start = content::opening(line, content_end);
    let content = with(start..content_end, content::resumed(line, free));
    let long = content_end - start >= 2 && !is_aside(line, start);
    let mind = cue.frames.take(Frames::MIND);
    long.then_some(Report {
        frame: Frame::ContentThenClause,
        content,
        cue: cue.group.clone(),
        speaker: Some(speaker),
        mind,
    })
}

/// Whether the words at `start` only set the scene for what follows: "Asked about it", "Speaking in Kayes".
fn is_aside(line: &Line, start: usize) -> bool {
    let asked = matches!(line.word(start), "Asked" | "Pressed" | "Questioned");
    asked || line.word(start).ends_with("ing") && !line.items[start].readings.is_empty()
}

/// `As X put it, CONTENT`.
fn introduced(line: &Line, cue: &Cue, speaker: Range<usize>) -> Option<Report> {
    let comma = clause_is_over(line, cue, cue.group.end)
        .filter(|at| cue.frames.take(Frames::AFTER) && line.is_kind(*at, Kind::Comma))?;
    let content = comma + 1..line.end();
    let report = Report {
        frame: Frame::According,
        content: vec![content],
        cue: cue.group.clone(),
        speaker: Some(speaker),
        mind: false,
    };
    (comma + 1 < line.end()).then_some(report)
}

fn with(first: Range<usize>, more: Option<Range<usize>>) -> Vec<Range<usize>> {
    std::iter::once(first).chain(more).collect()
}

fn is_separator(line: &Line, end: usize) -> bool {
    line.before(end).is_some_and(|item| matches!(item.kind, Kind::Comma | Kind::Dash))
}

fn piece_then_clause(line: &Line, cue: &Cue, speaker: Range<usize>, end: usize, clause_end: usize) -> Report {
    let start = content::piece_opening(line, end);
    let free = phrase::skip_adverbials(line, clause_end);
    let content = with(start..end, content::resumed_piece(line, free));
    Report { frame: Frame::PieceThenClause, content, cue: cue.group.clone(), speaker: Some(speaker), mind: false }
}

/// The index of the comma or the end behind a reporting clause that has no content of its own, only adverbials.
fn clause_is_over(line: &Line, cue: &Cue, from: usize) -> Option<usize> {
    let mut at = from;
    if cue.frames.take(Frames::HEARER) && !cue.frames.take(Frames::OBJECT) {
        at = phrase::phrase_after(line, from, false).map_or(at, |hearer| hearer.end);
    }
    let at = phrase::skip_adverbials(line, at);
    (at >= line.end() || line.is_kind(at, Kind::Comma) || line.is_kind(at, Kind::Dash)).then_some(at)
}

/// `“…” – X, mayor`.
fn signed(line: &Line) -> Option<Report> {
    let dash = (1..line.items.len()).find(|at| line.is_kind(*at, Kind::Dash) && line.is_piece(at - 1))?;
    let first = line.items.iter().position(line::Item::is_piece)?;
    let only = line.items[..dash].iter().all(|item| !item.is_wordlike());
    let speaker = phrase::phrase_after(line, dash + 1, true).filter(|found| only && found.end >= line.end())?;
    let content = content::pieces(line, first);
    Some(Report {
        frame: Frame::Colon,
        content: vec![content],
        cue: dash..dash + 1,
        speaker: Some(speaker),
        mind: false,
    })
}

/// `X, citing Y, reported that CONTENT`: Y is a source of the same content.
fn relay(line: &Line, found: &mut [Report]) {
    for at in 0..found.len() {
        let cited = &found[at];
        let inside = |outer: &&Report| {
            let speaker = outer.speaker.as_ref();
            line.reads(cited.cue.start, "citing") && speaker.is_some_and(|speaker| speaker.contains(&cited.cue.start))
        };
        let before = |outer: &&Report| {
            let trails =
                line.reads(cited.cue.start, "citing") && cited.content.iter().all(|range| range.end >= line.end());
            trails && outer.content.iter().all(|range| range.end < cited.cue.start)
        };
        if let Some(outer) = found.iter().find(inside).or_else(|| found.iter().rfind(before)) {
            let content = outer.content.clone();
            let source = found[at].content.first().cloned();
            found[at].speaker = source;
            found[at].content = content;
        }
    }
}

/// `According to X, CONTENT` and `CONTENT, according to X`.
fn according(line: &Line) -> Option<Report> {
    let at = (0..line.items.len()).find(|at| line.reads(*at, "according") && line.reads(at + 1, "to"))?;
    let wide = phrase::phrase_after(line, at + 2, true)?;
    let leads = at == 0 && wide.end >= line.end();
    let speaker = if leads { phrase::phrase_after(line, at + 2, false)? } else { wide };
    let content = if at == 0 || is_separator(line, at) && content::opening(line, at - 1) + 1 >= at {
        vec![content::behind_comma(line, speaker.end)?]
    } else {
        let end = at - usize::from(is_separator(line, at));
        with(content::opening(line, end)..end, content::resumed(line, speaker.end))
    };
    let cue = at..at + 2;
    Some(Report { frame: Frame::According, content, cue, speaker: Some(speaker), mind: false })
}

/// Verbs with their content behind them, from left to right.
fn leading(line: &Line, cues: &[Cue], found: &mut Vec<Report>) {
    let governed = found.clone();
    let mut last: Option<Report> = None;
    for cue in cues {
        let head = cue.group.start;
        if governed.iter().any(|report| report.covers(head) || report.cue.contains(&head)) {
            continue;
        }
        let mut cut = None;
        if let Some(earlier) = last.as_ref().filter(|earlier| earlier.covers(head)) {
            let Some(at) = content::coordinated_at(line, cue, earlier.content[0].start) else { continue };
            cut = Some(at);
        }
        let shared = last.as_ref().or(governed.last()).and_then(|report| {
            let participle = line.word(report.cue.end - 1).ends_with("ing");
            report.speaker.clone().map(|speaker| (speaker, participle))
        });
        if let Some(report) = content_behind(line, cue, shared.as_ref()) {
            if let Some((earlier, end)) = last.as_mut().zip(cut) {
                earlier.content[0].end = end;
            }
            found.extend(last.replace(report));
        }
    }
    found.extend(last);
    found.retain(|report| report.content.iter().all(|range| range.start < range.end));
}

fn content_behind(line: &Line, cue: &Cue, shared: Option<&(Range<usize>, bool)>) -> Option<Report> {
    if cue.passive {
        return passive(line, cue);
    }
    let speaker = match &cue.subject {
        Subject::Before(subject) => Some(subject.clone()),
        Subject::Shared => sharer(line, cue, shared),
        Subject::Open if line.reads(cue.group.start, "asked") => None,
        Subject::Open if cue.group.start == 0 => return said_first(line, cue),
        Subject::Nobody => None,
        Subject::Open => return None,
    };
    let (frame, mut content) = content::behind(line, cue)?;
    if let Some(end) = content::relative_end(line, cue, &content) {
        content.end = end;
    }
    let mut speaker = speaker;
    if cue.group.start == 0 || cue.participle && governor::leads(line, cue.group.start) {
        let comma = content::first_break(line, &content);
        if cue.group.start == 0 && comma.is_none() {
            return None;
        }
        if let Some(comma) = comma {
            content.end = comma;
            let behind = comma + usize::from(line.is_kind(comma, Kind::Comma));
            speaker = phrase::phrase_after(line, behind, false).filter(|_| cue.participle);
        }
    }
    let mind = cue.frames.take(Frames::MIND);
    Some(Report { frame, content: vec![content], cue: cue.group.clone(), speaker, mind })
}

/// `Said X, who has run the clinic, “…”`.
fn said_first(line: &Line, cue: &Cue) -> Option<Report> {
    let speaker = phrase::phrase_after(line, cue.group.end, true)?;
    let mark = line.is_kind(speaker.end, Kind::Comma) || line.is_kind(speaker.end, Kind::Colon);
    let piece = Some(speaker.end + 1).filter(|at| mark && line.is_piece(*at))?;
    Some(Report {
        frame: Frame::ClauseThenPiece,
        content: vec![content::pieces(line, piece)],
        cue: cue.group.clone(),
        speaker: Some(speaker),
        mind: false,
    })
}

/// Who says what a verb without a subject of its own reports: "… and said", "…, adding", "led the court to state".
fn sharer(line: &Line, cue: &Cue, shared: Option<&(Range<usize>, bool)>) -> Option<Range<usize>> {
    let at = cue.group.start;
    let joined = || governor::joined_subject(line, at);
    let last = |participle: bool| shared.filter(|(_, last)| !participle || *last).map(|(speaker, _)| speaker.clone());
    if line.reads(at.wrapping_sub(1), "to") {
        return governor::governing_subject(line, at);
    }
    if !cue.participle {
        return joined().or_else(|| last(false)).or_else(|| governor::main_subject(line, at));
    }
    last(true)
        .or_else(joined)
        .or_else(|| last(false))
        .or_else(|| governor::governing_subject(line, at))
        .or_else(|| governor::main_subject(line, at))
}

/// `The charge was denied by X`.
fn passive(line: &Line, cue: &Cue) -> Option<Report> {
    let Subject::Before(content) = cue.subject.clone() else { return None };
    let speaker = Some(phrase::phrase_after(line, cue.group.end, false)?);
    Some(Report { frame: Frame::Passive, content: vec![content], cue: cue.group.clone(), speaker, mind: false })
}

/// `He had one answer: “…”`.
fn colon(line: &Line) -> Option<Report> {
    let at = (1..line.items.len()).find(|at| line.is_kind(*at, Kind::Colon) && line.is_piece(at + 1))?;
    let speaker = governor::main_subject(line, at)?;
    let content = vec![content::pieces(line, at + 1)];
    Some(Report { frame: Frame::Colon, content, cue: at..at + 1, speaker: Some(speaker), mind: false })
}
