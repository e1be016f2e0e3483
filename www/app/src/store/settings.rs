//! The reader's settings: each a value under a name of its own, kept as JSON.

use super::key::SETTINGS;
use super::{Durability, Key, Refused, Store, database};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Store {
    /// The setting of that name; nothing where it was never kept, or cannot be read by this version.
    pub(crate) async fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Refused> {
        let json = self.setting_json(Key::Setting(name.to_owned())).await?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// Keeps a setting in the place of what it was.
    pub(crate) async fn keep_setting<T: Serialize>(&self, name: &str, value: &T) -> Result<(), Refused> {
        self.put_all(vec![(Key::Setting(name.to_owned()), database::json(value))], Durability::Relaxed).await
    }

    async fn setting_json(&self, key: Key) -> Result<Option<String>, Refused> {
        let waiting = self.waiting(&key);
        match self.connection() {
            _ if waiting.is_some() => Ok(waiting),
            Err(_) => Ok(None),
            Ok(database) => {
                let request = database::shelf(&database, SETTINGS)?.get(&key.value())?;
                Ok(database::answer(request).await?.as_string())
            }
        }
    }
}
