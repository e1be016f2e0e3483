//! The engine for JavaScript: what the web worker does, apart from the browser.

mod background;
mod finding;
mod schedule;

pub use background::Background;
pub use finding::Finding;
pub use schedule::Schedule;

/// The Engine with its trained model, or by rules alone where there is none or it is of another version; then
/// [`postil::Engine::degraded`] says so.
pub fn engine(model: Option<Vec<u8>>) -> postil::Engine {
    model.and_then(|bytes| postil::Engine::with_model(bytes).ok()).unwrap_or_default()
}
