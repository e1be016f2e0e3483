//! Files that come in and go out, without leaving the page.

use crate::desk::Desk;
use crate::opening;
use crate::project::import::dropped::{Dropped, chosen};
use crate::project::import::{self, Incoming};
use gloo_file::futures::read_as_bytes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, File, HtmlAnchorElement, HtmlInputElement, Url};

/// A button that opens a file of the reader's, or brings many in.
#[component]
pub(crate) fn FileInput(desk: Desk, name: &'static str, accept: &'static str) -> impl IntoView {
    view! {
        <label class="file">
            <span>{name}</span>
            <input
                type="file"
                multiple
                class="unseen"
                aria-label=name
                accept=accept
                on:change=move |event| {
                    take_chosen(desk, &event_target(&event));
                }
            />
        </label>
    }
}

/// A button that brings in all documents of a folder.
#[component]
pub(crate) fn FolderInput(desk: Desk, name: &'static str) -> impl IntoView {
    view! {
        <label class="file">
            <span>{name}</span>
            <input
                type="file"
                class="unseen"
                aria-label=name
                prop:webkitdirectory=true
                on:change=move |event| take_chosen(desk, &event_target(&event))
            />
        </label>
    }
}

fn take_chosen(desk: Desk, input: &HtmlInputElement) {
    let files = input.files().map(|files| chosen(&files)).unwrap_or_default();
    input.set_value("");
    take_in(desk, files);
}

/// Takes files in: one text is opened, anything more becomes documents.
fn take_in(desk: Desk, files: Vec<Incoming>) {
    match files.as_slice() {
        [] => {}
        [one] if !import::is_many(&one.path) => opening::open_file(desk, one.file.clone()),
        _ => import::begin(desk, files),
    }
}

/// Takes in what was dropped; whether there are files in it.
pub(crate) fn take_dropped(desk: Desk, data: &DataTransfer) -> bool {
    if let Some(dropped) = Dropped::of(data) {
        spawn_local(async move { import::begin(desk, dropped.files().await) });
        return true;
    }
    let files = data.files().map(|files| chosen(&files)).unwrap_or_default();
    let is_any = !files.is_empty();
    take_in(desk, files);
    is_any
}

/// The text of a file; a byte order mark is not part of it.
pub(crate) async fn read(file: File) -> Result<String, String> {
    let bytes = read_as_bytes(&gloo_file::File::from(file)).await.map_err(|error| error.to_string())?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    String::from_utf8(bytes.to_vec()).map_err(|_| "it is not UTF-8 text".to_owned())
}

/// Gives the reader `content` as a file to keep.
pub(crate) fn offer(name: &str, media_type: &str, content: &str) -> Result<(), String> {
    offer_blob(name, gloo_file::Blob::new_with_options(content, Some(media_type)).as_ref())
}

/// The same for a file that is made of pieces.
pub(crate) fn offer_blob(name: &str, blob: &web_sys::Blob) -> Result<(), String> {
    let failed = |error| format!("{error:?}");
    let url = Url::create_object_url_with_blob(blob).map_err(failed)?;
    let document = document();
    let anchor = document.create_element("a").map_err(failed)?;
    if let Some(anchor) = anchor.dyn_ref::<HtmlAnchorElement>() {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    // The browser has taken the file when the click returns; a moment more does no harm.
    gloo_timers::callback::Timeout::new(10_000, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}

/// A name that every file system takes.
pub(crate) fn file_name(title: &str, extension: &str) -> String {
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
        assert_eq!(file_name("My topics, 2", ".labels.json"), "my-topics-2.labels.json");
        assert_eq!(file_name("题", ".labels.json"), "postil.labels.json");
    }
}
