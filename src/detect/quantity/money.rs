//! Currencies before and behind a number: "$5", "Rs 2.4 lakh", "N850 billion", "75 USD million", "120 MEUR".

use super::amount::Side;
use super::number::Number;
use super::reader::{Range, Reader};
use super::shape;
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::{Sense, Unit, VOCABULARY};

/// "£5 pounds", "$40 million dollars".
pub(super) fn repeats(reader: &Reader, index: usize, unit: &Unit) -> bool {
    reader.is_word(index) && reader.unit(index).is_some_and(|other| other.code == unit.code)
}

/// The currency sign or code right before `first`.
pub(super) fn prefix_before(reader: &Reader, first: usize, floor: usize) -> Option<(&'static Unit, Range)> {
    let longest = first.saturating_sub(floor).min(3);
    (1..=longest).rev().find_map(|length| {
        let range = (first - length, first);
        money_prefix(reader, range).map(|unit| (unit, range))
    })
}

/// The currency that `range` stands for, where it is a form that goes before numbers.
pub(super) fn money_prefix(reader: &Reader, range: Range) -> Option<&'static Unit> {
    if let Some(unit) = money_letters(reader, range) {
        return Some(unit);
    }
    let last = range.1.checked_sub(1)?;
    let sign = reader.is_sign(last, "$€£¥₹₽₩₪₦₱₫₺₴₸₵₡₲₾֏฿৳￥＄") || reader.is_sign(last, "¢") && reader.is_glued(last);
    let word = reader.is_word(last) || reader.is_sign(last, ".");
    let starts = !reader.is_numeral(range.0) && (sign || word);
    let glued = (range.0 + 1..range.1).all(|index| reader.is_glued(index) || sign);
    if !starts || !glued && !sign {
        return None;
    }
    let form = reader.phrase(range);
    let unit = VOCABULARY.unit(&form).filter(|unit| unit.kind == QuantityKind::Money && !unit.minor)?;
    let code = form.len() <= 4 && form.starts_with(char::is_uppercase);
    let before_sign = sign && (range.1 - range.0 == 1 || reader.is_word(range.0));
    (before_sign || code || matches!(&*form, "ringgit" | "rs" | "rs." | "tk" | "naira")).then_some(unit)
}

/// "120 MEUR": the code of a currency behind an M.
pub(super) fn in_millions(reader: &Reader, at: usize, number: &Number) -> Option<Side> {
    let code = reader.word(at).strip_prefix('M').filter(|code| code.len() == 3 && number.scale == 0)?;
    let unit = VOCABULARY.unit(code).filter(|unit| unit.code == code)?;
    let number = Number { value: number.value.clone().shifted(6)?, scale: 6, ..number.clone() };
    Some(Side { range: (number.first, at + 1), number, unit: Some((unit, (at, at + 1))) })
}

/// "75 USD million".
pub(super) fn scaled_after_unit(reader: &Reader, side: Side) -> Side {
    let money = side.unit.filter(|(unit, _)| unit.kind == QuantityKind::Money && side.number.scale == 0);
    match (money, reader.sense(side.range.1)) {
        (Some(_), Sense::Scale(power @ 3..)) if !reader.word(side.range.1).ends_with('s') => {
            let value = side.number.value.clone().shifted(u32::from(power)).unwrap_or_default();
            let number = Number { value, scale: power, ..side.number };
            Side { range: (side.range.0, side.range.1 + 1), number, ..side }
        }
        _ => side,
    }
}

/// The currency of letters that mean one only before a sum: "N850 billion", "Sh11.2tn", "Br 1,200".
fn money_letters(reader: &Reader, range: Range) -> Option<&'static Unit> {
    let letters = (range.1 == range.0 + 1 && reader.is_word(range.0)).then(|| reader.word(range.0))?;
    let unit = VOCABULARY.money_letters(letters)?;
    let near = reader.is_glued(range.1) || letters.len() > 1;
    let number = reader.text.get(reader.lexemes.get(range.1)?.span.start as usize..)?;
    (near && shape::is_sum(number)).then_some(unit)
}
