//! What giving all places a label would do, place by place and in numbers. The button says no more and no less than
//! what it does.

use crate::card::shortened;
use crate::labels::{label_words, layer_of};
use postil::find::Places;
use postil::session::{Prospect, Session};
use postil::{Label, Span};
use std::collections::BTreeMap;

/// How much of the line is shown before and after a place, in characters.
const CONTEXT: usize = 28;

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it is.
    pub(super) span: Span,
    /// What labelling it would do.
    pub(super) prospect: Prospect,
    /// Whether the reader wants it, or has not said no to what is no exception.
    pub(super) included: bool,
}

impl Row {
    /// Whether the button does anything here.
    pub(super) const fn is_to_do(&self) -> bool {
        self.included && !matches!(self.prospect, Prospect::Nothing(_))
    }
}

/// One row for each place, in order.
pub(super) fn rows(
    session: &Session,
    places: &Places,
    (layer, label): (&str, &str),
    decided: &BTreeMap<Span, bool>,
) -> Vec<Row> {
    let (layer, label) = (layer_of(layer), Label::from(label));
    let row = |span: &Span| {
        let prospect = session.prospect(&layer, &label, *span);
        let included = decided.get(span).copied().unwrap_or(!prospect.is_exception());
        Row { span: *span, prospect, included }
    };
    places.spans.iter().map(row).collect()
}

/// What stands around a place in its line, by whole words where that can be.
pub(super) fn context(text: &str, span: Span) -> (String, String) {
    context_of(text, span, CONTEXT)
}

/// The same with so many characters.
pub(crate) fn context_of(text: &str, span: Span, most: usize) -> (String, String) {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    let before: String = near(before.chars().rev(), most).chars().rev().collect();
    (before, near(after.chars(), most))
}

/// The characters up to the end of the line, or `most` of them without the word that is cut, and an ellipsis.
fn near(characters: impl Iterator<Item = char>, most: usize) -> String {
    let line: Vec<char> = characters.take_while(|it| *it != '\n').take(most + 1).collect();
    if line.len() <= most {
        return line.into_iter().collect();
    }
    let space = line.iter().rposition(|it| it.is_whitespace()).filter(|space| *space > 0);
    line.into_iter().take(space.unwrap_or(most)).chain(['…']).collect()
}

/// What would be done at a place, in words.
pub(super) fn note(session: &Session, prospect: Prospect) -> String {
    let there = prospect.annotation().and_then(|id| session.annotation(id));
    let label = there.map(|it| label_words(it.layer.name(), &it.label.0).to_owned()).unwrap_or_default();
    match prospect {
        Prospect::Relabel(_) => format!("now: {label}"),
        Prospect::Overlaps(_) => {
            let words = there.map(|it| it.extent().slice(session.article().text())).unwrap_or_default();
            format!("overlaps “{}”", shortened(words, 40))
        }
        other => kind_words(other).to_owned(),
    }
}

/// How many places there are of each kind.
pub(super) fn summary(rows: &[Row], more: bool) -> String {
    let all = match (rows.len(), more) {
        (0, _) => return "No place has these words.".to_owned(),
        (1, _) => "1 place".to_owned(),
        (count, false) => format!("{count} places"),
        (count, true) => format!("The first {count} places"),
    };
    let counted = KINDS.iter().filter_map(|kind| {
        let count = rows.iter().filter(|row| kind_words(row.prospect) == *kind).count();
        (count > 0).then(|| format!("{count} {kind}"))
    });
    format!("{all}: {}.", counted.collect::<Vec<_>>().join(", "))
}

const KINDS: [&str; 6] =
    ["new", "suggested so", "with another label", "labelled so already", "rejected before", "overlapping another"];

const fn kind_words(prospect: Prospect) -> &'static str {
    match prospect {
        Prospect::Annotate => KINDS[0],
        Prospect::Accept(_) => KINDS[1],
        Prospect::Relabel(_) => KINDS[2],
        Prospect::Nothing(_) => KINDS[3],
        Prospect::Rejected(_) => KINDS[4],
        Prospect::Overlaps(_) => KINDS[5],
    }
}

/// What the button does.
pub(super) fn deed(rows: &[Row], layer: &str, label: &str) -> String {
    let to_do = rows.iter().filter(|row| row.is_to_do()).count();
    let left_out = rows.iter().filter(|row| !row.included && !matches!(row.prospect, Prospect::Nothing(_))).count();
    let left_out = if left_out > 0 { format!("; {left_out} left out") } else { String::new() };
    match to_do {
        0 => format!("Nothing to label{left_out}"),
        1 => format!("Label 1 place {}{left_out}", label_words(layer, label)),
        count => format!("Label {count} places {}{left_out}", label_words(layer, label)),
    }
}

/// What was done, for the line at the foot.
pub(super) fn done_words(rows: &[Row], layer: &str, label: &str) -> String {
    deed(rows, layer, label).replacen("Label", "Labelled", 1) + ". One Undo takes it back."
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::annotation::AnnotationId;

    fn row(prospect: Prospect, included: bool) -> Row {
        Row { span: Span::new(0, 4), prospect, included }
    }

    #[test]
    fn the_numbers_and_the_button_say_what_will_be_done() {
        let id = AnnotationId(0);
        let rows = [
            row(Prospect::Annotate, true),
            row(Prospect::Annotate, false),
            row(Prospect::Accept(id), true),
            row(Prospect::Nothing(id), true),
            row(Prospect::Overlaps(id), false),
        ];
        assert_eq!(
            summary(&rows, false),
            "5 places: 2 new, 1 suggested so, 1 labelled so already, 1 overlapping another."
        );
        assert_eq!(deed(&rows, "entity", "ORG"), "Label 2 places Organisation; 2 left out");
        assert_eq!(done_words(&rows[..1], "entity", "ORG"), "Labelled 1 place Organisation. One Undo takes it back.");
        assert_eq!(deed(&rows[3..4], "entity", "ORG"), "Nothing to label");
        assert_eq!(summary(&[], false), "No place has these words.");
        assert!(summary(&rows, true).starts_with("The first 5 places: "));
    }

    #[test]
    fn what_stands_around_a_place_ends_with_its_line() {
        let text = "One.\nÀ a Mali b.\nTwo.";
        assert_eq!(context(text, Span::new(10, 14)), ("À a ".to_owned(), " b.".to_owned()));
        let long = format!("{} Mali {}", "é".repeat(40), "o".repeat(40));
        let (before, after) = context(&long, Span::new(81, 85));
        assert!(before.starts_with("…é") && before.chars().count() <= CONTEXT + 1);
        assert!(after.ends_with("o…") && after.chars().count() <= CONTEXT + 1);
        let words = "A senior official of the port of Mali said so to those who asked them.";
        let (before, after) = context(words, Span::new(33, 37));
        assert_eq!((&before[..], &after[..]), ("…official of the port of ", " said so to those who asked…"));
    }
}
