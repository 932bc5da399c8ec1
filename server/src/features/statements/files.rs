//! Downloads: the receipt as PDF for whoever has the code, so many in an hour, attachments for staff who may see persons.

use app::{
    forms::error_text,
    i18n::{Msg, msg},
    routes,
};
use axum::{
    Extension, Router,
    extract::{Path, RawQuery},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
    routing::get,
};
use chrono::NaiveDateTime;
use formats::document::{Block, Document, Paragraph};
use shared::{
    access::Action,
    api::ApiError,
    assessment::StatementState,
    ids::AttachmentId,
    language::Language,
    organisations::Localized,
    procedures::Content,
    statements::{Channel, canonical_code, spaced_code},
    time::Day,
};

use super::{
    receipt::{by_code, find_within, receipt_of},
    store::{self, Statement},
};
use crate::{
    error::{Error, Result},
    features::procedures,
    http::{
        self, files,
        limits::{PAPER, RECEIPT_ADDRESS},
        pages, problem,
    },
    pdf::{self, Queue},
    site::Cx,
};

/// The routes.
pub(super) fn routes() -> Router {
    Router::new()
        .route("/files/receipts/{code}", get(receipt))
        .route("/files/attachments/{id}", get(attachment))
}

/// Leads `/r/CODE` to its page in the statement's language, else in the visitor's. A wrong code is led on as well, to the
/// page that says so.
pub async fn redirect_code(
    Extension(cx): Extension<Cx>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let found = match cx.read().await {
        Ok(mut db) => find_within(&mut db, &cx, &code, RECEIPT_ADDRESS).await,
        Err(error) => Err(error),
    };
    let statement = match found {
        Ok(statement) => statement,
        // Whether the code opens something, and how long to wait, the page tells.
        Err(Error::Api(ApiError::TooMany { .. })) => None,
        Err(error) => return problem::answer(&problem::to_api(error, &cx.site.dice, "redirect_code")),
    };
    let language = statement
        .and_then(|statement| Language::from_code(&statement.language))
        .filter(|l| Language::ALL.contains(l))
        .unwrap_or_else(|| http::language_of(&cx, &headers));
    let shown = match canonical_code(&code) {
        Some(code) => spaced_code(&code),
        // What cannot be a code is not repeated in an address, beyond what makes it recognisable.
        None => code
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(24)
            .collect(),
    };
    let shown = if shown.is_empty() { "-".to_owned() } else { shown };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let to = format!("{}{query}", routes::receipt(language, &shown));
    let mut response = pages::see(StatusCode::SEE_OTHER, &to);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The receipt as PDF. A browser that does not get it shows a page that says why, and leads to where a code is typed.
async fn receipt(Extension(cx): Extension<Cx>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let code = code.strip_suffix(".pdf").unwrap_or(&code).to_owned();
    match receipt_pdf(&cx, &code).await {
        Ok((name, bytes)) => private(files::answer(bytes, "application/pdf", Some(&name))),
        Err(error) => {
            let error = problem::to_api(error, &cx.site.dice, "receipt");
            private(if problem::is_for_people(&headers) {
                no_receipt(&error, http::language_of(&cx, &headers))
            } else {
                problem::answer(&error)
            })
        }
    }
}

fn no_receipt(error: &ApiError, language: Language) -> Response {
    use msg::receipts::find;
    let text = match error {
        ApiError::NotFound => find::wrong(),
        other => error_text(other),
    };
    let way_on = (routes::find_receipt(language), find::title());
    problem::page(error, language, &text, &way_on)
}

fn private(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn receipt_pdf(cx: &Cx, code: &str) -> Result<(String, bytes::Bytes)> {
    let mut db = cx.read().await?;
    let statement = by_code(&mut db, cx, code).await?;
    // Whether it can be set or not: the work is what counts.
    cx.site.limits.take(PAPER, &cx.client.0)?.keep();
    let files = store::attachments(&mut db, statement.id).await?;
    let (_, content) = procedures::content(&mut db, statement.procedure, None)
        .await?
        .ok_or(ApiError::NotFound)?;
    drop(db);
    let language = Language::from_code(&statement.language)
        .filter(|l| Language::ALL.contains(l))
        .unwrap_or_default();
    let document = paper(
        cx,
        &statement,
        &content,
        &files
            .iter()
            .map(|file| file.file_name.as_str())
            .collect::<Vec<_>>(),
        language,
    );
    let rendered = pdf::render(&cx.site, &document, 1, Queue::Receipts).await?;
    Ok((
        format!(
            "{}-{}.pdf",
            msg::mail::paper_title().text(language),
            statement.number
        ),
        rendered.bytes,
    ))
}

/// What stands on the receipt: never name or address.
fn paper(cx: &Cx, statement: &Statement, content: &Content, files: &[&str], language: Language) -> Document {
    let receipt = receipt_of(cx, statement, "");
    let text = |message: Msg| message.text(language);
    let received = statement
        .submitted_at
        .with_timezone(&cx.municipality.zone)
        .naive_local();
    let mut document = Document::new(text(msg::mail::paper_title()), language.code());
    document.subtitle = names(&content.title, language);
    document.municipality.clone_from(&cx.municipality.name);
    let mut values = vec![
        (
            text(msg::mail::paper_number()),
            Paragraph::bold(receipt.number.to_string()),
        ),
        (
            text(msg::mail::paper_code()),
            Paragraph::bold(receipt.code.clone()),
        ),
        (
            text(msg::mail::paper_received()),
            Paragraph::plain(received_text(
                statement.channel,
                statement.received_on,
                received,
                language,
            )),
        ),
    ];
    if let Some(state) = lasting_state(statement.state) {
        values.push((text(msg::receipts::view::status()), Paragraph::bold(text(state))));
    }
    if !statement.place_label.is_empty() {
        values.push((
            text(msg::mail::paper_place()),
            Paragraph::plain(statement.place_label.clone()),
        ));
    }
    if !files.is_empty() {
        values.push((text(msg::mail::paper_files()), Paragraph::plain(files.join("\n"))));
    }
    values.push((
        text(msg::mail::paper_hash()),
        Paragraph::plain(statement.body_sha256.clone()),
    ));
    document.blocks.push(Block::KeyValues(values));
    let origin = cx.site.origin(&cx.municipality, &cx.host);
    let phones = [content.contact.phone.as_str(), &cx.municipality.contact.phone];
    let phone = phones.into_iter().find(|phone| !phone.is_empty());
    document
        .blocks
        .push(Block::paragraph(text(where_to_look(&origin, phone))));
    document
        .blocks
        .push(Block::paragraph(text(msg::mail::keep_code())));
    document
        .blocks
        .push(Block::heading(1, text(msg::mail::paper_text())));
    document.blocks.extend(
        Paragraph::from_text(&statement.body)
            .into_iter()
            .map(Block::Paragraph),
    );
    document
}

/// What the procedure is called: in the language of the statement, and below by its official name, which is German.
fn names(title: &Localized, language: Language) -> String {
    let (shown, official) = (title.best(language.code()).0, title.de());
    if shown == official || official.is_empty() {
        shown.to_owned()
    } else {
        format!("{shown}\n{official}")
    }
}

/// What a receipt says of the statement's state: that it was withdrawn, which nothing changes any more. Whatever else it
/// is in now it may have left when the paper is read.
fn lasting_state(state: StatementState) -> Option<Msg> {
    (state == StatementState::Withdrawn).then(msg::statements::state::withdrawn)
}

/// Where the code is used, for whoever has it on paper alone.
fn where_to_look(origin: &str, phone: Option<&str>) -> Msg {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let address = format!("{host}/r");
    match phone {
        Some(phone) => msg::receipts::sent::where_to_look_or_call(address, phone.to_owned()),
        None => msg::receipts::sent::where_to_look(address),
    }
}

/// When a statement was received. Of a letter the day that counts for the period is proved, and beside it when somebody
/// entered it here.
fn received_text(channel: Channel, received_on: Day, stored: NaiveDateTime, language: Language) -> String {
    match channel {
        Channel::Web => msg::receipts::view::moment(stored),
        _ => msg::receipts::view::on_paper(received_on, stored),
    }
    .text(language)
}

/// A file of a statement, for staff who may see who wrote it, as a scanned letter tells: always as a download, never shown by the browser on our origin.
async fn attachment(Extension(cx): Extension<Cx>, Path(id): Path<String>) -> Response {
    match attachment_bytes(&cx, &id).await {
        Ok((name, media_type, bytes)) => private(files::answer(bytes, media_type, Some(&name))),
        Err(error) => private(problem::answer(&problem::to_api(
            error,
            &cx.site.dice,
            "attachment",
        ))),
    }
}

async fn attachment_bytes(cx: &Cx, id: &str) -> Result<(String, &'static str, bytes::Bytes)> {
    cx.viewer.may(Action::SeePersons)?;
    let id: AttachmentId = id.parse().map_err(|_| ApiError::NotFound)?;
    let mut db = cx.read().await?;
    let attachment = store::attachment(&mut db, id).await?.ok_or(ApiError::NotFound)?;
    drop(db);
    let bytes = files::read(&cx.site, &attachment.file)
        .await?
        .ok_or(ApiError::NotFound)?;
    let media_type = match attachment.media_type.as_str() {
        "application/pdf" => "application/pdf",
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        _ => "application/octet-stream",
    };
    Ok((attachment.file_name, media_type, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_receipt_says_where_its_code_is_used() {
        let text = |origin, phone| where_to_look(origin, phone).text(Language::German);
        assert_eq!(
            text("https://beteiligung.example", Some("030 23125 100")),
            "Nachsehen unter beteiligung.example/r oder am Telefon: 030 23125 100"
        );
        assert_eq!(
            text("http://localhost:3000", None),
            "Nachsehen unter localhost:3000/r"
        );
    }

    #[test]
    fn a_receipt_in_another_language_keeps_the_official_name() {
        let mut title = Localized::german("Bebauungsplan Nr. 47");
        assert_eq!(names(&title, Language::SimpleGerman), "Bebauungsplan Nr. 47");
        title.0.insert("de-simple".into(), "Neue Häuser am Hafen".into());
        assert_eq!(
            names(&title, Language::SimpleGerman),
            "Neue Häuser am Hafen\nBebauungsplan Nr. 47"
        );
        assert_eq!(names(&title, Language::German), "Bebauungsplan Nr. 47");
    }

    #[test]
    fn the_receipt_of_a_withdrawn_statement_says_so() {
        let text = |state| lasting_state(state).map(|state| state.text(Language::German));
        assert_eq!(text(StatementState::Withdrawn).as_deref(), Some("Zurückgezogen"));
        assert_eq!(text(StatementState::InWork), None);
    }

    #[test]
    fn the_receipt_of_a_letter_proves_the_day_on_which_it_came_in() {
        let received_on = "2026-12-16".parse().unwrap();
        let stored = "2026-12-20T10:05:00".parse().unwrap();
        let text = |channel, language| received_text(channel, received_on, stored, language);
        let letter = text(Channel::Letter, Language::German);
        assert!(
            letter.starts_with("16. Dezember 2026, erfasst am 20. Dezember 2026"),
            "{letter}"
        );
        let web = text(Channel::Web, Language::German);
        assert!(
            web.starts_with("20. Dezember 2026") && !web.contains("erfasst"),
            "{web}"
        );
        for language in &Language::ALL {
            assert!(text(Channel::Fax, *language).contains("16"), "{language:?}");
        }
    }
}
