//! Writes one paragraph as HTML: escaped text and `<mark>` elements that carry the hooks of `docs/hooks.md`.

use super::segments::{Fragment, Step, cut};
use crate::labels;
use postil::annotation::State;
use postil::{Annotation, Span};
use std::fmt::Write;

/// The fragments of `annotations` that touch `within`, ready to be cut. Owners are indices into `annotations`.
pub(crate) fn fragments(within: Span, annotations: &[&Annotation]) -> Vec<Fragment> {
    let mut found = Vec::new();
    for (owner, annotation) in annotations.iter().enumerate() {
        let rank = labels::rank(annotation.layer.name());
        for (index, span) in annotation.spans.iter().enumerate().filter(|(_, span)| span.overlaps(within)) {
            found.push(Fragment { owner, span: *span, rank, leads: index == 0 });
        }
    }
    found
}

/// The inside of the paragraph at `within`.
pub(crate) fn paragraph(text: &str, within: Span, annotations: &[&Annotation]) -> String {
    let mut html = String::with_capacity(within.len() as usize + 160 * annotations.len());
    for step in cut(within, &fragments(within, annotations)) {
        match step {
            Step::Open { owner, first } => open(&mut html, annotations[owner], first),
            Step::Close => html.push_str("</mark>"),
            Step::Text(span) => escape(&mut html, span.slice(text)),
        }
    }
    html
}

/// Appends `text` so that it stands for itself between tags and inside a quoted attribute.
pub(crate) fn escape(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // A parser drops the first and turns the second into a line feed; what stands here has the same length.
            '\0' => html.push('\u{fffd}'),
            '\r' => html.push_str("&#13;"),
            other => html.push(other),
        }
    }
}

/// The name of a decision in `data-state`.
pub(crate) const fn state_name(state: State) -> &'static str {
    match state {
        State::Suggested => "suggested",
        State::Accepted => "accepted",
        State::Rejected => "rejected",
    }
}

fn open(html: &mut String, annotation: &Annotation, first: bool) {
    let layer = annotation.layer.name();
    html.push_str("<mark data-layer=\"");
    escape(html, layer);
    html.push_str("\" data-label=\"");
    escape(html, &annotation.label.0);
    // Writing to a String cannot fail.
    let _ = write!(html, "\" data-id=\"{}\" data-state=\"{}\"", annotation.id.0, state_name(annotation.state));
    if first {
        html.push_str(" data-first data-badge=\"");
        escape(html, labels::badge(layer, &annotation.label.0));
        html.push_str("\" tabindex=\"-1\"");
    }
    let look = labels::look(layer, &annotation.label.0);
    if !look.is_empty() {
        // The names of colours and lines hold nothing to escape.
        let _ = write!(html, " data-look=\"{look}\"");
    }
    html.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::annotation::{AnnotationId, Origin};
    use postil::{Label, Layer};
    use std::collections::BTreeMap;

    fn annotation(id: u32, layer: Layer, label: &str, spans: &[(u32, u32)]) -> Annotation {
        Annotation {
            id: AnnotationId(id),
            layer,
            label: Label::from(label),
            spans: spans.iter().copied().map(Span::from).collect(),
            attributes: BTreeMap::new(),
            confidence: None,
            origin: Origin::Human,
            state: State::Suggested,
            orphan: None,
        }
    }

    #[test]
    fn a_name_in_speech_is_a_mark_in_a_mark() {
        let speech = annotation(1, Layer::Quotation, "direct", &[(0, 10)]);
        let name = annotation(2, Layer::Entity, "PERSON", &[(4, 7)]);
        let html = paragraph("\"Hi Ana & <b>\"", Span::new(0, 14), &[&speech, &name]);
        assert_eq!(
            html,
            "<mark data-layer=\"quotation\" data-label=\"direct\" data-id=\"1\" data-state=\"suggested\" data-first \
             data-badge=\"“\" tabindex=\"-1\">&quot;Hi <mark data-layer=\"entity\" data-label=\"PERSON\" data-id=\"2\" \
             data-state=\"suggested\" data-first data-badge=\"P\" tabindex=\"-1\" data-look=\"red solid\">Ana</mark> &amp; </mark>&lt;b&gt;&quot;"
        );
    }

    #[test]
    fn only_the_first_fragment_leads() {
        let speech = annotation(1, Layer::Quotation, "mixed", &[(0, 2), (4, 6)]);
        let html = paragraph("abcdef", Span::new(0, 6), &[&speech]);
        assert_eq!(html.matches("<mark").count(), 2);
        assert_eq!(html.matches("data-first").count(), 1);
    }

    #[test]
    fn nothing_in_a_text_or_a_label_is_markup() {
        let odd = annotation(1, Layer::User("\"><script>".into()), "\" onclick=\"x", &[(0, 3)]);
        let html = paragraph("<i>", Span::new(0, 3), &[&odd]);
        assert!(!html.contains("<script") && !html.contains("<i>") && !html.contains("\" onclick"));
    }
}
