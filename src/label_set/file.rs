//! The file of a label set: JSON that names its format and version.
//!
//! ```json
//! {"schema":"postil-labels/1","name":"Topics","layers":[
//!   {"layer":"topic","title":"Topics","labels":[
//!     {"name":"CLIMATE","words":"Climate","badge":"C","colour":"teal","line":"dashed","key":"c",
//!      "description":"Weather over years.","examples":["the warmest decade"],
//!      "attributes":[{"name":"stance","kind":"choice","choices":["for","against"]}]}]}]}
//! ```

use super::{LabelSet, faults};
use crate::format::ReadError;
use serde::{Deserialize, Serialize};

/// The name and version of the format.
pub const SCHEMA: &str = "postil-labels/1";
const FAMILY: &str = "postil-labels/";

#[derive(Serialize)]
struct File<'a> {
    schema: &'static str,
    #[serde(flatten)]
    set: &'a LabelSet,
}

/// What must be known of a file before the rest is read.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    schema: Option<String>,
}

/// The rest; `schema` has been looked at by then.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(rename = "schema")]
    _schema: String,
    name: String,
    #[serde(default)]
    layers: Vec<super::SetLayer>,
}

/// Writes a set for people to read, too.
pub fn write(set: &LabelSet) -> String {
    serde_json::to_string_pretty(&File { schema: SCHEMA, set }).unwrap_or_default() + "\n"
}

/// Reads what [`write()`] wrote, or somebody by hand. What is read has no [`faults`].
///
/// # Errors
/// Where the file is broken, of another kind, of a later version, or has faults; the first fault is told.
pub fn read(json: &str) -> Result<LabelSet, ReadError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let header: Header = serde_json::from_str(json).map_err(|error| syntax(&error))?;
    check_schema(header.schema.as_deref())?;
    let Content { name, layers, .. } = serde_json::from_str(json).map_err(|error| syntax(&error))?;
    let set = LabelSet { name, layers };
    match faults(&set, &[]).as_slice() {
        [] => Ok(set),
        [fault] => Err(content(fault.to_string())),
        [fault, others @ ..] => Err(content(format!("{fault} There are {} more faults like that.", others.len()))),
    }
}

fn check_schema(schema: Option<&str>) -> Result<(), ReadError> {
    let cause = match schema {
        Some(SCHEMA) => return Ok(()),
        None => "This is no label set of Postil: it does not name its format.".to_owned(),
        Some(other) if other.starts_with(FAMILY) => {
            format!("The label set is of format {other}; this Postil reads {SCHEMA}. Update Postil.")
        }
        Some(other) if other.starts_with("postil/") => {
            "This is a document of Postil, not a label set. Open it under Export, by Import JSON.".to_owned()
        }
        Some(other) => format!("This is no label set of Postil: it calls its format \"{other}\"."),
    };
    Err(content(cause))
}

fn syntax(error: &serde_json::Error) -> ReadError {
    ReadError::Syntax { line: error.line() as u32, cause: error.to_string() }
}

fn content(cause: String) -> ReadError {
    ReadError::Content { cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_in_words() {
        let cases = [
            ("", "line 1"),
            (r#"{"schema":"postil-labels/1","name":"Topi"#, "whole file"),
            ("[]", "does not name its format"),
            ("{}", "does not name its format"),
            (r#"{"schema":"postil-labels/2","name":"x"}"#, "Update Postil"),
            (r#"{"schema":"postil/1","text":""}"#, "not a label set"),
            (r#"{"schema":"brat"}"#, "\"brat\""),
            (r#"{"schema":"postil-labels/1","name":"x","colour":"red"}"#, "unknown field `colour`"),
            (
                r#"{"schema":"postil-labels/1","name":"x","layers":[{"layer":"t","title":"T","labels":[{"name":""}]}]}"#,
                "no name",
            ),
        ];
        for (json, expected) in cases {
            let error = read(json).map(|_| ()).map_err(|error| error.to_string()).err().unwrap_or_default();
            assert!(error.contains(expected), "{json}: {error}");
        }
    }

    #[test]
    fn a_set_written_by_hand_is_read() {
        let json = "\u{feff}{\"schema\":\"postil-labels/1\",\"name\":\"Mine\",\"layers\":[{\"layer\":\"topic\",\"title\":\"Topics\",\
                    \"labels\":[{\"name\":\"A\",\"key\":\"A\"}]}]}";
        let set = read(json).unwrap();
        assert_eq!(set.at_key('A').map(|(layer, label)| (layer.title.as_str(), label.words())), Some(("Topics", "A")));
        assert_eq!(read(&write(&set)), Ok(set));
    }
}
