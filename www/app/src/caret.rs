//! Selecting words by keyboard: a caret that walks over words, and stretches with Shift.

use crate::desk::{Card, Desk};
use crate::pane::selection;
use leptos::prelude::*;
use postil::session::Session;
use postil::{Span, segment};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// The words selected, as places in a paragraph's list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Caret {
    paragraph: usize,
    anchor: usize,
    head: usize,
}

/// Where the caret goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walk {
    /// One word back.
    Back,
    /// One word on.
    On,
    /// To the paragraph before.
    Up,
    /// To the paragraph after.
    Down,
}

/// Begins at the current annotation, or else at the first paragraph in sight.
pub(crate) fn begin(desk: Desk) {
    let caret = desk.session.with_value(|session| {
        desk.pane.with_value(|pane| {
            let current = pane.current.and_then(|id| session.annotation(id)).map(|it| it.extent().start);
            let byte = current.unwrap_or_else(|| first_in_sight(pane));
            let paragraph = pane.paragraphs.at(byte);
            let word = words(session, paragraph).iter().position(|word| word.end > byte).unwrap_or_default();
            Caret { paragraph, anchor: word, head: word }
        })
    });
    desk.card.set(None);
    crate::pane::paint::focus(desk.pane.with_value(|pane| pane.root.clone()));
    show(desk, caret);
    desk.say("Arrow keys move over words, with Shift they select more, Enter gives the words a label, Escape ends.");
}

/// Puts the caret out on the words of `span` and says what they are; without words there, nothing happens.
pub(crate) fn point_at(desk: Desk, span: Span) {
    let caret = desk.session.with_value(|session| {
        let paragraph = session.article().paragraphs().iter().position(|paragraph| paragraph.contains(span))?;
        let words = words(session, paragraph);
        let anchor = words.iter().position(|word| word.end > span.start)?;
        let head = words.iter().rposition(|word| word.start < span.end)?;
        Some(Caret { paragraph, anchor, head })
    });
    let Some(caret) = caret else { return };
    desk.card.set(None);
    crate::pane::paint::focus(desk.pane.with_value(|pane| pane.root.clone()));
    show(desk, caret);
    let words = desk.session.with_value(|session| span.slice(session.article().text()).to_owned());
    desk.say(format!("Selected: “{words}”. Enter gives the words a label, Escape ends."));
}

/// Whether the caret is out.
pub(crate) fn is_out(desk: Desk) -> bool {
    desk.caret.with_value(Option::is_some)
}

/// The words that the caret is on, while it is out.
pub(crate) fn selected(desk: Desk) -> Option<Span> {
    let caret = desk.caret.get_value()?;
    desk.session.with_value(|session| span(session, caret))
}

/// Moves the caret; with `stretch`, the words from where it was stay selected.
pub(crate) fn walk(desk: Desk, walk: Walk, stretch: bool) {
    let Some(caret) = desk.caret.get_value() else { return };
    let walked = desk.session.with_value(|session| walked(session, caret, walk, stretch));
    show(desk, walked);
}

/// Opens the card that gives the selected words a label.
pub(crate) fn label(desk: Desk) {
    let Some(caret) = desk.caret.get_value() else { return };
    if let Some(span) = desk.session.with_value(|session| span(session, caret)) {
        desk.by_keyboard.set_value(true);
        desk.card.set(Some(Card::Words(span)));
        desk.caret.set_value(None);
    }
}

/// Puts the caret away.
pub(crate) fn end(desk: Desk) {
    desk.caret.set_value(None);
    selection::clear();
}

fn show(desk: Desk, caret: Caret) {
    let Some(span) = desk.session.with_value(|session| span(session, caret)) else { return };
    desk.caret.set_value(Some(caret));
    if let Some(element) = selection::select(desk, span) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn walked(session: &Session, caret: Caret, walk: Walk, stretch: bool) -> Caret {
    let count = words(session, caret.paragraph).len();
    let paragraphs = session.article().paragraphs().len();
    let last = |paragraph: usize| words(session, paragraph).len().saturating_sub(1);
    let (paragraph, head) = match walk {
        Walk::Back if caret.head > 0 => (caret.paragraph, caret.head - 1),
        Walk::On if caret.head + 1 < count => (caret.paragraph, caret.head + 1),
        Walk::Up if stretch => (caret.paragraph, 0),
        Walk::Down if stretch => (caret.paragraph, count.saturating_sub(1)),
        Walk::Back | Walk::Up if caret.paragraph > 0 && !stretch => {
            (caret.paragraph - 1, if walk == Walk::Up { 0 } else { last(caret.paragraph - 1) })
        }
        Walk::On | Walk::Down if caret.paragraph + 1 < paragraphs && !stretch => (caret.paragraph + 1, 0),
        _ => (caret.paragraph, caret.head),
    };
    Caret { paragraph, head, anchor: if stretch { caret.anchor } else { head } }
}

fn span(session: &Session, caret: Caret) -> Option<Span> {
    let words = words(session, caret.paragraph);
    Some(words.get(caret.anchor)?.cover(*words.get(caret.head)?))
}

fn words(session: &Session, paragraph: usize) -> Vec<Span> {
    let article = session.article();
    let paragraph = article.paragraphs().get(paragraph).copied().unwrap_or_default();
    segment::tokens(paragraph.slice(article.text())).iter().map(|token| token.span.shifted(paragraph.start)).collect()
}

fn first_in_sight(pane: &crate::pane::Pane) -> u32 {
    let in_sight = (0..pane.paragraphs.len())
        .find(|&index| pane.element(index).is_some_and(|element| element.get_bounding_client_rect().bottom() > 60.0));
    in_sight.map_or(0, |index| pane.paragraphs.span(index).start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walking_over_words() {
        let session = Session::new("One two three.\n\nFour five.");
        let words = |caret| span(&session, caret).map(|span| span.slice(session.article().text()).to_owned());
        let start = Caret { paragraph: 0, anchor: 0, head: 0 };
        let on = walked(&session, start, Walk::On, false);
        assert_eq!(words(on).as_deref(), Some("two"));
        assert_eq!(words(walked(&session, on, Walk::On, true)).as_deref(), Some("two three"));
        assert_eq!(words(walked(&session, on, Walk::Back, true)).as_deref(), Some("One two"));
        assert_eq!(words(walked(&session, on, Walk::Down, false)).as_deref(), Some("Four"));
        assert_eq!(walked(&session, start, Walk::Back, false), start);
    }
}
