//! Builds the whole site into `dist/`: Trunk compiles and binds, then [`finish`] gives every file its last name.

mod finish;
mod offline;
mod page;

use crate::process::{Outcome, run, step};
use crate::{npm, sizes, tools};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What to build.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Build {
    /// The shipped build: small and fast, slow to make.
    pub(crate) release: bool,
    /// Whether browsers may keep the site and open it without a network; while it is worked on they would show what is old.
    pub(crate) offline: bool,
}

impl Build {
    /// From the words after `cargo xtask build`.
    pub(crate) fn from_options(options: &[&str]) -> Outcome<Self> {
        match options {
            [] => Ok(Self { release: false, offline: true }),
            ["--release"] => Ok(Self { release: true, offline: true }),
            [unknown, ..] => Err(format!("`build` takes --release or npm, not `{unknown}`")),
        }
    }

    /// The cargo profile of the engine.
    pub(crate) fn profile(self) -> &'static str {
        if self.release { "engine" } else { "page" }
    }
}

/// Builds the site and gives the folder it is in. The folder changes only when everything has been built.
pub(crate) fn build(build: Build) -> Outcome<PathBuf> {
    tools::install_builders()?;
    if build.release {
        npm::install()?;
    }
    let staging = PathBuf::from("target/site/staging");
    let usually = if build.release { "2 to 4 minutes" } else { "under a minute; 3 at first" };
    step("Building the page and the worker with Trunk", usually, || trunk(build, &staging))?;
    let finished = PathBuf::from("target/site/finished");
    tools::remove(&finished)?;
    finish::finish(&staging, &finished, build.offline).map_err(|error| format!("cannot finish the site: {error}"))?;
    let site = PathBuf::from("dist");
    replace(&finished, &site)?;
    if build.release {
        sizes::print(&site)?;
    }
    Ok(site)
}

fn trunk(build: Build, staging: &Path) -> Outcome {
    fetch_crates()?;
    let mut command = Command::new("trunk");
    command.args(["build", "--offline", "--skip-version-check", "--public-url", "./", "--dist"]).arg(staging);
    command.env("PATH", tools::path()).env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    command.args(if build.release { &["--release"][..] } else { &["--cargo-profile", "page"] });
    run(&mut command, "the page's build")
}

/// Trunk runs cargo without the network, so every crate has to be there.
fn fetch_crates() -> Outcome {
    let mut command = Command::new("cargo");
    command.args(["fetch", "--quiet", "--locked", "--target", tools::WASM]);
    run(&mut command, "fetching crates (the crates registry must be reachable and Cargo.lock up to date)")
}

fn replace(finished: &Path, site: &Path) -> Outcome {
    tools::remove(site)?;
    fs::rename(finished, site).map_err(|error| format!("cannot move the site to {}: {error}", site.display()))
}
