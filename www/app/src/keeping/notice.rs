//! What the reader is told as long as it is so: that the browser keeps nothing, or that another tab has the article.

use super::lock;
use crate::desk::Desk;
use crate::panel::export::export;
use crate::saving;
use crate::store::Refused;
use leptos::prelude::*;
use postil::format::FORMATS;

/// The messages, each with what can be done.
#[component]
pub(crate) fn Notices(desk: Desk) -> impl IntoView {
    let keeping = desk.keeping();
    let is_open = Memo::new(move |_| desk.open.with(Option::is_some));
    let is_elsewhere = Memo::new(move |_| {
        let open = desk.open.with(|open| open.as_ref().map(|record| record.id.to_bits()));
        open.is_some() && keeping.elsewhere.get() == open
    });
    view! {
        {move || keeping.refused.get().map(|why| view! { <Refusal desk why is_open/> })}
        <Show when=move || is_elsewhere.get()>
            <p class="problem">
                "This article is open in another tab; here it can only be read."
                <button type="button" on:click=move |_| lock::take_over(desk)>"Take over here"</button>
            </p>
        </Show>
    }
}

#[component]
fn Refusal(desk: Desk, why: Refused, is_open: Memo<bool>) -> impl IntoView {
    let is_newer = why == Refused::Newer;
    view! {
        <p class="problem">
            {words(&why)}
            <Show when=move || is_open.get()>
                <button type="button" on:click=move |_| export(desk, &FORMATS[0])>"Export now"</button>
            </Show>
            {if is_newer {
                view! { <button type="button" on:click=|_| reload()>"Reload"</button> }.into_any()
            } else {
                view! { <button type="button" on:click=move |_| saving::try_again(desk)>"Try again"</button> }.into_any()
            }}
        </p>
    }
}

/// How much room is left, where it is little.
#[component]
pub(crate) fn RoomLeft(desk: Desk) -> impl IntoView {
    let words = |room: u32| format!("About {room} MB of room are left in this browser.");
    move || desk.keeping().room.get().map(|room| view! { <p class="quiet room">{words(room)}</p> })
}

fn words(why: &Refused) -> String {
    match why {
        Refused::Newer => {
            "Postil was brought up to date in another tab. Reload this page to go on; your work is kept.".to_owned()
        }
        Refused::Full => {
            "This browser does not keep your work: its storage is full. You can go on, but only this tab has \
                          what you do now. Export it, or remove documents that you no longer need: then it is kept."
                .to_owned()
        }
        why => format!(
            "This browser does not keep your work ({why}). You can go on, but only this tab has what you do now: export it \
             before you close the page."
        ),
    }
}

fn reload() {
    // A page can always be loaded again, unless it is being left already.
    let _ = window().location().reload();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_to_do() {
        let cases = [
            (Refused::Full, "remove documents"),
            (Refused::Newer, "Reload"),
            (Refused::Other("no".to_owned()), "(no). You can go on"),
        ];
        for (why, expected) in cases {
            assert!(words(&why).contains(expected), "{why}");
        }
    }
}
