//! The directory of a ZIP file, read by hand: what is in it, where, and whether it can be unpacked without filling the
//! device. The browser's own decompression does the rest.

use std::fmt::Write;

/// How long the end of a ZIP file is at most that its directory is told in.
pub(super) const TAIL_BYTES: u64 = 22 + 0xffff;
/// How long what stands before an entry's bytes is, without its name.
pub(super) const HEADER_BYTES: u64 = 30;
/// How large one entry may be once it is unpacked, and all together.
pub(super) const ENTRY_BYTES: u64 = 256 << 20;
const ALL_BYTES: u64 = 1 << 30;
/// How long a directory is read.
const DIRECTORY_BYTES: u64 = 32 << 20;

/// Where the directory is.
#[derive(Debug, PartialEq)]
pub(super) struct Directory {
    pub(super) start: u64,
    pub(super) end: u64,
}

/// One file in a ZIP file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// Its path.
    pub(super) name: String,
    /// Whether its bytes lie there as they are.
    pub(super) is_stored: bool,
    /// How many bytes lie there.
    pub(super) packed: u64,
    /// How many they are once they are unpacked.
    pub(super) size: u64,
    /// Where it begins.
    pub(super) start: u64,
    /// Why it cannot be read.
    pub(super) problem: Option<&'static str>,
}

/// Where the directory is, by the last bytes of a file of `size` bytes.
pub(super) fn directory(tail: &[u8], size: u64) -> Result<Directory, String> {
    let at = (0..tail.len().saturating_sub(21)).rev().find(|at| tail[*at..].starts_with(b"PK\x05\x06"));
    let Some(end) = at.and_then(|at| tail.get(at..)) else {
        return Err("it is no ZIP file, or only a part of one".to_owned());
    };
    let (length, start) = (u64::from(long(end, 12)), u64::from(long(end, 16)));
    if start == 0xffff_ffff || short(end, 10) == 0xffff {
        return Err("it is a ZIP64 file; make several smaller ones of it".to_owned());
    }
    if length > DIRECTORY_BYTES || start + length > size {
        return Err("its directory is damaged".to_owned());
    }
    Ok(Directory { start, end: start + length })
}

/// What the directory lists, without folders.
pub(super) fn entries(mut directory: &[u8]) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    while directory.starts_with(b"PK\x01\x02") {
        let (name, extra, comment) = (short(directory, 28), short(directory, 30), short(directory, 32));
        let Some(bytes) = directory.get(46..46 + usize::from(name)) else {
            return Err("its directory is damaged".to_owned());
        };
        let name = String::from_utf8_lossy(bytes).into_owned();
        if !name.ends_with('/') {
            entries.push(entry(directory, name.clone()));
        }
        let length = 46 + bytes.len() + usize::from(extra) + usize::from(comment);
        directory = directory.get(length..).unwrap_or_default();
    }
    Ok(entries)
}

fn entry(header: &[u8], name: String) -> Entry {
    let (flags, method) = (short(header, 8), short(header, 10));
    let (packed, size) = (u64::from(long(header, 20)), u64::from(long(header, 24)));
    let problem = match method {
        _ if flags & 1 != 0 => Some("it is encrypted"),
        0 | 8 if size > ENTRY_BYTES => Some("it is too large once it is unpacked"),
        0 | 8 => None,
        _ => Some("it is packed in a way that browsers cannot unpack"),
    };
    Entry { name, is_stored: method == 0, packed, size, start: u64::from(long(header, 42)), problem }
}

/// Refuses what would fill the device. Nobody packs news so tight by honest means.
pub(super) fn check(entries: &[Entry]) -> Result<(), String> {
    let all: u64 = entries.iter().map(|entry| entry.size).sum();
    if all <= ALL_BYTES {
        return Ok(());
    }
    let mut words = String::new();
    // Writing to a string never fails.
    let _ = write!(words, "unpacked it would be {} MB; at most {} MB are unpacked", all >> 20, ALL_BYTES >> 20);
    Err(words)
}

/// Where the bytes of an entry begin, by what stands before them.
pub(super) fn bytes_start(entry: &Entry, header: &[u8]) -> Result<u64, String> {
    if header.starts_with(b"PK\x03\x04") && header.len() as u64 == HEADER_BYTES {
        Ok(entry.start + HEADER_BYTES + u64::from(short(header, 26)) + u64::from(short(header, 28)))
    } else {
        Err("it is damaged".to_owned())
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(short(bytes, at)) | u32::from(short(bytes, at + 2)) << 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A directory's line for an entry.
    fn line(name: &str, method: u16, flags: u16, packed: u32, size: u32) -> Vec<u8> {
        let mut line = b"PK\x01\x02\x14\0\x14\0".to_vec();
        line.extend(flags.to_le_bytes());
        line.extend(method.to_le_bytes());
        line.extend([0; 8]);
        line.extend(packed.to_le_bytes());
        line.extend(size.to_le_bytes());
        line.extend((name.len() as u16).to_le_bytes());
        line.extend([2, 0, 1, 0]);
        line.extend([0; 8]);
        line.extend(77u32.to_le_bytes());
        line.extend(name.as_bytes());
        line.extend(b"xxy");
        line
    }

    fn end(length: u32, start: u32) -> Vec<u8> {
        let mut end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec();
        end.extend(length.to_le_bytes());
        end.extend(start.to_le_bytes());
        end.extend([3, 0, b'h', b'e', b'y']);
        end
    }

    #[test]
    fn the_directory_is_found_before_a_comment_and_read_to_its_end() {
        assert_eq!(directory(&end(120, 1000), 2000), Ok(Directory { start: 1000, end: 1120 }));
        let lines = [line("a/été.txt", 8, 0, 10, 30), line("a/", 0, 0, 0, 0), line("b.html", 0, 0, 5, 5)].concat();
        let found = entries(&lines).expect("it is whole");
        assert_eq!(found.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["a/été.txt", "b.html"]);
        assert_eq!((found[0].packed, found[0].size, found[0].start, found[0].is_stored), (10, 30, 77, false));
        assert!(found[1].is_stored);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(directory(b"hello", 5), Err("it is no ZIP file, or only a part of one".to_owned()));
        assert_eq!(
            directory(&end(120, u32::MAX), 2000),
            Err("it is a ZIP64 file; make several smaller ones of it".to_owned())
        );
        assert_eq!(directory(&end(120, 1900), 2000), Err("its directory is damaged".to_owned()));
        let problem = |line: &[u8]| entries(line).expect("it is whole")[0].problem;
        assert_eq!(problem(&line("a.txt", 8, 1, 1, 1)), Some("it is encrypted"));
        assert_eq!(problem(&line("a.txt", 14, 0, 1, 1)), Some("it is packed in a way that browsers cannot unpack"));
        assert_eq!(problem(&line("a.txt", 8, 0, 1, u32::MAX)), Some("it is too large once it is unpacked"));
    }

    #[test]
    fn what_would_fill_the_device_is_refused() {
        let bomb: Vec<u8> = (0..9).flat_map(|_| line("a.txt", 8, 0, 1000, 200 << 20)).collect();
        let found = entries(&bomb).expect("it is whole");
        assert_eq!(check(&found), Err("unpacked it would be 1800 MB; at most 1024 MB are unpacked".to_owned()));
        assert_eq!(check(&found[..2]), Ok(()));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = directory(&bytes, bytes.len() as u64);
            let _ = entries(&[b"PK\x01\x02".as_slice(), &bytes].concat());
        }
    }
}
