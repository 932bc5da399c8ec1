//! Buttons, and links that look like buttons.
//!
//! Accessibility: at least 48 px high (56 in the simple view); a button says the act, not „OK“; at most one primary
//! button on a page; never disabled.

use leptos::prelude::*;

use crate::ui::{Examples, Icon, IconView, MaybeText};

/// How much weight an act has on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one act the page is for.
    #[default]
    Primary,
    /// Another act.
    Secondary,
    /// A side act that should not draw the eye.
    Quiet,
    /// An act that takes something away.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "kern-btn kern-btn--primary",
            Self::Secondary => "kern-btn kern-btn--secondary",
            Self::Quiet => "kern-btn kern-btn--tertiary",
            Self::Danger => "kern-btn kern-btn--danger",
        }
    }
}

/// What pressing a button does by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonType {
    /// Sends its form.
    #[default]
    Submit,
    /// Nothing, until a script gives it an act.
    Button,
}

/// A button of a form.
#[component]
pub fn Button(
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// What pressing does.
    #[prop(optional)]
    button_type: ButtonType,
    /// The name sent with the form when this button was pressed.
    #[prop(optional, into)]
    name: MaybeText,
    /// The value sent with the form when this button was pressed.
    #[prop(optional, into)]
    value: MaybeText,
    /// Another address for the form.
    #[prop(optional, into)]
    formaction: MaybeText,
    /// The id of a form elsewhere on the page.
    #[prop(optional, into)]
    form: MaybeText,
    /// The id of the button.
    #[prop(optional, into)]
    id: MaybeText,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Adds what tells this button from others of the same text, for listeners only.
    #[prop(optional, into)]
    about: MaybeText,
    /// The text.
    children: Children,
) -> AnyView {
    let button_type = match button_type {
        ButtonType::Submit => "submit",
        ButtonType::Button => "button",
    };
    view! {
        <button
            class=kind.class()
            type=button_type
            id=id.get()
            name=name.get()
            value=value.get()
            formaction=formaction.get()
            form=form.get()
        >
            {icon.map(|icon| view! { <IconView icon /> })}
            <span class="kern-btn__text">{children()} {about_view(about)}</span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button: it goes to another page and changes nothing.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// The name under which the target is saved, if it is a file.
    #[prop(optional, into)]
    download: MaybeText,
    /// Whether it has the focus when the page is opened; on a page of which this is the one thing to do next.
    #[prop(optional)]
    focused: bool,
    /// Adds what tells this link from others of the same text, for listeners only.
    #[prop(optional, into)]
    about: MaybeText,
    /// The text.
    children: Children,
) -> AnyView {
    view! {
        <a class=kind.class() href=href download=download.get() autofocus=focused>
            {icon.map(|icon| view! { <IconView icon /> })}
            <span class="kern-btn__text">{children()} {about_view(about)}</span>
        </a>
    }
    .into_any()
}

/// Buttons in a row, which breaks where there is no room.
#[component]
pub fn ButtonGroup(
    /// The buttons, the weightiest first.
    children: Children,
) -> AnyView {
    view! { <div class="kern-btn-wrapper">{children()}</div> }.into_any()
}

/// Text for listeners that tells apart links or buttons of the same visible text.
pub(crate) fn about_view(about: MaybeText) -> Option<AnyView> {
    about
        .get()
        .map(|about| view! { <span class="kern-sr-only">{format!(" {about}")}</span> }.into_any())
}

/// Examples of buttons.
pub(super) fn examples() -> Examples {
    vec![
        (
            "kinds",
            view! {
                <ButtonGroup>
                    <Button>"Stellungnahme abschicken"</Button>
                    <Button kind=ButtonKind::Secondary name="act" value="save">
                        "Entwurf speichern"
                    </Button>
                    <Button kind=ButtonKind::Quiet formaction="/zurueck">
                        "Zurück"
                    </Button>
                    <Button kind=ButtonKind::Danger icon=Icon::Close>
                        "Stellungnahme zurückziehen"
                    </Button>
                </ButtonGroup>
            }
            .into_any(),
        ),
        (
            "link",
            view! {
                <LinkButton href="/stellungnahme" icon=Icon::Comment about="zum Bebauungsplan Nr. 12">
                    "Meinung sagen"
                </LinkButton>
            }
            .into_any(),
        ),
    ]
}
