//! What holds for the sentences and tokens of any text at all.

use postil::Span;
use postil::segment::{self, Segmentation};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn check(text: &str) {
    let found = segment::segment(text);
    assert_eq!(found, segment::segment(text), "the same every time: {text:?}");
    assert_eq!(found.tokens, segment::tokens(text), "{text:?}");
    tokens_tile(text, &found);
    sentences_hold_tokens(text, &found);
}

fn tokens_tile(text: &str, found: &Segmentation) {
    let mut at = 0;
    for token in &found.tokens {
        assert!(!token.span.is_empty(), "{text:?}");
        assert!(blank(text, Span::new(at, token.span.start)), "{at}..{} of {text:?}", token.span.start);
        assert!(text.get(token.span.range()).is_some_and(|token| !token.contains(char::is_whitespace)), "{text:?}");
        at = token.span.end;
    }
    assert!(blank(text, Span::new(at, text.len() as u32)), "{text:?}");
}

fn blank(text: &str, gap: Span) -> bool {
    text.get(gap.range()).is_some_and(|gap| gap.chars().all(char::is_whitespace))
}

fn sentences_hold_tokens(text: &str, found: &Segmentation) {
    let mut tokens = found.tokens.iter().peekable();
    for sentence in &found.sentences {
        let first = tokens.next().expect("a sentence has a token");
        let mut last = first;
        while let Some(token) = tokens.next_if(|token| token.span.start < sentence.end) {
            last = token;
        }
        assert_eq!((sentence.start, sentence.end), (first.span.start, last.span.end), "{text:?}");
    }
    assert!(tokens.next().is_none(), "every token lies in a sentence: {text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn almost_english(text in r#"[a-dA-D0-2 .,'’"”“()$%&@#:;!?/_*+<>=^~|…–—-]{0,60}"#) {
        check(&text);
    }

    #[test]
    fn emoji_marks_and_odd_spaces(text in "[a-z. \u{a0}\u{2009}\u{200b}\u{200d}\u{301}\u{fe0f}\u{1f468}\u{1f3fd}\u{1f1f2}\u{feff}\n]{0,40}") {
        check(&text);
    }
}

#[test]
fn hostile_text_takes_time_in_proportion() {
    for piece in [
        "\"",
        "'",
        "(",
        "1",
        "A",
        ".",
        "a.",
        "A. ",
        "a@",
        "@",
        "www.",
        "http://a)",
        "1x",
        "1/",
        "1-",
        "a-",
        "-a",
        "re-",
        "a'",
        "n't",
        "#a",
        "&A",
        "a*",
        "_",
        ":)",
        "<",
        "\u{1f1f2}",
        "\u{200d}",
        "👩\u{200d}",
        "é\u{301}",
        ". ",
        "? ",
        "\n",
        "。",
        "1,0",
        "$1",
        "A&",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        let start = Instant::now();
        check(&text);
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}
