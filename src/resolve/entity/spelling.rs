//! Slips and variants of spelling: two names of one kind that differ in one letter, in the order of letters, or in a letter
//! doubled, in a word long enough that this is no other name.

use super::alias;
use super::names::{Group, Name, Names};
use crate::lexicon::names::FixedMap;

/// Shorter words differ by a letter for many reasons.
const LONG_WORD: usize = 7;
/// Longer names are not looked at, so that the work stays linear.
const LONGEST_NAME: usize = 48;

/// The slips, each with the name that was meant.
///
/// A name of one word is a slip only where it stands once and the other more often; one of several words shares all others
/// with what was meant, and that is enough.
pub(super) fn slips(names: &Names) -> Vec<(u32, u32)> {
    let mut meant: FixedMap<(Group, String), Vec<u32>> = FixedMap::default();
    for (number, name) in names.each().filter(|(_, name)| may_vary(name)) {
        for pattern in patterns(&name.words) {
            let known = meant.entry((name.group, pattern)).or_default();
            if known.len() < 3 && known.last() != Some(&number) {
                known.push(number);
            }
        }
    }
    let mut pairs: Vec<(u32, u32)> = meant
        .values()
        .filter_map(|group| if let [one, other] = group[..] { pair(names, one, other) } else { None })
        .collect();
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| pair.0);
    pairs
}

fn may_vary(name: &Name) -> bool {
    let whole = name.words.join(" ");
    name.group != Group::People
        && whole.len() < LONGEST_NAME
        && !whole.contains(|letter: char| letter.is_numeric())
        && !alias::is_listed(name.group, &whole)
}

/// The one that is a slip, and the other.
fn pair(names: &Names, one: u32, other: u32) -> Option<(u32, u32)> {
    let times = |number: u32| names.list[number as usize].times;
    let (slip, name) = if times(one) > times(other) || times(one) == times(other) && one < other {
        (other, one)
    } else {
        (one, other)
    };
    let single = names.list[slip as usize].words.len() == 1;
    (!single || times(slip) == 1 && times(name) > 1).then_some((slip, name))
}

/// What the name shares with its variants: one word with a letter left open, with its letters in no order, or with
/// none doubled.
fn patterns(words: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() >= LONG_WORD {
            let variants = variants(&letters);
            found.extend(variants.into_iter().map(|variant| with_word(words, place, &variant)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn variants(letters: &[char]) -> Vec<String> {
    let open = |place: usize| {
        let open = |(at, letter): (usize, &char)| if at == place { '*' } else { *letter };
        letters.iter().enumerate().map(open).collect()
    };
    let mut found: Vec<String> = (1..letters.len()).map(open).collect();
    let mut mixed = letters.to_vec();
    mixed[1..].sort_unstable();
    found.push(mixed.iter().chain(&['~']).collect());
    let mut single = letters.to_vec();
    single.dedup();
    found.push(single.iter().chain(&['=']).collect());
    found
}

fn with_word(words: &[String], place: usize, variant: &str) -> String {
    let part = |(at, word): (usize, &String)| if at == place { variant.to_owned() } else { word.clone() };
    words.iter().enumerate().map(part).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the two share a pattern.
    fn near(one: &str, other: &str) -> bool {
        let of = |name: &str| patterns(&name.split(' ').map(str::to_owned).collect::<Vec<_>>());
        of(one).iter().any(|pattern| of(other).contains(pattern))
    }

    #[test]
    fn one_letter_apart() {
        assert!(near("catalan", "calatan") && near("soleimani", "soleymani"));
        assert!(near("francois mitterrand", "francois mitterrant"));
        assert!(near("mohammed ali", "mohamed ali"));
    }

    #[test]
    fn other_names_stay_apart() {
        for (one, other) in [
            ("johnson", "johnston"),
            ("ivanov", "ivanova"),
            ("austria", "australia"),
            ("gambia", "zambia"),
            ("jon smithson", "jan smithson"),
            ("slovakia", "slovenia"),
        ] {
            assert!(!near(one, other), "{one} {other}");
        }
    }
}
