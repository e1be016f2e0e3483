//! Pasted HTML to text: paragraphs, headings and list items stay, what is not the article goes, nothing is ever run.
//!
//! The HTML is read as a stream of tokens (`html5gum`, the WHATWG tokenizer), not built into a tree: a tree builder takes
//! quadratic time on deep nesting, and the text needs only to know which element it stands in. Elements that are never
//! the article (scripts, navigation, forms, hidden parts) are skipped up to their end tag. Elements whose class or id
//! says that they are share bars, newsletter boxes and the like are skipped too, unless that would lose most of the
//! text: then the page uses such names for something else and they are read.

mod element;
mod writer;

use crate::text::{TooLong, check_length};
use element::{Element, Kind};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use writer::Writer;

/// The text of `html`, with a blank line between blocks, one newline between list items, table rows and after `<br>`.
///
/// ```
/// let html = "<nav>Home</nav><h1>Flood</h1><p>Some&nbsp;50 homes<script>alert(1)</script> are lost.";
/// assert_eq!(postil::text::html::to_text(html).unwrap(), "Flood\n\nSome\u{a0}50 homes are lost.");
/// ```
///
/// # Errors
/// [`TooLong`] above [`crate::text::LIMIT_BYTES`].
pub fn to_text(html: &str) -> Result<String, TooLong> {
    check_length(html.len())?;
    let strict = read(html, Names::Heeded);
    if !strict.has_named_aside {
        return Ok(strict.writer.finish());
    }
    let (strict, lenient) = (strict.writer.finish(), read(html, Names::Ignored).writer.finish());
    Ok(if strict.len() * 2 < lenient.len() { lenient } else { strict })
}

/// Whether an element's class and id may say that it is not the article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Heeded,
    Ignored,
}

fn read(html: &str, names: Names) -> Reader {
    let mut emitter = DefaultEmitter::default();
    // Scripts, styles and the like hold no tags; only a tree builder would know, so the tokenizer goes by their names.
    emitter.naively_switch_states(true);
    let mut reader = Reader { names, writer: Writer::default(), skipped: None, has_named_aside: false };
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        reader.take(&token);
    }
    reader
}

struct Reader {
    names: Names,
    writer: Writer,
    skipped: Option<Skipped>,
    /// Whether something was skipped for its class or id alone.
    has_named_aside: bool,
}

/// The element whose content is being skipped, and how many of its name are open.
struct Skipped {
    element: Element,
    depth: u32,
}

impl Reader {
    fn take(&mut self, token: &Token) {
        match token {
            Token::StartTag(tag) => self.start(tag),
            Token::EndTag(tag) => self.end(&Element::new(&tag.name)),
            Token::String(text) if self.skipped.is_none() => self.writer.text(&String::from_utf8_lossy(text)),
            _ => {}
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let element = Element::new(&tag.name);
        if let Some(skipped) = &mut self.skipped {
            if !skipped.element.is_closed_by_start_of(&element) {
                skipped.depth += u32::from(skipped.element == element && !tag.self_closing);
                return;
            }
            self.skipped = None;
        }
        let hidden = element.kind == Kind::Never || element::is_hidden(tag);
        let aside = !hidden && self.names == Names::Heeded && element::is_named_aside(tag);
        self.has_named_aside |= aside;
        if !hidden && !aside {
            self.writer.open(element.kind);
        } else if element.kind.holds_content() {
            self.writer.block(element.kind);
            self.skipped = Some(Skipped { element, depth: 1 });
        }
    }

    fn end(&mut self, element: &Element) {
        let Some(skipped) = &mut self.skipped else {
            self.writer.close(element.kind);
            return;
        };
        skipped.depth -= u32::from(skipped.element == *element);
        if skipped.depth == 0 || skipped.element.is_closed_by_end_of(element) {
            self.skipped = None;
        }
    }
}

#[cfg(test)]
mod tests;
