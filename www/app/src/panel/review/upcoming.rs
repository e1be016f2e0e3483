//! The next few that wait.

use super::words;
use crate::desk::Desk;
use crate::labels::{badge, label_words};
use crate::review::{self, asked, percent};
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::Session;
use postil::session::queue::upcoming;

/// How many are listed.
const LINES: usize = 5;

/// One that waits.
#[derive(Clone, PartialEq)]
struct Item {
    id: AnnotationId,
    words: String,
    badge: &'static str,
    note: String,
}

/// The list.
#[component]
pub(super) fn Upcoming(desk: Desk) -> impl IntoView {
    let items = Memo::new(move |_| {
        let (filter, order) = asked(desk);
        let at = desk.review().at.get();
        desk.track_all(|session| {
            let ids = upcoming(session, &filter, order, at, LINES).into_iter().filter(|id| Some(*id) != at);
            ids.filter_map(|id| item(session, id)).collect::<Vec<Item>>()
        })
    });
    let line = move |item: Item| {
        let id = item.id;
        view! {
            <li>
                <button type="button" class="line" data-badge=item.badge on:click=move |_| review::go_to(desk, id)>
                    {item.words}
                </button>
                <span class="note">{item.note}</span>
            </li>
        }
    };
    view! {
        <h3 id="up-next">"Up next"</h3>
        {move || items.with(|items| items.is_empty().then(|| view! { <p class="nothing">"Nothing else waits."</p> }))}
        <ol class="lines" aria-labelledby="up-next">{move || items.get().into_iter().map(line).collect_view()}</ol>
    }
}

fn item(session: &Session, id: AnnotationId) -> Option<Item> {
    let annotation = session.annotation(id)?;
    let (layer, label) = (annotation.layer.name(), annotation.label.0.as_str());
    let sure = match annotation.confidence {
        Some(confidence) => format!("{} % sure", percent(confidence)),
        None => "nobody says how sure".to_owned(),
    };
    let note = format!("{}, {sure}", label_words(layer, label));
    Some(Item { id, words: words(session, id, 60), badge: badge(layer, label), note })
}
