//! Where tokens and sentences differ from a corpus, to look at.

use crate::corpus::{self, Document};
use crate::report;
use postil::Span;
use postil::model::BoundaryPredictor;
use postil::segment;
use std::collections::BTreeSet;
use std::error::Error;

/// Prints every difference between `corpus` and what is found in it: `+` for found and not there, `-` for there and not found.
pub(crate) fn print(corpus: &str, predictor: &BoundaryPredictor) -> Result<(), Box<dyn Error>> {
    for document in corpus::read(corpus)? {
        let (tokens, sentences) =
            report::postil(&document.text, &|paragraph| segment::segment_with(predictor, paragraph));
        differences(&document, "token", &tokens, &document.tokens);
        differences(&document, "sentence", &ends(&sentences), &ends(&document.sentences));
    }
    Ok(())
}

fn ends(sentences: &[Span]) -> Vec<Span> {
    sentences.iter().map(|sentence| Span::new(sentence.end, sentence.end)).collect()
}

fn differences(document: &Document, what: &str, found: &[Span], gold: &[Span]) {
    let (found, gold): (BTreeSet<_>, BTreeSet<_>) = (found.iter().collect(), gold.iter().collect());
    for span in found.symmetric_difference(&gold) {
        let sign = if found.contains(*span) { '+' } else { '-' };
        println!("{sign} {what}\t{}", around(&document.text, **span));
    }
}

/// The span between bars, with some of the text on both sides.
fn around(text: &str, span: Span) -> String {
    let (before, after) = (text.get(..span.range().start), text.get(span.range().end..));
    let start = before.and_then(|text| text.char_indices().rev().nth(50)).map_or(0, |(at, _)| at);
    let end = after.and_then(|text| text.char_indices().nth(40)).map_or(text.len(), |(at, _)| span.range().end + at);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let line = format!("{}|{}|{}", part(start, span.range().start), span.slice(text), part(span.range().end, end));
    line.replace('\n', "⏎")
}
