//! The engine for JavaScript: what the web worker does, apart from the browser.

mod schedule;

pub use schedule::Schedule;
