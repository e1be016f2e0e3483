//! Whether a predicted value is the gold one.

use super::{Claim, Modifier};

/// Whether the gold states a value.
pub(super) fn is_stated(gold: &Claim) -> bool {
    gold.value.is_some() || gold.low.is_some() || gold.high.is_some()
}

/// Whether `predicted` has the value of `gold`, which decides the shape.
pub(super) fn is_right(gold: &Claim, predicted: &Claim) -> bool {
    match (gold.low, gold.high, gold.value) {
        (None, None, None) => false,
        (None, None, Some(value)) => is_point(value, gold, predicted),
        (low, high, _) => is_range(low, high, predicted),
    }
}

fn is_point(value: f64, gold: &Claim, predicted: &Claim) -> bool {
    match (predicted.value, predicted.low, predicted.high) {
        (Some(found), _, _) => is_close(value, found) || is_same_time(value, gold, found, predicted),
        (None, Some(bound), None) | (None, None, Some(bound)) => is_close(value, bound),
        _ => false,
    }
}

fn is_range(low: Option<f64>, high: Option<f64>, predicted: &Claim) -> bool {
    if predicted.low.is_some() || predicted.high.is_some() {
        return are_close(low, predicted.low) && are_close(high, predicted.high);
    }
    let Some(found) = predicted.value else { return false };
    match (low, high, &predicted.modifier) {
        (Some(low), Some(high), _) => is_close(low, high) && is_close(low, found),
        (Some(bound), None, Some(Modifier::Above)) | (None, Some(bound), Some(Modifier::Below)) => {
            is_close(bound, found)
        }
        _ => false,
    }
}

fn are_close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => is_close(a, b),
        (None, None) => true,
        _ => false,
    }
}

fn is_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= (1e-5 * a.abs().max(b.abs())).max(1e-9)
}

/// A length of time may be stated in another unit of time.
fn is_same_time(value: f64, gold: &Claim, found: f64, predicted: &Claim) -> bool {
    let seconds = |claim: &Claim| claim.unit.as_deref().and_then(seconds);
    match (seconds(gold), seconds(predicted)) {
        (Some(one), Some(other)) => is_close(value * one, found * other),
        _ => false,
    }
}

/// The seconds of a unit of time, by its name or UCUM code. A month has 30 days and a year 365.
fn seconds(unit: &str) -> Option<f64> {
    const DAY: f64 = 86_400.0;
    let unit = unit.trim().to_lowercase().replace(['-', '_'], " ");
    let unit = unit.strip_suffix(" old").or_else(|| unit.strip_suffix(" of age")).unwrap_or(&unit);
    match unit.strip_suffix('s').filter(|singular| singular.len() > 2).unwrap_or(unit) {
        "s" | "second" => Some(1.0),
        "min" | "minute" => Some(60.0),
        "h" | "hour" => Some(3_600.0),
        "d" | "day" => Some(DAY),
        "wk" | "week" => Some(7.0 * DAY),
        "mo" | "month" => Some(30.0 * DAY),
        "quarter" => Some(90.0 * DAY),
        "a" | "year" => Some(365.0 * DAY),
        "decade" => Some(3_650.0 * DAY),
        "century" | "centurie" => Some(36_500.0 * DAY),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(value: f64, unit: &str) -> Claim {
        Claim { value: Some(value), unit: Some(unit.to_owned()), ..Claim::default() }
    }

    fn range(low: Option<f64>, high: Option<f64>) -> Claim {
        Claim { low, high, ..Claim::default() }
    }

    #[test]
    fn points() {
        assert!(is_right(&point(0.1, ""), &point(0.1 + 1e-12, "")));
        assert!(!is_right(&point(100.0, ""), &point(100.1, "")));
        assert!(is_right(&point(20.0, ""), &range(Some(20.0), None)));
        assert!(!is_right(&point(20.0, ""), &range(Some(20.0), Some(30.0))));
        assert!(!is_right(&Claim::default(), &Claim::default()));
    }

    #[test]
    fn the_same_time_in_another_unit() {
        assert!(is_right(&point(1.0, "day"), &point(24.0, "h")));
        assert!(is_right(&point(2.0, "Years"), &point(2.0, "a")));
        assert!(is_right(&point(1.0, "year-old"), &point(365.0, "d")));
        assert!(!is_right(&point(1.0, "m"), &point(60.0, "s")));
        assert!(!is_right(&point(1.0, "day"), &point(2.0, "day")));
    }

    #[test]
    fn ranges_and_bounds() {
        let above = Claim { modifier: Some(Modifier::Above), ..point(20.0, "") };
        assert!(is_right(&range(Some(20.0), Some(30.0)), &range(Some(20.0), Some(30.0))));
        assert!(!is_right(&range(Some(20.0), Some(30.0)), &range(Some(20.0), None)));
        assert!(is_right(&range(Some(20.0), None), &above));
        assert!(!is_right(&range(None, Some(20.0)), &above));
        assert!(!is_right(&range(Some(20.0), None), &point(20.0, "")));
        assert!(is_right(&range(Some(20.0), Some(20.0)), &point(20.0, "")));
    }
}
