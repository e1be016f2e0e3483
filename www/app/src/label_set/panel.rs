//! The panel of the label set: its layers and labels, each with how its marks look, its key and how often it stands in the
//! article.

use super::editor::Editor;
use super::files::SetChoice;
use super::unknown::UnknownLabels;
use super::{change, editor};
use crate::desk::Desk;
use crate::pane::paint::focus;
use leptos::prelude::*;
use postil::annotation::State;
use postil::label_set::{LabelSet, SetLabel, SetLayer};
use postil::{Label, Layer};
use std::collections::BTreeMap;

/// The machine's layers, with what they are called where the set does not have them.
const MACHINE: [(Layer, &str); 4] = [
    (Layer::Entity, "Entities"),
    (Layer::Quotation, "Quotations"),
    (Layer::Quantity, "Quantities"),
    (Layer::Source, "Sources"),
];

/// How often each label stands in the article, by layer and label.
pub(super) type Tallies = BTreeMap<(Layer, Label), usize>;

/// The panel. What is in it is made when it is opened first.
#[component]
pub(crate) fn LabelsPanel(desk: Desk) -> impl IntoView {
    let was_opened = RwSignal::new(false);
    let labels = move || desk.labels().set.with(|set| set.layers.iter().map(|layer| layer.labels.len()).sum::<usize>());
    view! {
        <details class="panel labels" on:toggle=move |_| was_opened.set(true)>
            <summary><h2>"Labels"</h2>" "<span class="count">{labels}</span></summary>
            <Show when=move || was_opened.get()><Content desk/></Show>
        </details>
    }
}

#[component]
fn Content(desk: Desk) -> impl IntoView {
    let layers = Memo::new(move |_| {
        desk.labels().set.with(|set| set.layers.iter().map(|layer| layer.layer.clone()).collect::<Vec<_>>())
    });
    let tallies = Memo::new(move |_| {
        desk.track_all(|session| {
            let mut tallies = Tallies::new();
            for it in session.annotations().filter(|it| it.state != State::Rejected) {
                *tallies.entry((it.layer.clone(), it.label.clone())).or_default() += 1;
            }
            tallies
        })
    });
    view! {
        <SetChoice desk/>
        <UnknownLabels desk/>
        <MachineLayers desk/>
        <For each=move || layers.get() key=|layer| layer.name().to_owned() let:layer>
            <LayerLabels desk layer tallies/>
        </For>
        <Adder
            name="Name of a new layer"
            act="Add layer"
            add=move |title: &str| {
                let done = change(desk, |set| set.add_layer(title));
                done.inspect(|()| desk.say(format!("Layer “{title}” added. Give it labels.")))
            }
        />
    }
}

/// In which layers the machine suggests.
#[component]
fn MachineLayers(desk: Desk) -> impl IntoView {
    let choice = move |(layer, title): (Layer, &'static str)| {
        let asked = layer.clone();
        let is_on = move || desk.labels().set.with(|set| set.layer(&asked).is_some_and(|known| known.machine));
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=is_on on:change=move |event| {
                    switch(desk, &layer, title, event_target_checked(&event));
                }/>
                <span>{title}</span>
            </label>
        }
    };
    view! {
        <fieldset class="machine">
            <legend>"The machine suggests"</legend>
            {MACHINE.into_iter().map(choice).collect_view()}
        </fieldset>
    }
}

fn switch(desk: Desk, layer: &Layer, title: &str, is_on: bool) {
    // A layer of the machine's own has no fault that a switch could bring.
    let _ = change(desk, |set| set.switch(layer, is_on));
    if is_on {
        desk.say(format!("The machine suggests in {title} again."));
    } else {
        desk.say(format!("The machine suggests nothing in {title}. What you decided on stays."));
    }
}

/// One layer with its labels.
#[component]
fn LayerLabels(desk: Desk, layer: Layer, tallies: Memo<Tallies>) -> impl IntoView {
    let of_layer = StoredValue::new(layer.clone());
    let known = move |ask: fn(&SetLayer) -> String| {
        desk.labels().set.with(|set| of_layer.with_value(|layer| set.layer(layer).map(ask))).unwrap_or_default()
    };
    let count = Memo::new(move |_| {
        desk.labels().set.with(|set| of_layer.with_value(|layer| set.layer(layer).map_or(0, |it| it.labels.len())))
    });
    let row = move |at: usize| view! { <Row desk layer=of_layer.get_value() at tallies/> };
    let own = matches!(layer, Layer::User(_));
    // The machine's labels beside names are many and seldom changed.
    let is_open = own || layer == Layer::Entity;
    view! {
        <details class="layer-labels" data-layer=layer.name().to_owned() open=is_open>
            <summary>
                <h3>{move || known(|layer| layer.title.clone())}</h3>
                " "
                <span class="count">{move || count.get()}</span>
            </summary>
            <ul class="lines">{move || (0..count.get()).map(row).collect_view()}</ul>
            <Adder
                name="Name of a new label"
                act="Add label"
                add=move |name: &str| {
                    let done = change(desk, |set| of_layer.with_value(|layer| set.add_label(layer, name)));
                    done.inspect(|()| desk.say(format!("Label “{name}” added.")))
                }
            />
            {own.then(|| view! {
                <button type="button" class="remove" on:click=move |_| of_layer.with_value(|layer| remove_layer(desk, layer))>
                    "Delete layer"
                </button>
            })}
        </details>
    }
}

/// Takes a layer out of the set; its annotations stay and are listed.
fn remove_layer(desk: Desk, layer: &Layer) {
    desk.labels().editing.set(None);
    if change(desk, |set| set.layers.retain(|known| known.layer != *layer)).is_ok() {
        desk.say("Layer deleted. Its annotations stay. “Take back” brings it again.");
    }
    editor::focus_soon(".labels .set-choice button".to_owned());
}

/// One label; pressed, it shows what can be changed of it.
#[component]
fn Row(desk: Desk, layer: Layer, at: usize, tallies: Memo<Tallies>) -> impl IntoView {
    let editing = desk.labels().editing;
    let place = StoredValue::new((layer, at));
    let label =
        Memo::new(move |_| desk.labels().set.with(|set| place.with_value(|place| at_place(set, place).cloned())));
    let is_open = Memo::new(move |_| editing.with(|editing| place.with_value(|place| editing.as_ref() == Some(place))));
    let of = move |ask: fn(&SetLabel) -> String| label.with(|label| label.as_ref().map(ask)).unwrap_or_default();
    let note = move || {
        let name = of(|label| label.name.clone());
        let key = (place.with_value(|(layer, _)| layer.clone()), Label(name.clone()));
        let count = tallies.with(|tallies| tallies.get(&key).copied().unwrap_or_default());
        let words = of(|label| label.words().to_owned());
        if words == name { format!("{count} here") } else { format!("{name}, {count} here") }
    };
    let toggle = move |_| {
        editing.set((!is_open.get_untracked()).then(|| place.get_value()));
    };
    view! {
        <li data-at=at.to_string()>
            <button
                type="button"
                class="line"
                data-badge=move || of(|label| label.badge.clone())
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=toggle
            >
                <span
                    class="sample"
                    data-layer=move || place.with_value(|(layer, _)| layer.name().to_owned())
                    data-look=move || of(editor::look)
                >{move || of(|label| label.words().to_owned())}</span>
            </button>
            {move || label.with(|label| label.as_ref()?.key).map(|key| view! { <kbd>{key.to_string()}</kbd> })}
            <span class="note">{note}</span>
            {move || is_open.get().then(|| {
                let (layer, at) = place.get_value();
                view! { <Editor desk layer at/> }
            })}
        </li>
    }
}

/// The label at a place of a layer.
pub(super) fn at_place<'a>(set: &'a LabelSet, (layer, at): &(Layer, usize)) -> Option<&'a SetLabel> {
    set.layer(layer)?.labels.get(*at)
}

/// A field for a name and a button that adds something of that name.
#[component]
pub(super) fn Adder(
    name: &'static str,
    act: &'static str,
    add: impl Fn(&str) -> Result<(), String> + 'static,
) -> impl IntoView {
    let field = NodeRef::<leptos::html::Input>::new();
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        let result = match field.value().trim() {
            "" => Err(format!("{name}: write it first.")),
            name => add(name),
        };
        if result.is_ok() {
            field.set_value("");
        }
        wrong.set(result.err());
        focus(Some(field.into()));
    };
    view! {
        <form class="adder" on:submit=submit>
            <input node_ref=field type="text" aria-label=name placeholder=name/>
            <button type="submit">{act}</button>
            <Wrong wrong/>
        </form>
    }
}

/// What is wrong, told at once.
#[component]
pub(super) fn Wrong(wrong: RwSignal<Option<String>>) -> impl IntoView {
    view! { <div role="alert">{move || wrong.get().map(|words| view! { <p class="wrong">{words}</p> })}</div> }
}
