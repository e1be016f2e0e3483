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

/// The layers that are measured, in the order of their rows.
pub(super) const LAYERS: [&str; 7] =
    ["intake", "segment", "entities", "coreference", "quotations", "quantities", "all"];

/// What a layer must reach, in megabytes a second, where its issue asks for something.
fn bar(layer: &str) -> Option<f64> {
    match layer {
        "entities" => Some(4.0),
        "quotations" => Some(8.0),
        "quantities" => Some(20.0),
        "all" => Some(BAR),
        _ => None,
    }
}

/// Prints one table of `wanted` layers for all `texts`, each with its name.
pub(super) fn print(texts: &[(&str, String)], wanted: &[&str]) -> Result<Value, String> {
    println!("native, one thread, MB/s              median  slowest  fastest    bar");
    let mut report = Vec::new();
    for (name, text) in texts {
        for (layer, runs) in layers(text, wanted)? {
            let [median, slowest, fastest] = runs.speeds(text.len());
            let bar = bar(layer).map_or_else(String::new, |bar| format!("≥ {bar}"));
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

/// Each wanted layer by itself, with what it needs ready, and all at once as the Engine does it.
fn layers(text: &str, wanted: &[&str]) -> Result<Vec<(&'static str, Runs)>, String> {
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
    let runs = |layer: &str| match layer {
        "intake" => Runs::of(|| (Article::new(text), OffsetMap::new(text))),
        "segment" => Runs::of(|| paragraphs.iter().map(read).collect::<Vec<_>>()),
        "entities" => Runs::of(|| recognizer.mentions(&document)),
        "coreference" => Runs::of(|| resolve::entity::entities(&document, &mut mentions.clone())),
        "quotations" => Runs::of(|| quotation::quotations(&document, &mentions)),
        "quantities" => Runs::of(numbers),
        _ => Runs::of(|| engine.annotate(&article)),
    };
    Ok(LAYERS.into_iter().filter(|layer| wanted.contains(layer)).map(|layer| (layer, runs(layer))).collect())
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
