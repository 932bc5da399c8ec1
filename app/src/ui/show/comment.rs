//! What people wrote to one another: contributions with their answers.
//!
//! Accessibility: each is an `article` whose heading names its author, so that listeners go from one to the next by
//! headings; answers are a list inside the one they answer, at most two steps deep so that a narrow window keeps room
//! for words.

use leptos::prelude::*;

use super::Badge;
use super::Tone;
use crate::ui::{Examples, Lang, MaybeText, Moment, UserText};

/// Who speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// A person.
    #[default]
    Person,
    /// The administration or the council.
    Official,
}

/// Which step of the page's outline a contribution's heading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Below the title of the page.
    #[default]
    Contribution,
    /// Below the contribution that it answers.
    Answer,
}

/// Contributions in order; children are [`CommentCard`]s.
#[component]
pub fn CommentThread(
    /// The contributions.
    children: Children,
) -> AnyView {
    view! { <ol class="thread">{children()}</ol> }.into_any()
}

/// One contribution.
#[component]
pub fn CommentCard(
    /// The id, for links to it.
    #[prop(into)]
    id: String,
    /// Who wrote it; a name or „Ohne Namen“.
    #[prop(into)]
    author: String,
    /// What they wrote.
    #[prop(into)]
    text: String,
    /// When.
    when: Moment,
    /// The language it is written in, where it differs from the page.
    #[prop(optional)]
    lang: Option<Lang>,
    /// Who speaks.
    #[prop(optional)]
    voice: Voice,
    /// Whether it answers another one.
    #[prop(optional)]
    depth: Depth,
    /// A note beside the name, such as „Stadtverwaltung“ or „auf der Veranstaltung gesagt“.
    #[prop(optional, into)]
    note: MaybeText,
    /// What it is about, in a line below its day.
    #[prop(optional, into)]
    about: MaybeText,
    /// What can be done with it: links, small forms.
    #[prop(optional, into)]
    acts: Option<AnyView>,
    /// Answers to it: a [`CommentThread`].
    #[prop(optional, into)]
    answers: Option<AnyView>,
) -> AnyView {
    let name_id = format!("{id}-author");
    let labelled_by = name_id.clone();
    let class = match voice {
        Voice::Person => "comment",
        Voice::Official => "comment comment--official",
    };
    let tone = match voice {
        Voice::Person => Tone::Neutral,
        Voice::Official => Tone::Info,
    };
    let author = view! { <bdi>{author}</bdi> };
    let heading = match depth {
        Depth::Contribution => view! { <h2 class="comment__author" id=name_id>{author}</h2> }.into_any(),
        Depth::Answer => view! { <h3 class="comment__author" id=name_id>{author}</h3> }.into_any(),
    };
    view! {
        <li class="thread__item">
            <article class=class id=id aria-labelledby=labelled_by>
                <header class="comment__head">
                    {heading}
                    {note.get().map(|note| view! { <Badge text=note tone /> })}
                    <p class="comment__when muted">{when.view()}</p>
                    {about.get().map(|about| view! { <p class="comment__about muted">{about}</p> })}
                </header>
                {lang
                    .map_or_else(
                        || view! { <UserText text=text.clone() /> }.into_any(),
                        |lang| view! { <UserText text=text.clone() lang /> }.into_any(),
                    )}
                {acts.map(|acts| view! { <div class="comment__acts cluster">{acts}</div> })}
            </article>
            {answers}
        </li>
    }
    .into_any()
}

/// Examples of contributions.
pub(super) fn examples() -> Examples {
    vec![(
        "thread",
        view! {
            <CommentThread>
                <CommentCard
                    id="c1"
                    author="Ohne Namen"
                    text="Wo sollen die Kinder über die Straße?\n\nEine Ampel würde helfen."
                    when=Moment::new("20. November 2026", "2026-11-20")
                    acts=view! { <a class="row-link" href="/antwort">"Antworten"</a> }.into_any()
                    answers=view! {
                        <CommentThread>
                            <CommentCard
                                id="c2"
                                author="Sabine Krüger"
                                note="Stadtplanung"
                                voice=Voice::Official
                                depth=Depth::Answer
                                text="Danke. Eine Ampel an der Mühlstraße prüfen wir gerade."
                                when=Moment::new("21. November 2026", "2026-11-21")
                            />
                        </CommentThread>
                    }
                    .into_any()
                />
                <CommentCard
                    id="c3"
                    author="أمينة"
                    text="شكرا على الشرح."
                    lang=Lang { code: "ar".into(), dir: "rtl".into() }
                    when=Moment::new("22. November 2026", "2026-11-22")
                />
            </CommentThread>
        }
        .into_any(),
    )]
}
