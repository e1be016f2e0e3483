//! The source map of the open article: asked of the worker whenever the annotations have changed, kept until the next
//! answer.

use crate::desk::{Desk, Kept};
use crate::listening;
use crate::voices::Voices;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use postil::resolve::source::SourceMap;
use postil::session::{Standing, standing};

/// What is known of who says what, and what is asked.
#[derive(Clone, Copy)]
pub(crate) struct Mapping {
    /// The last answer.
    pub(crate) told: RwSignal<Option<Told>>,
    /// Whose words stand out.
    pub(crate) voices: RwSignal<Voices>,
    asking: Kept<Asking>,
}

/// The questions.
#[derive(Default)]
struct Asking {
    /// The last question, until its answer is there.
    asked: Option<Standing>,
    /// How many questions there were.
    requests: u32,
    /// The next question; a burst of changes is one.
    waiting: Option<Timeout>,
}

/// A map, with the annotations that it is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    /// Who says what, by annotation.
    pub(crate) stands: Standing,
    /// Who says how much; its indices are those of `stands`.
    pub(crate) map: SourceMap,
}

impl Mapping {
    /// Nothing asked yet.
    pub(crate) fn new() -> Self {
        Self {
            told: RwSignal::new(None),
            voices: RwSignal::default(),
            asking: StoredValue::new_local(Asking::default()),
        }
    }
}

/// Keeps the map that of the annotations, for as long as the article is open.
pub(crate) fn keep(desk: Desk) {
    desk.mapping().told.set(None);
    let is_working = Memo::new(move |_| desk.status.with(|status| status.working.is_some()));
    Effect::new(move |_| {
        desk.track_all(|_| ());
        if !is_working.get() {
            ask_soon(desk);
        }
    });
    on_cleanup(move || {
        desk.mapping().asking.try_update_value(|asking| asking.waiting.take());
    });
}

/// Asks a moment later, for the more annotations there are the more is to be sent.
fn ask_soon(desk: Desk) {
    let next = Timeout::new(30 + desk.annotations() / 50, move || ask(desk));
    desk.mapping().asking.update_value(|asking| asking.waiting = Some(next));
}

fn ask(desk: Desk) {
    let (stands, text) = desk.session.with_value(|session| (standing(session), session.article().text().to_owned()));
    let statements = stands.statements.clone();
    let request = desk.mapping().asking.try_update_value(|asking| {
        asking.asked = Some(stands);
        asking.requests += 1;
        asking.requests
    });
    if let Some(request) = request {
        listening::count_words(desk, request, text, statements);
    }
}

/// Takes the answer to the last question; earlier ones are dropped.
pub(crate) fn take(desk: Desk, request: u32, map: SourceMap) {
    let answered = |asking: &mut Asking| if asking.requests == request { asking.asked.take() } else { None };
    if let Some(stands) = desk.mapping().asking.try_update_value(answered).flatten() {
        desk.mapping().told.set(Some(Told { stands, map }));
    }
}
