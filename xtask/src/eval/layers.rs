//! What is measured: corpora, measures and bars of each layer.

use super::conventions::conventions;
use super::corpora::{self, NamedText, NumberedText};
use super::sources;
use super::table::{Figure, Row};
use postil::score::entity::{self, Coarse, Name};
use postil::score::quantity::{self, Claim};
use postil::score::quotation::{self, Quoted, View};
use postil::score::segment::{score_sentences, score_tokens};
use postil::score::{Share, Tally};
use postil::{Engine, Span};
use std::collections::BTreeSet;
use std::ops::{AddAssign, Range};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use unicode_segmentation::UnicodeSegmentation;

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    Segment,
    Entities,
    Coreference,
    Quotations,
    Quantities,
}

impl Layer {
    pub(super) const ALL: [Self; 5] =
        [Self::Segment, Self::Entities, Self::Coreference, Self::Quotations, Self::Quantities];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Entities => "entities",
            Self::Coreference => "coreference",
            Self::Quotations => "quotations",
            Self::Quantities => "quantities",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.name() == name)
    }

    pub(super) fn measure(self, data: &Path, keeps_latent: bool) -> Result<Vec<Row>, String> {
        match self {
            Self::Segment => segment(data),
            Self::Entities => entities(data),
            Self::Coreference => super::coreference::measure(data),
            Self::Quotations => quotations(data),
            Self::Quantities => quantities(data, keeps_latent),
        }
    }
}

fn entities(data: &Path) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    let corpora = [
        ("worldwide.dev", "worldwide", Some(76.0)),
        ("uner_ewt.dev", "uner_ewt", Some(75.0)),
        ("gmb.test", "gmb", None),
    ];
    for (corpus, map, bar) in corpora {
        let typed = Figure::F1(entity_scores(data, corpus, map, &ANY)?.typed);
        rows.push(Row { bar, ..row(Layer::Entities, corpus, "typed F1", typed) });
    }
    for (corpus, map) in [("worldwide.dev", "worldwide"), ("uner_ewt.dev", "uner_ewt")] {
        for (measure, band, bar) in BANDS {
            let typed = entity_scores(data, corpus, map, &band)?.typed;
            let share = Share { right: typed.found, of: typed.predicted };
            let figure = if bar.is_some() { Figure::Rate(share) } else { Figure::Told(share) };
            rows.push(Row { bar, ..row(Layer::Entities, corpus, measure, figure) });
        }
    }
    Ok(rows)
}

/// Whatever the confidence.
pub(super) const ANY: Range<f32> = 0.0..2.0;

/// How often names of so much confidence are right.
const BANDS: [(&str, Range<f32>, Option<f64>); 4] = [
    ("right at confidence 0.9 to 1", 0.9..2.0, Some(92.0)),
    ("right at confidence 0.7 to 0.9", 0.7..0.9, None),
    ("right at confidence 0.5 to 0.7", 0.5..0.7, None),
    ("right at confidence below 0.5", 0.0..0.5, None),
];

/// The scores on one corpus of names, on the types that it annotates, of what is found with a confidence in `band`.
pub(super) fn entity_scores(data: &Path, corpus: &str, map: &str, band: &Range<f32>) -> Result<entity::Scores, String> {
    let map = corpora::label_map(data, map)?;
    let unannotated = map.unannotated();
    let scored: BTreeSet<Coarse> = [Coarse::Person, Coarse::Org, Coarse::Location].into();
    let scored: BTreeSet<Coarse> = scored.difference(&unannotated).copied().collect();
    let texts = corpora::named(&data.join(format!("ner/{corpus}.jsonl")), &map)?;
    let engine = crate::eval::engine()?;
    Ok(sum_over(&texts, |text| entity::score(&text.names, &found_names(&engine, text, band), &scored)))
}

fn found_names(engine: &Engine, text: &NamedText, band: &Range<f32>) -> Vec<Name> {
    let analysis = engine.annotate(&text.article);
    let name = |mention| {
        let name = Name::from(mention);
        Name { span: entity::strip(text.article.text(), name.span), ..name }
    };
    analysis.mentions.iter().filter(|mention| band.contains(&mention.confidence)).map(name).collect()
}

/// What is found of speech as a whole, and of what stands in quotation marks.
#[derive(Default)]
pub(super) struct QuotationScores {
    pub(super) whole: quotation::Scores,
    pub(super) marks: quotation::Scores,
}

impl AddAssign for QuotationScores {
    fn add_assign(&mut self, other: Self) {
        self.whole += other.whole;
        self.marks += other.marks;
    }
}

fn quotations(data: &Path) -> Result<Vec<Row>, String> {
    let corpus = "polnear.dev";
    let QuotationScores { whole, marks } = quotation_scores(data, corpus)?;
    let of = |kind: usize| Figure::Rates { confirmed: whole.confirmed[kind], recalled: whole.recalled[kind] };
    let figures = [
        ("IoU50", Figure::F1(whole.iou50), Some(78.0)),
        ("IoU50 with speaker", Figure::F1(whole.with_speaker), Some(70.0)),
        ("IoU50 of direct speech", of(0), Some(96.0)),
        ("IoU50 of mixed speech", of(2), Some(82.0)),
        ("IoU50 of indirect speech", of(1), Some(62.0)),
        ("marks: IoU50", Figure::F1(marks.iou50), None),
        ("marks: with speaker", Figure::F1(marks.with_speaker), Some(88.0)),
    ];
    let row = |(measure, figure, bar)| Row { bar, ..row(Layer::Quotations, corpus, measure, figure) };
    let mut rows: Vec<Row> = figures.into_iter().map(row).collect();
    rows.extend(source_rows(data)?);
    Ok(rows)
}

/// What is found of sources: their kinds in fifteen articles, and all of them in article 00.
fn source_rows(data: &Path) -> Result<Vec<Row>, String> {
    let engine = crate::eval::engine()?;
    let (kinds, key) = (sources::kind_scores(data, &engine)?, sources::key_scores(data, &engine)?);
    let figures = [
        ("fifteen articles", "sources found", kinds.found, None),
        ("fifteen articles", "kinds right", kinds.right, Some(90.0)),
        ("article 00", "sources found with kind", key.sources, Some(100.0)),
        ("article 00", "quoted words traced", key.quoted, Some(100.0)),
    ];
    let rate =
        |(corpus, measure, share, bar)| Row { bar, ..row(Layer::Quotations, corpus, measure, Figure::Rate(share)) };
    let agreement = sources::agreement()?;
    let twice = [
        ("labels agree", Figure::Told(agreement.same)),
        ("labels agree: kappa", Figure::Kappa { kappa: agreement.kappa, of: agreement.same.of }),
    ];
    let told = |(measure, figure)| row(Layer::Quotations, "labelled twice", measure, figure);
    Ok(figures.into_iter().map(rate).chain(twice.into_iter().map(told)).collect())
}

/// The scores on one corpus of quotations.
pub(super) fn quotation_scores(data: &Path, corpus: &str) -> Result<QuotationScores, String> {
    let texts = corpora::quoted(&data.join(format!("quotes/{corpus}.jsonl")))?;
    let engine = crate::eval::engine()?;
    Ok(sum_over(&texts, |text| {
        let analysis = engine.annotate(&text.article);
        let found: Vec<Quoted> = analysis.quotations.iter().map(Quoted::from).collect();
        let score = |view| quotation::score(text.article.text(), &text.quotations, &found, &text.ignored, view);
        QuotationScores { whole: score(View::Whole), marks: score(View::Marks) }
    }))
}

fn quantities(data: &Path, keeps_latent: bool) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    let conventions = conventions()?;
    for path in suites(data)? {
        let suite = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let others = conventions.get(&suite).cloned().unwrap_or_default();
        let scores = quantity_scores(&path, keeps_latent, &BTreeSet::new())?;
        rows.extend(suite_rows(&suite, &scores, others.is_empty()));
        if !others.is_empty() {
            rows.extend(rows_by_design(&suite, &quantity_scores(&path, keeps_latent, &others)?));
        }
    }
    rows.extend(claim_rows(data)?);
    Ok(rows)
}

/// The claims of article 00, and which of them are on one thing.
fn claim_rows(data: &Path) -> Result<[Row; 2], String> {
    let scores = super::claims::scores(data, &crate::eval::engine()?)?;
    let row =
        |measure, share| Row { bar: Some(100.0), ..row(Layer::Quantities, "article 00", measure, Figure::Rate(share)) };
    Ok([row("claims as in the snapshot", scores.claims), row("groups as in the snapshot", scores.groups)])
}

/// What the design asks for on a suite: core and value F1.
fn suite_bars(suite: &str) -> Option<(f64, f64)> {
    Some(match suite {
        "rt_currency" | "rt_dimension" | "rt_temperature" => (95.0, 93.0),
        "rt_percent" | "rt_age" => (99.0, 99.0),
        "rt_number" => (92.0, 90.0),
        "dk_money" | "dk_quantity" | "dk_numeral" | "dk_duration" | "quantulum3" | "numerizer" | "text2num"
        | "rustling" => (92.0, 92.0),
        "hardcases_visible" => (95.0, 92.0),
        _ => return None,
    })
}

/// The figures of a suite without the texts on whose conventions we differ.
fn rows_by_design(suite: &str, scores: &quantity::Scores) -> [Row; 2] {
    let bars = suite_bars(suite);
    [
        Row {
            bar: bars.map(|bars| bars.0),
            ..row(Layer::Quantities, suite, "core F1 by design", Figure::F1(scores.core))
        },
        Row {
            bar: bars.map(|bars| bars.1),
            ..row(Layer::Quantities, suite, "value F1 by design", Figure::F1(scores.value))
        },
    ]
}

/// The suites of numbers in order of their names.
pub(super) fn suites(data: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = data.join("numbers");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut suites: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    suites.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    suites.sort();
    Ok(suites)
}

/// A suite of identifiers has no claim in it: there, every one that is taken for a claim is a mistake.
/// The bars are for what the design wants: `whole` tells that no text of the suite wants anything else.
fn suite_rows(suite: &str, scores: &quantity::Scores, whole: bool) -> Vec<Row> {
    if suite == "rt_distractors" {
        let taken = Share { right: scores.overlap.found, of: scores.overlap.gold };
        return vec![Row { bar: Some(5.0), ..row(Layer::Quantities, suite, "taken", Figure::Wrong(taken)) }];
    }
    let bars = suite_bars(suite).filter(|_| whole);
    let core = row(Layer::Quantities, suite, "core F1", Figure::F1(scores.core));
    let mut rows = vec![Row { bar: bars.map(|bars| bars.0), ..core }];
    if scores.value.gold > 0 {
        let value = row(Layer::Quantities, suite, "value F1", Figure::F1(scores.value));
        rows.push(Row { bar: bars.map(|bars| bars.1), ..value });
    }
    if suite == "hardcases_visible" {
        let hedged = Figure::Rate(scores.hedged);
        rows.push(Row { bar: Some(85.0), ..row(Layer::Quantities, suite, "hedges right", hedged) });
    }
    rows
}

/// The scores on one suite of numbers, without the texts named in `others`.
pub(super) fn quantity_scores(
    path: &Path,
    keeps_latent: bool,
    others: &BTreeSet<String>,
) -> Result<quantity::Scores, String> {
    let mut texts = corpora::numbered(path)?;
    texts.retain(|text| (keeps_latent || !text.latent) && !others.contains(&text.id));
    let engine = crate::eval::engine()?;
    Ok(sum_over(&texts, |text| {
        quantity::score(text.article.text(), &text.claims, &found_claims(&engine, text), &text.scope)
    }))
}

fn found_claims(engine: &Engine, text: &NumberedText) -> Vec<Claim> {
    engine.annotate(&text.article).quantities.iter().map(Claim::from).collect()
}

#[derive(Default)]
struct SegmentScores {
    tokens: Tally,
    sentences: Tally,
    baseline_tokens: Tally,
    baseline_sentences: Tally,
}

impl AddAssign for SegmentScores {
    fn add_assign(&mut self, other: Self) {
        self.tokens += other.tokens;
        self.sentences += other.sentences;
        self.baseline_tokens += other.baseline_tokens;
        self.baseline_sentences += other.baseline_sentences;
    }
}

fn segment(data: &Path) -> Result<Vec<Row>, String> {
    let engine = crate::eval::engine()?;
    let mut rows = Vec::new();
    let corpora = [("uner_ewt.dev", "uner_ewt", None), ("gum_open_nonews.dev", "gum_open_nonews", Some((98.5, 92.0)))];
    for (corpus, map, bars) in corpora {
        let map = corpora::label_map(data, map)?;
        let texts = corpora::named(&data.join(format!("ner/{corpus}.jsonl")), &map)?;
        let scores = sum_over(&texts, |text| segment_scores(&engine, text));
        let (tokens, sentences) = (Figure::F1(scores.tokens), Figure::F1(scores.sentences));
        let baseline = |tally: Tally| Some(100.0 * tally.f1());
        rows.push(Row {
            bar: bars.map(|bars| bars.0),
            baseline: baseline(scores.baseline_tokens),
            ..row(Layer::Segment, corpus, "token F1", tokens)
        });
        rows.push(Row {
            bar: bars.map(|bars| bars.1),
            baseline: baseline(scores.baseline_sentences),
            ..row(Layer::Segment, corpus, "sentence F1", sentences)
        });
    }
    Ok(rows)
}

fn segment_scores(engine: &Engine, text: &NamedText) -> SegmentScores {
    let whole = text.article.text();
    let analysis = engine.annotate(&text.article);
    let tokens: Vec<Span> = analysis.tokens.iter().map(|token| token.span).collect();
    SegmentScores {
        tokens: score_tokens(&tokens, &text.tokens),
        sentences: score_sentences(&analysis.sentences, &text.sentences),
        baseline_tokens: score_tokens(&trimmed(whole.split_word_bound_indices()), &text.tokens),
        baseline_sentences: score_sentences(&trimmed(whole.split_sentence_bound_indices()), &text.sentences),
    }
}

/// The pieces that hold more than white space, without the white space around them.
fn trimmed<'a>(pieces: impl Iterator<Item = (usize, &'a str)>) -> Vec<Span> {
    let span = |(at, piece): (usize, &str)| {
        let start = (at + piece.len() - piece.trim_start().len()) as u32;
        Span::new(start, start + piece.trim().len() as u32)
    };
    pieces.map(span).filter(|span| !span.is_empty()).collect()
}

pub(super) fn row(layer: Layer, corpus: &str, measure: &'static str, figure: Figure) -> Row {
    Row { layer: layer.name(), corpus: corpus.to_owned(), measure, figure, bar: None, baseline: None }
}

/// The sum of the scores of all texts, which are shared out over the cores.
pub(super) fn sum_over<T: Sync, S: Default + AddAssign + Send>(texts: &[T], score: impl Fn(&T) -> S + Sync) -> S {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut sum = S::default();
        while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            sum += score(text);
        }
        sum
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let mut sum = S::default();
        for worker in workers {
            sum += worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_counted_once() {
        let texts: Vec<u32> = (1..=1000).collect();
        let sum = sum_over(&texts, |&number| Tally { found: number, ..Tally::default() });
        assert_eq!(sum.found, 500_500);
    }

    #[test]
    fn the_baseline_tokens_hold_no_white_space() {
        assert_eq!(trimmed("a  b. ".split_word_bound_indices()), [Span::new(0, 1), Span::new(3, 4), Span::new(4, 5)]);
    }
}
