//! What was given to the browser to keep and is not known to be kept yet: writes under way, and writes that were refused.
//!
//! Nothing is forgotten before the browser has said that it is committed. What was refused goes with the next write, so
//! that a log never has a gap; until then reading finds it here.

use super::Key;
use std::collections::BTreeMap;

/// Records on their way, by where they belong.
#[derive(Debug, Default)]
pub(super) struct Pending {
    entries: BTreeMap<Key, Entry>,
    writes: u32,
}

#[derive(Debug)]
struct Entry {
    value: String,
    /// Which write carries it; a later one of the same key takes its place.
    write: u32,
    is_refused: bool,
}

impl Pending {
    /// Takes in `puts` and gives the number of a write that carries them and all that was refused before.
    pub(super) fn begin(&mut self, puts: Vec<(Key, String)>) -> u32 {
        self.writes += 1;
        let write = self.writes;
        for entry in self.entries.values_mut().filter(|entry| entry.is_refused) {
            (entry.write, entry.is_refused) = (write, false);
        }
        self.entries.extend(puts.into_iter().map(|(key, value)| (key, Entry { value, write, is_refused: false })));
        write
    }

    /// What the write of that number carries.
    pub(super) fn carried(&self, write: u32) -> impl Iterator<Item = (&Key, &str)> {
        let carried = self.entries.iter().filter(move |(_, entry)| entry.write == write);
        carried.map(|(key, entry)| (key, entry.value.as_str()))
    }

    /// Ends a write: what it carried is kept, or refused.
    pub(super) fn end(&mut self, write: u32, is_kept: bool) {
        if is_kept {
            self.entries.retain(|_, entry| entry.write != write);
        }
        for entry in self.entries.values_mut().filter(|entry| entry.write == write) {
            entry.is_refused = true;
        }
    }

    /// Whether anything was refused and not kept since.
    pub(super) fn is_refused(&self) -> bool {
        self.refused().next().is_some()
    }

    /// Where that belongs.
    pub(super) fn refused(&self) -> impl Iterator<Item = &Key> {
        self.entries.iter().filter(|(_, entry)| entry.is_refused).map(|(key, _)| key)
    }

    /// The records from `first` to `last`.
    pub(super) fn between(&self, first: &Key, last: &Key) -> impl Iterator<Item = (&Key, &str)> {
        self.entries.range(first..=last).map(|(key, entry)| (key, entry.value.as_str()))
    }

    /// Lets go of the records from `first` to `last`.
    pub(super) fn forget(&mut self, first: &Key, last: &Key) {
        self.entries.retain(|key, _| key < first || key > last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(name: &str, value: &str) -> (Key, String) {
        (Key::Setting(name.to_owned()), value.to_owned())
    }

    fn carried(pending: &Pending, write: u32) -> Vec<(String, String)> {
        let name = |key: &Key| if let Key::Setting(name) = key { name.clone() } else { String::new() };
        pending.carried(write).map(|(key, value)| (name(key), value.to_owned())).collect()
    }

    #[test]
    fn what_is_kept_is_let_go_and_what_is_refused_goes_with_the_next_write() {
        let mut pending = Pending::default();
        let (one, two) = (pending.begin(vec![put("a", "1")]), pending.begin(vec![put("b", "2")]));
        pending.end(one, false);
        pending.end(two, true);
        assert!(pending.is_refused());
        let three = pending.begin(vec![put("c", "3")]);
        assert_eq!(carried(&pending, three), [("a".into(), "1".into()), ("c".into(), "3".into())]);
        assert!(!pending.is_refused());
        pending.end(three, true);
        assert_eq!(pending.entries.len(), 0);
    }

    #[test]
    fn the_end_of_a_write_does_not_touch_what_came_after_it_in_its_place() {
        for is_kept in [true, false] {
            let mut pending = Pending::default();
            let (one, two) = (pending.begin(vec![put("a", "1")]), pending.begin(vec![put("a", "2")]));
            pending.end(one, is_kept);
            assert!(!pending.is_refused());
            assert_eq!(carried(&pending, two), [("a".into(), "2".into())]);
        }
    }

    #[test]
    fn what_waits_is_found_and_forgotten_by_its_place() {
        let mut pending = Pending::default();
        let edit = |document: f64, number: u32| (Key::edit(document, number), number.to_string());
        pending.begin(vec![edit(1.0, 0), edit(1.0, 1), edit(2.0, 0)]);
        let (first, last) = (Key::edit(1.0, 0), Key::edit(1.0, u32::MAX));
        assert_eq!(pending.between(&first, &last).map(|(_, value)| value).collect::<Vec<_>>(), ["0", "1"]);
        pending.forget(&first, &last);
        assert_eq!(pending.entries.len(), 1);
    }
}
