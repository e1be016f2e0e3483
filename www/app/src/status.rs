//! One quiet line at the foot of the page: what the machine does, what was done, whether it is kept.

use crate::desk::{Desk, Status};
use crate::keeping::notice::{Notices, RoomLeft};
use crate::updating::UpdateNotice;
use leptos::prelude::*;

/// The line, and above it a problem where there is one.
#[component]
pub(crate) fn StatusLine(desk: Desk) -> impl IntoView {
    let words = Memo::new(move |_| desk.status.with(|status| words(status, is_sample(desk))));
    let problem = Memo::new(move |_| desk.status.with(|status| status.problem.clone()));
    view! {
        <footer class="status">
            <div role="alert">
                <Notices desk/>
                {move || problem.get().map(|problem| view! {
                    <p class="problem">
                        {problem}
                        <button type="button" on:click=move |_| desk.status.update(|status| status.problem = None)>
                            "Close message"
                        </button>
                    </p>
                })}
            </div>
            <RoomLeft desk/>
            <p role="status" aria-live="polite" class="quiet">{move || words.get()}</p>
            <UpdateNotice desk/>
        </footer>
    }
}

fn is_sample(desk: Desk) -> bool {
    desk.open.with(|open| open.as_ref().is_some_and(|record| record.sample))
}

fn words(status: &Status, is_sample: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(status.working.as_ref().map(|working| format!("{working}…")));
    parts.extend(status.done.clone());
    if is_sample {
        parts.push("A sample, invented for Postil.".to_owned());
    }
    if status.saved {
        parts.push("Saved in this browser.".to_owned());
    }
    if status.restarts > 0 {
        parts.push("The engine stopped and was started again; nothing is lost.".to_owned());
    }
    parts.extend(
        status
            .degraded
            .as_ref()
            .map(|why| format!("The engine works by rules alone, without its trained model: {why}.")),
    );
    parts.join(" ")
}

/// `words` as a sentence: a capital to begin with, and one stop at the end.
pub(crate) fn sentence(words: &str) -> String {
    let words = words.trim();
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    let stop = if words.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    first.chain(characters).chain(stop.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_one_capital_and_one_stop() {
        let cases = [
            ("line 1: no text. Check it.", "Line 1: no text. Check it."),
            ("the file is of format 9", "The file is of format 9."),
            (" Émile? ", "Émile?"),
            ("", "."),
        ];
        for (words, expected) in cases {
            assert_eq!(sentence(words), expected, "{words}");
        }
    }

    #[test]
    fn the_line_says_what_is_so_and_no_more() {
        assert_eq!(words(&Status::default(), false), "");
        let status = Status { working: Some("Reading".into()), saved: true, ..Status::default() };
        assert_eq!(words(&status, true), "Reading… A sample, invented for Postil. Saved in this browser.");
    }
}
