//! The source map beside the batch contract: what `postil annotate --map` adds to each line as `source_map`.
//!
//! Sources, entities and quantities go by the contract's names (`s1`, `e1`, `q1`), quotations by their place in the
//! contract's list, from 0. Offsets are in the unit that the caller names, ends exclusive.

use super::contract::{Edge, id};
use crate::resolve::source::{Anonymity, Denial, Polarity, SourceMap, SourceShare, Tone, Voice};
use crate::text::{OffsetMap, OffsetUnit, Span};
use serde::Serialize;

/// Who says how much.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mapped {
    /// All words of the text.
    pub words: u32,
    /// Those in nobody's mouth but the writer's.
    pub own: u32,
    /// What each source gets, in the order of the contract's sources.
    pub sources: Vec<MappedSource>,
    /// The people named who are never a source: ids of entities.
    pub unheard: Vec<String>,
    /// The quotations whose cue colours them, or leaves open whether they are said; no other stands here.
    pub voices: Vec<MappedVoice>,
    /// What may deny what: suggestions to compare.
    pub denials: Vec<MappedDenial>,
}

/// What one source gets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MappedSource {
    /// Which source.
    pub id: String,
    /// Its words inside quotation marks.
    pub direct: u32,
    /// Its words outside them.
    pub indirect: u32,
    /// Where it is first named.
    pub first: Option<(u32, u32)>,
    /// The words that tell its kind.
    pub evidence: Option<(u32, u32)>,
    /// What it says: places in the list of quotations.
    pub quotations: Vec<u32>,
    /// The numbers it claims.
    pub quantities: Vec<String>,
    /// Of an anonymous source, the words that answer the questions to ask of it.
    pub anonymity: Option<MappedAnonymity>,
}

/// Where an article tells of an anonymous source; nothing where it does not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MappedAnonymity {
    /// That the name is withheld.
    pub withheld: Option<(u32, u32)>,
    /// Why.
    pub reason: Option<(u32, u32)>,
    /// Who it is, name apart.
    pub described: Option<(u32, u32)>,
    /// How many they are.
    pub count: Option<(u32, u32)>,
    /// That it is a view rather than a fact.
    pub opinion: Option<(u32, u32)>,
}

/// How a quotation is reported.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MappedVoice {
    /// Which quotation.
    pub quotation: u32,
    /// `neutral`, `doubting`, `endorsing` or `hostile`.
    pub tone: Tone,
    /// Why.
    pub reason: Option<String>,
    /// `affirmed`, `negated` or `possible`.
    pub polarity: Polarity,
}

/// A quotation that may deny another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MappedDenial {
    /// The one that denies.
    pub quotation: u32,
    /// The one of another source that it may deny.
    pub of: u32,
    /// The word that denies.
    pub cue: (u32, u32),
}

/// The source map with offsets in `unit`, by the `offsets` of the text it was made from.
///
/// ```
/// use postil::format::mapped::mapped;
/// use postil::resolve::source::source_map;
/// use postil::text::{OffsetMap, OffsetUnit};
/// use postil::{Article, Engine};
///
/// let article = Article::new("“Ça va,” said Awa Kone.");
/// let map = source_map(&article, &Engine::new().annotate(&article));
/// let found = mapped(&map, &OffsetMap::new(article.text()), OffsetUnit::Codepoint);
/// assert_eq!((found.sources[0].direct, found.sources[0].first), (2, Some((14, 22))));
/// ```
pub fn mapped(map: &SourceMap, offsets: &OffsetMap, unit: OffsetUnit) -> Mapped {
    let edge = Edge { map: offsets, unit };
    let colours = |voice: &&Voice| voice.tone != Tone::Neutral || voice.polarity != Polarity::Affirmed;
    Mapped {
        words: map.words,
        own: map.own,
        sources: (0..).zip(&map.shares).map(|(index, share)| source(index, share, edge)).collect(),
        unheard: map.unheard.iter().map(|index| id('e', *index)).collect(),
        voices: (0..).zip(&map.voices).filter(|(_, it)| colours(it)).map(|(at, it)| voice(at, it)).collect(),
        denials: map.denials.iter().map(|denial| denied(*denial, edge)).collect(),
    }
}

fn source(index: u32, share: &SourceShare, edge: Edge) -> MappedSource {
    let pair = |span: Span| edge.pair(span);
    MappedSource {
        id: id('s', index),
        direct: share.direct,
        indirect: share.indirect,
        first: share.first.map(pair),
        evidence: share.evidence.map(pair),
        quotations: share.quotations.clone(),
        quantities: share.quantities.iter().map(|index| id('q', *index)).collect(),
        anonymity: share.anonymity.map(|told| anonymity(told, edge)),
    }
}

fn anonymity(told: Anonymity, edge: Edge) -> MappedAnonymity {
    let pair = |span: Span| edge.pair(span);
    MappedAnonymity {
        withheld: told.withheld.map(pair),
        reason: told.reason.map(pair),
        described: told.described.map(pair),
        count: told.count.map(pair),
        opinion: told.opinion.map(pair),
    }
}

fn voice(quotation: u32, voice: &Voice) -> MappedVoice {
    let reason = voice.reason.as_ref().map(ToString::to_string);
    MappedVoice { quotation, tone: voice.tone, reason, polarity: voice.polarity }
}

fn denied(denial: Denial, edge: Edge) -> MappedDenial {
    MappedDenial { quotation: denial.quotation, of: denial.of, cue: edge.pair(denial.cue) }
}
