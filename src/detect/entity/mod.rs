//! Names of people, organisations, places and so on, by rules.
//!
//! Runs of capitalised words are cut into candidates (`candidates`); each candidate's clues (`evidence`) speak for and
//! against every type and for "no name"; all candidates that read alike in one document are judged together. Names of
//! several words are judged first, so that "Dembele" can be told by "Abass Dembele".

mod candidates;
mod clue;
mod document;
mod evidence;
mod runs;
mod weights;
mod words;

pub use weights::Weights;

use crate::Document;
use crate::analysis::Mention;
use crate::lexicon::names::{FixedMap, Names};
use crate::text::Span;
use candidates::Candidate;
use clue::Clues;
use document::Knowledge;
use weights::Points;
use words::Word;

/// What the detector knows: name lexicons and weights of clues.
#[derive(Debug, Default)]
pub struct Recognizer {
    names: Names,
    weights: Weights,
}

impl Recognizer {
    /// The names in `document`, in order of their start, none overlapping another. `entity` is left at 0 for `resolve`.
    pub fn mentions(&self, document: &Document) -> Vec<Mention> {
        let words = words::words(document, &self.names);
        let candidates = candidates::candidates(&words);
        let spans: Vec<Span> = candidates.iter().map(|candidate| span(&words, candidate)).collect();
        let surfaces: Vec<&str> = spans.iter().map(|span| span.slice(document.text)).collect();
        let knowledge = self.knowledge(&words, &candidates, &surfaces);
        let points = self.pooled(&words, &candidates, &surfaces, &knowledge);
        let judged = spans.iter().zip(&points);
        judged.filter_map(|(&span, points)| mention(span, points)).collect()
    }

    /// Why: every candidate of `document` with the names of its clues. The weights are fitted on this.
    pub fn explain(&self, document: &Document) -> Vec<(Span, Vec<&'static str>)> {
        let words = words::words(document, &self.names);
        let candidates = candidates::candidates(&words);
        let spans: Vec<Span> = candidates.iter().map(|candidate| span(&words, candidate)).collect();
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

fn clues(words: &[Word], candidates: &[Candidate], surfaces: &[&str], knowledge: &Knowledge) -> Vec<Clues> {
    let all = candidates.iter().zip(surfaces);
    all.map(|(candidate, surface)| evidence::clues(words, candidate, surface, knowledge)).collect()
}

fn span(words: &[Word], candidate: &Candidate) -> Span {
    match words.get(candidate.words.clone()).unwrap_or_default() {
        [first, .., last] => first.span.cover(last.span),
        [only] => only.span,
        [] => Span::default(),
    }
}

fn mention(span: Span, points: &Points) -> Option<Mention> {
    let (label, confidence) = weights::decided(points)?;
    Some(Mention { span, label, entity: 0, confidence })
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
