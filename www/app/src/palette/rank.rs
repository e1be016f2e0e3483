//! How well a name fits what was typed.

/// The lower the better; nothing where it does not fit. Every word typed must begin a word of the name, or stand in one, or
/// begin one but for one slip of the finger. Nothing typed fits everything alike.
pub(super) fn rank(name: &str, query: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    query.to_lowercase().split_whitespace().map(|typed| best(&words, typed)).sum()
}

fn best(words: &[&str], typed: &str) -> Option<u32> {
    let fits = |(place, word): (usize, &&str)| fit(word, typed).map(|fit| fit * 10 + (place as u32).min(9));
    words.iter().enumerate().filter_map(fits).min()
}

fn fit(word: &str, typed: &str) -> Option<u32> {
    if word.starts_with(typed) {
        Some(0)
    } else if typed.chars().count() >= 3 && word.contains(typed) {
        Some(1)
    } else if typed.chars().count() >= 3 && begins_but_for_one(word, typed) {
        Some(2)
    } else {
        None
    }
}

/// Whether `word` begins with `typed` but for one letter more, less, other, or changed places with the next.
fn begins_but_for_one(word: &str, typed: &str) -> bool {
    let (word, typed): (Vec<char>, Vec<char>) = (word.chars().collect(), typed.chars().collect());
    let same = word.iter().zip(&typed).take_while(|(one, other)| one == other).count();
    let rest = |letters: &[char], from: usize| letters.get(from..).unwrap_or_default().to_vec();
    let begins = |word: Vec<char>, typed: Vec<char>| word.starts_with(&typed);
    let swapped = typed.get(same) == word.get(same + 1) && typed.get(same + 1) == word.get(same);
    begins(rest(&word, same + 1), rest(&typed, same + 1))
        || begins(rest(&word, same), rest(&typed, same + 1))
        || begins(rest(&word, same + 1), rest(&typed, same))
        || swapped && begins(rest(&word, same + 2), rest(&typed, same + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginnings_and_with_a_slip() {
        for (query, fits) in [
            ("", true),
            ("next", true),
            ("ne an", true),
            ("an ne", true),
            ("NEXT ANNOTATION", true),
            ("anotation", true),
            ("nxet", true),
            ("nezt", true),
            ("neext", true),
            ("tation", true),
            ("previous", false),
            ("next label", false),
            ("xyz", false),
        ] {
            assert_eq!(rank("Next annotation", query).is_some(), fits, "{query}");
        }
    }

    #[test]
    fn the_nearer_comes_first() {
        let order = ["Reject", "Reject all mentions", "Next to review"];
        let ranks = order.map(|name| rank(name, "re"));
        assert!(ranks[0] <= ranks[1] && ranks[1] < ranks[2], "{ranks:?}");
        assert!(rank("Undo", "und") < rank("Bound", "und"));
        assert!(rank("Accept", "accpet") > rank("Accept", "acc"));
    }
}
