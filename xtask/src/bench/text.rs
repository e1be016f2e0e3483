//! The texts that speed is measured on.

use super::MEGABYTE;
use crate::process::root;
use std::fs;
use std::path::{Path, PathBuf};

/// The sample articles, one after the other.
pub(super) fn samples() -> Result<String, String> {
    let folder = root().join("samples");
    joined(&folder).ok_or_else(|| format!("no article in {}", folder.display()))
}

/// The articles among the corpora, up to a megabyte, where they are there.
pub(super) fn articles(data: &Path) -> Option<String> {
    let articles = joined(&data.join("articles"))?;
    Some(repeated(&articles, MEGABYTE))
}

/// Every `.txt` file of `folder` in order of their names.
fn joined(folder: &Path) -> Option<String> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// `text` again and again, whole lines only, up to `bytes`: at most by the last line less.
pub(super) fn repeated(text: &str, bytes: usize) -> String {
    let mut found = String::with_capacity(bytes);
    for line in text.lines().cycle() {
        if found.len() + line.len() + 1 > bytes {
            break;
        }
        found.push_str(line);
        found.push('\n');
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeating_keeps_lines_whole() {
        assert_eq!(repeated("one\ntwo", 13), "one\ntwo\none\n");
        assert_eq!(repeated("one\ntwo", 2), "");
    }

    #[test]
    fn the_samples_are_there() {
        assert!(samples().unwrap().len() > 1000);
    }
}
