//! `cargo xtask test`: every ring of tests, with one closing line for all of them.

mod count;
mod spacy;

use crate::process::{Outcome, readable};
use crate::site::{self, Build};
use crate::{browser, eval, npm};
use count::Count;
use std::process::Command;
use std::time::Instant;

/// A ring: its name, what it is, how long it usually takes, and the work.
struct Ring {
    name: &'static str,
    what: &'static str,
    usually: &'static str,
    work: fn() -> Outcome<Count>,
}

const RINGS: &[Ring] = &[
    Ring {
        name: "core",
        what: "unit, property and spec tests and the documentation's examples",
        usually: "a minute; 4 at first",
        work: core,
    },
    Ring {
        name: "page",
        what: "unit tests of the page's code that needs no browser",
        usually: "seconds; 3 minutes at first",
        work: page,
    },
    Ring {
        name: "worker",
        what: "the worker's schedule against the engine",
        usually: "seconds; a minute at first",
        work: worker,
    },
    Ring { name: "npm", what: "the JavaScript package under Node.js", usually: "a minute; 2 at first", work: package },
    Ring {
        name: "spacy",
        what: "exports read by real spaCy",
        usually: "seconds; a minute at first",
        work: spacy::ring,
    },
    Ring { name: "browser", what: "the built page in Chromium", usually: "two minutes; 5 at first", work: in_browser },
    Ring {
        name: "gold",
        what: "scores on the corpora beside their floors",
        usually: "a minute; 3 at first",
        work: gold,
    },
];

/// Runs the rings that `names` names, or all, and prints the sum as the last line.
pub(crate) fn run_rings(names: &[&str]) -> Outcome {
    let rings = chosen(names)?;
    let mut total = Count::default();
    for ring in rings {
        total = total + run_ring(ring);
    }
    println!("{total}");
    if total.failed == 0 { Ok(()) } else { Err("a test failed; its ring says which".to_owned()) }
}

fn chosen(names: &[&str]) -> Outcome<Vec<&'static Ring>> {
    if names.is_empty() {
        return Ok(RINGS.iter().collect());
    }
    let ring = |name: &&str| RINGS.iter().find(|ring| ring.name == *name).ok_or_else(|| unknown(name));
    names.iter().map(ring).collect()
}

fn unknown(name: &str) -> String {
    let known: Vec<&str> = RINGS.iter().map(|ring| ring.name).collect();
    format!("no ring `{name}`; there are {}", known.join(", "))
}

/// A ring that cannot be run counts as one failure; the others still run.
fn run_ring(ring: &Ring) -> Count {
    println!("==> {}: {} (usually takes {})", ring.name, ring.what, ring.usually);
    let start = Instant::now();
    let count = (ring.work)().unwrap_or_else(|message| {
        println!("error: {message}");
        Count { passed: 0, failed: 1 }
    });
    println!("    {}: {count}, in {}\n", ring.name, readable(start.elapsed()));
    count
}

fn core() -> Outcome<Count> {
    let mut command = Command::new("cargo");
    command.args(["test", "--quiet", "--no-fail-fast"]);
    count::of(&mut command, count::cargo)
}

fn page() -> Outcome<Count> {
    tests_of("postil-app")
}

fn worker() -> Outcome<Count> {
    tests_of("postil-engine")
}

fn tests_of(package: &str) -> Outcome<Count> {
    let mut command = Command::new("cargo");
    command.args(["test", "--quiet", "--no-fail-fast", "--package", package]);
    count::of(&mut command, count::cargo)
}

fn package() -> Outcome<Count> {
    npm::install()?;
    npm::package(Build::default())?;
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=tap", "tests/node/annotate.test.mjs"]);
    count::of(&mut command, count::node)
}

fn in_browser() -> Outcome<Count> {
    npm::install()?;
    let chromium = browser::chromium()?;
    site::build(Build { release: false, offline: true })?;
    let mut command = Command::new("node");
    command.arg("tests/e2e/run.mjs").env("POSTIL_CHROMIUM", chromium);
    count::of(&mut command, count::plain)
}

fn gold() -> Outcome<Count> {
    if std::env::var_os("POSTIL_DATA").is_none() {
        println!("    skipped: POSTIL_DATA is not set, so there are no corpora to score on");
        return Ok(Count::default());
    }
    eval::run(&[])?;
    Ok(Count { passed: 1, failed: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_are_chosen_by_name() {
        assert_eq!(chosen(&[]).map(|rings| rings.len()), Ok(RINGS.len()));
        assert_eq!(chosen(&["npm"]).map(|rings| rings[0].name), Ok("npm"));
        assert!(chosen(&["npm", "ring"]).is_err_and(|message| message.starts_with("no ring `ring`; there are core")));
    }

    #[test]
    fn a_ring_that_cannot_run_is_a_failure() {
        let ring = Ring { name: "broken", what: "", usually: "", work: || Err("no such thing".to_owned()) };
        assert_eq!(run_ring(&ring), Count { passed: 0, failed: 1 });
    }
}
