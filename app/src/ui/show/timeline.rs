//! Dated events in order: what was, what is, what comes.
//!
//! Accessibility: an ordered list; where a thing stands is said in words, the mark only repeats it.

use leptos::prelude::*;

use crate::{
    i18n::SLOT,
    ui::{Examples, MaybeText, Moment},
};

/// Where an event stands in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventState {
    /// It is over.
    Past,
    /// It is going on.
    Current,
    /// It comes.
    #[default]
    Coming,
}

/// A dated event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineEvent {
    /// What happens.
    pub title: String,
    /// When; missing where the day is not fixed yet.
    pub when: Option<Moment>,
    /// Where it stands.
    pub state: EventState,
    /// The state in words, such as „läuft jetzt“.
    pub state_text: MaybeText,
    /// A sentence more.
    pub text: MaybeText,
    /// What somebody wrote, for the slots of the text in their order.
    pub quoted: Vec<String>,
    /// Its language, where it is not the page's.
    pub quoted_lang: MaybeText,
    /// Where more is found: address and text of the link.
    pub link: Option<(String, String)>,
}

/// Dated events in order.
#[component]
pub fn Timeline(
    /// The events, earliest first.
    events: Vec<TimelineEvent>,
) -> AnyView {
    let items: Vec<_> = events
        .into_iter()
        .map(|event| {
            let (class, current) = match event.state {
                EventState::Past => ("timeline__event timeline__event--past", None),
                EventState::Current => ("timeline__event timeline__event--current", Some("step")),
                EventState::Coming => ("timeline__event", None),
            };
            view! {
                <li class=class aria-current=current>
                    <p class="timeline__title">
                        {event.title}
                        {event
                            .state_text
                            .get()
                            .map(|text| view! { <span class="timeline__state">{format!(" – {text}")}</span> })}
                    </p>
                    {event.when.map(|when| view! { <p class="timeline__when">{when.view()}</p> })}
                    {event.text.get().map(|text| view! { <p>{quoting(&text, event.quoted, event.quoted_lang)}</p> })}
                    {event.link.map(|(href, text)| view! { <p><a class="row-link" href=href>{text}</a></p> })}
                </li>
            }
        })
        .collect();
    view! { <ol class="timeline">{items}</ol> }.into_any()
}

/// A text with what somebody wrote in its [`SLOT`]s: in its own language, and never turning the text around it.
fn quoting(text: &str, quoted: Vec<String>, lang: MaybeText) -> AnyView {
    let lang = lang.get();
    let mut parts = text.split(SLOT).map(str::to_owned);
    let begin = parts.next().unwrap_or_default();
    let rest = quoted
        .into_iter()
        .zip(parts)
        .map(|(words, after)| view! { <bdi lang=lang.clone()>{words}</bdi> {after} })
        .collect_view();
    view! { {begin} {rest} }.into_any()
}

/// Examples of timelines.
pub(super) fn examples() -> Examples {
    vec![(
        "a plan's way",
        view! {
            <Timeline events=vec![
                TimelineEvent {
                    title: "Der Rat beschließt, den Plan aufzustellen".into(),
                    when: Some(Moment::new("12. März 2026", "2026-03-12")),
                    state: EventState::Past,
                    ..Default::default()
                },
                TimelineEvent {
                    title: "Sie sagen Ihre Meinung".into(),
                    when: Some(Moment::new("bis 6. Dezember 2026, 24 Uhr", "2026-12-06T23:59")),
                    state: EventState::Current,
                    state_text: "läuft jetzt".into(),
                    link: Some(("/stellungnahme".into(), "Stellungnahme schreiben".into())),
                    ..Default::default()
                },
                TimelineEvent {
                    title: "Der Rat entscheidet über jeden Punkt".into(),
                    text: "Voraussichtlich im Frühjahr 2027".into(),
                    ..Default::default()
                },
            ] />
        }
        .into_any(),
    )]
}
