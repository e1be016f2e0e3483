//! The one door to building, testing and measuring: `cargo xtask` prints what it can do.

mod bench;
mod browser;
mod eval;
mod models;
mod npm;
mod process;
mod python;
mod serve;
mod site;
mod sizes;
mod test;
mod tools;
mod train;
mod web;

use process::Outcome;
use std::process::ExitCode;

const COMMANDS: &[(&str, &str)] = &[
    ("serve [--release] [--port N] [--no-open]", "build the page and serve it on this computer"),
    ("build [--release]", "build the whole site into dist/, for any static host and any path"),
    ("build npm", "build the typed JavaScript package into target/npm/postil"),
    (
        "test [RING ...]",
        "set up what is missing and run every test, or those of core, page, worker, npm, spacy, browser, gold",
    ),
    ("train sentences", "train where sentences end, on the corpora under POSTIL_DATA"),
    ("train words", "train the classes of words, on vectors that are fetched"),
    ("train entities", "train the tagger of names, on the corpora under POSTIL_DATA"),
    ("eval [LAYER] [--json FILE] [--raise]", "score the core on the corpora under POSTIL_DATA"),
    ("bench [LAYER ...] [--json FILE]", "measure speed by layer; without one also growth, WebAssembly and sizes"),
    ("bench page", "measure the page in Chromium, with an article of 1 MB"),
    ("bench package", "measure how fast the package of `build npm` starts and works"),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Outcome {
    std::env::set_current_dir(process::root())
        .map_err(|error| format!("cannot enter the project's folder: {error}"))?;
    match words {
        ["serve", options @ ..] => serve::run(options),
        ["build", "npm"] => npm::package(site::Build { release: true, offline: false }),
        ["test", rings @ ..] => test::run_rings(rings),
        ["train", words @ ..] => train::train(words),
        ["build", options @ ..] => site::build(site::Build::from_options(options)?).map(drop),
        ["eval", options @ ..] => eval::run(options),
        ["bench", options @ ..] => bench::run(options),
        [] | ["help" | "--help" | "-h"] => {
            print_commands();
            Ok(())
        }
        [unknown, ..] => Err(format!("no command `{unknown}`; `cargo xtask` alone lists them")),
    }
}

fn print_commands() {
    println!("cargo xtask ...\n");
    for (usage, purpose) in COMMANDS {
        println!("  {usage:<42} {purpose}");
    }
}
