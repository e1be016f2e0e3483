//! Numbers with their unit: money, measures, durations, percentages, counts; ranges of them and sums ("6ft 2in").

use super::decimal::Decimal;
use super::draft::{Amount, Draft};
use super::number::{self, Number};
use super::reader::{Range, Reader};
use crate::analysis::QuantityKind;
use crate::lexicon::quantity::{Sense, Setting, Unit, VOCABULARY};

/// The longest unit form, in lexemes: "U.S. dollars" is five.
const LONGEST_UNIT: usize = 6;

/// One number with its unit, of a range or alone.
#[derive(Clone, Debug)]
struct Side {
    number: Number,
    range: Range,
    unit: Option<(&'static Unit, Range)>,
}

/// The amount whose number begins at lexeme `first`; it may take lexemes from `floor` on.
pub(super) fn amount(reader: &Reader, first: usize, floor: usize) -> Option<Draft> {
    let side = side_around(reader, first, floor).or_else(|| article_unit(reader, first))?;
    let side = below_zero(reader, added(reader, side));
    let side = repeated(reader, side);
    Some(range(reader, &side, floor).unwrap_or_else(|| point(&side)))
}

/// Takes the same number in brackets in: "forty-five (45)".
fn repeated(reader: &Reader, side: Side) -> Side {
    let open = side.range.1;
    let again = reader.is_sign(open, "(").then(|| number::number(reader, open + 1)).flatten();
    match again.filter(|again| again.value == side.number.value && reader.is_sign(again.next, ")")) {
        Some(again) => Side { range: (side.range.0, again.next + 1), ..side },
        None => side,
    }
}

/// "2 degrees below zero".
fn below_zero(reader: &Reader, side: Side) -> Side {
    let next = side.range.1;
    let heat = side.unit.is_none_or(|(unit, _)| matches!(unit.code, "deg" | "Cel" | "degF"));
    if !heat || !reader.reads(next, &["below", "zero"]) {
        return side;
    }
    let number = Number { value: side.number.value.negated(), ..side.number };
    Side { range: (side.range.0, next + 2), number, ..side }
}

fn point(side: &Side) -> Draft {
    let kind = if side.number.fraction { QuantityKind::Fraction } else { QuantityKind::Count };
    let number = (side.number.first, side.number.next);
    let mut draft = Draft { number, ..Draft::new(kind, Amount::Point(side.value()), side.range) };
    if let Some((unit, at)) = side.unit {
        draft.set_unit(unit, at);
    }
    draft
}

impl Side {
    /// The value in what the unit's code stands for.
    fn value(&self) -> Decimal {
        scaled(self.number.value.clone(), self.unit.map(|(unit, _)| unit))
    }
}

fn scaled(value: Decimal, unit: Option<&Unit>) -> Decimal {
    if unit.is_some_and(|unit| unit.minor) { value.lowered(2) } else { value }
}

fn side_around(reader: &Reader, first: usize, floor: usize) -> Option<Side> {
    let number = number::number(reader, first)?;
    if let Some(prefix) = prefix_before(reader, first, floor) {
        return Some(with_prefix(reader, number, prefix));
    }
    let minus =
        first > floor && reader.is_sign(first - 1, "-−") && reader.is_glued(first) && reader.is_glued(first - 1);
    if let Some(prefix) = minus.then(|| prefix_before(reader, first - 1, floor)).flatten() {
        let number = Number { value: number.value.negated(), ..number };
        return Some(with_prefix(reader, number, prefix));
    }
    Some(with_suffix(reader, number::with_sign(reader, number, floor)))
}

/// The second number of a range, which may begin with its own currency sign or hedge.
fn side_from(reader: &Reader, first: usize) -> Option<Side> {
    let hedged = reader.is_sign(first, "~")
        || reader.is_any(first, &["about", "around", "nearly", "almost", "maybe", "perhaps"]);
    let first = if hedged { first + 1 } else { first };
    let prefixed = (1..=2).rev().find_map(|length| {
        let unit = money_prefix(reader, (first, first + length))?;
        Some(with_prefix(reader, number::number(reader, first + length)?, (unit, (first, first + length))))
    });
    let minus = reader.is_sign(first, "-−") && reader.is_glued(first + 1) && !reader.is_glued(first);
    let unprefixed = || {
        let number = number::number(reader, first + usize::from(minus))?;
        Some(with_suffix(reader, number::with_sign(reader, number, first)))
    };
    prefixed.or_else(unprefixed)
}

fn with_prefix(reader: &Reader, number: Number, prefix: (&'static Unit, Range)) -> Side {
    let mut range = (prefix.1.0, number.next);
    if repeats(reader, number.next, prefix.0) {
        range.1 += 1;
    }
    Side { number, range, unit: Some(prefix) }
}

/// "£5 pounds", "$40 million dollars".
fn repeats(reader: &Reader, index: usize, unit: &Unit) -> bool {
    reader.is_word(index) && VOCABULARY.unit(reader.word(index)).is_some_and(|other| other.code == unit.code)
}

/// The currency sign or code right before `first`.
fn prefix_before(reader: &Reader, first: usize, floor: usize) -> Option<(&'static Unit, Range)> {
    let longest = first.saturating_sub(floor).min(3);
    (1..=longest).rev().find_map(|length| {
        let range = (first - length, first);
        money_prefix(reader, range).map(|unit| (unit, range))
    })
}

/// The currency that `range` stands for, where it is a form that goes before numbers.
fn money_prefix(reader: &Reader, range: Range) -> Option<&'static Unit> {
    let last = range.1.checked_sub(1)?;
    let sign = reader.is_sign(last, "$€£¥₹₽₩₪₦₱₫₺₴₸₵₡฿৳￥＄");
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
    (before_sign || code || matches!(form.as_str(), "ringgit" | "rs" | "rs." | "naira")).then_some(unit)
}

fn with_suffix(reader: &Reader, number: Number) -> Side {
    let number = with_tolerance(reader, number);
    let at = unit_start(reader, number.next);
    if let Some(side) = in_millions(reader, at, &number) {
        return side;
    }
    let unit = unit_at(reader, at, &number);
    let unit = unit.or_else(|| part_of_unit(reader, &number));
    let end = unit.as_ref().map_or(number.next, |(_, range)| range.1);
    scaled_after_unit(reader, Side { range: (number.first, end), number, unit })
}

/// Takes "± 195" in, which tells how far the number may be off.
fn with_tolerance(reader: &Reader, number: Number) -> Number {
    let spelled = reader.is_sign(number.next, "+") && reader.is_sign(number.next + 1, "/");
    let at = if reader.is_sign(number.next, "±") {
        number.next + 1
    } else if spelled && reader.is_sign(number.next + 2, "-−") {
        number.next + 3
    } else {
        return number;
    };
    match number::number(reader, at) {
        Some(tolerance) => Number { next: tolerance.next, ..number },
        None => number,
    }
}

/// "120 MEUR": the code of a currency behind an M.
fn in_millions(reader: &Reader, at: usize, number: &Number) -> Option<Side> {
    let code = reader.word(at).strip_prefix('M').filter(|code| code.len() == 3 && number.scale == 0)?;
    let unit = VOCABULARY.unit(code).filter(|unit| unit.code == code)?;
    let number = Number { value: number.value.clone().shifted(6)?, scale: 6, ..number.clone() };
    Some(Side { range: (number.first, at + 1), number, unit: Some((unit, (at, at + 1))) })
}

/// "75 USD million".
fn scaled_after_unit(reader: &Reader, side: Side) -> Side {
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

/// Skips what may stand between a number and its unit: a hyphen, "more", "further".
fn unit_start(reader: &Reader, next: usize) -> usize {
    let hyphen = reader.is_hyphen(next)
        || reader.is_sign(next, "-‐‑")
            && reader.is_word(next + 1)
            && !reader.is_glued(next)
            && !reader.is_glued(next + 1);
    if hyphen || reader.is_among(next, Setting::BeforeUnit) { next + 1 } else { next }
}

/// The longest unit form at `at`.
fn unit_at(reader: &Reader, at: usize, number: &Number) -> Option<(&'static Unit, Range)> {
    if !VOCABULARY.begins_unit(reader.word(at)) {
        return None;
    }
    let longest = (1..=LONGEST_UNIT).take_while(|length| joins(reader, at, *length)).last()?;
    (1..=longest).rev().find_map(|length| {
        let range = (at, at + length);
        let unit = VOCABULARY.unit(&reader.phrase(range))?;
        fits(reader, unit, range, number).then_some((resolved(reader, unit, range, number), range))
    })
}

/// Whether a unit form may reach over `length` lexemes from `at`: no sentence end, no second number inside.
fn joins(reader: &Reader, at: usize, length: usize) -> bool {
    let last = at + length - 1;
    match reader.kind(last) {
        None | Some(super::lexer::Kind::Name) => false,
        Some(super::lexer::Kind::Numeral) => {
            length > 1 && reader.is_glued(last) && matches!(reader.word(last), "2" | "3")
        }
        Some(super::lexer::Kind::Word(_)) => true,
        Some(super::lexer::Kind::Sign(sign)) => !",;:!?()[]\"“”".contains(sign),
    }
}

/// Whether what reads like a unit is one here: "in" and single letters only where nothing else can be meant.
fn fits(reader: &Reader, unit: &Unit, range: Range, number: &Number) -> bool {
    let form = reader.word(range.0);
    let single = range.1 - range.0 == 1;
    let closed = reader.kind(range.1).is_none() || reader.is_sign(range.1, ".,;:)]/") || reader.is_numeral(range.1);
    let glued = reader.is_glued(range.0);
    match form {
        "in" if single => {
            let inches = glued && number.value.is_whole() || after_feet(reader, number.first);
            inches || closed && !reader.is_numeral(range.1)
        }
        "p" | "c" | "s" | "st" | "T" | "a" | "x" if single => glued && reader.is_numeral(number.next - 1),
        "C" | "B" | "b" | "l" | "h" | "m" | "g" | "t" if single => {
            glued || closed || unit.size.is_some() && reader.is_any(range.1, &["and", "to", "of"])
        }
        "cup" | "cups" => !reader.is_capital(range.0),
        "second" => number.value.to_u64() == Some(1) || reader.is_hyphen(range.0 - 1) || number.scale > 0,
        "=" => false,
        _ => {
            !(unit.kind == QuantityKind::Money
                && single
                && form.len() == 1
                && !glued
                && reader.is_numeral(range.1)
                && reader.is_glued(range.1))
        }
    }
}

/// Whether feet stand before `first`, so that "in" after it means inches.
fn after_feet(reader: &Reader, first: usize) -> bool {
    first > 0 && reader.is_any(first - 1, &["ft", "feet", "foot"])
}

/// "pounds" are money near a pound sign or a large sum, else weight.
fn resolved(reader: &Reader, unit: &'static Unit, range: Range, number: &Number) -> &'static Unit {
    let pound = reader.is_any(range.0, &["pound", "pounds"]) && range.1 - range.0 == 1;
    let weighed = reader.is(range.1, "of")
        || range.0 > number.next
        || reader.is_any(number.first.saturating_sub(1), &["weigh", "weighs", "weighed", "weighing"]);
    if pound && !weighed && (number.scale >= 6 || reader.speaks_of_sterling()) {
        VOCABULARY.unit("£").unwrap_or(unit)
    } else {
        unit
    }
}

/// "half an hour", "a quarter of a mile": the unit that the fraction is of.
fn part_of_unit(reader: &Reader, number: &Number) -> Option<(&'static Unit, Range)> {
    if !number.fraction && number.value.is_whole() {
        return None;
    }
    let of = if reader.is(number.next, "of") { number.next + 1 } else { number.next };
    let at = if reader.sense(of) == Sense::Article { of + 1 } else { of };
    (at > number.next && at <= of + 1)
        .then(|| unit_at(reader, at, number))
        .flatten()
        .filter(|(unit, _)| unit.kind != QuantityKind::Percent)
}

/// "a kilogram", "an hour and a half", "for a month": one of a unit.
fn article_unit(reader: &Reader, first: usize) -> Option<Side> {
    if reader.sense(first) != Sense::Article || !reader.is_word(first + 1) {
        return None;
    }
    let number = Number { value: Decimal::from(1), first, next: first + 1, scale: 0, fraction: false };
    let (unit, at) = unit_at(reader, first + 1, &number)?;
    let long_enough = at.1 - at.0 > 1 || reader.word(at.0).len() > 3;
    let side = Side { number, range: (first, at.1), unit: Some((unit, at)) };
    let halved = and_a_half(reader, &side).is_some() || smaller(reader, &side).is_some();
    let alone = first == 0 && reader.kind(at.1).is_none();
    (halved || alone || long_enough && states_one(reader, first, at.1)).then_some(side)
}

/// Whether the words around "a year" make it an amount and not a rate or a manner of speaking.
fn states_one(reader: &Reader, first: usize, next: usize) -> bool {
    let before = first > 0
        && reader.is_any(
            first - 1,
            &["for", "within", "than", "about", "nearly", "almost", "over", "least", "under", "around"],
        );
    let idle = reader.is_any(
        next.saturating_sub(1),
        &["minute", "second", "foot", "bar", "gray", "mole", "bit", "degree", "real", "won", "hand"],
    );
    let after = reader.is_any(next, &["ago", "later", "earlier"]) || reader.sense(next) == Sense::Small(1);
    !idle && (before || after)
}

/// Takes smaller units of the same dimension in, and "and a half" after the unit.
fn added(reader: &Reader, side: Side) -> Side {
    let mut sum = and_a_half(reader, &side).unwrap_or(side);
    for _ in 0..4 {
        let Some(more) = smaller(reader, &sum) else { break };
        sum = more;
    }
    bare_rest(reader, &sum).unwrap_or(sum)
}

/// "15 dollars 50", "twenty rupees and 43", "1 hour thirty": the hundredths or minutes, where nothing comes after them.
fn bare_rest(reader: &Reader, side: &Side) -> Option<Side> {
    let (unit, at) = side.unit.filter(|(unit, _)| !unit.minor)?;
    let money = unit.kind == QuantityKind::Money;
    let next = side.range.1;
    let ranged = side.range.0 > 0 && reader.is_any(side.range.0 - 1, &["between", "from"]);
    if !(money || unit.code == "h") || side.number.scale > 0 || !side.number.value.is_whole() || ranged {
        return None;
    }
    let rest = number::number(reader, next + usize::from(reader.is(next, "and")))?;
    let closed = reader.kind(rest.next).is_none() || reader.is_sign(rest.next, ".,;:!?)");
    let below = if money { 100 } else { 60 };
    let few = rest.value.is_whole()
        && rest.value < Decimal::from(below)
        && (reader.is_word(next - 1) || !reader.is_numeral(rest.first));
    if !closed || !(few || money && reader.is_numeral(rest.first) && reader.word(rest.first).len() == 2) {
        return None;
    }
    let (value, unit) = if money {
        (side.number.value.plus(&rest.value.lowered(2)), unit)
    } else {
        (side.number.value.times(60)?.plus(&rest.value), VOCABULARY.unit("minutes")?)
    };
    let number = Number { value, next: rest.next, ..side.number.clone() };
    Some(Side { number, range: (side.range.0, rest.next), unit: Some((unit, at)) })
}

/// "a year and a half".
fn and_a_half(reader: &Reader, side: &Side) -> Option<Side> {
    side.unit.filter(|_| side.number.value.is_whole() && reader.is(side.range.1, "and"))?;
    let article = reader.sense(side.range.1 + 1) == Sense::Article;
    let at = side.range.1 + if article { 2 } else { 1 };
    let Sense::Part(of @ (2 | 4)) = reader.sense(at) else { return None };
    let value = side.number.value.plus(&Decimal::from(1).over(u64::from(of))?);
    let number = Number { value, next: at + 1, ..side.number.clone() };
    Some(Side { number, range: (side.range.0, at + 1), unit: side.unit })
}

/// "6ft 2in", "2 years and 3 months", "20 dollars 43 cents": the sum in the smaller unit, or in the main one for money.
fn smaller(reader: &Reader, side: &Side) -> Option<Side> {
    let (unit, at) = side.unit?;
    let joint = usize::from(reader.is_sign(side.range.1, ","));
    let joint = joint + usize::from(reader.is(side.range.1 + joint, "and"));
    let next = side_from(reader, side.range.1 + joint)?;
    let (small, small_at) = next.unit.filter(|(_, at)| at.0 >= next.number.next)?;
    let value = combined(side, &next, unit, small)?;
    let number = Number { value, next: next.number.next, ..side.number.clone() };
    let unit = if small.minor { unit } else { small };
    Some(Side {
        number,
        range: (side.range.0, next.range.1),
        unit: Some((unit, if small.minor { at } else { small_at })),
    })
}

fn combined(side: &Side, next: &Side, unit: &Unit, small: &Unit) -> Option<Decimal> {
    if unit.kind == QuantityKind::Money && small.minor && !unit.minor {
        let same = unit.code == small.code || small.assumed;
        return same.then(|| side.number.value.plus(&next.number.value.clone().lowered(2)));
    }
    let ((dimension, big), (other_dimension, step)) = (unit.size?, small.size?);
    let divides =
        dimension == other_dimension && step > 0 && big > step && big % step == 0 && side.number.value.is_whole();
    let whole = if divides { side.number.value.times(big / step)? } else { return None };
    Some(whole.plus(&next.number.value))
}

/// "between five and ten boats", "$3 to $5 million", "5-10 mm".
fn range(reader: &Reader, low: &Side, floor: usize) -> Option<Draft> {
    let opener = low.range.0.checked_sub(1).filter(|before| *before >= floor);
    let opens = |word: &str| opener.is_some_and(|before| reader.is(before, word));
    let suspended = reader.is_sign(low.range.1, "-") && reader.is_any(low.range.1 + 1, &["to", "or"]);
    let joint = low.range.1 + usize::from(suspended);
    let between = opens("between") && reader.is(joint, "and");
    let from = opens("from") && (reader.is_any(joint, &["to", "through", "and"]) || reader.is_dash(joint));
    let joined = between || from || joins_range(reader, joint);
    let high = joined.then(|| side_from(reader, joint + 1)).flatten()?;
    let high = added(reader, high);
    let (bottom, top) = shared_scale(low, &high);
    if low.unit.zip(high.unit).is_some_and(|((left, _), (right, _))| left.code != right.code) {
        return None;
    }
    let unit = shared_unit(low, &high);
    let loose = reader.is(joint, "or");
    let near = !loose || low.unit.is_none() && bottom.times(2).is_some_and(|double| top <= double);
    let unit_lost = low.unit.is_some() && unit.is_none();
    let (bottom, top) = if top < Decimal::default() && unit.is_some() { (top, bottom) } else { (bottom, top) };
    if bottom >= top || !near || unit_lost || moves_between(reader, low, joint) {
        return None;
    }
    let mut draft = point(&high);
    draft.range = (if between || from { low.range.0 - 1 } else { low.range.0 }, high.range.1);
    draft.number = (low.number.first, high.number.next);
    if let Some((unit, at)) = unit {
        draft.set_unit(unit, at);
    }
    let unit = unit.map(|(unit, _)| unit);
    draft.amount = Amount::Between(scaled(bottom, unit), scaled(top, unit));
    Some(draft)
}

fn joins_range(reader: &Reader, joint: usize) -> bool {
    let dash = reader.is_dash(joint)
        && (reader.is_glued(joint) == reader.is_glued(joint + 1)
            || reader.is_sign(joint, "~")
            || !reader.is_glued(joint));
    dash || reader.is_any(joint, &["to", "through", "or"]) || reader.is_hyphen(joint) && reader.is(joint + 1, "to")
}

/// "rose 12 to 48": the second number is where the movement ended.
fn moves_between(reader: &Reader, low: &Side, joint: usize) -> bool {
    if !reader.is_any(joint, &["to", "through"]) {
        return false;
    }
    let first = low.range.0;
    (first.saturating_sub(5)..first)
        .rev()
        .take_while(|index| !reader.is_sign(*index, ",.;:"))
        .any(|index| VOCABULARY.change(reader.word(index)).is_some())
}

/// A scale word after the second number holds for the first: "$3 to $5 million".
fn shared_scale(low: &Side, high: &Side) -> (Decimal, Decimal) {
    let (bottom, top) = (low.number.value.clone(), high.number.value.clone());
    let lifted = bottom.clone().shifted(u32::from(high.number.scale)).filter(|lifted| {
        low.number.scale == 0
            && high.number.scale > 2
            && *lifted < top
            && low.unit.is_none_or(|(_, at)| at.1 <= low.number.first)
    });
    (lifted.unwrap_or(bottom), top)
}

/// The unit of a range: of the second number, or else one that the first has before it ("$10-20").
fn shared_unit(low: &Side, high: &Side) -> Option<(&'static Unit, Range)> {
    high.unit.or(low.unit.filter(|(_, at)| at.1 <= low.number.first))
}
