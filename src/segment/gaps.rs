//! Where sentences may end, and what is seen there: the questions that a trained predictor answers.

use super::sentences::ends_by_rule;
use super::sight::{Shape, Sight};
use crate::model::{Features, Gap, features};

/// After which tokens a sentence ends, by what `ends` answers to the features of each gap where that is open. Gaps without
/// white space are left to the rules.
pub(super) fn ends_by(sights: &[Sight], mut ends: impl FnMut(usize, &Features) -> bool) -> Vec<bool> {
    let ahead = distances(sights);
    let mut found = vec![false; sights.len()];
    let (mut behind, mut open) = (0, 0_u32);
    for ((index, pair), ahead) in sights.windows(2).enumerate().zip(ahead) {
        let &[sight, next] = pair else { continue };
        behind += 1;
        open = opened(open, sight.shape);
        let rule = ends_by_rule(sights, index);
        let asked = next.spaced && is_candidate(sight.shape, next.shape);
        let gap = Gap { index, behind, ahead, open: open > 0, rule };
        if if asked { ends(index, &features(sights, gap)) } else { rule } {
            (behind, open) = (0, 0);
            found[index] = true;
        }
    }
    found
}

/// After each token, how many tokens come before the next stop.
fn distances(sights: &[Sight]) -> Vec<u32> {
    let mut distance = 0;
    let mut found: Vec<u32> = Vec::with_capacity(sights.len());
    for sight in sights.iter().rev() {
        found.push(distance);
        let stop = matches!(sight.shape, Shape::Stop | Shape::Question | Shape::Ellipsis);
        distance = if stop { 0 } else { distance + 1 };
    }
    found.reverse();
    found
}

fn opened(open: u32, shape: Shape) -> u32 {
    match shape {
        Shape::Opening => open + 1,
        Shape::ClosingQuote | Shape::ClosingBracket => open.saturating_sub(1),
        _ => open,
    }
}

/// Whether the predictor is asked about white space between two tokens. Two words in the middle of a sentence are most of
/// all gaps and are no question; what follows an abbreviation is seen too seldom to learn from, and left to the rules.
fn is_candidate(before: Shape, after: Shape) -> bool {
    use Shape::{Capitalised, Capitals, Clitic, Comma, Letter, Lower, Mixed, Number, Stop};
    let abbreviated = matches!(before, Shape::Abbreviation | Shape::EndAbbreviation | Shape::Dotted | Shape::Initial);
    let word = matches!(before, Lower | Capitalised | Capitals | Letter | Mixed | Number | Clitic | Comma);
    !(abbreviated || (word && matches!(after, Lower | Clitic | Comma | Stop)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{look, segment_by};

    #[test]
    fn distances_run_to_the_next_stop() {
        let (_, sights) = look("One two. Three! Four");
        assert_eq!(distances(&sights), [1, 0, 1, 0, 1, 0]);
    }

    #[test]
    fn only_open_gaps_are_asked_about() {
        let text = "Dogs bark at Dr. Kone. Cats, too: never";
        let mut asked = Vec::new();
        let found = segment_by(text, |end, _| {
            asked.push(text.get(..end as usize).unwrap_or_default().to_owned());
            false
        });
        assert_eq!(asked, ["Dogs bark at", "Dogs bark at Dr. Kone.", "Dogs bark at Dr. Kone. Cats, too:"]);
        assert_eq!(found.sentences.len(), 1);
    }
}
