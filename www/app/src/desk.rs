//! What lies on the desk: the open document, what is shown of it, and the lines to the browser's storage and the worker.
//!
//! Signals hold what the page shows and are small; the Session and the pane are kept beside them, and [`crate::telling`] says
//! when either has become another.

use crate::choosing::Choosing;
use crate::find::Finding;
use crate::keeping::Keeping;
use crate::keymap::Keying;
use crate::label_set::Labels;
use crate::mapping::Mapping;
use crate::opening::Intake;
use crate::pane::Pane;
use crate::postils::Postils;
use crate::project::Project;
use crate::relating::Relating;
use crate::review::Review;
use crate::store::{Record, Store};
use crate::telling::Telling;
use crate::updating::Updating;
use crate::worker::Line;
use leptos::prelude::*;
use postil::Span;
use postil::annotation::AnnotationId;
use postil::session::Session;
use std::collections::BTreeSet;

/// A value that stays on this thread.
pub(crate) type Kept<T> = StoredValue<T, LocalStorage>;

/// What lies on the desk. Copies all mean the same desk.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// The open document, or an empty one.
    pub(crate) session: Kept<Session>,
    /// What is about to be opened.
    pub(crate) intake: Intake,
    /// Whether the browser's storage has been looked at.
    pub(crate) ready: RwSignal<bool>,
    /// How it is drawn.
    pub(crate) pane: Kept<Pane>,
    /// The line in the list of the document that is open.
    pub(crate) open: RwSignal<Option<Record>>,
    /// All documents that the browser keeps, in the order they came in.
    pub(crate) documents: RwSignal<Vec<Record>>,
    /// Tells of changes of the Session.
    pub(crate) telling: Kept<Telling>,
    /// The names of the layers that are shown.
    pub(crate) shown: RwSignal<BTreeSet<String>>,
    /// What panels keep; see [`Desk::mapping`], [`Desk::finding`] and [`Desk::review`].
    pub(crate) panels: Kept<Panels>,
    /// Which annotation the keys act on.
    pub(crate) current: RwSignal<Option<AnnotationId>>,
    /// What is open beside the text.
    pub(crate) card: RwSignal<Option<Card>>,
    /// Whether the sheet of keys is open.
    pub(crate) sheet: RwSignal<bool>,
    /// What the reader is told.
    pub(crate) status: RwSignal<Status>,
    /// Where documents are kept, once that is open.
    pub(crate) store: Kept<Option<Store>>,
    /// The worker, once it is needed.
    pub(crate) line: Kept<Option<Line>>,
    /// Which text the worker is asked about; answers about earlier ones are dropped.
    pub(crate) revision: Kept<u32>,
    /// The words that the keyboard has selected.
    pub(crate) caret: Kept<Option<crate::caret::Caret>>,
    /// Whether the card that is about to open was asked for by keyboard.
    pub(crate) by_keyboard: Kept<bool>,
}

/// What panels keep, in one place: a desk is copied everywhere.
#[derive(Clone, Copy)]
pub(crate) struct Panels {
    mapping: Mapping,
    finding: Finding,
    review: Review,
    keeping: Keeping,
    updating: Updating,
    relating: Relating,
    postils: Postils,
    keying: Keying,
    choosing: Choosing,
    labels: Labels,
    project: Project,
}

/// What is open beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Card {
    /// One annotation.
    Annotation(AnnotationId),
    /// Words that may become an annotation.
    Words(Span),
    /// A note of the reader's own on these words.
    Note(Span),
}

/// What the reader is told, in one quiet line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Status {
    /// What the machine is doing.
    pub(crate) working: Option<String>,
    /// What was last done.
    pub(crate) done: Option<String>,
    /// Whether everything is kept.
    pub(crate) saved: bool,
    /// Why the engine works without a trained model.
    pub(crate) degraded: Option<String>,
    /// How often the worker had to be started again for this document.
    pub(crate) restarts: u32,
    /// Something that the reader should do something about.
    pub(crate) problem: Option<String>,
}

impl Desk {
    /// An empty desk.
    pub(crate) fn new() -> Self {
        let shown: BTreeSet<String> = ["entity", "quotation", "quantity"].map(str::to_owned).into();
        Self {
            session: StoredValue::new_local(Session::new("")),
            intake: Intake {
                text: RwSignal::new(String::new()),
                requests: StoredValue::new(0),
                waiting: RwSignal::new(None),
                returning: StoredValue::new(false),
            },
            ready: RwSignal::new(false),
            pane: StoredValue::new_local(Pane { shown: shown.clone(), ..Pane::default() }),
            open: RwSignal::new(None),
            documents: RwSignal::new(Vec::new()),
            telling: StoredValue::new_local(Telling::new()),
            shown: RwSignal::new(shown),
            panels: StoredValue::new_local(Panels {
                mapping: Mapping::new(),
                finding: Finding::new(),
                review: Review::new(),
                keeping: Keeping::new(),
                updating: Updating::new(),
                relating: Relating::new(),
                postils: Postils::new(),
                keying: Keying::new(),
                choosing: Choosing::new(),
                labels: Labels::new(),
                project: Project::new(),
            }),
            current: RwSignal::new(None),
            card: RwSignal::new(None),
            sheet: RwSignal::new(false),
            status: RwSignal::new(Status::default()),
            store: StoredValue::new_local(None),
            line: StoredValue::new_local(None),
            revision: StoredValue::new_local(0),
            caret: StoredValue::new_local(None),
            by_keyboard: StoredValue::new_local(false),
        }
    }

    /// Who says how much, and whose words stand out.
    pub(crate) fn mapping(self) -> Mapping {
        self.panels.get_value().mapping
    }

    /// What waits for a decision, and where the review stands.
    pub(crate) fn review(self) -> Review {
        self.panels.get_value().review
    }

    /// How things stand with the browser's storage and other tabs.
    pub(crate) fn keeping(self) -> Keeping {
        self.panels.get_value().keeping
    }

    /// Whether Postil is kept on this device, and whether there is a newer one.
    pub(crate) fn updating(self) -> Updating {
        self.panels.get_value().updating
    }

    /// The relation that is being made.
    pub(crate) fn relating(self) -> Relating {
        self.panels.get_value().relating
    }

    /// Which key does what.
    pub(crate) fn keying(self) -> Keying {
        self.panels.get_value().keying
    }

    /// How words are chosen by pointer.
    pub(crate) fn choosing(self) -> Choosing {
        self.panels.get_value().choosing
    }

    /// What is said in the margin.
    pub(crate) fn postils(self) -> Postils {
        self.panels.get_value().postils
    }

    /// What the list of documents shows.
    pub(crate) fn project(self) -> Project {
        self.panels.get_value().project
    }

    /// What is looked for, and what is to be done there.
    pub(crate) fn finding(self) -> Finding {
        self.panels.get_value().finding
    }

    /// The labels, and how they are changed.
    pub(crate) fn labels(self) -> Labels {
        self.panels.get_value().labels
    }

    /// Tells of something that was done.
    pub(crate) fn say(self, words: impl Into<String>) {
        self.status.update(|status| status.done = Some(words.into()));
    }

    /// Tells of something that the reader should do something about.
    pub(crate) fn warn(self, words: impl Into<String>) {
        self.status.update(|status| status.problem = Some(words.into()));
    }
}

/// The time, in milliseconds since 1970.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// The same for the log, where it is a whole number.
pub(crate) fn at() -> u64 {
    // No clock runs before 1970 or stands at a fraction that matters.
    #[allow(clippy::cast_sign_loss)]
    let at = now().max(0.0) as u64;
    at
}
