//! All documents in numbers: how far they are, and what is annotated in them. A picture for the eye, tables for everyone.

use crate::desk::Desk;
use crate::labels::{label_words, layer_title};
use crate::panel::counted;
use crate::project::order::{PROGRESS, progress};
use crate::project::tally::{Counts, STANDS, decided};
use leptos::html;
use leptos::prelude::*;

/// The figures. They are made only while they are open.
#[component]
pub(super) fn Figures(desk: Desk) -> impl IntoView {
    let panel = NodeRef::<html::Details>::new();
    let is_open = RwSignal::new(false);
    view! {
        <details
            class="figures"
            node_ref=panel
            on:toggle=move |_| is_open.set(panel.get_untracked().is_some_and(|panel| panel.open()))
        >
            <summary>"Statistics"</summary>
            <Show when=move || is_open.get()><Far desk/><Labels desk/></Show>
        </details>
    }
}

/// How far the documents are.
#[component]
fn Far(desk: Desk) -> impl IntoView {
    let counts = Memo::new(move |_| desk.documents.with(|all| progress(all)));
    let rows = move || {
        let counts = counts.get();
        let all = counts.iter().sum::<usize>();
        PROGRESS.map(|it| {
            let count = counts[it as usize];
            view! {
                <tr data-progress=it.name()>
                    <th scope="row"><span class="sign" aria-hidden="true">{it.sign()}</span>{it.word()}</th>
                    <td>{count}</td>
                    <td class="share" aria-hidden="true"><Bar share=percent(count, all)/></td>
                </tr>
            }
        })
    };
    view! {
        <table class="far">
            <caption>"Documents by state"</caption>
            <tbody>{move || rows().collect_view()}</tbody>
        </table>
    }
}

/// A bar of so many percent.
#[component]
fn Bar(share: f64) -> impl IntoView {
    view! { <svg class="share" aria-hidden="true"><rect width=format!("{share}%") height="100%"></rect></svg> }
}

/// What is annotated, by layer and label.
#[component]
fn Labels(desk: Desk) -> impl IntoView {
    let totals = Memo::new(move |_| {
        desk.documents.track();
        desk.project().totals.get_value()
    });
    let rows = move || {
        totals.with(|totals| {
            let mut last = String::new();
            let mut rows = Vec::new();
            for (name, counts) in &totals.labels {
                let (layer, label) = name.split_once(' ').unwrap_or((name, ""));
                if last != layer {
                    layer.clone_into(&mut last);
                    rows.push(view! { <tr><th class="layer-name" scope="rowgroup" colspan="5">{layer_title(layer)}</th></tr> }.into_any());
                }
                rows.push(row(label_words(layer, label).to_owned(), *counts).into_any());
            }
            rows.push(row("All".to_owned(), totals.all()).into_any());
            rows
        })
    };
    let told = move || totals.with(|totals| told(&totals.all(), totals.touched as usize));
    view! {
        <p>{told}</p>
        <table class="by-label">
            <caption>"Annotations by label"</caption>
            <thead><tr><td></td>{STANDS.map(|words| view! { <th scope="col">{words}</th> }).into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(label: String, counts: Counts) -> impl IntoView {
    view! { <tr><th scope="row">{label}</th>{counts.map(|count| view! { <td>{count}</td> }).into_iter().collect_view()}</tr> }
}

/// What people have decided, in one sentence.
fn told(counts: &Counts, touched: usize) -> String {
    match decided(counts) as usize {
        0 => "Nobody has decided anything yet.".to_owned(),
        count => format!(
            "{} by a person in {}: {} accepted, {} rejected, {} made by hand.",
            counted(count, "decision", "decisions"),
            counted(touched, "document", "documents"),
            counts[1],
            counts[2],
            counts[3],
        ),
    }
}

fn percent(count: usize, all: usize) -> f64 {
    // Nobody counts to where a float is not exact.
    #[allow(clippy::cast_precision_loss)]
    let share = count as f64 * 100.0 / all.max(1) as f64;
    share.round()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_decided_is_one_sentence() {
        assert_eq!(told(&[9, 0, 0, 0], 0), "Nobody has decided anything yet.");
        assert_eq!(
            told(&[9, 2, 1, 3], 2),
            "6 decisions by a person in 2 documents: 2 accepted, 1 rejected, 3 made by hand."
        );
    }

    #[test]
    fn shares_are_whole_percents() {
        assert_eq!([percent(1, 3), percent(0, 0), percent(5, 5)], [33.0, 0.0, 100.0]);
    }
}
