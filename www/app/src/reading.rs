//! The open article with its switches, its card and its margin.

use crate::card::CardView;
use crate::choosing::{self, TappingBar};
use crate::desk::Desk;
use crate::layers::LayerSwitches;
use crate::pane::{self, paint, selection};
use crate::panel::Margin;
use crate::postils::{self, PostilSwitch};
use crate::project::searching;
use crate::relating::{self, RelatingBar};
use crate::voices::{Voices, VoicesChoice};
use crate::{listening, mapping, moving};
use leptos::html;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

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
                <TappingBar desk/>
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
            searching::arrive(desk);
        }
    });
    choosing::offer_selections(desk);
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
    if postils::pressed(desk, event) || choosing::tapped(desk, event) || selection::selected(desk).is_some() {
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
