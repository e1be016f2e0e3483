//! The source map: who gets the words, of what kind each source is and by what evidence, who is named and never heard.

mod checklist;
mod one;

use super::{LINES, counted, go, is_wide};
use crate::desk::Desk;
use crate::mapping::Told;
use leptos::prelude::*;
use one::{SourceItem, item};
use postil::annotation::AnnotationId;
use postil::session::Session;
use std::collections::BTreeMap;

/// The panel.
#[component]
pub(crate) fn Sources(desk: Desk) -> impl IntoView {
    let told = desk.mapping().told;
    let count = move || told.with(|told| told.as_ref().map_or(0, |told| told.stands.sources.len()));
    view! {
        <details class="panel sources" open=is_wide()>
            <summary>
                <h2>"Sources"</h2>
                " "
                <span class="count">{count}</span>
            </summary>
            {move || told.with(|told| told.as_ref().map(|told| view! { <Map desk told=told.clone()/> }))}
        </details>
    }
}

#[component]
fn Map(desk: Desk, told: Told) -> impl IntoView {
    let items = desk.session.with_value(|session| items(session, &told));
    let left_out = items.len().saturating_sub(LINES);
    let nothing = items.is_empty().then(|| view! { <p class="nothing">"No sources yet."</p> });
    view! {
        <Balance told=told.clone()/>
        {nothing}
        <ul class="voices-heard">
            {items.into_iter().take(LINES).map(|item| view! { <SourceItem desk item/> }).collect_view()}
        </ul>
        {(left_out > 0).then(|| view! { <p class="nothing">{format!("and {left_out} more in the text")}</p> })}
        <Unheard desk told=told.clone()/>
        <Denials desk told/>
    }
}

/// The sources, those with the most words first.
fn items(session: &Session, told: &Told) -> Vec<one::Item> {
    let mut items: Vec<one::Item> = (0..told.stands.sources.len()).filter_map(|at| item(session, told, at)).collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.words()));
    items
}

/// The reporter's words beside those of all sources.
#[component]
fn Balance(told: Told) -> impl IntoView {
    let (own, all) = (told.map.own, told.map.words);
    let said = all.saturating_sub(own);
    let width = |part: u32| format!("{}%", f64::from(part) * 100.0 / f64::from(all.max(1)));
    (all > 0).then(|| {
        view! {
            <div class="balance">
                <svg class="share" aria-hidden="true">
                    <rect class="own" width=width(own)></rect>
                    <rect class="direct" x=width(own) width=width(said)></rect>
                </svg>
                <p>
                    <span class="own">{format!("Reporter’s own words: {}", percent(own, all))}</span>
                    " "
                    <span class="direct">{format!("Sources: {}", percent(said, all))}</span>
                </p>
                <p class="note">{format!("{own} and {said} of {}", counted(all as usize, "word", "words"))}</p>
            </div>
        }
    })
}

/// People who are named and never speak.
#[component]
fn Unheard(desk: Desk, told: Told) -> impl IntoView {
    let people: Vec<(String, Vec<AnnotationId>)> = told
        .map
        .unheard
        .iter()
        .filter_map(|at| {
            let at = *at as usize;
            Some((told.stands.statements.entities.get(at)?.name.clone(), told.stands.entities.get(at)?.clone()))
        })
        .take(LINES)
        .collect();
    (!people.is_empty()).then(|| {
        view! {
            <h3>"Named, but not a source"</h3>
            <ul class="unheard">
                {people.into_iter().map(|(name, places)| view! {
                    <li><button type="button" class="line" on:click=move |_| go(desk, &places)>{name}</button></li>
                }).collect_view()}
            </ul>
        }
    })
}

/// What may deny what: two quotations to read beside each other.
#[component]
fn Denials(desk: Desk, told: Told) -> impl IntoView {
    let pairs: Vec<_> = desk.session.with_value(|session| {
        let pair = |denial: &postil::resolve::source::Denial| {
            Some((said(session, &told, denial.of)?, said(session, &told, denial.quotation)?, denial.cue))
        };
        told.map.denials.iter().filter_map(pair).take(LINES).collect()
    });
    let cue_words =
        move |cue: postil::Span| desk.session.with_value(|session| cue.slice(session.article().text()).to_owned());
    (!pairs.is_empty()).then(|| {
        view! {
            <h3>"Compare: one may deny the other"</h3>
            <ul class="denials">
                {pairs.into_iter().map(|(first, second, cue)| view! {
                    <li>
                        <Said desk said=first/>
                        <p class="note">
                            "against, by "
                            <button type="button" class="jump" on:click=move |_| crate::caret::point_at(desk, cue)>
                                {format!("“{}”", cue_words(cue))}
                            </button>
                        </p>
                        <Said desk said=second/>
                    </li>
                }).collect_view()}
            </ul>
        }
    })
}

/// Who says a quotation, its first words, and where it is.
type Quoted = (String, String, AnnotationId);

fn said(session: &Session, told: &Told, at: u32) -> Option<Quoted> {
    let quotation = told.stands.statements.quotations.get(at as usize)?;
    let id = *told.stands.quotations.get(at as usize)?;
    let source = quotation.source.and_then(|source| told.stands.statements.sources.get(source as usize));
    let name = source.map_or_else(|| "Somebody".to_owned(), |source| source.name.clone());
    let words = quotation.fragments.first()?.slice(session.article().text());
    Some((name, crate::card::shortened(words, 80), id))
}

#[component]
fn Said(desk: Desk, said: Quoted) -> impl IntoView {
    let (name, words, id) = said;
    view! {
        <p>
            <button type="button" class="line" on:click=move |_| go(desk, &[id])>{name}</button>
            <span class="words">{words}</span>
        </p>
    }
}

/// A share in whole percent; what is there is never nothing.
fn percent(part: u32, all: u32) -> String {
    let share = (f64::from(part) * 100.0 / f64::from(all.max(1))).round();
    if part > 0 && share < 1.0 { "<1 %".to_owned() } else { format!("{share} %") }
}

/// What each annotation of the source layer is called.
pub(super) fn names(session: &Session) -> BTreeMap<AnnotationId, String> {
    let text = session.article().text();
    let sources = session.annotations().filter(|it| it.layer.name() == "source");
    let name = |it: &postil::Annotation| {
        it.attributes.get("name").map_or_else(|| it.extent().slice(text), String::as_str).to_owned()
    };
    sources.map(|source| (source.id, name(source))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_in_percent() {
        assert_eq!(
            [percent(1, 3), percent(1, 1000), percent(0, 7), percent(0, 0)],
            ["33 %", "<1 %", "0 %", "0 %"].map(str::to_owned)
        );
    }
}
