//! The line to the worker, where the one Engine lives.

use gloo_events::EventListener;
use postil_protocol::{FromWorker, ToWorker};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlMetaElement, MessageEvent, WorkerOptions, WorkerType};

/// A running worker; dropping it ends it.
pub(crate) struct Line {
    worker: web_sys::Worker,
    _listeners: [EventListener; 3],
}

/// What comes over the line.
pub(crate) enum Heard {
    /// A message.
    Message(FromWorker),
    /// The worker has crashed, or sent what cannot be read.
    Lost(String),
}

impl Line {
    /// Starts a worker from the address that the page names in its `postil-worker` meta tag.
    pub(crate) fn start(heard: impl Fn(Heard) + Clone + 'static) -> Result<Self, String> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&address()?, &options).map_err(|error| words(&error))?;
        let (on_message, on_error, on_garbled) = (heard.clone(), heard.clone(), heard);
        let listeners = [
            EventListener::new(&worker, "message", move |event| on_message(read(event))),
            EventListener::new(&worker, "error", move |event| {
                event.prevent_default();
                on_error(Heard::Lost(error_words(event)));
            }),
            EventListener::new(&worker, "messageerror", move |_| {
                on_garbled(Heard::Lost("a message could not be read".to_owned()));
            }),
        ];
        Ok(Self { worker, _listeners: listeners })
    }

    /// Sends `message`.
    pub(crate) fn send(&self, message: &ToWorker) -> Result<(), String> {
        let text = serde_json::to_string(message).map_err(|error| error.to_string())?;
        self.worker.post_message(&JsValue::from_str(&text)).map_err(|error| words(&error))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn read(event: &web_sys::Event) -> Heard {
    let data = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
    match data.as_deref().map(serde_json::from_str) {
        Some(Ok(message)) => Heard::Message(message),
        Some(Err(error)) => Heard::Lost(error.to_string()),
        None => Heard::Lost("the worker sent something that is not text".to_owned()),
    }
}

fn error_words(event: &web_sys::Event) -> String {
    event.dyn_ref::<web_sys::ErrorEvent>().map_or_else(|| "the worker stopped".to_owned(), web_sys::ErrorEvent::message)
}

fn address() -> Result<String, String> {
    named("postil-worker").ok_or_else(|| "this page names no worker".to_owned())
}

/// What the page's `meta` element of this name says.
pub(crate) fn named(name: &str) -> Option<String> {
    let document = web_sys::window().and_then(|window| window.document())?;
    let meta = document.query_selector(&format!("meta[name={name}]")).ok().flatten()?;
    let content = meta.dyn_into::<HtmlMetaElement>().ok().map(|meta| meta.content());
    content.filter(|content| !content.is_empty())
}

fn words(error: &JsValue) -> String {
    error.as_string().unwrap_or_else(|| format!("{error:?}"))
}
