//! Many documents at once, out of files, folders, tables and archives: read piece by piece, kept some hundred at a time,
//! so that neither a large file nor many small ones fill the memory. What is wrong is told with its file and line, and
//! nothing else is lost by it.

// Sizes of files are whole numbers far below where a float is not exact, and the browser has them as floats.
#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss)]

mod archive;
mod bytes;
pub(crate) mod dropped;
mod lines;
mod table;
mod taking;

use crate::desk::Desk;
use archive::Entry;
use bytes::Bytes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use lines::Lines;
use postil::text;
use table::Table;
use taking::Taker;

pub(crate) use taking::print;
use web_sys::{Blob, File};

/// How long one line or row is at most, in bytes: what a text may have, and room for how it is written.
const RECORD_BYTES: usize = text::LIMIT_BYTES * 2;
/// How many problems are told one by one.
const PROBLEMS: usize = 100;

/// A file with its path.
pub(crate) struct Incoming {
    pub(crate) path: String,
    pub(crate) file: File,
}

/// How far an import is, and in the end how it went.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Import {
    /// How many bytes were read, and how many there are.
    pub(crate) bytes: (f64, f64),
    /// How many documents came in.
    pub(crate) came: usize,
    /// How many were there already, by their id or their text.
    pub(crate) known: usize,
    /// What could not be read, the first of it.
    pub(crate) problems: Vec<String>,
    /// How many more problems there are.
    pub(crate) more: usize,
    /// Whether it goes on.
    pub(crate) is_running: bool,
    /// Whether the reader has stopped it.
    pub(crate) is_stopped: bool,
}

impl Import {
    /// How it went, in words.
    pub(crate) fn outcome(&self) -> String {
        let came = match (self.came, self.is_stopped) {
            (1, false) => "1 document came in.".to_owned(),
            (came, false) => format!("{came} documents came in."),
            (1, true) => "Stopped. 1 document came in and stays.".to_owned(),
            (came, true) => format!("Stopped. {came} documents came in and stay."),
        };
        let known = match self.known {
            0 => String::new(),
            1 => " 1 was here already.".to_owned(),
            known => format!(" {known} were here already."),
        };
        let bad = match self.problems.len() + self.more {
            0 => String::new(),
            1 => " 1 could not be read.".to_owned(),
            bad => format!(" {bad} could not be read."),
        };
        came + &known + &bad
    }

    fn trouble(&mut self, words: String) {
        if self.problems.len() < PROBLEMS { self.problems.push(words) } else { self.more += 1 }
    }
}

/// What a file holds.
#[derive(Debug, PartialEq)]
enum Piece {
    /// A document.
    Document(Found),
    /// A page that is to become a text.
    Html(String),
    /// What `Export` wrote as native JSON.
    Native(String),
    /// What could not be read, and where.
    Problem(String),
}

/// A document as a file has it.
#[derive(Debug, Default, PartialEq)]
struct Found {
    name: Option<String>,
    title: Option<String>,
    text: String,
    meta: Option<String>,
}

/// What a file is, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Text,
    Html,
    Native,
    Lines,
    Table,
    Tabs,
    Zip,
}

const ENDS: [(&str, Kind); 13] = [
    ("txt", Kind::Text),
    ("text", Kind::Text),
    ("md", Kind::Text),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("xhtml", Kind::Html),
    ("json", Kind::Native),
    ("jsonl", Kind::Lines),
    ("ndjson", Kind::Lines),
    ("csv", Kind::Table),
    ("tsv", Kind::Tabs),
    ("tab", Kind::Tabs),
    ("zip", Kind::Zip),
];

fn kind(path: &str) -> Option<Kind> {
    let end = path.rsplit_once('.')?.1.to_lowercase();
    ENDS.into_iter().find(|(it, _)| *it == end).map(|(_, kind)| kind)
}

/// Whether a file holds many documents.
pub(crate) fn is_many(path: &str) -> bool {
    matches!(kind(path), Some(Kind::Lines | Kind::Table | Kind::Tabs | Kind::Zip))
}

/// Whether nobody means a file when choosing its folder.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// Brings `files` in, one after the other. A second import waits until the first is over.
pub(crate) fn begin(desk: Desk, files: Vec<Incoming>) {
    let import = desk.project().import;
    if import.with_untracked(|import| import.as_ref().is_some_and(|import| import.is_running)) {
        return desk.warn("Wait until the documents before these are in, or stop that first.");
    }
    let Some(store) = desk.store.get_value() else {
        return desk.warn("This browser keeps nothing, so it cannot keep many documents. Open them one by one.");
    };
    let files: Vec<Incoming> = files.into_iter().filter(|it| !is_hidden(&it.path)).collect();
    if files.is_empty() {
        return desk.say("There is no file in it.");
    }
    let bytes = (0.0, files.iter().map(|it| it.file.size()).sum());
    import.set(Some(Import { bytes, is_running: true, ..Import::default() }));
    desk.project().open.set(true);
    desk.say("Documents are coming in.");
    spawn_local(async move {
        let mut taker = Taker::new(desk, store);
        let went = bring(&files, &mut taker).await;
        taker.end(went).await;
    });
}

/// Stops the import; what came in stays.
pub(crate) fn stop(desk: Desk) {
    desk.project().import.update(|import| {
        if let Some(import) = import {
            import.is_stopped = true;
        }
    });
}

/// Reads file by file. What is wrong with a file ends that file; what the browser refuses to keep ends all.
async fn bring(files: &[Incoming], taker: &mut Taker) -> Result<(), String> {
    for Incoming { path, file } in files {
        if taker.is_stopped() {
            break;
        }
        match kind(path) {
            None => taker.trouble(path, "this kind of file is not read"),
            Some(Kind::Zip) => bring_archive(path, file, taker).await?,
            Some(kind) => pour(path, kind, file, (false, f64::MAX), taker).await?,
        }
    }
    Ok(())
}

async fn bring_archive(path: &str, file: &File, taker: &mut Taker) -> Result<(), String> {
    let entries = match listed(file).await {
        Ok(entries) => entries,
        Err(words) => {
            taker.trouble(path, &words);
            return Ok(());
        }
    };
    for entry in entries.iter().filter(|entry| !is_hidden(&entry.name)) {
        if taker.is_stopped() {
            break;
        }
        let path = format!("{path}/{}", entry.name);
        match (kind(&entry.name), entry.problem) {
            (_, Some(problem)) => taker.trouble(&path, problem),
            (None, None) => taker.trouble(&path, "this kind of file is not read"),
            (Some(Kind::Zip), None) => taker.trouble(&path, "a ZIP file in a ZIP file is not unpacked"),
            (Some(kind), None) => match packed(file, entry).await {
                Ok(blob) => pour(&path, kind, &blob, (!entry.is_stored, entry.size as f64), taker).await?,
                Err(words) => taker.trouble(&path, &words),
            },
        }
    }
    Ok(())
}

/// What an archive lists.
async fn listed(file: &Blob) -> Result<Vec<Entry>, String> {
    let size = file.size() as u64;
    let tail = Bytes::all(&part(file, size.saturating_sub(archive::TAIL_BYTES), size)?).await?;
    let directory = archive::directory(&tail, size)?;
    let entries = archive::entries(&Bytes::all(&part(file, directory.start, directory.end)?).await?)?;
    archive::check(&entries)?;
    Ok(entries)
}

/// The bytes of an entry, as they lie in the file.
async fn packed(file: &Blob, entry: &Entry) -> Result<Blob, String> {
    let header = Bytes::all(&part(file, entry.start, entry.start + archive::HEADER_BYTES)?).await?;
    let start = archive::bytes_start(entry, &header)?;
    part(file, start, start + entry.packed)
}

fn part(file: &Blob, start: u64, end: u64) -> Result<Blob, String> {
    file.slice_with_f64_and_f64(start as f64, end as f64).map_err(|_| "it cannot be read".to_owned())
}

/// Reads one file and takes what it holds. It may have no more bytes than `most` says.
async fn pour(
    path: &str,
    kind: Kind,
    blob: &Blob,
    (is_packed, most): (bool, f64),
    taker: &mut Taker,
) -> Result<(), String> {
    let mut out = Vec::new();
    match poured(path, kind, blob, (is_packed, most), taker, &mut out).await {
        Ok(Some(parser)) => parser.finish(&mut out),
        Ok(None) => {}
        // Half a document is none.
        Err(Fault::File(words)) => taker.trouble(path, &words),
        Err(Fault::Store(words)) => return Err(words),
    }
    taker.read(if is_packed { blob.size() } else { 0.0 });
    taker.take(path, &mut out).await
}

/// What ends a file, or all of them.
enum Fault {
    File(String),
    Store(String),
}

/// Reads to the end of a file; gives the parser for what is left, where nobody stopped it.
async fn poured(
    path: &str,
    kind: Kind,
    blob: &Blob,
    (is_packed, most): (bool, f64),
    taker: &mut Taker,
    out: &mut Vec<Piece>,
) -> Result<Option<Parser>, Fault> {
    let (mut parser, mut read) = (Parser::new(kind), 0.0);
    let source = Bytes::of(blob, is_packed).map_err(Fault::File)?;
    while let Some(bytes) = source.next().await.map_err(Fault::File)? {
        let length = bytes.len() as f64;
        read += length;
        if read > most || parser.is_full() {
            source.leave();
            let words = if read > most { "it is longer than it says; it may be harmful" } else { "it is too long" };
            return Err(Fault::File(words.to_owned()));
        }
        parser.push(&bytes, out);
        taker.read(if is_packed { 0.0 } else { length });
        taker.take(path, out).await.map_err(Fault::Store)?;
        if taker.is_stopped() {
            source.leave();
            return Ok(None);
        }
    }
    Ok(Some(parser))
}

/// What makes documents of bytes.
enum Parser {
    /// The file is one document.
    Whole(Kind, Vec<u8>),
    Lines(Lines),
    Table(Box<Table>),
}

impl Parser {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Lines => Self::Lines(Lines::default()),
            Kind::Table => Self::Table(Box::default()),
            Kind::Tabs => Self::Table(Box::new(Table::of_tabs())),
            kind => Self::Whole(kind, Vec::new()),
        }
    }

    fn push(&mut self, bytes: &[u8], out: &mut Vec<Piece>) {
        match self {
            Self::Whole(_, all) => all.extend_from_slice(bytes),
            Self::Lines(lines) => lines.push(bytes, out),
            Self::Table(table) => table.push(bytes, out),
        }
    }

    /// Whether one document has more than any may have.
    fn is_full(&self) -> bool {
        matches!(self, Self::Whole(_, all) if text::check_length(all.len()).is_err())
    }

    fn finish(self, out: &mut Vec<Piece>) {
        match self {
            Self::Whole(kind, all) => out.push(whole(kind, &all)),
            Self::Lines(lines) => lines.finish(out),
            Self::Table(table) => table.finish(out),
        }
    }
}

fn whole(kind: Kind, bytes: &[u8]) -> Piece {
    match plain(bytes) {
        Err(words) => Piece::Problem(words),
        Ok(text) if text.trim().is_empty() => Piece::Problem("there is no text in it".to_owned()),
        Ok(text) => match kind {
            Kind::Html => Piece::Html(text.to_owned()),
            Kind::Native => Piece::Native(text.to_owned()),
            _ => Piece::Document(Found { text: text.to_owned(), ..Found::default() }),
        },
    }
}

/// The text of `bytes`; a byte order mark is not part of it.
fn plain(bytes: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_name_says() {
        let cases = [
            ("a/b.TXT", Some(Kind::Text)),
            ("page.htm", Some(Kind::Html)),
            ("all.jsonl", Some(Kind::Lines)),
            ("table.csv", Some(Kind::Table)),
            ("all.zip", Some(Kind::Zip)),
            ("photo.jpeg", None),
            ("README", None),
        ];
        for (path, expected) in cases {
            assert_eq!(kind(path), expected, "{path}");
        }
        assert!(is_many("x.csv") && !is_many("x.json"));
        assert!(is_hidden("a/.DS_Store") && is_hidden("__MACOSX/a.txt") && !is_hidden("a/b.txt"));
    }

    #[test]
    fn how_it_went_is_told_in_numbers() {
        let import = |came, known, problems: usize, is_stopped| Import {
            came,
            known,
            problems: vec![String::new(); problems],
            is_stopped,
            ..Import::default()
        };
        assert_eq!(import(1, 0, 0, false).outcome(), "1 document came in.");
        assert_eq!(import(9, 1, 2, false).outcome(), "9 documents came in. 1 was here already. 2 could not be read.");
        assert_eq!(import(40, 0, 1, true).outcome(), "Stopped. 40 documents came in and stay. 1 could not be read.");
    }

    #[test]
    fn problems_beyond_the_first_are_counted() {
        let mut import = Import::default();
        (0..PROBLEMS + 5).for_each(|_| import.trouble("x".to_owned()));
        assert_eq!((import.problems.len(), import.more), (PROBLEMS, 5));
    }
}
