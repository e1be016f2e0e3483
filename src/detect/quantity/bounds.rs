//! Two bounds on one number: "more than 10 and less than 20", "at most 100 and at least 20 apples".

use crate::analysis::{Quantity, QuantityKind};

/// Words that may stand between two bounds.
const JOINTS: [&str; 6] = ["and", "but", ", and", ", but", ",", "and yet"];

/// Puts the last two of `found` together where they bound one number from both sides.
pub(super) fn join_last(paragraph: &str, found: &mut Vec<Quantity>) {
    let [.., first, second] = &found[..] else { return };
    let Some(joined) = joined(paragraph, first, second) else { return };
    found.truncate(found.len() - 2);
    found.push(joined);
}

fn joined(paragraph: &str, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let between = paragraph.get(first.span.end as usize..second.span.start as usize)?.trim();
    let countable = first.kind == second.kind && !matches!(first.kind, QuantityKind::Date | QuantityKind::Ordinal);
    let one_unit = first.unit.is_none() || first.unit == second.unit;
    let counted = first.parts.counted.is_some() || first.vague || second.vague;
    if !JOINTS.contains(&between) || !countable || !one_unit || counted {
        return None;
    }
    let (low, high) = ends(first, second).or_else(|| ends(second, first))?;
    Some(Quantity { span: first.span.cover(second.span), low, high, comparator: None, ..second.clone() })
}

type End = Option<String>;

/// The bound from below in `from` and the bound from above in `to`, where they leave something between them.
fn ends(from: &Quantity, to: &Quantity) -> Option<(End, End)> {
    let (low, high) = (from.low.as_ref()?, to.high.as_ref()?);
    let read = super::decimal::Decimal::parse;
    let open = from.high.is_none() && to.low.is_none() && read(low)? < read(high)?;
    open.then(|| (Some(low.clone()), Some(high.clone())))
}

#[cfg(test)]
mod tests {
    use crate::detect::quantity::quantities;

    #[test]
    fn bounds_from_both_sides_are_one_claim() {
        for (text, ends) in [
            ("It is larger than 10 and smaller than 20.", (Some("10"), Some("20"))),
            ("There are at most 100 and at least 20 apples.", (Some("20"), Some("100"))),
            ("The price is above $1.5m but below $2m.", (Some("1500000"), Some("2000000"))),
        ] {
            let claims = quantities(text, &[]);
            assert_eq!(claims.len(), 1, "{text}");
            assert_eq!((claims[0].low.as_deref(), claims[0].high.as_deref()), ends, "{text}");
        }
        for text in
            ["More than 20 boats and less than 10 cars.", "More than 20 and less than 10.", "Over 5, under 10%."]
        {
            assert_eq!(quantities(text, &[]).len(), 2, "{text}");
        }
    }
}
