//! What holds of numeric claims in any text at all.

use postil::Span;
use postil::analysis::Quantity;
use postil::detect::quantity::quantities;
use proptest::prelude::*;

/// Words and signs that numeric claims are made of, to be strung together at random.
const PIECES: &[&str] = &[
    "12",
    "1,234.5",
    "2020",
    "0",
    "3rd",
    "½",
    "1/2",
    "$",
    "€",
    "%",
    " ",
    "  ",
    "-",
    "–",
    "to",
    "from",
    "between",
    "and",
    "two",
    "hundred",
    "thousand",
    "million",
    "bn",
    "k",
    "m",
    "km",
    "an",
    "a",
    "half",
    "third",
    "dozens",
    "of",
    "several",
    "about",
    "at least",
    "more than",
    "or more",
    "-year-old",
    "years",
    "aged",
    "his",
    "s",
    "'",
    "May",
    "p.m.",
    ":",
    ".",
    ",",
    "(",
    ")",
    "+",
    "one",
    "in",
    "ten",
    "no",
    "doubled",
    "twice",
    "as",
    "rose",
    "by",
    "people",
    "boats",
    "Boeing",
    "É",
    "👍",
    "\u{301}",
    "\u{202f}",
    "minus",
    "°C",
    "sq",
    "ft",
    "per",
    "cent",
    "£",
    "Rs",
    "USD",
    "point",
    "five",
];

fn is_decimal(text: &str) -> bool {
    let magnitude = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction)
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let found = quantities(text, &[]);
    let mut end = 0;
    for Quantity { span, value, low, high, parts, change, .. } in &found {
        prop_assert!(end <= span.start && !span.is_empty() && text.get(span.range()).is_some(), "{span:?} in {text:?}");
        end = span.end;
        for part in [parts.hedge, parts.number, parts.unit].into_iter().flatten() {
            prop_assert!(span.contains(part) && text.get(part.range()).is_some(), "{part:?} of {span:?} in {text:?}");
        }
        let outer: Vec<Span> = parts.counted.into_iter().chain(change.map(|change| change.cue)).collect();
        prop_assert!(outer.iter().all(|part| !part.is_empty() && text.get(part.range()).is_some()));
        prop_assert!([value, low, high].into_iter().flatten().all(|number| is_decimal(number)), "{text:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_valid_claims(text in "\\PC*") {
        check(&text)?;
    }

    #[test]
    fn any_string_of_number_words_gives_valid_claims(
        pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..40)
    ) {
        let text: String = pieces.iter().flat_map(|(piece, space)| [*piece, if *space { " " } else { "" }]).collect();
        check(&text)?;
    }
}

/// `written` stands in a sentence as a number of boats: its written form, and its value.
fn read_back(written: &str) -> Option<(String, String)> {
    let text = format!("They counted {written} boats.");
    let claim = quantities(&text, &[]).into_iter().next()?;
    Some((claim.parts.number?.slice(&text).to_owned(), claim.value?))
}

#[test]
fn numbers_are_exact_and_keep_their_written_form() {
    let long = "1234567890123456789012345678901234567890123456789012345678901234";
    let grouped = "123,456,789,012,345,678,901,234,567,890";
    for (written, value) in [
        ("0.1", "0.1"),
        ("1,234.56", "1234.56"),
        ("1e6", "1000000"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("9007199254740993", "9007199254740993"),
        ("12,34,56,789", "123456789"),
        ("2.675 million", "2675000"),
        (grouped, "123456789012345678901234567890"),
        (long, long),
    ] {
        assert_eq!(read_back(written), Some((written.to_owned(), value.to_owned())));
    }
}

proptest! {
    #[test]
    fn digits_are_never_rounded(whole in "[1-9][0-9]{4,63}", decimals in "[0-9]{0,20}[1-9]") {
        prop_assume!(whole.len() != 32); // So many digits and no more are a UUID.
        let written = format!("{whole}.{decimals}");
        prop_assert_eq!(read_back(&written), Some((written.clone(), written.clone())));
        prop_assert_eq!(read_back(&whole), Some((whole.clone(), whole.clone())));
    }
}

/// Finishes only because every look-around is bounded: a quadratic pass over this much takes minutes.
#[test]
fn hostile_text_is_read() {
    for pattern in [
        "1",
        "1,",
        "12,",
        "1 ",
        "1.",
        "1-",
        "1:",
        "1/",
        "-",
        "+1 ",
        "(",
        "one ",
        "hundred ",
        "million ",
        "dozen ",
        "half ",
        "twenty-",
        "and ",
        "a ",
        "a few ",
        "$",
        "$1 ",
        "1a",
        "a1",
        "at least ",
        "or more ",
        "1 to ",
        "between ",
        "rose ",
        "1ft ",
        "several hundred ",
        "0123 ",
        "1 000 ",
        "١",
        "é",
        ".5",
        "1::",
        "point five ",
        "May 1, ",
        "No. 1, ",
    ] {
        let text = pattern.repeat((1 << 17) / pattern.len());
        assert!(quantities(&text, &[]).iter().all(|claim| text.get(claim.span.range()).is_some()), "{pattern:?}");
    }
}
