//! The relations of the card's annotation: each leads to its other end, and can be decided on or taken away.

use crate::command::named;
use crate::desk::Desk;
use crate::editing;
use crate::relating::links::{Link, links};
use crate::relating::{Chip, kinds};
use crate::toolbar::Act;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::Command;

/// How many are shown; of a source with more, its panel has all.
const SHOWN: usize = 12;

/// The list, and the button that makes another.
#[component]
pub(super) fn Relations(desk: Desk, id: AnnotationId) -> impl IntoView {
    let found = Memo::new(move |_| desk.track(|session| links(session, id)));
    let left_out = move || found.with(|links| links.len().saturating_sub(SHOWN));
    view! {
        <div class="relations" role="group" aria-labelledby="relations-title">
            <p id="relations-title">"Relations"</p>
            {move || found.with(|links| (!links.is_empty()).then(|| {
                let shown = links.iter().take(SHOWN).cloned();
                view! { <ul>{shown.map(|link| view! { <Line desk link/> }).collect_view()}</ul> }
            }))}
            <Show when=move || left_out() != 0>
                <p class="note">{move || format!("and {} more", left_out())}</p>
            </Show>
            {named("Relate").map(|command| view! { <Act desk command/> })}
        </div>
    }
}

#[component]
fn Line(desk: Desk, link: Link) -> impl IntoView {
    let (id, told) = (link.id, format!("{}: {}", link.title, link.words));
    let (accept_name, remove_name) = (
        format!("Accept relation, {told}"),
        format!("{} relation, {told}", if link.is_suggested { "Reject" } else { "Remove" }),
    );
    let kind = kinds::kind_words(&link.kind, link.begins);
    let accept = move |_| {
        if editing::perform(desk, &Command::Accept(vec![id])) {
            desk.say(format!("Relation accepted: {told}."));
        }
    };
    let remove = move |_| {
        if editing::perform(desk, &Command::Unrelate(vec![id])) {
            desk.say(format!("Relation removed: {kind}. One Undo brings it back."));
        }
        // The button is gone; the card takes the focus.
        crate::pane::paint::focus(document().query_selector(".card").ok().flatten());
    };
    let accept = link.is_suggested.then(|| {
        view! { <button type="button" class="yes" aria-label=accept_name on:click=accept>"✓"</button> }
    });
    let is_suggested = link.is_suggested;
    view! {
        <li data-state=if is_suggested { "suggested" } else { "accepted" }>
            <Chip desk link/>
            {is_suggested.then(|| view! { <span class="unseen">"suggested"</span> })}
            {accept}
            <button type="button" class="no" aria-label=remove_name on:click=remove>"✕"</button>
        </li>
    }
}
