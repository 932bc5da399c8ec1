//! How a municipality looks: about ten tokens over those of `style/tokens.css`, and whether text in them can be read.
//!
//! Invariants: a look whose text has less than 4.5:1 (WCAG 2.2, 1.4.3) or whose marks have less than 3:1 (1.4.11) is
//! refused when it is set and, should it be there all the same, not served: the pages then have the project's own
//! colours. Text below 7:1 (1.4.6) is a warning. The colours here are those of `style/tokens.css`, by test.

use std::collections::BTreeMap;

/// A token that a municipality may set, with the colours that hold where it does not.
struct Colour {
    name: &'static str,
    light: &'static str,
    /// None where a municipality cannot set it for the dark scheme.
    dark: Option<&'static str>,
}

const fn colour(name: &'static str, light: &'static str, dark: Option<&'static str>) -> Colour {
    Colour { name, light, dark }
}

/// Buttons and links; the head of the page; the stripe below it; calm areas behind content.
const COLOURS: [Colour; 7] = [
    colour("action", "#1f429f", Some("#a9bfec")),
    colour("action-hover", "#142f78", Some("#d8e1f4")),
    colour("on-action", "#ffffff", Some("#12141f")),
    colour("header", "#ffffff", None),
    colour("on-header", "#131525", None),
    colour("accent", "#1f429f", None),
    colour("tint", "#f3f5f8", None),
];
/// Tokens that are no colours.
const FONT: &str = "font";
const RADIUS: &str = "radius";
/// What no municipality changes but what stands beside its colours: light, dark.
const FIXED: [(&str, &str, &str); 5] = [
    ("page", "#ffffff", "#12141f"),
    ("text", "#131525", "#f3f4f7"),
    ("muted", "#454b6b", "#c0c3d5"),
    ("focus", "#131525", "#ffe12f"),
    ("input-border", "#51577a", "#b2b6cc"),
];
/// Text: below this it cannot be read by many (1.4.3).
const LEAST: f64 = 4.5;
/// Text: this is read by nearly everybody (1.4.6).
const GOOD: f64 = 7.0;
/// Marks that are no text (1.4.11).
const MARK: f64 = 3.0;
/// What stands on what, and whether it is text.
const PAIRS: [(&str, &str, bool); 10] = [
    ("action", "page", true),
    ("action-hover", "page", true),
    ("on-action", "action", true),
    ("on-action", "action-hover", true),
    ("on-header", "header", true),
    ("action", "tint", true),
    ("text", "tint", true),
    ("muted", "tint", true),
    ("focus", "tint", false),
    ("input-border", "tint", false),
];

/// A token as the operator's file names it: `[dark] action_hover` for `dark-action-hover`.
fn in_file(token: &str) -> String {
    match token.strip_prefix("dark-") {
        Some(token) => format!("[dark] {}", token.replace('-', "_")),
        None if COLOURS.iter().any(|colour| colour.name == token) => token.replace('-', "_"),
        None => token.to_owned(),
    }
}

/// What is wrong with a look, for an operator.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// No municipality can set this.
    Unknown {
        /// The token.
        token: String,
    },
    /// The value is none for this token.
    Value {
        /// The token.
        token: String,
        /// Its value.
        value: String,
    },
    /// Two colours are too much alike.
    Contrast {
        /// Whether in the dark scheme.
        dark: bool,
        /// What is in front, with its colour.
        front: (String, String),
        /// What is behind, with its colour.
        back: (String, String),
        /// The contrast they have, 1 to 21.
        ratio: f64,
        /// The contrast they need.
        needed: f64,
        /// Whether it can be used all the same.
        usable: bool,
    },
}

impl Finding {
    /// Whether the look is refused because of it.
    #[must_use]
    pub const fn refuses(&self) -> bool {
        !matches!(self, Self::Contrast { usable: true, .. })
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown { token } => {
                let names = |dark: bool| {
                    let colours = COLOURS.iter().filter(|colour| !dark || colour.dark.is_some());
                    colours
                        .map(|colour| in_file(colour.name))
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                write!(
                    f,
                    "{} is no token; there are [light] {}, {FONT}, {RADIUS}; [dark] {}",
                    in_file(token),
                    names(false),
                    names(true)
                )
            }
            Self::Value { token, value } => match token.as_str() {
                FONT => write!(f, "font {value}: write names of fonts between commas"),
                RADIUS => write!(f, "radius {value}: write a length up to 2rem, such as 0.25rem"),
                _ => write!(f, "{} {value}: write a colour as #rrggbb", in_file(token)),
            },
            Self::Contrast {
                dark,
                front,
                back,
                ratio,
                needed,
                ..
            } => write!(
                f,
                "{}: {} {} on {} {} has {ratio:.1}:1 and needs {needed}:1",
                if *dark { "dark" } else { "light" },
                in_file(&front.0),
                front.1,
                in_file(&back.0),
                back.1,
            ),
        }
    }
}

/// Everything that is wrong with a look; nothing with an empty one.
#[must_use]
pub fn examine(tokens: &[(String, String)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut set: BTreeMap<(&str, bool), &str> = BTreeMap::new();
    for (token, value) in tokens {
        let (name, dark) = match token.strip_prefix("dark-") {
            Some(name) => (name, true),
            None => (token.as_str(), false),
        };
        let known = COLOURS
            .iter()
            .any(|colour| colour.name == name && (!dark || colour.dark.is_some()));
        let fits = match name {
            FONT if !dark => is_font(value),
            RADIUS if !dark => is_radius(value),
            _ if known => luminance(value).is_some(),
            _ => {
                findings.push(Finding::Unknown { token: token.clone() });
                continue;
            }
        };
        if !fits {
            findings.push(Finding::Value {
                token: token.clone(),
                value: value.clone(),
            });
        } else if known {
            set.insert((name, dark), value);
        }
    }
    for dark in [false, true] {
        findings.extend(
            PAIRS
                .into_iter()
                .filter_map(|(front, back, is_text)| compare(&set, dark, front, back, is_text)),
        );
    }
    findings
}

/// Whether pages may be served with a look.
#[must_use]
pub fn is_usable(tokens: &[(String, String)]) -> bool {
    !examine(tokens).iter().any(Finding::refuses)
}

/// Two colours of which a municipality set at least one.
fn compare(
    set: &BTreeMap<(&str, bool), &str>,
    dark: bool,
    front: &str,
    back: &str,
    is_text: bool,
) -> Option<Finding> {
    if !set.contains_key(&(front, dark)) && !set.contains_key(&(back, dark)) {
        return None;
    }
    let value = |name: &str| {
        set.get(&(name, dark))
            .map(|value| (*value).to_owned())
            .or_else(|| default(name, dark))
    };
    let (one, other) = (value(front)?, value(back)?);
    let ratio = ratio(&one, &other)?;
    let (needed, usable) = match (is_text, ratio) {
        (true, ratio) if ratio < LEAST => (LEAST, false),
        (true, ratio) if ratio < GOOD => (GOOD, true),
        (false, ratio) if ratio < MARK => (MARK, false),
        _ => return None,
    };
    Some(Finding::Contrast {
        dark,
        front: (front.to_owned(), one),
        back: (back.to_owned(), other),
        ratio,
        needed,
        usable,
    })
}

/// The colour that holds where a municipality sets none. The dark scheme has a head and calm areas of its own.
fn default(name: &str, dark: bool) -> Option<String> {
    let fixed = FIXED
        .iter()
        .find(|(known, ..)| *known == name)
        .map(|(_, light, night)| if dark { *night } else { *light });
    let own = || {
        let colour = COLOURS.iter().find(|colour| colour.name == name)?;
        Some(match (dark, name) {
            (false, _) => colour.light,
            (true, "header") => "#12141f",
            (true, "on-header") => "#f3f4f7",
            (true, "tint") => "#1d2032",
            (true, _) => colour.dark?,
        })
    };
    fixed.or_else(own).map(str::to_owned)
}

/// Names of fonts between commas: nothing that ends a declaration.
fn is_font(value: &str) -> bool {
    !value.is_empty()
        && value.len() <= 200
        && value
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '"'))
        && value.matches('"').count().is_multiple_of(2)
}

/// `0`, or up to 2rem.
fn is_radius(value: &str) -> bool {
    value == "0"
        || value
            .strip_suffix("rem")
            .and_then(|number| number.parse::<f64>().ok())
            .is_some_and(|number| (0.0..=2.0).contains(&number))
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

    fn look(tokens: &[(&str, &str)]) -> Vec<(String, String)> {
        tokens
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((ratio("#000000", "#ffffff").unwrap() - 21.0).abs() < 0.01);
        assert!((ratio("#767676", "#FFFFFF").unwrap() - 4.54).abs() < 0.01);
        assert_eq!(ratio("red", "#ffffff"), None);
        assert_eq!(ratio("#fff", "#ffffff"), None);
    }

    #[test]
    fn the_projects_own_colours_are_good() {
        let own: Vec<_> = COLOURS
            .iter()
            .flat_map(|colour| {
                let dark = colour
                    .dark
                    .map(|dark| (format!("dark-{}", colour.name), dark.to_owned()));
                [Some((colour.name.to_owned(), colour.light.to_owned())), dark]
            })
            .flatten()
            .collect();
        assert_eq!(examine(&own), []);
        assert_eq!(examine(&[]), []);
    }

    #[test]
    fn pale_links_are_refused_with_pair_ratio_and_need() {
        let findings = examine(&look(&[("action", "#7fb2e5")]));
        let said: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert!(
            said.contains(&"light: action #7fb2e5 on page #ffffff has 2.2:1 and needs 4.5:1".to_owned()),
            "{said:?}"
        );
        assert!(findings.iter().any(Finding::refuses));
        assert!(!is_usable(&look(&[("action", "#7fb2e5")])));
    }

    #[test]
    fn tokens_are_named_as_the_operators_file_spells_them() {
        let said = |tokens: &[(&str, &str)]| {
            examine(&look(tokens))
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(
            said(&[("dark-on-header", "#ffffff")]),
            "[dark] on_header is no token; there are [light] action, action_hover, on_action, header, on_header, accent, \
             tint, font, radius; [dark] action, action_hover, on_action"
        );
        assert!(said(&[("dark-action-hover", "red")]).starts_with("[dark] action_hover red: write a colour"));
        assert!(said(&[("on-header", "#ffffff")]).contains("light: on_header #ffffff on header"));
    }

    #[test]
    fn readable_but_not_by_everybody_is_a_warning() {
        let tokens = look(&[("action", "#2f6fb3")]);
        let findings = examine(&tokens);
        assert!(!findings.is_empty() && is_usable(&tokens), "{findings:?}");
    }

    #[test]
    fn the_dark_scheme_is_examined_with_its_own_background() {
        let findings = examine(&look(&[("dark-action", "#1f429f")]));
        assert!(
            findings
                .iter()
                .any(|finding| matches!(finding, Finding::Contrast { dark: true, .. }) && finding.refuses()),
            "{findings:?}"
        );
    }

    #[test]
    fn a_grey_area_on_which_the_focus_would_be_lost_is_refused() {
        let findings = examine(&look(&[("tint", "#3a3a3a")]));
        assert!(
            findings
                .iter()
                .any(|finding| finding.to_string().contains("focus")
                    && finding.to_string().contains("needs 3:1")),
            "{findings:?}"
        );
    }

    #[test]
    fn nothing_but_a_value_gets_into_the_sheet() {
        for (token, value) in [
            ("font", "Arial; } body { display: none"),
            ("font", "url(https://example.org/font)"),
            ("radius", "calc(1px)"),
            ("radius", "-1rem"),
            ("action", "red"),
            ("colour", "#000000"),
            ("dark-header", "#000000"),
        ] {
            assert!(!is_usable(&look(&[(token, value)])), "{token}: {value}");
        }
        assert!(is_usable(&look(&[
            ("font", "\"Fira Sans\", Arial"),
            ("radius", "0.25rem")
        ])));
    }

    /// Everything that is not set here is set there.
    #[test]
    fn the_colours_are_those_of_the_style_sheet() {
        let sheet = include_str!("../../../../style/tokens.css");
        let (light, dark) = sheet.split_once("prefers-color-scheme: dark").unwrap();
        for colour in &COLOURS {
            let found = |token: String, value: &str| format!("var(--town-{token}, {value})");
            assert!(
                light.contains(&found(colour.name.to_owned(), colour.light)),
                "{}",
                colour.name
            );
            if let Some(value) = colour.dark {
                assert!(
                    dark.contains(&found(format!("{}-dark", colour.name), value)),
                    "{} in dark",
                    colour.name
                );
            }
        }
        for (token, light_value, dark_value) in [
            ("layout-background-default", "page", "page"),
            ("layout-text-default", "text", "text"),
            ("layout-text-muted", "muted", "muted"),
            ("action-focus-default", "focus", "focus"),
            ("form-input-border", "input-border", "input-border"),
        ] {
            for (sheet, name, is_dark) in [(light, light_value, false), (dark, dark_value, true)] {
                let declared = format!("--kern-color-{token}: {};", default(name, is_dark).unwrap());
                assert!(sheet.contains(&declared), "{declared}");
            }
        }
        assert!(dark.contains("--header-background: #12141f;") && dark.contains("--header-text: #f3f4f7;"));
        assert!(dark.contains("--kern-color-layout-background-hued: #1d2032;"));
    }
}
