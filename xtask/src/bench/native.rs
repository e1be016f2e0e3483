//! Speed by layer, natively, on one thread.

use super::{Runs, megabytes};
use postil::detect::{entity::Recognizer, quantity, quotation};
use postil::model::{BoundaryPredictor, Model};
use postil::segment::{self, Segmentation, Token};
use postil::text::OffsetMap;
use postil::{Article, Document, Span, resolve};
use serde_json::{Value, json};
use std::sync::Arc;

/// What all layers together must reach, in megabytes a second.
const BAR: f64 = 2.0;

/// Prints one table for all `texts`, each with its name.
pub(super) fn print(texts: &[(&str, String)]) -> Result<Value, String> {
    println!("native, one thread, MB/s              median  slowest  fastest    bar");
    let mut report = Vec::new();
    for (name, text) in texts {
        for (layer, runs) in layers(text)? {
            let [median, slowest, fastest] = runs.speeds(text.len());
            let bar = if layer == "all" { format!("≥ {BAR}") } else { String::new() };
            let of = format!("{name}, {:.2} MB", megabytes(text.len()));
            println!("  {layer:<11} {of:<22} {median:>8.2} {slowest:>8.2} {fastest:>8.2} {bar:>6}");
            report.push(json!({
                "layer": layer, "text": name, "bytes": text.len(),
                "median": median, "slowest": slowest, "fastest": fastest,
            }));
        }
    }
    Ok(Value::Array(report))
}

/// Each layer by itself, with what it needs ready, and then all at once as the Engine does it.
fn layers(text: &str) -> Result<Vec<(&'static str, Runs)>, String> {
    let engine = crate::eval::engine()?;
    let predictor = predictor()?;
    let article = Article::new(text);
    let paragraphs: Vec<&str> = article.paragraphs().iter().map(|paragraph| paragraph.slice(article.text())).collect();
    let read = |paragraph: &&str| segment::segment_with(&predictor, paragraph);
    let segmentations: Vec<Segmentation> = paragraphs.iter().map(read).collect();
    let (sentences, tokens) = placed(&article, &segmentations);
    let document =
        Document { text: article.text(), paragraphs: article.paragraphs(), sentences: &sentences, tokens: &tokens };
    let model = Arc::new(Model::read(crate::eval::model()?).map_err(|error| error.to_string())?);
    let recognizer = Recognizer::default().with_model(&model).map_err(|error| error.to_string())?;
    let mut mentions = recognizer.mentions(&document);
    resolve::entity::entities(&document, &mut mentions);
    let numbers = || {
        let pairs = paragraphs.iter().zip(&segmentations);
        pairs.map(|(paragraph, found)| quantity::quantities(paragraph, &found.tokens).len()).sum::<usize>()
    };
    Ok(vec![
        ("intake", Runs::of(|| (Article::new(text), OffsetMap::new(text)))),
        ("segment", Runs::of(|| paragraphs.iter().map(read).collect::<Vec<_>>())),
        ("entities", Runs::of(|| recognizer.mentions(&document))),
        ("coreference", Runs::of(|| resolve::entity::entities(&document, &mut mentions.clone()))),
        ("quotations", Runs::of(|| quotation::quotations(&document, &mentions))),
        ("quantities", Runs::of(numbers)),
        ("all", Runs::of(|| engine.annotate(&article))),
    ])
}

fn predictor() -> Result<BoundaryPredictor, String> {
    let model = Model::read(crate::eval::model()?).map_err(|error| error.to_string())?;
    BoundaryPredictor::new(Arc::new(model)).map_err(|error| error.to_string())
}

/// Sentences and tokens with offsets in the whole text.
fn placed(article: &Article, segmentations: &[Segmentation]) -> (Vec<Span>, Vec<Token>) {
    let (mut sentences, mut tokens) = (Vec::new(), Vec::new());
    for (paragraph, found) in article.paragraphs().iter().zip(segmentations) {
        let offset = paragraph.start;
        sentences.extend(found.sentences.iter().map(|sentence| sentence.shifted(offset)));
        tokens.extend(found.tokens.iter().map(|token| Token { span: token.span.shifted(offset), ..*token }));
    }
    (sentences, tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layers_see_the_sentences_and_tokens_of_the_engine() {
        let article = Article::new("Goïta spoke.\n\nHe left at 3 p.m. on Monday.");
        let predictor = predictor().unwrap();
        let read = |paragraph: &Span| segment::segment_with(&predictor, paragraph.slice(article.text()));
        let segmentations: Vec<Segmentation> = article.paragraphs().iter().map(read).collect();
        let analysis = crate::eval::engine().unwrap().annotate(&article);
        assert_eq!(placed(&article, &segmentations), (analysis.sentences, analysis.tokens));
    }
}
