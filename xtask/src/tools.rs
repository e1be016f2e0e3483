//! The tools that building takes, installed into the project's own `target/tools` where they are missing.
//!
//! Everything is installed into a folder beside its place and moved there when whole, so a step can be interrupted and
//! run again. What is there is known by the version it prints, so a second run does nothing.

use crate::process::{Outcome, capture, path_with, root, run, step};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.21.14";

/// Where tools lie.
pub(crate) fn folder() -> PathBuf {
    root().join("target/tools")
}

/// `PATH` with the project's own tools in front.
pub(crate) fn path() -> std::ffi::OsString {
    path_with(&[folder().join("bin"), folder().join("npm/node_modules/.bin")])
}

/// Trunk, wasm-bindgen and the wasm target.
pub(crate) fn install_builders() -> Outcome {
    install_wasm_target()?;
    install_bindgen()?;
    install_crate("trunk", "trunk", TRUNK, "about 8 minutes on two cores, once")
}

/// wasm-bindgen, of the version that the workspace is locked to.
pub(crate) fn install_bindgen() -> Outcome {
    let version = locked_version("wasm-bindgen")?;
    install_crate("wasm-bindgen", "wasm-bindgen-cli", &version, "about 3 minutes on two cores, once")
}

/// The standard library for wasm.
pub(crate) fn install_wasm_target() -> Outcome {
    let library = capture(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if library.is_ok_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    let get = "install rustup, or your system's Rust standard library for wasm32-unknown-unknown";
    step("Installing Rust's standard library for wasm", "half a minute", || {
        run(Command::new("rustup").args(["target", "add", WASM]), "rustup").map_err(|error| format!("{error}; {get}"))
    })
}

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

fn install_crate(program: &str, package: &str, version: &str, usually: &str) -> Outcome {
    let place = folder().join("bin").join(program);
    if prints_version(&place, version) || prints_version(Path::new(program), version) {
        return Ok(());
    }
    step(&format!("Installing {package} {version} into target/tools"), usually, || {
        let part = folder().join(format!("part-{program}"));
        if !fetch_prebuilt(package, version, &part) {
            cargo_install(package, version, &part)?;
        }
        adopt(&part.join("bin"), &folder().join("bin"))?;
        remove(&part)
    })
}

/// Fetches a prebuilt program where `cargo binstall` is there and finds one; a machine without it builds its own.
fn fetch_prebuilt(package: &str, version: &str, into: &Path) -> bool {
    if capture(Command::new("cargo").args(["binstall", "-V"])).is_err() {
        return false;
    }
    let mut command = Command::new("cargo");
    command.args([
        "binstall",
        package,
        "--version",
        version,
        "--no-confirm",
        "--force",
        "--disable-strategies",
        "compile",
    ]);
    command.arg("--root").arg(into);
    run(&mut command, "fetching a prebuilt program").is_ok()
}

fn cargo_install(package: &str, version: &str, into: &Path) -> Outcome {
    let mut command = Command::new("cargo");
    command.args(["install", package, "--version", version, "--force", "--root"]).arg(into);
    command.arg("--target-dir").arg(folder().join("build"));
    // A tool that is built quickly serves better here than one that runs quickly.
    for (name, value) in [("LTO", "off"), ("OPT_LEVEL", "1"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")] {
        command.env(format!("CARGO_PROFILE_RELEASE_{name}"), value);
    }
    if package == "trunk" {
        command.arg("--locked");
    }
    let hint =
        format!("needs a C compiler and the crates registry; by hand: cargo install {package} --version {version}");
    run(&mut command, &format!("installing {package}")).map_err(|error| format!("{error}; {hint}"))
}

/// Moves every file of `from` into `to`.
fn adopt(from: &Path, to: &Path) -> Outcome {
    let moved = || -> std::io::Result<()> {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            fs::rename(entry.path(), to.join(entry.file_name()))?;
        }
        Ok(())
    };
    moved().map_err(|error| format!("cannot move {} to {}: {error}", from.display(), to.display()))
}

/// Removes a folder, if it is there.
pub(crate) fn remove(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

fn prints_version(program: &Path, version: &str) -> bool {
    capture(Command::new(program).arg("--version"))
        .is_ok_and(|text| text.split_whitespace().any(|word| word == version))
}

/// The version of `package` in Cargo.lock.
fn locked_version(package: &str) -> Outcome<String> {
    let lock =
        fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("cannot read Cargo.lock: {error}"))?;
    version_in(&lock, package).ok_or_else(|| format!("Cargo.lock does not name {package}"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let (_, after) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    after.split_once('"').map(|(version, _)| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_gives_the_version() {
        let lock = "name = \"a-b\"\nversion = \"1.0.0\"\n\nname = \"b\"\nversion = \"2.1.3\"\n";
        assert_eq!(version_in(lock, "b").as_deref(), Some("2.1.3"));
        assert_eq!(version_in(lock, "c"), None);
    }
}
