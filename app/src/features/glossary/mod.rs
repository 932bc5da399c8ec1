//! The glossary of easy language: a page with all words, and the words of a text explained below it. The pages on which
//! staff agree the explanations with a group of readers are those of `easy_language`.
//!
//! Accessibility: no tooltip; a word in a text leads to its explanation, the explanation leads back, and on paper both
//! are there. Invariant: what no group has tested is called a proposal.

mod page;

pub use page::{GlossaryPage, letters};

use leptos::prelude::*;
use shared::glossary::{Approval, Word};

use crate::{
    context::use_language,
    i18n::{msg, t},
    routes,
};

/// The language of words and explanations.
pub const LANGUAGE: &str = "de-simple";

/// The difficult words of the texts above, explained; nothing where there are none.
pub fn explained(words: Vec<Word>) -> Option<AnyView> {
    if words.is_empty() {
        return None;
    }
    let tested = words.iter().filter(|word| word.approved.is_some()).count();
    let proposed = if tested == 0 {
        Some(msg::glossary::not_tested())
    } else if tested < words.len() {
        Some(msg::glossary::partly_tested())
    } else {
        None
    }
    .map(|text| view! { <p class="muted">{t(text)}</p> });
    let items = words
        .into_iter()
        .map(|word| {
            let back = format!("#use-{}", word.id);
            let about = word.parted.clone();
            let agreed = word.approved.as_ref().map(agreed).map(note);
            view! {
                {entry(&word)}
                {agreed}
                <dd>
                    <a class="row-link" href=back>
                        {t(msg::glossary::back())}
                        <span class="kern-sr-only">": " {about}</span>
                    </a>
                </dd>
            }
        })
        .collect_view();
    let all = routes::glossary(use_language());
    Some(
        view! {
            <section class="easy stack" aria-labelledby="words">
                <h2 id="words">{t(msg::glossary::title())}</h2>
                <dl class="words" lang=LANGUAGE>{items}</dl>
                {proposed}
                <p><a class="row-link" href=all>{t(msg::glossary::all())}</a></p>
            </section>
        }
        .into_any(),
    )
}

/// A word and what it means.
fn entry(word: &Word) -> AnyView {
    view! {
        <dt id=format!("word-{}", word.id)>{word.parted.clone()}</dt>
        <dd inner_html=word.explanation_html.clone()></dd>
    }
    .into_any()
}

/// Who agreed to an explanation and when, in words.
fn agreed(approval: &Approval) -> String {
    t(msg::glossary::approved(approval.by.clone(), approval.on))
}

/// What is said about a word, in the page's language.
fn note(text: String) -> AnyView {
    let here = use_language().code();
    view! { <dd class="muted" lang=here>{text}</dd> }.into_any()
}

/// How far a word is: who agreed to it, or whose proposal it is.
pub fn status(word: &Word) -> String {
    match &word.approved {
        Some(approval) => agreed(approval),
        None if word.reworded => t(msg::glossary::proposed_here()),
        None => t(msg::glossary::proposed()),
    }
}
