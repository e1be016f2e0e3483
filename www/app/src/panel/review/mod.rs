//! What waits for a decision: how much, what comes next, in which order, and deciding on many by a threshold.

mod chart;
mod choices;
mod threshold;
mod upcoming;

use crate::command::named;
use crate::desk::Desk;
use crate::review::asked;
use crate::toolbar::Act;
use chart::Chart;
use choices::{Choices, Follows};
use leptos::html;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::Session;
use postil::session::queue::{Tally, tallies};
use threshold::Threshold;
use upcoming::Upcoming;

const STEPS: [&str; 2] = ["Previous to review", "Next to review"];

/// The panel. What is inside is made only while it is open: it goes through all annotations.
#[component]
pub(crate) fn ReviewPanel(desk: Desk) -> impl IntoView {
    desk.review().at.set(None);
    let panel = NodeRef::<html::Details>::new();
    let is_open = RwSignal::new(false);
    let tally = Memo::new(move |_| {
        let (filter, _) = asked(desk);
        desk.track_all(|session| tallies(session, &filter).into_values().sum::<Tally>())
    });
    view! {
        <details
            class="panel review"
            node_ref=panel
            on:toggle=move |_| is_open.set(panel.get_untracked().is_some_and(|panel| panel.open()))
        >
            <summary>
                <h2>"Review"</h2>
                " "
                <span class="count">{move || summary(tally.get())}</span>
            </summary>
            <Show when=move || is_open.get()>
                <Progress tally/>
                <div class="steps">
                    {STEPS.into_iter().filter_map(named).map(|command| view! { <Act desk command/> }).collect_view()}
                </div>
                <Follows desk/>
                <Upcoming desk/>
                <h3>"What is looked at"</h3>
                <Choices desk/>
                <h3>"Many at once"</h3>
                <Chart desk/>
                <Threshold desk/>
            </Show>
        </details>
    }
}

#[component]
fn Progress(tally: Memo<Tally>) -> impl IntoView {
    let done = move || tally.with(|tally| format!("{}%", tally.decided() * 100 / tally.all().max(1)));
    let words = move || tally.with(|tally| format!("{} left to review.", tally.waiting));
    view! {
        <div class="progress">
            <svg class="share" aria-hidden="true">
                <rect class="own" width="100%"></rect>
                <rect class="done" width=done></rect>
            </svg>
            <p>{words}</p>
        </div>
    }
}

fn summary(tally: Tally) -> String {
    format!("{} of {} decided", tally.decided(), tally.all())
}

/// What an annotation is about.
fn words(session: &Session, id: AnnotationId, limit: usize) -> String {
    let words = session.annotation(id).map(|it| it.extent().slice(session.article().text()));
    crate::card::shortened(words.unwrap_or_default(), limit)
}
