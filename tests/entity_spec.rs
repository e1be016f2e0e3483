//! The cases of `spec/entities.md`, and properties of names that hold for any text.

use postil::detect::entity::Recognizer;
use postil::model::{Model, join};
use postil::{Analysis, Article, Document, Engine};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

/// One case: its text, the names wanted as "name LABEL", and whether it is known to be missed.
struct Case {
    text: String,
    wanted: Vec<String>,
    missed: bool,
}

fn cases(spec: &str) -> Vec<Case> {
    let item = |line: &str| match line.split_at_checked(2)? {
        ("- ", marked) => Some(case(marked, false)),
        ("~ ", marked) => Some(case(marked, true)),
        _ => None,
    };
    spec.lines().filter_map(item).collect()
}

fn case(marked: &str, missed: bool) -> Case {
    let mut case = Case { text: String::new(), wanted: Vec::new(), missed };
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, behind) = after.split_once(']').expect("a bracket is closed");
        let (name, label) = inside.rsplit_once(' ').expect("a label stands after the name");
        case.text += before;
        case.text += name;
        case.wanted.push(format!("{name} {label}"));
        rest = behind;
    }
    case.text += rest;
    case
}

fn found(text: &str, analysis: &Analysis) -> Vec<String> {
    let named = |mention: &postil::analysis::Mention| format!("{} {}", mention.span.slice(text), mention.label.name());
    analysis.mentions.iter().map(named).collect()
}

#[test]
fn every_case_of_the_spec() {
    let cases = cases(include_str!("spec/entities.md"));
    let mut wrong = Vec::new();
    for case in &cases {
        let article = Article::new(&case.text);
        let found = found(article.text(), &ENGINE.annotate(&article));
        if (found == case.wanted) == case.missed {
            wrong.push(format!("{}\n  wanted {:?}\n  found  {found:?}", case.text, case.wanted));
        }
    }
    assert!(cases.len() >= 60, "the spec was not read");
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Made once: the lexicons and the models are large.
static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::with_model(models()).expect("the shipped models are readable"));

fn models() -> Vec<u8> {
    let files: [&[u8]; 3] = [
        include_bytes!("../models/entities.bin"),
        include_bytes!("../models/sentences.bin"),
        include_bytes!("../models/words.bin"),
    ];
    join(&files.map(|file| Model::read(file.to_vec()).expect("a shipped model is readable")))
}

fn holds(text: &str) {
    let article = Article::new(text);
    let analysis = ENGINE.annotate(&article);
    let starts: Vec<u32> = analysis.tokens.iter().map(|token| token.span.start).collect();
    let ends: Vec<u32> = analysis.tokens.iter().map(|token| token.span.end).collect();
    for pair in analysis.mentions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "in order, none over another");
    }
    for (place, mention) in analysis.mentions.iter().enumerate() {
        assert!(starts.binary_search(&mention.span.start).is_ok() && ends.binary_search(&mention.span.end).is_ok());
        assert!((0.0..=1.0).contains(&mention.confidence));
        let entity = &analysis.entities[mention.entity as usize];
        assert!(entity.mentions.contains(&(place as u32)) && entity.label == mention.label);
    }
    let joined: usize = analysis.entities.iter().map(|entity| entity.mentions.len()).sum();
    assert_eq!(joined, analysis.mentions.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn mentions_keep_their_promises_on_any_text(text in "\\PC{0,300}") {
        holds(&text);
    }

    #[test]
    fn mentions_keep_their_promises_on_names(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..60),
        glue in prop::sample::select(&[" ", "", "  \n"][..]),
    ) {
        holds(&words.join(glue));
    }
}

const WORDS: &[&str] = &[
    "Mali",
    "General",
    "of",
    "the",
    "Ministry",
    "al",
    "-",
    "Qaeda",
    "Dembele",
    "Awa",
    ",",
    ".",
    "(",
    ")",
    "UN",
    "and",
    "President",
    "de",
    "la",
    "said",
    "St.",
    "'s",
    "Goïta",
    "BAMAKO",
    "May",
    "\"",
    "X",
    "&",
    "for",
    "Health",
    "Party",
    "3",
    "’s",
    "É",
];

#[test]
fn a_million_capitalised_words_are_read_to_the_end() {
    let model = Arc::new(Model::read(models()).expect("the shipped models are readable"));
    let recognizer = Recognizer::default().with_model(&model).expect("the shipped models fit");
    for (word, times) in [
        ("Aa ", 1_000_000),
        ("San ", 10_000),
        ("Ministry of ", 10_000),
        ("A. ", 10_000),
        ("Mali-", 10_000),
        ("Aa-bb ", 10_000),
    ] {
        let article = Article::new(&word.repeat(times));
        let paragraph = ENGINE.read(article.text());
        let document = Document {
            text: article.text(),
            paragraphs: article.paragraphs(),
            sentences: &paragraph.segmentation.sentences,
            tokens: &paragraph.segmentation.tokens,
        };
        assert!(recognizer.mentions(&document).len() <= 2 * times);
    }
}
