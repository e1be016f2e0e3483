//! In which order, and which of all that wait.

use crate::desk::Desk;
use crate::labels::{self, label_words, layer_title};
use crate::review::{Choice, SURENESS, asked};
use leptos::prelude::*;
use postil::session::queue::{Filter, Order, tallies};
use std::collections::BTreeSet;

const ORDERS: [(&str, Order); 3] =
    [("Least sure first", Order::Confidence), ("As in the text", Order::Position), ("By layer", Order::Layer)];

/// The four choices.
#[component]
pub(super) fn Choices(desk: Desk) -> impl IntoView {
    let choice = desk.review().choice;
    let orders = || ORDERS.iter().map(|(words, _)| (String::new(), (*words).to_owned())).collect::<Vec<_>>();
    let order_at = move || choice.with(|it| ORDERS.iter().position(|(_, order)| *order == it.order));
    let sureness = || SURENESS.iter().map(|(words, ..)| (String::new(), (*words).to_owned())).collect::<Vec<_>>();
    let layers = Memo::new(move |_| layers(desk));
    let labels = Memo::new(move |_| labels(desk));
    let chosen = |options: Memo<Vec<(String, String)>>, of: fn(&Choice) -> &Option<String>| {
        move || {
            let name = choice.with(|it| of(it).clone().unwrap_or_default());
            options.with(|options| options.iter().position(|(known, _)| *known == name))
        }
    };
    let name_at = |options: Memo<Vec<(String, String)>>, at: usize| {
        options.with_untracked(|options| options.get(at).map(|(name, _)| name.clone())).filter(|name| !name.is_empty())
    };
    view! {
        <div class="choices">
            <Select title="Order" options=orders chosen=order_at choose=move |at| choice.update(|it| {
                it.order = ORDERS.get(at).map_or(it.order, |(_, order)| *order);
            })/>
            <Select
                title="Layer"
                options=move || layers.get()
                chosen=chosen(layers, |it| &it.layer)
                choose=move |at| choice.update(|it| {
                    it.layer = name_at(layers, at);
                    it.label = None;
                })
            />
            <Select
                title="Labelled"
                options=move || labels.get()
                chosen=chosen(labels, |it| &it.label)
                choose=move |at| choice.update(|it| it.label = name_at(labels, at))
            />
            <Select
                title="Sure"
                options=sureness
                chosen=move || Some(choice.with(|it| it.sureness))
                choose=move |at| choice.update(|it| it.sureness = at)
            />
        </div>
    }
}

/// Whether a decision leads on.
#[component]
pub(super) fn Follows(desk: Desk) -> impl IntoView {
    let choice = desk.review().choice;
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || choice.with(|it| it.follows)
                on:change=move |event| choice.update(|it| it.follows = event_target_checked(&event))
            />
            <span>"A decision shows the next"</span>
        </label>
    }
}

/// A labelled choice of one among several, told by their place; each has a name and words.
#[component]
fn Select(
    title: &'static str,
    options: impl Fn() -> Vec<(String, String)> + Send + 'static,
    chosen: impl Fn() -> Option<usize> + Copy + Send + Sync + 'static,
    choose: impl Fn(usize) + 'static,
) -> impl IntoView {
    let option = move |(at, (_, words)): (usize, (String, String))| {
        view! { <option value=at.to_string() prop:selected=move || chosen() == Some(at)>{words}</option> }
    };
    view! {
        <label class="choice">
            <span>{title}</span>
            <select on:change=move |event| {
                if let Ok(at) = event_target_value(&event).parse() {
                    choose(at);
                }
            }>{move || options().into_iter().enumerate().map(option).collect_view()}</select>
        </label>
    }
}

/// The layers there are: those that the page knows, and the user's own in this article.
fn layers(desk: Desk) -> Vec<(String, String)> {
    let named = |name: &str, words: &str| (name.to_owned(), words.to_owned());
    desk.labels().set.track();
    let set = labels::layers();
    let known = set.iter().map(|layer| named(layer.name, layer.title));
    let own: BTreeSet<String> = desk.track_all(|session| {
        let layers = session.annotations().map(|annotation| annotation.layer.name());
        layers.filter(|name| set.iter().all(|layer| layer.name != *name)).map(str::to_owned).collect()
    });
    let own = own.iter().map(|name| named(name, layer_title(name)));
    [named("", "All that are shown")].into_iter().chain(known).chain(own).collect()
}

/// The labels that wait in the layers looked at, and the one chosen.
fn labels(desk: Desk) -> Vec<(String, String)> {
    let (filter, _) = asked(desk);
    let chosen = filter.labels.first().cloned();
    let all = Filter { layers: filter.layers, ..Filter::default() };
    let found = desk.track_all(|session| {
        let tallies = tallies(session, &all).into_iter();
        let waiting = tallies.filter(|((_, label), tally)| tally.waiting > 0 || chosen.as_ref() == Some(*label));
        let words = |layer: &str, label: &str, count: usize| format!("{} ({count})", label_words(layer, label));
        waiting
            .map(|((layer, label), tally)| (label.0.clone(), words(layer.name(), &label.0, tally.waiting)))
            .collect::<Vec<_>>()
    });
    [(String::new(), "Any label".to_owned())].into_iter().chain(found).collect()
}
