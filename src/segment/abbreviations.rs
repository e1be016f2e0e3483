//! Words that keep their stop, read once from `lexicons/abbreviations.txt`.

use std::sync::LazyLock;

/// What an abbreviation says about the stop after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Abbreviation {
    /// Stands before a name.
    Title,
    /// Stands inside a sentence, before more of it.
    Inner,
    /// Is one only before a number.
    Number,
    /// A month or a day.
    Calendar,
    /// May well end a sentence.
    End,
}

/// What kind of abbreviation `word`, given without its last stop, is.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.len() > LONGEST {
        return None;
    }
    find(word).or_else(|| {
        let rest = word.strip_prefix(|c: char| c.is_ascii_uppercase())?;
        let first = word.get(..word.len() - rest.len())?;
        if rest.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return find(&word.to_ascii_lowercase());
        }
        let plain = rest.bytes().all(|byte| byte.is_ascii_uppercase()).then(|| rest.to_ascii_lowercase())?;
        find(&format!("{first}{plain}")).filter(|kind| matches!(kind, Abbreviation::Title | Abbreviation::End))
    })
}

/// Whether `word`, given without its last stop, is single letters with stops between them: "U.S", "a.m", "e.g".
pub(crate) fn is_dotted(word: &str) -> bool {
    let mut letter_next = true;
    let alternate = word.chars().all(|c| {
        let fits = if letter_next { c.is_alphabetic() } else { c == '.' };
        letter_next = !letter_next;
        fits
    });
    alternate && !letter_next
}

const LONGEST: usize = 8;

static ABBREVIATIONS: LazyLock<Vec<(&str, Abbreviation)>> =
    LazyLock::new(|| read(include_str!("../../lexicons/abbreviations.txt")));

fn find(word: &str) -> Option<Abbreviation> {
    let list = &*ABBREVIATIONS;
    let index = list.binary_search_by_key(&word, |entry| entry.0).ok()?;
    list.get(index).map(|entry| entry.1)
}

fn read(data: &'static str) -> Vec<(&'static str, Abbreviation)> {
    let mut list: Vec<_> = data.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect();
    list.sort_unstable();
    list
}

fn entry(line: &'static str) -> Option<(&'static str, Abbreviation)> {
    let (word, kind) = line.split_once(' ')?;
    let kind = match kind {
        "title" => Abbreviation::Title,
        "inner" => Abbreviation::Inner,
        "number" => Abbreviation::Number,
        "calendar" => Abbreviation::Calendar,
        "end" => Abbreviation::End,
        _ => return None,
    };
    Some((word, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let data = include_str!("../../lexicons/abbreviations.txt");
        assert_eq!(ABBREVIATIONS.len(), data.lines().filter(|line| !line.starts_with('#')).count());
        assert!(ABBREVIATIONS.iter().all(|entry| entry.0.len() <= LONGEST));
        assert!(ABBREVIATIONS.windows(2).all(|pair| pair[0].0 != pair[1].0));
    }

    #[test]
    fn case_counts_one_way() {
        assert_eq!(abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("gen"), None);
        assert_eq!(abbreviation("Vs"), Some(Abbreviation::Inner));
        assert_eq!(abbreviation("VS"), None);
        assert_eq!(abbreviation("GEN"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("gEN"), None);
        assert_eq!(abbreviation("sat"), None);
    }

    #[test]
    fn dotted_words() {
        assert!(is_dotted("U.S") && is_dotted("é.ü") && is_dotted("J"));
        assert!(!is_dotted("U.S.") && !is_dotted("Ph.D") && !is_dotted("") && !is_dotted("..") && !is_dotted("3.5"));
    }
}
