//! Keeps what is under review at one height in the window, so that the eye need not move.

use crate::desk::Desk;
use gloo_render::{AnimationFrame, request_animation_frame};
use leptos::prelude::*;
use postil::annotation::AnnotationId;

/// From this width of the window on the card stands beside the text or under the words, not at the foot; in pixels.
const ROOMY: f64 = 737.0;
/// By how much a mark may be off its height, in pixels.
const SLACK: f64 = 1.5;
/// How often the height is looked at again while the browser lays out what came near.
const LOOKS: u32 = 4;

/// Where marks are kept.
#[derive(Default)]
pub(super) struct Steady {
    /// The height that the reader has got used to, in pixels from the top of the window.
    wanted: Option<f64>,
    /// The height where the last mark came to stand; near the ends of an article it may be another.
    got: Option<f64>,
    /// The next look.
    look: Option<AnimationFrame>,
}

/// Where a mark may stay: under the bar, and above the card where that stands at the foot.
fn band(width: f64, height: f64) -> (f64, f64) {
    if width >= ROOMY { (90.0, height * 0.6) } else { (60.0, height * 0.26) }
}

/// The height for the next mark, where the last one stands at `last` and was put at `got`.
fn wanted(wanted: Option<f64>, got: Option<f64>, last: Option<f64>, (highest, lowest): (f64, f64)) -> Option<f64> {
    let fits = |height: &f64| (highest..=lowest).contains(height);
    // A mark that is not where it was put was moved there by the reader.
    let has_moved = |last: &f64| got.is_none_or(|got| (got - last).abs() > SLACK);
    last.filter(|last| has_moved(last) && fits(last)).or(wanted.filter(fits))
}

/// Notices where `last` stands, before something happens to it.
pub(super) fn notice(desk: Desk, last: Option<AnnotationId>) {
    let top = last.and_then(|id| top(desk, id));
    let band = window_band();
    desk.review().steady.update_value(|steady| steady.wanted = wanted(steady.wanted, steady.got, top, band));
}

/// Brings the mark of `id` to the height where the one before stood; the first one stays where it is, if that is seen
/// well. The browser guesses the height of what is far from the window and puts that right while it draws, so the
/// height is looked at again in the next frames.
pub(super) fn bring(desk: Desk, id: AnnotationId) {
    let (highest, lowest) = window_band();
    let now = top(desk, id).filter(|top| (highest..=lowest).contains(top));
    desk.review().steady.update_value(|steady| {
        steady.wanted = steady.wanted.or(now).or(Some(f64::midpoint(highest, lowest)));
    });
    put(desk, id);
    look_again(desk, id, LOOKS);
}

fn look_again(desk: Desk, id: AnnotationId, looks: u32) {
    let frame = request_animation_frame(move |_| {
        if desk.current.get_untracked() != Some(id) {
            return;
        }
        if put(desk, id) {
            desk.review().moved.update(|count| *count += 1);
        }
        if looks > 1 {
            look_again(desk, id, looks - 1);
        }
    });
    desk.review().steady.update_value(|steady| steady.look = Some(frame));
}

/// Scrolls the mark to its height, at once: nothing glides. Gives whether it was off.
fn put(desk: Desk, id: AnnotationId) -> bool {
    let Some(wanted) = desk.review().steady.with_value(|steady| steady.wanted) else { return false };
    let Some(before) = top(desk, id) else { return false };
    if (before - wanted).abs() > SLACK {
        window().scroll_by_with_x_and_y(0.0, before - wanted);
    }
    let after = top(desk, id);
    desk.review().steady.update_value(|steady| steady.got = after);
    after.is_some_and(|after| (after - before).abs() > SLACK)
}

fn top(desk: Desk, id: AnnotationId) -> Option<f64> {
    Some(desk.pane.with_value(|pane| pane.mark(id))?.get_bounding_client_rect().top())
}

fn window_band() -> (f64, f64) {
    let pixels = |length: Result<wasm_bindgen::JsValue, _>| length.ok().and_then(|length| length.as_f64());
    band(pixels(window().inner_width()).unwrap_or(1000.0), pixels(window().inner_height()).unwrap_or(800.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_height_stays_until_the_reader_moves_the_text() {
        const BAND: (f64, f64) = (90.0, 540.0);
        let cases = [
            ("nothing is known", None, None, None, None),
            ("it stands where it was put", Some(300.0), Some(300.0), Some(300.0), Some(300.0)),
            ("an end of the article held it off", Some(300.0), Some(200.0), Some(200.0), Some(300.0)),
            ("the reader has scrolled", Some(300.0), Some(300.0), Some(420.0), Some(420.0)),
            ("the reader has scrolled it away", Some(300.0), Some(300.0), Some(-900.0), Some(300.0)),
            ("its mark is gone", Some(300.0), Some(300.0), None, Some(300.0)),
            ("the window has become small", Some(600.0), Some(600.0), None, None),
        ];
        for (name, before, got, last, expected) in cases {
            assert_eq!(wanted(before, got, last, BAND), expected, "{name}");
        }
    }
}
