//! The documents that this browser keeps: how far each is, and which comes next.

mod bringing;
mod figures;
mod list;
mod looking;
mod reading_all;

use crate::command::named;
use crate::desk::Desk;
use crate::keeping::backup::Backup;
use crate::project::order::{Mark, Progress, progress};
use crate::toolbar::{Act, titled};
use bringing::{Bringing, Coming};
use figures::Figures;
use leptos::html;
use leptos::prelude::*;
use list::{List, focus_row};
use looking::LookingView;
use reading_all::ReadingAll;

/// Up to so many documents nobody needs to look for one, or to choose which are shown.
const FEW: usize = 4;
/// How often it is looked whether the list is drawn, and how long it is waited for each time, in milliseconds.
const LOOKS: u32 = 20;
const LOOK: u32 = 100;

/// The panel in the margin.
#[component]
pub(crate) fn DocumentsPanel(desk: Desk) -> impl IntoView {
    let panel = NodeRef::<html::Details>::new();
    let project = desk.project();
    Effect::new(move |_| {
        if panel.get().is_some() && project.returns.get_value() {
            project.returns.set_value(false);
            focus_list();
        }
    });
    let count = move || {
        let (done, all) = desk.documents.with(|all| (progress(all)[Progress::Done as usize], all.len()));
        (all > 1).then(|| format!("{done} of {all} done"))
    };
    view! {
        <details
            class="panel documents"
            node_ref=panel
            prop:open=move || project.open.get()
            on:toggle=move |_| project.open.set(panel.get_untracked().is_some_and(|panel| panel.open()))
        >
            <summary><h2>"Documents"</h2>" "<span class="count">{count}</span></summary>
            <Show when=move || project.open.get()>
                <OpenDocument desk/>
                <Coming desk/>
                <Show
                    when=move || desk.documents.with(|all| all.len() > 1)
                    fallback=|| view! { <p class="nothing">"This is the only article that is kept here."</p> }
                >
                    <Project desk/>
                </Show>
                <Bringing desk/>
                <Backup desk/>
            </Show>
        </details>
    }
}

/// The list on the empty page, where there is something to list.
#[component]
pub(crate) fn Documents(desk: Desk) -> impl IntoView {
    view! {
        <Show
            when=move || desk.documents.with(|all| !all.is_empty())
            fallback=move || view! { <div class="documents"><Coming desk/></div> }
        >
            <section class="documents" aria-label="Earlier articles">
                <h2>"Earlier articles"</h2>
                <Coming desk/>
                <Project desk/>
                <Bringing desk/>
            </section>
        </Show>
        <Backup desk/>
    }
}

/// The list, and what can be done with all of it.
#[component]
fn Project(desk: Desk) -> impl IntoView {
    let is_much = Memo::new(move |_| desk.documents.with(|all| all.len() > FEW));
    view! {
        <Show when=move || is_much.get()><LookingView desk/></Show>
        <List desk/>
        <ReadingAll desk/>
        <Show when=move || is_much.get()><Figures desk/></Show>
    }
}

/// Opens the panel and puts the focus into its list.
pub(crate) fn open(desk: Desk) {
    desk.project().open.set(true);
    focus_list();
}

/// Brings the list into view and puts the focus into it, once it is drawn; until then the focus waits at its title.
fn focus_list() {
    gloo_timers::callback::Timeout::new(0, || {
        let find = |selector| document().query_selector(selector).ok().flatten();
        if let Some(panel) = find(".panel.documents") {
            panel.scroll_into_view();
        }
        if !focus_row() {
            crate::pane::paint::focus(find(".panel.documents summary"));
            focus_row_soon(LOOKS);
        }
    })
    .forget();
}

/// Looks for the list again, for as long as the reader has not gone elsewhere.
fn focus_row_soon(looks: u32) {
    gloo_timers::callback::Timeout::new(LOOK, move || {
        let waits =
            document().active_element().is_some_and(|it| it.matches(".panel.documents summary").unwrap_or(false));
        if waits && !focus_row() && looks > 1 {
            focus_row_soon(looks - 1);
        }
    })
    .forget();
}

/// How far the open document is, and what there is to do with it.
#[component]
fn OpenDocument(desk: Desk) -> impl IntoView {
    let now = Memo::new(move |_| desk.open.with(|open| open.as_ref().map(Progress::of)));
    let steps = ["Previous document", "Next document"];
    view! {
        <p class="now">"This document is " {move || now.get().map(|now| view! { <Badge now/> })}</p>
        <div class="decisions">
            <MarkButton desk name="Document done" words="Done" mark=Mark::Done/>
            <MarkButton desk name="Flag document" words="Flag" mark=Mark::Flagged/>
            <Show when=move || desk.documents.with(|all| all.len() > 1)>
                {steps.into_iter().filter_map(named).map(|command| view! { <Act desk command/> }).collect_view()}
            </Show>
        </div>
    }
}

/// How far a document is: a sign and a word.
#[component]
fn Badge(now: Progress) -> impl IntoView {
    view! {
        <span class="progress" data-progress=now.name()>
            <span class="sign" aria-hidden="true">{now.sign()}</span>
            {now.name()}
        </span>
    }
}

#[component]
fn MarkButton(desk: Desk, name: &'static str, words: &'static str, mark: Mark) -> impl IntoView {
    let is_so = move || desk.open.with(|open| open.as_ref().is_some_and(|it| it.mark == Some(mark)));
    named(name).map(|command| {
        let (title, keys) = titled(desk, command);
        view! {
            <button
                type="button"
                class="act"
                title=title
                aria-keyshortcuts=keys
                aria-pressed=move || if is_so() { "true" } else { "false" }
                on:click=move |_| (command.run)(desk)
            >
                {words}
            </button>
        }
    })
}
