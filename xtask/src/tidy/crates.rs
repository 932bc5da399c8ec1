//! Which crate may import which: architecture as edges, read from `cargo metadata`.

use anyhow::{Context, Result};
use serde_json::Value;

use super::exceptions::FORBIDDEN;
use crate::{paths::Paths, run};

/// Direct dependencies against [`FORBIDDEN`]; what only tests use does not reach the product.
pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let text = run::capture(run::cargo(&paths.root).args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version=1",
    ]))?;
    judge(&serde_json::from_str(&text)?)
}

fn judge(metadata: &Value) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for package in metadata["packages"]
        .as_array()
        .context("cargo metadata without packages")?
    {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, forbidden)) = FORBIDDEN.iter().find(|(known, _)| *known == name) else {
            findings.push(format!(
                "the crate {name} is not known: say in xtask/src/tidy/exceptions.rs what it may not use"
            ));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            if dependency["kind"] == "dev" {
                continue;
            }
            let used = dependency["name"].as_str().unwrap_or_default();
            let hit = forbidden.iter().any(|pattern| match pattern.strip_suffix('*') {
                Some(start) => used.starts_with(start),
                None => used == *pattern,
            });
            if hit {
                findings.push(format!("{name}/Cargo.toml: {name} must not depend on {used}"));
            }
        }
        let defaults = &package["features"]["default"];
        for side in ["ssr", "hydrate"] {
            if defaults
                .as_array()
                .is_some_and(|list| list.iter().any(|feature| feature == side))
            {
                findings.push(format!(
                    "{name}/Cargo.toml: {side} must not be a default feature (leptos #4586)"
                ));
            }
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::judge;
    use serde_json::json;

    #[test]
    fn a_forbidden_edge_and_a_default_side_are_found() {
        let metadata = json!({"packages": [
            {"name": "app", "dependencies": [{"name": "leptos"}, {"name": "sqlx"}], "features": {"default": ["ssr"]}},
            {"name": "shared", "dependencies": [{"name": "leptos_router"}, {"name": "serde"}], "features": {}},
        ]});
        let findings = judge(&metadata).unwrap();
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings[0].contains("must not depend on sqlx"));
    }
}
