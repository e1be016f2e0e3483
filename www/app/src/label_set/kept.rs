//! The label set in the browser's storage: one for all documents.

use crate::desk::Desk;
use crate::labels;
use crate::saving;
use crate::status::sentence;
use crate::store::Store;
use leptos::prelude::*;
use leptos::task::spawn_local;
use postil::label_set;
use serde::{Deserialize, Serialize};

/// The name of the setting.
const NAME: &str = "labels";

/// What is kept of it.
#[derive(Serialize, Deserialize)]
struct Setting {
    /// Since when the machine says what it says; see `Labels`.
    since: f64,
    /// The set, as its file.
    file: String,
}

/// Brings back the set that was kept, before a document comes back.
pub(crate) async fn load(desk: Desk, store: &Store) {
    match store.setting::<Setting>(NAME).await {
        Err(error) => saving::refused(desk, &error),
        Ok(None) => {}
        Ok(Some(kept)) => match label_set::read(&kept.file) {
            Err(error) => {
                let error = sentence(&error.to_string());
                desk.warn(format!("Your labels could not be read back; these are the machine's. {error}"));
            }
            Ok(set) => {
                labels::keep(&set);
                super::choose_known(desk, &set);
                desk.labels().since.set_value(kept.since);
                desk.labels().set.set(set);
            }
        },
    }
}

/// Keeps the set.
pub(super) fn keep(desk: Desk) {
    let Some(store) = desk.store.get_value() else { return };
    let file = desk.labels().set.with_untracked(label_set::write);
    let kept = Setting { since: desk.labels().since.get_value(), file };
    spawn_local(async move {
        if let Err(error) = store.keep_setting(NAME, &kept).await {
            saving::refused(desk, &error);
        }
    });
}
