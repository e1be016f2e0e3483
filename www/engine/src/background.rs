//! Work that nobody waits for at the open document: whole texts to annotate for later, and a search across many texts.
//! Each is done a step at a time and only where there is nothing else to do.

use crate::Schedule;
use postil::Engine;
use postil::find::{Query, Search};
use postil_protocol::{FromWorker, Hit};
use std::collections::VecDeque;

/// Texts that are annotated one after the other.
#[derive(Debug, Default)]
pub struct Background {
    waiting: VecDeque<(u32, String)>,
    schedule: Schedule,
    is_busy: bool,
    across: VecDeque<Across>,
}

/// A search across some texts.
#[derive(Debug)]
struct Across {
    request: u32,
    texts: Vec<String>,
    at: usize,
    /// The search before its first step; each text begins with it.
    fresh: Search,
    search: Search,
    hits: Vec<Hit>,
}

impl Background {
    /// Takes up a text after those that wait.
    pub fn annotate(&mut self, request: u32, text: String) {
        self.waiting.push_back((request, text));
    }

    /// Takes up a search across `texts`; says at once what is wrong with a pattern that cannot be looked for.
    pub fn search(&mut self, request: u32, query: &Query, texts: Vec<String>, say: &mut impl FnMut(FromWorker)) {
        match Search::new(query) {
            Ok(fresh) => {
                let search = fresh.clone();
                self.across.push_back(Across { request, texts, at: 0, fresh, search, hits: Vec::new() });
            }
            Err(error) => say(FromWorker::Searched { request, outcome: Err(error.to_string()) }),
        }
    }

    /// Does the next bit: of a search first, as somebody waits for it. Whether there is more to do.
    pub fn step(&mut self, engine: &Engine, say: &mut impl FnMut(FromWorker)) -> bool {
        if let Some(across) = self.across.front_mut() {
            if !across.step()
                && let Some(done) = self.across.pop_front()
            {
                say(FromWorker::Searched { request: done.request, outcome: Ok(done.hits) });
            }
        } else {
            self.step_annotating(engine, say);
        }
        self.is_busy || !self.waiting.is_empty() || !self.across.is_empty()
    }

    fn step_annotating(&mut self, engine: &Engine, say: &mut impl FnMut(FromWorker)) {
        if !self.is_busy {
            let Some((request, text)) = self.waiting.pop_front() else { return };
            self.schedule.open(request, &text, (0, 0));
        }
        // What is read is told as a whole alone: nobody looks at it yet.
        self.is_busy = self.schedule.step(engine, &mut |message| {
            if let FromWorker::Suggestions { revision, suggestions, .. } = message {
                say(FromWorker::Annotated { request: revision, suggestions });
            }
        });
    }
}

impl Across {
    /// Looks at the next bit; whether there is more.
    fn step(&mut self) -> bool {
        let Some(text) = self.texts.get(self.at) else { return false };
        if !self.search.step(text) {
            let search = std::mem::replace(&mut self.search, self.fresh.clone());
            let places = search.into_places();
            if let Some(first) = places.spans.first() {
                let (text, count) = (self.at as u32, places.spans.len() as u32);
                self.hits.push(Hit { text, count, first: *first });
            }
            self.at += 1;
        }
        self.at < self.texts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::session::suggestions;
    use postil::{Article, Span};

    fn work(background: &mut Background) -> Vec<FromWorker> {
        let (engine, mut said) = (Engine::new(), Vec::new());
        while background.step(&engine, &mut |message| said.push(message)) {}
        said
    }

    #[test]
    fn each_text_is_answered_once_with_what_opening_it_finds() {
        let texts = ["Some 50 people fled Bamako.\n\nIt rained.", "", "“We left,” said Awa Kone."];
        let mut background = Background::default();
        for (request, text) in (7..).zip(texts) {
            background.annotate(request, text.to_owned());
        }
        let expected = (7..).zip(texts).map(|(request, text)| {
            let article = Article::new(text);
            let suggestions = suggestions(article.text(), &Engine::new().annotate(&article));
            FromWorker::Annotated { request, suggestions }
        });
        assert_eq!(work(&mut background), expected.collect::<Vec<_>>());
    }

    #[test]
    fn a_search_comes_before_annotating_and_tells_the_first_place_of_each_text() {
        let mut background = Background::default();
        background.annotate(1, "It rained.".to_owned());
        let query = Query { pattern: "mali".to_owned(), whole_words: true, ..Query::default() };
        let texts = ["Mali and MALI", "Malian", "", "to Mali"].map(str::to_owned).to_vec();
        background.search(2, &query, texts, &mut |_| unreachable!("the pattern is right"));
        let hits =
            vec![Hit { text: 0, count: 2, first: Span::new(0, 4) }, Hit { text: 3, count: 1, first: Span::new(3, 7) }];
        let said = work(&mut background);
        assert_eq!(said[0], FromWorker::Searched { request: 2, outcome: Ok(hits) });
        assert!(matches!(said[1], FromWorker::Annotated { request: 1, .. }));
        assert_eq!(said.len(), 2);
    }

    #[test]
    fn a_broken_pattern_is_told_at_once_and_no_text_is_no_work() {
        let (mut background, mut said) = (Background::default(), Vec::new());
        background.search(3, &Query::default(), vec!["a".to_owned()], &mut |message| said.push(message));
        let outcome = Err("there is nothing to look for".to_owned());
        assert_eq!(said, [FromWorker::Searched { request: 3, outcome }]);
        let query = Query { pattern: "a".to_owned(), ..Query::default() };
        background.search(4, &query, Vec::new(), &mut |_| unreachable!("the pattern is right"));
        assert_eq!(work(&mut background), [FromWorker::Searched { request: 4, outcome: Ok(Vec::new()) }]);
    }
}
