//! The palette: every command by name, found by a few letters, done by Enter. It is made from the same table as the
//! toolbar, the keys and their sheet.

mod rank;

use crate::command::{COMMANDS, Command, refusal};
use crate::desk::Desk;
use crate::keymap::{key_words, told};
use crate::pane::paint;
use leptos::html;
use leptos::prelude::*;
use rank::rank;
use std::rc::Rc;
use web_sys::KeyboardEvent;

/// How many of the commands done last come first.
const RECENT: usize = 5;

/// Something the palette offers.
#[derive(Clone)]
struct Entry {
    name: String,
    /// Its key, in words.
    key: Option<String>,
    /// Why it cannot be done now.
    refusal: Option<&'static str>,
    run: Rc<dyn Fn(Desk)>,
}

/// Opens the palette, or closes it.
pub(crate) fn turn(desk: Desk) {
    desk.keying().palette.update(|open| *open = !*open);
}

/// The palette, while it is open.
#[component]
pub(crate) fn Palette(desk: Desk) -> impl IntoView {
    view! { <Show when=move || desk.keying().palette.get()><OpenPalette desk/></Show> }
}

/// Everything that can be chosen. What is not in the table of commands, such as labels of the reader's own, joins here.
fn entries(desk: Desk) -> Vec<Entry> {
    let commands = COMMANDS.iter().filter(|command| !["Close", "All commands"].contains(&command.name));
    commands.map(|command| entry(desk, command)).collect()
}

fn entry(desk: Desk, command: &'static Command) -> Entry {
    Entry {
        name: command.name.to_owned(),
        key: told(desk, command).as_ref().map(key_words),
        refusal: refusal(desk, command),
        run: Rc::new(command.run),
    }
}

/// Those that fit what is typed, the best first; with nothing typed, those done last and then all.
fn found(desk: Desk, query: &str) -> Vec<Entry> {
    let place = |name: &str| {
        desk.keying().recent.with_value(|recent| recent.iter().position(|it| it == name).unwrap_or(RECENT))
    };
    let ranked =
        entries(desk).into_iter().filter_map(|entry| Some((rank(&entry.name, query)?, place(&entry.name), entry)));
    let mut ranked: Vec<(u32, usize, Entry)> = ranked.collect();
    ranked.sort_by_key(|(rank, place, _)| (*rank, *place));
    ranked.into_iter().map(|(.., entry)| entry).collect()
}

#[component]
fn OpenPalette(desk: Desk) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let before = StoredValue::new_local(document().active_element());
    Effect::new(move |_| paint::focus(field.get().map(Into::into)));
    let query = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let list = RwSignal::new_local(found(desk, ""));
    let type_in = move |event| {
        query.set(event_target_value(&event));
        at.set(0);
        list.set(found(desk, &query.get_untracked()));
    };
    let choose = move |index: usize| {
        let Some(entry) = list.with_untracked(|list| list.get(index).cloned()) else { return };
        match entry.refusal {
            Some(refusal) => desk.say(refusal),
            None => act(desk, &entry, before.try_get_value().flatten()),
        }
    };
    let walk = move |event: KeyboardEvent| {
        let count = list.with_untracked(Vec::len);
        let next = match event.key().as_str() {
            "ArrowDown" => (at.get_untracked() + 1) % count.max(1),
            "ArrowUp" => (at.get_untracked() + count.max(1) - 1) % count.max(1),
            "Enter" => {
                event.prevent_default();
                return choose(at.get_untracked());
            }
            _ => return,
        };
        event.prevent_default();
        at.set(next);
        show(next);
    };
    let leave = move |_| {
        if desk.keying().palette.try_get_untracked() == Some(true) {
            desk.keying().palette.set(false);
        }
    };
    on_cleanup(move || {
        // Escape leads back to where the palette was opened from; a chosen command has been there already.
        let is_here = |active: web_sys::Element| active.tag_name() == "BODY" || active.id() == "palette-field";
        if document().active_element().is_none_or(is_here) {
            paint::focus(before.try_get_value().flatten());
        }
    });
    let options = move || {
        list.with(|list| list.iter().enumerate().map(|(index, entry)| option(entry, index, at, choose)).collect_view())
    };
    view! {
        <section class="palette" role="dialog" aria-label="All commands">
            <input
                node_ref=field
                type="text"
                id="palette-field"
                role="combobox"
                aria-label="Command"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-autocomplete="list"
                aria-activedescendant=move || list.with(|list| !list.is_empty()).then(|| format!("palette-{}", at.get()))
                autocomplete="off"
                spellcheck="false"
                placeholder="What do you want to do?"
                on:input=type_in
                on:keydown=walk
                on:blur=leave
            />
            <ul role="listbox" id="palette-list" aria-label="Commands" tabindex="-1" on:mousedown=|event: web_sys::MouseEvent| event.prevent_default()>
                {options}
            </ul>
            <p role="status" class=move || if list.with(Vec::is_empty) { "nothing" } else { "unseen" }>
                {move || counted(list.with(Vec::len))}
            </p>
        </section>
    }
}

fn option<F: Fn(usize) + Copy + 'static>(
    entry: &Entry,
    index: usize,
    at: RwSignal<usize>,
    choose: F,
) -> impl IntoView + use<F> {
    let is_here = move || if at.get() == index { "true" } else { "false" };
    view! {
        <li
            role="option"
            id=format!("palette-{index}")
            aria-selected=is_here
            aria-disabled=entry.refusal.map(|_| "true")
            on:click=move |_| choose(index)
        >
            <span>{entry.name.clone()}</span>
            {entry.refusal.map(|refusal| view! { " " <span class="note">{refusal}</span> })}
            {entry.key.clone().map(|key| view! { " " <kbd>{key}</kbd> })}
        </li>
    }
}

/// Puts the focus back where it was and does it there.
fn act(desk: Desk, entry: &Entry, before: Option<web_sys::Element>) {
    desk.keying().palette.set(false);
    paint::focus(before);
    desk.keying().recent.update_value(|recent| {
        recent.retain(|name| *name != entry.name);
        recent.insert(0, entry.name.clone());
        recent.truncate(RECENT);
    });
    (entry.run)(desk);
}

fn show(index: usize) {
    if let Some(option) = document().get_element_by_id(&format!("palette-{index}")) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn counted(count: usize) -> String {
    match count {
        0 => "No command is called that.".to_owned(),
        1 => "1 command".to_owned(),
        count => format!("{count} commands"),
    }
}
