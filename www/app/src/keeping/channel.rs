//! What tabs of one browser tell each other.

use super::lock;
use crate::desk::Desk;
use crate::saving;
use gloo_timers::callback::Timeout;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "postil";
const TAKE: &str = "take";
const LISTED: &str = "listed";
/// How long the list of documents may wait, in milliseconds: where one tab reads in a hundred documents, others ask once.
const SOON: u32 = 150;

/// Something that concerns other tabs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Message {
    /// This tab wants to change that document.
    Take(f64),
    /// The list of documents has changed.
    Listed,
}

/// Begins to listen.
pub(crate) fn open(desk: Desk) {
    // A browser without it has tabs that know nothing of each other; locks and the database still keep them apart.
    let Ok(channel) = BroadcastChannel::new(NAME) else { return };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(desk, &event));
    channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    desk.keeping().channel.set_value(Some(channel));
}

/// Tells all other tabs.
pub(crate) fn say(desk: Desk, message: Message) {
    let (word, document) = match message {
        Message::Take(document) => (TAKE, document),
        Message::Listed => (LISTED, 0.0),
    };
    desk.keeping().channel.with_value(|channel| {
        // It is never closed, so nothing is refused.
        let _ = channel.as_ref().map(|channel| channel.post_message(&Array::of2(&word.into(), &document.into())));
    });
}

fn hear(desk: Desk, event: &MessageEvent) {
    let words = Array::from(&event.data());
    match words.get(0).as_string().as_deref() {
        Some(TAKE) => lock::give(desk, words.get(1).as_f64().unwrap_or_default()),
        Some(LISTED) => {
            let soon = Timeout::new(SOON, move || saving::refresh(desk));
            desk.keeping().relisting.set_value(Some(soon));
        }
        _ => {}
    }
}
