//! Takes what files hold and keeps it, some hundred documents in one go.

use super::{Found, Import, Piece};
use crate::desk::Desk;
use crate::project::{self, asking, tally};
use crate::saving;
use crate::store::{NewDocument, Record, Store};
use leptos::prelude::*;
use postil::format::native;
use postil::session::Edit;
use postil::text;
use std::collections::BTreeSet;

/// How many documents are kept in one go, and how many bytes of text.
const DOCUMENTS: usize = 250;
const BYTES: usize = 4 << 20;

/// What came in and is not kept yet, and what is there already.
pub(super) struct Taker {
    desk: Desk,
    store: Store,
    /// Short names of the texts and ids that are there.
    texts: BTreeSet<u64>,
    names: BTreeSet<u64>,
    waiting: Vec<NewDocument>,
    bytes: usize,
}

impl Taker {
    pub(super) fn new(desk: Desk, store: Store) -> Self {
        let (texts, names) = desk.documents.with_untracked(|all| {
            let names = all.iter().filter_map(|record| record.name.as_deref()).map(print);
            (all.iter().filter_map(|record| record.print).collect(), names.collect())
        });
        Self { desk, store, texts, names, waiting: Vec::new(), bytes: 0 }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.desk.project().import.with_untracked(|import| import.as_ref().is_none_or(|import| import.is_stopped))
    }

    /// Tells what is wrong with a file.
    pub(super) fn trouble(&self, path: &str, words: &str) {
        self.update(|import| import.trouble(format!("{path}: {words}")));
    }

    /// So many more bytes were read.
    pub(super) fn read(&self, bytes: f64) {
        self.update(|import| import.bytes.0 += bytes);
    }

    /// Takes what a file holds, and keeps it where it has become enough.
    pub(super) async fn take(&mut self, path: &str, pieces: &mut Vec<Piece>) -> Result<(), String> {
        for piece in pieces.drain(..) {
            match piece {
                Piece::Problem(words) => self.trouble(path, &words),
                Piece::Document(found) => self.enter(path, found, Vec::new(), false),
                Piece::Html(html) => match asking::html(self.desk, html).await {
                    Ok(text) => self.enter(path, Found { text, ..Found::default() }, Vec::new(), false),
                    Err(words) => self.trouble(path, &words),
                },
                Piece::Native(json) => match native::read(&json) {
                    Ok(session) => {
                        let found = Found { text: session.opened().to_owned(), ..Found::default() };
                        self.enter(path, found, session.log().to_vec(), true);
                    }
                    Err(error) => self.trouble(path, &error.to_string()),
                },
            }
            if self.waiting.len() >= DOCUMENTS || self.bytes >= BYTES {
                self.keep().await?;
                if self.is_stopped() {
                    break;
                }
            }
        }
        Ok(())
    }

    fn enter(&mut self, path: &str, found: Found, edits: Vec<Edit>, complete: bool) {
        let text = text::with_lf(&found.text).into_owned();
        if let Err(error) = text::check_length(text.len()) {
            return self.trouble(path, &error.to_string());
        }
        if text.trim().is_empty() {
            return self.trouble(path, "there is no text in it");
        }
        let is_known = found.name.as_deref().is_some_and(|name| self.names.contains(&print(name)));
        if is_known || !self.texts.insert(print(&text)) {
            return self.update(|import| import.known += 1);
        }
        self.names.extend(found.name.as_deref().map(print));
        self.bytes += text.len();
        let mut record = Record { opened: 0.0, complete, ..saving::record(&text) };
        if let Some(title) = found.title.as_deref().and_then(project::title) {
            record.title = title;
        }
        (record.name, record.meta) = (found.name, found.meta);
        self.waiting.push(NewDocument { record, text, edits });
    }

    /// Keeps what waits.
    async fn keep(&mut self) -> Result<(), String> {
        let mut documents = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        if documents.is_empty() {
            return Ok(());
        }
        for document in documents.iter_mut().filter(|document| !document.edits.is_empty()) {
            let session = project::replayed(&document.text, &document.edits);
            document.record.summary = tally::summary(&session);
        }
        self.store.create_all(&documents).await?;
        let records: Vec<Record> = documents.into_iter().map(|document| document.record).collect();
        self.update(|import| import.came += records.len());
        project::put(self.desk, records);
        Ok(())
    }

    /// Keeps the last and tells how it went.
    pub(super) async fn end(mut self, mut went: Result<(), String>) {
        if went.is_ok() {
            went = self.keep().await;
        }
        if let Err(error) = went {
            self.update(|import| import.is_stopped = true);
            self.desk.warn(format!("This browser keeps no more ({error}). What came in before stays."));
        }
        self.update(|import| import.is_running = false);
        let outcome = self.desk.project().import.with_untracked(|import| import.as_ref().map(Import::outcome));
        self.desk.say(outcome.unwrap_or_default());
    }

    fn update(&self, change: impl FnOnce(&mut Import)) {
        self.desk.project().import.update(|import| change(import.get_or_insert_default()));
    }
}

/// A short name of `words`, by which they are known again (FNV-1a; two of ten thousand texts share one by chance once in
/// hundreds of milliards of projects).
pub(crate) fn print(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_again_by_a_short_name() {
        assert_eq!(print(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(print("a"), 0xaf63_dc4c_8601_ec8c);
        assert_ne!(print("It rained."), print("It rained!"));
    }
}
