//! The bar at the top: the name of the tool and the commands that are always at hand.

use crate::command::{Command, named};
use crate::desk::Desk;
use crate::keymap::{aria_keys, key_words, told};
use leptos::prelude::*;

/// What stands in the bar while an article is open.
const ALWAYS: [&str; 10] = [
    "Undo",
    "Redo",
    "Previous annotation",
    "Next annotation",
    "Select words",
    "Select by tapping",
    "Find",
    "All commands",
    "Keys",
    "New article",
];

/// The bar.
#[component]
pub(crate) fn Toolbar(desk: Desk) -> impl IntoView {
    let is_open = Memo::new(move |_| desk.open.with(Option::is_some));
    view! {
        <header class="bar">
            <p class="brand">"Postil"</p>
            <Show when=move || is_open.get()>
                <div class="commands" role="toolbar" aria-label="Commands">
                    {ALWAYS.into_iter().filter_map(named).map(|command| view! { <Act desk command/> }).collect_view()}
                </div>
            </Show>
        </header>
    }
}

/// A button for one command.
#[component]
pub(crate) fn Act(desk: Desk, command: &'static Command) -> impl IntoView {
    let disabled = move || match command.name {
        "Undo" => desk.track(|session| !session.can_undo()),
        "Redo" => desk.track(|session| !session.can_redo()),
        _ => false,
    };
    view! {
        <button
            type="button"
            class="act"
            data-sign=sign(command.name)
            title=move || titled(desk, command).0
            aria-keyshortcuts=move || titled(desk, command).1
            aria-disabled=move || disabled().then_some("true")
            on:click=move |_| (command.run)(desk)
        >
            <span class="words">{command.name}</span>
        </button>
    }
}

/// What a button tells of its command: the name with the key, and the key as `aria-keyshortcuts` wants it.
pub(crate) fn titled(desk: Desk, command: &Command) -> (String, Option<String>) {
    let Some(key) = told(desk, command) else { return (command.name.to_owned(), None) };
    (format!("{} ({})", command.name, key_words(&key)), Some(aria_keys(&key)))
}

/// The sign that stands for a command where there is little room.
const fn sign(name: &str) -> &'static str {
    match name.as_bytes() {
        b"Undo" => "↶",
        b"Redo" => "↷",
        b"Previous annotation" => "↑",
        b"Next annotation" => "↓",
        b"Select words" => "¶",
        b"Select by tapping" => "☟",
        b"Find" => "⌕",
        b"Apply to all" => "≡",
        b"All commands" => "☰",
        b"Keys" => "?",
        b"New article" => "+",
        b"Accept" => "✓",
        b"Reject" => "✕",
        b"Delete" => "⌫",
        _ => "",
    }
}
