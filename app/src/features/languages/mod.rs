//! All languages of the interface and how far each is.
//!
//! Invariant: what no native speaker has reviewed says so; `de-simple` is called einfache Sprache until a group of
//! people with learning difficulties has tested it (DIN SPEC 33429).

use leptos::prelude::*;
use shared::{
    language::Language,
    languages::{LanguageStatus, Languages, ListLanguages, PartStatus},
    organisations::PageKind,
};

use crate::{
    context::use_language,
    features::organisations::page_name,
    i18n::{Msg, msg, t},
    layout::german_is_binding,
    load::{load, show},
    routes,
    shell::PageTitle,
    ui::{Column, Details, PageHeading, Table},
};

/// The page.
#[component]
pub fn LanguagesPage() -> impl IntoView {
    let read = load(|| (), |api, ()| async move { api.call(ListLanguages {}).await });
    show(read, page)
}

fn page(found: Languages) -> AnyView {
    use msg::layout::languages;
    let here = use_language();
    let number = i64::try_from(found.languages.len()).unwrap_or_default();
    let is_any_reviewed = found.languages.iter().any(LanguageStatus::is_reviewed);
    let mut columns = vec![
        Column::text(t(languages::language())),
        Column::text(t(languages::texts())),
    ];
    if is_any_reviewed {
        columns.push(Column::text(t(languages::reviewed())));
    }
    let rows = found
        .languages
        .iter()
        .filter_map(|status| row(status, is_any_reviewed))
        .collect_view();
    // Said once: in each row it would bury the exceptions.
    let unreviewed = (!found.languages.iter().all(LanguageStatus::is_reviewed))
        .then(|| view! { <p>{t(languages::unreviewed())}</p> });
    let contact = routes::page(here, PageKind::Contact);
    let parts = found
        .languages
        .into_iter()
        .find(|status| status.code == here.code())
        .map(parts);
    view! {
        <PageTitle text=t(languages::title())/>
        <PageHeading title=t(languages::title()) lead=t(languages::lead(number))/>
        <Table caption=t(languages::all()) id="languages" columns>{rows}</Table>
        {unreviewed}
        {parts}
        {german_is_binding()}
        <p>{t(languages::mistake())} " " <a href=contact>{page_name(PageKind::Contact)}</a></p>
    }
    .into_any()
}

/// A language; `is_any_reviewed` says whether the table has a column for reviews.
fn row(status: &LanguageStatus, is_any_reviewed: bool) -> Option<AnyView> {
    let language = Language::from_code(&status.code)?;
    let (code, dir) = (language.code(), language.direction().as_str());
    let reviewed = is_any_reviewed.then(|| view! { <td>{reviewed(status)}</td> });
    Some(
        view! {
            <tr>
                <th scope="row">
                    <a class="row-link" href=routes::languages(language) lang=code hreflang=code dir=dir rel="external">
                        {language.own_name()}
                    </a>
                </th>
                <td>{count(status.texts())}</td>
                {reviewed}
            </tr>
        }
        .into_any(),
    )
}

fn count((done, all): (u32, u32)) -> String {
    t(msg::layout::languages::texts_of(i64::from(done), i64::from(all)))
}

/// What the whole language may claim: the last review of its parts, once all of them were reviewed.
fn reviewed(status: &LanguageStatus) -> Option<String> {
    let last = status.parts.iter().max_by_key(|part| part.reviewed_on);
    last.filter(|_| status.is_reviewed()).and_then(review_of)
}

fn review_of(part: &PartStatus) -> Option<String> {
    let on = part.reviewed_on?;
    Some(t(msg::layout::languages::reviewed_by(
        part.reviewed_by.clone(),
        on,
    )))
}

fn not_reviewed(language: Language) -> Msg {
    match language {
        Language::SimpleGerman => msg::layout::languages::not_tested(),
        _ => msg::layout::languages::not_reviewed(),
    }
}

/// The parts of the language that is being read. What is the same of all stands once, not in each row.
fn parts(status: LanguageStatus) -> AnyView {
    use msg::layout::languages;
    let language = Language::from_code(&status.code).unwrap_or_default();
    let writer = status.parts.first().map(|part| part.written_by.clone());
    let writer = writer.filter(|writer| status.parts.iter().all(|part| part.written_by == *writer));
    let is_any_reviewed = status.parts.iter().any(|part| part.reviewed_on.is_some());
    let is_reviewed = status.is_reviewed();
    let mut columns = vec![
        Column::text(t(languages::part())),
        Column::text(t(languages::texts())),
    ];
    if writer.is_none() {
        columns.push(Column::text(t(languages::written())));
    }
    if is_any_reviewed {
        columns.push(Column::text(t(languages::reviewed())));
    }
    let rows = status
        .parts
        .into_iter()
        .map(|part| {
            let written = writer
                .is_none()
                .then(|| view! { <td dir="auto">{part.written_by.clone()}</td> });
            let reviewed = is_any_reviewed.then(|| view! { <td>{review_of(&part)}</td> });
            view! {
                <tr>
                    <th scope="row">{part_name(&part.part)}</th>
                    <td>{count((part.done, part.all))}</td>
                    {written}
                    {reviewed}
                </tr>
            }
        })
        .collect_view();
    let written = writer.map(|writer| view! { <p>{t(languages::written())} ": " <bdi>{writer}</bdi></p> });
    let unreviewed = (!is_reviewed).then(|| view! { <p>{t(not_reviewed(language))}</p> });
    view! {
        <Details summary=t(languages::parts())>
            {written}
            {unreviewed}
            <Table caption=language.own_name() id="parts" columns>{rows}</Table>
        </Details>
    }
    .into_any()
}

/// What a part is for; a new part shows its own name until it gets one.
fn part_name(part: &str) -> String {
    use msg::layout::parts;
    t(match part {
        "accessibility" => msg::layout::footer::accessibility(),
        "admin" => parts::admin(),
        "assessment" => parts::assessment(),
        "common" | "layout" => parts::frame(),
        "device" => msg::device::offline::title(),
        "easy_language" => parts::easy_language(),
        "errors" => parts::errors(),
        "exports" | "exports_documents" => parts::exports(),
        "glossary" => parts::glossary(),
        "identity" => parts::identity(),
        "mail" | "mail_reply" => parts::mail(),
        "procedures" => parts::procedures(),
        "receipts" => parts::receipts(),
        "statements" => parts::statements(),
        "videos" => msg::layout::footer::sign_language(),
        "working_copies" => parts::working_copies(),
        other => return other.to_owned(),
    })
}
