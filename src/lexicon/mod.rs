//! Gazetteers, cues, units and titles, compiled from the data files in `lexicons/`.

pub(crate) mod claim;
pub mod names;
pub(crate) mod quantity;

/// The entries of a data file with the section each stands in: one entry a line, `[section]` lines, `#` comments.
///
/// ```
/// let data = "# Days.\n[day]\nMonday\n\n[month]\nMay\n";
/// let entries: Vec<_> = postil::lexicon::entries(data).collect();
/// assert_eq!(entries, [("day", "Monday"), ("month", "May")]);
/// ```
pub fn entries(data: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut section = "";
    data.lines().filter_map(move |line| {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            return None;
        }
        (!line.is_empty() && !line.starts_with('#')).then_some((section, line))
    })
}
