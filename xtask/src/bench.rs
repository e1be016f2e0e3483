//! `cargo xtask bench`: how fast the core is, layer by layer, how time and memory grow, natively and in WebAssembly.
//!
//! Figures are for reading: nothing fails because a machine is slow. Each is a median over several runs after one that
//! only warms up.

mod growth;
mod hostile;
mod native;
mod page;
mod text;
mod wasm;

use crate::eval::{data, optimised};
use crate::process::root;
use crate::sizes;
use postil_bench::LAYERS;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Bytes of a megabyte, as speeds are given.
const MEGABYTE: usize = 1_000_000;

/// Measures and prints, each part as soon as it is there.
pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    // What is measured in another program needs no fast build of this one.
    match arguments {
        ["page"] => return page::run(),
        ["package"] => return wasm::print_package(&text::repeated(&text::samples()?, MEGABYTE)).map(drop),
        _ => {}
    }
    if cfg!(debug_assertions) {
        return optimised("release", "bench", arguments);
    }
    if let [growth::CHILD, bytes] = arguments {
        return growth::child(bytes);
    }
    let (layers, file) = chosen(arguments)?;
    let samples = text::repeated(&text::samples()?, MEGABYTE);
    let mut texts = vec![("samples", samples.clone())];
    texts.extend(data().and_then(|data| text::articles(&data)).map(|articles| ("articles", articles)));
    let wanted = if layers.is_empty() { LAYERS.to_vec() } else { layers.clone() };
    let mut report = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "native": native::print(&texts, &wanted)?,
        "hostile": hostile::print(&wanted),
    });
    if layers.is_empty() {
        report["growth"] = growth::print()?;
        report["package"] = wasm::print_package(&samples)?;
        report["sizes"] = print_sizes()?;
    }
    report["wasm"] = wasm::print_layers(&texts, &wanted)?;
    let Some(file) = file else { return Ok(()) };
    let text = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
    std::fs::write(&file, text + "\n").map_err(|error| format!("cannot write {}: {error}", file.display()))
}

/// The layers asked for, and the file for the figures.
fn chosen<'a>(arguments: &[&'a str]) -> Result<(Vec<&'a str>, Option<PathBuf>), String> {
    match arguments {
        [] => Ok((Vec::new(), None)),
        [layers @ .., "--json", file] => Ok((chosen(layers)?.0, Some(PathBuf::from(file)))),
        layers => match layers.iter().find(|layer| !LAYERS.contains(layer)) {
            Some(unknown) => Err(format!("no layer `{unknown}`; there are {}", LAYERS.join(", "))),
            None => Ok((layers.to_vec(), None)),
        },
    }
}

/// The sizes of the site as it was built last, which is the shipped one after `cargo xtask build --release` only.
fn print_sizes() -> Result<Value, String> {
    let site = root().join("dist");
    println!("\nsizes of dist/ as it was built last");
    if !site.join("index.html").exists() {
        println!("  not measured: `cargo xtask build --release` makes the site first");
        return Ok(Value::Null);
    }
    Ok(sizes::print(&site)?.into_iter().map(|(part, bytes)| (part.to_owned(), json!(bytes))).collect())
}

/// Prints one row: the speed of a layer on a text of so many bytes, beside its bar; gives it as data.
fn row(layer: &str, text: &str, bytes: usize, runs: &Runs, bar: Option<f64>) -> Value {
    let [median, slowest, fastest] = runs.speeds(bytes);
    let bar = bar.map_or_else(String::new, |bar| format!("≥ {bar}"));
    let of = format!("{text}, {:.2} MB", megabytes(bytes));
    println!("  {layer:<11} {of:<22} {median:>8.2} {slowest:>8.2} {fastest:>8.2} {bar:>6}");
    json!({ "layer": layer, "text": text, "bytes": bytes, "median": median, "slowest": slowest, "fastest": fastest })
}

/// The durations of some runs, shortest first.
struct Runs(Vec<Duration>);

impl Runs {
    /// Runs `work` once to warm up, then at least 5 times and for a second and a half, 100 times at most.
    fn of<T>(mut work: impl FnMut() -> T) -> Self {
        std::hint::black_box(work());
        let start = Instant::now();
        let mut runs = Vec::new();
        while runs.len() < 5 || (start.elapsed() < Duration::from_millis(1500) && runs.len() < 100) {
            let run = Instant::now();
            std::hint::black_box(work());
            runs.push(run.elapsed());
        }
        Self::new(runs)
    }

    fn new(mut runs: Vec<Duration>) -> Self {
        runs.sort_unstable();
        Self(runs)
    }

    /// Of a list of seconds.
    fn of_seconds(seconds: &Value) -> Self {
        let seconds = seconds.as_array().into_iter().flatten().filter_map(Value::as_f64);
        Self::new(seconds.map(Duration::from_secs_f64).collect())
    }

    fn median(&self) -> Duration {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }

    /// Megabytes a second at the median, the slowest and the fastest run, for `bytes` a run.
    fn speeds(&self, bytes: usize) -> [f64; 3] {
        let speed = |run: Duration| megabytes(bytes) / run.as_secs_f64().max(1e-9);
        let edge = |run: Option<&Duration>| speed(run.copied().unwrap_or_default());
        [speed(self.median()), edge(self.0.last()), edge(self.0.first())]
    }
}

/// Bytes as megabytes.
fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_chosen_by_name() {
        assert_eq!(chosen(&["quantities"]), Ok((vec!["quantities"], None)));
        assert_eq!(chosen(&["all", "--json", "x"]), Ok((vec!["all"], Some(PathBuf::from("x")))));
        assert!(chosen(&["numbers"]).is_err_and(|message| message.starts_with("no layer `numbers`; there are intake")));
    }

    #[test]
    fn the_median_is_the_middle_run() {
        let runs = Runs::new([5, 1, 4].map(Duration::from_secs).to_vec());
        assert_eq!(runs.median(), Duration::from_secs(4));
        let speeds = runs.speeds(20 * MEGABYTE);
        assert_eq!(speeds.map(|speed| format!("{speed:.1}")), ["5.0", "4.0", "20.0"]);
    }

    #[test]
    fn work_is_run_often_enough() {
        let mut runs = 0;
        let measured = Runs::of(|| runs += 1);
        assert!(runs > 5 && measured.0.len() + 1 == runs);
    }
}
