//! All words of the glossary, narrowed down by letter or by a search.

use leptos::prelude::*;
use shared::{
    glossary::{Glossary, ListGlossary, Word},
    language::Language,
};

use super::{LANGUAGE, entry, note, status};
use crate::{
    context::use_language,
    i18n::{format, msg, t},
    load::{load, query_field, show},
    routes,
    shell::PageTitle,
    ui::{FilterBar, InputType, Notice, PageHeading, TextField},
};

/// With which letter it begins: all words together would be a hundred screens.
const FIRST: &str = "A";

/// The page. `?letter=B` and `?search=plan` choose its words; without them it begins with the first letter.
#[component]
pub fn GlossaryPage() -> impl IntoView {
    let (letter, search) = (query_field("letter"), query_field("search"));
    let read = load(
        move || (letter(), search()),
        move |api, (letter, search)| async move {
            let is_narrowed = letter.is_some() || search.is_some();
            let letter = if is_narrowed {
                letter
            } else {
                Some(FIRST.to_owned())
            };
            let mut asked = ListGlossary { letter, search };
            let mut found = api.call(asked.clone()).await?;
            if !is_narrowed && found.words.is_empty() {
                asked.letter = found.letters.first().cloned();
                found = api.call(asked.clone()).await?;
            }
            Ok((found, asked, is_narrowed))
        },
    );
    show(
        read,
        |(found, asked, is_narrowed): (Glossary, ListGlossary, bool)| {
            let ListGlossary { letter, search } = asked;
            page(
                found,
                &letter.unwrap_or_default(),
                &search.unwrap_or_default(),
                is_narrowed,
            )
        },
    )
}

fn page(found: Glossary, letter: &str, search: &str, is_narrowed: bool) -> AnyView {
    use msg::glossary;
    let here = routes::glossary(use_language());
    let german = matches!(use_language(), Language::German | Language::SimpleGerman);
    let foreign = (!german).then(|| view! { <p>{t(glossary::german_only())}</p> });
    let number = u64::try_from(found.words.len()).unwrap_or(u64::MAX);
    let typed = search.to_owned();
    let letters = letters(&here, &found.letters, letter);
    let list = if found.words.is_empty() {
        view! { <Notice title=t(glossary::found(0))><p>{t(glossary::none_text())}</p></Notice> }.into_any()
    } else {
        let is_tested = found.approved > 0;
        let words = found.words.iter().map(|one| word(one, is_tested)).collect_view();
        view! {
            <h2>{t(glossary::found(number))}</h2>
            <dl class="words easy" lang=LANGUAGE>{words}</dl>
        }
        .into_any()
    };
    view! {
        <PageTitle text=t(glossary::title())/>
        <PageHeading title=t(glossary::title()) lead=t(glossary::lead(i64::from(found.total)))/>
        {foreign}
        {how_far(found.approved)}
        <FilterBar
            action=here.clone()
            label=t(glossary::filter())
            apply=t(msg::common::apply())
            reset=is_narrowed.then(|| t(msg::common::reset()))
        >
            <TextField label=t(glossary::search()) name="search" input_type=InputType::Search value=typed/>
        </FilterBar>
        {letters}
        {list}
    }
    .into_any()
}

/// The letters with which words begin, as links.
pub fn letters(path: &str, all: &[String], chosen: &str) -> AnyView {
    let links = all
        .iter()
        .map(|one| {
            let href = routes::with_query(path, &[("letter", one)]);
            let current = (one == chosen).then_some("true");
            view! { <li><a class="row-link" href=href aria-current=current>{one.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <nav aria-label=t(msg::glossary::letters())>
            <ul class="explanations">{links}</ul>
        </nav>
    }
    .into_any()
}

/// What a group has tested of all words.
fn how_far(approved: u32) -> AnyView {
    use msg::glossary;
    if approved == 0 {
        return view! { <p>{t(glossary::not_tested())}</p> }.into_any();
    }
    view! { <p>{t(glossary::status())}" "{t(glossary::agreed(u64::from(approved)))}</p> }.into_any()
}

/// A word with everything that is known of it. Where no word was tested the page says it once for all (`is_tested`).
fn word(word: &Word, is_tested: bool) -> AnyView {
    use msg::glossary;
    let office = (word.parted != word.term).then(|| note(t(glossary::office(word.term.clone()))));
    let others = (!word.others.is_empty()).then(|| {
        let others = format::series(&word.others, use_language());
        note(t(glossary::others(others)))
    });
    let prefer = (!word.prefer.is_empty()).then(|| note(t(glossary::prefer(word.prefer.clone()))));
    let status = (is_tested || word.reworded).then(|| note(status(word)));
    view! {
        {entry(word)}
        {office}
        {others}
        {prefer}
        {status}
    }
    .into_any()
}
