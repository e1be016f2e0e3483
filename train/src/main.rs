//! Trains the models that the engine reads.
//!
//! ```text
//! postil-train sentences             trains models/sentences.bin and measures it
//! postil-train words VECTORS         trains models/words.bin on a file of word vectors
//! postil-train entities              trains models/entities.bin
//! postil-train measure CORPUS ...    measures the sentences as they are, the rules and a baseline
//! postil-train errors CORPUS ...     prints where tokens and sentences differ from the corpus
//! postil-train names CORPUS MAP      prints where names differ from the corpus, whose labels mean what MAP says
//! ```
//!
//! Corpora are read from the folder that the variable `POSTIL_DATA` names, by the name of their file in `ner/`.
//! `cargo xtask eval` measures everything.

mod corpus;
mod entities;
mod errors;
mod report;
mod sentences;
mod vectors;
mod words;

use postil::model::{BoundaryPredictor, Model};
use postil::{Engine, segment};
use std::error::Error;
use std::path::{Path, PathBuf};
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
        ["entities"] => train_entities(),
        ["words", vectors] => train_words(vectors),
        ["names", corpus, map] => entities::errors::print(corpus, map, &engine()?),
        ["measure", corpora @ ..] => measure(corpora),
        ["errors", corpora @ ..] => corpora.iter().try_for_each(|corpus| errors::print(corpus, &shipped()?)),
        _ => Err("say what to do: sentences, words FILE, entities, measure CORPUS ..., errors CORPUS ..., or names CORPUS MAP".into()),
    }
}

fn train() -> Result<(), Box<dyn Error>> {
    let mut documents = Vec::new();
    for corpus in TRAIN {
        documents.extend(corpus::read(corpus)?);
    }
    let examples = sentences::examples(&documents);
    let file = sentences::train(&examples, &sentences::RECIPE);
    println!("{} gaps", examples.len());
    keep("sentences.bin", &file)?;
    measure(&DEV)
}

fn train_entities() -> Result<(), Box<dyn Error>> {
    let file = entities::train(&engine()?, &Arc::new(model("words.bin")?))?;
    keep("entities.bin", &file)
}

fn train_words(vectors: &str) -> Result<(), Box<dyn Error>> {
    let words = vectors::read(Path::new(vectors), words::RECIPE.words)?;
    keep("words.bin", &words::train(&words, &words::RECIPE))
}

/// Writes a model file and says whether it is another one than before.
fn keep(name: &str, file: &[u8]) -> Result<(), Box<dyn Error>> {
    let path = model_path(name);
    let is_same = std::fs::read(&path).is_ok_and(|before| before == file);
    std::fs::write(&path, file)?;
    println!(
        "{name}: {} bytes, {}",
        file.len(),
        if is_same { "the same as before" } else { "another one than before" }
    );
    Ok(())
}

fn measure(corpora: &[&str]) -> Result<(), Box<dyn Error>> {
    let predictor = shipped()?;
    let trained = |text: &str| report::postil(text, &|paragraph| segment::segment_with(&predictor, paragraph));
    let rules = |text: &str| report::postil(text, &segment::segment);
    report::print(corpora, &[("Postil", &trained), ("Postil, rules only", &rules), ("Unicode rules", &report::unicode)])
}

fn shipped() -> Result<BoundaryPredictor, Box<dyn Error>> {
    Ok(BoundaryPredictor::new(Arc::new(model("sentences.bin")?))?)
}

/// The Engine as far as the names do not need it: tokens and sentences.
fn engine() -> Result<Engine, Box<dyn Error>> {
    Ok(Engine::with_model(std::fs::read(model_path("sentences.bin"))?)?)
}

fn model(name: &str) -> Result<Model, Box<dyn Error>> {
    let path = model_path(name);
    let file = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Model::read(file)?)
}

fn model_path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../models").join(name)
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
        assert!(file == std::fs::read(model_path("sentences.bin")).unwrap(), "train again: postil-train sentences");
    }
}
