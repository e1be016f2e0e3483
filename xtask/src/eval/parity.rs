//! The scores in Rust are those of the scorers of record, which lie beside the corpora and are written in Python.

use super::layers::{QuotationScores, entity_scores, quantity_scores, quotation_scores, suites};
use super::{UNSET, data};
use postil::score::quantity::Claim;
use postil::score::{Share, Tally};
use postil::text::OffsetMap;
use postil::{Analysis, Article, Span};
use serde_json::{Value, json};
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
    let scores = entity_scores(&data, "worldwide.dev", "worldwide").unwrap();
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
        let suite = gold.file_stem().unwrap().to_str().unwrap().to_owned();
        let found = predictions(&suite, &gold, "spans", claims);
        let report: Value = serde_json::from_str(&run(&data, "score_numbers.py", &gold, &found, &["--json"])).unwrap();
        let scores = quantity_scores(&gold, true).unwrap();
        let measures =
            [("exact", scores.exact), ("core", scores.core), ("overlap", scores.overlap), ("value", scores.value)];
        for (measure, tally) in measures {
            let figures = &report[measure];
            let expected = [&figures["p"], &figures["r"], &figures["f1"]];
            if !figures.is_null() {
                assert_close(&format!("{suite} {measure}"), tally, expected.map(number));
            }
        }
        for (rate, share) in [("modifier_acc", scores.modifiers), ("modifier_stated_acc", scores.hedged)] {
            let expected = &report[rate]["acc"];
            assert!(expected.is_null() || (percent(share) - number(expected)).abs() < 0.1, "{suite} {rate}: {share:?}");
        }
    }
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
