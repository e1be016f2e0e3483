//! The button that has all documents annotated in the background, and how far that is.

use crate::desk::Desk;
use crate::panel::counted;
use crate::project::annotating::{self, Annotating};
use leptos::prelude::*;

/// Nothing where all is read.
#[component]
pub(super) fn ReadingAll(desk: Desk) -> impl IntoView {
    let state = desk.project().annotating;
    let left = Memo::new(move |_| annotating::left(desk));
    let is_running = Memo::new(move |_| state.with(|state| state.as_ref().is_some_and(|state| state.is_running)));
    let ask = move |ask: fn(&Annotating) -> usize| state.with(|state| state.as_ref().map(ask).unwrap_or_default());
    let words = move || format!("{} of {} annotated", ask(|state| state.done), ask(|state| state.all));
    let button = move || {
        format!("Annotate {}", counted(left.get(), "document that is not read yet", "documents that are not read yet"))
    };
    view! {
        <Show when=move || is_running.get()>
            <div class="task">
                <label>
                    <span>{words}</span>
                    <progress max=move || ask(|state| state.all) value=move || ask(|state| state.done + state.failed)></progress>
                </label>
                <button type="button" on:click=move |_| annotating::stop(desk)>"Stop"</button>
            </div>
        </Show>
        <Show when=move || !is_running.get() && left.get() != 0>
            <button type="button" class="whole" on:click=move |_| annotating::begin(desk)>{button}</button>
        </Show>
    }
}
