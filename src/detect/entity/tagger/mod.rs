//! Names by a trained tagger: a linear-chain conditional random field over the words of a region.
//!
//! The rules of the first detector read the whole document first. What they make of each word is one of the things that the
//! tagger looks at, beside the word, its neighbours, classes of words that are used alike, and what the document says of
//! the word elsewhere (as do Ratinov and Roth, "Design challenges and misconceptions in named entity recognition", 2009).

mod byline;
mod dateline;
mod decode;
mod evidence;
mod features;
mod firm;
mod joints;
mod regions;
mod saint;
mod sight;

use super::words::Word;
use crate::analysis::EntityLabel;
use crate::lexicon::names::{Class, FixedMap};
use crate::model::{TAGS, WordClasses, begin, inside};
pub(super) use decode::{Tagged, names};
use evidence::Gathered;
use features::{Place, View};
use joints::Joints;
use std::ops::Range;

/// Words whose place in the form of a text tells that they are a name, with its label.
type Formal = (Range<usize>, EntityLabel);

/// A document as the tagger sees it.
pub(super) struct Sights<'a> {
    words: &'a [Word<'a>],
    /// The tag of every word by the rules.
    rules: &'a [u8],
    classes: &'a WordClasses,
    evidence: Gathered,
    joints: Joints,
    /// The tags that bylines, datelines, firms' and saints' names ask for.
    formal: FixedMap<usize, usize>,
}

/// What a name goes on with: "University of Lumora".
const LINKS: [&str; 6] = ["of", "for", "de", "du", "-", "‑"];

/// How many words around a region its features look at.
const REACH: usize = 3;

impl<'a> Sights<'a> {
    pub(super) fn new(words: &'a [Word<'a>], rules: &'a [u8], classes: &'a WordClasses) -> Self {
        let evidence = Gathered::new(words, rules);
        let joints = Joints::gather(words, &evidence);
        let mut sights = Self { words, rules, classes, evidence, joints, formal: FixedMap::default() };
        let lines = [byline::names, dateline::names, firm::names].map(|names| in_sentences(words, names));
        for (range, label) in lines.into_iter().flatten().chain(saint::names(words)) {
            sights.tell(range, label as usize);
        }
        sights
    }

    /// Takes what a byline or dateline says: of these words, and of a single one wherever else it stands.
    fn tell(&mut self, range: Range<usize>, label: usize) {
        if range.len() == 1 {
            self.evidence.tell(range.start, begin(label));
        }
        let tags = std::iter::once(begin(label)).chain(std::iter::repeat(inside(label)));
        self.formal.extend(range.zip(tags));
    }

    /// The stretches of sentences where names may stand.
    pub(super) fn regions(&self) -> Vec<Range<usize>> {
        regions::regions(self.words)
    }

    /// The regions with words around them, for the trainer.
    pub(super) fn surroundings(&self) -> Vec<Range<usize>> {
        regions::surroundings(self.words)
    }

    /// Calls `take` with the features of each word of `region` in turn.
    pub(super) fn features(&self, region: &Range<usize>, mut take: impl FnMut(&[u32])) {
        let window = self.window(region);
        let sights = sight::sights(self.words.get(window.clone()).unwrap_or_default(), self.classes);
        let rules = self.rules.get(window.clone()).unwrap_or_default();
        let view = View { sights: &sights, rules };
        let mut rows = Vec::new();
        for run in &regions::runs(self.words, region) {
            let local = run.start - window.start..run.end - window.start;
            for at in run.clone() {
                let evidence = self.evidence.at(at);
                let beside = evidence::beside(self.words, at);
                let joints = self.joints.around(self.words, &self.evidence, at);
                let place = Place { at: at - window.start, run: &local, evidence, beside, joints };
                features::features(&view, &place, &mut rows);
                take(&rows);
            }
        }
    }

    /// Whether the word at `at` stands in a byline, a dateline, a firm's name or that of a saint's house.
    fn is_formal(&self, at: usize) -> bool {
        self.formal.contains_key(&at)
    }

    /// The tag that the form of the text asks for at `at`: in a byline or dateline, where names run together, or where a
    /// word begins a name that a dateline or an explained acronym tells of.
    fn told(&self, at: usize) -> Option<usize> {
        let cut = || self.joints.is_cut(self.words, &self.evidence, at).then(|| begin(EntityLabel::Person as usize));
        self.formal.get(&at).copied().or_else(cut).or_else(|| {
            let tag = usize::from(self.evidence.at(at).explained.checked_sub(1)?);
            ((1..TAGS).contains(&tag) && !self.may_go_on(at)).then(|| begin((tag - 1) / 2))
        })
    }

    /// Whether a name that begins before `at` may go on there: "Port of Lumora".
    fn may_go_on(&self, at: usize) -> bool {
        let sentence = self.words.get(at).map(|word| word.sentence);
        let before = |distance| {
            let word = self.words.get(at.checked_sub(distance)?)?;
            (Some(word.sentence) == sentence).then_some(word)
        };
        let names = |word: &Word| word.is_capitalised() && !word.has(Class::Function);
        let links = |word: &Word| LINKS.contains(&&*word.text);
        before(1).is_some_and(|word| names(word) || links(word) && before(2).is_some_and(names))
    }

    /// A region with what its features look at around it, in the same sentence.
    fn window(&self, region: &Range<usize>) -> Range<usize> {
        let number = self.words.get(region.start).map(|word| word.sentence);
        let same = |place: &usize| self.words.get(*place).map(|word| word.sentence) == number;
        let before = (region.start.saturating_sub(REACH)..region.start).rev().take_while(same).count();
        let after = (region.end..region.end + REACH).take_while(same).count();
        region.start - before..region.end + after
    }
}

/// What `names` finds in each sentence of `words`, at its place among all.
fn in_sentences(words: &[Word], names: fn(&[Word]) -> Vec<Formal>) -> Vec<Formal> {
    let mut found = Vec::new();
    let mut start = 0;
    for sentence in words.chunk_by(|one, two| one.sentence == two.sentence) {
        let placed = |(part, label): Formal| (start + part.start..start + part.end, label);
        found.extend(names(sentence).into_iter().map(placed));
        start += sentence.len();
    }
    found
}
