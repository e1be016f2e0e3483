//! The panel: what to look for, what label to give, what would be done, and each place with its context.

use super::preview::{self, Row};
use super::{apply, asking, highlight, walking};
use crate::command::named;
use crate::desk::Desk;
use crate::label_options::LabelOptions;
use crate::toolbar::Act;
use leptos::prelude::*;
use postil::find::Query;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The field.
pub(super) const FIELD: &str = ".find input[type=text]";
/// The button that does it.
pub(super) const MAIN: &str = ".find .main";
/// How many places the list shows; the others are counted, and labelled, all the same.
const LINES: usize = 200;

/// The panel, while it is open.
#[component]
pub(crate) fn FindPanel(desk: Desk) -> impl IntoView {
    let finding = desk.finding();
    // Another document is another text.
    on_cleanup(move || {
        finding.query.try_set(None);
        highlight::clear();
    });
    view! { <Show when=move || finding.is_open()><OpenPanel desk/></Show> }
}

#[component]
fn OpenPanel(desk: Desk) -> impl IntoView {
    let finding = desk.finding();
    let rows = Memo::new(move |_| rows(desk));
    view! {
        <section class="find" aria-labelledby="find-title">
            <h2 id="find-title">"Find and label"</h2>
            <button type="button" class="close" on:click=move |_| super::close(desk)>"Close find"</button>
            <Looked desk/>
            <label class="choice">
                <span>"Label"</span>
                <select on:change=move |event| finding.kind.set(event_target_value(&event))>
                    <LabelOptions desk chosen=finding.kind/>
                </select>
            </label>
            <p class="said" role="status">{move || told(desk, &rows)}</p>
            <div class="decisions">
                <Main desk rows/>
                {["Previous place", "Next place"].into_iter().filter_map(named).map(|command| view! { <Act desk command/> }).collect_view()}
            </div>
            <List desk rows/>
        </section>
    }
}

/// The field and how its words are meant.
#[component]
fn Looked(desk: Desk) -> impl IntoView {
    let query = move || desk.finding().query.get().unwrap_or_default();
    let problem = Memo::new(move |_| problem(desk));
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" if focus_row(0) => event.prevent_default(),
        "Enter" if event.shift_key() => walking::previous(desk),
        "Enter" => walking::next(desk),
        _ => {}
    };
    view! {
        <label class="looked">
            <span>{move || if query().is_expression { "Regular expression" } else { "Words" }}</span>
            <input
                type="text"
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                aria-describedby="find-problem"
                prop:value=move || query().pattern
                on:input=move |event| asking::change(desk, |query| query.pattern = event_target_value(&event))
                on:keydown=keys
            />
        </label>
        <p class="wrong" id="find-problem" role="status">{move || problem.get()}</p>
        <div class="options" role="group" aria-label="How to look for it">
            <Choice desk words="Whole words" get=|query| query.whole_words && !query.is_expression set=|query, on| query.whole_words = on/>
            <Choice desk words="Match case" get=|query| query.match_case set=|query, on| query.match_case = on/>
            <Choice desk words="Regular expression" get=|query| query.is_expression set=|query, on| query.is_expression = on/>
        </div>
    }
}

#[component]
fn Choice(desk: Desk, words: &'static str, get: fn(&Query) -> bool, set: fn(&mut Query, bool)) -> impl IntoView {
    let query = desk.finding().query;
    let disabled =
        move || words == "Whole words" && query.with(|query| query.as_ref().is_some_and(|it| it.is_expression));
    view! {
        <label>
            <input
                type="checkbox"
                disabled=disabled
                prop:checked=move || query.with(|query| query.as_ref().is_some_and(get))
                on:change=move |event| asking::change(desk, |query| set(query, event_target_checked(&event)))
            />
            {words}
        </label>
    }
}

#[component]
fn Main(desk: Desk, rows: Memo<Vec<Row>>) -> impl IntoView {
    let words = move || {
        let (layer, label) = desk.finding().layer_and_label();
        rows.with(|rows| preview::deed(rows, &layer, &label))
    };
    let idle = move || rows.with(|rows| !rows.iter().any(Row::is_to_do));
    view! {
        <button
            type="button"
            class="main"
            aria-disabled=move || idle().then_some("true")
            on:click=move |_| apply(desk, &rows.get_untracked())
        >
            {words}
        </button>
    }
}

/// Each place with its context. Arrow keys go from one to the next, the space bar leaves it out or takes it in.
#[component]
fn List(desk: Desk, rows: Memo<Vec<Row>>) -> impl IntoView {
    let shown = move || rows.with(|rows| rows.iter().take(LINES).cloned().enumerate().collect::<Vec<_>>());
    let left_out = move || rows.with(|rows| rows.len().saturating_sub(LINES));
    let keys = move |event: KeyboardEvent| {
        let at = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()).and_then(|it| row_of(&it));
        let next = match (event.key().as_str(), at) {
            ("ArrowDown", Some(at)) => Some(at + 1),
            ("ArrowUp", Some(at)) => at.checked_sub(1),
            _ => return,
        };
        event.prevent_default();
        if next.is_none_or(|next| !focus_row(next)) && event.key() == "ArrowUp" {
            focus_now(FIELD);
        }
    };
    view! {
        <ul class="places" aria-label="Places" on:keydown=keys>
            <For each=shown key=|(at, row)| (*at, row.span, row.prospect) let((at, row))>
                <Place desk at row/>
            </For>
        </ul>
        <Show when=move || left_out() != 0>
            <p class="nothing">{move || format!("and {} more in the text", left_out())}</p>
        </Show>
    }
}

#[component]
fn Place(desk: Desk, at: usize, row: Row) -> impl IntoView {
    let finding = desk.finding();
    let (before, words, after, note) = desk.session.with_value(|session| {
        let text = session.article().text();
        let (before, after) = preview::context(text, row.span);
        (before, row.span.slice(text).to_owned(), after, preview::note(session, row.prospect))
    });
    let note_id = format!("place-note-{at}");
    let is_done = matches!(row.prospect, postil::session::Prospect::Nothing(_));
    let included = move || {
        let decided = finding.decided.with(|decided| decided.get(&row.span).copied());
        decided.unwrap_or(!row.prospect.is_exception())
    };
    let decide = move |event| {
        let included = event_target_checked(&event);
        finding.decided.update(|decided| {
            decided.insert(row.span, included);
        });
    };
    view! {
        <li aria-current=move || (finding.at.get() == Some(at)).then_some("true")>
            <label>
                <input
                    type="checkbox"
                    data-row=at
                    aria-describedby=note_id.clone()
                    aria-disabled=is_done.then_some("true")
                    prop:checked=included
                    on:click=move |event| if is_done { event.prevent_default() }
                    on:change=decide
                    on:focus=move |_| { walking::show(desk, at); }
                />
                <span class="context">{before}<b>{words}</b>{after}</span>
            </label>
            <span class="note" id=note_id.clone()>{note}</span>
        </li>
    }
}

fn rows(desk: Desk) -> Vec<Row> {
    let finding = desk.finding();
    let (layer, label) = finding.layer_and_label();
    finding.answer.with(|answer| match answer {
        Some(Ok(places)) => finding
            .decided
            .with(|decided| desk.track(|session| preview::rows(session, places, (&layer, &label), decided))),
        _ => Vec::new(),
    })
}

/// What is wrong with the pattern.
fn problem(desk: Desk) -> Option<String> {
    desk.finding().answer.with(|answer| match answer {
        Some(Err(problem)) => Some(crate::status::sentence(problem)),
        _ => None,
    })
}

fn told(desk: Desk, rows: &Memo<Vec<Row>>) -> String {
    let finding = desk.finding();
    let is_empty = finding.query.with(|query| query.as_ref().is_none_or(|query| query.pattern.trim().is_empty()));
    finding.answer.with(|answer| match answer {
        None => "Looking…".to_owned(),
        Some(Err(_)) => String::new(),
        Some(Ok(_)) if is_empty => "Type what to look for.".to_owned(),
        Some(Ok(places)) => rows.with(|rows| preview::summary(rows, places.more)),
    })
}

/// Puts the focus into the panel, which may be drawn in the next turn of the event loop.
pub(super) fn focus(selector: &'static str) {
    gloo_timers::callback::Timeout::new(0, move || {
        if let Ok(Some(panel)) = document().query_selector(".find") {
            panel.scroll_into_view_with_bool(true);
        }
        focus_now(selector);
    })
    .forget();
}

fn focus_now(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    if let Some(field) = element.as_ref().and_then(|element| element.dyn_ref::<HtmlInputElement>()) {
        field.select();
    }
    crate::pane::paint::focus(element);
}

fn focus_row(at: usize) -> bool {
    let row = document().query_selector(&format!(".find input[data-row=\"{at}\"]")).ok().flatten();
    let is_there = row.is_some();
    if let Some(row) = &row {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
    crate::pane::paint::focus(row);
    is_there
}

fn row_of(input: &HtmlInputElement) -> Option<usize> {
    input.get_attribute("data-row")?.parse().ok()
}
