//! The open article with its switches, its card and its margin.

use crate::card::CardView;
use crate::desk::{Card, Desk};
use crate::layers::LayerSwitches;
use crate::pane::{self, paint, selection};
use crate::panel::Margin;
use crate::postils::{self, PostilSwitch};
use crate::relating::{self, RelatingBar};
use crate::voices::{Voices, VoicesChoice};
use crate::{listening, mapping, moving};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

/// How long a selection must rest before it is offered a label, in milliseconds.
const REST: u32 = 200;

/// The page while an article is open.
#[component]
pub(crate) fn Reading(desk: Desk) -> impl IntoView {
    let title = desk.open.with_untracked(|open| open.as_ref().map(|record| record.title.clone()));
    desk.mapping().voices.set(Voices::default());
    desk.relating().forget();
    mapping::keep(desk);
    let headline = desk.session.with_value(|session| pane::has_headline(session.article()));
    view! {
        <div class="reading">
            <div class="text">
                {(!headline).then(|| view! { <h1 class="unseen">{title}</h1> })}
                <LayerSwitches desk/>
                <div class="shown">
                    <VoicesChoice desk/>
                    <PostilSwitch desk/>
                </div>
                <ArticlePane desk/>
                <CardView desk/>
                <RelatingBar desk/>
            </div>
            <Margin desk/>
        </div>
    }
}

#[component]
fn ArticlePane(desk: Desk) -> impl IntoView {
    let article = NodeRef::<html::Article>::new();
    Effect::new(move |_| {
        if let Some(element) = article.get() {
            paint::open(desk, element.unchecked_into());
            listening::tell_visible(desk);
        }
    });
    offer_selections(desk);
    let title = move || desk.open.with(|open| open.as_ref().map(|record| record.title.clone()));
    view! {
        <article
            node_ref=article
            class="article"
            lang="en"
            tabindex="0"
            aria-label=title
            data-voices=move || desk.mapping().voices.get().name()
            on:click=move |event| click(desk, &event)
        ></article>
    }
}

fn click(desk: Desk, event: &MouseEvent) {
    if postils::pressed(desk, event) || selection::selected(desk).is_some() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let mark = target.and_then(|target| target.closest("mark").ok().flatten());
    let id = mark.and_then(|mark| mark.get_attribute("data-id")).and_then(|id| id.parse().ok());
    match id {
        Some(id) if relating::take_mark(desk, AnnotationId(id)) => {}
        Some(id) => moving::open_card(desk, AnnotationId(id)),
        None => desk.card.set(None),
    }
}

/// Offers a label to words that a pointer has selected, once the selection rests.
fn offer_selections(desk: Desk) {
    let pending = StoredValue::new_local(None::<Timeout>);
    let listener = EventListener::new(&document(), "selectionchange", move |_| {
        pending.set_value(Some(Timeout::new(REST, move || offer(desk))));
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
        pending.try_update_value(Option::take);
    });
}

fn offer(desk: Desk) {
    // The keyboard's caret asks for a label by Enter, not by resting.
    if crate::caret::is_out(desk) {
        return;
    }
    let card = desk.card.get_untracked();
    match selection::selected(desk) {
        Some(span) if relating::take_words(desk, span) => {}
        Some(span) if card != Some(Card::Words(span)) => {
            desk.by_keyboard.set_value(false);
            desk.card.set(Some(Card::Words(span)));
        }
        None if matches!(card, Some(Card::Words(_))) && !is_in_use() => desk.card.set(None),
        _ => {}
    }
}

/// Whether the reader is at the card, by focus or by pointer: pressing a button may take the selection away first.
fn is_in_use() -> bool {
    document().query_selector(".card:hover, .card:focus-within").ok().flatten().is_some()
}
