//! Whose words stand out in the article: everybody's, the reporter's own, or the sources'. The others go grey.

use crate::command::named;
use crate::desk::Desk;
use crate::toolbar::titled;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Whose words stand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Voices {
    /// Everybody's.
    #[default]
    All,
    /// The reporter's own; what sources say is grey.
    Reporter,
    /// The sources'; the reporter's own words are grey.
    Sources,
}

/// The three, each with its name in `data-voices`, its command and the word on its button.
const CHOICES: [(Voices, &str, &str, &str); 3] = [
    (Voices::All, "all", "Show everybody's words", "Everybody"),
    (Voices::Reporter, "reporter", "Show the reporter's own words", "Reporter"),
    (Voices::Sources, "sources", "Show what sources say", "Sources"),
];

impl Voices {
    /// The name in `data-voices`.
    pub(crate) fn name(self) -> &'static str {
        CHOICES.iter().find(|(voices, ..)| *voices == self).map_or("all", |(_, name, ..)| name)
    }
}

/// Has these words stand out, and says so.
pub(crate) fn choose(desk: Desk, voices: Voices) {
    desk.mapping().voices.set(voices);
    crate::pane::paint::show(desk, drawn(desk));
    desk.say(in_words(desk, voices));
}

/// The layers that are drawn: those shown, and quotations wherever their words stand out or go grey.
pub(crate) fn drawn(desk: Desk) -> BTreeSet<String> {
    let mut drawn = desk.shown.get_untracked();
    if desk.mapping().voices.get_untracked() != Voices::All {
        drawn.insert("quotation".to_owned());
    }
    drawn
}

fn in_words(desk: Desk, voices: Voices) -> String {
    let share = desk.mapping().told.with_untracked(|told| told.as_ref().map(|told| (told.map.own, told.map.words)));
    let figures = |own: bool| {
        share.map_or_else(String::new, |(reporter, all)| {
            let words = if own { reporter } else { all - reporter };
            format!(": {words} of {all} words")
        })
    };
    match voices {
        Voices::All => "All words are shown alike.".to_owned(),
        Voices::Reporter => format!("What sources say is grey. The reporter's own words stand out{}.", figures(true)),
        Voices::Sources => format!("The reporter's own words are grey. What sources say stands out{}.", figures(false)),
    }
}

/// The choice of three.
#[component]
pub(crate) fn VoicesChoice(desk: Desk) -> impl IntoView {
    view! {
        <div class="voices" role="group" aria-labelledby="voices-title">
            <span id="voices-title" class="title">"Voices"</span>
            {CHOICES.into_iter().map(|(voices, _, command, words)| {
                let tip = move || named(command).map(|command| titled(desk, command)).unwrap_or_default();
                view! {
                    <button
                        type="button"
                        class="voice"
                        title=move || tip().0
                        aria-keyshortcuts=move || tip().1
                        aria-pressed=move || if desk.mapping().voices.get() == voices { "true" } else { "false" }
                        on:click=move |_| choose(desk, voices)
                    >
                        {words}
                    </button>
                }
            }).collect_view()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_a_command_with_a_key() {
        for (voices, name, command, _) in CHOICES {
            assert_eq!(voices.name(), name);
            assert!(named(command).is_some_and(|command| !command.keys.is_empty()), "{command}");
        }
    }
}
