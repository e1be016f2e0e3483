//! Accepting all at or above a threshold, or rejecting all below it, with a preview that follows the threshold.

use super::words;
use crate::desk::Desk;
use crate::labels::label_words;
use crate::panel::go;
use crate::review::asked;
use crate::{editing, moving};
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::Session;
use postil::session::queue::{Cut, Exception, Sweep, Why, sweep};

/// How many exceptions are listed; the rest are counted.
const LINES: usize = 8;

/// Which side of the threshold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Accept,
    Reject,
}

/// What a side would do.
#[derive(Clone, Default, PartialEq)]
struct Preview {
    count: usize,
    labels: String,
    left: usize,
    exceptions: Vec<(AnnotationId, String)>,
    more: usize,
}

/// The threshold and its two sides.
#[component]
pub(super) fn Threshold(desk: Desk) -> impl IntoView {
    let threshold = desk.review().threshold;
    let accept = Memo::new(move |_| preview(desk, Side::Accept));
    let reject = Memo::new(move |_| preview(desk, Side::Reject));
    let set = move |event| {
        if let Ok(percent) = event_target_value(&event).parse::<u32>() {
            threshold.set(percent.min(100));
        }
    };
    let heard = move || {
        let (accept, reject) = (accept.with(|it| it.count), reject.with(|it| it.count));
        format!("{} %: {accept} at or above, {reject} below", threshold.get())
    };
    view! {
        <div class="threshold">
            <input
                type="range"
                min="0"
                max="100"
                aria-label="Threshold"
                aria-valuetext=heard
                prop:value=move || threshold.get().to_string()
                on:input=set
            />
            <label>
                <span class="title">"Threshold"</span>
                <input
                    type="number"
                    min="0"
                    max="100"
                    prop:value=move || threshold.get().to_string()
                    on:change=set
                />
                " %"
            </label>
        </div>
        <SideView desk side=Side::Accept preview=accept/>
        <SideView desk side=Side::Reject preview=reject/>
    }
}

/// One side: its button, what it takes, what it leaves out.
#[component]
fn SideView(desk: Desk, side: Side, preview: Memo<Preview>) -> impl IntoView {
    let threshold = desk.review().threshold;
    let name = move || preview.with(|it| button_words(side, it.count, threshold.get()));
    let note = move || preview.with(note);
    let note_id = if side == Side::Accept { "accept-takes" } else { "reject-takes" };
    let line = move |(id, words): (AnnotationId, String)| {
        view! { <li><button type="button" class="jump" on:click=move |_| go(desk, &[id])>{words}</button></li> }
    };
    let exceptions = move || {
        preview.with(|it| {
            let more = (it.more > 0).then(|| view! { <li class="note">{format!("and {} more", it.more)}</li> });
            (!it.exceptions.is_empty()).then(|| {
                view! {
                    <p class="note">"Left for you to look at:"</p>
                    <ul class="exceptions">{it.exceptions.iter().cloned().map(line).collect_view()} {more}</ul>
                }
            })
        })
    };
    view! {
        <div class="side">
            <button
                type="button"
                aria-describedby=note_id
                aria-disabled=move || preview.with(|it| it.count == 0).then_some("true")
                on:click=move |_| decide(desk, side)
            >
                {name}
            </button>
            <p class="note" id=note_id>{note}</p>
            {exceptions}
        </div>
    }
}

fn preview(desk: Desk, side: Side) -> Preview {
    let (filter, _) = asked(desk);
    let cut = cut(side, desk.review().threshold.get());
    desk.track_all(|session| {
        let found = sweep(session, &filter, cut);
        Preview {
            count: found.ids.len(),
            labels: labels(&found),
            left: found.left,
            exceptions: found.exceptions.iter().take(LINES).map(|it| (it.id, reason(session, it))).collect(),
            more: found.exceptions.len().saturating_sub(LINES),
        }
    })
}

fn cut(side: Side, percent: u32) -> Cut {
    // Percents are exact floats.
    #[allow(clippy::cast_precision_loss)]
    let threshold = percent as f32 / 100.0;
    match side {
        Side::Accept => Cut::AcceptFrom(threshold),
        Side::Reject => Cut::RejectBelow(threshold),
    }
}

/// How many of each label, the most first.
fn labels(found: &Sweep<'_>) -> String {
    let mut labels: Vec<_> = found.labels.iter().collect();
    labels.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let words = labels.iter().map(|((layer, label), count)| format!("{count} {}", label_words(layer.name(), &label.0)));
    words.collect::<Vec<_>>().join(" · ")
}

fn reason(session: &Session, exception: &Exception) -> String {
    let words = |id| words(session, id, 40);
    match exception.why {
        Why::Overlaps(other) => format!("“{}” lies on “{}”, which you decided", words(exception.id), words(other)),
        Why::Linked => format!("“{}” has a link that you made", words(exception.id)),
    }
}

fn button_words(side: Side, count: usize, percent: u32) -> String {
    match side {
        Side::Accept => format!("Accept {count} at or above {percent} %"),
        Side::Reject => format!("Reject {count} below {percent} %"),
    }
}

fn note(preview: &Preview) -> String {
    if preview.count == 0 {
        return "None.".to_owned();
    }
    format!("{}. {} would be left.", preview.labels, preview.left)
}

/// Decides on all of a side, in one Edit.
fn decide(desk: Desk, side: Side) {
    let percent = desk.review().threshold.get_untracked();
    let cut = cut(side, percent);
    let (filter, _) = untrack(|| asked(desk));
    let (command, count, exceptions, left) = desk.session.with_value(|session| {
        let found = sweep(session, &filter, cut);
        (found.command(cut), found.ids.len(), found.exceptions.len(), found.left)
    });
    if count == 0 {
        return desk.say("Nothing is on that side of the threshold.");
    }
    desk.card.set(None);
    moving::set_current(desk, None);
    if editing::perform(desk, &command) {
        desk.say(done_words(side, count, percent, exceptions, left));
    }
}

fn done_words(side: Side, count: usize, percent: u32, exceptions: usize, left: usize) -> String {
    let done = match side {
        Side::Accept => format!("Accepted {count} at or above {percent} %"),
        Side::Reject => format!("Rejected {count} below {percent} %"),
    };
    let out = if exceptions > 0 { format!(", {exceptions} left out") } else { String::new() };
    format!("{done}{out}. {left} left to review.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_threshold() {
        assert_eq!(
            done_words(Side::Accept, 25, 80, 2, 15),
            "Accepted 25 at or above 80 %, 2 left out. 15 left to review."
        );
        assert_eq!(done_words(Side::Reject, 1, 0, 0, 0), "Rejected 1 below 0 %. 0 left to review.");
        assert_eq!(note(&Preview::default()), "None.");
    }
}
