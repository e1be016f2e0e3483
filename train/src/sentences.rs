//! Trains the predictor of where sentences end.
//!
//! Logistic-like regression with averaged stochastic gradient descent over hashed features. The order of the examples comes from a
//! fixed seed, and only additions, multiplications and divisions are used, which every machine rounds alike: the same corpora
//! give the same bytes.

use crate::corpus::Document;
use postil::model::{BoundaryPredictor, Features, TABLE, write};
use postil::segment;
use std::collections::BTreeSet;

/// How the training is done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipe {
    /// How often all examples are seen.
    pub(crate) epochs: u32,
    /// How far one example moves a weight at first.
    pub(crate) rate: f64,
    /// How much weights shrink per update of them.
    pub(crate) decay: f64,
    /// What one unit of a stored weight stands for.
    pub(crate) step: f64,
}

/// The recipe of the shipped model.
pub(crate) const RECIPE: Recipe = Recipe { epochs: 15, rate: 0.05, decay: 1e-3, step: 1.0 / 40.0 };

/// One gap: its features, and whether a sentence ends there.
pub(crate) type Example = (Features, bool);

/// The gaps of `documents` where the engine would ask the predictor.
pub(crate) fn examples(documents: &[Document]) -> Vec<Example> {
    let mut found = Vec::new();
    for document in documents {
        let gold: BTreeSet<u32> = document.sentences.iter().map(|sentence| sentence.end).collect();
        for paragraph in segment::paragraphs(&document.text) {
            segment::segment_by(paragraph.slice(&document.text), |end, features| {
                let ends = gold.contains(&(end + paragraph.start));
                found.push((*features, ends));
                ends
            });
        }
    }
    found
}

/// The model file learnt from `examples`.
pub(crate) fn train(examples: &[Example], recipe: &Recipe) -> Vec<u8> {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 0x2545_f491_4f6c_dd1d;
    let mut learner = Learner { values: vec![0.0; TABLE + 1], sums: vec![0.0; TABLE + 1] };
    let updates = recipe.epochs as usize * examples.len();
    let mut update = 0;
    for _ in 0..recipe.epochs {
        shuffle(&mut order, &mut seed);
        for index in &order {
            let remaining = 1.0 - share(update, updates);
            learner.learn(&examples[*index], recipe, remaining);
            update += 1;
        }
    }
    store(&learner.sums, recipe.step)
}

/// Weights, the bias last, and their sums over the updates to come.
struct Learner {
    values: Vec<f64>,
    sums: Vec<f64>,
}

impl Learner {
    /// Moves the weights of one example; `remaining` is the share of the training still to come.
    fn learn(&mut self, (features, ends): &Example, recipe: &Recipe, remaining: f64) {
        let weights = features.iter().map(|feature| self.values[*feature as usize]);
        let error = f64::from(u8::from(*ends)) - sigmoid(self.values[TABLE] + weights.sum::<f64>());
        let step = recipe.rate * remaining * error;
        for feature in features {
            let decay = recipe.decay * self.values[*feature as usize];
            self.change(*feature as usize, step - decay, remaining);
        }
        self.change(TABLE, step, remaining);
    }

    fn change(&mut self, place: usize, change: f64, remaining: f64) {
        self.values[place] += change;
        self.sums[place] += change * remaining;
    }
}

fn store(weights: &[f64], step: f64) -> Vec<u8> {
    let small = |weight: &f64| (weight / step).round().clamp(-127.0, 127.0) as i8;
    let table = weights[..TABLE].iter().map(|weight| small(weight).cast_unsigned()).collect();
    let bias = (weights[TABLE] / step).round() as i32;
    write(&[(BoundaryPredictor::BIAS, bias.to_le_bytes().to_vec()), (BoundaryPredictor::WEIGHTS, table)])
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Like the logistic function, of basic arithmetic alone.
fn sigmoid(score: f64) -> f64 {
    let scaled = score * 0.6;
    0.5 + 0.5 * scaled / (1.0 + scaled.abs())
}

/// Fisher and Yates' shuffle with xorshift.
pub(crate) fn shuffle(order: &mut [usize], seed: &mut u64) {
    for last in (1..order.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        order.swap(last, (*seed % (last as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::Span;

    fn document(text: &str, ends: &[u32]) -> Document {
        let sentences = ends.iter().map(|end| Span::new(end - 1, *end)).collect();
        Document { text: text.to_owned(), tokens: Vec::new(), sentences }
    }

    #[test]
    fn examples_are_the_open_gaps_with_their_answers() {
        let answers = |text: &str, ends: &[u32]| -> Vec<bool> {
            examples(&[document(text, ends)]).iter().map(|example| example.1).collect()
        };
        assert_eq!(answers("Dogs bark. Cats do not.", &[10, 23]), [true]);
        assert_eq!(answers("Dogs bark? no", &[13]), [false]);
    }

    #[test]
    fn training_learns_and_repeats_itself() {
        let text = "Dogs bark. Cats do not. Dr. Kone saw it: all of it! ".repeat(20);
        let ends: Vec<u32> = (0..20).flat_map(|n| [10, 23, 51].map(|end| end + 52 * n)).collect();
        let examples = examples(&[document(&text, &ends)]);
        let file = train(&examples, &RECIPE);
        assert_eq!(file, train(&examples, &RECIPE));
        let model = postil::model::Model::read(file).unwrap();
        let predictor = BoundaryPredictor::new(std::sync::Arc::new(model)).unwrap();
        assert!(examples.iter().all(|(features, ends)| predictor.ends(features) == *ends));
    }
}
