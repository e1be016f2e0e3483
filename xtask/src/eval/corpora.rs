//! Reads the corpora: one JSON document a line, offsets in code points. What leaves here has UTF-8 spans.

use postil::score::entity::{LabelMap, Name};
use postil::score::quantity::{Claim, Modifier, Scope};
use postil::score::quotation::Quoted;
use postil::text::OffsetMap;
use postil::{Article, Span};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A text with names, tokens and sentences.
pub(super) struct NamedText {
    pub(super) article: Article,
    pub(super) names: Vec<Name>,
    pub(super) tokens: Vec<Span>,
    pub(super) sentences: Vec<Span>,
}

/// A text with quotations.
pub(super) struct QuotedText {
    pub(super) article: Article,
    pub(super) quotations: Vec<Quoted>,
    pub(super) ignored: Vec<Span>,
}

/// A text with numeric claims.
pub(super) struct NumberedText {
    /// The suite's name for it.
    pub(super) id: String,
    pub(super) article: Article,
    pub(super) claims: Vec<Claim>,
    pub(super) scope: Scope,
    /// Whether its claims are numbers only to those who know the conversation ("I'll take five").
    pub(super) latent: bool,
}

/// The label maps of all corpora of names, by the corpus' name.
pub(super) fn label_map(data: &Path, corpus: &str) -> Result<LabelMap, String> {
    let path = data.join("ner/LABELMAP.json");
    let all: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&text_of(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    let entry = all.get(corpus).ok_or_else(|| format!("{} has no entry {corpus}", path.display()))?;
    LabelMap::deserialize(entry).map_err(|error| format!("{} at {corpus}: {error}", path.display()))
}

/// The texts of a corpus of names. Spans lose articles and possessives, on which corpora differ.
pub(super) fn named(path: &Path, map: &LabelMap) -> Result<Vec<NamedText>, String> {
    documents(path, |document: NamedDocument, place| {
        let name = |entity: &NamedSpan| -> Result<Name, String> {
            let span = postil::score::entity::strip(&document.text, place.span(entity.start, entity.end)?);
            Ok(Name { span, types: map.types(&entity.label), optional: entity.optional })
        };
        let tokens: Vec<Span> = place.spans(&document.tokens)?;
        Ok(NamedText {
            names: document.entities.iter().map(name).collect::<Result<_, _>>()?,
            sentences: document.sents.iter().map(|&range| covered(&tokens, range)).collect::<Result<_, _>>()?,
            tokens,
            article: place.article,
        })
    })
}

fn covered(tokens: &[Span], (first, end): (usize, usize)) -> Result<Span, String> {
    match tokens.get(first..end) {
        Some([only]) => Ok(*only),
        Some([first, .., last]) => Ok(first.cover(*last)),
        _ => Err(format!("no sentence of tokens {first}..{end}")),
    }
}

/// The texts of a corpus of quotations. What is no speech (beliefs, plans) is optional.
pub(super) fn quoted(path: &Path) -> Result<Vec<QuotedText>, String> {
    documents(path, |document: QuotedDocument, place| {
        let quoted = |quote: &QuotedSpan| -> Result<Quoted, String> {
            let pieces = quote.spans.clone().unwrap_or_else(|| vec![(quote.start, quote.end)]);
            let speaker = quote.speaker.as_ref().map(|speaker| place.span(speaker.start, speaker.end)).transpose()?;
            Ok(Quoted { fragments: place.spans(&pieces)?, speaker, optional: !quote.speech })
        };
        Ok(QuotedText {
            quotations: document.quotes.iter().map(quoted).collect::<Result<_, _>>()?,
            ignored: place.spans(&document.ignore)?,
            article: place.article,
        })
    })
}

/// The texts of a suite of numbers.
pub(super) fn numbered(path: &Path) -> Result<Vec<NumberedText>, String> {
    documents(path, |document: NumberedDocument, place| {
        let claims = document.spans.into_iter().map(|span| claim(&place, span)).collect::<Result<_, _>>()?;
        let scope = scope(document.scope);
        Ok(NumberedText { id: document.id, claims, scope, latent: document.latent, article: place.article })
    })
}

fn claim(place: &Place, span: NumberedSpan) -> Result<Claim, String> {
    Ok(Claim {
        span: place.span(span.start, span.end)?,
        kind: span.kind,
        value: span.value,
        low: span.low,
        high: span.high,
        unit: span.unit,
        states_modifier: span.modifier.is_some() || span.change.is_some(),
        modifier: span.modifier.as_deref().and_then(Modifier::of_words),
    })
}

fn scope(kinds: Option<Vec<String>>) -> Scope {
    match kinds {
        Some(kinds) if !kinds.is_empty() && !kinds.iter().any(|kind| kind == "*") => Scope::Kinds(kinds),
        _ => Scope::All,
    }
}

/// A text, and how the corpus' offsets lie in it.
struct Place {
    article: Article,
    offsets: OffsetMap,
}

impl Place {
    fn new(text: &str) -> Result<Self, String> {
        let article = Article::new(text);
        if article.text() != text {
            return Err("the text is altered when it is taken in, so that the corpus' offsets do not hold".to_owned());
        }
        Ok(Self { offsets: OffsetMap::new(article.text()), article })
    }

    fn span(&self, start: u32, end: u32) -> Result<Span, String> {
        let byte =
            |offset| self.offsets.from_codepoint(offset).ok_or_else(|| format!("offset {offset} is past the end"));
        Ok(Span::new(byte(start)?, byte(end)?))
    }

    fn spans(&self, pairs: &[(u32, u32)]) -> Result<Vec<Span>, String> {
        pairs.iter().map(|&(start, end)| self.span(start, end)).collect()
    }
}

trait Document: DeserializeOwned {
    fn text(&self) -> &str;
}

fn documents<D: Document, T>(path: &Path, read: impl Fn(D, Place) -> Result<T, String>) -> Result<Vec<T>, String> {
    let content = text_of(path)?;
    let lines = content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let document = |line: &str| -> Result<T, String> {
        let document: D = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let place = Place::new(document.text())?;
        read(document, place)
    };
    lines
        .map(|(number, line)| document(line).map_err(|error| format!("{}:{}: {error}", path.display(), number + 1)))
        .collect()
}

fn text_of(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

#[derive(Deserialize)]
struct NamedDocument {
    text: String,
    entities: Vec<NamedSpan>,
    #[serde(default)]
    tokens: Vec<(u32, u32)>,
    #[serde(default)]
    sents: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct NamedSpan {
    start: u32,
    end: u32,
    label: String,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
struct QuotedDocument {
    text: String,
    quotes: Vec<QuotedSpan>,
    #[serde(default)]
    ignore: Vec<(u32, u32)>,
}

#[derive(Deserialize)]
struct QuotedSpan {
    start: u32,
    end: u32,
    spans: Option<Vec<(u32, u32)>>,
    speaker: Option<Part>,
    #[serde(default = "yes")]
    speech: bool,
}

#[derive(Deserialize)]
struct Part {
    start: u32,
    end: u32,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct NumberedDocument {
    id: String,
    text: String,
    scope: Option<Vec<String>>,
    #[serde(default)]
    spans: Vec<NumberedSpan>,
    #[serde(default)]
    latent: bool,
}

#[derive(Deserialize)]
struct NumberedSpan {
    start: u32,
    end: u32,
    kind: String,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    modifier: Option<String>,
    change: Option<serde_json::Value>,
}

impl Document for NamedDocument {
    fn text(&self) -> &str {
        &self.text
    }
}

impl Document for QuotedDocument {
    fn text(&self) -> &str {
        &self.text
    }
}

impl Document for NumberedDocument {
    fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_become_bytes() {
        let place = Place::new("Goïta said").unwrap();
        assert_eq!(place.span(0, 5).unwrap(), Span::new(0, 6));
        assert!(place.span(0, 99).is_err());
    }

    #[test]
    fn a_missing_corpus_is_named() {
        let Err(error) = quoted(Path::new("no/such.jsonl")) else { panic!("read a file that is not there") };
        assert!(error.contains("no/such.jsonl"), "{error}");
    }

    #[test]
    fn scopes() {
        assert_eq!(scope(None), Scope::All);
        assert_eq!(scope(Some(vec!["*".to_owned()])), Scope::All);
        assert_eq!(scope(Some(Vec::new())), Scope::All);
    }
}
