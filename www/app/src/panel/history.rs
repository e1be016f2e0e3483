//! What was done, the last first.

use super::{Line, Lines, counted};
use crate::card::shortened;
use crate::desk::Desk;
use crate::labels::label_words;
use leptos::prelude::*;
use postil::Annotation;
use postil::session::{Author, Change, Edit, Session};

/// The list.
#[component]
pub(crate) fn History(desk: Desk) -> impl IntoView {
    view! { <Lines desk title="History" nothing="Nothing has happened yet." open=false lines/> }
}

fn lines(session: &Session) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut suggested = 0;
    for edit in session.log().iter().rev() {
        if edit.author == Author::Machine && edit.action == "suggest" {
            suggested += edit.changes.iter().filter_map(annotations).count();
            continue;
        }
        lines.extend(suggestions(&mut suggested));
        lines.push(line(session, edit));
    }
    lines.extend(suggestions(&mut suggested));
    lines
}

/// One line for all that the machine suggested between two of the reader's steps.
fn suggestions(suggested: &mut usize) -> Option<Line> {
    let count = std::mem::take(suggested);
    let words = format!("Suggested {}", counted(count, "annotation", "annotations"));
    (count > 0).then(|| Line { words, note: "by the engine".to_owned(), ..Line::default() })
}

fn line(session: &Session, edit: &Edit) -> Line {
    let changed: Vec<(Option<&Annotation>, Option<&Annotation>)> =
        edit.changes.iter().filter_map(annotations).collect();
    let words = match (edit.action.as_str(), changed.as_slice()) {
        (action, [(before, after)]) => format!("{}: {}", action_words(action), what(session, *before, *after)),
        (action, []) => action_words(action).to_owned(),
        (action, changed) => format!("{} ({})", action_words(action), changed.len()),
    };
    let note = match &edit.author {
        Author::Machine => "by the engine".to_owned(),
        Author::Human(None) => "by you".to_owned(),
        Author::Human(Some(name)) => format!("by {name}"),
        Author::Import => "from a file".to_owned(),
    };
    let places = changed.iter().filter_map(|(before, after)| after.or(*before)).map(|it| it.id).collect();
    Line { words, badge: "", note, places }
}

fn annotations(change: &Change) -> Option<(Option<&Annotation>, Option<&Annotation>)> {
    match change {
        Change::Annotation { before, after } => Some((before.as_ref(), after.as_ref())),
        _ => None,
    }
}

fn what(session: &Session, before: Option<&Annotation>, after: Option<&Annotation>) -> String {
    let Some(annotation) = after.or(before) else { return String::new() };
    let words = shortened(annotation.extent().slice(session.article().text()), 40);
    let label = |it: &Annotation| label_words(it.layer.name(), &it.label.0).to_owned();
    match (before, after) {
        (Some(before), Some(after)) if before.label != after.label => {
            format!("{words}, {} → {}", label(before), label(after))
        }
        _ => format!("{words}, {}", label(annotation)),
    }
}

fn action_words(action: &str) -> &str {
    match action {
        "annotate" => "Labelled",
        "annotate-all" => "Labelled all",
        "accept" => "Accepted",
        "reject" => "Rejected",
        "relabel" => "Label changed",
        "resize" => "Boundaries changed",
        "delete" => "Deleted",
        "split" => "Split",
        "merge" => "Merged",
        "identify" => "Named",
        "separate" => "An entity of its own",
        "relate" => "Related",
        "unrelate" => "Relation removed",
        "set-attribute" => "Attribute changed",
        "rename-label" => "Label renamed",
        "withdraw" => "Suggestions taken back",
        "undo" => "Undone",
        "redo" => "Done again",
        "import" => "Imported",
        other => other,
    }
}
