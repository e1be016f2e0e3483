//! How quotations are reported: the colour and polarity of their cues, and what they may deny.

use super::map::words_in;
use crate::analysis::Quotation;
use crate::lexicon::names::FixedMap;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::LazyLock;

const COLOURS: &str = include_str!("../../../lexicons/quotation_colours.tsv");
/// How many quotations back a denial is matched with what it denies.
const WINDOW: usize = 12;
/// Words are alike where so many of their first letters agree.
const STEM: usize = 5;
/// A stem that no more quotations than this have tells what they are about, however few there are.
const OFTEN: usize = 3;
/// How many words into a content its negation counts as a denial.
const NEGATED_WITHIN: usize = 3;

/// How a word of saying colours what it reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Not at all: "said".
    #[default]
    Neutral,
    /// It leaves open whether it is true: "claimed".
    Doubting,
    /// It takes it for true: "admitted".
    Endorsing,
    /// It paints the speaker as aggressive: "slammed".
    Hostile,
}

/// Whether something is said at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It is: "said".
    #[default]
    Affirmed,
    /// It is not: "has not said".
    Negated,
    /// It may be: "could say".
    Possible,
}

/// How one quotation is reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The colour of its cue.
    pub tone: Tone,
    /// Why the cue has that colour; nothing where it is neutral.
    pub reason: Option<Cow<'static, str>>,
    /// Whether it is said at all.
    pub polarity: Polarity,
    /// The word that negates the cue or makes it a possibility.
    pub turned_by: Option<Span>,
}

/// A quotation that says of something that it is not so: a suggestion to compare, no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// The quotation that denies.
    pub quotation: u32,
    /// The quotation of another source that it may contradict.
    pub of: u32,
    /// The word that denies.
    pub cue: Span,
}

/// The voice of `quotation`.
pub(super) fn voice(text: &str, quotation: &Quotation) -> Voice {
    let mut voice = Voice::default();
    for word in quotation.cue.into_iter().flat_map(|cue| words_in(text, cue)) {
        let lower = word.slice(text).to_lowercase();
        if let Some((tone, reason)) = LISTS.tones.get(lower.as_str()) {
            (voice.tone, voice.reason) = (*tone, Some(Cow::Borrowed(*reason)));
        }
        let polarity = polarity(&lower);
        if polarity != Polarity::Affirmed && voice.polarity == Polarity::Affirmed {
            (voice.polarity, voice.turned_by) = (polarity, Some(word));
        }
    }
    voice
}

fn polarity(word: &str) -> Polarity {
    match word {
        "not" | "never" | "neither" | "nor" => Polarity::Negated,
        "could" | "may" | "might" | "would" => Polarity::Possible,
        _ if word.ends_with("n't") || word.ends_with("n’t") => Polarity::Negated,
        _ => Polarity::Affirmed,
    }
}

/// What `quotations` may deny of one another, in order.
pub(super) fn denials(text: &str, quotations: &[Quotation]) -> Vec<Denial> {
    let stems: Vec<Vec<String>> = quotations.iter().map(|quotation| stems(text, quotation)).collect();
    let telling = telling(&stems);
    let denies = |at: usize| Some((at, denial_cue(text, &quotations[at])?));
    (0..stems.len())
        .filter_map(denies)
        .filter_map(|(at, cue)| {
            let of = denied(text, quotations, &telling, at)?;
            Some(Denial { quotation: at as u32, of: of as u32, cue })
        })
        .collect()
}

/// Of the stems of each quotation, those that not every other quotation of the article has: its topic tells nothing.
fn telling(stems: &[Vec<String>]) -> Vec<Vec<&str>> {
    let mut counts: FixedMap<&str, usize> = FixedMap::default();
    for stem in stems.iter().flatten() {
        *counts.entry(stem).or_default() += 1;
    }
    let most = OFTEN.max(stems.len() / 3);
    let tells = |stem: &&str| counts.get(stem).is_some_and(|count| *count <= most);
    stems.iter().map(|stems| stems.iter().map(String::as_str).filter(tells).collect()).collect()
}

/// The earlier quotation of another source that shares most, the nearest of several; or the one that "these claims"
/// points to.
fn denied(text: &str, quotations: &[Quotation], stems: &[Vec<&str>], at: usize) -> Option<usize> {
    let mut others =
        (at.saturating_sub(WINDOW)..at).rev().filter(|other| quotations[*other].source != quotations[at].source);
    let points = quotations[at].fragments.first().is_some_and(|content| points_back(content.slice(text)));
    if points {
        return others.next();
    }
    let shared = |other: &usize| stems[*other].iter().filter(|stem| stems[at].binary_search(stem).is_ok()).count();
    others.filter(|other| shared(other) > 0).max_by_key(|other| (shared(other), *other))
}

/// "these claims", "the report".
fn points_back(content: &str) -> bool {
    let lower = content.to_lowercase();
    let noun = ["accusation", "allegation", "claim", "report", "charge"].iter().any(|noun| lower.contains(noun));
    noun && lower.split_whitespace().count() <= 3
}

fn denial_cue(text: &str, quotation: &Quotation) -> Option<Span> {
    let verb = quotation.cue.into_iter().flat_map(|cue| words_in(text, cue));
    let mut verb = verb.filter(|word| LISTS.denials.contains(&word.slice(text).to_lowercase().as_str()));
    let content = quotation.fragments.first().map(|first| words_in(text, *first)).into_iter().flatten();
    let negation = |word: &Span| {
        matches!(word.slice(text).to_lowercase().as_str(), "neither" | "no" | "none" | "never" | "not" | "nobody")
    };
    verb.next().or_else(|| content.take(NEGATED_WITHIN).find(negation))
}

fn stems(text: &str, quotation: &Quotation) -> Vec<String> {
    let words = quotation.fragments.iter().take(4).flat_map(|fragment| words_in(text, *fragment)).take(60);
    let stem = |word: Span| {
        let lower = word.slice(text).to_lowercase();
        (lower.chars().count() > STEM).then(|| lower.chars().take(STEM).collect())
    };
    let mut stems: Vec<String> = words.filter_map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

#[derive(Default)]
struct Lists {
    tones: FixedMap<&'static str, (Tone, &'static str)>,
    denials: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for (form, colour, reason) in rows() {
        match tone(colour) {
            Some(tone) => {
                lists.tones.insert(form, (tone, reason));
            }
            None => lists.denials.push(form),
        }
    }
    lists
});

fn tone(colour: &str) -> Option<Tone> {
    match colour {
        "doubting" => Some(Tone::Doubting),
        "endorsing" => Some(Tone::Endorsing),
        "hostile" => Some(Tone::Hostile),
        _ => None,
    }
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    COLOURS.lines().filter(|row| !row.starts_with('#')).filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Engine};

    #[test]
    fn colours_are_sorted_and_all_read() {
        let forms: Vec<_> = rows().map(|(form, ..)| form).collect();
        assert!(forms.is_sorted() && forms.len() > 150, "{}", forms.len());
        assert!(rows().all(|(_, colour, _)| tone(colour).is_some() || colour == "denial"));
        assert_eq!(forms.len(), COLOURS.lines().filter(|row| !row.starts_with('#')).count());
    }

    #[test]
    fn cues_have_colour_and_polarity() {
        let table = [
            ("Awa Kone said the bridge was safe.", Tone::Neutral, Polarity::Affirmed),
            ("Awa Kone claimed the bridge was safe.", Tone::Doubting, Polarity::Affirmed),
            ("Awa Kone admitted the bridge was old.", Tone::Endorsing, Polarity::Affirmed),
            ("The army has not said how many died.", Tone::Neutral, Polarity::Negated),
            ("She would not confirm the figure.", Tone::Endorsing, Polarity::Possible),
        ];
        for (text, tone, polarity) in table {
            let analysis = Engine::new().annotate(&Article::new(text));
            let voice = voice(text, &analysis.quotations[0]);
            assert_eq!((voice.tone, voice.polarity), (tone, polarity), "{text}");
            assert_eq!(voice.reason.is_some(), tone != Tone::Neutral);
        }
    }

    #[test]
    fn a_denial_points_to_what_it_denies() {
        let text = "Police said three teachers had been arrested. The union insisted that no arrests were made.";
        let analysis = Engine::new().annotate(&Article::new(text));
        let denials = denials(text, &analysis.quotations);
        assert_eq!(denials.iter().map(|denial| (denial.quotation, denial.of)).collect::<Vec<_>>(), [(1, 0)]);
        assert_eq!(denials[0].cue.slice(text), "no");
    }

    #[test]
    fn a_denial_is_of_what_shares_most_with_it_and_more_than_the_topic() {
        let said = "Awa Kone said the bridge was closed by soldiers. Issa Sall said the bridge was old. \
                    Mary Diop said the bridge was long. The mayor said the bridge was dear. ";
        let of = |denial: &str| {
            let text = format!("{said}{denial}");
            let analysis = Engine::new().annotate(&Article::new(&text));
            denials(&text, &analysis.quotations).first().map(|denial| denial.of)
        };
        assert_eq!(of("The army denied that its soldiers had closed the bridge."), Some(0));
        assert_eq!(of("The army said no bridge was built."), None);
    }
}
