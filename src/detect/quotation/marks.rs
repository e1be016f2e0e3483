//! Quotation marks: which pieces of a paragraph stand between them.
//!
//! One pass pairs double marks of every shape on a stack, so that mixed pairs close each other and inner pairs stay
//! inside outer ones; a second pass pairs single marks among the apostrophes. Both are linear.

use crate::text::Span;

/// A piece between quotation marks, outermost only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The piece with its marks.
    pub span: Span,
    /// The words between the marks.
    pub inner: Span,
    /// Whether the closing mark is there.
    pub closed: bool,
}

/// The pieces of `paragraph` that stand in quotation marks, in order, none inside another. A piece whose closing mark
/// is missing runs to the next opening mark or to the end of the paragraph.
///
/// ```
/// use postil::{Span, detect::quotation::marked};
///
/// let text = "“We left,\" said Tom, of the players' union.";
/// assert_eq!(marked(text, Span::new(0, text.len() as u32))[0].span.slice(text), "“We left,\"");
/// ```
pub fn marked(text: &str, paragraph: Span) -> Vec<Marked> {
    let marks = scan(text, paragraph);
    let mut pieces = doubles(&marks, text, paragraph);
    pieces.extend(singles(&marks, &pieces));
    outermost(pieces)
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    shape: Shape,
    before: Option<char>,
    after: Option<char>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Open,
    Low,
    Close,
    Straight,
    SingleOpen,
    SingleClose,
    SingleStraight,
}

impl Shape {
    fn of(here: char, next: Option<char>) -> Option<(Self, usize)> {
        let shape = match (here, next) {
            ('`', Some('`')) | ('‘', Some('‘')) => return Some((Self::Open, here.len_utf8() * 2)),
            ('\'', Some('\'')) => return Some((Self::Straight, 2)),
            ('’', Some('’')) => return Some((Self::Close, here.len_utf8() * 2)),
            ('“' | '‟' | '«' | '〝', _) => Self::Open,
            ('„', _) => Self::Low,
            ('”' | '»' | '〞', _) => Self::Close,
            ('"' | '＂', _) => Self::Straight,
            ('‘' | '‚' | '‹', _) => Self::SingleOpen,
            ('’' | '›', _) => Self::SingleClose,
            ('\'', _) => Self::SingleStraight,
            _ => return None,
        };
        Some((shape, here.len_utf8()))
    }

    fn is_single(self) -> bool {
        matches!(self, Self::SingleOpen | Self::SingleClose | Self::SingleStraight)
    }
}

impl Mark {
    /// Whether it stands where an opening mark stands: after a gap, before something.
    fn leads(&self) -> bool {
        let gap = self.before.is_none_or(|c| c.is_whitespace() || "([{—–-/“‘\"'".contains(c));
        gap && self.after.is_some_and(|c| !c.is_whitespace())
    }

    /// Whether it stands where a closing mark stands: after something, before a gap.
    fn trails(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace()) && self.after.is_none_or(|c| !c.is_alphanumeric())
    }
}

fn scan(text: &str, paragraph: Span) -> Vec<Mark> {
    let body = paragraph.slice(text);
    let mut found: Vec<Mark> = Vec::new();
    let (mut before, mut skip_to) = (None, 0);
    let mut chars = body.char_indices().peekable();
    while let Some((at, here)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        if at >= skip_to
            && let Some((shape, length)) = Shape::of(here, next)
        {
            skip_to = at + length;
            let after = body.get(skip_to..).and_then(|rest| rest.chars().next());
            let start = paragraph.start + at as u32;
            let mark = Mark { span: Span::new(start, start + length as u32), shape, before, after };
            if !is_inches(body, at, shape) {
                found.push(mark);
            }
        }
        before = Some(here);
    }
    found
}

/// Whether the straight mark at `at` closes a height such as 6'2".
fn is_inches(body: &str, at: usize, shape: Shape) -> bool {
    if shape != Shape::Straight {
        return false;
    }
    let bytes = body.as_bytes();
    let digits = bytes[..at].iter().rev().take(2).take_while(|b| b.is_ascii_digit()).count();
    digits > 0 && at > digits + 1 && bytes[at - digits - 1] == b'\'' && bytes[at - digits - 2].is_ascii_digit()
}

fn doubles(marks: &[Mark], text: &str, paragraph: Span) -> Vec<Marked> {
    let mut open: Vec<Mark> = Vec::new();
    let mut pieces = Vec::new();
    let mut starts = Vec::new();
    for mark in marks.iter().filter(|mark| !mark.shape.is_single()) {
        match turn(mark, open.last()) {
            Turn::Open => {
                starts.push(mark.span.start);
                open.push(*mark);
            }
            Turn::Close => {
                if let Some(opener) = open.pop() {
                    pieces.push(closed(opener, *mark));
                }
            }
            Turn::Neither => {}
        }
    }
    pieces.extend(open.iter().map(|opener| unclosed(*opener, &starts, text, paragraph)));
    pieces
}

enum Turn {
    Open,
    Close,
    Neither,
}

fn turn(mark: &Mark, open: Option<&Mark>) -> Turn {
    let Some(opener) = open else {
        let orphan = match mark.shape {
            Shape::Close => !mark.leads(),
            _ => mark.trails() && !mark.leads(),
        };
        return if orphan { Turn::Neither } else { Turn::Open };
    };
    let opens = match mark.shape {
        Shape::Low => true,
        Shape::Open => opener.shape != Shape::Low && (mark.leads() || !mark.trails()),
        Shape::Close => false,
        _ => mark.leads() && !mark.trails(),
    };
    if opens { Turn::Open } else { Turn::Close }
}

fn closed(opener: Mark, closer: Mark) -> Marked {
    let inner = Span::new(opener.span.end, closer.span.start);
    Marked { span: opener.span.cover(closer.span), inner, closed: true }
}

fn unclosed(opener: Mark, starts: &[u32], text: &str, paragraph: Span) -> Marked {
    let next = starts.partition_point(|start| *start <= opener.span.start);
    let end = starts.get(next).copied().unwrap_or(paragraph.end);
    let inner = Span::new(opener.span.end, end);
    let trimmed = inner.slice(text).trim_end().len() as u32;
    let inner = Span::new(inner.start, inner.start + trimmed);
    Marked { span: opener.span.cover(inner), inner, closed: false }
}

/// Pairs of single marks outside the double ones. An unpaired one is an apostrophe.
fn singles(marks: &[Mark], doubles: &[Marked]) -> Vec<Marked> {
    let mut covered: Vec<Span> = doubles.iter().filter(|piece| piece.closed).map(|piece| piece.span).collect();
    covered.sort_unstable();
    let (mut pieces, mut open, mut weak) = (Vec::new(), None, None);
    let (mut reach, mut next) = (0, 0);
    for mark in marks.iter().filter(|mark| mark.shape.is_single()) {
        while covered.get(next).is_some_and(|span| span.start < mark.span.start) {
            reach = reach.max(covered[next].end);
            next += 1;
        }
        if mark.span.start < reach {
            continue;
        }
        if opens_single(mark) {
            pieces.extend(open.zip(weak).map(|(opener, closer)| closed(opener, closer)));
            (open, weak) = (Some(*mark), None);
        } else if mark.trails() && mark.shape != Shape::SingleOpen {
            if may_be_plural_possessive(mark) {
                weak = weak.or(Some(*mark));
            } else if let Some(opener) = open.take() {
                pieces.push(closed(opener, *mark));
                weak = None;
            }
        }
    }
    pieces.extend(open.zip(weak).map(|(opener, closer)| closed(opener, closer)));
    pieces
}

fn opens_single(mark: &Mark) -> bool {
    // A digit follows in the '90s.
    let begins = mark.leads() && mark.after.is_some_and(|c| !c.is_ascii_digit() && !c.is_ascii_punctuation());
    begins && mark.shape != Shape::SingleClose
}

/// In "the players' union" the mark stands between a letter s and a gap.
fn may_be_plural_possessive(mark: &Mark) -> bool {
    mark.before == Some('s') && mark.after.is_some_and(char::is_whitespace)
}

fn outermost(mut pieces: Vec<Marked>) -> Vec<Marked> {
    pieces.sort_unstable_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end)));
    let mut reach = 0;
    pieces.retain(|piece| {
        let outer = piece.span.start >= reach && !piece.inner.is_empty();
        reach = if outer { piece.span.end } else { reach };
        outer
    });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<&str> {
        let whole = Span::new(0, text.len() as u32);
        marked(text, whole).iter().map(|piece| piece.span.slice(text)).collect()
    }

    #[test]
    fn pairs_of_every_shape() {
        let table: &[(&str, &[&str])] = &[
            ("“We are ready,\" he said. \"Nobody is,” she said.", &["“We are ready,\"", "\"Nobody is,”"]),
            ("« Nous partons », he said. „Wir gehen“, she said.", &["« Nous partons »", "„Wir gehen“"]),
            ("``We tried,'' the coach said.", &["``We tried,''"]),
            ("''We tried,'' the coach said.", &["''We tried,''"]),
            ("“We did what we could.“ Nobody left.", &["“We did what we could.“"]),
            ("\"It works,\"she said.\"Mostly.\"", &["\"It works,\"", "\"Mostly.\""]),
            ("“She told me, ‘Go home,’ and I went,” he said.", &["“She told me, ‘Go home,’ and I went,”"]),
            ("\"The sign said \"closed\" and we left,\" he said.", &["\"The sign said \"closed\" and we left,\""]),
            ("‘We’re not leaving,’ said Tom O’Neill, the farmers’ leader.", &["‘We’re not leaving,’"]),
            ("'The players' union is ours,' he said.", &["'The players' union is ours,'"]),
            ("‘He said “go” and I went,’ she said.", &["‘He said “go” and I went,’"]),
        ];
        for (text, expected) in table {
            assert_eq!(pieces(text), *expected, "{text}");
        }
    }

    #[test]
    fn marks_that_are_none() {
        assert_eq!(pieces("The 6'2\" forward, a star of the '90s, joined the players' union."), [""; 0]);
        assert_eq!(pieces("It’s the farmers’ fault, isn't it?"), [""; 0]);
    }

    #[test]
    fn a_missing_closing_mark_ends_with_the_paragraph() {
        assert_eq!(pieces("He said: “It will hold. "), ["“It will hold."]);
        assert_eq!(pieces("\"It will hold, he said. \"Maybe,\" she said."), ["\"It will hold, he said.", "\"Maybe,\""]);
    }

    #[test]
    fn a_million_openers_are_quick() {
        let text = " \"“‘'„«".repeat(160_000);
        assert!(!pieces(&text).is_empty());
    }

    proptest! {
        #[test]
        fn pieces_are_in_order_and_on_boundaries(text in "[a-z .,“”‘’'\"„«»`6]{0,60}") {
            let whole = Span::new(0, text.len() as u32);
            let mut reach = 0;
            for piece in marked(&text, whole) {
                prop_assert!(piece.span.start >= reach && piece.span.contains(piece.inner));
                prop_assert!(!piece.inner.is_empty() && !piece.span.slice(&text).is_empty());
                reach = piece.span.end;
            }
        }
    }
}
