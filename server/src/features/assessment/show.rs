//! Everything about one statement, for staff.

use shared::{
    access::Action,
    api::ApiError,
    assessment::{HistoryEntry, ShowStatement, StatementFile},
    ids::{StatementId, StatementNumber},
};
use sqlx::types::Json;

use super::{publication::public_body, store};
use crate::{
    db::{At, Statements},
    error::Result,
    features::{
        procedures::{self, ProcedureRef},
        statements,
    },
    site::Cx,
    sql,
};

/// Entries of a statement's history.
const HISTORY: i64 = 200;

/// Shows a statement with its history; its author and its files, which tell who that is, only to those who may see persons.
pub async fn show_statement(cx: Cx, input: ShowStatement) -> Result<StatementFile> {
    cx.viewer.may(Action::ReadStatements)?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure)
        .await?
        .ok_or(ApiError::NotFound)?;
    file(&mut db, &cx, &procedure, input.number).await
}

/// The file of a statement as the viewer may see it.
///
/// # Errors
/// [`ApiError::NotFound`] without such a statement.
pub async fn file(
    db: &mut impl Statements,
    cx: &Cx,
    procedure: &ProcedureRef,
    number: StatementNumber,
) -> Result<StatementFile> {
    let statement = statements::find_by_number(db, procedure.id, number)
        .await?
        .ok_or(ApiError::NotFound)?;
    let author = statements::person(db, statement.id).await?;
    let sees_persons = cx.viewer.can(Action::SeePersons);
    let mut files = statements::attachments(db, statement.id).await?;
    let file_count = u32::try_from(files.len()).unwrap_or(u32::MAX);
    files.retain(|_| sees_persons);
    let assessed = store::of(db, statement.id).await?;
    let history = history(db, statement.id).await?;
    let (previous, following) = neighbours(db, procedure, number).await?;
    Ok(StatementFile {
        procedure: procedure.slug.clone(),
        number,
        revision: statement.revision,
        public_body: statement
            .public_body
            .clone()
            .unwrap_or_else(|| public_body(&statement, author.as_ref().filter(|_| sees_persons))),
        place_withheld: statement.place_withheld,
        place_own: sees_persons && statements::is_own(&statement, author.as_ref()),
        body: statement.body,
        body_sha256: statement.body_sha256,
        language: statement.language,
        person: author.filter(|_| sees_persons),
        place_kind: statement.place_kind,
        place: statement.place_label,
        point: statement.point,
        inside: statement.inside,
        seen_version: statement.seen_version,
        channel: statement.channel,
        submitted_at: statement.submitted_at,
        received_on: statement.received_on,
        written_on: statement.written_on,
        late: statement.late,
        reply_wish: statement.reply_wish,
        may_publish: statement.may_publish,
        publication: statement.publication,
        passages: statement.passages.join("\n"),
        files: files
            .into_iter()
            .map(|file| (file.id.to_string(), file.file_name, file.size))
            .collect(),
        file_count,
        state: statement.state,
        topics: assessed.topics,
        note: assessed.note,
        reply: assessed.reply,
        proposal: assessed.proposal,
        decision: assessed.decision,
        history,
        previous,
        following,
    })
}

#[derive(sqlx::FromRow)]
struct EventRow {
    at: At,
    kind: String,
    name: Option<String>,
    data: Json<serde_json::Value>,
}

async fn history(db: &mut impl Statements, statement: StatementId) -> Result<Vec<HistoryEntry>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all EventRow,
        "select event.at, event.kind, staff.name, event.data from event \
         left join staff on staff.municipality_id = event.municipality_id and staff.id = event.actor_id \
         where event.municipality_id = $1 and event.statement_id = $2 order by event.at desc, event.id desc limit $3",
        municipality,
        statement.0,
        HISTORY,
    )?;
    let entry = |row: EventRow| HistoryEntry {
        at: row.at.0,
        kind: row.kind,
        actor: row.name,
        data: row.data.0,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The numbers before and after it in the list, which begins with the newest.
async fn neighbours(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    number: StatementNumber,
) -> Result<(Option<u32>, Option<u32>)> {
    let municipality = db.municipality();
    let (newer, older) = sql!(
        db,
        one(Option<i64>, Option<i64>),
        "select (select min(number) from statement where municipality_id = $1 and procedure_id = $2 and number > $3), \
         (select max(number) from statement where municipality_id = $1 and procedure_id = $2 and number < $3)",
        municipality,
        procedure.id.0,
        i64::from(number.0),
    )?;
    let small = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
    Ok((small(newer), small(older)))
}
