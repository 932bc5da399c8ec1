//! The title of a page with a word above and a sentence below.
//!
//! Accessibility: the only `h1`; it can take the focus after moving to the page by script.

use leptos::prelude::*;

use crate::ui::{Examples, MaybeText};

/// The title of a page.
#[component]
pub fn PageHeading(
    /// The title.
    #[prop(into)]
    title: String,
    /// A word above, such as „Bebauungsplan“ or „Schritt 2 von 5“; part of the heading for listeners.
    #[prop(optional, into)]
    preline: MaybeText,
    /// The language of the word above, where it differs from the page.
    #[prop(optional, into)]
    preline_lang: MaybeText,
    /// A sentence below that says what this page is for.
    #[prop(optional, into)]
    lead: MaybeText,
    /// The language of title and sentence, where it differs from the page.
    #[prop(optional, into)]
    lang: MaybeText,
) -> AnyView {
    let lang = lang.get();
    // Each by itself: a German name above an Arabic title keeps its quotes where they belong.
    let preline = preline.get().map(|preline| {
        view! { <span class="kern-preline"><bdi lang=preline_lang.get()>{unbroken(&preline)}</bdi>" "</span> }
    });
    view! {
        <div class="page-heading">
            <h1 tabindex="-1">
                {preline}
                <bdi lang=lang.clone()>{unbroken(&title)}</bdi>
            </h1>
            {lead.get().map(|lead| view! { <p class="lead" lang=lang>{lead}</p> })}
        </div>
    }
    .into_any()
}

/// A title whose number stays on the line of its „Nr.“.
fn unbroken(title: &str) -> String {
    title.replace("Nr. ", "Nr.\u{a0}")
}

/// Examples of titles.
pub(super) fn examples() -> Examples {
    vec![(
        "all three",
        view! {
            <PageHeading
                preline="Bebauungsplan Nr. 12"
                title="Wohnen am Mühlbach"
                lead="Am Mühlbach sollen 80 Wohnungen, eine Kita und ein Uferweg entstehen. Sagen Sie, was Ihnen wichtig ist."
            />
        }
        .into_any(),
    )]
}
