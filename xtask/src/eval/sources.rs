//! Sources: their kinds in the hand-labelled articles of `tests/gold/sources/`, and the key of article 00.

use super::names::{article, read};
use crate::process::root;
use postil::analysis::{Quotation, Source, SourceKind};
use postil::score::Share;
use postil::text::OffsetMap;
use postil::{Analysis, Article, Engine, Span};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// The hand labels, and those of the second pass over five of the same articles.
const FIRST: &str = "tests/gold/sources";
const SECOND: &str = "tests/gold/sources/second";
/// The article that the key of sources is about.
const KEYED: &str = "articles/00_seed_mali.txt";

/// What is found of the hand-labelled sources.
#[derive(Default)]
pub(super) struct KindScores {
    /// Of the labelled words, those that name a source that was found.
    pub(super) found: Share,
    /// Of those, the ones whose source has the right kind.
    pub(super) right: Share,
}

/// What is found of the sources of article 00.
#[derive(Default)]
pub(super) struct KeyScores {
    /// Sources found with their kind, and all their words joined to one source.
    pub(super) sources: Share,
    /// Words in quotation marks that are traced to a source of the kind the key has.
    pub(super) quoted: Share,
}

/// The kinds in the hand-labelled articles.
pub(super) fn kind_scores(data: &Path, engine: &Engine) -> Result<KindScores, String> {
    let mut scores = KindScores::default();
    for path in files(FIRST)? {
        let gold = gold(&path)?;
        let article = article(data, &gold.article, &gold.hash, &path)?;
        let analysis = engine.annotate(&article);
        for (span, kind) in gold.sources {
            let source = source_at(&analysis, span);
            scores.found.add(source.is_some());
            if let Some(source) = source {
                scores.right.add(source.kind == kind);
            }
        }
    }
    Ok(scores)
}

/// How far two passes of labelling agree on kinds: over the words of the second, and beyond what chance gives.
#[derive(Default)]
pub(super) struct Agreement {
    /// Of the words labelled twice, those with one kind.
    pub(super) same: Share,
    /// Cohen's kappa.
    pub(super) kappa: f64,
}

/// The agreement of the second, blind pass with the first.
pub(super) fn agreement() -> Result<Agreement, String> {
    let mut pairs = Vec::new();
    for path in files(SECOND)? {
        let second = gold(&path)?;
        let first = gold(&root().join(FIRST).join(path.file_name().unwrap_or_default()))?;
        let is_same_text = first.hash == second.hash && first.sources.len() == second.sources.len();
        for ((span, kind), (again, other)) in first.sources.into_iter().zip(second.sources) {
            if !is_same_text || span != again {
                return Err(format!("{} does not label the words of the first pass", path.display()));
            }
            pairs.push((kind, other));
        }
    }
    let mut same = Share::default();
    for (first, second) in &pairs {
        same.add(first == second);
    }
    Ok(Agreement { same, kappa: kappa(&pairs) })
}

/// Cohen's kappa: the agreement beyond that of two who give kinds as often, but blindly.
fn kappa(pairs: &[(SourceKind, SourceKind)]) -> f64 {
    let share = |is: &dyn Fn(SourceKind, SourceKind) -> bool| {
        let mut share = Share::default();
        for (first, second) in pairs {
            share.add(is(*first, *second));
        }
        share.rate().unwrap_or_default()
    };
    let observed = share(&|first, second| first == second);
    let by_chance = |kind: SourceKind| share(&|first, _| first == kind) * share(&|_, second| second == kind);
    let chance: f64 = SourceKind::ALL.into_iter().map(by_chance).sum();
    if chance < 1.0 { (observed - chance) / (1.0 - chance) } else { 1.0 }
}

fn gold(path: &Path) -> Result<Gold, String> {
    Gold::parse(&read(path)?).ok_or_else(|| format!("{} is not understood", path.display()))
}

fn files(folder: &str) -> Result<Vec<PathBuf>, String> {
    let folder = root().join(folder);
    let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    Ok(files)
}

/// The source with the mention that shares most with `span`; of several, the shorter mention.
fn source_at(analysis: &Analysis, span: Span) -> Option<&Source> {
    let mentions =
        analysis.sources.iter().flat_map(|source| source.mentions.iter().map(move |mention| (source, mention)));
    let shared = |mention: Span| mention.end.min(span.end).saturating_sub(mention.start.max(span.start));
    mentions
        .filter(|(_, mention)| shared(**mention) > 0)
        .max_by_key(|(_, mention)| (shared(**mention), std::cmp::Reverse(mention.len())))
        .map(|(source, _)| source)
}

/// One file of the hand set.
#[derive(Default)]
struct Gold {
    article: String,
    hash: String,
    sources: Vec<(Span, SourceKind)>,
}

impl Gold {
    fn parse(content: &str) -> Option<Self> {
        let mut gold = Self::default();
        for line in content.lines() {
            match line.split('\t').collect::<Vec<_>>()[..] {
                ["# article", article] => article.clone_into(&mut gold.article),
                ["# sha256", hash] => hash.clone_into(&mut gold.hash),
                [start, end, kind] => {
                    gold.sources.push((Span::new(start.parse().ok()?, end.parse().ok()?), named(kind)?));
                }
                _ => return None,
            }
        }
        (gold.hash.len() == 64 && !gold.sources.is_empty()).then_some(gold)
    }
}

fn named(kind: &str) -> Option<SourceKind> {
    SourceKind::ALL.into_iter().find(|known| known.name() == kind)
}

/// The key of article 00, as `quotes/seed_sources.json` has it.
#[derive(Deserialize)]
struct Key {
    sources: Vec<Keyed>,
}

#[derive(Deserialize)]
struct Keyed {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    source: Place,
    content: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    start: u32,
    end: u32,
}

/// The sources of article 00.
pub(super) fn key_scores(data: &Path, engine: &Engine) -> Result<KeyScores, String> {
    let text = read(&data.join(KEYED))?;
    let key: Key = serde_json::from_str(&read(&data.join("quotes/seed_sources.json"))?)
        .map_err(|error| format!("the key of sources: {error}"))?;
    let map = OffsetMap::new(&text);
    let span = |place: &Place| Some(Span::new(map.from_codepoint(place.start)?, map.from_codepoint(place.end)?));
    let analysis = engine.annotate(&Article::new(&text));
    let mut scores = KeyScores::default();
    let mut ids: Vec<&str> = key.sources.iter().map(|source| source.id.as_str()).collect();
    ids.dedup();
    for id in ids {
        let same: Vec<&Keyed> = key.sources.iter().filter(|source| source.id == id).collect();
        let found: Vec<Option<u32>> = same.iter().map(|keyed| found(&analysis, keyed, &span)).collect();
        scores.sources.add(found.iter().all(|source| source.is_some() && *source == found[0]));
    }
    for (word, kind) in quoted_words(&text, &key, &span) {
        scores.quoted.add(analysis.quotations.iter().any(|quotation| {
            quotation.fragments.iter().any(|fragment| fragment.contains(word))
                && source_of(&analysis, quotation).is_some_and(|source| Some(source.kind) == kind)
        }));
    }
    Ok(scores)
}

fn source_of<'a>(analysis: &'a Analysis, quotation: &Quotation) -> Option<&'a Source> {
    analysis.sources.get(quotation.source? as usize)
}

/// The source that `keyed` is about, where it is found with its kind and something it says.
fn found(analysis: &Analysis, keyed: &Keyed, span: &impl Fn(&Place) -> Option<Span>) -> Option<u32> {
    let (words, kind) = (span(&keyed.source)?, kind_of_key(&keyed.kind)?);
    analysis.quotations.iter().filter_map(|quotation| quotation.source.map(|source| (quotation, source))).find_map(
        |(quotation, index)| {
            let source = analysis.sources.get(index as usize)?;
            let named = source.kind == kind && source.mentions.iter().any(|mention| mention.overlaps(words));
            let says = |place: &Place| {
                span(place).is_some_and(|said| quotation.fragments.iter().any(|one| one.overlaps(said)))
            };
            (named && keyed.content.iter().any(says)).then_some(index)
        },
    )
}

/// The key's own names of kinds.
fn kind_of_key(kind: &str) -> Option<SourceKind> {
    match kind {
        "institution-unnamed" => Some(SourceKind::Institution),
        "named-person" => Some(SourceKind::Named),
        other => named(other),
    }
}

/// The words of the key's contents that stand in quotation marks, each with the kind of its source.
fn quoted_words(text: &str, key: &Key, span: &impl Fn(&Place) -> Option<Span>) -> Vec<(Span, Option<SourceKind>)> {
    let mut words = Vec::new();
    for keyed in &key.sources {
        for place in keyed.content.iter().filter_map(span).filter(|place| place.slice(text).starts_with('"')) {
            let mut at = place.start;
            for word in place.slice(text).split_inclusive(' ') {
                words.push((Span::new(at, at + word.trim_end().len() as u32), kind_of_key(&keyed.kind)));
                at += word.len() as u32;
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_labelled_kinds_are_well_formed() {
        let (first, second) = (files(FIRST).unwrap(), files(SECOND).unwrap());
        assert_eq!((first.len(), second.len()), (15, 5));
        for path in first.into_iter().chain(second) {
            let gold = Gold::parse(&read(&path).unwrap());
            let in_order = |gold: Gold| gold.sources.is_sorted_by_key(|(span, _)| span.start);
            assert!(gold.is_some_and(in_order), "{}", path.display());
        }
    }

    #[test]
    fn agreement_beyond_chance() {
        use SourceKind::{Media, Named};
        let pairs = [(Named, Named), (Named, Media), (Media, Named), (Media, Media)];
        assert!(kappa(&pairs).abs() < 1e-9, "half agree, as chance would have it");
        assert!((kappa(&[(Named, Named), (Media, Media)]) - 1.0).abs() < 1e-9);
        assert!(agreement().unwrap().kappa > 0.5, "the passes label the same words");
    }

    #[test]
    fn an_unknown_kind_is_refused() {
        assert!(Gold::parse("# article\ta.txt\n1\t2\tsomebody").is_none());
    }
}
