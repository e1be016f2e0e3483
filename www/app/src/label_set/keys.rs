//! The keys of labels: one key labels the words that are selected, or the current annotation.

use super::single;
use crate::desk::{Card, Desk};
use crate::labels::label_words;
use crate::pane::selection;
use crate::{caret, editing, review};
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::Command;
use postil::{Label, Layer, Span};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Where keys mean something else: fields, menus, and what opens by key.
const ELSEWHERE: &str = "textarea, input:not([type=checkbox]):not([type=file]), select, [contenteditable]";

/// Gives the label whose key was pressed. Commands come first; no label that is kept has a key of theirs.
pub(crate) fn press(desk: Desk, event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_elsewhere = target.is_some_and(|target| target.closest(ELSEWHERE).ok().flatten().is_some());
    let is_held = event.ctrl_key() || event.meta_key() || event.alt_key();
    if is_elsewhere || is_held || event.default_prevented() || event.is_composing() {
        return;
    }
    let Some(key) = single(&event.key()).map(|key| key_of(key, event.shift_key())) else { return };
    let label = desk.labels().set.with_untracked(|set| {
        set.at_key(key).map(|(layer, label)| (layer.layer.clone(), Label::from(label.name.as_str())))
    });
    if let Some((layer, label)) = label.filter(|_| desk.open.with_untracked(Option::is_some)) {
        event.prevent_default();
        give(desk, &layer, &label);
    }
}

/// Labels `span`; its layer is shown from now on.
pub(crate) fn label_words_at(desk: Desk, layer: &Layer, label: &Label, span: Span) {
    caret::end(desk);
    show(desk, layer);
    editing::annotate(desk, layer, &label.0, span);
}

/// A letter is a capital by Shift alone, whatever the lock of capitals says.
fn key_of(key: char, shift: bool) -> char {
    let mut cased: Box<dyn Iterator<Item = char>> =
        if shift { Box::new(key.to_uppercase()) } else { Box::new(key.to_lowercase()) };
    cased.next().filter(|_| key.is_alphabetic()).unwrap_or(key)
}

fn give(desk: Desk, layer: &Layer, label: &Label) {
    let selected = match desk.card.get_untracked() {
        Some(Card::Words(span)) => Some(span),
        _ => caret::selected(desk).or_else(|| selection::selected(desk)),
    };
    match (selected, desk.current.get_untracked()) {
        (Some(span), _) => {
            label_words_at(desk, layer, label, span);
            desk.say(format!("Labelled {}.", label_words(layer.name(), &label.0)));
        }
        (None, Some(id)) => relabel(desk, id, layer, label),
        (None, None) => desk.say("Select words or choose an annotation first."),
    }
}

/// Gives the current annotation the label; where that is of another layer, its words get an annotation there, too.
fn relabel(desk: Desk, id: AnnotationId, layer: &Layer, label: &Label) {
    let there =
        desk.session.with_value(|session| session.annotation(id).map(|it| (it.layer.clone(), it.spans.clone())));
    let Some((its_layer, spans)) = there else { return };
    let words = label_words(layer.name(), &label.0);
    if its_layer != *layer {
        show(desk, layer);
        if editing::label_spans(desk, layer, label, spans) {
            return desk.say(format!("Labelled {words} as well."));
        }
        return desk.say(format!("These words are labelled {words} already."));
    }
    let leads_on = review::leads_on(desk, id);
    let (ids, label) = (vec![id], label.clone());
    let done = editing::perform(desk, &Command::Relabel { ids, label });
    match (done, leads_on) {
        (false, _) => desk.say(format!("It is labelled {words} already.")),
        (true, true) => review::go_on(desk, "Label changed."),
        (true, false) => desk.say(format!("Label changed to {words}.")),
    }
}

fn show(desk: Desk, layer: &Layer) {
    if !desk.shown.with_untracked(|shown| shown.contains(layer.name())) {
        crate::command::toggle(desk, layer.name());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_shift() {
        assert_eq!(
            [key_of('a', false), key_of('A', false), key_of('a', true), key_of('A', true)],
            ['a', 'a', 'A', 'A']
        );
        assert_eq!([key_of('!', true), key_of('8', false)], ['!', '8']);
    }
}
