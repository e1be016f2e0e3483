//! Writes the notes of one paragraph as HTML.

use super::said::Note;
use crate::card::shortened;
use crate::pane::markup::escape;
use std::fmt::Write;

/// How much of the text a note repeats for those who hear the page, in characters.
const REPEATED: usize = 40;

/// The notes beside paragraph `index`, with what stands where they do not fit or fold.
pub(super) fn notes(text: &str, index: usize, notes: &[Note], left_out: usize) -> String {
    let mut html = String::with_capacity(400 * notes.len());
    let count = notes.len() + left_out;
    let many = if count == 1 { "note" } else { "notes" };
    // Writing to a String cannot fail.
    let _ = write!(
        html,
        "<div class=\"postils\" data-notes=\"{index}\"><button type=\"button\" class=\"unfold\" tabindex=\"-1\" \
         aria-expanded=\"false\">{count} {many}</button><ul aria-label=\"Notes on this paragraph\">"
    );
    for note in notes {
        write_note(&mut html, text, note);
    }
    if left_out > 0 {
        let _ = write!(html, "<li class=\"left-out\">and {left_out} more in the text</li>");
    }
    html.push_str("</ul><button type=\"button\" class=\"more\" tabindex=\"-1\" hidden></button></div>");
    html
}

fn write_note(html: &mut String, text: &str, note: &Note) {
    let ids: Vec<String> = note.of.iter().map(|id| id.0.to_string()).collect();
    let _ = write!(
        html,
        "<li><button type=\"button\" class=\"postil\" id=\"postil-{}\" data-kind=\"{}\" data-of=\"{}\" data-span=\"{} {}\" \
         tabindex=\"-1\"><span class=\"unseen\">Note on “",
        ids.first().map_or("", String::as_str),
        note.kind.name(),
        ids.join(" "),
        note.span.start,
        note.span.end,
    );
    escape(html, &shortened(note.span.slice(text), REPEATED));
    html.push_str("”: </span><span class=\"lead\">");
    escape(html, &note.lead);
    html.push_str("</span>");
    if !note.words.is_empty() {
        html.push_str(" <span class=\"said\">");
        escape(html, &note.words);
        html.push_str("</span>");
    }
    html.push_str("</button></li>");
}

#[cfg(test)]
mod tests {
    use super::super::said::Kind;
    use super::*;
    use postil::Span;
    use postil::annotation::AnnotationId;

    #[test]
    fn a_note_says_what_it_is_on_and_nothing_in_it_is_markup() {
        let note = Note {
            kind: Kind::Own,
            of: vec![AnnotationId(7), AnnotationId(9)],
            span: Span::new(0, 3),
            lead: "<script>\"".to_owned(),
            words: "a & b".to_owned(),
        };
        let html = notes("<i>", 4, &[note], 2);
        assert!(html.contains("data-notes=\"4\"") && html.contains(">3 notes</button>") && html.contains("and 2 more"));
        assert!(html.contains("id=\"postil-7\"") && html.contains("data-of=\"7 9\""));
        assert!(html.contains("Note on “&lt;i&gt;”: </span><span class=\"lead\">&lt;script&gt;&quot;</span>"));
        assert!(html.contains("a &amp; b") && !html.contains("<script") && !html.contains("<i>"));
    }
}
