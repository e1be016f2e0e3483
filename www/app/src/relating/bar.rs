//! At the foot of the text: what a relation that is being made still wants, or the ends of relations that are out of
//! sight.

use super::kinds::{Offer, kind_words};
use super::links::{Link, links};
use super::{End, begin, has_card, jump, leave, offers, relate, shown};
use crate::desk::{Desk, Kept};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use web_sys::SubmitEvent;

/// How long the page must rest until it is looked at what is in sight, in milliseconds.
const REST: u32 = 120;
/// How many ends are told at the foot.
const CHIPS: usize = 4;

/// The strip; empty where there is nothing to tell.
#[component]
pub(crate) fn RelatingBar(desk: Desk) -> impl IntoView {
    let current = Memo::new(move |_| {
        let id = desk.current.get();
        desk.track(|session| id.map(|id| links(session, id)).unwrap_or_default())
    });
    Effect::new(move |_| {
        desk.shown.track();
        let begun = desk.relating().from.get();
        current.with(|links| shown::show(desk, links.iter().map(|link| link.other).chain(begun)));
    });
    notice_scrolling(desk);
    let relating = desk.relating();
    move || match (relating.from.get(), relating.to.get()) {
        (Some(_), Some(to)) => view! { <Kinds desk to/> }.into_any(),
        (Some(_), None) => view! { <Wanted desk/> }.into_any(),
        _ => view! { <OutOfSight desk current/> }.into_any(),
    }
}

/// What to do next, and the way out.
#[component]
fn Wanted(desk: Desk) -> impl IntoView {
    view! {
        <div class="tie" role="group" aria-label="New relation">
            <p>"Choose the other end: a mark in the text, or selected words."</p>
            <button type="button" on:click=move |_| leave(desk)>"Leave"</button>
        </div>
    }
}

/// The kinds that fit both ends, and one of the reader's own.
#[component]
fn Kinds(desk: Desk, to: End) -> impl IntoView {
    let offers =
        desk.relating().from.get_untracked().map(|from| desk.session.with_value(|session| offers(session, from, to)));
    let bar = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(bar) = bar.get() {
            crate::pane::paint::focus(bar.query_selector("button, input").ok().flatten());
        }
    });
    let own = RwSignal::new(String::new());
    let relate_own = move |event: SubmitEvent| {
        event.prevent_default();
        let kind = own.with_untracked(|kind| kind.trim().to_owned());
        if kind.is_empty() {
            return desk.say("Type what the relation is called.");
        }
        relate(desk, &Offer { kind, reversed: false });
    };
    let again = move |_| {
        if let Some(from) = desk.relating().from.get_untracked() {
            crate::moving::set_current(desk, Some(from));
            begin(desk);
        }
    };
    view! {
        <div node_ref=bar class="tie" role="group" aria-label="Kind of relation">
            <p>"What is it?"</p>
            {offers.into_iter().flatten().map(|offer| {
                let words = kind_words(&offer.kind, !offer.reversed);
                view! { <button type="button" class="kind" on:click=move |_| relate(desk, &offer)>{words}</button> }
            }).collect_view()}
            <form on:submit=relate_own>
                <label>
                    <span>"Other"</span>
                    <input type="text" autocomplete="off" maxlength="60" prop:value=own on:input=move |event| own.set(event_target_value(&event))/>
                </label>
                <button type="submit">"Relate so"</button>
            </form>
            <button type="button" on:click=again>"Another end"</button>
            <button type="button" on:click=move |_| leave(desk)>"Leave"</button>
        </div>
    }
}

/// The ends of the current annotation's relations that are out of sight, while no card tells of them.
#[component]
fn OutOfSight(desk: Desk, current: Memo<Vec<Link>>) -> impl IntoView {
    let away = Memo::new(move |_| {
        desk.relating().scrolled.track();
        if has_card(desk) {
            return Vec::new();
        }
        let away = |link: &&Link| !shown::is_in_sight(desk, link.other);
        current.with(|links| links.iter().filter(away).take(CHIPS).cloned().collect::<Vec<Link>>())
    });
    move || {
        let away = away.get();
        (!away.is_empty()).then(|| {
            view! {
                <div class="tie" role="group" aria-label="Related, out of sight">
                    {away.into_iter().map(|link| view! { <Chip desk link/> }).collect_view()}
                </div>
            }
        })
    }
}

/// A button that leads to the other end of a relation.
#[component]
pub(crate) fn Chip(desk: Desk, link: Link) -> impl IntoView {
    let other = link.other;
    view! {
        <button type="button" class="chip" on:click=move |_| jump(desk, other)>
            <span class="what">{link.title}</span>
            " "
            <span class="end">{link.words}</span>
        </button>
    }
}

/// Looks again at what is in sight once the page rests.
fn notice_scrolling(desk: Desk) {
    let pending: Kept<Option<Timeout>> = StoredValue::new_local(None);
    let scrolled = desk.relating().scrolled;
    let listener = EventListener::new(&document(), "scroll", move |_| {
        pending.set_value(Some(Timeout::new(REST, move || scrolled.update(|count| *count += 1))));
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
        pending.try_update_value(Option::take);
    });
}
