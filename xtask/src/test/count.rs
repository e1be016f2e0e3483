//! How many tests passed, as each runner says it.

use crate::process::Outcome;
use std::fmt;
use std::io::{BufRead, BufReader};
use std::ops::Add;
use std::process::{Command, Stdio};

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Passed.
    pub(crate) passed: u32,
    /// Failed.
    pub(crate) failed: u32,
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs `command` with its output shown and adds up what `read` finds in its lines. A command that fails without a
/// failed test, or that runs no test, is an error.
pub(super) fn of(command: &mut Command, read: fn(&str) -> Option<Count>) -> Outcome<Count> {
    let program = command.get_program().display().to_string();
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| format!("cannot run `{program}`: {error}"))?;
    let mut count = Count::default();
    for line in child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).lines()) {
        let line = line.map_err(|error| format!("cannot read what `{program}` says: {error}"))?;
        println!("{line}");
        count = count + read(&line).unwrap_or_default();
    }
    let status = child.wait().map_err(|error| format!("`{program}` was lost: {error}"))?;
    if count == Count::default() {
        return Err(format!("`{program}` ran no test ({status})"));
    }
    // A crash after the last count must not pass for success.
    let silent_failure = u32::from(!status.success() && count.failed == 0);
    Ok(count + Count { passed: 0, failed: silent_failure })
}

/// `test result: ok. 12 passed; 0 failed; ...`
pub(super) fn cargo(line: &str) -> Option<Count> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut parts = counts.split("; ");
    Some(Count { passed: number(parts.next()?, " passed")?, failed: number(parts.next()?, " failed")? })
}

/// `# pass 5` and `# fail 0`, one a line.
pub(super) fn node(line: &str) -> Option<Count> {
    let count = |name: &str| line.strip_prefix(name)?.trim().parse().ok();
    let passed = count("# pass ").map(|passed| Count { passed, failed: 0 });
    passed.or_else(|| count("# fail ").map(|failed| Count { passed: 0, failed }))
}

/// `5 passed, 0 failed`
pub(super) fn plain(line: &str) -> Option<Count> {
    let (passed, failed) = line.trim().split_once(", ")?;
    Some(Count { passed: number(passed, " passed")?, failed: number(failed, " failed")? })
}

fn number(part: &str, word: &str) -> Option<u32> {
    part.strip_suffix(word)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_runner_s_closing_line_is_understood() {
        let five = Some(Count { passed: 5, failed: 1 });
        assert_eq!(cargo("test result: FAILED. 5 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out"), five);
        assert_eq!(plain("5 passed, 1 failed"), five);
        assert_eq!(node("# pass 5"), Some(Count { passed: 5, failed: 0 }));
        assert_eq!(node("# fail 1"), Some(Count { passed: 0, failed: 1 }));
        for read in [cargo, node, plain] {
            assert_eq!(read("the rest, 5 of them, passed"), None);
        }
    }

    #[test]
    fn a_runner_that_fails_or_tests_nothing_does_not_pass() {
        let shell = |script: &str| of(Command::new("sh").args(["-c", script]), plain);
        assert_eq!(shell("echo 2 passed, 0 failed"), Ok(Count { passed: 2, failed: 0 }));
        assert_eq!(shell("echo 2 passed, 0 failed; exit 1"), Ok(Count { passed: 2, failed: 1 }));
        assert!(shell("true").is_err() && shell("exit 3").is_err());
    }
}
