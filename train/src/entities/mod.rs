//! Trains the tagger of names.

pub(crate) mod errors;
mod field;
mod gold;

use crate::sentences::shuffle;
use field::{Field, Recipe};
use gold::{Corpus, Example};
use postil::detect::entity::Recognizer;
use postil::model::{Model, write};
use postil::score::entity::{Name, strip};
use postil::{Article, Document, Engine};
use std::error::Error;
use std::sync::Arc;

const fn corpus(name: &'static str, map: &'static str, weight: f32) -> Corpus {
    Corpus { name, silver: None, is_sure: true, map, weight }
}

/// What the tagger learns from.
const CORPORA: [Corpus; 8] = [
    Corpus { silver: Some("silver_md_uner_ewt.train"), ..corpus("uner_ewt.train", "uner_ewt", 3.0) },
    Corpus {
        silver: Some("silver_md_gum_open_nonews.train"),
        is_sure: false,
        ..corpus("gum_open_nonews.train", "gum_open_nonews", 1.5)
    },
    Corpus { silver: Some("silver_md_gmb.train"), is_sure: false, ..corpus("gmb.train", "gmb", 0.5) },
    corpus("silver_md_masc.train", "silver_md_masc", 0.25),
    corpus("silver_md_union.train", "silver_md_union", 0.15),
    corpus("crossner_politics.train", "crossner_politics", 3.0),
    corpus("wnut17.train", "wnut17", 0.8),
    corpus("btc.train", "btc", 0.8),
];

/// The recipe of the shipped model.
const RECIPE: Recipe = Recipe {
    epochs: 3,
    settled: 2,
    rate: 0.1,
    lasso: 0.001,
    cutoff: 3,
    dropout: 0.5,
    unit: 1.0 / 32.0,
    least: 2,
    boldness: 0.3,
};

/// Trains and gives the model file.
pub(crate) fn train(engine: &Engine, classes: &Arc<Model>) -> Result<Vec<u8>, Box<dyn Error>> {
    let reader = Recognizer::default().with_model(classes)?;
    let mut examples = Vec::new();
    for corpus in &CORPORA {
        let more = gold::examples(corpus, engine, &reader)?;
        println!("{:28} {:7} regions {:8} words", corpus.name, more.len(), words(&more));
        examples.extend(more);
    }
    let mut field = Field::new(&examples, RECIPE);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 0x2545_f491_4f6c_dd1d;
    for epoch in 1..=RECIPE.epochs {
        shuffle(&mut order, &mut seed);
        println!("epoch {epoch}: log-likelihood {:.4} a word", field.epoch(&examples, &order));
        if epoch >= RECIPE.settled {
            field.snapshot();
        }
    }
    Ok(write(&field.weights().sections(RECIPE.unit, RECIPE.least)))
}

/// The recognizer with the shipped models.
pub(crate) fn shipped() -> Result<Recognizer, Box<dyn Error>> {
    let (words, entities) = (Arc::new(crate::model("words.bin")?), Arc::new(crate::model("entities.bin")?));
    Ok(Recognizer::default().with_model(&words)?.with_model(&entities)?)
}

fn words(examples: &[Example]) -> usize {
    examples.iter().map(|example| example.open.len()).sum()
}

/// The names in a text.
fn found(text: &str, engine: &Engine, recognizer: &Recognizer) -> Vec<Name> {
    let bare = |name: Name| Name { span: strip(text, name.span), ..name };
    with_document(text, engine, |document| recognizer.mentions(document)).iter().map(Name::from).map(bare).collect()
}

/// What `read` says of a text that is cut as the Engine cuts it.
fn with_document<T>(text: &str, engine: &Engine, read: impl FnOnce(&Document) -> T) -> T {
    let article = Article::new(text);
    let analysis = engine.segmented(&article);
    read(&Document {
        text: article.text(),
        paragraphs: article.paragraphs(),
        sentences: &analysis.sentences,
        tokens: &analysis.tokens,
    })
}
