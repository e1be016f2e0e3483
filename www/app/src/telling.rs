//! Who is told of changes of the Session, and when: what shows one annotation at once, lists and counts of a long document a
//! moment later, as they go through all annotations and the frame that shows the change must not wait for them.

use crate::desk::{Desk, Kept};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use postil::session::Session;

/// Up to so many annotations lists are made anew at once.
const FEW: u32 = 1000;
/// How often it is looked whether a long document is drawn before its lists are made, and how long it is waited for each
/// time, in milliseconds.
const LOOKS: u32 = 20;
const LOOK: u32 = 100;

/// The changes so far.
#[derive(Clone, Copy)]
pub(crate) struct Telling {
    /// Counts up with every change of the Session.
    changed: RwSignal<u32>,
    /// Counts up when lists are to be made anew.
    lists: RwSignal<u32>,
    /// When that will be.
    waiting: Kept<Option<Timeout>>,
}

impl Telling {
    /// Nothing has changed yet.
    pub(crate) fn new() -> Self {
        Self { changed: RwSignal::new(0), lists: RwSignal::new(0), waiting: StoredValue::new_local(None) }
    }
}

impl Desk {
    /// The open document, asked again whenever it changes.
    pub(crate) fn track<T>(self, ask: impl FnOnce(&Session) -> T) -> T {
        self.telling.get_value().changed.track();
        self.session.with_value(ask)
    }

    /// The same for what goes through all annotations: asked again a moment later where there are many.
    pub(crate) fn track_all<T>(self, ask: impl FnOnce(&Session) -> T) -> T {
        self.telling.get_value().lists.track();
        self.session.with_value(ask)
    }

    /// Tells everyone who asks about the Session that it has changed.
    pub(crate) fn tell(self) {
        let telling = self.telling.get_value();
        telling.changed.update(|count| *count += 1);
        let annotations = self.annotations();
        if annotations <= FEW {
            telling.waiting.set_value(None);
            telling.lists.update(|count| *count += 1);
        } else {
            self.tell_later(annotations, |telling| telling.lists.update(|count| *count += 1));
        }
    }

    /// The same, once for all changes of the next moment.
    pub(crate) fn tell_soon(self) {
        self.tell_later(self.annotations(), |telling| {
            telling.changed.update(|count| *count += 1);
            telling.lists.update(|count| *count += 1);
        });
    }

    /// The more annotations there are, the longer the moment.
    fn tell_later(self, annotations: u32, tell: fn(Telling)) {
        let telling = self.telling.get_value();
        if telling.waiting.with_value(Option::is_none) {
            let wait = 200 + annotations / 50;
            telling.waiting.set_value(Some(Timeout::new(wait, move || self.tell_when_drawn(tell, LOOKS))));
        }
    }

    /// Tells once the marks are drawn, for they are what the reader waits for; but looks no more than `looks` times.
    fn tell_when_drawn(self, tell: fn(Telling), looks: u32) {
        let telling = self.telling.get_value();
        if looks > 0 && self.pane.with_value(|pane| pane.idle.is_some()) {
            let again = Timeout::new(LOOK, move || self.tell_when_drawn(tell, looks - 1));
            telling.waiting.set_value(Some(again));
        } else {
            telling.waiting.set_value(None);
            tell(telling);
        }
    }

    /// How many annotations the open document has.
    pub(crate) fn annotations(self) -> u32 {
        self.session.with_value(|session| session.annotations().count() as u32)
    }
}
