//! Names with the entities they belong to: the hand-labelled articles of `tests/gold/`, as offsets without their texts.

use crate::process::root;
use postil::analysis::EntityLabel;
use postil::{Article, Span};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A name of the gold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chained {
    pub(super) span: Span,
    pub(super) label: EntityLabel,
    pub(super) entity: u32,
    /// The entity of the state that a demonym belongs to, where the text names both.
    pub(super) of: Option<u32>,
}

/// A text with its names, in order, none over another.
pub(super) struct ChainedText {
    pub(super) article: Article,
    pub(super) names: Vec<Chained>,
    /// The pronouns that stand for one of the names' entities, where the corpus has them.
    pub(super) pronouns: Vec<(Span, u32)>,
    /// What of the text was labelled.
    pub(super) covered: Span,
}

/// One file of the hand set: the name and hash of an article, and what was labelled in it.
struct Gold {
    article: String,
    hash: String,
    covered: Span,
    names: Vec<Chained>,
}

/// The hand set, in the order of its files, with the articles' names.
pub(super) fn hand_set(data: &Path) -> Result<Vec<(String, ChainedText)>, String> {
    files()?.iter().map(|path| hand_labelled(data, path)).collect()
}

fn files() -> Result<Vec<PathBuf>, String> {
    let folder = root().join("tests/gold");
    let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    Ok(files)
}

pub(super) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// The article called `name`, if it is still the text that the labels in the file at `path` were made for.
pub(super) fn article(data: &Path, name: &str, sha256: &str, path: &Path) -> Result<Article, String> {
    let article = Article::new(&read(&data.join("articles").join(name))?);
    if hash(article.text()) != sha256 {
        return Err(format!("{name} is not the text that {} was made for", path.display()));
    }
    Ok(article)
}

fn hand_labelled(data: &Path, path: &Path) -> Result<(String, ChainedText), String> {
    let gold = Gold::parse(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    let article = article(data, &gold.article, &gold.hash, path)?;
    Ok((gold.article, ChainedText { names: gold.names, pronouns: Vec::new(), covered: gold.covered, article }))
}

pub(super) fn hash(text: &str) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

impl Gold {
    fn parse(content: &str) -> Result<Self, String> {
        let mut gold =
            Self { article: String::new(), hash: String::new(), covered: Span::default(), names: Vec::new() };
        for (number, line) in content.lines().enumerate() {
            gold.line(line).ok_or_else(|| format!("line {} is not understood: {line}", number + 1))?;
        }
        gold.check()?;
        Ok(gold)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["# article", article] => article.clone_into(&mut self.article),
            ["# sha256", hash] => hash.clone_into(&mut self.hash),
            ["# covered", start, end] => self.covered = Span::new(start.parse().ok()?, end.parse().ok()?),
            [start, end, label, entity, of] => self.names.push(Chained {
                span: Span::new(start.parse().ok()?, end.parse().ok()?),
                label: EntityLabel::ALL.into_iter().find(|known| known.name() == label)?,
                entity: entity.parse().ok()?,
                of: if of == "-" { None } else { Some(of.parse().ok()?) },
            }),
            _ => return None,
        }
        Some(())
    }

    fn check(&self) -> Result<(), String> {
        let in_order = self.names.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        let inside = self.names.iter().all(|name| self.covered.contains(name.span) && !name.span.is_empty());
        let known = |of| self.names.iter().any(|name| name.entity == of && name.label == EntityLabel::Gpe);
        let related = self.names.iter().all(|name| name.of.is_none_or(known));
        if in_order && inside && related && !self.names.is_empty() {
            return Ok(());
        }
        Err("names are in order, inside what is covered, and relate to states that are named".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hand_set_is_well_formed() {
        let files = files().unwrap();
        assert!(files.len() >= 12, "{} files", files.len());
        for path in files {
            let gold = Gold::parse(&read(&path).unwrap());
            assert!(gold.is_ok_and(|gold| gold.hash.len() == 64), "{}", path.display());
        }
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = |content: &str| Gold::parse(content).err().unwrap_or_default();
        assert!(error("# article\ta.txt\n1\t2\tPERSON").contains("line 2"));
        assert!(error("# covered\t0\t9\n5\t6\tORG\t1\t-\n1\t2\tORG\t2\t-").contains("in order"));
        assert!(error("# covered\t0\t9\n5\t6\tNORP\t1\t7").contains("relate"));
    }
}
