//! The switches of the layers, with how much each holds.

use crate::command::toggle;
use crate::desk::Desk;
use crate::labels::{LAYERS, LayerWords};
use leptos::prelude::*;
use postil::annotation::State;

/// All switches.
#[component]
pub(crate) fn LayerSwitches(desk: Desk) -> impl IntoView {
    view! {
        <fieldset class="layers">
            <legend class="unseen">"Layers"</legend>
            {LAYERS.iter().map(|layer| view! { <LayerSwitch desk layer/> }).collect_view()}
        </fieldset>
    }
}

#[component]
fn LayerSwitch(desk: Desk, layer: &'static LayerWords) -> impl IntoView {
    let is_shown = move || desk.shown.with(|shown| shown.contains(layer.name));
    let count = Memo::new(move |_| {
        desk.track_all(|session| {
            let stands = |it: &&postil::Annotation| it.layer.name() == layer.name && it.state != State::Rejected;
            session.annotations().filter(stands).count()
        })
    });
    let name_id = format!("layer-{}", layer.name);
    let count_id = format!("count-{}", layer.name);
    view! {
        <button
            type="button"
            role="switch"
            class="layer"
            data-layer=layer.name
            aria-labelledby=name_id.clone()
            aria-describedby=count_id.clone()
            aria-checked=move || if is_shown() { "true" } else { "false" }
            on:click=move |_| toggle(desk, layer.name)
        >
            <span class="name" id=name_id.clone()>{layer.title}</span>
            " "
            <span class="count" id=count_id.clone()>{move || count.get()}</span>
        </button>
    }
}
