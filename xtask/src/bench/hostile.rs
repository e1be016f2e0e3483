//! Texts made to be slow: what a layer takes for ten times as much of them tells whether it is linear.

use super::Runs;
use postil::detect::{quantity, quotation};
use postil::segment;
use postil::{Article, Document};
use serde_json::{Value, json};

/// How many times the time ten times the text may take.
const BAR: f64 = 12.0;

const SHORT: usize = 100_000;

/// What is repeated, by layer: digits with every sign that stands beside them, and quotation marks that never close.
const SOUPS: [(&str, &str); 2] =
    [("quantities", "1,2.3/4-5%$6 7 to 8½ m 9:10 0x1e6 1990s ±2 ¥3bn "), ("quotations", "\"“‘' said «he \"\" ’ says ")];

/// Prints one row for each of the `wanted` layers that has a soup.
pub(super) fn print(wanted: &[&str]) -> Value {
    println!("\nhostile texts                 ms at 0.1 MB     at 1 MB      times    bar");
    let soups = SOUPS.into_iter().filter(|(layer, _)| wanted.contains(layer));
    soups.map(|(layer, soup)| row(layer, soup)).collect()
}

fn row(layer: &str, soup: &str) -> Value {
    let [short, long] = [SHORT, 10 * SHORT].map(|bytes| seconds(layer, &soup.repeat(bytes / soup.len())));
    let times = long / short.max(1e-9);
    println!("  {layer:<26} {:>13.1} {:>11.1} {times:>10.1}   ≤ {BAR}", 1e3 * short, 1e3 * long);
    json!({ "layer": layer, "seconds_short": short, "seconds_long": long, "times": times })
}

/// How long the layer alone takes for `text`, which is one paragraph.
fn seconds(layer: &str, text: &str) -> f64 {
    let article = Article::new(text);
    let found = segment::segment(article.text());
    let (sentences, tokens) = (&found.sentences, &found.tokens);
    let document = Document { text: article.text(), paragraphs: article.paragraphs(), sentences, tokens };
    let runs = match layer {
        "quantities" => Runs::of(|| quantity::quantities(article.text(), tokens).len()),
        _ => Runs::of(|| quotation::quotations(&document, &[]).len()),
    };
    runs.median().as_secs_f64()
}
