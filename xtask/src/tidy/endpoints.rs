//! Pages name an endpoint by its constant: written as a text, a mistyped name compiles, and its form leads nowhere.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;

use super::exceptions::ENDPOINTS_AS_TEXT;
use super::strings;
use crate::paths::{Paths, files_with};

#[expect(clippy::unwrap_used, reason = "constant patterns, compiled by the tests")]
static DECLARED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\bendpoint!\s*\(\s*\w+\s+"[^"]*"\s+\w+\s+(\w+)\s*=>"#).unwrap());

/// Names of endpoints that stand as texts below `app/src/`.
pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let mut names = BTreeSet::new();
    for file in files_with(&paths.root.join("shared/src"), "rs") {
        names.extend(declared(&std::fs::read_to_string(&file)?));
    }
    let source = paths.root.join("app/src");
    let mut findings = Vec::new();
    for file in files_with(&source, "rs") {
        let text = std::fs::read_to_string(&file)?;
        for (line, name) in texts(&text, &names).with_context(|| paths.show(&file).to_string())? {
            findings.push(format!(
                "{}:{line}: \"{name}\" (write `{name}::NAME`)",
                paths.show(&file)
            ));
        }
    }
    Ok(findings)
}

/// The endpoints that a file declares.
fn declared(text: &str) -> BTreeSet<String> {
    DECLARED
        .captures_iter(text)
        .map(|hit| hit[1].to_owned())
        .collect()
}

/// Texts of a file that are an endpoint's name, with their line.
fn texts(text: &str, names: &BTreeSet<String>) -> Result<Vec<(usize, String)>> {
    Ok(strings::literals(text)?
        .into_iter()
        .filter(|it| names.contains(&it.text) && !ENDPOINTS_AS_TEXT.contains(&it.text.as_str()))
        .map(|it| (it.line, it.text))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{declared, texts};

    #[test]
    fn an_endpoint_named_by_a_text_is_found_and_its_constant_is_not() {
        let names = declared(
            "endpoint!(Post \"/api/v1/session\" Anyone SignIn => SignedIn);\n\
             endpoint!(\n    Put \"/api/v1/a/{b}\"\n    Staff SetRound => Round\n);",
        );
        assert_eq!(names.iter().collect::<Vec<_>>(), ["SetRound", "SignIn"]);
        let page =
            "/// \"SignIn\"\nfn f() {\n use_form(SignIn::NAME);\n view! { <Form form=\"SetRound\"/> }\n}";
        assert_eq!(texts(page, &names).unwrap(), [(4, "SetRound".to_owned())]);
    }
}
