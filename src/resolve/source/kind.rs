//! What kind of source a phrase names.

use super::map::words_in;
use crate::analysis::{EntityLabel, Source, SourceKind};
use crate::lexicon::names::FixedMap;
use crate::text::Span;
use std::sync::LazyLock;

const KINDS: &str = include_str!("../../../lexicons/source_kinds.txt");

/// How many words of a mention are looked at for what tells its kind.
const WORDS: usize = 24;

#[derive(Debug, Default)]
struct Kinds {
    anonymity: Vec<&'static str>,
    insider: Vec<&'static str>,
    nouns: FixedMap<&'static str, Vec<SourceKind>>,
    pronouns: Vec<&'static str>,
    quantifiers: Vec<&'static str>,
}

static LISTS: LazyLock<Kinds> = LazyLock::new(compile);

fn compile() -> Kinds {
    let mut kinds = Kinds::default();
    let mut class = "";
    for row in KINDS.lines().map(str::trim).filter(|row| !row.is_empty() && !row.starts_with('#')) {
        if let Some(named) = row.strip_prefix('[') {
            class = named.trim_end_matches(']');
        } else if class == "anonymity" {
            kinds.anonymity.push(row);
        } else if class == "insider" {
            kinds.insider.push(row);
        } else if class == "pronoun" {
            kinds.pronouns.push(row);
        } else if class == "quantifier" {
            kinds.quantifiers.push(row);
        } else if let Some(kind) = named(class) {
            kinds.nouns.entry(row).or_default().push(kind);
        }
    }
    kinds
}

fn named(class: &str) -> Option<SourceKind> {
    Some(match class {
        "anonymous" => SourceKind::Anonymous,
        "vague" => SourceKind::Vague,
        "document" => SourceKind::Document,
        "media" => SourceKind::Media,
        "institution" => SourceKind::Institution,
        "collective" => SourceKind::Collective,
        "role" => SourceKind::Role,
        _ => return None,
    })
}

/// Whether `words`, in lower case, tell that a name is withheld, by saying so or by whence somebody unnamed knows.
pub(super) fn withholds_name(words: &str) -> bool {
    LISTS.anonymity.iter().chain(&LISTS.insider).any(|phrase| words.contains(phrase))
}

/// The phrases that tell that a name is withheld.
pub(super) fn anonymity_phrases() -> &'static [&'static str] {
    &LISTS.anonymity
}

/// The kind of the source that the phrase `head` names, `label` being that of the entity it is, and `rest` what follows
/// the head: "of the council", "by the ministry".
pub(super) fn kind(head: &str, rest: &str, label: Option<EntityLabel>) -> SourceKind {
    let written: Vec<&str> = head.split_whitespace().collect();
    let lower: Vec<String> = written.iter().map(|word| word.to_lowercase()).collect();
    let capital = written.last().is_some_and(|word| word.starts_with(char::is_uppercase));
    let alone = written.len() == 1 && lower.first().is_some_and(|word| !listed(word).is_empty());
    match label {
        Some(EntityLabel::Person) if is_paper(&written, &lower) => SourceKind::Media,
        Some(EntityLabel::Person) => SourceKind::Named,
        Some(_) if lists(&lower, SourceKind::Media) => SourceKind::Media,
        Some(EntityLabel::Norp) => SourceKind::Collective,
        Some(EntityLabel::Law | EntityLabel::WorkOfArt) => SourceKind::Document,
        Some(_) => SourceKind::Institution,
        None if is_quantified(&lower, rest) => SourceKind::Collective,
        None if capital && !alone => of_name(&lower),
        None => of_noun(&lower, rest),
    }
}

/// Whether what was taken for a person is a paper: "El Comercio" by its listed name, "French newspaper Le Point" by the
/// noun before the name.
fn is_paper(written: &[&str], lower: &[String]) -> bool {
    let noun = written.iter().rfind(|word| word.starts_with(char::is_lowercase));
    listed(&lower.join(" ")).contains(&SourceKind::Media) || noun.is_some_and(|noun| is_medium(noun))
}

/// Whether `noun`, in lower case, is what a medium is called: "newspaper", "site".
pub(super) fn is_medium(noun: &str) -> bool {
    listed(noun).contains(&SourceKind::Media)
}

/// Whether `noun`, in lower case, means several people: "officials".
pub(super) fn is_group(noun: &str) -> bool {
    listed(noun).contains(&SourceKind::Collective)
}

/// Whether `noun`, in lower case, means several people or a body: "officials", "police".
pub(super) fn is_group_or_body(noun: &str) -> bool {
    is_group(noun) || listed(noun).contains(&SourceKind::Institution)
}

/// Whether `word`, in lower case, stands for somebody and is no name: "one", "another", "they".
pub(super) fn is_pronoun(word: &str) -> bool {
    LISTS.pronouns.contains(&word)
}

/// The words that tell the kind of `source`: the last listed noun of a mention; of somebody named, the name.
pub(super) fn evidence(text: &str, source: &Source) -> Option<Span> {
    if source.kind == SourceKind::Named {
        let name = |mention: &Span| {
            let at = mention.slice(text).find(&source.name)? as u32 + mention.start;
            Some(Span::new(at, at + source.name.len() as u32))
        };
        return source.mentions.iter().find_map(name);
    }
    let tells = |word: &Span| listed(word.slice(text).to_lowercase().as_str()).contains(&source.kind);
    let counts = |word: &Span| {
        source.kind == SourceKind::Collective && LISTS.quantifiers.contains(&word.slice(text).to_lowercase().as_str())
    };
    let within = |mention: &Span| words_in(text, *mention).take(WORDS);
    let noun = |mention: &Span| within(mention).filter(tells).last().or_else(|| within(mention).find(counts));
    source.mentions.iter().find_map(noun)
}

/// What the word or phrase `noun` is listed as.
fn listed(noun: &str) -> &'static [SourceKind] {
    LISTS.nouns.get(noun).map_or(&[][..], Vec::as_slice)
}

/// Whether a word or a pair of words in `words` is listed as `kind`.
fn lists(words: &[String], kind: SourceKind) -> bool {
    let pair = |pair: &[String]| listed(&pair.join(" ")).contains(&kind);
    words.iter().any(|word| listed(word).contains(&kind)) || words.windows(2).any(pair)
}

/// "a majority | of voters", "at least two towns", "40 percent | of those asked".
fn is_quantified(words: &[String], rest: &str) -> bool {
    let last = words.last().map(String::as_str).unwrap_or_default();
    rest.trim_start().starts_with("of ") && LISTS.quantifiers.contains(&last)
}

fn of_name(words: &[String]) -> SourceKind {
    let bodies = [SourceKind::Media, SourceKind::Institution, SourceKind::Collective];
    bodies.into_iter().find(|kind| lists(words, *kind)).unwrap_or(SourceKind::Named)
}

fn of_noun(words: &[String], rest: &str) -> SourceKind {
    let last = words.iter().rev().find(|word| !word.ends_with("ed")).or(words.last()).map_or("", String::as_str);
    let pair = words.windows(2).next_back().map(|pair| pair.join(" ")).unwrap_or_default();
    let pair = listed(&pair);
    let candidates = if pair.is_empty() { listed(last) } else { pair };
    let plural = last.ends_with('s') && !last.ends_with("ss");
    // No common noun speaks in the singular by itself, so this is how somebody calls himself: "fulue".
    let handle = words.len() == 1 && rest.trim().is_empty() && !is_pronoun(last);
    let guess = match (plural, handle) {
        (true, _) => SourceKind::Collective,
        (false, true) => SourceKind::Named,
        (false, false) => SourceKind::Role,
    };
    match candidates.first().copied().unwrap_or(guess) {
        SourceKind::Vague if has_author(words, rest) => SourceKind::Document,
        kind => kind,
    }
}

/// Whether reports or accounts are somebody's: "government reports", "the reports by", unlike "some early reports".
fn has_author(words: &[String], rest: &str) -> bool {
    let authored = ["by ", "from ", "of "].iter().any(|link| rest.trim_start().starts_with(link));
    let modifier = words.len().checked_sub(2).and_then(|at| words.get(at));
    let body = modifier.is_some_and(|word| listed(word).contains(&SourceKind::Institution));
    plural_reports(words) && (authored || body)
}

fn plural_reports(words: &[String]) -> bool {
    words.last().is_some_and(|word| word == "reports" || word == "accounts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_phrases() {
        let table = [
            ("an unlucky farmer", None, SourceKind::Role),
            ("three teachers", None, SourceKind::Collective),
            ("Initial reports", None, SourceKind::Vague),
            ("the report", None, SourceKind::Document),
            ("a security insider", None, SourceKind::Anonymous),
            ("The AFP news agency", None, SourceKind::Media),
            ("The junta", None, SourceKind::Institution),
            ("the Kayes Electoral Commission", None, SourceKind::Institution),
            ("Moussa Mara", Some(EntityLabel::Person), SourceKind::Named),
            ("Paris", Some(EntityLabel::Gpe), SourceKind::Institution),
            ("The Bamako Herald", Some(EntityLabel::Org), SourceKind::Media),
            ("the local newspaper La Rive", Some(EntityLabel::Person), SourceKind::Media),
            ("newspaper editor Awa Kone", Some(EntityLabel::Person), SourceKind::Named),
            ("riverwatcher", None, SourceKind::Named),
            ("who", None, SourceKind::Role),
        ];
        for (head, label, expected) in table {
            assert_eq!(kind(head, "", label), expected, "{head}");
        }
    }

    #[test]
    fn what_follows_the_head_tells_too() {
        assert_eq!(kind("a majority", " of voters", None), SourceKind::Collective);
        assert_eq!(kind("the reports", " by the ministry", None), SourceKind::Document);
        assert_eq!(kind("government reports", "", None), SourceKind::Document);
        assert_eq!(kind("some reports", "", None), SourceKind::Vague);
        assert_eq!(kind("CNN Philippines", "", Some(EntityLabel::Gpe)), SourceKind::Media);
        assert_eq!(kind("French newspaper Le Point", "", Some(EntityLabel::Org)), SourceKind::Media);
    }

    #[test]
    fn withheld_names() {
        assert!(withholds_name("a senior officer, who asked not to be named"));
        assert!(!withholds_name("a senior officer, who asked to leave"));
    }

    #[test]
    fn lists_are_sorted() {
        let mut last = "";
        for row in KINDS.lines().filter(|row| !row.starts_with('#')) {
            assert!(row.is_empty() || row.starts_with('[') || last < row, "{last} {row}");
            last = if row.starts_with('[') { "" } else { row };
        }
    }
}
