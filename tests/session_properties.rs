//! What holds for a Session whatever the text, whatever people do to it, and whenever the machine comes in between.
#![allow(clippy::unwrap_used)] // Clippy does not see that helpers of tests are tests too.

use postil::annotation::{Annotation, AnnotationId, Origin, Relation, State as AnnotationState};
use postil::format::native;
use postil::session::{Author, Command, Edit, Prospect, Session, Suggestion, Suggestions, entities};
use postil::{Label, Layer, Span};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PIECES: [&str; 20] = [
    "Awa",
    "Koné",
    "Goi\u{308}ta",
    "said",
    "20",
    "20",
    "people",
    "the",
    "fled",
    "😀",
    "👩‍👩‍👧",
    " ",
    " ",
    " ",
    "\u{a0}",
    "\n",
    "\r\n",
    "“",
    "”",
    ".",
];

/// A number that stands for a place or a choice, whatever there is to choose from at the time.
type Pick = u16;

#[derive(Clone, Debug)]
enum Step {
    Suggest { within: Option<Pick>, marks: Vec<Mark>, links: Vec<(u8, u8, u8)> },
    Annotate(Mark),
    AnnotateAll(Mark),
    Accept(Vec<Pick>),
    Reject(Vec<Pick>),
    Relabel(Vec<Pick>, u8),
    Resize(Pick, Mark),
    Delete(Vec<Pick>),
    SetAttribute(Vec<Pick>, Option<u8>),
    Note(Mark, Option<u8>),
    Relate(Pick, u8, Pick),
    RelateTo(Pick, u8, Mark),
    Unrelate(Vec<Pick>),
    Split(Pick, Pick),
    Merge(Vec<Pick>),
    Identify(Vec<Pick>, u8, Option<u8>),
    Separate(Pick),
    Remove(Pick, Pick),
    Insert(Pick, String),
    MoveParagraph(Pick, Pick),
    Replace(String),
    Undo,
    Redo,
}

#[derive(Clone, Debug)]
struct Mark {
    layer: u8,
    label: u8,
    fragments: Vec<(Pick, u8)>,
    confidence: f32,
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

fn mark() -> impl Strategy<Value = Mark> {
    let fragments = prop::collection::vec((any::<Pick>(), 1..12u8), 1..3);
    (0..4u8, 0..3u8, fragments, 0.0..=1.0f32).prop_map(|(layer, label, fragments, confidence)| Mark {
        layer,
        label,
        fragments,
        confidence,
    })
}

fn suggest() -> impl Strategy<Value = Step> {
    let links = prop::collection::vec((0..8u8, 0..3u8, 0..8u8), 0..6);
    (prop::option::of(any::<Pick>()), prop::collection::vec(mark(), 0..8), links)
        .prop_map(|(within, marks, links)| Step::Suggest { within, marks, links })
}

fn picks() -> impl Strategy<Value = Vec<Pick>> {
    prop::collection::vec(any::<Pick>(), 1..4)
}

fn human() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => mark().prop_map(Step::Annotate),
        3 => mark().prop_map(Step::AnnotateAll),
        3 => picks().prop_map(Step::Accept),
        2 => picks().prop_map(Step::Reject),
        2 => (picks(), 0..3u8).prop_map(|(ids, label)| Step::Relabel(ids, label)),
        2 => (any::<Pick>(), mark()).prop_map(|(id, mark)| Step::Resize(id, mark)),
        2 => picks().prop_map(Step::Delete),
        1 => (picks(), prop::option::of(0..3u8)).prop_map(|(ids, value)| Step::SetAttribute(ids, value)),
        3 => (any::<Pick>(), 0..KINDS, any::<Pick>()).prop_map(|(from, kind, to)| Step::Relate(from, kind, to)),
        1 => (any::<Pick>(), 0..KINDS, mark()).prop_map(|(from, kind, to)| Step::RelateTo(from, kind, to)),
        1 => (mark(), prop::option::of(0..3u8)).prop_map(|(mark, words)| Step::Note(mark, words)),
        2 => picks().prop_map(Step::Unrelate),
        2 => (any::<Pick>(), any::<Pick>()).prop_map(|(id, at)| Step::Split(id, at)),
        2 => picks().prop_map(Step::Merge),
        1 => (picks(), 0..3u8, prop::option::of(0..3u8)).prop_map(|(ids, name, number)| Step::Identify(ids, name, number)),
        1 => any::<Pick>().prop_map(Step::Separate),
        1 => (any::<Pick>(), any::<Pick>()).prop_map(|(from, to)| Step::Remove(from, to)),
        1 => (any::<Pick>(), text()).prop_map(|(at, text)| Step::Insert(at, text)),
        1 => (any::<Pick>(), any::<Pick>()).prop_map(|(from, to)| Step::MoveParagraph(from, to)),
        1 => text().prop_map(Step::Replace),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![6 => human(), 3 => suggest(), 2 => Just(Step::Undo), 1 => Just(Step::Redo)];
    prop::collection::vec(step, 0..24)
}

/// The offset of the character that `pick` stands for.
fn place(text: &str, pick: Pick) -> usize {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    offsets[usize::from(pick) % offsets.len()]
}

fn spans(text: &str, mark: &Mark) -> Vec<Span> {
    let mut found = BTreeMap::new();
    for (pick, length) in &mark.fragments {
        let start = place(text, *pick);
        let words: usize = text[start..].chars().take(usize::from(*length)).map(char::len_utf8).sum();
        found.insert(start as u32, (start + words) as u32);
    }
    let mut spans: Vec<Span> = Vec::new();
    for (start, end) in found {
        if start < end && spans.last().is_none_or(|last| last.end < start) {
            spans.push(Span::new(start, end));
        }
    }
    spans
}

fn layer(mark: &Mark) -> Layer {
    [Layer::Entity, Layer::Quotation, Layer::Quantity, Layer::User("note".to_owned())][usize::from(mark.layer)].clone()
}

fn label(label: u8) -> Label {
    Label::from(["PERSON", "ORG", "direct"][usize::from(label)])
}

const KINDS: u8 = 4;

fn kind(kind: u8) -> String {
    ["source", "same-as", "contradicts", "counts"][usize::from(kind)].to_owned()
}

fn suggestions(text: &str, marks: &[Mark], links: &[(u8, u8, u8)]) -> Suggestions {
    let marks = marks.iter().map(|mark| (mark, spans(text, mark))).filter(|(_, spans)| !spans.is_empty());
    let mut annotations: Vec<Suggestion> = marks
        .map(|(mark, spans)| Suggestion {
            layer: layer(mark),
            label: label(mark.label),
            spans,
            attributes: BTreeMap::new(),
            confidence: mark.confidence,
        })
        .collect();
    annotations.sort_by_key(Suggestion::extent);
    let mut relations: Vec<_> =
        links.iter().map(|(from, link, to)| (u32::from(*from), kind(*link), u32::from(*to))).collect();
    relations.sort();
    Suggestions { annotations, relations }
}

fn annotation(session: &Session, pick: Pick) -> Option<AnnotationId> {
    let ids: Vec<_> = session.annotations().map(|annotation| annotation.id).collect();
    ids.get(usize::from(pick) % ids.len().max(1)).copied()
}

fn annotations(session: &Session, picks: &[Pick]) -> Vec<AnnotationId> {
    picks.iter().filter_map(|pick| annotation(session, *pick)).collect()
}

fn relations(session: &Session, picks: &[Pick]) -> Vec<AnnotationId> {
    let ids: Vec<_> = session.relations().map(|relation| relation.id).collect();
    picks.iter().filter_map(|pick| ids.get(usize::from(*pick) % ids.len().max(1)).copied()).collect()
}

/// What a person's step means here; nothing where there is nothing to do it to.
fn command(session: &Session, step: &Step) -> Option<Command> {
    let text = session.article().text();
    let edited = |text: String| Some(Command::EditText(text));
    match step {
        Step::Annotate(mark) => {
            let spans = spans(text, mark);
            let spans = (!spans.is_empty()).then_some(spans)?;
            Some(Command::Annotate { layer: layer(mark), label: label(mark.label), spans })
        }
        // Each fragment is a place, and where an annotation of that layer begins there, its first fragment too.
        Step::AnnotateAll(mark) => {
            let mut places = spans(text, mark);
            places.extend(
                annotation(session, mark.fragments[0].0).and_then(|id| Some(*session.annotation(id)?.spans.first()?)),
            );
            Some(Command::AnnotateAll { layer: layer(mark), label: label(mark.label), places })
        }
        Step::Accept(picks) => {
            Some(Command::Accept([annotations(session, picks), relations(session, &picks[1..])].concat()))
        }
        Step::Reject(picks) => Some(Command::Reject(annotations(session, picks))),
        Step::Relabel(picks, to) => Some(Command::Relabel { ids: annotations(session, picks), label: label(*to) }),
        Step::Resize(pick, mark) => {
            let spans = spans(text, mark);
            let spans = (!spans.is_empty()).then_some(spans)?;
            Some(Command::Resize { id: annotation(session, *pick)?, spans })
        }
        Step::Delete(picks) => Some(Command::Delete(annotations(session, picks))),
        Step::SetAttribute(picks, value) => Some(Command::SetAttribute {
            ids: annotations(session, picks),
            name: "note".to_owned(),
            value: value.map(|value| value.to_string()),
        }),
        Step::Note(mark, words) => {
            let span = spans(text, mark).first().copied()?;
            Some(Command::Note { span, words: words.map(|words| words.to_string()) })
        }
        Step::Relate(from, link, to) => {
            let (from, to) = (annotation(session, *from)?, annotation(session, *to)?);
            Some(Command::Relate { kind: kind(*link), from, to })
        }
        Step::RelateTo(from, link, mark) => {
            let spans = spans(text, mark);
            let (from, spans) = (annotation(session, *from)?, (!spans.is_empty()).then_some(spans)?);
            let (kind, layer, label) = (kind(*link), layer(mark), label(mark.label));
            Some(Command::RelateTo { kind, from, layer, label, spans })
        }
        Step::Split(pick, at) => Some(Command::Split { id: annotation(session, *pick)?, at: place(text, *at) as u32 }),
        // Only what is of one layer can be merged.
        Step::Merge(picks) => {
            let first = annotation(session, picks[0])?;
            let layer = |id: &AnnotationId| session.annotation(*id).map(|it| it.layer.clone());
            let others = session.annotations().map(|it| it.id).filter(|id| layer(id) == layer(&first));
            let others: Vec<AnnotationId> = others.collect();
            let chosen = picks.iter().map(|pick| others[usize::from(*pick) % others.len()]);
            Some(Command::Merge([first].into_iter().chain(chosen).collect()))
        }
        Step::Identify(picks, name, number) => Some(Command::Identify {
            ids: annotations(session, picks),
            name: format!("name {name}"),
            number: number.map(|number| format!("e{number}")),
        }),
        Step::Separate(pick) => {
            let id = annotation(session, *pick)?;
            session.annotation(id).filter(|it| it.layer == Layer::Entity)?;
            Some(Command::Separate(id))
        }
        Step::Unrelate(picks) => Some(Command::Unrelate(relations(session, picks))),
        Step::Remove(from, to) => {
            let (from, to) = (place(text, *from), place(text, *to));
            edited(format!("{}{}", &text[..from.min(to)], &text[from.max(to)..]))
        }
        Step::Insert(at, words) => {
            let (head, tail) = text.split_at(place(text, *at));
            edited(format!("{head}{words}{tail}"))
        }
        Step::MoveParagraph(from, to) => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            let line = lines.remove(usize::from(*from) % lines.len());
            lines.insert(usize::from(*to) % (lines.len() + 1), line);
            edited(lines.join("\n"))
        }
        Step::Replace(text) => edited(text.clone()),
        Step::Suggest { .. } | Step::Undo | Step::Redo => None,
    }
}

const PERSON: Author = Author::Human(None);

fn run(session: &mut Session, step: &Step) {
    match step {
        Step::Suggest { within, marks, links } => {
            let text = session.article().text().to_owned();
            let whole = Span::new(0, text.len() as u32);
            let paragraphs = session.article().paragraphs();
            let within = within.and_then(|pick| paragraphs.get(usize::from(pick) % paragraphs.len().max(1)));
            let within = within.copied().unwrap_or(whole);
            session.suggest(within, &suggestions(&text, marks, links), 1).unwrap();
        }
        Step::Undo => drop(session.undo(&PERSON, 2).unwrap()),
        Step::Redo => drop(session.redo(&PERSON, 3).unwrap()),
        human => {
            if let Some(command) = command(session, human) {
                session.perform(&command, &PERSON, 4).unwrap();
            }
        }
    }
}

/// Everything that people see.
#[derive(Clone, Debug, PartialEq)]
struct State {
    text: String,
    annotations: Vec<Annotation>,
    relations: Vec<Relation>,
}

fn state(session: &Session) -> State {
    State {
        text: session.article().text().to_owned(),
        annotations: session.annotations().cloned().collect(),
        relations: session.relations().cloned().collect(),
    }
}

/// What a later analysis may not touch.
fn decided(session: &Session) -> State {
    let mut state = state(session);
    state.annotations.retain(|annotation| !session.is_undecided(annotation));
    state.relations.retain(|it| !(it.origin == Origin::Machine && is_suggested(it)));
    state
}

/// What people have decided, without how sure the machine is of suggestions that only their relations hold.
fn decisions(session: &Session) -> State {
    let mut state = decided(session);
    for annotation in &mut state.annotations {
        annotation.confidence = annotation.confidence.filter(|_| annotation.state != AnnotationState::Suggested);
    }
    state
}

fn is_suggested(relation: &Relation) -> bool {
    relation.state == AnnotationState::Suggested
}

/// What holds for every Session at any time.
fn check(session: &Session) {
    let text = session.article().text();
    let mut ids = BTreeSet::new();
    for annotation in session.annotations() {
        assert!(ids.insert(annotation.id));
        assert_eq!(annotation.spans.is_empty(), annotation.orphan.is_some());
        for span in &annotation.spans {
            assert!(!span.is_empty() && text.get(span.range()).is_some(), "{annotation:?}");
        }
        assert!(annotation.spans.windows(2).all(|pair| pair[0].end < pair[1].start));
    }
    for relation in session.relations() {
        assert!(ids.insert(relation.id));
        assert!(session.annotation(relation.from).is_some() && session.annotation(relation.to).is_some());
        assert!(session.relations_of(relation.from).any(|it| it.id == relation.id));
    }
    let is_mention =
        |it: &&Annotation| it.layer == Layer::Entity && it.state != AnnotationState::Rejected && !it.spans.is_empty();
    let mut mentions: Vec<_> = session.annotations().filter(is_mention).map(|it| it.id).collect();
    let mut named: Vec<_> = entities(session).into_iter().flat_map(|named| named.mentions).collect();
    mentions.sort_unstable();
    named.sort_unstable();
    assert_eq!(named, mentions, "every mention names one thing");
    for span in session.article().paragraphs() {
        let found: BTreeSet<_> = session.annotations_in(*span).map(|annotation| annotation.id).collect();
        let there = session.annotations().filter(|it| it.spans.iter().any(|fragment| fragment.overlaps(*span)));
        assert_eq!(found, there.map(|annotation| annotation.id).collect());
    }
}

fn played(text: &str, steps: &[Step]) -> Session {
    let mut session = Session::new(text);
    for step in steps {
        run(&mut session, step);
    }
    session
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_step_leaves_a_sound_session_and_every_decision(text in text(), steps in steps()) {
        let mut session = Session::new(&text);
        for step in &steps {
            let before = decided(&session);
            let ids: BTreeSet<_> = before.annotations.iter().map(|annotation| annotation.id).collect();
            run(&mut session, step);
            check(&session);
            match step {
                Step::Suggest { .. } => prop_assert_eq!(decided(&session), before),
                Step::Remove(..) | Step::Insert(..) | Step::MoveParagraph(..) | Step::Replace(_) => {
                    let after: BTreeSet<_> = decided(&session).annotations.iter().map(|it| it.id).collect();
                    prop_assert_eq!(after, ids);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn undo_takes_back_and_redo_does_again(text in text(), steps in steps(), last in human()) {
        let mut session = played(&text, &steps);
        let before = state(&session);
        let Some(command) = command(&session, &last) else { return Ok(()) };
        if session.perform(&command, &PERSON, 5).unwrap().is_none() {
            return Ok(());
        }
        let after = state(&session);
        session.undo(&PERSON, 6).unwrap();
        prop_assert_eq!(state(&session), before.clone());
        session.redo(&PERSON, 7).unwrap();
        prop_assert_eq!(state(&session), after);
        session.undo(&PERSON, 8).unwrap();
        prop_assert_eq!(state(&session), before);
    }

    #[test]
    fn undo_takes_back_whatever_the_machine_has_said_since(
        text in text(),
        steps in steps(),
        last in human(),
        machine in prop::collection::vec(suggest(), 1..4),
    ) {
        let mut session = played(&text, &steps);
        let (before, decided_before) = (state(&session), decisions(&session));
        let Some(command) = command(&session, &last) else { return Ok(()) };
        if session.perform(&command, &PERSON, 5).unwrap().is_none() {
            return Ok(());
        }
        let decided_after = decisions(&session);
        for step in &machine {
            run(&mut session, step);
        }
        session.undo(&PERSON, 6).unwrap();
        check(&session);
        if matches!(command, Command::EditText(_)) {
            prop_assert_eq!(state(&session), before);
        } else {
            prop_assert_eq!(decisions(&session), decided_before);
        }
        for step in &machine {
            run(&mut session, step);
        }
        session.redo(&PERSON, 7).unwrap();
        check(&session);
        prop_assert_eq!(decisions(&session), decided_after);
    }

    #[test]
    fn undo_reaches_back_to_the_start(text in text(), steps in steps()) {
        let mut session = played(&text, &steps);
        while session.can_undo() {
            session.undo(&PERSON, 6).unwrap();
        }
        prop_assert_eq!(session.article().text(), session.opened());
        let decided = decided(&session);
        prop_assert!(decided.annotations.is_empty() && decided.relations.is_empty());
    }

    #[test]
    fn the_log_and_the_file_lead_to_the_same_session(text in text(), steps in steps()) {
        let session = played(&text, &steps);
        let log: Vec<Edit> = serde_json::from_str(&serde_json::to_string(session.log()).unwrap()).unwrap();
        prop_assert_eq!(&log, session.log());
        let file = native::read(&native::write(&session).text).unwrap();
        for mut again in [Session::replay(session.opened(), log).unwrap(), file] {
            prop_assert_eq!(again.log(), session.log());
            prop_assert_eq!(state(&again), state(&session));
            let mut session = session.clone();
            prop_assert_eq!(again.undo(&PERSON, 9).unwrap(), session.undo(&PERSON, 9).unwrap());
            prop_assert_eq!(again.redo(&PERSON, 9).unwrap(), session.redo(&PERSON, 9).unwrap());
        }
    }

    #[test]
    fn ids_are_never_used_again(text in text(), steps in steps()) {
        let session = played(&text, &steps);
        let mut made = BTreeSet::new();
        for edit in session.log().iter().filter(|edit| edit.undoes.is_none()) {
            let log = serde_json::to_value(&edit.changes).unwrap();
            for change in log.as_array().unwrap() {
                let Some(change) = change.get("annotation").or_else(|| change.get("relation")) else { continue };
                if change.get("before").is_none() {
                    prop_assert!(made.insert(change["after"]["id"].as_u64().unwrap()));
                }
            }
        }
    }

    #[test]
    fn the_same_analysis_twice_changes_nothing(text in text(), steps in steps(), last in suggest()) {
        let mut session = played(&text, &steps);
        run(&mut session, &last);
        let edits = session.log().len();
        run(&mut session, &last);
        prop_assert_eq!(session.log().len(), edits);
    }

    #[test]
    fn after_labelling_all_every_place_stands_so(text in text(), steps in steps(), mark in mark()) {
        let mut session = played(&text, &steps);
        let places = spans(session.article().text(), &mark);
        let (layer, label) = (layer(&mark), label(mark.label));
        let edits = session.log().len();
        let all = Command::AnnotateAll { layer: layer.clone(), label: label.clone(), places: places.clone() };
        session.perform(&all, &PERSON, 5).unwrap();
        prop_assert!(session.log().len() <= edits + 1, "one Edit");
        for place in places {
            prop_assert!(matches!(session.prospect(&layer, &label, place), Prospect::Nothing(_)), "{:?}", place);
        }
        prop_assert!(session.perform(&all, &PERSON, 6).unwrap().is_none(), "twice is once");
    }

    #[test]
    fn what_was_rejected_is_not_suggested_again(text in text(), marks in prop::collection::vec(mark(), 1..8)) {
        let mut session = Session::new(&text);
        let suggest = Step::Suggest { within: None, marks, links: Vec::new() };
        run(&mut session, &suggest);
        let ids: Vec<_> = session.annotations().map(|annotation| annotation.id).collect();
        session.perform(&Command::Reject(ids.clone()), &PERSON, 2).unwrap();
        run(&mut session, &suggest);
        prop_assert_eq!(session.annotations().count(), ids.len());
    }
}

/// Nothing here may take time that grows with the square of the article: 20,000 suggestions on 1 MB.
#[test]
fn a_long_article_is_edited_as_fast_as_a_short_one() {
    const PARAGRAPHS: u32 = 5_000;
    let paragraph = "Awa Kone of Acme said about 20 people left Mali for the hills on Monday, and then it rained until noon, when \
                     Acme said that Mali had been spared the worst of a storm that began far off over the quiet Atlantic in 00000.\n";
    let text: String = (0..PARAGRAPHS).map(|number| paragraph.replace("00000", &format!("{number:05}"))).collect();
    let mut session = Session::new(&text);
    let length = paragraph.len() as u32;
    for number in 0..PARAGRAPHS {
        let mark = |start: u32, end: u32| Suggestion {
            layer: Layer::Entity,
            label: Label::from("ORG"),
            spans: vec![Span::new(number * length + start, number * length + end)],
            attributes: BTreeMap::new(),
            confidence: 0.5,
        };
        let annotations = vec![mark(0, 8), mark(12, 16), mark(41, 45), mark(107, 111)];
        let relations = vec![(0, "same-as".to_owned(), 1)];
        let within = Span::new(number * length, (number + 1) * length);
        session.suggest(within, &Suggestions { annotations, relations }, 0).unwrap();
    }
    let ids: Vec<_> = session.annotations().map(|annotation| annotation.id).collect();
    assert_eq!(ids.len(), 20_000);
    session.perform(&Command::Accept(ids[..10_000].to_vec()), &PERSON, 1).unwrap();
    for id in &ids[10_000..10_500] {
        session.perform(&Command::Accept(vec![*id]), &PERSON, 2).unwrap();
    }
    let edited = format!("A new start.\n{}", text.replacen("Atlantic", "Pacific", 3000));
    session.perform(&Command::EditText(edited), &PERSON, 3).unwrap();
    assert_eq!(session.annotations().filter(|annotation| annotation.orphan.is_some()).count(), 0);
    assert_eq!(session.annotations().count(), 18_500, "suggestions in 500 changed paragraphs are dropped");
    session.undo(&PERSON, 4).unwrap();
    assert_eq!((session.article().text(), session.annotations().count()), (&text[..], 20_000));
    assert_eq!(state(&native::read(&native::write(&session).text).unwrap()), state(&session));
}
