//! What a reader downloads, after brotli, beside what it may be.

use crate::process::Outcome;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// One part of the site: its name, how to know its files, and the most it may take, in bytes.
struct Part {
    name: &'static str,
    holds: fn(&str) -> bool,
    bar: u64,
}

const PARTS: &[Part] = &[
    Part { name: "engine", holds: |path| path.starts_with("engine-") || path.starts_with("worker-"), bar: 250_000 },
    Part { name: "model + lexicons", holds: |path| path.starts_with("models/"), bar: 2_000_000 },
    Part { name: "app", holds: is_app, bar: 150_000 },
];

/// Samples and pictures are asked for by the reader, so they are no part of what the page takes to start.
fn is_app(path: &str) -> bool {
    path.starts_with("postil-app")
        || path.starts_with("start-")
        || path == "index.html"
        || path.rsplit('.').next() == Some("css")
}

/// Prints the brotli size of each part of `site` beside its bar, and gives the sizes by the parts' names.
pub(crate) fn print(site: &Path) -> Outcome<Vec<(&'static str, u64)>> {
    let parts = measure(site).map_err(|error| format!("cannot measure the site: {error}"))?;
    println!("{:<18} {:>10} {:>10} {:>10}", "brotli", "kB", "bar", "raw kB");
    for &(part, raw, packed) in &parts {
        let verdict = if packed <= part.bar { "" } else { "  over its bar" };
        let (name, bar) = (part.name, kilobytes(part.bar));
        println!("{name:<18} {:>10} {bar:>10} {:>10}{verdict}", kilobytes(packed), kilobytes(raw));
    }
    Ok(parts.into_iter().map(|(part, _, packed)| (part.name, packed)).collect())
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

fn measure(site: &Path) -> std::io::Result<Vec<(&'static Part, u64, u64)>> {
    let mut totals: Vec<(&Part, u64, u64)> = PARTS.iter().map(|part| (part, 0, 0)).collect();
    for path in files(site)? {
        let name = path.strip_prefix(site).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if let Some(total) = totals.iter_mut().find(|(part, ..)| (part.holds)(&name)) {
            let content = fs::read(&path)?;
            total.1 += content.len() as u64;
            total.2 += brotli_size(&content)?;
        }
    }
    Ok(totals)
}

/// Every file in `folder` and its folders.
pub(crate) fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

/// The size of `content` after brotli at its best.
pub(crate) fn brotli_size(content: &[u8]) -> std::io::Result<u64> {
    let mut packer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    packer.write_all(content)?;
    Ok(packer.into_inner().len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_packs_what_repeats() {
        let size = brotli_size(&[7; 10_000]).unwrap();
        assert!((1..100).contains(&size), "{size}");
    }

    #[test]
    fn every_file_belongs_to_one_part_at_most() {
        for name in ["index.html", "postil-app-1_bg.wasm", "engine-1.wasm", "models/english-1.bin", "samples/a.txt"] {
            assert!(PARTS.iter().filter(|part| (part.holds)(name)).count() <= 1, "{name}");
        }
    }
}
