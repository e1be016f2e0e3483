//! Amounts without a number: dozens, several, a few hundred, tens of thousands.

use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::reader::Reader;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::{Sense, VOCABULARY, VaguePlace};

/// The longest phrase, in lexemes.
const LONGEST: usize = 5;

/// The vague amount that begins at `first`.
pub(super) fn vague(reader: &Reader, first: usize) -> Option<Draft> {
    let begins = |index: usize| reader.sense(index) == Sense::Vague;
    let article = reader.sense(first) == Sense::Article;
    if !begins(if article { first + 1 } else { first }) {
        return None;
    }
    (1..=LONGEST).rev().find_map(|length| {
        let next = first + length;
        let (magnitude, place) = VOCABULARY.vague(&reader.phrase((first, next)))?;
        let magnitude = magnitude.and_then(Decimal::parse);
        let draft =
            Draft { confidence: 0.8, ..Draft::new(QuantityKind::Count, Amount::Vague(magnitude), (first, next)) };
        stands(reader, first, next, place).then(|| with_unit(reader, draft))
    })
}

fn stands(reader: &Reader, first: usize, next: usize, place: VaguePlace) -> bool {
    let alone = reader.kind(next).is_none() && first == 0;
    match place {
        VaguePlace::Anywhere => !reader.is_hyphen(next),
        VaguePlace::BeforeOf => {
            let unit = reader.unit(next).is_some_and(|unit| unit.kind == QuantityKind::Duration);
            alone
                || unit && reader.word(next).len() > 3
                || reader.is(next, "of") && !reader.is_numeral(next + 1)
                || reader.is_any(next, &["died", "were", "more", "fled"])
        }
        VaguePlace::BeforeNoun => {
            alone || reader.is_noun_like(next) && !reader.is_any(first.saturating_sub(1), &["so", "too", "how", "very"])
        }
    }
}

/// "several million dollars", "a few days".
fn with_unit(reader: &Reader, mut draft: Draft) -> Draft {
    let next = draft.range.1;
    let at = if reader.is(next, "of") { next + 1 } else { next };
    let unit = reader.unit(at).filter(|unit| reader.word(at).len() > 2 && unit.kind != QuantityKind::Percent);
    if let Some(unit) = unit {
        draft.set_unit(unit, (at, at + 1));
        draft.range.1 = at + 1;
    }
    draft
}
