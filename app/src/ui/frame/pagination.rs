//! Earlier and later entries of a long list.
//!
//! Lists are read by key, not by page number, so there is a way back and a way on, and no numbers.

use leptos::prelude::*;

use crate::ui::{Examples, Icon, IconView, MaybeText};

/// Links to earlier and later entries; nothing where there are neither.
#[component]
pub fn Pagination(
    /// The name of the navigation, such as „Weitere Verfahren“.
    #[prop(into)]
    label: String,
    /// The address of the entries before.
    #[prop(optional, into)]
    previous: MaybeText,
    /// „Vorige Einträge“.
    #[prop(into)]
    previous_text: String,
    /// The address of the entries after.
    #[prop(optional, into)]
    next: MaybeText,
    /// „Weitere Einträge“.
    #[prop(into)]
    next_text: String,
) -> AnyView {
    if !previous.is_some() && !next.is_some() {
        return ().into_any();
    }
    view! {
        <nav class="pagination" aria-label=label>
            {previous.get().map(|href| {
                view! {
                    <a class="row-link" rel="prev" href=href>
                        <IconView icon=Icon::Back />
                        <span>{previous_text}</span>
                    </a>
                }
            })}
            {next.get().map(|href| {
                view! {
                    <a class="row-link pagination__next" rel="next" href=href>
                        <span>{next_text}</span>
                        <IconView icon=Icon::Forward />
                    </a>
                }
            })}
        </nav>
    }
    .into_any()
}

/// Examples of ways on.
pub(super) fn examples() -> Examples {
    vec![(
        "both ways",
        view! {
            <Pagination
                label="Weitere Verfahren"
                previous="/verfahren?vor=a"
                previous_text="Vorige Verfahren"
                next="/verfahren?nach=z"
                next_text="Weitere Verfahren"
            />
        }
        .into_any(),
    )]
}
