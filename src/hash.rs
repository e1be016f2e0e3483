//! FNV-1a, the hash that model files, features of words and name lists are made with: small, the same everywhere, and grown
//! step by step.
//!
//! By Fowler, Noll and Vo; written down by them and Eastlake in "The FNV Non-Cryptographic Hash Algorithm".

/// The hash of nothing, 32 bits.
pub(crate) const START: u32 = 0x811c_9dc5;

/// The hash of nothing, 64 bits.
pub(crate) const LONG_START: u64 = 0xcbf2_9ce4_8422_2325;

/// `hash` with `unit` after what it has: a byte, or anything of up to 32 bits. Other units give other hashes.
pub(crate) const fn step(hash: u32, unit: u32) -> u32 {
    (hash ^ unit).wrapping_mul(0x0100_0193)
}

/// `hash` with `unit` after what it has: a byte, or anything of up to 64 bits. Other units give other hashes.
pub(crate) const fn long_step(hash: u64, unit: u64) -> u64 {
    (hash ^ unit).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The 32-bit hash of `text`.
pub(crate) fn hash(text: &str) -> u32 {
    text.bytes().fold(START, |hash, byte| step(hash, u32::from(byte)))
}

/// The 64-bit hash of what `start` stands for and `text` after it.
pub(crate) fn long_hash(start: u64, text: &str) -> u64 {
    text.bytes().fold(start, |hash, byte| long_step(hash, u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values are those of the authors' test vectors.
    #[test]
    fn hashes_are_those_of_the_standard() {
        assert_eq!((hash(""), hash("a"), hash("foobar")), (0x811c_9dc5, 0xe40c_292c, 0xbf9c_f968));
        let long = |text| long_hash(LONG_START, text);
        assert_eq!((long("a"), long("foobar")), (0xaf63_dc4c_8601_ec8c, 0x8594_4171_f739_67e8));
        assert_eq!(long_hash(long("foo"), "bar"), long("foobar"));
    }
}
