//! The current annotation cut in two, made one with the next, given more words, or fewer.

use crate::card::shortened;
use crate::desk::{Card, Desk};
use crate::{caret, editing, moving};
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::{Command, Session, joined, without};
use postil::{Annotation, Span, segment};

/// Cuts the current annotation at the caret, or between its two words; of more words the card asks which begins the second
/// part.
pub(crate) fn split(desk: Desk) {
    let Some(id) = desk.current.get_untracked() else { return desk.say("Choose an annotation first.") };
    let words = desk.session.with_value(|session| session.annotation(id).map(|it| words(session, it)));
    let words = words.unwrap_or_default();
    let at_caret = caret::selected(desk).map(|span| span.start);
    match (at_caret.filter(|at| words.iter().skip(1).any(|word| word.start == *at)), words.as_slice()) {
        (Some(at), _) => split_at(desk, id, at),
        (None, [] | [_]) => desk.say("One word cannot be split."),
        (None, [_, second]) => split_at(desk, id, second.start),
        (None, _) => {
            desk.relating().cutting.set(Some(id));
            moving::settle_on(desk, id);
            desk.say("Choose the word that begins the second part.");
        }
    }
}

/// Cuts an annotation before the word at `at`; the first part stays current.
pub(crate) fn split_at(desk: Desk, id: AnnotationId, at: u32) {
    caret::end(desk);
    desk.relating().cutting.set(None);
    if editing::perform(desk, &Command::Split { id, at }) {
        let first = desk.session.with_value(|session| session.annotation(id).map(|it| told(session, it)));
        desk.say(format!("Split in two: “{}” is the first part.", first.unwrap_or_default()));
    }
    moving::settle_on(desk, id);
}

/// Makes the current annotation one with one of its layer that overlaps it, or else with the next.
pub(crate) fn merge(desk: Desk) {
    let Some(id) = desk.current.get_untracked() else { return desk.say("Choose an annotation first.") };
    let other = desk.session.with_value(|session| {
        desk.pane.with_value(|pane| {
            let one = session.annotation(id)?;
            let fits = |it: &&Annotation| it.layer == one.layer && it.id != id && pane.shows(it);
            let overlapping = session.annotations_in(one.extent()).find(fits);
            let after = |it: &&Annotation| fits(it) && it.extent() > one.extent();
            let next = || session.annotations().filter(after).min_by_key(|it| (it.extent(), it.id));
            overlapping.or_else(next).map(|it| it.id)
        })
    });
    let Some(other) = other else { return desk.say("Nothing of its layer comes after it.") };
    let has_card = matches!(desk.card.get_untracked(), Some(Card::Annotation(_)));
    if editing::perform(desk, &Command::Merge(vec![id, other])) {
        let one = desk.session.with_value(|session| session.annotation(id).map(|it| told(session, it)));
        desk.say(format!("Merged: “{}”.", one.unwrap_or_default()));
    }
    if has_card { moving::settle_on(desk, id) } else { moving::reveal(desk, id) }
}

/// Adds the selected words to the current annotation.
pub(crate) fn add(desk: Desk) {
    change(desk, "Added", joined_with);
}

/// Takes the selected words off the current annotation.
pub(crate) fn take_away(desk: Desk) {
    change(desk, "Taken away", without);
}

fn joined_with(text: &str, spans: &[Span], span: Span) -> Vec<Span> {
    joined(text, &[spans, &[span]].concat())
}

fn change(desk: Desk, done: &str, changed: impl Fn(&str, &[Span], Span) -> Vec<Span>) {
    let selected = match desk.card.get_untracked() {
        Some(Card::Words(span)) => Some(span),
        _ => caret::selected(desk),
    };
    let (Some(id), Some(span)) = (desk.current.get_untracked(), selected) else {
        return desk.say("Choose an annotation, then select words with V or the pointer.");
    };
    let found = desk.session.with_value(|session| {
        let text = session.article().text();
        let annotation = session.annotation(id)?;
        Some((changed(text, &annotation.spans, span), shortened(span.slice(text), 40)))
    });
    caret::end(desk);
    let Some((spans, words)) = found else { return };
    resize(desk, id, spans, &format!("{done}: “{words}”."));
}

/// Takes a fragment off an annotation.
pub(crate) fn remove_fragment(desk: Desk, id: AnnotationId, fragment: Span) {
    let left = desk.session.with_value(|session| {
        let annotation = session.annotation(id)?;
        Some(annotation.spans.iter().copied().filter(|span| *span != fragment).collect::<Vec<Span>>())
    });
    resize(desk, id, left.unwrap_or_default(), "Part taken away.");
}

fn resize(desk: Desk, id: AnnotationId, spans: Vec<Span>, done: &str) {
    let count = spans.len();
    if count == 0 {
        return desk.say("Nothing would be left. Delete takes the whole away.");
    }
    let parts = if count == 1 { String::new() } else { format!(" It has {count} parts.") };
    let is_done = editing::perform(desk, &Command::Resize { id, spans });
    moving::settle_on(desk, id);
    desk.say(if is_done { format!("{done}{parts}") } else { "It has just these words already.".to_owned() });
}

/// The words of an annotation, those that a cut can come before all but the first.
pub(crate) fn words(session: &Session, annotation: &Annotation) -> Vec<Span> {
    let text = session.article().text();
    let words = |span: &Span| {
        let tokens = segment::tokens(span.slice(text));
        let start = span.start;
        tokens.into_iter().map(move |token| token.span.shifted(start))
    };
    let is_word = |span: &Span| span.slice(text).contains(char::is_alphanumeric);
    annotation.spans.iter().flat_map(words).filter(is_word).collect()
}

fn told(session: &Session, annotation: &Annotation) -> String {
    let text = session.article().text();
    let words: Vec<&str> = annotation.spans.iter().map(|span| span.slice(text)).collect();
    shortened(&words.join(" … "), 60)
}
