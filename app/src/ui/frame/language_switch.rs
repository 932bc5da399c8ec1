//! Choosing the language of the pages: one button that folds out all languages.
//!
//! Accessibility: each language is called by its own name, in its own `lang` and direction (WCAG 3.1.2); choosing
//! loads the page anew, so that language, direction and title change together. A `details` element works without
//! script and costs one tab stop, however many languages there are.

use leptos::prelude::*;
use shared::language::Language;

use super::NavLink;
use crate::{
    forms::{FORM, KEEP},
    ui::{Examples, Icon, IconView},
};

/// How a language is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LanguageAct {
    /// By following a link to the same page in that language.
    Link(String),
    /// By sending the form with this id with this value of `do`, which stores first what was typed.
    Button(&'static str, String),
    /// By sending the form with this id to the same page in that language, which shows it again as it was typed.
    Keep(&'static str, String),
}

/// A language that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageChoice {
    language: Language,
    current: bool,
    act: LanguageAct,
}

impl LanguageChoice {
    /// A language, whether the page is in it, and what chooses it.
    pub const fn new(language: Language, current: bool, act: LanguageAct) -> Self {
        Self {
            language,
            current,
            act,
        }
    }

    fn view(self) -> AnyView {
        let (code, dir) = (self.language.code(), self.language.direction().as_str());
        let name = self.language.own_name();
        let current = self.current.then_some("true");
        match self.act {
            LanguageAct::Link(href) => view! {
                <a class="switch__button" href=href lang=code hreflang=code dir=dir rel="external" aria-current=current>
                    {name}
                </a>
            }
            .into_any(),
            LanguageAct::Button(form, value) => view! {
                <button class="switch__button" type="submit" form=form name="do" value=value lang=code dir=dir aria-current=current>
                    {name}
                </button>
            }
            .into_any(),
            LanguageAct::Keep(form, address) => view! {
                <button class="switch__button" type="submit" form=form name=FORM value=KEEP formaction=address lang=code dir=dir aria-current=current>
                    {name}
                </button>
            }
            .into_any(),
        }
    }
}

/// A list of languages that folds out.
#[component]
pub fn LanguageSwitch(
    /// „Sprache“.
    #[prop(into)]
    label: String,
    /// The languages.
    choices: Vec<LanguageChoice>,
    /// The page that tells how far each language is.
    all: NavLink,
) -> AnyView {
    let current = choices.iter().find(|choice| choice.current).map(|choice| {
        let (code, dir) = (choice.language.code(), choice.language.direction().as_str());
        view! { <span lang=code dir=dir>{choice.language.own_name()}</span> }
    });
    let items: Vec<_> = choices
        .into_iter()
        .map(|choice| view! { <li>{choice.view()}</li> })
        .collect();
    view! {
        <details class="switch language-switch">
            <summary class="switch__button">
                <IconView icon=Icon::Language />
                <span><span class="kern-sr-only">{label}": "</span>{current}</span>
            </summary>
            <div class="language-switch__form">
                <ul class="language-switch__list">{items}</ul>
                <p class="language-switch__all"><a class="switch__button" href=all.href>{all.label}</a></p>
            </div>
        </details>
    }
    .into_any()
}

/// Examples of language switches.
pub(super) fn examples() -> Examples {
    let link = |language: Language| {
        let act = LanguageAct::Link(format!("/{}/procedures", language.code()));
        LanguageChoice::new(language, language == Language::German, act)
    };
    let button = |language: Language| {
        let act = LanguageAct::Button("comment", format!("language:{}", language.code()));
        LanguageChoice::new(language, language == Language::German, act)
    };
    let languages = [Language::German, Language::Ukrainian, Language::Persian];
    vec![
        (
            "three languages",
            view! {
                <LanguageSwitch
                    label="Sprache"
                    choices=languages.map(link).to_vec()
                    all=NavLink::new("Alle Sprachen und ihr Stand", "/de/languages")
                />
            }
            .into_any(),
        ),
        (
            "while a form is being filled in",
            view! {
                <LanguageSwitch
                    label="Sprache"
                    choices=languages.map(button).to_vec()
                    all=NavLink::new("Alle Sprachen und ihr Stand", "/de/languages")
                />
            }
            .into_any(),
        ),
    ]
}
