//! Pronouns and whom they stand for, among the persons that the article names.
//!
//! One pass over the sentences. A pronoun takes the first person of its sentence, else of the one before, and so on, three
//! sentences back; possessors ("Sall's lawyer") and those behind a preposition ("by Sall") are asked after the sentence
//! before, and nobody of whom the text states the other gender is asked at all. A pronoun that was traced counts as a mention
//! of its person, so that a chain of "she" holds. "It" and "they" are not traced: most stand for no name, and where they
//! report speech, `source` knows who spoke.

use super::gender::{self, Gender};
use crate::Document;
use crate::analysis::{Entity, EntityLabel, Mention};
use crate::text::Span;
use std::collections::VecDeque;

/// How many sentences back a person may have been named.
const WINDOW: usize = 3;
/// How many referents of one sentence are kept, so that the work stays linear.
const MANY: usize = 16;

/// A pronoun, and the entity it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The pronoun.
    pub span: Span,
    /// Which of the Analysis' entities it stands for.
    pub entity: u32,
}

/// The pronouns of `document` that stand for one of `entities`, in order.
///
/// ```
/// use postil::resolve::pronoun::links;
/// use postil::{Article, Document, Engine};
///
/// let article = Article::new("Awa Kone came with Mr Sall. She left.");
/// let analysis = Engine::new().annotate(&article);
/// let document = Document {
///     text: article.text(),
///     paragraphs: article.paragraphs(),
///     sentences: &analysis.sentences,
///     tokens: &analysis.tokens,
/// };
/// let links = links(&document, &analysis.mentions, &analysis.entities);
/// assert_eq!(analysis.entities[links[0].entity as usize].name, "Awa Kone");
/// ```
pub fn links(document: &Document, mentions: &[Mention], entities: &[Entity]) -> Vec<Link> {
    links_among(document, mentions, genders(document, mentions, entities))
}

/// The same where the genders of the entities are at hand.
pub(super) fn links_among(document: &Document, mentions: &[Mention], genders: Vec<Option<Gender>>) -> Vec<Link> {
    let mut reader =
        Reader { document, mentions, genders, links: Vec::new(), window: VecDeque::new(), mention: 0, token: 0 };
    for sentence in document.sentences {
        reader.sentence(*sentence);
    }
    reader.links
}

/// The entity that the pronoun at `span` stands for, where one of `links` says.
pub fn entity_at(links: &[Link], span: Span) -> Option<u32> {
    links.binary_search_by_key(&span, |link| link.span).ok().map(|at| links[at].entity)
}

/// What the text states of each entity, by most of its mentions.
pub(super) fn genders(document: &Document, mentions: &[Mention], entities: &[Entity]) -> Vec<Option<Gender>> {
    let stated = gender::of_mentions(document, mentions);
    let count =
        |entity: &Entity, wanted| entity.mentions.iter().filter(|at| stated[**at as usize] == Some(wanted)).count();
    let of = |entity: &Entity| match count(entity, Gender::Man).cmp(&count(entity, Gender::Woman)) {
        std::cmp::Ordering::Greater => Some(Gender::Man),
        std::cmp::Ordering::Less => Some(Gender::Woman),
        std::cmp::Ordering::Equal => None,
    };
    entities.iter().map(of).collect()
}

/// A person that a later pronoun may stand for.
#[derive(Clone, Copy, Debug)]
struct Referent {
    entity: u32,
    /// Whether the person is no subject or object: a possessor, or behind a preposition.
    aside: bool,
}

#[derive(Debug)]
struct Reader<'a> {
    document: &'a Document<'a>,
    mentions: &'a [Mention],
    /// What is known of each entity: stated, or told by the first pronoun that was traced to it.
    genders: Vec<Option<Gender>>,
    links: Vec<Link>,
    /// Referents of the last sentences, the current one first.
    window: VecDeque<Vec<Referent>>,
    mention: usize,
    token: usize,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: Span) {
        self.window.truncate(WINDOW);
        self.window.push_front(Vec::new());
        while let Some(token) = self.document.tokens.get(self.token).filter(|token| token.span.start < sentence.end) {
            self.name_before(token.span.start);
            self.pronoun(token.span);
            self.token += 1;
        }
        self.name_before(sentence.end);
    }

    /// Notes the mentions that begin before `end`.
    fn name_before(&mut self, end: u32) {
        while let Some(mention) = self.mentions.get(self.mention).filter(|mention| mention.span.start < end) {
            if mention.label == EntityLabel::Person {
                let aside = is_aside(self.document.text, mention.span);
                self.note(Referent { entity: mention.entity, aside });
            }
            self.mention += 1;
        }
    }

    fn note(&mut self, referent: Referent) {
        if let Some(current) = self.window.front_mut().filter(|current| current.len() < MANY) {
            current.push(referent);
        }
    }

    fn pronoun(&mut self, span: Span) {
        let Some((gender, aside)) = asked(span.slice(self.document.text)) else { return };
        if let Some(entity) = self.meant(gender) {
            self.links.push(Link { span, entity });
            self.note(Referent { entity, aside });
            if let Some(known) = self.genders.get_mut(entity as usize) {
                known.get_or_insert(gender);
            }
        }
    }

    /// The nearest person of `gender`, sentence by sentence; one that stands aside gives way to the sentence before.
    fn meant(&self, gender: Gender) -> Option<u32> {
        let mut aside = None;
        for sentence in &self.window {
            let known = |referent: &Referent| self.genders.get(referent.entity as usize).copied().flatten();
            let fits = |referent: &&Referent| known(referent).is_none_or(|known| known == gender);
            let mut fitting = sentence.iter().filter(fits);
            let first = fitting.clone().next();
            if let Some(found) = fitting.find(|referent| !referent.aside) {
                return Some(found.entity);
            }
            if aside.is_some() {
                break;
            }
            aside = first.map(|first| first.entity);
        }
        aside
    }
}

/// The gender that `word` asks for, and whether it stands aside.
fn asked(word: &str) -> Option<(Gender, bool)> {
    if word.len() > 4 || !word.starts_with(['h', 'H', 's', 'S']) {
        return None;
    }
    let word = word.to_lowercase();
    gender::of_pronoun(&word).map(|gender| (gender, !matches!(word.as_str(), "he" | "she")))
}

/// Whether the name at `span` is a possessor, or stands behind a preposition, perhaps with a title between.
fn is_aside(text: &str, span: Span) -> bool {
    const PREPOSITIONS: [&str; 12] =
        ["of", "by", "with", "to", "from", "for", "about", "under", "against", "on", "at", "behind"];
    let behind = text.get(span.end as usize..).unwrap_or_default();
    let start = text.ceil_char_boundary(span.start.saturating_sub(32) as usize);
    let before = text.get(start..span.start as usize).unwrap_or_default();
    let mut words = before.rsplit(' ').filter(|word| !word.is_empty());
    let is_title = |word: &&str| {
        let lower = word.trim_end_matches('.').to_lowercase();
        word.starts_with(char::is_uppercase) && gender::is_title(&lower) || matches!(lower.as_str(), "a" | "the")
    };
    let word = words.find(|word| !is_title(word));
    behind.starts_with("'s") || behind.starts_with("’s") || word.is_some_and(|word| PREPOSITIONS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Engine};

    /// Each pronoun of `text` with the name of what it stands for.
    fn traced(text: &str) -> Vec<String> {
        let article = Article::new(text);
        let analysis = Engine::new().annotate(&article);
        let document = Document {
            text: article.text(),
            paragraphs: article.paragraphs(),
            sentences: &analysis.sentences,
            tokens: &analysis.tokens,
        };
        let shown = |link: &Link| {
            format!("{} {}", link.span.slice(article.text()), analysis.entities[link.entity as usize].name)
        };
        links(&document, &analysis.mentions, &analysis.entities).iter().map(shown).collect()
    }

    #[test]
    fn pronouns_stand_for_persons() {
        let table: [(&str, &[&str]); 7] = [
            ("Awa Kone spoke. She left.", &["She Awa Kone"]),
            ("Awa Kone met Issa Sall. Then she left, and he slept.", &["she Awa Kone", "he Issa Sall"]),
            ("Mrs Awa Kone met Mr Issa Sall. Then he left.", &["he Issa Sall"]),
            ("Awa Kone's lawyer met Issa Sall. He left.", &["He Issa Sall"]),
            ("Awa Kone spoke. She left. It rained. She slept.", &["She Awa Kone", "She Awa Kone"]),
            ("It rained. She left.", &[]),
            ("Awa Kone spoke. The door was opened by Issa Sall. She left.", &["She Awa Kone"]),
        ];
        for (text, expected) in table {
            assert_eq!(traced(text), expected, "{text}");
        }
    }
}
