//! A field for several lines of text.
//!
//! Accessibility: a limit is said in words and checked on sending; typing is never cut off (WCAG 3.3.1), so there is
//! no `maxlength`.

use leptos::prelude::*;

use super::{FieldIds, class_for, help_view, invalid, label_view};
use crate::ui::{Examples, MaybeText, text::escape};

/// A field for several lines of text.
#[component]
pub fn TextArea(
    /// The question.
    #[prop(into)]
    label: String,
    /// The name sent with the form.
    #[prop(into)]
    name: String,
    /// The id, where the name would not be unique.
    #[prop(optional, into)]
    id: MaybeText,
    /// The value to begin with.
    #[prop(optional, into)]
    value: MaybeText,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What was wrong with the answer, and how to put it right.
    #[prop(optional, into)]
    error: MaybeText,
    /// A note after the label, such as „freiwillig“.
    #[prop(optional, into)]
    mark: MaybeText,
    /// Whether an answer is needed.
    #[prop(optional)]
    required: bool,
    /// Lines shown at first; the person can pull the field larger.
    #[prop(default = 8)]
    rows: u16,
    /// How many characters are accepted, in words.
    #[prop(optional, into)]
    limit_text: MaybeText,
    /// How many characters are accepted, for a script that counts.
    #[prop(optional)]
    limit: Option<u32>,
) -> AnyView {
    let ids = FieldIds::new(id, &name);
    let limit_id = format!("{}-limit", ids.control);
    let described_by = ids.described_by(&hint, &error, limit_text.is_some().then_some(limit_id.as_str()));
    // One piece of markup: child nodes would bring hydration markers, which a textarea shows as text.
    let content = escape(&value.or_empty());
    // The parser of documents drops the first line break behind the tag; what the browser sets by itself is kept whole.
    let content = if cfg!(feature = "hydrate") {
        content
    } else {
        format!("\n{content}")
    };
    view! {
        <div class=class_for("kern-form-input", &error)>
            {label_view(&ids, label, mark)} {help_view(&ids, hint, error.clone())}
            <textarea
                class=class_for("kern-form-input__input", &error)
                id=ids.control.clone()
                name=name
                rows=rows.to_string()
                dir="auto"
                data-limit=limit.map(|limit| limit.to_string())
                aria-required=required.then_some("true")
                aria-invalid=invalid(&error)
                aria-describedby=described_by
                inner_html=content
            ></textarea>
            {limit_text.get().map(|text| view! { <p class="kern-hint" id=limit_id>{text}</p> })}
        </div>
    }
    .into_any()
}

/// Examples of text areas.
pub(super) fn examples() -> Examples {
    vec![
        (
            "limit",
            view! {
                <TextArea
                    label="Ihre Stellungnahme"
                    name="statement"
                    hint="Schreiben Sie, was Ihnen wichtig ist. Stichworte genügen."
                    limit_text="Bis zu 20.000 Zeichen. Längere Texte können Sie als Datei anhängen."
                    limit=20_000
                    required=true
                />
            }
            .into_any(),
        ),
        (
            "error, and the text kept as it was",
            view! {
                <TextArea
                    label="Begründung"
                    name="reason"
                    value="Der <Bach> & die Wiese\n\nbleiben."
                    error="Bitte nennen Sie auch den Ort."
                    rows=4
                />
            }
            .into_any(),
        ),
    ]
}
