//! Who and what is named, with how often.

use super::{Line, Lines, counted};
use crate::desk::Desk;
use crate::labels::{badge, label_words};
use leptos::prelude::*;
use postil::annotation::State;
use postil::session::Session;
use std::collections::BTreeMap;

/// The list.
#[component]
pub(crate) fn Entities(desk: Desk) -> impl IntoView {
    view! { <Lines desk title="Entities" nothing="No names yet." open=true lines/> }
}

/// One line for each thing named, the most often named first. Mentions without an entity go by their words.
fn lines(session: &Session) -> Vec<Line> {
    let text = session.article().text();
    let mut found: BTreeMap<(String, &str), Line> = BTreeMap::new();
    for mention in session.annotations().filter(|it| it.layer.name() == "entity" && it.state != State::Rejected) {
        let words = mention.attributes.get("entity").map_or_else(|| mention.extent().slice(text), String::as_str);
        let line = found.entry((words.to_owned(), mention.label.0.as_str())).or_insert_with(|| Line {
            words: words.to_owned(),
            badge: badge("entity", &mention.label.0),
            ..Line::default()
        });
        line.places.push(mention.id);
    }
    let mut lines: Vec<Line> = Vec::with_capacity(found.len());
    for ((_, label), mut line) in found {
        line.places.sort_by_key(|id| session.annotation(*id).map(|it| it.extent().start));
        line.note = format!("{}, {}", label_words("entity", label), counted(line.places.len(), "mention", "mentions"));
        lines.push(line);
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.places.len()));
    lines
}
