//! Finding and opening browsers.

use std::process::{Command, Stdio};

/// Opens `address` in the reader's browser where that can be done; says nothing where it cannot.
pub(crate) fn open(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = if cfg!(windows) { Command::new("cmd") } else { Command::new(opener) };
    if cfg!(windows) {
        command.args(["/C", "start"]);
    }
    let _ = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
