//! The card that writes a note of the reader's own.

use super::annotation::shortened;
use super::{range_rect, settle};
use crate::desk::Desk;
use crate::editing;
use crate::pane::selection;
use leptos::html;
use leptos::prelude::*;
use postil::Span;
use postil::session::Command;
use web_sys::KeyboardEvent;

/// The card.
#[component]
pub(super) fn NoteCard(desk: Desk, span: Span) -> impl IntoView {
    let (card, field) = (NodeRef::<html::Div>::new(), NodeRef::<html::Textarea>::new());
    settle(card, move || range_rect(&selection::range(desk, span)?), false);
    Effect::new(move |_| crate::pane::paint::focus(field.get().map(Into::into)));
    let words = desk.session.with_value(|session| shortened(span.slice(session.article().text()), 80));
    let before = desk.session.with_value(|session| {
        let mut notes = session.starting_in(Span::new(span.start, span.start + 1)).filter(|it| it.spans == [span]);
        notes.find_map(|it| it.attributes.get("note").cloned())
    });
    let is_there = before.is_some();
    let before = before.unwrap_or_default();
    let written = StoredValue::new(before.clone());
    let keep = move |words: String| {
        let words = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let said = if words.is_some() { "Note kept." } else { "Note taken away." };
        crate::moving::close_card(desk);
        if editing::perform(desk, &Command::Note { span, words }) {
            desk.say(said);
        }
    };
    let by_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            keep(written.get_value());
        }
    };
    view! {
        <div node_ref=card class="card writing" role="dialog" aria-labelledby="note-title" tabindex="-1">
            <p class="kind" id="note-title">"Your note"</p>
            <p class="quoted">{words}</p>
            <textarea
                node_ref=field
                rows="4"
                aria-label="Note"
                aria-description="Control and Enter keep it"
                prop:value=before
                on:input=move |event| written.set_value(event_target_value(&event))
                on:keydown=by_key
            ></textarea>
            <div class="decisions">
                <button type="button" class="main" on:click=move |_| keep(written.get_value())>"Keep note"</button>
                {is_there.then(|| view! {
                    <button type="button" on:click=move |_| keep(String::new())>"Take note away"</button>
                })}
            </div>
            <button type="button" class="close" on:click=move |_| crate::moving::close_card(desk)>"Close card"</button>
        </div>
    }
}
