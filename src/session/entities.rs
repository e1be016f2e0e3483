//! Which mentions name one thing, as people have corrected it.
//!
//! Mentions with one `entity` and one `entity_id` name one thing; one without a number belongs to the last before it that
//! bears its name, or else to the first; and what a standing `same-as` link joins is one.

use super::{Change, EditError, Session};
use crate::annotation::{Annotation, AnnotationId, Label, Layer, State};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is called.
    pub name: String,
    /// What tells it from others of that name; none where nothing does.
    pub number: Option<String>,
    /// The label that most of its mentions have.
    pub label: Label,
    /// Its mentions, in order of the text.
    pub mentions: Vec<AnnotationId>,
}

/// Everything that is named, in order of the first mention. What is rejected does not count.
///
/// ```
/// use postil::session::{Author, Command, Session, entities};
/// use postil::{Label, Layer, Span};
///
/// let reader = Author::Human(None);
/// let mut session = Session::new("Awa Kone spoke. Ms Kone left.");
/// let places = vec![Span::new(0, 8), Span::new(19, 23)];
/// session.perform(&Command::AnnotateAll { layer: Layer::Entity, label: Label::from("PERSON"), places }, &reader, 1)?;
/// let found = entities(&session);
/// assert_eq!(found.len(), 2);
/// let ids = [found[0].mentions[0], found[1].mentions[0]].to_vec();
/// session.perform(&Command::Identify { ids, name: "Awa Kone".to_owned(), number: None }, &reader, 2)?;
/// assert_eq!(entities(&session)[0].mentions.len(), 2);
/// # Ok::<(), postil::session::EditError>(())
/// ```
pub fn entities(session: &Session) -> Vec<Named> {
    let mentions = mentions(session);
    let mut groups = grouped(session, &mentions);
    join_linked(session, &mentions, &mut groups);
    collected(session, &mentions, &groups)
}

/// The mentions that stand, in order of the text.
fn mentions(session: &Session) -> Vec<&Annotation> {
    let stands = |it: &&Annotation| it.layer == Layer::Entity && it.state != State::Rejected && !it.spans.is_empty();
    let mut mentions: Vec<&Annotation> = session.annotations().filter(stands).collect();
    mentions.sort_by_key(|mention| (mention.extent(), mention.id));
    mentions
}

/// What a mention is a mention of, by name.
fn name<'a>(session: &'a Session, mention: &'a Annotation) -> &'a str {
    let words = || mention.extent().slice(session.article().text());
    mention.attributes.get("entity").map_or_else(words, String::as_str)
}

/// For each mention the place of the first one of its group.
fn grouped(session: &Session, mentions: &[&Annotation]) -> Vec<usize> {
    let mut numbered: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, mention) in mentions.iter().enumerate() {
        if let Some(number) = mention.attributes.get("entity_id") {
            numbered.entry((name(session, mention), number)).or_insert(place);
            first.entry(name(session, mention)).or_insert(place);
        }
    }
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups = Vec::with_capacity(mentions.len());
    for (place, mention) in mentions.iter().enumerate() {
        let name = name(session, mention);
        let group = match mention.attributes.get("entity_id") {
            Some(number) => numbered.get(&(name, number.as_str())).copied().unwrap_or(place),
            None => last.get(name).or(first.get(name)).copied().unwrap_or(place),
        };
        last.insert(name, group);
        groups.push(group);
    }
    groups
}

/// Makes groups one that a `same-as` link joins.
fn join_linked(session: &Session, mentions: &[&Annotation], groups: &mut [usize]) {
    let places: BTreeMap<AnnotationId, usize> = mentions.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
    let links = session.relations().filter(|it| it.kind == "same-as" && it.state != State::Rejected);
    let mut parents: BTreeMap<usize, usize> = BTreeMap::new();
    for link in links {
        if let (Some(from), Some(to)) = (places.get(&link.from), places.get(&link.to)) {
            let (from, to) = (root(&mut parents, groups[*from]), root(&mut parents, groups[*to]));
            parents.insert(from.max(to), from.min(to));
        }
    }
    if !parents.is_empty() {
        for group in groups {
            *group = root(&mut parents, *group);
        }
    }
}

/// The group that stands for `group`; the way there becomes shorter each time it is gone.
fn root(parents: &mut BTreeMap<usize, usize>, group: usize) -> usize {
    let mut group = group;
    while let Some(parent) = parents.get(&group).copied().filter(|parent| *parent != group) {
        let next = parents.get(&parent).copied().unwrap_or(parent);
        parents.insert(group, next);
        group = next;
    }
    group
}

fn collected(session: &Session, mentions: &[&Annotation], groups: &[usize]) -> Vec<Named> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, group) in groups.iter().enumerate() {
        members.entry(*group).or_default().push(place);
    }
    let mut found: Vec<(usize, Named)> = members
        .into_iter()
        .filter_map(|(group, places)| {
            let of = &mentions[group];
            let label = common_label(places.iter().map(|place| &mentions[*place].label))?;
            let (name, number) = (name(session, of).to_owned(), of.attributes.get("entity_id").cloned());
            let ids = places.iter().map(|place| mentions[*place].id).collect();
            Some((*places.first()?, Named { name, number, label, mentions: ids }))
        })
        .collect();
    found.sort_by_key(|(first, _)| *first);
    found.into_iter().map(|(_, named)| named).collect()
}

/// The label that comes most often; of several, the first.
fn common_label<'a>(labels: impl Iterator<Item = &'a Label>) -> Option<Label> {
    let mut counts: BTreeMap<&Label, (usize, Reverse<usize>)> = BTreeMap::new();
    for (place, label) in labels.enumerate() {
        counts.entry(label).or_insert((0, Reverse(place))).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(label, _)| label.clone())
}

impl Session {
    /// The changes that make mentions name the thing of that name and number.
    pub(super) fn identified(
        &self,
        ids: &[AnnotationId],
        name: &str,
        number: Option<&str>,
    ) -> Result<Vec<Change>, EditError> {
        self.corrected(ids, |mention| {
            if mention.layer == Layer::Entity {
                identify(mention, name, number);
            }
        })
    }

    /// The changes that make a mention one of a thing of its own, called by its words.
    pub(super) fn separated(&self, id: AnnotationId) -> Result<Vec<Change>, EditError> {
        let mention = self.annotation(id).filter(|it| it.layer == Layer::Entity).ok_or(EditError::Missing(id))?;
        let words = mention.extent().slice(self.article().text());
        let mut changes = self.identified(&[id], words, Some(&self.free_number()))?;
        let is_mention = |id: AnnotationId| self.annotation(id).is_some_and(|it| it.layer == Layer::Entity);
        let links = self.relations_of(id).filter(|it| it.kind == "same-as" && is_mention(it.from) && is_mention(it.to));
        changes.extend(links.filter_map(super::relate::removed));
        Ok(changes)
    }

    /// A number that no mention has: people's begin with `h`, so that they are never the Engine's.
    fn free_number(&self) -> String {
        let taken: BTreeSet<&str> =
            self.annotations().filter_map(|it| it.attributes.get("entity_id")).map(String::as_str).collect();
        let mut number = 1;
        while taken.contains(format!("h{number}").as_str()) {
            number += 1;
        }
        format!("h{number}")
    }
}

fn identify(mention: &mut Annotation, name: &str, number: Option<&str>) {
    mention.attributes.insert("entity".to_owned(), name.to_owned());
    match number {
        Some(number) => drop(mention.attributes.insert("entity_id".to_owned(), number.to_owned())),
        None => drop(mention.attributes.remove("entity_id")),
    }
}

/// What is named by which words, to tell what new mentions name.
#[derive(Default)]
pub(super) struct Known<'a> {
    /// Words, with where mentions with these words begin and the mentions.
    by_words: BTreeMap<&'a str, Vec<(u32, &'a Annotation)>>,
}

/// The attributes that mentions of one thing share.
const SHARED: [&str; 3] = ["entity", "entity_id", "of"];

impl<'a> Known<'a> {
    /// What the mentions of `session` name, and those that are about to be given a label.
    pub(super) fn new(session: &'a Session, label: &Label, relabelled: &BTreeSet<AnnotationId>) -> Self {
        let mut known = Self::default();
        let text = session.article().text();
        for mention in mentions(session) {
            let is_so = mention.label == *label || relabelled.contains(&mention.id);
            if is_so && mention.attributes.contains_key("entity") {
                let words = known.by_words.entry(mention.extent().slice(text)).or_default();
                words.push((mention.extent().start, mention));
            }
        }
        known
    }

    /// What a mention with these words, that begins at `start`, tells of what it names: what the last one before it with
    /// these words does, or else the first.
    pub(super) fn attributes(&self, words: &str, start: u32) -> BTreeMap<String, String> {
        let Some(places) = self.by_words.get(words) else { return BTreeMap::new() };
        let before = places.partition_point(|(begins, _)| *begins < start).saturating_sub(1);
        let shared = |mention: &Annotation| {
            SHARED
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), mention.attributes.get(*name)?.clone())))
                .collect()
        };
        places.get(before).map(|(_, mention)| shared(mention)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Author, Command, Suggestion, Suggestions};
    use crate::text::Span;

    const PERSON: Author = Author::Human(None);
    const TEXT: &str = "Awa Kone Kone Kone Awa Kone Kone Sall";

    fn suggestion(start: u32, end: u32, entity: &str, number: &str) -> Suggestion {
        let attributes =
            [("entity", entity), ("entity_id", number)].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let spans = vec![Span::new(start, end)];
        Suggestion {
            layer: Layer::Entity,
            label: "PERSON".into(),
            spans,
            attributes: attributes.into(),
            confidence: 0.5,
        }
    }

    /// Awa Kone (0, 1), another of that name (2), one without a number (3), Sall (4).
    fn session() -> Session {
        let mut unnumbered = suggestion(19, 27, "Awa Kone", "");
        unnumbered.attributes.remove("entity_id");
        let annotations = vec![
            suggestion(0, 8, "Awa Kone", "e1"),
            suggestion(9, 13, "Awa Kone", "e1"),
            suggestion(14, 18, "Awa Kone", "e2"),
            unnumbered,
            suggestion(33, 37, "Sall", "e3"),
        ];
        let mut session = Session::new(TEXT);
        session.suggest(Span::new(0, 37), &Suggestions { annotations, relations: Vec::new() }, 0).unwrap();
        session
    }

    fn shown(session: &Session) -> Vec<(String, Vec<u32>)> {
        let ids = |named: &Named| named.mentions.iter().map(|id| id.0).collect();
        entities(session).iter().map(|named| (named.name.clone(), ids(named))).collect()
    }

    fn expected(groups: &[(&str, &[u32])]) -> Vec<(String, Vec<u32>)> {
        groups.iter().map(|(name, ids)| ((*name).to_owned(), ids.to_vec())).collect()
    }

    #[test]
    fn names_and_numbers_tell_things_apart_and_links_join_them() {
        let mut session = session();
        assert_eq!(shown(&session), expected(&[("Awa Kone", &[0, 1]), ("Awa Kone", &[2, 3]), ("Sall", &[4])]));
        let relate = Command::Relate { kind: "same-as".to_owned(), from: AnnotationId(4), to: AnnotationId(1) };
        session.perform(&relate, &PERSON, 1).unwrap();
        assert_eq!(shown(&session), expected(&[("Awa Kone", &[0, 1, 4]), ("Awa Kone", &[2, 3])]));
        session.perform(&Command::Reject(vec![AnnotationId(0)]), &PERSON, 2).unwrap();
        assert_eq!(shown(&session)[0], ("Awa Kone".to_owned(), vec![1, 4]));
    }

    #[test]
    fn things_are_merged_renamed_and_taken_apart_each_as_one_edit() {
        let mut session = session();
        let before = shown(&session);
        let identify = |ids: &[u32], name: &str, number: &str| Command::Identify {
            ids: ids.iter().copied().map(AnnotationId).collect(),
            name: name.to_owned(),
            number: Some(number.to_owned()),
        };
        session.perform(&identify(&[0, 1, 4], "Awa Kone", "e1"), &PERSON, 1).unwrap();
        assert_eq!(shown(&session), expected(&[("Awa Kone", &[0, 1, 4]), ("Awa Kone", &[2, 3])]));
        assert_eq!(session.annotation(AnnotationId(0)).unwrap().state, State::Suggested, "it was so already");
        session.perform(&Command::Separate(AnnotationId(1)), &PERSON, 2).unwrap();
        session.perform(&Command::Separate(AnnotationId(2)), &PERSON, 3).unwrap();
        let apart = expected(&[("Awa Kone", &[0, 3, 4]), ("Kone", &[1]), ("Kone", &[2])]);
        assert_eq!(shown(&session), apart);
        session.perform(&identify(&[0, 3, 4], "Mayor Kone", "e1"), &PERSON, 4).unwrap();
        assert_eq!(shown(&session)[0].0, "Mayor Kone");
        for at in 5..9 {
            session.undo(&PERSON, at).unwrap();
        }
        assert_eq!(shown(&session), before);
    }

    #[test]
    fn a_mention_taken_apart_is_no_longer_linked_as_the_same() {
        let mut session = session();
        let relate = Command::Relate { kind: "same-as".to_owned(), from: AnnotationId(4), to: AnnotationId(1) };
        session.perform(&relate, &PERSON, 1).unwrap();
        session.perform(&Command::Separate(AnnotationId(4)), &PERSON, 2).unwrap();
        assert_eq!(shown(&session).last().map(|(name, ids)| (name.as_str(), ids.clone())), Some(("Sall", vec![4])));
        assert_eq!(session.relations().count(), 0);
    }

    #[test]
    fn new_mentions_with_known_words_name_what_these_name() {
        let mut session = session();
        let places = vec![Span::new(23, 27), Span::new(28, 32)];
        let all = Command::AnnotateAll { layer: Layer::Entity, label: "PERSON".into(), places };
        session.perform(&all, &PERSON, 1).unwrap();
        assert_eq!(shown(&session), expected(&[("Awa Kone", &[0, 1]), ("Awa Kone", &[2, 3, 5, 6]), ("Sall", &[4])]));
        let other = Command::Annotate { layer: Layer::Entity, label: "ORG".into(), spans: vec![Span::new(28, 32)] };
        session.perform(&other, &PERSON, 2).unwrap();
        assert!(shown(&session).contains(&("Kone".to_owned(), vec![7])), "a thing of another kind is another thing");
    }
}
