//! The documents that this browser keeps.

use crate::desk::Desk;
use crate::keeping::backup::Backup;
use crate::returning;
use crate::saving;
use crate::store::Record;
use leptos::prelude::*;

/// The list, without the document that is open.
#[component]
pub(crate) fn Documents(desk: Desk) -> impl IntoView {
    let others = Memo::new(move |_| {
        let open = desk.open.with(|open| open.as_ref().map(|record| record.id.to_bits()));
        let is_other = |record: &Record| Some(record.id.to_bits()) != open;
        desk.documents.with(|documents| documents.iter().filter(|record| is_other(record)).cloned().collect::<Vec<_>>())
    });
    view! {
        <Show when=move || others.with(|others| !others.is_empty())>
            <section class="documents" aria-label="Earlier articles">
                <h3>"Earlier articles"</h3>
                <ul class="lines">
                    {move || others.get().into_iter().map(|record| view! { <DocumentLine desk record/> }).collect_view()}
                </ul>
            </section>
        </Show>
        <Backup desk/>
    }
}

#[component]
fn DocumentLine(desk: Desk, record: Record) -> impl IntoView {
    let sure = RwSignal::new(false);
    let id = record.id;
    let remove_name = format!("Remove {}", record.title);
    let title = record.title.clone();
    let press = move |_| {
        if sure.get_untracked() {
            saving::remove(desk, id);
        } else {
            sure.set(true);
        }
    };
    view! {
        <li>
            <button type="button" class="line" on:click=move |_| returning::reopen(desk, record.clone())>{title}</button>
            <button type="button" class="remove" aria-label=remove_name on:click=press>
                {move || if sure.get() { "Really remove?" } else { "Remove" }}
            </button>
        </li>
    }
}
