//! Reporting by nouns: "her promise to resign", "in his view", "the claim was disputed by".

use super::content;
use super::frame::{Frame, Report};
use super::line::{Kind, Line};
use super::phrase;
use super::vocabulary::{self, Classes};
use std::ops::Range;

/// What the nouns of `line` report.
pub(super) fn reports(line: &Line) -> Vec<Report> {
    (1..line.items.len()).filter_map(|at| promise(line, at)).chain(view(line)).collect()
}

/// `X's claim that …`, `her promise to …`.
fn promise(line: &Line, at: usize) -> Option<Report> {
    let bridge = line.items[at].noun_links.iter().find(|link| line.reads(at + 1, link))?;
    let speaker = owner(line, at)?;
    let start = if *bridge == "to" { at + 1 } else { at + 2 };
    let end = content::object_end(line, start);
    (end > start + 1).then(|| report(Frame::Noun, start..end, at..at + 1, speaker))
}

/// `In X's view, CONTENT`.
fn view(line: &Line) -> Option<Report> {
    let at =
        (2..line.items.len().min(8)).find(|at| line.is(*at, Classes::VIEW) && line.is_kind(at + 1, Kind::Comma))?;
    let speaker = line.reads(0, "in").then(|| owner(line, at))??;
    let content = at + 2..line.end();
    (!content.is_empty()).then(|| report(Frame::According, content, at..at + 1, speaker))
}

/// `CONTENT, in a statement from X`, `CONTENT, per X`.
pub(super) fn issued(line: &Line) -> Option<Report> {
    let apart = |at: usize| line.before(at).is_some_and(|item| item.kind == Kind::Comma || item.is_piece());
    let cue = (1..line.items.len()).filter(|at| apart(*at)).find_map(|at| {
        let statement = line.reads(at, "in") && line.is(at + 1, Classes::DETERMINER);
        let statement = statement && line.get(at + 2).is_some_and(|item| !item.noun_links.is_empty());
        let from = ["from", "by"].iter().any(|word| line.reads(at + 3, word));
        let per =
            line.reads(at, "per") && line.get(at + 1).is_some_and(|next| next.name || next.is(Classes::DETERMINER));
        if statement && from { Some(at..at + 4) } else { per.then_some(at..at + 1) }
    })?;
    let speaker = phrase::phrase_after(line, cue.end, true).filter(|speaker| speaker.end >= line.end())?;
    let end = cue.start - usize::from(line.is_kind(cue.start - 1, Kind::Comma));
    let start = content::opening(line, end);
    (start < end).then(|| report(Frame::According, start..end, cue, speaker))
}

/// Whose the noun at `at` is: the possessive or the genitive before it, over one adjective.
fn owner(line: &Line, at: usize) -> Option<Range<usize>> {
    (at.saturating_sub(2)..at).rev().find_map(|left| {
        if line.is(left, Classes::POSSESSIVE) {
            return Some(left..left + 1);
        }
        let genitive = vocabulary::is_genitive(line.word(left));
        let owner = || phrase::subject_before(line, left).or_else(|| name_before(line, left));
        genitive.then(owner)?.map(|owner| owner.start..left + 1)
    })
}

/// The name that ends at `end`, behind a preposition: "In | Mr. Coulibaly".
fn name_before(line: &Line, end: usize) -> Option<Range<usize>> {
    let named = |at: usize| line.items[at].name || line.is(at, Classes::TITLE) || line.is_kind(at, Kind::Stop);
    let start = (0..end).rev().take_while(|at| named(*at)).last()?;
    Some(start..end)
}

fn report(frame: Frame, content: Range<usize>, cue: Range<usize>, speaker: Range<usize>) -> Report {
    Report { frame, content: vec![content], cue, speaker: Some(speaker), mind: false }
}
