//! The features of a word: everything that may tell which tag it has, each hashed to a row of weights.

use super::evidence::{BESIDE, Evidence};
use super::sight::Sight;
use crate::lexicon::names::Class;
use crate::model::ROWS;
use std::ops::Range;

/// All that the features of a region are made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    /// Of the words of the region and of those around it in its sentence.
    pub(super) sights: &'a [Sight],
    /// What the rules say of each of them: a tag.
    pub(super) rules: &'a [u8],
}

/// One word, the run that it stands in, and what the document says of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) at: usize,
    pub(super) run: &'a Range<usize>,
    pub(super) evidence: Evidence,
    /// What stands beside it here.
    pub(super) beside: u32,
    /// What the document says of where names begin and end around it.
    pub(super) joints: u32,
}

/// Rows of weights, one for each feature of the word at `place`.
pub(super) fn features(view: &View, place: &Place, rows: &mut Vec<u32>) {
    rows.clear();
    let mut sink = Sink { rows, template: 0 };
    sink.add(0, 0);
    words(view, place, &mut sink);
    classes(view, place, &mut sink);
    lists(view, place, &mut sink);
    run(view, place, &mut sink);
    evidence(view, place, &mut sink);
    joints(view, place, &mut sink);
}

/// Numbers the templates as they come.
struct Sink<'a> {
    rows: &'a mut Vec<u32>,
    template: u32,
}

impl Sink<'_> {
    /// The next template, with a value of two parts.
    fn add(&mut self, one: u32, two: u32) {
        self.template += 1;
        self.push(one, two);
    }

    /// One more value of the template that was last begun.
    fn push(&mut self, one: u32, two: u32) {
        let mixed = (u64::from(self.template) << 32 | u64::from(one)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ u64::from(two).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
        self.rows.push((mixed >> 40) as u32 & (ROWS as u32 - 1));
    }

    /// The next template, with a value for every bit that is set.
    fn bits(&mut self, mut bits: u64, with: u32) {
        self.template += 1;
        while bits != 0 {
            self.push(bits.trailing_zeros() + 1, with);
            bits &= bits - 1;
        }
    }
}

impl View<'_> {
    fn at(&self, place: usize, offset: isize) -> Sight {
        let at = place.checked_add_signed(offset);
        at.and_then(|at| self.sights.get(at)).copied().unwrap_or(Sight::outside())
    }

    fn rule(&self, place: usize, offset: isize) -> u32 {
        let at = place.checked_add_signed(offset);
        at.and_then(|at| self.rules.get(at)).map_or(31, |tag| u32::from(*tag))
    }
}

/// The word, its neighbours, their letters and their shapes.
fn words(view: &View, place: &Place, sink: &mut Sink) {
    let [far, before, word, after, beyond] = [-2, -1, 0, 1, 2].map(|offset| view.at(place.at, offset));
    sink.add(word.lower, 0);
    sink.add(word.text, word.flags & 3);
    sink.add(before.lower, 0);
    sink.add(after.lower, 0);
    sink.add(far.lower, 0);
    sink.add(beyond.lower, 0);
    sink.add(before.lower, word.lower);
    sink.add(word.lower, after.lower);
    sink.add(before.lower, after.lower);
    sink.add(far.lower, before.lower);
    sink.add(after.lower, beyond.lower);
    for prefix in word.prefixes {
        sink.add(prefix, 0);
    }
    for suffix in word.suffixes {
        sink.add(suffix, word.shape);
    }
    sink.add(before.suffixes[1], 0);
    sink.add(after.suffixes[1], 0);
    sink.add(word.pattern, 0);
    sink.add(word.pattern, before.pattern);
    sink.add(word.pattern, after.pattern);
    sink.add(word.shape << 8 | word.flags, before.shape << 8 | after.shape);
    sink.add(word.shape << 8 | before.shape << 4 | after.shape, far.shape << 8 | beyond.shape);
    sink.add(before.lower, word.shape);
    sink.add(after.lower, word.shape);
}

/// Classes of words that are used alike.
fn classes(view: &View, place: &Place, sink: &mut Sink) {
    let [far, before, word, after, beyond] = [-2, -1, 0, 1, 2].map(|offset| view.at(place.at, offset));
    let fine = |sight: &Sight| u32::from(sight.class.fine);
    let coarse = |sight: &Sight| u32::from(sight.class.coarse);
    let tall = |sight: &Sight| u32::from(sight.is_capitalised) << 8 | coarse(sight);
    sink.add(fine(&word), u32::from(word.is_capitalised));
    sink.add(tall(&word), word.flags);
    sink.add(fine(&before), u32::from(before.is_capitalised));
    sink.add(fine(&after), u32::from(after.is_capitalised));
    sink.add(tall(&before), tall(&word));
    sink.add(tall(&word), tall(&after));
    sink.add(tall(&before), tall(&after));
    sink.add(tall(&far), tall(&before));
    sink.add(tall(&after), tall(&beyond));
    sink.add(tall(&before) << 9 | tall(&after), tall(&word));
    sink.add(before.lower, fine(&word));
    sink.add(after.lower, fine(&word));
    sink.add(fine(&before), fine(&word));
    sink.add(fine(&word), fine(&after));
}

/// What the lexicons know, and what the rules make of it.
fn lists(view: &View, place: &Place, sink: &mut Sink) {
    let [before, word, after] = [-1, 0, 1].map(|offset| view.at(place.at, offset));
    let shape = word.shape << 1 | word.flags >> 3 & 1;
    sink.bits(word.known.bits(), word.shape);
    sink.bits(before.known.bits(), 0);
    sink.bits(after.known.bits(), 0);
    sink.bits(word.phrase.bits(), word.in_phrase);
    sink.bits(after.phrase.bits(), after.in_phrase);
    let mixed = |bits: u64| bits as u32 ^ (bits >> 32) as u32;
    sink.add(mixed(word.known.bits()), shape);
    sink.add(mixed(before.known.bits()), mixed(word.known.bits()));
    sink.add(mixed(word.known.bits()), mixed(after.known.bits()));
    let [early, rule, late] = [-1, 0, 1].map(|offset| view.rule(place.at, offset));
    sink.add(rule, 0);
    sink.add(rule, early);
    sink.add(rule, late);
    sink.add(rule << 10 | early << 5 | late, 0);
    sink.add(rule, word.lower);
    sink.add(rule, before.lower);
    sink.add(rule, after.lower);
    sink.add(rule, u32::from(word.class.fine));
    sink.add(rule, word.shape << 5 | word.flags);
    sink.add(rule, word.suffixes[1]);
    sink.add(rule, mixed(word.known.bits()));
}

/// The run that the word stands in: its ends, and what stands around it.
fn run(view: &View, place: &Place, sink: &mut Sink) {
    let Range { start, end } = *place.run;
    let at = |place: usize| view.at(place, 0);
    let [first, last] = [at(start), at(end - 1)];
    let [before, after] = [view.at(start, -1), view.at(end, 0)];
    let [earlier, later] = [view.at(start, -2), view.at(end, 1)];
    let length = (end - start).min(6) as u32;
    let position = u32::from(place.at == start) | u32::from(place.at + 1 == end) << 1 | length << 2;
    let word = at(place.at);
    let tall = u32::from(word.is_capitalised);
    sink.add(position, word.shape);
    sink.add(last.lower, position & 3);
    sink.add(first.lower, position & 3);
    sink.add(u32::from(last.class.fine), position & 3);
    sink.add(u32::from(first.class.fine), position & 3);
    sink.add(u32::from(first.class.coarse), u32::from(last.class.coarse) << 2 | position & 3);
    sink.bits(last.known.bits(), tall << 2 | position & 3);
    sink.bits(first.known.bits(), tall << 2 | position & 3);
    sink.add(before.lower, tall << 2 | position & 3);
    sink.add(after.lower, tall << 2 | position & 3);
    sink.add(before.lower, after.lower);
    sink.add(earlier.lower, before.lower);
    sink.add(after.lower, later.lower);
    sink.add(u32::from(before.class.fine), tall);
    sink.add(u32::from(after.class.fine), tall);
    sink.add(u32::from(before.class.coarse) << 8 | u32::from(after.class.coarse), position);
    sink.bits(before.known.bits(), tall);
    sink.bits(after.known.bits(), tall);
    sink.add(last.suffixes[1], position & 3);
    sink.add(after.lower, u32::from(last.class.coarse));
    sink.add(before.lower, u32::from(first.class.coarse));
}

/// What the document says of the word elsewhere.
fn evidence(view: &View, place: &Place, sink: &mut Sink) {
    let word = view.at(place.at, 0);
    let Evidence { capitals, told, lowers, beside, explained } = place.evidence;
    let few = |count: u32| count.min(3);
    let written = few(capitals) << 4 | few(told) << 2 | few(lowers);
    sink.add(written, word.flags);
    sink.add(written, word.shape);
    let elsewhere = u64::from(beside & !place.beside) & ((1 << BESIDE) - 1);
    sink.bits(elsewhere, u32::from(word.is_capitalised));
    sink.bits(elsewhere, 1 << 8 | u32::from(word.class.coarse));
    sink.bits(u64::from(place.beside), word.shape);
    sink.add(u32::from(explained), word.shape);
    sink.add(u32::from(explained), view.rule(place.at, 0));
}

/// Whether the word goes on with the one before: what kinds of names stand together here, and whether they do elsewhere.
fn joints(view: &View, place: &Place, sink: &mut Sink) {
    let kind = |offset| {
        let sight = view.at(place.at, offset);
        let has = |class| u32::from(sight.known.has(class));
        u32::from(sight.is_capitalised) << 2 | has(Class::Given) << 1 | has(Class::Surname)
    };
    let kinds = [-2, -1, 0, 1].into_iter().fold(0, |kinds, offset| kinds << 3 | kind(offset));
    let is_first = u32::from(place.at == place.run.start);
    let is_same = u32::from(view.at(place.at, -1).lower == view.at(place.at, 0).lower);
    sink.add(kinds, is_first << 1 | is_same);
    sink.add(place.joints << 1 | is_same, kinds & 0o77);
    sink.add(place.joints, view.rule(place.at, 0) << 5 | view.rule(place.at, -1));
}
