//! The article as the reader sees it: paragraphs in chunks, the first of them at once and the rest in idle time; drawn with
//! their marks when they come near the window, the rest in idle time too.
//!
//! What stands in the page is a function of the Session and the layers shown. Offsets are never read from the page:
//! [`selection`] goes through the pieces that [`segments`] cut.

pub(crate) mod idle;
mod lay;
pub(crate) mod markup;
pub(crate) mod paint;
pub(crate) mod paragraphs;
pub(crate) mod segments;
pub(crate) mod selection;

use paragraphs::Paragraphs;
use postil::annotation::{AnnotationId, State};
use postil::session::Session;
use postil::{Annotation, Article};
use std::collections::BTreeSet;
use web_sys::Element;

/// How many paragraphs the browser lays out together.
pub(crate) const CHUNK: usize = 16;

/// The drawn article.
#[derive(Default)]
pub(crate) struct Pane {
    /// The article's element, once it is there.
    pub(crate) root: Option<Element>,
    /// Its paragraphs.
    pub(crate) paragraphs: Paragraphs,
    /// Paragraphs whose marks are not yet those of the Session.
    pub(crate) stale: BTreeSet<usize>,
    /// Chunks in or near the window.
    pub(crate) near: BTreeSet<usize>,
    /// Which layers are drawn, by name.
    pub(crate) shown: BTreeSet<String>,
    /// Which annotation the keys act on.
    pub(crate) current: Option<AnnotationId>,
    /// What that one is, in words, for those who hear the page.
    pub(crate) current_words: String,
    /// Which annotations are at the other ends of its relations.
    pub(crate) related: Vec<AnnotationId>,
    /// Watches chunks come near.
    pub(crate) watcher: Option<paint::Watcher>,
    /// How many chunks stand in the page; the rest of the text follows in idle time.
    pub(crate) laid: usize,
    /// The next stretch of laying out and drawing.
    pub(crate) idle: Option<idle::Idle>,
}

impl Pane {
    /// The annotations drawn in paragraph `index`, in the order that their marks count them.
    pub(crate) fn drawn<'a>(&self, session: &'a Session, index: usize) -> Vec<&'a Annotation> {
        let touching = self.paragraphs.touching(index).filter_map(|id| session.annotation(id));
        touching.filter(|annotation| self.shows(annotation)).collect()
    }

    /// Whether an annotation has marks.
    pub(crate) fn shows(&self, annotation: &Annotation) -> bool {
        annotation.state != State::Rejected && self.shown.contains(annotation.layer.name())
    }

    /// The element of paragraph `index`.
    pub(crate) fn element(&self, index: usize) -> Option<Element> {
        let chunk = self.root.as_ref()?.children().item((index / CHUNK) as u32)?;
        // Between the paragraphs stand their notes.
        chunk.get_elements_by_class_name("paragraph").item((index % CHUNK) as u32)
    }

    /// The first mark of an annotation, if it is drawn.
    pub(crate) fn mark(&self, id: AnnotationId) -> Option<Element> {
        self.root.as_ref()?.query_selector(&format!("mark[data-id=\"{}\"][data-first]", id.0)).ok().flatten()
    }
}

/// Whether the first paragraph is set as a headline.
pub(crate) fn has_headline(article: &Article) -> bool {
    article.paragraphs().first().is_some_and(|first| is_headline(first.slice(article.text())))
}

/// Whether a first paragraph reads as a headline: short, and no full stop at its end.
fn is_headline(text: &str) -> bool {
    text.chars().count() <= 160 && !text.ends_with(['.', ',', ';', ':', '”', '"'])
}
