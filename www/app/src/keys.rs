//! Turns keys into commands.

use crate::caret;
use crate::command::{Command, Group};
use crate::desk::Desk;
use crate::keymap::Press;
use crate::label_set;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Listens for as long as the page is there.
pub(crate) fn listen(desk: Desk) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            handle(desk, event);
        }
    })
    .forget();
}

fn handle(desk: Desk, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let Some(press) = Press::of(event) else { return };
    let (command, is_off) = desk.keying().map.with_untracked(|map| (map.command(&press), map.leaves_alone(&press)));
    let Some(command) = command else {
        if !is_off {
            label_set::keys::press(desk, event);
        }
        return;
    };
    if applies(desk, command, event) {
        event.prevent_default();
        (command.run)(desk);
    }
}

/// Whether a command is meant here: keys that write belong to a text field, keys that press belong to a button, and
/// arrows move words only while the caret is out.
fn applies(desk: Desk, command: &Command, event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let inside =
        |selector: &str| target.as_ref().is_some_and(|target| target.closest(selector).ok().flatten().is_some());
    if ["Close", "All commands"].contains(&command.name) {
        return true;
    }
    if inside("textarea, input:not([type=checkbox]):not([type=file]), [contenteditable]") {
        return false;
    }
    if desk.open.with_untracked(Option::is_none) {
        return command.name == "Keys";
    }
    let bare = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    match command.name {
        "Open annotation" => inside("article") && !inside(".postils") || target_is_body(target.as_ref()),
        "Delete" => inside("article") || inside(".card") && !inside("select"),
        _ if bare && inside("select") => false,
        _ if command.group == Group::Words && command.walks() => caret::is_out(desk),
        _ => true,
    }
}

fn target_is_body(target: Option<&Element>) -> bool {
    target.is_none_or(|target| target.tag_name() == "BODY")
}
