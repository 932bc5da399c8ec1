//! The public record: every change, newest first.
//!
//! Invariant: an event that a newer program recorded is still shown, as a change.

use futures::future::join;
use leptos::prelude::*;
use shared::{
    api::Page,
    procedures::{Procedure, RecordEntry, ShowRecord},
};

use super::{arrive, record_joined, undrawn_procedure, way, words};
use crate::{
    context::{View, use_language, use_view},
    i18n::{msg, t},
    load::{load, path_field, query_field, show},
    routes,
    shell::PageTitle,
    ui::{EventState, PageHeading, Pagination, Timeline, TimelineEvent},
};

/// How many entries stand on a page at most: arrivals are joined already, and what else says the same is joined here.
const LIMIT: u32 = 50;
/// And in the simplified view.
const SIMPLE_LIMIT: u32 = 5;

/// The record of a procedure.
#[component]
pub fn RecordPage() -> impl IntoView {
    let language = use_language();
    let (slug, cursor) = (path_field("procedure"), query_field("cursor"));
    let limit = match use_view() {
        View::Normal => LIMIT,
        View::Simple => SIMPLE_LIMIT,
    };
    let loaded = load(
        move || (slug(), cursor()),
        move |api, (slug, cursor)| async move {
            let later = cursor.is_some();
            let asked = ShowRecord {
                procedure: slug.clone(),
                only_procedure: false,
                joined: true,
                limit: Some(limit),
                cursor,
            };
            let (procedure, page) = join(
                undrawn_procedure(&api, slug.clone(), language.code().to_owned()),
                api.call(asked),
            )
            .await;
            Ok((procedure?, page?, slug, later))
        },
    );
    show(
        loaded,
        move |(procedure, page, slug, later): (Procedure, Page<RecordEntry>, String, bool)| {
            arrive(&procedure, &slug);
            let here = routes::procedure_part(language, &procedure.slug, "record");
            let next = page
                .next
                .as_ref()
                .map(|cursor| routes::with_query(&here, &[("cursor", cursor)]));
            view! {
                <PageTitle text=format!("{} – {}", t(msg::procedures::record::title()), procedure.title)/>
                {way(Some((&procedure.title, &procedure.slug)), &t(msg::procedures::record::title()))}
                <PageHeading
                    preline=procedure.title.clone()
                    preline_lang=words::foreign(&procedure.title_language)
                    title=t(msg::procedures::record::title())
                    lead=t(msg::procedures::record::lead())
                />
                {entries(page.items)}
                <Pagination
                    label=t(msg::procedures::record::title())
                    previous=later.then_some(here)
                    previous_text=t(msg::procedures::list::first())
                    next=next
                    next_text=t(msg::procedures::record::more())
                />
            }
        },
    )
}

/// Entries below one another, neighbours that say the same as one; a sentence when there are none.
pub(super) fn entries(entries: Vec<RecordEntry>) -> AnyView {
    if entries.is_empty() {
        return view! { <p>{t(msg::procedures::record::none())}</p> }.into_any();
    }
    let language = use_language();
    let events = record_joined::joined(entries)
        .iter()
        .map(|entry| {
            let detail = entry.detail(language);
            TimelineEvent {
                title: t(entry.title()),
                when: Some(entry.when(language)),
                state: EventState::Past,
                text: detail.said.map(t).into(),
                quoted: detail.german,
                quoted_lang: words::german().into(),
                ..Default::default()
            }
        })
        .collect();
    view! { <Timeline events=events/> }.into_any()
}
