//! Where names begin and end: what stands together in one place of a document may stand apart in another.

use super::super::words::{Shape, Word};
use super::evidence::Gathered;
use crate::lexicon::names::{Class, FixedMap};

/// What the capitalised words of a document say of each other.
#[derive(Debug, Default)]
pub(super) struct Joints {
    /// How often two words stand together, both capitalised.
    pairs: FixedMap<(usize, usize), u32>,
    /// How often each word stands with no capital before it, and with none after it.
    ends: Vec<[u32; 2]>,
}

impl Joints {
    pub(super) fn gather(words: &[Word], known: &Gathered) -> Self {
        let mut joints = Self { pairs: FixedMap::default(), ends: vec![[0; 2]; known.len()] };
        for (place, _) in words.iter().enumerate().filter(|(_, word)| word.is_capitalised()) {
            let [before, word, after] = [-1, 0, 1].map(|offset| capital(words, known, place, offset));
            if let Some(pair) = word.zip(after) {
                *joints.pairs.entry(pair).or_default() += 1;
            }
            if let Some(ends) = word.and_then(|word| joints.ends.get_mut(word)) {
                ends[0] += u32::from(before.is_none());
                ends[1] += u32::from(after.is_none());
            }
        }
        joints
    }

    /// Whether the word at `place` begins a person's name, though the one before is capitalised too: names that stood in
    /// lines of their own, or in a list, run together where a text is copied.
    pub(super) fn is_cut(&self, words: &[Word], known: &Gathered, place: usize) -> bool {
        let is_given = |offset: isize| {
            let word = place.checked_add_signed(offset).and_then(|at| words.get(at));
            word.is_some_and(|word| word.has(Class::Given) && word.shape != Shape::Initial)
        };
        let [early, far, before, word, after] = [-3, -2, -1, 0, 1].map(|offset| capital(words, known, place, offset));
        let (Some(last), Some(word)) = (before, word) else { return false };
        let is_twice = last == word && is_given(0);
        let is_known = far.is_some_and(|far| self.again(far, last)) && is_given(-2) && self.stands_last(last);
        let begins = is_given(0) || self.stands_first(word);
        let alternate = early.is_none() && is_given(-2) && !is_given(-1) && is_given(0) && !is_given(1);
        is_twice || is_known && begins && !self.again(last, word) || alternate && far.is_some() && after.is_some()
    }

    fn again(&self, one: usize, two: usize) -> bool {
        self.pairs.get(&(one, two)).is_some_and(|count| *count > 1)
    }

    fn stands_first(&self, word: usize) -> bool {
        self.ends.get(word).is_some_and(|[first, _]| *first > 0)
    }

    fn stands_last(&self, word: usize) -> bool {
        self.ends.get(word).is_some_and(|[_, last]| *last > 0)
    }

    /// One bit for each: whether the words before, this one and that before, this one and that after, and the two after
    /// stand together elsewhere too; whether this word begins a run elsewhere, whether the one before ends one, and
    /// whether a name ends between them.
    pub(super) fn around(&self, words: &[Word], known: &Gathered, place: usize) -> u32 {
        let [far, before, word, after, beyond] = [-2, -1, 0, 1, 2].map(|offset| capital(words, known, place, offset));
        let pairs = [(far, before), (before, word), (word, after), (after, beyond)]
            .map(|(one, two)| one.zip(two).is_some_and(|(one, two)| self.again(one, two)));
        let begins = before.is_some() && word.is_some_and(|word| self.stands_first(word));
        let ends = [begins, before.is_some_and(|before| self.stands_last(before)), self.is_cut(words, known, place)];
        pairs.iter().chain(&ends).fold(0, |bits, bit| bits << 1 | u32::from(*bit))
    }
}

/// The number of the word at this distance in the same sentence, if it is capitalised.
fn capital(words: &[Word], known: &Gathered, place: usize, offset: isize) -> Option<usize> {
    let at = place.checked_add_signed(offset)?;
    let same = words.get(at)?.sentence == words.get(place)?.sentence;
    known.number(at).filter(|_| same)
}

#[cfg(test)]
mod tests {
    use super::super::super::words::reading::with_words;
    use super::*;

    /// The words that begin another name.
    fn cut(text: &str) -> Vec<String> {
        with_words(text, |words| {
            let known = Gathered::new(words, &vec![0; words.len()]);
            let joints = Joints::gather(words, &known);
            let places = (0..words.len()).filter(|place| joints.is_cut(words, &known, *place));
            places.map(|place| words[place].text.to_string()).collect()
        })
    }

    #[test]
    fn names_that_ran_together_are_cut() {
        assert_eq!(cut("Regards, Peter Peter, the file is here."), ["Peter"]);
        assert_eq!(cut("It is signed by Maria Kolesk Peter Adeyor and others."), ["Peter"]);
        assert_eq!(
            cut("They asked Maria Kolesk. She wrote: Maria Kolesk Peter, see below. So Maria Kolesk left."),
            ["Peter"]
        );
    }

    #[test]
    fn one_name_is_left_whole() {
        for text in ["They met Maria Kolesk Adeyor.", "It was Peter John Kolesk who left.", "Maria Kolesk left."] {
            assert!(cut(text).is_empty(), "{text}");
        }
    }
}
