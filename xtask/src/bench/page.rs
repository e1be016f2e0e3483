//! The page in Chromium: how soon it can be typed into, and how long an article of 1 MB takes to open, scroll and correct.

use super::{MEGABYTE, text, wasm};
use crate::browser;
use crate::npm;
use crate::process::root;
use crate::site::{self, Build};
use serde_json::Value;

/// One figure: its name, its place in the script's answer, and the most it may be.
type Row = (&'static str, &'static str, f64);

/// The figures of the article.
const ARTICLE: [Row; 5] = [
    ("first frame with the text", "/opened/text", 100.0),
    ("every mark in the tree, after that", "/opened/all", 1000.0),
    ("frame while scrolling, of 100 frames 95 below", "/scrolled/p95", 25.0),
    ("from the key to the frame that shows the edit", "/edited/median", 34.0),
    ("the slowest of these", "/edited/slowest", 34.0),
];

/// Builds the site as it is shipped, measures and prints.
pub(super) fn run() -> Result<(), String> {
    npm::install()?;
    let chromium = browser::chromium()?;
    let site = site::build(Build { release: true, offline: true })?;
    let file = root().join("target/bench-page.txt");
    wasm::written(&file, text::repeated(&text::samples()?, MEGABYTE).as_bytes())?;
    let figures = wasm::node("page.mjs", [site.as_os_str(), file.as_os_str()], &[("POSTIL_CHROMIUM", &chromium)])?;
    println!("\nthe page in Chromium                                      ms       bar");
    print_row(&figures, ("ready to type, on a first visit", "/ready", 500.0));
    println!("  an article of 1 MB with {} annotations", figures["opened"]["total"]);
    for row in ARTICLE {
        print_row(&figures, row);
    }
    Ok(())
}

fn print_row(figures: &Value, (name, place, bar): Row) {
    let milliseconds = figures.pointer(place).and_then(Value::as_f64).unwrap_or(f64::NAN);
    println!("    {name:<50} {milliseconds:>8.0} {:>9}", format!("≤ {bar}"));
}
