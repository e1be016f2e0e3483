//! What the keys do with whole documents: on to the next, and how far this one is.

use super::order::{self, Mark, Progress};
use super::{open, place_of};
use crate::desk::Desk;
use crate::saving;
use leptos::prelude::*;

/// Opens the next document of the list.
pub(crate) fn next(desk: Desk) {
    step(desk, true);
}

/// Opens the one before.
pub(crate) fn previous(desk: Desk) {
    step(desk, false);
}

/// Says that the open document is done, or takes that back.
pub(crate) fn done(desk: Desk) {
    mark(desk, Mark::Done);
}

/// Flags the open document for somebody to look at again, or takes that back.
pub(crate) fn flag(desk: Desk) {
    mark(desk, Mark::Flagged);
}

fn step(desk: Desk, forward: bool) {
    let project = desk.project();
    let (filter, sort) = (project.filter.get_untracked(), project.sort.get_untracked());
    let Some(id) = desk.open.with_untracked(|open| open.as_ref().map(|record| record.id)) else { return };
    let beside = desk.documents.with_untracked(|all| {
        let (Ok(place) | Err(place)) = place_of(all, id);
        let found = order::beside(all, filter, sort, place.min(all.len().checked_sub(1)?), forward)?;
        Some(all[found].id)
    });
    match beside {
        Some(id) => open(desk, id),
        None => desk.say(none_left(filter, forward)),
    }
}

fn none_left(filter: Option<Progress>, forward: bool) -> String {
    let which = filter.map(|filter| format!("{} ", filter.name())).unwrap_or_default();
    format!("There is no {which}document {} this one.", if forward { "after" } else { "before" })
}

/// Tells which of the documents is open now, where there are others.
pub(crate) fn tell_where(desk: Desk) {
    if let Some(words) = where_it_is(desk) {
        desk.say(words);
    }
}

/// Which of the documents is open now, in words, where there are others.
pub(crate) fn where_it_is(desk: Desk) -> Option<String> {
    desk.documents.with_untracked(|all| {
        let place = desk.open.with_untracked(|open| open.as_ref().map(|record| place_of(all, record.id)))?.ok()?;
        (all.len() > 1)
            .then(|| format!("Document {} of {}, {}.", place + 1, all.len(), Progress::of(&all[place]).name()))
    })
}

fn mark(desk: Desk, mark: Mark) {
    let Some(before) = desk.open.with_untracked(|open| open.as_ref().map(|record| record.mark)) else { return };
    let after = if before == Some(mark) { None } else { Some(mark) };
    saving::relist(desk, |record| record.mark = after);
    let progress = desk.open.with_untracked(|open| open.as_ref().map(Progress::of));
    desk.say(match (after, progress) {
        (Some(Mark::Done), _) => "This document is done.".to_owned(),
        (Some(Mark::Flagged), _) => "This document is flagged.".to_owned(),
        (None, progress) => format!("This document is {} again.", progress.map_or("new", Progress::name)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_told_as_it_was_asked_for() {
        assert_eq!(none_left(None, false), "There is no document before this one.");
        assert_eq!(none_left(Some(Progress::Flagged), true), "There is no flagged document after this one.");
    }
}
