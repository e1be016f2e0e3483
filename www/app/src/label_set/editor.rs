//! What can be changed of one label.

use super::attributes::AttributeList;
use super::panel::{Wrong, at_place};
use super::{carrying, change, remove, rename};
use crate::desk::Desk;
use crate::pane::paint::focus;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use postil::label_set::{Colour, Line, SetLabel};
use postil::{Label, Layer};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// A label's place: its layer, and where in it.
pub(super) type Place = StoredValue<(Layer, usize)>;

/// The colour and the line of a label's marks, as `data-look` has them.
pub(super) fn look(label: &SetLabel) -> String {
    let colour = label.colour.map_or("", Colour::name);
    let line = label.line.map_or("", Line::name);
    format!("{colour} {line}").trim().to_owned()
}

/// The fields.
#[component]
pub(super) fn Editor(desk: Desk, layer: Layer, at: usize) -> impl IntoView {
    let place: Place = StoredValue::new((layer, at));
    let wrong = RwSignal::new(None::<String>);
    let told = move || told(desk, place, |label| format!("Label {}", label.words()));
    view! {
        <div class="label-editor" role="group" aria-label=told>
            <Name desk place wrong/>
            <TextField desk place wrong title="Shown as" read=|label| label.words.clone() write=|label, text| {
                text.trim().clone_into(&mut label.words);
            }/>
            <div class="pair">
                <TextField desk place wrong title="Letter" read=|label| label.badge.clone() write=|label, text| {
                    text.trim().clone_into(&mut label.badge);
                }/>
                <Key desk place wrong/>
            </div>
            <div class="pair">
                <Choice desk place title="Colour" options=colours() read=|label| label.colour.map_or("", Colour::name)
                    write=|label, name| label.colour = Colour::ALL.into_iter().find(|it| it.name() == name)/>
                <Choice desk place title="Line" options=lines() read=|label| label.line.map_or("", Line::name)
                    write=|label, name| label.line = Line::ALL.into_iter().find(|it| it.name() == name)/>
            </div>
            <LongField desk place title="Guideline" read=|label| label.description.clone() write=|label, text| {
                text.trim().clone_into(&mut label.description);
            }/>
            <LongField desk place title="Examples, one a line" read=|label| label.examples.join("\n") write=|label, text| {
                label.examples = text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
            }/>
            <AttributeList desk place wrong/>
            <Wrong wrong/>
            <Moves desk place/>
        </div>
    }
}

/// What is asked of the label at a place.
pub(super) fn told<T: Default>(desk: Desk, place: Place, ask: impl Fn(&SetLabel) -> T) -> T {
    place.with_value(|place| desk.labels().set.with(|set| at_place(set, place).map(ask))).unwrap_or_default()
}

/// Changes the label at a place.
pub(super) fn write(desk: Desk, place: Place, write: impl FnOnce(&mut SetLabel)) -> Result<(), String> {
    let (layer, at) = place.get_value();
    change(desk, |set| {
        let known = set.layers.iter_mut().find(|known| known.layer == layer);
        if let Some(label) = known.and_then(|known| known.labels.get_mut(at)) {
            write(label);
        }
    })
}

/// The layer and the name of the label at a place.
fn named(desk: Desk, place: Place) -> (Layer, Label) {
    let name = untrack(|| told(desk, place, |label| label.name.clone()));
    (place.with_value(|(layer, _)| layer.clone()), Label(name))
}

#[component]
fn Name(desk: Desk, place: Place, wrong: RwSignal<Option<String>>) -> impl IntoView {
    let change = move |event| {
        let (layer, label) = named(desk, place);
        wrong.set(rename(desk, &layer, &label, &event_target_value(&event)).err());
    };
    view! {
        <label class="choice">
            <span>"Name in exports"</span>
            <input
                type="text"
                prop:value=move || told(desk, place, |label| label.name.clone())
                on:change=change
            />
        </label>
    }
}

#[component]
fn Key(desk: Desk, place: Place, wrong: RwSignal<Option<String>>) -> impl IntoView {
    let keep = move |event| {
        let text = event_target_value(&event);
        let done = match (text.is_empty(), super::single(&text)) {
            (false, None) => Err("The key must be one letter, digit or sign.".to_owned()),
            (_, key) => write(desk, place, |label| label.key = key),
        };
        wrong.set(done.err());
    };
    let shown = move || told(desk, place, |label| label.key.map(String::from).unwrap_or_default());
    view! {
        <label class="choice">
            <span>"Key"</span>
            <input type="text" maxlength="2" autocapitalize="off" prop:value=shown on:change=keep/>
        </label>
    }
}

#[component]
fn TextField(
    desk: Desk,
    place: Place,
    wrong: RwSignal<Option<String>>,
    title: &'static str,
    read: fn(&SetLabel) -> String,
    write: fn(&mut SetLabel, &str),
) -> impl IntoView {
    let keep = move |event| {
        let text = event_target::<HtmlInputElement>(&event).value();
        wrong.set(self::write(desk, place, |label| write(label, &text)).err());
    };
    view! {
        <label class="choice">
            <span>{title}</span>
            <input type="text" prop:value=move || told(desk, place, read) on:change=keep/>
        </label>
    }
}

#[component]
fn LongField(
    desk: Desk,
    place: Place,
    title: &'static str,
    read: fn(&SetLabel) -> String,
    write: fn(&mut SetLabel, &str),
) -> impl IntoView {
    let keep = move |event| {
        let text = event_target::<HtmlTextAreaElement>(&event).value();
        // No text that long is wrong.
        let _ = self::write(desk, place, |label| write(label, &text));
    };
    view! {
        <label class="long">
            <span>{title}</span>
            <textarea rows="2" prop:value=move || told(desk, place, read) on:change=keep></textarea>
        </label>
    }
}

#[component]
fn Choice(
    desk: Desk,
    place: Place,
    title: &'static str,
    options: Vec<(&'static str, &'static str)>,
    read: fn(&SetLabel) -> &'static str,
    write: fn(&mut SetLabel, &str),
) -> impl IntoView {
    let chosen = Memo::new(move |_| told(desk, place, read));
    let option = move |(name, words): (&'static str, &'static str)| {
        view! { <option value=name prop:selected=move || chosen.get() == name>{words}</option> }
    };
    let keep = move |event| {
        let name = event_target_value(&event);
        // Every look is as good as another.
        let _ = self::write(desk, place, |label| write(label, &name));
    };
    view! {
        <label class="choice">
            <span>{title}</span>
            <select on:change=keep>{options.into_iter().map(option).collect_view()}</select>
        </label>
    }
}

fn colours() -> Vec<(&'static str, &'static str)> {
    let colours = Colour::ALL.into_iter().map(|it| (it.name(), it.words()));
    std::iter::once(("", "The layer's own")).chain(colours).collect()
}

fn lines() -> Vec<(&'static str, &'static str)> {
    let lines = Line::ALL.into_iter().map(|it| (it.name(), it.words()));
    std::iter::once(("", "The layer's own")).chain(lines).collect()
}

/// Up, down, and out of the set.
#[component]
fn Moves(desk: Desk, place: Place) -> impl IntoView {
    let asks = RwSignal::new(None::<usize>);
    let shift = move |towards_end: bool| {
        let (layer, label) = named(desk, place);
        let mut moved = false;
        // A label that moves has the faults that it had.
        let _ = change(desk, |set| moved = set.shift(&layer, &label, towards_end));
        if !moved {
            return desk.say(if towards_end { "It is the last label." } else { "It is the first label." });
        }
        let at = place.with_value(|(_, at)| if towards_end { at + 1 } else { at - 1 });
        desk.labels().editing.set(Some((layer, at)));
        desk.say(format!("“{}” is label {} now.", label.0, at + 1));
        focus_soon(format!(".label-editor [data-move=\"{}\"]", if towards_end { "down" } else { "up" }));
    };
    let delete = move |with_annotations: bool| {
        let (layer, label) = named(desk, place);
        remove(desk, &layer, &label, with_annotations);
        focus_soon(format!(".layer-labels[data-layer=\"{}\"] .adder input", layer.name()));
    };
    let ask = move |_| {
        let (layer, label) = named(desk, place);
        match carrying(desk, &layer, &label).len() {
            0 => delete(false),
            count => {
                asks.set(Some(count));
                focus_soon(".label-editor .sure button".to_owned());
            }
        }
    };
    view! {
        <div class="decisions">
            <button type="button" data-move="up" on:click=move |_| shift(false)>"Move up"</button>
            <button type="button" data-move="down" on:click=move |_| shift(true)>"Move down"</button>
            <button type="button" on:click=ask>"Delete label"</button>
        </div>
        {move || asks.get().map(|count| view! {
            <div class="sure" role="group" aria-labelledby="sure-title">
                <p id="sure-title">{format!("{} carry this label.", super::annotations(count))}</p>
                <button type="button" on:click=move |_| delete(false)>"Keep them"</button>
                <button type="button" on:click=move |_| delete(true)>"Delete them too"</button>
                <button type="button" on:click=move |_| asks.set(None)>"Cancel"</button>
            </div>
        })}
    }
}

/// Puts the focus on what is drawn in the next turn of the event loop.
pub(super) fn focus_soon(selector: String) {
    Timeout::new(0, move || focus(document().query_selector(&selector).ok().flatten())).forget();
}
