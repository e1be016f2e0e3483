//! What the tagger learns from: corpora with names, each word with the tags that its corpus leaves open.
//!
//! Corpora differ in what they annotate. A label that may be several ("a place or a building") leaves all of them open; a
//! word outside every name may be part of a name of a type that the corpus does not annotate. Where the same text has also
//! been labelled by a tagger with all types, what that says is taken where the corpus leaves it open.

use super::with_document;
use crate::corpus;
use postil::analysis::EntityLabel;
use postil::detect::entity::Recognizer;
use postil::lexicon::names::{Class, Names};
use postil::model::{begin, inside};
use postil::score::entity::{LabelMap, strip};
use postil::text::OffsetMap;
use postil::{Engine, Span};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;

/// A corpus to learn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Corpus {
    /// The name of its file.
    pub(crate) name: &'static str,
    /// The same texts labelled by a tagger with all types.
    pub(crate) silver: Option<&'static str>,
    /// Whether people labelled it. Then the tagger only fills in what the corpus leaves open; else both labels stay open
    /// where the two differ.
    pub(crate) is_sure: bool,
    /// Its name among the label maps.
    pub(crate) map: &'static str,
    /// How much one of its words counts.
    pub(crate) weight: f32,
}

/// A region with the tags that are open to each of its words, one bit each.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) features: Vec<Vec<u32>>,
    pub(crate) open: Vec<u32>,
    pub(crate) weight: f32,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
    entities: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    start: u32,
    end: u32,
    label: String,
}

/// The examples of `corpus`.
pub(crate) fn examples(
    corpus: &Corpus,
    engine: &Engine,
    recognizer: &Recognizer,
) -> Result<Vec<Example>, Box<dyn Error>> {
    let names = Names::new();
    let scheme = Scheme::read(corpus.map)?;
    let mut silver = BTreeMap::new();
    if let Some(name) = corpus.silver {
        let scheme = Scheme::read(name.trim_end_matches(".train"))?;
        for record in records(name)? {
            let open = opened(&record, &scheme, &names);
            silver.insert(record.id.trim_start_matches("md:").to_owned(), open);
        }
    }
    let mut found = Vec::new();
    for record in records(corpus.name)? {
        let gold = opened(&record, &scheme, &names);
        let second = silver.get(record.id.trim_start_matches("md:"));
        let weight = corpus.weight;
        found.extend(with_document(&record.text, engine, |document| recognizer.regions(document)).into_iter().map(
            |region| {
                let (gold, second) = (gold.tags(&region.words), second.map(|second| second.tags(&region.words)));
                let open = joined(gold, second.unwrap_or_default(), corpus.is_sure);
                Example { features: region.features, open, weight }
            },
        ));
    }
    Ok(found)
}

/// The open tags by a corpus and by a tagger together; the tagger may say nothing.
fn joined(mut gold: Vec<u32>, silver: Vec<u32>, is_sure: bool) -> Vec<u32> {
    for (gold, silver) in gold.iter_mut().zip(silver) {
        let fills = *gold & 1 == 1 && *gold & silver != 0;
        *gold = *gold & fill(fills, silver) | if is_sure { 0 } else { silver };
    }
    gold
}

/// What to keep of the tags that are open: those of `silver` where it fills them in, else all.
const fn fill(fills: bool, silver: u32) -> u32 {
    if fills { silver } else { u32::MAX }
}

/// The names of a text with their open labels, one bit each; bit 31 says that it may be no name.
struct Open {
    names: Vec<(Span, u32)>,
    outside: u32,
}

const NO_NAME: u32 = 1 << 31;

impl Open {
    /// The open tags of each word.
    fn tags(&self, words: &[Span]) -> Vec<u32> {
        let mut names = self.names.iter().peekable();
        let mut inside = None;
        words
            .iter()
            .map(|word| {
                while names.next_if(|(name, _)| name.end <= word.start).is_some() {}
                let name = names.peek().filter(|(name, _)| name.start < word.end);
                // What is left of a name that begins outside the region is learnt as a name.
                let goes_on = name.is_some_and(|(name, _)| inside.replace(name.start) == Some(name.start));
                name.map_or(self.outside, |(_, labels)| self.inner(!goes_on, *labels))
            })
            .collect()
    }

    fn inner(&self, is_first: bool, labels: u32) -> u32 {
        let tag = |label: usize| 1 << if is_first { begin(label) } else { inside(label) };
        let tags = (0..EntityLabel::ALL.len())
            .filter(|label| labels & 1 << label != 0)
            .fold(0, |tags, label| tags | tag(label));
        if labels & NO_NAME != 0 { tags | self.outside } else { tags }
    }
}

fn opened(record: &Record, scheme: &Scheme, lexicon: &Names) -> Open {
    let map = OffsetMap::new(&record.text);
    let mut names = Vec::new();
    for named in &record.entities {
        let labels = scheme.labels(&named.label);
        let (Some(start), Some(end)) = (map.from_codepoint(named.start), map.from_codepoint(named.end)) else {
            continue;
        };
        let mut span = strip(&record.text, Span::new(start, end));
        if labels & 1 << EntityLabel::Person as u32 != 0 {
            span = untitled(&record.text, span, lexicon);
        }
        if labels != NO_NAME {
            names.push((span, labels));
        }
    }
    names.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    names.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    Open { names, outside: scheme.outside }
}

/// The name without titles and offices before it: some corpora have them inside.
fn untitled(text: &str, span: Span, lexicon: &Names) -> Span {
    let name = span.slice(text);
    let mut start = 0;
    for word in name.split(' ') {
        let bare = word.trim_end_matches('.');
        let classes = lexicon.word(word).with(lexicon.word(&bare.to_lowercase()));
        let is_title = classes.any(&[Class::Honorific, Class::Role, Class::RoleModifier, Class::Office]);
        if !is_title || classes.has(Class::Given) || start + word.len() >= name.len() {
            break;
        }
        start += word.len() + 1;
    }
    Span::new(span.start + start as u32, span.end)
}

/// How a corpus' labels are to be read.
struct Scheme {
    map: LabelMap,
    /// The tags of a word outside every name.
    outside: u32,
}

impl Scheme {
    fn read(name: &str) -> Result<Self, Box<dyn Error>> {
        let mut maps: BTreeMap<String, serde_json::Value> = serde_json::from_str(&corpus::file("ner/LABELMAP.json")?)?;
        let map = maps.remove(name).ok_or_else(|| format!("LABELMAP.json has no \"{name}\""))?;
        let map: LabelMap = serde_json::from_value(map)?;
        let absent = map.absent.iter().filter_map(|name| label(name));
        let outside = absent.fold(1, |tags, label| tags | 1 << begin(label) | 1 << inside(label));
        Ok(Self { map, outside })
    }

    /// The labels that `name` may mean, one bit each.
    fn labels(&self, name: &str) -> u32 {
        let entry = self.map.map.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        let meaning = entry.map_or(Some(name), |(_, meaning)| meaning.as_deref());
        let bit = |name: &str| label(name).map_or(NO_NAME, |label| 1 << label);
        meaning.map_or(NO_NAME, |meaning| meaning.split('|').map(bit).fold(0, |all, one| all | one))
    }
}

fn label(name: &str) -> Option<usize> {
    EntityLabel::ALL.iter().position(|label| label.name() == name)
}

fn records(name: &str) -> Result<Vec<Record>, Box<dyn Error>> {
    let data = corpus::file(&format!("ner/{name}.jsonl"))?;
    Ok(data.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tagger_fills_in_what_people_left_open() {
        let (person, norp) = (1 << begin(0), 1 << begin(1));
        assert_eq!(joined(vec![1 | norp, person, 1], vec![norp, norp, person], true), [norp, person, 1]);
        assert_eq!(
            joined(vec![1 | norp, person, 1], vec![norp, norp, person], false),
            [norp, person | norp, 1 | person]
        );
        assert_eq!(joined(vec![person], Vec::new(), true), [person]);
    }

    #[test]
    fn titles_are_cut_off_people() {
        let names = Names::new();
        for (name, bare) in [
            ("Prime Minister Awa Kone", "Awa Kone"),
            ("Awa Kone", "Awa Kone"),
            ("Gen. Kone", "Kone"),
            ("President", "President"),
        ] {
            assert_eq!(untitled(name, Span::new(0, name.len() as u32), &names).slice(name), bare);
        }
    }

    #[test]
    fn words_inside_a_name_are_open_to_its_labels() {
        let open = Open { names: vec![(Span::new(4, 12), 1 | 8)], outside: 1 };
        let tags = open.tags(&[Span::new(0, 3), Span::new(4, 7), Span::new(8, 12), Span::new(13, 15)]);
        assert_eq!(tags, [1, 1 << begin(0) | 1 << begin(3), 1 << inside(0) | 1 << inside(3), 1]);
    }
}
