//! Speech: its content, cue and speaker, by rules over verbs of saying and quotation marks.
//!
//! Each paragraph is cut into lines whose pieces in quotation marks count as one item (`line`); frames of reporting are
//! read in each line (`frame`); pieces that stand by themselves go to whoever spoke last (`carry`).

mod content;
mod cue;
mod frame;
mod line;
mod marks;
mod phrase;
mod vocabulary;

pub use marks::{Marked, marked};

use crate::Document;
use crate::analysis::{Mention, Quotation, QuotationKind};
use crate::text::Span;
use frame::{Frame, Report};
use line::{Kind, Line, Reader};

/// The quotations in `document`, in order of their first fragment. `source` is left for `resolve`.
pub fn quotations(document: &Document, mentions: &[Mention]) -> Vec<Quotation> {
    let mut reader = Reader::new(document, mentions);
    let mut found = Vec::new();
    let mut speaking = Speaking::default();
    for paragraph in document.paragraphs {
        let (items, ranges) = reader.lines(*paragraph);
        speaking.paragraph();
        for range in ranges {
            let line = Line { text: document.text, items: &items[range] };
            read_line(&line, &mut speaking, &mut found);
        }
    }
    found.sort_by_key(|quotation| quotation.fragments.first().map_or(0, |span| span.start));
    found
}

/// Who spoke last, for pieces that stand by themselves.
#[derive(Default)]
struct Speaking {
    cue: Option<Span>,
    speaker: Option<Span>,
    /// How many paragraphs ago.
    age: u32,
}

impl Speaking {
    fn paragraph(&mut self) {
        self.age += 1;
    }
}

fn read_line(line: &Line, speaking: &mut Speaking, found: &mut Vec<Quotation>) {
    let reports = frame::reports(line);
    let direct = line.items.iter().any(line::Item::is_piece);
    for report in &reports {
        let Some(quotation) = quotation(line, report) else { continue };
        if quotation.kind != QuotationKind::Indirect || !direct {
            *speaking = Speaking { cue: quotation.cue, speaker: quotation.speaker, age: 0 };
        }
        found.push(quotation);
    }
    for at in 0..line.items.len() {
        let covered = reports.iter().any(|report| report.content.iter().any(|range| range.contains(&at)));
        if line.is_piece(at) && !covered && stands_alone(line, at) {
            found.extend(carried(line, at, speaking));
        }
    }
    if line.items.last().is_some_and(|last| last.kind == Kind::Colon) {
        announce(line, speaking);
    }
}

/// A line that ends with a colon hands the next paragraph to its subject.
fn announce(line: &Line, speaking: &mut Speaking) {
    let last = line.items.len() - 1;
    let cue = cue::cues(line).pop();
    let subject = cue.as_ref().and_then(|cue| match &cue.subject {
        cue::Subject::Before(subject) => Some(subject.clone()),
        _ => None,
    });
    if let Some(subject) = subject.or_else(|| content::main_subject(line, last)) {
        let group = cue.map_or(last..last + 1, |cue| cue.group);
        *speaking =
            Speaking { cue: line.span(group.start, group.end), speaker: line.span(subject.start, subject.end), age: 0 };
    }
}

/// Whether the piece at `at` is speech without a reporting clause: it begins a sentence and is long enough to be one.
fn stands_alone(line: &Line, at: usize) -> bool {
    let words = line.word(at).split_whitespace().count();
    let alone = line.items.iter().all(|item| item.is_piece() || !item.is_wordlike());
    content::begins_sentence(line, at) && (alone || words >= 6 && at == 0)
}

fn carried(line: &Line, at: usize, speaking: &Speaking) -> Option<Quotation> {
    let near = speaking.age <= 1;
    let fragment = line.span(at, at + 1)?;
    Some(Quotation {
        fragments: vec![fragment],
        kind: QuotationKind::Direct,
        cue: speaking.cue.filter(|_| near),
        speaker: speaking.speaker.filter(|_| near),
        source: None,
        confidence: [0.7, 0.5, 0.3][speaking.age.min(2) as usize],
    })
}

fn quotation(line: &Line, report: &Report) -> Option<Quotation> {
    let fragments: Vec<Span> = report.content.iter().filter_map(|range| line.span(range.start, range.end)).collect();
    let speaker = report.speaker.as_ref().and_then(|range| line.span(range.start, range.end));
    (!fragments.is_empty()).then(|| Quotation {
        kind: kind(line, report),
        cue: line.span(report.cue.start, report.cue.end),
        speaker,
        source: None,
        confidence: confidence(report),
        fragments,
    })
}

fn kind(line: &Line, report: &Report) -> QuotationKind {
    let items = || report.content.iter().flat_map(|range| &line.items[range.clone()]);
    let marked = items().any(line::Item::is_piece);
    let plain = items().any(line::Item::is_wordlike);
    match (marked, plain) {
        (true, false) => QuotationKind::Direct,
        (true, true) => QuotationKind::Mixed,
        _ => QuotationKind::Indirect,
    }
}

/// How often each frame is right, in coarse steps.
fn confidence(report: &Report) -> f32 {
    let sure = match report.frame {
        Frame::PieceThenClause | Frame::ClauseThenPiece => 0.9,
        Frame::According | Frame::That | Frame::ContentThenClause => 0.8,
        Frame::Bare | Frame::Question => 0.7,
        Frame::Infinitive | Frame::Object | Frame::Colon => 0.5,
    };
    if report.mind { sure - 0.2 } else { sure }
}
