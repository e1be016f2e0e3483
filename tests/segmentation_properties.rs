//! What holds for the sentences and tokens of any text at all.

use postil::Span;
use postil::model::{BoundaryPredictor, Model};
use postil::segment::{self, Segmentation};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

fn check(text: &str) {
    let predictor = &*PREDICTOR;
    for (found, again) in [
        (segment::segment(text), segment::segment(text)),
        (segment::segment_with(predictor, text), segment::segment_with(predictor, text)),
    ] {
        assert_eq!(found, again, "the same every time: {text:?}");
        assert_eq!(found.tokens, segment::tokens(text), "{text:?}");
        tokens_tile(text, &found);
        sentences_hold_tokens(text, &found);
    }
}

static PREDICTOR: LazyLock<BoundaryPredictor> = LazyLock::new(|| {
    let model = Model::read(include_bytes!("../models/sentences.bin").to_vec()).expect("the shipped model is readable");
    BoundaryPredictor::new(Arc::new(model)).expect("the shipped model has all sections")
});

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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_model_or_an_error(bytes in any::<Vec<u8>>(), cut in 0_usize..65_596, at in 0_usize..65_596) {
        let mut file = include_bytes!("../models/sentences.bin").to_vec();
        prop_assert!(Model::read(bytes).is_err());
        prop_assert!(Model::read(file[..cut].to_vec()).is_err());
        file[at] = file[at].wrapping_add(1);
        prop_assert!(Model::read(file).is_err());
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
        check(&piece.repeat(15_000 / piece.len()));
    }
}
