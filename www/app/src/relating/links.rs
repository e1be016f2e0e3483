//! The relations of one annotation, as its card and the page tell them.

use super::kinds::kind_words;
use crate::card::shortened;
use postil::annotation::{AnnotationId, Origin, Relation, State};
use postil::session::Session;
use postil::{Annotation, Layer};

/// One relation, seen from one of its ends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    /// The relation.
    pub(crate) id: AnnotationId,
    /// Its kind, by name.
    pub(crate) kind: String,
    /// Whether it begins at this end.
    pub(crate) begins: bool,
    /// Its kind, in words.
    pub(crate) title: String,
    /// The other end.
    pub(crate) other: AnnotationId,
    /// What stands there.
    pub(crate) words: String,
    /// Whether it waits for a decision.
    pub(crate) is_suggested: bool,
}

/// What stands of the relations of `id`, those that begin there first.
pub(crate) fn links(session: &Session, id: AnnotationId) -> Vec<Link> {
    let stands = |it: &&Relation| it.state != State::Rejected;
    let mut links: Vec<Link> =
        session.relations_of(id).filter(stands).filter_map(|relation| link(session, id, relation)).collect();
    links.sort_by_key(|link| (!link.begins, link.id));
    links.dedup_by_key(|link| link.id);
    links
}

fn link(session: &Session, id: AnnotationId, relation: &Relation) -> Option<Link> {
    let begins = relation.from == id;
    let other = session.annotation(if begins { relation.to } else { relation.from })?;
    (other.state != State::Rejected && !other.spans.is_empty()).then(|| Link {
        id: relation.id,
        kind: relation.kind.clone(),
        begins,
        title: kind_words(&relation.kind, begins),
        other: other.id,
        words: words(session, other),
        is_suggested: relation.state == State::Suggested && relation.origin == Origin::Machine,
    })
}

/// An end in few words: a source by its name, anything else by its words.
pub(crate) fn words(session: &Session, annotation: &Annotation) -> String {
    let text = session.article().text();
    let name = if annotation.layer == Layer::Source { annotation.attributes.get("name") } else { None };
    shortened(name.map_or_else(|| annotation.extent().slice(text), String::as_str), 60)
}

/// What the source of a quotation or a claim is called, by its link, or else by what it tells of itself.
pub(crate) fn source_of(session: &Session, annotation: &Annotation) -> Option<String> {
    let link = links(session, annotation.id).into_iter().find(|link| link.begins && link.kind == "source");
    let told = || annotation.attributes.get("source").filter(|_| annotation.layer == Layer::Quotation).cloned();
    link.map(|link| link.words).or_else(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::Span;
    use postil::session::{Author, Command};

    #[test]
    fn relations_are_told_from_both_ends_until_they_are_taken_back() {
        let reader = Author::Human(None);
        let mut session = Session::new("AFP said so.");
        for (layer, span) in [(Layer::Entity, Span::new(0, 3)), (Layer::Quotation, Span::new(9, 11))] {
            let command = Command::Annotate { layer, label: "ORG".into(), spans: vec![span] };
            session.perform(&command, &reader, 1).unwrap();
        }
        let (afp, said) = (AnnotationId(0), AnnotationId(1));
        session.perform(&Command::Relate { kind: "source".into(), from: said, to: afp }, &reader, 2).unwrap();
        let told =
            |session: &Session, id| links(session, id).into_iter().map(|it| (it.title, it.words)).collect::<Vec<_>>();
        assert_eq!(told(&session, said), [("Source".to_owned(), "AFP".to_owned())]);
        assert_eq!(told(&session, afp), [("Source of".to_owned(), "so".to_owned())]);
        assert_eq!(session.annotation(said).and_then(|it| source_of(&session, it)).as_deref(), Some("AFP"));
        session.perform(&Command::Reject(vec![afp]), &reader, 3).unwrap();
        assert_eq!(told(&session, said), []);
    }
}
