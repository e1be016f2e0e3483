//! The same Engine in WebAssembly under Node, through the JavaScript package.

use super::{Runs, megabytes};
use crate::process::root;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// What all layers together must reach, in megabytes a second.
const BAR: f64 = 1.0;

/// How long the Engine may take to start with its model, in milliseconds.
const START: u32 = 100;

/// Prints the speed on `text`, or one line on what is missing.
pub(super) fn print(text: &str) -> Result<Value, String> {
    println!("\nWebAssembly under Node, all layers, MB/s     median  slowest  fastest    bar    memory MB");
    let package = root().join("target/npm/postil");
    if !package.join("package.json").exists() {
        println!("  not measured: `cargo xtask build npm` makes the package first");
        return Ok(Value::Null);
    }
    let figures = measured(&package, text)?;
    let seconds = figures["seconds"].as_array().into_iter().flatten().filter_map(Value::as_f64);
    let runs = Runs::new(seconds.map(Duration::from_secs_f64).collect());
    let [median, slowest, fastest] = runs.speeds(text.len());
    let memory = figures["memory"].as_f64().unwrap_or_default() / 1e6;
    let of = format!("samples, {:.2} MB", megabytes(text.len()));
    println!("  {of:<41} {median:>8.2} {slowest:>8.2} {fastest:>8.2} {:>6} {memory:>12.1}", format!("≥ {BAR}"));
    let started = figures["started"].as_f64().unwrap_or_default();
    println!("  the Engine with its model starts in {:.0} ms    bar ≤ {START} ms", 1e3 * started);
    Ok(
        json!({ "bytes": text.len(), "started": started, "median": median, "slowest": slowest, "fastest": fastest, "memory": figures["memory"] }),
    )
}

fn measured(package: &Path, text: &str) -> Result<Value, String> {
    let file = root().join("target/bench-text.txt");
    fs::write(&file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    let output = Command::new("node")
        .arg(root().join("benches/wasm.mjs"))
        .args([package, &file])
        .output()
        .map_err(|error| format!("cannot run node: {error}"))?;
    if !output.status.success() {
        return Err(format!("benches/wasm.mjs failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("benches/wasm.mjs: {error}"))
}
