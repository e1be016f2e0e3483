//! Entities from mentions: which names are of one thing.
//!
//! Mentions that read alike once folded (`fold`) and known under their usual name (`alias`) are one name. Names are joined
//! where the text explains one by the other (`acronym`), where one is a slip of the other (`spelling`), where one is a
//! person's other full name (`person`) or a shorter form that only one longer name has (`short`). What depends on who had
//! been named by then (a surname, "the Embassy") is settled mention by mention. Each step looks names up in tables, so the
//! work is linear.

mod acronym;
mod alias;
mod fold;
mod names;
mod person;
mod short;
mod spelling;

use super::gender;
use crate::Document;
use crate::analysis::{Entity, EntityLabel, Mention};
use crate::lexicon::names::FixedMap;
use names::{Group, Names};
use person::People;
use short::Heads;

/// The things that `mentions` name, in order of first mention. Sets each mention's `entity`, and gives it the label of the
/// entity, which is that of the fullest name.
///
/// Every mention belongs to exactly one entity. A people's entity points to that of its place, where the text names both.
pub fn entities(document: &Document, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut names = Names::of(document, mentions);
    let slips = spelling::slips(&names);
    names.respell(&slips);
    acronym::join_explained(document, mentions, &mut names);
    acronym::join_spelled_out(&mut names);
    short::join(&mut names);
    let meant = meant(document, mentions, &mut names);
    let mut entities = gathered(document, mentions, &meant);
    relate(&names, mentions, &mut entities);
    entities
}

/// The root that stands for the thing of each mention.
fn meant(document: &Document, mentions: &[Mention], names: &mut Names) -> Vec<u32> {
    let stated = gender::of_mentions(document, mentions);
    let mut people = People::of(names, &stated);
    let mut heads = Heads::of(names);
    let mut meant = names.of_mention.clone();
    for titled in [true, false] {
        for (place, number) in names.of_mention.iter().enumerate() {
            let name = &names.list[*number as usize];
            meant[place] = match (name.group, &name.words[..], name.gender) {
                (Group::Person, [word], Some(gender)) if titled => people.titled(names, *number, word, gender),
                (Group::Person, [word], None) if !titled => people.bare(names, *number, word, place as u32),
                (Group::Person, ..) | (_, [], _) => continue,
                (_, [_], _) if !titled => heads.meant(names, *number, place as u32),
                _ => continue,
            };
        }
    }
    meant.into_iter().map(|number| names.root(number)).collect()
}

/// The entities, in order of first mention.
fn gathered(document: &Document, mentions: &mut [Mention], meant: &[u32]) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut numbers: FixedMap<u32, u32> = FixedMap::default();
    for (place, (mention, root)) in mentions.iter_mut().zip(meant).enumerate() {
        mention.entity = *numbers.entry(*root).or_insert_with(|| {
            entities.push(Entity { name: String::new(), label: mention.label, mentions: Vec::new(), of: None });
            entities.len() as u32 - 1
        });
        entities[mention.entity as usize].mentions.push(place as u32);
    }
    for entity in &mut entities {
        (entity.name, entity.label) = fullest(document, mentions, &entity.mentions);
        for place in &entity.mentions {
            mentions[*place as usize].label = entity.label;
        }
    }
    entities
}

/// The longest name among the mentions at `places`, and the label that it has most often.
fn fullest(document: &Document, mentions: &[Mention], places: &[u32]) -> (String, EntityLabel) {
    let mut times: FixedMap<(&str, EntityLabel), u32> = FixedMap::default();
    let mut order = Vec::new();
    for place in places {
        let mention = &mentions[*place as usize];
        let name = fold::without_article(mention.span.slice(document.text));
        let count = times.entry((name, mention.label)).or_default();
        if *count == 0 {
            order.push((name, mention.label));
        }
        *count += 1;
    }
    let weight = |key: &(&str, EntityLabel)| (key.0.chars().count(), times.get(key).copied());
    let best = order.iter().rev().max_by_key(|key| weight(key));
    best.map_or((String::new(), EntityLabel::Person), |(name, label)| ((*name).to_owned(), *label))
}

/// Points peoples to their places.
fn relate(names: &Names, mentions: &[Mention], entities: &mut [Entity]) {
    let mut places: FixedMap<String, u32> = FixedMap::default();
    for (number, mention) in names.of_mention.iter().zip(mentions) {
        let name = &names.list[*number as usize];
        if name.group == Group::Place {
            places.entry(name.words.join(" ")).or_insert(mention.entity);
        }
    }
    for (number, mention) in names.of_mention.iter().zip(mentions) {
        let name = &names.list[*number as usize];
        if let (Group::People, [people]) = (name.group, &name.words[..]) {
            let mut known = alias::places(people).into_iter().filter_map(|place| places.get(place));
            if let (Some(place), None) = (known.next(), known.next()) {
                entities[mention.entity as usize].of = Some(*place);
            }
        }
    }
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
