//! Where the names that are found differ from a corpus, to look at.

use super::{found, shipped};
use crate::corpus;
use postil::score::entity::{Coarse, LabelMap, strip};
use postil::{Engine, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

/// Prints every name of people, organisations and places on which the corpus and the tagger differ, with its kind: missed,
/// spurious, of another type, of a type that is not scored, or with another boundary. `map` is the name of the label map.
pub(crate) fn print(corpus: &str, map: &str, engine: &Engine) -> Result<(), Box<dyn Error>> {
    let recognizer = shipped()?;
    let mut maps: BTreeMap<String, serde_json::Value> = serde_json::from_str(&corpus::file("ner/LABELMAP.json")?)?;
    let map: LabelMap = serde_json::from_value(maps.remove(map).ok_or("no such label map")?)?;
    for (text, names) in corpus::names(corpus)? {
        let gold = names.iter().map(|(span, label)| (strip(&text, *span), type_name(&map.types(label)))).collect();
        let found = found(&text, engine, &recognizer);
        let found = found.iter().map(|name| (name.span, type_name(&name.types))).collect();
        differences(&text, &Names(gold), &Names(found));
    }
    Ok(())
}

/// Names with their types.
struct Names(Vec<(Span, String)>);

impl Names {
    fn scored(&self) -> impl Iterator<Item = &(Span, String)> {
        self.0.iter().filter(|name| matches!(&*name.1, "Person" | "Org" | "Location"))
    }

    fn beside(&self, span: Span) -> Vec<&(Span, String)> {
        self.0.iter().filter(|name| name.0.start < span.end && span.start < name.0.end).collect()
    }
}

fn type_name(types: &BTreeSet<Coarse>) -> String {
    types.iter().map(|coarse| format!("{coarse:?}")).collect::<Vec<_>>().join("|")
}

fn differences(text: &str, gold: &Names, found: &Names) {
    for name in gold.scored().filter(|name| !found.0.contains(name)) {
        let beside = found.beside(name.0);
        let kind = match beside.as_slice() {
            [] => "missed",
            [(same, _)] if *same == name.0 => "type",
            _ => "boundary",
        };
        let beside: Vec<String> = beside.iter().map(|name| format!("{}/{}", name.0.slice(text), name.1)).collect();
        println!("{kind}\t{}\t{}\t{}\t{}", name.1, name.0.slice(text), beside.join(" + "), around(text, name.0));
    }
    for name in found.scored() {
        let beside = gold.beside(name.0);
        let kind = match beside.as_slice() {
            [] => "spurious",
            _ if gold.scored().any(|gold| beside.contains(&gold)) => continue,
            _ => "other type",
        };
        println!("{kind}\t{}\t{}\t\t{}", name.1, name.0.slice(text), around(text, name.0));
    }
}

fn around(text: &str, span: Span) -> String {
    let before = text.get(..span.range().start).unwrap_or_default();
    let start = before.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let after = text.get(span.range().end..).unwrap_or_default();
    let end = after.char_indices().nth(40).map_or(text.len(), |(at, _)| span.range().end + at);
    text.get(start..end).unwrap_or_default().replace('\n', "⏎")
}
