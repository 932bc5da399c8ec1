//! What people wrote to one another: contributions with their answers.
//!
//! Accessibility: each is an `article` named by its author; answers are a list inside the one they answer, at most
//! two steps deep so that a narrow window keeps room for words.

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
    /// A note beside the name, such as „Stadtverwaltung“ or „auf der Veranstaltung gesagt“.
    #[prop(optional, into)]
    note: MaybeText,
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
    view! {
        <li class="thread__item">
            <article class=class id=id aria-labelledby=labelled_by>
                <header class="comment__head">
                    <p class="comment__author" id=name_id>
                        <bdi>{author}</bdi>
                    </p>
                    {note.get().map(|note| view! { <Badge text=note tone /> })}
                    <p class="muted">{when.view()}</p>
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
