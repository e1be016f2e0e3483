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
/// look-up is a binary search over those entries.
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

/// A non-ASCII character, and by how much bytes run ahead of the other units once it is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    start: u32,
    end: u32,
    over_utf16: u32,
    over_codepoints: u32,
}

impl Entry {
    const NONE: Self = Self { start: 0, end: 0, over_utf16: 0, over_codepoints: 0 };

    fn over(&self, unit: OffsetUnit) -> u32 {
        match unit {
            OffsetUnit::Utf8 => 0,
            OffsetUnit::Utf16 => self.over_utf16,
            OffsetUnit::Codepoint => self.over_codepoints,
        }
    }
}

impl OffsetMap {
    /// The map of `text`.
    pub fn new(text: &str) -> Self {
        let mut last = Entry::NONE;
        let wide = text.char_indices().filter(|(_, character)| !character.is_ascii());
        let entries = wide
            .map(|(start, character)| {
                let bytes = character.len_utf8() as u32;
                let start = start as u32;
                last = Entry {
                    start,
                    end: start + bytes,
                    over_utf16: last.over_utf16 + bytes - character.len_utf16() as u32,
                    over_codepoints: last.over_codepoints + bytes - 1,
                };
                last
            })
            .collect();
        Self { entries, bytes: text.len() as u32 }
    }

    /// The offset in `unit` of the UTF-8 offset `byte`. One inside a character counts as that character's start, one
    /// past the end of the text as its end.
    pub fn to(&self, unit: OffsetUnit, byte: u32) -> u32 {
        let byte = byte.min(self.bytes);
        let count = self.entries.partition_point(|entry| entry.start < byte);
        let Some(last) = count.checked_sub(1).and_then(|index| self.entries.get(index)) else { return byte };
        if byte < last.end {
            return last.start - self.before(count - 1).over(unit);
        }
        byte - last.over(unit)
    }

    /// The UTF-8 offset of `offset` in `unit`; none past the end of the text or inside a character.
    pub fn from(&self, unit: OffsetUnit, offset: u32) -> Option<u32> {
        // An entry's end in `unit` is its byte end less what bytes are ahead by then; it grows with every entry.
        let count = self.entries.partition_point(|entry| entry.end - entry.over(unit) <= offset);
        let byte = offset.checked_add(self.before(count).over(unit))?;
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

    /// The entry before the one at `index`, or one that adds nothing.
    fn before(&self, index: usize) -> &Entry {
        index.checked_sub(1).and_then(|index| self.entries.get(index)).unwrap_or(&Entry::NONE)
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
