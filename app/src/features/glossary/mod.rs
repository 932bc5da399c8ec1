//! The glossary of easy language: a page with all words, and the words of a text explained below it.
//!
//! Accessibility: no tooltip; a word in a text leads to its explanation, the explanation leads back, and on paper both
//! are there. Invariant: what no group has tested is called a proposal.

mod page;

pub use page::GlossaryPage;

use leptos::prelude::*;
use shared::glossary::Word;

use crate::{
    context::use_language,
    i18n::{msg, t},
    routes,
};

/// The language of words and explanations.
const LANGUAGE: &str = "de-simple";

/// The difficult words of the texts above, explained; nothing where there are none.
pub fn explained(words: Vec<Word>) -> Option<AnyView> {
    if words.is_empty() {
        return None;
    }
    let proposed = words
        .iter()
        .any(|word| word.approved.is_none())
        .then(|| view! { <p class="muted">{t(msg::glossary::not_tested())}</p> });
    let items = words
        .into_iter()
        .map(|word| {
            let back = format!("#use-{}", word.id);
            let about = word.parted.clone();
            view! {
                {entry(&word)}
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
