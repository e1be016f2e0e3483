//! Everything that changes the open document goes through here: the Session makes an Edit, the Edit is kept, drawn and
//! told.

use crate::desk::{Card, Desk, at};
use crate::{keeping, label_set, pane, saving};
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::{Author, Command, Edit, EditError, Session, Suggestions};
use postil::{Annotation, Label, Layer, Span};

const READER: Author = Author::Human(None);

/// Does what the reader asks; gives whether anything changed.
pub(crate) fn perform(desk: Desk, command: &Command) -> bool {
    let done = make(desk, |session| session.perform(command, &READER, at()));
    desk.tell();
    done
}

/// Takes back the last step.
pub(crate) fn undo(desk: Desk) {
    step(desk, |session| session.undo(&READER, at()), ["Undone.", "Nothing to undo."]);
}

/// Does again what was taken back.
pub(crate) fn redo(desk: Desk) {
    step(desk, |session| session.redo(&READER, at()), ["Done again.", "Nothing to redo."]);
}

/// Goes a step through the log, and says whether there was one.
fn step(
    desk: Desk,
    change: impl FnOnce(&mut Session) -> Result<Option<&Edit>, EditError>,
    [done, nothing]: [&'static str; 2],
) {
    let words = if make(desk, change) { done } else { nothing };
    desk.tell();
    if keeping::forbids(desk).is_none() {
        desk.say(words);
        leave_gone(desk);
    }
}

/// Takes in what the machine suggests for one stretch.
pub(crate) fn suggest(desk: Desk, within: Span, suggestions: &Suggestions) {
    // What it says is about a text that this tab does not change now.
    let is_forbidden = keeping::forbids(desk).is_some();
    let suggestions = label_set::fitted(desk, suggestions);
    if !is_forbidden && make(desk, |session| session.suggest(within, &suggestions, at())) {
        desk.tell_soon();
        leave_gone(desk);
    }
}

/// Gives `span` a label; the new annotation becomes the current one.
pub(crate) fn annotate(desk: Desk, layer: &Layer, label: &str, span: Span) {
    if !label_spans(desk, layer, &label.into(), vec![span]) {
        desk.say("These words have that label already.");
    }
    let found = desk.session.with_value(|session| {
        let mut found = session.annotations_in(span);
        found.find(|it| it.layer == *layer && it.label.0 == label && it.spans == [span]).map(|it| it.id)
    });
    if let Some(id) = found {
        crate::moving::settle_on(desk, id);
    }
}

/// Gives a stretch a label with what that says from the start; gives whether anything changed.
pub(crate) fn label_spans(desk: Desk, layer: &Layer, label: &Label, spans: Vec<Span>) -> bool {
    let attributes = label_set::defaults(desk, layer, label);
    perform(desk, &Command::AnnotateWith { layer: layer.clone(), label: label.clone(), spans, attributes })
}

/// Takes back the machine's suggestions that are not to stay.
pub(crate) fn withdraw(desk: Desk, stay: impl Fn(&Annotation) -> bool) {
    if make(desk, |session| session.withdraw(stay, at())) {
        desk.tell();
        leave_gone(desk);
    }
}

fn make(desk: Desk, change: impl FnOnce(&mut Session) -> Result<Option<&Edit>, EditError>) -> bool {
    if let Some(why) = keeping::forbids(desk) {
        desk.warn(why);
        return false;
    }
    let made = desk.session.try_update_value(|session| change(session).map(Option::<&Edit>::cloned));
    match made {
        Some(Ok(Some(edit))) => {
            pane::paint::follow(desk, &edit);
            saving::append(desk, edit);
            true
        }
        Some(Ok(None)) | None => false,
        Some(Err(error)) => {
            desk.warn(format!("That could not be done: {error}."));
            false
        }
    }
}

/// Closes the card of an annotation that is no longer there.
fn leave_gone(desk: Desk) {
    let gone = |id: AnnotationId| desk.session.with_value(|session| session.annotation(id).is_none());
    if desk.current.get_untracked().is_some_and(gone) {
        crate::moving::set_current(desk, None);
    }
    if let Some(Card::Annotation(id)) = desk.card.get_untracked()
        && gone(id)
    {
        desk.card.set(None);
    }
}
