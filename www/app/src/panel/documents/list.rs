//! The list, a page at a time: with ten thousand documents it has as many lines as with fifty.

use super::{Badge, FEW};
use crate::desk::Desk;
use crate::panel::counted;
use crate::project::order::{PROGRESS, Progress, SORTS, listed, progress};
use crate::project::{self, place_of};
use crate::saving;
use crate::store::Record;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// How many lines there are on a page.
const LINES: usize = 50;

/// What is shown, and its pages.
#[component]
pub(super) fn List(desk: Desk) -> impl IntoView {
    let project = desk.project();
    let all = Memo::new(move |_| {
        let (filter, sort) = (project.filter.get(), project.sort.get());
        desk.documents.with(|records| {
            listed(records, filter, sort)
                .into_iter()
                .map(|place| records[place as usize].id.to_bits())
                .collect::<Vec<_>>()
        })
    });
    let count = Memo::new(move |_| all.with(Vec::len));
    // What was shown may be gone.
    let from = Memo::new(move |_| project.from.get().min(count.get().saturating_sub(1) / LINES * LINES));
    let lines = move || all.with(|all| all.iter().skip(from.get()).take(LINES).copied().collect::<Vec<_>>());
    view! {
        <Show when=move || desk.documents.with(|all| all.len() > FEW)><Choices desk/></Show>
        <ul class="lines" on:keydown=|event| walk(&event)>
            <For each=lines key=|bits| *bits let(bits)><Line desk id=f64::from_bits(bits) all/></For>
        </ul>
        <Show when=move || count.get() == 0>
            <p class="nothing">{move || project.filter.get().map(|filter| format!("No document is {}.", filter.name()))}</p>
        </Show>
        <Show when=move || { count.get() > LINES }><Pages desk from count/></Show>
    }
}

/// Which documents are shown, and in which order.
#[component]
fn Choices(desk: Desk) -> impl IntoView {
    let project = desk.project();
    let counts = Memo::new(move |_| desk.documents.with(|all| progress(all)));
    let filters = PROGRESS.into_iter().map(|it| {
        let words = move || format!("{} ({})", it.word(), counts.with(|counts| counts[it as usize]));
        view! { <option value=it.name() selected=move || project.filter.get() == Some(it)>{words}</option> }
    });
    let all = move || format!("All ({})", counts.with(|counts| counts.iter().sum::<usize>()));
    let filter = move |event| {
        let name = event_target_value(&event);
        project.filter.set(PROGRESS.into_iter().find(|it| it.name() == name));
        project.from.set(0);
    };
    let sort = move |event| {
        let words = event_target_value(&event);
        project.sort.set(SORTS.into_iter().find(|(_, it)| *it == words).map(|(sort, _)| sort).unwrap_or_default());
        project.from.set(0);
    };
    let sorts = SORTS.into_iter().map(|(sort, words)| {
        view! { <option value=words selected=move || project.sort.get() == sort>{words}</option> }
    });
    view! {
        <div class="chosen">
            <label><span>"Show"</span><select on:change=filter>
                <option value="" selected=move || project.filter.get().is_none()>{all}</option>
                {filters.collect_view()}
            </select></label>
            <label><span>"By"</span><select on:change=sort>{sorts.collect_view()}</select></label>
        </div>
    }
}

/// One document. What it shows follows its record; the line itself stays where the focus may be.
#[component]
fn Line(desk: Desk, id: f64, all: Memo<Vec<u64>>) -> impl IntoView {
    let record = Memo::new(move |_| {
        desk.documents.with(|all| place_of(all, id).ok().map(|place| all[place].clone())).unwrap_or_default()
    });
    let is_open = move || desk.open.with(|open| open.as_ref().is_some_and(|it| it.id.to_bits() == id.to_bits()));
    let place = move || all.with(|all| all.iter().position(|bits| *bits == id.to_bits()).map(|place| place + 1));
    let press = move |_| {
        desk.project().returns.set_value(desk.open.with_untracked(Option::is_some));
        project::open(desk, id);
    };
    view! {
        <li
            aria-setsize=move || all.with(Vec::len)
            aria-posinset=place
            aria-current=move || is_open().then_some("true")
        >
            <button type="button" class="line" on:click=press>{move || record.with(|it| it.title.clone())}</button>
            <Remove desk id title=Signal::derive(move || record.with(|it| it.title.clone()))/>
            <span class="note">
                {move || record.with(|it| view! { <Badge now=Progress::of(it)/> })}
                {move || record.with(figures)}
            </span>
        </li>
    }
}

/// What there is in a document, in words; nothing where nobody has read it.
fn figures(record: &Record) -> String {
    let (annotations, decided) = record.summary.figures();
    match (annotations, decided) {
        (0, 0) if !record.complete => " · not read yet".to_owned(),
        (_, 0) => format!(" · {}", counted(annotations as usize, "annotation", "annotations")),
        _ => format!(" · {}, {decided} decided", counted(annotations as usize, "annotation", "annotations")),
    }
}

#[component]
fn Remove(desk: Desk, id: f64, title: Signal<String>) -> impl IntoView {
    let sure = RwSignal::new(false);
    let press = move |_| {
        if sure.get_untracked() {
            saving::remove(desk, id);
        } else {
            sure.set(true);
        }
    };
    let is_open = move || desk.open.with(|open| open.as_ref().is_some_and(|it| it.id.to_bits() == id.to_bits()));
    view! {
        <Show when=move || !is_open()>
            <button
                type="button"
                class="remove"
                aria-label=move || format!("{} {}", if sure.get() { "Really remove" } else { "Remove" }, title.get())
                on:click=press
                on:blur=move |_| sure.set(false)
            >
                {move || if sure.get() { "Really remove?" } else { "✕" }}
            </button>
        </Show>
    }
}

#[component]
fn Pages(desk: Desk, from: Memo<usize>, count: Memo<usize>) -> impl IntoView {
    let go = move |to: usize| desk.project().from.set(to);
    let is_last = move || from.get() + LINES >= count.get();
    let words = move || format!("{} to {} of {}", from.get() + 1, (from.get() + LINES).min(count.get()), count.get());
    view! {
        <div class="pages">
            <button
                type="button"
                aria-label="Earlier in the list"
                aria-disabled=move || (from.get() == 0).then_some("true")
                on:click=move |_| go(from.get_untracked().saturating_sub(LINES))
            >
                "←"
            </button>
            <span role="status">{words}</span>
            <button
                type="button"
                aria-label="Further in the list"
                aria-disabled=move || is_last().then_some("true")
                on:click=move |_| if from.get_untracked() + LINES < count.get_untracked() {
                    go(from.get_untracked() + LINES);
                }
            >
                "→"
            </button>
        </div>
    }
}

/// Arrow keys go from line to line, whatever else Tab comes to.
pub(super) fn walk(event: &KeyboardEvent) {
    let Some(line) =
        event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok()).and_then(|it| it.closest("li").ok()?)
    else {
        return;
    };
    let beside = match event.key().as_str() {
        "ArrowDown" => line.next_element_sibling(),
        "ArrowUp" => line.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    crate::pane::paint::focus(beside.and_then(|beside| beside.query_selector(".line").ok().flatten()));
}

/// Puts the focus on the open document's line, or on the first; gives whether there is one.
pub(super) fn focus_row() -> bool {
    let find = |selector| document().query_selector(selector).ok().flatten();
    let row = find(".documents li[aria-current] .line").or_else(|| find(".documents .line"));
    let is_there = row.is_some();
    crate::pane::paint::focus(row);
    is_there
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::tally::Summary;

    #[test]
    fn a_line_says_what_is_known_of_its_document() {
        let record = |complete, counts: Option<[u32; 4]>| {
            let labels = counts.map(|counts| ("entity ORG".to_owned(), counts)).into_iter().collect();
            Record { complete, summary: Summary { steps: 0, labels }, ..Record::default() }
        };
        let cases = [
            (record(false, None), " · not read yet"),
            (record(true, None), " · 0 annotations"),
            (record(true, Some([1, 0, 0, 0])), " · 1 annotation"),
            (record(true, Some([3, 1, 2, 1])), " · 5 annotations, 4 decided"),
        ];
        for (record, expected) in cases {
            assert_eq!(figures(&record), expected);
        }
    }
}
