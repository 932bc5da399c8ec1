//! `style/` → two hashed sheets: tokens, base, parts and features for everybody, in that order, and what only staff's pages
//! need behind it.
//!
//! lightningcss writes for browsers back to Chrome 80 and Safari 13.1. Logical properties and `dir` selectors stay as
//! they are: for these targets it would turn them into lists of languages, wrong for a German passage in an Arabic page.
//! What an old browser would drop must therefore have been said by the sheet itself; the checks are:
//! no physical direction (right-to-left pages), no colour that stays modern without a fallback.

use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Features, Targets};

use super::{
    Asset, hash, publish,
    size::{CSS_BUDGET, STAFF_CSS_BUDGET},
};
use crate::paths::{Paths, files_with};
use crate::tidy::directions;

/// Prints the sheet's sizes; an error when a check fails or the budget is passed.
pub fn report(paths: &Paths) -> Result<()> {
    let Sheets { public, staff } = sheets(paths)?;
    let mut over = Vec::new();
    for (sheet, budget) in [(public, CSS_BUDGET), (staff, STAFF_CSS_BUDGET)] {
        let brotli = publish::compress(&sheet.bytes)?.len();
        println!(
            "css: {} is {} bytes, {brotli} of {budget} bytes brotli",
            sheet.name,
            sheet.bytes.len()
        );
        if brotli > budget {
            over.push(sheet.name);
        }
    }
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

/// The finished sheets.
pub struct Sheets {
    /// Of every page.
    pub public: Asset,
    /// Of staff's pages besides.
    pub staff: Asset,
}

/// Compiles both sheets.
pub fn sheets(paths: &Paths) -> Result<Sheets> {
    let (public, staff) = in_order(paths)?;
    Ok(Sheets {
        public: sheet(paths, "style", &public)?,
        staff: sheet(paths, "staff", &staff)?,
    })
}

/// One sheet of several files.
fn sheet(paths: &Paths, name: &str, files: &[PathBuf]) -> Result<Asset> {
    let mut wrong = Vec::new();
    let mut printed = String::new();
    for file in files {
        let text = std::fs::read_to_string(file)?;
        let name = paths.show(file).to_string();
        wrong.extend(directions::physical(&text).into_iter().map(|(line, found)| {
            format!("{name}:{line}: `{found}` is wrong in right-to-left pages; use the logical property")
        }));
        // One file at a time, so that errors name it and a missing bracket does not swallow the next file.
        printed.push_str(&compile(&name, &text)?);
    }
    wrong.extend(without_fallback(&printed));
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    let bytes = compile("the whole sheet", &printed)?.into_bytes();
    let name = format!("{name}.{}.css", hash::short(&[&bytes]));
    Ok(Asset { name, bytes })
}

/// All files of the public sheet and of staff's; one that lies nowhere in the order is an error.
fn in_order(paths: &Paths) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let style = paths.root.join("style");
    let mut files: Vec<PathBuf> = ["tokens.css", "base.css"]
        .iter()
        .map(|name| style.join(name))
        .filter(|file| file.exists())
        .collect();
    for folder in ["ui", "features"] {
        files.extend(files_with(&style.join(folder), "css"));
    }
    let staff = files_with(&style.join("staff"), "css");
    for file in files_with(&style, "css") {
        if !files.contains(&file) && !staff.contains(&file) {
            bail!(
                "{} has no place in the order: tokens.css, base.css, ui/, features/; staff/",
                paths.show(&file)
            );
        }
    }
    Ok((files, staff))
}

fn targets() -> Targets {
    Targets {
        browsers: Some(Browsers {
            chrome: Some(80 << 16),
            safari: Some((13 << 16) | (1 << 8)),
            ..Browsers::default()
        }),
        include: Features::empty(),
        exclude: Features::LogicalProperties | Features::DirSelector,
    }
}

/// Parses, lowers for old browsers, minifies.
fn compile(name: &str, text: &str) -> Result<String> {
    let mut sheet = StyleSheet::parse(
        text,
        ParserOptions {
            filename: name.to_owned(),
            ..ParserOptions::default()
        },
    )
    .map_err(|error| anyhow!("{error}"))?;
    let targets = targets();
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| anyhow!("{name}: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .with_context(|| format!("printing {name}"))?;
    Ok(printed.code)
}

/// Colour functions that old browsers do not know, outside `@supports`. lightningcss resolves them where all parts are
/// known (and writes the exact colour as `lab()` after the plain one); what is left depends on a custom property, which
/// nothing can resolve before the page is shown.
fn without_fallback(printed: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for rule in outside_supports(printed) {
        for function in ["color-mix(", "oklch(", "oklab(", "light-dark("] {
            let found = rule.match_indices(function).any(|(at, _)| {
                !rule
                    .get(..at)
                    .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
            });
            if found {
                let shown: String = rule.chars().take(160).collect();
                wrong.push(format!(
                    "`{function}…)` has no fallback for old browsers in: {shown}"
                ));
            }
        }
    }
    wrong
}

/// The minified sheet in pieces at `}`, without the bodies of `@supports`.
fn outside_supports(printed: &str) -> Vec<&str> {
    let (mut pieces, mut depth, mut skip_below, mut start) = (Vec::new(), 0_usize, None, 0);
    for (at, character) in printed.char_indices() {
        match character {
            '{' => {
                if skip_below.is_none()
                    && printed
                        .get(start..at)
                        .is_some_and(|head| head.contains("@supports"))
                {
                    skip_below = Some(depth);
                }
                depth += 1;
            }
            '}' => {
                depth = depth.saturating_sub(1);
                if skip_below.is_none() {
                    pieces.extend(printed.get(start..=at));
                } else if skip_below == Some(depth) {
                    skip_below = None;
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_browsers_get_a_plain_colour_and_new_ones_the_exact_one() {
        let printed = compile(
            "test",
            ":root{--accent:oklch(45% .15 260)}a{color:oklch(45% .15 260)}",
        )
        .unwrap();
        assert!(printed.contains("--accent:#"), "{printed}");
        assert!(printed.contains("@supports"), "{printed}");
        assert!(without_fallback(&printed).is_empty(), "{printed}");
        let whole = compile("whole", &printed).unwrap();
        assert!(
            whole.contains("a{color:#") && whole.contains("color:lab("),
            "{whole}"
        );
    }

    #[test]
    fn a_mix_of_known_colours_is_resolved_and_one_of_custom_properties_is_refused() {
        let known = compile("test", "a{color:color-mix(in srgb,#f00 50%,#00f)}").unwrap();
        assert!(!known.contains("color-mix"), "{known}");
        let unknown = compile("test", "a{color:color-mix(in srgb,var(--x) 50%,#00f)}").unwrap();
        assert_eq!(without_fallback(&unknown).len(), 1, "{unknown}");
    }

    #[test]
    fn logical_properties_stay_logical() {
        let printed = compile(
            "test",
            "a{margin-inline-start:1rem;border-start-start-radius:2px}",
        )
        .unwrap();
        assert!(printed.contains("margin-inline-start"), "{printed}");
        assert!(!printed.contains("lang("), "{printed}");
    }

    #[test]
    fn a_sheet_that_does_not_parse_is_named() {
        let error = compile("style/ui/button.css", "a { color: red; } }")
            .unwrap_err()
            .to_string();
        assert!(error.contains("style/ui/button.css"), "{error}");
    }
}
