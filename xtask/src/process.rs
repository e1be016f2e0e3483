//! Running other programs, with one clear line when that fails.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a step gives: its result, or one line that says what is missing and how to get it.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Runs `command` with its output shown; `what` names the step in the error.
pub(crate) fn run(command: &mut Command, what: &str) -> Outcome {
    let status = command.status().map_err(|error| missing(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{what} failed ({status})")) }
}

/// Runs `command` quietly and gives what it wrote to standard output.
pub(crate) fn capture(command: &mut Command) -> Outcome<String> {
    let output = command.stderr(Stdio::piped()).output().map_err(|error| missing(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

fn missing(command: &Command, error: &std::io::Error) -> String {
    format!("cannot run `{}`: {error}", command.get_program().display())
}

/// `PATH` with `first` in front.
pub(crate) fn path_with(first: &[PathBuf]) -> OsString {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let all = first.iter().cloned().chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).unwrap_or(inherited)
}

/// Says what begins and how long it usually takes, runs it, and says how long it took.
pub(crate) fn step<T>(what: &str, usually: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("==> {what} (usually takes {usually})");
    let start = Instant::now();
    let result = work()?;
    eprintln!("    done in {}", readable(start.elapsed()));
    Ok(result)
}

/// A duration as a person says it.
pub(crate) fn readable(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_one_line_that_names_the_program() {
        let error = run(&mut Command::new("no-such-program"), "the step").unwrap_err();
        assert!(error.starts_with("cannot run `no-such-program`") && !error.contains('\n'));
        assert!(run(&mut Command::new("false"), "the step").unwrap_err().starts_with("the step failed"));
    }
}
