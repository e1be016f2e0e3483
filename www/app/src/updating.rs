//! Keeps Postil itself on the device, so that it opens without a network, and tells when a newer version has come. Nothing
//! is changed under the reader's hands: the newer version waits for the button.

use crate::desk::{Desk, Kept};
use crate::worker::named;
use gloo_events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, Storage};

/// Where text that was typed and not yet opened waits while the page loads again.
const TYPED: &str = "postil-typed";

/// What is known of the version that runs and of a newer one.
#[derive(Clone, Copy)]
pub(crate) struct Updating {
    /// Whether Postil opens here without a network.
    pub(crate) kept: RwSignal<bool>,
    newer: RwSignal<bool>,
    begun: StoredValue<bool>,
    asked: StoredValue<bool>,
    registration: Kept<Option<ServiceWorkerRegistration>>,
}

impl Updating {
    /// Nothing is known yet.
    pub(crate) fn new() -> Self {
        Self {
            kept: RwSignal::new(false),
            newer: RwSignal::new(false),
            begun: StoredValue::new(false),
            asked: StoredValue::new(false),
            registration: StoredValue::new_local(None),
        }
    }
}

/// Tells that a newer version is ready, and lets the reader change to it.
#[component]
pub(crate) fn UpdateNotice(desk: Desk) -> impl IntoView {
    let newer = desk.updating().newer;
    view! {
        <div aria-live="polite">
            {move || newer.get().then(|| view! {
                <p class="newer">
                    "A new version of Postil is ready. Your work stays as it is."
                    <button type="button" on:click=move |_| take_over(desk)>"Reload"</button>
                    <button type="button" on:click=move |_| newer.set(false)>"Not now"</button>
                </p>
            })}
        </div>
    }
}

/// Has the browser keep the site, once: when the engine is there and the browser has nothing better to do, so that the
/// first load is no slower for it.
pub(crate) fn begin(desk: Desk) {
    let container = window().navigator().service_worker();
    // A page that is served without encryption has none, nor has a build that is worked on.
    let Some(script) = named("postil-offline").filter(|_| !container.is_undefined()) else { return };
    if desk.updating().begun.try_update_value(|begun| std::mem::replace(begun, true)) == Some(true) {
        return;
    }
    let (later, name) = (container.clone(), script.clone());
    if request_idle_callback_with_handle(move || register(desk, &later, &name)).is_err() {
        register(desk, &container, &script);
    }
}

fn register(desk: Desk, container: &ServiceWorkerContainer, script: &str) {
    let controlled = StoredValue::new(container.controller().is_some());
    EventListener::new(container, "controllerchange", move |_| changed(desk, controlled)).forget();
    let registering = JsFuture::from(container.register(script));
    spawn_local(async move {
        // Where the browser refuses, Postil works as before, only not without a network.
        if let Ok(registration) = registering.await {
            watch(desk, registration.unchecked_into());
        }
    });
}

/// Another version has taken over: asked for here, or in another window, or there was none before.
fn changed(desk: Desk, controlled: StoredValue<bool>) {
    let updating = desk.updating();
    if updating.asked.get_value() {
        reload();
    } else if controlled.get_value() {
        updating.newer.set(true);
    }
    controlled.set_value(true);
}

fn watch(desk: Desk, registration: ServiceWorkerRegistration) {
    desk.updating().registration.set_value(Some(registration.clone()));
    EventListener::new(&registration.clone(), "updatefound", move |_| follow(desk, &registration)).forget();
    if let Some(registration) = desk.updating().registration.get_value() {
        follow(desk, &registration);
    }
}

fn follow(desk: Desk, registration: &ServiceWorkerRegistration) {
    tell(desk, registration);
    if let Some(worker) = registration.installing() {
        let registration = registration.clone();
        EventListener::new(&worker, "statechange", move |_| tell(desk, &registration)).forget();
    }
}

fn tell(desk: Desk, registration: &ServiceWorkerRegistration) {
    let updating = desk.updating();
    let is_kept = registration.active().is_some();
    updating.kept.set(is_kept);
    if is_kept && registration.waiting().is_some() {
        updating.newer.set(true);
    }
}

/// Changes to the newer version: it takes over, and the page loads again from it.
fn take_over(desk: Desk) {
    set_typed_aside(desk);
    let waiting =
        desk.updating().registration.with_value(|it| it.as_ref().and_then(ServiceWorkerRegistration::waiting));
    desk.updating().asked.set_value(true);
    match waiting.map(|worker| worker.post_message(&JsValue::from_str("take-over"))) {
        Some(Ok(())) => {}
        // It has taken over already, in another window.
        _ => reload(),
    }
}

fn reload() {
    // A browser that does not load the page again leaves it as it is.
    let _ = window().location().reload();
}

fn set_typed_aside(desk: Desk) {
    let typed = desk.intake.text.get_untracked();
    if let Some(storage) = storage().filter(|_| !typed.is_empty()) {
        // Too long a text for this storage is lost with the page, as with any other way to load it again.
        let _ = storage.set_item(TYPED, &typed);
    }
}

/// Puts what was typed before the page loaded again back where it stood.
pub(crate) fn bring_typed_back(desk: Desk) {
    let Some(storage) = storage() else { return };
    if let Ok(Some(typed)) = storage.get_item(TYPED) {
        desk.intake.text.set(typed);
        let _ = storage.remove_item(TYPED);
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
