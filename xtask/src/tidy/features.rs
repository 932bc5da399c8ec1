//! The order of features: one uses only those above it in the list of `server/src/features/mod.rs`.

use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use regex::Regex;

use crate::paths::{Paths, files_with};

#[expect(clippy::unwrap_used, reason = "constant patterns, compiled by the tests")]
static MODULE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*pub(?:\(crate\))?\s+mod\s+(\w+)\s*;").unwrap());
#[expect(clippy::unwrap_used, reason = "constant patterns, compiled by the tests")]
static USE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:features|super::super)::(?:(\w+)|(\{))").unwrap());

/// The features from the top; none while the file does not exist.
pub fn order(source: &Path) -> Result<Vec<String>> {
    let list = source.join("features/mod.rs");
    if !list.exists() {
        return Ok(Vec::new());
    }
    Ok(MODULE
        .captures_iter(&std::fs::read_to_string(list)?)
        .map(|hit| hit[1].to_owned())
        .collect())
}

/// Uses that go downwards.
pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let source = paths.root.join("server/src");
    let order = order(&source)?;
    let mut findings = Vec::new();
    for (at, feature) in order.iter().enumerate() {
        let folder = source.join("features").join(feature);
        let mut files = files_with(&folder, "rs");
        files.extend(Some(folder.with_extension("rs")).filter(|file| file.exists()));
        for file in files {
            for (line, used) in uses(&std::fs::read_to_string(&file)?) {
                if let Some(below) = order
                    .iter()
                    .position(|known| *known == used)
                    .filter(|below| *below > at)
                {
                    findings.push(format!(
                        "{}:{line}: {feature} uses {used}, which stands below it ({} of {} in features/mod.rs); record an event instead",
                        paths.show(&file),
                        below + 1,
                        order.len()
                    ));
                }
            }
        }
    }
    Ok(findings)
}

/// Features named in paths outside comments, with their line.
fn uses(text: &str) -> Vec<(usize, String)> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    for hit in USE.captures_iter(&code) {
        let start = hit.get(0).map_or(0, |hit| hit.start());
        let line = code.get(..start).unwrap_or_default().matches('\n').count() + 1;
        let names = match (hit.get(1), hit.get(2)) {
            (Some(name), _) => vec![name.as_str()],
            (None, Some(open)) => group(code.get(open.end()..).unwrap_or_default()),
            (None, None) => Vec::new(),
        };
        found.extend(names.into_iter().map(|name| (line, name.to_owned())));
    }
    found
}

/// The first word of each entry of a list of imports, given what follows its opening brace.
fn group(rest: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut depth = 0_u32;
    let mut start = 0;
    for (at, letter) in rest.char_indices() {
        let ends = depth == 0 && matches!(letter, ',' | '}');
        if ends {
            let entry = rest.get(start..at).unwrap_or_default().trim();
            let end = entry.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            names.push(entry.get(..end.unwrap_or(entry.len())).unwrap_or_default());
            start = at + 1;
        }
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_are_found_in_paths_and_lists_but_not_in_comments() {
        let text = "//! crate::features::audit\nuse crate::features::{identity, plans::Plan};\nfn f() { crate::features::votes::open() }";
        let found = uses(text);
        assert_eq!(
            found,
            [
                (2, "identity".to_owned()),
                (2, "plans".to_owned()),
                (3, "votes".to_owned())
            ]
        );
    }

    #[test]
    fn uses_are_found_in_lists_within_lists() {
        let text = "use crate::{\n    db::Read,\n    features::{\n        procedures::{self, ProcedureRef},\n        statements,\n    },\n    site::Cx,\n};";
        let names: Vec<_> = uses(text).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["procedures", "statements"]);
        let one = "use crate::{db::Read, features::plans::{self, Plan}, site::Cx};";
        assert_eq!(uses(one), [(1, "plans".to_owned())]);
    }

    #[test]
    fn a_feature_that_uses_one_below_it_is_named() {
        let root = std::env::temp_dir().join(format!("xtask-features-{}", std::process::id()));
        let features = root.join("server/src/features");
        std::fs::create_dir_all(features.join("plans")).unwrap();
        std::fs::create_dir_all(features.join("audit")).unwrap();
        std::fs::write(
            features.join("mod.rs"),
            "//! List.\npub mod plans;\npub mod audit;\n",
        )
        .unwrap();
        std::fs::write(features.join("plans/mod.rs"), "use crate::features::audit;\n").unwrap();
        std::fs::write(features.join("audit/mod.rs"), "use crate::features::plans;\n").unwrap();
        let findings = check(&Paths {
            root: root.clone(),
            target: root.join("target"),
        })
        .unwrap();
        std::fs::remove_dir_all(root).unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].contains("plans uses audit"), "{findings:?}");
    }
}
