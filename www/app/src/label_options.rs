//! The list of all labels, layer by layer, for a `select`.

use crate::desk::Desk;
use crate::labels::{LabelWords, LayerWords, label_words, layers};
use leptos::prelude::*;

/// The options; their values are layer and label, as in `entity PERSON`. A chosen one that the set does not know comes
/// first.
#[component]
pub(crate) fn LabelOptions(desk: Desk, chosen: RwSignal<String>) -> impl IntoView {
    let option = move |value: String, words: String| {
        let is_chosen = value.clone();
        view! { <option value=value prop:selected=move || chosen.with(|chosen| *chosen == is_chosen)>{words}</option> }
    };
    let group = move |layer: &LayerWords| {
        let known = |label: &LabelWords| option(format!("{} {}", layer.name, label.name), label.words.to_owned());
        view! { <optgroup label=layer.title>{layer.labels.iter().map(known).collect_view()}</optgroup> }
    };
    let groups = move || {
        desk.labels().set.track();
        layers().iter().filter(|layer| !layer.labels.is_empty()).map(group).collect_view()
    };
    let own = move || {
        desk.labels().set.track();
        let chosen = chosen.get();
        let (layer, label) = chosen.split_once(' ')?;
        let is_known = layers().iter().any(|it| it.name == layer && it.labels.iter().any(|it| it.name == label));
        (!is_known).then(|| option(chosen.clone(), label_words(layer, label).to_owned()))
    };
    view! { {own} {groups} }
}
