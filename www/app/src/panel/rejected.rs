//! What the reader has rejected, so that it can be taken back later.

use crate::card::shortened;
use crate::desk::Desk;
use crate::editing;
use crate::labels::label_words;
use leptos::prelude::*;
use postil::annotation::{AnnotationId, State};
use postil::session::{Command, Session};

/// The list, where there is anything in it.
#[component]
pub(crate) fn Rejected(desk: Desk) -> impl IntoView {
    let rejected = Memo::new(move |_| desk.track_all(rejected));
    let line = move |(id, words): (AnnotationId, String)| {
        let name = format!("Accept after all: {words}");
        view! {
            <li>
                <span>{words}</span>
                <button type="button" aria-label=name on:click=move |_| {
                    editing::perform(desk, &Command::Accept(vec![id]));
                }>"Accept after all"</button>
            </li>
        }
    };
    view! {
        <Show when=move || rejected.with(|rejected| !rejected.is_empty())>
            <details class="panel">
                <summary><h2>"Rejected"</h2>" "<span class="count">{move || rejected.with(Vec::len)}</span></summary>
                <ul class="lines">{move || rejected.get().into_iter().map(line).collect_view()}</ul>
            </details>
        </Show>
    }
}

fn rejected(session: &Session) -> Vec<(AnnotationId, String)> {
    let text = session.article().text();
    let rejected = session.annotations().filter(|annotation| annotation.state == State::Rejected);
    let words = |it: &postil::Annotation| {
        format!(
            "{} ({})",
            shortened(it.extent().slice(text), 60),
            label_words(it.layer.name(), &it.label.0).to_lowercase()
        )
    };
    rejected.map(|it| (it.id, words(it))).collect()
}
