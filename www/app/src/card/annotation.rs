//! The card of one annotation.

use super::pieces::Pieces;
use super::relations::Relations;
use super::{mark_rect, settle};
use crate::attributes;
use crate::boundaries::{CHARACTER_MOVES, WORD_MOVES};
use crate::command::named;
use crate::desk::{Card, Desk};
use crate::label_set::{AttributeFields, Guideline, kind_of, without_fields};
use crate::labels::{label_words, labels_of};
use crate::mentions::Mentions;
use crate::relating::links::links;
use crate::toolbar::Act;
use crate::{editing, hearing, review};
use leptos::html;
use leptos::prelude::*;
use postil::Annotation;
use postil::annotation::{AnnotationId, Origin, State};
use postil::session::queue::waits;
use postil::session::{Command, Session};
use std::collections::BTreeMap;
use web_sys::KeyboardEvent;

const DECISIONS: [&str; 6] = ["Accept", "Reject", "Delete", "Apply to all", "Split", "Merge with next"];

/// What the card shows of an annotation.
#[derive(Clone, PartialEq)]
struct Shown {
    layer: String,
    label: String,
    words: String,
    origin: Origin,
    state: State,
    confidence: Option<f32>,
    attributes: Vec<(String, String)>,
}

/// The card.
#[component]
pub(super) fn AnnotationCard(desk: Desk, id: AnnotationId) -> impl IntoView {
    let card = NodeRef::<html::Div>::new();
    let shown = Memo::new(move |_| desk.track(|session| session.annotation(id).map(|it| shown(desk, session, it))));
    let anchor = move || {
        desk.review().moved.track();
        mark_rect(desk, id)
    };
    settle(card, anchor, true);
    let heard = move || {
        desk.shown.track();
        let told = |session: &Session| {
            desk.pane.with_value(|pane| session.annotation(id).map(|it| hearing::in_words(session, pane, it)))
        };
        desk.track(told)
    };
    let inside = move || {
        shown.get().map(|shown| {
            let kind = label_words(&shown.layer, &shown.label).to_owned();
            view! {
                <p class="kind" id="card-kind">{kind}</p>
                <p class="quoted" id="card-words">{shown.words.clone()}</p>
                <p class="said">{standing(&shown)}</p>
                <Attributes attributes=shown.attributes.clone()/>
            }
        })
    };
    view! {
        <div
            node_ref=card
            class="card"
            role="dialog"
            aria-labelledby="card-kind card-words"
            aria-describedby="card-heard"
            tabindex="-1"
        >
            {inside}
            <p class="unseen" id="card-heard">{heard}</p>
            <LabelChoice desk id/>
            <Guideline desk of=kind_of(desk, id)/>
            <AttributeFields desk id/>
            <div class="decisions">
                {DECISIONS.into_iter().filter_map(named).map(|command| view! { <Act desk command/> }).collect_view()}
            </div>
            <Pieces desk id/>
            <Relations desk id/>
            <Mentions desk id/>
            <Boundaries desk/>
            <Beneath desk id/>
            <button type="button" class="close" on:click=move |_| crate::moving::close_card(desk)>"Close card"</button>
        </div>
    }
}

#[component]
fn Attributes(attributes: Vec<(String, String)>) -> impl IntoView {
    let line = |(name, value): (String, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    (!attributes.is_empty()).then(|| view! { <dl>{attributes.into_iter().map(line).collect_view()}</dl> })
}

/// All labels of the annotation's layer. It stays while the annotation changes, so that the focus stays in it.
#[component]
fn LabelChoice(desk: Desk, id: AnnotationId) -> impl IntoView {
    let name = move |session: &Session| session.annotation(id).map(|it| it.label.0.clone()).unwrap_or_default();
    let label = Memo::new(move |_| desk.track(name));
    let layer = desk.session.with_value(|session| session.annotation(id).map(|it| it.layer.clone()));
    let known = layer.as_ref().map(|layer| labels_of(layer.name())).unwrap_or_default();
    let current = label.get_untracked();
    let is_known = known.iter().any(|known| known.name == current);
    let own = (!is_known).then(|| view! { <option value=current.clone()>{current.clone()}</option> });
    let options = known.into_iter().map(|known| {
        view! { <option value=known.name prop:selected=move || label.with(|label| label == known.name)>{known.words}</option> }
    });
    // Keys walk through the labels, and each on the way is chosen; so it takes Enter to go on. A pointer chooses one.
    let by_key = StoredValue::new(false);
    let relabel = move |event| {
        let leads_on = review::leads_on(desk, id);
        let label = event_target_value(&event);
        if editing::perform(desk, &Command::Relabel { ids: vec![id], label: label.as_str().into() }) {
            match (leads_on, by_key.get_value()) {
                (false, _) => desk.say("Label changed."),
                (true, false) => review::go_on(desk, "Label changed."),
                (true, true) => desk.say("Label changed. Enter goes on."),
            }
        }
    };
    let go_on = move |event: KeyboardEvent| {
        by_key.set_value(true);
        let is_decided = || desk.session.with_value(|session| session.annotation(id).is_some_and(|it| !waits(it)));
        if event.key() == "Enter" && is_decided() && review::leads_on(desk, id) {
            event.prevent_default();
            review::go_on(desk, "Label changed.");
        }
    };
    view! {
        <label class="choice">
            <span>"Label"</span>
            <select on:change=relabel on:keydown=go_on on:pointerdown=move |_| by_key.set_value(false)>{own}{options.collect_view()}</select>
        </label>
    }
}

#[component]
fn Boundaries(desk: Desk) -> impl IntoView {
    let acts = move |names: [&'static str; 4]| {
        names.into_iter().filter_map(named).map(|command| view! { <Act desk command/> }).collect_view()
    };
    view! {
        <details class="boundaries">
            <summary>"Boundaries"</summary>
            <div role="group" aria-label="By words" class="moves">{acts(WORD_MOVES)}</div>
            <div role="group" aria-label="By characters" class="moves">{acts(CHARACTER_MOVES)}</div>
        </details>
    }
}

/// What else is marked at the same place, so that an outer annotation covered by an inner one can be reached.
#[component]
fn Beneath(desk: Desk, id: AnnotationId) -> impl IntoView {
    let others = Memo::new(move |_| desk.track(|session| beneath(desk, session, id)));
    let other = move |(other, words): (AnnotationId, String)| {
        view! {
            <li><button type="button" on:click=move |_| {
                crate::moving::reveal(desk, other);
                desk.card.set(Some(Card::Annotation(other)));
            }>{words}</button></li>
        }
    };
    move || {
        let others = others.get();
        (!others.is_empty()).then(|| {
            view! {
                <div class="beneath">
                    <p id="beneath-title">"Also here"</p>
                    <ul aria-labelledby="beneath-title">{others.into_iter().map(other).collect_view()}</ul>
                </div>
            }
        })
    }
}

fn beneath(desk: Desk, session: &Session, id: AnnotationId) -> Vec<(AnnotationId, String)> {
    let Some(annotation) = session.annotation(id) else { return Vec::new() };
    let text = session.article().text();
    let others = session.annotations_in(annotation.extent()).filter(|other| other.id != id);
    let drawn = others.filter(|other| desk.pane.with_value(|pane| pane.shows(other)));
    let words = |other: &Annotation| {
        let kind = label_words(other.layer.name(), &other.label.0);
        format!("{kind}: {}", shortened(other.extent().slice(text), 48))
    };
    drawn.take(6).map(|other| (other.id, words(other))).collect()
}

fn shown(desk: Desk, session: &Session, annotation: &Annotation) -> Shown {
    let text = session.article().text();
    let words: Vec<&str> = annotation.spans.iter().map(|span| span.slice(text)).collect();
    Shown {
        layer: annotation.layer.name().to_owned(),
        label: annotation.label.0.clone(),
        words: annotation.orphan.clone().unwrap_or_else(|| shortened(&words.join(" … "), 240)),
        origin: annotation.origin,
        state: annotation.state,
        confidence: annotation.confidence,
        attributes: attributes::in_words(&without_links(session, annotation.id, without_fields(desk, annotation))),
    }
}

/// The attributes that the card tells: what a relation leads to stands among the relations.
fn without_links(session: &Session, id: AnnotationId, mut told: BTreeMap<String, String>) -> BTreeMap<String, String> {
    for link in links(session, id).iter().filter(|link| link.begins) {
        match link.kind.as_str() {
            "source" => drop(told.remove("source")),
            "counts" => drop(told.remove("counted")),
            _ => {}
        }
    }
    told
}

/// Who says so, and how sure they are.
fn standing(shown: &Shown) -> String {
    let confidence =
        shown.confidence.map(|confidence| format!(", {} % sure", review::percent(confidence))).unwrap_or_default();
    match (shown.state, shown.origin) {
        (State::Accepted, Origin::Human) => "Made by you".to_owned(),
        (State::Accepted, _) => "Accepted by you".to_owned(),
        (State::Rejected, _) => "Rejected by you".to_owned(),
        (State::Suggested, Origin::Import) => "Imported".to_owned(),
        (State::Suggested, _) => format!("Suggested{confidence}"),
    }
}

/// The beginning of `words`, ended by an ellipsis where something is left out.
pub(crate) fn shortened(words: &str, limit: usize) -> String {
    match words.char_indices().nth(limit) {
        None => words.to_owned(),
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
    }
}
