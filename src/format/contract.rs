//! The batch contract: what `postil annotate` writes for a document and what the JavaScript API returns.
//!
//! Mirror types of [`crate::analysis`] with the field names and offsets that other programs read. Offsets are in the
//! [`OffsetUnit`] that the caller names, ends exclusive. Entities, sources and quantities are named `e1`, `s1`, `q1` and
//! on, in the order of their lists.

use crate::analysis::{self, Analysis, EntityLabel};
use crate::text::{OffsetMap, OffsetUnit, Span};
use serde::{Serialize, Serializer};

/// All that was found in one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Findings {
    /// Names, in order.
    pub entities: Vec<Entity>,
    /// Speech, in order.
    pub quotations: Vec<Quotation>,
    /// Where claims come from.
    pub sources: Vec<Source>,
    /// Numeric claims, in order.
    pub quantities: Vec<Quantity>,
    /// Claims on one thing that were compared.
    pub conflicts: Vec<Conflict>,
}

/// Which names the labels of entities go by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LabelScheme {
    /// `PERSON`, `GPE`, `WORK_OF_ART` ... ([`EntityLabel::name`]).
    #[default]
    OntoNotes,
    /// `PER`, `ORG`, `LOC`, `MISC`.
    Conll,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Entity {
    /// First unit of the name.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// Its type.
    #[cfg_attr(
        feature = "typescript",
        tsify(
            type = "'PERSON' | 'NORP' | 'FAC' | 'ORG' | 'GPE' | 'LOC' | 'PRODUCT' | 'EVENT' | 'WORK_OF_ART' | 'LAW' | 'LANGUAGE'"
        )
    )]
    pub label: &'static str,
    /// Which thing it names: mentions of one thing share this.
    pub entity: String,
    /// Which thing that one belongs to, where the document names it too: of a people ("Malian") the place ("Mali").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// A range of offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Extent {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// What somebody says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Quotation {
    /// Start of the first piece.
    pub start: u32,
    /// End of the last.
    pub end: u32,
    /// The pieces, quotation marks included.
    pub spans: Vec<(u32, u32)>,
    /// `direct`, `indirect` or `mixed`.
    #[cfg_attr(feature = "typescript", tsify(type = "'direct' | 'indirect' | 'mixed'"))]
    pub kind: &'static str,
    /// The words that report it.
    pub cue: Option<Extent>,
    /// The words that name who says it.
    pub speaker: Option<Extent>,
    /// Who says it: the id of one of the sources.
    pub source: Option<String>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// Who a claim comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Source {
    /// `s1`, `s2` ...
    pub id: String,
    /// `named`, `role`, `institution`, `media`, `document`, `collective`, `anonymous` or `vague`.
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "'named' | 'role' | 'institution' | 'media' | 'document' | 'collective' | 'anonymous' | 'vague'")
    )]
    pub kind: &'static str,
    /// Its fullest form in the document.
    pub name: String,
    /// Which entity it is, where it has a name.
    pub entity: Option<String>,
    /// Where it is mentioned as a source.
    pub mentions: Vec<(u32, u32)>,
}

/// A numeric claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Quantity {
    /// `q1`, `q2` ...
    pub id: String,
    /// Start of the claim: hedge, number and unit.
    pub start: u32,
    /// Its end.
    pub end: u32,
    /// `count`, `money`, `percent` and so on.
    pub kind: &'static str,
    /// The value of a point claim.
    #[cfg_attr(feature = "typescript", tsify(type = "number | string | null"))]
    pub value: Option<Decimal>,
    /// The lower end of a range, or a lower bound.
    #[cfg_attr(feature = "typescript", tsify(type = "number | string | null"))]
    pub low: Option<Decimal>,
    /// The upper end of a range, or an upper bound.
    #[cfg_attr(feature = "typescript", tsify(type = "number | string | null"))]
    pub high: Option<Decimal>,
    /// UCUM code of a measure, ISO 4217 code of money.
    pub unit: Option<String>,
    /// Whether the unit was guessed: a bare "$".
    #[serde(skip_serializing_if = "is_false")]
    pub unit_assumed: bool,
    /// `~ < <= = >= >`.
    #[cfg_attr(feature = "typescript", tsify(type = "'~' | '<' | '<=' | '=' | '>=' | '>' | null"))]
    pub comparator: Option<&'static str>,
    /// Whether the amount is vague: "dozens", "several".
    pub vague: bool,
    /// Where its parts stand.
    pub parts: Parts,
    /// The movement it tells of.
    pub change: Option<Change>,
    /// Who claims it: the id of one of the sources.
    pub source: Option<String>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// Where the parts of a claim stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Parts {
    /// "at least", "nearly".
    pub hedge: Option<(u32, u32)>,
    /// The number itself.
    pub number: Option<(u32, u32)>,
    /// "km", "$", "percent".
    pub unit: Option<(u32, u32)>,
    /// The noun that is counted.
    pub counted: Option<(u32, u32)>,
}

/// A movement that a claim tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Change {
    /// `increase` or `decrease`.
    #[cfg_attr(feature = "typescript", tsify(type = "'increase' | 'decrease'"))]
    pub direction: analysis::Direction,
    /// `delta`, `from`, `to` or `factor`.
    #[cfg_attr(feature = "typescript", tsify(type = "'delta' | 'from' | 'to' | 'factor'"))]
    pub role: analysis::ChangeRole,
    /// The words that tell of it.
    pub cue: (u32, u32),
}

/// Claims on one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Conflict {
    /// Their ids.
    pub quantities: Vec<String>,
    /// `corroborates`, `discrepant`, `conflicts`, `revises` or `converts`.
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "'corroborates' | 'discrepant' | 'conflicts' | 'revises' | 'converts'")
    )]
    pub relation: analysis::ConflictRelation,
}

/// An exact decimal. Written as a number where a double-precision number holds every digit (up to 15), else as a string
/// of all its digits, so that nothing is rounded on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(pub String);

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT_DIGITS: usize = 15;
        let digits = self.0.bytes().filter(u8::is_ascii_digit).count();
        if digits > EXACT_DIGITS {
            return serializer.serialize_str(&self.0);
        }
        match (self.0.parse::<i64>(), self.0.parse::<f64>()) {
            (Ok(whole), _) => serializer.serialize_i64(whole),
            (_, Ok(number)) => serializer.serialize_f64(number),
            _ => serializer.serialize_str(&self.0),
        }
    }
}

/// The findings of `analysis` with offsets in `unit`, by the `map` of the text it was made from.
pub fn findings(analysis: &Analysis, map: &OffsetMap, unit: OffsetUnit, scheme: LabelScheme) -> Findings {
    let edge = Edge { map, unit };
    Findings {
        entities: analysis.mentions.iter().map(|mention| entity(analysis, mention, edge, scheme)).collect(),
        quotations: analysis.quotations.iter().map(|quotation| edge.quotation(quotation)).collect(),
        sources: analysis.sources.iter().enumerate().map(|(index, source)| edge.source(index, source)).collect(),
        quantities: (0..).zip(&analysis.quantities).map(|(index, quantity)| edge.quantity(index, quantity)).collect(),
        conflicts: analysis.conflicts.iter().map(conflict).collect(),
    }
}

/// The name of an entity type in `scheme`.
pub const fn label_name(label: EntityLabel, scheme: LabelScheme) -> &'static str {
    match (scheme, label) {
        (LabelScheme::OntoNotes, _) => label.name(),
        (LabelScheme::Conll, EntityLabel::Person) => "PER",
        (LabelScheme::Conll, EntityLabel::Org) => "ORG",
        (LabelScheme::Conll, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac) => "LOC",
        (LabelScheme::Conll, _) => "MISC",
    }
}

fn entity(analysis: &Analysis, mention: &analysis::Mention, edge: Edge, scheme: LabelScheme) -> Entity {
    let Extent { start, end } = edge.extent(mention.span);
    let label = label_name(mention.label, scheme);
    let of = analysis.entities.get(mention.entity as usize).and_then(|entity| entity.of);
    let (entity, of) = (id('e', mention.entity), of.map(|place| id('e', place)));
    Entity { start, end, label, entity, of, confidence: rounded(mention.confidence) }
}

fn conflict(conflict: &analysis::Conflict) -> Conflict {
    let quantities = conflict.quantities.iter().map(|index| id('q', *index)).collect();
    Conflict { quantities, relation: conflict.relation }
}

/// Where offsets leave UTF-8.
#[derive(Clone, Copy)]
pub(super) struct Edge<'a> {
    pub(super) map: &'a OffsetMap,
    pub(super) unit: OffsetUnit,
}

impl Edge<'_> {
    pub(super) fn pair(self, span: Span) -> (u32, u32) {
        (self.map.to(self.unit, span.start), self.map.to(self.unit, span.end))
    }

    fn extent(self, span: Span) -> Extent {
        let (start, end) = self.pair(span);
        Extent { start, end }
    }

    fn quotation(self, quotation: &analysis::Quotation) -> Quotation {
        let spans: Vec<(u32, u32)> = quotation.fragments.iter().map(|span| self.pair(*span)).collect();
        Quotation {
            start: spans.first().map_or(0, |first| first.0),
            end: spans.last().map_or(0, |last| last.1),
            spans,
            kind: quotation.kind.name(),
            cue: quotation.cue.map(|span| self.extent(span)),
            speaker: quotation.speaker.map(|span| self.extent(span)),
            source: quotation.source.map(|index| id('s', index)),
            confidence: rounded(quotation.confidence),
        }
    }

    fn source(self, index: usize, source: &analysis::Source) -> Source {
        Source {
            id: id('s', index as u32),
            kind: source.kind.name(),
            name: source.name.clone(),
            entity: source.entity.map(|index| id('e', index)),
            mentions: source.mentions.iter().map(|span| self.pair(*span)).collect(),
        }
    }

    fn quantity(self, index: u32, quantity: &analysis::Quantity) -> Quantity {
        let Extent { start, end } = self.extent(quantity.span);
        let decimal = |value: &Option<String>| value.clone().map(Decimal);
        Quantity {
            id: id('q', index),
            start,
            end,
            kind: quantity.kind.name(),
            value: decimal(&quantity.value),
            low: decimal(&quantity.low),
            high: decimal(&quantity.high),
            unit: quantity.unit.clone(),
            unit_assumed: quantity.unit_assumed,
            comparator: quantity.comparator.map(analysis::Comparator::sign),
            vague: quantity.vague,
            parts: self.parts(&quantity.parts),
            change: quantity.change.map(|change| self.change(change)),
            source: quantity.source.map(|index| id('s', index)),
            confidence: rounded(quantity.confidence),
        }
    }

    fn parts(self, parts: &analysis::QuantityParts) -> Parts {
        let pair = |span: Option<Span>| span.map(|span| self.pair(span));
        Parts {
            hedge: pair(parts.hedge),
            number: pair(parts.number),
            unit: pair(parts.unit),
            counted: pair(parts.counted),
        }
    }

    fn change(self, change: analysis::Change) -> Change {
        Change { direction: change.direction, role: change.role, cue: self.pair(change.cue) }
    }
}

/// The name of the thing at `index` of its list.
pub(super) fn id(letter: char, index: u32) -> String {
    format!("{letter}{}", index + 1)
}

/// Two decimals are all that a confidence means.
fn rounded(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Comparator, Mention, QuantityKind, QuantityParts};

    #[test]
    fn a_decimal_is_a_number_while_no_digit_is_lost() {
        let cases = [
            ("20", "20"),
            ("-3", "-3"),
            ("0.1", "0.1"),
            ("1234.56", "1234.56"),
            ("1234567890123456789", "\"1234567890123456789\""),
        ];
        for (given, wanted) in cases {
            assert_eq!(serde_json::to_string(&Decimal(given.to_owned())).unwrap(), wanted);
        }
    }

    #[test]
    fn a_people_says_which_place_it_is_of() {
        let text = "Mali called. Malian troops left.";
        let article = crate::Article::new(text);
        let analysis = crate::Engine::new().annotate(&article);
        let found = findings(&analysis, &OffsetMap::new(text), OffsetUnit::Utf8, LabelScheme::OntoNotes).entities;
        let of: Vec<_> =
            found.iter().map(|entity| (entity.label, entity.entity.as_str(), entity.of.as_deref())).collect();
        assert_eq!(of, [("GPE", "e1", None), ("NORP", "e2", Some("e1"))]);
    }

    #[test]
    fn the_shape_is_the_contract() {
        let text = "😀 Goïta: at least 20";
        let quantity = analysis::Quantity {
            span: Span::new(13, 24),
            kind: QuantityKind::Count,
            value: None,
            low: Some("20".to_owned()),
            high: None,
            unit: None,
            unit_assumed: false,
            comparator: Some(Comparator::AtLeast),
            vague: false,
            parts: QuantityParts { hedge: Some(Span::new(13, 21)), ..QuantityParts::default() },
            change: None,
            source: None,
            confidence: 0.8,
        };
        let mention = Mention { span: Span::new(5, 11), label: EntityLabel::Person, entity: 0, confidence: 0.926 };
        let analysis = Analysis { mentions: vec![mention], quantities: vec![quantity], ..Analysis::default() };
        let findings = findings(&analysis, &OffsetMap::new(text), OffsetUnit::Codepoint, LabelScheme::Conll);
        assert_eq!(
            serde_json::to_value(&findings.entities).unwrap().to_string(),
            r#"[{"confidence":0.9300000071525574,"end":7,"entity":"e1","label":"PER","start":2}]"#
        );
        let quantity = serde_json::to_string(&findings.quantities[0]).unwrap();
        assert_eq!(
            quantity,
            concat!(
                r#"{"id":"q1","start":9,"end":20,"kind":"count","value":null,"low":20,"high":null,"unit":null,"#,
                r#""comparator":">=","vague":false,"parts":{"hedge":[9,17],"number":null,"unit":null,"counted":null},"#,
                r#""change":null,"source":null,"confidence":0.8}"#
            )
        );
    }
}
