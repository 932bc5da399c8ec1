//! The languages of the interface: one list for addresses, catalogue, mails and documents.
//!
//! - The code is the BCP 47 tag that stands in `/de/…`, in `lang="…"` and in `locales/<code>/`.
//! - `de-simple` is a registered variant subtag: German in plain words, read aloud by German voices.
//! - German is the language of the law here; every other language may fall back to it.
//! - The pseudo languages exist in debug builds only, to find texts that are not in the catalogue.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A language the interface can be shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// German, the source of all texts.
    #[default]
    German,
    /// German in plain words.
    SimpleGerman,
    /// English.
    English,
    /// Turkish.
    Turkish,
    /// Arabic.
    Arabic,
    /// Ukrainian.
    Ukrainian,
    /// Russian.
    Russian,
    /// Polish.
    Polish,
    /// Romanian.
    Romanian,
    /// Persian.
    Persian,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Longer texts with accents, from left to right (debug builds only).
    PseudoLong,
    /// Mirrored texts, from right to left (debug builds only).
    PseudoMirrored,
}

/// The writing direction of a language, as in the HTML attribute `dir`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML attribute `dir`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Language {
    /// All languages that are offered, in this order; without the pseudo ones. A test of `app` compares this list with the
    /// folders in `locales/`.
    pub const ALL: [Self; 12] = [
        Self::German,
        Self::SimpleGerman,
        Self::English,
        Self::Turkish,
        Self::Arabic,
        Self::Ukrainian,
        Self::Russian,
        Self::Polish,
        Self::Romanian,
        Self::Persian,
        Self::French,
        Self::Spanish,
    ];

    /// The BCP 47 tag, also the folder in `locales/` and the first part of an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::SimpleGerman => "de-simple",
            Self::English => "en",
            Self::Turkish => "tr",
            Self::Arabic => "ar",
            Self::Ukrainian => "uk",
            Self::Russian => "ru",
            Self::Polish => "pl",
            Self::Romanian => "ro",
            Self::Persian => "fa",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::PseudoLong => "qps-ploc",
            Self::PseudoMirrored => "ar-XB",
        }
    }

    /// The language with this code, upper or lower case. Pseudo languages are unknown to release builds.
    pub fn from_code(code: &str) -> Option<Self> {
        let pseudo: &[Self] = if cfg!(debug_assertions) {
            &[Self::PseudoLong, Self::PseudoMirrored]
        } else {
            &[]
        };
        Self::ALL
            .iter()
            .chain(pseudo)
            .copied()
            .find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// From which side the language is written.
    pub const fn direction(self) -> Direction {
        match self {
            Self::Arabic | Self::Persian | Self::PseudoMirrored => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }

    /// What the language calls itself, for the language menu.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::German => "Deutsch",
            Self::SimpleGerman => "Einfache Sprache",
            Self::English => "English",
            Self::Turkish => "Türkçe",
            Self::Arabic => "العربية",
            Self::Ukrainian => "Українська",
            Self::Russian => "Русский",
            Self::Polish => "Polski",
            Self::Romanian => "Română",
            Self::Persian => "فارسی",
            Self::French => "Français",
            Self::Spanish => "Español",
            Self::PseudoLong => "[Ƥşḗŭḓǿ]",
            Self::PseudoMirrored => "[Mirrored]",
        }
    }

    /// The best available language for the header `Accept-Language` (RFC 9110, 12.5.4), or `default`.
    ///
    /// Languages are compared by their first subtag (`en-GB` gets English); a weight of zero excludes a
    /// language. Malformed parts are skipped. `de-simple` is never guessed, only chosen.
    pub fn negotiate(accept_language: &str, default: Self) -> Self {
        let mut best: Option<(Self, f32)> = None;
        for part in accept_language.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let tag = pieces.next().unwrap_or_default();
            let weight = match pieces.find_map(|piece| piece.strip_prefix("q=")) {
                None => 1.0,
                Some(text) => match text.trim().parse::<f32>() {
                    Ok(weight) if (0.0..=1.0).contains(&weight) => weight,
                    _ => continue,
                },
            };
            let first = tag.split('-').next().unwrap_or_default();
            let language = if first == "*" {
                Some(default)
            } else {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|known| known.code().eq_ignore_ascii_case(first))
            };
            if let Some(language) = language
                && weight > 0.0
                && best.is_none_or(|(_, so_far)| weight > so_far)
            {
                best = Some((language, weight));
            }
        }
        best.map_or(default, |(language, _)| language)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not the code of a language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the code of a language of the interface")
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::from_code(code).ok_or(UnknownLanguage)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Language {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: Vec<&str> = Self::ALL.iter().map(|language| language.code()).collect();
        schemars::json_schema!({ "type": "string", "enum": codes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_found_by_its_own_code() {
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
            assert_eq!(language.code().to_uppercase().parse(), Ok(language));
        }
        assert_eq!("xx".parse::<Language>(), Err(UnknownLanguage));
    }

    #[test]
    fn the_browsers_first_known_wish_decides() {
        let choose = |header| Language::negotiate(header, Language::German);
        assert_eq!(choose("en-GB,en;q=0.9,de;q=0.5"), Language::English);
        assert_eq!(choose("xx, en;q=0.3, de;q=0.4"), Language::German);
        assert_eq!(choose("de;q=0, en;q=0.1"), Language::English);
        assert_eq!(choose("en;q=broken"), Language::German);
        assert_eq!(choose(""), Language::German);
        assert_eq!(Language::negotiate("*", Language::English), Language::English);
    }

    #[test]
    fn in_json_a_language_is_its_code() {
        assert_eq!(
            serde_json::to_string(&Language::SimpleGerman).unwrap(),
            "\"de-simple\""
        );
        assert_eq!(
            serde_json::from_str::<Language>("\"ar\"").unwrap(),
            Language::Arabic
        );
        assert!(serde_json::from_str::<Language>("\"xx\"").is_err());
    }
}
