//! A claim in the making: what the grammar has understood, in lexemes.

use super::decimal::Decimal;
use super::reader::Range;
use crate::analysis::{Change, Comparator, QuantityKind};
use crate::lexicon::quantity::Unit;
use std::borrow::Cow;

/// What is known of the number.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Amount {
    /// One number.
    Point(Decimal),
    /// From one to another.
    Between(Decimal, Decimal),
    /// Dozens, several: at most a magnitude.
    Vague(Option<Decimal>),
    /// A date, a time or a score: no number of its own.
    Unstated,
}

/// A claim in the making.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) kind: QuantityKind,
    pub(super) amount: Amount,
    /// Number and unit, with "between" and "from"; hedges are looked for around it.
    pub(super) range: Range,
    pub(super) number: Range,
    pub(super) unit: Option<Range>,
    pub(super) code: Option<Cow<'static, str>>,
    pub(super) assumed: bool,
    pub(super) change: Option<Change>,
    pub(super) comparator: Option<Comparator>,
    pub(super) confidence: f32,
}

impl Draft {
    /// A claim of one kind that stands on `range` as a number without a unit.
    pub(super) fn new(kind: QuantityKind, amount: Amount, range: Range) -> Self {
        Self {
            kind,
            amount,
            range,
            number: range,
            unit: None,
            code: None,
            assumed: false,
            change: None,
            comparator: None,
            confidence: 0.9,
        }
    }

    pub(super) fn set_unit(&mut self, unit: &Unit, at: Range) {
        self.kind = unit.kind;
        self.code = Some(Cow::Borrowed(unit.code));
        self.assumed = unit.assumed;
        self.unit = Some(at);
    }
}
