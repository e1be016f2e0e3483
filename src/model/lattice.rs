//! Sums over all ways to tag a sequence: the forward–backward algorithm of a linear-chain conditional random field
//! (Lafferty, `McCallum` and Pereira, 2001), and the best way by Viterbi's.
//!
//! Tags are those of names in BIO notation: 0 is outside, `1 + 2k` begins a name of label `k`, `2 + 2k` goes on with it.

use std::ops::Range;

/// How many tags there are: outside, and two for each of eleven labels.
pub const TAGS: usize = 23;

/// One number for each tag.
pub type Scores = [f32; TAGS];

/// The set of all tags, one bit each.
pub const ANY_TAG: u32 = (1 << TAGS) - 1;

/// The tag that begins a name of label number `label`.
pub const fn begin(label: usize) -> usize {
    1 + 2 * label
}

/// The tag that goes on with a name of label number `label`.
pub const fn inside(label: usize) -> usize {
    2 + 2 * label
}

/// Whether the tag `after` may follow the tag `before`.
pub const fn may_follow(before: usize, after: usize) -> bool {
    after == 0 || after % 2 == 1 || before == after || before + 1 == after
}

/// The log-weights of one tag after another, with their exponentials; what may not follow has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Transitions {
    logs: Box<[Scores; TAGS]>,
    factors: Box<[Scores; TAGS]>,
}

impl Transitions {
    /// From log-weights, `[before][after]`; those of what may not follow are not looked at.
    pub fn new(weights: &[Scores; TAGS]) -> Self {
        let (mut logs, mut factors) = (Box::new(*weights), Box::new(*weights));
        for before in 0..TAGS {
            for after in 0..TAGS {
                if may_follow(before, after) {
                    factors[before][after] = exponential(weights[before][after]);
                } else {
                    logs[before][after] = f32::NEG_INFINITY;
                    factors[before][after] = 0.0;
                }
            }
        }
        Self { logs, factors }
    }
}

/// Buffers for one sequence after another: what is outside stands before and after each.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    emissions: Vec<Scores>,
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    /// The factor that the backward scores of a place were divided by, for it and those after.
    last: f32,
    log_sum: f64,
}

impl Lattice {
    /// Sums over the ways to tag a sequence with these log-scores that keep to the `allowed` sets of tags.
    ///
    /// ```
    /// use postil::model::{ANY_TAG, Lattice, TAGS, Transitions, begin};
    ///
    /// let mut scores = [0.0; TAGS];
    /// scores[begin(0)] = 2.0;
    /// let transitions = Transitions::new(&[[0.0; TAGS]; TAGS]);
    /// let mut lattice = Lattice::default();
    /// lattice.run(&[scores], &transitions, |_| ANY_TAG);
    /// let chance = lattice.chance(0..1, 0, &transitions);
    /// assert!((chance - 2f32.exp() / (2f32.exp() + 11.0)).abs() < 1e-6);
    /// ```
    pub fn run(&mut self, scores: &[Scores], transitions: &Transitions, allowed: impl Fn(usize) -> u32) {
        let length = scores.len();
        self.log_sum = 0.0;
        for buffer in [&mut self.emissions, &mut self.forward, &mut self.backward] {
            buffer.clear();
            buffer.resize(length, [0.0; TAGS]);
        }
        for (place, (scores, emission)) in scores.iter().zip(&mut self.emissions).enumerate() {
            self.log_sum += f64::from(exponentials(scores, allowed(place), emission));
        }
        self.forward(transitions);
        self.backward(transitions);
    }

    fn forward(&mut self, transitions: &Transitions) {
        let mut before = [0.0; TAGS];
        before[0] = 1.0;
        for (emission, forward) in self.emissions.iter().zip(&mut self.forward) {
            let mut sums = [0.0; TAGS];
            for (weight, row) in before.iter().zip(transitions.factors.iter()).filter(|(weight, _)| **weight > 0.0) {
                for (sum, factor) in sums.iter_mut().zip(row) {
                    *sum += weight * factor;
                }
            }
            let mut total = 0.0;
            for (sum, factor) in sums.iter_mut().zip(emission) {
                *sum *= factor;
                total += *sum;
            }
            let scale = if total > 0.0 { 1.0 / total } else { 0.0 };
            self.log_sum += f64::from(total.max(f32::MIN_POSITIVE)).ln();
            *forward = sums.map(|sum| sum * scale);
            before = *forward;
        }
        self.last = before.iter().zip(transitions.factors.iter()).map(|(weight, row)| weight * row[0]).sum();
        self.log_sum += f64::from(self.last.max(f32::MIN_POSITIVE)).ln();
    }

    /// Each backward score is scaled so that its product with the forward scores sums to one.
    fn backward(&mut self, transitions: &Transitions) {
        let mut after: Scores = transitions.factors.each_ref().map(|row| row[0]);
        for place in (0..self.emissions.len()).rev() {
            let (Some(backward), Some(forward), Some(emission)) =
                (self.backward.get_mut(place), self.forward.get(place), self.emissions.get(place))
            else {
                return;
            };
            let total: f32 = forward.iter().zip(&after).map(|(forward, after)| forward * after).sum();
            let scale = if total > 0.0 { 1.0 / total } else { 0.0 };
            *backward = after.map(|score| score * scale);
            let mut seen = *backward;
            for (score, factor) in seen.iter_mut().zip(emission) {
                *score *= factor;
            }
            after = transitions.factors.each_ref().map(|row| row.iter().zip(&seen).map(|(a, b)| a * b).sum());
        }
    }

    /// The logarithm of the sum over all ways.
    pub fn log_sum(&self) -> f64 {
        self.log_sum
    }

    /// The chance of each tag at `place`.
    pub fn tags(&self, place: usize) -> Scores {
        let mut chances = self.forward.get(place).copied().unwrap_or([0.0; TAGS]);
        for (chance, backward) in chances.iter_mut().zip(self.backward.get(place).unwrap_or(&[0.0; TAGS])) {
            *chance *= backward;
        }
        chances
    }

    /// The chance of each tag at `place` together with each at the place before; row 0 alone counts at the first place.
    pub fn pairs(&self, place: usize, transitions: &Transitions, mut take: impl FnMut(usize, &Scores)) {
        let mut outside = [0.0; TAGS];
        outside[0] = 1.0;
        let before = place.checked_sub(1).and_then(|before| self.forward.get(before)).unwrap_or(&outside);
        let (Some(backward), Some(emission)) = (self.backward.get(place), self.emissions.get(place)) else { return };
        let mut onward = *backward;
        for (score, factor) in onward.iter_mut().zip(emission) {
            *score *= factor;
        }
        let mut rows = [[0.0; TAGS]; TAGS];
        let mut total = 0.0;
        for ((row, weight), factors) in rows.iter_mut().zip(before).zip(transitions.factors.iter()) {
            for ((cell, factor), score) in row.iter_mut().zip(factors).zip(&onward) {
                *cell = weight * factor * score;
                total += *cell;
            }
        }
        let scale = if total > 0.0 { 1.0 / total } else { 0.0 };
        for (tag, row) in rows.iter().enumerate() {
            take(tag, &row.map(|cell| cell * scale));
        }
    }

    /// The chance that a name of label number `label` stands exactly at the places of `range`.
    pub fn chance(&self, range: Range<usize>, label: usize, transitions: &Transitions) -> f32 {
        let mut chance = self.tags(range.start)[begin(label)];
        let mut before = begin(label);
        for place in range.start + 1..range.end {
            chance *= self.onward(place, before, inside(label), transitions);
            before = inside(label);
        }
        chance * (1.0 - self.onward(range.end, before, inside(label), transitions))
    }

    /// The chance of `tag` at `place` where `before` stands before it.
    fn onward(&self, place: usize, before: usize, tag: usize, transitions: &Transitions) -> f32 {
        let (Some(backward), Some(emission)) = (self.backward.get(place), self.emissions.get(place)) else {
            return 0.0;
        };
        let weight = |tag: usize| transitions.factors[before][tag] * emission[tag] * backward[tag];
        let total: f32 = (0..TAGS).map(weight).sum();
        if total > 0.0 { weight(tag) / total } else { 0.0 }
    }

    /// The chance of each tag before the end.
    pub fn ends(&self, transitions: &Transitions) -> Scores {
        let mut chances = self.forward.last().copied().unwrap_or([0.0; TAGS]);
        for (chance, row) in chances.iter_mut().zip(transitions.factors.iter()) {
            *chance *= row[0] / self.last.max(f32::MIN_POSITIVE);
        }
        chances
    }
}

/// Writes the exponentials of the allowed scores, the greatest being one; gives what was taken off their logarithms.
fn exponentials(scores: &Scores, allowed: u32, into: &mut Scores) -> f32 {
    let is_allowed = |tag: usize| allowed & (1 << tag) != 0;
    let most = (0..TAGS).filter(|tag| is_allowed(*tag)).map(|tag| scores[tag]).fold(f32::NEG_INFINITY, f32::max);
    let most = if most.is_finite() { most } else { 0.0 };
    for (tag, (cell, score)) in into.iter_mut().zip(scores).enumerate() {
        *cell = if is_allowed(tag) { exponential(score - most) } else { 0.0 };
    }
    most
}

/// `e` to the power of `power`, of basic arithmetic alone: the same on every machine. Off by less than 2 in 10 million.
fn exponential(power: f32) -> f32 {
    let power = power.clamp(-87.0, 87.0);
    let twos = (power * std::f32::consts::LOG2_E + 0.5).floor();
    let rest = power - twos * 0.693_359_4 - twos * -2.121_944_4e-4;
    let series = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let value = series.iter().fold(0.0, |sum, part| sum * rest + part);
    #[expect(clippy::cast_sign_loss, reason = "between 1 and 253")]
    let scale = f32::from_bits(((twos as i32 + 127) as u32) << 23);
    value * scale
}

/// The best way to tag a sequence with these log-scores.
pub fn best(scores: &[Scores], transitions: &Transitions) -> Vec<u8> {
    let mut origins: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    let mut before = [f32::NEG_INFINITY; TAGS];
    before[0] = 0.0;
    for emission in scores {
        let mut sums = [f32::NEG_INFINITY; TAGS];
        let mut origin = [0; TAGS];
        for (tag, (score, row)) in before.iter().zip(transitions.logs.iter()).enumerate() {
            for ((sum, from), weight) in sums.iter_mut().zip(&mut origin).zip(row) {
                if score + weight > *sum {
                    (*sum, *from) = (score + weight, tag as u8);
                }
            }
        }
        for (sum, score) in sums.iter_mut().zip(emission) {
            *sum += score;
        }
        origins.push(origin);
        before = sums;
    }
    for (score, row) in before.iter_mut().zip(transitions.logs.iter()) {
        *score += row[0];
    }
    let mut tag = (0..TAGS).fold(0, |best, tag| if before[tag] > before[best] { tag } else { best }) as u8;
    let mut tags = Vec::with_capacity(origins.len());
    for origin in origins.iter().rev() {
        tags.push(tag);
        tag = origin.get(usize::from(tag)).copied().unwrap_or_default();
    }
    tags.reverse();
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores and transitions that prefer nothing in particular, the same in every run.
    fn example(length: usize) -> (Vec<Scores>, Transitions) {
        let mut seed = 12345u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from((seed >> 24) as u8) / 64.0 - 2.0
        };
        let weights = std::array::from_fn(|_| std::array::from_fn(|_| next()));
        let scores = (0..length).map(|_| std::array::from_fn(|_| next())).collect();
        (scores, Transitions::new(&weights))
    }

    /// The log-score of each way to tag two words, by trying all.
    fn ways(scores: &[Scores], transitions: &Transitions) -> Vec<(usize, usize, f32)> {
        let pairs = (0..TAGS).flat_map(|one| (0..TAGS).map(move |two| (one, two)));
        let score = |(one, two): (usize, usize)| {
            let logs = &transitions.logs;
            let score = logs[0][one] + scores[0][one] + logs[one][two] + scores[1][two] + logs[two][0];
            (one, two, score)
        };
        pairs.map(score).collect()
    }

    #[test]
    fn sums_and_chances_are_those_of_all_ways() {
        let (scores, transitions) = example(2);
        let ways = ways(&scores, &transitions);
        let total: f32 = ways.iter().map(|(.., score)| score.exp()).sum();
        let chance = |holds: &dyn Fn(usize, usize) -> bool| {
            ways.iter().filter(|(one, two, _)| holds(*one, *two)).map(|(.., score)| score.exp() / total).sum::<f32>()
        };
        let mut lattice = Lattice::default();
        lattice.run(&scores, &transitions, |_| ANY_TAG);
        let close = |one: f32, two: f32| assert!((one - two).abs() < 1e-4, "{one} {two}");
        #[expect(clippy::cast_possible_truncation, reason = "close enough to compare")]
        let log_sum = lattice.log_sum() as f32;
        close(log_sum, total.ln());
        for tag in 0..TAGS {
            close(lattice.tags(0)[tag], chance(&|one, _| one == tag));
            close(lattice.tags(1)[tag], chance(&|_, two| two == tag));
            close(lattice.ends(&transitions)[tag], chance(&|_, two| two == tag));
        }
        lattice.pairs(1, &transitions, |before, chances| {
            (0..TAGS).for_each(|after| close(chances[after], chance(&|one, two| (one, two) == (before, after))));
        });
        close(lattice.chance(0..2, 3, &transitions), chance(&|one, two| (one, two) == (begin(3), inside(3))));
        close(lattice.chance(0..1, 3, &transitions), chance(&|one, two| one == begin(3) && two != inside(3)));
        let most = ways.iter().fold(ways[0], |most, way| if way.2 > most.2 { *way } else { most });
        assert_eq!(best(&scores, &transitions), [most.0 as u8, most.1 as u8]);
    }

    #[test]
    fn only_allowed_tags_have_a_chance() {
        let (scores, transitions) = example(5);
        let mut lattice = Lattice::default();
        lattice.run(&scores, &transitions, |place| if place == 2 { 1 << begin(4) } else { ANY_TAG });
        let tags = lattice.tags(2);
        assert!((tags[begin(4)] - 1.0).abs() < 1e-4 && tags[0].abs() < 1e-6);
    }

    #[test]
    fn extreme_scores_stay_numbers_and_nothing_has_no_tags() {
        let transitions = Transitions::new(&[[0.0; TAGS]; TAGS]);
        let mut lattice = Lattice::default();
        lattice.run(&[[1e30; TAGS], [-1e30; TAGS]], &transitions, |_| ANY_TAG);
        assert!(lattice.chance(0..2, 1, &transitions).is_finite());
        lattice.run(&[], &transitions, |_| ANY_TAG);
        assert!(best(&[], &transitions).is_empty());
    }

    #[test]
    fn exponentials_are_close() {
        for power in [-80.0f32, -3.3, -0.5, 0.0, 0.7, 1.0, 20.0, 80.0] {
            assert!((exponential(power) / power.exp() - 1.0).abs() < 1e-5, "{power}");
        }
    }
}
