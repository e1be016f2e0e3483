//! The scores in Rust are those of the scorers of record, which lie beside the corpora and are written in Python.

use super::corpora::numbered;
use super::layers::{ANY, QuotationScores, entity_scores, quantity_scores, quotation_scores, suites};
use super::{UNSET, data};
use postil::score::quantity::{self, Claim};
use postil::score::{Share, Tally};
use postil::text::OffsetMap;
use postil::{Analysis, Article, Span};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the corpora, where the scorers of record lie beside it.
fn data_with_scorers() -> Option<PathBuf> {
    let found = data().filter(|data| data.join("../score/score_ner.py").exists());
    if found.is_none() {
        eprintln!("{UNSET} Nor are the scorers of record there: their scores are not compared.");
    }
    found
}

#[test]
fn names_score_as_in_the_scorer_of_record() {
    let Some(data) = data_with_scorers() else { return };
    let gold = data.join("ner/worldwide.dev.jsonl");
    let map = data.join("ner/LABELMAP.json").display().to_string();
    let found = predictions("names", &gold, "entities", |analysis, place| {
        let name = |mention: &postil::analysis::Mention| with(place.of(mention.span), "label", mention.label.name());
        analysis.mentions.iter().map(name).collect()
    });
    let options = ["--map", &map, "--dataset", "worldwide", "--strip", "--json"];
    let report: Value = serde_json::from_str(&run(&data, "score_ner.py", &gold, &found, &options)).unwrap();
    let scores = entity_scores(&data, "worldwide.dev", "worldwide", &ANY).unwrap();
    assert!(scores.typed.found > 0, "nothing found, nothing compared");
    for (measure, tally) in [("typed", scores.typed), ("span", scores.span), ("overlap", scores.overlap)] {
        let figures = &report[measure];
        assert_close(
            measure,
            tally,
            [&figures["p"], &figures["r"], &figures["f1"]].map(|figure| 100.0 * number(figure)),
        );
    }
}

#[test]
fn quotations_score_as_in_the_scorer_of_record() {
    let Some(data) = data_with_scorers() else { return };
    let gold = data.join("quotes/polnear.dev.jsonl");
    let found = predictions("quotations", &gold, "quotes", quotes);
    let QuotationScores { whole, marks } = quotation_scores(&data, "polnear.dev").unwrap();
    for (scores, view) in [(whole, None), (marks, Some("--marks-view"))] {
        let report_file = scratch("quotations.report");
        let mut options = vec!["--speech-only", "--brief", "--json", report_file.to_str().unwrap()];
        options.extend(view);
        run(&data, "score_quotes.py", &gold, &found, &options);
        let report: Value = serde_json::from_str(&fs::read_to_string(&report_file).unwrap()).unwrap();
        assert!(scores.iou50.found > 0, "nothing found, nothing compared");
        let measures =
            [("exact", scores.exact), ("iou50", scores.iou50), ("e2e", scores.with_speaker), ("token", scores.words)];
        for (measure, tally) in measures {
            assert_close(measure, tally, [0, 1, 2].map(|at| 100.0 * number(&report[measure][at])));
        }
        let speakers = 100.0 * number(&report["speaker"]["all"]["overlap"]);
        assert!((percent(scores.speakers) - speakers).abs() < 0.1, "speakers: {:?}, {speakers}", scores.speakers);
    }
}

#[test]
fn quantities_score_as_in_the_scorer_of_record() {
    let Some(data) = data_with_scorers() else { return };
    for gold in suites(&data).unwrap() {
        let suite = stem(&gold);
        let found = predictions(&suite, &gold, "spans", claims);
        assert_same_quantities(&data, &gold, &found, &quantity_scores(&gold, true, &BTreeSet::new()).unwrap());
    }
}

/// Gold with all kinds of mistakes in it, so that every rule of the measures is met, whatever the Engine finds.
#[test]
fn quantities_of_a_careless_reader_score_as_in_the_scorer_of_record() {
    let Some(data) = data_with_scorers() else { return };
    for gold in suites(&data).unwrap() {
        let found = careless(&gold);
        let mut scores = quantity::Scores::default();
        for (gold, found) in numbered(&gold).unwrap().iter().zip(numbered(&found).unwrap()) {
            scores += quantity::score(gold.article.text(), &gold.claims, &found.claims, &gold.scope);
        }
        assert!(scores.core.found > 0 && scores.core.found < scores.core.gold, "{}", stem(&gold));
        assert_same_quantities(&data, &gold, &found, &scores);
    }
}

/// Writes the gold without every fifth claim, and with spans, values, shapes, kinds and modifiers of others changed.
fn careless(gold: &Path) -> PathBuf {
    let mut count = 0_u64;
    let mut spoil = |span: &Value| {
        count += 1;
        let mut span = span.clone();
        let (start, end) = (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap());
        match count % 11 {
            1 if start > 0 => span["start"] = json!(start - 1),
            2 if end > start + 1 => span["end"] = json!(end - 1),
            3 => span["value"] = json!(number(&span["value"]) + 1.0),
            4 => (span["low"], span["value"]) = (span["value"].clone(), Value::Null),
            6 => span["kind"] = json!("money"),
            7 => (span["modifier"], span["value"]) = (json!("at least"), span["low"].clone()),
            8 => span["modifier"] = json!("about"),
            _ => {}
        }
        (!count.is_multiple_of(5)).then_some(span)
    };
    let mut text = String::new();
    for line in fs::read_to_string(gold).unwrap().lines() {
        let mut document: Value = serde_json::from_str(line).unwrap();
        let spans: Vec<Value> = document["spans"].as_array().unwrap().iter().filter_map(&mut spoil).collect();
        document["spans"] = json!(spans);
        text += &(document.to_string() + "\n");
    }
    let path = scratch(&format!("careless-{}", stem(gold)));
    fs::write(&path, text).unwrap();
    path
}

fn assert_same_quantities(data: &Path, gold: &Path, found: &Path, scores: &quantity::Scores) {
    let suite = stem(gold);
    let report: Value = serde_json::from_str(&run(data, "score_numbers.py", gold, found, &["--json"])).unwrap();
    let measures =
        [("exact", scores.exact), ("core", scores.core), ("overlap", scores.overlap), ("value", scores.value)];
    for (measure, tally) in measures {
        let figures = &report[measure];
        if !figures.is_null() {
            let expected = [&figures["p"], &figures["r"], &figures["f1"]];
            assert_close(&format!("{suite} {measure}"), tally, expected.map(number));
        }
    }
    let rates =
        [("kind_acc", scores.kinds), ("modifier_acc", scores.modifiers), ("modifier_stated_acc", scores.hedged)];
    for (rate, share) in rates {
        let expected = &report[rate]["acc"];
        assert!(expected.is_null() || (percent(share) - number(expected)).abs() < 0.1, "{suite} {rate}: {share:?}");
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn quotes(analysis: &Analysis, place: &CodePoints) -> Vec<Value> {
    let part =
        |span: Option<Span>| span.map_or(Value::Null, |span| with(place.of(span), "text", span.slice(&place.text)));
    let quote = |quotation: &postil::analysis::Quotation| {
        let pairs: Vec<(u32, u32)> = quotation.fragments.iter().map(|&fragment| place.pair(fragment)).collect();
        json!({
            "start": pairs[0].0, "end": pairs[pairs.len() - 1].1, "spans": pairs,
            "speaker": part(quotation.speaker), "cue": part(quotation.cue),
        })
    };
    analysis.quotations.iter().map(quote).collect()
}

fn claims(analysis: &Analysis, place: &CodePoints) -> Vec<Value> {
    let claim = |quantity: &postil::analysis::Quantity| {
        let claim = Claim::from(quantity);
        let (start, end) = place.pair(claim.span);
        json!({
            "start": start, "end": end, "kind": claim.kind, "value": claim.value, "low": claim.low, "high": claim.high,
            "unit": claim.unit, "modifier": quantity.comparator.map(words_of),
        })
    };
    analysis.quantities.iter().map(claim).collect()
}

/// The words by which the scorer of record knows a comparator.
fn words_of(comparator: postil::analysis::Comparator) -> &'static str {
    match comparator.sign() {
        "~" => "approximate",
        "<" => "less_than",
        "<=" => "at_most",
        ">=" => "at_least",
        ">" => "more_than",
        _ => "exact",
    }
}

/// A text whose spans are wanted in code points.
struct CodePoints {
    text: String,
    offsets: OffsetMap,
}

impl CodePoints {
    fn pair(&self, span: Span) -> (u32, u32) {
        (self.offsets.to_codepoint(span.start), self.offsets.to_codepoint(span.end))
    }

    fn of(&self, span: Span) -> Value {
        let (start, end) = self.pair(span);
        json!({ "start": start, "end": end })
    }
}

fn with(mut object: Value, key: &str, value: &str) -> Value {
    object[key] = json!(value);
    object
}

/// Writes what the Engine finds in the texts of `gold` as a file of predictions.
fn predictions(name: &str, gold: &Path, key: &str, found: impl Fn(&Analysis, &CodePoints) -> Vec<Value>) -> PathBuf {
    let engine = crate::eval::engine().unwrap();
    let lines = fs::read_to_string(gold).unwrap();
    let predict = |line: &str| {
        let document: Value = serde_json::from_str(line).unwrap();
        let text = document["text"].as_str().unwrap().to_owned();
        let analysis = engine.annotate(&Article::new(&text));
        let place = CodePoints { offsets: OffsetMap::new(&text), text };
        json!({ "id": document["id"], key: found(&analysis, &place) }).to_string() + "\n"
    };
    let path = scratch(name);
    fs::write(&path, lines.lines().map(predict).collect::<String>()).unwrap();
    path
}

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("postil-parity-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn run(data: &Path, scorer: &str, gold: &Path, found: &Path, options: &[&str]) -> String {
    let script = data.join("../score").join(scorer);
    let output = Command::new("python3").arg(script).arg(gold).arg(found).args(options).output().unwrap();
    assert!(output.status.success(), "{scorer}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn assert_close(measure: &str, tally: Tally, expected: [f64; 3]) {
    let ours = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
    let is_close = ours.iter().zip(&expected).all(|(ours, theirs)| (ours - theirs).abs() < 0.1);
    assert!(is_close, "{measure}: {ours:.2?} is not {expected:.2?}");
}

fn percent(share: Share) -> f64 {
    100.0 * share.rate().unwrap_or_default()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}
