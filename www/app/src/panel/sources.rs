//! Who says something, and of what kind that source is.

use super::{Line, Lines, counted};
use crate::desk::Desk;
use crate::labels::label_words;
use leptos::prelude::*;
use postil::annotation::{AnnotationId, State};
use postil::session::Session;
use std::collections::BTreeMap;

/// The list.
#[component]
pub(crate) fn Sources(desk: Desk) -> impl IntoView {
    view! { <Lines desk title="Sources" nothing="No sources yet." open=true lines/> }
}

/// One line for each source, in the order of the text.
fn lines(session: &Session) -> Vec<Line> {
    let mut found: BTreeMap<&str, (Line, &str, u32)> = BTreeMap::new();
    let names = names(session);
    for source in session.annotations().filter(|it| it.layer.name() == "source" && it.state != State::Rejected) {
        let Some(name) = names.get(&source.id) else { continue };
        let start = source.extent().start;
        let entry = found
            .entry(name)
            .or_insert_with(|| (Line { words: name.clone(), badge: "S", ..Line::default() }, "", start));
        entry.0.places.push(source.id);
        entry.1 = &source.label.0;
        entry.2 = entry.2.min(start);
    }
    let said = said(session, &names);
    let mut lines: Vec<(Line, &str, u32)> = found.into_values().collect();
    lines.sort_by_key(|(_, _, start)| *start);
    lines.into_iter().map(|(line, kind, _)| noted(line, kind, &said)).collect()
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

/// How many quotations and claims each source has.
fn said<'a>(session: &Session, names: &'a BTreeMap<AnnotationId, String>) -> BTreeMap<&'a str, (usize, usize)> {
    let mut said: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for link in session.relations().filter(|it| it.kind == "source" && it.state != State::Rejected) {
        let (Some(name), Some(from)) = (names.get(&link.to), session.annotation(link.from)) else { continue };
        let counts = said.entry(name).or_default();
        match from.layer.name() {
            "quotation" => counts.0 += 1,
            "quantity" => counts.1 += 1,
            _ => {}
        }
    }
    said
}

fn noted(mut line: Line, kind: &str, said: &BTreeMap<&str, (usize, usize)>) -> Line {
    let (quotations, claims) = said.get(line.words.as_str()).copied().unwrap_or_default();
    let mut notes = vec![label_words("source", kind).to_owned()];
    notes.extend((quotations > 0).then(|| counted(quotations, "quotation", "quotations")));
    notes.extend((claims > 0).then(|| counted(claims, "claim", "claims")));
    line.note = notes.join(", ");
    line
}
