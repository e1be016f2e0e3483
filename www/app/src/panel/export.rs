//! Taking a document away, and bringing one back.

use super::counted;
use crate::desk::Desk;
use crate::exchange::{BUTTONS, Button};
use crate::files::{self, FileInput};
use leptos::prelude::*;
use postil::format::{Format, Loss, LossKind};

/// The buttons.
#[component]
pub(crate) fn Export(desk: Desk) -> impl IntoView {
    view! {
        <details class="panel" open>
            <summary><h2>"Export"</h2></summary>
            <ul class="exports">{BUTTONS.iter().map(|button| view! { <ExportButton desk button/> }).collect_view()}</ul>
            <FileInput desk name="Import JSON" accept=".json,application/json"/>
        </details>
    }
}

#[component]
fn ExportButton(desk: Desk, button: &'static Button) -> impl IntoView {
    let format = &button.format;
    let note_id = format!("export{}", format.extension.replace('.', "-"));
    view! {
        <li>
            <button type="button" aria-describedby=note_id.clone() on:click=move |_| export(desk, format)>
                {button.name}
            </button>
            <span class="note" id=note_id>{button.purpose}</span>
        </li>
    }
}

/// Gives the reader the open document as a file.
pub(crate) fn export(desk: Desk, format: &Format) {
    let written = desk.session.with_value(format.write);
    let title = desk.open.with_untracked(|open| open.as_ref().map(|record| record.title.clone())).unwrap_or_default();
    let name = files::file_name(&title, format.extension);
    match files::offer(&name, format.media_type, &written.text) {
        Ok(()) => desk.say(format!("Exported as {name}.{}", losses(&written.losses))),
        Err(error) => desk.warn(format!("The file could not be made ({error}).")),
    }
}

/// What the format could not carry, in one sentence.
fn losses(losses: &[Loss]) -> String {
    let left_out =
        losses.iter().filter(|loss| matches!(loss.kind, LossKind::Overlaps(_) | LossKind::Blank | LossKind::Orphan));
    match left_out.count() {
        0 => String::new(),
        count => format!(" {} could not be carried by this format.", counted(count, "annotation", "annotations")),
    }
}
