//! One entity of the list, with its mentions where it is unfolded.

use super::{Item, Sorting, go, merge, rename, separate};
use crate::card::shortened;
use crate::desk::Desk;
use crate::find::context;
use leptos::html;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use web_sys::{DragEvent, SubmitEvent};

/// How many mentions are listed; the text has them all.
const MENTIONS: usize = 100;
/// How much of a line is shown around a mention, in characters.
const AROUND: usize = 24;

#[component]
pub(super) fn EntityLine(desk: Desk, sorting: Sorting, item: Item, at: usize, size: usize) -> impl IntoView {
    let item = StoredValue::new(item);
    let id = item.with_value(|item| item.named.mentions.first().copied().unwrap_or(AnnotationId(u32::MAX)));
    let name = item.with_value(|item| item.named.name.clone());
    let (badge, note) = item.with_value(|item| (item.badge, item.note.clone()));
    let is_unfolded = move || sorting.unfolded.get() == Some(id);
    let unfold = move |_| sorting.unfolded.update(|it| *it = if *it == Some(id) { None } else { Some(id) });
    let is_target = move || sorting.merging.get().is_some_and(|one| one != id);
    let is_dragged_to = move || sorting.dragged.get_untracked().is_some_and(|one| one != id);
    let begin_drag = move |event: DragEvent| {
        if let Some(data) = event.data_transfer() {
            // Firefox drags nothing without data; a refused one leaves the buttons.
            let _ = data.set_data("text/plain", &item.with_value(|item| item.named.name.clone()));
        }
        sorting.dragged.set(Some(id));
    };
    let drop_here = move |event: DragEvent| {
        event.prevent_default();
        if let Some(one) = sorting.dragged.try_update(Option::take).flatten() {
            merge(desk, one, id);
        }
    };
    let over = move |event: DragEvent| {
        if is_dragged_to() {
            event.prevent_default();
        }
    };
    let merge_here = {
        let name = name.clone();
        move || {
            is_target().then(|| {
                let label = format!("Same as this: {name}");
                let take = move |_| {
                    if let Some(one) = sorting.merging.try_update(Option::take).flatten() {
                        merge(desk, one, id);
                    }
                };
                view! { <button type="button" class="here" aria-label=label on:click=take>"Same as this"</button> }
            })
        }
    };
    let unfold_name = format!("Mentions of {name}");
    view! {
        <li
            data-entity=id.0
            aria-posinset=at + 1
            aria-setsize=size
            draggable="true"
            on:dragstart=begin_drag
            on:dragover=over
            on:drop=drop_here
            on:dragend=move |_| sorting.dragged.set(None)
        >
            <button type="button" class="line" data-badge=badge on:click=move |_| {
                item.with_value(|item| super::super::go(desk, &item.named.mentions));
            }>{name}</button>
            <button
                type="button"
                class="unfold"
                aria-label=unfold_name
                aria-expanded=move || if is_unfolded() { "true" } else { "false" }
                on:click=unfold
            ></button>
            <span class="note">{note}</span>
            {merge_here}
            <Show when=is_unfolded><Unfolded desk sorting item id/></Show>
        </li>
    }
}

/// What can be done with an entity, and its mentions.
#[component]
fn Unfolded(desk: Desk, sorting: Sorting, item: StoredValue<Item>, id: AnnotationId) -> impl IntoView {
    let mentions = item.with_value(|item| item.named.mentions.clone());
    let (count, several) = (mentions.len(), mentions.len() > 1);
    let name = item.with_value(|item| item.named.name.clone());
    let (rename_name, merge_name) = (format!("Rename {name}"), format!("Same as … for {name}"));
    let begin_merge = move |_| {
        sorting.merging.set(Some(id));
        desk.say("Choose what it is the same as, in this list. Escape leaves.");
    };
    view! {
        <div class="unfolded">
            {move || if sorting.renaming.get() == Some(id) {
                view! { <Rename desk sorting item/> }.into_any()
            } else {
                let (rename_name, merge_name) = (rename_name.clone(), merge_name.clone());
                view! {
                    <div class="decisions">
                        <button type="button" aria-label=rename_name on:click=move |_| sorting.renaming.set(Some(id))>"Rename"</button>
                        <button type="button" aria-label=merge_name on:click=begin_merge>"Same as …"</button>
                    </div>
                }.into_any()
            }}
            <ul role="list" class="mentions-of">
                {mentions.into_iter().take(MENTIONS).map(|mention| view! { <Mention desk mention several/> }).collect_view()}
            </ul>
            {(count > MENTIONS).then(|| view! { <p class="nothing">{format!("and {} more in the text", count - MENTIONS)}</p> })}
        </div>
    }
}

/// One mention, as it stands in its line.
#[component]
fn Mention(desk: Desk, mention: AnnotationId, several: bool) -> impl IntoView {
    let (before, words, after) = desk.session.with_value(|session| {
        let text = session.article().text();
        let span = session.annotation(mention).map(postil::Annotation::extent).unwrap_or_default();
        let (before, after) = context(text, span, AROUND);
        (before, shortened(span.slice(text), 60), after)
    });
    let name = format!("Split off {words}");
    let separate = several.then(|| {
        view! { <button type="button" class="apart" aria-label=name on:click=move |_| separate(desk, mention)>"Split off"</button> }
    });
    view! {
        <li>
            <button type="button" class="place" on:click=move |_| go(desk, mention)>{before}<b>{words}</b>{after}</button>
            {separate}
        </li>
    }
}

/// The field for another name.
#[component]
fn Rename(desk: Desk, sorting: Sorting, item: StoredValue<Item>) -> impl IntoView {
    let name = RwSignal::new(item.with_value(|item| item.named.name.clone()));
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.select();
            crate::pane::paint::focus(Some(field.into()));
        }
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        sorting.renaming.set(None);
        item.with_value(|item| name.with_untracked(|name| rename(desk, item, name)));
    };
    view! {
        <form class="decisions" on:submit=save>
            <input
                node_ref=field
                type="text"
                aria-label="Name of the entity"
                autocomplete="off"
                prop:value=name
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button type="submit">"Save name"</button>
        </form>
    }
}
