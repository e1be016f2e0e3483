//! `postil annotate`: the batch contract over JSONL.

use clap::{Args, ValueEnum};
use postil::format::contract::{Findings, LabelScheme, findings};
use postil::format::mapped::{Mapped, mapped};
use postil::model::{Model, ModelError, join};
use postil::resolve::source::source_map;
use postil::text::{OffsetMap, OffsetUnit};
use postil::{Article, Engine};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{self, BufRead, Write};

/// The trained models, part of the program.
const MODELS: [&[u8]; 3] = [
    include_bytes!("../../models/entities.bin"),
    include_bytes!("../../models/sentences.bin"),
    include_bytes!("../../models/words.bin"),
];

/// How `postil annotate` reads and writes.
#[derive(Args, Debug, Default)]
pub(crate) struct Options {
    /// The format of the input and the output.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// What offsets count.
    #[arg(long, value_enum, default_value_t)]
    offsets: Offsets,
    /// Which names the types of entities go by.
    #[arg(long, value_enum, default_value_t)]
    types: Types,
    /// Also say who gets how many of the words: `source_map` in each line.
    #[arg(long)]
    map: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// One JSON object a line.
    #[default]
    Jsonl,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Offsets {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16.
    Utf16,
    /// Unicode code points.
    #[default]
    Codepoint,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Types {
    /// `OntoNotes: PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE`.
    #[default]
    Ontonotes,
    /// PER ORG LOC MISC
    Conll,
}

/// A line of the input. Other fields are left alone.
#[derive(Deserialize)]
struct Document {
    id: Value,
    text: String,
}

/// A line of the output.
#[derive(Serialize)]
struct Annotated<'a> {
    id: &'a Value,
    #[serde(flatten)]
    findings: Findings,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_map: Option<Mapped>,
}

/// What stands in the place of a line that could not be read.
#[derive(Serialize)]
struct Failed {
    id: Value,
    error: String,
}

/// Annotates every line of `input` and writes one line for each to `output`, as soon as it is ready. Empty lines are
/// passed over. Gives the number of lines that could not be read.
///
/// # Errors
/// Where `input` cannot be read or `output` cannot be written; a bad line is no such error.
pub(crate) fn run(options: &Options, mut input: impl BufRead, mut output: impl Write) -> io::Result<u64> {
    let Format::Jsonl = options.format;
    let engine = engine().unwrap_or_default();
    let mut bad = 0;
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let written = annotate(&engine, options, &line).unwrap_or_else(|failed| {
            bad += 1;
            to_line(&Failed { error: format!("line {number}: {}", failed.error), ..failed })
        });
        output.write_all(&written)?;
        output.flush()?;
    }
    Ok(bad)
}

fn annotate(engine: &Engine, options: &Options, line: &[u8]) -> Result<Vec<u8>, Failed> {
    let document = parse(line)?;
    let article = Article::checked(&document.text)
        .map_err(|error| Failed { id: document.id.clone(), error: error.to_string() })?;
    let analysis = engine.annotate(&article);
    // Offsets are those of the text as the line gives it, whatever its newlines.
    let map = OffsetMap::of_source(&document.text);
    let findings = findings(&analysis, &map, options.unit(), options.scheme());
    let source_map = options.map.then(|| mapped(&source_map(&article, &analysis), &map, options.unit()));
    Ok(to_line(&Annotated { id: &document.id, findings, source_map }))
}

/// Reads a line; where that fails, the id is kept if at least that can be read.
fn parse(line: &[u8]) -> Result<Document, Failed> {
    const WANTED: &str = r#"expected one JSON object with "id" and "text" (a string)"#;
    serde_json::from_slice(line).map_err(|error| {
        let id = serde_json::from_slice::<Value>(line).ok().and_then(|value| value.get("id").cloned());
        Failed { id: id.unwrap_or(Value::Null), error: format!("{WANTED}: {error}") }
    })
}

fn to_line(record: &impl Serialize) -> Vec<u8> {
    // These types hold no maps with keys other than strings, the only thing that serialising to JSON can fail on.
    let mut line = serde_json::to_vec(record).unwrap_or_default();
    line.push(b'\n');
    line
}

impl Options {
    fn unit(&self) -> OffsetUnit {
        match self.offsets {
            Offsets::Utf8 => OffsetUnit::Utf8,
            Offsets::Utf16 => OffsetUnit::Utf16,
            Offsets::Codepoint => OffsetUnit::Codepoint,
        }
    }

    fn scheme(&self) -> LabelScheme {
        match self.types {
            Types::Ontonotes => LabelScheme::OntoNotes,
            Types::Conll => LabelScheme::Conll,
        }
    }
}

fn engine() -> Result<Engine, ModelError> {
    let models: Vec<Model> = MODELS.iter().map(|bytes| Model::read(bytes.to_vec())).collect::<Result<_, _>>()?;
    Engine::with_model(join(&models))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_inside_are_those_the_engine_reads() {
        assert_eq!(engine().map(|engine| engine.degraded()), Ok(None));
    }

    fn lines(input: &str) -> (u64, Vec<Value>) {
        let mut output = Vec::new();
        let bad = run(&Options::default(), input.as_bytes(), &mut output).unwrap();
        let lines = String::from_utf8(output).unwrap();
        (bad, lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    }

    #[test]
    fn one_line_out_for_each_line_in() {
        let (bad, lines) = lines("{\"id\":7,\"text\":\"One.\"}\n\n{\"id\":\"b\",\"text\":\"\",\"more\":1}");
        assert_eq!(bad, 0);
        assert_eq!(lines.iter().map(|line| line["id"].clone()).collect::<Vec<_>>(), [Value::from(7), Value::from("b")]);
        for key in ["entities", "quotations", "sources", "quantities", "conflicts"] {
            assert!(lines[1][key].is_array(), "{key}");
        }
    }

    #[test]
    fn the_source_map_comes_where_it_is_asked_for_and_not_else() {
        let input = "{\"id\":1,\"text\":\"It rained. “We are safe,” said Awa Kone.\"}";
        assert!(lines(input).1[0].get("source_map").is_none());
        let mut output = Vec::new();
        run(&Options { map: true, ..Options::default() }, input.as_bytes(), &mut output).unwrap();
        let line: Value = serde_json::from_slice(&output).unwrap();
        let map = &line["source_map"];
        assert_eq!((&map["words"], &map["own"]), (&Value::from(8), &Value::from(5)));
        assert_eq!(map["sources"][0]["id"], line["sources"][0]["id"]);
        assert_eq!(map["sources"][0]["first"], line["sources"][0]["mentions"][0]);
    }

    #[test]
    fn a_bad_line_gets_its_reason_in_its_place_and_the_others_are_done() {
        let (bad, lines) = lines("{\"id\":1}\nnot json\n{\"id\":3,\"text\":\"Fine.\"}\n");
        assert_eq!((bad, lines.len()), (2, 3));
        assert_eq!(lines[0]["id"], 1);
        assert!(lines[0]["error"].as_str().unwrap().starts_with("line 1: expected one JSON object"));
        assert_eq!(lines[1]["id"], Value::Null);
        assert!(lines[2]["error"].is_null() && lines[2]["entities"].is_array());
    }

    #[test]
    fn offsets_are_those_of_the_text_given() {
        let text = "One.\r\n\r\n“Dr. Awa Kone said 50 people fled.”\r\n";
        let (_, lines) = lines(&serde_json::json!({"id": 1, "text": text}).to_string());
        let characters: Vec<char> = text.chars().collect();
        let words = |found: &Value| -> String {
            let offset = |key: &str| usize::try_from(found[key].as_u64().unwrap()).unwrap();
            characters[offset("start")..offset("end")].iter().collect()
        };
        let found = lines[0]["quantities"].as_array().unwrap();
        assert!(found.iter().any(|quantity| words(quantity) == "50"), "{found:?}");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_a_bad_line() {
        let mut output = Vec::new();
        let bad = run(&Options::default(), &b"{\"id\":1,\"text\":\"\xff\"}\n"[..], &mut output).unwrap();
        assert_eq!(bad, 1);
    }
}
