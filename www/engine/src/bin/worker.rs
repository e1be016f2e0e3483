//! The web worker's side of the page: one Engine, fed by `loader.js`.

use postil::analysis::Statements;
use postil::resolve::source::{SourceMap, source_map_of};
use postil::{Article, Engine, text::html};
use postil_engine::{Background, Finding, Schedule};
use postil_protocol::{FromWorker, ToWorker};
use wasm_bindgen::prelude::*;

/// How long to work, in milliseconds, before newer messages are looked at.
const SLICE: f64 = 8.0;

#[wasm_bindgen]
extern "C" {
    /// Sends one message to the page.
    #[wasm_bindgen(js_name = postMessage)]
    fn post_message(message: &str);

    /// The browser's clock.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;

    /// Writes to the browser's console.
    #[wasm_bindgen(js_namespace = console)]
    fn error(message: &str);
}

/// The Engine and its work.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Worker {
    engine: Engine,
    schedule: Schedule,
    finding: Finding,
    background: Background,
}

#[wasm_bindgen]
impl Worker {
    /// Makes the Engine, from a trained model where there is one, and says that it is ready.
    #[wasm_bindgen(constructor)]
    pub fn new(model: Option<Vec<u8>>) -> Self {
        // A panic traps, which the page learns through `onerror`; the words of it are for whoever looks into it.
        std::panic::set_hook(Box::new(|panic| error(&panic.to_string())));
        let engine = postil_engine::engine(model);
        send(&FromWorker::Ready { version: env!("CARGO_PKG_VERSION").to_owned(), degraded: engine.degraded() });
        Self { engine, schedule: Schedule::default(), finding: Finding::default(), background: Background::default() }
    }

    /// Takes one message from the page.
    ///
    /// # Errors
    /// Where the message is not one of the protocol's: page and worker are of different builds.
    pub fn receive(&mut self, message: &str) -> Result<(), JsError> {
        match serde_json::from_str(message)? {
            ToWorker::Open { revision, text, visible } => self.schedule.open(revision, &text, visible),
            ToWorker::Visible { revision, visible } => self.schedule.look(revision, visible),
            ToWorker::Map { request, text, statements } => {
                send(&FromWorker::Map { request, map: map(&self.engine, &text, &statements) });
            }
            ToWorker::Find { request, text, query } => {
                self.finding.ask(request, text, &query, &mut |found| send(&found));
            }
            ToWorker::Html { request, html } => send(&read_html(request, &html)),
            ToWorker::Annotate { request, text } => self.background.annotate(request, text),
            ToWorker::Search { request, query, texts } => {
                self.background.search(request, &query, texts, &mut |found| send(&found));
            }
        }
        Ok(())
    }

    /// Works for a moment; whether there is more to do. A search comes first: somebody waits for it. What is done in the
    /// background comes last, and only when the open document is read.
    pub fn work(&mut self) -> bool {
        let start = now();
        let say = &mut |message| send(&message);
        while self.finding.step(say) {
            if now() - start > SLICE {
                return true;
            }
        }
        while self.schedule.step(&self.engine, say) {
            if now() - start > SLICE {
                self.schedule.pause(&self.engine, say);
                return true;
            }
        }
        while self.background.step(&self.engine, say) {
            if now() - start > SLICE {
                return true;
            }
        }
        false
    }
}

fn map(engine: &Engine, text: &str, statements: &Statements) -> SourceMap {
    let article = Article::new(text);
    source_map_of(&article, &engine.segmented(&article), statements)
}

fn read_html(request: u32, html: &str) -> FromWorker {
    match html::to_text(html) {
        Ok(text) => FromWorker::Text { request, text },
        Err(too_long) => FromWorker::Failed { request, message: too_long.to_string() },
    }
}

fn send(message: &FromWorker) {
    match serde_json::to_string(message) {
        Ok(text) => post_message(&text),
        Err(problem) => error(&problem.to_string()),
    }
}

fn main() {}
