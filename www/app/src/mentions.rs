//! All mentions of the entity that the current annotation is a mention of: decided on together, as one Edit.

use crate::card::shortened;
use crate::command::named;
use crate::desk::Desk;
use crate::editing;
use crate::labels::label_words;
use crate::toolbar::Act;
use leptos::prelude::*;
use postil::Layer;
use postil::annotation::AnnotationId;
use postil::session::{Command, Session, entities};

const ACTS: [&str; 3] = ["Accept all mentions", "Give all mentions this label", "Reject all mentions"];

/// The buttons, where there is more than one mention.
#[component]
pub(crate) fn Mentions(desk: Desk, id: AnnotationId) -> impl IntoView {
    let mentions = Memo::new(move |_| desk.track_all(|session| mentions(session, id)));
    move || {
        let mentions = mentions.get().filter(|mentions| mentions.ids.len() > 1)?;
        let title = format!("All {} mentions of {}", mentions.ids.len(), shortened(&mentions.name, 40));
        Some(view! {
            <div class="mentions" role="group" aria-labelledby="mentions-title">
                <p id="mentions-title">{title}</p>
                <div class="decisions">
                    {ACTS.into_iter().filter_map(named).map(|command| view! { <Act desk command/> }).collect_view()}
                </div>
            </div>
        })
    }
}

/// Says that every mention is right.
pub(crate) fn accept(desk: Desk) {
    decide(desk, "Accepted", |mentions| Command::Accept(mentions.ids.clone()));
}

/// Says that every mention is wrong.
pub(crate) fn reject(desk: Desk) {
    if decide(desk, "Rejected", |mentions| Command::Reject(mentions.ids.clone())) {
        desk.card.set(None);
        crate::moving::set_current(desk, None);
        crate::pane::paint::focus(desk.pane.with_value(|pane| pane.root.clone()));
    }
}

/// Gives every mention the label of the current one.
pub(crate) fn relabel(desk: Desk) {
    decide(desk, "Labelled", |mentions| Command::Relabel {
        ids: mentions.ids.clone(),
        label: mentions.label.as_str().into(),
    });
}

fn decide(desk: Desk, done: &str, command: impl FnOnce(&Found) -> Command) -> bool {
    let found = desk.current.get_untracked().and_then(|id| desk.session.with_value(|session| mentions(session, id)));
    let Some(found) = found else {
        desk.say("Choose a name first.");
        return false;
    };
    if !editing::perform(desk, &command(&found)) {
        desk.say("All mentions stand so already.");
        return false;
    }
    let as_what = if done == "Labelled" { format!(" {}", label_words("entity", &found.label)) } else { String::new() };
    let count = found.ids.len();
    desk.say(format!("{done} all {count} mentions of {}{as_what}. One Undo takes it back.", found.name));
    true
}

/// The mentions of one thing.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    name: String,
    /// The label of the one that was asked about.
    label: String,
    /// In order of the text.
    ids: Vec<AnnotationId>,
}

/// All mentions of what `id` is a mention of.
fn mentions(session: &Session, id: AnnotationId) -> Option<Found> {
    let mention = session.annotation(id).filter(|it| it.layer == Layer::Entity)?;
    let named = entities(session).into_iter().find(|named| named.mentions.contains(&id))?;
    Some(Found { name: named.name, label: mention.label.0.clone(), ids: named.mentions })
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::Span;
    use postil::session::{Author, Suggestion, Suggestions};

    #[test]
    fn mentions_are_told_by_name_and_number_and_the_rejected_do_not_count() {
        let suggestion = |start: u32, end: u32, id: Option<&str>| Suggestion {
            layer: Layer::Entity,
            label: "PERSON".into(),
            spans: vec![Span::new(start, end)],
            attributes: id
                .into_iter()
                .flat_map(|id| [("entity".to_owned(), "Awa Kone".to_owned()), ("entity_id".to_owned(), id.to_owned())])
                .collect(),
            confidence: 0.5,
        };
        let annotations = vec![
            suggestion(0, 8, Some("e1")),
            suggestion(9, 13, Some("e1")),
            suggestion(14, 18, Some("e2")),
            suggestion(19, 27, None),
            suggestion(28, 32, Some("e1")),
        ];
        let mut session = Session::new("Awa Kone Kone Kone Awa Kone Kone");
        session.suggest(Span::new(0, 32), &Suggestions { annotations, relations: Vec::new() }, 0).unwrap();
        session.perform(&Command::Reject(vec![AnnotationId(4)]), &Author::Human(None), 1).unwrap();
        let found = |id| mentions(&session, AnnotationId(id)).map(|found| found.ids).unwrap_or_default();
        assert_eq!(found(0), [0, 1].map(AnnotationId));
        assert_eq!(found(2), [2, 3].map(AnnotationId));
        assert_eq!(found(9), []);
    }
}
