//! What the card of an annotation has from the label set: the guideline of its label, and fields for its attributes.

use crate::attributes::value_words;
use crate::desk::Desk;
use crate::editing;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::label_set::{Attribute, AttributeKind};
use postil::session::Command;
use postil::{Annotation, Label, Layer};
use std::collections::BTreeMap;

/// When to give the label, with examples; folded.
#[component]
pub(crate) fn Guideline(desk: Desk, #[prop(into)] of: Signal<Option<(Layer, Label)>>) -> impl IntoView {
    let told = Memo::new(move |_| {
        let (layer, label) = of.get()?;
        desk.labels().set.with(|set| {
            let known = set.label(&layer, &label)?;
            let is_there = !known.description.is_empty() || !known.examples.is_empty();
            is_there.then(|| (known.description.clone(), known.examples.clone()))
        })
    });
    let open = RwSignal::new(false);
    move || {
        told.get().map(|(description, examples)| {
            view! {
                <details class="guideline" prop:open=move || open.get_untracked() on:toggle=move |event| {
                    open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
                }>
                    <summary>"Guideline"</summary>
                    {(!description.is_empty()).then(|| view! { <p>{description}</p> })}
                    {(!examples.is_empty()).then(|| view! {
                        <ul aria-label="Examples">
                            {examples.into_iter().map(|example| view! { <li>{example}</li> }).collect_view()}
                        </ul>
                    })}
                </details>
            }
        })
    }
}

/// A field for each attribute: those of the label in the open, those of the whole layer folded.
#[component]
pub(crate) fn AttributeFields(desk: Desk, id: AnnotationId) -> impl IntoView {
    let kind = kind_of(desk, id);
    let attributes = Memo::new(move |_| {
        let (layer, label) = kind.get()?;
        desk.labels().set.with(|set| {
            let own = set.label(&layer, &label).map_or(0, |known| known.attributes.len());
            let all: Vec<Attribute> = set.attributes(&layer, &label).cloned().collect();
            Some((own, all))
        })
    });
    let field = move |attribute: &Attribute| view! { <Field desk id attribute=attribute.clone()/> };
    move || {
        attributes.get().map(|(own, all)| {
            let (own, shared) = all.split_at(own);
            view! {
                <div class="attributes">{own.iter().map(field).collect_view()}</div>
                {(!shared.is_empty()).then(|| view! {
                    <details class="attributes">
                        <summary>"Attributes"</summary>
                        {shared.iter().map(field).collect_view()}
                    </details>
                })}
            }
        })
    }
}

/// The layer and the label of an annotation, as they stand.
pub(crate) fn kind_of(desk: Desk, id: AnnotationId) -> Memo<Option<(Layer, Label)>> {
    Memo::new(move |_| desk.track(|session| session.annotation(id).map(|it| (it.layer.clone(), it.label.clone()))))
}

/// What is known of an annotation beside what has a field in the open.
pub(crate) fn without_fields(desk: Desk, annotation: &Annotation) -> BTreeMap<String, String> {
    desk.labels().set.with(|set| {
        let own = set.label(&annotation.layer, &annotation.label).map_or(&[][..], |known| &known.attributes);
        let known = annotation.attributes.iter().filter(|(name, _)| own.iter().all(|it| it.name != **name));
        known.map(|(name, value)| (name.clone(), value.clone())).collect()
    })
}

#[component]
fn Field(desk: Desk, id: AnnotationId, attribute: Attribute) -> impl IntoView {
    let name = attribute.name.clone();
    let value = Memo::new(move |_| {
        desk.track(|session| session.annotation(id)?.attributes.get(&name).cloned()).unwrap_or_default()
    });
    let title = attribute.words().to_owned();
    let kind = attribute.kind;
    let choices = choices(&attribute);
    let set = move |value: String| set(desk, id, &attribute, &value);
    let control = match kind {
        AttributeKind::Text | AttributeKind::Number => {
            let mode = if kind == AttributeKind::Number { "decimal" } else { "text" };
            view! {
                <input type="text" inputmode=mode prop:value=move || value.get() on:change=move |event| {
                    if !set(event_target_value(&event)) {
                        event_target::<web_sys::HtmlInputElement>(&event).set_value(&value.get_untracked());
                    }
                }/>
            }
            .into_any()
        }
        AttributeKind::Choice | AttributeKind::YesNo => {
            let option = move |(choice, words): (String, String)| {
                let known = choice.clone();
                view! { <option value=choice prop:selected=move || value.with(|value| *value == known)>{words}</option> }
            };
            view! {
                <select on:change=move |event| {
                    // A menu offers only what is a value.
                    let _ = set(event_target_value(&event));
                }>
                    {choices.into_iter().map(option).collect_view()}
                </select>
            }
            .into_any()
        }
    };
    view! { <label class="choice"><span>{title}</span>{control}</label> }
}

/// The options of a menu, with their words; the first says nothing.
fn choices(attribute: &Attribute) -> Vec<(String, String)> {
    let pair = |value: &str, words: &str| (value.to_owned(), words.to_owned());
    let mut options = vec![pair("", "–")];
    match attribute.kind {
        AttributeKind::YesNo => options.extend([pair("true", "Yes"), pair("false", "No")]),
        _ => options.extend(attribute.choices.iter().map(|it| pair(it, &value_words(&attribute.name, it)))),
    }
    options
}

/// Sets an attribute, or takes it away where the value is empty; gives whether the value is one.
fn set(desk: Desk, id: AnnotationId, attribute: &Attribute, value: &str) -> bool {
    let (value, words) = (value.trim(), attribute.words());
    if !value.is_empty() && !attribute.accepts(value) {
        desk.say(format!("{words} stays as it was: “{value}” is no number. Write one like 12 or 0.5."));
        return false;
    }
    let name = attribute.name.clone();
    let told = (!value.is_empty()).then(|| value.to_owned());
    if editing::perform(desk, &Command::SetAttribute { ids: vec![id], name, value: told }) {
        desk.say(if value.is_empty() { format!("{words} taken away.") } else { format!("{words}: {value}.") });
    }
    true
}
