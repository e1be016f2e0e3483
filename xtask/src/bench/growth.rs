//! How time and memory grow with the text. Each size has a process of its own, so that its peak is its own too.

use super::{Runs, megabytes, text};
use postil::Article;
use serde_json::{Value, json};
use std::fs;
use std::process::Command;

/// The option by which this program calls itself.
pub(super) const CHILD: &str = "--growth-of";

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// Prints one row a size.
pub(super) fn print() -> Result<Value, String> {
    println!("\ngrowth, all layers             ms       ms/MB    peak MB  of it Engine and text");
    let mut report = Vec::new();
    for bytes in SIZES {
        let figures = measured(bytes)?;
        let figure = |name: &str| figures[name].as_f64();
        let (seconds, size) = (figure("seconds").unwrap_or_default(), figure("megabytes").unwrap_or_default());
        let memory = |name| figure(name).map_or_else(|| "-".to_owned(), |kilobytes| format!("{:.1}", kilobytes / 1e3));
        let (peak, before) = (memory("peak_kb"), memory("before_kb"));
        let (time, rate) = (1e3 * seconds, 1e3 * seconds / size);
        println!("  {size:>8.2} MB          {time:>10.2}  {rate:>10.1} {peak:>10} {before:>10}");
        report.push(figures);
    }
    println!("  bar: linear; 1 MB in WebAssembly under 1000 ms and 64 MB");
    Ok(Value::Array(report))
}

fn measured(bytes: usize) -> Result<Value, String> {
    let program = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let output = Command::new(program)
        .args(["bench", CHILD, &bytes.to_string()])
        .output()
        .map_err(|error| format!("cannot run this program again: {error}"))?;
    if !output.status.success() {
        return Err(format!("measuring {bytes} bytes failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("measuring {bytes} bytes: {error}"))
}

/// What the process of one size does: annotates once for the peak, then several times for the time.
pub(super) fn child(bytes: &str) -> Result<(), String> {
    let bytes = bytes.parse().map_err(|error| format!("{bytes}: {error}"))?;
    let engine = crate::eval::engine()?;
    let article = Article::new(&text::repeated(&text::samples()?, bytes));
    let before = kilobytes("VmRSS");
    std::hint::black_box(engine.annotate(&article));
    let peak = kilobytes("VmHWM");
    let runs = Runs::of(|| engine.annotate(&article));
    let figures = json!({
        "megabytes": megabytes(article.text().len()), "seconds": runs.median().as_secs_f64(),
        "peak_kb": peak, "before_kb": before,
    });
    println!("{figures}");
    Ok(())
}

/// One of the figures that Linux keeps of a process' memory; none elsewhere.
fn kilobytes(name: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn the_peak_is_no_less_than_what_is_in_use() {
        let block = std::hint::black_box(vec![1_u8; 8_000_000]);
        let (now, peak) = (kilobytes("VmRSS").unwrap(), kilobytes("VmHWM").unwrap());
        assert!(now > 8_000 && peak >= now && block.len() == 8_000_000, "{now} {peak}");
        assert_eq!(kilobytes("VmNothing"), None);
    }
}
