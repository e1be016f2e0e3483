//! Speech whose reporting clause is elsewhere: pieces that stand by themselves, paragraphs announced by a colon, and
//! transcripts.

use super::line::{self, Kind, Line};
use super::{content, cue, governor};
use crate::analysis::{Quotation, QuotationKind};
use crate::text::Span;

/// Who spoke last.
#[derive(Debug, Default)]
pub(super) struct Speaking {
    cue: Option<Span>,
    speaker: Option<Span>,
    /// How many paragraphs ago.
    age: u32,
    /// Whether a verb of saying with a colon ended the last paragraph.
    announced: bool,
}

impl Speaking {
    /// A new paragraph begins.
    pub(super) fn pass(&mut self) {
        self.age = self.age.saturating_add(1);
    }

    /// What `quotation` reports is what was said last.
    pub(super) fn hear(&mut self, quotation: &Quotation) {
        *self = Self { cue: quotation.cue, speaker: quotation.speaker, ..Self::default() };
    }

    /// A line that ends with a colon hands the next paragraph to its subject.
    pub(super) fn announce(&mut self, line: &Line) {
        let Some(last) = line.items.len().checked_sub(1).filter(|last| line.is_kind(*last, Kind::Colon)) else {
            return;
        };
        let cue = cue::cues(line).pop();
        let subject = cue.as_ref().and_then(|cue| match &cue.subject {
            cue::Subject::Before(subject) => Some(subject.clone()),
            _ => None,
        });
        let announced = subject.is_some() && cue.as_ref().is_some_and(|cue| cue.group.end == last);
        if let Some(subject) = subject.or_else(|| governor::main_subject(line, last)) {
            let group = cue.map_or(last..last + 1, |cue| cue.group);
            *self = Self {
                cue: line.span(group.start, group.end),
                speaker: line.span(subject.start, subject.end),
                age: 0,
                announced,
            };
        }
    }

    fn carried(&self, fragment: Span) -> Quotation {
        let near = self.age <= 1;
        Quotation {
            fragments: vec![fragment],
            kind: QuotationKind::Direct,
            cue: self.cue.filter(|_| near),
            speaker: self.speaker.filter(|_| near),
            source: None,
            confidence: [0.7, 0.5, 0.3][self.age.min(2) as usize],
        }
    }
}

/// The pieces of `line` that are speech by themselves; `covered` tells which items are reported already.
pub(super) fn standing(line: &Line, covered: impl Fn(usize) -> bool, speaking: &Speaking) -> Vec<Quotation> {
    (0..line.items.len())
        .filter(|at| line.is_piece(*at) && !covered(*at) && stands_alone(line, *at))
        .filter_map(|at| line.span(at, at + 1))
        .map(|fragment| speaking.carried(fragment))
        .collect()
}

/// Whether the piece at `at` begins a sentence and is long enough to be one.
fn stands_alone(line: &Line, at: usize) -> bool {
    let words = line.word(at).split_whitespace().count();
    let alone = line.items.iter().all(|item| item.is_piece() || !item.is_wordlike());
    content::begins_sentence(line, at) && (alone || words >= 6 && at == 0)
}

/// A paragraph without marks that "she wrote:" has announced.
pub(super) fn block(first: &Line, paragraph: Span, speaking: &mut Speaking) -> Option<Quotation> {
    let announced = std::mem::take(&mut speaking.announced) && speaking.age == 1;
    let plain = !first.items.iter().any(line::Item::is_piece);
    (announced && plain).then(|| speaking.carried(paragraph))
}

/// Which paragraphs are turns of a transcript: "BA: We never agreed." One alone may as well be a dateline.
pub(super) fn is_transcript(text: &str, paragraphs: &[Span]) -> bool {
    paragraphs.iter().filter(|paragraph| label(text, **paragraph).is_some()).take(3).count() == 3
}

/// A turn of a transcript.
pub(super) fn turn(text: &str, paragraph: Span) -> Option<Quotation> {
    let speaker = label(text, paragraph)?;
    let said = Span::new(speaker.end + 1, paragraph.end);
    let lead = said.len() - said.slice(text).trim_start().len() as u32;
    let fragment = Span::new(said.start + lead, said.end);
    let cue = Span::new(speaker.end, speaker.end + 1);
    (!fragment.is_empty()).then(|| Quotation {
        fragments: vec![fragment],
        kind: QuotationKind::Direct,
        cue: Some(cue),
        speaker: Some(speaker),
        source: None,
        confidence: 0.7,
    })
}

/// The capitals before the colon that opens a turn.
fn label(text: &str, paragraph: Span) -> Option<Span> {
    let body = paragraph.slice(text);
    let lead = body.len() - body.trim_start_matches(['"', '“', '\'', '‘']).len();
    let name = body.get(lead..)?.split(':').next().filter(|name| name.len() < 40 && lead + name.len() < body.len())?;
    let capitals = name.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’'));
    let start = paragraph.start + lead as u32;
    (capitals && name.chars().next().is_some_and(char::is_uppercase))
        .then(|| Span::new(start, start + name.len() as u32))
}
