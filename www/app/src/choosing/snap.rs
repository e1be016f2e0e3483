//! Whole words from a few of their letters. Only the stretches between white space around the two ends are cut into words,
//! so this costs the same in a text of any length.

use postil::{Span, segment};

/// `span` with the words that it cuts taken whole.
pub(super) fn snapped(text: &str, span: Span) -> Span {
    let first = word_at(text, span.start).map_or(span.start, |word| word.start);
    let last = span.slice(text).char_indices().next_back().map_or(span.start, |(at, _)| span.start + at as u32);
    let end = word_at(text, last).map_or(span.end, |word| word.end);
    Span::new(first, end.max(span.end))
}

/// The word that the character at `byte` belongs to; nothing between words or off the text.
pub(super) fn word_at(text: &str, byte: u32) -> Option<Span> {
    let (before, after) = text.split_at_checked(byte as usize)?;
    let start =
        before.rfind(char::is_whitespace).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let end = after.find(char::is_whitespace).map_or(text.len(), |at| byte as usize + at);
    let tokens = segment::tokens(text.get(start..end)?);
    let words = tokens.iter().map(|token| token.span.shifted(start as u32));
    words.into_iter().find(|word| (word.start..word.end).contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_taken_whole() {
        let text = "General Goïta spoke (twice).";
        for (span, expected) in [
            ((9, 10), "Goïta"),
            ((2, 10), "General Goïta"),
            ((16, 19), "spoke"),
            ((22, 24), "twice"),
            ((0, 7), "General"),
        ] {
            assert_eq!(snapped(text, Span::from(span)).slice(text), expected, "{span:?}");
        }
    }

    proptest! {
        #[test]
        fn words_around_a_place_are_those_of_the_whole(text in "[a-zé“”’.,$% \n0-9-]{0,60}", at in 0..60u32) {
            prop_assume!(text.is_char_boundary(at as usize) && (at as usize) < text.len());
            let tokens = segment::tokens(&text);
            let whole = tokens.iter().map(|token| token.span).find(|span| (span.start..span.end).contains(&at));
            prop_assert_eq!(word_at(&text, at), whole);
        }

        #[test]
        fn snapping_covers_and_settles(text in "[a-zé“”’.,$% \n0-9-]{1,60}", one in 0..60usize, other in 0..60usize) {
            let (start, end) = (text.floor_char_boundary(one.min(other)), text.ceil_char_boundary(one.max(other).min(text.len())));
            let span = Span::new(start.min(end) as u32, end as u32);
            prop_assume!(!span.is_empty());
            let snapped_once = snapped(&text, span);
            prop_assert!(snapped_once.start <= span.start && snapped_once.end >= span.end);
            prop_assert_eq!(snapped(&text, snapped_once), snapped_once);
        }
    }
}
