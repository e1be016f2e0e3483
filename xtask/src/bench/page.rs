//! The page in Chromium: how soon it can be typed into, and how long articles of 1 and 5 MB take to open, scroll and correct.

use super::{MEGABYTE, text, wasm};
use crate::browser;
use crate::npm;
use crate::process::root;
use crate::site::{self, Build};
use crate::sizes;
use serde_json::Value;

/// What asks for these figures alone.
pub(super) const PAGE: &str = "page";

/// One figure: its name, its place in the script's answer, and the most it may be.
type Row = (&'static str, &'static str, f64);

/// The figures of an article of a megabyte.
const ONE: [Row; 5] = [
    ("first frame with the text", "/opened/text", 100.0),
    ("every mark in the tree, after that", "/opened/all", 1000.0),
    ("frame while scrolling, of 100 frames 95 below", "/scrolled/p95", 25.0),
    ("from the key to the frame that shows the edit", "/edited/median", 34.0),
    ("the slowest of these", "/edited/slowest", 34.0),
];

/// The figures of five megabytes.
const FIVE: [Row; 4] = [
    ("first frame with the text", "/opened/text", 300.0),
    ("every mark in the tree, after that", "/opened/all", f64::INFINITY),
    ("frame while scrolling, of 100 frames 95 below", "/scrolled/p95", 50.0),
    ("from the key to the frame that shows the edit", "/edited/median", f64::INFINITY),
];

/// Builds the site as it is shipped, measures and prints.
pub(super) fn run() -> Result<(), String> {
    npm::install()?;
    let chromium = browser::chromium()?;
    let site = site::build(Build { release: true })?;
    sizes::print(&site)?;
    let samples = text::samples()?;
    let articles = [("bench-1.txt", MEGABYTE), ("bench-5.txt", 5 * MEGABYTE)];
    let files = articles.map(|(name, bytes)| (root().join("target").join(name), text::repeated(&samples, bytes)));
    for (file, text) in &files {
        wasm::written(file, text.as_bytes())?;
    }
    let arguments = std::iter::once(site.as_os_str()).chain(files.iter().map(|(file, _)| file.as_os_str()));
    let figures = wasm::node("page.mjs", arguments, &[("POSTIL_CHROMIUM", &chromium)])?;
    println!("\nthe page in Chromium                                      ms       bar");
    print_row(&figures, ("ready to type, on a first visit", "/ready", 500.0));
    for (index, rows) in [&ONE[..], &FIVE[..]].into_iter().enumerate() {
        let document = &figures["documents"][index];
        println!("  {}, {} annotations", document["name"].as_str().unwrap_or_default(), document["opened"]["total"]);
        for row in rows {
            print_row(document, *row);
        }
    }
    Ok(())
}

fn print_row(figures: &Value, (name, place, bar): Row) {
    let milliseconds = figures.pointer(place).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let bar = if bar.is_finite() { format!("≤ {bar}") } else { String::new() };
    println!("    {name:<50} {milliseconds:>8.0} {bar:>9}");
}
