//! Choosing the language of the pages.
//!
//! Accessibility: each language is called by its own name, in its own `lang` and direction (WCAG 3.1.2); choosing
//! loads the page anew, so that language, direction and title change together.

use leptos::prelude::*;

use crate::ui::{Examples, HiddenField, Icon, IconView};

/// A language that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag, sent with the form.
    pub code: String,
    /// What its speakers call it.
    pub own_name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Whether the page is in it.
    pub current: bool,
}

impl Language {
    /// Makes a language to choose.
    pub fn new(code: impl Into<String>, own_name: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            own_name: own_name.into(),
            dir: "ltr",
            current: false,
        }
    }

    /// Makes the language of the page.
    pub fn current(code: impl Into<String>, own_name: impl Into<String>) -> Self {
        Self {
            current: true,
            ..Self::new(code, own_name)
        }
    }

    /// Writes it from right to left.
    pub fn right_to_left(mut self) -> Self {
        self.dir = "rtl";
        self
    }
}

/// A list of languages that folds out; choosing sends `lang` and `back`.
#[component]
pub fn LanguageSwitch(
    /// The address that keeps the choice.
    #[prop(into)]
    action: String,
    /// „Sprache“.
    #[prop(into)]
    label: String,
    /// The address of this page.
    #[prop(into)]
    back: String,
    /// The languages.
    languages: Vec<Language>,
) -> AnyView {
    let current = languages
        .iter()
        .find(|language| language.current)
        .map(|language| view! { <span lang=language.code.clone() dir=language.dir>{language.own_name.clone()}</span> });
    let items: Vec<_> = languages
        .iter()
        .cloned()
        .map(|language| {
            view! {
                <li>
                    <button
                        class="switch__button"
                        type="submit"
                        name="lang"
                        value=language.code.clone()
                        lang=language.code
                        dir=language.dir
                        aria-current=language.current.then_some("true")
                    >
                        {language.own_name}
                    </button>
                </li>
            }
        })
        .collect();
    view! {
        <details class="switch language-switch">
            <summary class="switch__button">
                <IconView icon=Icon::Language />
                <span><span class="kern-sr-only">{label}": "</span>{current}</span>
            </summary>
            <form class="language-switch__form" method="post" action=action>
                <HiddenField name="back" value=back />
                <ul class="language-switch__list">{items}</ul>
            </form>
        </details>
    }
    .into_any()
}

/// Examples of language switches.
pub(super) fn examples() -> Examples {
    vec![(
        "three languages",
        view! {
            <LanguageSwitch
                action="/einstellungen/sprache"
                label="Sprache"
                back="/verfahren"
                languages=vec![
                    Language::current("de", "Deutsch"),
                    Language::new("uk", "Українська"),
                    Language::new("fa", "فارسی").right_to_left(),
                ]
            />
        }
        .into_any(),
    )]
}
