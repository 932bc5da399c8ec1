//! Where the texts are: static arrays on the server, one table fetched at the start in the browser.
//!
//! - Both are indexed by the slot numbers of the generated code; a table made by another build is refused.
//! - An empty text means that the language lacks it. The server answers with German then; the browser's table
//!   already holds the German text in that place and says so.

use serde::{Deserialize, Serialize};
use shared::language::Language;

use super::msg::{SLOTS, VERSION};

/// How many slots a plural message has.
const FORMS: usize = 6;

/// The texts of one message: one, or six by plural category.
pub(super) struct Found {
    pub(super) texts: &'static [&'static str],
    /// The language the texts are really in.
    pub(super) language: Language,
}

/// Features whose texts only staff see; they travel with the pages of staff alone.
#[cfg(feature = "ssr")]
pub(in crate::i18n) const STAFF: [&str; 5] = [
    "admin",
    "assessment",
    "easy_language",
    "exports",
    "working_copies",
];
/// Features whose texts no page shows.
#[cfg(feature = "ssr")]
pub(in crate::i18n) const SERVER_ONLY: [&str; 3] = ["exports_documents", "mail", "mail_reply"];

/// For whom a table is.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Pages that everybody sees.
    Public,
    /// These and the pages of staff.
    Staff,
}

/// What travels to the browser: all texts of one language that its pages show; others are empty.
#[derive(Serialize, Deserialize)]
struct Wire {
    version: String,
    language: Language,
    texts: Vec<String>,
    /// First slots of the messages that are in German because the language lacks them, ascending.
    german: Vec<u16>,
    /// Keys the API may name, with slot and whether it is a plural: those of `errors`.
    names: Vec<(String, u16, bool)>,
}

/// The table does not fit this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotInstalled(String);

impl std::fmt::Display for NotInstalled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the texts of the interface cannot be used: {}", self.0)
    }
}

impl std::error::Error for NotInstalled {}

impl Wire {
    fn read(language: Language, json: &str) -> Result<Self, NotInstalled> {
        let wire: Self = serde_json::from_str(json).map_err(|error| NotInstalled(error.to_string()))?;
        if wire.version != VERSION || wire.texts.len() != SLOTS {
            return Err(NotInstalled(
                "they belong to another version of the program".to_owned(),
            ));
        }
        if wire.language != language {
            return Err(NotInstalled(format!(
                "they are in {}, not in {language}",
                wire.language
            )));
        }
        Ok(wire)
    }
}

#[cfg(feature = "ssr")]
pub use server::{PartStatus, install, status, table_hash, table_json};
#[cfg(feature = "ssr")]
pub(super) use server::{find, installed, texts};

#[cfg(not(feature = "ssr"))]
pub use browser::install;
#[cfg(not(feature = "ssr"))]
pub(super) use browser::{find, installed, texts};

#[cfg(feature = "ssr")]
mod server {
    use super::{Audience, FORMS, Found, Language, NotInstalled, SERVER_ONLY, STAFF, VERSION, Wire};

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));

    /// Has no effect on the server, which holds all languages; checks that the table fits.
    ///
    /// # Errors
    /// If the table is malformed, of another version or another language.
    pub fn install(language: Language, json: &str) -> Result<(), NotInstalled> {
        Wire::read(language, json).map(|_| ())
    }

    /// No language is installed on the server.
    pub(in crate::i18n) fn installed() -> Option<Language> {
        None
    }

    fn table(language: Language) -> Option<&'static [&'static str]> {
        #[cfg(debug_assertions)]
        if let Some(texts) = pseudo_table(language) {
            return Some(texts);
        }
        TABLES
            .iter()
            .find(|(code, ..)| *code == language.code())
            .map(|(.., texts)| *texts)
    }

    #[cfg(debug_assertions)]
    fn pseudo_table(language: Language) -> Option<&'static [&'static str]> {
        use std::sync::LazyLock;

        type Texts = LazyLock<Vec<&'static str>>;
        fn make(language: Language) -> Vec<&'static str> {
            let german = table(Language::German).unwrap_or_default();
            let translate = |text: &&str| super::super::pseudo::translate(language, text).unwrap_or_default();
            // Kept for the life of the process, as the real tables are.
            german
                .iter()
                .map(|text| &*Box::leak(translate(text).into_boxed_str()))
                .collect()
        }
        static LONG: Texts = LazyLock::new(|| make(Language::PseudoLong));
        static MIRRORED: Texts = LazyLock::new(|| make(Language::PseudoMirrored));
        match language {
            Language::PseudoLong => Some(LONG.as_slice()),
            Language::PseudoMirrored => Some(MIRRORED.as_slice()),
            _ => None,
        }
    }

    pub(in crate::i18n) fn texts(language: Language, slot: u16, plural: bool) -> Option<Found> {
        let of = |language| {
            let start = usize::from(slot);
            let texts = table(language)?.get(start..start + if plural { FORMS } else { 1 })?;
            // The last one is the plain text or the form `other`.
            texts
                .last()
                .filter(|text| !text.is_empty())
                .map(|_| Found { texts, language })
        };
        of(language).or_else(|| of(Language::German))
    }

    pub(in crate::i18n) fn find(key: &str) -> Option<(u16, bool)> {
        let at = NAMES.binary_search_by_key(&key, |(name, ..)| name).ok()?;
        NAMES.get(at).map(|(_, slot, plural)| (*slot, *plural))
    }

    /// The table of a language for the browser, to be served with a long life under an address that holds
    /// [`table_hash`].
    pub fn table_json(language: Language, audience: Audience) -> String {
        let travels = |key: &str| {
            let feature = key.split('.').next().unwrap_or_default();
            !SERVER_ONLY.contains(&feature) && (audience == Audience::Staff || !STAFF.contains(&feature))
        };
        let mut wire = Wire {
            version: VERSION.to_owned(),
            language,
            texts: Vec::with_capacity(super::SLOTS),
            german: Vec::new(),
            names: Vec::new(),
        };
        for (key, slot, plural) in NAMES {
            if !travels(key) {
                let slots = if *plural { FORMS } else { 1 };
                wire.texts.extend(std::iter::repeat_n(String::new(), slots));
            } else if let Some(found) = texts(language, *slot, *plural) {
                wire.texts
                    .extend(found.texts.iter().map(|text| (*text).to_owned()));
                if found.language != language {
                    wire.german.push(*slot);
                }
            }
            if key.starts_with("errors.") {
                wire.names.push(((*key).to_owned(), *slot, *plural));
            }
        }
        serde_json::to_string(&wire).unwrap_or_default()
    }

    /// How far one file of texts of one language is.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PartStatus {
        /// The feature, such as `statements`.
        pub part: &'static str,
        /// How many messages German has.
        pub all: u32,
        /// How many of them the language has.
        pub done: u32,
        /// Who wrote them.
        pub written_by: &'static str,
        /// On which day, `YYYY-MM-DD`.
        pub written_on: &'static str,
        /// Who reviewed them; empty as long as nobody has.
        pub reviewed_by: &'static str,
        /// The day of the review, `YYYY-MM-DD`, or empty.
        pub reviewed_on: &'static str,
    }

    /// How far each part of a language is, as `locales/status.json` and the texts themselves say.
    pub fn status(language: Language) -> Vec<PartStatus> {
        let of_language = STATUS.iter().filter(|(code, ..)| *code == language.code());
        of_language
            .map(|(_, part, written_by, written_on, reviewed_by, reviewed_on)| {
                let mut status = PartStatus {
                    part,
                    all: 0,
                    done: 0,
                    written_by,
                    written_on,
                    reviewed_by,
                    reviewed_on,
                };
                for (key, slot, plural) in NAMES {
                    if key.split('.').next() == Some(part) {
                        let own =
                            texts(language, *slot, *plural).is_some_and(|found| found.language == language);
                        status.all += 1;
                        status.done += u32::from(own);
                    }
                }
                status
            })
            .collect()
    }

    /// Changes whenever [`table_json`] of this language changes: version, own and German texts.
    pub fn table_hash(language: Language) -> String {
        let of = |code: &str| {
            TABLES
                .iter()
                .find(|(known, ..)| *known == code)
                .map_or("0", |(_, fingerprint, _)| *fingerprint)
        };
        format!("{VERSION}{}{}", of(language.code()), of("de"))
    }
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use std::sync::RwLock;

    use super::{FORMS, Found, Language, NotInstalled, Wire};

    struct Table {
        language: Language,
        texts: &'static [&'static str],
        german: Vec<u16>,
        names: Vec<(String, u16, bool)>,
    }

    static TABLE: RwLock<Option<Table>> = RwLock::new(None);

    /// Installs the texts of the page's language, as the server gives them in `table_json`. Called once,
    /// before hydration; a second call replaces the language.
    ///
    /// # Errors
    /// If the table is malformed, of another version or another language; nothing is changed then.
    pub fn install(language: Language, json: &str) -> Result<(), NotInstalled> {
        let wire = Wire::read(language, json)?;
        // The texts live as long as the page, so that messages need no copies of them.
        let texts: Vec<&'static str> = wire
            .texts
            .into_iter()
            .map(|text| &*Box::leak(text.into_boxed_str()))
            .collect();
        let table = Table {
            language,
            texts: Box::leak(texts.into_boxed_slice()),
            german: wire.german,
            names: wire.names,
        };
        if let Ok(mut place) = TABLE.write() {
            *place = Some(table);
        }
        Ok(())
    }

    fn with<T>(read: impl FnOnce(&Table) -> Option<T>) -> Option<T> {
        TABLE.read().ok()?.as_ref().and_then(read)
    }

    pub(in crate::i18n) fn installed() -> Option<Language> {
        with(|table| Some(table.language))
    }

    pub(in crate::i18n) fn texts(_: Language, slot: u16, plural: bool) -> Option<Found> {
        with(|table| {
            let start = usize::from(slot);
            let texts = table.texts.get(start..start + if plural { FORMS } else { 1 })?;
            let german = table.german.binary_search(&slot).is_ok();
            Some(Found {
                texts,
                language: if german { Language::German } else { table.language },
            })
        })
    }

    pub(in crate::i18n) fn find(key: &str) -> Option<(u16, bool)> {
        with(|table| {
            let (_, slot, plural) = table.names.iter().find(|(name, ..)| name == key)?;
            Some((*slot, *plural))
        })
    }
}
