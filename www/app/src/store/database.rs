//! `IndexedDB` as futures: a request is answered, a transaction is committed, and what the browser throws is a [`Refused`].

use super::Refused;
use js_sys::{Array, Promise};
use leptos::prelude::window;
use serde::Serialize;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
    IdbVersionChangeEvent,
};

/// Opens a database; `upgrade` is given the version it has where that is not `version` yet.
pub(super) async fn open(
    name: &str,
    version: u32,
    upgrade: fn(&IdbDatabase, u32) -> Result<(), JsValue>,
) -> Result<IdbDatabase, Refused> {
    let factory = window().indexed_db()?.ok_or_else(|| Refused::Other("it has no IndexedDB".to_owned()))?;
    let request = factory.open_with_u32(name, version)?;
    let upgrading = request.clone();
    let upgrade = Closure::once_into_js(move |event: IdbVersionChangeEvent| {
        // Versions are whole numbers from 0 on.
        #[allow(clippy::cast_sign_loss)]
        let from = event.old_version() as u32;
        // An error thrown into the event takes the upgrade back as a whole and refuses the request.
        upgraded(&upgrading, |database| upgrade(database, from))
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    Ok(answer(request.into()).await?.unchecked_into())
}

fn upgraded(
    request: &IdbOpenDbRequest,
    upgrade: impl FnOnce(&IdbDatabase) -> Result<(), JsValue>,
) -> Result<(), JsValue> {
    upgrade(request.result()?.unchecked_ref())
}

/// An object store, to read from.
pub(super) fn shelf(database: &IdbDatabase, name: &str) -> Result<IdbObjectStore, Refused> {
    let transaction = database.transaction_with_str(name)?;
    Ok(transaction.object_store(name)?)
}

/// A transaction that writes to these object stores.
pub(super) fn transaction(database: &IdbDatabase, stores: &[&str]) -> Result<IdbTransaction, Refused> {
    let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
    Ok(database.transaction_with_str_sequence_and_mode(&names, IdbTransactionMode::Readwrite)?)
}

/// What the browser answers to `request`.
pub(super) async fn answer(request: IdbRequest) -> Result<JsValue, Refused> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(answered).await {
        Ok(_) => Ok(request.result()?),
        Err(_) => Err(request.error()?.map_or_else(unknown, |error| refused(&error))),
    }
}

/// Ends `transaction` and waits until all that was asked of it is done. It is ended at once, so that a page that dies in
/// this moment has already said all there is to say.
pub(super) async fn committed(transaction: IdbTransaction) -> Result<(), Refused> {
    // It was taken out of the second version of the standard, and is in every browser and in the third.
    #[allow(deprecated)]
    transaction.commit()?;
    let ended = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(ended).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or_else(unknown, |error| refused(&error))),
    }
}

/// `value` as it is kept.
pub(super) fn json<T: Serialize>(value: &T) -> JsValue {
    // These types hold no map with keys other than strings and nothing else that JSON lacks.
    JsValue::from_str(&serde_json::to_string(value).unwrap_or_default())
}

impl From<JsValue> for Refused {
    fn from(thrown: JsValue) -> Self {
        match thrown.dyn_ref::<DomException>() {
            Some(exception) => refused(exception),
            None => Refused::Other(format!("{thrown:?}")),
        }
    }
}

fn refused(exception: &DomException) -> Refused {
    match exception.name().as_str() {
        "QuotaExceededError" => Refused::Full,
        "ConstraintError" => Refused::Taken,
        "VersionError" => Refused::Newer,
        name => Refused::Other(format!("{name}: {}", exception.message())),
    }
}

/// A full disk may end a transaction without an error of its own.
fn unknown() -> Refused {
    Refused::Other("the browser took back what was written; its storage may be full".to_owned())
}
