//! What the worker does next: one paragraph at a time, the visible ones first, the newest text only.
//!
//! Each message costs the page an Edit, a transaction and some drawing, whatever is in it. So what is in view is told
//! once a slice of work, at its end ([`Schedule::pause`]); what is out of view comes with the whole, unless the reader
//! scrolls to it before.

use postil::session::{Suggestions, suggestions};
use postil::{Article, Engine, Reading, Span};
use postil_protocol::FromWorker;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::ops::Range;
use std::rc::Rc;

/// The work on the newest text, and what is known from earlier ones.
#[derive(Debug, Default)]
pub struct Schedule {
    job: Option<Job>,
    /// Readings by their paragraph's text: those of the newest text, and none else, so that memory stays in bounds.
    known: HashMap<Box<str>, Rc<Reading>>,
}

/// The work on one text.
#[derive(Debug)]
struct Job {
    revision: u32,
    article: Article,
    readings: Vec<Option<Rc<Reading>>>,
    /// Paragraphs that nobody has read yet, in the order they are wanted.
    unread: VecDeque<usize>,
    /// Paragraphs that have been read and not been told.
    untold: BTreeSet<usize>,
    /// The paragraphs in view.
    visible: Range<usize>,
    /// How many paragraphs had been read before.
    reused: u32,
}

impl Schedule {
    /// Takes up a text; what was under way for an earlier one is dropped.
    pub fn open(&mut self, revision: u32, text: &str, visible: (u32, u32)) {
        let article = Article::new(text);
        let mut known = HashMap::new();
        let readings: Vec<_> = paragraphs(&article).map(|paragraph| self.recall(paragraph, &mut known)).collect();
        let unread = (0..readings.len()).filter(|index| readings[*index].is_none()).collect();
        let reused = readings.iter().flatten().count() as u32;
        self.known = known;
        self.job = Some(Job { revision, article, readings, unread, untold: BTreeSet::new(), visible: 0..0, reused });
        self.look(revision, visible);
    }

    /// Keeps what is known of `paragraph` for the text to come.
    fn recall(&self, paragraph: &str, kept: &mut HashMap<Box<str>, Rc<Reading>>) -> Option<Rc<Reading>> {
        let reading = self.known.get(paragraph)?;
        kept.insert(paragraph.into(), Rc::clone(reading));
        Some(Rc::clone(reading))
    }

    /// Turns to what the reader sees now: from there to the end, then the rest.
    pub fn look(&mut self, revision: u32, visible: (u32, u32)) {
        if let Some(job) = self.job.as_mut().filter(|job| job.revision == revision) {
            let first = visible.0 as usize;
            job.visible = first..(visible.1 as usize).saturating_add(1).max(first);
            job.unread.make_contiguous().sort_unstable_by_key(|index| (*index < first, *index));
        }
    }

    /// Reads one paragraph, or joins all when all are read; says what was found. Whether there is more to do.
    pub fn step(&mut self, engine: &Engine, say: &mut impl FnMut(FromWorker)) -> bool {
        let Some(job) = &mut self.job else { return false };
        if let Some(index) = job.unread.pop_front() {
            job.read(index, engine, &mut self.known);
            return true;
        }
        job.join(engine, say);
        self.job = None;
        false
    }

    /// Says what was found in view since the last time: for the end of each slice of work.
    pub fn pause(&mut self, engine: &Engine, say: &mut impl FnMut(FromWorker)) {
        let Some(job) = &mut self.job else { return };
        while let Some(neighbours) = job.next_in_view() {
            job.untold.retain(|index| !neighbours.contains(index));
            job.preview(neighbours, engine).into_iter().for_each(&mut *say);
        }
    }
}

fn paragraphs(article: &Article) -> impl Iterator<Item = &str> {
    article.paragraphs().iter().map(|paragraph| paragraph.slice(article.text()))
}

impl Job {
    fn read(&mut self, index: usize, engine: &Engine, known: &mut HashMap<Box<str>, Rc<Reading>>) {
        let paragraph = self.article.paragraphs()[index].slice(self.article.text());
        let reading = match known.get(paragraph) {
            Some(reading) => Rc::clone(reading),
            None => Rc::new(engine.read(paragraph)),
        };
        known.insert(paragraph.into(), Rc::clone(&reading));
        self.readings[index] = Some(reading);
        self.untold.insert(index);
    }

    /// The first untold paragraphs in view that stand side by side.
    fn next_in_view(&self) -> Option<Range<usize>> {
        let mut untold = self.untold.range(self.visible.clone());
        let first = *untold.next()?;
        let others = untold.zip(first + 1..).take_while(|(index, expected)| *index == expected).count();
        Some(first..first + 1 + others)
    }

    /// The text from the first to the last paragraph of `range`.
    fn stretch(&self, range: &Range<usize>) -> Span {
        match self.article.paragraphs().get(range.clone()) {
            Some([first, .., last]) => first.cover(*last),
            Some([only]) => *only,
            _ => Span::default(),
        }
    }

    /// What the paragraphs of `range` say by themselves.
    fn preview(&self, range: Range<usize>, engine: &Engine) -> Option<FromWorker> {
        let within = self.stretch(&range);
        let alone = Article::new(within.slice(self.article.text()));
        if !self.is_part(&alone, within, &range) {
            return None;
        }
        let readings: Vec<Rc<Reading>> = self.readings[range].iter().flatten().cloned().collect();
        let suggestions = suggestions(alone.text(), &engine.join(&alone, &readings));
        let suggestions = shifted(suggestions, within.start);
        Some(FromWorker::Suggestions { revision: self.revision, within, suggestions })
    }

    /// Whether `alone` has the same text and paragraphs as `range` has in the whole. A byte order mark that begins it
    /// would be gone, for one; then the whole says what is there.
    fn is_part(&self, alone: &Article, within: Span, range: &Range<usize>) -> bool {
        let paragraphs = alone.paragraphs().iter().map(|paragraph| paragraph.shifted(within.start));
        alone.text() == within.slice(self.article.text())
            && paragraphs.eq(self.article.paragraphs()[range.clone()].iter().copied())
    }

    /// The whole with the evidence of the whole: links from paragraph to paragraph, and names that only another
    /// paragraph explains.
    fn join(&self, engine: &Engine, say: &mut impl FnMut(FromWorker)) {
        let readings: Vec<Rc<Reading>> = self.readings.iter().flatten().cloned().collect();
        let analysis = engine.join(&self.article, &readings);
        let text = self.article.text();
        let (revision, within) = (self.revision, Span::new(0, text.len() as u32));
        say(FromWorker::Suggestions { revision, within, suggestions: suggestions(text, &analysis) });
        say(FromWorker::Done { revision, read: (self.readings.len() as u32, self.reused) });
    }
}

fn shifted(mut suggestions: Suggestions, offset: u32) -> Suggestions {
    for suggestion in &mut suggestions.annotations {
        for span in &mut suggestion.spans {
            *span = span.shifted(offset);
        }
    }
    suggestions
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ARTICLE: &str =
        "Some 50 people fled Bamako.\n\n\u{201c}We left at night,\u{201d} said Awa Kone.\n\nIt rained.";

    /// Works to the end, as in slices of one paragraph each.
    fn work(schedule: &mut Schedule) -> Vec<FromWorker> {
        let (engine, mut said) = (Engine::new(), Vec::new());
        while schedule.step(&engine, &mut |message| said.push(message)) {
            schedule.pause(&engine, &mut |message| said.push(message));
        }
        said
    }

    fn open(schedule: &mut Schedule, revision: u32, text: &str) -> Vec<FromWorker> {
        schedule.open(revision, text, (0, 9));
        work(schedule)
    }

    fn stretches(said: &[FromWorker]) -> Vec<Span> {
        let within = |message: &FromWorker| match message {
            FromWorker::Suggestions { within, .. } => Some(*within),
            _ => None,
        };
        said.iter().filter_map(within).collect()
    }

    fn whole(said: &[FromWorker]) -> Option<&Suggestions> {
        said.iter().rev().find_map(|message| match message {
            FromWorker::Suggestions { suggestions, .. } => Some(suggestions),
            _ => None,
        })
    }

    #[test]
    fn what_is_in_view_comes_slice_by_slice_then_the_whole() {
        let said = open(&mut Schedule::default(), 1, ARTICLE);
        let mut expected = Article::new(ARTICLE).paragraphs().to_vec();
        expected.push(Span::new(0, ARTICLE.len() as u32));
        assert_eq!(stretches(&said), expected);
        assert_eq!(said.last(), Some(&FromWorker::Done { revision: 1, read: (3, 0) }));
    }

    #[test]
    fn what_is_read_in_one_slice_comes_with_the_whole_alone() {
        let (mut schedule, mut said) = (Schedule::default(), Vec::new());
        schedule.open(1, ARTICLE, (0, 9));
        while schedule.step(&Engine::new(), &mut |message| said.push(message)) {}
        assert_eq!(stretches(&said), [Span::new(0, ARTICLE.len() as u32)]);
    }

    #[test]
    fn what_is_visible_comes_first_also_when_the_reader_scrolls() {
        let mut schedule = Schedule::default();
        schedule.open(1, "a\nb\nc\nd\ne", (2, 3));
        let (engine, mut said) = (Engine::new(), Vec::new());
        schedule.step(&engine, &mut |message| said.push(message));
        schedule.pause(&engine, &mut |message| said.push(message));
        schedule.look(1, (4, 4));
        schedule.look(0, (0, 0));
        said.extend(work(&mut schedule));
        assert_eq!(stretches(&said), [(4, 5), (8, 9), (0, 9)].map(Span::from));
    }

    #[test]
    fn neighbours_come_together_and_only_what_is_in_view_before_the_whole() {
        let mut schedule = Schedule::default();
        let text = "a\nb\nc\nd\ne\nf\ng";
        open(&mut schedule, 1, "c");
        schedule.open(2, text, (1, 4));
        let (engine, mut said) = (Engine::new(), Vec::new());
        while schedule.step(&engine, &mut |message| said.push(message)) {
            if schedule.job.as_ref().is_some_and(|job| job.unread.is_empty()) {
                schedule.pause(&engine, &mut |message| said.push(message));
            }
        }
        assert_eq!(stretches(&said), [(2, 3), (6, 9), (0, 13)].map(Span::from), "b, then d and e: c was read before");
    }

    #[test]
    fn what_was_read_out_of_view_is_told_when_the_reader_comes_there() {
        let mut schedule = Schedule::default();
        schedule.open(1, "a\nb\nc\nd", (0, 0));
        let (engine, mut said) = (Engine::new(), Vec::new());
        for _ in 0..3 {
            schedule.step(&engine, &mut |message| said.push(message));
            schedule.pause(&engine, &mut |message| said.push(message));
        }
        schedule.look(1, (1, 3));
        schedule.pause(&engine, &mut |message| said.push(message));
        assert_eq!(stretches(&said), [(0, 1), (2, 5)].map(Span::from));
    }

    #[test]
    fn paragraphs_that_stay_are_not_read_again() {
        let mut schedule = Schedule::default();
        open(&mut schedule, 1, ARTICLE);
        let edited = ARTICLE.replace("50", "60");
        let said = open(&mut schedule, 2, &edited);
        assert_eq!(said.last(), Some(&FromWorker::Done { revision: 2, read: (3, 2) }));
        assert_eq!(stretches(&said).len(), 2, "the edited paragraph and the whole");
    }

    #[test]
    fn a_newer_text_drops_the_work_on_an_older_one_but_not_what_was_read() {
        let mut schedule = Schedule::default();
        schedule.open(1, ARTICLE, (0, 0));
        schedule.step(&Engine::new(), &mut |_| {});
        let said = open(&mut schedule, 2, ARTICLE);
        assert_eq!(said.last(), Some(&FromWorker::Done { revision: 2, read: (3, 1) }));
        assert!(!said.iter().any(|message| matches!(message, FromWorker::Done { revision: 1, .. })));
    }

    #[test]
    fn nothing_to_read_is_done_at_once() {
        let said = open(&mut Schedule::default(), 7, " \n");
        assert_eq!(said.last(), Some(&FromWorker::Done { revision: 7, read: (0, 0) }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_end_is_what_the_engine_says_of_the_whole(
            first in "(\\PC{0,40}|Gen\\. Awa Kone said|\u{feff}x|\n|\r\n){0,8}",
            second in "(\\PC{0,40}|\u{201c}50 or 60 people,\u{201d} she said\\.|\n){0,8}",
        ) {
            let mut schedule = Schedule::default();
            for (revision, text) in [(1, &first), (2, &second), (3, &first)] {
                let said = open(&mut schedule, revision, text);
                let article = Article::new(text);
                let expected = suggestions(article.text(), &Engine::new().annotate(&article));
                prop_assert_eq!(whole(&said), Some(&expected));
            }
        }

        #[test]
        fn previews_stay_in_their_stretch(text in "(\\PC{0,30}|\u{201c}Dozens fled Mali,\u{201d} he said\\.|\u{feff}|\n){0,6}") {
            let article = Article::new(&text);
            for message in open(&mut Schedule::default(), 1, &text) {
                if let FromWorker::Suggestions { within, suggestions, .. } = message {
                    for span in suggestions.annotations.iter().flat_map(|suggestion| &suggestion.spans) {
                        prop_assert!(within.contains(*span));
                        prop_assert!(article.text().get(span.range()).is_some());
                    }
                }
            }
        }
    }
}
