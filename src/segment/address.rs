//! Web and mail addresses, hashtags, names of users and files.

use super::wordlist::{LISTS, lists};

/// The length of the web address, mail address or file name at the start of `rest`, which runs to the next white space.
///
/// Looks at most [`LONGEST_NAME`] bytes ahead before it is sure, so that long runs of almost-addresses stay cheap.
pub(crate) fn address(rest: &str) -> Option<usize> {
    link(rest).or_else(|| mail(rest)).or_else(|| site(rest))
}

/// The length of the hashtag or user name at the start of `rest`: a sign, then a letter, then letters and digits.
pub(crate) fn handle(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix(['#', '@'])?;
    name.chars().next().filter(|c| c.is_alphabetic())?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_' && !super::marks::extends(c)).unwrap_or(name.len());
    Some(rest.len() - name.len() + end)
}

/// How far a name is followed before it is known to belong to an address.
const LONGEST_NAME: usize = 80;

const SCHEMES: [&str; 7] = ["http://", "https://", "ftp://", "www.", "mailto:", "doi:", "HTTP://"];

fn link(rest: &str) -> Option<usize> {
    let scheme = SCHEMES.iter().find(|scheme| rest.starts_with(**scheme))?;
    let follows = rest.get(scheme.len()..)?.starts_with(|c: char| c.is_alphanumeric());
    follows.then(|| link_end(rest))
}

/// Where a link that begins `rest` ends: before brackets and quotation marks that cannot be part of it, and before the
/// stops and closing signs that belong to the sentence around it.
fn link_end(rest: &str) -> usize {
    let run = rest.find(['<', '>', '"', '“', '”', '«', '»', '`', '|']).unwrap_or(rest.len());
    let link = rest.get(..run).unwrap_or(rest);
    let bare = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ')', ']', '}', '*', '…']);
    let balanced = link.get(bare.len()..).is_some_and(|tail| tail.starts_with(')')) && bare.contains('(');
    bare.len() + usize::from(balanced && !closed(bare))
}

fn closed(link: &str) -> bool {
    link.rfind(')') > link.rfind('(')
}

fn mail(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let local = bytes.iter().take(LONGEST_NAME).take_while(|byte| is_local(**byte)).count();
    let host = bytes.get(local).filter(|byte| **byte == b'@').and(rest.get(local + 1..))?;
    let end = host.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_')).unwrap_or(host.len());
    let bare = host.get(..end)?.trim_end_matches(['.', '-', '_']);
    (local > 0 && bare.starts_with(|c: char| c.is_alphabetic())).then_some(local + 1 + bare.len())
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte)
}

/// A host without a scheme, with or without a path, or the name of a file.
fn site(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let run = bytes.iter().take(LONGEST_NAME).take_while(|byte| is_label(**byte)).count();
    let host = rest.get(..run)?.trim_end_matches(['.', '-', '_']);
    let (name, last) = host.rsplit_once('.')?;
    let whole = !name.is_empty() && !name.ends_with('.') && run < LONGEST_NAME;
    let ended = rest.get(host.len()..run).is_some_and(|tail| tail.bytes().all(|byte| byte == b'.'));
    if whole && lists(&LISTS.files, last) && ended {
        return Some(host.len());
    }
    let web = whole && lists(&LISTS.domains, last) && !name.contains("..");
    web.then(
        || if rest.get(host.len()..).is_some_and(|path| path.starts_with('/')) { link_end(rest) } else { host.len() },
    )
}

fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".-_".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_the_sentence_does() {
        for (rest, expected) in [
            ("https://example.org/a?b=c).", Some("https://example.org/a?b=c")),
            ("https://example.org/Mali_(river))", Some("https://example.org/Mali_(river)")),
            ("www.example.com,", Some("www.example.com")),
            ("example.com/news/1.", Some("example.com/news/1")),
            ("awa.kone@example.ml.", Some("awa.kone@example.ml")),
            ("minutes.doc.", Some("minutes.doc")),
            ("example.com", Some("example.com")),
            ("end.The", None),
            ("http://", None),
            ("@you", None),
            ("3.5", None),
        ] {
            assert_eq!(address(rest).and_then(|end| rest.get(..end)), expected, "{rest}");
        }
    }

    #[test]
    fn handles() {
        assert_eq!(handle("#Bamako2024!"), Some(11));
        assert_eq!(handle("@awa_kone:"), Some(9));
        assert_eq!(handle("#1"), None);
        assert_eq!(handle("@ noon"), None);
    }
}
