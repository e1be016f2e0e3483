//! Taking a document away, and bringing one back.

use super::counted;
use crate::desk::Desk;
use crate::exchange::{FORMATS, Format};
use crate::{files, opening};
use leptos::prelude::*;
use postil::format::{Loss, LossKind};
use web_sys::HtmlInputElement;

/// The buttons.
#[component]
pub(crate) fn Export(desk: Desk) -> impl IntoView {
    view! {
        <details class="panel" open>
            <summary><h2>"Export"</h2></summary>
            <ul class="exports">{FORMATS.iter().map(|format| view! { <ExportButton desk format/> }).collect_view()}</ul>
            <label class="file">
                <span>"Import JSON"</span>
                <input
                    type="file"
                    class="unseen"
                    aria-label="Import JSON"
                    accept=".json,application/json"
                    on:change=move |event| {
                        let input = event_target::<HtmlInputElement>(&event);
                        if let Some(file) = input.files().and_then(|files| files.get(0)) {
                            opening::open_file(desk, file);
                        }
                        input.set_value("");
                    }
                />
            </label>
        </details>
    }
}

#[component]
fn ExportButton(desk: Desk, format: &'static Format) -> impl IntoView {
    let note_id = format!("export{}", format.extension.replace('.', "-"));
    view! {
        <li>
            <button type="button" aria-describedby=note_id.clone() on:click=move |_| export(desk, format)>
                {format.name}
            </button>
            <span class="note" id=note_id>{format.purpose}</span>
        </li>
    }
}

fn export(desk: Desk, format: &Format) {
    let written = desk.session.with_value(format.write);
    let title = desk.open.with_untracked(|open| open.as_ref().map(|record| record.title.clone())).unwrap_or_default();
    let name = file_name(&title, format.extension);
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

/// A name that every file system takes.
fn file_name(title: &str, extension: &str) -> String {
    let words = title.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let stem = words.take(6).collect::<Vec<_>>().join("-").to_lowercase();
    format!("{}{extension}", if stem.is_empty() { "postil" } else { &stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names() {
        assert_eq!(file_name("Fire at Port of Lumora Kills at Least 12", ".json"), "fire-at-port-of-lumora-kills.json");
        assert_eq!(file_name("“…”", ".csv"), "postil.csv");
    }
}
