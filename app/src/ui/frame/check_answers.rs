//! A page that reads all answers back before they are sent (GOV.UK "Check answers").
//!
//! Accessibility: nothing is sent by arriving here, and every answer can be changed (WCAG 3.3.4, 3.3.6); the act comes
//! after everything that it sends, so that a listener heard it all.

use leptos::prelude::*;

use crate::ui::{
    Button, ButtonGroup, ButtonKind, Examples, LinkButton, MaybeText, PageHeading, SummaryList, SummaryRow,
};

/// Title, answers, and the act.
#[component]
pub fn CheckAnswers(
    /// The title of the page.
    #[prop(into)]
    title: String,
    /// A word above, such as „Schritt 5 von 5“.
    #[prop(optional, into)]
    preline: MaybeText,
    /// The language of the word above, where it differs from the page.
    #[prop(optional, into)]
    preline_lang: MaybeText,
    /// That nothing is sent yet.
    #[prop(optional, into)]
    lead: MaybeText,
    /// The answers, in the order of the questions.
    rows: Vec<SummaryRow>,
    /// The form with the act.
    children: Children,
) -> AnyView {
    view! {
        <PageHeading preline preline_lang title lead />
        <SummaryList rows />
        {children()}
    }
    .into_any()
}

/// Examples of reading back.
pub(super) fn examples() -> Examples {
    vec![(
        "before sending",
        view! {
            <div class="stack">
                <CheckAnswers
                    title="Stimmt alles?"
                    preline="Schritt 5 von 5"
                    lead="Noch ist nichts abgeschickt."
                    rows=vec![
                        SummaryRow::text("Worum es geht", "Fläche WA 2, Uferweg").with_change("/ort", "Ändern"),
                        SummaryRow::text("Ihr Text", "Bitte erhalten Sie die alten Weiden.").with_change("/text", "Ändern"),
                    ]
                >
                    <form method="post" action="/absenden">
                        <ButtonGroup>
                            <Button>"Jetzt absenden"</Button>
                            <LinkButton href="/entwurf" kind=ButtonKind::Secondary>
                                "Zurück"
                            </LinkButton>
                        </ButtonGroup>
                    </form>
                </CheckAnswers>
            </div>
        }
        .into_any(),
    )]
}
