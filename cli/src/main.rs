//! `postil` for the terminal: the same core, JSONL in and out.

mod annotate;

use clap::{Parser, Subcommand};
use std::io;
use std::process::ExitCode;

/// Finds who and what an article names, who says what, and which numbers it claims.
#[derive(Parser)]
#[command(name = "postil", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Annotates documents: one JSON object {"id","text"} a line in, one line out in the same order.
    Annotate(annotate::Options),
}

fn main() -> ExitCode {
    let Command::Annotate(options) = Arguments::parse().command;
    match annotate::run(&options, io::stdin().lock(), io::stdout().lock()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(bad) => {
            eprintln!("postil: {bad} of the lines could not be read; each has its reason in the output, in its place");
            ExitCode::FAILURE
        }
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("postil: {error}");
            ExitCode::FAILURE
        }
    }
}
