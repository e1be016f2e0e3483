//! What may be said of a label's annotations, as the panel changes it.

use super::editor::{Place, told, write};
use super::panel::Adder;
use crate::desk::Desk;
use leptos::prelude::*;
use postil::label_set::{Attribute, AttributeKind};

/// The list, with a field to add to it.
#[component]
pub(super) fn AttributeList(desk: Desk, place: Place, wrong: RwSignal<Option<String>>) -> impl IntoView {
    let count = Memo::new(move |_| told(desk, place, |label| label.attributes.len()));
    let line = move |at: usize| view! { <AttributeLine desk place at wrong/> };
    let add = move |name: &str| {
        write(desk, place, |label| label.attributes.push(Attribute { name: name.to_owned(), ..Attribute::default() }))
    };
    view! {
        <div class="attribute-list" role="group" aria-label="Attributes">
            <p class="title">"Attributes"</p>
            {move || (0..count.get()).map(line).collect_view()}
            <Adder name="Name of a new attribute" act="Add attribute" add/>
        </div>
    }
}

#[component]
fn AttributeLine(desk: Desk, place: Place, at: usize, wrong: RwSignal<Option<String>>) -> impl IntoView {
    let attribute =
        Memo::new(move |_| told(desk, place, |label| label.attributes.get(at).cloned().unwrap_or_default()));
    let keep = move |change: &dyn Fn(&mut Attribute)| {
        let done = write(desk, place, |label| label.attributes.get_mut(at).into_iter().for_each(change));
        wrong.set(done.err());
    };
    let kind = move |it: AttributeKind| {
        let is_chosen = move || attribute.with(|attribute| attribute.kind == it);
        view! { <option prop:selected=is_chosen>{it.words()}</option> }
    };
    let choose_kind = move |event| {
        let words = event_target_value(&event);
        let Some(kind) = AttributeKind::ALL.into_iter().find(|it| it.words() == words) else { return };
        keep(&|attribute| {
            attribute.kind = kind;
            attribute.default =
                attribute.default.take().filter(|value| kind == AttributeKind::Text || attribute.accepts(value));
            if kind == AttributeKind::Choice && attribute.choices.is_empty() {
                attribute.choices = vec!["yes".to_owned(), "no".to_owned()];
            }
        });
    };
    let remove = move |_| {
        // A label without an attribute has no fault that it did not have.
        let _ = write(desk, place, |label| drop(label.attributes.remove(at)));
    };
    let name = move || attribute.with(|attribute| attribute.name.clone());
    view! {
        <div class="attribute" role="group" aria-label=move || format!("Attribute {}", name())>
            <p><b>{name}</b>
                <button type="button" class="remove" aria-label=move || format!("Delete attribute {}", name()) on:click=remove>"Delete"</button>
            </p>
            <label class="choice">
                <span>"Kind"</span>
                <select on:change=choose_kind>{AttributeKind::ALL.into_iter().map(kind).collect_view()}</select>
            </label>
            <Show when=move || attribute.with(|attribute| attribute.kind == AttributeKind::Choice)>
                <label class="choice">
                    <span>"Values"</span>
                    <input
                        type="text"
                        prop:value=move || attribute.with(|attribute| attribute.choices.join(", "))
                        on:change=move |event| {
                            let text = event_target_value(&event);
                            keep(&|attribute| attribute.choices = listed(&text));
                        }
                    />
                </label>
            </Show>
            <label class="choice">
                <span>"Begins with"</span>
                <input
                    type="text"
                    prop:value=move || attribute.with(|attribute| attribute.default.clone().unwrap_or_default())
                    on:change=move |event| {
                        let text = event_target_value(&event).trim().to_owned();
                        keep(&|attribute| attribute.default = Some(text.clone()).filter(|text| !text.is_empty()));
                    }
                />
            </label>
        </div>
    }
}

/// The values of a choice, from what is written with commas between them.
fn listed(text: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for value in text.split(',').map(str::trim).filter(|value| !value.is_empty()) {
        if values.iter().all(|known| known != value) {
            values.push(value.to_owned());
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_between_commas() {
        assert_eq!(listed(" high, low,,high , very low"), ["high", "low", "very low"]);
        assert_eq!(listed(" , "), Vec::<String>::new());
    }
}
