//! Where annotations stand after the text was edited.
//!
//! What a person made or decided on follows its words: first by the diff, where its ends are still there and at least
//! half of its words; else by its exact words with the words around them, looked for in the paragraphs that changed, if
//! one place agrees best and more than by chance; else it becomes an orphan that keeps its words and waits for a place.
//! It is never moved by a guess and never dropped. Suggestions that nobody decided on move with paragraphs that did not
//! change and go with those that did, as the machine will read these again.

use super::diff::diff;
use super::{Change, Hunk, Session};
use crate::annotation::{Annotation, Relation};
use crate::article::Article;
use crate::text::Span;
use std::collections::BTreeMap;

/// How many characters on either side are compared.
const CONTEXT: usize = 32;
/// How many of them must agree.
const AGREEMENT: usize = 8;
/// How many bytes of each place the index of places is sorted by.
const SORTED_BY: usize = 64;
/// With more places than this to choose from, none is chosen.
const PLACES: usize = 256;

impl Session {
    /// The changes that make the text into `text` and bring everything that stands on it along; none where it is the
    /// same.
    pub(super) fn text_changes(&self, text: &str) -> Vec<Change> {
        let (old, new) = (self.article(), Article::new(text));
        let hunks = diff(old.text(), new.text());
        if hunks.is_empty() {
            return Vec::new();
        }
        let moves = Moves::new(old, &new, &hunks);
        let mut places = None;
        let mut changes = Vec::new();
        for before in self.annotations().filter(|annotation| annotation.orphan.is_none()) {
            let after = if self.is_undecided(before) {
                moves.with_paragraphs(&before.spans).map(|spans| Annotation { spans, ..before.clone() })
            } else {
                let spans = moves.with_words(&before.spans, &mut places);
                Some(spans.map_or_else(|| orphaned(before, old.text()), |spans| Annotation { spans, ..before.clone() }))
            };
            if after.as_ref() != Some(before) {
                changes.push(Change::Annotation { before: Some(before.clone()), after });
            }
        }
        let unlinked = self.unlinked(&changes);
        std::iter::once(Change::Text(hunks)).chain(changes).chain(unlinked).collect()
    }

    /// Relations of the annotations that `changes` remove.
    fn unlinked(&self, changes: &[Change]) -> Vec<Change> {
        let removed = changes.iter().filter_map(|change| match change {
            Change::Annotation { before: Some(before), after: None } => Some(before.id),
            _ => None,
        });
        let relations: BTreeMap<_, _> =
            removed.flat_map(|id| self.relations_of(id)).map(|relation| (relation.id, relation)).collect();
        let gone = |relation: &Relation| Change::Relation { before: Some(relation.clone()), after: None };
        relations.into_values().map(gone).collect()
    }
}

fn orphaned(annotation: &Annotation, text: &str) -> Annotation {
    let words: Vec<&str> = annotation.spans.iter().map(|span| span.slice(text)).collect();
    Annotation { spans: Vec::new(), orphan: Some(words.join(" … ")), ..annotation.clone() }
}

/// Where the offsets of one text lie in another.
struct Moves<'a> {
    old: &'a Article,
    new: &'a Article,
    hunks: &'a [Hunk],
    /// Where each hunk's words lie in the new text.
    brought: Vec<Span>,
}

impl<'a> Moves<'a> {
    fn new(old: &'a Article, new: &'a Article, hunks: &'a [Hunk]) -> Self {
        let (mut end_old, mut end_new) = (0, 0);
        let mut brought = Vec::with_capacity(hunks.len());
        for hunk in hunks {
            let start = end_new + (hunk.start - end_old);
            (end_old, end_new) = (hunk.end(), start + hunk.after.len() as u32);
            brought.push(Span::new(start, end_new));
        }
        Self { old, new, hunks, brought }
    }

    /// Where the byte at `at` of the old text is now; nothing where it is gone.
    fn moved(&self, at: u32) -> Option<u32> {
        let next = self.hunks.partition_point(|hunk| hunk.end() <= at);
        if self.hunks.get(next).is_some_and(|hunk| hunk.start <= at) {
            return None;
        }
        let Some(last) = next.checked_sub(1) else { return Some(at) };
        Some(self.brought[last].end + (at - self.hunks[last].end()))
    }

    /// The span around everything of `span` that is left, where its first and last byte are.
    fn ends(&self, span: Span) -> Option<Span> {
        Some(Span::new(self.moved(span.start)?, self.moved(span.end.checked_sub(1)?)? + 1))
    }

    /// The fragments in paragraphs that did not change; nothing where one of theirs did.
    fn with_paragraphs(&self, spans: &[Span]) -> Option<Vec<Span>> {
        spans.iter().map(|span| self.with_paragraph(*span)).collect()
    }

    fn with_paragraph(&self, span: Span) -> Option<Span> {
        let paragraphs = self.old.paragraphs();
        let after = paragraphs.partition_point(|paragraph| paragraph.start <= span.start);
        let paragraph = *paragraphs.get(after.checked_sub(1)?)?;
        let moved = self.ends(paragraph)?;
        let stands = paragraph.contains(span) && self.new.paragraphs().binary_search(&moved).is_ok();
        let same = paragraph.slice(self.old.text()) == moved.slice(self.new.text());
        (stands && same).then(|| {
            Span::new(moved.start + (span.start - paragraph.start), moved.start + (span.end - paragraph.start))
        })
    }

    /// The fragments where their words are now; nothing where one cannot be told.
    fn with_words(&self, spans: &[Span], places: &mut Option<Vec<u32>>) -> Option<Vec<Span>> {
        let mut moved: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            let span = self.by_diff(*span).or_else(|| self.by_words(*span, places))?;
            match moved.last_mut() {
                Some(last) if last.end > span.start => return None,
                Some(last) if last.end == span.start => last.end = span.end,
                _ => moved.push(span),
            }
        }
        Some(moved)
    }

    fn by_diff(&self, span: Span) -> Option<Span> {
        let moved = self.ends(span)?;
        let first = self.hunks.partition_point(|hunk| hunk.end() <= span.start);
        let end = self.hunks.partition_point(|hunk| hunk.start < span.end);
        let gone: u32 = self.hunks.get(first..end)?.iter().map(|hunk| hunk.before.len() as u32).sum();
        let kept = span.len() - gone;
        let enough = kept * 2 >= span.len() && kept * 2 >= moved.len();
        (enough && self.cuts_no_word(span, moved)).then_some(moved)
    }

    /// Whether the ends of `moved` stand between words where those of `span` do.
    fn cuts_no_word(&self, span: Span, moved: Span) -> bool {
        let pairs = [(span.start, moved.start), (span.end, moved.end)];
        pairs.iter().all(|(old, new)| !between_words(self.old.text(), *old) || between_words(self.new.text(), *new))
    }

    /// The one place among the new words that has the words of `span` and the most of those around it.
    fn by_words(&self, span: Span, places: &mut Option<Vec<u32>>) -> Option<Span> {
        let words = span.slice(self.old.text());
        let text = self.new.text();
        let places = places.get_or_insert_with(|| self.places());
        let head = |at: u32, length: usize| &text.as_bytes()[at as usize..][..length.min(text.len() - at as usize)];
        let wanted = &words.as_bytes()[..words.len().min(SORTED_BY)];
        let from = places.partition_point(|at| head(*at, wanted.len()) < wanted);
        let mut best = (0, None);
        let found = places[from..].iter().take_while(|at| head(**at, wanted.len()) == wanted);
        for (count, at) in found.enumerate() {
            let place = Span::new(*at, at + words.len() as u32);
            if count >= PLACES {
                return None;
            }
            if place.slice(text) != words || !self.is_brought(place) || !self.cuts_no_word(span, place) {
                continue;
            }
            let agreement = self.agreement(span, place);
            match agreement.cmp(&best.0) {
                std::cmp::Ordering::Greater => best = (agreement, Some(place)),
                std::cmp::Ordering::Equal => best.1 = None,
                std::cmp::Ordering::Less => {}
            }
        }
        best.1.filter(|_| best.0 >= AGREEMENT)
    }

    /// Where words begin in the paragraphs that changed, sorted by what stands there.
    fn places(&self) -> Vec<u32> {
        let text = self.new.text();
        let mut places = Vec::new();
        let mut hunks = self.brought.iter().peekable();
        for paragraph in self.new.paragraphs() {
            while hunks.next_if(|brought| brought.end <= paragraph.start).is_some() {}
            if hunks.peek().is_some_and(|brought| brought.start < paragraph.end) {
                let offsets = paragraph.slice(text).char_indices().map(|(at, _)| paragraph.start + at as u32);
                places.extend(offsets.filter(|at| between_words(text, *at)));
            }
        }
        let head = |at: u32| &text.as_bytes()[at as usize..][..SORTED_BY.min(text.len() - at as usize)];
        places.sort_unstable_by(|left, right| head(*left).cmp(head(*right)).then(left.cmp(right)));
        places
    }

    /// Whether some of the words at `place` were not in the text before.
    fn is_brought(&self, place: Span) -> bool {
        let after = self.brought.partition_point(|brought| brought.end <= place.start);
        self.brought[after..].iter().find(|brought| !brought.is_empty()).is_some_and(|brought| brought.overlaps(place))
    }

    /// How many characters around `old` are the same around `new`.
    fn agreement(&self, old: Span, new: Span) -> usize {
        let (text_old, text_new) = (self.old.text(), self.new.text());
        let split_old = (&text_old[..old.start as usize], &text_old[old.end as usize..]);
        let split_new = (&text_new[..new.start as usize], &text_new[new.end as usize..]);
        let same = |pair: &(char, char)| pair.0 == pair.1;
        let before = split_old.0.chars().rev().zip(split_new.0.chars().rev()).take(CONTEXT).take_while(same);
        let after = split_old.1.chars().zip(split_new.1.chars()).take(CONTEXT).take_while(same);
        before.count() + after.count()
    }
}

/// Whether the place at `at` does not cut a run of letters and digits.
fn between_words(text: &str, at: u32) -> bool {
    let before = text.get(..at as usize).and_then(|text| text.chars().next_back());
    let after = text.get(at as usize..).and_then(|text| text.chars().next());
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use crate::session::{Author, Command, Session, Suggestion, Suggestions};
    use crate::text::Span;
    use crate::{Label, Layer};
    use std::collections::BTreeMap;

    /// A Session on `marked` with a person's annotation on each stretch in brackets.
    fn session(marked: &str) -> Session {
        let mut session = Session::new(&marked.replace(['[', ']'], ""));
        let mut spans = Vec::new();
        for (count, (at, bracket)) in marked.match_indices(['[', ']']).enumerate() {
            let at = (at - count) as u32;
            if bracket == "[" {
                spans.push(Span::new(at, at));
            } else if let Some(last) = spans.last_mut() {
                last.end = at;
            }
        }
        for span in spans {
            let (layer, label) = (Layer::Entity, Label::from("ORG"));
            session.perform(&Command::Annotate { layer, label, spans: vec![span] }, &Author::Human(None), 0).unwrap();
        }
        session
    }

    /// The text with annotations in brackets, and the words of orphans after it.
    fn shown(session: &Session) -> String {
        let mut shown = session.article().text().to_owned();
        let mut edges: Vec<_> = session
            .annotations()
            .flat_map(|it| &it.spans)
            .flat_map(|span| [(span.start, '['), (span.end, ']')])
            .collect();
        edges.sort_unstable();
        for (at, bracket) in edges.into_iter().rev() {
            shown.insert(at as usize, bracket);
        }
        session.annotations().filter_map(|it| it.orphan.as_ref()).fold(shown, |shown, words| shown + " ORPHAN " + words)
    }

    #[test]
    fn annotations_follow_their_words_or_become_orphans() {
        let cases = [
            ("It moved: [Red Cross] said.", "So it moved again: [Red Cross] said."),
            ("A typo in [Abass Dembele].", "A typo in [Abass Dembelle]."),
            ("A word comes [inside this long quotation].", "A word comes [inside this very long quotation]."),
            ("About [20] fled.", "About 200 fled. ORPHAN 20"),
            ("The [Mali] team won.", "The Malian team won. ORPHAN Mali"),
            ("Then [Dembele] left.", "Then Diallo left. ORPHAN Dembele"),
            ("From [Mali] to Mali.", "From here to Mali. ORPHAN Mali"),
            (
                "Aid workers of [Red Cross] left on Monday.\nRain fell all day.\nNobody came.\n",
                "Rain fell all day.\nNobody came.\nAid workers of [Red Cross] left on Monday.\n",
            ),
            ("Here [one] of them.", "Here [one] of them. And here one of them."),
            ("One [thing], another [thing].", "Another [thing]. ORPHAN thing"),
            ("[😀 smile] on", "so [😀 smile] on"),
        ];
        for (before, after) in cases {
            let mut session = session(before);
            let text = after.split(" ORPHAN ").next().unwrap_or_default().replace(['[', ']'], "");
            session.perform(&Command::EditText(text), &Author::Human(None), 0).unwrap();
            assert_eq!(shown(&session), after);
            session.undo(&Author::Human(None), 0).unwrap();
            assert_eq!(shown(&session), before);
        }
    }

    #[test]
    fn words_that_come_back_in_two_places_are_not_guessed() {
        let line = "Aid workers of [Red Cross] left on Monday.\n";
        let mut session = session(&format!("{line}Rain fell.\n"));
        let line = line.replace(['[', ']'], "");
        let text = format!("Rain stopped.\n{line}Sun.\n{line}");
        session.perform(&Command::EditText(text), &Author::Human(None), 0).unwrap();
        assert_eq!(session.annotations().next().unwrap().orphan.as_deref(), Some("Red Cross"));
    }

    #[test]
    fn suggestions_move_with_whole_paragraphs_and_go_with_changed_ones() {
        let mut session = Session::new("Awa left.\nKoffi came.\nAma slept.\n");
        let suggestion = |start: u32, end: u32| Suggestion {
            layer: Layer::Entity,
            label: Label::from("PERSON"),
            spans: vec![Span::new(start, end)],
            attributes: BTreeMap::new(),
            confidence: 0.5,
        };
        let annotations = vec![suggestion(0, 3), suggestion(10, 15), suggestion(22, 25)];
        let suggestions = Suggestions { annotations, relations: Vec::new() };
        session.suggest(Span::new(0, 33), &suggestions, 0).unwrap();
        let text = "Awa left.\nKoffi came back.\nAma slept.\n".to_owned();
        session.perform(&Command::EditText(text), &Author::Human(None), 0).unwrap();
        assert_eq!(shown(&session), "[Awa] left.\nKoffi came back.\n[Ama] slept.\n");
    }
}
