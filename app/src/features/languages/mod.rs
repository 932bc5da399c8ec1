//! All languages of the interface and how far each is.
//!
//! Invariant: what no native speaker has reviewed says so; `de-simple` is called einfache Sprache until a group of
//! people with learning difficulties has tested it (DIN SPEC 33429).

use leptos::prelude::*;
use shared::{
    language::Language,
    languages::{LanguageStatus, Languages, ListLanguages, PartStatus},
    organisations::PageKind,
    time::Day,
};

use crate::{
    context::use_language,
    features::{organisations::page_name, procedures::words::foreign},
    i18n::{Msg, joined, msg, t},
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
    let parts = found.languages.into_iter().filter_map(parts).collect_view();
    let contact = routes::page(here, PageKind::Contact);
    view! {
        <PageTitle text=t(languages::title())/>
        <PageHeading title=t(languages::title()) lead=t(languages::lead(number))/>
        <Table caption=t(languages::all()) id="languages" columns>{rows}</Table>
        <h2 id="parts">{t(languages::parts())}</h2>
        <div>{parts}</div>
        {german_is_binding()}
        <p>{t(languages::mistake())} " " <a href=contact>{page_name(PageKind::Contact)}</a></p>
    }
    .into_any()
}

fn row(status: &LanguageStatus) -> Option<AnyView> {
    let language = Language::from_code(&status.code)?;
    let href = routes::in_language(language, "/languages");
    let (code, dir) = (language.code(), language.direction().as_str());
    Some(
        view! {
            <tr>
                <th scope="row">
                    <a class="row-link" href=href lang=code hreflang=code dir=dir rel="external">
                        {language.own_name()}
                    </a>
                </th>
                <td>{count(status.texts())}</td>
                <td>{reviewed(status)}</td>
            </tr>
        }
        .into_any(),
    )
}

fn count((done, all): (u32, u32)) -> String {
    t(msg::layout::languages::texts_of(i64::from(done), i64::from(all)))
}

/// What the whole language may claim: the last review of its parts, once all of them were reviewed; before that, how many.
fn reviewed(status: &LanguageStatus) -> String {
    let reviews = status.parts.iter().filter(|part| part.reviewed_on.is_some());
    let number = |parts: usize| u32::try_from(parts).unwrap_or(u32::MAX);
    match number(reviews.clone().count()) {
        0 => t(msg::layout::languages::nobody()),
        _ if status.is_reviewed() => {
            let last = reviews.max_by_key(|part| part.reviewed_on);
            last.map(review_of).unwrap_or_default()
        }
        some => count((some, number(status.parts.len()))),
    }
}

fn review_of(part: &PartStatus) -> String {
    match part.reviewed_on {
        Some(on) => by_on(&part.reviewed_by, Some(on)),
        None => t(msg::layout::languages::nobody()),
    }
}

/// Who did something and when; without a day the name alone.
fn by_on(by: &str, on: Option<Day>) -> String {
    on.map_or_else(|| by.to_owned(), |on| t(msg::layout::languages::by_on(by, on)))
}

fn not_reviewed(language: Language) -> Msg {
    match language {
        Language::SimpleGerman => msg::layout::languages::not_tested(),
        _ => msg::layout::languages::not_reviewed(),
    }
}

/// The parts of a language: who wrote each and who reviewed it.
fn parts(status: LanguageStatus) -> Option<AnyView> {
    use msg::layout::languages;
    let language = Language::from_code(&status.code)?;
    let columns = vec![
        Column::text(t(languages::part())),
        Column::text(t(languages::written())),
        Column::text(t(languages::reviewed())),
    ];
    let unreviewed = (!status.is_reviewed()).then(|| view! { <p>{t(not_reviewed(language))}</p> });
    let rows = status
        .parts
        .iter()
        .map(|part| {
            view! {
                <tr>
                    <th scope="row">{part_name(&part.part)}</th>
                    <td>{by_on(&part.written_by, part.written_on)}</td>
                    <td>{review_of(part)}</td>
                </tr>
            }
        })
        .collect_view();
    let caption = joined(&t(languages::parts()), language.own_name());
    let id = format!("parts-{}", language.code());
    Some(
        view! {
            <Details summary=language.own_name() lang=foreign(language.code())>
                {unreviewed}
                <Table caption id columns>{rows}</Table>
            </Details>
        }
        .into_any(),
    )
}

/// What a part is for; a new part shows its own name until it gets one.
fn part_name(part: &str) -> String {
    use msg::layout::parts;
    t(match part {
        "accessibility" => msg::layout::footer::accessibility(),
        "admin" => parts::admin(),
        "assessment" => parts::assessment(),
        "common" => parts::common(),
        "device" => msg::device::offline::title(),
        "easy_language" => parts::easy_language(),
        "errors" => parts::errors(),
        "exports" => parts::exports(),
        "exports_documents" => parts::exports_documents(),
        "glossary" => parts::glossary(),
        "identity" => parts::identity(),
        "layout" => parts::frame(),
        "mail" => parts::mail(),
        "mail_reply" => parts::mail_reply(),
        "procedures" => parts::procedures(),
        "receipts" => parts::receipts(),
        "statements" => parts::statements(),
        "videos" => msg::layout::footer::sign_language(),
        "working_copies" => parts::working_copies(),
        other => return other.to_owned(),
    })
}
