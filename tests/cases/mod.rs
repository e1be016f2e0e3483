//! Reads literate specs: Markdown whose fenced blocks hold cases, a line each.

/// One line of a fenced block.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The heading above it.
    pub(crate) heading: String,
    /// Its line in the file, from 1.
    pub(crate) line: usize,
    /// What stands behind the opening fence.
    pub(crate) block: String,
    /// The line itself.
    pub(crate) text: String,
}

/// The cases of a spec, in order. Blocks without a name are no cases.
pub(crate) fn cases(markdown: &str) -> Vec<Case> {
    let (mut heading, mut block, mut found) = (String::new(), None, Vec::new());
    for (index, line) in markdown.lines().enumerate() {
        match (line.strip_prefix("```"), &block) {
            (Some(name), None) => block = Some(name.to_owned()),
            (Some(_), Some(_)) => block = None,
            (None, Some(name)) if !name.is_empty() => {
                found.push(Case {
                    heading: heading.clone(),
                    line: index + 1,
                    block: name.clone(),
                    text: line.to_owned(),
                });
            }
            _ => heading = line.strip_prefix("## ").map_or(heading, str::to_owned),
        }
    }
    assert!(block.is_none(), "a fence is open at the end");
    found
}

/// Fails with all of `failures`, if there are any.
pub(crate) fn report(file: &str, failures: &[(Case, String)]) {
    let lines = failures.iter().map(|(case, what)| format!("{file}:{} ({})\n{what}", case.line, case.heading));
    let text = lines.collect::<Vec<_>>().join("\n\n");
    assert!(failures.is_empty(), "{} of the cases fail:\n\n{text}\n", failures.len());
}
