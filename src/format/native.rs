//! Postil's own file: the text, the annotations for others to read, and the whole log, so that undo survives.
//!
//! ```json
//! {"schema":"postil/1","offsets":"codepoint","text":"…","sha256":"…",
//!  "annotations":[{"id":0,"layer":"entity","label":"PERSON","spans":[[0,8]],"quote":["Awa Kone"],
//!                  "origin":"human","state":"accepted"}],
//!  "relations":[{"id":2,"kind":"source","from":1,"to":0,"origin":"machine","state":"suggested"}],
//!  "opened":"…","log":[…]}
//! ```
//!
//! Every offset in it, those of the log too, counts code points; those of an Edit count in the text of its time.
//! `opened` is the text that the log begins with, where it is not `text`. Other programs may leave out `sha256`,
//! `relations`, `opened` and `log`; without a log the annotations come in as one import. What is there is checked: the
//! hash, each quote, and that the log leads to what the file says.

use super::{ReadError, Written};
use crate::annotation::{Annotation, AnnotationId, Label, Layer, Origin, Relation, State};
use crate::session::{self, Author, Change, Edit, Hunk, Session};
use crate::text::{OffsetMap, OffsetUnit, Span};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The name and version of the format.
pub const SCHEMA: &str = "postil/1";

#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    offsets: OffsetUnit,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(default)]
    annotations: Vec<Entry>,
    #[serde(default)]
    relations: Vec<Relation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opened: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    log: Option<Vec<Edit>>,
}

/// What must be known of a file before the rest is read.
#[derive(Deserialize)]
struct Header {
    schema: String,
}

/// An annotation with its words.
#[derive(Serialize, Deserialize)]
struct Entry {
    id: AnnotationId,
    layer: Layer,
    label: Label,
    spans: Vec<Span>,
    #[serde(default)]
    quote: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    origin: Origin,
    state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    orphan: Option<String>,
}

/// Writes `session` with its whole log. Nothing is lost.
pub fn write(session: &Session) -> Written {
    let text = session.article().text();
    let map = OffsetMap::new(text);
    let mut log = session.log().to_vec();
    // Every offset of a Session's own log has a place in its text.
    let _ = Turn::Out.log(session.opened(), &mut log);
    let file = File {
        schema: SCHEMA.to_owned(),
        offsets: OffsetUnit::Codepoint,
        text: text.to_owned(),
        sha256: Some(hash(text)),
        annotations: session.annotations().map(|annotation| entry(annotation, text, &map)).collect(),
        relations: session.relations().cloned().collect(),
        opened: (session.opened() != text).then(|| session.opened().to_owned()),
        log: Some(log),
    };
    Written { text: serde_json::to_string(&file).unwrap_or_default() + "\n", losses: Vec::new() }
}

/// Reads what [`write()`] wrote, or what another program wrote in its shape.
///
/// # Errors
/// Where the file is broken, is of a later version, or says things that do not fit together.
pub fn read(json: &str) -> Result<Session, ReadError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let header: Header = serde_json::from_str(json).map_err(|error| syntax(&error))?;
    if header.schema != SCHEMA {
        return Err(other_schema(header.schema));
    }
    let file: File = serde_json::from_str(json).map_err(|error| syntax(&error))?;
    check_text(&file)?;
    let map = OffsetMap::new(&file.text);
    let annotations = file.annotations.into_iter().map(|entry| annotation(entry, &file.text, &map, file.offsets));
    let annotations = annotations.collect::<Result<Vec<_>, _>>()?;
    match file.log {
        Some(log) => {
            let opened = file.opened.as_deref().unwrap_or(&file.text);
            let session = replayed(opened, log, file.offsets)?;
            check_log(&session, &file.text, &annotations, &file.relations)?;
            Ok(session)
        }
        None => imported(&file.text, annotations, file.relations),
    }
}

fn syntax(error: &serde_json::Error) -> ReadError {
    ReadError::Syntax { line: error.line() as u32, cause: error.to_string() }
}

fn content(cause: impl Into<String>) -> ReadError {
    ReadError::Content { cause: cause.into() }
}

fn other_schema(schema: String) -> ReadError {
    let version = schema.strip_prefix("postil/").and_then(|version| version.parse::<u32>().ok());
    match version {
        Some(version) if version > 1 => ReadError::Newer { schema },
        _ => content(format!(
            "The file calls its format \"{schema}\", which is none of Postil's. Expected \"{SCHEMA}\"."
        )),
    }
}

fn check_text(file: &File) -> Result<(), ReadError> {
    if file.text.contains('\r') {
        return Err(content("The text has CR newlines. Offsets count LF newlines only: replace CR LF by LF."));
    }
    match &file.sha256 {
        Some(known) if *known != hash(&file.text) => Err(content(
            "The text is not the one that was annotated: its SHA-256 differs. Bring the text back, or take \"sha256\" \
             out of the file if the change is meant; every quote is checked then.",
        )),
        _ => Ok(()),
    }
}

/// The SHA-256 of a text, in hexadecimal: the `sha256` of a file.
pub fn hash(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn entry(annotation: &Annotation, text: &str, map: &OffsetMap) -> Entry {
    let annotation = annotation.clone();
    Entry {
        id: annotation.id,
        layer: annotation.layer,
        label: annotation.label,
        quote: annotation.spans.iter().map(|span| span.slice(text).to_owned()).collect(),
        spans: Turn::Out.spans(&annotation.spans, map).unwrap_or_default(),
        attributes: annotation.attributes,
        confidence: annotation.confidence,
        origin: annotation.origin,
        state: annotation.state,
        orphan: annotation.orphan,
    }
}

/// The annotation of `entry`, its offsets turned to bytes and its quote checked.
fn annotation(entry: Entry, text: &str, map: &OffsetMap, unit: OffsetUnit) -> Result<Annotation, ReadError> {
    let id = entry.id.0;
    let spans = Turn::In(unit)
        .spans(&entry.spans, map)
        .ok_or_else(|| content(format!("Annotation {id} does not lie on the text. Check its \"spans\".")))?;
    for (quote, span) in entry.quote.iter().zip(&spans) {
        let words = span.slice(text);
        if words != quote {
            return Err(content(format!(
                "Annotation {id} quotes \"{quote}\", yet the text has \"{words}\" there. Check that its offsets count \
                 what \"offsets\" says."
            )));
        }
    }
    Ok(Annotation {
        id: entry.id,
        layer: entry.layer,
        label: entry.label,
        spans,
        attributes: entry.attributes,
        confidence: entry.confidence,
        origin: entry.origin,
        state: entry.state,
        orphan: entry.orphan,
    })
}

/// Which way offsets are turned.
#[derive(Clone, Copy)]
enum Turn {
    /// From bytes to code points.
    Out,
    /// From a file's unit to bytes.
    In(OffsetUnit),
}

impl Turn {
    fn offset(self, offset: u32, map: &OffsetMap) -> Option<u32> {
        match self {
            Self::Out => Some(map.to_codepoint(offset)),
            Self::In(unit) => map.from(unit, offset),
        }
    }

    fn spans(self, spans: &[Span], map: &OffsetMap) -> Option<Vec<Span>> {
        let span = |span: &Span| Some(Span::new(self.offset(span.start, map)?, self.offset(span.end, map)?));
        spans.iter().map(span).collect()
    }

    /// Turns the offsets of every Edit, each by the text of its time; nothing where one does not fit.
    fn log(self, opened: &str, log: &mut [Edit]) -> Option<()> {
        let mut text = opened.to_owned();
        let mut map = OffsetMap::new(opened);
        for edit in log {
            let mut later = None;
            for change in &mut edit.changes {
                match change {
                    Change::Text(hunks) => {
                        text = self.hunks(hunks, &text, &map)?;
                        later = Some(OffsetMap::new(&text));
                    }
                    Change::Annotation { before, after } => {
                        if let Some(before) = before {
                            before.spans = self.spans(&before.spans, &map)?;
                        }
                        if let Some(after) = after {
                            after.spans = self.spans(&after.spans, later.as_ref().unwrap_or(&map))?;
                        }
                    }
                    Change::Relation { .. } => {}
                }
            }
            map = later.unwrap_or(map);
        }
        Some(())
    }

    /// Turns the offsets of `hunks` and gives the text that they lead to.
    fn hunks(self, hunks: &mut [Hunk], text: &str, map: &OffsetMap) -> Option<String> {
        let turned = hunks.iter().map(|hunk| Some(Hunk { start: self.offset(hunk.start, map)?, ..hunk.clone() }));
        let turned: Vec<Hunk> = turned.collect::<Option<_>>()?;
        let later = session::patch(text, if matches!(self, Self::Out) { hunks } else { &turned });
        hunks.clone_from_slice(&turned);
        later
    }
}

/// The Session that a log leads to, its offsets in `unit`.
fn replayed(opened: &str, mut log: Vec<Edit>, unit: OffsetUnit) -> Result<Session, ReadError> {
    let placed = Turn::In(unit).log(opened, &mut log);
    placed.ok_or_else(|| content(format!("The log has places outside its text. {WITHOUT_LOG}")))?;
    Session::replay(opened, log).map_err(|error| content(format!("{error}. {WITHOUT_LOG}")))
}

const WITHOUT_LOG: &str = "Take \"log\" and \"opened\" out of the file to read its annotations without their history.";

fn check_log(
    session: &Session,
    text: &str,
    annotations: &[Annotation],
    relations: &[Relation],
) -> Result<(), ReadError> {
    let same =
        session.article().text() == text && session.annotations().eq(annotations) && session.relations().eq(relations);
    if same { Ok(()) } else { Err(content(format!("The log does not lead to what the file says. {WITHOUT_LOG}"))) }
}

/// A new Session that takes annotations and relations in as one import.
fn imported(text: &str, annotations: Vec<Annotation>, relations: Vec<Relation>) -> Result<Session, ReadError> {
    let mut session = Session::new(text);
    let annotations = annotations.into_iter().map(|after| Change::Annotation { before: None, after: Some(after) });
    let relations = relations.into_iter().map(|after| Change::Relation { before: None, after: Some(after) });
    let changes: Vec<Change> = annotations.chain(relations).collect();
    if !changes.is_empty() {
        let imported = session.apply(&Author::Import, 0, "import", changes);
        imported.map_err(|error| content(format!("{error}. Correct the entry with that id.")))?;
    }
    Ok(session)
}
