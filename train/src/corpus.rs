//! Corpora with gold tokens and sentences, read from the folder that `POSTIL_DATA` names.

use postil::Span;
use postil::text::OffsetMap;
use serde::Deserialize;
use std::error::Error;
use std::path::PathBuf;

/// One document of a corpus.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Its text.
    pub(crate) text: String,
    /// Gold tokens.
    pub(crate) tokens: Vec<Span>,
    /// Gold sentences.
    pub(crate) sentences: Vec<Span>,
}

#[derive(Deserialize)]
struct Record {
    text: String,
    tokens: Vec<(u32, u32)>,
    sents: Vec<(usize, usize)>,
}

/// The documents of `ner/NAME.jsonl`.
pub(crate) fn read(name: &str) -> Result<Vec<Document>, Box<dyn Error>> {
    let data = file(&format!("ner/{name}.jsonl"))?;
    data.lines().map(|line| document(serde_json::from_str(line)?)).collect()
}

/// The text of a file under the folder of the corpora.
pub(crate) fn file(path: &str) -> Result<String, Box<dyn Error>> {
    let root = std::env::var_os("POSTIL_DATA").ok_or("set POSTIL_DATA to the folder of the corpora")?;
    let path = PathBuf::from(root).join(path);
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// A text with its names: where each stands, and its label.
pub(crate) type NamedText = (String, Vec<(Span, String)>);

/// The texts of `ner/NAME.jsonl` with their names.
pub(crate) fn names(name: &str) -> Result<Vec<NamedText>, Box<dyn Error>> {
    #[derive(Deserialize)]
    struct Record {
        text: String,
        entities: Vec<Entity>,
    }
    #[derive(Deserialize)]
    struct Entity {
        start: u32,
        end: u32,
        label: String,
    }
    let named = |line: &str| -> Result<NamedText, Box<dyn Error>> {
        let record: Record = serde_json::from_str(line)?;
        let map = OffsetMap::new(&record.text);
        let bytes =
            |entity: &Entity| Some(Span::new(map.from_codepoint(entity.start)?, map.from_codepoint(entity.end)?));
        let spans = record.entities.iter().map(|entity| Some((bytes(entity)?, entity.label.clone())));
        let names = spans.collect::<Option<_>>().ok_or("bad offset")?;
        Ok((record.text, names))
    };
    file(&format!("ner/{name}.jsonl"))?.lines().map(named).collect()
}

fn document(record: Record) -> Result<Document, Box<dyn Error>> {
    let map = OffsetMap::new(&record.text);
    let bytes = |(start, end)| Some(Span::new(map.from_codepoint(start)?, map.from_codepoint(end)?));
    let tokens: Vec<Span> = record.tokens.iter().map(|pair| bytes(*pair)).collect::<Option<_>>().ok_or("bad offset")?;
    let sentence = |(first, end): &(usize, usize)| Some(tokens.get(*first)?.cover(*tokens.get(end.checked_sub(1)?)?));
    let sentences = record.sents.iter().map(sentence).collect::<Option<_>>().ok_or("bad sentence")?;
    Ok(Document { text: record.text, tokens, sentences })
}
