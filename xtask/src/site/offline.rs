//! What makes the site installable and keeps it on the reader's device: the manifest and the service worker, whose list of
//! files is that of the finished site.

use crate::{sizes, web};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The service worker's name never changes: browsers look there for a newer one.
const WORKER: &str = "offline.js";
const MANIFEST: &str = "manifest.webmanifest";

/// Gives the manifest a name that its digest is part of; the page with that name.
pub(super) fn with_manifest(html: &str, site: &Path) -> io::Result<String> {
    let content = fs::read(site.join(MANIFEST))?;
    let name = format!("postil-{}.webmanifest", web::fingerprint(&content));
    fs::rename(site.join(MANIFEST), site.join(&name))?;
    Ok(html.replace(&format!("\"{MANIFEST}\""), &format!("\"{name}\"")))
}

/// Names the service worker where the page looks for it.
pub(super) fn with_worker(html: &str) -> String {
    html.replacen(
        "<meta name=\"postil-worker\"",
        &format!("<meta name=\"postil-offline\" content=\"{WORKER}\">\n<meta name=\"postil-worker\""),
        1,
    )
}

/// Writes the service worker that keeps every file that is in `site` now.
pub(super) fn keep(site: &Path) -> io::Result<()> {
    let template = fs::read_to_string("www/app/offline.js")?;
    fs::write(site.join(WORKER), worker(&template, &list(site)?))
}

/// Writes a service worker that removes what another build has kept.
pub(super) fn keep_nothing(site: &Path) -> io::Result<()> {
    fs::copy("www/app/offline-none.js", site.join(WORKER)).map(drop)
}

/// Each file's digest by its address. The page has the address of the folder it is in.
fn list(site: &Path) -> io::Result<BTreeMap<String, String>> {
    let digest = |path: std::path::PathBuf| {
        let name = path.strip_prefix(site).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let address = if name == "index.html" { String::new() } else { name };
        Ok((address, web::integrity(&fs::read(&path)?)))
    };
    sizes::files(site)?.into_iter().map(digest).collect()
}

fn worker(template: &str, files: &BTreeMap<String, String>) -> String {
    let list = serde_json::to_string_pretty(files).unwrap_or_default();
    template.replace("VERSION_OF_FILES", &web::fingerprint(list.as_bytes())).replace("LIST_OF_FILES", &list)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = include_str!("../../../www/app/offline.js");

    #[test]
    fn the_service_worker_has_every_file_and_a_version_of_its_own() {
        for place in ["VERSION_OF_FILES", "LIST_OF_FILES"] {
            assert_eq!(TEMPLATE.matches(place).count(), 1, "{place}");
        }
        let files =
            |digest: &str| BTreeMap::from([(String::new(), digest.to_owned()), ("a.js".into(), "sha384-b".into())]);
        let (one, other) = (worker(TEMPLATE, &files("sha384-1")), worker(TEMPLATE, &files("sha384-2")));
        assert!(one.contains("\"\": \"sha384-1\"") && one.contains("\"a.js\": \"sha384-b\""));
        let version = |text: &str| text.lines().find(|line| line.starts_with("const VERSION")).map(str::to_owned);
        assert!(version(&one).is_some() && version(&one) != version(&other));
    }

    #[test]
    fn the_list_is_that_of_the_folder() {
        let site = std::env::temp_dir().join(format!("postil-offline-{}", std::process::id()));
        fs::create_dir_all(site.join("fonts")).unwrap();
        for name in ["index.html", "fonts/a.woff2", MANIFEST] {
            fs::write(site.join(name), "abc").unwrap();
        }
        let html = with_manifest("<link rel=\"manifest\" href=\"manifest.webmanifest\">", &site).unwrap();
        let list = list(&site).unwrap();
        assert_eq!(list.keys().collect::<Vec<_>>(), ["", "fonts/a.woff2", "postil-ba7816bf8f01cfea.webmanifest"]);
        assert_eq!(list[""], web::integrity(b"abc"));
        assert_eq!(html, "<link rel=\"manifest\" href=\"postil-ba7816bf8f01cfea.webmanifest\">");
        fs::remove_dir_all(&site).unwrap();
    }

    #[test]
    fn the_manifest_names_icons_that_there_are() {
        let manifest: serde_json::Value =
            serde_json::from_str(include_str!("../../../www/app/manifest.webmanifest")).unwrap();
        assert_eq!((&manifest["start_url"], &manifest["scope"]), (&"./".into(), &"./".into()));
        let icons = manifest["icons"].as_array().unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/app");
        assert!(icons.len() > 2 && icons.iter().all(|icon| folder.join(icon["src"].as_str().unwrap()).is_file()));
    }
}
