//! JSONL: one document a line, `{"id","text","title","meta"}`, of which only the text has to be there.

use super::{Found, Piece, RECORD_BYTES, plain};
use serde::Deserialize;
use serde_json::Value;

/// Lines as they come, in pieces of any size.
#[derive(Default)]
pub(super) struct Lines {
    /// What came since the last end of a line.
    begun: Vec<u8>,
    /// The number of the line that is begun, counted from zero.
    number: usize,
    /// Whether that line is too long and is left out.
    is_skipped: bool,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    title: Option<String>,
    #[serde(default)]
    meta: Value,
}

impl Lines {
    /// Takes in the next bytes; gives what they complete.
    pub(super) fn push(&mut self, bytes: &[u8], out: &mut Vec<Piece>) {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            self.gather(&rest[..end], out);
            self.end_line(out);
            rest = &rest[end + 1..];
        }
        self.gather(rest, out);
    }

    /// The last line needs no end.
    pub(super) fn finish(mut self, out: &mut Vec<Piece>) {
        self.end_line(out);
    }

    fn gather(&mut self, bytes: &[u8], out: &mut Vec<Piece>) {
        if self.is_skipped {
            return;
        }
        if self.begun.len() + bytes.len() > RECORD_BYTES {
            out.push(Piece::Problem(format!("line {}: it is too long", self.number + 1)));
            self.begun = Vec::new();
            self.is_skipped = true;
        } else {
            self.begun.extend_from_slice(bytes);
        }
    }

    fn end_line(&mut self, out: &mut Vec<Piece>) {
        self.number += 1;
        if !std::mem::take(&mut self.is_skipped) {
            out.extend(read(&self.begun, self.number));
        }
        self.begun.clear();
    }
}

/// What one line says; nothing where it is blank.
fn read(line: &[u8], number: usize) -> Option<Piece> {
    let problem = |words: String| Some(Piece::Problem(format!("line {number}: {words}")));
    let line = match plain(line) {
        Ok(line) if line.trim().is_empty() => return None,
        Ok(line) => line,
        Err(words) => return problem(words),
    };
    match serde_json::from_str::<Entry>(line) {
        Ok(Entry { text: Some(text), id, title, meta }) if !text.trim().is_empty() => {
            Some(Piece::Document(Found { name: name(&id), title, text, meta: kept(&meta) }))
        }
        Ok(_) => problem("it has no text".to_owned()),
        Err(error) if error.is_data() => problem("it is no object with a text".to_owned()),
        Err(error) => problem(format!("it is not JSON, from character {} on", error.column())),
    }
}

/// An id is a string or a number.
fn name(id: &Value) -> Option<String> {
    match id {
        Value::String(name) if !name.is_empty() => Some(name.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn kept(meta: &Value) -> Option<String> {
    (!meta.is_null()).then(|| meta.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_in_pieces(bytes: &[u8], size: usize) -> Vec<Piece> {
        let (mut lines, mut out) = (Lines::default(), Vec::new());
        bytes.chunks(size).for_each(|piece| lines.push(piece, &mut out));
        lines.finish(&mut out);
        out
    }

    fn found(name: Option<&str>, title: Option<&str>, text: &str, meta: Option<&str>) -> Piece {
        let owned = |words: Option<&str>| words.map(str::to_owned);
        Piece::Document(Found { name: owned(name), title: owned(title), text: text.to_owned(), meta: owned(meta) })
    }

    #[test]
    fn documents_and_faults_by_line_whatever_the_pieces() {
        let file = concat!(
            "\u{feff}{\"id\":\"a\",\"text\":\"Été à Dara.\",\"title\":\"Heat\"}\r\n",
            "\n",
            "{\"id\":7,\"text\":\"It rained.\",\"meta\":{\"by\":\"Awa\"}}\n",
            "{\"id\":\"b\"}\n",
            "[1]\n",
            "{\"text\": oops}\n",
            "{\"text\":\"The last.\"}",
        );
        let expected = [
            found(Some("a"), Some("Heat"), "Été à Dara.", None),
            found(Some("7"), None, "It rained.", Some(r#"{"by":"Awa"}"#)),
            Piece::Problem("line 4: it has no text".to_owned()),
            Piece::Problem("line 5: it is no object with a text".to_owned()),
            Piece::Problem("line 6: it is not JSON, from character 10 on".to_owned()),
            found(None, None, "The last.", None),
        ];
        for size in [1, 2, 3, 7, 1000] {
            assert_eq!(read_in_pieces(file.as_bytes(), size), expected, "pieces of {size}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_spoil_one_line_only() {
        let found = read_in_pieces(b"{\"text\":\"\xff\"}\n{\"text\":\"Good.\"}\n", 5);
        assert_eq!(found[0], Piece::Problem("line 1: it is not UTF-8 text".to_owned()));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_line_without_end_does_not_fill_the_memory() {
        let (mut lines, mut out) = (Lines::default(), Vec::new());
        let piece = vec![b'x'; 1 << 20];
        for _ in 0..RECORD_BYTES / piece.len() + 3 {
            lines.push(&piece, &mut out);
        }
        assert!(lines.begun.len() <= RECORD_BYTES);
        lines.push(b"\n{\"text\":\"Good.\"}\n", &mut out);
        assert_eq!(out.len(), 2, "one fault, one document");
        assert_eq!(out[0], Piece::Problem("line 1: it is too long".to_owned()));
    }
}
