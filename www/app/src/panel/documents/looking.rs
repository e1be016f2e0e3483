//! Looking for words in all documents, and what was found.

use crate::desk::Desk;
use crate::panel::counted;
use crate::project::searching::{self, Found, Looking};
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// The field with what was found.
#[component]
pub(super) fn LookingView(desk: Desk) -> impl IntoView {
    let looking = desk.project().looking;
    let field = NodeRef::<html::Input>::new();
    let words = looking.with_untracked(|looking| looking.as_ref().map(|it| it.query.pattern.clone()));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            searching::begin(desk, &field.value());
        }
    };
    view! {
        <form class="across" role="search" on:submit=submit>
            <label class="looked">
                <span>"Words in all documents"</span>
                <input node_ref=field type="text" autocomplete="off" spellcheck="false" value=words/>
            </label>
            <button type="submit">"Search"</button>
        </form>
        <Show when=move || looking.with(Option::is_some)><Outcome desk/></Show>
    }
}

#[component]
fn Outcome(desk: Desk) -> impl IntoView {
    let looking = desk.project().looking;
    let ask = move |ask: fn(&Looking) -> usize| looking.with(|looking| looking.as_ref().map(ask).unwrap_or_default());
    let words = move || {
        looking
            .with(|looking| looking.as_ref().map(|it| it.problem.clone().unwrap_or_else(|| it.outcome())))
            .unwrap_or_default()
    };
    let is_running = Memo::new(move |_| looking.with(|looking| looking.as_ref().is_some_and(|it| it.is_running)));
    let found = move || looking.with(|looking| looking.as_ref().map(|it| it.found.clone()).unwrap_or_default());
    let left_out = move || ask(Looking::left_out);
    view! {
        <div class="task">
            <Show
                when=move || is_running.get()
                fallback=move || view! { <p>{words}</p><button type="button" on:click=move |_| searching::clear(desk)>"Clear"</button> }
            >
                <label>
                    <span>{words}</span>
                    <progress max=move || ask(|it| it.all) value=move || ask(|it| it.looked)></progress>
                </label>
                <button type="button" on:click=move |_| searching::stop(desk)>"Stop"</button>
            </Show>
        </div>
        <ul class="lines hits" aria-label="Documents with these words" on:keydown=|event: KeyboardEvent| super::list::walk(&event)>
            <For each=found key=Found::clone let(found)><Hit desk found/></For>
        </ul>
        <Show when=move || left_out() != 0>
            <p class="nothing">{move || format!("and {}", counted(left_out(), "more document", "more documents"))}</p>
        </Show>
    }
}

#[component]
fn Hit(desk: Desk, found: Found) -> impl IntoView {
    let (title, count, place) = (found.title.clone(), found.count as usize, found.place.clone());
    let place =
        place.map(|(before, words, after)| view! { <span class="context">{before}<b>{words}</b>{after}</span> });
    let note = if count == 0 { "in the title".to_owned() } else { counted(count, "place", "places") };
    view! {
        <li>
            <button type="button" class="line" on:click=move |_| searching::show(desk, &found)>{title}</button>
            <span class="note">{note}</span>
            {place}
        </li>
    }
}
