//! The word lists of the tokeniser, read once from `lexicons/tokens.txt`.

use std::sync::LazyLock;

/// The sections of `lexicons/tokens.txt`, each sorted by bytes.
#[derive(Debug, Default)]
pub(crate) struct WordLists {
    /// Words that are cut, without the marks of the cuts, and those marks.
    pub(crate) contractions: Vec<(String, &'static str)>,
    /// First parts that a hyphen does not cut off.
    pub(crate) prefixes: Vec<&'static str>,
    /// Last parts that a hyphen does not cut off.
    pub(crate) suffixes: Vec<&'static str>,
    /// Letters that are a unit right after a number.
    pub(crate) units: Vec<&'static str>,
    /// Words with an apostrophe at an end.
    pub(crate) apostrophes: Vec<&'static str>,
    /// Words with a stroke inside.
    pub(crate) strokes: Vec<&'static str>,
    /// Faces.
    pub(crate) emoticons: Vec<&'static str>,
    /// Last labels of web addresses.
    pub(crate) domains: Vec<&'static str>,
    /// Last parts of file names.
    pub(crate) files: Vec<&'static str>,
    /// Degrees with stops inside.
    pub(crate) degrees: Vec<&'static str>,
}

/// The word lists.
pub(crate) static LISTS: LazyLock<WordLists> = LazyLock::new(|| read(include_str!("../../lexicons/tokens.txt")));

/// `word` in lower case with straight apostrophes, where it is ASCII but for those and fits into `buffer`.
pub(crate) fn folded<'a>(word: &str, buffer: &'a mut [u8; 16]) -> Option<&'a str> {
    let mut length = 0;
    for c in word.chars() {
        let plain = if c == '’' { '\'' } else { c.to_ascii_lowercase() };
        *buffer.get_mut(length)? = u8::try_from(plain).ok().filter(u8::is_ascii)?;
        length += 1;
    }
    std::str::from_utf8(buffer.get(..length)?).ok()
}

/// Whether `word`, folded, is in the sorted `list`.
pub(crate) fn lists(list: &[&str], word: &str) -> bool {
    folded(word, &mut [0; 16]).is_some_and(|word| list.binary_search(&word).is_ok())
}

fn read(data: &'static str) -> WordLists {
    let mut all = WordLists::default();
    let mut section = "";
    for line in data.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => section = name,
            None if section == "contractions" => all.contractions.extend(contraction(line)),
            None => all.section(section).push(line),
        }
    }
    all.contractions.sort_unstable();
    for list in ["prefixes", "suffixes", "units", "apostrophes", "strokes", "emoticons", "domains", "files", "degrees"]
    {
        all.section(list).sort_unstable();
    }
    all
}

fn contraction(line: &'static str) -> Option<(String, &'static str)> {
    line.split_once(' ').map(|(word, cut)| (word.to_owned(), cut))
}

impl WordLists {
    fn section(&mut self, name: &str) -> &mut Vec<&'static str> {
        match name {
            "prefixes" => &mut self.prefixes,
            "suffixes" => &mut self.suffixes,
            "units" => &mut self.units,
            "apostrophes" => &mut self.apostrophes,
            "strokes" => &mut self.strokes,
            "emoticons" => &mut self.emoticons,
            "domains" => &mut self.domains,
            "files" => &mut self.files,
            _ => &mut self.degrees,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_filled_and_known() {
        let lists = &*LISTS;
        for list in [&lists.prefixes, &lists.suffixes, &lists.units, &lists.apostrophes, &lists.strokes] {
            assert!(list.len() > 4);
        }
        assert!(lists.emoticons.contains(&":-)") && lists.domains.contains(&"org") && lists.files.contains(&"pdf"));
        assert!(lists.degrees.iter().all(|degree| degree.contains('.')));
    }

    #[test]
    fn cuts_spell_the_word() {
        for (word, cut) in &LISTS.contractions {
            assert_eq!(&cut.replace('|', ""), word);
        }
    }

    #[test]
    fn folding() {
        assert_eq!(folded("Don’T", &mut [0; 16]), Some("don't"));
        assert_eq!(folded("Goïta", &mut [0; 16]), None);
        assert_eq!(folded("seventeen letters", &mut [0; 16]), None);
    }
}
