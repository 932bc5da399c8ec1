//! The municipality: its face, its languages, its fixed pages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    access::Role,
    endpoint,
    glossary::Word,
    procedures::translations::{Source, StatusFields, TextState, TextStatus, fingerprint},
    time::{Day, Timestamp},
    wire, words,
};

wire! {
    /// Asks for what every page shows around its content.
    pub struct ShowSite {}
    /// What every page shows around its content.
    pub struct Site {
        /// The municipality's name.
        pub name: String,
        /// Today in the municipality.
        pub today: Day,
        /// Address of its arms, if it has any.
        pub arms: Option<String>,
        /// Address of the sheet with its colours, if it set any.
        pub colours: Option<String>,
        /// Who helps by telephone: shown at the same place on each page (WCAG 3.2.6).
        pub contact: Contact,
        /// Whether this is a demonstration with invented content.
        pub demo: bool,
        /// The signed-in member of staff, if any.
        pub staff: Option<Me>,
        /// Whether mail can be sent.
        pub mail: bool,
        /// Whether an address index was imported.
        pub addresses: bool,
        /// Map tiles, only if the operator configured them.
        pub tiles: Option<Tiles>,
    }
    /// Who is signed in.
    pub struct Me {
        /// The name as shown.
        pub name: String,
        /// The role.
        pub role: Role,
        /// The account's id: forms bear it, so that what one member typed is not sent in another's name.
        #[serde(default)]
        pub account: String,
    }
    /// An office and how to reach it.
    #[derive(Default)]
    pub struct Contact {
        /// The office.
        #[serde(default)]
        pub office: String,
        /// Street, postal code and town.
        #[serde(default)]
        pub address: String,
        /// Telephone number.
        #[serde(default)]
        pub phone: String,
        /// E-mail address.
        #[serde(default)]
        pub email: String,
        /// When somebody answers.
        #[serde(default)]
        pub hours: String,
    }
    /// A raster map service that the operator chose.
    pub struct Tiles {
        /// URL template with `{z}`, `{x}`, `{y}`.
        pub url: String,
        /// The notice that its licence asks for.
        pub attribution: String,
    }
}
endpoint!(Get "/api/v1/site" Anyone ShowSite => Site);

wire! {
    /// The fixed pages that the law asks for (DDG § 5, GDPR Art. 13).
    #[derive(Copy, Eq, Hash, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum PageKind {
        /// Imprint (Impressum).
        Imprint,
        /// Privacy notice (Datenschutz).
        Privacy,
        /// Contact (Kontakt).
        Contact,
    }
}

words! {
    /// All kinds, in the order of the footer.
    PageKind {
        Imprint = "imprint",
        Privacy = "privacy",
        Contact = "contact",
    }
}

wire! {
    /// Asks for a fixed page.
    pub struct ShowPage {
        /// Which page.
        pub kind: PageKind,
        /// The wished language; German answers where it is missing.
        #[serde(default)]
        pub language: Option<String>,
        /// Whether a draft answers, too: for those who write the page.
        #[serde(default)]
        pub drafts: bool,
    }
    /// Asks for the fixed pages and the languages that they are written in.
    pub struct ListPages {}
    /// A fixed page and how far it is.
    pub struct WrittenPage {
        /// Which page.
        pub kind: PageKind,
        /// The languages that it is written in, in the order in which languages are offered.
        pub languages: Vec<String>,
        /// How far it is in each of them but German.
        #[serde(default)]
        pub states: BTreeMap<String, TextState>,
        /// Those of them that were not written since the German text was changed.
        #[serde(default)]
        pub outdated: Vec<String>,
    }
    /// A fixed page.
    pub struct FixedPage {
        /// Which page.
        pub kind: PageKind,
        /// The language of the text.
        pub language: String,
        /// How far it is; none for German, which is the source.
        #[serde(default)]
        pub status: Option<TextStatus>,
        /// When the German text was changed, where that was after this one was made from it.
        #[serde(default)]
        pub outdated_since: Option<Day>,
        /// The text as written.
        pub markdown: String,
        /// The text as shown.
        pub html: String,
        /// The difficult words of a text in easy language, explained.
        #[serde(default)]
        pub words: Vec<Word>,
        /// When it was last changed.
        pub changed_at: Timestamp,
        /// How often it was written in its language.
        #[serde(default)]
        pub revision: u32,
    }
    /// Writes a fixed page in one language.
    pub struct EditPage {
        /// Which page.
        pub kind: PageKind,
        /// The language of the text.
        pub language: String,
        /// For noticing that somebody else saved in between: the page's revision in this language, 0 where it has none; forms
        /// always send it. Absent is not checked.
        #[serde(default)]
        pub revision: Option<u32>,
        /// The text, Markdown.
        pub markdown: String,
        /// How far the text is, in a language other than German.
        #[serde(default)]
        pub text_state: TextState,
        /// Who edited or tested it.
        #[serde(default)]
        pub text_by: String,
        /// On which day.
        #[serde(default)]
        pub text_on: String,
    }
}
endpoint!(Get "/api/v1/pages/{kind}" Anyone ShowPage => FixedPage);
endpoint!(Get "/api/v1/staff/pages" Staff ListPages => Vec<WrittenPage>);
endpoint!(Put "/api/v1/staff/pages/{kind}" Staff EditPage => FixedPage);

impl EditPage {
    /// A text that is public at once, of which nobody says who edited it.
    pub fn of(kind: PageKind, language: impl Into<String>, markdown: impl Into<String>) -> Self {
        Self {
            kind,
            language: language.into(),
            revision: None,
            markdown: markdown.into(),
            text_state: TextState::Edited,
            text_by: String::new(),
            text_on: String::new(),
        }
    }

    /// The fields of the form that are about the status.
    pub fn status_fields(&self) -> StatusFields<'_> {
        StatusFields {
            language: &self.language,
            state: self.text_state,
            by: &self.text_by,
            on: &self.text_on,
        }
    }
}

/// What a page in another language is made from: the German one.
pub fn page_source(german: &str) -> Source {
    [("markdown".to_owned(), fingerprint(german))].into()
}

/// A text in several languages, by language code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Localized(pub BTreeMap<String, String>);

impl Localized {
    /// A text in German alone.
    pub fn german(text: impl Into<String>) -> Self {
        Self([("de".to_owned(), text.into())].into())
    }

    /// The text in a language, else in German; with the language it is in.
    pub fn best<'a>(&'a self, language: &'a str) -> (&'a str, &'a str) {
        match self.0.get(language).filter(|text| !text.trim().is_empty()) {
            Some(text) => (text, language),
            None => (self.0.get("de").map_or("", String::as_str), "de"),
        }
    }

    /// The German text.
    pub fn de(&self) -> &str {
        self.0.get("de").map_or("", String::as_str)
    }
}
