//! What the page and its worker say to each other.
//!
//! Every message about a text carries its revision; whoever receives one for an older revision drops it.
//! Messages travel as JSON text (`postMessage` of one string, `serde_json` on both sides): both crates link it anyway,
//! and one long string crosses faster than a tree of objects.

use postil::Span;
use postil::analysis::Statements;
use postil::find::{Places, Query};
use postil::resolve::source::SourceMap;
use postil::session::Suggestions;
use serde::{Deserialize, Serialize};

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToWorker {
    /// Annotate this text. Paragraphs whose text the worker has read before are not read again.
    Open {
        /// Counts up with every change of the text.
        revision: u32,
        /// The whole text, as the page's Article has it.
        text: String,
        /// The first and last paragraph in view; these come first.
        visible: (u32, u32),
    },
    /// The reader has scrolled.
    Visible {
        /// The text this is about.
        revision: u32,
        /// The first and last paragraph in view.
        visible: (u32, u32),
    },
    /// Count who says what. Stands by itself: the worker need not have read the text.
    Map {
        /// Comes back with the answer.
        request: u32,
        /// The whole text, as the page's Article has it.
        text: String,
        /// Who says what in it, as the reader has corrected it.
        statements: Statements,
    },
    /// Look for words or an expression. A newer question ends the work on an older one, which is then never answered.
    Find {
        /// Comes back with the answer.
        request: u32,
        /// The whole text, as the page's Article has it.
        text: String,
        /// What to look for.
        query: Query,
    },
    /// Annotate this text when there is nothing else to do, after those that were sent for it before.
    Annotate {
        /// Comes back with the answer.
        request: u32,
        /// The whole text.
        text: String,
    },
    /// Look for words or an expression in each of these texts, when there is nothing to do for the open document.
    Search {
        /// Comes back with the answer.
        request: u32,
        /// What to look for.
        query: Query,
        /// The texts.
        texts: Vec<String>,
    },
    /// Turn pasted HTML to text.
    Html {
        /// Comes back with the answer.
        request: u32,
        /// The HTML as the clipboard had it.
        html: String,
    },
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromWorker {
    /// The Engine is there.
    Ready {
        /// Its version.
        version: String,
        /// Why it works without a trained model, where it does.
        degraded: Option<String>,
    },
    /// What was found so far in one stretch of the text; replaces earlier suggestions there.
    Suggestions {
        /// The text this is about.
        revision: u32,
        /// The stretch.
        within: Span,
        /// What was found.
        suggestions: Suggestions,
    },
    /// Nothing more comes for this revision.
    Done {
        /// The text this is about.
        revision: u32,
        /// How many paragraphs were read, and how many of them had been read before.
        read: (u32, u32),
    },
    /// Who says how much of a text.
    Map {
        /// Which request this answers.
        request: u32,
        /// The map, with the indices of the request's statements.
        map: SourceMap,
    },
    /// Where something stands in a text.
    Found {
        /// Which request this answers.
        request: u32,
        /// The places, or what is wrong with the pattern, in words.
        outcome: Result<Places, String>,
    },
    /// All that was found in a text that nobody looks at yet.
    Annotated {
        /// Which request this answers.
        request: u32,
        /// What was found.
        suggestions: Suggestions,
    },
    /// In which texts something stands.
    Searched {
        /// Which request this answers.
        request: u32,
        /// The texts it stands in, in order, or what is wrong with the pattern, in words.
        outcome: Result<Vec<Hit>, String>,
    },
    /// The text of pasted HTML.
    Text {
        /// Which request this answers.
        request: u32,
        /// The text.
        text: String,
    },
    /// Pasted HTML that cannot be turned to text.
    Failed {
        /// Which request this answers.
        request: u32,
        /// Why, and what to do.
        message: String,
    },
}

/// A text in which something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Its place among the texts of the request.
    pub text: u32,
    /// How often it stands there, up to [`postil::find::PLACES`].
    pub count: u32,
    /// Where first.
    pub first: Span,
}
