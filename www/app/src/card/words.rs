//! The card of words that have no label yet.

use super::annotation::shortened;
use super::pieces::Additions;
use super::{selection_rect, settle};
use crate::command::named;
use crate::desk::Desk;
use crate::label_options::LabelOptions;
use crate::label_set::{Guideline, keys};
use crate::labels::{LabelWords, label_of, layer_of, layers};
use crate::toolbar::Act;
use leptos::html;
use leptos::prelude::*;
use postil::Span;

/// How many labels have a button of their own.
const QUICK: usize = 8;
/// How many of the first labels do where none has a key.
const FIRST: usize = 4;

/// The card.
#[component]
pub(super) fn WordsCard(desk: Desk, span: Span) -> impl IntoView {
    let card = NodeRef::<html::Div>::new();
    // By keyboard the focus goes into the card; a pointer's selection keeps it, so that handles stay on a touch screen.
    settle(card, selection_rect, has_keyboard(desk));
    let words = desk.session.with_value(|session| shortened(span.slice(session.article().text()), 120));
    let quick = move || {
        desk.labels().set.track();
        quick().into_iter().map(|(layer, label)| view! { <Quick desk span layer label/> }).collect_view()
    };
    view! {
        <div node_ref=card class="card words" role="dialog" aria-labelledby="words-title" tabindex="-1">
            <p class="kind" id="words-title">"Label these words"</p>
            <p class="quoted">{words}</p>
            <div class="quick">{quick}</div>
            <AnyLabel desk span/>
            <div class="decisions">
                {named("Apply to all").map(|command| view! { <Act desk command/> })}
            </div>
            <div class="decisions"><Additions desk/></div>
            <button type="button" class="close" on:click=move |_| crate::moving::close_card(desk)>"Close card"</button>
        </div>
    }
}

/// The labels that have a button of their own, each with its layer: those with a key, or else the first.
fn quick() -> Vec<(&'static str, LabelWords)> {
    let layers = layers();
    let all = || layers.iter().flat_map(|layer| layer.labels.iter().map(|label| (layer.name, *label)));
    let with_key: Vec<_> = all().filter(|(_, label)| label.key.is_some()).take(QUICK).collect();
    if with_key.is_empty() { all().take(FIRST).collect() } else { with_key }
}

#[component]
fn Quick(desk: Desk, span: Span, layer: &'static str, label: LabelWords) -> impl IntoView {
    let title = label.key.map_or_else(|| label.words.to_owned(), |key| format!("{} ({key})", label.words));
    view! {
        <button
            type="button"
            data-badge=label.badge
            data-key=label.key.map(String::from)
            title=title
            aria-keyshortcuts=label.key.map(String::from)
            on:click=move |_| add(desk, layer, label.name, span)
        >
            {label.words}
        </button>
    }
}

#[component]
fn AnyLabel(desk: Desk, span: Span) -> impl IntoView {
    let chosen = desk.finding().kind;
    let add_chosen = move |_| {
        chosen.with_untracked(|chosen| {
            if let Some((layer, label)) = chosen.split_once(' ') {
                add(desk, layer, label, span);
            }
        });
    };
    let of = Memo::new(move |_| {
        chosen.with(|chosen| chosen.split_once(' ').map(|(layer, label)| (layer_of(layer), label_of(label))))
    });
    view! {
        <div class="any">
            <label class="choice">
                <span>"Label"</span>
                <select on:change=move |event| chosen.set(event_target_value(&event))>
                    <LabelOptions desk chosen/>
                </select>
            </label>
            <button type="button" class="main" on:click=add_chosen>"Add"</button>
        </div>
        <Guideline desk of/>
    }
}

fn add(desk: Desk, layer: &str, label: &str, span: Span) {
    keys::label_words_at(desk, &layer_of(layer), &label_of(label), span);
}

fn has_keyboard(desk: Desk) -> bool {
    desk.by_keyboard.get_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::label_set::Preset;

    #[test]
    fn labels_with_keys_have_buttons_or_else_the_first_ones() {
        let names = || quick().iter().map(|(_, label)| label.name).collect::<Vec<_>>().join(" ");
        assert_eq!(names(), "PERSON ORG GPE LOC");
        let mut set = Preset::OntoNotes.set();
        set.layers.iter_mut().flat_map(|layer| &mut layer.labels).for_each(|label| label.key = None);
        crate::labels::keep(&set);
        assert_eq!(names(), "PERSON NORP FAC ORG");
    }
}
