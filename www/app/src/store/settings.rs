//! The reader's settings: each a value under a name of its own, kept as JSON.

use super::{Refused, Store, database};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

pub(super) const SETTINGS: &str = "settings";

// The panels that have settings come one by one.
#[allow(dead_code)]
impl Store {
    /// The setting of that name; nothing where it was never kept, or cannot be read by this version.
    pub(crate) async fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Refused> {
        let request = database::shelf(&self.database, SETTINGS)?.get(&JsValue::from_str(name))?;
        let json = database::answer(request).await?.as_string();
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// Keeps a setting in the place of what it was.
    pub(crate) async fn keep_setting<T: Serialize>(&self, name: &str, value: &T) -> Result<(), Refused> {
        self.put_all(vec![(SETTINGS, JsValue::from_str(name), database::json(value))]).await
    }
}
