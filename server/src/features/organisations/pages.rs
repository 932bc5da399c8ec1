//! Imprint, privacy notice and contact page, maintained by staff; older versions stay in the table.
//!
//! Invariant: a draft is for staff alone, the public reads German in its place; German itself is public at once.

use shared::{
    access::Action,
    api::{ApiError, Invalid},
    easy_language::editor::CheckEasyLanguage,
    language::Language,
    organisations::{EditPage, FixedPage, ListPages, PageKind, ShowPage, WrittenPage, page_source},
    procedures::{
        MAX_LONG,
        translations::{Source, TextState, TextStatus},
    },
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

/// Shows a fixed page, in German where the wished language is missing or a draft.
pub async fn show_page(cx: Cx, input: ShowPage) -> Result<FixedPage> {
    if input.drafts {
        cx.viewer.may(Action::EditPages)?;
    }
    let mut db = cx.read().await?;
    let wished = input.language.unwrap_or_else(|| "de".into());
    let german = store::page(&mut db, input.kind.word(), "de").await?;
    let own = store::page(&mut db, input.kind.word(), &wished).await?;
    let own = own.filter(|page| input.drafts || !page.is_draft());
    let outdated_since = own
        .as_ref()
        .zip(german.as_ref())
        .filter(|(own, german)| own.is_outdated(german))
        .map(|(_, german)| cx.municipality.day(german.changed_at.0));
    let found = own.or(german).ok_or(ApiError::NotFound)?;
    let mut page = found.into_page(input.kind);
    page.outdated_since = outdated_since;
    if page.language == Language::SimpleGerman.code() {
        let text = easy_language::Reader::open(&mut db).await?.read(&page.markdown);
        (page.html, page.words) = (text.html, text.words);
    } else {
        // By the rules of today, such as for plain addresses: it may have been stored years ago.
        page.html = markdown::to_html(&page.markdown);
    }
    Ok(page)
}

/// Lists the fixed pages with the languages that each is written in, and how far each is in them.
pub async fn list_pages(cx: Cx, _: ListPages) -> Result<Vec<WrittenPage>> {
    cx.viewer.may(Action::EditPages)?;
    let mut db = cx.read().await?;
    let written = store::written_pages(&mut db).await?;
    let page = |kind: PageKind| {
        let find = |code: &str| {
            written
                .iter()
                .find(|page| page.kind == kind.word() && page.language == code)
        };
        let german = find(Language::German.code());
        let known: Vec<&store::PageRow> = Language::ALL
            .into_iter()
            .filter_map(|language| find(language.code()))
            .collect();
        let is_outdated = |page: &&&store::PageRow| german.is_some_and(|german| page.is_outdated(german));
        WrittenPage {
            kind,
            languages: known.iter().map(|page| page.language.clone()).collect(),
            states: known
                .iter()
                .filter(|page| page.language != Language::German.code())
                .map(|page| (page.language.clone(), page.status.0.state))
                .collect(),
            outdated: known
                .iter()
                .filter(is_outdated)
                .map(|page| page.language.clone())
                .collect(),
        }
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
    input.status_fields().check(&mut invalid);
    let is_draft = input.text_state == TextState::Draft && input.language != Language::German.code();
    // Any other is public as soon as it is saved.
    if !is_draft {
        let texts = CheckEasyLanguage {
            markdown: input.markdown.clone(),
            ..CheckEasyLanguage::default()
        };
        easy_language::refuse(&mut invalid, &input.language, &texts);
    }
    invalid.finish()?;
    let mut tx = cx.begin().await?;
    let stored = store::page(&mut tx, input.kind.word(), &input.language).await?;
    let revision = stored.as_ref().map_or(0, store::PageRow::revision);
    if input.revision.is_some_and(|seen| seen != revision) {
        return Err(ApiError::Conflict.into());
    }
    let markdown = text::unify_line_ends(&input.markdown);
    let source = source(&mut tx, input.kind, &input.language).await?;
    let status = input.status_fields().status(source);
    // A test holds for the words that were tested.
    if stored.is_some_and(|page| page.markdown != markdown && status.claims_the_same_test(&page.status.0)) {
        return Err(ApiError::invalid("text_on", "errors.tested_text_changed").into());
    }
    write(&cx, &mut tx, input.kind, &input.language, &markdown, &status).await?;
    let page = store::page(&mut tx, input.kind.word(), &input.language).await?;
    cx.commit(tx).await?;
    Ok(page.ok_or(ApiError::NotFound)?.into_page(input.kind))
}

/// The German page that one in another language is made from; nothing for the German one, or where there is none yet.
async fn source(tx: &mut Tx, kind: PageKind, language: &str) -> Result<Source> {
    if language == Language::German.code() {
        return Ok(Source::new());
    }
    let german = store::page(tx, kind.word(), Language::German.code()).await?;
    Ok(german.map(|page| page_source(&page.markdown)).unwrap_or_default())
}

/// Stores a new version of a fixed page, public at once.
///
/// # Errors
/// Whatever the database says.
pub async fn write_page(cx: &Cx, tx: &mut Tx, kind: PageKind, language: &str, markdown: &str) -> Result<()> {
    let status = TextStatus {
        source: source(tx, kind, language).await?,
        ..TextStatus::default()
    };
    write(cx, tx, kind, language, &text::unify_line_ends(markdown), &status).await
}

async fn write(
    cx: &Cx,
    tx: &mut Tx,
    kind: PageKind,
    language: &str,
    markdown: &str,
    status: &TextStatus,
) -> Result<()> {
    let html = markdown::to_html(markdown);
    let new = store::NewPage {
        kind: kind.word(),
        language,
        markdown,
        html: &html,
        status,
    };
    store::insert_page(tx, &new, cx.now()).await?;
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
