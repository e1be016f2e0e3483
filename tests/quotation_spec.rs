//! The literate cases of `tests/spec/quotations.md`, and what holds for the quotations of any text.

use postil::{Analysis, Article, Engine, Span};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// A sentence without its mark-up, and the spans that were marked.
#[derive(Debug, Default)]
struct Case {
    text: String,
    content: BTreeSet<Span>,
    speakers: BTreeSet<Span>,
    cues: BTreeSet<Span>,
}

fn parse(marked: &str) -> Case {
    let mut case = Case::default();
    let mut open = Vec::new();
    let mut rest = marked;
    while let Some(next) = rest.chars().next() {
        if let Some(kind) = ["[Q ", "{S ", "<C "].iter().find(|mark| rest.starts_with(**mark)) {
            open.push((next, case.text.len() as u32));
            rest = &rest[kind.len()..];
            continue;
        }
        let closes =
            open.last().is_some_and(|(opener, _)| matches!((opener, next), ('[', ']') | ('{', '}') | ('<', '>')));
        if closes && let Some((opener, start)) = open.pop() {
            let span = Span::new(start, case.text.len() as u32);
            let spans = match opener {
                '[' => &mut case.content,
                '{' => &mut case.speakers,
                _ => &mut case.cues,
            };
            spans.insert(span);
        } else {
            case.text.push(next);
        }
        rest = &rest[next.len_utf8()..];
    }
    assert!(open.is_empty(), "unclosed mark-up: {marked}");
    case
}

/// The span without the stops and commas at its edges.
fn core(text: &str, span: Span) -> Span {
    let edge = [' ', '.', ',', ';', '\n'];
    let slice = span.slice(text);
    let lead = slice.len() - slice.trim_start_matches(edge).len();
    let end = slice.trim_end_matches(edge).len().max(lead);
    Span::new(span.start + lead as u32, span.start + end as u32)
}

fn found(analysis: &Analysis, text: &str) -> [BTreeSet<Span>; 3] {
    let all = analysis.quotations.iter();
    let content = all.clone().flat_map(|quotation| &quotation.fragments).map(|span| core(text, *span)).collect();
    let speakers = all.clone().filter_map(|quotation| quotation.speaker).collect();
    [content, speakers, all.filter_map(|quotation| quotation.cue).collect()]
}

fn fails(marked: &str) -> Option<String> {
    let case = parse(&marked.replace(" ⏎ ", "\n"));
    let analysis = ENGINE.annotate(&Article::new(&case.text));
    let [content, speakers, cues] = found(&analysis, &case.text);
    let expected = case.content.iter().map(|span| core(&case.text, *span)).collect();
    let cues_agree = case.cues.is_empty() || cues == case.cues;
    let same = content == expected && speakers == case.speakers && cues_agree;
    let show = |spans: &BTreeSet<Span>| spans.iter().map(|span| span.slice(&case.text).to_owned()).collect::<Vec<_>>();
    (!same).then(|| {
        format!(
            "{marked}\n    content {:?}\n    speakers {:?}\n    cues {:?}",
            show(&content),
            show(&speakers),
            show(&cues)
        )
    })
}

#[test]
fn every_case_does_as_it_says() {
    let spec = include_str!("spec/quotations.md");
    let mut wrong = String::new();
    let mut lines = spec.lines().peekable();
    let mut count = 0;
    while let Some(line) = lines.next() {
        let Some((number, marked)) = line.strip_prefix("- ").and_then(|case| case.split_once(' ')) else { continue };
        count += 1;
        let known = lines.next_if(|next| next.trim_start().starts_with("FIXME")).is_some();
        match (fails(marked), known) {
            (Some(report), false) => writeln!(wrong, "{number} fails: {report}").unwrap(),
            (None, true) => writeln!(wrong, "{number} passes now: take its FIXME away").unwrap(),
            _ => {}
        }
    }
    assert!(count > 80, "{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Case 5.9: an article of 4,000 words on one line. What it says at its start and end is joined all the same.
#[test]
fn no_window_cuts_a_long_line() {
    let filler = "The road stayed closed all day. ".repeat(650);
    let text = format!("“We are ready,” said Awa Kone. {filler}“We have waited,” said Kone. {filler}“Now,” she said.");
    let article = Article::new(&text);
    let analysis = ENGINE.annotate(&article);
    let sources: Vec<Option<u32>> = analysis.quotations.iter().map(|quotation| quotation.source).collect();
    assert_eq!(sources, [Some(0); 3]);
    assert_eq!(analysis.sources[0].name, "Awa Kone");
}

fn check(text: &str) {
    let article = Article::new(text);
    let analysis = ENGINE.annotate(&article);
    let text = article.text();
    for quotation in &analysis.quotations {
        assert!(!quotation.fragments.is_empty());
        let mut reach = 0;
        for fragment in &quotation.fragments {
            assert!(fragment.start >= reach && !fragment.is_empty() && !fragment.slice(text).is_empty(), "{text:?}");
            reach = fragment.end;
        }
        for span in [quotation.cue, quotation.speaker].into_iter().flatten() {
            assert!(!span.slice(text).is_empty(), "{text:?}");
        }
        assert_eq!(quotation.speaker.is_some(), quotation.source.is_some());
        assert!(quotation.source.is_none_or(|source| (source as usize) < analysis.sources.len()));
        assert!((0.0..=1.0).contains(&quotation.confidence));
    }
    assert!(analysis.quotations.is_sorted_by_key(|quotation| quotation.fragments[0].start));
    for source in &analysis.sources {
        assert!(!source.name.is_empty() && source.mentions.is_sorted(), "{source:?}");
        assert!(source.entity.is_none_or(|entity| (entity as usize) < analysis.entities.len()));
    }
}

fn check_repeated(unit: &str, length: usize) {
    check(&unit.repeat(length / unit.len()));
}

#[test]
fn a_megabyte_of_unbalanced_marks_is_read() {
    check_repeated(" \"“‘„«'", 1_000_000);
}

#[test]
fn sentences_without_end_are_read() {
    for unit in ["\" \"", "«»„“", "he said \"", ", he said, ", "and said that ", "(, a "] {
        check_repeated(unit, 100_000);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn any_row_of_reporting_words_is_read(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "he", "said", "that", ",", ".", ":", ";", "“", "”", "\"", "'", "‘", "’", "–", "(", ")", "and", "told", "According", "to",
                "Awa", "Kone", "the", "mayor", "who", "adding", "citing", "as", "put", "it", "at", "20", "was", "by", "claims", "of", "in",
                "Tuesday", "asked", "whether", "\n", "BA:", "’s", "view", "his", "promise", "with", "é",
            ]),
            0..40,
        )
    ) {
        check(&words.join(" "));
    }
}
