//! What is said beside a paragraph: who speaks, what is claimed, where sources differ, and what the reader has noted.
//! A function of the Session and the layers shown.

use crate::card::shortened;
use crate::labels::label_words;
use crate::panel::claims::NOT_CLAIMS;
use postil::annotation::{AnnotationId, State};
use postil::session::Session;
use postil::{Annotation, Span};
use std::collections::BTreeSet;

/// So many notes stand beside one paragraph; what has more is no longer read in a margin.
const MOST: usize = 40;
/// How many claims that do not agree with one are told.
const RIVALS: usize = 6;
/// How long a reader's own note may be before the margin cuts it, in characters.
const LONGEST: usize = 400;
/// Links between claims, each with what the margin calls it; the gravest first.
const DISPUTES: [(&str, &str); 3] =
    [("contradicts", "Contradicted"), ("differs", "Sources differ"), ("revises", "Revised")];

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Who says what is quoted.
    Speaker,
    /// What a number claims.
    Claim,
    /// The same, where others claim something else.
    Dispute,
    /// What the reader has written.
    Own,
}

/// One note in the margin.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Note {
    /// What it is about.
    pub(crate) kind: Kind,
    /// The annotations it is about, in order of the text.
    pub(crate) of: Vec<AnnotationId>,
    /// Where the first of them begins.
    pub(crate) span: Span,
    /// What stands out.
    pub(crate) lead: String,
    /// What is told of it, if anything.
    pub(crate) words: String,
}

impl Kind {
    /// The name in `data-kind`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Claim => "claim",
            Self::Dispute => "dispute",
            Self::Own => "own",
        }
    }
}

/// The notes beside the paragraph at `within`, in order of the text, and how many more there would be.
pub(crate) fn said(session: &Session, within: Span, shown: &BTreeSet<String>) -> (Vec<Note>, usize) {
    let (mut notes, mut left_out) = (Vec::<Note>::new(), 0);
    for annotation in session.starting_in(within).filter(|it| it.state != State::Rejected) {
        let layer = annotation.layer.name();
        let note = match layer {
            "note" => own(annotation),
            "quotation" if shown.contains(layer) => Some(speaker(session, annotation)),
            "quantity" if shown.contains(layer) => claim(session, annotation, shown),
            _ => None,
        };
        let Some(note) = note else { continue };
        if let Some(told) = notes.iter_mut().find(|told| says_again(told, &note)) {
            told.of.extend(note.of);
        } else if notes.len() < MOST {
            notes.push(note);
        } else {
            left_out += 1;
        }
    }
    (notes, left_out)
}

/// Whether a note says again what an earlier one of its paragraph says: who speaks twice is named once.
fn says_again(told: &Note, note: &Note) -> bool {
    note.kind == Kind::Speaker && told.kind == Kind::Speaker && told.lead == note.lead && told.words == note.words
}

fn own(annotation: &Annotation) -> Option<Note> {
    let words = annotation.attributes.get("note")?;
    Some(note(Kind::Own, annotation, shortened(words, LONGEST), String::new()))
}

fn speaker(session: &Session, quotation: &Annotation) -> Note {
    let how = label_words("quotation", &quotation.label.0).to_lowercase();
    let words = match source(session, quotation.id).map(|source| source.label.0.as_str()) {
        Some("named") | None => how,
        Some(kind) => format!("{how}, {}", label_words("source", kind).to_lowercase()),
    };
    let lead = source_name(session, quotation).unwrap_or_else(|| "Speaker not found".to_owned());
    note(Kind::Speaker, quotation, lead, words)
}

/// The claim in words; nothing where that says no more than the text.
fn claim(session: &Session, claim: &Annotation, shown: &BTreeSet<String>) -> Option<Note> {
    if NOT_CLAIMS.contains(&claim.label.0.as_str()) {
        return None;
    }
    let dispute = DISPUTES.iter().find_map(|(kind, title)| {
        let rivals = rivals(session, claim.id, kind);
        (!rivals.is_empty()).then(|| format!("{title}: {}", rivals.join("; ")))
    });
    let by = source_name(session, claim).map(|name| format!("according to {name}{}", withheld(session, claim)));
    // A number that is told as the text has it, by whom the margin names for the words around it, needs no note.
    let is_plain = claimed(session, claim).eq_ignore_ascii_case(claim.extent().slice(session.article().text()));
    if dispute.is_none() && (by.is_none() || is_plain && is_quoted(session, claim, shown)) {
        return None;
    }
    let kind = if dispute.is_some() { Kind::Dispute } else { Kind::Claim };
    let words = [by, dispute].into_iter().flatten().collect::<Vec<String>>().join(". ");
    Some(note(kind, claim, claimed(session, claim), words))
}

/// Whether a claim stands in a quotation that has a note.
fn is_quoted(session: &Session, claim: &Annotation, shown: &BTreeSet<String>) -> bool {
    let is_speech = |it: &Annotation| it.layer.name() == "quotation" && it.state != State::Rejected;
    shown.contains("quotation") && session.annotations_in(claim.extent()).any(is_speech)
}

fn note(kind: Kind, of: &Annotation, lead: String, words: String) -> Note {
    Note { kind, of: vec![of.id], span: of.spans.first().copied().unwrap_or_default(), lead, words }
}

/// What is claimed, without who says so: that may have been corrected since.
fn claimed(session: &Session, claim: &Annotation) -> String {
    let words = claim.attributes.get("claim").map(String::as_str);
    let words = words.unwrap_or_else(|| claim.extent().slice(session.article().text()));
    shortened(words.split_once(", says ").map_or(words, |(words, _)| words), 120)
}

/// The claims that links of `kind` lead to, over others too, each with who says so.
fn rivals(session: &Session, id: AnnotationId, kind: &str) -> Vec<String> {
    let mut group = vec![id];
    let mut next = 0;
    while let Some(at) = group.get(next).copied().filter(|_| group.len() <= RIVALS) {
        let links = session.relations_of(at).filter(|link| link.kind == kind && link.state != State::Rejected);
        for other in links.map(|link| if link.from == at { link.to } else { link.from }) {
            if !group.contains(&other) && group.len() <= RIVALS && standing(session, other).is_some() {
                group.push(other);
            }
        }
        next += 1;
    }
    let mut others: Vec<&Annotation> = group[1..].iter().filter_map(|id| standing(session, *id)).collect();
    others.sort_by_key(|it| it.extent());
    let told = |it: &&Annotation| match source_name(session, it) {
        Some(name) => format!("{} ({name})", claimed(session, it)),
        None => claimed(session, it),
    };
    others.iter().map(told).collect()
}

fn standing(session: &Session, id: AnnotationId) -> Option<&Annotation> {
    session.annotation(id).filter(|it| it.state != State::Rejected)
}

/// The mention of the source that `from` is linked to.
fn source(session: &Session, from: AnnotationId) -> Option<&Annotation> {
    let mut links = session.relations_of(from).filter(|link| link.kind == "source" && link.from == from);
    links.find_map(|link| standing(session, link.to).filter(|_| link.state != State::Rejected))
}

/// Who says so: the source that is linked, or else, where no link was ever made, what the machine wrote down.
fn source_name(session: &Session, of: &Annotation) -> Option<String> {
    if let Some(source) = source(session, of.id) {
        let text = session.article().text();
        let name = source.attributes.get("name").map_or_else(|| source.extent().slice(text), String::as_str);
        return Some(shortened(name, 80));
    }
    let was_linked = session.relations_of(of.id).any(|link| link.kind == "source" && link.from == of.id);
    let written = of.attributes.get("source").or_else(|| of.attributes.get("speaker"));
    written.filter(|_| !was_linked).map(|name| shortened(name, 80))
}

/// What readers ought to know of a source without a name.
fn withheld(session: &Session, of: &Annotation) -> &'static str {
    match source(session, of.id).map(|source| source.label.0.as_str()) {
        Some("anonymous") => " (anonymous)",
        Some("vague") => " (nobody in particular)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::session::{Author, Command, suggestions};
    use postil::{Article, Engine};

    const TEXT: &str = "“We are safe,” said Awa Kone. “We wait,” she added.\n\nPolice said 20 people had died. \
                        An official, who spoke on condition of anonymity, claimed that 35 people had died. It took 3 days.";

    fn opened() -> Session {
        let mut session = Session::new(TEXT);
        let found = suggestions(TEXT, &Engine::new().annotate(&Article::new(TEXT)));
        session.suggest(Span::new(0, TEXT.len() as u32), &found, 1).unwrap();
        session
    }

    fn beside(session: &Session, paragraph: usize, shown: &[&str]) -> Vec<String> {
        let shown = shown.iter().map(|name| (*name).to_owned()).collect();
        let (notes, _) = said(session, session.article().paragraphs()[paragraph], &shown);
        notes.iter().map(|note| format!("{}: {} | {}", note.kind.name(), note.lead, note.words)).collect()
    }

    fn perform(session: &mut Session, command: &Command) {
        session.perform(command, &Author::Human(None), 2).unwrap();
    }

    #[test]
    fn a_speaker_is_named_once_in_a_paragraph() {
        let session = opened();
        assert_eq!(beside(&session, 0, &["quotation", "quantity"]), ["speaker: Awa Kone | direct speech"]);
        let (notes, _) = said(&session, session.article().paragraphs()[0], &["quotation".to_owned()].into());
        assert_eq!(notes[0].of.len(), 2);
    }

    #[test]
    fn layers_that_are_off_are_silent() {
        let session = opened();
        assert_eq!(beside(&session, 0, &["quantity"]), [""; 0]);
        assert_eq!(beside(&session, 1, &[]), [""; 0]);
    }

    #[test]
    fn claims_are_told_with_who_makes_them_and_what_stands_against_them() {
        let mut session = opened();
        let claims = |session: &Session| beside(session, 1, &["quantity"]);
        let before = claims(&session);
        assert_eq!(before.len(), 2, "{before:?}: three days are claimed by nobody");
        assert!(before[0].contains("20 people | according to Police"), "{before:?}");
        assert!(before[1].contains("35 people | according to An official (anonymous)"), "{before:?}");
        let links: Vec<AnnotationId> = session.relations().filter(|it| it.kind != "source").map(|it| it.id).collect();
        perform(&mut session, &Command::Reject(links));
        let id = |session: &Session, words: &str| {
            session
                .annotations()
                .find(|it| it.layer.name() == "quantity" && it.extent().slice(TEXT) == words)
                .unwrap()
                .id
        };
        let (one, other) = (id(&session, "20"), id(&session, "35"));
        perform(&mut session, &Command::Relate { kind: "differs".into(), from: one, to: other });
        let after = claims(&session);
        assert!(
            after[0].starts_with("dispute: 20 people | according to Police. Sources differ: 35 people"),
            "{after:?}"
        );
        assert!(after[1].contains("Sources differ: 20 people (Police)"), "{after:?}");
        perform(&mut session, &Command::Reject(vec![one]));
        assert!(!claims(&session)[0].contains("differ"));
    }

    #[test]
    fn a_corrected_speaker_is_the_one_told_and_a_rejected_one_is_not() {
        let mut session = opened();
        let link = session.relations().find(|it| it.kind == "source").unwrap().id;
        let before = beside(&session, 0, &["quotation"]);
        perform(&mut session, &Command::Reject(vec![link]));
        let after = beside(&session, 0, &["quotation"]);
        assert_ne!(before, after);
        assert!(after.iter().any(|note| note.contains("Speaker not found")), "{after:?}");
    }

    #[test]
    fn a_readers_own_note_stands_whatever_is_shown() {
        let mut session = opened();
        let span = session.article().paragraphs()[1];
        perform(&mut session, &Command::Note { span, words: Some("Ask the police.".into()) });
        assert_eq!(beside(&session, 1, &[]), ["own: Ask the police. | "]);
    }

    #[test]
    fn a_paragraph_with_too_many_notes_is_counted_and_cut() {
        let text = "“a” ".repeat(90);
        let mut session = Session::new(&text);
        for at in 0..90 {
            let span = Span::new(at * 8, at * 8 + 7);
            perform(&mut session, &Command::Note { span, words: Some(at.to_string()) });
        }
        let (notes, left_out) = said(&session, session.article().paragraphs()[0], &BTreeSet::new());
        assert_eq!((notes.len(), left_out), (40, 50));
    }

    #[test]
    fn a_number_told_as_the_text_has_it_needs_no_note_beside_its_speaker() {
        let text = "“It took 30 minutes,” said Awa Kone.";
        let mut session = Session::new(text);
        let found = suggestions(text, &Engine::new().annotate(&Article::new(text)));
        session.suggest(Span::new(0, text.len() as u32), &found, 1).unwrap();
        assert_eq!(beside(&session, 0, &["quantity"]), ["claim: 30 minutes | according to Awa Kone"]);
        assert_eq!(beside(&session, 0, &["quotation", "quantity"]), ["speaker: Awa Kone | direct speech"]);
    }
}
