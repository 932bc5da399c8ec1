//! A procedure as the public sees it, and the working copy shown as if it were published.

use shared::{
    access::Action,
    ids::ProcedureId,
    language::Language,
    organisations::{Contact, Localized},
    plans::{Chapter, ShownChapter},
    procedures::{
        Content, EasyTexts, Kind, PreviewProcedure, Procedure, PublicDecision, ShowProcedure, Version,
        translations::{Source, TextStatus},
    },
    time::Day,
};

use super::{
    current_round,
    find::versions_for_page,
    find_for_page, kept,
    list::not_found,
    policy::{self, Weighing},
    store,
};
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
    weighing: Weighing,
    deletion_on: Option<Day>,
    decision: Option<PublicDecision>,
}

/// Answers the published version, or an older one by its number.
pub async fn show_procedure(cx: Cx, input: ShowProcedure) -> Result<Procedure> {
    let mut db = cx.read().await?;
    let found = find_for_page(&cx, &mut db, &input.procedure).await?;
    let versions = versions_for_page(&cx, &mut db, found.id).await?;
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
        weighing: found.weighing,
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

/// What the frame of a page must know about the published procedure that the page is about.
#[derive(Clone, Debug)]
pub struct Framed {
    /// Its current slug.
    pub slug: String,
    /// Whom its newest version names to be asked.
    pub contact: Contact,
}

/// Answers the same for a current or former slug.
///
/// # Errors
/// [`ApiError::NotFound`](shared::api::ApiError::NotFound) where there is none or it is not published.
pub async fn framed(cx: &Cx, slug: &str) -> Result<Framed> {
    let mut db = cx.read().await?;
    let found = find_for_page(cx, &mut db, slug).await?;
    let versions = versions_for_page(cx, &mut db, found.id).await?;
    let newest = versions
        .iter()
        .find(|version| Some(version.version) == found.published_version);
    let content = kept::shown_version(cx, &mut db, found.id, not_found(newest)?).await?;
    Ok(Framed {
        slug: found.slug,
        contact: content.contact.clone(),
    })
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
        weighing: working.weighing,
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
    let decision = policy::final_decision(&rounds, around.weighing, around.decision);
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
    let reader = easy.as_ref().map(|easy| easy.reader.anew());
    let chapters = content
        .chapters
        .iter()
        .map(|chapter| {
            let shown = shown_chapter(chapter, language, reader.as_ref());
            let since = |written| public_since(written, around.version, &versions, day_of);
            ShownChapter {
                outdated_since: shown.outdated_since.map(since),
                ..shown
            }
        })
        .collect();
    let easy = easy.map(|easy| easy.texts);
    let languages = content.languages();
    let outdated_since = (!content.outdated(language).is_empty()).then(|| {
        let written = content.german_changed_on.unwrap_or_default();
        public_since(written, around.version, &versions, day_of)
    });
    let text_status = content.status_of(language).map(|status| TextStatus {
        source: Source::new(),
        ..status
    });
    Ok(Procedure {
        slug: around.slug,
        kind: around.kind,
        state: policy::state_of(&rounds, decision.is_some()),
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
        outdated_since,
        languages,
        contact: content.contact.clone(),
        chapters,
        documents: content
            .documents
            .iter()
            .map(|document| document.shown(language))
            .collect(),
        drawing: content.drawing.as_ref().map(|drawing| drawing.shown(language)),
        videos: content.videos.clone(),
        statements: around.statements,
        published_statements: around.published_statements,
        weighed_statements: around.weighing.weighed,
        decided_statements: around.weighing.decided,
        deletion_on: around.deletion_on,
        decision,
    })
}

/// The day on which what was written on a day became public: that of the first version since, up to the one that is shown; in
/// a preview the day of writing.
fn public_since(written: Day, shown: u32, versions: &[Version], day_of: impl Fn(&Version) -> Day) -> Day {
    let until_shown = versions.iter().filter(|version| version.version <= shown);
    let days = until_shown.map(day_of).filter(|day| *day >= written);
    days.min().unwrap_or(written)
}

/// A chapter in a language; in easy language with its difficult words explained, because it is a page of its own.
fn shown_chapter(chapter: &Chapter, language: &str, reader: Option<&Reader>) -> ShownChapter {
    let shown = chapter.shown(language);
    let written = chapter.translations.get(&shown.html_language);
    match (reader, written) {
        (Some(reader), Some(written)) => {
            let text = reader.anew().read(&written.markdown);
            ShownChapter {
                html: text.html,
                words: text.words,
                ..shown
            }
        }
        _ => shown,
    }
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
