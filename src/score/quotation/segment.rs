//! Quotations cut into segments, and a text into the words and marks that segments are made of.

use super::{Quoted, View};
use crate::analysis::QuotationKind;
use crate::text::Span;
use std::collections::HashSet;
use std::ops::Range;

/// One contiguous piece of a quotation.
pub(super) struct Segment {
    /// Which of the text's words it covers: at least one.
    pub(super) words: Range<usize>,
    pub(super) kind: QuotationKind,
    pub(super) speaker: Option<Span>,
    pub(super) optional: bool,
}

/// The segments of `quotations` in their order; of several with the same words the first.
pub(super) fn segments(wording: &Wording, quotations: &[Quoted], view: View) -> Vec<Segment> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for quotation in quotations {
        for piece in viewed(wording, &quotation.fragments, view) {
            let covered = wording.under(piece);
            if !covered.is_empty() && seen.insert(covered.clone()) {
                let (kind, speaker, optional) = (wording.kind_of(piece), quotation.speaker, quotation.optional);
                found.push(Segment { words: covered, kind, speaker, optional });
            }
        }
    }
    found
}

fn viewed(wording: &Wording, fragments: &[Span], view: View) -> Vec<Span> {
    let lines = joined(wording.text, fragments).into_iter().flat_map(|piece| lines(wording.text, piece));
    match view {
        View::Whole => lines.collect(),
        View::Marks => lines.flat_map(|line| wording.marked_in(line)).collect(),
    }
}

/// The fragments in order, those with only white space between them as one.
fn joined(text: &str, fragments: &[Span]) -> Vec<Span> {
    let mut sorted = fragments.to_vec();
    sorted.sort_unstable();
    let mut pieces: Vec<Span> = Vec::new();
    for fragment in sorted {
        match pieces.last_mut() {
            Some(last) if Span::new(last.end, fragment.start).slice(text).trim().is_empty() => {
                *last = last.cover(fragment);
            }
            _ => pieces.push(fragment),
        }
    }
    pieces
}

/// The lines of a piece, without the white space around them.
fn lines(text: &str, piece: Span) -> Vec<Span> {
    let mut start = piece.start;
    let mut found = Vec::new();
    for line in piece.slice(text).split('\n') {
        let from = start + (line.len() - line.trim_start().len()) as u32;
        found.push(Span::new(from, from + line.trim().len() as u32));
        start += line.len() as u32 + 1;
    }
    found
}

/// A text with its words, and what of it stands inside double quotation marks.
pub(super) struct Wording<'a> {
    text: &'a str,
    words: Vec<Span>,
    marked: Vec<Span>,
}

impl<'a> Wording<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, words: words(text), marked: marked(text) }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words that share a byte with `span`.
    pub(super) fn under(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.end <= span.start);
        let end = if span.is_empty() { start } else { self.words.partition_point(|word| word.start < span.end) };
        start..end.max(start)
    }

    fn marked_in(&self, span: Span) -> Vec<Span> {
        let first = self.marked.partition_point(|region| region.end <= span.start);
        let regions = self.marked[first..].iter().take_while(|region| region.start < span.end);
        regions.map(|region| Span::new(region.start.max(span.start), region.end.min(span.end))).collect()
    }

    fn kind_of(&self, span: Span) -> QuotationKind {
        let letters =
            |span: Span| span.slice(self.text).chars().filter(|character| character.is_alphanumeric()).count();
        let all = letters(span);
        let inside: usize = self.marked_in(span).into_iter().map(letters).sum();
        match inside {
            0 => QuotationKind::Indirect,
            _ if 20 * inside >= 19 * all => QuotationKind::Direct,
            _ => QuotationKind::Mixed,
        }
    }
}

/// Runs of letters, digits and underscores, joined by single stops, commas, apostrophes and hyphens.
fn words(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<u32> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let joins = ".,’'-".contains(character) && characters.peek().is_some_and(|&(_, next)| is_word(next));
        if is_word(character) {
            open.get_or_insert(at as u32);
        } else if let Some(start) = open
            && !joins
        {
            found.push(Span::new(start, at as u32));
            open = None;
        }
    }
    found.extend(open.map(|start| Span::new(start, text.len() as u32)));
    found
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The stretches inside double quotation marks, marks included. A mark left open closes at its line's end.
fn marked(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        marked_in_line(line.trim_end_matches('\n'), start, &mut found);
        start += line.len() as u32;
    }
    found
}

fn marked_in_line(line: &str, offset: u32, found: &mut Vec<Span>) {
    let mut open: Option<u32> = None;
    let mut at = 0;
    while let Some((mark, length)) = line.get(at..).and_then(mark) {
        match (mark, open) {
            (Mark::Opening, None) => open = Some(at as u32),
            (Mark::Straight, None) if !is_inch(&line[..at]) => open = Some(at as u32),
            (Mark::Closing | Mark::Straight, Some(start)) => {
                found.push(Span::new(start, (at + length) as u32).shifted(offset));
                open = None;
            }
            _ => {}
        }
        at += length;
    }
    found.extend(open.map(|start| Span::new(start, line.len() as u32).shifted(offset)));
}

enum Mark {
    Opening,
    Closing,
    Straight,
    None,
}

/// What `rest` begins with, and its length: typewriters double a single mark.
fn mark(rest: &str) -> Option<(Mark, usize)> {
    let first = rest.chars().next()?;
    let doubled = |mark: char| rest[mark.len_utf8()..].starts_with(mark);
    Some(match first {
        '`' | '‘' if doubled(first) => (Mark::Opening, 2 * first.len_utf8()),
        '\'' | '’' if doubled(first) => (Mark::Closing, 2 * first.len_utf8()),
        '“' | '„' | '‟' | '«' | '〝' => (Mark::Opening, first.len_utf8()),
        '”' | '»' | '〞' => (Mark::Closing, first.len_utf8()),
        '"' => (Mark::Straight, 1),
        _ => (Mark::None, first.len_utf8()),
    })
}

/// Whether the text before a straight mark is a height in feet: 5'11.
fn is_inch(before: &str) -> bool {
    let feet = before.trim_end_matches(|character: char| character.is_ascii_digit());
    let inches = before.len() - feet.len();
    (1..=2).contains(&inches)
        && feet.strip_suffix('\'').is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, spans: Vec<Span>) -> Vec<&str> {
        spans.into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn words_keep_inner_marks_and_drop_outer_ones() {
        let table = [
            ("It’s 3.5 per-cent, “he said”.", vec!["It’s", "3.5", "per-cent", "he", "said"]),
            ("U.S.-led -- O'Neil' a_b", vec!["U.S", "led", "O'Neil", "a_b"]),
            ("", vec![]),
            ("-'.,", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(texts(text, words(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn marks_of_every_kind_open_and_close() {
        let table = [
            ("a “b” c „d” «e» f", vec!["“b”", "„d”", "«e»"]),
            ("``a'' b \"c\" ‘‘d’’", vec!["``a''", "\"c\"", "‘‘d’’"]),
            ("He is 5'11\" tall, \"they say\"", vec!["\"they say\""]),
            ("“never closed\nnext “one”", vec!["“never closed", "“one”"]),
            ("don't, it's Ana’s", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(texts(text, marked(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn kinds_are_read_off_the_marks() {
        let text = "“all of it” some “of it” none of it";
        let wording = Wording::new(text);
        let kind = |part: &str| {
            let start = text.find(part).unwrap() as u32;
            wording.kind_of(Span::new(start, start + part.len() as u32))
        };
        assert_eq!(kind("“all of it”"), QuotationKind::Direct);
        assert_eq!(kind("some “of it”"), QuotationKind::Mixed);
        assert_eq!(kind("none of it"), QuotationKind::Indirect);
    }

    #[test]
    fn hostile_marks_take_no_time() {
        let text = "\"'‘".repeat(200_000);
        assert!(!Wording::new(&text).marked.is_empty());
    }
}
