//! Numeric claims: who makes them, and which of them disagree.

mod interval;
mod scope;
mod thing;

use crate::Document;
use crate::analysis::{ChangeRole, Conflict, ConflictRelation, Quantity, QuantityKind, Quotation};
use interval::Interval;
use std::collections::HashMap;
use thing::{Noun, Thing, Words, thing};

/// Sets the source of every quantity that stands inside a quotation: that of the smallest quotation around it.
///
/// Quantities and fragments are walked together in the order of the text; quotations nest only so deep, so the fragments
/// open at any place stay few.
pub fn attribute(quantities: &mut [Quantity], quotations: &[Quotation]) {
    let mut fragments: Vec<_> = quotations
        .iter()
        .filter_map(|quotation| quotation.source.map(|source| (quotation, source)))
        .flat_map(|(quotation, source)| quotation.fragments.iter().map(move |fragment| (*fragment, source)))
        .collect();
    fragments.sort_unstable();
    let mut next = 0;
    let mut open: Vec<(crate::Span, u32)> = Vec::new();
    for quantity in quantities {
        while let Some(fragment) = fragments.get(next).filter(|(span, _)| span.start <= quantity.span.start) {
            open.push(*fragment);
            next += 1;
        }
        open.retain(|(span, _)| span.end > quantity.span.start);
        let around = open.iter().filter(|(span, _)| span.contains(quantity.span));
        quantity.source = around.min_by_key(|(span, _)| span.len()).map(|(_, source)| *source);
    }
}

/// Groups of claims on one thing, each with how they stand to each other.
///
/// One thing is the same noun, or people and an event that befell them: "50 arrests" and "20 soldiers were arrested" are
/// claims on one thing. Claims that name different places or times are not. Dates, ordinals and parts of a whole that is
/// itself counted are never compared.
pub fn conflicts(document: &Document, quantities: &[Quantity]) -> Vec<Conflict> {
    let mut found: Vec<_> = groups(document, quantities)
        .into_iter()
        .filter_map(|group| related(document, quantities, group))
        .chain(conversions(document, quantities))
        .collect();
    found.sort_by(|left, right| left.quantities.cmp(&right.quantities));
    found
}

/// The claims that are compared, by what they count.
fn groups(document: &Document, quantities: &[Quantity]) -> Vec<Vec<u32>> {
    let words = Words { document };
    let mut things: Vec<(Thing, Vec<u32>)> = Vec::new();
    let mut places: HashMap<Key, Vec<usize>> = HashMap::new();
    let mut last = None;
    for (index, quantity) in quantities.iter().enumerate() {
        let Some(thing) = thing(words, quantity, last.as_ref()) else { continue };
        let candidates = places.entry(key(&thing)).or_default();
        let same = candidates.iter().take(MOST_GROUPS).find(|place| is_one(&things[**place].0, &thing)).copied();
        let place = same.unwrap_or(things.len());
        if place == things.len() {
            candidates.push(place);
            things.push((thing.clone(), Vec::new()));
        }
        widen(&mut things[place].0, &thing);
        things[place].1.push(index as u32);
        last = Some(thing);
    }
    things.into_iter().map(|(_, group)| group).collect()
}

/// So many groups of one event are looked at, which keeps the pass linear.
const MOST_GROUPS: usize = 16;

/// What two things must have in common before they are compared at all: kind, unit, and event or noun.
type Key = (QuantityKind, Option<String>, String);

fn key(thing: &Thing) -> Key {
    let noun = match (&thing.event, &thing.noun) {
        (Some(event), _) => (*event).to_owned(),
        (None, Noun::Only(noun)) => format!("-{noun}"),
        (None, _) => String::new(),
    };
    (thing.kind, thing.unit.clone(), noun)
}

/// Whether claims on `left` and `right` are on one thing. An event that says nothing of whom fits all it befell.
fn is_one(left: &Thing, right: &Thing) -> bool {
    let nouns = left.noun == right.noun || left.noun == Noun::Event || right.noun == Noun::Event;
    nouns && left.scope.meets(&right.scope)
}

/// A group takes on what its later claims say more exactly.
fn widen(group: &mut Thing, thing: &Thing) {
    if group.noun == Noun::Event {
        group.noun = thing.noun.clone();
    }
}

/// The relation of a group of at least two.
fn related(document: &Document, quantities: &[Quantity], group: Vec<u32>) -> Option<Conflict> {
    let claims: Vec<_> =
        group.into_iter().filter_map(|index| Some((index, Interval::of(quantities.get(index as usize)?)?))).collect();
    let (group, intervals): (Vec<u32>, Vec<Interval>) = claims.into_iter().unzip();
    if group.len() < 2 {
        return None;
    }
    let relation = match interval::relation(&intervals) {
        ConflictRelation::Conflicts if is_revised(document, quantities, &group) => ConflictRelation::Revises,
        relation => relation,
    };
    Some(Conflict { quantities: group, relation })
}

/// Words by which a later number takes the place of an earlier one.
const REVISIONS: [&str; 12] = [
    "revised",
    "updated",
    "corrected",
    "earlier",
    "previously",
    "initially",
    "originally",
    "now",
    "later",
    "since",
    "raised",
    "lowered",
];

/// Whether the last claim of a group takes the place of those before it, by its movement or by the words around it.
fn is_revised(document: &Document, quantities: &[Quantity], group: &[u32]) -> bool {
    let words = Words { document };
    let Some(last) = group.last().and_then(|index| quantities.get(*index as usize)) else { return false };
    let said = |word: String| REVISIONS.contains(&word.as_str());
    last.change.is_some_and(|change| change.role == ChangeRole::To)
        || words.before(last.span.start).any(said)
        || words.after(last.span.end).any(said)
}

/// "1.2 billion shekels ($330 million)", "3 inches (7.6 cm)": the same amount in another unit, in brackets behind it.
fn conversions(document: &Document, quantities: &[Quantity]) -> Vec<Conflict> {
    let is_pair = |left: &Quantity, right: &Quantity| {
        let converts = matches!(left.kind, QuantityKind::Money | QuantityKind::Measure);
        let units = left.unit.is_some() && right.unit.is_some() && left.unit != right.unit;
        let between = document.text.get(left.span.end as usize..right.span.start as usize).unwrap_or_default();
        converts && left.kind == right.kind && units && matches!(between.trim(), "(" | ", or" | "[")
    };
    (0_u32..)
        .zip(quantities.windows(2))
        .filter(|(_, pair)| is_pair(&pair[0], &pair[1]))
        .map(|(index, _)| Conflict { quantities: vec![index, index + 1], relation: ConflictRelation::Converts })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::QuotationKind;
    use crate::detect::quantity::quantities;
    use crate::text::Span;
    use crate::{Article, Engine};

    /// The groups found in `text`: their relation and their claims' words.
    fn groups_of(text: &str) -> Vec<(ConflictRelation, Vec<String>)> {
        let analysis = Engine::new().annotate(&Article::new(text));
        let words = |index: &u32| analysis.quantities[*index as usize].span.slice(text).to_owned();
        let group = |conflict: &Conflict| (conflict.relation, conflict.quantities.iter().map(words).collect());
        analysis.conflicts.iter().map(group).collect()
    }

    fn relations(text: &str) -> Vec<ConflictRelation> {
        groups_of(text).into_iter().map(|(relation, _)| relation).collect()
    }

    #[test]
    fn claims_on_one_thing_are_compared() {
        use ConflictRelation::{Conflicts, Converts, Corroborates, Discrepant, Revises};
        for (text, expected) in [
            ("There were about 50 arrests, he said. There were at least 20 arrests.", vec![Discrepant]),
            ("Police counted 14 bodies. The hospital counted at least 40 bodies.", vec![Conflicts]),
            ("Police counted 14 bodies; so 14 bodies were found.", vec![Corroborates]),
            ("Some 20 villages burned. The UN spoke of 22 villages.", vec![]),
            ("Some 20 villages voted. The UN spoke of 22 villages.", vec![Discrepant]),
            ("Police said 14 people died. The hospital counted at least 40 bodies.", vec![Conflicts]),
            ("The raid led to 50 arrests. At least 20 soldiers were arrested, an aide said.", vec![Discrepant]),
            ("An officer spoke of about 50 arrests. An aide put the number at \"at least 20\".", vec![Discrepant]),
            ("The quake killed 12 people. The death toll later rose to 30.", vec![Revises]),
            ("It costs 1.2 billion shekels ($330 million). Rain of 3 inches (7.6 cm) fell.", vec![Converts, Converts]),
            ("Doctors said on Monday 14 people died. They said on Tuesday 40 people died.", vec![Conflicts]),
            ("Of the 300 soldiers, 40 were arrested. An aide spoke of 60 arrests.", vec![Conflicts]),
            ("Hundreds of people fled. Officials said 14 people had fled.", vec![Conflicts]),
            ("She heard two explosions. The fire service put the number of dead at 12.", vec![]),
            ("Police counted 30 arrests. The union put the number of arrests at 50.", vec![Conflicts]),
        ] {
            assert_eq!(relations(text), expected, "{text}");
        }
    }

    #[test]
    fn claims_on_different_things_are_not_compared() {
        for text in [
            "He saw 14 boats and 3 bridges.",
            "He came in 2020. Others came in 2021. The second house, the third house.",
            "There were 14 people here and 40 people there.",
            "The blast killed 14 people and injured 40 people.",
            "Some 900 soldiers took part; 40 soldiers were arrested.",
            "The team used five tools. Four of these tools were found in a cave.",
            "In 2019, 40 people were killed. In 2020, 60 people were killed.",
            "The storm killed 12 people in Haiti. It killed 30 people in Cuba.",
            "The attack killed 20 people, including 5 children.",
            "In January, 40 people were killed. In March, 60 people were killed.",
            "The army killed 12 rebels last year. It killed 30 rebels this year.",
            "A bomb killed 12 people on Monday. A bomb killed 30 people on Friday.",
            "On 3 May it killed 12 people. On 4 June it killed 30 people.",
            "Of the 300 soldiers, 40 came and left.",
        ] {
            assert_eq!(groups_of(text), [], "{text}");
        }
    }

    #[test]
    fn a_vague_headline_and_its_sources_are_one_group() {
        let text = "Dozens of Soldiers Arrested in Raid\n\nOn Friday, dozens of soldiers were arrested. A deputy spoke of \
                    approximately 50 arrests, while an aide put the number at \"at least 20\".";
        let claims = ["Dozens", "dozens", "approximately 50", "at least 20"].map(str::to_owned).to_vec();
        assert_eq!(groups_of(text), [(ConflictRelation::Discrepant, claims)]);
    }

    #[test]
    fn the_smallest_quotation_around_a_claim_gives_its_source() {
        let quotation = |start, end, source| Quotation {
            fragments: vec![Span::new(start, end)],
            kind: QuotationKind::Direct,
            cue: None,
            speaker: None,
            source,
            confidence: 1.0,
        };
        let text = "He said she had seen \"12 boats\" and 3 cars. Then 4 left.";
        let mut claims = quantities(text, &[]);
        attribute(&mut claims, &[quotation(21, 31, Some(1)), quotation(8, 43, Some(0)), quotation(44, 56, None)]);
        let sources: Vec<_> = claims.iter().map(|claim| claim.source).collect();
        assert_eq!(sources, [Some(1), Some(0), None]);
    }
}
