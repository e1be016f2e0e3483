//! The buttons by which everything is taken away in one file, and brought back.

use crate::desk::{Desk, now};
use crate::keeping::channel::{self, Message};
use crate::store::{Restored, read_backup};
use crate::{files, returning, saving};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, BlobPropertyBag, File, HtmlInputElement};

const MEDIA_TYPE: &str = "application/json";

/// Both buttons.
#[component]
pub(crate) fn Backup(desk: Desk) -> impl IntoView {
    view! {
        <section class="backup" aria-label="Backup">
            <button type="button" aria-describedby="backup-note" on:click=move |_| back_up(desk)>"Back up everything"</button>
            <label class="file">
                <span>"Restore a backup"</span>
                <input
                    type="file"
                    class="unseen"
                    aria-label="Restore a backup"
                    accept=".json,application/json"
                    on:change=move |event| {
                        let input = event_target::<HtmlInputElement>(&event);
                        if let Some(file) = input.files().and_then(|files| files.get(0)) {
                            restore_file(desk, file);
                        }
                        input.set_value("");
                    }
                />
            </label>
            <p class="note" id="backup-note">
                "One file with all articles, their steps and your settings. Restoring adds to what is here and overwrites nothing."
            </p>
        </section>
    }
}

fn back_up(desk: Desk) {
    let Some(store) = desk.store.get_value() else { return };
    spawn_local(async move {
        desk.say("Gathering everything…");
        match store.back_up(now()).await {
            Err(why) => desk.warn(format!("The backup could not be made ({why}).")),
            Ok((pieces, documents, left_out)) => {
                if left_out > 0 {
                    desk.warn(format!("{} could not be read and are not in the backup.", articles(left_out)));
                }
                let options = BlobPropertyBag::new();
                options.set_type(MEDIA_TYPE);
                let name = format!("postil-backup-{}.json", today());
                let blob = Blob::new_with_str_sequence_and_options(&pieces, &options);
                let offered =
                    blob.map_err(|error| format!("{error:?}")).and_then(|blob| files::offer_blob(&name, &blob));
                match offered {
                    Ok(()) => desk.say(format!("Backed up as {name}: {}.", articles(documents))),
                    Err(error) => desk.warn(format!("The file could not be made ({error}).")),
                }
            }
        }
    });
}

fn restore_file(desk: Desk, file: File) {
    spawn_local(async move {
        match files::read(file).await {
            Err(error) => desk.warn(format!("That file could not be read ({error}). Nothing was changed.")),
            Ok(text) => restore(desk, &text),
        }
    });
}

/// Takes in what a backup holds.
pub(crate) fn restore(desk: Desk, text: &str) {
    let Some(store) = desk.store.get_value() else { return };
    let backup = match read_backup(text) {
        Err(cause) => return desk.warn(format!("That backup cannot be restored. {cause} Nothing was changed.")),
        Ok(backup) => backup,
    };
    spawn_local(async move {
        match store.restore(backup).await {
            Err(why) => desk.warn(format!("That backup could not be restored ({why}). Nothing was changed.")),
            Ok(restored) => {
                channel::say(desk, Message::Listed);
                saving::refresh(desk);
                let open = desk.open.with_untracked(|open| open.as_ref().map(|record| record.id));
                if let Some(id) = open.filter(|id| restored.longer.contains(&id.to_bits())) {
                    returning::read_again(desk, id);
                }
                desk.say(told(&restored));
            }
        }
    });
}

fn told(restored: &Restored) -> String {
    let parts = [
        (restored.added, "restored"),
        (restored.longer.len(), "brought up to the longer history of the backup"),
        (restored.beside, "kept beside the one that went another way here"),
        (restored.there, "here already"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", articles(count)))
        .collect();
    if parts.is_empty() { "The backup holds no articles.".to_owned() } else { format!("{}.", parts.join(", ")) }
}

fn articles(count: usize) -> String {
    crate::panel::counted(count, "article", "articles")
}

/// As `2026-11-23`.
fn today() -> String {
    String::from(js_sys::Date::new_0().to_iso_string()).chars().take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_told_part_by_part() {
        let restored = Restored { added: 3, there: 1, longer: [1].into(), beside: 0 };
        let expected =
            "3 articles restored, 1 article brought up to the longer history of the backup, 1 article here already.";
        assert_eq!(told(&restored), expected);
        assert_eq!(told(&Restored::default()), "The backup holds no articles.");
    }
}
