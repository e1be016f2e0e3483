//! Puts the text into the page, chunk by chunk: a long article is seen before all of it stands there.

use super::{CHUNK, Pane, is_headline, markup};
use postil::session::Session;
use postil::{Article, Span};
use std::fmt::Write;
use std::ops::Range;

/// How many chunks stand in the page before the first frame: more than any window shows.
pub(super) const FIRST: usize = 6;
/// How many follow at a time: few enough for a moment of idle time.
pub(super) const STEP: usize = 8;

/// Whether a part of the text does not stand in the page yet.
pub(super) fn is_left(pane: &Pane) -> bool {
    pane.laid < pane.paragraphs.len().div_ceil(CHUNK)
}

/// Puts the text in the page at least as far as the paragraphs before `end`.
pub(super) fn up_to(pane: &mut Pane, session: &Session, end: usize) {
    let wanted = end.div_ceil(CHUNK);
    if wanted > pane.laid {
        chunks(pane, session, wanted - pane.laid);
    }
}

/// Puts the next `count` chunks behind those that stand in the page.
pub(super) fn chunks(pane: &mut Pane, session: &Session, count: usize) {
    let next = pane.laid..pane.laid + count;
    let Some(root) = &pane.root else { return };
    // What is escaped is well formed, and the root stands in the page.
    let _ = root.insert_adjacent_html("beforeend", &skeleton(session.article(), next.clone()));
    let children = root.children();
    if let Some(watcher) = &pane.watcher {
        let new = (next.start as u32..children.length()).filter_map(|index| children.item(index));
        new.for_each(|chunk| watcher.observer.observe(&chunk));
    }
    pane.laid = next.end;
}

/// Some chunks of the article as HTML without marks.
fn skeleton(article: &Article, chunks: Range<usize>) -> String {
    let paragraphs = article.paragraphs();
    let mut html = String::new();
    for (chunk, paragraphs) in paragraphs.chunks(CHUNK).enumerate().take(chunks.end).skip(chunks.start) {
        // Writing to a String cannot fail.
        let _ = write!(html, "<div class=\"chunk\" data-chunk=\"{chunk}\">");
        for (index, span) in paragraphs.iter().enumerate() {
            paragraph(&mut html, article.text(), *span, chunk + index == 0);
        }
        html.push_str("</div>");
    }
    html
}

fn paragraph(html: &mut String, text: &str, span: Span, is_first: bool) {
    let words = span.slice(text);
    let headline = is_first && is_headline(words);
    html.push_str(if headline { "<h1 class=\"paragraph headline\">" } else { "<p class=\"paragraph\">" });
    html.push_str("<span class=\"column\">");
    markup::escape(html, words);
    html.push_str(if headline { "</span></h1>" } else { "</span></p>" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stand_in_chunks_and_the_first_may_be_a_headline() {
        let lines: Vec<String> = (0..20).map(|n| format!("<{n}> & more.")).collect();
        let article = Article::new(&format!("Bridge closed\n{}", lines.join("\n\n")));
        let html = skeleton(&article, 0..2);
        assert!(html.starts_with("<div class=\"chunk\" data-chunk=\"0\"><h1 class=\"paragraph headline\"><span class=\"column\">Bridge closed<"));
        assert_eq!(html.matches("<div class=\"chunk\"").count(), 2);
        assert_eq!(html.matches("<p class=\"paragraph\">").count(), 20);
        assert!(html.contains("&lt;3&gt; &amp; more."));
        assert_eq!(skeleton(&article, 0..1) + &skeleton(&article, 1..2) + &skeleton(&article, 2..3), html);
    }
}
