//! The literate cases of `tests/spec/quantities.md`.

use postil::analysis::{ChangeRole, Direction, Quantity};
use postil::detect::quantity::quantities;

const SPEC: &str = include_str!("spec/quantities.md");
const SIGNS: [&str; 6] = ["~", "<", "<=", "=", ">=", ">"];

/// A marked claim: where it stands and what is stated of it.
#[derive(Debug)]
struct Marked {
    start: usize,
    end: usize,
    stated: String,
}

/// One list item: its sentence without marks, its claims, and whether it is known to fail.
#[derive(Debug)]
struct Case {
    number: String,
    text: String,
    claims: Vec<Marked>,
    known_to_fail: bool,
}

fn cases() -> Vec<Case> {
    let mut found: Vec<Case> = Vec::new();
    for line in SPEC.lines() {
        if let Some((number, marked)) = line.strip_prefix("- ").and_then(|item| item.split_once(' ')) {
            let (text, claims) = unmarked(marked);
            found.push(Case { number: number.to_owned(), text, claims, known_to_fail: false });
        } else if line.trim_start().starts_with("FIXME")
            && let Some(last) = found.last_mut()
        {
            last.known_to_fail = true;
        }
    }
    found
}

/// Takes the marks out of a sentence. Unit codes have brackets of their own, always in pairs.
fn unmarked(marked: &str) -> (String, Vec<Marked>) {
    let (mut text, mut claims, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let end = closing(after).unwrap_or_else(|| panic!("unclosed mark in {marked}"));
        let (claim, stated) =
            after[..end].split_once(" | ").unwrap_or_else(|| panic!("a mark without a claim in {marked}"));
        let start = text.len();
        text.push_str(claim);
        claims.push(Marked { start, end: text.len(), stated: stated.to_owned() });
        rest = &after[end + 1..];
    }
    text.push_str(rest);
    (text, claims)
}

/// Where the bracket that is open before `text` closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, sign)| match sign {
        '[' => {
            depth += 1;
            None
        }
        ']' if depth == 0 => Some(at),
        ']' => {
            depth -= 1;
            None
        }
        _ => None,
    })
}

fn value(claim: &Quantity) -> String {
    match (&claim.value, &claim.low, &claim.high) {
        _ if claim.vague => "vague".to_owned(),
        (Some(value), _, _) => value.clone(),
        (None, None, None) => "-".to_owned(),
        (None, low, high) => format!("{}..{}", low.as_deref().unwrap_or(""), high.as_deref().unwrap_or("")),
    }
}

fn movement(claim: &Quantity) -> String {
    claim.change.map_or_else(String::new, |change| {
        let sign = if change.direction == Direction::Increase { '+' } else { '-' };
        let role = match change.role {
            ChangeRole::Delta => "delta",
            ChangeRole::From => "from",
            ChangeRole::To => "to",
            ChangeRole::Factor => "factor",
        };
        format!("{sign}{role}")
    })
}

/// What is wrong with `claim`, measured by what the mark states.
fn difference(text: &str, claim: &Quantity, marked: &Marked) -> Option<String> {
    let words: Vec<&str> = marked.stated.split(' ').collect();
    let (named, rest) = words.split_at(2);
    let optional = |word: &&&str| word.starts_with("of=") || word.starts_with(['+', '-']);
    let fixed: Vec<&str> = rest.iter().filter(|word| !optional(word)).copied().collect();
    let comparator = fixed.iter().find(|word| SIGNS.contains(word)).copied();
    let unit = fixed.iter().find(|word| !SIGNS.contains(word)).copied();
    let counted = claim.parts.counted.map(|span| format!("of={}", span.slice(text).replace(' ', "_")));
    let stated = |word: &&str| Some(*word) == counted.as_deref() || *word == movement(claim);
    let right = (claim.span.start as usize, claim.span.end as usize) == (marked.start, marked.end)
        && named == [claim.kind.name(), value(claim).as_str()]
        && unit == claim.unit.as_deref()
        && comparator == claim.comparator.map(postil::analysis::Comparator::sign)
        && rest.iter().filter(optional).all(stated);
    (!right).then(|| format!("wanted {}, found {claim:?}", marked.stated))
}

fn failure(case: &Case) -> Option<String> {
    let found = quantities(&case.text, &[]);
    if found.len() != case.claims.len() {
        let texts: Vec<_> = found.iter().map(|claim| claim.span.slice(&case.text)).collect();
        return Some(format!("wanted {} claims, found {texts:?}", case.claims.len()));
    }
    found.iter().zip(&case.claims).find_map(|(claim, marked)| difference(&case.text, claim, marked))
}

#[test]
fn every_case_holds_but_those_known_to_fail() {
    let cases = cases();
    assert!(cases.len() > 80, "the spec has been read: {}", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        match (failure(case), case.known_to_fail) {
            (Some(failure), false) => wrong.push(format!("{} {}\n    {failure}", case.number, case.text)),
            (None, true) => wrong.push(format!("{} {}\n    passes now: take its FIXME out", case.number, case.text)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
