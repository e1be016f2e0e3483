//! The switches of the layers, with how much each holds.

use crate::command::toggle;
use crate::desk::Desk;
use crate::labels::{layer_title, layers};
use leptos::prelude::*;
use postil::annotation::State;
use std::collections::BTreeMap;

/// The layer of what readers note, which has no labels to show or hide.
const NOTES: &str = "note";

/// How many annotations stand in each layer, by its name.
type Counts = BTreeMap<String, usize>;

/// All switches: of the layers of the set that can hold anything, and of every other layer that annotations stand in.
#[component]
pub(crate) fn LayerSwitches(desk: Desk) -> impl IntoView {
    let counts = Memo::new(move |_| {
        desk.track_all(|session| {
            let mut counts = Counts::new();
            for it in session.annotations().filter(|it| it.state != State::Rejected && it.layer.name() != NOTES) {
                match counts.get_mut(it.layer.name()) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(it.layer.name().to_owned(), 1)),
                }
            }
            counts
        })
    });
    let listed = Memo::new(move |_| {
        desk.labels().set.track();
        counts.with(listed)
    });
    Effect::new(move |_| listed.with(|listed| show_new(desk, listed)));
    view! {
        <fieldset class="layers">
            <legend class="unseen">"Layers"</legend>
            <For each=move || listed.get() key=Clone::clone let:layer>
                <LayerSwitch desk layer counts/>
            </For>
        </fieldset>
    }
}

#[component]
fn LayerSwitch(desk: Desk, layer: String, counts: Memo<Counts>) -> impl IntoView {
    let name = StoredValue::new(layer.clone());
    let is_shown = move || desk.shown.with(|shown| name.with_value(|name| shown.contains(name)));
    let count = move || counts.with(|counts| name.with_value(|name| counts.get(name).copied().unwrap_or_default()));
    let title = move || {
        desk.labels().set.track();
        name.with_value(|name| layer_title(name))
    };
    // A name in a list of ids has no white space; a file of another program may have any.
    let id: String = layer.chars().map(|it| if it.is_whitespace() { '-' } else { it }).collect();
    let name_id = format!("layer-{id}");
    let count_id = format!("count-{id}");
    view! {
        <button
            type="button"
            role="switch"
            class="layer"
            data-layer=layer
            aria-labelledby=name_id.clone()
            aria-describedby=count_id.clone()
            aria-checked=move || if is_shown() { "true" } else { "false" }
            on:click=move |_| name.with_value(|name| toggle(desk, name))
        >
            <span class="name" id=name_id.clone()>{title}</span>
            " "
            <span class="count" id=count_id.clone()>{count}</span>
        </button>
    }
}

/// The layers that have a switch, by name. A machine's layer that is off and has nothing but the machine's own labels waits
/// for annotations.
fn listed(counts: &Counts) -> Vec<String> {
    let layers = layers();
    let holds = |name: &str| counts.contains_key(name);
    let is_own = |name: &str| !matches!(name, "quotation" | "quantity" | "source");
    let of_set = layers.iter().filter(|it| it.machine || holds(it.name) || is_own(it.name) && !it.labels.is_empty());
    let others = counts.keys().filter(|name| layers.iter().all(|layer| layer.name != name.as_str()));
    of_set.map(|layer| layer.name.to_owned()).chain(others.cloned()).collect()
}

/// Shows layers of the user's own when they come for the first time.
fn show_new(desk: Desk, listed: &[String]) {
    let seen = desk.labels().seen;
    let own = listed.iter().filter(|name| !matches!(name.as_str(), "entity" | "quotation" | "quantity" | "source"));
    for name in own {
        let is_new = seen.try_update_value(|seen| seen.insert(name.clone())).unwrap_or_default();
        if is_new && !desk.shown.with_untracked(|shown| shown.contains(name)) {
            toggle(desk, name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels;
    use postil::label_set::Preset;

    #[test]
    fn a_layer_has_a_switch_where_it_can_hold_something() {
        let names = |counts: &[&str]| {
            let counts = counts.iter().map(|name| ((*name).to_owned(), 1)).collect();
            listed(&counts).join(" ")
        };
        assert_eq!(names(&[]), "entity quotation quantity source");
        let mut set = Preset::OntoNotes.set();
        set.add_layer("Topics");
        set.switch(&postil::Layer::Quantity, false);
        set.switch(&postil::Layer::Entity, false);
        labels::keep(&set);
        assert_eq!(names(&["other"]), "entity quotation source other");
        set.add_label(&postil::Layer::User("topics".to_owned()), "Climate");
        labels::keep(&set);
        assert_eq!(names(&["quantity"]), "entity quotation quantity source topics");
        labels::keep(&Preset::Empty.set());
        assert_eq!(names(&["entity"]), "entity");
    }
}
