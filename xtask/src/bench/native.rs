//! Speed by layer, natively, on one thread.

use super::Runs;
use postil_bench::{Bench, LAYERS};
use serde_json::Value;

/// What all layers together must reach, in megabytes a second.
const BAR: f64 = 2.0;

/// What a layer must reach, in megabytes a second, where its issue asks for something.
fn bar(layer: &str) -> Option<f64> {
    match layer {
        "entities" => Some(4.0),
        "quotations" => Some(8.0),
        "quantities" => Some(20.0),
        "all" => Some(BAR),
        _ => None,
    }
}

/// Prints one table of `wanted` layers for all `texts`, each with its name.
pub(super) fn print(texts: &[(&str, String)], wanted: &[&str]) -> Result<Value, String> {
    println!("native, one thread, MB/s              median  slowest  fastest    bar");
    let mut report = Vec::new();
    for (name, text) in texts {
        for (layer, runs) in layers(text, wanted)? {
            report.push(super::row(layer, name, text.len(), &runs, bar(layer)));
        }
    }
    Ok(Value::Array(report))
}

/// Each wanted layer by itself, with what it needs ready, and all at once as the Engine does it.
fn layers(text: &str, wanted: &[&str]) -> Result<Vec<(&'static str, Runs)>, String> {
    let bench = Bench::new(crate::eval::model()?, text).map_err(|error| error.to_string())?;
    let wanted = LAYERS.into_iter().filter(|layer| wanted.contains(layer));
    Ok(wanted.map(|layer| (layer, Runs::of(|| bench.run(layer)))).collect())
}
