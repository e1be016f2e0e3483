//! What comes from npm: wasm-opt and the browser tests' tools, at the versions of `xtask/npm/package-lock.json`.

use crate::models;
use crate::process::{Outcome, capture, root, run, step};
use crate::site::Build;
use crate::tools;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installs the packages where they are missing or of another version, and lets the tests' scripts find them.
pub(crate) fn install() -> Outcome {
    let place = tools::folder().join("npm");
    if !is_current(&place) {
        node()?;
        let usually = "half a minute, once";
        step("Installing wasm-opt and the test tools from npm into target/tools", usually, || fill(&place))?;
    }
    link(&place.join("node_modules"), &root().join("node_modules"))
}

/// Fails with one line where Node.js or npm is missing.
pub(crate) fn node() -> Outcome {
    for program in ["node", "npm"] {
        capture(Command::new(program).arg("--version")).map_err(|_| {
            format!("`{program}` is missing: install Node.js 20 or later with npm (Debian: apt-get install nodejs npm)")
        })?;
    }
    Ok(())
}

fn is_current(place: &Path) -> bool {
    let lock = |folder: &Path| fs::read(folder.join("package-lock.json")).ok();
    let wanted = lock(&source());
    wanted.is_some() && wanted == lock(place)
}

fn source() -> PathBuf {
    root().join("xtask/npm")
}

fn fill(place: &Path) -> Outcome {
    let part = tools::folder().join("part-npm");
    tools::remove(&part)?;
    let copied = || -> std::io::Result<()> {
        fs::create_dir_all(&part)?;
        for name in ["package.json", "package-lock.json", ".npmrc"] {
            fs::copy(source().join(name), part.join(name))?;
        }
        Ok(())
    };
    copied().map_err(|error| format!("cannot fill {}: {error}", part.display()))?;
    let hint = "the npm registry must be reachable";
    run(Command::new("npm").args(["ci", "--loglevel", "error"]).current_dir(&part), "npm ci")
        .map_err(|error| format!("{error}; {hint}"))?;
    tools::remove(place)?;
    fs::rename(&part, place).map_err(|error| format!("cannot move {}: {error}", part.display()))
}

/// Scripts look for packages in `node_modules` of the folders above them, so the project's folder gets a link to it.
fn link(packages: &Path, place: &Path) -> Outcome {
    if fs::read_link(place).is_ok_and(|target| target == packages) {
        return Ok(());
    }
    let _ = fs::remove_file(place);
    make_link(packages, place).map_err(|error| format!("cannot link {}: {error}", place.display()))
}

#[cfg(unix)]
fn make_link(packages: &Path, place: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(packages, place)
}

#[cfg(windows)]
fn make_link(packages: &Path, place: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(packages, place)
}

/// Where the package for users is made.
pub(crate) const SHIPPED: &str = "target/npm/postil";

/// Where the package is made for tests: sooner, and slower at its work.
const TRIED: &str = "target/npm/tried";

/// Makes the typed JavaScript package in its folder, which changes only when all of it is there.
pub(crate) fn package(build: Build) -> Outcome {
    tools::install_wasm_target()?;
    tools::install_bindgen()?;
    let part = PathBuf::from("target/npm/part");
    tools::remove(&part)?;
    let usually = if build.release { "2 minutes" } else { "half a minute; one and a half at first" };
    step("Building the JavaScript package", usually, || compile(build, &part))?;
    if build.release {
        install()?;
        step("Optimising it with wasm-opt", "half a minute", || optimise(&part.join("postil_bg.wasm")))?;
    }
    adorn(&part).map_err(|error| format!("cannot fill {}: {error}", part.display()))?;
    let place = Path::new(if build.release { SHIPPED } else { TRIED });
    tools::remove(place)?;
    fs::rename(&part, place).map_err(|error| format!("cannot move {}: {error}", part.display()))?;
    println!("The package is in {}", place.display());
    Ok(())
}

fn compile(build: Build, into: &Path) -> Outcome {
    let package = ["--package", "postil-engine", "--bin", "engine-package", "--features", "package"];
    module(&package, build.profile(), "engine-package", "postil", into)
}

/// Makes the module of the layers one by one in the folder that it gives, for `cargo xtask bench`.
pub(crate) fn layers() -> Result<PathBuf, String> {
    tools::install_wasm_target()?;
    tools::install_bindgen()?;
    install()?;
    let place = root().join("target/npm/layers");
    step("Building the layers for WebAssembly", "two minutes", || {
        module(&["--package", "postil-bench", "--bin", "bench-layers"], "engine", "bench-layers", "layers", &place)?;
        optimise(&place.join("layers_bg.wasm"))
    })?;
    Ok(place)
}

/// Compiles one of the workspace's modules with a `profile` and writes it with its door, `name`, `into` a folder.
fn module(package: &[&str], profile: &str, binary: &str, name: &str, into: &Path) -> Outcome {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet"]).args(package).args(["--target", tools::WASM, "--profile", profile]);
    run(&mut cargo, "the module's build")?;
    let compiled = format!("target/{}/{profile}/{binary}.wasm", tools::WASM);
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", "web", "--out-name", name, "--out-dir"]).arg(into).arg(compiled);
    run(bindgen.env("PATH", tools::path()), "wasm-bindgen")
}

/// What Rust's modules use of WebAssembly. With all features on, wasm-opt writes imports in a way that Node 20 does not
/// read.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Browsers compile a function for speed while it already works, the longer the more is in it, and a start waits for that: what
/// the compiler kept apart stays apart. `index.html` says the same for the page's engine.
const KEPT_APART: &str = "--one-caller-inline-max-function-size=100";

fn optimise(module: &Path) -> Outcome {
    let mut command = Command::new("wasm-opt");
    command.args(["-O3", KEPT_APART]).args(FEATURES).arg(module).arg("-o").arg(module);
    run(command.env("PATH", tools::path()), "wasm-opt")
}

/// Adds what is not compiled: the door, its types, the trained model.
fn adorn(package: &Path) -> std::io::Result<()> {
    for name in ["index.js", "index.d.ts", "package.json"] {
        fs::copy(Path::new("www/engine/npm").join(name), package.join(name))?;
    }
    let model = models::joined().map_err(std::io::Error::other)?;
    fs::write(package.join("english.bin"), model.unwrap_or_default())
}
