//! Exact decimals: what a claim's value is computed in, so that "0.1" stays "0.1".

use std::cmp::Ordering;
use std::fmt;

/// A number longer than this is no claim; the bound keeps every operation cheap.
const LONGEST: usize = 128;
/// Digits kept after the point where a division does not end ("two thirds").
const FRACTION_DIGITS: u32 = 12;

/// An exact decimal number: digits, how many of them stand after the point, and a sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    /// Most significant first, without leading zeros; empty for zero.
    digits: Vec<u8>,
    scale: usize,
}

impl Decimal {
    /// Reads plain notation: "-1234.56", ".5". Grouping marks must be gone.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, magnitude) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
        let written = || whole.bytes().chain(fraction.bytes());
        if magnitude.len() > LONGEST || written().next().is_none() || !written().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits = written().map(|byte| byte - b'0').collect();
        Some(Self { negative, digits, scale: fraction.len() }.trimmed())
    }

    fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.digits.last() == Some(&0) {
            self.digits.pop();
            self.scale -= 1;
        }
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..zeros);
        if self.digits.is_empty() {
            self = Self::default();
        }
        self
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether there is nothing after the point.
    pub(crate) fn is_whole(&self) -> bool {
        self.scale == 0
    }

    #[must_use]
    pub(crate) fn negated(mut self) -> Self {
        self.negative = !self.negative && !self.is_zero();
        self
    }

    /// The number times ten to the power of `power`; none where it would grow beyond all claims.
    pub(crate) fn shifted(mut self, power: u32) -> Option<Self> {
        let power = power as usize;
        let into_fraction = power.min(self.scale);
        self.scale -= into_fraction;
        let zeros = power - into_fraction;
        if self.digits.len() + zeros > LONGEST {
            return None;
        }
        self.digits.extend(std::iter::repeat_n(0, zeros));
        Some(self.trimmed())
    }

    /// The number divided by ten to the power of `power`.
    #[must_use]
    pub(crate) fn lowered(mut self, power: u32) -> Self {
        self.scale += power as usize;
        self.trimmed()
    }

    /// The product; none where it would grow beyond all claims.
    pub(crate) fn times(&self, factor: u64) -> Option<Self> {
        let mut digits = Vec::with_capacity(self.digits.len() + 20);
        let mut carry = 0u128;
        for digit in self.digits.iter().rev() {
            carry += u128::from(*digit) * u128::from(factor);
            digits.push((carry % 10) as u8);
            carry /= 10;
        }
        while carry > 0 {
            digits.push((carry % 10) as u8);
            carry /= 10;
        }
        digits.reverse();
        let product = Self { negative: self.negative, digits, scale: self.scale }.trimmed();
        (product.digits.len() <= LONGEST).then_some(product)
    }

    /// The quotient, rounded half up after twelve digits of fraction; none for a division by zero.
    pub(crate) fn over(&self, divisor: u64) -> Option<Self> {
        if divisor == 0 {
            return None;
        }
        let more = (FRACTION_DIGITS as usize).saturating_sub(self.scale);
        let mut digits = Vec::with_capacity(self.digits.len() + more);
        let mut rest = 0u128;
        for digit in self.digits.iter().copied().chain(std::iter::repeat_n(0, more)) {
            rest = rest * 10 + u128::from(digit);
            digits.push((rest / u128::from(divisor)) as u8);
            rest %= u128::from(divisor);
        }
        let quotient = Self { negative: false, digits, scale: self.scale + more };
        let step = Self { negative: false, digits: vec![1], scale: self.scale + more };
        let rounded = if rest * 2 >= u128::from(divisor) { quotient.trimmed().plus(&step) } else { quotient.trimmed() };
        Some(if self.negative { rounded.negated() } else { rounded })
    }

    /// The sum of the magnitudes: claims are put together before they get their sign.
    #[must_use]
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let scale = self.scale.max(other.scale);
        let (left, right) = (self.aligned(scale), other.aligned(scale));
        let length = left.len().max(right.len());
        let digit = |digits: &[u8], place: usize| digits.len().checked_sub(place + 1).map_or(0, |index| digits[index]);
        let mut digits = Vec::with_capacity(length + 1);
        let mut carry = 0;
        for place in 0..length {
            let sum = digit(&left, place) + digit(&right, place) + carry;
            digits.push(sum % 10);
            carry = sum / 10;
        }
        digits.push(carry);
        digits.reverse();
        Self { negative: false, digits, scale }.trimmed()
    }

    fn aligned(&self, scale: usize) -> Vec<u8> {
        let mut digits = self.digits.clone();
        digits.extend(std::iter::repeat_n(0, scale - self.scale));
        digits
    }

    /// The number as an integer, where it is a small one and not negative.
    pub(crate) fn to_u64(&self) -> Option<u64> {
        if self.negative || self.scale > 0 || self.digits.len() > 18 {
            return None;
        }
        Some(self.digits.iter().fold(0, |sum, digit| sum * 10 + u64::from(*digit)))
    }

    fn magnitude_cmp(&self, other: &Self) -> Ordering {
        let whole = |left: &Self, right: &Self| left.digits.len() + right.scale;
        if self.is_zero() || other.is_zero() {
            return other.is_zero().cmp(&self.is_zero());
        }
        whole(self, other).cmp(&whole(other, self)).then_with(|| self.digits.cmp(&other.digits))
    }
}

impl From<u64> for Decimal {
    fn from(number: u64) -> Self {
        let mut digits = Vec::with_capacity(number.checked_ilog10().map_or(0, |power| power as usize + 1));
        let mut rest = number;
        while rest > 0 {
            digits.push((rest % 10) as u8);
            rest /= 10;
        }
        digits.reverse();
        Self { negative: false, digits, scale: 0 }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude_cmp(other),
            (true, true) => other.magnitude_cmp(self),
            (mine, theirs) => theirs.cmp(&mine),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = (self.scale + 1).saturating_sub(self.digits.len());
        let padded: String = std::iter::repeat_n(0, missing)
            .chain(self.digits.iter().copied())
            .map(|digit| char::from(b'0' + digit))
            .collect();
        let (whole, fraction) = padded.split_at(padded.len() - self.scale);
        let sign = if self.negative { "-" } else { "" };
        if fraction.is_empty() {
            write!(formatter, "{sign}{whole}")
        } else {
            write!(formatter, "{sign}{whole}.{fraction}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn plain_notation_is_kept_exactly() {
        for (written, plain) in [
            ("0.1", "0.1"),
            ("1.10", "1.1"),
            ("0033", "33"),
            (".5", "0.5"),
            ("-0", "0"),
            ("0.000", "0"),
            ("-2.50", "-2.5"),
            (
                "1234567890123456789012345678901234567890123456789012345678901234",
                "1234567890123456789012345678901234567890123456789012345678901234",
            ),
        ] {
            assert_eq!(decimal(written).to_string(), plain);
        }
        for bad in ["", ".", "-", "1e5", "1,000", "1.2.3", "one"] {
            assert_eq!(Decimal::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn arithmetic_has_no_rounding_but_in_divisions() {
        assert_eq!(decimal("1.2").shifted(9).unwrap().to_string(), "1200000000");
        assert_eq!(decimal("40").lowered(2).to_string(), "0.4");
        assert_eq!(decimal("0.1").plus(&decimal("0.2")).to_string(), "0.3");
        assert_eq!(decimal("9.99").plus(&decimal("0.01")).to_string(), "10");
        assert_eq!(decimal("1").over(3).unwrap().to_string(), "0.333333333333");
        assert_eq!(decimal("2").over(3).unwrap().to_string(), "0.666666666667");
        assert_eq!(decimal("1").over(0), None);
        assert_eq!(decimal("2.5").times(12).unwrap().to_string(), "30");
        assert_eq!(Decimal::from(1_000_007).to_string(), "1000007");
    }

    proptest! {
        #[test]
        fn agrees_with_integers(a in 0u32.., b in 0u32..) {
            let (left, right) = (Decimal::from(u64::from(a)), Decimal::from(u64::from(b)));
            prop_assert_eq!(left.plus(&right).to_u64(), Some(u64::from(a) + u64::from(b)));
            prop_assert_eq!(left.times(u64::from(b)).unwrap().to_string(), (u64::from(a) * u64::from(b)).to_string());
            prop_assert_eq!(left.cmp(&right), a.cmp(&b));
            prop_assert_eq!(left.clone().negated().cmp(&right.clone().negated()), (-i64::from(a)).cmp(&-i64::from(b)));
            let tenth = left.clone().lowered(1);
            prop_assert_eq!(tenth.clone().shifted(1), Some(left));
            prop_assert_eq!(Decimal::parse(&tenth.to_string()), Some(tenth));
        }
    }
}
