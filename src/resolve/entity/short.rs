//! Short names of bodies, places, laws and events: "Pew" for "Pew Research Center", "the Embassy" for "the French Embassy".

use super::names::{Group, Name, Names};
use super::{acronym, alias};
use crate::analysis::EntityLabel;
use crate::lexicon::entries;
use crate::lexicon::names::{FixedMap, FixedSet};
use std::sync::LazyLock;

/// Longer names have no short ones that could be told, so that the work stays linear.
const LONGEST: usize = 12;
/// How many things may share a short name before it tells nothing.
const MANY: usize = 4;

#[derive(Debug, Default)]
struct Lists {
    heads: FixedSet<&'static str>,
    tails: FixedSet<&'static str>,
    between: FixedSet<&'static str>,
    places: FixedSet<&'static str>,
    fronts: FixedSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let of = |wanted: &str| {
        entries(acronym::FORMS).filter(|(section, _)| *section == wanted).map(|(_, word)| word).collect()
    };
    Lists { heads: of("head"), tails: of("tail"), between: of("between"), places: of("place"), fronts: of("front") }
});

/// Names of a kind, and the full names that each may be short for.
type Shorts = FixedMap<(Group, String), Vec<u32>>;

/// Joins each short name to the one full name that it can stand for.
pub(super) fn join(names: &mut Names) {
    let shorts = shorts(names, whole_shorts);
    let mut order: Vec<u32> = names.each().map(|(number, _)| number).collect();
    order.sort_by_key(|number| std::cmp::Reverse(names.list[*number as usize].words.len()));
    for number in order {
        let name = &names.list[number as usize];
        let meant = shorts.get(&(name.group, name.words.join(" "))).map_or(&[][..], Vec::as_slice);
        let mut roots: Vec<u32> = meant.iter().map(|full| names.root(*full)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let [only] = roots[..] {
            names.join(only, number);
        }
    }
}

fn shorts(names: &Names, of: impl Fn(&Name) -> Vec<String>) -> Shorts {
    let mut shorts = Shorts::default();
    for (number, name) in names.each().filter(|(_, name)| (2..=LONGEST).contains(&name.words.len())) {
        for short in of(name) {
            let full = shorts.entry((name.group, short)).or_default();
            if full.len() < MANY && full.last() != Some(&number) {
                full.push(number);
            }
        }
    }
    shorts
}

/// What `name` may be called for short, heads alone aside.
fn whole_shorts(name: &Name) -> Vec<String> {
    let words = &name.words[..];
    let mut found = match name.group {
        Group::Place => without_class(words).into_iter().collect(),
        Group::Organisation | Group::Other(EntityLabel::Fac) => without_tail(words),
        _ => Vec::new(),
    };
    if has_heads(name) {
        found.extend(without_front(name));
        found.extend(before_of(words));
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|words| words.join(" ")).collect()
}

const fn has_heads(name: &Name) -> bool {
    matches!(
        name.group,
        Group::Organisation
            | Group::Place
            | Group::Other(EntityLabel::Law | EntityLabel::Event | EntityLabel::WorkOfArt)
    )
}

/// "davao" of "davao city"; but "mexico city" is no short "mexico".
fn without_class(words: &[String]) -> Option<&[String]> {
    let (last, rest) = words.split_last().filter(|(last, _)| LISTS.places.contains(last.as_str()))?;
    let place = rest.join(" ");
    let is_state = alias::is_listed(Group::Place, &place) || !alias::peoples(&place).is_empty();
    (!last.is_empty() && !is_state && is_telling(rest)).then_some(rest)
}

/// "pew research center" without "center", and without "research center".
fn without_tail(words: &[String]) -> Vec<&[String]> {
    let Some((_, rest)) = words.split_last().filter(|(last, _)| LISTS.tails.contains(last.as_str())) else {
        return Vec::new();
    };
    let between = rest.iter().rev().take(2).take_while(|word| LISTS.between.contains(word.as_str())).count();
    (0..=between).filter_map(|cut| rest.get(..rest.len() - cut)).filter(|base| is_telling(base)).collect()
}

/// Whether what is left of a name tells more than that it is one of a kind.
fn is_telling(base: &[String]) -> bool {
    let plain = |word: &String| {
        let word = word.as_str();
        LISTS.heads.contains(word) || LISTS.tails.contains(word) || LISTS.between.contains(word)
    };
    !base.is_empty()
        && !base.iter().all(plain)
        && base.last().is_some_and(|last| !matches!(last.as_str(), "of" | "and" | "the"))
}

/// "united nations security council" from its second and later words on, where two are left that end with a head; of what
/// begins with a state or an acronym, whatever is left.
fn without_front<'a>(name: &'a Name) -> Vec<&'a [String]> {
    let words = &name.words[..];
    let ends_with_head = words.last().is_some_and(|last| LISTS.heads.contains(last.as_str()));
    let is_short = name.surface.chars().take(2).filter(|letter| letter.is_uppercase()).count() == 2;
    let is_whole = |front: &[String]| {
        let front = front.join(" ");
        alias::is_listed(Group::Place, &front) || is_short && alias::is_listed(Group::Organisation, &front)
    };
    if words.first().is_some_and(|first| LISTS.fronts.contains(first.as_str())) {
        return words.get(1..).into_iter().collect();
    }
    let places = 1..words.len().saturating_sub(1);
    let starts = places
        .filter(|at| words.get(..*at).is_some_and(|front| is_proper_end(front) && (ends_with_head || is_whole(front))));
    starts.filter_map(|at| words.get(at..)).filter(|rest| is_proper(rest)).collect()
}

fn is_proper_end(front: &[String]) -> bool {
    front.last().is_some_and(|word| !matches!(word.as_str(), "of" | "and" | "the" | "for"))
}

/// "supreme court" of "supreme court of india".
fn before_of(words: &[String]) -> Option<&[String]> {
    let at = words.iter().position(|word| word == "of").filter(|at| *at > 1)?;
    let front = words.get(..at)?;
    front.last().is_some_and(|last| LISTS.heads.contains(last.as_str())).then_some(front)
}

fn is_proper(rest: &[String]) -> bool {
    let first = rest.first().map_or("", String::as_str);
    !matches!(first, "of" | "and" | "the" | "for" | "in" | "de" | "la")
}

/// Single words that stand for the body last named: "the Embassy", "the Act".
#[derive(Debug, Default)]
pub(super) struct Heads {
    full: Shorts,
    bound: FixedMap<(Group, String), u32>,
}

impl Heads {
    pub(super) fn of(names: &Names) -> Self {
        Self { full: shorts(names, heads), bound: FixedMap::default() }
    }

    /// What the head at mention `place` stands for: what it stood for before, the only one of the
    /// kind that has been named, or the only one of the article.
    pub(super) fn meant(&mut self, names: &Names, number: u32, place: u32) -> u32 {
        let name = &names.list[number as usize];
        let [word] = &name.words[..] else { return number };
        let key = (name.group, word.clone());
        if let Some(bound) = self.bound.get(&key) {
            return *bound;
        }
        let full = self.full.get(&key).map_or(&[][..], Vec::as_slice);
        let of = |full: &mut dyn Iterator<Item = u32>| {
            let mut roots: Vec<u32> = full.map(|full| names.root(full)).collect();
            roots.sort_unstable();
            roots.dedup();
            if let [only] = roots[..] { Some(only) } else { None }
        };
        let earlier = of(&mut full.iter().copied().filter(|full| names.list[*full as usize].first < place));
        if let Some(only) = earlier {
            self.bound.insert(key, only);
        }
        earlier.or_else(|| of(&mut full.iter().copied())).unwrap_or(number)
    }
}

/// The heads of a name: its last word, and the one before "of" or "for".
fn heads(name: &Name) -> Vec<String> {
    if !has_heads(name) {
        return Vec::new();
    }
    let joint = name.words.iter().position(|word| matches!(word.as_str(), "of" | "for"));
    let before = joint.and_then(|at| name.words.get(at.checked_sub(1)?));
    let ends = [name.words.last(), before].into_iter().flatten().filter(|word| LISTS.heads.contains(word.as_str()));
    let front = name.words.first().filter(|word| LISTS.fronts.contains(word.as_str()));
    ends.chain(front).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(group: Group, name: &str) -> Vec<String> {
        let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        whole_shorts(&Name { group, surface: "", words, gender: None, first: 0, times: 1 })
    }

    #[test]
    fn every_word_stands_in_order_in_a_known_section() {
        let words: Vec<_> = entries(acronym::FORMS).collect();
        let known = ["head", "tail", "between", "place", "front", "other name"];
        assert!(words.iter().all(|(section, _)| known.contains(section)));
        for pair in words.windows(2) {
            assert!(pair[0].0 != pair[1].0 || pair[0].1 < pair[1].1, "{pair:?}");
        }
    }

    #[test]
    fn what_may_be_left_off() {
        let organisation = |name| shortened(Group::Organisation, name);
        assert!(organisation("pew research center").contains(&"pew".to_owned()));
        assert!(organisation("national transition council").contains(&"transition council".to_owned()));
        assert!(organisation("supreme court of india").contains(&"supreme court".to_owned()));
        assert!(!organisation("united states embassy").contains(&"embassy".to_owned()));
        assert_eq!(shortened(Group::Place, "davao city"), ["davao"]);
    }

    #[test]
    fn what_may_not() {
        for (group, name) in [
            (Group::Organisation, "bank of mali"),
            (Group::Organisation, "islamic state west africa province"),
            (Group::Organisation, "al qaeda in the islamic maghreb"),
            (Group::Organisation, "research center"),
            (Group::Place, "mexico city"),
            (Group::Place, "bagua grande"),
        ] {
            assert!(shortened(group, name).is_empty(), "{name}: {:?}", shortened(group, name));
        }
    }
}
