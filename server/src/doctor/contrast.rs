//! Whether a municipality's colours can be read (WCAG 2.2, 1.4.3 and 1.4.6).

use std::collections::BTreeMap;

use super::{Finding, fail, ok, warn};
use crate::site::Municipality;

/// Below this, text cannot be read by many (1.4.3).
const LEAST: f64 = 4.5;
/// What the project's own colours have (1.4.6).
const GOOD: f64 = 7.0;

/// A token's name, and its colour where none is set: light, dark.
type Token = (&'static str, &'static str, &'static str);

/// Text and what it stands on, with the colours of `style/tokens.css` where a municipality sets none: light, dark.
const PAIRS: [(Token, Token); 5] = [
    (("action", "#1f429f", "#a9bfec"), ("", "#ffffff", "#12141f")),
    (("action-hover", "#142f78", "#d8e1f4"), ("", "#ffffff", "#12141f")),
    (
        ("on-action", "#ffffff", "#12141f"),
        ("action", "#1f429f", "#a9bfec"),
    ),
    (
        ("on-header", "#131525", "#f3f4f7"),
        ("header", "#ffffff", "#12141f"),
    ),
    (("action", "#1f429f", "#a9bfec"), ("tint", "#f3f5f8", "#1d2032")),
];

pub(super) fn examine(municipality: &Municipality) -> Vec<Finding> {
    if municipality.colours.is_empty() {
        return Vec::new();
    }
    let mut set: BTreeMap<(&str, bool), &str> = BTreeMap::new();
    for (name, value) in &municipality.colours {
        let dark = name.strip_prefix("dark-").or_else(|| name.strip_suffix("-dark"));
        set.insert((dark.unwrap_or(name), dark.is_some()), value);
    }
    let slug = &municipality.slug;
    let mut findings = Vec::new();
    for is_dark in [false, true] {
        for ((front, front_light, front_dark), (back, back_light, back_dark)) in PAIRS {
            let (front_own, back_own) = (set.get(&(front, is_dark)), set.get(&(back, is_dark)));
            if front_own.is_none() && back_own.is_none() {
                continue;
            }
            let one = front_own
                .copied()
                .unwrap_or(if is_dark { front_dark } else { front_light });
            let other = back_own
                .copied()
                .unwrap_or(if is_dark { back_dark } else { back_light });
            let pair = format!(
                "{slug}, {}: {front} {one} on {} {other}",
                if is_dark { "dark" } else { "light" },
                if back.is_empty() { "the page" } else { back }
            );
            match ratio(one, other) {
                None => findings.push(warn(
                    "colours",
                    format!("{pair} cannot be compared"),
                    "write colours as #rrggbb",
                )),
                Some(ratio) if ratio < LEAST => findings.push(fail(
                    "colours",
                    format!("{pair} has {ratio:.1}:1"),
                    "text needs at least 4.5:1",
                )),
                Some(ratio) if ratio < GOOD => findings.push(warn(
                    "colours",
                    format!("{pair} has {ratio:.1}:1"),
                    "7:1 is read by nearly everybody",
                )),
                Some(_) => {}
            }
        }
    }
    if findings.is_empty() {
        findings.push(ok("colours", format!("{slug}: all text has at least 7:1")));
    }
    findings
}

/// The contrast of two colours written `#rrggbb`, 1 to 21.
fn ratio(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Relative luminance (WCAG 2.2, glossary).
fn luminance(colour: &str) -> Option<f64> {
    let bytes = crate::secret::from_hex(colour.trim().strip_prefix('#')?)?;
    let [red, green, blue] = *bytes.as_slice() else {
        return None;
    };
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((ratio("#000000", "#ffffff").unwrap() - 21.0).abs() < 0.01);
        assert!((ratio("#767676", "#FFFFFF").unwrap() - 4.54).abs() < 0.01);
        assert_eq!(ratio("red", "#ffffff"), None);
        assert_eq!(ratio("#fff", "#ffffff"), None);
    }
}
