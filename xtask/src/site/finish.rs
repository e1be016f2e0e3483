//! From Trunk's output to the files that are shipped: the worker's files and the models get names that change with
//! their content, so that a host may let browsers keep every file but `index.html` for ever.

use super::{offline, page};
use crate::{models, web};
use std::fs;
use std::io;
use std::path::Path;

/// What `www/engine/loader.js` has in place of the files it loads.
const PLACES: [&str; 3] = ["ENGINE_SCRIPT", "ENGINE_MODULE", "MODEL"];

/// Makes the site in `to` from what Trunk left in `from`; browsers keep it where `keeps` says so.
pub(super) fn finish(from: &Path, to: &Path, keeps: bool) -> io::Result<()> {
    copy(from, to, &|name| !name.starts_with("engine-worker"))?;
    let script = place(&fs::read(from.join("engine-worker.js"))?, to, "engine", "js")?;
    let module = place(&fs::read(from.join("engine-worker_bg.wasm"))?, to, "engine", "wasm")?;
    let model = model(to)?;
    let loader = loader(&fs::read_to_string("www/engine/loader.js")?, [&script, &module, &model]);
    let worker = place(loader.as_bytes(), to, "worker", "js")?;
    let html = fs::read_to_string(from.join("index.html"))?;
    let (html, scripts) = page::without_inline_modules(&page::without_ignored_digests(&html));
    for (name, content) in scripts {
        fs::write(to.join(name), content)?;
    }
    let html = page::with_worker(&offline::with_manifest(&html, to)?, &worker);
    let html = if keeps { offline::with_worker(&html) } else { html };
    fs::write(to.join("index.html"), page::with_policy(&html))?;
    if keeps { offline::keep(to) } else { offline::keep_nothing(to) }
}

/// The worker's loader with its files filled in; an empty name stands for a file that there is not.
fn loader(template: &str, names: [&str; 3]) -> String {
    PLACES.iter().zip(names).fold(template.to_owned(), |text, (place, name)| text.replace(place, name))
}

/// Puts the trained models beside the page and gives the path of their file there, or nothing where none has been trained.
fn model(to: &Path) -> io::Result<String> {
    let Some(file) = models::joined().map_err(io::Error::other)? else { return Ok(String::new()) };
    fs::create_dir_all(to.join("models"))?;
    place(&file, to, "models/english", "bin")
}

/// Writes `content` under a name that its digest is part of, and gives that name.
fn place(content: &[u8], to: &Path, stem: &str, extension: &str) -> io::Result<String> {
    let name = format!("{stem}-{}.{extension}", web::fingerprint(content));
    fs::write(to.join(&name), content)?;
    Ok(name)
}

fn copy(from: &Path, to: &Path, wanted: &dyn Fn(&str) -> bool) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to.join(&name), wanted)?;
        } else if wanted(&name.to_string_lossy()) {
            fs::copy(entry.path(), to.join(&name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_loader_has_every_place_once() {
        let template = include_str!("../../../www/engine/loader.js");
        for place in PLACES {
            assert_eq!(template.matches(place).count(), 1, "{place}");
        }
        let filled = loader(template, ["a.js", "b.wasm", ""]);
        assert!(filled.contains("\"./a.js\"") && filled.contains("\"b.wasm\"") && !filled.contains("MODEL"));
    }
}
