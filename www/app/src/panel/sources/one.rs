//! One source: its name and kind with the evidence, its share of the words, and what it says.

use super::checklist::{Answer, Checklist, answers};
use super::percent;
use crate::caret;
use crate::desk::Desk;
use crate::labels::label_words;
use crate::mapping::Told;
use crate::panel::{counted, go};
use leptos::prelude::*;
use postil::Span;
use postil::analysis::SourceKind;
use postil::annotation::AnnotationId;
use postil::resolve::source::{Polarity, SourceShare, Voice};
use postil::session::Session;

/// What is told of one source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) kind: SourceKind,
    /// The words that tell the kind, where they are not the name.
    pub(super) evidence: Option<(String, Span)>,
    /// Its words in quotation marks, its words outside them, and all of the article.
    pub(super) figures: (u32, u32, u32),
    /// The most words that any source has: the length of the longest bar.
    pub(super) most: u32,
    pub(super) quotations: usize,
    pub(super) claims: usize,
    /// The paragraph that names it first, from 1.
    pub(super) paragraph: usize,
    pub(super) places: Vec<AnnotationId>,
    /// Cues that colour what it says or leave open whether it is said: the cue, how, and the quotation.
    pub(super) colours: Vec<(String, String, AnnotationId)>,
    /// Of an anonymous source, the questions to ask.
    pub(super) answers: Vec<Answer>,
}

impl Item {
    pub(super) fn words(&self) -> u32 {
        self.figures.0 + self.figures.1
    }
}

/// The source at `at`.
pub(super) fn item(session: &Session, told: &Told, at: usize) -> Option<Item> {
    let text = session.article().text();
    let (source, share) = (told.stands.statements.sources.get(at)?, told.map.shares.get(at)?);
    let first = share.first.unwrap_or_default();
    let paragraph = session.article().paragraphs().partition_point(|paragraph| paragraph.end <= first.start);
    Some(Item {
        name: source.name.clone(),
        kind: share.kind,
        evidence: share.evidence.map(|span| (span.slice(text).to_owned(), span)).filter(|(it, _)| *it != source.name),
        figures: (share.direct, share.indirect, told.map.words),
        most: told.map.shares.iter().map(|share| share.direct + share.indirect).max().unwrap_or_default(),
        quotations: share.quotations.len(),
        claims: share.quantities.len(),
        paragraph: paragraph + 1,
        places: told.stands.sources.get(at)?.clone(),
        colours: colours(session, told, share),
        answers: share.anonymity.as_ref().map(|told| answers(text, told)).unwrap_or_default(),
    })
}

fn colours(session: &Session, told: &Told, share: &SourceShare) -> Vec<(String, String, AnnotationId)> {
    let text = session.article().text();
    let colour = |at: &u32| {
        let at = *at as usize;
        let how = coloured(told.map.voices.get(at)?)?;
        let cue = told.stands.statements.quotations.get(at)?.cue?;
        Some((cue.slice(text).to_owned(), how, *told.stands.quotations.get(at)?))
    };
    share.quotations.iter().filter_map(colour).collect()
}

/// How a cue colours what it reports; nothing where it does not.
fn coloured(voice: &Voice) -> Option<String> {
    let said = match voice.polarity {
        Polarity::Affirmed => None,
        Polarity::Negated => Some("negated".to_owned()),
        Polarity::Possible => Some("only possible".to_owned()),
    };
    said.or_else(|| voice.reason.as_ref().map(ToString::to_string))
}

/// One source in the list.
#[component]
pub(super) fn SourceItem(desk: Desk, item: Item) -> impl IntoView {
    let (direct, indirect, all) = item.figures;
    let (words, most) = (item.words(), f64::from(item.most.max(1)));
    let width = |part: u32| format!("{}%", f64::from(part) * 100.0 / most);
    let kind = label_words("source", item.kind.name());
    let told = figures(&item, direct, indirect);
    let Item { name, evidence, places, colours, answers, .. } = item;
    let label = format!("Questions to ask of “{name}”");
    view! {
        <li>
            <p class="who">
                <button type="button" class="line" on:click=move |_| go(desk, &places)>{name}</button>
                <span class="figure">{percent(words, all)}</span>
            </p>
            <svg class="share" aria-hidden="true">
                <rect class="direct" width=width(direct)></rect>
                <rect class="indirect" x=width(direct) width=width(indirect)></rect>
            </svg>
            <p class="note">
                <span class="kind">{kind}</span>
                {evidence.map(|(words, span)| view! {
                    ", by "
                    <button type="button" class="jump" on:click=move |_| caret::point_at(desk, span)>
                        {format!("“{words}”")}
                    </button>
                })}
            </p>
            <p class="note">{told}</p>
            {colours.into_iter().map(|(cue, how, id)| view! {
                <p class="note">
                    <button type="button" class="jump" on:click=move |_| go(desk, &[id])>{format!("“{cue}”")}</button>
                    {format!(": {how}")}
                </p>
            }).collect_view()}
            {(!answers.is_empty()).then(|| view! { <Checklist desk label answers/> })}
        </li>
    }
}

/// The figures in words.
fn figures(item: &Item, direct: u32, indirect: u32) -> String {
    let words = counted((direct + indirect) as usize, "word", "words");
    let ways = match (direct, indirect) {
        (0, 0) => words,
        (_, 0) => format!("{words}, all quoted"),
        (0, _) => format!("{words}, all reported"),
        _ => format!("{words}: {direct} quoted, {indirect} reported"),
    };
    let mut parts = vec![ways, counted(item.quotations, "quotation", "quotations")];
    parts.extend((item.claims > 0).then(|| counted(item.claims, "claim", "claims")));
    parts.push(format!("first in paragraph {}", item.paragraph));
    parts.join("\u{a0}· ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_in_words() {
        let item = Item {
            name: "Awa Kone".to_owned(),
            kind: SourceKind::Named,
            evidence: None,
            figures: (3, 4, 100),
            most: 7,
            quotations: 1,
            claims: 2,
            paragraph: 3,
            places: Vec::new(),
            colours: Vec::new(),
            answers: Vec::new(),
        };
        let told = figures(&item, 3, 4);
        assert_eq!(
            told,
            "7 words: 3 quoted, 4 reported\u{a0}· 1 quotation\u{a0}· 2 claims\u{a0}· first in paragraph 3"
        );
        assert!(figures(&item, 1, 0).starts_with("1 word, all quoted\u{a0}· "));
    }

    #[test]
    fn a_neutral_cue_has_no_colour() {
        assert_eq!(coloured(&Voice::default()), None);
        let negated = Voice { polarity: Polarity::Negated, ..Voice::default() };
        assert_eq!(coloured(&negated).as_deref(), Some("negated"));
    }
}
