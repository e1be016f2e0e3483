//! How a label set changes in people's hands. What comes out may have faults; whoever keeps it asks
//! [`faults`](super::faults) first.

use super::check::RESERVED;
use super::{Colour, LabelSet, Line, Preset, SetLabel, SetLayer, TakenKey};
use crate::annotation::{Label, Layer};

impl LabelSet {
    /// Adds a layer of the user's own under that title; its name is made from it.
    pub fn add_layer(&mut self, title: &str) {
        let layer = Layer::User(self.fresh_name(title));
        let title = title.trim().to_owned();
        self.layers.push(SetLayer { layer, title, machine: false, attributes: Vec::new(), labels: Vec::new() });
    }

    /// Adds a label under that name to a layer, with a badge, a colour and a line that tell it from those before it.
    pub fn add_label(&mut self, layer: &Layer, name: &str) {
        let Some(known) = self.layers.iter_mut().find(|it| it.layer == *layer) else { return };
        let name = name.trim();
        let (colour, line) = fresh_look(&known.labels);
        let badge = fresh_badge(&known.labels, name);
        let (colour, line) = if has_lines(layer) { (Some(colour), Some(line)) } else { (None, None) };
        known.labels.push(SetLabel { name: name.to_owned(), badge, colour, line, ..SetLabel::default() });
    }

    /// Gives a label another name. What it was called goes on meaning it, for the machine and in other documents.
    pub fn rename(&mut self, layer: &Layer, label: &Label, name: &str) {
        let Some(known) = self.label_mut(layer, label) else { return };
        name.trim().clone_into(&mut known.name);
        known.takes.retain(|it| it != name.trim());
        if label.0 != known.name && !label.0.is_empty() && !known.takes.contains(&label.0) {
            known.takes.push(label.0.clone());
        }
    }

    /// Takes a label out of the set.
    pub fn remove(&mut self, layer: &Layer, label: &Label) {
        if let Some(known) = self.layers.iter_mut().find(|it| it.layer == *layer) {
            known.labels.retain(|it| it.name != label.0);
        }
    }

    /// Moves a label one place towards the beginning of its layer, or towards the end; gives whether it moved.
    pub fn shift(&mut self, layer: &Layer, label: &Label, towards_end: bool) -> bool {
        let Some(known) = self.layers.iter_mut().find(|it| it.layer == *layer) else { return false };
        let Some(place) = known.labels.iter().position(|it| it.name == label.0) else { return false };
        let other = if towards_end { Some(place + 1) } else { place.checked_sub(1) };
        let other = other.filter(|other| *other < known.labels.len());
        other.inspect(|other| known.labels.swap(place, *other)).is_some()
    }

    /// Has the machine suggest in a layer, or not. A layer that the set does not have yet comes with the machine's labels.
    pub fn switch(&mut self, layer: &Layer, machine: bool) {
        if let Some(known) = self.layers.iter_mut().find(|it| it.layer == *layer) {
            known.machine = machine;
        } else if machine {
            self.layers.extend(Preset::OntoNotes.set().layers.into_iter().find(|it| it.layer == *layer));
        }
    }

    /// What the set says of a label, to be changed.
    pub fn label_mut(&mut self, layer: &Layer, label: &Label) -> Option<&mut SetLabel> {
        let known = self.layers.iter_mut().find(|it| it.layer == *layer)?;
        known.labels.iter_mut().find(|it| it.name == label.0)
    }

    /// Takes away the keys that commands have; gives the names of the labels that lost theirs.
    pub fn free_keys(&mut self, taken: &[TakenKey]) -> Vec<String> {
        let labels = self.layers.iter_mut().flat_map(|layer| &mut layer.labels);
        let clash = labels.filter(|label| taken.iter().any(|it| Some(it.key) == label.key));
        clash.map(|label| (label.key = None, label.name.clone()).1).collect()
    }

    /// A name for a layer of that title: its letters and digits in lower case, and a number where another has it.
    fn fresh_name(&self, title: &str) -> String {
        let words = title.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut stem = words.collect::<Vec<_>>().join("-").to_lowercase();
        if stem.is_empty() {
            "layer".clone_into(&mut stem);
        }
        let is_free =
            |name: &str| !RESERVED.contains(&name) && self.layers.iter().all(|layer| layer.layer.name() != name);
        if is_free(&stem) {
            return stem;
        }
        let numbered = (2..).map(|number: u32| format!("{stem}-{number}"));
        numbered.into_iter().find(|name| is_free(name)).unwrap_or_default()
    }
}

/// Whether marks of a layer have a line of their label's: quotations, quantities and sources have their layer's.
pub(super) const fn has_lines(layer: &Layer) -> bool {
    matches!(layer, Layer::Entity | Layer::User(_))
}

/// The first letter of `name` that no label has for a badge yet, or else its first.
fn fresh_badge(labels: &[SetLabel], name: &str) -> String {
    let mut letters = name.chars().filter(|character| character.is_alphanumeric()).map(upper);
    let is_free = |letter: &String| labels.iter().all(|label| label.badge != *letter);
    let first = letters.clone().next().unwrap_or_default();
    letters.find(is_free).unwrap_or(first)
}

/// A letter as a badge: a capital where that is one letter too.
fn upper(letter: char) -> String {
    let mut capital = letter.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(capital), None) => capital.to_string(),
        _ => letter.to_string(),
    }
}

/// The colour that the fewest labels have, and the line that the fewest labels of that colour have.
fn fresh_look(labels: &[SetLabel]) -> (Colour, Line) {
    let of_colour = |colour: Colour| labels.iter().filter(move |label| label.colour == Some(colour));
    let colour = Colour::ALL.into_iter().min_by_key(|colour| of_colour(*colour).count()).unwrap_or(Colour::Blue);
    let has = |line: Line| of_colour(colour).filter(|label| label.line == Some(line)).count();
    (colour, Line::ALL.into_iter().min_by_key(|line| has(*line)).unwrap_or(Line::Solid))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label_set::faults;

    fn topics() -> (LabelSet, Layer) {
        let mut set = Preset::Empty.set();
        set.add_layer(" My topics ");
        let layer = set.layers[0].layer.clone();
        for name in ["Climate", "Crime", "C"] {
            set.add_label(&layer, name);
        }
        (set, layer)
    }

    #[test]
    fn what_is_added_is_told_apart() {
        let (mut set, layer) = topics();
        assert_eq!((layer.name(), set.layers[0].title.as_str()), ("my-topics", "My topics"));
        assert_eq!(set.layers[0].labels.iter().map(|it| it.badge.as_str()).collect::<Vec<_>>(), ["C", "R", "C"]);
        for number in 0..37 {
            set.add_label(&layer, &format!("{number}"));
        }
        let labels = &set.layers[0].labels;
        let looks: std::collections::BTreeSet<_> = labels.iter().map(|it| (it.colour, it.line)).collect();
        assert_eq!(looks.len(), labels.len(), "forty labels look different");
        for title in ["My topics", "entity", "¿?", "¡!", "Note"] {
            set.add_layer(title);
        }
        let names: Vec<_> = set.layers.iter().map(|it| it.layer.name()).collect();
        assert_eq!(names, ["my-topics", "my-topics-2", "entity-2", "layer", "layer-2", "note-2"]);
        assert_eq!(faults(&set, &[]), []);
    }

    #[test]
    fn what_is_renamed_still_means_what_it_meant() {
        let (mut set, layer) = topics();
        set.rename(&layer, &"Crime".into(), "Law");
        set.rename(&layer, &"Law".into(), "Crime and law ");
        let known = set.label(&layer, &"Crime and law".into()).unwrap();
        assert_eq!(known.takes, ["Crime", "Law"]);
        assert_eq!(set.meant(&layer, &"Crime".into()).unwrap().name, "Crime and law");
        set.rename(&layer, &"Crime and law".into(), "Crime");
        assert_eq!(set.label(&layer, &"Crime".into()).unwrap().takes, ["Law", "Crime and law"]);
        assert_eq!(faults(&set, &[]), []);
    }

    #[test]
    fn labels_move_and_go() {
        let (mut set, layer) = topics();
        assert!(set.shift(&layer, &"C".into(), false) && !set.shift(&layer, &"Climate".into(), false));
        assert!(!set.shift(&layer, &"Crime".into(), true) && !set.shift(&layer, &"Unknown".into(), true));
        let names = |set: &LabelSet| set.layers[0].labels.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&set), ["Climate", "C", "Crime"]);
        set.remove(&layer, &"C".into());
        assert_eq!(names(&set), ["Climate", "Crime"]);
    }

    #[test]
    fn a_layer_of_the_machine_is_switched_on_with_its_labels() {
        let mut set = Preset::Empty.set();
        set.switch(&Layer::Quantity, false);
        assert_eq!(set.layers, []);
        set.switch(&Layer::Quantity, true);
        assert_eq!(set.suggested_as(&Layer::Quantity, &"money".into()), Some("money"));
        set.switch(&Layer::Quantity, false);
        assert_eq!(set.suggested_as(&Layer::Quantity, &"money".into()), None);
        assert!(set.label(&Layer::Quantity, &"money".into()).is_some(), "its labels stay");
    }

    #[test]
    fn keys_of_commands_are_given_back() {
        let (mut set, layer) = topics();
        set.label_mut(&layer, &"Crime".into()).unwrap().key = Some('c');
        assert_eq!(set.free_keys(&[TakenKey { key: 'c', command: "Cut".to_owned() }]), ["Crime"]);
        assert_eq!(set.label(&layer, &"Crime".into()).unwrap().key, None);
    }
}
