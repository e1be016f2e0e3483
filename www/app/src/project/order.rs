//! Which documents the list shows, and in which order.

use crate::store::Record;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// What a person says of a document; without it, what was done in it says how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mark {
    /// Nothing is left to do.
    Done,
    /// Somebody has to look at it again.
    Flagged,
}

/// How far a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Progress {
    /// Nobody has decided anything.
    New,
    /// A person has decided something.
    Begun,
    /// A person says that it is done.
    Done,
    /// A person says that somebody has to look at it again.
    Flagged,
}

/// All of them, in the order of the list.
pub(crate) const PROGRESS: [Progress; 4] = [Progress::New, Progress::Begun, Progress::Done, Progress::Flagged];

impl Progress {
    /// How far `record` is.
    pub(crate) const fn of(record: &Record) -> Self {
        match record.mark {
            Some(Mark::Done) => Self::Done,
            Some(Mark::Flagged) => Self::Flagged,
            None if record.summary.steps > 0 => Self::Begun,
            None => Self::New,
        }
    }

    /// Its word.
    pub(crate) const fn word(self) -> &'static str {
        ["New", "Begun", "Done", "Flagged"][self as usize]
    }

    /// Its word in the middle of a sentence, for the style sheet too.
    pub(crate) const fn name(self) -> &'static str {
        ["new", "begun", "done", "flagged"][self as usize]
    }

    /// Its sign, which stands beside the word.
    pub(crate) const fn sign(self) -> &'static str {
        ["○", "◐", "●", "⚑"][self as usize]
    }
}

/// The orders of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    /// The one opened last first.
    #[default]
    Opened,
    /// As they came in.
    Came,
    /// By title.
    Title,
}

/// The orders with what the reader chooses them by.
pub(crate) const SORTS: [(Sort, &str); 3] =
    [(Sort::Opened, "last opened"), (Sort::Came, "order of import"), (Sort::Title, "title")];

/// How many documents are how far.
pub(crate) fn progress(records: &[Record]) -> [usize; PROGRESS.len()] {
    let mut counts = [0; PROGRESS.len()];
    for record in records {
        counts[Progress::of(record) as usize] += 1;
    }
    counts
}

/// The places in `records`, which lie in the order they came in, of those that the list shows.
pub(crate) fn listed(records: &[Record], filter: Option<Progress>, sort: Sort) -> Vec<u32> {
    let wanted = |record: &Record| filter.is_none_or(|filter| Progress::of(record) == filter);
    let mut places: Vec<u32> = (0u32..).zip(records).filter(|(_, it)| wanted(it)).map(|(place, _)| place).collect();
    let at = |place: &u32| &records[*place as usize];
    match sort {
        Sort::Came => {}
        Sort::Opened => places.sort_by(|one, other| at(other).opened.total_cmp(&at(one).opened)),
        Sort::Title => places.sort_by_cached_key(|place| at(place).title.to_lowercase()),
    }
    places
}

/// The place of the next document, or of the one before, from the one at `open`. Opening one makes it the one opened
/// last, so in that order documents follow each other as they came in.
pub(crate) fn beside(
    records: &[Record],
    filter: Option<Progress>,
    sort: Sort,
    open: usize,
    forward: bool,
) -> Option<usize> {
    let sort = if sort == Sort::Opened { Sort::Came } else { sort };
    let key =
        |place: usize| (if sort == Sort::Title { records[place].title.to_lowercase() } else { String::new() }, place);
    let here = key(open);
    let wanted = if forward { Ordering::Greater } else { Ordering::Less };
    let listed = listed(records, filter, sort);
    let is_beside = |place: &usize| key(*place).cmp(&here) == wanted;
    let mut places = listed.into_iter().map(|place| place as usize);
    if forward { places.find(is_beside) } else { places.rev().find(is_beside) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::tally::Summary;

    fn record(id: u32, title: &str, opened: u32, mark: Option<Mark>, steps: u32) -> Record {
        let summary = Summary { steps, ..Summary::default() };
        Record { id: id.into(), title: title.into(), opened: opened.into(), mark, summary, ..Record::default() }
    }

    fn records() -> Vec<Record> {
        vec![
            record(1, "Fire", 30, None, 0),
            record(2, "dam", 10, None, 2),
            record(3, "Race", 20, Some(Mark::Done), 5),
            record(4, "Élan", 40, Some(Mark::Flagged), 0),
            record(5, "Art", 5, None, 0),
        ]
    }

    #[test]
    fn what_a_person_says_counts_before_what_was_done() {
        let found: Vec<_> = records().iter().map(Progress::of).collect();
        assert_eq!(found, [Progress::New, Progress::Begun, Progress::Done, Progress::Flagged, Progress::New]);
        assert_eq!(progress(&records()), [2, 1, 1, 1]);
    }

    #[test]
    fn the_list_by_order_and_progress() {
        let cases: [(Option<Progress>, Sort, &[u32]); 5] = [
            (None, Sort::Came, &[0, 1, 2, 3, 4]),
            (None, Sort::Opened, &[3, 0, 2, 1, 4]),
            (None, Sort::Title, &[4, 1, 0, 2, 3]),
            (Some(Progress::New), Sort::Title, &[4, 0]),
            (Some(Progress::Done), Sort::Opened, &[2]),
        ];
        for (filter, sort, expected) in cases {
            assert_eq!(listed(&records(), filter, sort), expected, "{filter:?} {sort:?}");
        }
    }

    #[test]
    fn the_next_of_the_queue_also_from_a_document_that_is_no_longer_in_it() {
        let new = Some(Progress::New);
        let cases = [
            (new, Sort::Came, 2, true, Some(4)),
            (new, Sort::Came, 2, false, Some(0)),
            (new, Sort::Came, 4, true, None),
            (None, Sort::Title, 0, true, Some(2)),
            (None, Sort::Title, 0, false, Some(1)),
            (None, Sort::Title, 4, false, None),
            (None, Sort::Opened, 1, true, Some(2)),
        ];
        for (filter, sort, open, forward, expected) in cases {
            assert_eq!(beside(&records(), filter, sort, open, forward), expected, "{sort:?} {open} {forward}");
        }
    }

    #[test]
    fn ten_thousand_are_listed() {
        let records: Vec<Record> = (0..10_000).map(|id| record(id, "Same title", 10_000 - id, None, id % 2)).collect();
        assert_eq!(listed(&records, Some(Progress::Begun), Sort::Title).len(), 5000);
        assert_eq!(listed(&records, None, Sort::Opened)[0], 0);
    }
}
