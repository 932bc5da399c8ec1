//! The texts of the interface in the visitor's language: typed messages, dates, numbers.
//!
//! - Texts live in `locales/<language>/<feature>.json` (i18next JSON v4). `build.rs` checks them and writes
//!   one function per message: `msg::errors::too_long(2000)` returns a [`Msg`].
//! - A [`Msg`] has no language. It gets one when it is shown: from [`provide_language`] in views, or from the
//!   caller of [`Msg::text`].
//! - The browser's program holds no text. The start script fetches [`table_json`] of the page's language, without
//!   the texts that only staff see unless a page of staff is shown, and calls [`install`] before it hydrates.
//! - Where a language lacks a message, German stands in and is marked as German (WCAG 2.2, 3.1.2).
//!
//! To add a message: write it into `locales/de/<feature>.json` and `locales/en/<feature>.json`, build, call
//! `msg::<feature>::<key>(…)`. The build names every mistake.

use leptos::prelude::{provide_context, use_context};
use shared::language::Language;

pub mod format;
mod message;
#[cfg(all(debug_assertions, feature = "ssr"))]
mod pseudo;
mod table;
mod view;

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;

pub use message::{Arg, Msg};
#[cfg(feature = "ssr")]
pub use table::{Audience, PartStatus, status, table_hash, table_json};
pub use table::{NotInstalled, install};

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
compile_error!("build `app` with `--features ssr` (server) or `--features hydrate` (browser)");

/// One function per message, generated from `locales/`; the German text is its documentation.
pub mod msg {
    use super::message::{Arg, Msg};

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

/// The language of the current page or mail, kept in Leptos' context.
#[derive(Clone, Copy)]
struct PageLanguage(Language);

/// Sets the language for everything below the current owner.
pub fn provide_language(language: Language) {
    provide_context(PageLanguage(language));
}

/// The language set by [`provide_language`]; else, in the browser, the one installed; else German.
pub fn use_language() -> Language {
    language_here().or_else(table::installed).unwrap_or_default()
}

fn language_here() -> Option<Language> {
    use_context::<PageLanguage>().map(|PageLanguage(language)| language)
}

/// The text of a message in the language of the page, for attributes, titles and properties.
pub fn t(message: Msg) -> String {
    message.to_string_here()
}

/// A title of two parts, such as „Unterlagen: Am Hafen“. French parts the colon from its word (U+202F).
pub fn joined(first: &str, rest: &str) -> String {
    let space = if use_language() == Language::French {
        "\u{202f}"
    } else {
        ""
    };
    format!("{first}{space}: {rest}")
}

/// Stands in a message for a value that gets markup of its own, see [`around_slot`].
pub const SLOT: &str = "{slot}";

/// What a message says before and behind its [`SLOT`]; all of it before where it has none.
pub fn around_slot(message: &str) -> (String, String) {
    let (before, after) = message.split_once(SLOT).unwrap_or((message, ""));
    (before.to_owned(), after.to_owned())
}
