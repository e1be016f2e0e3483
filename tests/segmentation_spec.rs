//! The literate spec of tokens and sentences: `tests/spec/segmentation.md`, whose head explains the marking.

mod cases;

use cases::{Case, cases, report};
use postil::model::{BoundaryPredictor, Model};
use postil::segment::{Segmentation, segment, segment_with};
use std::sync::Arc;

const FILE: &str = "tests/spec/segmentation.md";

#[test]
fn tokens_and_sentences_are_as_marked() {
    let model = Arc::new(Model::read(include_bytes!("../models/sentences.bin").to_vec()).unwrap());
    let predictor = BoundaryPredictor::new(model).unwrap();
    let cases = cases(include_str!("spec/segmentation.md"));
    assert!(cases.len() > 60, "only {} cases were read", cases.len());
    let failures: Vec<_> = cases.iter().flat_map(|case| check(case, &predictor)).collect();
    report(FILE, &failures);
}

/// What is wrong with `case`, for each way that its block names.
fn check(case: &Case, predictor: &BoundaryPredictor) -> Vec<(Case, String)> {
    let tokens = case.block == "tokens";
    let text = if tokens { unmarked(&case.text) } else { case.text.replace(" ‖ ", " ").replace('‖', "") };
    let (rules, model) = (("rules", segment(&text)), ("model", segment_with(predictor, &text)));
    let ways = match case.block.as_str() {
        "tokens" | "sentences rules" => vec![rules],
        "sentences model" => vec![model],
        "sentences" => vec![rules, model],
        other => panic!("{FILE}:{}: a block named {other:?}", case.line),
    };
    let wrong = ways.iter().filter_map(|(way, found)| {
        let found = marked(&text, found, !tokens);
        (found != case.text).then(|| format!("  expected {}\n  {way:8} {found}", case.text))
    });
    wrong.map(|what| (case.clone(), what)).collect()
}

/// The text without the marks of tokens.
fn unmarked(marked: &str) -> String {
    marked.replace("\\|", "\u{0}").replace('|', "").replace('\u{0}', "|")
}

/// `text` with the marks of what was found.
fn marked(text: &str, found: &Segmentation, with_sentences: bool) -> String {
    let mut line = String::new();
    let mut end = 0;
    for token in &found.tokens {
        let gap = text.get(end..token.span.range().start).unwrap_or_default();
        let sentence = with_sentences && end > 0 && found.sentences.iter().any(|span| span.start == token.span.start);
        match (gap.is_empty(), sentence) {
            (_, true) => line.push_str(if gap.is_empty() { "‖" } else { " ‖ " }),
            (true, false) if end > 0 && !with_sentences => line.push('|'),
            _ => line.push_str(gap),
        }
        line.push_str(&token.span.slice(text).replace('|', if with_sentences { "|" } else { "\\|" }));
        end = token.span.range().end;
    }
    line
}
