//! The style sheet of a municipality's look.

use super::look;
use crate::secret::{sha256, to_hex};

/// The sheet with a municipality's colours: the tokens that `style/tokens.css` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColourSheet {
    /// The sheet.
    pub css: String,
    /// The beginning of its SHA-256, in hexadecimal digits: its address.
    pub hash: String,
}

impl ColourSheet {
    /// The sheet of a look; `None` without tokens and for a look that nobody could read. `dark-action` becomes
    /// `--town-action-dark`.
    #[must_use]
    pub fn of(tokens: &[(String, String)]) -> Option<Self> {
        if tokens.is_empty() || !look::is_usable(tokens) {
            return None;
        }
        let declarations: String = tokens
            .iter()
            .map(|(name, value)| match name.strip_prefix("dark-") {
                Some(name) => format!("--town-{name}-dark:{value};"),
                None => format!("--town-{name}:{value};"),
            })
            .collect();
        let css = format!(":root{{{declarations}}}");
        let hash = to_hex(sha256(css.as_bytes()).get(..8).unwrap_or_default());
        Some(Self { css, hash })
    }
}
