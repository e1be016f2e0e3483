//! The distinct names of an article, and which of them are known to be of one thing.

use super::{alias, fold};
use crate::Document;
use crate::analysis::{EntityLabel, Mention};
use crate::lexicon::names::FixedMap;
use crate::resolve::gender::{self, Gender};

/// Labels that may be of one thing: what is called a state here and a region there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Group {
    Person,
    People,
    Place,
    Organisation,
    Other(EntityLabel),
}

impl Group {
    pub(super) const fn of(label: EntityLabel) -> Self {
        match label {
            EntityLabel::Person => Self::Person,
            EntityLabel::Norp => Self::People,
            EntityLabel::Gpe | EntityLabel::Loc => Self::Place,
            EntityLabel::Org => Self::Organisation,
            other => Self::Other(other),
        }
    }
}

/// All mentions that read alike.
#[derive(Debug)]
pub(super) struct Name<'a> {
    pub(super) group: Group,
    /// As written at the first mention.
    pub(super) surface: &'a str,
    /// Folded, under the usual name.
    pub(super) words: Vec<String>,
    /// Of a person called by one word: what the title before says, so that "Mr Sall" and "Mrs Sall" stay apart.
    pub(super) gender: Option<Gender>,
    /// The first mention.
    pub(super) first: u32,
    /// How many mentions there are.
    pub(super) times: u32,
}

/// The distinct names, as a forest: those of one thing have one root.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    pub(super) list: Vec<Name<'a>>,
    parents: Vec<u32>,
    /// The name of each mention.
    pub(super) of_mention: Vec<u32>,
}

impl<'a> Names<'a> {
    pub(super) fn of(document: &Document<'a>, mentions: &[Mention]) -> Self {
        let mut names = Self::default();
        let mut numbers: FixedMap<(Group, Option<Gender>, Vec<String>), u32> = FixedMap::default();
        for (place, mention) in mentions.iter().enumerate() {
            let surface = mention.span.slice(document.text);
            let group = Group::of(mention.label);
            let words = words(group, surface);
            let titled = group == Group::Person && words.len() == 1;
            let gender = if titled { gender::titled(document.text, mention.span) } else { None };
            let number = *numbers.entry((group, gender, words)).or_insert_with_key(|(_, _, words)| {
                let (first, words) = (place as u32, words.clone());
                names.list.push(Name { group, surface, words, gender, first, times: 0 });
                names.list.len() as u32 - 1
            });
            names.list[number as usize].times += 1;
            names.of_mention.push(number);
        }
        names.parents = (0..names.list.len() as u32).collect();
        names
    }

    /// The names with their numbers.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, &Name<'a>)> {
        self.list.iter().enumerate().map(|(number, name)| (number as u32, name))
    }

    /// The number that stands for the thing that `name` is of.
    pub(super) fn root(&self, mut name: u32) -> u32 {
        while self.parents[name as usize] != name {
            name = self.parents[name as usize];
        }
        name
    }

    /// The two are of one thing. The larger tree keeps its root, so that none grows deep.
    pub(super) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            let (root, child) = if self.list[one as usize].times < self.list[other as usize].times {
                (other, one)
            } else {
                (one, other)
            };
            self.parents[child as usize] = root;
            self.list[root as usize].times += self.list[child as usize].times;
            self.list[root as usize].first = self.list[root as usize].first.min(self.list[child as usize].first);
        }
    }

    /// Each of `pairs` is a slip and what was meant: all mentions of the one read as if they were of the other.
    pub(super) fn respell(&mut self, pairs: &[(u32, u32)]) {
        let mut meant: Vec<u32> = (0..self.list.len() as u32).collect();
        for &(slip, name) in pairs {
            meant[slip as usize] = name;
            self.join(slip, name);
        }
        for number in &mut self.of_mention {
            *number = meant[*number as usize];
        }
    }
}

/// The words by which a name is known, titles left out.
fn words(group: Group, surface: &str) -> Vec<String> {
    let mut words = alias::usual(group, fold::words(surface));
    if group == Group::Person {
        let titles = words.iter().take_while(|word| gender::is_title(word)).count();
        words.drain(..titles.min(words.len() - 1));
    }
    words
}
