//! Trains the classes of words: spherical k-means (Dhillon and Modha, 2001) over vectors of words.
//!
//! Deterministic: the first centres are words at even distances of frequency, and every sum has a fixed order.

use postil::model::{WordClasses, write};
use std::thread;

/// How the classes are made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipe {
    /// How many of the most frequent words have a class.
    pub(crate) words: usize,
    /// How many fine classes.
    pub(crate) fine: usize,
    /// How many coarse classes of the fine ones.
    pub(crate) coarse: usize,
    /// How often the centres are moved.
    pub(crate) rounds: usize,
}

/// The recipe of the shipped classes.
pub(crate) const RECIPE: Recipe = Recipe { words: 150_000, fine: 1000, coarse: 64, rounds: 12 };

/// A word in lower case with its vector.
pub(crate) type Vectored = (String, Vec<f32>);

/// The model file with the classes of `words`, most frequent first.
pub(crate) fn train(words: &[Vectored], recipe: &Recipe) -> Vec<u8> {
    let words = &words[..words.len().min(recipe.words)];
    let vectors: Vec<Vec<f32>> = words.iter().map(|(_, vector)| unit(vector)).collect();
    let (classes, centres) = clusters(&vectors, recipe.fine, recipe.rounds);
    let (coarse, _) = clusters(&centres, recipe.coarse, recipe.rounds);
    let coarse: Vec<u8> = coarse.iter().map(|class| *class as u8 + 1).collect();
    let fine: Vec<(&str, u16)> =
        words.iter().zip(&classes).map(|((word, _), class)| (word.as_str(), *class as u16 + 1)).collect();
    write(&WordClasses::sections(&fine, &coarse))
}

/// The cluster of each vector, and the centres.
fn clusters(vectors: &[Vec<f32>], count: usize, rounds: usize) -> (Vec<usize>, Vec<Vec<f32>>) {
    let mut centres: Vec<Vec<f32>> =
        (0..count).map(|centre| vectors[centre * (vectors.len().min(20 * count) / count)].clone()).collect();
    let mut nearest = assigned(vectors, &centres);
    for _ in 0..rounds {
        centres = moved(vectors, &nearest, &centres);
        nearest = assigned(vectors, &centres);
    }
    (nearest, centres)
}

fn moved(vectors: &[Vec<f32>], nearest: &[usize], centres: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let mut sums = vec![vec![0.0; centres[0].len()]; centres.len()];
    for (vector, centre) in vectors.iter().zip(nearest) {
        for (sum, value) in sums[*centre].iter_mut().zip(vector) {
            *sum += value;
        }
    }
    let is_empty = |sum: &[f32]| sum.iter().all(|value| *value == 0.0);
    sums.iter().zip(centres).map(|(sum, old)| if is_empty(sum) { old.clone() } else { unit(sum) }).collect()
}

fn assigned(vectors: &[Vec<f32>], centres: &[Vec<f32>]) -> Vec<usize> {
    let part = vectors.len().div_ceil(2).max(1);
    thread::scope(|scope| {
        let halves: Vec<_> = vectors
            .chunks(part)
            .map(|half| scope.spawn(move || half.iter().map(|vector| closest(vector, centres)).collect::<Vec<_>>()))
            .collect();
        halves.into_iter().flat_map(|half| half.join().unwrap_or_default()).collect()
    })
}

fn closest(vector: &[f32], centres: &[Vec<f32>]) -> usize {
    let mut best = (f32::NEG_INFINITY, 0);
    for (number, centre) in centres.iter().enumerate() {
        let likeness = product(vector, centre);
        if likeness > best.0 {
            best = (likeness, number);
        }
    }
    best.1
}

/// In lanes, so that it is quick, and in a fixed order.
fn product(one: &[f32], two: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    for (one, two) in one.chunks_exact(8).zip(two.chunks_exact(8)) {
        for ((lane, one), two) in lanes.iter_mut().zip(one).zip(two) {
            *lane += one * two;
        }
    }
    let rest = one.len() / 8 * 8;
    let tail: f32 = one[rest..].iter().zip(&two[rest..]).map(|(one, two)| one * two).sum();
    lanes.iter().sum::<f32>() + tail
}

fn unit(vector: &[f32]) -> Vec<f32> {
    let length = product(vector, vector).sqrt();
    let scale = if length > 0.0 { 1.0 / length } else { 0.0 };
    vector.iter().map(|value| value * scale).collect()
}
