//! Answers read back before they are sent, each with a link to change it.
//!
//! Accessibility: a description list; each link says for listeners what it changes.

use leptos::prelude::*;

use crate::ui::{Examples, MaybeText, UserText, form::about_view};

/// A link to change an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where the answer is changed.
    pub href: String,
    /// „Ändern“.
    pub label: String,
}

/// One row: what was asked, what was answered.
pub struct SummaryRow {
    /// What was asked.
    pub key: String,
    /// The answer.
    pub value: AnyView,
    /// Where it is changed.
    pub change: Option<Change>,
    /// The language of the answer, where it differs from the page.
    pub lang: MaybeText,
}

impl SummaryRow {
    /// Makes a row from text that a person wrote.
    pub fn text(key: impl Into<String>, value: impl Into<String>) -> Self {
        let value: String = value.into();
        Self {
            key: key.into(),
            value: view! { <UserText text=value /> }.into_any(),
            change: None,
            lang: MaybeText::default(),
        }
    }

    /// Makes a row from any content.
    pub fn view(key: impl Into<String>, value: AnyView) -> Self {
        Self {
            key: key.into(),
            value,
            change: None,
            lang: MaybeText::default(),
        }
    }

    /// Says the language of the answer, where it differs from the page.
    pub fn in_language(mut self, lang: Option<String>) -> Self {
        self.lang = lang.into();
        self
    }

    /// Adds the link to change it.
    pub fn with_change(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.change = Some(Change {
            href: href.into(),
            label: label.into(),
        });
        self
    }
}

/// Answers read back.
#[component]
pub fn SummaryList(
    /// The rows, in the order of the questions.
    rows: Vec<SummaryRow>,
) -> AnyView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let about = row.key.clone();
            view! {
                <div class="kern-description-list-item">
                    <dt class="kern-description-list-item__key">{row.key}</dt>
                    <dd class="kern-description-list-item__value" lang=row.lang.get() dir="auto">
                        {row.value}
                    </dd>
                    {row.change.map(|change| {
                        view! {
                            <dd class="kern-description-list-item__action">
                                <a class="row-link" href=change.href>
                                    {change.label}
                                    {about_view(about.into())}
                                </a>
                            </dd>
                        }
                    })}
                </div>
            }
        })
        .collect();
    view! { <dl class="kern-description-list">{rows}</dl> }.into_any()
}

/// Examples of answers read back.
pub(super) fn examples() -> Examples {
    vec![(
        "check your answers",
        view! {
            <SummaryList rows=vec![
                SummaryRow::text("Ort", "Fläche WA 2, Uferweg").with_change("/entwurf/ort", "Ändern"),
                SummaryRow::text(
                    "Ihre Stellungnahme",
                    "Der Uferweg sollte breit genug für Rollstühle sein.\n\nBitte erhalten Sie die alten Weiden.",
                )
                .with_change("/entwurf/text", "Ändern"),
                SummaryRow::text("Eingegangen", "24. November 2026"),
            ] />
        }
        .into_any(),
    )]
}
