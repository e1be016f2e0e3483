//! Names of people, organisations, places and so on: by rules, then by a trained tagger that reads what they say.
//!
//! Runs of capitalised words are cut into candidates (`candidates`); each candidate's clues (`evidence`) speak for and
//! against every type and for "no name"; all candidates that read alike in one document are judged together. Names of
//! several words are judged first, so that "Dembele" can be told by "Abass Dembele". Where there is a model, the `tagger`
//! takes what the rules say as one piece of evidence among many, and decides.

mod candidates;
mod casual;
mod clue;
mod document;
mod evidence;
mod headline;
mod runs;
mod tagger;
mod weights;
mod words;

pub use weights::Weights;

use crate::Document;
use crate::analysis::{EntityLabel, Mention};
use crate::lexicon::names::{Class, Classes, FixedMap, Names};
use crate::model::{ChainPredictor, Model, ModelError, WordClasses, begin, inside};
use crate::text::Span;
use candidates::Candidate;
use clue::Clues;
use document::Knowledge;
use std::ops::Range;
use std::sync::Arc;
use tagger::{Sights, Tagged};
use weights::Points;
use words::Word;

/// What the detector knows: name lexicons, weights of clues, and what was trained, if it is there.
#[derive(Debug, Default)]
pub struct Recognizer {
    names: Names,
    weights: Weights,
    classes: Option<WordClasses>,
    chain: Option<ChainPredictor>,
}

/// A stretch of a sentence where names may stand, as the trainer sees it.
#[derive(Clone, Debug, Default)]
pub struct Region {
    /// Its words.
    pub words: Vec<Span>,
    /// The features of each: rows of weights.
    pub features: Vec<Vec<u32>>,
}

impl Recognizer {
    /// Takes the classes of words of `model`, and its trained tagger where it has one.
    ///
    /// # Errors
    ///
    /// Where the sections of either do not fit each other.
    pub fn with_model(self, model: &Arc<Model>) -> Result<Self, ModelError> {
        let has = |section| model.range(section).is_some();
        let classes = has(WordClasses::COUNTS).then(|| WordClasses::new(model.clone())).transpose()?;
        let chain = has(ChainPredictor::COUNTS).then(|| ChainPredictor::new(model)).transpose()?;
        Ok(Self { classes: classes.or(self.classes), chain: chain.or(self.chain), ..self })
    }

    /// Whether names are found by the trained tagger and not by rules alone.
    pub const fn is_trained(&self) -> bool {
        self.chain.is_some() && self.classes.is_some()
    }

    /// The names in `document`, in order of their start, none overlapping another. `entity` is left at 0 for `resolve`.
    pub fn mentions(&self, document: &Document) -> Vec<Mention> {
        let mut words = words::words(document, &self.names);
        headline::lower(&mut words, &self.names);
        let judged = self.judged(document, &words);
        let (Some(chain), Some(classes)) = (&self.chain, &self.classes) else {
            return judged.into_iter().map(|(_, mention)| mention).collect();
        };
        let rules = rule_tags(words.len(), &judged);
        let sights = Sights::new(&words, &rules, classes);
        tagger::names(chain, &sights).iter().map(|tagged| tagged_mention(&words, tagged)).collect()
    }

    /// The regions of `document` and a little around them with the features of their words, which is what the tagger learns
    /// from; none where there are no classes of words.
    pub fn regions(&self, document: &Document) -> Vec<Region> {
        let Some(classes) = &self.classes else { return Vec::new() };
        let words = words::words(document, &self.names);
        let rules = rule_tags(words.len(), &self.judged(document, &words));
        let sights = Sights::new(&words, &rules, classes);
        let region = |range: Range<usize>| {
            let mut features = Vec::with_capacity(range.len());
            sights.features(&range, |rows| features.push(rows.to_vec()));
            let words = words.get(range).unwrap_or_default().iter().map(|word| word.span).collect();
            Region { words, features }
        };
        sights.surroundings().into_iter().map(region).collect()
    }

    /// The names by the rules, with their words.
    fn judged(&self, document: &Document, words: &[Word]) -> Vec<(Range<usize>, Mention)> {
        let candidates = candidates::candidates(words);
        let spans: Vec<Span> = candidates.iter().map(|candidate| span(words, &candidate.words)).collect();
        let surfaces: Vec<&str> = spans.iter().map(|span| span.slice(document.text)).collect();
        let knowledge = self.knowledge(words, &candidates, &surfaces);
        let points = self.pooled(words, &candidates, &surfaces, &knowledge);
        let judged = candidates.into_iter().zip(spans).zip(&points);
        judged.filter_map(|((candidate, span), points)| Some((candidate.words, mention(span, points)?))).collect()
    }

    /// Why: every candidate of `document` with the names of its clues. The weights are fitted on this.
    pub fn explain(&self, document: &Document) -> Vec<(Span, Vec<&'static str>)> {
        let words = words::words(document, &self.names);
        let candidates = candidates::candidates(&words);
        let spans: Vec<Span> = candidates.iter().map(|candidate| span(&words, &candidate.words)).collect();
        let surfaces: Vec<&str> = spans.iter().map(|span| span.slice(document.text)).collect();
        let knowledge = self.knowledge(&words, &candidates, &surfaces);
        let clues = clues(&words, &candidates, &surfaces, &knowledge);
        spans.into_iter().zip(clues).map(|(span, clues)| (span, clues.iter().map(clue::Clue::name).collect())).collect()
    }

    /// What the document tells, longer names judged by themselves.
    fn knowledge(&self, words: &[Word], candidates: &[Candidate], surfaces: &[&str]) -> Knowledge {
        let mut knowledge = Knowledge::of_words(words, candidates, surfaces);
        let mut learned = Vec::new();
        for (candidate, surface) in candidates.iter().zip(surfaces).filter(|(candidate, _)| candidate.words.len() > 1) {
            let points = self.weights.points(evidence::clues(words, candidate, surface, &knowledge));
            learned.extend(weights::decided(&points).map(|(label, _)| (candidate, label)));
        }
        for (candidate, label) in learned {
            knowledge.learn(words.get(candidate.words.clone()).unwrap_or_default(), label);
        }
        knowledge
    }

    /// The points of every candidate, averaged over all that read alike.
    fn pooled(
        &self,
        words: &[Word],
        candidates: &[Candidate],
        surfaces: &[&str],
        knowledge: &Knowledge,
    ) -> Vec<Points> {
        let mut pools: FixedMap<&str, (Points, i32)> = FixedMap::default();
        for (clues, surface) in clues(words, candidates, surfaces, knowledge).into_iter().zip(surfaces) {
            let (sum, count) = pools.entry(surface).or_default();
            weights::add(sum, &self.weights.points(clues));
            *count += 1;
        }
        let average = |surface: &&str| {
            let (sum, count) = pools.get(surface).copied().unwrap_or_default();
            sum.map(|points| points / count.max(1))
        };
        surfaces.iter().map(average).collect()
    }
}

/// The tag of every word by the rules.
fn rule_tags(words: usize, judged: &[(Range<usize>, Mention)]) -> Vec<u8> {
    let mut tags = vec![0; words];
    for (range, mention) in judged {
        let label = mention.label as usize;
        for (offset, tag) in tags.iter_mut().skip(range.start).take(range.len()).enumerate() {
            *tag = (if offset == 0 { begin(label) } else { inside(label) }) as u8;
        }
    }
    tags
}

fn clues(words: &[Word], candidates: &[Candidate], surfaces: &[&str], knowledge: &Knowledge) -> Vec<Clues> {
    let all = candidates.iter().zip(surfaces);
    all.map(|(candidate, surface)| evidence::clues(words, candidate, surface, knowledge)).collect()
}

fn span(words: &[Word], range: &Range<usize>) -> Span {
    match words.get(range.clone()).unwrap_or_default() {
        [first, .., last] => first.span.cover(last.span),
        [only] => only.span,
        [] => Span::default(),
    }
}

fn mention(span: Span, points: &Points) -> Option<Mention> {
    let (label, confidence) = weights::decided(points)?;
    Some(Mention { span, label, entity: 0, confidence })
}

fn tagged_mention(words: &[Word], tagged: &Tagged) -> Mention {
    let confidence = (calibrated(tagged.chance) * 100.0).round() / 100.0;
    let known = evidence::whole(words.get(tagged.words.clone()).unwrap_or_default());
    Mention { span: span(words, &tagged.words), label: place_label(tagged.label, known), entity: 0, confidence }
}

/// The kind of place that the lists have it as, if they have it as one kind alone: few corpora tell kinds of places apart.
fn place_label(label: EntityLabel, known: Classes) -> EntityLabel {
    use EntityLabel::{Fac, Gpe, Loc};
    let is_state = known.any(&[Class::Country, Class::Gpe, Class::City, Class::Region]);
    match (label, is_state, known.has(Class::Place), known.has(Class::Facility)) {
        (Gpe | Loc | Fac, true, false, false) => Gpe,
        (Gpe | Loc | Fac, false, true, false) => Loc,
        (Gpe | Loc | Fac, false, false, true) => Fac,
        _ => label,
    }
}

/// Half of what training takes off "no name", as a factor: that finds more names, but is no evidence for one.
const DOUBT: f32 = 1.16;

/// The share of names with this chance that are right: half the log-odds, as each word's evidence is counted about twice,
/// once in its place and once in the mean over the document. Fitted on `uner_ewt.dev` (0.48 of the log-odds), and the same
/// on news; `cargo xtask eval entities` shows how well it holds.
fn calibrated(chance: f32) -> f32 {
    let (yes, no) = (chance.clamp(0.0, 1.0).sqrt(), (1.0 - chance).clamp(0.0, 1.0).sqrt());
    yes / (yes + no * DOUBT)
}

#[cfg(test)]
mod tests {
    use crate::{Article, Engine};

    /// The names found in `text`, with their labels.
    fn found(text: &str) -> Vec<(String, &'static str)> {
        let article = Article::new(text);
        let analysis = Engine::new().annotate(&article);
        analysis
            .mentions
            .iter()
            .map(|mention| (mention.span.slice(article.text()).to_owned(), mention.label.name()))
            .collect()
    }

    #[test]
    fn titles_and_possessives_are_no_part_of_a_name() {
        let names = found("The army's General Awa Sagara left Bamako with Prime Minister Moussa Diallo's brother.");
        let wanted = [("Awa Sagara", "PERSON"), ("Bamako", "GPE"), ("Moussa Diallo", "PERSON")];
        assert_eq!(names, wanted.map(|(name, label)| (name.to_owned(), label)));
    }

    #[test]
    fn a_surname_takes_the_type_of_the_full_name() {
        let names = found("Issa Traoré spoke first. Later, Traoré left.");
        assert_eq!(names.len(), 2);
        assert!(names.iter().all(|(_, label)| *label == "PERSON"));
    }
}
