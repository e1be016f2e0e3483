//! From UTF-8 bytes to the offsets other programs count in, and back.

use serde::{Deserialize, Serialize};

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Bytes of UTF-8: Rust, Go.
    Utf8,
    /// Code units of UTF-16: JavaScript, Java, the DOM.
    Utf16,
    /// Unicode code points: Python, spaCy and most corpora.
    #[default]
    Codepoint,
}

/// Converts offsets of one text between UTF-8 bytes, UTF-16 code units and code points.
///
/// Keeps one entry for each non-ASCII character and none for the others, so the map of an ASCII text is empty. Each
/// look-up is a binary search over those entries. [`OffsetMap::of_source`] also bridges the newlines that intake changed.
///
/// ```
/// use postil::text::OffsetMap;
///
/// let map = OffsetMap::new("😀 Goïta");
/// assert_eq!((map.to_codepoint(5), map.to_utf16(5)), (2, 3));
/// assert_eq!(map.from_utf16(3), Some(5));
/// assert_eq!(map.from_utf16(1), None, "inside a surrogate pair");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    entries: Vec<Entry>,
    bytes: u32,
}

/// A character that is not one byte and one unit, and by how much bytes run ahead of each unit once it is passed;
/// less than nothing where the source has more characters than the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Entry {
    start: u32,
    end: u32,
    over_utf8: i32,
    over_utf16: i32,
    over_codepoints: i32,
}

impl Entry {
    fn over(&self, unit: OffsetUnit) -> i32 {
        match unit {
            OffsetUnit::Utf8 => self.over_utf8,
            OffsetUnit::Utf16 => self.over_utf16,
            OffsetUnit::Codepoint => self.over_codepoints,
        }
    }

    /// Where the character ends in `unit`.
    fn end_in(&self, unit: OffsetUnit) -> u32 {
        self.end.saturating_add_signed(-self.over(unit))
    }

    /// The entry after this one: `bytes` of text at `start` that stand for this much of the source.
    fn then(&self, start: u32, bytes: u32, source: &str) -> Self {
        let ahead = |units: usize| bytes.cast_signed() - (units as u32).cast_signed();
        Self {
            start,
            end: start + bytes,
            over_utf8: self.over_utf8 + ahead(source.len()),
            over_utf16: self.over_utf16 + ahead(source.encode_utf16().count()),
            over_codepoints: self.over_codepoints + ahead(source.chars().count()),
        }
    }
}

impl OffsetMap {
    /// The map of `text`.
    pub fn new(text: &str) -> Self {
        let mut map = Self { entries: Vec::new(), bytes: text.len() as u32 };
        for (start, character) in text.char_indices().filter(|(_, character)| !character.is_ascii()) {
            let bytes = character.len_utf8();
            map.push(start as u32, bytes as u32, text.get(start..start + bytes).unwrap_or_default());
        }
        map
    }

    /// The map of the text that [`super::with_lf`] makes of `source`: UTF-8 bytes are those of that text, the other
    /// side counts in `source` itself, so that whoever gave the source can use the offsets as they are.
    ///
    /// ```
    /// use postil::text::{OffsetMap, OffsetUnit};
    ///
    /// let map = OffsetMap::of_source("é\r\nBamako");
    /// assert_eq!(map.to(OffsetUnit::Codepoint, 3), 3, "after é and LF in the text, after é, CR and LF in the source");
    /// ```
    pub fn of_source(source: &str) -> Self {
        let mut map = Self::default();
        let body = source.strip_prefix('\u{feff}').unwrap_or(source);
        if body.len() < source.len() {
            map.push(0, 0, "\u{feff}");
        }
        let mut characters = body.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let is_pair = character == '\r' && characters.next_if(|(_, next)| *next == '\n').is_some();
            let length = character.len_utf8();
            if is_pair || !character.is_ascii() {
                map.push(
                    map.bytes,
                    length as u32,
                    body.get(at..at + length + usize::from(is_pair)).unwrap_or_default(),
                );
            }
            map.bytes += length as u32;
        }
        map
    }

    fn push(&mut self, start: u32, bytes: u32, source: &str) {
        let last = self.entries.last().copied().unwrap_or_default();
        self.entries.push(last.then(start, bytes, source));
    }

    /// The offset in `unit` of the UTF-8 offset `byte`. One inside a character counts as that character's start, one
    /// past the end of the text as its end.
    pub fn to(&self, unit: OffsetUnit, byte: u32) -> u32 {
        let byte = byte.min(self.bytes);
        let count = self.entries.partition_point(|entry| entry.end <= byte);
        let start = self.entries.get(count).map_or(byte, |next| next.start.min(byte));
        start.saturating_add_signed(-self.over_before(count, unit))
    }

    /// The UTF-8 offset of `offset` in `unit`; none past the end of the text or inside a character.
    pub fn from(&self, unit: OffsetUnit, offset: u32) -> Option<u32> {
        let count = self.entries.partition_point(|entry| entry.end_in(unit) <= offset);
        let byte = offset.checked_add_signed(self.over_before(count, unit))?;
        let inside_next = self.entries.get(count).is_some_and(|next| next.start < byte);
        (byte <= self.bytes && !inside_next).then_some(byte)
    }

    /// [`OffsetMap::to`] code points.
    pub fn to_codepoint(&self, byte: u32) -> u32 {
        self.to(OffsetUnit::Codepoint, byte)
    }

    /// [`OffsetMap::to`] UTF-16 code units.
    pub fn to_utf16(&self, byte: u32) -> u32 {
        self.to(OffsetUnit::Utf16, byte)
    }

    /// [`OffsetMap::from`] code points.
    pub fn from_codepoint(&self, offset: u32) -> Option<u32> {
        self.from(OffsetUnit::Codepoint, offset)
    }

    /// [`OffsetMap::from`] UTF-16 code units.
    pub fn from_utf16(&self, offset: u32) -> Option<u32> {
        self.from(OffsetUnit::Utf16, offset)
    }

    /// By how much bytes run ahead of `unit` before the entry at `index`.
    fn over_before(&self, index: usize, unit: OffsetUnit) -> i32 {
        index.checked_sub(1).and_then(|index| self.entries.get(index)).map_or(0, |entry| entry.over(unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UNITS: [OffsetUnit; 3] = [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Codepoint];

    /// The same by counting from the start.
    fn counted(unit: OffsetUnit, text: &str) -> u32 {
        let count = match unit {
            OffsetUnit::Utf8 => text.len(),
            OffsetUnit::Utf16 => text.encode_utf16().count(),
            OffsetUnit::Codepoint => text.chars().count(),
        };
        count as u32
    }

    #[test]
    fn ascii_needs_no_entries() {
        let map = OffsetMap::new("Bamako");
        assert!(map.entries.is_empty());
        assert_eq!((map.to_codepoint(6), map.from_utf16(6), map.from_utf16(7)), (6, Some(6), None));
    }

    #[test]
    fn the_empty_text_has_one_offset() {
        let map = OffsetMap::new("");
        for unit in UNITS {
            assert_eq!((map.to(unit, 9), map.from(unit, 0), map.from(unit, 1)), (0, Some(0), None));
        }
    }

    #[test]
    fn inside_a_character() {
        let map = OffsetMap::new("é😀x");
        assert_eq!([1, 2, 3, 5, 6].map(|byte| map.to_codepoint(byte)), [0, 1, 1, 1, 2]);
        assert_eq!([0, 1, 2, 3, 4].map(|offset| map.from_utf16(offset)), [Some(0), Some(2), None, Some(6), Some(7)]);
        assert_eq!(map.from(OffsetUnit::Utf8, 1), None);
    }

    proptest! {
        #[test]
        fn agrees_with_counting_on_every_boundary(text in any::<String>()) {
            let map = OffsetMap::new(&text);
            let ends = text.char_indices().map(|(index, _)| index).chain([text.len()]);
            for byte in ends {
                for unit in UNITS {
                    let offset = counted(unit, &text[..byte]);
                    prop_assert_eq!(map.to(unit, byte as u32), offset);
                    prop_assert_eq!(map.from(unit, offset), Some(byte as u32));
                }
            }
        }

        #[test]
        fn offsets_in_the_source_cut_the_same_words(source in "\u{feff}?(\r|\n|\r\n|[a-zé😀\u{301}]){0,20}") {
            let text = crate::text::with_lf(&source);
            let map = OffsetMap::of_source(&source);
            let ends = text.char_indices().map(|(index, _)| index as u32).chain([text.len() as u32]);
            for byte in ends {
                let offset = map.to(OffsetUnit::Utf8, byte) as usize;
                let rest = crate::text::with_lf(&source[offset..]).into_owned();
                prop_assert_eq!(rest, &text[byte as usize..]);
                for unit in UNITS {
                    prop_assert_eq!(map.to(unit, byte), counted(unit, &source[..offset]));
                    prop_assert_eq!(map.from(unit, map.to(unit, byte)), Some(byte));
                }
            }
        }

        #[test]
        fn total_on_any_offset(text in any::<String>(), offset in any::<u32>()) {
            let map = OffsetMap::new(&text);
            for unit in UNITS {
                prop_assert!(map.to(unit, offset) <= text.len() as u32);
                if let Some(byte) = map.from(unit, offset) {
                    prop_assert!(text.is_char_boundary(byte as usize));
                }
            }
        }
    }
}
