//! Which tab may change a document: the one that holds its lock, of which the browser gives one. Another shows it to read,
//! and waits in line.
//!
//! A tab that is asked for a document stops changing it, lets go, and waits in line itself; one that does not answer has it
//! taken away. Where a browser has no locks, the database still refuses a second Edit of one number ([`crate::store`]).

use super::channel::{self, Message};
use crate::desk::Desk;
use crate::{returning, saving};
use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long another tab has to let go of a document, in milliseconds.
const PATIENCE: u32 = 1500;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, options: &Object, granted: &Function) -> Result<Promise, JsValue>;
}

/// The locks that this tab has or waits for.
#[derive(Default)]
pub(crate) struct Locks {
    claims: Vec<Claim>,
    serial: u32,
}

struct Claim {
    document: u64,
    /// Tells this claim from earlier ones on the same document, whose answers may still come.
    serial: u32,
    /// Lets go of the lock, once it is there.
    release: Option<Function>,
}

/// How a lock is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// Only if nobody has it.
    IfFree,
    /// After everybody who asked before.
    InLine,
    /// Now, whoever has it.
    AtOnce,
}

impl Locks {
    /// A claim in the place of any earlier one on the same document.
    fn claim(&mut self, document: u64) -> u32 {
        self.drop_where(|claim| claim.document == document);
        self.serial += 1;
        self.claims.push(Claim { document, serial: self.serial, release: None });
        self.serial
    }

    fn has(&self, serial: u32) -> bool {
        self.claims.iter().any(|claim| claim.serial == serial)
    }

    fn holds(&self, document: u64) -> bool {
        self.claims.iter().any(|claim| claim.document == document && claim.release.is_some())
    }

    /// Notes that a claim was granted; whether it still stands.
    fn grant(&mut self, serial: u32, release: Function) -> bool {
        let claim = self.claims.iter_mut().find(|claim| claim.serial == serial);
        claim.map(|claim| claim.release = Some(release)).is_some()
    }

    fn drop_where(&mut self, is_gone: impl Fn(&Claim) -> bool) {
        for claim in self.claims.extract_if(.., |claim| is_gone(claim)) {
            if let Some(release) = claim.release {
                // The browser's own function, which takes anything and throws nothing.
                let _ = release.call0(&JsValue::UNDEFINED);
            }
        }
    }
}

/// Asks for a document that is about to be opened; whether it may be changed here. If not, this tab waits in line.
pub(crate) async fn take(desk: Desk, document: f64) -> bool {
    let document = document.to_bits();
    if desk.keeping().locks.with_value(|locks| locks.holds(document)) {
        return true;
    }
    let is_free = is_free_now(desk, document).await;
    let elsewhere = desk.keeping().elsewhere;
    if !is_free {
        lose(desk, document);
    } else if elsewhere.get_untracked() == Some(document) {
        elsewhere.set(None);
    }
    is_free
}

/// Whether no other tab works on a document. If so, none can begin to before this one lets go of it.
pub(crate) async fn is_free(desk: Desk, document: f64) -> bool {
    let document = document.to_bits();
    desk.keeping().locks.with_value(|locks| locks.holds(document)) || is_free_now(desk, document).await
}

/// Lets go of all documents but the open one, which is asked for if that was not done yet: it is new, and free.
pub(crate) fn follow(desk: Desk) {
    let open = desk.open.with_untracked(|open| open.as_ref().map(|record| record.id.to_bits()));
    desk.keeping().locks.update_value(|locks| locks.drop_where(|claim| Some(claim.document) != open));
    let is_known =
        |document: u64| desk.keeping().locks.with_value(|locks| locks.claims.iter().any(|it| it.document == document));
    if let Some(document) = open.filter(|document| !is_known(*document)) {
        ask(desk, document, How::IfFree, move |is_free| {
            if !is_free {
                lose(desk, document);
            }
        });
    }
}

/// Asks the tab that has the open document for it, and takes it if that tab does not answer.
pub(crate) fn take_over(desk: Desk) {
    let Some(document) = desk.keeping().elsewhere.get_untracked() else { return };
    channel::say(desk, Message::Take(f64::from_bits(document)));
    Timeout::new(PATIENCE, move || {
        if desk.keeping().elsewhere.get_untracked() == Some(document) {
            ask(desk, document, How::AtOnce, move |_| granted(desk, document));
        }
    })
    .forget();
}

/// Gives a document to another tab that asks for it.
pub(crate) fn give(desk: Desk, document: f64) {
    let bits = document.to_bits();
    if !desk.keeping().locks.with_value(|locks| locks.holds(bits)) {
        return;
    }
    if saving::is_behind(desk) {
        // What the browser has not kept cannot be given: it becomes a document of its own here.
        saving::fork(desk);
        desk.keeping().locks.update_value(|locks| locks.drop_where(|claim| claim.document == bits));
    } else {
        lose(desk, bits);
    }
}

fn lose(desk: Desk, document: u64) {
    desk.keeping().elsewhere.set(Some(document));
    wait(desk, document);
}

/// Waits in line; a claim that is held already is let go of.
fn wait(desk: Desk, document: u64) {
    ask(desk, document, How::InLine, move |_| granted(desk, document));
}

/// The document is this tab's again: what the other has done to it is read, and it can be changed.
fn granted(desk: Desk, document: u64) {
    if desk.keeping().elsewhere.get_untracked() == Some(document) {
        returning::read_again(desk, f64::from_bits(document));
    }
}

async fn is_free_now(desk: Desk, document: u64) -> bool {
    let (sender, receiver) = oneshot::channel();
    let is_asked = ask(desk, document, How::IfFree, move |is_free| {
        // Nobody listens any more where the answer comes too late.
        let _ = sender.send(is_free);
    });
    !is_asked || receiver.await.unwrap_or(true)
}

/// Asks the browser for the lock on a document; false where it has no locks. `answered` is told whether it was granted.
fn ask(desk: Desk, document: u64, how: How, answered: impl FnOnce(bool) + 'static) -> bool {
    let locks = desk.keeping().locks;
    let serial = locks.try_update_value(|locks| locks.claim(document)).unwrap_or_default();
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            answered(false);
            return JsValue::UNDEFINED;
        }
        let mut is_wanted = false;
        let held = Promise::new(&mut |release, _| {
            is_wanted = locks.try_update_value(|locks| locks.grant(serial, release)).unwrap_or(false);
        });
        if !is_wanted {
            return JsValue::UNDEFINED;
        }
        answered(true);
        held.into()
    });
    let asked = request(&format!("postil/{document}"), &options(how), granted.unchecked_ref());
    let Ok(ended) = asked else { return false };
    spawn_local(async move {
        let is_stolen = JsFuture::from(ended).await.is_err();
        if is_stolen && locks.with_value(|locks| locks.has(serial)) {
            lose(desk, document);
        }
    });
    true
}

fn options(how: How) -> Object {
    let options = Object::new();
    let name = match how {
        How::IfFree => "ifAvailable",
        How::InLine => return options,
        How::AtOnce => "steal",
    };
    // A property of an empty object can always be set.
    let _ = Reflect::set(&options, &name.into(), &true.into());
    options
}
