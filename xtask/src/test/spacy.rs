//! Exports for spaCy, read back by spaCy itself, from texts with everything in them that breaks offsets.

use super::count::{self, Count};
use crate::process::Outcome;
use crate::{eval, python};
use postil::session::{Session, suggestions};
use postil::{Span, format};
use std::fs;
use std::path::Path;
use std::process::Command;

const TEXTS: [&str; 5] = [
    "😀 General Abass Goi\u{308}ta said on Monday that 50\u{a0}people had fled Bamako. 🏳\u{fe0f}\u{200d}🌈",
    "Harbour fire\r\n\r\n\u{201c}We left,\u{201d} said Awa Kone\u{301} of the United Nations.\r\nAt least 20\u{202f}km burned near Timbuktu.\r\n",
    "\u{feff}Mr\u{a0}Smith's lawyer, Jane\u{a0}O\u{2019}Neill, paid $3.5\u{a0}million to Reuters\u{2014}in Paris, she'll say.",
    "Sa\u{303}o Paulo \u{2013} Brazil\u{2019}s President Luiz Ina\u{301}cio met\u{2009}Angela Merkel \u{1f91d} in the U.S. (Washington, D.C.).",
    include_str!("../../../samples/harbour-fire.txt"),
];

/// Writes the exports and lets spaCy read them.
pub(super) fn ring() -> Outcome<Count> {
    let python = python::with_spacy()?;
    let file = Path::new("target/consumers/export.jsonl");
    write(file)?;
    let mut command = Command::new(python);
    count::of(command.arg("tests/consumers/spacy_read.py").arg(file), count::plain)
}

fn write(file: &Path) -> Outcome {
    let lines: Vec<String> = TEXTS.iter().map(|text| export(text)).collect::<Outcome<_>>()?;
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, lines.concat()))
        .map_err(|error| format!("cannot write {}: {error}", file.display()))
}

/// What a person takes away who opens `text` and exports it.
fn export(text: &str) -> Outcome<String> {
    let mut session = Session::new(text);
    let text = session.article().text().to_owned();
    let analysis = eval::engine()?.annotate(session.article());
    let whole = Span::new(0, text.len() as u32);
    session
        .suggest(whole, &suggestions(&text, &analysis), 0)
        .map_err(|error| format!("the session refused: {error:?}"))?;
    Ok(format::spacy::write(&session).text)
}
