//! Reads the names of GUM: CoNLL-U whose last column has bracketed entities, `(1-person-new-...` up to `1)`.
//!
//! GUM's mentions are whole phrases, pronouns among them. What is taken here are those whose head is a proper noun, cut
//! down to the run of the name: titles, articles, possessives and what follows a comma are left outside, and a name inside
//! another is dropped.

use super::names::{Chained, ChainedText};
use postil::analysis::EntityLabel;
use postil::lexicon::names::{Class, Names};
use postil::{Article, Span};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

/// The documents of GUM's dev part that are there.
pub(super) fn dev(data: &Path) -> Result<Vec<ChainedText>, String> {
    let folder = data.join("gum");
    let splits = read(&folder.join("splits.md"))?;
    let paths = dev_names(&splits).map(|name| folder.join(format!("dep/{name}.conllu")));
    let texts: Vec<_> = paths.filter(|path| path.exists()).map(|path| text(&path)).collect::<Result<_, _>>()?;
    if texts.is_empty() { Err(format!("{} has none of its dev documents", folder.display())) } else { Ok(texts) }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn dev_names(splits: &str) -> impl Iterator<Item = &str> {
    let lines = splits.lines().skip_while(|line| line.trim() != "## dev").skip(1);
    lines.take_while(|line| !line.starts_with("## ")).filter_map(|line| line.trim().strip_prefix("* "))
}

fn text(path: &Path) -> Result<ChainedText, String> {
    let reader = Reader::of(&read(path)?);
    let article = Article::new(&reader.text);
    if article.text() != reader.text {
        return Err(format!("{}: the text is altered when it is taken in", path.display()));
    }
    let covered = Span::new(0, reader.text.len() as u32);
    let names = outermost(reader.names());
    Ok(ChainedText { pronouns: reader.pronouns(&names), names, covered, article })
}

/// One word with what its row says.
struct Word {
    span: Span,
    tag: String,
    /// The index of its head among all words; its own at a root.
    head: usize,
    relation: String,
    capital: bool,
    joint: bool,
}

/// A phrase that is a mention in GUM.
struct Phrase {
    first: usize,
    last: usize,
    group: u32,
    kind: String,
}

#[derive(Default)]
struct Reader {
    text: String,
    words: Vec<Word>,
    phrases: Vec<Phrase>,
    open: HashMap<u32, Vec<(usize, String)>>,
    /// What stands before the next word.
    gap: &'static str,
    sentence: usize,
    /// Up to which word of the sentence a word of several parts ("don't") has set the spacing.
    joined_until: usize,
    offices: Names,
}

impl Reader {
    fn of(conllu: &str) -> Self {
        let mut reader = Self::default();
        for line in conllu.lines() {
            if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
                reader.gap = "\n\n";
            } else if line.is_empty() {
                reader.sentence = reader.words.len();
                reader.joined_until = 0;
            } else if !line.starts_with('#') {
                reader.row(&line.split('\t').collect::<Vec<_>>());
            }
        }
        reader
    }

    fn row(&mut self, columns: &[&str]) {
        let [number, form, _, _, tag, _, head, relation, _, misc] = columns else { return };
        if let Some((_, last)) = number.split_once('-') {
            self.joined_until = last.parse().unwrap_or_default();
        } else if let (Ok(number), Ok(head)) = (number.parse::<usize>(), head.parse::<usize>()) {
            let index = self.words.len();
            self.word(form, tag, if head == 0 { index } else { self.sentence + head - 1 }, relation);
            let glued = misc.contains("SpaceAfter=No") || number < self.joined_until;
            self.gap = if glued { "" } else { " " };
            let entities = misc.split('|').find_map(|field| field.strip_prefix("Entity="));
            self.brackets(entities.unwrap_or_default(), index);
        }
    }

    fn word(&mut self, form: &str, tag: &str, head: usize, relation: &str) {
        if !self.text.is_empty() {
            self.text += self.gap;
        }
        let start = self.text.len() as u32;
        self.text += form;
        self.words.push(Word {
            span: Span::new(start, self.text.len() as u32),
            tag: tag.to_owned(),
            head,
            relation: relation.to_owned(),
            capital: form.starts_with(char::is_uppercase),
            joint: matches!(form, "of" | "the" | "de" | "la" | "for" | "&" | "-" | "and"),
        });
    }

    /// Opens and closes the mentions that `entities`, one word's brackets, tells of.
    fn brackets(&mut self, entities: &str, index: usize) {
        let mut rest = entities;
        while !rest.is_empty() {
            if let Some(opening) = rest.strip_prefix('(') {
                let end = opening.find(['(', ')']).unwrap_or(opening.len());
                let (inside, after) = opening.split_at(end);
                let mut fields = inside.split('-');
                let group = fields.next().and_then(|group| group.parse().ok()).unwrap_or_default();
                let kind = fields.next().unwrap_or_default().to_owned();
                if let Some(after) = after.strip_prefix(')') {
                    self.phrases.push(Phrase { first: index, last: index, group, kind });
                    rest = after;
                } else {
                    self.open.entry(group).or_default().push((index, kind));
                    rest = after;
                }
            } else {
                let (number, after) = rest.split_once(')').unwrap_or((rest, ""));
                let opened = number.parse().ok().and_then(|group| Some((group, self.open.get_mut(&group)?.pop()?)));
                if let Some((group, (first, kind))) = opened {
                    self.phrases.push(Phrase { first, last: index, group, kind });
                }
                rest = after;
            }
        }
    }

    fn names(&self) -> Vec<Chained> {
        self.phrases.iter().filter_map(|phrase| self.name(phrase)).collect()
    }

    /// The pronouns of one word that stand for what one of `names` names.
    fn pronouns(&self, names: &[Chained]) -> Vec<(Span, u32)> {
        let entities: HashSet<u32> = names.iter().map(|name| name.entity).collect();
        let is_pronoun = |phrase: &&Phrase| {
            phrase.first == phrase.last
                && self.words[phrase.first].tag.starts_with("PRP")
                && entities.contains(&phrase.group)
        };
        self.phrases.iter().filter(is_pronoun).map(|phrase| (self.words[phrase.first].span, phrase.group)).collect()
    }

    /// The name in a phrase whose head is one.
    fn name(&self, phrase: &Phrase) -> Option<Chained> {
        let label = label(&phrase.kind)?;
        let words = phrase.first..phrase.last + 1;
        let outside = |index: &usize| {
            let head = self.words[*index].head;
            head == *index || !words.contains(&head)
        };
        let head = words.clone().find(outside).filter(|head| self.words[*head].tag.starts_with("NNP"))?;
        if label == EntityLabel::Person && self.is_office(head) {
            return None;
        }
        let first = self.extend(head, head, (words.start..head).rev());
        let last = self.extend(head, head, head + 1..words.end);
        let whole = self.words[first].span.cover(self.words[last].span);
        let span = postil::score::entity::strip(&self.text, whole);
        Some(Chained { span, label, entity: phrase.group, of: None })
    }

    /// Whether the head of a phrase is an office: "the President", "Madam Secretary". It names nobody.
    fn is_office(&self, head: usize) -> bool {
        let word = self.words[head].span.slice(&self.text).to_lowercase();
        self.offices.word(&word).any(&[Class::Role, Class::Office, Class::Honorific])
    }

    /// The last of `indices`, walked away from the head, that the name still reaches. Joints count only between parts.
    fn extend(&self, head: usize, from: usize, indices: impl Iterator<Item = usize>) -> usize {
        let mut reached = from;
        for index in indices {
            let word = &self.words[index];
            let joins = word.joint && !self.coordinates(index, head);
            if word.relation == "nmod:desc" || word.tag == "POS" || !joins && !is_part(word) {
                break;
            }
            if is_part(word) {
                reached = index;
            }
        }
        reached
    }

    /// Whether an "and" joins whole names: what it introduces hangs on the head of the phrase.
    fn coordinates(&self, index: usize, head: usize) -> bool {
        let word = &self.words[index];
        word.relation == "cc" && self.words.get(word.head).is_none_or(|next| next.head == head)
    }
}

fn is_part(word: &Word) -> bool {
    word.tag.starts_with("NNP") || word.capital && (word.tag.starts_with("NN") || word.tag.starts_with("JJ"))
}

/// The nearest of our labels; nothing for what is no name of ours.
fn label(kind: &str) -> Option<EntityLabel> {
    Some(match kind {
        "person" | "animal" => EntityLabel::Person,
        "place" => EntityLabel::Gpe,
        "organization" => EntityLabel::Org,
        "event" => EntityLabel::Event,
        "abstract" => EntityLabel::WorkOfArt,
        "object" | "plant" | "substance" => EntityLabel::Product,
        _ => return None,
    })
}

/// The names that lie in no other, in order; of two over each other the longer, of two in one place the first.
fn outermost(mut names: Vec<Chained>) -> Vec<Chained> {
    names.sort_by_key(|name| (name.span.start, std::cmp::Reverse(name.span.end)));
    let mut kept: Vec<Chained> = Vec::new();
    for name in names {
        if kept.last().is_none_or(|last| last.span.end <= name.span.start) {
            kept.push(name);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "\
# newdoc id = invented
# newpar
# newpar_block = p (1 s)
1	President	President	PROPN	NNP	_	3	nmod:desc	_	Entity=(1-person-new-nnnnn-cf1-3-coref
2	Awa	Awa	PROPN	NNP	_	3	flat	_	_
3	Kone	Kone	PROPN	NNP	_	4	nsubj	_	Entity=1)
4	left	leave	VERB	VBD	_	0	root	_	_
5	the	the	DET	DT	_	6	det	_	Entity=(2-place-new-nnnnn-cf1-2-sgl
6	Bank	bank	PROPN	NNP	_	4	obj	_	_
7	of	of	ADP	IN	_	8	case	_	_
8-9	Segou's	_	_	_	_	_	_	_	_
8	Segou	Segou	PROPN	NNP	_	6	nmod	_	Entity=(3-place-new-nnnnn-cf1-1-sgl)
9	's	's	PART	POS	_	8	case	_	Entity=2)
10	.	.	PUNCT	.	_	4	punct	_	_

# newpar
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv:act-nnnnn-cf1-1-ana)
2	waited	wait	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_
";

    #[test]
    fn rows_become_a_text_and_its_names() {
        let reader = Reader::of(ROWS);
        assert_eq!(reader.text, "President Awa Kone left the Bank of Segou's .\n\nShe waited.");
        let names = outermost(reader.names());
        let found: Vec<_> = names.iter().map(|name| (name.span.slice(&reader.text), name.entity, name.label)).collect();
        assert_eq!(found, [("Awa Kone", 1, EntityLabel::Person), ("Bank of Segou", 2, EntityLabel::Gpe)]);
    }

    #[test]
    fn only_the_dev_part_is_read() {
        let splits = "# Splits\n## dev\n\n  * one\n  * two\n\n## test\n  * three\n";
        assert_eq!(dev_names(splits).collect::<Vec<_>>(), ["one", "two"]);
    }
}
