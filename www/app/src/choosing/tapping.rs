//! A tap on the first word, a tap on the last: words chosen without any drag, by finger, pen or mouse.

use super::snap::word_at;
use crate::boundaries::{By, CHARACTER_MOVES, Move, WORD_MOVES, moved};
use crate::command::named;
use crate::desk::{Card, Desk};
use crate::pane::selection;
use crate::toolbar::Act;
use crate::{card, caret};
use leptos::prelude::*;
use postil::Span;
use web_sys::MouseEvent;

/// What was tapped so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tap {
    /// Nothing.
    Nothing,
    /// The first word; the last may be the same.
    First(Span),
    /// Both.
    Both(Span),
}

impl Tap {
    /// The words chosen so far.
    fn span(self) -> Option<Span> {
        match self {
            Self::Nothing => None,
            Self::First(span) | Self::Both(span) => Some(span),
        }
    }

    /// What follows on a tap on `word`.
    fn then(self, word: Span) -> Self {
        match self {
            Self::First(first) => Self::Both(first.cover(word)),
            Self::Nothing | Self::Both(_) => Self::First(word),
        }
    }
}

/// Begins to choose words by tapping, or leaves it.
pub(crate) fn begin(desk: Desk) {
    if desk.choosing().is_tapping() {
        return end(desk);
    }
    if caret::is_out(desk) {
        caret::end(desk);
    }
    selection::clear();
    desk.card.set(None);
    desk.choosing().tap.set(Some(Tap::Nothing));
    desk.say("Selecting by tapping. Tap the first word.");
}

/// Leaves it.
pub(crate) fn end(desk: Desk) {
    desk.choosing().tap.set(None);
    selection::clear();
    desk.say("Selecting by tapping is over.");
}

/// Takes a tap in the article; gives whether words are chosen by tapping now.
pub(crate) fn tapped(desk: Desk, event: &MouseEvent) -> bool {
    let Some(tap) = desk.choosing().tap.get_untracked() else { return false };
    let byte = selection::at_point(desk, event.client_x(), event.client_y());
    let word = byte.and_then(|byte| desk.session.with_value(|session| word_near(session.article().text(), byte)));
    match word {
        Some(word) => choose(desk, tap.then(word)),
        None => desk.say("There is no word there."),
    }
    true
}

/// The word at `byte`, or the one that ends there: a browser may put the caret behind the last letter that was tapped.
fn word_near(text: &str, byte: u32) -> Option<Span> {
    let before = text.get(..byte as usize)?.char_indices().next_back().map(|(at, _)| at as u32);
    word_at(text, byte).or_else(|| word_at(text, before?))
}

/// Moves one end of the words that are chosen but not labelled yet; gives whether there are such words.
pub(crate) fn nudge(desk: Desk, which: Move, by: By) -> bool {
    let tap = desk.choosing().tap.get_untracked();
    let chosen = match (tap, desk.card.get_untracked()) {
        (Some(tap), _) => tap.span(),
        (None, Some(Card::Words(span))) => Some(span),
        _ => None,
    };
    let Some(span) = chosen else { return false };
    let spans = desk
        .session
        .with_value(|session| moved(session.article().text(), session.article().paragraphs(), &[span], which, by));
    let Some(span) = spans.and_then(|spans| spans.first().copied()) else {
        desk.say("It cannot go further there.");
        return true;
    };
    if tap.is_some() {
        choose(desk, Tap::Both(span));
    } else {
        selection::select(desk, span);
        desk.card.set(Some(Card::Words(span)));
    }
    true
}

fn choose(desk: Desk, tap: Tap) {
    desk.choosing().tap.set(Some(tap));
    let Some(span) = tap.span() else { return };
    selection::select(desk, span);
    let words = words(desk, span);
    desk.say(match tap {
        Tap::First(_) => format!("“{words}”. Tap the last word, or give this one a label."),
        _ => format!("“{words}” is selected."),
    });
}

fn words(desk: Desk, span: Span) -> String {
    desk.session.with_value(|session| card::shortened(span.slice(session.article().text()), 120))
}

fn label(desk: Desk) {
    let Some(span) = desk.choosing().tap.get_untracked().and_then(Tap::span) else {
        return desk.say("Tap the first word.");
    };
    desk.choosing().tap.set(None);
    if crate::relating::take_words(desk, span) {
        return;
    }
    desk.by_keyboard.set_value(false);
    desk.card.set(Some(Card::Words(span)));
}

/// What is chosen so far, with buttons that move its ends.
#[component]
pub(crate) fn TappingBar(desk: Desk) -> impl IntoView {
    let is_open = Memo::new(move |_| desk.choosing().tap.with(Option::is_some));
    // Another document is another text.
    on_cleanup(move || {
        desk.choosing().tap.try_set(None);
    });
    view! { <Show when=move || is_open.get()><OpenBar desk/></Show> }
}

#[component]
fn OpenBar(desk: Desk) -> impl IntoView {
    let span = Memo::new(move |_| desk.choosing().tap.get().and_then(Tap::span));
    let has_first = Memo::new(move |_| span.with(Option::is_some));
    let told = move || match desk.choosing().tap.get() {
        None | Some(Tap::Nothing) => "Tap the first word.".to_owned(),
        Some(Tap::First(span)) => format!("“{}” … tap the last word.", words(desk, span)),
        Some(Tap::Both(span)) => format!("“{}”", words(desk, span)),
    };
    let by_characters = desk.choosing().by_characters;
    let moves = move || {
        let names = if by_characters.get() { CHARACTER_MOVES } else { WORD_MOVES };
        names.into_iter().filter_map(named).map(|command| view! { <Act desk command/> }).collect_view()
    };
    view! {
        <section class="tapping" aria-label="Select by tapping">
            <p class="quoted">{told}</p>
            <Show when=move || has_first.get()>
                <div role="group" aria-label="Boundaries" class="moves">{moves}</div>
                <button
                    type="button"
                    aria-pressed=move || if by_characters.get() { "true" } else { "false" }
                    on:click=move |_| super::turn(desk)
                >"By characters"</button>
                <button type="button" class="main" on:click=move |_| label(desk)>"Label these words"</button>
            </Show>
            <button type="button" on:click=move |_| end(desk)>"Leave tapping"</button>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_taps_choose_a_stretch_whichever_comes_first() {
        let (one, other) = (Span::new(0, 3), Span::new(10, 14));
        let both = Tap::Both(Span::new(0, 14));
        assert_eq!(Tap::Nothing.then(one).then(other), both);
        assert_eq!(Tap::Nothing.then(other).then(one), both);
        assert_eq!(Tap::Nothing.then(one).then(one), Tap::Both(one));
        assert_eq!(both.then(one), Tap::First(one));
        assert_eq!(Tap::Nothing.span(), None);
    }
}
