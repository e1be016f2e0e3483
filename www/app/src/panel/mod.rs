//! The margin: lists made from the annotations, each line of which leads to its place in the text.

pub(crate) mod claims;
pub(crate) mod documents;
pub(crate) mod entities;
pub(crate) mod export;
pub(crate) mod history;
pub(crate) mod rejected;
pub(crate) mod review;
pub(crate) mod sources;

use crate::desk::Desk;
use crate::find::FindPanel;
use crate::label_set::panel::LabelsPanel;
use claims::Claims;
use documents::DocumentsPanel;
use entities::Entities;
use export::Export;
use history::History;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::Session;
use rejected::Rejected;
use review::ReviewPanel;
use sources::Sources;

/// How many lines a list shows; the text has them all.
const LINES: usize = 200;

/// One line of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// What it is about.
    pub(crate) words: String,
    /// The letter before it.
    pub(crate) badge: &'static str,
    /// What more is told of it.
    pub(crate) note: String,
    /// Where it stands; pressing the line goes from one to the next.
    pub(crate) places: Vec<AnnotationId>,
}

/// All lists.
#[component]
pub(crate) fn Margin(desk: Desk) -> impl IntoView {
    view! {
        <section class="margin" aria-label="Margin">
            <FindPanel desk/>
            <ReviewPanel desk/>
            <Entities desk/>
            <Sources desk/>
            <Claims desk/>
            <Rejected desk/>
            <LabelsPanel desk/>
            <History desk/>
            <Export desk/>
            <DocumentsPanel desk/>
        </section>
    }
}

/// A list that folds under its title.
#[component]
fn Lines(
    desk: Desk,
    title: &'static str,
    nothing: &'static str,
    open: bool,
    lines: fn(&Session) -> Vec<Line>,
) -> impl IntoView {
    let lines = Memo::new(move |_| desk.track_all(lines));
    let left_out = move || lines.with(|lines| lines.len().saturating_sub(LINES));
    view! {
        <details class="panel" open=open && is_wide()>
            <summary>
                <h2>{title}</h2>
                " "
                <span class="count">{move || lines.with(Vec::len)}</span>
            </summary>
            {move || lines.with(|lines| {
                if lines.is_empty() {
                    return view! { <p class="nothing">{nothing}</p> }.into_any();
                }
                let shown = lines.iter().take(LINES).cloned();
                view! { <ul class="lines">{shown.map(|line| view! { <LineView desk line/> }).collect_view()}</ul> }.into_any()
            })}
            <Show when=move || left_out() != 0>
                <p class="nothing">{move || format!("and {} more in the text", left_out())}</p>
            </Show>
        </details>
    }
}

#[component]
fn LineView(desk: Desk, line: Line) -> impl IntoView {
    let places = line.places;
    view! {
        <li>
            <button type="button" class="line" data-badge=line.badge on:click=move |_| go(desk, &places)>
                {line.words}
            </button>
            <span class="note">{line.note}</span>
        </li>
    }
}

/// Goes to the first of `places`, or to the one after the current.
fn go(desk: Desk, places: &[AnnotationId]) {
    let current = desk.current.get_untracked();
    let after = places.iter().position(|place| Some(*place) == current).map_or(0, |index| index + 1);
    let Some(place) = places.get(after).or(places.first()).copied() else { return };
    let layer = desk.session.with_value(|session| session.annotation(place).map(|it| it.layer.name().to_owned()));
    if let Some(layer) = layer.filter(|layer| !desk.shown.with_untracked(|shown| shown.contains(layer))) {
        crate::command::toggle(desk, &layer);
    }
    desk.card.set(None);
    crate::moving::reveal(desk, place);
}

/// Whether there is room for lists beside the text; elsewhere they begin folded.
fn is_wide() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= 1000.0)
}

/// A number of things in words.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
