//! A Python of the project's own, in `target/tools/python`, with the packages that read our exports.

use crate::process::{Outcome, capture, root, run, step};
use crate::tools;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const REQUIREMENTS: &str = "tests/consumers/requirements.txt";

/// The interpreter that has spaCy.
pub(crate) fn with_spacy() -> Outcome<PathBuf> {
    let place = tools::folder().join("python");
    let interpreter = place.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !is_current(&place, &interpreter) {
        step("Installing spaCy into target/tools/python", "a minute, once", || fill(&place, &interpreter))?;
    }
    Ok(interpreter)
}

/// The stamp is written last, so an interrupted installation is made again.
fn is_current(place: &Path, interpreter: &Path) -> bool {
    let wanted = fs::read(root().join(REQUIREMENTS)).ok();
    wanted.is_some() && wanted == fs::read(place.join("requirements.txt")).ok() && interpreter.is_file()
}

fn fill(place: &Path, interpreter: &Path) -> Outcome {
    tools::remove(place)?;
    let missing = "Python 3.9 or later with venv is needed (Debian: apt-get install python3-venv)";
    run(Command::new(system_python()?).args(["-m", "venv"]).arg(place), "python3 -m venv")
        .map_err(|error| format!("{error}; {missing}"))?;
    let mut install = Command::new(interpreter);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(REQUIREMENTS);
    run(&mut install, "pip install").map_err(|error| format!("{error}; the Python package index must be reachable"))?;
    fs::copy(REQUIREMENTS, place.join("requirements.txt"))
        .map(drop)
        .map_err(|error| format!("cannot write into {}: {error}", place.display()))
}

fn system_python() -> Outcome<&'static str> {
    let found = ["python3", "python"].into_iter().find(|name| capture(Command::new(name).arg("--version")).is_ok());
    found.ok_or_else(|| {
        "`python3` is missing: install Python 3.9 or later (Debian: apt-get install python3 python3-venv)".to_owned()
    })
}
