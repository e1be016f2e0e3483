//! `IndexedDB` as futures: a request is answered, a transaction is committed, and what the browser throws is a [`Refused`].

use super::Refused;
use super::key::{DOCUMENTS, EDITS, Key, SETTINGS, TEXTS};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use serde::Serialize;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbVersionChangeEvent,
};

/// When a write counts as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Once it is on the disk: it outlives a loss of power.
    Strict,
    /// Once the system has it: it outlives the page and the browser.
    Relaxed,
}

/// Opens a database; `upgrade` is given the version it has where that is not `version` yet. `blocked` is told when that has
/// to wait for another tab.
pub(super) async fn open(
    name: &str,
    version: u32,
    upgrade: fn(&IdbDatabase, u32) -> Result<(), JsValue>,
    blocked: impl FnOnce() + 'static,
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
    request.set_onblocked(Some(Closure::once_into_js(blocked).unchecked_ref()));
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

/// Begins to write `puts`; nothing where there are none. It is [`committed`] as a whole or not at all.
pub(super) fn begin<'a>(
    database: &IdbDatabase,
    durability: Durability,
    puts: impl Iterator<Item = (&'a Key, &'a str)>,
) -> Result<Option<IdbTransaction>, Refused> {
    let mut puts = puts.peekable();
    if puts.peek().is_none() {
        return Ok(None);
    }
    // Always on all object stores, so that writes are done in the order in which they were asked for.
    let transaction = transaction(database, durability)?;
    all_or_nothing(transaction, |transaction| puts.try_for_each(|(key, value)| put(transaction, key, value))).map(Some)
}

/// The same, after the records in `gone` of the log were taken away.
pub(super) fn begin_anew<'a>(
    database: &IdbDatabase,
    gone: &JsValue,
    mut puts: impl Iterator<Item = (&'a Key, &'a str)>,
) -> Result<IdbTransaction, Refused> {
    all_or_nothing(transaction(database, Durability::Strict)?, |transaction| {
        transaction.object_store(EDITS)?.delete(gone)?;
        puts.try_for_each(|(key, value)| put(transaction, key, value))
    })
}

/// Removes a document with its text and log.
pub(super) async fn removed(database: &IdbDatabase, document: f64) -> Result<(), Refused> {
    let log = between(&Key::log(document))?;
    let transaction = all_or_nothing(transaction(database, Durability::Relaxed)?, |transaction| {
        for key in [Key::document(document), Key::text(document)] {
            transaction.object_store(key.shelf())?.delete(&key.value())?;
        }
        transaction.object_store(EDITS)?.delete(&log).map(|_| ())
    })?;
    committed(transaction).await
}

/// The records from the first key to the last.
pub(super) fn between((first, last): &(Key, Key)) -> Result<JsValue, Refused> {
    Ok(IdbKeyRange::bound(&first.value(), &last.value())?.into())
}

pub(super) fn all_or_nothing(
    transaction: IdbTransaction,
    write: impl FnOnce(&IdbTransaction) -> Result<(), JsValue>,
) -> Result<IdbTransaction, Refused> {
    match write(&transaction) {
        Ok(()) => Ok(transaction),
        Err(thrown) => {
            // The browser would commit what was asked for so far. One that has ended already need not be aborted.
            let _ = transaction.abort();
            Err(thrown.into())
        }
    }
}

/// An Edit is only ever added: one that is there already was written by another tab, and is not overwritten.
fn put(transaction: &IdbTransaction, key: &Key, value: &str) -> Result<(), JsValue> {
    let shelf = transaction.object_store(key.shelf())?;
    let (value, key_value) = (JsValue::from_str(value), key.value());
    let request = match key {
        Key::Edit(..) => shelf.add_with_key(&value, &key_value),
        _ => shelf.put_with_key(&value, &key_value),
    };
    request.map(|_| ())
}

/// Called by its name: the binding for this form is not among the stable ones.
pub(super) fn transaction(database: &IdbDatabase, durability: Durability) -> Result<IdbTransaction, Refused> {
    let stores: Array = [DOCUMENTS, TEXTS, EDITS, SETTINGS].into_iter().map(JsValue::from_str).collect();
    let options = Object::new();
    let durability = if durability == Durability::Strict { "strict" } else { "relaxed" };
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    Ok(begin.call3(database, &stores, &"readwrite".into(), &options)?.unchecked_into())
}

/// What the browser answers to `request`. It is listened to from now on, whenever this is awaited.
pub(super) fn answer(request: IdbRequest) -> impl Future<Output = Result<JsValue, Refused>> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    async move {
        match JsFuture::from(answered).await {
            Ok(_) => Ok(request.result()?),
            Err(_) => Err(request.error()?.map_or_else(unknown, |error| refused(&error))),
        }
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
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // These types hold no map with keys other than strings and nothing else that JSON lacks.
    serde_json::to_string(value).unwrap_or_default()
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
