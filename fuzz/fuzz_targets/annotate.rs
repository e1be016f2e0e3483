#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::{Article, Engine, Span};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

fuzz_target!(|text: &str| {
    let article = Article::new(text);
    let analysis = ENGINE.annotate(&article);
    let text = article.text();
    let sound = |span: Span| text.get(span.range()).is_some_and(|words| !words.is_empty());
    assert!(analysis.tokens.iter().all(|token| sound(token.span)));
    assert!(analysis.tokens.is_sorted_by(|one, next| one.span.end <= next.span.start));
    assert!(analysis.mentions.iter().all(|mention| sound(mention.span)));
    assert!(analysis.mentions.is_sorted_by(|one, next| one.span.end <= next.span.start));
    assert!(analysis.mentions.iter().all(|mention| (mention.entity as usize) < analysis.entities.len()));
    assert!(analysis.quotations.iter().flat_map(|quotation| &quotation.fragments).all(|span| sound(*span)));
    assert!(analysis.quantities.iter().all(|quantity| sound(quantity.span)));
});
