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

/// Whose the noun at `at` is: the possessive or the genitive before it, over one adjective.
fn owner(line: &Line, at: usize) -> Option<Range<usize>> {
    (at.saturating_sub(2)..at).rev().find_map(|left| {
        if line.is(left, Classes::POSSESSIVE) {
            return Some(left..left + 1);
        }
        vocabulary::is_genitive(line.word(left)).then(|| phrase::subject_before(line, left))?
    })
}

fn report(frame: Frame, content: Range<usize>, cue: Range<usize>, speaker: Range<usize>) -> Report {
    Report { frame, content: vec![content], cue, speaker: Some(speaker), mind: false }
}
