//! Small texts whose figures are worked out by hand.

use super::*;

const TEXT: &str =
    "“We will rebuild the bridge,” Mayor Ana Ruiz said. Officials deny the delay.\nShe added that “nothing is lost”.";

fn quoted(parts: &[&str], speaker: Option<&str>) -> Quoted {
    Quoted { fragments: parts.iter().map(|part| at(part)).collect(), speaker: speaker.map(at), optional: false }
}

fn at(part: &str) -> Span {
    let start = TEXT.find(part).unwrap() as u32;
    Span::new(start, start + part.len() as u32)
}

fn tally(found: u32, predicted: u32, gold: u32) -> Tally {
    Tally { found, predicted, gold }
}

fn whole(gold: &[Quoted], predicted: &[Quoted]) -> Scores {
    score(TEXT, gold, predicted, &[], View::Whole)
}

#[test]
fn nothing_scores_nothing() {
    assert_eq!(whole(&[], &[]), Scores::default());
    assert_eq!(score("", &[Quoted::default()], &[], &[], View::Marks), Scores::default());
}

#[test]
fn marks_and_commas_make_no_difference() {
    let gold = quoted(&["“We will rebuild the bridge,”"], Some("Mayor Ana Ruiz"));
    let predicted = quoted(&["We will rebuild the bridge"], Some("Ana Ruiz"));
    let scores = whole(&[gold], &[predicted]);
    assert_eq!((scores.exact, scores.with_speaker), (tally(1, 1, 1), tally(1, 1, 1)));
    assert_eq!(scores.words, tally(5, 5, 5));
    assert_eq!(scores.recalled[0], Share { right: 1, of: 1 });
}

#[test]
fn half_of_the_words_are_enough_and_less_is_not() {
    // Gold: the delay (2 words). Four words hold it at 2/4; five at 2/5.
    let gold = [quoted(&["the delay"], None)];
    let four = whole(&gold, &[quoted(&["Officials deny the delay"], None)]);
    assert_eq!((four.iou50, four.exact, four.with_speaker), (tally(1, 1, 1), tally(0, 1, 1), tally(1, 1, 1)));
    let five = whole(&gold, &[quoted(&["said. Officials deny the delay"], None)]);
    assert_eq!(five.iou50, tally(0, 1, 1));
}

#[test]
fn a_missing_or_another_speaker_loses_the_speaker_only() {
    let gold = [quoted(&["nothing is lost"], Some("She"))];
    for speaker in [None, Some("Officials")] {
        let scores = whole(&gold, &[quoted(&["nothing is lost"], speaker)]);
        assert_eq!((scores.iou50, scores.with_speaker), (tally(1, 1, 1), tally(0, 1, 1)));
        assert_eq!(scores.speakers, Share { right: 0, of: 1 });
    }
}

#[test]
fn a_quotation_over_two_lines_is_two_segments() {
    let gold = [quoted(&["Officials deny the delay.", "She added that “nothing is lost”"], None)];
    let predicted = [quoted(&["Officials deny the delay"], None), quoted(&["She added that “nothing is lost”."], None)];
    assert_eq!(whole(&gold, &predicted).exact, tally(2, 2, 2));
}

#[test]
fn ignored_and_optional_words_are_not_counted_against_a_prediction() {
    let mut gold = quoted(&["Officials deny the delay"], None);
    let predicted = [quoted(&["Officials deny the delay"], None)];
    assert_eq!(score(TEXT, &[], &predicted, &[at("deny the delay")], View::Whole).iou50, tally(0, 0, 0));
    // Half of the words is not most of them.
    assert_eq!(score(TEXT, &[], &predicted, &[at("the delay")], View::Whole).iou50, tally(0, 1, 0));
    gold.optional = true;
    assert_eq!(whole(&[gold], &predicted), Scores::default());
}

#[test]
fn a_prediction_inside_a_larger_one_is_dropped() {
    let gold = [quoted(&["She added that “nothing is lost”"], None)];
    let predicted = [quoted(&["nothing is lost"], None), quoted(&["She added that “nothing is lost”"], None)];
    assert_eq!(whole(&gold, &predicted).exact, tally(1, 1, 1));
}

#[test]
fn the_marks_view_sees_only_what_stands_inside_marks() {
    let gold =
        [quoted(&["She added that “nothing is lost”"], Some("She")), quoted(&["Officials deny the delay"], None)];
    let predicted = [quoted(&["“nothing is lost”"], Some("She"))];
    let scores = score(TEXT, &gold, &predicted, &[], View::Marks);
    assert_eq!((scores.exact, scores.with_speaker), (tally(1, 1, 1), tally(1, 1, 1)));
}

#[test]
fn swapping_the_sides_swaps_precision_and_recall() {
    let gold = [quoted(&["the delay"], None), quoted(&["nothing is lost"], Some("She"))];
    let predicted = [quoted(&["deny the delay"], None)];
    let (one, other) = (whole(&gold, &predicted), whole(&predicted, &gold));
    assert_eq!(one.iou50, tally(1, 1, 2));
    assert_eq!((one.iou50.precision(), one.iou50.recall()), (other.iou50.recall(), other.iou50.precision()));
    assert_eq!(one.recalled, other.confirmed);
}
