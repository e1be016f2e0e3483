//! The sheet of keys.

use crate::command::{COMMANDS, Group, key_words};
use crate::desk::Desk;
use leptos::html;
use leptos::prelude::*;

const GROUPS: [(Group, &str); 7] = [
    (Group::Moving, "Moving about"),
    (Group::Annotation, "The current annotation"),
    (Group::Boundaries, "Its boundaries"),
    (Group::Words, "Selecting words"),
    (Group::Many, "Many places at once"),
    (Group::Steps, "Steps"),
    (Group::View, "The page"),
];

/// The sheet, while it is open.
#[component]
pub(crate) fn Sheet(desk: Desk) -> impl IntoView {
    view! { <Show when=move || desk.sheet.get()><OpenSheet desk/></Show> }
}

#[component]
fn OpenSheet(desk: Desk) -> impl IntoView {
    let sheet = NodeRef::<html::Section>::new();
    let before = document().active_element();
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            // A section with a tabindex takes the focus.
            let _ = sheet.focus();
        }
    });
    let before = StoredValue::new_local(before);
    on_cleanup(move || crate::pane::paint::focus(before.try_get_value().flatten()));
    view! {
        <section class="sheet" node_ref=sheet tabindex="-1" aria-labelledby="sheet-title">
            <h2 id="sheet-title">"Keys"</h2>
            <button type="button" class="close" on:click=move |_| desk.sheet.set(false)>"Close keys"</button>
            <div class="groups">
                {GROUPS.into_iter().map(|(group, title)| view! { <GroupKeys group title/> }).collect_view()}
            </div>
        </section>
    }
}

#[component]
fn GroupKeys(group: Group, title: &'static str) -> impl IntoView {
    let commands = COMMANDS.iter().filter(move |command| command.group == group);
    let lines = commands.map(|command| {
        let keys = command.keys.iter().map(|key| view! { <kbd>{key_words(key)}</kbd> }).collect_view();
        view! { <div><dt>{keys}</dt><dd>{command.name}</dd></div> }
    });
    view! {
        <section>
            <h3>{title}</h3>
            <dl>{lines.collect_view()}</dl>
        </section>
    }
}
