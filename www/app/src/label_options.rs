//! The list of all labels, layer by layer, for a `select`.

use crate::labels::{LAYERS, LabelWords, LayerWords, label_words};
use leptos::prelude::*;

/// The options; their values are layer and label, as in `entity PERSON`. A chosen one that the page does not know comes
/// first.
#[component]
pub(crate) fn LabelOptions(chosen: RwSignal<String>) -> impl IntoView {
    let option = move |value: String, words: String| {
        let is_chosen = value.clone();
        view! { <option value=value prop:selected=move || chosen.with(|chosen| *chosen == is_chosen)>{words}</option> }
    };
    let group = move |layer: &'static LayerWords| {
        let known = move |label: &LabelWords| option(format!("{} {}", layer.name, label.name), label.words.to_owned());
        view! { <optgroup label=layer.title>{layer.labels.iter().map(known).collect_view()}</optgroup> }
    };
    let own = move || {
        let chosen = chosen.get();
        let (layer, label) = chosen.split_once(' ')?;
        let is_known = LAYERS.iter().any(|it| it.name == layer && it.labels.iter().any(|it| it.name == label));
        (!is_known).then(|| option(chosen.clone(), label_words(layer, label).to_owned()))
    };
    view! { {own} {LAYERS.iter().map(group).collect_view()} }
}
