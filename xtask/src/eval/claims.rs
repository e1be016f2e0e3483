//! The claims of article 00 and which of them are on one thing, against the snapshot in `tests/gold/claims/`.

use super::names::{article, read};
use crate::process::root;
use postil::Engine;
use postil::analysis::{Conflict, Quantity};
use postil::score::Share;
use serde_json::json;
use std::path::Path;

/// What is found of the snapshot.
#[derive(Default)]
pub(super) struct ClaimScores {
    /// Claims with the same place, kind, value, unit and comparator; one that is not in the snapshot is wrong.
    pub(super) claims: Share,
    /// Groups of the same claims with the same relation, likewise.
    pub(super) groups: Share,
}

/// The scores on the one article that has a snapshot.
pub(super) fn scores(data: &Path, engine: &Engine) -> Result<ClaimScores, String> {
    let path = root().join("tests/gold/claims/00_seed_mali.tsv");
    let gold = read(&path)?;
    let stated = |name: &str| gold.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    let article = article(data, stated("# article\t"), stated("# sha256\t"), &path)?;
    let analysis = engine.annotate(&article);
    let found: Vec<String> = analysis.quantities.iter().map(claim_row).collect();
    let groups: Vec<String> = analysis.conflicts.iter().map(|group| group_row(group, &analysis.quantities)).collect();
    let (wanted_groups, wanted): (Vec<&str>, Vec<&str>) =
        gold.lines().filter(|line| !line.starts_with('#')).partition(|line| line.starts_with("group\t"));
    Ok(ClaimScores { claims: shared(&wanted, &found), groups: shared(&wanted_groups, &groups) })
}

/// The rows that both have, of all that either has.
fn shared(wanted: &[&str], found: &[String]) -> Share {
    let mut share = Share::default();
    for row in wanted {
        share.add(found.iter().any(|found| found == row));
    }
    for _ in found.iter().filter(|found| !wanted.contains(&found.as_str())) {
        share.add(false);
    }
    share
}

/// Start, end, kind, value, unit and comparator; "-" for none.
fn claim_row(claim: &Quantity) -> String {
    let value = match (&claim.value, &claim.low, &claim.high) {
        _ if claim.vague => "vague".to_owned(),
        (Some(value), _, _) => value.clone(),
        (None, None, None) => "-".to_owned(),
        (None, low, high) => format!("{}..{}", low.as_deref().unwrap_or(""), high.as_deref().unwrap_or("")),
    };
    let unit = claim.unit.as_deref().unwrap_or("-");
    let comparator = claim.comparator.map_or("-", postil::analysis::Comparator::sign);
    format!("{}\t{}\t{}\t{value}\t{unit}\t{comparator}", claim.span.start, claim.span.end, claim.kind.name())
}

/// "group", the relation, and where each of its claims starts.
fn group_row(group: &Conflict, claims: &[Quantity]) -> String {
    let starts = group.quantities.iter().filter_map(|index| claims.get(*index as usize));
    let starts: Vec<String> = starts.map(|claim| claim.span.start.to_string()).collect();
    let relation = json!(group.relation);
    format!("group\t{}\t{}", relation.as_str().unwrap_or_default(), starts.join("\t"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::Article;

    #[test]
    fn rows_tell_all_that_is_compared() {
        let text = "About 50 boats sank. At least 20 boats sank, for $3-5m.";
        let analysis = Engine::new().annotate(&Article::new(text));
        let rows: Vec<String> = analysis.quantities.iter().map(claim_row).collect();
        let wanted = ["0\t8\tcount\t50\t-\t~", "21\t32\tcount\t20..\t-\t>=", "49\t54\tmoney\t3000000..5000000\tUSD\t-"];
        assert_eq!(rows, wanted);
        assert_eq!(group_row(&analysis.conflicts[0], &analysis.quantities), "group\tdiscrepant\t0\t21");
    }

    #[test]
    fn what_only_one_side_has_is_wrong() {
        let share = shared(&["a", "b"], &["b".to_owned(), "c".to_owned()]);
        assert_eq!((share.right, share.of), (1, 3));
    }
}
