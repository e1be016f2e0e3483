//! Tokens as the detector of names sees them: their shape, what the lexicons know, and where they stand.

use super::casual;
use crate::Document;
use crate::lexicon::names::{Class, Classes, FixedSet, Names};
use crate::segment::{Token, TokenKind};
use crate::text::Span;
use std::borrow::Cow;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// "word".
    Lower,
    /// "Word".
    Capital,
    /// "WORD", "U.N.", two letters or more.
    Upper,
    /// "`McDonald`", "`iPhone`".
    Mixed,
    /// "J.", "J".
    Initial,
    /// Digits.
    Number,
    /// Punctuation, symbols, addresses.
    Other,
}

/// One token with all that decides about names.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each asked by itself")]
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    /// As it is looked up: as written, but "Word" for "WORD" in a line of capitals.
    pub(super) text: Cow<'a, str>,
    /// In lower case.
    pub(super) lower: Cow<'a, str>,
    pub(super) span: Span,
    pub(super) shape: Shape,
    /// What the lexicons know of it as written and in lower case.
    pub(super) classes: Classes,
    /// Number of its sentence.
    pub(super) sentence: u32,
    /// First word of its sentence, or of speech, or after a colon.
    pub(super) initial: bool,
    /// Touches the token before it.
    pub(super) glued: bool,
    /// Stands in a line whose capitals say nothing.
    pub(super) headline: bool,
    /// Written in lower case in a text that does without capitals, and read as if it had one.
    pub(super) restored: bool,
    /// How many tokens the longest known phrase has that begins here; 0 where none does.
    pub(super) phrase: usize,
    /// What is known of that phrase.
    pub(super) phrase_classes: Classes,
    /// Also an ordinary word, by the lexicon or because the document has it in lower case.
    pub(super) ordinary: bool,
}

impl Word<'_> {
    /// Whether it could be part of a name by the way it is written.
    pub(super) fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Initial)
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }
}

/// The words of `document`, one for each token.
pub(super) fn words<'a>(document: &Document<'a>, names: &Names) -> Vec<Word<'a>> {
    let mut words = Vec::with_capacity(document.tokens.len());
    let mut rest = document.tokens;
    for (number, sentence) in document.sentences.iter().enumerate() {
        let outside = rest.partition_point(|token| token.span.end <= sentence.end);
        let (tokens, after) = rest.split_at(outside);
        rest = after;
        words.extend(sentence_words(document.text, tokens, number as u32));
    }
    casual::restore(&mut words, names);
    classify(&mut words, names);
    words
}

fn sentence_words<'a>(text: &'a str, tokens: &'a [Token], sentence: u32) -> impl Iterator<Item = Word<'a>> {
    let case = case_of(text, tokens);
    let mut initial = true;
    let mut end = 0;
    tokens.iter().map(move |token| {
        let mut word = plain_word(text, token, case);
        word.sentence = sentence;
        word.initial = initial;
        word.glued = token.span.start == end;
        end = token.span.end;
        initial = match word.shape {
            Shape::Other => initial || opens(&word.lower),
            _ => false,
        };
        word
    })
}

/// Whether a capital after this mark says no more than one at the start of a sentence.
fn opens(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "‘" | ":" | "«" | "•" | "*" | "…" | "..." | "—" | "''" | "``" | "." | "?" | "!")
}

/// What the capitals of a sentence are worth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Told,
    Title,
    Capitals,
}

/// Lines in capitals and titles written with capitals are told by the share of their words that begin with one.
fn case_of(text: &str, tokens: &[Token]) -> Case {
    let (mut long, mut capital, mut upper, mut lower) = (0, 0, 0, 0);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        let word = token.span.slice(text);
        let is_capital = word.starts_with(char::is_uppercase);
        lower += usize::from(!is_capital);
        if word.len() > 3 {
            long += 1;
            capital += usize::from(is_capital);
            upper += usize::from(is_capital && !word.chars().any(char::is_lowercase));
        }
    }
    let ended = tokens.last().is_some_and(|token| matches!(token.span.slice(text), "." | "?" | "!" | "”" | "\""));
    if long >= 2 && upper * 5 >= long * 4 && upper > 1 && lower <= long / 3 {
        Case::Capitals
    } else if long >= 3 && capital * 5 >= long * 4 && !ended {
        Case::Title
    } else {
        Case::Told
    }
}

fn plain_word<'a>(text: &'a str, token: &Token, case: Case) -> Word<'a> {
    let written = token.span.slice(text);
    let shape = shape(written, token.kind);
    let (text, lower) = match shape {
        Shape::Lower | Shape::Number | Shape::Other => (Cow::Borrowed(written), Cow::Borrowed(written)),
        Shape::Upper if case == Case::Capitals && written.len() > 3 => {
            let lower = written.to_lowercase();
            (Cow::Owned(capitalised(&lower)), Cow::Owned(lower))
        }
        _ => (Cow::Borrowed(written), Cow::Owned(written.to_lowercase())),
    };
    Word {
        text,
        lower,
        span: token.span,
        shape,
        classes: Classes::default(),
        sentence: 0,
        initial: false,
        glued: false,
        headline: case != Case::Told,
        restored: false,
        phrase: 0,
        phrase_classes: Classes::default(),
        ordinary: false,
    }
}

pub(super) fn capitalised(lower: &str) -> String {
    let mut letters = lower.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn shape(written: &str, kind: TokenKind) -> Shape {
    match kind {
        TokenKind::Word => word_shape(written),
        TokenKind::Number => Shape::Number,
        TokenKind::Punctuation | TokenKind::Symbol | TokenKind::Address => Shape::Other,
    }
}

fn word_shape(written: &str) -> Shape {
    let (mut upper, mut lower, mut inner) = (0, 0, false);
    for (place, letter) in written.chars().enumerate() {
        if letter.is_uppercase() {
            upper += 1;
            inner |= place > 0;
        } else if letter.is_lowercase() {
            lower += 1;
        }
    }
    let first = written.starts_with(char::is_uppercase);
    match (upper, lower) {
        (0, _) => Shape::Lower,
        (1, 0) if written.chars().count() <= 2 => Shape::Initial,
        (_, 0) => Shape::Upper,
        (_, 1) if upper > 1 && written.ends_with('s') => Shape::Upper,
        _ if first && !inner => Shape::Capital,
        _ => Shape::Mixed,
    }
}

/// Fills in what the lexicons and the document as a whole know of every word.
fn classify(words: &mut [Word], names: &Names) {
    let mut seen: FixedSet<String> = FixedSet::default();
    for word in words.iter_mut() {
        word.classes = match word.shape {
            Shape::Other | Shape::Number => Classes::default(),
            Shape::Lower => names.word(&word.text),
            _ => names.word(&word.text).with(names.word(&word.lower)),
        };
        if word.shape == Shape::Upper && word.classes.is_empty() && word.text.chars().count() > 3 {
            read_as_capitalised(word, names);
        }
        if word.shape == Shape::Lower
            && !word.classes.any(&[Class::Ordinary, Class::Function])
            && !seen.contains(&*word.lower)
        {
            seen.insert(word.lower.to_string());
        }
    }
    for word in words.iter_mut().filter(|word| word.is_capitalised() || (word.glued && word.shape == Shape::Lower)) {
        if word.classes.is_empty() {
            word.classes = names.endings(&word.lower);
        }
        word.ordinary = word.is_capitalised() && seen.contains(&*word.lower) || names.is_ordinary(&word.lower);
    }
    find_phrases(words, names);
}

/// Takes "BEIJING" for "Beijing" where only that is known.
fn read_as_capitalised(word: &mut Word, names: &Names) {
    let text = capitalised(&word.lower);
    let classes = names.word(&text);
    if !classes.is_empty() {
        (word.text, word.classes) = (Cow::Owned(text), classes);
    }
}

/// Marks the known names of several tokens, from the left, the longest first; none reaches into another sentence.
fn find_phrases(words: &mut [Word], names: &Names) {
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let following = words.get(place + 1..).unwrap_or_default().iter();
        let following = following.take_while(|next| next.sentence == word.sentence).map(|next| &*next.text);
        let may_begin = word.is_capitalised() || word.has(Class::Particle);
        let found = if may_begin { names.phrase(&word.text, following) } else { None };
        if let (Some((tokens, classes)), Some(word)) = (found, words.get_mut(place)) {
            (word.phrase, word.phrase_classes) = (tokens, classes);
        }
        place += found.map_or(1, |(tokens, _)| tokens);
    }
}

/// What the tests of the detector's parts read.
#[cfg(test)]
pub(super) mod reading {
    use super::{Word, words};
    use crate::lexicon::names::Names;
    use crate::{Article, Document, Engine};
    use std::ops::Range;

    /// Takes the words of `text`, cut by the rules.
    pub(in super::super) fn with_words<T>(text: &str, take: impl FnOnce(&[Word]) -> T) -> T {
        let article = Article::new(text);
        let analysis = Engine::new().segmented(&article);
        let (sentences, tokens) = (&analysis.sentences, &analysis.tokens);
        let document = Document { text: article.text(), paragraphs: article.paragraphs(), sentences, tokens };
        take(&words(&document, &Names::new()))
    }

    /// The words at these places with blanks between them.
    pub(in super::super) fn joined(words: &[Word], range: Range<usize>) -> String {
        words[range].iter().map(|word| &*word.text).collect::<Vec<_>>().join(" ")
    }
}
