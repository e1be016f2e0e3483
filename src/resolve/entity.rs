//! Entities from mentions: full and short names, acronyms, and the same name again are one thing.

use crate::Document;
use crate::analysis::{Entity, EntityLabel, Mention};
use crate::lexicon::names::FixedMap;

/// The things that `mentions` name, in order of first mention. Sets each mention's `entity`, and gives a short name the
/// label of the longer one that it stands for.
///
/// A mention belongs to the entity that has the same name; else to the one that it is the surname, given name or acronym
/// of, where exactly one such is known; else it is an entity of its own.
pub fn entities(document: &Document, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut index = Index::default();
    for mention in mentions.iter() {
        index.full_name(name(document, mention), mention.label);
    }
    index.acronyms(document, mentions);
    let mut entities: Vec<Entity> = Vec::new();
    let mut numbers: FixedMap<Key, u32> = FixedMap::default();
    for (place, mention) in mentions.iter_mut().enumerate() {
        let name = name(document, mention);
        let key = index.key(name, mention.label);
        mention.label = key.label;
        mention.entity = *numbers.entry(key).or_insert_with(|| {
            entities.push(Entity { name: String::new(), label: mention.label, mentions: Vec::new() });
            entities.len() as u32 - 1
        });
        if let Some(entity) = entities.get_mut(mention.entity as usize) {
            entity.mentions.push(place as u32);
            lengthen(&mut entity.name, name);
        }
    }
    entities
}

/// What two mentions of one entity have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    name: String,
    label: EntityLabel,
}

fn name<'a>(document: &Document<'a>, mention: &Mention) -> &'a str {
    mention.span.slice(document.text)
}

fn lengthen(name: &mut String, other: &str) {
    if other.chars().count() > name.chars().count() {
        other.clone_into(name);
    }
}

/// Short names and what they stand for.
#[derive(Debug, Default)]
struct Index {
    /// From a part of a person's name to the one person who bears it, or to nobody where several do.
    persons: FixedMap<String, Option<String>>,
    /// From an acronym to the full name it was explained by.
    acronyms: FixedMap<String, Key>,
}

impl Index {
    /// Learns the parts of a person's full name.
    fn full_name(&mut self, name: &str, label: EntityLabel) {
        let full = normal(name);
        if label != EntityLabel::Person || !full.contains(' ') {
            return;
        }
        for part in parts(&full) {
            self.persons
                .entry(part.to_owned())
                .and_modify(|known| {
                    if known.as_deref().is_some_and(|known| !same_person(known, &full)) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(full.clone()));
        }
    }

    /// Learns the names that are followed by their acronym in brackets.
    fn acronyms(&mut self, document: &Document, mentions: &[Mention]) {
        for pair in mentions.windows(2) {
            let [long, short] = pair else { continue };
            let between = document.text.get(long.span.end as usize..short.span.start as usize).unwrap_or_default();
            let (full, acronym) = (name(document, long), name(document, short));
            if matches!(between.trim(), "(" | "[") && abbreviates(acronym, full) {
                let key = Key { name: normal(full), label: long.label };
                self.acronyms.entry(acronym.to_owned()).or_insert(key);
            }
        }
    }

    /// What `name` is known by.
    fn key(&self, name: &str, label: EntityLabel) -> Key {
        if let Some(key) = self.acronyms.get(name) {
            return key.clone();
        }
        let normal = normal(name);
        let person = self.persons.get(&normal).and_then(Option::as_ref);
        match person {
            Some(person) if label == EntityLabel::Person => Key { name: person.clone(), label },
            _ => Key { name: self.longest(normal), label },
        }
    }

    /// "abass m. dembele" for "abass dembele" where the two are known to be one.
    fn longest(&self, name: String) -> String {
        let surname = name.rsplit(' ').next().unwrap_or_default();
        match self.persons.get(surname) {
            Some(Some(person)) if same_person(person, &name) => person.clone(),
            _ => name,
        }
    }
}

/// The name in lower case, without an article in front.
fn normal(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a person's name that may stand for the whole: not initials and particles.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(' ').filter(|part| part.chars().count() > 2 && !part.ends_with('.'))
}

/// Whether one of two full names has all words of the other.
fn same_person(one: &str, other: &str) -> bool {
    let has_all = |long: &str, short: &str| parts(short).all(|part| long.split(' ').any(|word| word == part));
    has_all(one, other) || has_all(other, one)
}

/// Whether `acronym` is made of initials of `name`, in order.
fn abbreviates(acronym: &str, name: &str) -> bool {
    let mut initials = name.split(|letter: char| !letter.is_alphanumeric()).filter_map(|word| word.chars().next());
    let mut letters = acronym.chars().filter(|letter| letter.is_uppercase());
    letters.clone().count() > 1
        && letters.all(|letter| initials.any(|initial| initial.to_uppercase().eq(letter.to_uppercase())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    /// Entity names by mention, in a text where every name is given with its label.
    fn resolved(text: &str, names: &[(&str, EntityLabel)]) -> Vec<String> {
        let mut from = 0;
        let mut mentions: Vec<Mention> = names
            .iter()
            .map(|&(name, label)| {
                let start = from + text.get(from..).unwrap().find(name).unwrap();
                from = start + name.len();
                Mention { span: Span::new(start as u32, from as u32), label, entity: 0, confidence: 1.0 }
            })
            .collect();
        let document = Document { text, paragraphs: &[], sentences: &[], tokens: &[] };
        let entities = entities(&document, &mut mentions);
        mentions.iter().map(|mention| entities[mention.entity as usize].name.clone()).collect()
    }

    use EntityLabel::{Gpe, Norp, Org, Person};

    #[test]
    fn surnames_stand_for_the_full_name() {
        let found = resolved(
            "Dembele spoke. Abass Dembele and Awa Sagara left. Sagara returned.",
            &[("Dembele", Person), ("Abass Dembele", Person), ("Awa Sagara", Person), ("Sagara", Person)],
        );
        assert_eq!(found, ["Abass Dembele", "Abass Dembele", "Awa Sagara", "Awa Sagara"]);
    }

    #[test]
    fn a_surname_of_two_persons_stands_for_neither() {
        let found = resolved(
            "Awa Kone met Issa Kone. Kone left, Issa stayed.",
            &[("Awa Kone", Person), ("Issa Kone", Person), ("Kone", Person), ("Issa", Person)],
        );
        assert_eq!(found, ["Awa Kone", "Issa Kone", "Kone", "Issa Kone"]);
    }

    #[test]
    fn a_middle_name_makes_no_other_person() {
        let found = resolved(
            "Awa Kone met Awa M. Kone. Kone left.",
            &[("Awa Kone", Person), ("Awa M. Kone", Person), ("Kone", Person)],
        );
        assert_eq!(found[0], found[1]);
        assert_eq!(found[1], found[2]);
    }

    #[test]
    fn acronyms_take_the_name_that_explains_them() {
        let found = resolved(
            "The National Water Board (NWB) met. NWB said no.",
            &[("National Water Board", Org), ("NWB", Org), ("NWB", Gpe)],
        );
        assert_eq!(found, ["National Water Board"; 3]);
    }

    #[test]
    fn a_people_and_its_country_are_two() {
        let found = resolved("Mali and Malian and Mali", &[("Mali", Gpe), ("Malian", Norp), ("Mali", Gpe)]);
        assert_eq!(found, ["Mali", "Malian", "Mali"]);
    }
}
