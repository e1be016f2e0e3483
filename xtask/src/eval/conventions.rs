//! The cases of the suites of numbers on whose conventions we differ, from `tests/gold/conventions.md`.

use crate::process::root;
use std::collections::{BTreeMap, BTreeSet};

/// The ids of the texts that are named, by suite.
pub(super) type Conventions = BTreeMap<String, BTreeSet<String>>;

/// Reads the file.
pub(super) fn conventions() -> Result<Conventions, String> {
    let path = root().join("tests/gold/conventions.md");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(parsed(&text))
}

/// The items of all lists: `- suite: id id`, going on in indented lines.
fn parsed(text: &str) -> Conventions {
    let mut found = Conventions::new();
    let mut suite = None;
    for line in text.lines() {
        let ids = match line.strip_prefix("- ").and_then(|item| item.split_once(": ")) {
            Some((name, ids)) => {
                suite = Some(name.to_owned());
                ids
            }
            None if line.starts_with("  ") => line,
            None => {
                suite = None;
                continue;
            }
        };
        if let Some(suite) = &suite {
            found.entry(suite.clone()).or_default().extend(ids.split_whitespace().map(str::to_owned));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_prose_is_not() {
        let found = parsed("# Cases\nAn id: here\n- one: one:1 one:2\n  one:3\n\n  stray\n- two: x:a:7\n");
        let ids = |suite: &str| found[suite].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(ids("one"), ["one:1", "one:2", "one:3"]);
        assert_eq!(ids("two"), ["x:a:7"]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn the_file_names_cases() {
        assert!(conventions().unwrap().values().all(|ids| !ids.is_empty()));
        assert!(conventions().unwrap().contains_key("rt_number"));
    }
}
