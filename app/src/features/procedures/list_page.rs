//! All procedures, narrowed down by where they stand, a page at a time.

use leptos::prelude::*;
use shared::procedures::{ListProcedures, State};

use super::{
    start_page::{CHOICES, cards},
    way, words,
};
use crate::{
    context::{View, use_language, use_site, use_view},
    i18n::{msg, t},
    load::{load, query_field, show},
    routes,
    shell::PageTitle,
    ui::{Choice, FilterBar, Notice, PageHeading, Pagination, Select},
};

/// How many procedures stand on a page.
const LIMIT: u32 = 20;

/// All published procedures.
#[component]
pub fn ProceduresPage() -> impl IntoView {
    let language = use_language();
    let (state, cursor) = (query_field("state"), query_field("cursor"));
    let state = move || {
        state().and_then(|word| {
            State::ALL
                .into_iter()
                .find(|state| words::state_word(*state) == word)
        })
    };
    let simple = use_view() == View::Simple;
    let limit = if simple {
        u32::try_from(CHOICES).unwrap_or(LIMIT)
    } else {
        LIMIT
    };
    let list = load(
        move || (state().map(words::state_word), cursor()),
        move |api, (word, cursor)| async move {
            let state = State::ALL
                .into_iter()
                .find(|state| Some(words::state_word(*state)) == word);
            let language = Some(language.code().to_owned());
            let page = api
                .call(ListProcedures {
                    state,
                    language,
                    limit: Some(limit),
                    cursor: cursor.clone(),
                    bbox: None,
                })
                .await?;
            Ok((page, word.unwrap_or_default().to_owned(), cursor.is_some()))
        },
    );
    show(list, move |(page, word, later): (_, String, bool)| {
        let page: shared::api::Page<shared::procedures::ProcedureSummary> = page;
        let address = |cursor: &str| {
            routes::with_query(
                &routes::procedures(language),
                &[("state", &word), ("cursor", cursor)],
            )
        };
        let next = page.next.as_ref().map(|cursor| address(cursor));
        let previous = later.then(|| address(""));
        let choices = State::ALL
            .into_iter()
            .map(|state| Choice::new(words::state_word(state), words::state(state)))
            .collect();
        // Without any procedure there is nothing to choose from.
        let is_bare = page.items.is_empty() && word.is_empty() && !later;
        let list = if is_bare {
            view! {
                <Notice title=t(msg::procedures::list::not_yet())>
                    <p>{t(msg::procedures::list::not_yet_text())}</p>
                </Notice>
            }
            .into_any()
        } else if page.items.is_empty() {
            view! {
                <Notice title=t(msg::procedures::list::none())>
                    <p>{t(msg::procedures::list::none_text())}</p>
                </Notice>
            }
            .into_any()
        } else {
            // The cards' headings are of the third level.
            let heading = t(msg::procedures::list::title());
            let cards = cards(page.items, use_site().today);
            view! { <h2 class="kern-sr-only">{heading}</h2> {cards} }.into_any()
        };
        view! {
            <PageTitle text=t(msg::procedures::list::title())/>
            {way(None, &t(msg::procedures::list::title()))}
            <PageHeading title=t(msg::procedures::list::title())/>
            {(!simple && !is_bare).then(|| view! { <FilterBar
                action=routes::procedures(language)
                label=t(msg::procedures::list::filter())
                apply=t(msg::common::apply())
                reset=(!word.is_empty()).then(|| t(msg::common::reset()))
            >
                <Select
                    label=t(msg::procedures::list::state())
                    name="state"
                    choices=choices
                    value=word.clone()
                    empty=t(msg::procedures::list::all_states())
                />
            </FilterBar> })}
            {list}
            <Pagination
                label=t(msg::procedures::list::pages())
                previous=previous
                previous_text=t(msg::procedures::list::first())
                next=next
                next_text=t(msg::procedures::list::more())
            />
        }
    })
}
