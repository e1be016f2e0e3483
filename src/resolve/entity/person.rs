//! People: full names that differ in a middle name or an initial, and surnames or given names that stand for a full one.

use super::names::{Group, Names};
use crate::lexicon::names::FixedMap;
use crate::resolve::gender::Gender;

/// How many people may share a word before it tells nothing.
const MANY: usize = 8;

/// The people of the article by the words of their names.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Full names that have the word.
    by_word: FixedMap<String, Vec<u32>>,
    /// What the text states of a person, by root.
    genders: FixedMap<u32, Gender>,
    /// People known by one word and a title alone: "Mr Sall".
    titled: FixedMap<String, Vec<u32>>,
    /// Whom a word stood for when only one was known.
    bound: FixedMap<String, u32>,
}

impl People {
    /// Joins full names of one person. `stated` tells of each mention what the text says of its gender.
    pub(super) fn of(names: &mut Names, stated: &[Option<Gender>]) -> Self {
        let mut people = Self::default();
        let mut full: Vec<u32> = names
            .each()
            .filter(|(_, name)| name.group == Group::Person && name.words.len() > 1)
            .map(|(number, _)| number)
            .collect();
        full.sort_by_key(|number| (std::cmp::Reverse(names.list[*number as usize].words.len()), *number));
        for number in full {
            people.add(names, number);
        }
        people.learn_genders(names, stated);
        people
    }

    fn add(&mut self, names: &mut Names, number: u32) {
        let words = names.list[number as usize].words.clone();
        let ends = [words.first(), words.last()].into_iter().flatten();
        let mut same: Vec<u32> = ends.flat_map(|word| self.by_word.get(word).cloned().unwrap_or_default()).collect();
        same.retain(|other| is_same(&names.list[*other as usize].words, &words));
        let mut roots: Vec<u32> = same.iter().map(|other| names.root(*other)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let [root] = roots[..] {
            names.join(root, number);
        }
        for word in words.into_iter().take(MANY).filter(|word| word.chars().count() > 1) {
            let bearers = self.by_word.entry(word).or_default();
            if bearers.len() < MANY && !bearers.contains(&number) {
                bearers.push(number);
            }
        }
    }

    fn learn_genders(&mut self, names: &Names, stated: &[Option<Gender>]) {
        let mut votes: FixedMap<u32, [u32; 2]> = FixedMap::default();
        for (number, gender) in names.of_mention.iter().zip(stated) {
            let name = &names.list[*number as usize];
            if let Some(gender) = gender.filter(|_| name.group == Group::Person && name.words.len() > 1) {
                votes.entry(names.root(*number)).or_default()[gender as usize] += 1;
            }
        }
        let winner = |(root, [men, women]): (u32, [u32; 2])| match men.cmp(&women) {
            std::cmp::Ordering::Greater => Some((root, Gender::Man)),
            std::cmp::Ordering::Less => Some((root, Gender::Woman)),
            std::cmp::Ordering::Equal => None,
        };
        self.genders = votes.into_iter().filter_map(winner).collect();
    }

    /// Whom the name of one word with a title at mention `place` means: a person of that gender whose name has the word.
    /// One of whom nothing is stated takes the gender of the first that asks.
    pub(super) fn titled(&mut self, names: &Names, number: u32, word: &str, gender: Gender) -> u32 {
        let bearers = self.bearers(names, word);
        let of = |wanted: Option<Gender>| {
            let fit: Vec<u32> =
                bearers.iter().filter(|bearer| self.genders.get(bearer).copied() == wanted).copied().collect();
            if let [only] = fit[..] { Some(only) } else { None }
        };
        if let Some(found) = of(Some(gender)).or_else(|| of(None)) {
            self.genders.insert(found, gender);
            return found;
        }
        let alone = self.titled.entry(word.to_owned()).or_default();
        if !alone.contains(&number) {
            alone.push(number);
        }
        number
    }

    /// Whom the name of one word at mention `place` means: the only one who bears it, or the only one who had been named
    /// when it was first used so. What two persons share from the start stands for neither.
    pub(super) fn bare(&mut self, names: &Names, number: u32, word: &str, place: u32) -> u32 {
        if let Some(bound) = self.bound.get(word) {
            return *bound;
        }
        let mut bearers = self.bearers(names, word);
        bearers.extend(self.titled.get(word).into_iter().flatten());
        let known: Vec<u32> =
            bearers.iter().filter(|bearer| names.list[**bearer as usize].first < place).copied().collect();
        if let [only] = known[..] {
            self.bound.insert(word.to_owned(), only);
            return only;
        }
        if let [only] = bearers[..] { only } else { number }
    }

    /// The persons whose full name has `word`, each once.
    fn bearers(&self, names: &Names, word: &str) -> Vec<u32> {
        let bearers = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        let mut roots: Vec<u32> = bearers.iter().map(|bearer| names.root(*bearer)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }
}

/// Whether `short` has only words of `long`, in order, an initial standing for its word; and the surname, or all but it.
fn is_same(long: &[String], short: &[String]) -> bool {
    let stands_for = |short: &str, long: &str| short == long || short.chars().count() == 1 && long.starts_with(short);
    let mut rest = long.iter();
    let in_order = short.iter().all(|word| rest.any(|known| stands_for(word, known)));
    let turned = long.len() == short.len() && short.iter().all(|word| long.contains(word));
    in_order && short.iter().any(|word| word.chars().count() > 1) || turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_of_one_person() {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (long, short, expected) in [
            ("awa m kone", "awa kone", true),
            ("donald john trump", "d trump", true),
            ("andres manuel lopez obrador", "lopez obrador", true),
            ("park won soon", "won soon park", true),
            ("awa kone", "issa kone", false),
            ("john smith jr", "john smith sr", false),
        ] {
            assert_eq!(is_same(&words(long), &words(short)), expected, "{long}, {short}");
        }
    }
}
