//! The pieces of the card's annotation: where it can be cut, and its fragments where it has several.

use crate::command::named;
use crate::desk::Desk;
use crate::pieces::{remove_fragment, split_at, words};
use crate::toolbar::Act;
use leptos::html;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Up to so many words are offered to cut at; of more, the caret tells.
const WORDS: usize = 120;

/// Both, where there is anything to show.
#[component]
pub(super) fn Pieces(desk: Desk, id: AnnotationId) -> impl IntoView {
    let is_cut = move || desk.relating().cutting.get() == Some(id);
    view! {
        <Show when=is_cut><Cuts desk id/></Show>
        <Fragments desk id/>
    }
}

/// The words of the annotation; the one that is pressed begins the second part.
#[component]
fn Cuts(desk: Desk, id: AnnotationId) -> impl IntoView {
    let row = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(row) = row.get() {
            crate::pane::paint::focus(row.query_selector("button").ok().flatten());
        }
    });
    let found = Memo::new(move |_| {
        desk.track(|session| {
            let text = session.article().text();
            let words = session.annotation(id).map(|it| words(session, it)).unwrap_or_default();
            words.into_iter().take(WORDS).map(|word| (word.start, word.slice(text).to_owned())).collect::<Vec<_>>()
        })
    });
    let cut = move |(at, word): (u32, String)| {
        let name = format!("The second part begins with {word}");
        view! { <button type="button" aria-label=name on:click=move |_| split_at(desk, id, at)>{word}</button> }
    };
    view! {
        <div node_ref=row class="cuts" role="group" aria-labelledby="cuts-title" on:keydown=move |event| walk(&event)>
            <p id="cuts-title">"The second part begins with:"</p>
            {move || found.with(|words| {
                let first = words.first().map(|(_, word)| view! { <span class="fixed">{word.clone()}</span> });
                view! { {first} {words.iter().skip(1).cloned().map(cut).collect_view()} }
            })}
        </div>
    }
}

/// Arrow keys go from word to word.
fn walk(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let next = target.and_then(|target| match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => target.next_element_sibling(),
        "ArrowLeft" | "ArrowUp" => target.previous_element_sibling(),
        _ => None,
    });
    if let Some(next) = next.filter(|next| next.tag_name() == "BUTTON") {
        event.prevent_default();
        crate::pane::paint::focus(Some(next));
    }
}

/// The fragments of an annotation that has several, each with a button that takes it away.
#[component]
fn Fragments(desk: Desk, id: AnnotationId) -> impl IntoView {
    let found = Memo::new(move |_| {
        desk.track(|session| {
            let text = session.article().text();
            let spans = session.annotation(id).map(|it| it.spans.clone()).unwrap_or_default();
            spans.into_iter().map(|span| (span, super::shortened(span.slice(text), 48))).collect::<Vec<_>>()
        })
    });
    move || {
        let found = found.get();
        (found.len() > 1).then(|| {
            view! {
                <div class="fragments" role="group" aria-labelledby="fragments-title">
                    <p id="fragments-title">{format!("{} parts", found.len())}</p>
                    <ul>{found.into_iter().map(|(span, words)| {
                        let name = format!("Take away the part {words}");
                        view! {
                            <li>
                                <span>{words}</span>
                                <button type="button" class="no" aria-label=name on:click=move |_| remove_fragment(desk, id, span)>"✕"</button>
                            </li>
                        }
                    }).collect_view()}</ul>
                </div>
            }
        })
    }
}

/// For the card of selected words: the ways they can change the current annotation, where there is one.
#[component]
pub(super) fn Additions(desk: Desk) -> impl IntoView {
    let acts = move || ["Add words", "Take words away"].into_iter().filter_map(named);
    view! {
        <Show when=move || desk.current.get().is_some()>
            {acts().map(|command| view! { <Act desk command/> }).collect_view()}
        </Show>
    }
}
