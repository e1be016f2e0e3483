//! Acronyms and other names that the text explains: "National Water Board (NWB)", "NWB (National Water Board)", "Istanbul,
//! formerly Constantinople"; and acronyms that exactly one name of the article spells out.

use super::names::{Group, Name, Names};
use crate::Document;
use crate::analysis::Mention;
use crate::lexicon::entries;
use crate::lexicon::names::{FixedMap, FixedSet};
use std::sync::LazyLock;

pub(super) const FORMS: &str = include_str!("../../../lexicons/entity/short_names.txt");

/// What stands between two names of one thing, brackets and commas aside.
static OTHER_NAME: LazyLock<FixedSet<&'static str>> =
    LazyLock::new(|| entries(FORMS).filter(|(section, _)| *section == "other name").map(|(_, words)| words).collect());

/// Joins the names that stand side by side as explanation and what is explained. An acronym means the same everywhere, what
/// kind of thing it is taken for elsewhere.
pub(super) fn join_explained(document: &Document, mentions: &[Mention], names: &mut Names) {
    let mut explained: FixedMap<Vec<String>, u32> = FixedMap::default();
    for (place, pair) in mentions.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        let between = document.text.get(left.span.end as usize..right.span.start as usize).unwrap_or_default();
        let behind = document.text.get(right.span.end as usize..).unwrap_or_default();
        let (one, other) = (names.of_mention[place], names.of_mention[place + 1]);
        let (first, second) = (&names.list[one as usize], &names.list[other as usize]);
        let explains = match bridge(between) {
            Some(Bridge::Bracket) if behind.trim_start().starts_with([')', ']', ',', ';']) => {
                is_explained(first, second) || is_explained(second, first)
            }
            Some(Bridge::Words) => first.group == second.group,
            _ => false,
        };
        if explains {
            names.join(one, other);
            explained.extend([
                (names.list[one as usize].words.clone(), one),
                (names.list[other as usize].words.clone(), other),
            ]);
        }
    }
    let alike = |(number, name): (u32, &Name)| {
        Some((number, *explained.get(&name.words)?)).filter(|_| is_capitals(name.surface))
    };
    let pairs: Vec<(u32, u32)> = names.each().filter_map(alike).collect();
    for (acronym, known) in pairs {
        names.join(acronym, known);
    }
}

fn is_capitals(surface: &str) -> bool {
    surface.len() > 1 && surface.chars().all(|letter| letter.is_uppercase() || matches!(letter, '.' | '-'))
}

enum Bridge {
    Bracket,
    Words,
}

/// What `between`, the text between two names, is to them.
fn bridge(between: &str) -> Option<Bridge> {
    let between = if between.len() < 40 { between.trim() } else { return None };
    if matches!(between, "(" | "[" | "(the") {
        return Some(Bridge::Bracket);
    }
    let opened = between.strip_prefix([',', '(', '['])?.trim();
    let words = opened.strip_suffix("the").map_or(opened, str::trim_end);
    (OTHER_NAME.contains(opened) || OTHER_NAME.contains(words)).then_some(Bridge::Words)
}

/// Whether `short`, in brackets beside `long`, is its acronym.
fn is_explained(long: &Name, short: &Name) -> bool {
    abbreviates(short.surface, long.surface) && (long.group == short.group || short.words.len() == 1)
        || long.group == short.group && (contracts(short.surface, long) || is_foreign(short.surface, long))
}

/// Whether `acronym` is made of initials of `name`, in order.
fn abbreviates(acronym: &str, name: &str) -> bool {
    let mut initials = name.split(|letter: char| !letter.is_alphanumeric()).filter_map(|word| word.chars().next());
    let mut letters = acronym.chars().filter(|letter| letter.is_uppercase());
    letters.clone().count() > 1
        && acronym.len() < name.len()
        && letters.all(|letter| initials.any(|initial| initial.to_uppercase().eq(letter.to_uppercase())))
}

/// Whether `short` is one word made of letters of a longer name, in order, from its first on: "Interpol".
fn contracts(short: &str, long: &Name) -> bool {
    let short: String = short.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let whole = long.words.concat();
    let mut letters = whole.chars();
    long.words.len() > 1
        && short.chars().count() < whole.chars().count() / 2
        && short.chars().next() == whole.chars().next()
        && short.chars().all(|letter| letters.any(|known| known == letter))
}

/// Whether `short` may be the acronym of an organisation in another language than its name here: "Federal Security Service
/// (FSB)". Written in capitals alone, it is nothing else.
fn is_foreign(short: &str, long: &Name) -> bool {
    let capitals = short.chars().filter(|letter| letter.is_uppercase()).count();
    long.group == Group::Organisation && long.words.len() > 1 && (2..7).contains(&capitals) && is_capitals(short)
}

/// Joins the acronyms of three letters and more that exactly one name of their kind spells out.
pub(super) fn join_spelled_out(names: &mut Names) {
    let mut spelled: FixedMap<(Group, String), Option<u32>> = FixedMap::default();
    for (number, name) in names.each().filter(|(_, name)| (3..12).contains(&name.words.len())) {
        let mut known = initials(name);
        known.dedup();
        for initials in known {
            let unique = spelled.entry((name.group, initials)).or_insert(Some(number));
            *unique = unique.filter(|known| *known == number);
        }
    }
    let acronym = |(number, name): (u32, &Name)| {
        let [word] = &name.words[..] else { return None };
        let letters = name.surface.chars().filter(|letter| letter.is_uppercase()).count();
        let is_acronym = letters > 2 && letters == word.chars().count();
        is_acronym.then(|| Some((number, (*spelled.get(&(name.group, word.clone()))?)?)))?
    };
    let pairs: Vec<(u32, u32)> = names.each().filter_map(acronym).collect();
    for (acronym, name) in pairs {
        names.join(acronym, name);
    }
}

/// The initials of all words, and of all but the small ones.
fn initials(name: &Name) -> Vec<String> {
    let small =
        |word: &&String| !matches!(word.as_str(), "of" | "and" | "the" | "for" | "in" | "on" | "to" | "de" | "la");
    let first = |word: &String| word.chars().next();
    vec![name.words.iter().filter_map(first).collect(), name.words.iter().filter(small).filter_map(first).collect()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_initials_in_order() {
        for (acronym, name, expected) in [
            ("NWB", "National Water Board", true),
            ("N.W.B.", "National Water Board", true),
            ("NDRRMC", "National Disaster Risk Reduction and Management Council", true),
            ("BNW", "National Water Board", false),
            ("N", "National Water Board", false),
            ("Water", "National Water Board", false),
        ] {
            assert_eq!(abbreviates(acronym, name), expected, "{acronym}");
        }
    }

    #[test]
    fn bridges() {
        for (between, expected) in [
            (" (", "bracket"),
            (" (formerly ", "words"),
            (", also known as ", "words"),
            (", now the ", "words"),
            (" and ", "none"),
            (", ", "none"),
        ] {
            let found = match bridge(between) {
                Some(Bridge::Bracket) => "bracket",
                Some(Bridge::Words) => "words",
                None => "none",
            };
            assert_eq!(found, expected, "{between:?}");
        }
    }
}
