//! How a text comes onto the desk: typed or pasted, from a file, or a sample.

use crate::desk::Desk;
use crate::status::sentence;
use crate::store::Record;
use crate::{files, keeping, listening, pane, project, saving, store};
use leptos::prelude::*;
use leptos::task::spawn_local;
use postil::format::native;
use postil::session::Session;
use postil::text;
use web_sys::File;

/// What stands in the box where an article is pasted, and what that box waits for.
#[derive(Clone, Copy)]
pub(crate) struct Intake {
    /// The text.
    pub(crate) text: RwSignal<String>,
    /// How often the worker was asked to turn HTML to text.
    pub(crate) requests: StoredValue<u32>,
    /// The HTML that the worker turns to text now.
    pub(crate) waiting: RwSignal<Option<Waiting>>,
    /// Whether the open document's annotations are still being read from the browser's storage. Nothing can be changed
    /// until they are there.
    pub(crate) returning: StoredValue<bool>,
}

/// HTML under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// Which request the answer will name.
    request: u32,
    /// Whether the text is opened at once; else it goes into the box.
    opens: bool,
}

/// Opens `text` as a new document and has it read. Too long a text stays where it is, and the reader is told.
pub(crate) fn open_text(desk: Desk, text: &str) {
    if text.trim().is_empty() {
        return desk.warn("There is no text yet: paste or type an article first.");
    }
    if let Err(error) = text::check_length(text.len()) {
        return desk.warn(error.to_string());
    }
    lay_out(desk, Session::new(text), None);
    listening::read(desk);
}

/// Opens a sample article.
pub(crate) fn open_sample(desk: Desk, text: &str) {
    open_text(desk, text);
    saving::relist(desk, |record| record.sample = true);
}

/// Turns HTML to text, into the box or straight onto the desk.
pub(crate) fn take_html(desk: Desk, html: String, opens: bool) {
    if let Err(error) = text::check_length(html.len()) {
        return desk.warn(error.to_string());
    }
    let request = desk.intake.requests.get_value() + 1;
    desk.intake.requests.set_value(request);
    desk.intake.waiting.set(Some(Waiting { request, opens }));
    listening::to_text(desk, request, html);
}

/// Takes the text of HTML that was under way.
pub(crate) fn take_text(desk: Desk, request: u32, text: &str) {
    let Some(waiting) = desk.intake.waiting.get_untracked().filter(|waiting| waiting.request == request) else {
        return;
    };
    desk.intake.waiting.set(None);
    if waiting.opens {
        open_text(desk, text);
    } else {
        desk.intake.text.update(|before| {
            if !before.trim().is_empty() {
                before.push_str("\n\n");
            }
            before.push_str(text);
        });
        desk.say("Pasted as text.");
    }
}

/// Tells why HTML that was under way did not become text; a failure of an earlier request is nobody's concern.
pub(crate) fn take_failure(desk: Desk, request: u32, message: String) {
    if desk.intake.waiting.with_untracked(|waiting| waiting.as_ref().is_some_and(|it| it.request == request)) {
        desk.intake.waiting.set(None);
        desk.warn(message);
    }
}

/// Waits no longer for HTML.
pub(crate) fn stop_waiting(desk: Desk) {
    desk.intake.waiting.set(None);
}

/// Opens a file by what its name says it is.
pub(crate) fn open_file(desk: Desk, file: File) {
    let name = file.name().to_lowercase();
    let bytes = gloo_file::File::from(file.clone()).size();
    if let Err(error) = text::check_length(usize::try_from(bytes).unwrap_or(usize::MAX)) {
        return desk.warn(error.to_string());
    }
    spawn_local(async move {
        let ends_with = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
        match files::read(file).await {
            Err(error) => desk.warn(format!("That file could not be read ({error}).")),
            Ok(text) if store::is_backup(&text) => keeping::backup::restore(desk, &text),
            Ok(text) if ends_with(&[".json"]) => import(desk, &text),
            Ok(text) if ends_with(&[".html", ".htm", ".xhtml"]) => take_html(desk, text, true),
            Ok(text) => open_text(desk, &text),
        }
    });
}

/// Opens what `Export` wrote as native JSON.
pub(crate) fn import(desk: Desk, json: &str) {
    match native::read(json) {
        Ok(session) => {
            lay_out(desk, session, None);
            saving::relist(desk, |record| record.complete = true);
            desk.say("Imported, with all its annotations.");
        }
        Err(error) => desk.warn(format!("That cannot be opened. {}", sentence(&error.to_string()))),
    }
}

/// Clears the desk for another article. The one that was open stays in the list of documents.
pub(crate) fn new_article(desk: Desk) {
    // Not to be shown again on the next visit: the reader has put it away.
    saving::relist(desk, |record| record.away = true);
    put_away(desk);
    desk.open.set(None);
    desk.intake.text.set(String::new());
}

/// Puts `session` on the desk; without a record it is a new document.
pub(crate) fn lay_out(desk: Desk, session: Session, record: Option<Record>) {
    put_away(desk);
    let is_new = record.is_none();
    let mut record = record.unwrap_or_else(|| saving::record(session.article().text()));
    record.away = false;
    record.opened = crate::desk::now();
    project::remember_open(desk, record.id);
    desk.session.set_value(session);
    desk.open.set(Some(record.clone()));
    desk.tell();
    if is_new {
        saving::create(desk, record);
    } else {
        saving::relist(desk, |_| ());
        project::steps::tell_where(desk);
    }
}

/// Takes the open document off the desk.
pub(crate) fn put_away(desk: Desk) {
    project::note(desk);
    desk.intake.returning.set_value(false);
    desk.card.set(None);
    desk.current.set(None);
    desk.caret.set_value(None);
    pane::paint::close(desk);
    desk.revision.update_value(|revision| *revision += 1);
    desk.status.update(|status| {
        let degraded = status.degraded.take();
        *status = crate::desk::Status { degraded, saved: false, ..Default::default() };
    });
}
