//! Texts given to parts, and text that a person wrote.
//!
//! Invariant: text of a person is never read as HTML; Leptos escapes it, and [`escape`] does where markup must be
//! one piece.

use leptos::prelude::*;

/// A text that may be missing. An empty text counts as missing, so that no empty hint is ever announced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MaybeText(Option<String>);

impl MaybeText {
    /// Tells whether there is a text.
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }

    /// Gives the text, if there is one.
    pub fn get(self) -> Option<String> {
        self.0
    }

    /// Gives the text, or an empty one.
    pub fn or_empty(self) -> String {
        self.0.unwrap_or_default()
    }
}

impl From<&str> for MaybeText {
    fn from(text: &str) -> Self {
        Self((!text.is_empty()).then(|| text.to_owned()))
    }
}

impl From<String> for MaybeText {
    fn from(text: String) -> Self {
        Self((!text.is_empty()).then_some(text))
    }
}

impl From<&String> for MaybeText {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl<T: Into<String>> From<Option<T>> for MaybeText {
    fn from(text: Option<T>) -> Self {
        text.map(|text| Self::from(text.into())).unwrap_or_default()
    }
}

/// The language of a text, where it differs from the page (WCAG 3.1.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lang {
    /// BCP 47 tag, for example `de` or `ar`.
    pub code: String,
    /// `ltr` or `rtl`.
    pub dir: String,
}

/// A point in time: how people read it, and how machines do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Written out in the page's language, for example „24. November 2026, 18 Uhr“.
    pub text: String,
    /// ISO 8601, for the `datetime` attribute; empty for several days, for which HTML knows no way to write them.
    pub iso: String,
}

impl Moment {
    /// Joins the two ways to write one point in time.
    pub fn new(text: impl Into<String>, iso: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            iso: iso.into(),
        }
    }

    /// Shows it as a `<time>` element.
    pub fn view(self) -> AnyView {
        if self.iso.is_empty() {
            return view! { <span>{self.text}</span> }.into_any();
        }
        view! { <time datetime=self.iso>{self.text}</time> }.into_any()
    }
}

/// Shows what a person wrote: blank lines part paragraphs, line breaks stay, each paragraph finds its own direction.
#[component]
pub fn UserText(
    /// The text as it was written.
    #[prop(into)]
    text: String,
    /// Its language, if it is known and differs from the page.
    #[prop(optional)]
    lang: Option<Lang>,
) -> AnyView {
    let paragraphs: Vec<_> = text
        .replace("\r\n", "\n")
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| view! { <p dir="auto">{paragraph.to_owned()}</p> }.into_any())
        .collect();
    view! { <div class="user-text" lang=lang.map(|lang| lang.code)>{paragraphs}</div> }.into_any()
}

/// Escapes a text for use inside an element whose markup is given as one piece.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Examples of texts of people.
pub(super) fn examples() -> super::Examples {
    vec![
        (
            "several paragraphs",
            view! { <UserText text="Der Schulweg kreuzt die Zufahrt.\nBitte eine Ampel.\n\nDanke!" /> }
                .into_any(),
        ),
        (
            "another language",
            view! {
                <UserText
                    text="نطلب حماية الأشجار القديمة."
                    lang=Lang { code: "ar".into(), dir: "rtl".into() }
                />
            }
            .into_any(),
        ),
    ]
}
