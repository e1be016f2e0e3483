//! All documents and settings in one file, and back. The format is told in `docs/backup.md`.
//!
//! Nothing that is there is ever overwritten, and a file is taken in as a whole or not at all.

use super::database::{answer, begin, committed, json, shelf};
use super::key::SETTINGS;
use super::{Durability, Key, Record, Refused, Store};
use js_sys::Array;
use postil::format::native;
use postil::session::{Edit, Session};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The name and version of the format.
pub(crate) const SCHEMA: &str = "postil-backup/1";

/// A file, as it is read.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Backup {
    schema: String,
    /// Offsets in the logs count bytes of UTF-8.
    offsets: String,
    /// When it was made, in milliseconds since 1970.
    made: f64,
    documents: Vec<Entry>,
    /// Each the JSON that is kept under its name.
    settings: BTreeMap<String, String>,
}

/// One document.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    record: Record,
    /// The hash of the text. The text is given back as it was, or not at all.
    sha256: String,
    text: String,
    log: Vec<Edit>,
}

/// What must be known of a file before the rest is read.
#[derive(Deserialize)]
struct Header {
    schema: String,
}

/// What was done with the documents of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Restored {
    /// They were not there.
    pub(crate) added: usize,
    /// They were there, with as many steps or more.
    pub(crate) there: usize,
    /// They were there with fewer steps, and now have all; by the bits of their ids.
    pub(crate) longer: BTreeSet<u64>,
    /// They were there and had gone another way: both are kept.
    pub(crate) beside: usize,
}

/// What becomes of a document of a file, as against the one that is there under its id.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Added,
    There,
    /// The steps from this one on are new.
    Longer(usize),
    Beside,
}

/// Whether a text looks like a backup, whole or not.
pub(crate) fn is_backup(text: &str) -> bool {
    text.get(..200.min(text.len())).unwrap_or_default().contains("\"postil-backup/")
}

/// Reads a file and checks all of it.
///
/// # Errors
/// In words for the reader: it is no backup, of a later version, cut off or broken, or a document of it does not hold
/// together.
pub(crate) fn read(text: &str) -> Result<Backup, String> {
    let header: Header = serde_json::from_str(text).map_err(|error| broken(&error))?;
    match header.schema.strip_prefix("postil-backup/") {
        _ if header.schema == SCHEMA => {}
        Some(version) => {
            return Err(format!("It was made by a later Postil (format {version}); reload this page first."));
        }
        None => return Err(format!("It calls itself \"{}\", which is no backup of Postil.", header.schema)),
    }
    let backup: Backup = serde_json::from_str(text).map_err(|error| broken(&error))?;
    match backup.documents.iter().find(|entry| !holds_together(entry)) {
        Some(entry) => {
            Err(format!("Its article \"{}\" is damaged: its text or its steps were changed.", entry.record.title))
        }
        None => Ok(backup),
    }
}

fn broken(error: &serde_json::Error) -> String {
    if error.is_eof() {
        "It ends too early: the file was cut off.".to_owned()
    } else if error.is_data() {
        format!("It is no backup of Postil, or one that was changed ({error}).")
    } else {
        format!("It is broken, or no backup of Postil ({error}).")
    }
}

fn holds_together(entry: &Entry) -> bool {
    let is_id = entry.record.id.is_finite() && entry.record.id > 0.0;
    is_id
        && entry.sha256 == native::hash(&entry.text)
        && Session::replay(&entry.text, entry.log.clone()).is_ok_and(|session| session.opened() == entry.text)
}

fn fate(there: Option<(&str, &[Edit])>, entry: &Entry) -> Fate {
    let Some((text, log)) = there else { return Fate::Added };
    match (text == entry.text, log.starts_with(&entry.log), entry.log.starts_with(log)) {
        (true, true, _) => Fate::There,
        (true, _, true) => Fate::Longer(log.len()),
        _ => Fate::Beside,
    }
}

/// The id of a document that is kept beside one of the same id: always the same, so that it is found again.
fn beside(id: f64) -> f64 {
    // Ids are milliseconds; this fraction of one is exact, and no document is opened at it.
    id + 1.0 / 1024.0
}

impl Store {
    /// The pieces of a file that holds everything, how many documents are in it, and how many could not be read. What waits
    /// to be kept is in it too.
    pub(crate) async fn back_up(&self, made: f64) -> Result<(Array, usize, usize), Refused> {
        let records = self.documents().await?;
        let pieces = Array::new();
        let head = format!("{{\"schema\":\"{SCHEMA}\",\"offsets\":\"utf8\",\"made\":{},\"documents\":[", json(&made));
        pieces.push(&head.into());
        let (mut written, of) = (0, records.len());
        for record in records {
            if let Ok(entry) = self.entry(record).await {
                pieces.push(&format!("{}\n{}", if written > 0 { "," } else { "" }, json(&entry)).into());
                written += 1;
            }
        }
        pieces.push(&format!("\n],\"settings\":{}}}\n", json(&self.settings().await?)).into());
        Ok((pieces, written, of - written))
    }

    /// A document with as much of its log as holds together: one that is damaged must not spoil the file for the others.
    async fn entry(&self, record: Record) -> Result<Entry, Refused> {
        let (text, log) = (self.text(record.id).await?, self.log(record.id).await?);
        let (session, _) = Session::salvage(&text, log.edits);
        Ok(Entry { record, sha256: native::hash(&text), log: session.log().to_vec(), text })
    }

    /// Adds what is in a file to what is there, all of it or nothing.
    pub(crate) async fn restore(&self, backup: Backup) -> Result<Restored, Refused> {
        let (mut puts, mut restored) = (Vec::new(), Restored::default());
        let mut known: BTreeSet<u64> = self.documents().await?.iter().map(|record| record.id.to_bits()).collect();
        for entry in backup.documents {
            self.place(entry, &mut known, &mut puts, &mut restored).await?;
        }
        let settings = self.settings().await?;
        let new = backup.settings.into_iter().filter(|(name, _)| !settings.contains_key(name));
        puts.extend(new.map(|(name, value)| (Key::Setting(name), value)));
        let puts = puts.iter().map(|(key, value)| (key, value.as_str()));
        if let Some(transaction) = begin(&self.connection()?, Durability::Strict, puts)? {
            committed(transaction).await?;
        }
        Ok(restored)
    }

    /// Decides what becomes of one document, and adds what is to be written for it.
    async fn place(
        &self,
        mut entry: Entry,
        known: &mut BTreeSet<u64>,
        puts: &mut Vec<(Key, String)>,
        restored: &mut Restored,
    ) -> Result<(), Refused> {
        let was = entry.record.id;
        let mut from = 0;
        loop {
            let id = entry.record.id;
            let there =
                if known.contains(&id.to_bits()) { Some((self.text(id).await?, self.edits(id).await?)) } else { None };
            match fate(there.as_ref().map(|(text, log)| (text.as_str(), log.as_slice())), &entry) {
                Fate::There => {
                    restored.there += 1;
                    return Ok(());
                }
                Fate::Longer(length) => {
                    restored.longer.insert(id.to_bits());
                    from = length;
                    break;
                }
                Fate::Added => break,
                Fate::Beside => entry.record.id = beside(id),
            }
        }
        let id = entry.record.id;
        if known.insert(id.to_bits()) {
            if id > was {
                restored.beside += 1;
                entry.record.title += " (restored)";
            } else {
                restored.added += 1;
            }
            puts.extend([(Key::document(id), json(&entry.record)), (Key::text(id), entry.text)]);
        }
        puts.extend(entry.log[from..].iter().map(|edit| (Key::edit(id, edit.number), json(edit))));
        Ok(())
    }

    /// All settings by name, each as JSON.
    async fn settings(&self) -> Result<BTreeMap<String, String>, Refused> {
        let mut settings = BTreeMap::new();
        if let Ok(database) = self.connection() {
            let kept = shelf(&database, SETTINGS)?;
            let (names, values) = (answer(kept.get_all_keys()?), answer(kept.get_all()?));
            let (names, values) = (Array::from(&names.await?), Array::from(&values.await?));
            let texts = |array: &Array| array.iter().map(|it| it.as_string().unwrap_or_default()).collect::<Vec<_>>();
            settings.extend(texts(&names).into_iter().zip(texts(&values)));
        }
        let last = Key::Setting(char::MAX.to_string());
        for (key, value) in self.pending.borrow().between(&Key::Setting(String::new()), &last) {
            if let Key::Setting(name) = key {
                settings.insert(name.clone(), value.to_owned());
            }
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::session::{Author, Command};
    use postil::{Label, Layer, Span};

    fn entry(words: usize) -> Entry {
        let mut session = Session::new("Awa, Bou, Cai");
        for start in [0, 5, 10].into_iter().take(words) {
            let spans = vec![Span::new(start, start + 3)];
            let command = Command::Annotate { layer: Layer::Entity, label: Label::from("PERSON"), spans };
            session.perform(&command, &Author::Human(None), 0).unwrap();
        }
        let record = Record { id: 1_700_000_000_000.0, title: "Awa".to_owned(), ..Record::default() };
        let (text, log) = (session.opened().to_owned(), session.log().to_vec());
        Entry { record, sha256: native::hash(&text), text, log }
    }

    fn file(documents: Vec<Entry>) -> String {
        let settings = [("labels".to_owned(), "[1]".to_owned())].into();
        json(&Backup { schema: SCHEMA.to_owned(), offsets: "utf8".to_owned(), made: 1.0, documents, settings })
    }

    #[test]
    fn what_is_written_is_read() {
        let backup = read(&file(vec![entry(2), entry(0)])).unwrap();
        assert_eq!(backup.documents.iter().map(|it| it.log.len()).collect::<Vec<_>>(), [2, 0]);
        assert_eq!(backup.settings["labels"], "[1]");
    }

    #[test]
    fn what_is_no_whole_backup_is_refused_with_the_cause() {
        let whole = file(vec![entry(2)]);
        let mut other = entry(2);
        other.log.remove(0);
        let mut moved = entry(2);
        moved.text.insert(0, 'X');
        let mut nowhere = entry(1);
        nowhere.record.id = -1.0;
        let cases = [
            (String::new(), "cut off"),
            ("{}".to_owned(), "no backup"),
            ("[1,2]".to_owned(), "no backup"),
            ("Dear all,".to_owned(), "broken"),
            (whole.replace("backup/1", "backup/2"), "later Postil"),
            (whole.replace("postil-backup/1", "postil/1"), "calls itself"),
            (whole.replace("\"log\"", "\"lag\""), "no backup"),
            (file(vec![other]), "damaged"),
            (file(vec![moved]), "damaged"),
            (file(vec![nowhere]), "damaged"),
        ];
        for (text, cause) in cases {
            let error = read(&text).map(|_| ()).unwrap_err();
            assert!(error.contains(cause), "{error}: {text}");
        }
    }

    #[test]
    fn a_file_that_was_cut_off_anywhere_is_refused() {
        let whole = file(vec![entry(2)]);
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn what_is_there_decides_what_becomes_of_a_document() {
        let mut changed = entry(2);
        changed.log[1].at = 9;
        let cases = [
            (None, Fate::Added),
            (Some(entry(2)), Fate::There),
            (Some(entry(3)), Fate::There),
            (Some(entry(1)), Fate::Longer(1)),
            (Some(changed), Fate::Beside),
            (Some(Entry { text: "Bou".to_owned(), ..entry(0) }), Fate::Beside),
        ];
        for (there, expected) in cases {
            let there = there.as_ref().map(|it| (it.text.as_str(), it.log.as_slice()));
            assert_eq!(fate(there, &entry(2)), expected);
        }
    }

    #[test]
    fn beside_an_id_is_another() {
        let id = 1_900_000_000_000.0;
        assert!(beside(id) > id && beside(beside(id)) > beside(id) && beside(id) < id + 1.0);
    }

    #[test]
    fn only_what_says_so_is_taken_for_a_backup() {
        assert!(is_backup(&file(vec![])));
        for text in ["", "{\"schema\":\"postil/1\"}", "é".repeat(300).as_str()] {
            assert!(!is_backup(text));
        }
    }
}
