//! Moves the ends of an annotation by words or by characters.

use crate::desk::Desk;
use crate::editing;
use leptos::prelude::*;
use postil::session::Command;
use postil::{Span, segment};

/// The commands that move an end by a word.
pub(crate) const WORD_MOVES: [&str; 4] = ["Start earlier", "Start later", "End earlier", "End later"];
/// The commands that move an end by a character.
pub(crate) const CHARACTER_MOVES: [&str; 4] = [
    "Start one character earlier",
    "Start one character later",
    "End one character earlier",
    "End one character later",
];

/// Which end of an annotation moves, and where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// The start, to the left.
    StartEarlier,
    /// The start, to the right.
    StartLater,
    /// The end, to the left.
    EndEarlier,
    /// The end, to the right.
    EndLater,
}

/// How far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// To the next beginning or end of a word.
    Word,
    /// By one character.
    Character,
}

/// Moves one end of the words that are chosen, or else of the current annotation.
pub(crate) fn adjust(desk: Desk, which: Move, by: By) {
    if crate::choosing::nudge(desk, which, by) {
        return;
    }
    let Some(id) = desk.current.get_untracked() else { return desk.say("Choose an annotation first.") };
    let spans = desk.session.with_value(|session| {
        let annotation = session.annotation(id)?;
        let article = session.article();
        moved(article.text(), article.paragraphs(), &annotation.spans, which, by)
    });
    match spans {
        Some(spans) => {
            if editing::perform(desk, &Command::Resize { id, spans }) {
                desk.say("Boundaries changed.");
            }
        }
        None => desk.say("It cannot go further there."),
    }
}

/// The fragments with one outer end moved; nothing where there is no room.
pub(crate) fn moved(text: &str, paragraphs: &[Span], spans: &[Span], which: Move, by: By) -> Option<Vec<Span>> {
    let mut spans = spans.to_vec();
    let count = spans.len();
    match which {
        Move::StartEarlier | Move::StartLater => {
            let first = spans.first_mut()?;
            let places = places(text, paragraphs, first.start, by).map(|span| span.start);
            first.start = nearest(places, first.start, which == Move::StartLater).filter(|start| *start < first.end)?;
        }
        Move::EndEarlier | Move::EndLater => {
            let last = spans.last_mut()?;
            let places = places(text, paragraphs, last.end.saturating_sub(1), by).map(|span| span.end);
            last.end = nearest(places, last.end, which == Move::EndLater).filter(|end| *end > last.start)?;
        }
    }
    (spans.len() == count).then_some(spans)
}

fn nearest(places: impl Iterator<Item = u32>, from: u32, later: bool) -> Option<u32> {
    if later { places.filter(|place| *place > from).min() } else { places.filter(|place| *place < from).max() }
}

/// The words or characters of the paragraph that `byte` is in: no annotation is pushed over the edge of a paragraph.
fn places(text: &str, paragraphs: &[Span], byte: u32, by: By) -> impl Iterator<Item = Span> {
    let index = paragraphs.partition_point(|paragraph| paragraph.start <= byte).saturating_sub(1);
    let paragraph = paragraphs.get(index).copied().unwrap_or_default();
    let words = paragraph.slice(text);
    let places: Vec<Span> = match by {
        By::Word => segment::tokens(words).iter().map(|token| token.span).collect(),
        By::Character => words
            .char_indices()
            .map(|(start, character)| Span::new(start as u32, (start + character.len_utf8()) as u32))
            .collect(),
    };
    places.into_iter().map(move |span| span.shifted(paragraph.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_move_by_words_and_characters_and_never_cross() {
        let text = "General Goïta spoke";
        let paragraphs = [Span::new(0, text.len() as u32)];
        let cases = [
            ((8, 14), Move::StartEarlier, By::Word, Some((0, 14))),
            ((8, 14), Move::StartLater, By::Word, None),
            ((0, 14), Move::StartLater, By::Word, Some((8, 14))),
            ((8, 14), Move::EndLater, By::Word, Some((8, 20))),
            ((0, 14), Move::EndEarlier, By::Word, Some((0, 7))),
            ((8, 10), Move::EndLater, By::Character, Some((8, 12))),
            ((8, 12), Move::EndEarlier, By::Character, Some((8, 10))),
            ((8, 20), Move::EndLater, By::Character, None),
        ];
        for (span, which, by, expected) in cases {
            let found = moved(text, &paragraphs, &[Span::from(span)], which, by);
            assert_eq!(found, expected.map(|span| vec![Span::from(span)]), "{span:?} {which:?} {by:?}");
        }
    }
}
