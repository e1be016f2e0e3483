//! From what the Engine found to what a person sees and decides on.

use super::claim::claim_in_words;
use crate::analysis::{Analysis, Change, ChangeRole, ConflictRelation, Direction, Quantity, Quotation};
use crate::annotation::{Annotation, AnnotationId, Label, Layer, Origin, State};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An annotation that the machine proposes; a Session gives it an id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its layer.
    pub layer: Layer,
    /// Its type within the layer.
    pub label: Label,
    /// Its fragments.
    pub spans: Vec<Span>,
    /// What else is known of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// From 0 to 1.
    pub confidence: f32,
}

impl Suggestion {
    /// The smallest span that covers all fragments.
    pub fn extent(&self) -> Span {
        match (self.spans.first(), self.spans.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span::default(),
        }
    }

    /// The suggestion as an annotation that nobody has decided on.
    pub(super) fn annotation(&self, id: AnnotationId) -> Annotation {
        Annotation {
            id,
            layer: self.layer.clone(),
            label: self.label.clone(),
            spans: self.spans.clone(),
            attributes: self.attributes.clone(),
            confidence: Some(self.confidence.clamp(0.0, 1.0)),
            origin: Origin::Machine,
            state: State::Suggested,
            orphan: None,
        }
    }
}

/// What the machine proposes for one stretch of text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Suggestions {
    /// The annotations, in order of their start.
    pub annotations: Vec<Suggestion>,
    /// Links between them: index in `annotations`, kind, index in `annotations`; in order.
    pub relations: Vec<(u32, String, u32)>,
}

impl Suggestions {
    /// Those that begin inside `span`, with the links between them. Links that leave it are left out; the pass over the
    /// whole document brings them.
    #[must_use]
    pub fn within(&self, span: Span) -> Self {
        let begins = |suggestion: &Suggestion| suggestion.extent().start;
        let first = self.annotations.partition_point(|it| begins(it) < span.start);
        let last = self.annotations.partition_point(|it| begins(it) < span.end).max(first);
        let moved = |index: u32| (first..last).contains(&(index as usize)).then(|| index - first as u32);
        let relations = &self.relations[self.relations.partition_point(|(from, ..)| (*from as usize) < first)..];
        let relations = relations.iter().take_while(|(from, ..)| (*from as usize) < last);
        Self {
            annotations: self.annotations[first..last].to_vec(),
            relations: relations
                .filter_map(|(from, kind, to)| Some((moved(*from)?, kind.clone(), moved(*to)?)))
                .collect(),
        }
    }

    /// Sorts annotations by their start and links by theirs, which [`Suggestions::within`] relies on.
    fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.annotations.len()).collect();
        order.sort_by_key(|index| self.annotations[*index].extent());
        let mut places = vec![0; order.len()];
        for (place, index) in order.iter().enumerate() {
            places[*index] = place as u32;
        }
        self.annotations.sort_by_key(Suggestion::extent);
        let place = |index: u32| places.get(index as usize).copied();
        let relations = std::mem::take(&mut self.relations).into_iter();
        self.relations = relations.filter_map(|(from, kind, to)| Some((place(from)?, kind, place(to)?))).collect();
        self.relations.sort();
    }
}

/// Every mention, quotation, source and quantity of `analysis` as a suggestion, with the links between them.
///
/// Links are `source` (from a quotation or quantity to the nearest mention of its source), `same-as` (claims that
/// agree, also in another unit), `differs` (claims that differ yet can all be true), `contradicts` and `revises`; a
/// group of claims is a chain of links in order.
pub fn suggestions(text: &str, analysis: &Analysis) -> Suggestions {
    let mut found = Suggestions::default();
    mentions(analysis, &mut found);
    let quotations = found.annotations.len() as u32;
    found.annotations.extend(analysis.quotations.iter().map(|it| quotation(text, analysis, it)));
    let quantities = found.annotations.len() as u32;
    found.annotations.extend(analysis.quantities.iter().map(|it| quantity(text, analysis, it)));
    let sources = sources(analysis, &mut found);
    for (index, quotation) in (quotations..).zip(&analysis.quotations) {
        let place = quotation.speaker.or(quotation.fragments.first().copied());
        link_to_source(&mut found, &sources, index, quotation.source, place);
    }
    for (index, quantity) in (quantities..).zip(&analysis.quantities) {
        link_to_source(&mut found, &sources, index, quantity.source, Some(quantity.span));
    }
    for conflict in &analysis.conflicts {
        for pair in conflict.quantities.windows(2) {
            let kind = relation_kind(conflict.relation).to_owned();
            found.relations.push((quantities + pair[0], kind, quantities + pair[1]));
        }
    }
    found.sort();
    found
}

/// The kind of the relation between two claims of a group.
const fn relation_kind(relation: ConflictRelation) -> &'static str {
    match relation {
        ConflictRelation::Corroborates | ConflictRelation::Converts => "same-as",
        ConflictRelation::Discrepant => "differs",
        ConflictRelation::Conflicts => "contradicts",
        ConflictRelation::Revises => "revises",
    }
}

fn mentions(analysis: &Analysis, found: &mut Suggestions) {
    for mention in &analysis.mentions {
        let entity = analysis.entities.get(mention.entity as usize);
        let place = entity.and_then(|entity| analysis.entities.get(entity.of? as usize));
        let attributes = attributes([
            ("entity", entity.map(|entity| entity.name.clone())),
            ("entity_id", entity.map(|_| format!("e{}", mention.entity + 1))),
            ("of", place.map(|place| place.name.clone())),
        ]);
        let label = Label::from(mention.label.name());
        let (layer, spans, confidence) = (Layer::Entity, vec![mention.span], mention.confidence);
        found.annotations.push(Suggestion { layer, label, spans, attributes, confidence });
    }
}

fn quotation(text: &str, analysis: &Analysis, quotation: &Quotation) -> Suggestion {
    let words = |span: Option<Span>| span.map(|span| span.slice(text).to_owned());
    let source = quotation.source.and_then(|index| analysis.sources.get(index as usize));
    Suggestion {
        layer: Layer::Quotation,
        label: Label::from(quotation.kind.name()),
        spans: quotation.fragments.clone(),
        attributes: attributes([
            ("cue", words(quotation.cue)),
            ("speaker", words(quotation.speaker)),
            ("source", source.map(|source| source.name.clone())),
            ("source_kind", source.map(|source| source.kind.name().to_owned())),
        ]),
        confidence: quotation.confidence,
    }
}

fn quantity(text: &str, analysis: &Analysis, quantity: &Quantity) -> Suggestion {
    let source = quantity.source.and_then(|index| analysis.sources.get(index as usize));
    let words = |span: Option<Span>| span.map(|span| span.slice(text).to_owned());
    let flag = |set: bool| set.then(|| "true".to_owned());
    Suggestion {
        layer: Layer::Quantity,
        label: Label::from(quantity.kind.name()),
        spans: vec![quantity.span],
        attributes: attributes([
            ("value", quantity.value.clone()),
            ("low", quantity.low.clone()),
            ("high", quantity.high.clone()),
            ("unit", quantity.unit.clone()),
            ("unit_assumed", flag(quantity.unit_assumed)),
            ("comparator", quantity.comparator.map(|comparator| comparator.sign().to_owned())),
            ("vague", flag(quantity.vague)),
            ("hedge", words(quantity.parts.hedge)),
            ("counted", words(quantity.parts.counted)),
            ("change", quantity.change.map(change)),
            ("claim", Some(claim_in_words(text, quantity, source))),
        ]),
        confidence: quantity.confidence,
    }
}

/// A movement in two words: its direction and what the number is to it.
fn change(change: Change) -> String {
    let direction = match change.direction {
        Direction::Increase => "increase",
        Direction::Decrease => "decrease",
    };
    let role = match change.role {
        ChangeRole::Delta => "delta",
        ChangeRole::From => "from",
        ChangeRole::To => "to",
        ChangeRole::Factor => "factor",
    };
    format!("{direction} {role}")
}

/// Adds one annotation for each mention of each source; gives where those of each source stand.
fn sources(analysis: &Analysis, found: &mut Suggestions) -> Vec<Vec<(Span, u32)>> {
    let mut places = Vec::with_capacity(analysis.sources.len());
    for (number, source) in (1..).zip(&analysis.sources) {
        let first = found.annotations.len() as u32;
        for mention in &source.mentions {
            found.annotations.push(Suggestion {
                layer: Layer::Source,
                label: Label::from(source.kind.name()),
                spans: vec![*mention],
                attributes: attributes([
                    ("name", Some(source.name.clone())),
                    ("source_id", Some(format!("s{number}"))),
                ]),
                confidence: 1.0,
            });
        }
        places.push(source.mentions.iter().copied().zip(first..).collect());
    }
    places
}

/// Links `from` to the mention of `source` that overlaps `place`, or else to the last before it, or else to its first.
fn link_to_source(
    found: &mut Suggestions,
    sources: &[Vec<(Span, u32)>],
    from: u32,
    source: Option<u32>,
    place: Option<Span>,
) {
    let Some(mentions) = source.and_then(|source| sources.get(source as usize)) else { return };
    let place = place.unwrap_or_default();
    let after = mentions.partition_point(|(span, _)| span.start < place.end.max(place.start + 1));
    if let Some((_, mention)) = mentions.get(after.saturating_sub(1)) {
        found.relations.push((from, "source".to_owned(), *mention));
    }
}

fn attributes<const N: usize>(known: [(&str, Option<String>); N]) -> BTreeMap<String, String> {
    known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{
        Comparator, Conflict, Entity, EntityLabel, Mention, QuantityKind, QuantityParts, QuotationKind, Source,
        SourceKind,
    };

    const TEXT: &str = "Awa Kone said \"about 50\" fled. Police said 20.";

    fn find(words: &str) -> Span {
        let start = TEXT.find(words).unwrap() as u32;
        Span::new(start, start + words.len() as u32)
    }

    fn quantity(words: &str, source: Option<u32>) -> Quantity {
        Quantity {
            span: find(words),
            kind: QuantityKind::Count,
            value: Some(words[words.len() - 2..].to_owned()),
            low: None,
            high: None,
            unit: None,
            unit_assumed: false,
            comparator: Some(Comparator::About),
            vague: false,
            parts: QuantityParts { hedge: Some(find("about")), ..QuantityParts::default() },
            change: None,
            source,
            confidence: 0.8,
        }
    }

    fn analysis() -> Analysis {
        let awa = find("Awa Kone");
        let source =
            |kind, name: &str| Source { kind, name: name.to_owned(), entity: None, mentions: vec![find(name)] };
        Analysis {
            mentions: vec![Mention { span: awa, label: EntityLabel::Person, entity: 0, confidence: 0.9 }],
            entities: vec![Entity {
                name: "Awa Kone".to_owned(),
                label: EntityLabel::Person,
                mentions: vec![0],
                of: None,
            }],
            quotations: vec![Quotation {
                fragments: vec![find("\"about 50\"")],
                kind: QuotationKind::Direct,
                cue: Some(find("said")),
                speaker: Some(awa),
                source: Some(0),
                confidence: 0.7,
            }],
            sources: vec![source(SourceKind::Named, "Awa Kone"), source(SourceKind::Institution, "Police")],
            quantities: vec![quantity("about 50", Some(0)), quantity("20", Some(1))],
            conflicts: vec![Conflict { quantities: vec![0, 1], relation: ConflictRelation::Conflicts }],
            ..Analysis::default()
        }
    }

    fn shown(found: &Suggestions) -> Vec<String> {
        let attributes = |it: &Suggestion| {
            it.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect::<Vec<_>>().concat()
        };
        let shown = |it: &Suggestion| format!("{} {}{}", it.layer.name(), it.label.0, attributes(it));
        found.annotations.iter().map(shown).collect()
    }

    #[test]
    fn everything_found_becomes_a_suggestion_in_order() {
        let found = suggestions(TEXT, &analysis());
        assert_eq!(
            shown(&found),
            [
                "entity PERSON entity=Awa Kone entity_id=e1",
                "source named name=Awa Kone source_id=s1",
                "quotation direct cue=said source=Awa Kone source_kind=named speaker=Awa Kone",
                "quantity count claim=about 50, says Awa Kone comparator=~ hedge=about value=50",
                "source institution name=Police source_id=s2",
                "quantity count claim=20, says Police comparator=~ hedge=about value=20",
            ]
        );
        let links: Vec<_> = found.relations.iter().map(|(from, kind, to)| (*from, &kind[..], *to)).collect();
        assert_eq!(links, [(2, "source", 1), (3, "contradicts", 5), (3, "source", 1), (5, "source", 4)]);
    }

    #[test]
    fn a_stretch_keeps_what_begins_in_it_and_the_links_inside() {
        let found = suggestions(TEXT, &analysis()).within(Span::new(14, 60));
        assert_eq!(found.annotations.len(), 4);
        assert_eq!(found.relations, [(1, "contradicts".to_owned(), 3), (3, "source".to_owned(), 2)]);
    }
}
