//! What a browser wants to know of a file: its type and its digests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};
use std::path::Path;

/// The MIME type of a file, by the end of its name.
pub(crate) fn mime_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Sixteen hexadecimal digits that change when the content does, for file names.
pub(crate) fn fingerprint(content: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(content).iter().take(8).fold(String::new(), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    })
}

/// A digest as `integrity` attributes carry it.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// A digest as a content security policy carries it for an inline script.
pub(crate) fn script_digest(content: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standards() {
        assert_eq!(fingerprint(b""), "e3b0c44298fc1c14");
        assert_eq!(script_digest(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
        assert!(integrity(b"abc").starts_with("sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFj"));
    }

    #[test]
    fn types_that_browsers_insist_on() {
        assert_eq!(mime_type(Path::new("a/b.wasm")), "application/wasm");
        assert_eq!(mime_type(Path::new("b.js")), "text/javascript; charset=utf-8");
        assert_eq!(mime_type(Path::new("none")), "application/octet-stream");
    }
}
