//! Finding and opening browsers.

use crate::process::{Outcome, capture, run, step};
use std::path::{Path, PathBuf};
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

/// Chromium for the tests: the one that `POSTIL_CHROMIUM` names, or the system's, installed where that can be done.
pub(crate) fn chromium() -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("POSTIL_CHROMIUM") {
        return Ok(PathBuf::from(named));
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    let by_hand =
        "Chromium is missing: install it (Debian: apt-get install chromium), or name one with POSTIL_CHROMIUM";
    if !may_install() {
        return Err(by_hand.to_owned());
    }
    step("Installing Chromium with apt-get", "a minute, once", install)
        .map_err(|error| format!("{error}; {by_hand}"))?;
    installed().ok_or_else(|| by_hand.to_owned())
}

fn installed() -> Option<PathBuf> {
    const PLACES: [&str; 5] = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    PLACES.into_iter().map(PathBuf::from).find(|path| path.is_file())
}

/// Whether this is Debian or its kin, with the right to install.
fn may_install() -> bool {
    let root = capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    root && Path::new("/usr/bin/apt-get").is_file()
}

fn install() -> Outcome {
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
        run(&mut command, "apt-get")
    };
    apt(&["update", "-qq"])?;
    apt(&["install", "-y", "-qq", "--no-install-recommends", "chromium"])
}
