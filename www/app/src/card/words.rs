//! The card of words that have no label yet.

use super::annotation::shortened;
use super::pieces::Additions;
use super::{selection_rect, settle};
use crate::command::named;
use crate::desk::Desk;
use crate::editing;
use crate::label_options::LabelOptions;
use crate::labels::{LAYERS, LabelWords, LayerWords, layer_of};
use crate::toolbar::Act;
use leptos::html;
use leptos::prelude::*;
use postil::Span;

/// Labels that have a button of their own: the most used ones.
const QUICK: [&str; 4] = ["PERSON", "ORG", "GPE", "LOC"];

/// The card.
#[component]
pub(super) fn WordsCard(desk: Desk, span: Span) -> impl IntoView {
    let card = NodeRef::<html::Div>::new();
    // By keyboard the focus goes into the card; a pointer's selection keeps it, so that handles stay on a touch screen.
    settle(card, selection_rect, has_keyboard(desk));
    let words = desk.session.with_value(|session| shortened(span.slice(session.article().text()), 120));
    let quick = LAYERS[0].labels.iter().filter(|label| QUICK.contains(&label.name));
    view! {
        <div node_ref=card class="card words" role="dialog" aria-labelledby="words-title" tabindex="-1">
            <p class="kind" id="words-title">"Label these words"</p>
            <p class="quoted">{words}</p>
            <div class="quick">
                {quick.map(|label| view! { <Quick desk span layer=&LAYERS[0] label/> }).collect_view()}
            </div>
            <AnyLabel desk span/>
            <div class="decisions">
                {named("Apply to all").map(|command| view! { <Act desk command/> })}
            </div>
            <div class="decisions"><Additions desk/></div>
            <button type="button" class="close" on:click=move |_| crate::moving::close_card(desk)>"Close card"</button>
        </div>
    }
}

#[component]
fn Quick(desk: Desk, span: Span, layer: &'static LayerWords, label: &'static LabelWords) -> impl IntoView {
    view! {
        <button type="button" data-badge=label.badge on:click=move |_| add(desk, layer.name, label.name, span)>
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
    view! {
        <div class="any">
            <label class="choice">
                <span>"Label"</span>
                <select on:change=move |event| chosen.set(event_target_value(&event))>
                    <LabelOptions chosen/>
                </select>
            </label>
            <button type="button" class="main" on:click=add_chosen>"Add"</button>
        </div>
    }
}

fn add(desk: Desk, layer: &str, label: &str, span: Span) {
    crate::pane::selection::clear();
    if !desk.shown.with_untracked(|shown| shown.contains(layer)) {
        crate::command::toggle(desk, layer);
    }
    editing::annotate(desk, &layer_of(layer), label, span);
}

fn has_keyboard(desk: Desk) -> bool {
    desk.by_keyboard.get_value()
}
