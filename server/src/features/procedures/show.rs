//! A procedure as the public sees it, and the working copy shown as if it were published.

use shared::{
    access::Action,
    ids::ProcedureId,
    language::Language,
    organisations::Localized,
    procedures::{
        Content, EasyTexts, Kind, PreviewProcedure, Procedure, PublicDecision, ShowProcedure, Version,
    },
    time::Day,
};

use super::{current_round, find_for_page, kept, list::not_found, policy, store};
use crate::{db::Statements, error::Result, features::easy_language::Reader, site::Cx};

/// What a page shows besides its content.
struct Around {
    id: ProcedureId,
    slug: String,
    kind: Kind,
    version: u32,
    versions: Vec<Version>,
    statements: u32,
    published_statements: u32,
    deletion_on: Option<Day>,
    decision: Option<PublicDecision>,
}

/// Answers the published version, or an older one by its number.
pub async fn show_procedure(cx: Cx, input: ShowProcedure) -> Result<Procedure> {
    let mut db = cx.read().await?;
    let found = find_for_page(&cx, &mut db, &input.procedure).await?;
    let versions = store::versions(&mut db, found.id).await?;
    let wished = input.version.or(found.published_version);
    let version = not_found(versions.iter().find(|version| Some(version.version) == wished))?;
    let content = kept::shown_version(&cx, &mut db, found.id, version).await?;
    let around = Around {
        id: found.id,
        slug: found.slug,
        kind: found.kind,
        version: version.version,
        versions,
        statements: found.statements,
        published_statements: found.published_statements,
        deletion_on: found.deletion_on,
        decision: found.decision,
    };
    compose(
        &cx,
        &mut db,
        around,
        &content,
        input.language.as_deref().unwrap_or("de"),
    )
    .await
}

/// Answers the working copy in the shape of a published procedure, with the version 0.
pub async fn preview_procedure(cx: Cx, input: PreviewProcedure) -> Result<Procedure> {
    cx.viewer.may(Action::SeeProcedures)?;
    let mut db = cx.read().await?;
    let working = not_found(store::working(&mut db, &input.procedure).await?)?;
    let around = Around {
        id: working.id,
        slug: working.slug,
        kind: working.kind,
        version: 0,
        versions: store::versions(&mut db, working.id).await?,
        statements: working.statements,
        published_statements: working.published_statements,
        deletion_on: working.deletion_on,
        decision: working.decision,
    };
    compose(
        &cx,
        &mut db,
        around,
        &kept::shown(working.content),
        input.language.as_deref().unwrap_or("de"),
    )
    .await
}

async fn compose(
    cx: &Cx,
    db: &mut impl Statements,
    around: Around,
    content: &Content,
    language: &str,
) -> Result<Procedure> {
    let today = cx.today();
    let rounds = store::rounds(db, around.id, today).await?;
    let versions = around.versions;
    let round = current_round(&rounds).cloned();
    let day_of = |version: &Version| cx.municipality.day(version.published_at);
    let changed_during_round = policy::changed_during(round.as_ref(), &versions, day_of);
    let (title, title_language) = content.title.best(language);
    let (short, short_language) = content.short.best(language);
    let (long_html, long_language) = content.long_html.best(language);
    let (plain, plain_language) = content.plain.best(language);
    let mut easy = easy_texts(db, content, language).await?;
    let long_html = match &mut easy {
        Some(easy) if long_language == language => {
            let text = content.long.best(language).0;
            let long = easy.reader.read(text);
            easy.texts.words.extend(long.words);
            long.html
        }
        _ => long_html.to_owned(),
    };
    let easy = easy.map(|easy| easy.texts);
    let (text_status, languages) = (content.status_of(language), content.languages());
    Ok(Procedure {
        slug: around.slug,
        kind: around.kind,
        state: policy::state_of(
            &rounds,
            around.decision.as_ref().map(|decision| decision.decided_on),
        ),
        version: around.version,
        versions,
        changed_during_round,
        rounds,
        round,
        today,
        title: title.to_owned(),
        title_language: title_language.to_owned(),
        short: short.to_owned(),
        short_language: short_language.to_owned(),
        long_html,
        long_language: long_language.to_owned(),
        plain: plain.to_owned(),
        plain_language: plain_language.to_owned(),
        easy,
        text_status,
        languages,
        contact: content.contact.clone(),
        chapters: content.chapters.clone(),
        documents: content.documents.clone(),
        drawing: content.drawing.clone(),
        videos: content.videos.clone(),
        statements: around.statements,
        published_statements: around.published_statements,
        deletion_on: around.deletion_on,
        decision: around.decision,
    })
}

/// Texts in easy language on their way to the page.
struct Easy {
    reader: Reader,
    texts: EasyTexts,
}

/// How many sentences of the summary open the page in the simplified view.
const OPENING: usize = 3;

/// Short text and summary for a page in easy language, as far as they are written in it.
async fn easy_texts(db: &mut impl Statements, content: &Content, language: &str) -> Result<Option<Easy>> {
    let own = |text: &Localized| text.0.get(language).cloned().unwrap_or_default();
    if language != Language::SimpleGerman.code() {
        return Ok(None);
    }
    let (short, plain) = (own(&content.short), own(&content.plain));
    let mut reader = Reader::open(db).await?;
    let (first, second) = (reader.read(&short), reader.read(&plain));
    let opening: Vec<&str> = plain
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .take(OPENING)
        .collect();
    let opening = if opening.is_empty() {
        short
    } else {
        opening.join("\n")
    };
    let texts = EasyTexts {
        short_html: first.html,
        plain_html: second.html,
        opening: reader.anew().read(&opening),
        words: first.words.into_iter().chain(second.words).collect(),
    };
    Ok(Some(Easy { reader, texts }))
}

/// Whether a document may be fetched: everybody may fetch what any published version holds, staff also what only the
/// working copy holds.
///
/// # Errors
/// Whatever the database says.
pub async fn shows_document(cx: &Cx, hash: &str) -> Result<bool> {
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(false);
    }
    let mut db = cx.read().await?;
    let found = store::is_published_document(&mut db, hash).await?;
    Ok(found.is_some_and(|published| published || cx.viewer.can(Action::SeeProcedures)))
}
