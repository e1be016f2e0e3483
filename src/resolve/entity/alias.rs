//! Names that news uses for one thing without saying so, and peoples with their places.

use super::fold;
use super::names::Group;
use crate::lexicon::entries;
use crate::lexicon::names::FixedMap;
use std::sync::LazyLock;

const ALIASES: &str = include_str!("../../../lexicons/entity/aliases.tsv");
const DEMONYMS: &str = include_str!("../../../lexicons/entity/demonyms.tsv");

/// What is known of names whatever the article.
#[derive(Debug, Default)]
struct Known {
    /// From a name in folded words to the usual one, likewise.
    usual: FixedMap<(Group, String), String>,
    /// From a folded demonym in the singular to the usual names of its places.
    places: FixedMap<String, Vec<String>>,
    /// And back.
    peoples: FixedMap<String, Vec<String>>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(Known::compile);

impl Known {
    fn compile() -> Self {
        let mut known = Self::default();
        for (section, row) in entries(ALIASES) {
            let group = if section == "place" { Group::Place } else { Group::Organisation };
            let mut names = row.split('\t').map(|name| fold::words(name).join(" "));
            let Some(usual) = names.next() else { continue };
            for name in names.chain([usual.clone()]) {
                known.usual.entry((group, name)).or_insert_with(|| usual.clone());
            }
        }
        known.spell_out_leading_names();
        for (_, row) in entries(DEMONYMS) {
            let mut names = row.split('\t').map(|name| fold::words(name).join(" "));
            let Some(place) = names.next().map(|place| known.usual(Group::Place, &place)) else { continue };
            for people in names {
                known.peoples.entry(place.clone()).or_default().push(people.clone());
                known.places.entry(people).or_default().push(place.clone());
            }
        }
        known
    }

    /// "us department of state" is also known as "united states department of state".
    fn spell_out_leading_names(&mut self) {
        let mut rows: Vec<((Group, String), String)> =
            self.usual.iter().map(|(key, usual)| (key.clone(), usual.clone())).collect();
        rows.sort();
        for ((group, name), usual) in rows {
            let longer = self.expanded(&name);
            self.usual.entry((group, longer)).or_insert(usual);
        }
    }

    fn usual(&self, group: Group, name: &str) -> String {
        let known = |name: &str| self.usual.get(&(group, name.to_owned())).cloned();
        if let Some(usual) = known(name) {
            return usual;
        }
        let longer = self.expanded(name);
        known(&longer).unwrap_or(longer)
    }

    /// The name with the state or body that it begins with under its usual name: "us embassy", "un security council".
    fn expanded(&self, name: &str) -> String {
        let Some((first, rest)) = name.split_once(' ') else { return name.to_owned() };
        let usual = |group| self.usual.get(&(group, first.to_owned()));
        match usual(Group::Place).or_else(|| usual(Group::Organisation)) {
            Some(usual) if first.len() < 4 => format!("{usual} {rest}"),
            _ => name.to_owned(),
        }
    }
}

/// The usual name of what `words` name, as folded words; `words` themselves where nothing else is known.
pub(super) fn usual(group: Group, words: Vec<String>) -> Vec<String> {
    if group == Group::People {
        return vec![people(&words.join(" "))];
    }
    if !matches!(group, Group::Place | Group::Organisation) {
        return words;
    }
    KNOWN.usual(group, &words.join(" ")).split(' ').map(str::to_owned).collect()
}

/// Whether `name`, in folded words, is listed.
pub(super) fn is_listed(group: Group, name: &str) -> bool {
    KNOWN.usual.contains_key(&(group, name.to_owned()))
}

/// One name for all the adjectives and nouns of a people: the place where there is one, else the singular.
fn people(name: &str) -> String {
    match listed(name) {
        Some((_, [place])) => format!("of {place}"),
        Some((singular, _)) => singular.to_owned(),
        None => singular(name).unwrap_or(name).to_owned(),
    }
}

/// The people that the place under the usual name `place` has; none where it is no state or land of a people.
pub(super) fn peoples(place: &str) -> &'static [String] {
    KNOWN.peoples.get(place).map_or(&[], Vec::as_slice)
}

/// Where those live that `people`, as [`usual`] has it, are: the usual names of one or more places.
pub(super) fn places(people: &str) -> Vec<&str> {
    match people.strip_prefix("of ") {
        Some(place) => vec![place],
        None => listed(people).map_or_else(Vec::new, |(_, places)| places.iter().map(String::as_str).collect()),
    }
}

fn listed(name: &str) -> Option<(&str, &'static [String])> {
    let forms = [Some(name), singular(name)];
    forms.into_iter().flatten().find_map(|form| Some((form, KNOWN.places.get(form)?.as_slice())))
}

fn singular(name: &str) -> Option<&str> {
    name.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn usual_name(group: Group, name: &str) -> String {
        usual(group, fold::words(name)).join(" ")
    }

    #[test]
    fn names_without_explanation() {
        let table = [
            (Group::Place, "U.S.", "united states"),
            (Group::Place, "the United States of America", "united states"),
            (Group::Place, "Côte d’Ivoire", "cote divoire"),
            (Group::Place, "Ivory Coast", "cote divoire"),
            (Group::Place, "Bamako", "bamako"),
            (Group::Organisation, "UN", "united nations"),
            (Group::Organisation, "U.N. Security Council", "un security council"),
            (Group::Organisation, "United Nations Security Council", "un security council"),
            (Group::Organisation, "US Embassy", "united states embassy"),
            (Group::Organisation, "U.S. State Department", "department of state"),
            (Group::Organisation, "United States Department of State", "department of state"),
            (Group::Person, "Jordan", "jordan"),
        ];
        for (group, name, expected) in table {
            assert_eq!(usual_name(group, name), expected, "{name}");
        }
    }

    #[test]
    fn peoples_have_their_places() {
        let table: [(&[&str], &[&str]); 6] = [
            (&["Mexican", "Mexicans"], &["mexico"]),
            (&["Briton", "British", "Britons"], &["united kingdom"]),
            (&["Turk", "Turkish"], &["turkiye"]),
            (&["Swiss"], &["switzerland"]),
            (&["Korean", "Koreans"], &["north korea", "south korea"]),
            (&["Hindu", "Hindus"], &[]),
        ];
        for (forms, expected) in table {
            let known: BTreeSet<String> = forms.iter().map(|form| usual_name(Group::People, form)).collect();
            assert_eq!(known.len(), 1, "{forms:?}");
            assert!(known.iter().all(|people| places(people) == expected), "{forms:?}");
        }
    }

    #[test]
    fn rows_have_several_names_and_no_name_two_places() {
        let mut seen = BTreeSet::new();
        for (section, row) in entries(ALIASES) {
            assert!(["place", "organisation"].contains(&section) && row.contains('\t'), "{row}");
            let names: BTreeSet<String> = row.split('\t').map(|name| fold::words(name).join(" ")).collect();
            assert!(names.iter().all(|name| seen.insert((section, name.clone()))), "{row}");
        }
        for (_, row) in entries(DEMONYMS) {
            assert!(row.contains('\t'), "{row}");
        }
    }

    #[test]
    fn rows_are_sorted() {
        let demonyms: Vec<String> = entries(DEMONYMS).map(|(_, row)| fold::words(row).join(" ")).collect();
        assert!(demonyms.is_sorted(), "{:?}", demonyms.windows(2).find(|pair| pair[0] > pair[1]));
        let aliases: Vec<(bool, String)> =
            entries(ALIASES).map(|(section, row)| (section != "place", fold::words(row).join(" "))).collect();
        assert!(aliases.is_sorted(), "{:?}", aliases.windows(2).find(|pair| pair[0] > pair[1]));
    }
}
