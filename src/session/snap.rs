//! Fits a selection to tokens, as exports for token-based readers need it.

use crate::segment::Token;
use crate::text::Span;

/// What to do with a token that a span cuts: spaCy's alignment modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// The span must begin and end with tokens.
    Strict,
    /// Cut tokens are left out.
    Contract,
    /// Cut tokens are taken whole.
    Expand,
}

/// `span` fitted to `tokens`, which are in order and count from the same zero; nothing where no token is left, or where
/// it cuts one and may not.
///
/// ```
/// use postil::session::{Alignment, snap};
/// use postil::{Span, segment};
///
/// let tokens = segment::tokens("in northern Mali today");
/// let cut = Span::new(5, 16);
/// assert_eq!(snap(cut, &tokens, Alignment::Strict), None);
/// assert_eq!(snap(cut, &tokens, Alignment::Contract), Some(Span::new(12, 16)));
/// assert_eq!(snap(cut, &tokens, Alignment::Expand), Some(Span::new(3, 16)));
/// ```
pub fn snap(span: Span, tokens: &[Token], alignment: Alignment) -> Option<Span> {
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let last = tokens.partition_point(|token| token.span.start < span.end);
    let touched = tokens.get(first..last)?;
    let kept = match alignment {
        Alignment::Contract => {
            let from = usize::from(touched.first().is_some_and(|token| token.span.start < span.start));
            let to = touched.len() - usize::from(touched.last().is_some_and(|token| token.span.end > span.end));
            touched.get(from..to)?
        }
        Alignment::Strict | Alignment::Expand => touched,
    };
    let fitted = kept.first()?.span.cover(kept.last()?.span);
    (alignment != Alignment::Strict || fitted == span).then_some(fitted)
}
