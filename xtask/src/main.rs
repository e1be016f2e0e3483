//! The one door to building, testing and measuring.

mod eval;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["eval", options @ ..] => eval::run(options),
        _ => Err("cargo xtask eval [segment|entities|quotations|quantities] [--json FILE] [--raise]".to_owned()),
    };
    if let Err(message) = &outcome {
        eprintln!("error: {message}");
    }
    if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
