//! Imprint, privacy notice and contact page, maintained by staff; older versions stay in the table.

use shared::{
    access::Action,
    api::{ApiError, Invalid},
    easy_language::editor::CheckEasyLanguage,
    language::Language,
    organisations::{EditPage, FixedPage, ListPages, PageKind, ShowPage, WrittenPage},
    procedures::MAX_LONG,
    text,
};

use super::store;
use crate::{
    db::{Statements, Tx},
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::easy_language,
    markdown,
    site::Cx,
};

/// Shows a fixed page, in German where the wished language is missing.
pub async fn show_page(cx: Cx, input: ShowPage) -> Result<FixedPage> {
    let mut db = cx.read().await?;
    let wished = input.language.unwrap_or_else(|| "de".into());
    let found = match store::page(&mut db, input.kind.word(), &wished).await? {
        Some(page) => Some(page),
        None => store::page(&mut db, input.kind.word(), "de").await?,
    };
    let mut page = found.ok_or(ApiError::NotFound)?.into_page(input.kind);
    if page.language == Language::SimpleGerman.code() {
        let text = easy_language::Reader::open(&mut db).await?.read(&page.markdown);
        (page.html, page.words) = (text.html, text.words);
    } else {
        // By the rules of today, such as for plain addresses: it may have been stored years ago.
        page.html = markdown::to_html(&page.markdown);
    }
    Ok(page)
}

/// Lists the fixed pages with the languages that each is written in.
pub async fn list_pages(cx: Cx, _: ListPages) -> Result<Vec<WrittenPage>> {
    cx.viewer.may(Action::EditPages)?;
    let mut db = cx.read().await?;
    let written = store::written_pages(&mut db).await?;
    let languages = |kind: PageKind| {
        let is_written = |language: &Language| {
            written
                .iter()
                .any(|(page, code)| page == kind.word() && code == language.code())
        };
        let known = Language::ALL.into_iter().filter(is_written);
        known
            .map(|language| language.code().to_owned())
            .collect::<Vec<_>>()
    };
    let page = |kind| WrittenPage {
        kind,
        languages: languages(kind),
    };
    Ok(PageKind::ALL.into_iter().map(page).collect())
}

/// Writes a fixed page in one language.
pub async fn edit_page(cx: Cx, input: EditPage) -> Result<FixedPage> {
    cx.viewer.may(Action::EditPages)?;
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "markdown", &input.markdown, true, MAX_LONG);
    if Language::from_code(&input.language).is_none() {
        invalid.add("language", "errors.invalid_choice");
    }
    // A fixed page is public as soon as it is saved.
    let texts = CheckEasyLanguage {
        markdown: input.markdown.clone(),
        ..CheckEasyLanguage::default()
    };
    easy_language::refuse(&mut invalid, &input.language, &texts);
    invalid.finish()?;
    let mut tx = cx.begin().await?;
    let stored = store::page(&mut tx, input.kind.word(), &input.language).await?;
    let revision = stored.map_or(0, |page| page.revision());
    if input.revision.is_some_and(|seen| seen != revision) {
        return Err(ApiError::Conflict.into());
    }
    write_page(&cx, &mut tx, input.kind, &input.language, &input.markdown).await?;
    let page = store::page(&mut tx, input.kind.word(), &input.language).await?;
    cx.commit(tx).await?;
    Ok(page.ok_or(ApiError::NotFound)?.into_page(input.kind))
}

/// Stores a new version of a fixed page.
///
/// # Errors
/// Whatever the database says.
pub async fn write_page(cx: &Cx, tx: &mut Tx, kind: PageKind, language: &str, markdown: &str) -> Result<()> {
    let markdown = text::unify_line_ends(markdown);
    store::insert_page(
        tx,
        kind.word(),
        language,
        &markdown,
        &markdown::to_html(&markdown),
        cx.now(),
    )
    .await?;
    let event = Event::new(EventKind::PageChanged, Visibility::Staff)
        .data(serde_json::json!({ "page": kind.word(), "language": language }));
    events::record(tx, cx, event).await
}

/// The fixed pages that are missing in German; publishing waits for them.
///
/// # Errors
/// Whatever the database says.
pub async fn missing_pages(db: &mut impl Statements) -> Result<Vec<PageKind>> {
    let mut missing = Vec::new();
    for kind in PageKind::ALL {
        if store::page(db, kind.word(), "de").await?.is_none() {
            missing.push(kind);
        }
    }
    Ok(missing)
}
