//! Every command, once: its name, its keys and what it does. The toolbar, the keys and the sheet of keys are made from
//! this table.

use crate::boundaries::{By, Move, adjust};
use crate::desk::{Card, Desk};
use crate::panel::documents;
use crate::panel::entities;
use crate::project::steps;
use crate::voices::{self, Voices};
use crate::{caret, choosing, editing, find, mentions, moving, opening, palette, pieces, postils, relating, review};
use leptos::prelude::*;
use postil::session;

/// Something the reader can do.
pub(crate) struct Command {
    /// Its name, on its button too.
    pub(crate) name: &'static str,
    /// The keys that do it; the first is the one that is told.
    pub(crate) keys: &'static [Key],
    /// Under which heading it stands.
    pub(crate) group: Group,
    /// What it does.
    pub(crate) run: fn(Desk),
}

/// Headings of the sheet of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// What can be taken back and done again.
    Steps,
    /// From one annotation to the next.
    Moving,
    /// The current annotation.
    Annotation,
    /// Where it begins and ends.
    Boundaries,
    /// Words that are not annotated yet.
    Words,
    /// Many places at once.
    Many,
    /// Whole documents.
    Documents,
    /// What is shown.
    View,
}

/// One key with what is held down beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// As `KeyboardEvent.key` has it, letters in lower case.
    pub(crate) name: &'static str,
    /// Control, or Command on a Mac.
    pub(crate) control: bool,
    /// Alt, or Option.
    pub(crate) alt: bool,
    /// Shift; of no account for signs that need it, such as `?`.
    pub(crate) shift: bool,
}

const fn key(name: &'static str) -> Key {
    Key { name, control: false, alt: false, shift: false }
}

const fn control(name: &'static str) -> Key {
    Key { control: true, ..key(name) }
}

const fn alt(name: &'static str) -> Key {
    Key { alt: true, ..key(name) }
}

const fn shift(held: Key) -> Key {
    Key { shift: true, ..held }
}

const fn command(name: &'static str, group: Group, keys: &'static [Key], run: fn(Desk)) -> Command {
    Command { name, keys, group, run }
}

/// The table.
pub(crate) const COMMANDS: &[Command] = &[
    command("Undo", Group::Steps, &[control("z"), key("u")], editing::undo),
    command("Redo", Group::Steps, &[shift(control("z")), control("y"), shift(key("u"))], editing::redo),
    command("Next annotation", Group::Moving, &[key("j")], moving::next),
    command("Previous annotation", Group::Moving, &[key("k")], moving::previous),
    command("Next to review", Group::Moving, &[key("r")], review::next),
    command("Previous to review", Group::Moving, &[shift(key("r"))], review::previous),
    command("To the margin note and back", Group::Moving, &[key("h")], postils::cross),
    command("Open annotation", Group::Annotation, &[key("Enter")], open),
    command("Accept", Group::Annotation, &[key("a")], accept),
    command("Reject", Group::Annotation, &[key("x")], reject),
    command("Change label", Group::Annotation, &[key("l")], change_label),
    command("Write a note", Group::Annotation, &[key("c")], postils::write),
    command("Delete", Group::Annotation, &[key("Delete"), key("Backspace")], delete),
    command("Relate", Group::Annotation, &[key("t")], relating::begin),
    command("Split", Group::Annotation, &[key("d")], pieces::split),
    command("Merge with next", Group::Annotation, &[key("m")], pieces::merge),
    command("Add words", Group::Annotation, &[key("+")], pieces::add),
    command("Take words away", Group::Annotation, &[key("-")], pieces::take_away),
    command("Show in Entities", Group::Annotation, &[key("i")], entities::show_current),
    command("An entity of its own", Group::Annotation, &[shift(key("i"))], entities::separate_current),
    command("Start earlier", Group::Boundaries, &[alt("ArrowUp")], |desk| adjust(desk, Move::StartEarlier, By::Word)),
    command("Start later", Group::Boundaries, &[alt("ArrowDown")], |desk| adjust(desk, Move::StartLater, By::Word)),
    command("End earlier", Group::Boundaries, &[alt("ArrowLeft")], |desk| adjust(desk, Move::EndEarlier, By::Word)),
    command("End later", Group::Boundaries, &[alt("ArrowRight")], |desk| adjust(desk, Move::EndLater, By::Word)),
    command("Start one character earlier", Group::Boundaries, &[shift(alt("ArrowUp"))], |desk| {
        adjust(desk, Move::StartEarlier, By::Character);
    }),
    command("Start one character later", Group::Boundaries, &[shift(alt("ArrowDown"))], |desk| {
        adjust(desk, Move::StartLater, By::Character);
    }),
    command("End one character earlier", Group::Boundaries, &[shift(alt("ArrowLeft"))], |desk| {
        adjust(desk, Move::EndEarlier, By::Character);
    }),
    command("End one character later", Group::Boundaries, &[shift(alt("ArrowRight"))], |desk| {
        adjust(desk, Move::EndLater, By::Character);
    }),
    command("Select words", Group::Words, &[key("v")], caret::begin),
    command("Select by tapping", Group::Words, &[key("s")], choosing::begin),
    command("By characters or by words", Group::Words, &[key("b")], choosing::turn),
    command("One word back", Group::Words, &[key("ArrowLeft")], |desk| caret::walk(desk, caret::Walk::Back, false)),
    command("One word on", Group::Words, &[key("ArrowRight")], |desk| caret::walk(desk, caret::Walk::On, false)),
    command("To the paragraph before", Group::Words, &[key("ArrowUp")], |desk| {
        caret::walk(desk, caret::Walk::Up, false);
    }),
    command("To the paragraph after", Group::Words, &[key("ArrowDown")], |desk| {
        caret::walk(desk, caret::Walk::Down, false);
    }),
    command("Select back", Group::Words, &[shift(key("ArrowLeft"))], |desk| caret::walk(desk, caret::Walk::Back, true)),
    command("Select on", Group::Words, &[shift(key("ArrowRight"))], |desk| caret::walk(desk, caret::Walk::On, true)),
    command("Select to the start of the paragraph", Group::Words, &[shift(key("ArrowUp"))], |desk| {
        caret::walk(desk, caret::Walk::Up, true);
    }),
    command("Select to the end of the paragraph", Group::Words, &[shift(key("ArrowDown"))], |desk| {
        caret::walk(desk, caret::Walk::Down, true);
    }),
    command("Find", Group::Many, &[key("f")], find::open),
    command("Apply to all", Group::Many, &[key("e")], find::apply_to_all),
    command("Next place", Group::Many, &[key(".")], find::next),
    command("Previous place", Group::Many, &[key(",")], find::previous),
    command("Accept all mentions", Group::Many, &[shift(key("a"))], mentions::accept),
    command("Give all mentions this label", Group::Many, &[shift(key("l"))], mentions::relabel),
    command("Reject all mentions", Group::Many, &[shift(key("x"))], mentions::reject),
    command("Show or hide entities", Group::View, &[key("1")], |desk| toggle(desk, "entity")),
    command("Show or hide quotations", Group::View, &[key("2")], |desk| toggle(desk, "quotation")),
    command("Show or hide quantities", Group::View, &[key("3")], |desk| toggle(desk, "quantity")),
    command("Show or hide sources", Group::View, &[key("4")], |desk| toggle(desk, "source")),
    command("Show everybody's words", Group::View, &[key("5")], |desk| voices::choose(desk, Voices::All)),
    command("Show the reporter's own words", Group::View, &[key("6")], |desk| voices::choose(desk, Voices::Reporter)),
    command("Show what sources say", Group::View, &[key("7")], |desk| voices::choose(desk, Voices::Sources)),
    command("Show or hide notes", Group::View, &[key("8")], postils::toggle),
    command("Next document", Group::Documents, &[key("]")], steps::next),
    command("Previous document", Group::Documents, &[key("[")], steps::previous),
    command("Document done", Group::Documents, &[shift(key("d"))], steps::done),
    command("Flag document", Group::Documents, &[shift(key("g"))], steps::flag),
    command("Documents", Group::Documents, &[shift(key("o"))], documents::open),
    command("New article", Group::View, &[key("n")], opening::new_article),
    command("All commands", Group::View, &[control("k")], palette::turn),
    command("Keys", Group::View, &[key("?")], |desk| desk.sheet.update(|open| *open = !*open)),
    command("Close", Group::View, &[key("Escape")], close),
];

/// The command of this name. Buttons name their command, so a name that is not in the table shows in the first test.
pub(crate) fn named(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

impl Command {
    /// Whether it only moves the caret that selects words.
    pub(crate) fn walks(&self) -> bool {
        self.group == Group::Words && self.keys.iter().all(|key| key.name.starts_with("Arrow"))
    }
}

/// Why a command cannot be done now, in words for the reader; nothing where it can.
pub(crate) fn refusal(desk: Desk, command: &Command) -> Option<&'static str> {
    let has_current = desk.current.get_untracked().is_some();
    let has_words = matches!(desk.card.get_untracked(), Some(Card::Words(_))) || caret::is_out(desk);
    let unless = |can: bool, words| (!can).then_some(words);
    if desk.open.with_untracked(Option::is_none) {
        return unless(command.name == "Keys", "Open an article first.");
    }
    match command.name {
        "Undo" => unless(desk.session.with_value(session::Session::can_undo), "Nothing to undo."),
        "Redo" => unless(desk.session.with_value(session::Session::can_redo), "Nothing to redo."),
        "Open annotation" | "Write a note" => None,
        "Next place" | "Previous place" => unless(desk.finding().is_open_now(), "Find something first."),
        "Apply to all" => unless(has_current || has_words, "Choose an annotation or select words first."),
        "Accept all mentions" | "Give all mentions this label" | "Reject all mentions" => {
            unless(has_current, "Choose an annotation first.")
        }
        _ if command.group == Group::Annotation => unless(has_current, "Choose an annotation first."),
        _ if command.group == Group::Boundaries => {
            unless(has_current || has_words, "Choose an annotation or select words first.")
        }
        _ if command.walks() => unless(caret::is_out(desk), "Begin with “Select words”."),
        _ => None,
    }
}

/// Shows or hides a layer.
pub(crate) fn toggle(desk: Desk, layer: &str) {
    desk.shown.update(|shown| {
        if !shown.remove(layer) {
            shown.insert(layer.to_owned());
        }
    });
    crate::pane::paint::show(desk, voices::drawn(desk));
}

/// Rejects the current annotation and goes on.
pub(crate) fn reject(desk: Desk) {
    take_off(desk, session::Command::Reject, "Rejected.");
}

/// Deletes the current annotation and goes on.
pub(crate) fn delete(desk: Desk) {
    take_off(desk, session::Command::Delete, "Deleted.");
}

/// Accepts the current annotation.
pub(crate) fn accept(desk: Desk) {
    let Some(id) = desk.current.get_untracked() else { return desk.say("Choose an annotation first.") };
    let leads_on = review::leads_on(desk, id);
    let done = editing::perform(desk, &session::Command::Accept(vec![id]));
    let words = if done { "Accepted." } else { "It is accepted already." };
    if leads_on { review::go_on(desk, words) } else { desk.say(words) }
}

/// Takes the current annotation off the page; the one after it, if the focus was in the text, is next.
fn take_off(desk: Desk, command: impl FnOnce(Vec<postil::annotation::AnnotationId>) -> session::Command, words: &str) {
    let Some(id) = desk.current.get_untracked() else { return desk.say("Choose an annotation first.") };
    let leads_on = review::leads_on(desk, id);
    let next = desk.session.with_value(|session| {
        desk.pane.with_value(|pane| {
            let order = moving::order(session, pane);
            let place = order.iter().position(|other| *other == id)?;
            order.get(place + 1).or(place.checked_sub(1).and_then(|place| order.get(place))).copied()
        })
    });
    desk.card.set(None);
    if editing::perform(desk, &command(vec![id])) {
        desk.say(words);
    }
    match next {
        _ if leads_on => review::go_on(desk, words),
        Some(next) => moving::reveal(desk, next),
        None => moving::set_current(desk, None),
    }
}

fn open(desk: Desk) {
    if relating::take_current(desk) {
        return;
    }
    if caret::is_out(desk) {
        caret::label(desk);
    } else if let Some(id) = desk.current.get_untracked() {
        moving::settle_on(desk, id);
    } else {
        moving::next(desk);
    }
}

fn change_label(desk: Desk) {
    let Some(id) = desk.current.get_untracked() else { return desk.say("Choose an annotation first.") };
    moving::settle_on(desk, id);
    // The card is drawn in the next turn of the event loop.
    gloo_timers::callback::Timeout::new(0, || {
        let select = document().query_selector(".card select").ok().flatten();
        crate::pane::paint::focus(select);
    })
    .forget();
}

fn close(desk: Desk) {
    if desk.keying().palette.get_untracked() {
        desk.keying().palette.set(false);
    } else if desk.sheet.get_untracked() {
        desk.sheet.set(false);
    } else if desk.choosing().is_tapping() {
        choosing::end(desk);
    } else if caret::is_out(desk) {
        caret::end(desk);
    } else if desk.relating().is_on() {
        relating::leave(desk);
    } else if matches!(desk.card.get_untracked(), Some(Card::Words(_))) {
        moving::close_card(desk);
        caret::end(desk);
    } else if desk.card.get_untracked().is_none() && desk.finding().is_open_now() {
        find::close(desk);
    } else {
        moving::close_card(desk);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_and_no_name_is_given_twice() {
        for (index, command) in COMMANDS.iter().enumerate() {
            for other in &COMMANDS[index + 1..] {
                assert_ne!(command.name, other.name);
                assert!(command.keys.iter().all(|key| !other.keys.contains(key)), "{} {}", command.name, other.name);
            }
        }
    }
}
