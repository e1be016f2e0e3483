//! Which numbers are claimed: what is counted, in what unit, how exactly, by whom, and where claims differ.

use super::sources::names;
use super::{Line, Lines};
use crate::attributes;
use crate::desk::Desk;
use crate::labels::badge;
use leptos::prelude::*;
use postil::Annotation;
use postil::annotation::{AnnotationId, State};
use postil::session::Session;
use std::collections::BTreeMap;

/// Kinds that place something in time or order rather than claim an amount.
pub(crate) const NOT_CLAIMS: [&str; 3] = ["date", "time", "ordinal"];

/// The list.
#[component]
pub(crate) fn Claims(desk: Desk) -> impl IntoView {
    view! { <Lines desk title="Claims" nothing="No numbers yet." open=false lines/> }
}

/// One line for each claim, in the order of the text.
fn lines(session: &Session) -> Vec<Line> {
    let names = names(session);
    let mut claims: Vec<&Annotation> = session.annotations().filter(|it| is_claim(it)).collect();
    claims.sort_by_key(|claim| claim.extent());
    claims.into_iter().map(|claim| line(session, claim, &names)).collect()
}

fn is_claim(annotation: &Annotation) -> bool {
    annotation.layer.name() == "quantity"
        && annotation.state != State::Rejected
        && !NOT_CLAIMS.contains(&annotation.label.0.as_str())
}

fn line(session: &Session, claim: &Annotation, names: &BTreeMap<AnnotationId, String>) -> Line {
    let told = attributes::in_words(&claim.attributes);
    let mut notes: Vec<String> =
        told.into_iter().map(|(name, value)| format!("{}: {value}", name.to_lowercase())).collect();
    for link in session.relations_of(claim.id).filter(|link| link.state != State::Rejected) {
        match link.kind.as_str() {
            "source" if link.from == claim.id => {
                notes.extend(names.get(&link.to).map(|name| format!("says {name}")));
            }
            "differs" => notes.push("sources differ".to_owned()),
            "contradicts" => notes.push("contradicted".to_owned()),
            "revises" => notes.push("revised".to_owned()),
            _ => {}
        }
    }
    notes.dedup();
    Line {
        words: claim.extent().slice(session.article().text()).to_owned(),
        badge: badge("quantity", &claim.label.0),
        note: notes.join(" · "),
        places: vec![claim.id],
    }
}
