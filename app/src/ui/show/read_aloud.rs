//! The bar that reads a page aloud, sentence by sentence, with the words marked that are spoken.
//!
//! Invariants: the voice is one that the device itself has, because a remote one would be told what is read; nothing
//! is read before somebody asked for it. `app/read-aloud.js` does it and shows the bar where there is such a voice, so
//! that the bar is hidden without script.
//!
//! Accessibility: plain buttons with words; what changes is said in them, not by a message that would be read twice. Only
//! that parts are left out is a message.

use leptos::prelude::*;

use crate::ui::Examples;

/// The words of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAloudWords {
    /// The name of the bar, such as „Seite vorlesen“.
    pub name: String,
    /// „Vorlesen“.
    pub start: String,
    /// „Pause“.
    pub pause: String,
    /// „Weiterlesen“.
    pub go_on: String,
    /// „Beenden“.
    pub stop: String,
    /// That parts in other languages are left out, for which the device has no voice.
    pub left_out: String,
}

/// Whether the bar is shown at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Hidden until the script found a voice.
    #[default]
    Unknown,
    /// Ready, as the script shows it where there is a voice.
    Ready,
    /// Reading, as the script shows it after the start.
    Going,
}

/// The bar that reads a page aloud.
#[component]
pub fn ReadAloudBar(
    /// Its words.
    words: ReadAloudWords,
    /// Whether it is shown at first.
    #[prop(optional)]
    reading: Reading,
) -> AnyView {
    let going = reading == Reading::Going;
    let button = |act: &'static str, text: String, hidden: bool| {
        view! {
            <button class="kern-btn kern-btn--tertiary" type="button" data-read=act hidden=hidden>
                {text}
            </button>
        }
    };
    view! {
        <div class="read-aloud" role="group" aria-label=words.name hidden=reading == Reading::Unknown data-read-aloud>
            {button("start", words.start, going)} {button("pause", words.pause, !going)}
            {button("go-on", words.go_on, true)} {button("stop", words.stop, !going)}
            <p role="status"><span data-read-left-out hidden=true>{words.left_out}</span></p>
        </div>
    }
    .into_any()
}

/// Examples of the bar.
pub(super) fn examples() -> Examples {
    let words = || ReadAloudWords {
        name: "Seite vorlesen".into(),
        start: "Vorlesen".into(),
        pause: "Pause".into(),
        go_on: "Weiterlesen".into(),
        stop: "Beenden".into(),
        left_out: "Für Teile in anderen Sprachen hat Ihr Gerät keine Stimme. Wir lassen sie aus.".into(),
    };
    vec![
        ("no voice", view! { <ReadAloudBar words=words() /> }.into_any()),
        (
            "ready",
            view! { <ReadAloudBar words=words() reading=Reading::Ready /> }.into_any(),
        ),
        (
            "reading",
            view! { <ReadAloudBar words=words() reading=Reading::Going /> }.into_any(),
        ),
    ]
}
