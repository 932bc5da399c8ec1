//! A field for files.
//!
//! Accessibility: the browser's own button; what is accepted and how large is said before choosing.
//!
//! The words on the button are the browser's, hence in the visitor's language, which need not be the page's. They stay: a
//! screen reader says them whatever is drawn over them, so that a button of ours would be seen and heard differently;
//! a hidden field takes no dropped files; and a transparent one above a drawn button is invisible to every check.

use leptos::prelude::*;

use super::{FieldIds, class_for, help_view, invalid, label_view};
use crate::ui::{Examples, MaybeText};

/// How many files a field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileCount {
    /// One.
    #[default]
    One,
    /// Any number.
    Many,
}

/// A field for files. Its form needs `method="post" enctype="multipart/form-data"`.
#[component]
pub fn FileField(
    /// The question.
    #[prop(into)]
    label: String,
    /// The name sent with the form.
    #[prop(into)]
    name: String,
    /// What is accepted and how large, in words.
    #[prop(into)]
    hint: MaybeText,
    /// The id, where the name would not be unique.
    #[prop(optional, into)]
    id: MaybeText,
    /// Kinds of files, as in the HTML attribute `accept`.
    #[prop(optional, into)]
    accept: MaybeText,
    /// How many.
    #[prop(optional)]
    count: FileCount,
    /// What was wrong with the files, and how to put it right.
    #[prop(optional, into)]
    error: MaybeText,
    /// A note after the label, such as „freiwillig“.
    #[prop(optional, into)]
    mark: MaybeText,
) -> AnyView {
    let ids = FieldIds::new(id, &name);
    view! {
        <div class=class_for("kern-form-input", &error)>
            {label_view(&ids, label, mark)} {help_view(&ids, hint.clone(), error.clone())}
            <input
                class=format!("{} file-field", class_for("kern-form-input__input", &error))
                id=ids.control.clone()
                name=name
                type="file"
                accept=accept.get()
                multiple=count == FileCount::Many
                aria-invalid=invalid(&error)
                aria-describedby=ids.described_by(&hint, &error, None)
            />
        </div>
    }
    .into_any()
}

/// Examples of file fields.
pub(super) fn examples() -> Examples {
    vec![
        (
            "several files",
            view! {
                <FileField
                    label="Fotos oder Unterlagen"
                    name="attachments"
                    hint="PDF, JPG oder PNG, zusammen höchstens 20 MB"
                    mark="freiwillig"
                    accept=".pdf,.jpg,.jpeg,.png"
                    count=FileCount::Many
                />
            }
            .into_any(),
        ),
        (
            "error",
            view! {
                <FileField
                    label="Unterlage"
                    name="attachment"
                    hint="PDF, höchstens 20 MB"
                    error="Die Datei „Karte.pdf“ hat 31 MB. Bitte wählen Sie eine kleinere."
                />
            }
            .into_any(),
        ),
    ]
}
