//! The noun that a number counts.

use super::draft::{Amount, Draft};
use super::lexer::Kind;
use super::number;
use super::reader::Reader;
use crate::analysis::{Quantity, QuantityKind};
use crate::lexicon::quantity::Setting;
use crate::text::Span;

/// A counted noun lies within so many words of its number.
const REACH: usize = 6;

/// The noun that `draft` counts, with the words that describe it.
pub(super) fn counted(reader: &Reader, draft: &Draft, next: usize) -> Option<Span> {
    let first = start(reader, draft, next)?;
    let end = head(reader, draft, first)?;
    let parens =
        reader.is_sign(end, "(") && reader.is_glued(end) && reader.is(end + 1, "s") && reader.is_sign(end + 2, ")");
    Some(reader.span((first, if parens { end + 3 } else { end })))
}

/// Where the noun may begin, for kinds that count.
fn start(reader: &Reader, draft: &Draft, next: usize) -> Option<usize> {
    use QuantityKind::{Age, Count, Fraction, Percent, Ratio};
    let of = reader.is(next, "of");
    let hyphen = reader.is_hyphen(next);
    match draft.kind {
        Count | Ratio if !of => (!hyphen).then_some(next),
        Count | Ratio | Fraction | Percent if of => Some(skip_whole(reader, skip_determiner(reader, next + 1))),
        Age if reader.is_hyphen(draft.range.1.saturating_sub(2)) => Some(next),
        _ => None,
    }
}

/// "21 of the 142 seats": the number of all is skipped.
fn skip_whole(reader: &Reader, index: usize) -> usize {
    number::number(reader, index).map_or(index, |whole| whole.next)
}

fn skip_determiner(reader: &Reader, index: usize) -> usize {
    let determiner = ["the", "its", "their", "his", "her", "our", "all", "these", "those", "my", "your", "a", "an"];
    if reader.is_any(index, &determiner) { index + 1 } else { index }
}

/// One past the head of the noun phrase that begins at `first`: its first plural, or the end of the run of nouns.
fn head(reader: &Reader, draft: &Draft, first: usize) -> Option<usize> {
    let first = if reader.is_any(first, &["more", "other", "further", "additional"]) { first + 1 } else { first };
    let run = (first..first + REACH).take_while(|index| goes_on(reader, *index, first)).last()? + 1;
    if reader.is_sign(run, "'’") && reader.is(run + 1, "s") && reader.is_glued(run) {
        return None;
    }
    let plural = (first..run).find(|index| reader.is_plural(*index));
    let one = matches!(&draft.amount, Amount::Point(value) if value.to_u64() == Some(1));
    match plural {
        Some(plural) => Some(followed_by_plural(reader, plural, run)),
        None if one || draft.kind != QuantityKind::Count || run == first + 1 => Some(run.min(first + 2)),
        None => (reader.is(run, "of") || run - first <= 2).then_some(run),
    }
}

/// "first aiders", "sports clubs": a second plural right after the first is the head.
fn followed_by_plural(reader: &Reader, plural: usize, run: usize) -> usize {
    if plural + 1 < run && reader.is_plural(plural + 1) { plural + 2 } else { plural + 1 }
}

fn goes_on(reader: &Reader, index: usize, first: usize) -> bool {
    let hyphen = reader.is_hyphen(index) && index > first;
    let name = reader.kind(index) == Some(Kind::Name) && reader.is_noun_like(index + 1);
    let participle = reader.word(index).ends_with("ed")
        && !reader.is_noun_like(index + 1)
        && (index > first || !reader.is_among(index, Setting::Counted));
    hyphen || name || reader.is_noun_like(index) && !participle
}

/// "Of the 300 soldiers, 40 were arrested": the last of `found` counts what the one before it does, where that is the whole
/// it is a part of.
pub(super) fn take_from_whole(paragraph: &str, found: &mut [Quantity]) {
    let [.., whole, part] = found else { return };
    let bare = part.kind == QuantityKind::Count && part.unit.is_none() && part.parts.counted.is_none();
    let Some(counted) = whole.parts.counted.filter(|_| bare && whole.kind == QuantityKind::Count) else { return };
    let between = paragraph.get(counted.end as usize..part.span.start as usize).unwrap_or_default();
    let before = paragraph.get(..whole.span.start as usize).unwrap_or_default();
    let opened = WHOLES.iter().any(|words| ends_with_words(before, words));
    if opened && between.starts_with(',') && between.len() < MOST_BETWEEN && !between.contains(['.', ';', '!', '?']) {
        part.parts.counted = Some(counted);
    }
}

/// What opens the whole that a part is taken of.
const WHOLES: [&str; 6] = ["of the", "of its", "of their", "of his", "of her", "of some"];

/// So many bytes at most stand between a whole and its part.
const MOST_BETWEEN: usize = 60;

fn ends_with_words(text: &str, words: &str) -> bool {
    let start = text.trim_end().len().checked_sub(words.len());
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.trim_end().eq_ignore_ascii_case(words))
}
