//! What the export formats say of one article with everything in it that breaks offsets and flat formats.
#![allow(clippy::unwrap_used)] // Clippy does not see that helpers of tests are tests too.

use postil::format::{self, FORMATS, Loss, LossKind, ReadError, native};
use postil::session::{Author, Command, Session};
use postil::{Label, Layer, Span};

/// An emoji, CR LF newlines, a no-break space, a combining mark, and annotations that nest, overlap and are in pieces.
fn session() -> Session {
    let text = "😀 \"We left,\" Goi\u{308}ta said,\r\n\"and 20\u{a0}km on, at least, it rained.\"\r\n";
    let mut session = Session::new(text);
    let marks = [
        (Layer::Entity, "PERSON", vec!["Goi\u{308}ta"]),
        (Layer::Quotation, "direct", vec!["\"We left,\"", "\"and 20\u{a0}km on, at least, it rained.\""]),
        (Layer::Quantity, "measure", vec!["20\u{a0}km"]),
        (Layer::Entity, "ORG", vec!["Goi\u{308}ta said"]),
        (Layer::User("note".to_owned()), "=why", vec!["rained"]),
        (Layer::Entity, "LOC", vec!["least"]),
    ];
    for (layer, label, words) in marks {
        let spans = words.iter().map(|words| find(&session, words)).collect();
        perform(&mut session, &Command::Annotate { layer, label: Label::from(label), spans });
    }
    let ids: Vec<_> = session.annotations().map(|annotation| annotation.id).collect();
    perform(&mut session, &Command::Relate { kind: "source".to_owned(), from: ids[1], to: ids[0] });
    perform(
        &mut session,
        &Command::SetAttribute { ids: vec![ids[2]], name: "unit".to_owned(), value: Some("km".into()) },
    );
    perform(&mut session, &Command::Reject(vec![ids[5]]));
    session
}

fn find(session: &Session, words: &str) -> Span {
    let start = session.article().text().find(words).unwrap() as u32;
    Span::new(start, start + words.len() as u32)
}

fn perform(session: &mut Session, command: &Command) {
    session.perform(command, &Author::Human(None), 7).unwrap();
}

#[test]
fn spacy_gets_code_points_a_flat_layer_and_a_list_of_losses() {
    let session = session();
    let written = format::spacy::write(&session);
    let line: serde_json::Value = serde_json::from_str(&written.text).unwrap();
    assert_eq!(line["text"], session.article().text());
    assert_eq!(line["entities"].to_string(), "[[13,24,\"ORG\"]]");
    let slices: Vec<String> =
        line["spans"]["sc"].as_array().unwrap().iter().map(|span| slice(&session, span)).collect();
    assert_eq!(
        slices,
        [
            "\"We left,\" quotation:direct",
            "Goi\u{308}ta said ORG",
            "Goi\u{308}ta PERSON",
            "\"and 20\u{a0}km on, at least, it rained.\" quotation:direct",
            "20\u{a0}km quantity:measure",
            "rained note:=why",
        ]
    );
    let ids: Vec<_> = session.annotations().map(|annotation| annotation.id).collect();
    let relation = session.relations().next().unwrap().id;
    // The link to a source tells the quotation who it is.
    let losses = [
        Loss { id: ids[1], kind: LossKind::Attributes },
        Loss { id: ids[1], kind: LossKind::Split },
        Loss { id: ids[2], kind: LossKind::Attributes },
        Loss { id: ids[0], kind: LossKind::Overlaps(ids[3]) },
        Loss { id: relation, kind: LossKind::Relation },
    ];
    assert_eq!(written.losses, losses);
}

fn slice(session: &Session, span: &serde_json::Value) -> String {
    let [start, end] = [&span[0], &span[1]].map(|offset| offset.as_u64().unwrap() as usize);
    let words: String = session.article().text().chars().skip(start).take(end - start).collect();
    format!("{words} {}", span[2].as_str().unwrap())
}

#[test]
fn spacy_spans_begin_and_end_with_words() {
    let mut session = Session::new(" Awa  Kone left.");
    for (start, end) in [(0, 5), (6, 8), (4, 6)] {
        let spans = vec![Span::new(start, end)];
        perform(&mut session, &Command::Annotate { layer: Layer::Entity, label: Label::from("PERSON"), spans });
    }
    let written = format::spacy::write(&session);
    assert!(written.text.contains("\"entities\":[[1,4,\"PERSON\"],[6,10,\"PERSON\"]]"), "{}", written.text);
    let kinds: Vec<LossKind> = written.losses.iter().map(|loss| loss.kind).collect();
    assert_eq!(kinds, [LossKind::Widened, LossKind::Blank]);
}

#[test]
fn csv_has_a_row_for_each_fragment_in_both_units() {
    let written = format::csv::write(&session());
    let rows: Vec<&str> = written.text.split("\r\n").collect();
    assert_eq!(rows[1], "0,1,entity,PERSON,13,19,14,20,Goi\u{308}ta,accepted,human,,,");
    assert!(rows[2].starts_with("1,1,quotation,direct,2,12,3,13,\"\"\"We left,\"\"\",accepted,human,,"), "{}", rows[2]);
    assert!(rows[2].ends_with("\"\"speaker\"\":\"\"Goi\u{308}ta\"\"}\",source>0"), "{}", rows[2]);
    assert!(rows[4].ends_with("20\u{a0}km,accepted,human,,\"{\"\"unit\"\":\"\"km\"\"}\","), "{}", rows[4]);
    assert!(rows[6].starts_with("4,1,note,\"'=why\","), "{}", rows[6]);
    assert!(rows[7].contains(",rejected,"));
}

#[test]
fn a_native_file_brings_everything_back() {
    let mut before = session();
    perform(&mut before, &Command::EditText("😀 \"We left,\" Goi\u{308}ta added.".to_owned()));
    let written = native::write(&before);
    let mut after = native::read(&written.text).unwrap();
    assert_eq!(after.log(), before.log());
    assert_eq!(native::write(&after), written);
    after.undo(&Author::Human(None), 8).unwrap();
    assert_eq!(after.article().text(), before.opened());
}

#[test]
fn a_file_of_another_program_needs_no_log() {
    let file = r#"{"schema":"postil/1","offsets":"utf16","text":"😀 Awa left.","annotations":
        [{"id":3,"layer":"entity","label":"PERSON","spans":[[3,6]],"quote":["Awa"],"origin":"import","state":"accepted"}]}"#;
    let session = native::read(file).unwrap();
    let annotation = session.annotations().next().unwrap();
    assert_eq!((annotation.spans[0].slice(session.article().text()), session.log().len()), ("Awa", 1));
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let good = native::write(&session()).text;
    let cases = [
        (String::new(), "line 1: EOF"),
        ("{\n\"schema\":\"postil/1\",\n\"text\":7}".to_owned(), "line 3: invalid type"),
        (good[..good.len() / 2].to_owned(), "line 1: EOF"),
        (good.replace("postil/1", "postil/2"), "a later Postil wrote"),
        (good.replace("postil/1", "brat"), "none of Postil's"),
        (good.replacen("We left", "We fled", 1), "SHA-256"),
        (good.replacen("\"quote\":[\"Goi", "\"quote\":[\"Gai", 1), "Annotation 0 quotes \"Gai\u{308}ta\""),
        (good.replacen("\"spans\":[[13,19]]", "\"spans\":[[13,2000]]", 1), "Annotation 0 does not lie on the text"),
        (good.replacen("\"label\":\"PERSON\"", "\"label\":\"GPE\"", 1), "The log does not lead to what the file says"),
        (good.replacen("\"number\":1", "\"number\":5", 1), "edit 1 of the log does not follow"),
    ];
    for (file, expected) in cases {
        let error = native::read(&file).map(|_| ()).unwrap_err();
        assert!(error.to_string().contains(expected), "{expected:?} is not in {error}");
        assert_eq!(matches!(error, ReadError::Newer { .. }), expected.contains("later Postil"));
    }
}

#[test]
fn the_table_of_formats_is_what_the_formats_do() {
    let session = session();
    for format in FORMATS {
        assert_eq!(format::by_name(format.name).map(|found| found.title), Some(format.title));
        let written = (format.write)(&session);
        assert!(!written.text.is_empty());
        if let Some(read) = format.read {
            assert_eq!((format.write)(&read(&written.text).unwrap()), written);
        }
    }
}
