//! The empty page: what to do, where to paste, what to try, and what stays private.

use crate::desk::Desk;
use crate::files::{self, FileInput};
use crate::opening;
use crate::panel::documents::Documents;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent};

/// Sample articles: the words on their buttons, and their texts, invented for Postil.
const SAMPLES: [(&str, &str); 3] = [
    ("A fire in a port", include_str!("../../../samples/harbour-fire.txt")),
    ("A vote on a dam", include_str!("../../../samples/dam-vote.txt")),
    ("A race on a river", include_str!("../../../samples/river-race.txt")),
];

/// The empty page.
#[component]
pub(crate) fn FirstPage(desk: Desk) -> impl IntoView {
    let dragged = RwSignal::new(false);
    view! {
        <section
            class="first"
            class:dragged=move || dragged.get()
            on:dragover=move |event| {
                event.prevent_default();
                dragged.set(true);
            }
            on:dragleave=move |_| dragged.set(false)
            on:drop=move |event| {
                event.prevent_default();
                dragged.set(false);
                drop_in(desk, &event);
            }
        >
            <h1>"Paste a news article to see who it names, who says what, and which numbers it claims."</h1>
            <PasteBox desk/>
            <div class="ways">
                <button type="button" class="main" on:click=move |_| opening::open_text(desk, &desk.intake.text.get_untracked())>
                    "Annotate"
                </button>
                <FileButton desk/>
            </div>
            <Samples desk/>
            <p class="private">
                "Everything happens on this device. The article is never sent anywhere; your work is kept in this browser only."
                {move || desk.updating().kept.get().then_some(" So is Postil itself: it opens without a network.")}
            </p>
            <Documents desk/>
        </section>
    }
}

#[component]
fn PasteBox(desk: Desk) -> impl IntoView {
    view! {
        <label for="article-text">"Article text"</label>
        <textarea
            id="article-text"
            rows="10"
            spellcheck="false"
            prop:value=move || desk.intake.text.get()
            on:input=move |event| desk.intake.text.set(event_target_value(&event))
            on:paste=move |event| paste(desk, &event)
            on:keydown=move |event| {
                if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                    event.prevent_default();
                    opening::open_text(desk, &desk.intake.text.get_untracked());
                }
            }
        ></textarea>
        <Show when=move || desk.intake.waiting.with(Option::is_some)>
            <p class="hint">"Turning the page you pasted into text…"</p>
        </Show>
    }
}

#[component]
fn FileButton(desk: Desk) -> impl IntoView {
    view! {
        <FileInput
            desk
            name="Open a file"
            accept=".txt,.text,.md,.html,.htm,.json,.jsonl,.ndjson,.csv,.tsv,.zip,text/plain,text/html,application/json"
        />
        <p class="hint">"or drop files or a folder here: plain text, saved web pages, JSONL, CSV, ZIP, or documents exported from Postil."</p>
    }
}

#[component]
fn Samples(desk: Desk) -> impl IntoView {
    let sample = move |(title, text): (&'static str, &'static str)| {
        view! { <li><button type="button" on:click=move |_| opening::open_sample(desk, text)>{title}</button></li> }
    };
    view! {
        <section class="samples" aria-labelledby="samples-title">
            <h2 id="samples-title">"Or try a sample"</h2>
            <ul>{SAMPLES.into_iter().map(sample).collect_view()}</ul>
        </section>
    }
}

/// HTML goes to the worker, which makes text of it; plain text is left to the browser.
fn paste(desk: Desk, event: &web_sys::Event) {
    let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else { return };
    let html = data.get_data("text/html").unwrap_or_default();
    if !html.trim().is_empty() {
        event.prevent_default();
        opening::take_html(desk, html, false);
    }
}

fn drop_in(desk: Desk, event: &DragEvent) {
    let Some(data) = event.data_transfer() else { return };
    let (html, text) =
        (data.get_data("text/html").unwrap_or_default(), data.get_data("text/plain").unwrap_or_default());
    if files::take_dropped(desk, &data) {
        return;
    }
    if html.is_empty() {
        desk.intake.text.update(|before| before.push_str(&text));
    } else {
        opening::take_html(desk, html, false);
    }
}
