//! Trains the models that the engine reads.
//!
//! ```text
//! postil-train sentences             trains models/sentences.bin and measures it
//! postil-train measure CORPUS ...    measures the model as it is, the rules and a baseline
//! postil-train errors CORPUS ...     prints where the model as it is differs from the corpus
//! ```
//!
//! Corpora are read from the folder that the variable `POSTIL_DATA` names, by the name of their file in `ner/`.

mod corpus;
mod errors;
mod report;
mod sentences;

use postil::model::{BoundaryPredictor, Model};
use postil::segment;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

/// What the sentence model learns from.
const TRAIN: [&str; 2] = ["gum_open_nonews.train", "uner_ewt.train"];

/// What it is measured on.
const DEV: [&str; 2] = ["gum_open_nonews.dev", "uner_ewt.dev"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["sentences"] => train(),
        ["measure", corpora @ ..] => measure(corpora),
        ["errors", corpora @ ..] => corpora.iter().try_for_each(|corpus| errors::print(corpus, &shipped()?)),
        _ => Err("say what to do: sentences, measure CORPUS ..., or errors CORPUS ...".into()),
    }
}

fn train() -> Result<(), Box<dyn Error>> {
    let mut documents = Vec::new();
    for corpus in TRAIN {
        documents.extend(corpus::read(corpus)?);
    }
    let examples = sentences::examples(&documents);
    let file = sentences::train(&examples, &sentences::RECIPE);
    std::fs::write(path(), &file)?;
    println!("{} gaps, {} bytes in {}", examples.len(), file.len(), path().display());
    measure(&DEV)
}

fn measure(corpora: &[&str]) -> Result<(), Box<dyn Error>> {
    let predictor = shipped()?;
    let trained = |text: &str| report::postil(text, &|paragraph| segment::segment_with(&predictor, paragraph));
    let rules = |text: &str| report::postil(text, &segment::segment);
    report::print(corpora, &[("Postil", &trained), ("Postil, rules only", &rules), ("Unicode rules", &report::unicode)])
}

fn shipped() -> Result<BoundaryPredictor, Box<dyn Error>> {
    let file = std::fs::read(path()).map_err(|error| format!("{}: {error}", path().display()))?;
    Ok(BoundaryPredictor::new(Arc::new(Model::read(file)?))?)
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../models/sentences.bin")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs where the corpora are.
    #[test]
    fn training_gives_the_shipped_model() {
        if std::env::var_os("POSTIL_DATA").is_none() {
            return;
        }
        let documents: Vec<_> = TRAIN.iter().flat_map(|corpus| corpus::read(corpus).unwrap()).collect();
        let file = sentences::train(&sentences::examples(&documents), &sentences::RECIPE);
        assert!(file == std::fs::read(path()).unwrap(), "train again: postil-train sentences");
    }
}
