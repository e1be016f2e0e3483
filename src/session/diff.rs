//! What changed between two texts, in time close to their length.
//!
//! Patience diff (B. Cohen, 2008), first over lines, then over words inside the lines that changed: equal ends are
//! matched, then words that occur once on either side and stand in the same order, then the gaps between those in turn.
//! The turns are bounded, so hostile texts cost precision, never time.

use super::Hunk;
use std::collections::BTreeMap;
use std::ops::Range;

/// How often gaps are looked at again.
const TURNS: u32 = 6;

/// The hunks that make `old` into `new`, in order, none touching the next, cut on character boundaries.
pub(super) fn diff(old: &str, new: &str) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    for (lines_old, lines_new) in gaps(old, new, lines) {
        let (block_old, block_new) = (&old[lines_old.clone()], &new[lines_new]);
        for (words_old, words_new) in gaps(block_old, block_new, words) {
            let start = lines_old.start + words_old.start;
            hunks.push(trimmed(start, &block_old[words_old], &block_new[words_new]));
        }
    }
    hunks
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Runs of letters and digits, and every other character by itself.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, left) = rest.split_at(run.max(if run == 0 { first.len_utf8() } else { run }));
        words.push(word);
        rest = left;
    }
    words
}

/// The byte ranges of `old` and `new` between the pieces that match.
fn gaps(old: &str, new: &str, split: fn(&str) -> Vec<&str>) -> Vec<(Range<usize>, Range<usize>)> {
    let (pieces_old, pieces_new) = (split(old), split(new));
    let mut pairs = Vec::new();
    Matcher { old: &pieces_old, new: &pieces_new, pairs: &mut pairs }.matches(
        0..pieces_old.len(),
        0..pieces_new.len(),
        TURNS,
    );
    pairs.push((pieces_old.len(), pieces_new.len()));
    let (starts_old, starts_new) = (starts(&pieces_old), starts(&pieces_new));
    let mut found = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for (to_old, to_new) in pairs {
        if from_old < to_old || from_new < to_new {
            found.push((starts_old[from_old]..starts_old[to_old], starts_new[from_new]..starts_new[to_new]));
        }
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
    found
}

/// Where each piece begins, and where the last one ends.
fn starts(pieces: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    starts.extend(pieces.iter().map(|piece| {
        at += piece.len();
        at
    }));
    starts
}

struct Matcher<'a> {
    old: &'a [&'a str],
    new: &'a [&'a str],
    pairs: &'a mut Vec<(usize, usize)>,
}

impl Matcher<'_> {
    /// Adds the pairs of places inside the two ranges that hold the same piece, in order.
    fn matches(&mut self, mut old: Range<usize>, mut new: Range<usize>, turns: u32) {
        while !old.is_empty() && !new.is_empty() && self.old[old.start] == self.new[new.start] {
            self.pairs.push((old.start, new.start));
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        let (end_old, end_new) = (old.end, new.end);
        while !old.is_empty() && !new.is_empty() && self.old[old.end - 1] == self.new[new.end - 1] {
            (old.end, new.end) = (old.end - 1, new.end - 1);
        }
        if turns > 0 && !old.is_empty() && !new.is_empty() {
            self.matches_inside(old.clone(), new.clone(), turns - 1);
        }
        self.pairs.extend((old.end..end_old).zip(new.end..end_new));
    }

    fn matches_inside(&mut self, old: Range<usize>, new: Range<usize>, turns: u32) {
        let (mut from_old, mut from_new) = (old.start, new.start);
        let anchors = rising(&self.unique(old.clone(), new.clone()));
        if anchors.is_empty() {
            return;
        }
        for (at_old, at_new) in anchors {
            self.matches(from_old..at_old, from_new..at_new, turns);
            self.pairs.push((at_old, at_new));
            (from_old, from_new) = (at_old + 1, at_new + 1);
        }
        self.matches(from_old..old.end, from_new..new.end, turns);
    }

    /// Places of the pieces that occur once in either range, in the order of the old one.
    fn unique(&self, old: Range<usize>, new: Range<usize>) -> Vec<(usize, usize)> {
        let mut places: BTreeMap<&str, [Option<usize>; 2]> = BTreeMap::new();
        let mut often: BTreeMap<&str, u32> = BTreeMap::new();
        for (side, at, piece) in old.map(|at| (0, at, self.old[at])).chain(new.map(|at| (1, at, self.new[at]))) {
            if places.entry(piece).or_default()[side].replace(at).is_some() {
                *often.entry(piece).or_default() += 1;
            }
        }
        let once = places.iter().filter(|(piece, _)| !often.contains_key(*piece));
        let mut once: Vec<(usize, usize)> = once.filter_map(|(_, [old, new])| old.zip(*new)).collect();
        once.sort_unstable();
        once
    }
}

/// The longest part of `pairs`, which rise on the left, that rises on the right too (patience sorting).
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (place, (_, right)) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|top| pairs[*top].1 < *right);
        before.push(pile.checked_sub(1).map(|under| tops[under]));
        if pile == tops.len() { tops.push(place) } else { tops[pile] = place }
    }
    let mut chain = Vec::new();
    let mut next = tops.last().copied();
    while let Some(place) = next {
        chain.push(pairs[place]);
        next = before[place];
    }
    chain.reverse();
    chain
}

/// The hunk at `start`, without the characters that both sides begin and end with.
fn trimmed(start: usize, old: &str, new: &str) -> Hunk {
    let same = |(left, right): &(char, char)| left == right;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (&old[head..], &new[head..]);
    let tail: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    Hunk {
        start: (start + head) as u32,
        before: old[..old.len() - tail].to_owned(),
        after: new[..new.len() - tail].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::apply::patch;
    use super::*;

    #[test]
    fn hunks_say_what_changed() {
        let cases = [
            ("a b c", "a b c", ""),
            ("20 fled", "200 fled", "2:>0"),
            ("Abass Dembele said", "Abass Demba said", "10:ele>a"),
            ("one\ntwo\nthree\n", "one\nthree\n", "4:two\n>"),
            ("Goïta left.", "Goita left.", "2:ï>i"),
            ("x one y two z", "x 1 y 2 z", "2:one>1 8:two>2"),
        ];
        for (old, new, expected) in cases {
            let hunks = diff(old, new);
            let shown = hunks.iter().map(|it| format!("{}:{}>{}", it.start, it.before, it.after));
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{old:?} to {new:?}");
            assert_eq!(patch(old, &hunks).as_deref(), Some(new));
        }
    }
}
