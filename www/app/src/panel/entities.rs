//! Who and what is named, with every mention. Entities are merged, renamed and taken apart here, by keys and buttons or by
//! dragging one onto another; each is one Edit.

mod one;

use super::{LINES, counted, is_wide};
use crate::desk::Desk;
use crate::labels::{badge, label_words};
use crate::{editing, moving};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use one::EntityLine;
use postil::Layer;
use postil::annotation::AnnotationId;
use postil::session::{Command, Named, entities};
use web_sys::KeyboardEvent;

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
struct Item {
    named: Named,
    badge: &'static str,
    note: String,
}

/// What the list is in the middle of; an entity goes by its first mention.
#[derive(Clone, Copy)]
struct Sorting {
    /// Whose mentions are shown.
    unfolded: RwSignal<Option<AnnotationId>>,
    /// Which entity is to become one with another.
    merging: RwSignal<Option<AnnotationId>>,
    /// Which one is being dragged.
    dragged: RwSignal<Option<AnnotationId>>,
    /// Which one is being renamed.
    renaming: RwSignal<Option<AnnotationId>>,
}

/// The list.
#[component]
pub(crate) fn Entities(desk: Desk) -> impl IntoView {
    let items = Memo::new(move |_| desk.track_all(|session| items(&entities(session))));
    let none = || RwSignal::new(None);
    let sorting = Sorting { unfolded: desk.relating().unfolded, merging: none(), dragged: none(), renaming: none() };
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape"
            && (sorting.merging.get_untracked().is_some() || sorting.renaming.get_untracked().is_some())
        {
            event.prevent_default();
            let at = sorting.merging.get_untracked().or(sorting.renaming.get_untracked());
            sorting.merging.set(None);
            sorting.renaming.set(None);
            desk.say("Left as it was.");
            focus_soon(at);
        }
    };
    let left_out = move || items.with(|items| items.len().saturating_sub(LINES));
    let is_open = is_wide();
    view! {
        <details class="panel entities" open=is_open on:keydown=leave>
            <summary><h2>"Entities"</h2>" "<span class="count">{move || items.with(Vec::len)}</span></summary>
            {move || sorting.merging.get().map(|_| view! {
                <p class="hint">
                    "Choose what it is the same as. "
                    <button type="button" on:click=move |_| sorting.merging.set(None)>"Leave"</button>
                </p>
            })}
            {move || items.with(|items| {
                if items.is_empty() {
                    return view! { <p class="nothing">"No names yet."</p> }.into_any();
                }
                let size = items.len();
                let lines = items.iter().take(LINES).cloned().enumerate();
                view! {
                    <ul class="lines" role="list">
                        {lines.map(|(at, item)| view! { <EntityLine desk sorting item at size/> }).collect_view()}
                    </ul>
                }.into_any()
            })}
            <Show when=move || left_out() != 0>
                <p class="nothing">{move || format!("and {} more in the text", left_out())}</p>
            </Show>
        </details>
    }
}

/// One line for each thing named, the most often named first.
fn items(named: &[Named]) -> Vec<Item> {
    let mut named: Vec<Named> = named.to_vec();
    named.sort_by_key(|it| std::cmp::Reverse(it.mentions.len()));
    let item = |named: Named| {
        let label = label_words("entity", &named.label.0);
        let note = format!("{label}, {}", counted(named.mentions.len(), "mention", "mentions"));
        Item { badge: badge("entity", &named.label.0), note, named }
    };
    named.into_iter().map(item).collect()
}

/// Shows the entity of the current mention in the list, with all its mentions.
pub(crate) fn show_current(desk: Desk) {
    let current = desk.current.get_untracked();
    let first = desk.session.with_value(|session| {
        let named = entities(session).into_iter().find(|it| current.is_some_and(|id| it.mentions.contains(&id)));
        named.and_then(|named| named.mentions.first().copied())
    });
    let Some(first) = first else { return desk.say("Choose a name first.") };
    desk.card.set(None);
    if let Some(panel) = document().query_selector("details.entities").ok().flatten() {
        // An attribute with a fixed name is never refused.
        let _ = panel.set_attribute("open", "");
    }
    desk.relating().unfolded.set(Some(first));
    focus_soon(Some(first));
}

/// Makes the current mention one of an entity of its own.
pub(crate) fn separate_current(desk: Desk) {
    match desk.current.get_untracked() {
        Some(id) => separate(desk, id),
        None => desk.say("Choose a name first."),
    }
}

fn separate(desk: Desk, id: AnnotationId) {
    let mention = desk.session.with_value(|session| {
        let mention = session.annotation(id).filter(|it| it.layer == Layer::Entity)?;
        Some(mention.extent().slice(session.article().text()).to_owned())
    });
    let Some(words) = mention else { return desk.say("Choose a name first.") };
    if editing::perform(desk, &Command::Separate(id)) {
        desk.say(format!("“{words}” is an entity of its own now. One Undo takes it back."));
    }
}

/// Makes `one` the same as `other`: its mentions get the other's name.
fn merge(desk: Desk, one: AnnotationId, other: AnnotationId) {
    let found = desk.session.with_value(|session| {
        let named = entities(session);
        let of = |id: AnnotationId| named.iter().find(|it| it.mentions.first() == Some(&id)).cloned();
        of(one).zip(of(other)).filter(|(one, other)| one != other)
    });
    let Some((one, other)) = found else { return };
    let number = other.number.clone().or_else(|| one.number.clone());
    let mut ids = [one.mentions, other.mentions].concat();
    ids.sort_by_key(|id| desk.session.with_value(|session| session.annotation(*id).map(|it| (it.extent(), *id))));
    let (count, first) = (ids.len(), ids.first().copied());
    if editing::perform(desk, &Command::Identify { ids, name: other.name.clone(), number }) {
        desk.say(format!(
            "“{}” and “{}” are one now: {}. One Undo takes it back.",
            one.name,
            other.name,
            counted(count, "mention", "mentions")
        ));
    }
    focus_soon(first);
}

/// Gives an entity another name.
fn rename(desk: Desk, item: &Item, name: &str) {
    let name = name.trim();
    if name.is_empty() {
        return desk.say("A name has at least one letter.");
    }
    let (ids, number) = (item.named.mentions.clone(), item.named.number.clone());
    if editing::perform(desk, &Command::Identify { ids, name: name.to_owned(), number }) {
        desk.say(format!("“{}” is called “{name}” now. One Undo takes it back.", item.named.name));
    }
    focus_soon(item.named.mentions.first().copied());
}

/// Goes to a mention in the text.
fn go(desk: Desk, id: AnnotationId) {
    super::go(desk, &[id]);
    if desk.card.get_untracked().is_none() {
        moving::set_current(desk, Some(id));
    }
}

/// Puts the focus on an entity's line once the list is drawn anew.
fn focus_soon(first: Option<AnnotationId>) {
    let Some(first) = first else { return };
    Timeout::new(0, move || {
        let line = document().query_selector(&format!("[data-entity=\"{}\"] .line", first.0)).ok().flatten();
        if let Some(line) = &line {
            line.scroll_into_view_with_scroll_into_view_options(&{
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                options
            });
        }
        crate::pane::paint::focus(line);
    })
    .forget();
}
