//! All languages of the interface and how far each is.
//!
//! Invariant: what no native speaker has reviewed says so; `de-simple` is called einfache Sprache until a group of
//! people with learning difficulties has tested it (DIN SPEC 33429).

use leptos::prelude::*;
use shared::{
    language::Language,
    languages::{LanguageStatus, Languages, ListLanguages, PartStatus},
};

use crate::{
    context::use_language,
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
    let columns = vec![
        Column::text(t(languages::language())),
        Column::text(t(languages::texts())),
        Column::text(t(languages::reviewed())),
    ];
    let rows = found.languages.iter().filter_map(row).collect_view();
    let parts = found
        .languages
        .into_iter()
        .find(|status| status.code == here.code())
        .map(parts);
    view! {
        <PageTitle text=t(languages::title())/>
        <PageHeading title=t(languages::title()) lead=t(languages::lead(number))/>
        <Table caption=t(languages::all()) id="languages" columns>{rows}</Table>
        {parts}
        {german_is_binding()}
        <p>{t(languages::mistake())}</p>
    }
    .into_any()
}

fn row(status: &LanguageStatus) -> Option<AnyView> {
    let language = Language::from_code(&status.code)?;
    let (code, dir) = (language.code(), language.direction().as_str());
    Some(
        view! {
            <tr>
                <th scope="row">
                    <a class="row-link" href=routes::languages(language) lang=code hreflang=code dir=dir rel="external">
                        {language.own_name()}
                    </a>
                </th>
                <td>{count(status.texts())}</td>
                <td>{reviewed(status, language)}</td>
            </tr>
        }
        .into_any(),
    )
}

fn count((done, all): (u32, u32)) -> String {
    t(msg::layout::languages::texts_of(i64::from(done), i64::from(all)))
}

/// What the whole language may claim: the last review of its parts, once all of them were reviewed.
fn reviewed(status: &LanguageStatus, language: Language) -> String {
    let last = status.parts.iter().max_by_key(|part| part.reviewed_on);
    match last.filter(|_| status.is_reviewed()) {
        Some(part) => review_of(part, language),
        None => t(not_reviewed(language)),
    }
}

fn review_of(part: &PartStatus, language: Language) -> String {
    match part.reviewed_on {
        Some(on) => t(msg::layout::languages::reviewed_by(part.reviewed_by.clone(), on)),
        None => t(not_reviewed(language)),
    }
}

fn not_reviewed(language: Language) -> Msg {
    match language {
        Language::SimpleGerman => msg::layout::languages::not_tested(),
        _ => msg::layout::languages::not_reviewed(),
    }
}

/// The parts of the language that is being read.
fn parts(status: LanguageStatus) -> AnyView {
    use msg::layout::languages;
    let language = Language::from_code(&status.code).unwrap_or_default();
    let columns = vec![
        Column::text(t(languages::part())),
        Column::text(t(languages::texts())),
        Column::text(t(languages::written())),
        Column::text(t(languages::reviewed())),
    ];
    let rows = status
        .parts
        .into_iter()
        .map(|part| {
            view! {
                <tr>
                    <th scope="row">{part_name(&part.part)}</th>
                    <td>{count((part.done, part.all))}</td>
                    <td dir="auto">{part.written_by.clone()}</td>
                    <td>{review_of(&part, language)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Details summary=t(languages::parts())>
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
