//! Work for when the browser has nothing better to do.

use gloo_timers::callback::Timeout;
use leptos::prelude::window;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{IdleDeadline, IdleRequestOptions};

/// How long one stretch may take at most, in milliseconds: a key that is pressed meanwhile must not wait for longer.
const LONGEST: f64 = 12.0;
/// How long one stretch may take where the browser is never idle, in milliseconds.
const SHORTEST: f64 = 4.0;
/// How long to wait for idle time before taking some, in milliseconds.
const PATIENCE: u32 = 50;
/// How long a browser that does not tell when it is idle has for itself between two stretches, in milliseconds.
const PAUSE: u32 = 8;

/// Work that waits. Dropped, it is not done.
pub(crate) struct Idle {
    _waiting: Waiting,
}

enum Waiting {
    Request { handle: u32, _work: Closure<dyn FnMut(IdleDeadline)> },
    Timer { _timeout: Timeout },
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Self::Request { handle, .. } = self {
            window().cancel_idle_callback(*handle);
        }
    }
}

/// Has `work` done in idle time; it is told until when it may go on, by [`now`].
pub(crate) fn when_idle(work: impl FnOnce(f64) + 'static) -> Idle {
    // Given to whichever of the two ways this browser has; the other one is never called.
    let work = Rc::new(Cell::new(Some(work)));
    let given = Rc::clone(&work);
    let callback = Closure::once(move |deadline: IdleDeadline| {
        if let Some(work) = given.take() {
            work(now() + deadline.time_remaining().clamp(SHORTEST, LONGEST));
        }
    });
    let options = IdleRequestOptions::new();
    options.set_timeout(PATIENCE);
    let waiting = match window().request_idle_callback_with_options(callback.as_ref().unchecked_ref(), &options) {
        Ok(handle) => Waiting::Request { handle, _work: callback },
        Err(_) => Waiting::Timer {
            _timeout: Timeout::new(PAUSE, move || work.take().into_iter().for_each(|work| work(now() + SHORTEST))),
        },
    };
    Idle { _waiting: waiting }
}

/// The time by the page's own clock, in milliseconds.
pub(crate) fn now() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |clock| clock.now())
}
