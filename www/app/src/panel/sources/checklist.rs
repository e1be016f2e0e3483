//! The questions that news agencies ask of an anonymous source, each with the words that answer it.

use crate::card::shortened;
use crate::caret;
use crate::desk::Desk;
use leptos::prelude::*;
use postil::Span;
use postil::resolve::source::Anonymity;

/// One question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    question: &'static str,
    /// What to read where no words answer.
    unanswered: &'static str,
    /// The words that answer.
    words: Option<(String, Span)>,
}

/// The answers that the article gives.
pub(super) fn answers(text: &str, told: &Anonymity) -> Vec<Answer> {
    let questions = [
        ("Said to be withheld?", "not told", told.withheld),
        ("Reason given?", "none given", told.reason),
        ("Described?", "not described", told.described),
        ("How many?", "not told", told.count),
        ("Fact or opinion?", "told as fact", told.opinion),
    ];
    let words = |span: Span| (shortened(span.slice(text), 60), span);
    questions
        .into_iter()
        .map(|(question, unanswered, span)| Answer { question, unanswered, words: span.map(words) })
        .collect()
}

/// The list under a source.
#[component]
pub(super) fn Checklist(desk: Desk, label: String, answers: Vec<Answer>) -> impl IntoView {
    view! {
        <div class="checklist" role="group" aria-label=label>
            <dl>{answers.into_iter().map(|answer| view! { <Row desk answer/> }).collect_view()}</dl>
        </div>
    }
}

#[component]
fn Row(desk: Desk, answer: Answer) -> impl IntoView {
    let opinion = answer.question.starts_with("Fact") && answer.words.is_some();
    let words = answer.words.map(|(words, span)| {
        view! {
            {opinion.then_some("opinion: ")}
            <button type="button" class="jump" on:click=move |_| caret::point_at(desk, span)>
                {format!("“{words}”")}
            </button>
        }
        .into_any()
    });
    let answered = if words.is_some() { "yes" } else { "no" };
    view! {
        <div data-answered=answered>
            <dt>{answer.question}</dt>
            <dd>{words.unwrap_or_else(|| answer.unanswered.into_any())}</dd>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_has_its_words() {
        let text = "Two aides close to him, speaking on condition of anonymity, agreed.";
        let told =
            Anonymity { withheld: Some(Span::new(36, 58)), count: Some(Span::new(0, 3)), ..Anonymity::default() };
        let found: Vec<_> = answers(text, &told).into_iter().map(|it| it.words.map(|(words, _)| words)).collect();
        assert_eq!((found[0].as_deref(), found[3].as_deref()), (Some("condition of anonymity"), Some("Two")));
        assert!(found[1].is_none() && found[2].is_none() && found[4].is_none());
    }
}
