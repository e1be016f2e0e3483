//! Speech: its content, cue and speaker, by rules over verbs of saying and quotation marks.
//!
//! Each paragraph is cut into lines whose pieces in quotation marks count as one item (`line`); frames of reporting are
//! read in each line (`frame`); pieces that stand by themselves go to whoever spoke last (`carry`).

mod carry;
mod content;
mod cue;
mod frame;
mod governor;
mod line;
mod marks;
mod noun;
mod phrase;
mod vocabulary;

pub use marks::{Marked, marked};

use crate::Document;
use crate::analysis::{Mention, Quotation, QuotationKind};
use crate::text::Span;
use carry::Speaking;
use frame::{Frame, Report};
use line::{Line, Reader};

/// The quotations in `document`, in order of their first fragment. `source` is left for `resolve`.
///
/// ```
/// use postil::{Article, Engine};
///
/// let article = Article::new("“The bridge,” she said, “will open in May.”");
/// let quotation = &Engine::new().annotate(&article).quotations[0];
/// assert_eq!(quotation.fragments.len(), 2);
/// assert_eq!(quotation.speaker.map(|span| span.slice(article.text())), Some("she"));
/// ```
pub fn quotations(document: &Document, mentions: &[Mention]) -> Vec<Quotation> {
    let mut reader = Reader::new(document, mentions);
    let mut found = Vec::new();
    let mut speaking = Speaking::default();
    let transcript = carry::is_transcript(document.text, document.paragraphs);
    for paragraph in document.paragraphs {
        let (items, ranges) = reader.lines(*paragraph);
        let lines: Vec<Line> =
            ranges.into_iter().map(|range| Line { text: document.text, items: &items[range] }).collect();
        speaking.pass();
        let turn = carry::turn(document.text, *paragraph).filter(|_| transcript);
        let block = lines.first().and_then(|first| carry::block(first, *paragraph, &mut speaking));
        if let Some(whole) = turn.or(block) {
            speaking.hear(&whole);
            found.push(whole);
        } else {
            for line in &lines {
                read_line(line, &mut speaking, &mut found);
            }
        }
    }
    found.sort_by_key(|quotation| quotation.fragments.first().map_or(0, |span| span.start));
    found
}

fn read_line(line: &Line, speaking: &mut Speaking, found: &mut Vec<Quotation>) {
    let line = &line.without_dateline();
    let reports = frame::reports(line);
    let marked = line.items.iter().any(line::Item::is_piece);
    for quotation in reports.iter().filter_map(|report| quotation(line, report)) {
        if quotation.kind != QuotationKind::Indirect || !marked {
            speaking.hear(&quotation);
        }
        found.push(quotation);
    }
    let covered = |at| reports.iter().any(|report| report.covers(at));
    found.extend(carry::standing(line, covered, speaking));
    speaking.announce(line);
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
        Frame::Infinitive | Frame::Object | Frame::Passive | Frame::Noun | Frame::Colon => 0.5,
    };
    if report.mind { sure - 0.2 } else { sure }
}
