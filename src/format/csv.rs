//! A table for spreadsheets and data frames: one row for each fragment of each annotation, RFC 4180, CRLF, UTF-8.
//!
//! All annotations are in it, whatever their state; an orphan is a row without offsets. `attributes` is a JSON object;
//! `relations` lists where links lead that are not rejected, as `source>12 same-as>15`.
//!
//! Spreadsheets run cells that begin with `=`, `+`, `-`, `@`, a tab or a carriage return as formulas, so such cells get
//! a leading apostrophe. The offsets are always those of the text itself.
//!
//! The syntax is three lines of quoting, written here: a crate for it would weigh more in the page than the format.

use super::Written;
use crate::annotation::{Annotation, Origin, State};
use crate::session::Session;
use crate::text::{OffsetMap, Span};

const HEADER: &str =
    "id,fragment,layer,label,start,end,start_utf16,end_utf16,text,state,origin,confidence,attributes,relations\r\n";

/// Writes `session` as a table.
pub fn write(session: &Session) -> Written {
    let text = session.article().text();
    let map = OffsetMap::new(text);
    let mut file = HEADER.to_owned();
    for annotation in session.annotations() {
        let relations = relations(session, annotation);
        if let Some(words) = &annotation.orphan {
            row(&mut file, annotation, 1, &[const { String::new() }; 4], words, &relations);
        }
        for (fragment, span) in (1..).zip(&annotation.spans) {
            row(&mut file, annotation, fragment, &offsets(&map, *span), span.slice(text), &relations);
        }
    }
    Written { text: file, losses: Vec::new() }
}

fn offsets(map: &OffsetMap, span: Span) -> [String; 4] {
    [map.to_codepoint(span.start), map.to_codepoint(span.end), map.to_utf16(span.start), map.to_utf16(span.end)]
        .map(|offset| offset.to_string())
}

fn row(file: &mut String, annotation: &Annotation, fragment: u32, offsets: &[String; 4], words: &str, relations: &str) {
    let confidence = annotation.confidence.map(|confidence| confidence.to_string()).unwrap_or_default();
    let cells = [&annotation.id.0.to_string(), &fragment.to_string(), annotation.layer.name(), &annotation.label.0];
    let origin = match annotation.origin {
        Origin::Machine => "machine",
        Origin::Human => "human",
        Origin::Import => "import",
    };
    let state = match annotation.state {
        State::Suggested => "suggested",
        State::Accepted => "accepted",
        State::Rejected => "rejected",
    };
    let attributes = attributes(annotation);
    let offsets = offsets.iter().map(String::as_str);
    let rest = [words, state, origin, &confidence, &attributes, relations];
    for (place, value) in cells.into_iter().chain(offsets).chain(rest).enumerate() {
        if place > 0 {
            file.push(',');
        }
        cell(file, value);
    }
    file.push_str("\r\n");
}

fn attributes(annotation: &Annotation) -> String {
    if annotation.attributes.is_empty() {
        return String::new();
    }
    serde_json::to_string(&annotation.attributes).unwrap_or_default()
}

fn relations(session: &Session, annotation: &Annotation) -> String {
    let links = session.relations_of(annotation.id);
    let links = links.filter(|link| link.from == annotation.id && link.state != State::Rejected);
    links.map(|link| format!("{}>{}", link.kind, link.to.0)).collect::<Vec<_>>().join(" ")
}

/// Appends `value` as a cell, quoted where it must be, and never a formula.
fn cell(file: &mut String, value: &str) {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !value.contains([',', '"', '\n', '\r']) {
        file.push_str(value);
        return;
    }
    file.push('"');
    if formula {
        file.push('\'');
    }
    file.push_str(&value.replace('"', "\"\""));
    file.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let cases = [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("@now", "\"'@now\""),
            ("two\nlines", "\"two\nlines\""),
            ("", ""),
        ];
        for (value, expected) in cases {
            let mut file = String::new();
            cell(&mut file, value);
            assert_eq!(file, expected);
        }
    }
}
