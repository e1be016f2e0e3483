//! Words that tell what a claim counts, from `lexicons/claim_things.tsv`.

use super::names::FixedMap;
use std::sync::LazyLock;

/// What a word says of the thing that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// What happened to those counted.
    Done,
    /// Counts the event.
    Deed,
    /// Counts those it happened to.
    Body,
    /// Its number is that of the event.
    Total,
    /// Anybody.
    Person,
    /// Stands for the thing counted last.
    Number,
    /// Too loose to be one thing.
    Loose,
}

const ROLES: [(&str, Role); 7] = [
    ("done", Role::Done),
    ("deed", Role::Deed),
    ("body", Role::Body),
    ("total", Role::Total),
    ("person", Role::Person),
    ("number", Role::Number),
    ("loose", Role::Loose),
];

type Words = FixedMap<&'static str, Vec<(Role, &'static str)>>;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for row in include_str!("../../lexicons/claim_things.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let Some((role, event, word)) = parsed(row) {
            words.entry(word).or_default().push((role, event));
        }
    }
    words
});

fn parsed(row: &'static str) -> Option<(Role, &'static str, &'static str)> {
    let mut columns = row.split('\t');
    let (event, role, word) = (columns.next()?, columns.next()?, columns.next()?);
    let role = ROLES.iter().find(|(name, _)| *name == role)?.1;
    Some((role, event, word))
}

/// The event of `word`, in lower case and in the singular where it is a noun, if it has that role; "-" where the role
/// belongs to no event.
pub(crate) fn event_of(word: &str, role: Role) -> Option<&'static str> {
    WORDS.get(word)?.iter().find(|(of, _)| *of == role).map(|(_, event)| *event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_roles() {
        assert_eq!(event_of("arrest", Role::Deed), Some("arrest"));
        assert_eq!(event_of("body", Role::Body), Some("death"));
        assert_eq!(event_of("people", Role::Person), Some("-"));
        assert_eq!(event_of("boat", Role::Person), None);
    }

    #[test]
    fn every_row_is_read_and_sorted() {
        let file = include_str!("../../lexicons/claim_things.tsv");
        let rows: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.iter().all(|row| parsed(row).is_some()), "{:?}", rows.iter().find(|row| parsed(row).is_none()));
        assert!(rows.is_sorted());
    }
}
