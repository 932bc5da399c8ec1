//! What went wrong with a form, at its head, with a link to each field.
//!
//! Accessibility (WCAG 3.3.1): the heading takes the focus when the page comes back, with script or without
//! (`autofocus`), so it is heard at once; an alert role besides would say it twice, and is for summaries that appear
//! while the focus stays elsewhere.

use leptos::prelude::*;

use crate::ui::{Examples, Icon, IconView};

/// A mistake in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The id of the control; of the first one in a group. Empty: the mistake concerns the whole form.
    pub field: String,
    /// What to do; of a field that must be filled in its name, because “this field” is far away.
    pub text: String,
}

impl FieldProblem {
    /// Ties a text to a field.
    pub fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            text: text.into(),
        }
    }
}

/// How the summary makes itself known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Announcement {
    /// It takes the focus: the page was loaded anew.
    #[default]
    Focus,
    /// It is an alert: it appeared in a page that stayed.
    Alert,
}

/// The list of mistakes; nothing where there are none.
#[component]
pub fn ErrorSummary(
    /// For example „Bitte prüfen Sie Ihre Angaben“.
    #[prop(into)]
    title: String,
    /// The mistakes, in the order of the fields.
    problems: Vec<FieldProblem>,
    /// How it makes itself known.
    #[prop(optional)]
    announcement: Announcement,
) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = problems
        .into_iter()
        .map(|problem| {
            if problem.field.is_empty() {
                view! { <li>{problem.text}</li> }.into_any()
            } else {
                view! { <li><a href=format!("#{}", problem.field)>{problem.text}</a></li> }.into_any()
            }
        })
        .collect();
    view! {
        <div
            class="kern-alert kern-alert--danger error-summary"
            role=(announcement == Announcement::Alert).then_some("alert")
        >
            <div class="kern-alert__header">
                <IconView icon=Icon::Danger />
                <h2
                    class="kern-title"
                    id="error-summary"
                    tabindex="-1"
                    autofocus=announcement == Announcement::Focus
                >
                    {title}
                </h2>
            </div>
            <ul class="kern-alert__body">{items}</ul>
        </div>
    }
    .into_any()
}

/// Examples of error summaries.
pub(super) fn examples() -> Examples {
    vec![(
        "two mistakes",
        view! {
            <ErrorSummary
                title="Bitte prüfen Sie zwei Angaben"
                announcement=Announcement::Alert
                problems=vec![
                    FieldProblem::new("text-of-example", "Bitte schreiben Sie Ihre Stellungnahme."),
                    FieldProblem::new("", "Ihre Dateien sind zusammen größer als 20 MB."),
                ]
            />
            <super::TextArea
                label="Ihre Stellungnahme"
                name="text-of-example"
                error="Bitte schreiben Sie Ihre Stellungnahme."
                rows=3
            />
        }
        .into_any(),
    )]
}
