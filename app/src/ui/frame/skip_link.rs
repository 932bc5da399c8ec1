//! The first link of a page: past head and navigation to the content (WCAG 2.4.1).

use leptos::prelude::*;

use crate::ui::Examples;

/// The id that every page gives its `<main>`; it also carries `tabindex="-1"`.
pub const MAIN_ID: &str = "main";

/// A link to the content, seen when it has the focus.
#[component]
pub fn SkipLink(
    /// „Zum Inhalt“.
    #[prop(into)]
    text: String,
) -> AnyView {
    view! { <a class="skip-link" href=format!("#{MAIN_ID}")>{text}</a> }.into_any()
}

/// Examples of skip links.
pub(super) fn examples() -> Examples {
    vec![(
        "hidden until focused",
        view! { <SkipLink text="Zum Inhalt springen" /> }.into_any(),
    )]
}
