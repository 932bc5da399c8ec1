//! A question that must be answered before going on, by the browser's own `<dialog>`.
//!
//! Accessibility: a script opens it with `showModal()`, so focus, Esc and what lies behind are the browser's work.
//! Without script the link that would open it leads to a page with the same question; so a dialog never holds
//! something that cannot be reached otherwise.

use leptos::prelude::*;

use crate::ui::{Examples, Icon, IconView};

/// Whether the dialog is shown by the server, as part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogState {
    /// A script opens it.
    #[default]
    Closed,
    /// It is shown in its place, without covering the page.
    Shown,
}

/// A question to be answered first.
#[component]
pub fn Dialog(
    /// The id, for the script that opens it; its title is `<id>-title`.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    title: String,
    /// The name of the button that closes it, „Schließen“.
    #[prop(into)]
    close: String,
    /// Whether it is shown at first.
    #[prop(optional)]
    state: DialogState,
    /// The buttons or links of the answer.
    #[prop(into)]
    acts: AnyView,
    /// What must be known to answer.
    children: Children,
) -> AnyView {
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    view! {
        <dialog class="kern-dialog" id=id aria-labelledby=labelled_by open=state == DialogState::Shown>
            <div class="kern-dialog__header">
                <h2 class="kern-title" id=title_id tabindex="-1">
                    {title}
                </h2>
                <form method="dialog">
                    <button class="kern-dialog__close" type="submit">
                        <IconView icon=Icon::Close />
                        <span class="kern-sr-only">{close}</span>
                    </button>
                </form>
            </div>
            <div class="kern-dialog__body stack">{children()}</div>
            <div class="kern-dialog__footer kern-btn-wrapper">{acts}</div>
        </dialog>
    }
    .into_any()
}

/// Examples of dialogs.
pub(super) fn examples() -> Examples {
    use crate::ui::{Button, ButtonKind, LinkButton};
    vec![(
        "shown in the page",
        view! {
            <Dialog
                id="withdraw"
                title="Stellungnahme zurückziehen?"
                close="Schließen"
                state=DialogState::Shown
                acts=view! {
                    <Button kind=ButtonKind::Danger>"Zurückziehen"</Button>
                    <LinkButton href="/stellungnahme/1" kind=ButtonKind::Secondary>
                        "Behalten"
                    </LinkButton>
                }
                .into_any()
            >
                <p>"Sie wird dann nicht geprüft und nicht beantwortet."</p>
            </Dialog>
        }
        .into_any(),
    )]
}
