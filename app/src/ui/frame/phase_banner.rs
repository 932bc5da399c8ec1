//! What is possible now, and until when.
//!
//! Accessibility: plain words first; colour and icon only repeat them. The time is a `<time>`.

use leptos::prelude::*;

use crate::ui::{Examples, Icon, IconView, MaybeText, Moment};

/// Where a phase stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhaseState {
    /// It has not begun.
    Before,
    /// It is going on.
    #[default]
    Open,
    /// It is over.
    After,
}

/// What is possible now.
#[component]
pub fn PhaseBanner(
    /// Where the phase stands.
    state: PhaseState,
    /// What is possible now, for example „Sie können jetzt Ihre Meinung sagen“.
    #[prop(into)]
    title: String,
    /// Until or from when, for example „Noch 12 Tage: bis 6. Dezember 2026, 24 Uhr“.
    #[prop(optional, into)]
    when: Option<Moment>,
    /// A sentence on what that means or what comes next.
    #[prop(optional, into)]
    text: MaybeText,
    /// The act, usually a link that looks like a button.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let (class, icon) = match state {
        PhaseState::Before => ("phase-banner phase-banner--before", Icon::Calendar),
        PhaseState::Open => ("phase-banner phase-banner--open", Icon::Comment),
        PhaseState::After => ("phase-banner phase-banner--after", Icon::Check),
    };
    view! {
        <div class=class>
            <IconView icon />
            <div class="phase-banner__words">
                <p class="phase-banner__title">{title}</p>
                {when.map(|when| view! { <p class="phase-banner__when">{when.view()}</p> })}
                {text.get().map(|text| view! { <p>{text}</p> })}
            </div>
            {children.map(|children| view! { <div class="phase-banner__act">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// Examples of phases.
pub(super) fn examples() -> Examples {
    use crate::ui::LinkButton;
    vec![
        (
            "open",
            view! {
                <PhaseBanner
                    state=PhaseState::Open
                    title="Sie können jetzt Ihre Meinung sagen"
                    when=Moment::new("Noch 12 Tage: bis Sonntag, 6. Dezember 2026, 24 Uhr", "2026-12-06T23:59")
                    text="Jede Stellungnahme wird gelesen, vom Rat entschieden und beantwortet."
                >
                    <LinkButton href="/stellungnahme">"Meinung sagen"</LinkButton>
                </PhaseBanner>
            }
            .into_any(),
        ),
        (
            "before",
            view! {
                <PhaseBanner
                    state=PhaseState::Before
                    title="Die Beteiligung beginnt am 2. November 2026"
                    text="Die Unterlagen können Sie schon lesen."
                />
            }
            .into_any(),
        ),
        (
            "after",
            view! {
                <PhaseBanner
                    state=PhaseState::After
                    title="Die Beteiligung ist beendet"
                    when=Moment::new("Seit 6. Dezember 2026", "2026-12-06")
                    text="Die Verwaltung prüft 214 Stellungnahmen. Im Frühjahr 2027 entscheidet der Rat."
                />
            }
            .into_any(),
        ),
    ]
}
