//! Puts the text together: white space as CSS collapses it, blank lines between blocks.

use super::element::Kind;

/// What stands between the last word and the next; the later in this order wins.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Tab,
    Newline,
    BlankLine,
}

/// The text so far. Gaps are held back until a word follows, so that none stands at the start or the end.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
    gap: Gap,
    preformatted: u32,
}

impl Writer {
    /// The element begins.
    pub(super) fn open(&mut self, kind: Kind) {
        self.block(kind);
        match kind {
            Kind::Quote => self.word("\u{201c}"),
            Kind::Preformatted => self.preformatted += 1,
            _ => {}
        }
    }

    /// The element ends.
    pub(super) fn close(&mut self, kind: Kind) {
        match kind {
            Kind::Quote => self.close_quote(),
            Kind::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
            _ => {}
        }
        self.block(kind);
    }

    /// The gap that an element of this kind leaves where it begins and ends.
    pub(super) fn block(&mut self, kind: Kind) {
        self.widen(match kind {
            Kind::Block | Kind::Preformatted | Kind::Rule => Gap::BlankLine,
            Kind::Line | Kind::Break => Gap::Newline,
            Kind::Cell => Gap::Tab,
            _ => Gap::Nothing,
        });
    }

    /// Text as it stands in the source.
    pub(super) fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.lines(text);
        } else {
            self.words(text);
        }
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn words(&mut self, text: &str) {
        const SPACE: [char; 5] = [' ', '\t', '\n', '\r', '\u{c}'];
        for piece in text.split_inclusive(SPACE) {
            let word = piece.trim_end_matches(SPACE);
            if !word.is_empty() {
                self.word(word);
            }
            if word.len() < piece.len() {
                self.widen(Gap::Space);
            }
        }
    }

    fn lines(&mut self, text: &str) {
        for piece in text.split_inclusive('\n') {
            let line = piece.trim_end();
            if !line.is_empty() {
                self.word(if self.out.is_empty() { line.trim_start() } else { line });
            }
            if piece.ends_with('\n') {
                self.widen(if self.gap == Gap::Newline { Gap::BlankLine } else { Gap::Newline });
            }
        }
    }

    fn word(&mut self, word: &str) {
        let gap = match std::mem::take(&mut self.gap) {
            _ if self.out.is_empty() => "",
            Gap::Nothing => "",
            Gap::Space => " ",
            Gap::Tab => "\t",
            Gap::Newline => "\n",
            Gap::BlankLine => "\n\n",
        };
        self.out.push_str(gap);
        self.out.push_str(word);
    }

    /// A closing mark belongs to the word before it, whatever space the source has there.
    fn close_quote(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        self.out.push('\u{201d}');
        self.gap = gap;
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }
}
