//! How well tokens and sentences were found.
//!
//! **Tokens**: a predicted token is found where a gold token has the same start and the same end.
//!
//! **Sentence boundaries**: a boundary is the place where a sentence ends, that is the end of its last token. The last
//! boundary of a document is left out on both sides, since no method can miss it; ends of paragraphs count. A boundary
//! is found where a gold sentence ends at the same place, whatever the tokens in between.
//!
//! ```
//! use postil::Span;
//! use postil::score::segment::score_tokens;
//!
//! let gold = [Span::new(0, 2), Span::new(2, 5)];
//! assert_eq!(score_tokens(&[Span::new(0, 2), Span::new(2, 6)], &gold).f1(), 0.5);
//! ```

use super::Tally;
use crate::text::Span;
use std::cmp::Ordering;

/// The tokens of one document; found is the same start and the same end. Both lists are in order.
pub fn score_tokens(predicted: &[Span], gold: &[Span]) -> Tally {
    tally(predicted, gold)
}

/// The sentences of one document; found is the same end. The last sentence of each list is left out. Both are in order.
pub fn score_sentences(predicted: &[Span], gold: &[Span]) -> Tally {
    tally(&boundaries(predicted), &boundaries(gold))
}

fn boundaries(sentences: &[Span]) -> Vec<u32> {
    let inner = sentences.split_last().map_or(&[][..], |(_, inner)| inner);
    inner.iter().map(|sentence| sentence.end).collect()
}

fn tally<T: Ord>(predicted: &[T], gold: &[T]) -> Tally {
    let mut candidates = predicted.iter().peekable();
    let mut found = 0;
    for item in gold {
        while candidates.next_if(|candidate| (*candidate).cmp(item) == Ordering::Less).is_some() {}
        found += u32::from(candidates.next_if(|candidate| *candidate == item).is_some());
    }
    Tally { found, predicted: predicted.len() as u32, gold: gold.len() as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(ends: &[(u32, u32)]) -> Vec<Span> {
        ends.iter().map(|pair| Span::from(*pair)).collect()
    }

    #[test]
    fn tokens_are_found_whole_or_not_at_all() {
        let found = score_tokens(&spans(&[(0, 3), (4, 9)]), &spans(&[(0, 3), (4, 6), (6, 9)]));
        assert_eq!(found, Tally { found: 1, predicted: 2, gold: 3 });
    }

    #[test]
    fn sentences_are_found_by_their_end_and_the_last_is_free() {
        let gold = spans(&[(0, 10), (11, 20), (21, 30)]);
        let found = score_sentences(&spans(&[(0, 5), (6, 20), (21, 30)]), &gold);
        assert_eq!(found, Tally { found: 1, predicted: 2, gold: 2 });
    }

    #[test]
    fn nothing_at_all() {
        assert_eq!(score_sentences(&[], &[]), Tally::default());
        assert_eq!(score_tokens(&[], &spans(&[(0, 1)])), Tally { found: 0, predicted: 0, gold: 1 });
    }
}
