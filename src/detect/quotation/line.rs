//! Paragraphs as lines of items: words with what the lexicon knows of them, punctuation, and whole pieces in quotation
//! marks as one item each, so that frames of reporting see `“…” she said` and `It rained, she said` alike.

use super::marks::{self, Marked};
use super::vocabulary::{self, Classes, Reading};
use crate::Document;
use crate::analysis::Mention;
use crate::segment::{Token, TokenKind};
use crate::text::Span;

/// No line is longer, in items: a bound for hostile text, since some frames look at a whole line for each cue in it.
const LONGEST: usize = 300;

/// How many items a dateline has at most, with its dash.
const DATELINE: usize = 14;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Comma,
    Stop,
    Colon,
    Semicolon,
    Dash,
    OpenBracket,
    CloseBracket,
    /// A piece in quotation marks.
    Piece,
    Other,
}

/// One word, punctuation mark or piece in quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) classes: Classes,
    /// Its readings as a verb of saying.
    pub(super) readings: &'static [Reading],
    /// The words that may follow it as a noun of saying.
    pub(super) noun_links: &'static [&'static str],
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it lies in a mention, or stands capitalised inside a line that is not all capitals.
    pub(super) name: bool,
    /// Whether a sentence ends behind it.
    ends: bool,
}

impl Item {
    pub(super) fn is(&self, classes: Classes) -> bool {
        self.classes.meets(classes)
    }

    /// Whether it is of no closed class and no verb of saying.
    pub(super) fn is_open(&self) -> bool {
        self.classes == Classes::default() && self.readings.is_empty() && !self.name
    }

    pub(super) fn is_piece(&self) -> bool {
        self.kind == Kind::Piece
    }

    pub(super) fn is_wordlike(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }
}

/// The items of one sentence, counting a piece in quotation marks as part of the sentence that frames it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) items: &'a [Item],
}

impl<'a> Line<'a> {
    pub(super) fn get(&self, at: usize) -> Option<&'a Item> {
        self.items.get(at)
    }

    /// The item before `at`.
    pub(super) fn before(&self, at: usize) -> Option<&'a Item> {
        at.checked_sub(1).and_then(|left| self.items.get(left))
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.items.get(at).map_or("", |item| item.span.slice(self.text))
    }

    /// Whether the word at `at` is `word`, in any case.
    pub(super) fn reads(&self, at: usize, word: &str) -> bool {
        // Most words differ in length already, and that needs no look at the text.
        let fits = |item: &&Item| item.span.len() as usize == word.len();
        self.items.get(at).filter(fits).is_some_and(|item| item.span.slice(self.text).eq_ignore_ascii_case(word))
    }

    pub(super) fn is_kind(&self, at: usize, kind: Kind) -> bool {
        self.items.get(at).is_some_and(|item| item.kind == kind)
    }

    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.items.get(at).is_some_and(|item| item.is(classes))
    }

    pub(super) fn is_piece(&self, at: usize) -> bool {
        self.is_kind(at, Kind::Piece)
    }

    /// The line behind its dateline, if it has one: nobody says "KAYES, March 3 (Sahel Wire) –".
    pub(super) fn without_dateline(&self) -> Self {
        let dash = (1..self.items.len().min(DATELINE)).find(|at| self.is_kind(*at, Kind::Dash));
        let from = dash.filter(|dash| self.is_dateline(*dash)).map_or(0, |dash| dash + 1);
        Self { text: self.text, items: &self.items[from..] }
    }

    /// Whether what stands before the dash can be a dateline: a place in capitals, or one with a comma or brackets behind.
    fn is_dateline(&self, dash: usize) -> bool {
        let place = &self.items[..dash];
        let first = self.word(0);
        let shouts = first.chars().count() > 2 && !first.contains(char::is_lowercase);
        let mut items = place.iter();
        let marked = items.any(|item| matches!(item.kind, Kind::Comma | Kind::OpenBracket));
        let inner = |item: &Item| item.capital || item.kind == Kind::Number || !item.is_wordlike() && !item.is_piece();
        place.iter().all(inner) && place.first().is_some_and(|item| item.capital) && (shouts || marked)
    }

    /// The index behind the last item that is not a closing stop.
    pub(super) fn end(&self) -> usize {
        self.items.iter().rposition(|item| item.kind != Kind::Stop).map_or(0, |last| last + 1)
    }

    /// The text that the items `from..to` cover.
    pub(super) fn span(&self, from: usize, to: usize) -> Option<Span> {
        let (first, last) = (self.items.get(from)?, self.items.get(to.checked_sub(1)?)?);
        (from < to).then(|| first.span.cover(last.span))
    }
}

/// Reads the paragraphs of a document in order.
pub(super) struct Reader<'a> {
    document: &'a Document<'a>,
    mentions: &'a [Mention],
    token: usize,
    sentence: usize,
    mention: usize,
    lower: String,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document<'a>, mentions: &'a [Mention]) -> Self {
        Self { document, mentions, token: 0, sentence: 0, mention: 0, lower: String::new() }
    }

    /// The items of `paragraph`, cut into lines. Paragraphs must be asked for in order.
    pub(super) fn lines(&mut self, paragraph: Span) -> (Vec<Item>, Vec<std::ops::Range<usize>>) {
        let pieces = marks::marked(self.document.text, paragraph);
        let mut items = self.items(paragraph, &pieces);
        mark_ends(self.document.text, &mut items);
        let ranges = cut(&items);
        for range in &ranges {
            settle_capitals(self.document.text, &mut items[range.clone()]);
        }
        (items, ranges)
    }

    fn items(&mut self, paragraph: Span, pieces: &[Marked]) -> Vec<Item> {
        let mut items = Vec::new();
        let mut pending = pieces.iter().peekable();
        while let Some(token) = self.document.tokens.get(self.token).filter(|token| token.span.start < paragraph.end) {
            self.token += 1;
            while let Some(piece) = pending.next_if(|piece| piece.span.start <= token.span.start) {
                items.push(self.piece(piece.span));
            }
            let covered = items.last().is_some_and(|last: &Item| last.is_piece() && last.span.end > token.span.start);
            let straddles = pending.peek().is_some_and(|piece| piece.span.start < token.span.end);
            if !covered && !straddles && token.span.start >= paragraph.start {
                let item = self.item(*token);
                if !join_hyphenated(self.document.text, &mut items, item) {
                    items.push(item);
                }
            }
        }
        items.extend(pending.map(|piece| self.piece(piece.span)));
        items
    }

    fn piece(&mut self, span: Span) -> Item {
        let ends = self.ends_sentence(span.end);
        Item {
            span,
            kind: Kind::Piece,
            classes: Classes::default(),
            readings: &[],
            noun_links: &[],
            capital: false,
            name: false,
            ends,
        }
    }

    fn item(&mut self, token: Token) -> Item {
        let word = token.span.slice(self.document.text);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        self.lower.clear();
        if word.is_ascii() {
            self.lower.push_str(word);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        let entry = vocabulary::entry(&self.lower);
        Item {
            span: token.span,
            kind: kind(token, word),
            classes: entry.map_or(Classes::default(), |entry| entry.classes),
            readings: entry.map_or(&[], |entry| &entry.readings),
            noun_links: entry.map_or(&[], |entry| &entry.noun_links),
            capital,
            name: capital && self.is_mentioned(token.span),
            ends: self.ends_sentence(token.span.end),
        }
    }

    fn is_mentioned(&mut self, span: Span) -> bool {
        while self.mentions.get(self.mention).is_some_and(|mention| mention.span.end <= span.start) {
            self.mention += 1;
        }
        self.mentions.get(self.mention).is_some_and(|mention| mention.span.overlaps(span))
    }

    fn ends_sentence(&mut self, end: u32) -> bool {
        while self.document.sentences.get(self.sentence).is_some_and(|sentence| sentence.end < end) {
            self.sentence += 1;
        }
        self.document.sentences.get(self.sentence).is_some_and(|sentence| sentence.end == end)
    }
}

/// Makes one item of what hyphens join: "junta-backed", "al-Assadi". Whether `item` was joined to the last one.
fn join_hyphenated(text: &str, items: &mut Vec<Item>, item: Item) -> bool {
    let [.., left, hyphen] = &items[..] else { return false };
    let close = left.span.end == hyphen.span.start && hyphen.span.end == item.span.start;
    let joined = close && hyphen.span.slice(text) == "-" && left.is_wordlike() && item.is_wordlike();
    if joined && !left.ends {
        items.pop();
        if let Some(left) = items.last_mut() {
            left.span = left.span.cover(item.span);
            left.name |= item.name;
            (left.kind, left.classes, left.readings, left.noun_links) = (Kind::Word, Classes::default(), &[], &[]);
            left.ends = item.ends;
        }
    }
    joined
}

fn kind(token: Token, word: &str) -> Kind {
    match word {
        "," => Kind::Comma,
        "." | "?" | "!" | "..." | "…" => Kind::Stop,
        ":" => Kind::Colon,
        ";" => Kind::Semicolon,
        "-" | "--" | "---" | "–" | "—" | "―" => Kind::Dash,
        "(" | "[" => Kind::OpenBracket,
        ")" | "]" => Kind::CloseBracket,
        _ => match token.kind {
            TokenKind::Word => Kind::Word,
            TokenKind::Number => Kind::Number,
            _ => Kind::Other,
        },
    }
}

/// Decides where a sentence ends behind a piece with its own stop: not where the reporting clause still follows.
fn mark_ends(text: &str, items: &mut [Item]) {
    for at in 0..items.len() {
        if items[at].kind == Kind::Stop && items.get(at + 1).is_some_and(Item::is_piece) {
            items[at].ends |= !at.checked_sub(1).is_some_and(|left| items[left].is(Classes::TITLE));
        } else if items[at].is_piece() && stopped_by(text, items[at].span, &['.', '?', '!', '…']) {
            let exclaims = stopped_by(text, items[at].span, &['?', '!']);
            items[at].ends = !is_reported_by(text, &items[at + 1..], exclaims);
        } else if items[at].is_piece() {
            items[at].ends &= items.get(at + 1).is_none_or(|next| next.capital);
        }
    }
}

/// Whether one of `stops` is the last character inside the marks of `piece`.
pub(super) fn stopped_by(text: &str, piece: Span, stops: &[char]) -> bool {
    let inner = piece.slice(text).trim_end_matches(['"', '”', '“', '\'', '’', '»', ' ']);
    inner.ends_with(stops)
}

/// Whether `rest` begins with a reporting clause or goes on in lower case: "he said.", "Awa Kone asked.", "was his answer".
fn is_reported_by(text: &str, rest: &[Item], exclaims: bool) -> bool {
    let Some(first) = rest.first() else { return false };
    if matches!(first.kind, Kind::Comma | Kind::Dash | Kind::Semicolon) {
        return true;
    }
    if first.kind == Kind::Word && !first.capital {
        return true;
    }
    let verb = rest.iter().take(12).position(|item| !item.readings.is_empty() && !item.capital);
    let Some(verb) = verb.filter(|verb| *verb > 0) else { return false };
    let said = matches!(rest[verb].span.slice(text), "said" | "says" | "asked" | "added" | "told");
    let inner = |item: &Item| item.is_wordlike() || exclaims && said && matches!(item.kind, Kind::Comma | Kind::Stop);
    let subject = rest[..verb].iter().all(|item| inner(item) && !item.is(Classes::RELATIVE.or(Classes::BE)));
    let closes = rest.get(verb + 1).is_none_or(|tail| {
        let open = !exclaims && !matches!(tail.span.slice(text), "in" | "of");
        tail.kind == Kind::Stop
            || tail.kind == Kind::Comma && exclaims
            || tail.is(Classes::TIME) && tail.capital
            || !open && tail.is(Classes::PREPOSITION)
    });
    subject && closes
}

fn cut(items: &[Item]) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for (at, item) in items.iter().enumerate() {
        if item.ends || at + 1 == items.len() || at + 1 - start == LONGEST {
            ranges.push(start..at + 1);
            start = at + 1;
        }
    }
    ranges
}

/// Capitals inside a line mean names, unless the whole line is set in them as headlines are.
fn settle_capitals(text: &str, line: &mut [Item]) {
    let words = line.iter().filter(|item| item.kind == Kind::Word).count();
    let capitals = line.iter().filter(|item| item.kind == Kind::Word && item.capital).count();
    let headline = words > 3 && capitals * 5 > words * 3;
    let mut opens = true;
    for at in 0..line.len() {
        let possessive = is_possessive(text, line, at);
        let joined = at > 0 && line[at - 1].kind == Kind::Dash && line[at - 1].span.end == line[at].span.start;
        let item = &mut line[at];
        if possessive {
            item.classes = Classes::default();
        }
        if joined {
            item.readings = &[];
        }
        let named = item.name || (item.capital && !opens && !headline);
        if named && item.span.slice(text) != "I" {
            item.name = true;
            item.readings = &[];
            item.classes = item.classes.only(Classes::TIME.or(Classes::TITLE));
        }
        opens = item.is_piece() || item.kind == Kind::Colon;
    }
}

/// Whether the clitic at `at` is a genitive and not a verb: behind a noun, not a pronoun.
fn is_possessive(text: &str, line: &[Item], at: usize) -> bool {
    let pronouns = Classes::PRONOUN.or(Classes::QUESTION);
    vocabulary::is_genitive(line[at].span.slice(text)) && at > 0 && !line[at - 1].is(pronouns)
}
