//! Labels that stand in the article and not in the set: nothing is lost, and one button brings each in line.

use super::{annotations, change};
use crate::desk::Desk;
use crate::editing;
use crate::labels::{badge, label_words, layer_title, layer_words};
use leptos::prelude::*;
use postil::label_set::{LabelSet, Preset, SetLayer, Unknown, unknown};
use postil::session::Command;
use postil::{Label, Layer};

/// The list, where there is anything in it.
#[component]
pub(super) fn UnknownLabels(desk: Desk) -> impl IntoView {
    let found = Memo::new(move |_| desk.labels().set.with(|set| desk.track_all(|session| unknown(set, session))));
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <section class="unknown" aria-label="Not in the set">
                <h3>"In this article, not in the set"</h3>
                <ul class="lines">
                    {move || found.get().into_iter().map(|it| view! { <UnknownLine desk it/> }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn UnknownLine(desk: Desk, it: Unknown) -> impl IntoView {
    let (layer, label) = (it.layer.clone(), it.label.clone());
    let words = label_words(layer.name(), &label.0).to_owned();
    let one = layer_words(layer.name()).map_or(layer_title(layer.name()), |layer| layer.one);
    let note = format!("{one}, {}", annotations(it.count as usize));
    let relabel = it.meant.map(|meant| {
        let (layer, from, to) = (layer.clone(), label.clone(), Label(meant));
        let name = format!("Relabel as {}", label_words(layer.name(), &to.0));
        let rename = Command::RenameLabel { layer, from, to };
        view! {
            <button type="button" class="remove" on:click=move |_| {
                if editing::perform(desk, &rename) {
                    desk.say("Relabelled. One Undo takes it back.");
                }
            }>{name}</button>
        }
    });
    let add_name = format!("Add {words} to the set");
    let letter = badge(layer.name(), &label.0);
    view! {
        <li>
            <span class="line" data-badge=letter>{words}</span>
            {relabel}
            <button type="button" class="remove" aria-label=add_name on:click=move |_| {
                match change(desk, |set| add(set, &layer, &label)) {
                    Ok(()) => desk.say("Added to the set."),
                    Err(faults) => desk.warn(faults),
                }
            }>"Add to the set"</button>
            <span class="note">{note}</span>
        </li>
    }
}

/// Adds a label as the machine has it, or as a new one.
fn add(set: &mut LabelSet, layer: &Layer, label: &Label) {
    let machine = Preset::OntoNotes.set();
    if set.layer(layer).is_none() {
        let title = layer_title(layer.name()).to_owned();
        let (machine, attributes, labels) = (false, Vec::new(), Vec::new());
        set.layers.push(SetLayer { layer: layer.clone(), title, machine, attributes, labels });
    }
    match machine.label(layer, label) {
        Some(known) => {
            let known = postil::label_set::SetLabel { key: None, ..known.clone() };
            set.layers.iter_mut().filter(|it| it.layer == *layer).for_each(|it| it.labels.push(known.clone()));
        }
        None => set.add_label(layer, &label.0),
    }
    // What other labels took for theirs is a label of its own now.
    set.layers
        .iter_mut()
        .filter(|it| it.layer == *layer)
        .flat_map(|it| &mut it.labels)
        .for_each(|it| it.takes.retain(|name| *name != label.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_known_without_a_fault() {
        for (layer, label) in [(Layer::Entity, "GPE"), (Layer::Entity, "SHIP"), (Layer::User("topic".into()), "A")] {
            let (mut set, label) = (Preset::Conll.set(), Label::from(label));
            add(&mut set, &layer, &label);
            assert!(set.label(&layer, &label).is_some());
            assert_eq!(postil::label_set::faults(&set, &[]), []);
        }
    }
}
