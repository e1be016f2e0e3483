//! CSV as RFC 4180 has it, from commas, semicolons or tabs: which column is the text is told by its name, or else by what
//! stands in it.

use super::{Found, Piece, RECORD_BYTES, plain};
use std::collections::BTreeMap;

/// Names of columns, in small letters; the first that there is counts.
const TEXT: &[&str] = &["text", "body", "content", "article", "full text", "full_text", "story"];
const TITLE: &[&str] = &["title", "headline", "heading"];
const ID: &[&str] = &["id", "doc_id", "document_id", "guid", "key", "url"];

/// How much is looked at for the separator, and what may stand before it.
const HEAD_BYTES: usize = 1 << 20;
const MARK: &[u8] = "\u{feff}".as_bytes();
/// How many rows are looked at where no column is named as one would expect.
const SAMPLE: usize = 20;

type Row = (usize, Vec<Vec<u8>>);

/// Rows as they come, in pieces of any size.
#[derive(Default)]
pub(super) struct Table {
    separator: Option<u8>,
    state: State,
    /// The row that is begun, and how long it is.
    row: Vec<Vec<u8>>,
    length: usize,
    /// The number of the line, and of the line where the row began, counted from zero.
    line: usize,
    begin: usize,
    columns: Option<Columns>,
    /// Rows that came before it was clear what the columns are.
    waiting: Vec<Row>,
    /// The first bytes, until the line is complete that tells the separator.
    head: Vec<u8>,
}

/// Where in a field the next byte falls.
#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    #[default]
    Start,
    Plain,
    Quoted,
    /// After a quotation mark inside quotation marks: the end, or the first half of a doubled one.
    Closed,
}

/// What each column is.
#[derive(Debug, PartialEq)]
struct Columns {
    text: usize,
    title: Option<usize>,
    id: Option<usize>,
    /// The names of all, where the first row has them.
    names: Vec<String>,
}

impl Table {
    /// Of values between tabs.
    pub(super) fn of_tabs() -> Self {
        Self { separator: Some(b'\t'), ..Self::default() }
    }

    /// Takes in the next bytes; gives what they complete.
    pub(super) fn push(&mut self, bytes: &[u8], out: &mut Vec<Piece>) {
        if let Some(separator) = self.separator {
            for byte in bytes {
                self.take(*byte, separator, out);
            }
            return;
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() > HEAD_BYTES || first_row(&self.head).is_some() {
            self.read_head(out);
        }
    }

    /// The last row needs no end.
    pub(super) fn finish(mut self, out: &mut Vec<Piece>) {
        if self.separator.is_none() {
            self.read_head(out);
        }
        if self.state == State::Quoted {
            out.push(Piece::Problem(format!("line {}: a quotation mark is never closed", self.begin + 1)));
        } else if self.length > 0 || !self.row.is_empty() {
            self.end_row(out);
        }
        self.settle(out);
    }

    /// Reads what was held back, now that the separator can be told.
    fn read_head(&mut self, out: &mut Vec<Piece>) {
        let head = std::mem::take(&mut self.head);
        let head = head.strip_prefix(MARK).unwrap_or(&head);
        let row = head.get(..first_row(head).unwrap_or(head.len())).unwrap_or_default();
        let count = |separator: u8| row.split(|byte| *byte == separator).count();
        let separator = [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',');
        self.separator = Some(separator);
        self.push(head, out);
    }

    fn take(&mut self, byte: u8, separator: u8, out: &mut Vec<Piece>) {
        self.line += usize::from(byte == b'\n');
        match (self.state, byte) {
            (State::Start, b'"') => self.open(),
            (State::Quoted, b'"') => self.state = State::Closed,
            (State::Closed, b'"') | (State::Quoted, _) => self.put(byte, State::Quoted, out),
            (_, b'\n') => self.end_row(out),
            (_, b'\r') => {}
            (_, byte) if byte == separator => self.end_field(),
            _ => self.put(byte, State::Plain, out),
        }
    }

    fn open(&mut self) {
        self.field();
        self.length += 1;
        self.state = State::Quoted;
    }

    fn put(&mut self, byte: u8, state: State, out: &mut Vec<Piece>) {
        self.state = state;
        self.length += 1;
        if self.length == RECORD_BYTES {
            out.push(Piece::Problem(format!("line {}: this row is too long", self.begin + 1)));
        }
        if self.length < RECORD_BYTES {
            self.field().push(byte);
        }
    }

    /// The field that is begun.
    fn field(&mut self) -> &mut Vec<u8> {
        if self.row.is_empty() {
            self.row.push(Vec::new());
        }
        let last = self.row.len() - 1;
        &mut self.row[last]
    }

    fn end_field(&mut self) {
        self.field();
        self.length += 1;
        self.row.push(Vec::new());
        self.state = State::Start;
    }

    fn end_row(&mut self, out: &mut Vec<Piece>) {
        let row = (self.begin, std::mem::take(&mut self.row));
        let is_whole = self.length < RECORD_BYTES;
        (self.begin, self.length, self.state) = (self.line, 0, State::Start);
        if row.1.iter().all(|field| field.trim_ascii().is_empty()) || !is_whole {
            return;
        }
        if let Some(columns) = &self.columns {
            out.extend(read(row, columns));
            return;
        }
        self.waiting.push(row);
        let is_named = self.waiting.len() == 1 && named(&words(&self.waiting[0].1), TEXT).is_some();
        if is_named || self.waiting.len() > SAMPLE {
            self.settle(out);
        }
    }

    /// Decides what the columns are and reads the rows that waited for it.
    fn settle(&mut self, out: &mut Vec<Piece>) {
        if self.columns.is_some() || self.waiting.is_empty() {
            return;
        }
        let rows = std::mem::take(&mut self.waiting);
        let (columns, first) = columns(&rows);
        out.extend(rows.into_iter().skip(first).filter_map(|row| read(row, &columns)));
        self.columns = Some(columns);
    }
}

/// Where the first row ends, if it does.
fn first_row(bytes: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    bytes.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b'\n' && !is_quoted
    })
}

fn words(row: &[Vec<u8>]) -> Vec<String> {
    row.iter().map(|field| plain(field).unwrap_or_default().trim().to_owned()).collect()
}

fn named(names: &[String], wanted: &[&str]) -> Option<usize> {
    wanted.iter().find_map(|wanted| names.iter().position(|name| name.to_lowercase() == *wanted))
}

/// What the columns are, and how many rows stand for their names.
fn columns(rows: &[Row]) -> (Columns, usize) {
    let names = words(&rows[0].1);
    let (title, id) = (named(&names, TITLE), named(&names, ID));
    if let Some(text) = named(&names, TEXT) {
        return (Columns { text, title, id, names }, 1);
    }
    // The longest column is the text. Its name, if it has one, is far shorter than what stands below.
    let rest = || rows.iter().skip(1);
    let length = |column: usize| rest().map(|(_, row)| row.get(column).map_or(0, Vec::len)).sum::<usize>();
    let text = (0..names.len()).max_by_key(|column| (length(*column), std::cmp::Reverse(*column))).unwrap_or_default();
    let mean = length(text) / rest().count().max(1);
    if rows.len() > 1 && names.get(text).is_some_and(|name| name.len() < 60 && name.len() * 3 < mean) {
        return (Columns { text, title, id, names }, 1);
    }
    let text = if rows.len() > 1 { text } else { longest(&names) };
    (Columns { text, title: None, id: None, names: Vec::new() }, 0)
}

fn longest(row: &[String]) -> usize {
    (0..row.len()).max_by_key(|column| row[*column].len()).unwrap_or_default()
}

fn read((line, row): Row, columns: &Columns) -> Option<Piece> {
    let problem = |words: &str| Some(Piece::Problem(format!("line {}: {words}", line + 1)));
    if row.iter().any(|field| plain(field).is_err()) {
        return problem("it is not UTF-8 text");
    }
    let field = |column: usize| row.get(column).and_then(|field| plain(field).ok()).unwrap_or_default();
    let short = |column: Option<usize>| column.map(field).map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned);
    if field(columns.text).trim().is_empty() {
        return problem("it has no text");
    }
    let is_other = |column: &usize| ![Some(columns.text), columns.title, columns.id].contains(&Some(*column));
    let named = (0..columns.names.len()).filter(is_other).map(|column| (columns.names[column].as_str(), field(column)));
    let others: BTreeMap<&str, &str> = named.filter(|(_, field)| !field.is_empty()).collect();
    Some(Piece::Document(Found {
        name: short(columns.id),
        title: short(columns.title),
        text: field(columns.text).to_owned(),
        meta: (!others.is_empty()).then(|| serde_json::to_string(&others).unwrap_or_default()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(bytes: &[u8], size: usize) -> Vec<Piece> {
        let (mut table, mut out) = (Table::default(), Vec::new());
        bytes.chunks(size.max(1)).for_each(|piece| table.push(piece, &mut out));
        table.finish(&mut out);
        out
    }

    /// Documents as `name|title|text|meta`, problems as they are.
    fn told(pieces: &[Piece]) -> Vec<String> {
        let told = |piece: &Piece| match piece {
            Piece::Document(it) => {
                let short = |words: &Option<String>| words.clone().unwrap_or_default();
                [short(&it.name), short(&it.title), it.text.clone(), short(&it.meta)].join("|")
            }
            Piece::Problem(words) => words.clone(),
            other => panic!("{other:?}"),
        };
        pieces.iter().map(told).collect()
    }

    #[test]
    fn tables_of_every_kind() {
        let long = "Awa Kone said that it had rained for days in the hills above the town. ".repeat(3);
        let by_content = format!("when;what\r\n2025;{long}\r\n2026;{long}\r\n");
        let bare = format!("7,{long}\n8,{long}\n");
        let cases: [(&str, Vec<String>); 8] = [
            ("id,text\n1,It rained.\n2,It snowed.\n", vec!["1||It rained.|".into(), "2||It snowed.|".into()]),
            (
                "Title,Text\r\n\"Heat, again\",\"He said \"\"no\"\".\r\nThen left.\"\r\n",
                vec!["|Heat, again|He said \"no\".\r\nThen left.|".into()],
            ),
            ("\u{feff}body\tby\nÉté.\tAwa", vec!["||Été.|{\"by\":\"Awa\"}".into()]),
            ("\u{feff}\"text\"\n\n\"\"\n\" \"\nIt rained.", vec!["||It rained.|".into()]),
            (
                "id,text\n1,\n2,Good.\n3,\"open",
                vec![
                    "line 2: it has no text".into(),
                    "2||Good.|".into(),
                    "line 4: a quotation mark is never closed".into(),
                ],
            ),
            (&by_content, vec![format!("||{long}|{{\"when\":\"2025\"}}"), format!("||{long}|{{\"when\":\"2026\"}}")]),
            (&bare, vec![format!("||{long}|"), format!("||{long}|")]),
            ("", vec![]),
        ];
        for (file, expected) in cases {
            for size in [1, 3, 4096] {
                assert_eq!(told(&table(file.as_bytes(), size)), expected, "{file:?} in pieces of {size}");
            }
        }
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
        let mut table = Table::of_tabs();
        let mut out = Vec::new();
        table.push(b"text\n\"", &mut out);
        for _ in 0..RECORD_BYTES / (1 << 20) + 2 {
            table.push(&[b'x'; 1 << 20], &mut out);
        }
        assert!(table.row[0].len() < RECORD_BYTES);
        assert_eq!(told(&out), ["line 2: this row is too long"]);
    }

    proptest! {
        #[test]
        fn what_is_written_by_the_rules_is_read_back(
            fields in proptest::collection::vec(("[a-z\",;\n ]{0,12}", "[a-zé\"\r\n,]{0,30}x"), 1..8), size in 1usize..40,
        ) {
            let quoted = |field: &str| format!("\"{}\"", field.replace('"', "\"\""));
            let rows: String = fields.iter().map(|(one, text)| format!("{},{}\r\n", quoted(one), quoted(text))).collect();
            let found = table(format!("one,text\r\n{rows}").as_bytes(), size);
            let texts: Vec<&str> = found.iter().map(|piece| match piece {
                Piece::Document(it) => it.text.as_str(),
                other => panic!("{other:?}"),
            }).collect();
            prop_assert_eq!(texts, fields.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>());
        }

        #[test]
        fn nothing_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), size in 1usize..9) {
            table(&bytes, size);
        }
    }
}
