//! Which set: its name, a new beginning, a set from a file and one into a file, and a step back.

use super::{exchange, take_back, taken};
use crate::desk::Desk;
use crate::files;
use crate::status::sentence;
use leptos::prelude::*;
use leptos::task::spawn_local;
use postil::label_set::{self, LabelSet, Preset, unknown};
use web_sys::{File, HtmlInputElement};

/// The most bytes of a file that is read as a label set.
const MOST: f64 = 4_000_000.0;

/// The choice.
#[component]
pub(super) fn SetChoice(desk: Desk) -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let option = |(at, preset): (usize, Preset)| view! { <option value=at.to_string()>{preset.title()}</option> };
    let start = move |_| {
        let preset = Preset::ALL.get(chosen.get_untracked()).copied().unwrap_or(Preset::Empty);
        take(desk, preset.set(), "Started from");
    };
    let rename = move |event| {
        let name = event_target_value(&event);
        // A set may be called anything.
        let _ = super::change(desk, |set| name.trim().clone_into(&mut set.name));
    };
    let is_first = move || desk.labels().before.with(Vec::is_empty);
    view! {
        <div class="set-choice">
            <label class="choice">
                <span>"Set"</span>
                <input type="text" prop:value=move || desk.labels().set.with(|set| set.name.clone()) on:change=rename/>
            </label>
            <div class="any">
                <label class="choice">
                    <span>"Start from"</span>
                    <select on:change=move |event| chosen.set(event_target_value(&event).parse().unwrap_or_default())>
                        {Preset::ALL.into_iter().enumerate().map(option).collect_view()}
                    </select>
                </label>
                <button type="button" on:click=start>"Start"</button>
            </div>
            <div class="decisions">
                <ImportLabels desk/>
                <button type="button" on:click=move |_| export(desk)>"Export labels"</button>
                <button
                    type="button"
                    aria-disabled=move || is_first().then_some("true")
                    on:click=move |_| take_back(desk)
                >"Take back"</button>
            </div>
        </div>
    }
}

#[component]
fn ImportLabels(desk: Desk) -> impl IntoView {
    let open = move |event| {
        let input = event_target::<HtmlInputElement>(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            import(desk, file);
        }
        input.set_value("");
    };
    view! {
        <label class="file">
            <span>"Import labels"</span>
            <input type="file" class="unseen" aria-label="Import labels" accept=".json,application/json" on:change=open/>
        </label>
    }
}

/// Puts another set in the place of the one that is there. Annotations stay; what the set does not know is listed.
fn take(desk: Desk, mut set: LabelSet, how: &str) {
    let freed = set.free_keys(&taken());
    let (name, labels) = (set.name.clone(), set.layers.iter().map(|layer| layer.labels.len()).sum::<usize>());
    desk.labels().editing.set(None);
    exchange(desk, &set);
    let left = desk.session.with_value(|session| desk.labels().set.with_untracked(|set| unknown(set, session).len()));
    let lost = match freed.as_slice() {
        [] => String::new(),
        freed => format!(" These lost their keys, which commands have: {}.", freed.join(", ")),
    };
    let unknown = match left {
        0 => String::new(),
        left => format!(" Labels of this article that are not in it: {left}. They stay and are listed."),
    };
    desk.say(format!("{how} “{name}”: {labels} labels.{lost}{unknown}"));
}

fn import(desk: Desk, file: File) {
    if file.size() > MOST {
        return desk.warn("That file is too large for a label set. Nothing has changed.");
    }
    spawn_local(async move {
        let read = match files::read(file).await {
            Ok(text) => label_set::read(&text).map_err(|error| error.to_string()),
            Err(error) => Err(error),
        };
        match read {
            Ok(set) => take(desk, set, "Imported"),
            Err(error) => {
                desk.warn(format!("That label set cannot be opened. {} Nothing has changed.", sentence(&error)));
            }
        }
    });
}

fn export(desk: Desk) {
    let (name, text) =
        desk.labels().set.with_untracked(|set| (files::file_name(&set.name, ".labels.json"), label_set::write(set)));
    match files::offer(&name, "application/json", &text) {
        Ok(()) => desk.say(format!("Exported as {name}.")),
        Err(error) => desk.warn(format!("The file could not be made ({error}).")),
    }
}
