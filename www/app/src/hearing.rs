//! What an annotation is, in one line, for those who hear the page: "quotation, indirect, source: AFP, 3 of 9, suggested".

use crate::labels::label_words;
use crate::pane::Pane;
use crate::pane::markup::state_name;
use crate::relating::links::source_of;
use crate::relating::one_words;
use postil::session::Session;
use postil::{Annotation, Layer};
use std::cmp::Reverse;

/// The line; its place is that among the marks of its layer.
pub(crate) fn in_words(session: &Session, pane: &Pane, annotation: &Annotation) -> String {
    let (place, count) = place(session, pane, annotation);
    let mut parts = vec![one_words(&annotation.layer).to_lowercase(), label(annotation)];
    parts.extend(about(session, annotation));
    parts.push(format!("{place} of {count}"));
    parts.push(state_name(annotation.state).to_owned());
    parts.join(", ")
}

/// The label as it is said after the layer.
fn label(annotation: &Annotation) -> String {
    let words = label_words(annotation.layer.name(), &annotation.label.0).to_lowercase();
    match words.strip_suffix(" speech") {
        Some(kind) => kind.to_owned(),
        None => words,
    }
}

/// What more is said: the source of what somebody says or claims, the name of what is named in other words.
fn about(session: &Session, annotation: &Annotation) -> Option<String> {
    let words = || annotation.extent().slice(session.article().text());
    match annotation.layer {
        Layer::Entity => {
            annotation.attributes.get("entity").filter(|name| *name != words()).map(|name| format!("names {name}"))
        }
        Layer::Source => annotation.attributes.get("name").filter(|name| *name != words()).cloned(),
        _ => source_of(session, annotation).map(|source| format!("source: {source}")),
    }
}

/// Which mark of its layer it is, and how many there are.
fn place(session: &Session, pane: &Pane, annotation: &Annotation) -> (usize, usize) {
    let key = |it: &Annotation| (it.extent().start, Reverse(it.extent().end), it.id);
    let own = key(annotation);
    let fits = |it: &&Annotation| it.layer == annotation.layer && pane.shows(it) && !it.spans.is_empty();
    session
        .annotations()
        .filter(fits)
        .fold((0, 0), |(before, count), it| (before + usize::from(key(it) <= own), count + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::Span;
    use postil::annotation::AnnotationId;
    use postil::session::{Author, Command};

    #[test]
    fn a_quotation_tells_its_source_and_its_place() {
        let reader = Author::Human(None);
        let mut session = Session::new("AFP said so. It rained.");
        let pane = Pane { shown: ["entity", "quotation"].map(str::to_owned).into(), ..Pane::default() };
        for (layer, label, span) in [
            (Layer::Quotation, "indirect", Span::new(13, 22)),
            (Layer::Entity, "ORG", Span::new(0, 3)),
            (Layer::Quotation, "direct", Span::new(9, 11)),
        ] {
            let command = Command::Annotate { layer, label: label.into(), spans: vec![span] };
            session.perform(&command, &reader, 1).unwrap();
        }
        let relate = Command::Relate { kind: "source".into(), from: AnnotationId(0), to: AnnotationId(1) };
        session.perform(&relate, &reader, 2).unwrap();
        let told = |id: u32| session.annotation(AnnotationId(id)).map(|it| in_words(&session, &pane, it));
        assert_eq!(told(0).as_deref(), Some("quotation, indirect, source: AFP, 2 of 2, accepted"));
        assert_eq!(told(1).as_deref(), Some("entity, organisation, 1 of 1, accepted"));
        assert_eq!(told(2).as_deref(), Some("quotation, direct, 1 of 2, accepted"));
    }
}
