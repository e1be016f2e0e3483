//! The page as a whole.

use crate::desk::Desk;
use crate::first::FirstPage;
use crate::palette::Palette;
use crate::reading::Reading;
use crate::sheet::Sheet;
use crate::status::StatusLine;
use crate::toolbar::Toolbar;
use crate::{keeping, keys, project, returning, updating};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the page into the element that `index.html` keeps for it and opens what was open last.
pub(crate) fn mount() {
    let desk = Desk::new();
    let place = document().get_element_by_id("postil").and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(place) = place {
        place.set_inner_html("");
        mount_to(place, move || view! { <App desk/> }).forget();
        keys::listen(desk);
        fetch_letters();
        updating::bring_typed_back(desk);
        project::follow(desk);
        returning::resume(desk);
    }
}

/// Has the browser fetch the letters of the text's font that the page itself does not use, so that no article makes it
/// ask for a file later.
fn fetch_letters() {
    // A browser without this fetches them when it needs them.
    drop(document().fonts().load_with_text("1em 'Source Serif 4'", "ğ"));
}

#[component]
fn App(desk: Desk) -> impl IntoView {
    keeping::begin(desk);
    let is_open = Memo::new(move |_| desk.open.with(|open| open.as_ref().map(|record| record.id.to_bits())));
    view! {
        <Toolbar desk/>
        <main>
            {move || match (desk.ready.get(), is_open.get()) {
                (_, Some(_)) => view! { <Reading desk/> }.into_any(),
                (true, None) => view! { <FirstPage desk/> }.into_any(),
                (false, None) => ().into_any(),
            }}
        </main>
        <StatusLine desk/>
        <Sheet desk/>
        <Palette desk/>
    }
}
