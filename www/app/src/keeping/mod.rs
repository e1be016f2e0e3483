//! What keeps work from being lost: other tabs are minded, the reader is told when the browser keeps nothing, and one file
//! takes everything away and brings it back.

pub(crate) mod backup;
pub(crate) mod channel;
pub(crate) mod lock;
pub(crate) mod notice;
pub(crate) mod room;

use crate::desk::{Desk, Kept};
use crate::saving;
use crate::store::Refused;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::BroadcastChannel;

/// How things stand between the desk, the browser's storage and other tabs.
#[derive(Clone, Copy)]
pub(crate) struct Keeping {
    /// Why the browser does not keep the reader's work now.
    pub(crate) refused: RwSignal<Option<Refused>>,
    /// The document that another tab works on, by the bits of its id, where one was wanted here.
    pub(crate) elsewhere: RwSignal<Option<u64>>,
    /// How many megabytes are left, where they are few.
    pub(crate) room: RwSignal<Option<u32>>,
    /// Whether the browser was asked not to clear what it keeps.
    asked: StoredValue<bool>,
    /// When writing is tried again.
    pub(crate) again: Kept<Option<Timeout>>,
    /// When the list of documents is asked for, after another tab has changed it.
    relisting: Kept<Option<Timeout>>,
    locks: Kept<lock::Locks>,
    channel: Kept<Option<BroadcastChannel>>,
}

impl Keeping {
    pub(crate) fn new() -> Self {
        Self {
            refused: RwSignal::new(None),
            elsewhere: RwSignal::new(None),
            room: RwSignal::new(None),
            asked: StoredValue::new(false),
            again: StoredValue::new_local(None),
            relisting: StoredValue::new_local(None),
            locks: StoredValue::new_local(lock::Locks::default()),
            channel: StoredValue::new_local(None),
        }
    }
}

/// Begins to mind other tabs, and to ask before a tab is closed that holds what the browser has not kept.
pub(crate) fn begin(desk: Desk) {
    channel::open(desk);
    Effect::new(move |_| {
        desk.open.track();
        lock::follow(desk);
    });
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if saving::is_behind(desk) {
            event.prevent_default();
        }
    })
    .forget();
}

/// Why the open document cannot be changed here and now, if so.
pub(crate) fn forbids(desk: Desk) -> Option<&'static str> {
    if desk.intake.returning.get_value() {
        return Some("Your annotations are still being read; try again in a moment.");
    }
    if desk.keeping().refused.get_untracked() == Some(Refused::Newer) {
        return Some("Reload this page first: a later version of Postil keeps your work now.");
    }
    let elsewhere = desk.keeping().elsewhere.get_untracked();
    let open = desk.open.with_untracked(|open| open.as_ref().map(|record| record.id.to_bits()));
    (elsewhere.is_some() && elsewhere == open)
        .then_some("This article is open in another tab. Take it over here before you change it.")
}
