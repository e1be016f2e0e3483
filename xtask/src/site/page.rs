//! What is done to `index.html` after Trunk: no inline module, the worker's name, the content security policy.

use crate::web;

/// The policy, without the digests of inline scripts. `frame-ancestors` is not heeded in a `meta` element, so a host that
/// wants to forbid framing has to send that directive as a header.
const POLICY: &[(&str, &str)] = &[
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data: blob:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
];

/// Moves inline module scripts, which is how Trunk starts the page, into files of their own: the page without them, and
/// each file's name and content.
pub(super) fn without_inline_modules(html: &str) -> (String, Vec<(String, String)>) {
    let mut kept = String::new();
    let mut files = Vec::new();
    let mut rest = html;
    while let Some(script) = next_script(rest) {
        kept.push_str(&rest[..script.start]);
        let tag = &rest[script.start..script.content.start];
        let content = rest[script.content.clone()].trim();
        if is_inline(tag) && tag.contains("type=\"module\"") {
            let name = format!("start-{}.js", web::fingerprint(content.as_bytes()));
            kept.push_str(&module_element(&name, content));
            files.push((name, content.to_owned()));
        } else {
            kept.push_str(&rest[script.start..script.end]);
        }
        rest = &rest[script.end..];
    }
    kept.push_str(rest);
    (kept, files)
}

fn module_element(name: &str, content: &str) -> String {
    let digest = web::integrity(content.as_bytes());
    format!("<script type=\"module\" src=\"./{name}\" integrity=\"{digest}\"></script>")
}

/// Drops the digest of the module's preload: browsers do not heed it there yet, and say so in the console.
pub(super) fn without_ignored_digests(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<link rel=\"preload\"") {
        let end = rest[start..].find('>').map_or(rest.len(), |length| start + length + 1);
        kept.push_str(&rest[..start]);
        kept.push_str(&without_attribute(&rest[start..end], "integrity"));
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

fn without_attribute(tag: &str, name: &str) -> String {
    let Some((before, after)) = tag.split_once(&format!(" {name}=\"")) else { return tag.to_owned() };
    let after = after.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

/// Names the worker's script where the page looks for it.
pub(super) fn with_worker(html: &str, worker: &str) -> String {
    after_head(html, &format!("<meta name=\"postil-worker\" content=\"{worker}\">"))
}

/// Puts the policy first in the head, with the digest of every inline script that is left.
pub(super) fn with_policy(html: &str) -> String {
    let digests = inline_digests(html);
    let directives: Vec<String> = POLICY
        .iter()
        .map(|(name, sources)| match *name {
            "script-src" => format!("{name} {sources}{digests}"),
            _ => format!("{name} {sources}"),
        })
        .collect();
    let policy = directives.join("; ");
    after_head(html, &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"))
}

fn inline_digests(html: &str) -> String {
    let mut digests = String::new();
    let mut rest = html;
    while let Some(script) = next_script(rest) {
        if is_inline(&rest[script.start..script.content.start]) {
            digests.push(' ');
            digests.push_str(&web::script_digest(&rest[script.content.clone()]));
        }
        rest = &rest[script.end..];
    }
    digests
}

fn after_head(html: &str, element: &str) -> String {
    html.replacen("<head>", &format!("<head>\n{element}"), 1)
}

fn is_inline(tag: &str) -> bool {
    !tag.contains(" src=")
}

/// Where one script element lies in the text.
struct Script {
    start: usize,
    content: std::ops::Range<usize>,
    end: usize,
}

fn next_script(html: &str) -> Option<Script> {
    let start = html.find("<script")?;
    let content_start = start + html[start..].find('>')? + 1;
    let content_end = content_start + html[content_start..].find("</script>")?;
    Some(Script { start, content: content_start..content_end, end: content_end + "</script>".len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n<script src=\"a.js\"></script><script>dark()</script></head><script type=\"module\">\nrun()\n</script>.";

    #[test]
    fn an_inline_module_becomes_a_file() {
        let (html, files) = without_inline_modules(PAGE);
        let (name, content) = &files[0];
        assert_eq!((files.len(), content.as_str()), (1, "run()"));
        assert!(html.contains(&format!("src=\"./{name}\"")) && !html.contains("run()") && html.ends_with("</script>."));
        assert!(html.contains("<script>dark()</script>"), "other scripts stay");
    }

    #[test]
    fn a_preload_loses_its_digest_and_a_module_keeps_it() {
        let html = "<link rel=\"modulepreload\" integrity=\"a\"><link rel=\"preload\" href=\"b\" integrity=\"c\" as=\"fetch\">.";
        let expected = "<link rel=\"modulepreload\" integrity=\"a\"><link rel=\"preload\" href=\"b\" as=\"fetch\">.";
        assert_eq!(without_ignored_digests(html), expected);
    }

    #[test]
    fn the_policy_comes_first_and_lets_in_the_inline_script_that_is_there() {
        let html = with_policy(&with_worker(PAGE, "worker-1.js"));
        let digest = web::script_digest("dark()");
        assert!(
            html.starts_with("<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        );
        assert!(html.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {digest} 'sha256-")));
        assert!(
            html.contains("<meta name=\"postil-worker\" content=\"worker-1.js\">") && !html.contains("unsafe-inline")
        );
    }
}
