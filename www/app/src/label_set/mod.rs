//! The label set that the page works with: what it is, how it changes, and what its changes do to the open document.

mod attributes;
mod editor;
mod fields;
mod files;
mod kept;
pub(crate) mod keys;
pub(crate) mod panel;
mod sheet;
mod unknown;

pub(crate) use fields::{AttributeFields, Guideline, kind_of, without_fields};
pub(crate) use kept::load;
pub(crate) use sheet::LabelKeys;

use crate::desk::{Desk, Kept, now};
use crate::{editing, labels, listening, voices};
use leptos::prelude::*;
use postil::annotation::{AnnotationId, State};
use postil::label_set::{self, LabelSet, Preset, TakenKey};
use postil::session::{Author, Command, Suggestions};
use postil::{Annotation, Label, Layer};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How many changes of the set can be taken back.
const STEPS: usize = 50;

/// The set and its past.
#[derive(Clone, Copy)]
pub(crate) struct Labels {
    /// The set.
    pub(crate) set: RwSignal<LabelSet>,
    /// What it was before each change, the last change last.
    before: RwSignal<Vec<LabelSet>>,
    /// The label that is being edited, by its layer and its place there.
    editing: RwSignal<Option<(Layer, usize)>>,
    /// Layers that have been shown once; the reader may have hidden them since.
    pub(crate) seen: Kept<BTreeSet<String>>,
    /// Since when the machine says what it says, in milliseconds since 1970; what it read earlier it reads again.
    since: Kept<f64>,
}

impl Labels {
    /// The machine's own labels.
    pub(crate) fn new() -> Self {
        let mut set = Preset::OntoNotes.set();
        set.free_keys(&taken());
        labels::keep(&set);
        Self {
            set: RwSignal::new(set),
            before: RwSignal::new(Vec::new()),
            editing: RwSignal::new(None),
            seen: StoredValue::new_local(BTreeSet::new()),
            since: StoredValue::new_local(0.0),
        }
    }
}

/// The keys that commands have, as labels name theirs.
fn taken() -> Vec<TakenKey> {
    let of_command = |command: &crate::command::Command| {
        let bare = command.keys.iter().filter(|key| !key.control && !key.alt);
        bare.filter_map(|key| Some((single(key.name)?, key.shift)))
            .map(|(key, shift)| if shift { key.to_ascii_uppercase() } else { key })
            .map(|key| TakenKey { key, command: command.name.to_owned() })
            .collect::<Vec<_>>()
    };
    crate::command::COMMANDS.iter().flat_map(of_command).collect()
}

/// The one character that `text` is.
fn single(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// The machine's suggestions as the set has them.
pub(crate) fn fitted(desk: Desk, suggestions: &Suggestions) -> Cow<'_, Suggestions> {
    desk.labels().set.with_untracked(|set| label_set::fit(set, suggestions))
}

/// Changes the set, where that brings no new fault; else gives what would be wrong.
fn change(desk: Desk, edit: impl FnOnce(&mut LabelSet)) -> Result<(), String> {
    exchange(desk, &changed(desk, edit)?);
    Ok(())
}

/// The set as it would be, where that brings no new fault; else what would be wrong.
fn changed(desk: Desk, edit: impl FnOnce(&mut LabelSet)) -> Result<LabelSet, String> {
    let before = desk.labels().set.get_untracked();
    let mut after = before.clone();
    edit(&mut after);
    let taken = taken();
    let known = label_set::faults(&before, &taken);
    let new = label_set::faults(&after, &taken).into_iter().filter(|fault| !known.contains(fault));
    let new: Vec<String> = new.map(|fault| fault.to_string()).collect();
    if new.is_empty() { Ok(after) } else { Err(new.join(" ")) }
}

/// Puts another set in the place of the one before, which can be taken back.
fn exchange(desk: Desk, after: &LabelSet) {
    step(desk, after, true);
}

/// The same; with `reads`, the machine reads the open document again where it says more than before.
fn step(desk: Desk, after: &LabelSet, reads: bool) {
    let before = desk.labels().set.get_untracked();
    if before == *after {
        return;
    }
    desk.labels().before.update(|steps| {
        steps.push(before.clone());
        if steps.len() > STEPS {
            steps.remove(0);
        }
    });
    put(desk, &before, after, reads);
}

/// Takes the last change of the set back. What became of annotations is undone with them.
fn take_back(desk: Desk) {
    let Some(after) = desk.labels().before.try_update(Vec::pop).flatten() else {
        return desk.say("There is no change of the labels to take back.");
    };
    let before = desk.labels().set.get_untracked();
    desk.labels().editing.set(None);
    put(desk, &before, &after, true);
    desk.say("The labels are as they were before. Undo takes back what became of annotations.");
}

fn put(desk: Desk, before: &LabelSet, after: &LabelSet, reads: bool) {
    let (said, says) = (sayings(before), sayings(after));
    show(desk, after.clone());
    if said != says {
        desk.labels().since.set_value(now());
    }
    kept::keep(desk);
    if said != says && is_open(desk) {
        let goes = |it: &Annotation| fits(before, it) && !fits(after, it);
        editing::withdraw(desk, |it| !goes(it));
        if reads && said.iter().zip(&says).any(|(said, says)| says.is_some() && said != says) {
            listening::read(desk);
        }
    }
}

/// Whether there is a document whose annotations are all there.
fn is_open(desk: Desk) -> bool {
    desk.open.with_untracked(Option::is_some) && !desk.intake.returning.get_value()
}

/// Whether the machine would call an annotation under `set` what it is called.
fn fits(set: &LabelSet, annotation: &Annotation) -> bool {
    set.suggested_as(&annotation.layer, &annotation.label) == Some(annotation.label.0.as_str())
}

/// Has everything told by `set`.
fn show(desk: Desk, set: LabelSet) {
    labels::keep(&set);
    choose_known(desk, &set);
    desk.labels().set.set(set);
    crate::pane::paint::show(desk, voices::drawn(desk));
    desk.tell();
}

/// What the menus of labels offer first is a label of the set.
fn choose_known(desk: Desk, set: &LabelSet) {
    let kind = desk.finding().kind;
    let is_known = kind.with_untracked(|kind| {
        let (layer, label) = kind.split_once(' ').unwrap_or_default();
        set.label(&labels::layer_of(layer), &Label::from(label)).is_some()
    });
    let first = set.layers.iter().find_map(|layer| Some((layer, layer.labels.first()?)));
    if let Some((layer, label)) = first.filter(|_| !is_known) {
        kind.set(format!("{} {}", layer.layer.name(), label.name));
    }
}

/// What the machine calls each of its labels under `set`; none where it does not say it.
fn sayings(set: &LabelSet) -> Vec<Option<String>> {
    let machine = Preset::OntoNotes.set();
    let labels = machine.layers.iter().flat_map(|layer| layer.labels.iter().map(move |label| (layer, label)));
    labels
        .map(|(layer, label)| set.suggested_as(&layer.layer, &Label::from(label.name.as_str())).map(str::to_owned))
        .collect()
}

/// Brings a document that comes back in line with the set, where what the machine says has changed since it was read; gives
/// whether the machine has to read it again.
pub(crate) fn is_outdated(desk: Desk) -> bool {
    #[allow(clippy::cast_precision_loss)] // Milliseconds of this age are whole in a double.
    let last = desk.session.with_value(|session| {
        let machine = session.log().iter().rev().find(|edit| edit.author == Author::Machine);
        machine.map_or(0.0, |edit| edit.at as f64)
    });
    let is_outdated = desk.labels().since.get_value() > last;
    if is_outdated {
        let set = desk.labels().set.get_untracked();
        editing::withdraw(desk, |it| fits(&set, it));
    }
    is_outdated
}

/// The annotations of the open document that carry a label and are not rejected.
fn carrying(desk: Desk, layer: &Layer, label: &Label) -> Vec<AnnotationId> {
    let carries = |it: &&Annotation| it.layer == *layer && it.label == *label && it.state != State::Rejected;
    desk.session.with_value(|session| session.annotations().filter(carries).map(|it| it.id).collect())
}

/// What a new annotation of that label says from the start.
pub(crate) fn defaults(desk: Desk, layer: &Layer, label: &Label) -> BTreeMap<String, String> {
    desk.labels().set.with_untracked(|set| {
        let attributes = set.attributes(layer, label);
        attributes.filter_map(|it| Some((it.name.clone(), it.default.clone()?))).collect()
    })
}

/// Calls a label by another name, its annotations too, which is one Edit.
fn rename(desk: Desk, layer: &Layer, label: &Label, name: &str) -> Result<(), String> {
    let after = changed(desk, |set| set.rename(layer, label, name))?;
    let to = Label::from(name.trim());
    if to == *label {
        return Ok(());
    }
    let renamed = carrying(desk, layer, label).len();
    let done = editing::perform(desk, &Command::RenameLabel { layer: layer.clone(), from: label.clone(), to });
    // Its suggestions have their new name already; other documents are read again when they are opened.
    step(desk, &after, false);
    if done {
        desk.say(format!("Renamed, with {}. One Undo gives them their old name.", annotations(renamed)));
    } else {
        desk.say("Renamed.");
    }
    Ok(())
}

/// Takes a label out of the set; its annotations stay as they are, or are deleted as one Edit.
fn remove(desk: Desk, layer: &Layer, label: &Label, with_annotations: bool) {
    desk.labels().editing.set(None);
    if change(desk, |set| set.remove(layer, label)).is_err() {
        return;
    }
    let left = carrying(desk, layer, label);
    let count = left.len();
    if with_annotations && count > 0 && editing::perform(desk, &Command::Delete(left)) {
        desk.say(format!("Label deleted, with {}. One Undo brings them back.", annotations(count)));
    } else if count > 0 {
        desk.say(format!("Label deleted. Annotations that stay as they are: {count}."));
    } else {
        desk.say("Label deleted.");
    }
}

fn annotations(count: usize) -> String {
    crate::panel::counted(count, "annotation", "annotations")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_preset_takes_a_key_of_a_command() {
        let taken = taken();
        assert!(taken.iter().any(|it| it.key == 'a') && taken.iter().any(|it| it.key == 'A'));
        for preset in Preset::ALL {
            let mut set = preset.set();
            set.free_keys(&taken);
            assert_eq!(label_set::faults(&set, &taken), []);
        }
    }

    #[test]
    fn what_the_machine_says_depends_on_layers_and_names_alone() {
        let (all, names, none) = (Preset::OntoNotes.set(), Preset::Conll.set(), Preset::Empty.set());
        assert!(sayings(&none).iter().all(Option::is_none) && sayings(&all).iter().all(Option::is_some));
        assert_ne!(sayings(&names), sayings(&all));
        let mut other = all.clone();
        other.label_mut(&Layer::Entity, &"ORG".into()).unwrap().colour = None;
        other.add_layer("Topics");
        assert_eq!(sayings(&other), sayings(&all));
        other.switch(&Layer::Quantity, false);
        assert_ne!(sayings(&other), sayings(&all));
    }
}
