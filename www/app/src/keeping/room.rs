//! How much room the browser has left, and that it may not clear what it keeps. Chromium tells every page that 10 GiB are left,
//! so that nobody is recognised by it; a full disk shows there only when something is refused.

use crate::desk::Desk;
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// From how many megabytes on there is room enough to say nothing of it.
const ENOUGH: f64 = 50.0;

/// Asks the browser, once and at the first real work, not to clear what it keeps when a disk grows full.
pub(crate) fn ask_to_stay(desk: Desk) {
    let asked = desk.keeping().asked;
    if asked.get_value() {
        return;
    }
    asked.set_value(true);
    if let Some(Ok(answer)) = storage().map(|storage| storage.persist()) {
        // Whether it agrees changes nothing here; it is not heard as an error if it does not.
        spawn_local(async move { drop(JsFuture::from(answer).await) });
    }
}

/// Looks how much room is left.
pub(crate) fn look(desk: Desk) {
    let Some(Ok(estimate)) = storage().map(|storage| storage.estimate()) else { return };
    spawn_local(async move {
        if let Ok(estimate) = JsFuture::from(estimate).await {
            desk.keeping().room.set(left(number(&estimate, "quota"), number(&estimate, "usage")));
        }
    });
}

fn left(quota: Option<f64>, usage: Option<f64>) -> Option<u32> {
    let left = (quota? - usage?).max(0.0) / 1_000_000.0;
    // Megabytes, so that it fits; and never below nothing.
    #[allow(clippy::cast_sign_loss)]
    (left < ENOUGH).then_some(left as u32)
}

fn number(estimate: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(estimate, &name.into()).ok()?.as_f64()
}

/// A page that did not come by a secure way has none.
fn storage() -> Option<StorageManager> {
    let storage = window().navigator().storage();
    (!storage.is_undefined()).then_some(storage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_told_only_where_it_is_short() {
        let mega = 1_000_000.0;
        let cases = [
            (Some(1000.0 * mega), Some(10.0 * mega), None),
            (Some(60.0 * mega), Some(48.0 * mega), Some(12)),
            (Some(10.0 * mega), Some(11.0 * mega), Some(0)),
            (None, Some(1.0), None),
        ];
        for (quota, usage, expected) in cases {
            assert_eq!(left(quota, usage), expected);
        }
    }
}
