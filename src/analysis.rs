//! What the Engine finds in an Article: plain data, one type per thing, offsets in UTF-8 bytes of the whole text.

use crate::segment::Token;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// All that was found in one Article. Indices (`entity`, `source`, `quantities`) point into the lists beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Sentences in order.
    pub sentences: Vec<Span>,
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// Names, in order of their start; none overlaps another.
    pub mentions: Vec<Mention>,
    /// The things named.
    pub entities: Vec<Entity>,
    /// Speech, in order of the first fragment.
    pub quotations: Vec<Quotation>,
    /// Where claims come from.
    pub sources: Vec<Source>,
    /// Numeric claims, in order of their start.
    pub quantities: Vec<Quantity>,
    /// Groups of claims on one thing.
    pub conflicts: Vec<Conflict>,
}

/// Who says what, without the rest: what a source map is made from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statements {
    /// The things named, of which some are sources.
    pub entities: Vec<Entity>,
    /// Where claims come from. `entity` points into the entities above.
    pub sources: Vec<Source>,
    /// Speech, in order of the first fragment. `source` points into the sources above.
    pub quotations: Vec<Quotation>,
    /// For each numeric claim, which of the sources makes it.
    pub claims: Vec<Option<u32>>,
}

impl From<&Analysis> for Statements {
    fn from(analysis: &Analysis) -> Self {
        Self {
            entities: analysis.entities.clone(),
            sources: analysis.sources.clone(),
            quotations: analysis.quotations.clone(),
            claims: analysis.quantities.iter().map(|quantity| quantity.source).collect(),
        }
    }
}

/// `OntoNotes`' types of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EntityLabel {
    /// People, also fictional.
    Person,
    /// Nationalities, religious and political groups.
    Norp,
    /// Buildings, airports, roads, bridges.
    Fac,
    /// Companies, agencies, institutions, parties, teams.
    Org,
    /// Countries, cities, states.
    Gpe,
    /// Mountains, rivers, regions, continents.
    Loc,
    /// Vehicles, weapons, foods, software: things, not services.
    Product,
    /// Named storms, battles, wars, games.
    Event,
    /// Titles of books, songs, films.
    WorkOfArt,
    /// Named documents made into law.
    Law,
    /// Any named language.
    Language,
}

impl EntityLabel {
    /// All labels, in the order of the declaration.
    pub const ALL: [Self; 11] = [
        Self::Person,
        Self::Norp,
        Self::Fac,
        Self::Org,
        Self::Gpe,
        Self::Loc,
        Self::Product,
        Self::Event,
        Self::WorkOfArt,
        Self::Law,
        Self::Language,
    ];

    /// `OntoNotes`' name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Norp => "NORP",
            Self::Fac => "FAC",
            Self::Org => "ORG",
            Self::Gpe => "GPE",
            Self::Loc => "LOC",
            Self::Product => "PRODUCT",
            Self::Event => "EVENT",
            Self::WorkOfArt => "WORK_OF_ART",
            Self::Law => "LAW",
            Self::Language => "LANGUAGE",
        }
    }
}

/// A span that names something.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The name, without title or article unless they belong to it.
    pub span: Span,
    /// What kind of thing it names.
    pub label: EntityLabel,
    /// Which of the Analysis' entities it names.
    pub entity: u32,
    /// From 0 to 1.
    pub confidence: f32,
}

/// A thing that is named, with all its mentions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its fullest name in the article.
    pub name: String,
    /// Its kind.
    pub label: EntityLabel,
    /// Indices of its mentions, in order.
    pub mentions: Vec<u32>,
    /// The entity it belongs to: of a people ("Malian"), the place ("Mali"), where the article names both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
}

/// How speech is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// All of it inside quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

impl QuotationKind {
    /// The name in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// What somebody says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// The content, in one or more pieces, quotation marks included.
    pub fragments: Vec<Span>,
    /// How it is reported.
    pub kind: QuotationKind,
    /// The words that report it: "said", "according to".
    pub cue: Option<Span>,
    /// The words that name who says it.
    pub speaker: Option<Span>,
    /// Which of the Analysis' sources says it.
    pub source: Option<u32>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// What kind of source a claim comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A person by name.
    Named,
    /// A person by office only.
    Role,
    /// An organisation speaking as one.
    Institution,
    /// A newspaper, agency or station.
    Media,
    /// A report, statement or study.
    Document,
    /// Several people as one: residents, analysts.
    Collective,
    /// Somebody whose name is withheld.
    Anonymous,
    /// Nobody in particular: reports, rumours.
    Vague,
}

impl SourceKind {
    /// All kinds, in the order of the declaration.
    pub const ALL: [Self; 8] = [
        Self::Named,
        Self::Role,
        Self::Institution,
        Self::Media,
        Self::Document,
        Self::Collective,
        Self::Anonymous,
        Self::Vague,
    ];

    /// The name in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Role => "role",
            Self::Institution => "institution",
            Self::Media => "media",
            Self::Document => "document",
            Self::Collective => "collective",
            Self::Anonymous => "anonymous",
            Self::Vague => "vague",
        }
    }
}

/// Who a claim comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its kind.
    pub kind: SourceKind,
    /// Its fullest form in the article.
    pub name: String,
    /// Which of the Analysis' entities it is, where it has a name.
    pub entity: Option<u32>,
    /// Where it is mentioned as a source, in order.
    pub mentions: Vec<Span>,
}

/// What kind of number is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuantityKind {
    /// How many of a thing.
    Count,
    /// Which in an order.
    Ordinal,
    /// Parts of a hundred.
    Percent,
    /// A difference between percentages.
    PercentPoint,
    /// An amount of a currency.
    Money,
    /// An amount of a physical unit.
    Measure,
    /// A length of time.
    Duration,
    /// How old somebody is.
    Age,
    /// A calendar date or part of one.
    Date,
    /// A time of day.
    Time,
    /// How often.
    Frequency,
    /// A part of one: "two thirds".
    Fraction,
    /// One number to another: "one in five".
    Ratio,
    /// How many times: "threefold".
    Multiplier,
    /// A result of a game or a vote: "3-1".
    Score,
}

impl QuantityKind {
    /// The name in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::PercentPoint => "percent-point",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Duration => "duration",
            Self::Age => "age",
            Self::Date => "date",
            Self::Time => "time",
            Self::Frequency => "frequency",
            Self::Fraction => "fraction",
            Self::Ratio => "ratio",
            Self::Multiplier => "multiplier",
            Self::Score => "score",
        }
    }
}

/// How a claim stands to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparator {
    /// About.
    #[serde(rename = "~")]
    About,
    /// Less than.
    #[serde(rename = "<")]
    Below,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// Exactly.
    #[serde(rename = "=")]
    Exactly,
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// More than.
    #[serde(rename = ">")]
    Above,
}

impl Comparator {
    /// The sign in exports.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::About => "~",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Exactly => "=",
            Self::AtLeast => ">=",
            Self::Above => ">",
        }
    }
}

/// Where the parts of a claim stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuantityParts {
    /// "at least", "nearly".
    pub hedge: Option<Span>,
    /// The number itself.
    pub number: Option<Span>,
    /// "km", "$", "percent".
    pub unit: Option<Span>,
    /// The noun that is counted.
    pub counted: Option<Span>,
}

/// Whether a claim tells of a movement, apart from any bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// What the number is to the movement.
    pub role: ChangeRole,
    /// The words that tell of it.
    pub cue: Span,
}

/// Which way a number moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Up.
    Increase,
    /// Down.
    Decrease,
}

/// What a number is to the movement it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeRole {
    /// By how much.
    Delta,
    /// Where it began.
    From,
    /// Where it ended.
    To,
    /// By what factor.
    Factor,
}

/// A numeric claim. A point has `value`; a range has `low` and `high`; a bound has one of them; a vague amount has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The whole claim: hedge, number and unit.
    pub span: Span,
    /// Its kind.
    pub kind: QuantityKind,
    /// The value of a point claim, as an exact decimal in plain notation ("0.1", "1234.56", "-3").
    pub value: Option<String>,
    /// The lower end of a range, or the bound of "at least 20".
    pub low: Option<String>,
    /// The upper end of a range, or the bound of "up to 20".
    pub high: Option<String>,
    /// UCUM code of a measure, ISO 4217 code of money.
    pub unit: Option<String>,
    /// Whether the unit was guessed: a bare "$".
    pub unit_assumed: bool,
    /// How the claim stands to the number.
    pub comparator: Option<Comparator>,
    /// Whether the amount is vague ("dozens", "several"); then no value is given, only perhaps a magnitude in `low`.
    pub vague: bool,
    /// Where its parts stand.
    pub parts: QuantityParts,
    /// The movement it tells of.
    pub change: Option<Change>,
    /// Which of the Analysis' sources claims it.
    pub source: Option<u32>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// How claims on one thing stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictRelation {
    /// They say the same.
    Corroborates,
    /// They differ, yet can all be true.
    Discrepant,
    /// They cannot all be true.
    Conflicts,
    /// The later replaces the earlier.
    Revises,
    /// The same in another unit.
    Converts,
}

/// Two or more claims on one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Indices of the claims.
    pub quantities: Vec<u32>,
    /// How they stand to each other.
    pub relation: ConflictRelation,
}
