//! Whether a person is a man or a woman, where the text states it: by a title, by a word of kinship or office beside the
//! name, or by a pronoun that can mean nobody else. Given names state nothing.

use crate::Document;
use crate::analysis::{EntityLabel, Mention};
use crate::lexicon::entries;
use crate::lexicon::names::{FixedMap, FixedSet};
use crate::text::Span;
use std::sync::LazyLock;

/// What a text may state of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// "Mr", "his", "husband".
    Man,
    /// "Mrs", "her", "wife".
    Woman,
}

const WORDS: &str = include_str!("../../lexicons/entity/genders.txt");
const ROLES: &str = include_str!("../../lexicons/entity/roles.txt");

/// How far before a name its title may begin, in bytes.
const BEFORE: u32 = 24;
/// How far behind a name a pronoun is looked for, in bytes.
const BEHIND: u32 = 400;

#[derive(Debug, Default)]
struct Lists {
    stated: FixedMap<&'static str, Gender>,
    pronouns: FixedMap<&'static str, Gender>,
    titles: FixedSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for (section, word) in entries(WORDS) {
        let gender = if matches!(section, "man" | "he") { Gender::Man } else { Gender::Woman };
        let list = if section.len() > 3 || section == "man" { &mut lists.stated } else { &mut lists.pronouns };
        list.insert(word, gender);
    }
    let titles = entries(ROLES).filter(|(section, _)| matches!(*section, "honorific" | "role"));
    lists.titles = titles.map(|(_, word)| word.trim_end_matches('.')).collect();
    lists
});

/// Whether `word`, in lower case without a full stop, is a title or an office that may stand directly before a name.
pub(super) fn is_title(word: &str) -> bool {
    LISTS.titles.contains(word)
}

/// What the pronoun `word`, in lower case, says of whom it means.
pub(super) fn of_pronoun(word: &str) -> Option<Gender> {
    LISTS.pronouns.get(word).copied()
}

/// What the word directly before the name at `span`, or the title inside it, states.
pub(super) fn titled(text: &str, span: Span) -> Option<Gender> {
    let inside = span.slice(text).split_whitespace().next();
    let own = inside.filter(|first| first.len() < span.slice(text).len()).and_then(stated);
    own.or_else(|| before(text, span).and_then(stated))
}

fn stated(word: &str) -> Option<Gender> {
    LISTS.stated.get(word.to_lowercase().as_str()).copied()
}

/// The last word before `span`, over one comma: "his wife, Awa Sall".
fn before(text: &str, span: Span) -> Option<&str> {
    let start = text.ceil_char_boundary(span.start.saturating_sub(BEFORE) as usize);
    let near = text.get(start..span.start as usize)?;
    let near = near.trim_end_matches(' ');
    let near = near.strip_suffix(',').unwrap_or(near);
    near.rsplit(|letter: char| !(letter.is_alphanumeric() || letter == '.')).next().filter(|word| !word.is_empty())
}

/// What each mention's surroundings state of the person, in the order of `mentions`.
pub(super) fn of_mentions(document: &Document, mentions: &[Mention]) -> Vec<Option<Gender>> {
    let mut found = vec![None; mentions.len()];
    let mut persons =
        mentions.iter().enumerate().filter(|(_, mention)| mention.label == EntityLabel::Person).peekable();
    let mut last_end = 0;
    while let Some((place, mention)) = persons.next() {
        let next = persons.peek().map_or(document.text.len() as u32, |(_, next)| next.span.start);
        let alone = is_alone(document, last_end, mention.span);
        let gender = titled(document.text, mention.span);
        found[place] = gender.or_else(|| meant(document, mention.span, next).filter(|_| alone));
        last_end = mention.span.end;
    }
    found
}

/// Whether no other person stands before `span` in its sentence.
fn is_alone(document: &Document, last_end: u32, span: Span) -> bool {
    let at = document.sentences.partition_point(|sentence| sentence.end <= span.start);
    document.sentences.get(at).is_some_and(|sentence| last_end == 0 || sentence.start >= last_end)
}

/// The gender of the first pronoun behind `span`, in its sentence or as the first word of the next one, before `next`, where
/// somebody else is named.
fn meant(document: &Document, span: Span, next: u32) -> Option<Gender> {
    let at = document.sentences.partition_point(|sentence| sentence.end <= span.start);
    let end = document.sentences.get(at)?.end;
    let limit = next.min(end).min(span.end + BEHIND);
    let here = document.text.get(span.end as usize..limit as usize).and_then(|rest| words(rest).find_map(of_word));
    let follows = |sentence: &&Span| {
        sentence.start < next
            && !document.text.get(end as usize..sentence.start as usize).is_none_or(|gap| gap.contains('\n'))
    };
    here.or_else(|| {
        let following = document.sentences.get(at + 1).filter(follows)?;
        words(following.slice(document.text)).next().and_then(of_word)
    })
}

fn of_word(word: &str) -> Option<Gender> {
    if word.len() > 7 { None } else { of_pronoun(&word.to_lowercase()) }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;

    #[test]
    fn every_word_stands_once_in_a_known_section() {
        let words: Vec<_> = entries(WORDS).collect();
        assert!(words.iter().all(|(section, _)| ["man", "woman", "he", "she"].contains(section)));
        for pair in words.windows(2) {
            assert!(pair[0].0 != pair[1].0 || pair[0].1 < pair[1].1, "{pair:?}");
        }
        assert_eq!(LISTS.stated.len() + LISTS.pronouns.len(), words.len());
    }

    #[test]
    fn titles_and_kinship_state_it() {
        use Gender::{Man, Woman};
        let table = [
            ("Mr Sall", Some(Man)),
            ("Mrs. Sall", Some(Woman)),
            ("and his wife, Sall", Some(Woman)),
            ("the spokeswoman Sall", Some(Woman)),
            ("General Sall", None),
            ("Awa Sall", None),
            ("é Sall", None),
        ];
        for (text, expected) in table {
            let start = text.find("Sall").unwrap() as u32;
            assert_eq!(titled(text, Span::new(start, start + 4)), expected, "{text}");
        }
        assert_eq!(titled("Mrs Sall", Span::new(0, 8)), Some(Woman));
    }

    #[test]
    fn a_pronoun_states_it_of_the_only_person() {
        let table = [
            ("Sall spoke. She left.", Some(Gender::Woman)),
            ("Sall said his house burned.", Some(Gender::Man)),
            ("Sall spoke. The minister said he left.", None),
            ("Sall spoke.\n\nHe left.", None),
        ];
        for (text, expected) in table {
            let article = Article::new(text);
            let analysis = crate::Engine::new().annotate(&article);
            let document = Document {
                text: article.text(),
                paragraphs: article.paragraphs(),
                sentences: &analysis.sentences,
                tokens: &analysis.tokens,
            };
            let mention = Mention { span: Span::new(0, 4), label: EntityLabel::Person, entity: 0, confidence: 1.0 };
            assert_eq!(of_mentions(&document, &[mention]), [expected], "{text}");
        }
    }
}
