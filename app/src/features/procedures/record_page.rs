//! The public record: every change, newest first.
//!
//! Invariant: an event that a newer program recorded is still shown, as a change.

use leptos::prelude::*;
use shared::{
    api::Page,
    procedures::{Procedure, RecordEntry, ShowRecord},
    record::EventKind,
};

use super::{follow_rename, record_words, slim_procedure, way, words};
use crate::{
    context::{View, use_language, use_view},
    i18n::{format, msg, t},
    load::{load, path_field, query_field, show},
    local_time::local,
    routes,
    shell::PageTitle,
    ui::{EventState, Moment, PageHeading, Pagination, Timeline, TimelineEvent},
};

/// How many entries stand on a page.
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
            let procedure = slim_procedure(&api, slug.clone(), language.code().to_owned()).await?;
            let later = cursor.is_some();
            let page = api
                .call(ShowRecord {
                    procedure: procedure.slug.clone(),
                    limit: Some(limit),
                    cursor,
                })
                .await?;
            Ok((
                Procedure {
                    drawing: None,
                    ..procedure
                },
                page,
                slug,
                later,
            ))
        },
    );
    show(
        loaded,
        move |(procedure, page, slug, later): (Procedure, Page<RecordEntry>, String, bool)| {
            follow_rename(&procedure, &slug, "record");
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

/// Entries below one another; a sentence when there are none.
pub(super) fn entries(entries: Vec<RecordEntry>) -> AnyView {
    if entries.is_empty() {
        return view! { <p>{t(msg::procedures::record::none())}</p> }.into_any();
    }
    let events = entries
        .into_iter()
        .map(|entry| {
            let at = local(entry.at);
            let number = entry
                .statement
                .map(|number| t(msg::procedures::record::number(i64::from(number))));
            let kind = EventKind::from_word(&entry.kind);
            TimelineEvent {
                title: t(kind.map_or_else(msg::procedures::record::other, |kind| {
                    record_words::sentence(kind, &entry.data)
                })),
                when: Some(Moment::new(
                    format::date_time(at, use_language()),
                    entry.at.to_rfc3339(),
                )),
                state: EventState::Past,
                text: number.or_else(|| record_words::detail(&entry.data).map(t)).into(),
                ..Default::default()
            }
        })
        .collect();
    view! { <Timeline events=events/> }.into_any()
}
