//! A claim said in words, for people: "at least 20 arrests, says a security insider (anonymous)".

use crate::analysis::{Change, ChangeRole, Direction, Quantity, Source, SourceKind};

/// What `quantity` claims, and who says so where the text tells. Words of the text stay as they are.
///
/// ```
/// use postil::analysis::{Source, SourceKind};
/// use postil::detect::quantity::quantities;
/// use postil::session::claim_in_words;
///
/// let text = "The toll rose to at least 20 people.";
/// let source = Source { kind: SourceKind::Anonymous, name: "an aide".to_owned(), entity: None, mentions: Vec::new() };
/// let claim = &quantities(text, &[])[0];
/// assert_eq!(claim_in_words(text, claim, Some(&source)), "at least 20 people, after an increase, says an aide (anonymous)");
/// ```
pub fn claim_in_words(text: &str, quantity: &Quantity, source: Option<&Source>) -> String {
    let mut words = quantity.span.slice(text).trim().to_owned();
    if let Some(counted) = quantity.parts.counted.filter(|counted| counted.start >= quantity.span.end) {
        let of = text.get(quantity.span.end as usize..counted.start as usize).unwrap_or_default().trim();
        let joint = if of.starts_with("of") { " of " } else { " " };
        words = format!("{words}{joint}{}", counted.slice(text));
    }
    if let Some(change) = quantity.change {
        words = format!("{words}, {}", moved(change));
    }
    if quantity.unit_assumed {
        words = format!("{words} ({} assumed)", quantity.unit.as_deref().unwrap_or_default());
    }
    match source {
        Some(source) => format!("{words}, says {}{}", source.name, withheld(source.kind)),
        None => words,
    }
}

const fn moved(change: Change) -> &'static str {
    match (change.role, change.direction) {
        (ChangeRole::Delta | ChangeRole::Factor, Direction::Increase) => "an increase",
        (ChangeRole::Delta | ChangeRole::Factor, Direction::Decrease) => "a decrease",
        (ChangeRole::From, Direction::Increase) => "before an increase",
        (ChangeRole::From, Direction::Decrease) => "before a decrease",
        (ChangeRole::To, Direction::Increase) => "after an increase",
        (ChangeRole::To, Direction::Decrease) => "after a decrease",
    }
}

/// What readers ought to know of a source without a name.
pub(super) const fn withheld(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Anonymous => " (anonymous)",
        SourceKind::Vague => " (nobody in particular)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::quantity::quantities;

    #[test]
    fn claims_are_said_with_what_they_count_and_how_they_move() {
        for (text, expected) in [
            ("There were approximately 50 arrests.", "approximately 50 arrests"),
            ("Dozens of soldiers were held.", "Dozens of soldiers"),
            ("It fell by 3 per cent.", "3 per cent, a decrease"),
            ("A third of the staff left.", "A third of staff"),
            ("It costs $5.", "$5 (USD assumed)"),
        ] {
            assert_eq!(claim_in_words(text, &quantities(text, &[])[0], None), expected, "{text}");
        }
    }
}
