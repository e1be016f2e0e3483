//! spaCy's training data as JSON Lines: one document a line, offsets in code points.
//!
//! ```json
//! {"text":"…","entities":[[0,8,"PERSON"]],"spans":{"sc":[[0,8,"PERSON",""],[9,30,"quotation:direct",""]]}}
//! ```
//!
//! `entities` is for `doc.ents`, which must not overlap: annotations of the entity layer, the longest first (the first
//! of those that are equally long), each that overlaps a longer one left out. `spans["sc"]` is for `spancat`, which may
//! overlap: everything, labels of other layers as `layer:label`, each fragment by itself. Suggested and accepted
//! annotations are written, rejected ones are not: what the machine suggests counts until somebody says no.
//!
//! ```python
//! import json, spacy
//! from spacy.tokens import DocBin
//!
//! nlp, docs = spacy.blank("en"), DocBin()
//! for line in open("article.spacy.jsonl", encoding="utf-8"):
//!     example = json.loads(line)
//!     doc = nlp.make_doc(example["text"])
//!     # None where spaCy's tokens are longer than ours: it leaves "U.S.-led" and "word))word" whole.
//!     entities = [doc.char_span(start, end, label=label) for start, end, label in example["entities"]]
//!     doc.set_ents([entity for entity in entities if entity is not None])
//!     spans = [doc.char_span(start, end, label=label) for start, end, label, _ in example["spans"]["sc"]]
//!     doc.spans["sc"] = [span for span in spans if span is not None]
//!     docs.add(doc)
//! docs.to_disk("train.spacy")
//! ```
//!
//! `Doc.char_span` refuses spans that cut a token, so spans are freed of white space at their ends and widened to whole
//! tokens.

use super::{Loss, LossKind, Written};
use crate::annotation::{Annotation, AnnotationId, Layer, State};
use crate::segment::{self, Token};
use crate::session::{Alignment, Session, snap};
use crate::text::{OffsetMap, Span};
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One line.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    entities: Vec<(u32, u32, &'a str)>,
    spans: Groups<'a>,
}

#[derive(Serialize)]
struct Groups<'a> {
    sc: Vec<(u32, u32, Cow<'a, str>, &'a str)>,
}

/// Writes `session` as one line.
pub fn write(session: &Session) -> Written {
    let text = session.article().text();
    let map = OffsetMap::new(text);
    let mut losses = Vec::new();
    let mut placed = placed(session, &mut losses);
    placed.sort_by_key(|(span, annotation)| (span.start, Reverse(span.end), annotation.id));
    let point = |span: Span| (map.to_codepoint(span.start), map.to_codepoint(span.end));
    let sc = placed.iter().map(|(span, annotation)| (point(*span).0, point(*span).1, label(annotation), ""));
    let groups = Groups { sc: sc.collect() };
    let entities = flat(&placed, &mut losses);
    let entities = entities.iter().map(|(span, label)| (point(*span).0, point(*span).1, *label)).collect();
    losses.extend(
        session
            .relations()
            .filter(|relation| relation.state != State::Rejected)
            .map(|relation| Loss { id: relation.id, kind: LossKind::Relation }),
    );
    let mut file = serde_json::to_string(&Line { text, entities, spans: groups }).unwrap_or_default();
    file.push('\n');
    Written { text: file, losses }
}

fn label(annotation: &Annotation) -> Cow<'_, str> {
    match &annotation.layer {
        Layer::Entity => Cow::Borrowed(&annotation.label.0),
        layer => Cow::Owned(format!("{}:{}", layer.name(), annotation.label.0)),
    }
}

/// Every fragment that can be written, fitted to tokens, with its annotation.
fn placed<'a>(session: &'a Session, losses: &mut Vec<Loss>) -> Vec<(Span, &'a Annotation)> {
    let tokens = tokens(session);
    let mut placed = Vec::new();
    for annotation in session.annotations().filter(|annotation| annotation.state != State::Rejected) {
        let mut lose = |kind: LossKind| losses.push(Loss { id: annotation.id, kind });
        if annotation.orphan.is_some() {
            lose(LossKind::Orphan);
            continue;
        }
        if !annotation.attributes.is_empty() {
            lose(LossKind::Attributes);
        }
        if annotation.spans.len() > 1 {
            lose(LossKind::Split);
        }
        for span in &annotation.spans {
            let trimmed = trimmed(*span, session.article().text());
            match snap(trimmed, &tokens, Alignment::Expand) {
                Some(fitted) => {
                    if fitted != trimmed {
                        lose(LossKind::Widened);
                    }
                    placed.push((fitted, annotation));
                }
                None => lose(LossKind::Blank),
            }
        }
    }
    placed
}

/// The tokens of the whole text.
fn tokens(session: &Session) -> Vec<Token> {
    let article = session.article();
    let paragraphs = article.paragraphs().iter();
    let tokens = paragraphs.flat_map(|paragraph| {
        let tokens = segment::tokens(paragraph.slice(article.text())).into_iter();
        tokens.map(|token| Token { span: token.span.shifted(paragraph.start), ..token })
    });
    tokens.collect()
}

fn trimmed(span: Span, text: &str) -> Span {
    let words = span.slice(text);
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    Span::new(start, start + words.trim().len() as u32)
}

/// The entities of which none overlaps another, in order of their start.
fn flat<'a>(placed: &[(Span, &'a Annotation)], losses: &mut Vec<Loss>) -> Vec<(Span, &'a str)> {
    let mut entities: Vec<_> = placed.iter().filter(|(_, annotation)| annotation.layer == Layer::Entity).collect();
    entities.sort_by_key(|(span, _)| Reverse(span.len()));
    let mut kept: BTreeMap<u32, (Span, AnnotationId, &str)> = BTreeMap::new();
    for (span, annotation) in entities {
        let last = kept.range(..span.end).next_back().map(|(_, kept)| kept);
        match last.filter(|(other, ..)| other.overlaps(*span)) {
            Some((_, other, _)) => losses.push(Loss { id: annotation.id, kind: LossKind::Overlaps(*other) }),
            None => drop(kept.insert(span.start, (*span, annotation.id, &annotation.label.0))),
        }
    }
    kept.into_values().map(|(span, _, label)| (span, label)).collect()
}
