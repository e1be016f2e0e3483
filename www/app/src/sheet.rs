//! The sheet of keys: every command with its keys, which can be changed or switched off here.

use crate::command::{COMMANDS, Command, Group};
use crate::desk::Desk;
use crate::keymap::{Keymap, Press, key_words};
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

const GROUPS: [(Group, &str); 8] = [
    (Group::Moving, "Moving about"),
    (Group::Annotation, "The current annotation"),
    (Group::Boundaries, "Its boundaries"),
    (Group::Words, "Selecting words"),
    (Group::Many, "Many places at once"),
    (Group::Steps, "Steps"),
    (Group::Documents, "Documents"),
    (Group::View, "The page"),
];

/// The command whose new key is waited for, and what was said of the last one.
#[derive(Clone, Copy)]
struct Changing {
    command: RwSignal<Option<&'static str>>,
    said: RwSignal<String>,
}

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
    let changing = Changing { command: RwSignal::new(None), said: RwSignal::new(String::new()) };
    view! {
        <section class="sheet" node_ref=sheet tabindex="-1" aria-labelledby="sheet-title">
            <h2 id="sheet-title">"Keys"</h2>
            <button type="button" class="close" on:click=move |_| desk.sheet.set(false)>"Close keys"</button>
            <Ways desk changing/>
            <div class="groups">
                {GROUPS.into_iter().map(|(group, title)| view! { <GroupKeys desk changing group title/> }).collect_view()}
                <crate::label_set::LabelKeys desk/>
            </div>
        </section>
    }
}

/// Single letters on or off, all keys back to the usual, and what was last said of a key.
#[component]
fn Ways(desk: Desk, changing: Changing) -> impl IntoView {
    let map = desk.keying().map;
    let is_usual = move || map.with(|map| *map == Keymap::default());
    let switch = move |event| {
        let on = event_target_checked(&event);
        map.update(|map| map.no_letters = !on);
        crate::keymap::keep(desk);
        changing.said.set(if on { "Single keys are commands." } else { "Single keys do nothing now." }.to_owned());
    };
    let reset = move |_| {
        if is_usual() {
            return;
        }
        map.set(Keymap::default());
        crate::keymap::keep(desk);
        changing.said.set("All keys are the usual ones.".to_owned());
    };
    view! {
        <div class="ways-of-keys">
            <label>
                <input type="checkbox" prop:checked=move || map.with(|map| !map.no_letters) on:change=switch/>
                <span>"Single letters, digits and signs are commands"</span>
            </label>
            <button type="button" aria-disabled=move || is_usual().then_some("true") on:click=reset>"Back to the usual keys"</button>
            <p role="status" class="said">{move || changing.said.get()}</p>
        </div>
    }
}

#[component]
fn GroupKeys(desk: Desk, changing: Changing, group: Group, title: &'static str) -> impl IntoView {
    let commands = COMMANDS.iter().filter(move |command| command.group == group);
    view! {
        <section>
            <h3>{title}</h3>
            <dl>{commands.map(|command| view! { <Row desk changing command/> }).collect_view()}</dl>
        </section>
    }
}

/// One command: its keys, its name, and a button that waits for another key.
#[component]
fn Row(desk: Desk, changing: Changing, command: &'static Command) -> impl IntoView {
    let keys = move || desk.keying().map.with(|map| map.keys(command));
    let is_waiting = move || changing.command.get() == Some(command.name);
    let turn = move |_| {
        let waits = !is_waiting();
        changing.command.set(waits.then_some(command.name));
        let words = format!("Press the new key of “{}”; Escape leaves it as it is.", command.name);
        changing.said.set(if waits { words } else { String::new() });
    };
    let label = move || if is_waiting() { "Press a key…" } else { "Change" };
    let change = (command.name != "Close").then(|| {
        view! {
            <button
                type="button"
                class="change"
                aria-pressed=move || if is_waiting() { "true" } else { "false" }
                on:click=turn
                on:keydown=move |event| take(desk, changing, command, &event)
                on:blur=move |_| leave(changing, command)
            >{label}<span class="unseen">" the key of "{command.name}</span></button>
        }
    });
    view! {
        <div>
            <dt>{move || keys().iter().map(|press| view! { <kbd>{key_words(press)}</kbd> }).collect_view()}</dt>
            <dd>{command.name}" "{change}</dd>
        </div>
    }
}

/// Waits no longer. The focus also leaves a button whose sheet is closed, where nothing waits any more.
fn leave(changing: Changing, command: &'static Command) {
    if changing.command.try_get_untracked().flatten() == Some(command.name) {
        changing.command.set(None);
    }
}

/// Takes the key that is waited for, or says why it cannot be had.
fn take(desk: Desk, changing: Changing, command: &'static Command, event: &KeyboardEvent) {
    if changing.command.get_untracked() != Some(command.name) {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    let Some(press) = Press::of(event) else { return };
    if press.name == "Escape" {
        changing.command.set(None);
        return changing.said.set("The key stays as it is.".to_owned());
    }
    let words = format!("{} is now the key of “{}”.", key_words(&press), command.name);
    let outcome = desk.keying().map.try_update(|map| map.change(command, press));
    if let Some(Err(refusal)) = outcome {
        return changing.said.set(format!("{refusal} Press another."));
    }
    changing.command.set(None);
    crate::keymap::keep(desk);
    changing.said.set(words);
}
