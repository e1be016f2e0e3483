//! How much each clue speaks for each type.

use super::clue::{Clue, Clues};
use crate::analysis::EntityLabel;

/// Points for every label, in the order of [`EntityLabel::ALL`], and last for "no name".
pub(super) type Points = [i32; LABELS];

/// The labels and "no name".
pub(super) const LABELS: usize = EntityLabel::ALL.len() + 1;

/// So many points make one unit of log-odds.
const UNIT: f64 = 100.0;

/// A table from clues to points.
#[derive(Clone, Debug)]
pub struct Weights(Vec<Points>);

impl Default for Weights {
    fn default() -> Self {
        Self::parse(include_str!("../../../lexicons/entity/weights.tsv"))
    }
}

impl Weights {
    /// Reads lines of a clue's name and its points; a clue that is not named weighs nothing.
    fn parse(data: &str) -> Self {
        let mut table = vec![[0; LABELS]; Clue::ALL.len()];
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let name = fields.next().unwrap_or_default();
            let place = Clue::ALL.iter().position(|clue| clue.name() == name);
            if let Some(row) = place.and_then(|place| table.get_mut(place)) {
                for (cell, field) in row.iter_mut().zip(fields) {
                    *cell = field.parse().unwrap_or_default();
                }
            }
        }
        Self(table)
    }

    /// The sum of what all `clues` say.
    pub(super) fn points(&self, clues: Clues) -> Points {
        let mut sum = [0; LABELS];
        for row in clues.iter().filter_map(|clue| self.0.get(clue as usize)) {
            add(&mut sum, row);
        }
        sum
    }
}

/// Adds `more` to `sum`, label by label.
pub(super) fn add(sum: &mut Points, more: &Points) {
    for (total, points) in sum.iter_mut().zip(more) {
        *total += points;
    }
}

/// The label with the most points and how sure that is; nothing where "no name" wins.
pub(super) fn decided(points: &Points) -> Option<(EntityLabel, f32)> {
    let (best, &most) = points.iter().enumerate().max_by_key(|&(place, &points)| (points, std::cmp::Reverse(place)))?;
    let label = *EntityLabel::ALL.get(best)?;
    let odds = points.iter().map(|&points| (f64::from(points - most) / UNIT).exp()).sum::<f64>();
    Some((label, (100.0 / odds).round() as f32 / 100.0))
}
