//! What an element is to the text.

use html5gum::StartTag;

/// An element by its name and what it does.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Element {
    name: Vec<u8>,
    pub(super) kind: Kind,
}

/// What an element does to the text around and within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A blank line before and after.
    Block,
    /// A block whose white space is kept.
    Preformatted,
    /// A newline before and after: list items, table rows.
    Line,
    /// A tab between two: table cells.
    Cell,
    /// A newline.
    Break,
    /// Quotation marks around it, as a browser draws them.
    Quote,
    /// A blank line.
    Rule,
    /// Has no content and says nothing.
    Void,
    /// Never part of the article.
    Never,
    /// Nothing.
    Inline,
}

impl Kind {
    /// Whether anything can stand between its start and its end.
    pub(super) fn holds_content(self) -> bool {
        !matches!(self, Self::Break | Self::Rule | Self::Void)
    }
}

impl Element {
    /// The element of this name, in lower case.
    pub(super) fn new(name: &[u8]) -> Self {
        Self { name: name.to_owned(), kind: kind(name) }
    }

    /// Whether HTML ends this element, though nothing says so, where `next` begins.
    pub(super) fn is_closed_by_start_of(&self, next: &Self) -> bool {
        match self.name.as_slice() {
            b"p" => matches!(next.kind, Kind::Block | Kind::Preformatted),
            b"li" | b"tr" | b"td" | b"th" | b"dt" | b"dd" => self.name == next.name,
            b"head" => next.name == b"body",
            _ => false,
        }
    }

    /// Whether HTML ends this element, though nothing says so, where the element around it ends.
    pub(super) fn is_closed_by_end_of(&self, other: &Self) -> bool {
        match self.name.as_slice() {
            b"p" => other.kind == Kind::Block,
            b"li" => matches!(other.name.as_slice(), b"ul" | b"ol"),
            b"dt" | b"dd" => other.name == b"dl",
            b"tr" | b"td" | b"th" => other.name == b"table",
            _ => matches!(other.name.as_slice(), b"body" | b"html"),
        }
    }
}

fn kind(name: &[u8]) -> Kind {
    match name {
        b"address" | b"article" | b"blockquote" | b"body" | b"caption" | b"center" | b"details" | b"div" | b"dl"
        | b"fieldset" | b"figcaption" | b"figure" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"header"
        | b"hgroup" | b"main" | b"ol" | b"p" | b"section" | b"summary" | b"table" | b"ul" => Kind::Block,
        b"pre" | b"listing" | b"plaintext" | b"xmp" => Kind::Preformatted,
        b"dd" | b"dt" | b"li" | b"tr" | b"tbody" | b"thead" | b"tfoot" => Kind::Line,
        b"td" | b"th" => Kind::Cell,
        b"br" => Kind::Break,
        b"hr" => Kind::Rule,
        b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"meta" | b"param" | b"source"
        | b"track" | b"wbr" => Kind::Void,
        b"q" => Kind::Quote,
        b"aside" | b"audio" | b"button" | b"canvas" | b"datalist" | b"dialog" | b"footer" | b"form" | b"head"
        | b"iframe" | b"label" | b"map" | b"math" | b"menu" | b"meter" | b"nav" | b"noembed" | b"noframes"
        | b"noscript" | b"object" | b"optgroup" | b"option" | b"output" | b"picture" | b"progress" | b"rp" | b"rt"
        | b"script" | b"search" | b"select" | b"style" | b"svg" | b"template" | b"textarea" | b"title" | b"video" => {
            Kind::Never
        }
        _ => Kind::Inline,
    }
}

/// Whether no reader of the page sees the element.
pub(super) fn is_hidden(tag: &StartTag<()>) -> bool {
    attributes(tag).any(|(name, value)| match name {
        b"hidden" => true,
        b"aria-hidden" => value.trim().eq_ignore_ascii_case("true"),
        b"role" => has_word(value, &["navigation", "search", "menu", "menubar", "toolbar", "dialog", "alertdialog"]),
        b"style" => hides(value),
        b"class" => has_word(value, &["sr-only", "visually-hidden", "screen-reader-text"]),
        _ => false,
    })
}

/// Whether a style attribute takes the element out of sight.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        let is =
            |name: &str, wanted: &str| property.trim().eq_ignore_ascii_case(name) && value.eq_ignore_ascii_case(wanted);
        is("display", "none") || is("visibility", "hidden")
    })
}

/// Whether the element's class or id says that it stands beside the article. Never true of the elements that hold one.
pub(super) fn is_named_aside(tag: &StartTag<()>) -> bool {
    const ASIDES: &[&str] = &[
        "ad",
        "ads",
        "advert",
        "advertisement",
        "breadcrumb",
        "breadcrumbs",
        "cookie",
        "cookies",
        "newsletter",
        "outbrain",
        "popup",
        "promo",
        "recommended",
        "related",
        "share",
        "sharebar",
        "sharedaddy",
        "sharing",
        "signup",
        "social",
        "sponsored",
        "subscribe",
        "taboola",
    ];
    if matches!(tag.name.as_slice(), b"html" | b"body" | b"main" | b"article" | b"h1" | b"p") {
        return false;
    }
    attributes(tag).filter(|(name, _)| matches!(*name, b"class" | b"id")).any(|(_, value)| {
        let parts = value.split(|character: char| !character.is_ascii_alphanumeric());
        parts.map(str::to_ascii_lowercase).any(|part| ASIDES.contains(&part.as_str()))
    })
}

/// The attributes whose values are text.
fn attributes(tag: &StartTag<()>) -> impl Iterator<Item = (&[u8], &str)> {
    let pairs = tag.attributes.iter();
    pairs.filter_map(|(name, value)| Some((name.as_slice(), std::str::from_utf8(value).ok()?)))
}

fn has_word(value: &str, wanted: &[&str]) -> bool {
    value.split_ascii_whitespace().any(|word| wanted.iter().any(|wanted| word.eq_ignore_ascii_case(wanted)))
}
