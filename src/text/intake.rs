//! What every text passes on its way in: a bound on its length, and LF newlines.

use std::borrow::Cow;
use std::fmt;

/// The longest text or HTML that is taken in, in bytes of UTF-8: 20 MiB, some three million words.
pub const LIMIT_BYTES: usize = 20 << 20;

/// The text is longer than [`LIMIT_BYTES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// How long it is, in bytes of UTF-8.
    pub bytes: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mebibytes = |bytes: usize| bytes.div_ceil(1 << 20);
        write!(
            f,
            "This text has {} MB; Postil reads up to {} MB at once. Split it into parts and open them one by one.",
            mebibytes(self.bytes),
            mebibytes(LIMIT_BYTES)
        )
    }
}

impl std::error::Error for TooLong {}

/// Whether a text of this many bytes can be taken in.
///
/// # Errors
/// [`TooLong`] above [`LIMIT_BYTES`].
pub const fn check_length(bytes: usize) -> Result<(), TooLong> {
    if bytes > LIMIT_BYTES { Err(TooLong { bytes }) } else { Ok(()) }
}

/// The text with CRLF and CR turned into LF and a leading byte order mark dropped. Nothing else changes: composed and
/// decomposed characters stay as they are.
///
/// ```
/// assert_eq!(postil::text::with_lf("one\r\ntwo\rthree"), "one\ntwo\nthree");
/// ```
pub fn with_lf(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('\r');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        out.push('\n');
        out.push_str(piece.strip_prefix('\n').unwrap_or(piece));
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newlines_become_lf() {
        let cases = [
            ("", ""),
            ("\r", "\n"),
            ("\r\r\n\n", "\n\n\n"),
            ("a\r\n\r\nb", "a\n\nb"),
            ("a\n\rb", "a\n\nb"),
            ("\u{feff}a\u{feff}", "a\u{feff}"),
            ("e\u{301}\r", "e\u{301}\n"),
        ];
        for (given, wanted) in cases {
            assert_eq!(with_lf(given), wanted, "{given:?}");
        }
    }

    #[test]
    fn too_long_a_text_is_told_with_its_size() {
        assert!(check_length(5 << 20).is_ok());
        let error = check_length(50 << 20).unwrap_err();
        assert!(error.to_string().contains("has 50 MB; Postil reads up to 20 MB"));
    }
}
