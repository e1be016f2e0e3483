//! What is measured of entities: whether names of one thing are joined, apart from and together with finding them.

use super::gum;
use super::layers::{Layer, row, sum_over};
use super::names::{self, Chained, ChainedText};
use super::table::{Figure, Row};
use postil::analysis::Mention;
use postil::resolve::pronoun::Link;
use postil::score::coreference::{self, Named, in_common, score};
use postil::score::entity::{self, Coarse, Name};
use postil::score::{Share, Tally};
use postil::{Analysis, Document, Engine, Span, resolve};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;
use std::path::Path;

const SEED: &str = "00_seed_mali.txt";

/// All rows: GUM's dev documents, then the hand set.
pub(super) fn measure(data: &Path) -> Result<Vec<Row>, String> {
    let engine = crate::eval::engine()?;
    let gum = gum::dev(data)?;
    let sum = sum_over(&gum, |text| scores(&engine, text));
    let mut rows = joining("gum names dev", &sum);
    rows.push(row(Layer::Coreference, "gum names dev", "names given: he, she", Figure::F1(sum.pronouns)));
    let hand = names::hand_set(data)?;
    let sum = sum_over(&hand, |(_, text)| scores(&engine, text));
    rows.extend(joining("hand set", &sum));
    let whole = |measure, figure| row(Layer::Coreference, "hand set", measure, figure);
    rows.push(whole("end to end: B-cubed", Figure::BCubed(sum.end_to_end.b_cubed)));
    rows.push(whole("typed F1", Figure::F1(sum.typed)));
    rows.push(whole("names given: demonyms", Figure::F1(sum.related)));
    let seed = hand.iter().filter(|(article, _)| article == SEED).map(|(_, text)| finished(&engine, text));
    rows.extend(seed.map(|share| row(Layer::Coreference, SEED, "entities whole", Figure::Rate(share))));
    Ok(rows)
}

fn joining(corpus: &str, scores: &Scores) -> Vec<Row> {
    let figures = [
        ("names given: B-cubed", Figure::BCubed(scores.given.b_cubed)),
        ("names given: links", Figure::F1(scores.given.links)),
        ("names in common: B-cubed", Figure::BCubed(scores.common.b_cubed)),
        ("names in common: links", Figure::F1(scores.common.links)),
    ];
    figures.into_iter().map(|(measure, figure)| row(Layer::Coreference, corpus, measure, figure)).collect()
}

#[derive(Default)]
struct Scores {
    /// The gold's names, joined by `resolve`.
    given: coreference::Scores,
    /// The names that both sides have.
    common: coreference::Scores,
    /// All names; one that only one side has is wrong.
    end_to_end: coreference::Scores,
    /// Names with their types, as the scores of the detector count them.
    typed: Tally,
    /// Demonyms with their states, names given.
    related: Tally,
    /// "He" and "she" with their person, names given.
    pronouns: Tally,
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        self.given += other.given;
        self.common += other.common;
        self.end_to_end += other.end_to_end;
        self.typed += other.typed;
        self.related += other.related;
        self.pronouns += other.pronouns;
    }
}

fn scores(engine: &Engine, text: &ChainedText) -> Scores {
    let analysis = engine.annotate(&text.article);
    let found = found(text, &analysis.mentions);
    let gold: Vec<Named> = text.names.iter().map(|name| Named { span: name.span, entity: name.entity }).collect();
    let Given { joined, related, pronouns } = given(text, &analysis);
    let (common_gold, common_found) = in_common(&gold, &found.iter().map(named).collect::<Vec<_>>());
    let types = [Coarse::Person, Coarse::Org, Coarse::Location].into();
    Scores {
        given: score(&gold, &joined),
        common: score(&common_gold, &common_found),
        end_to_end: score(&gold, &found.iter().map(named).collect::<Vec<_>>()),
        typed: entity::score(&names(&text.names), &found.iter().map(Name::from).collect::<Vec<_>>(), &types).typed,
        related,
        pronouns,
    }
}

/// What the engine finds in the labelled part, without articles and possessives.
fn found(text: &ChainedText, mentions: &[Mention]) -> Vec<Mention> {
    let strip = |mention: &Mention| Mention { span: entity::strip(text.article.text(), mention.span), ..*mention };
    mentions.iter().map(strip).filter(|mention| text.covered.contains(mention.span)).collect()
}

fn named(mention: &Mention) -> Named {
    Named { span: mention.span, entity: mention.entity }
}

fn names(gold: &[Chained]) -> Vec<Name> {
    let coarse = |name: &Chained| [Coarse::of_label(name.label.name())].into();
    gold.iter().map(|name| Name { span: name.span, types: coarse(name), optional: false }).collect()
}

/// The gold's names as `resolve` joins them, and what hangs on them.
struct Given {
    joined: Vec<Named>,
    related: Tally,
    pronouns: Tally,
}

fn given(text: &ChainedText, analysis: &Analysis) -> Given {
    let document = Document {
        text: text.article.text(),
        paragraphs: text.article.paragraphs(),
        sentences: &analysis.sentences,
        tokens: &analysis.tokens,
    };
    let mention = |name: &Chained| Mention { span: name.span, label: name.label, entity: 0, confidence: 1.0 };
    let mut mentions: Vec<Mention> = text.names.iter().map(mention).collect();
    let entities = resolve::entity::entities(&document, &mut mentions);
    let links = resolve::pronoun::links(&document, &mentions, &entities);
    let gold = |entity: u32| {
        let first = entities.get(entity as usize)?.mentions.first()?;
        Some(text.names.get(*first as usize)?.entity)
    };
    let related = text.names.iter().zip(&mentions).map(|(name, mention)| {
        let of = entities.get(mention.entity as usize).and_then(|entity| entity.of);
        (of.and_then(gold), name.of)
    });
    let traced = pronouns(text, &links).into_iter().map(|(found, wanted)| (found.and_then(gold), wanted));
    Given { related: tally(related), pronouns: tally(traced), joined: mentions.iter().map(named).collect() }
}

/// What each "he" and "she" stands for: as found, and as wanted.
fn pronouns(text: &ChainedText, links: &[Link]) -> Vec<(Option<u32>, Option<u32>)> {
    let wanted: BTreeMap<Span, u32> = text.pronouns.iter().copied().collect();
    let found: BTreeMap<Span, u32> = links.iter().map(|link| (link.span, link.entity)).collect();
    let spans: BTreeSet<Span> = wanted.keys().chain(found.keys()).copied().collect();
    let subjects = spans.into_iter().filter(|span| {
        let word = span.slice(text.article.text());
        word.eq_ignore_ascii_case("he") || word.eq_ignore_ascii_case("she")
    });
    subjects.map(|span| (found.get(&span).copied(), wanted.get(&span).copied())).collect()
}

/// Counts pairs of what is found and what is wanted.
fn tally(pairs: impl Iterator<Item = (Option<u32>, Option<u32>)>) -> Tally {
    let mut tally = Tally::default();
    for (found, wanted) in pairs {
        tally.gold += u32::from(wanted.is_some());
        tally.predicted += u32::from(found.is_some());
        tally.found += u32::from(found.is_some() && found == wanted);
    }
    tally
}

/// How many entities of the gold are found whole: all mentions, each with its label, in one entity that has no other.
fn finished(engine: &Engine, text: &ChainedText) -> Share {
    let found = found(text, &engine.annotate(&text.article).mentions);
    let mut members: BTreeMap<u32, BTreeSet<Span>> = BTreeMap::new();
    for mention in &found {
        members.entry(mention.entity).or_default().insert(mention.span);
    }
    let mut wanted: BTreeMap<u32, Vec<&Chained>> = BTreeMap::new();
    for name in &text.names {
        wanted.entry(name.entity).or_default().push(name);
    }
    let labelled = |name: &Chained| found.iter().any(|found| found.span == name.span && found.label == name.label);
    let mut share = Share::default();
    for names in wanted.values() {
        let spans: BTreeSet<Span> = names.iter().map(|name| name.span).collect();
        share.add(members.values().any(|found| *found == spans) && names.iter().all(|name| labelled(name)));
    }
    share
}
