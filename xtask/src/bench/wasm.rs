//! The same Engine in WebAssembly under Node: layer by layer, and all at once through the JavaScript package.

use super::{Runs, megabytes};
use crate::npm;
use crate::process::root;
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// What all layers together must reach, in megabytes a second.
const BAR: f64 = 1.0;

/// What a layer by itself must reach, in megabytes a second, where its issue asks for something.
fn bar(layer: &str) -> Option<f64> {
    match layer {
        "entities" => Some(1.0),
        "quotations" => Some(4.0),
        "quantities" => Some(8.0),
        "all" => Some(BAR),
        _ => None,
    }
}

/// How long the Engine may take to start with its model, in milliseconds.
const START: u32 = 100;

/// How often it is started.
const STARTS: usize = 15;

/// Prints the speed of each of the `wanted` layers on all `texts`, each with its name. Makes the module first.
pub(super) fn print_layers(texts: &[(&str, String)], wanted: &[&str]) -> Result<Value, String> {
    let module = npm::layers()?;
    println!("\nWebAssembly under Node, MB/s          median  slowest  fastest    bar");
    let models = root().join("target/bench-models.bin");
    written(&models, &crate::eval::model()?)?;
    let mut report = Vec::new();
    for (name, text) in texts {
        let file = root().join("target/bench-text.txt");
        written(&file, text.as_bytes())?;
        let arguments = [module.as_path(), &models, &file].map(Path::as_os_str);
        let figures = node("layers.mjs", arguments.into_iter().chain(wanted.iter().map(OsStr::new)), &[])?;
        for layer in wanted {
            let runs = Runs::of_seconds(&figures[layer]);
            report.push(super::row(layer, name, text.len(), &runs, bar(layer)));
        }
    }
    Ok(Value::Array(report))
}

/// Prints the speed of all layers on `text`, and how soon the Engine starts, or one line on what is missing.
pub(super) fn print_package(text: &str) -> Result<Value, String> {
    println!("\nThe JavaScript package under Node, MB/s      median  slowest  fastest    bar    memory MB");
    let package = root().join(npm::SHIPPED);
    if !package.join("package.json").exists() {
        println!("  not measured: `cargo xtask build npm` makes the package first");
        return Ok(Value::Null);
    }
    let figures = measured(&package, text)?;
    let runs = Runs::of_seconds(&figures["seconds"]);
    let [median, slowest, fastest] = runs.speeds(text.len());
    let memory = figures["memory"].as_f64().unwrap_or_default() / 1e6;
    let of = format!("samples, {:.2} MB", megabytes(text.len()));
    println!("  {of:<41} {median:>8.2} {slowest:>8.2} {fastest:>8.2} {:>6} {memory:>12.1}", format!("≥ {BAR}"));
    let starts = starts(&package)?;
    Ok(
        json!({ "bytes": text.len(), "starts": starts, "median": median, "slowest": slowest, "fastest": fastest, "memory": figures["memory"] }),
    )
}

/// Prints how soon the Engine starts with its model, each time in a process of its own; gives the seconds.
fn starts(package: &Path) -> Result<Value, String> {
    let seconds: Vec<Value> =
        (0..STARTS).map(|_| node("start.mjs", [package.as_os_str()], &[])).collect::<Result<_, String>>()?;
    let seconds = Value::Array(seconds);
    let runs = Runs::of_seconds(&seconds);
    let [fastest, median, slowest] =
        [runs.0.first(), Some(&runs.median()), runs.0.last()].map(|run| run.map_or(0, Duration::as_millis));
    println!("  the Engine with its model starts in {median} ms ({fastest} to {slowest})    bar ≤ {START} ms");
    Ok(seconds)
}

fn measured(package: &Path, text: &str) -> Result<Value, String> {
    let file = root().join("target/bench-text.txt");
    written(&file, text.as_bytes())?;
    node("wasm.mjs", [package.as_os_str(), file.as_os_str()], &[])
}

/// What one of the scripts in `benches/` prints, run with more `variables` of the environment.
pub(super) fn node<'a>(
    script: &str,
    arguments: impl IntoIterator<Item = &'a OsStr>,
    variables: &[(&str, &Path)],
) -> Result<Value, String> {
    let output = Command::new("node")
        .arg(root().join("benches").join(script))
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .map_err(|error| format!("cannot run node: {error}"))?;
    if !output.status.success() {
        return Err(format!("benches/{script} failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("benches/{script}: {error}"))
}

pub(super) fn written(file: &Path, content: &[u8]) -> Result<(), String> {
    fs::write(file, content).map_err(|error| format!("cannot write {}: {error}", file.display()))
}
