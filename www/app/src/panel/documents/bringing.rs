//! Bringing many documents in, and how far that is.

use crate::desk::Desk;
use crate::files::{FileInput, FolderInput};
use crate::panel::counted;
use crate::project::import::{self, Import};
use leptos::prelude::*;

/// What is brought in at once.
const ACCEPTED: &str = ".txt,.text,.md,.html,.htm,.json,.jsonl,.ndjson,.csv,.tsv,.zip";

/// The buttons.
#[component]
pub(super) fn Bringing(desk: Desk) -> impl IntoView {
    view! {
        <div class="adding">
            <FileInput desk name="Add documents" accept=ACCEPTED/>
            <FolderInput desk name="Add a folder"/>
        </div>
        <p class="note">"Many at once: text, saved pages, JSONL, CSV, ZIP. They stay on this device."</p>
    }
}

/// How far an import is, or how it went.
#[component]
pub(super) fn Coming(desk: Desk) -> impl IntoView {
    let import = desk.project().import;
    let is_running = Memo::new(move |_| import.with(|import| import.as_ref().map(|import| import.is_running)));
    view! {
        {move || match is_running.get() {
            None => ().into_any(),
            Some(true) => view! { <Running desk/> }.into_any(),
            Some(false) => view! { <Over desk/> }.into_any(),
        }}
    }
}

#[component]
fn Running(desk: Desk) -> impl IntoView {
    let import = desk.project().import;
    let ask = move |ask: fn(&Import) -> f64| import.with(|import| import.as_ref().map(ask).unwrap_or_default());
    let words = move || {
        let came = import.with(|import| import.as_ref().map_or(0, |import| import.came));
        format!("{} in so far", counted(came, "document is", "documents are"))
    };
    view! {
        <div class="task">
            <label>
                <span>{words}</span>
                <progress max=move || ask(|import| import.bytes.1.max(1.0)) value=move || ask(|import| import.bytes.0)></progress>
            </label>
            <button type="button" on:click=move |_| import::stop(desk)>"Stop"</button>
        </div>
    }
}

#[component]
fn Over(desk: Desk) -> impl IntoView {
    let import = desk.project().import;
    let went = import.get_untracked().unwrap_or_default();
    let more = went.more;
    let problems = went.problems.clone();
    let title = counted(problems.len() + more, "problem", "problems");
    view! {
        <div class="task over">
            <p>{went.outcome()}</p>
            <button type="button" class="remove" aria-label="Close what came in" on:click=move |_| import.set(None)>"✕"</button>
            {(!problems.is_empty()).then(|| view! {
                <details>
                    <summary>{title}</summary>
                    <ul class="problems">{problems.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                    {(more > 0).then(|| view! { <p class="note">{format!("and {more} more")}</p> })}
                </details>
            })}
        </div>
    }
}
