//! Looking for words in all documents, in their titles and texts, as the panel "Find" looks for them in one.

use super::{asking, open};
use crate::desk::Desk;
use crate::find;
use crate::store::Store;
use leptos::prelude::*;
use leptos::task::spawn_local;
use postil::Span;
use postil::find::Query;
use postil_protocol::{FromWorker, Hit, ToWorker};

/// How many bytes of text the worker gets at once, and how many documents are read at once.
const BYTES: usize = 512 << 10;
const DOCUMENTS: u32 = 40;
/// How many documents are listed; the others are counted.
const LISTED: usize = 200;
/// How much is shown before and after the words, in characters.
const CONTEXT: usize = 40;

/// A search across all documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Looking {
    /// What is looked for.
    pub(crate) query: Query,
    /// How many documents were looked at, and how many there are.
    pub(crate) looked: usize,
    pub(crate) all: usize,
    /// The documents that have it, the first of them.
    pub(crate) found: Vec<Found>,
    /// In how many documents and how often it stands.
    pub(crate) documents: usize,
    pub(crate) places: usize,
    /// What is wrong with it.
    pub(crate) problem: Option<String>,
    /// Whether it goes on.
    pub(crate) is_running: bool,
}

/// A document that has the words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Found {
    /// The document's key, as bits.
    pub(crate) id: u64,
    pub(crate) title: String,
    /// How often they stand in its text.
    pub(crate) count: u32,
    /// The first place with what is around it; nothing where the title alone has it.
    pub(crate) place: Option<(String, String, String)>,
}

/// Looks for the words; a search that is under way ends.
pub(crate) fn begin(desk: Desk, words: &str) {
    let (project, Some(store)) = (desk.project(), desk.store.get_value()) else { return };
    let query = Query { pattern: words.trim().to_owned(), ..Query::default() };
    if query.pattern.is_empty() {
        return desk.say("Type what to look for.");
    }
    project.searches.update_value(|count| *count += 1);
    let all = desk.documents.with_untracked(Vec::len);
    project.looking.set(Some(Looking { query, all, is_running: true, ..Looking::default() }));
    let run = project.searches.get_value();
    spawn_local(async move {
        let went = look(desk, &store, run).await;
        if project.searches.get_value() == run {
            end(desk, went.err());
        }
    });
}

/// Looks no further; what was found stays.
pub(crate) fn stop(desk: Desk) {
    desk.project().searches.update_value(|count| *count += 1);
    end(desk, None);
}

/// Forgets what was found.
pub(crate) fn clear(desk: Desk) {
    desk.project().searches.update_value(|count| *count += 1);
    desk.project().looking.set(None);
}

/// Opens a document where the words stand first.
pub(crate) fn show(desk: Desk, found: &Found) {
    let query = desk.project().looking.with_untracked(|looking| looking.as_ref().map(|it| it.query.clone()));
    desk.project().place.set_value(query.filter(|_| found.place.is_some()).map(|query| (found.id, query)));
    open(desk, f64::from_bits(found.id));
}

/// Goes to the place for which a document was opened, once it is drawn.
pub(crate) fn arrive(desk: Desk) {
    let open = desk.open.with_untracked(|open| open.as_ref().map(|record| record.id.to_bits()));
    let place = desk.project().place.try_update_value(Option::take).flatten();
    if let Some((_, query)) = place.filter(|(id, _)| Some(*id) == open) {
        find::show_first(desk, query);
    }
}

async fn look(desk: Desk, store: &Store, run: u32) -> Result<(), String> {
    let is_over = || desk.project().searches.get_value() != run;
    let mut after = f64::NEG_INFINITY;
    while !is_over() {
        let texts = store.texts_after(after, DOCUMENTS).await?;
        let Some((last, _)) = texts.last() else { break };
        after = *last;
        for some in portions(texts) {
            if !is_over() {
                look_in(desk, run, some).await?;
            }
        }
    }
    Ok(())
}

/// `texts` in portions that the worker gets at once.
fn portions(texts: Vec<(f64, String)>) -> Vec<Vec<(f64, String)>> {
    let mut portions: Vec<Vec<(f64, String)>> = Vec::new();
    let mut bytes = BYTES;
    for text in texts {
        if bytes >= BYTES {
            portions.push(Vec::new());
            bytes = 0;
        }
        bytes += text.1.len();
        if let Some(portion) = portions.last_mut() {
            portion.push(text);
        }
    }
    portions
}

/// Asks for the titles and texts of some documents, each title before its text.
async fn look_in(desk: Desk, run: u32, some: Vec<(f64, String)>) -> Result<(), String> {
    let Some(query) = desk.project().looking.with_untracked(|looking| looking.as_ref().map(|it| it.query.clone()))
    else {
        return Ok(());
    };
    let titles: Vec<String> = desk.documents.with_untracked(|all| {
        let title = |id: f64| super::place_of(all, id).map(|place| all[place].title.clone()).unwrap_or_default();
        some.iter().map(|(id, _)| title(*id)).collect()
    });
    let texts = titles.iter().zip(&some).flat_map(|(title, (_, text))| [title.clone(), text.clone()]).collect();
    let answer = asking::ask(desk, |request| ToWorker::Search { request, query, texts }).await?;
    let FromWorker::Searched { outcome, .. } = answer else {
        return Err("the engine answered something else".to_owned());
    };
    let hits = outcome?;
    if desk.project().searches.get_value() == run {
        let found = found(&some, &titles, &hits);
        desk.project().looking.update(|looking| {
            if let Some(looking) = looking {
                looking.take(found, some.len());
            }
        });
    }
    Ok(())
}

fn found(some: &[(f64, String)], titles: &[String], hits: &[Hit]) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for hit in hits {
        let (index, is_text) = (hit.text as usize / 2, hit.text % 2 == 1);
        let (Some((id, text)), Some(title)) = (some.get(index), titles.get(index)) else { continue };
        if all.last().is_none_or(|last| last.id != id.to_bits()) {
            all.push(Found { id: id.to_bits(), title: title.clone(), count: 0, place: None });
        }
        if let Some(last) = all.last_mut().filter(|_| is_text) {
            (last.count, last.place) = (hit.count, Some(around(text, hit.first)));
        }
    }
    all
}

/// The words of a place with what is around them in their line.
fn around(text: &str, span: Span) -> (String, String, String) {
    let (before, after) = find::context(text, span, CONTEXT);
    (before, span.slice(text).to_owned(), after)
}

impl Looking {
    /// Takes in what some documents have.
    fn take(&mut self, found: Vec<Found>, looked: usize) {
        self.looked += looked;
        self.documents += found.len();
        self.places += found.iter().map(|it| it.count as usize).sum::<usize>();
        let room = LISTED.saturating_sub(self.found.len());
        self.found.extend(found.into_iter().take(room));
    }

    /// What was found, in words.
    pub(crate) fn outcome(&self) -> String {
        let documents = if self.documents == 1 { "document" } else { "documents" };
        let places = if self.places == 1 { "place" } else { "places" };
        let so_far = if self.is_running || self.looked < self.all {
            format!(", of {} looked at", self.looked)
        } else {
            String::new()
        };
        match self.documents {
            0 if so_far.is_empty() => "No document has these words.".to_owned(),
            0 => format!("Nothing yet{so_far}."),
            count => format!("{} {places} in {count} {documents}{so_far}.", self.places),
        }
    }

    /// How many documents are not listed.
    pub(crate) fn left_out(&self) -> usize {
        self.documents - self.found.len()
    }
}

fn end(desk: Desk, problem: Option<String>) {
    desk.project().looking.update(|looking| {
        if let Some(looking) = looking {
            looking.is_running = false;
            looking.problem = problem;
        }
    });
    let words = desk.project().looking.with_untracked(|looking| looking.as_ref().map(Looking::outcome));
    desk.say(words.unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_told_once_with_its_first_place() {
        let some = vec![(1.0, "A dam.\nMali has a dam.".to_owned()), (2.0, "It rained.".to_owned())];
        let titles = ["A dam".to_owned(), "Rain in Mali".to_owned()];
        let hit = |text, count, start, end| Hit { text, count, first: Span::new(start, end) };
        let told = found(&some, &titles, &[hit(0, 1, 2, 5), hit(1, 2, 2, 5), hit(2, 1, 0, 4)]);
        assert_eq!(told.len(), 2);
        assert_eq!((told[0].count, told[0].place.clone()), (2, Some(("A ".into(), "dam".into(), ".".into()))));
        assert_eq!((told[1].title.as_str(), told[1].count, &told[1].place), ("Rain in Mali", 0, &None));
    }

    #[test]
    fn portions_are_bounded_and_lose_nothing() {
        let texts: Vec<_> = (0u8..9).map(|id| (f64::from(id), "x".repeat(200 << 10))).collect();
        let portions = portions(texts);
        assert_eq!(portions.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 3]);
    }

    #[test]
    fn what_was_found_is_told_in_numbers() {
        let mut looking = Looking { all: 3, is_running: true, ..Looking::default() };
        looking.take(Vec::new(), 1);
        assert_eq!(looking.outcome(), "Nothing yet, of 1 looked at.");
        let found = |count| Found { id: 1, title: String::new(), count, place: None };
        looking.take(vec![found(2), found(1)], 2);
        looking.is_running = false;
        assert_eq!(looking.outcome(), "3 places in 2 documents.");
        looking.take(vec![found(1); 500], 0);
        assert_eq!((looking.found.len(), looking.left_out()), (LISTED, 302));
    }
}
