//! The cases of `spec/coreference.md`, and properties of entities that hold for any names in any text.

use postil::analysis::{Entity, EntityLabel, Mention};
use postil::resolve::entity::entities;
use postil::{Article, Document, Engine, Span};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Compiled once: the lexicons are large.
static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// One case: its text and names, and whether it is known to be missed.
#[derive(Default)]
struct Case {
    text: String,
    names: Vec<Name>,
    missed: bool,
}

struct Name {
    span: Span,
    label: EntityLabel,
    entity: u32,
    of: Option<u32>,
}

fn cases(spec: &str) -> Vec<Case> {
    let item = |line: &str| match line.split_at_checked(2)? {
        ("- ", marked) => Some(case(marked)),
        ("~ ", marked) => Some(Case { missed: true, ..case(marked) }),
        _ => None,
    };
    spec.lines().filter_map(item).collect()
}

fn case(marked: &str) -> Case {
    let mut case = Case::default();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, behind) = after.split_once(']').expect("a bracket is closed");
        case.text += before;
        let start = case.text.len() as u32;
        let parts: Vec<&str> = inside.rsplitn(3, ' ').collect();
        let [number, label, name] = parts[..] else { panic!("[{inside}] has no name, label and number") };
        let (entity, of) = number.split_once('>').map_or((number, None), |(entity, of)| (entity, Some(of)));
        case.text += name;
        case.names.push(Name {
            span: Span::new(start, case.text.len() as u32),
            label: EntityLabel::ALL.into_iter().find(|known| known.name() == label).expect("a label"),
            entity: entity.parse().expect("a number"),
            of: of.map(|of| of.parse().expect("a number")),
        });
        rest = behind;
    }
    case.text += rest;
    case
}

fn joined(text: &str, mentions: &mut [Mention]) -> Vec<Entity> {
    let article = Article::new(text);
    let analysis = ENGINE.annotate(&article);
    let document = Document {
        text: article.text(),
        paragraphs: article.paragraphs(),
        sentences: &analysis.sentences,
        tokens: &analysis.tokens,
    };
    entities(&document, mentions)
}

fn mention(span: Span, label: EntityLabel) -> Mention {
    Mention { span, label, entity: 0, confidence: 1.0 }
}

/// What is wanted and what is found, numbered in order of first mention.
fn compared(case: &Case) -> (Vec<String>, Vec<String>) {
    let mut mentions: Vec<Mention> = case.names.iter().map(|name| mention(name.span, name.label)).collect();
    let entities = joined(&case.text, &mut mentions);
    let mut numbers = BTreeMap::new();
    for name in &case.names {
        let next = numbers.len() as u32;
        numbers.entry(name.entity).or_insert(next);
    }
    let shown = |name: &Name, entity: u32, of: Option<u32>| {
        format!("{} {entity}{}", name.span.slice(&case.text), of.map(|of| format!(">{of}")).unwrap_or_default())
    };
    let wanted = case.names.iter().map(|name| shown(name, numbers[&name.entity], name.of.map(|of| numbers[&of])));
    let found = case.names.iter().zip(&mentions);
    let found = found.map(|(name, found)| shown(name, found.entity, entities[found.entity as usize].of));
    (wanted.collect(), found.collect())
}

#[test]
fn every_case_of_the_spec() {
    let cases = cases(include_str!("spec/coreference.md"));
    let mut wrong = Vec::new();
    for case in &cases {
        let (wanted, found) = compared(case);
        if (wanted == found) == case.missed {
            wrong.push(format!("{}\n  wanted {wanted:?}\n  found  {found:?}", case.text));
        }
    }
    assert!(cases.len() >= 60, "the spec was not read");
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Every mention belongs to one entity, the entities' lists are in order and share the mentions out.
fn holds(text: &str, mentions: &mut [Mention]) {
    let entities = joined(text, mentions);
    let mut seen = BTreeSet::new();
    for (number, entity) in entities.iter().enumerate() {
        assert!(!entity.mentions.is_empty() && entity.mentions.is_sorted(), "{entity:?}");
        for place in &entity.mentions {
            assert!(seen.insert(*place), "mention {place} has two entities");
            let mention = mentions[*place as usize];
            assert!(mention.entity == number as u32 && mention.label == entity.label);
        }
        let place = entity.of.map(|of| &entities[of as usize]);
        assert!(place.is_none_or(|place| matches!(place.label, EntityLabel::Gpe | EntityLabel::Loc)));
    }
    assert_eq!(seen.len(), mentions.len());
    let firsts: Vec<u32> = entities.iter().map(|entity| entity.mentions[0]).collect();
    assert!(firsts.is_sorted(), "entities are in order of first mention");
}

/// The runs of letters of `text` that `picked` picks, as names.
fn picked(text: &str, picked: &[(usize, usize)]) -> Vec<Mention> {
    let labels = EntityLabel::ALL;
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut mentions = Vec::new();
    let mut from = 0;
    for (gap, length) in picked {
        let (start, end) = (from + gap, from + gap + length);
        let Some((start, end)) = starts.get(start).zip(starts.get(end)) else { break };
        mentions.push(mention(Span::new(*start as u32, *end as u32), labels[(gap * 7 + length) % labels.len()]));
        from += gap + length;
    }
    mentions
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_pieces_of_any_text_are_shared_out(
        text in "\\PC{0,200}",
        pieces in prop::collection::vec((0usize..6, 1usize..12), 0..30),
    ) {
        let article = Article::new(&text);
        let mut mentions = picked(article.text(), &pieces);
        holds(article.text(), &mut mentions);
    }

    #[test]
    fn names_of_all_kinds_are_shared_out(
        words in prop::collection::vec((prop::sample::select(WORDS), 0usize..11), 0..60),
    ) {
        let mut text = String::new();
        let mut mentions = Vec::new();
        for (word, label) in words {
            let start = text.len() as u32;
            text += word;
            let span = Span::new(start, text.len() as u32);
            if word.starts_with(char::is_uppercase) {
                mentions.push(mention(span, EntityLabel::ALL[label]));
            }
            text.push(' ');
        }
        holds(&text, &mut mentions);
    }
}

const WORDS: &[&str] = &[
    "Awa Kone",
    "Kone",
    "A. Kone",
    "Issa Kone",
    "Mr Kone",
    "Mr",
    "Mrs",
    "his wife,",
    "(",
    ")",
    ", formerly ",
    "she said.",
    "National Water Board",
    "NWB",
    "Water Board",
    "Board",
    "Bank of Mali",
    "Bank",
    "U.S.",
    "United States",
    "US Embassy",
    "American",
    "Americans",
    "Mali",
    "Malian",
    "Goïta",
    "Goita",
    "Petrenchuk",
    "Petrenchok",
    "Davao City",
    "Davao",
    "Cyclone Idora",
    "É",
];

#[test]
fn a_hundred_thousand_names_are_joined() {
    let names = |count: usize, name: &dyn Fn(usize) -> String| (0..count).map(name).collect::<Vec<_>>();
    for names in [
        names(100_000, &|_| "Kone".to_owned()),
        names(20_000, &|at| format!("Awa{} Kone", at % 5000)),
        names(20_000, &|at| format!("Bank of Place{at}")),
        names(20_000, &|at| {
            if at % 2 == 0 { "National Water Board (".to_owned() } else { format!("N{at}WB").replace('2', "") }
        }),
        names(20, &|_| "Mr ".repeat(20_000)),
        names(20_000, &|at| format!("Petrench{}", char::from(b'a' + (at % 26) as u8))),
    ] {
        let (mut text, mut mentions) = (String::new(), Vec::new());
        for (at, name) in names.iter().enumerate() {
            let span = Span::new(text.len() as u32, (text.len() + name.len()) as u32);
            mentions.push(mention(span, [EntityLabel::Person, EntityLabel::Org][at % 2]));
            text += name;
            text.push(' ');
        }
        let document = Document { text: &text, paragraphs: &[], sentences: &[], tokens: &[] };
        let entities = entities(&document, &mut mentions);
        assert_eq!(entities.iter().map(|entity| entity.mentions.len()).sum::<usize>(), mentions.len());
    }
}
