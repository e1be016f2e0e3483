//! The table of scores.

use super::floors::Floors;
use postil::score::coreference::BCubed;
use postil::score::{Share, Tally};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// One figure of one corpus.
pub(super) struct Row {
    pub(super) layer: &'static str,
    pub(super) corpus: String,
    pub(super) measure: &'static str,
    pub(super) figure: Figure,
    /// What the design asks for.
    pub(super) bar: Option<f64>,
    /// What a common library does on the same corpus.
    pub(super) baseline: Option<f64>,
}

/// What is counted.
#[derive(Clone, Copy)]
pub(super) enum Figure {
    /// F1 in percent.
    F1(Tally),
    /// F1 in percent of shares averaged over names.
    BCubed(BCubed),
    /// A rate in percent.
    Rate(Share),
    /// F1 in percent of a rate of the found and a rate of the gold, which count different things.
    Rates { confirmed: Share, recalled: Share },
    /// A rate in percent that tells something, and is no better for being higher: it has no floor.
    Told(Share),
    /// Agreement beyond chance in percent (Cohen's kappa), and over how many: it tells something and has no floor.
    Kappa { kappa: f64, of: u32 },
    /// How many were done wrong, of how many: the fewer the better.
    Wrong(Share),
}

impl Figure {
    /// The figure that floors and bars are about.
    pub(super) fn value(self) -> f64 {
        match self {
            Self::F1(tally) => 100.0 * tally.f1(),
            Self::BCubed(mean) => 100.0 * mean.f1(),
            Self::Rates { confirmed, recalled } => 100.0 * harmonic(confirmed, recalled),
            Self::Rate(share) | Self::Told(share) => 100.0 * share.rate().unwrap_or_default(),
            Self::Kappa { kappa, .. } => 100.0 * kappa,
            Self::Wrong(share) => f64::from(share.right),
        }
    }

    /// By how much the figure is worse than `limit`; negative where it is better.
    pub(super) fn shortfall(self, limit: f64) -> f64 {
        match self {
            Self::Wrong(_) => self.value() - limit,
            _ => limit - self.value(),
        }
    }

    fn columns(self) -> [String; 3] {
        match self {
            Self::F1(tally) => [percent(tally.precision()), percent(tally.recall()), percent(tally.f1())],
            Self::BCubed(mean) => [percent(mean.precision()), percent(mean.recall()), percent(mean.f1())],
            Self::Rates { confirmed, recalled } => [
                percent(confirmed.rate().unwrap_or_default()),
                percent(recalled.rate().unwrap_or_default()),
                percent(harmonic(confirmed, recalled)),
            ],
            Self::Rate(share) | Self::Told(share) => {
                [String::new(), format!("of {}", share.of), percent(share.rate().unwrap_or_default())]
            }
            Self::Kappa { kappa, of } => [String::new(), format!("of {of}"), percent(kappa)],
            Self::Wrong(share) => [String::new(), format!("of {}", share.of), share.right.to_string()],
        }
    }
}

fn harmonic(confirmed: Share, recalled: Share) -> f64 {
    let (precision, recall) = (confirmed.rate().unwrap_or_default(), recalled.rate().unwrap_or_default());
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

/// The whole table as text.
pub(super) fn render(rows: &[Row], floors: &Floors, data: &Path) -> String {
    let heads = ["layer", "corpus", "measure", "P", "R", "F1", "floor", "bar", "baseline", ""];
    let mut lines = vec![heads.map(str::to_owned)];
    let mut layer = "";
    for row in rows {
        lines.push(cells(row, floors, row.layer == layer));
        layer = row.layer;
    }
    let mut text = format!("Postil {} on {}\n\n", env!("CARGO_PKG_VERSION"), data.display());
    text += &aligned(&lines);
    text + NOTES
}

fn cells(row: &Row, floors: &Floors, repeats_layer: bool) -> [String; 10] {
    let [precision, recall, value] = row.figure.columns();
    let floor = floors.of(row);
    let verdict = if floor.is_some_and(|floor| Floors::is_below(row, floor)) { "below its floor" } else { "" };
    let limit = |limit: Option<f64>| limit.map_or_else(|| "-".to_owned(), |limit| limit_text(row.figure, limit));
    [
        if repeats_layer { String::new() } else { row.layer.to_owned() },
        row.corpus.clone(),
        row.measure.to_owned(),
        precision,
        recall,
        value,
        limit(floor),
        limit(row.bar),
        row.baseline.map_or_else(String::new, |baseline| format!("{baseline:.1}")),
        verdict.to_owned(),
    ]
}

fn limit_text(figure: Figure, limit: f64) -> String {
    match figure {
        Figure::Wrong(_) => format!("≤ {limit}"),
        _ => format!("{limit:.1}"),
    }
}

/// Columns of equal width: words to the left, figures to the right.
fn aligned<const N: usize>(lines: &[[String; N]]) -> String {
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let mut text = String::new();
    for line in lines {
        let mut row = String::new();
        for (column, (cell, width)) in line.iter().zip(widths).enumerate() {
            let is_words = column < 3 || column + 1 == N;
            let _ = if is_words { write!(row, "{cell:<width$}  ") } else { write!(row, "{cell:>width$}  ") };
        }
        text += row.trim_end();
        text.push('\n');
    }
    text
}

const NOTES: &str = "
Percent. Floors: tests/floors.toml. Bars: what the design asks for. All corpora are dev parts or open suites.
entities    exact span and type on PERSON, ORG, LOCATION, leading articles and closing possessives taken off
coreference given: the gold's names, joined; common: found names that the gold has; links: pairs of names joined
quotations  speech only; IoU50: half of the words shared; marks: only what stands in quotation marks
quantities  core: the same number tokens; value: overlap and the right value; a suite's own conventions decide; by design: without tests/gold/conventions.md
segment     token: same start and end; sentence: same end; baseline: the crate unicode-segmentation
";

/// The same for machines.
pub(super) fn json(rows: &[Row], floors: &Floors) -> Value {
    let row = |row: &Row| {
        json!({
            "layer": row.layer, "corpus": row.corpus, "measure": row.measure, "value": row.figure.value(),
            "floor": floors.of(row), "bar": row.bar, "baseline": row.baseline, "counts": counts(row.figure),
        })
    };
    json!({ "version": env!("CARGO_PKG_VERSION"), "rows": rows.iter().map(row).collect::<Vec<_>>() })
}

fn counts(figure: Figure) -> Value {
    match figure {
        Figure::F1(tally) => json!({
            "found": tally.found, "predicted": tally.predicted, "gold": tally.gold,
            "precision": 100.0 * tally.precision(), "recall": 100.0 * tally.recall(),
        }),
        Figure::BCubed(mean) => json!({
            "predicted": mean.predicted, "gold": mean.gold,
            "precision": 100.0 * mean.precision(), "recall": 100.0 * mean.recall(),
        }),
        Figure::Kappa { of, .. } => json!({ "of": of }),
        Figure::Rate(share) | Figure::Told(share) => json!({ "right": share.right, "of": share.of }),
        Figure::Rates { confirmed, recalled } => json!({
            "confirmed": { "right": confirmed.right, "of": confirmed.of },
            "recalled": { "right": recalled.right, "of": recalled.of },
        }),
        Figure::Wrong(share) => json!({ "wrong": share.right, "of": share.of }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_wrong_is_better_and_more_right_is_better() {
        let wrong = Figure::Wrong(Share { right: 7, of: 425 });
        assert!(wrong.shortfall(5.0) > 1.9 && wrong.shortfall(9.0) < 0.0);
        let right = Figure::Rate(Share { right: 1, of: 2 });
        assert!(right.shortfall(51.0) > 0.9 && right.shortfall(49.0) < 0.0);
    }

    #[test]
    fn columns_line_up() {
        let line = |cells: [&str; 5]| cells.map(str::to_owned);
        let text = aligned(&[line(["a", "b", "c", "10.0", ""]), line(["long", "é", "", "9", "!"])]);
        assert_eq!(text, "a     b  c  10.0\nlong  é        9  !\n");
    }
}
