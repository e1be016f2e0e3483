//! The floors: what every figure must hold, in `tests/floors.toml`.

use super::layers::Layer;
use super::table::{Figure, Row};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// By how much a figure may fall: rounding, no more.
const MARGIN: f64 = 0.05;

const HEAD: &str = "\
# What `cargo xtask eval` must hold on the corpora under POSTIL_DATA: F1 or a rate in percent, which must not fall, or a
# number of mistakes (\"taken\"), which must not rise. `cargo xtask eval --raise` writes better figures here; a worse one
# is written by hand, with the reason in the commit.
";

/// Layer, corpus, measure: figure.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Floors(BTreeMap<String, BTreeMap<String, BTreeMap<String, f64>>>);

impl Floors {
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        Self::parse(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text).map(Self)
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), String> {
        std::fs::write(path, self.render()).map_err(|error| format!("cannot write {}: {error}", path.display()))
    }

    fn render(&self) -> String {
        let mut text = HEAD.to_owned();
        for (layer, corpora) in &self.0 {
            for (corpus, measures) in corpora {
                let _ = write!(text, "\n[{layer}.\"{corpus}\"]\n");
                for (measure, floor) in measures {
                    let _ = writeln!(text, "\"{measure}\" = {floor:.2}");
                }
            }
        }
        text
    }

    pub(super) fn of(&self, row: &Row) -> Option<f64> {
        self.0.get(row.layer)?.get(&row.corpus)?.get(row.measure).copied()
    }

    /// Takes every figure of `rows` that is better than its floor, or has none, as the new floor.
    pub(super) fn raise(&mut self, rows: &[Row]) {
        for row in rows.iter().filter(|row| !matches!(row.figure, Figure::Told(_) | Figure::Kappa { .. })) {
            let corpora = self.0.entry(row.layer.to_owned()).or_default();
            let measures = corpora.entry(row.corpus.clone()).or_default();
            let floor = measures.entry(row.measure.to_owned()).or_insert_with(|| hundredths(row));
            if row.figure.shortfall(*floor) < 0.0 {
                *floor = hundredths(row);
            }
        }
    }

    pub(super) fn is_below(row: &Row, floor: f64) -> bool {
        row.figure.shortfall(floor) > MARGIN
    }

    /// What does not hold: figures below their floors, and floors of the measured layers that nothing measures any more.
    pub(super) fn failures(&self, rows: &[Row], layers: &[Layer]) -> Vec<String> {
        let fallen = rows.iter().filter_map(|row| {
            let floor = self.of(row).filter(|&floor| Self::is_below(row, floor))?;
            let (now, word) =
                (row.figure.value(), if matches!(row.figure, Figure::Wrong(_)) { "at most" } else { "at least" });
            Some(format!("{}: {}, {}: {now:.2}, must be {word} {floor:.2}", row.layer, row.corpus, row.measure))
        });
        fallen.chain(self.unmeasured(rows, layers)).collect()
    }

    fn unmeasured(&self, rows: &[Row], layers: &[Layer]) -> Vec<String> {
        let mut missing = Vec::new();
        for layer in layers.iter().map(|layer| layer.name()) {
            for (corpus, measures) in self.0.get(layer).into_iter().flatten() {
                let is_measured = |measure: &str| {
                    rows.iter().any(|row| (row.layer, row.corpus.as_str(), row.measure) == (layer, corpus, measure))
                };
                let lost = measures.keys().filter(|measure| !is_measured(measure));
                missing.extend(lost.map(|measure| format!("{layer}: {corpus}, {measure}: has a floor and no figure")));
            }
        }
        missing
    }
}

/// The figure cut off after two digits, as the file has it.
fn hundredths(row: &Row) -> f64 {
    (100.0 * row.figure.value()).floor() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::score::{Share, Tally};

    fn row(measure: &'static str, figure: Figure) -> Row {
        Row { layer: "entities", corpus: "news.dev".to_owned(), measure, figure, bar: None, baseline: None }
    }

    fn half() -> Row {
        row("F1", Figure::F1(Tally { found: 1, predicted: 2, gold: 2 }))
    }

    fn taken(number: u32) -> Row {
        row("taken", Figure::Wrong(Share { right: number, of: 9 }))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut floors = Floors::default();
        floors.raise(&[half(), taken(3)]);
        assert_eq!(Floors::parse(&floors.render()).unwrap(), floors);
        assert_eq!((floors.of(&half()), floors.of(&taken(0))), (Some(50.0), Some(3.0)));
    }

    #[test]
    fn raising_never_lowers() {
        let mut floors = Floors::parse("[entities.\"news.dev\"]\nF1 = 60.0\ntaken = 5").unwrap();
        floors.raise(&[half(), taken(3)]);
        assert_eq!((floors.of(&half()), floors.of(&taken(0))), (Some(60.0), Some(3.0)));
    }

    #[test]
    fn a_fall_beyond_rounding_fails() {
        let table = [("50.0", 0), ("50.04", 0), ("50.06", 1), ("49.0", 0)];
        for (floor, failures) in table {
            let floors = Floors::parse(&format!("[entities.\"news.dev\"]\nF1 = {floor}")).unwrap();
            assert_eq!(floors.failures(&[half()], &[Layer::Entities]).len(), failures, "{floor}");
        }
        let floors = Floors::parse("[entities.\"news.dev\"]\ntaken = 2").unwrap();
        assert_eq!(floors.failures(&[taken(3)], &[Layer::Entities]).len(), 1);
        assert_eq!(floors.failures(&[taken(2)], &[Layer::Entities]).len(), 0);
    }

    #[test]
    fn a_floor_that_nothing_measures_fails_for_its_layer_only() {
        let floors = Floors::parse("[entities.\"old.dev\"]\nF1 = 1.0").unwrap();
        assert_eq!(
            floors.failures(&[half()], &[Layer::Entities]),
            ["entities: old.dev, F1: has a floor and no figure"]
        );
        assert!(floors.failures(&[], &[Layer::Segment]).is_empty());
    }
}
