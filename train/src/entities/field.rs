//! Learns a linear-chain conditional random field from words whose tags are partly open.
//!
//! The likelihood is that of all ways to tag a region that keep to the open tags (Tsuboi and others, "Training conditional
//! random fields using incomplete annotations", 2008). Steps by `AdaGrad` (Duchi and others, 2011), each weight drawn
//! towards zero as it is touched. Everything has one order and uses basic arithmetic alone.

use super::gold::Example;
use postil::model::{ANY_TAG, ChainWeights, Lattice, ROWS, Scores, TAGS, Transitions};

/// How the training is done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipe {
    /// How often all examples are seen.
    pub(crate) epochs: usize,
    /// From which epoch on the weights at the end of each are averaged.
    pub(crate) settled: usize,
    /// How far one example moves a weight at first.
    pub(crate) rate: f32,
    /// How strongly weights are drawn towards zero.
    pub(crate) lasso: f32,
    /// How often a feature must be seen to be learnt.
    pub(crate) cutoff: u32,
    /// The share of features that are left out each time an example is seen.
    pub(crate) dropout: f32,
    /// What one unit of a stored weight stands for.
    pub(crate) unit: f32,
    /// How many units a weight must have to be stored.
    pub(crate) least: u8,
    /// What is taken off "no name" everywhere after training: the corpora overlook more names than they make up.
    pub(crate) boldness: f32,
}

/// Weights in the making.
pub(crate) struct Field {
    recipe: Recipe,
    /// From a row of the model to its place here, or `NOWHERE`.
    places: Vec<u32>,
    /// The row of the feature that every word has first.
    always: u32,
    weights: Vec<Scores>,
    squares: Vec<Scores>,
    transitions: [Scores; TAGS],
    transition_squares: [Scores; TAGS],
    sums: Vec<Scores>,
    transition_sums: [Scores; TAGS],
    snapshots: f32,
    seed: u64,
    kept: Vec<Vec<u32>>,
    free: Lattice,
    bound: Lattice,
}

const NOWHERE: u32 = u32::MAX;

impl Field {
    /// With a weight for every feature that is frequent enough in `examples`.
    pub(crate) fn new(examples: &[Example], recipe: Recipe) -> Self {
        let mut counts = vec![0u32; ROWS];
        for row in examples.iter().flat_map(|example| example.features.iter().flatten()) {
            counts[*row as usize] += 1;
        }
        let mut next = 0;
        let place = |count: &u32| {
            if *count < recipe.cutoff {
                return NOWHERE;
            }
            next += 1;
            next - 1
        };
        let places = counts.iter().map(place).collect();
        let zeros = vec![[0.0; TAGS]; next as usize];
        Self {
            recipe,
            places,
            always: examples.iter().flat_map(|example| example.features.iter().flatten()).next().copied().unwrap_or(0),
            weights: zeros.clone(),
            sums: zeros.clone(),
            squares: zeros,
            transition_sums: [[0.0; TAGS]; TAGS],
            snapshots: 0.0,
            seed: 0x9e37_79b9_7f4a_7c15,
            kept: Vec::new(),
            transitions: [[0.0; TAGS]; TAGS],
            transition_squares: [[0.0; TAGS]; TAGS],
            free: Lattice::default(),
            bound: Lattice::default(),
        }
    }

    /// Sees `examples` once in the given order; gives the mean log-likelihood of a word.
    pub(crate) fn epoch(&mut self, examples: &[Example], order: &[usize]) -> f64 {
        let (mut sum, mut words) = (0.0, 0);
        for index in order {
            let example = &examples[*index];
            sum += self.learn(example);
            words += example.open.len();
        }
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let mean = sum / words.max(1) as f64;
        mean
    }

    fn learn(&mut self, example: &Example) -> f64 {
        self.drop_out(example);
        let kept = std::mem::take(&mut self.kept);
        let scale = 1.0 / (1.0 - self.recipe.dropout);
        let scores: Vec<Scores> = kept.iter().map(|rows| self.scores(rows).map(|score| score * scale)).collect();
        let transitions = Transitions::new(&self.transitions);
        self.free.run(&scores, &transitions, |_| ANY_TAG);
        self.bound.run(&scores, &transitions, |place| example.open[place]);
        let likelihood = self.bound.log_sum() - self.free.log_sum();
        if !likelihood.is_finite() || likelihood < -60.0 {
            self.kept = kept;
            return 0.0;
        }
        for (place, rows) in kept.iter().enumerate() {
            let (free, bound) = (self.free.tags(place), self.bound.tags(place));
            let mut gradient = [0.0; TAGS];
            for ((cell, free), bound) in gradient.iter_mut().zip(free).zip(bound) {
                *cell = (bound - free) * example.weight;
            }
            if gradient.iter().any(|cell| cell.abs() > 1e-4) {
                self.step(rows, &gradient);
            }
        }
        self.kept = kept;
        self.step_transitions(example, &transitions);
        likelihood
    }

    /// Fills `kept` with the features that are not left out this time.
    fn drop_out(&mut self, example: &Example) {
        self.kept.resize(example.features.len(), Vec::new());
        #[expect(clippy::cast_sign_loss, reason = "a share")]
        let threshold = (self.recipe.dropout * 65536.0) as u64;
        let mut seed = self.seed;
        for (kept, rows) in self.kept.iter_mut().zip(&example.features) {
            kept.clear();
            kept.extend(rows.iter().filter(|_| {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                seed >> 20 & 0xffff >= threshold
            }));
        }
        self.seed = seed;
    }

    /// Takes the weights as they are into the mean that is stored.
    pub(crate) fn snapshot(&mut self) {
        for (sum, weights) in
            self.sums.iter_mut().zip(&self.weights).chain(self.transition_sums.iter_mut().zip(&self.transitions))
        {
            for (sum, weight) in sum.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
        self.snapshots += 1.0;
    }

    fn scores(&self, rows: &[u32]) -> Scores {
        let mut sums = [0.0; TAGS];
        for row in rows {
            let place = self.places[*row as usize];
            if place != NOWHERE {
                for (sum, weight) in sums.iter_mut().zip(&self.weights[place as usize]) {
                    *sum += weight;
                }
            }
        }
        sums
    }

    fn step(&mut self, rows: &[u32], gradient: &Scores) {
        let Recipe { rate, lasso, .. } = self.recipe;
        for row in rows {
            let place = self.places[*row as usize];
            if place != NOWHERE {
                step(&mut self.weights[place as usize], &mut self.squares[place as usize], gradient, rate, lasso);
            }
        }
    }

    fn step_transitions(&mut self, example: &Example, transitions: &Transitions) {
        let mut gradient = [[0.0; TAGS]; TAGS];
        for place in 0..example.open.len() {
            self.bound.pairs(place, transitions, |before, chances| add(&mut gradient[before], chances, example.weight));
            self.free.pairs(place, transitions, |before, chances| add(&mut gradient[before], chances, -example.weight));
        }
        for (row, (bound, free)) in self.bound.ends(transitions).iter().zip(self.free.ends(transitions)).enumerate() {
            gradient[row][0] += (bound - free) * example.weight;
        }
        for ((weights, squares), gradient) in
            self.transitions.iter_mut().zip(&mut self.transition_squares).zip(&gradient)
        {
            step(weights, squares, gradient, self.recipe.rate, 0.0);
        }
    }

    /// The mean of the weights at all snapshots.
    pub(crate) fn weights(&self) -> ChainWeights {
        let mean = |sums: &Scores| sums.map(|sum| sum / self.snapshots.max(1.0));
        let row =
            |(row, place): (usize, &u32)| (*place != NOWHERE).then(|| (row as u32, mean(&self.sums[*place as usize])));
        let mut rows: Vec<(u32, Scores)> = self.places.iter().enumerate().filter_map(row).collect();
        for (_, weights) in rows.iter_mut().filter(|(row, _)| *row == self.always) {
            weights[0] -= self.recipe.boldness;
        }
        ChainWeights { rows, transitions: self.transition_sums.each_ref().map(mean) }
    }
}

fn add(sums: &mut Scores, chances: &Scores, weight: f32) {
    for (sum, chance) in sums.iter_mut().zip(chances) {
        *sum += chance * weight;
    }
}

fn step(weights: &mut Scores, squares: &mut Scores, gradient: &Scores, rate: f32, lasso: f32) {
    for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
        *square += gradient * gradient;
        let rate = rate / (square.sqrt() + 0.1);
        let moved = *weight + rate * gradient;
        *weight = moved.signum() * (moved.abs() - rate * lasso).max(0.0);
    }
}
