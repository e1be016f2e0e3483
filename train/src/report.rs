//! How well tokens and sentences are found, beside a baseline.

use crate::corpus::{self, Document};
use postil::score::Tally;
use postil::score::segment::{score_sentences, score_tokens};
use postil::segment::{self, Segmentation};
use postil::{Article, Span};
use std::error::Error;
use unicode_segmentation::UnicodeSegmentation;

/// A way to cut a text into tokens and sentences.
pub(crate) type Cutter<'a> = &'a dyn Fn(&str) -> (Vec<Span>, Vec<Span>);

/// Prints token F1 and sentence-boundary F1 of each way on each corpus.
pub(crate) fn print(corpora: &[&str], ways: &[(&str, Cutter<'_>)]) -> Result<(), Box<dyn Error>> {
    println!(
        "{:24} {:22} {:>8} {:>8} {:>8} {:>8} {:>10}",
        "corpus", "way", "token F1", "sent. P", "sent. R", "sent. F1", "in paragr."
    );
    for corpus in corpora {
        let documents = corpus::read(corpus)?;
        for (name, cutter) in ways {
            let (tokens, sentences, inner) = score(&documents, *cutter);
            println!(
                "{corpus:24} {name:22} {:8.2} {:8.2} {:8.2} {:8.2} {:10.2}",
                100.0 * tokens.f1(),
                100.0 * sentences.precision(),
                100.0 * sentences.recall(),
                100.0 * sentences.f1(),
                100.0 * inner.f1()
            );
        }
    }
    Ok(())
}

/// Tokens, sentence boundaries, and sentence boundaries that are not the end of a paragraph.
fn score(documents: &[Document], cutter: Cutter<'_>) -> (Tally, Tally, Tally) {
    let (mut tokens, mut sentences, mut inner) = Default::default();
    for document in documents {
        let found = cutter(&document.text);
        tokens += score_tokens(&found.0, &document.tokens);
        sentences += score_sentences(&found.1, &document.sentences);
        for paragraph in segment::paragraphs(&document.text) {
            let within =
                |all: &[Span]| -> Vec<Span> { all.iter().filter(|span| paragraph.contains(**span)).copied().collect() };
            inner += score_sentences(&within(&found.1), &within(&document.sentences));
        }
    }
    (tokens, sentences, inner)
}

/// Postil with a way to cut paragraphs.
pub(crate) fn postil(text: &str, cut: &dyn Fn(&str) -> Segmentation) -> (Vec<Span>, Vec<Span>) {
    let article = Article::new(text);
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    for paragraph in article.paragraphs() {
        let found = cut(paragraph.slice(text));
        tokens.extend(found.tokens.iter().map(|token| token.span.shifted(paragraph.start)));
        sentences.extend(found.sentences.iter().map(|span| span.shifted(paragraph.start)));
    }
    (tokens, sentences)
}

/// Words and sentences by the rules of the Unicode standard, without white space.
pub(crate) fn unicode(text: &str) -> (Vec<Span>, Vec<Span>) {
    let tokens = text.split_word_bound_indices().filter_map(trimmed).collect();
    let sentences = text.split_sentence_bound_indices().filter_map(trimmed).collect();
    (tokens, sentences)
}

fn trimmed((start, piece): (usize, &str)) -> Option<Span> {
    let text = piece.trim();
    let start = (start + piece.len() - piece.trim_start().len()) as u32;
    (!text.is_empty()).then(|| Span::new(start, start + text.len() as u32))
}
