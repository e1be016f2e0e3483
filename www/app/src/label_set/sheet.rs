//! The keys of labels, for the sheet of keys.

use crate::desk::Desk;
use leptos::prelude::*;

/// One line for each label that has a key, where any has; none while single letters are switched off.
#[component]
pub(crate) fn LabelKeys(desk: Desk) -> impl IntoView {
    let keys = move || {
        if desk.keying().map.with(|map| map.no_letters) {
            return Vec::new();
        }
        desk.labels().set.with(|set| {
            let labels = set.layers.iter().flat_map(|layer| &layer.labels);
            labels.filter_map(|label| Some((label.key?, label.words().to_owned()))).collect::<Vec<_>>()
        })
    };
    let line =
        |(key, words): (char, String)| view! { <div><dt><kbd>{key.to_string()}</kbd></dt><dd>{words}</dd></div> };
    view! {
        <Show when=move || !keys().is_empty()>
            <section>
                <h3>"Labels"</h3>
                <dl>{move || keys().into_iter().map(line).collect_view()}</dl>
            </section>
        </Show>
    }
}
