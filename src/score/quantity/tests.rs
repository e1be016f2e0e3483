//! Small texts whose figures are worked out by hand.

use super::*;

const TEXT: &str = "about 50 men and 3.5 km of road, call 555-0199";

fn claim(part: &str, kind: &str, value: Option<f64>) -> Claim {
    let start = TEXT.find(part).unwrap() as u32;
    let span = Span::new(start, start + part.len() as u32);
    Claim { span, kind: kind.to_owned(), value, states_modifier: true, ..Claim::default() }
}

fn tally(found: u32, predicted: u32, gold: u32) -> Tally {
    Tally { found, predicted, gold }
}

fn scope(kinds: &[&str]) -> Scope {
    Scope::Kinds(kinds.iter().map(|&kind| kind.to_owned()).collect())
}

#[test]
fn nothing_scores_nothing() {
    assert_eq!(score("", &[], &[], &Scope::All), Scores::default());
    assert_eq!(score(TEXT, &[claim("50", "cardinal", None)], &[], &Scope::All).core, tally(0, 0, 1));
}

#[test]
fn the_core_does_not_mind_hedge_and_unit() {
    let gold = [claim("about 50 men", "cardinal", Some(50.0)), claim("3.5", "measure", Some(3.5))];
    let predicted = [claim("50", "count", Some(50.0)), claim("3.5 km", "measure", Some(3500.0))];
    let scores = score(TEXT, &gold, &predicted, &Scope::All);
    assert_eq!((scores.exact, scores.core, scores.overlap), (tally(0, 2, 2), tally(2, 2, 2), tally(2, 2, 2)));
    assert_eq!((scores.value, scores.kinds), (tally(1, 2, 2), Share { right: 2, of: 2 }));
}

#[test]
fn a_gold_claim_without_value_asks_for_none() {
    // The first pair is left out of `value` on both sides; the second prediction has no partner and stays.
    let gold = [claim("about 50", "cardinal", None)];
    let predicted = [claim("50", "count", Some(50.0)), claim("3.5", "measure", Some(3.5))];
    assert_eq!(score(TEXT, &gold, &predicted, &Scope::All).value, tally(0, 1, 0));
}

#[test]
fn kinds_out_of_scope_count_only_where_they_touch_gold() {
    let predicted = [claim("50", "count", Some(50.0)), claim("3.5", "measure", Some(3.5))];
    let gold = [claim("50", "money", Some(50.0))];
    let scores = score(TEXT, &gold, &predicted, &scope(&["money"]));
    assert_eq!((scores.core, scores.kinds), (tally(1, 1, 1), Share { right: 0, of: 1 }));
}

#[test]
fn identifiers_taken_are_the_overlaps_with_an_empty_scope() {
    let gold = [claim("555-0199", "phone", None)];
    let predicted =
        [claim("555", "count", Some(555.0)), claim("0199", "count", Some(199.0)), claim("50", "count", None)];
    assert_eq!(score(TEXT, &gold, &predicted, &scope(&[])).overlap, tally(1, 2, 1));
}

#[test]
fn a_claim_twice_counts_once() {
    let predicted = [claim("50", "count", Some(50.0)), claim("50", "count", Some(5.0))];
    assert_eq!(score(TEXT, &[claim("50", "cardinal", Some(50.0))], &predicted, &Scope::All).value, tally(1, 1, 1));
}

#[test]
fn modifiers_count_where_the_gold_states_them() {
    let mut gold = [claim("about 50", "cardinal", Some(50.0)), claim("3.5", "measure", Some(3.5))];
    let predicted = gold.clone();
    gold[0].modifier = Some(Modifier::About);
    let scores = score(TEXT, &gold, &predicted, &Scope::All);
    assert_eq!((scores.modifiers, scores.hedged), (Share { right: 1, of: 2 }, Share { right: 0, of: 1 }));
}

#[test]
fn swapping_the_sides_swaps_precision_and_recall() {
    let gold = [claim("about 50", "count", Some(50.0)), claim("3.5", "measure", Some(3.5))];
    let predicted = [claim("50", "count", Some(50.0))];
    let (one, other) = (score(TEXT, &gold, &predicted, &Scope::All), score(TEXT, &predicted, &gold, &Scope::All));
    assert_eq!((one.core, other.core), (tally(1, 1, 2), tally(1, 2, 1)));
    assert_eq!((one.value.precision(), one.value.recall()), (other.value.recall(), other.value.precision()));
}
