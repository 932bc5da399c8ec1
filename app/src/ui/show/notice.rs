//! A message in the flow of a page.
//!
//! Accessibility: what is there when the page loads is no alert; `role="alert"` only for a message that appears
//! later, `role="status"` for the answer to an act that went well. The answer to an act that led to another page takes
//! the focus there, with script or without (`autofocus`), like what went wrong.

use leptos::prelude::*;

use crate::ui::{Examples, Icon, IconView, MaybeText};

/// The tone of a message, a state or a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Neutral,
    /// Worth knowing.
    Info,
    /// Something went well.
    Success,
    /// Something needs care.
    Warning,
    /// Something went wrong or is over.
    Danger,
}

impl Tone {
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    pub(crate) fn icon(self) -> Icon {
        match self {
            Self::Neutral | Self::Info => Icon::Info,
            Self::Success => Icon::Success,
            Self::Warning => Icon::Warning,
            Self::Danger => Icon::Danger,
        }
    }
}

/// Whether a message is spoken when it appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Live {
    /// Read in its place.
    #[default]
    No,
    /// Spoken when there is a pause.
    Polite,
    /// Spoken at once.
    Alert,
}

/// A message with a heading.
#[component]
pub fn Notice(
    /// What it is about, in a few words.
    #[prop(into)]
    title: String,
    /// Its tone.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// Whether it is spoken when it appears.
    #[prop(optional)]
    live: Live,
    /// Whether it takes the focus when the page is loaded: the answer to what was done on the page before.
    #[prop(optional)]
    focused: bool,
    /// The id, for links to it.
    #[prop(optional, into)]
    id: MaybeText,
    /// More; block content such as paragraphs.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let role = match live {
        Live::No => None,
        Live::Polite => Some("status"),
        Live::Alert => Some("alert"),
    };
    view! {
        <div class=format!("kern-alert kern-alert--{}", tone.suffix()) role=role id=id.get()>
            <div class="kern-alert__header">
                <IconView icon=tone.icon() />
                <p class="kern-title" tabindex=focused.then_some("-1") autofocus=focused>{title}</p>
            </div>
            {children.map(|children| view! { <div class="kern-alert__body stack stack--small">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// Examples of messages.
pub(super) fn examples() -> Examples {
    vec![
        (
            "information",
            view! {
                <Notice title="Sie brauchen kein Konto.">
                    <p>"Ihre Stellungnahme zählt auch ohne Namen."</p>
                </Notice>
            }
            .into_any(),
        ),
        (
            "success",
            view! { <Notice tone=Tone::Success title="Ihr Entwurf ist gespeichert." live=Live::Polite /> }
                .into_any(),
        ),
        (
            "warning",
            view! {
                <Notice tone=Tone::Warning title="Noch zwei Tage">
                    <p>"Bis Freitag, 27. November 2026, 24 Uhr können Sie Ihre Stellungnahme ändern."</p>
                </Notice>
            }
            .into_any(),
        ),
        (
            "danger",
            view! { <Notice tone=Tone::Danger title="Die Frist ist vorbei." /> }.into_any(),
        ),
    ]
}
