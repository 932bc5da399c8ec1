//! What all controls share: the ids that tie label, hint and error to a control, and how those three look.

use leptos::prelude::*;

use crate::ui::{Icon, IconView, MaybeText};

/// The ids belonging to one control.
pub(crate) struct FieldIds {
    pub(crate) control: String,
    pub(crate) hint: String,
    pub(crate) error: String,
}

impl FieldIds {
    /// Takes the id given, or the control's name.
    pub(crate) fn new(id: MaybeText, name: &str) -> Self {
        let control = id.get().unwrap_or_else(|| name.to_owned());
        Self {
            hint: format!("{control}-hint"),
            error: format!("{control}-error"),
            control,
        }
    }

    /// Lists what describes the control, error first; `None` where nothing does.
    pub(crate) fn described_by(
        &self,
        hint: &MaybeText,
        error: &MaybeText,
        more: Option<&str>,
    ) -> Option<String> {
        let ids: Vec<&str> = [
            error.is_some().then_some(self.error.as_str()),
            hint.is_some().then_some(self.hint.as_str()),
            more,
        ]
        .into_iter()
        .flatten()
        .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// The class of a control, with the one for a mistake where there is one.
pub(crate) fn class_for(block: &str, error: &MaybeText) -> String {
    if error.is_some() {
        format!("{block} {block}--error")
    } else {
        block.to_owned()
    }
}

/// The value of `aria-invalid`.
pub(crate) fn invalid(error: &MaybeText) -> Option<&'static str> {
    error.is_some().then_some("true")
}

/// The text of a label, with the note whether an answer is needed.
pub(crate) fn label_text(label: String, mark: MaybeText) -> AnyView {
    view! {
        {label}
        {mark.get().map(|mark| view! { <span class="kern-label__optional">{format!(" ({mark})")}</span> })}
    }
    .into_any()
}

/// A label before its control.
pub(crate) fn label_view(ids: &FieldIds, label: String, mark: MaybeText) -> AnyView {
    view! { <label class="kern-label" for=ids.control.clone()>{label_text(label, mark)}</label> }.into_any()
}

/// The hint and the error, in the order they are read: before the control, so that a keyboard on the screen hides
/// neither.
pub(crate) fn help_view(ids: &FieldIds, hint: MaybeText, error: MaybeText) -> AnyView {
    let hint_id = ids.hint.clone();
    let error_id = ids.error.clone();
    view! {
        {hint.get().map(|hint| view! { <p class="kern-hint" id=hint_id>{hint}</p> })}
        {error.get().map(|error| {
            view! {
                <p class="kern-error" id=error_id>
                    <IconView icon=Icon::Danger />
                    <span>{error}</span>
                </p>
            }
        })}
    }
    .into_any()
}
