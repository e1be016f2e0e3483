//! Which key does what: the usual keys of the table of commands, and what the reader has changed. Commands on single letters,
//! digits and signs can be switched off, for whoever speaks to the computer or presses keys by accident (WCAG 2.1.4).

use crate::command::{COMMANDS, Command, Key, named};
use crate::desk::{Desk, Kept};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use web_sys::KeyboardEvent;

/// The name under which the keys are kept.
const SETTING: &str = "keys";
/// Keys that move about the page or press what has the focus, unless something is held down beside them.
const NEEDED: [&str; 8] = ["Tab", "Escape", "Enter", " ", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
/// Letters that a browser takes for itself, or that everybody expects to copy and paste, with Control.
const BROWSERS: &str = "acfnpqrstvwx";

/// A key as it was pressed, with what was held down beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Press {
    /// As `KeyboardEvent.key` has it, letters in lower case.
    pub(crate) name: String,
    /// Control, or Command on a Mac.
    #[serde(default)]
    pub(crate) control: bool,
    /// Alt, or Option.
    #[serde(default)]
    pub(crate) alt: bool,
    /// Shift; never with a digit or a sign, where some keyboards need it and others do not.
    #[serde(default)]
    pub(crate) shift: bool,
}

/// What the reader has changed of the usual keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Keymap {
    /// Whether single letters, digits and signs do nothing.
    #[serde(default)]
    pub(crate) no_letters: bool,
    /// Commands by name, each with the one key it has instead of the usual ones.
    #[serde(default)]
    pub(crate) changed: BTreeMap<String, Press>,
}

/// The keys of this desk.
#[derive(Clone, Copy)]
pub(crate) struct Keying {
    /// What is changed.
    pub(crate) map: RwSignal<Keymap>,
    /// Commands done from the palette, the latest first.
    pub(crate) recent: Kept<Vec<String>>,
    /// Whether the palette is open.
    pub(crate) palette: RwSignal<bool>,
}

impl Keying {
    /// The usual keys.
    pub(crate) fn new() -> Self {
        Self {
            map: RwSignal::new(Keymap::default()),
            recent: StoredValue::new_local(Vec::new()),
            palette: RwSignal::new(false),
        }
    }
}

impl Press {
    /// What was pressed; nothing where it is only held down for another key.
    pub(crate) fn of(event: &KeyboardEvent) -> Option<Self> {
        let name = event.key();
        if ["Control", "Shift", "Alt", "Meta", "AltGraph", "Dead", "Process", "CapsLock"].contains(&name.as_str()) {
            return None;
        }
        let (control, alt) = (event.ctrl_key() || event.meta_key(), event.alt_key());
        Some(Self { name, control, alt, shift: event.shift_key() }.plain())
    }

    /// Letters in lower case, and no Shift where it only makes the sign.
    fn plain(mut self) -> Self {
        let mut characters = self.name.chars();
        if let (Some(character), None) = (characters.next(), characters.next())
            && character != ' '
        {
            self.shift &= character.is_alphabetic();
            self.name = self.name.to_lowercase();
        }
        self
    }

    /// Whether it is a key of the table.
    fn is(&self, key: &Key) -> bool {
        self.name == key.name && (self.control, self.alt, self.shift) == (key.control, key.alt, key.shift)
    }

    /// Whether it is a single letter, digit or sign.
    fn is_letter(&self) -> bool {
        !self.control && !self.alt && self.name != " " && self.name.chars().count() == 1
    }
}

impl From<&Key> for Press {
    fn from(key: &Key) -> Self {
        Self { name: key.name.to_owned(), control: key.control, alt: key.alt, shift: key.shift }
    }
}

impl Keymap {
    /// The keys of a command, the one that is told first.
    pub(crate) fn keys(&self, command: &Command) -> Vec<Press> {
        let usual = || command.keys.iter().map(Press::from).collect();
        let keys: Vec<Press> = self.changed.get(command.name).map_or_else(usual, |press| vec![press.clone()]);
        keys.into_iter().filter(|press| !self.no_letters || !press.is_letter()).collect()
    }

    /// The command that a key does.
    pub(crate) fn command(&self, press: &Press) -> Option<&'static Command> {
        if self.leaves_alone(press) {
            return None;
        }
        COMMANDS.iter().find(|command| self.has(command, press))
    }

    /// Whether the key is a single letter or sign, and those are switched off.
    pub(crate) fn leaves_alone(&self, press: &Press) -> bool {
        self.no_letters && press.is_letter()
    }

    /// Gives a command this key instead of those it has.
    ///
    /// # Errors
    /// Why that may not be, in words for the reader.
    pub(crate) fn change(&mut self, command: &Command, press: Press) -> Result<(), String> {
        let words = key_words(&press);
        let holds = press.control || press.alt;
        if !holds && NEEDED.contains(&press.name.as_str()) {
            return Err(format!("{words} is needed to move about the page."));
        }
        if press.control && !press.alt && !press.shift && press.name.len() == 1 && BROWSERS.contains(&press.name) {
            return Err(format!("{words} belongs to the browser."));
        }
        if self.no_letters && press.is_letter() {
            return Err("Single-letter keys are switched off.".to_owned());
        }
        if let Some(other) = COMMANDS.iter().find(|other| other.name != command.name && self.has(other, &press)) {
            return Err(format!("{words} is already the key of “{}”.", other.name));
        }
        let usual = command.keys.first().is_some_and(|key| press.is(key));
        if usual {
            self.changed.remove(command.name);
        } else {
            self.changed.insert(command.name.to_owned(), press);
        }
        Ok(())
    }

    /// Leaves out what no longer fits the table: an older page may have kept it.
    pub(crate) fn fitted(mut self) -> Self {
        let changed = std::mem::take(&mut self.changed);
        for (name, press) in changed {
            if let Some(command) = named(&name) {
                // What clashes with the table of today has its usual key.
                let _ = self.change(command, press);
            }
        }
        self
    }

    fn has(&self, command: &Command, press: &Press) -> bool {
        match self.changed.get(command.name) {
            Some(changed) => changed == press,
            None => command.keys.iter().any(|key| press.is(key)),
        }
    }
}

/// A key as the sheet shows it.
pub(crate) fn key_words(press: &Press) -> String {
    let name = match press.name.as_str() {
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "Escape" => "Esc",
        " " => "Space",
        other => other,
    };
    let held = held(press, "Ctrl+");
    if name.chars().count() == 1 && !held.is_empty() { held + &name.to_uppercase() } else { held + name }
}

/// The key as `aria-keyshortcuts` wants it.
pub(crate) fn aria_keys(press: &Press) -> String {
    held(press, "Control+") + &press.name
}

fn held(press: &Press, control: &str) -> String {
    let held = [(press.control, control), (press.alt, "Alt+"), (press.shift, "Shift+")];
    held.iter().filter(|(is_held, _)| *is_held).map(|(_, words)| *words).collect()
}

/// The key of a command that is told, if it has one now.
pub(crate) fn told(desk: Desk, command: &Command) -> Option<Press> {
    desk.keying().map.with(|map| map.keys(command).into_iter().next())
}

/// Keeps the keys in this browser.
pub(crate) fn keep(desk: Desk) {
    let Some(store) = desk.store.get_value() else { return };
    let map = desk.keying().map.get_untracked();
    spawn_local(async move {
        if let Err(error) = store.keep_setting(SETTING, &map).await {
            crate::saving::refused(desk, &error);
        }
    });
}

/// Takes in the keys that this browser has kept.
pub(crate) fn recall(desk: Desk) {
    let Some(store) = desk.store.get_value() else { return };
    spawn_local(async move {
        // Without its settings the page has its usual keys.
        if let Ok(Some(map)) = store.setting::<Keymap>(SETTING).await {
            desk.keying().map.set(map.fitted());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(name: &str) -> Press {
        Press { name: name.to_owned(), control: false, alt: false, shift: false }
    }

    fn control(name: &str) -> Press {
        Press { control: true, ..press(name) }
    }

    fn command(name: &str) -> &'static Command {
        named(name).unwrap()
    }

    #[test]
    fn keys_in_words() {
        let shifted = Press { shift: true, ..control("z") };
        assert_eq!(key_words(&shifted), "Ctrl+Shift+Z");
        assert_eq!(key_words(&Press { alt: true, ..press("ArrowLeft") }), "Alt+←");
        assert_eq!(key_words(&press("j")), "j");
        assert_eq!(aria_keys(&shifted), "Control+Shift+z");
    }

    #[test]
    fn every_usual_key_does_its_command() {
        for command in COMMANDS {
            for key in command.keys {
                let press = Press::from(key);
                assert_eq!(press.clone().plain(), press, "{}", command.name);
                assert_eq!(Keymap::default().command(&press).map(|it| it.name), Some(command.name));
            }
        }
    }

    #[test]
    fn a_changed_key_does_it_and_the_usual_one_no_more() {
        let mut map = Keymap::default();
        map.change(command("Accept"), press("q")).unwrap();
        assert_eq!(map.command(&press("q")).unwrap().name, "Accept");
        assert!(map.command(&press("a")).is_none());
        map.change(command("Reject"), press("a")).unwrap();
        assert_eq!(map.command(&press("a")).unwrap().name, "Reject");
        assert!(map.change(command("Accept"), press("a")).is_err());
        map.change(command("Reject"), press("x")).unwrap();
        map.change(command("Accept"), press("a")).unwrap();
        assert_eq!(map, Keymap::default(), "the usual keys are no change");
    }

    #[test]
    fn clashes_and_keys_that_are_needed_are_refused_in_words() {
        let mut map = Keymap::default();
        for (press, words) in [
            (press("j"), "j is already the key of “Next annotation”."),
            (press("Tab"), "Tab is needed to move about the page."),
            (press(" "), "Space is needed to move about the page."),
            (control("w"), "Ctrl+W belongs to the browser."),
            (control("z"), "Ctrl+Z is already the key of “Undo”."),
        ] {
            assert_eq!(map.change(command("Accept"), press), Err(words.to_owned()));
        }
        assert_eq!(map, Keymap::default());
    }

    #[test]
    fn single_letters_can_be_switched_off() {
        let mut map = Keymap { no_letters: true, ..Keymap::default() };
        for command in COMMANDS {
            assert!(map.keys(command).iter().all(|press| !press.is_letter()), "{}", command.name);
        }
        assert!(map.command(&press("?")).is_none() && map.command(&press("1")).is_none());
        assert_eq!(map.command(&control("z")).unwrap().name, "Undo");
        assert!(map.command(&press("Escape")).is_some());
        assert!(map.change(command("Accept"), press("q")).is_err());
        map.change(command("Accept"), Press { alt: true, ..press("q") }).unwrap();
    }

    #[test]
    fn what_an_older_page_kept_is_fitted() {
        let kept = [("Accept", press("j")), ("Gone", press("q")), ("Reject", press("y"))];
        let changed = kept.map(|(name, press)| (name.to_owned(), press)).into();
        let map = Keymap { no_letters: false, changed }.fitted();
        assert_eq!(map.changed.keys().collect::<Vec<_>>(), ["Reject"]);
    }

    #[test]
    fn shift_that_only_makes_a_sign_is_none() {
        let shifted = |name: &str| Press { shift: true, ..press(name) }.plain();
        assert_eq!(shifted("?"), press("?"));
        assert_eq!(shifted("1"), press("1"));
        assert_eq!(shifted("A"), Press { shift: true, ..press("a") });
    }
}
