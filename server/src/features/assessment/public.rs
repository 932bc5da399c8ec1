//! Published comments: only what the author allowed and the clerk released, in its redacted version.
//!
//! Invariant: a name leaves only where the author allowed it by name.

use std::collections::HashMap;

use shared::{
    api::{ApiError, Invalid, Page},
    ids::StatementId,
    statements::{ListPublicStatements, MayPublish, PublicStatement, ShowPublicStatement, redact},
};
use uuid::Uuid;

use super::{
    fate::{dates_of_many, fate},
    list::page,
    store,
};
use crate::{
    db::{Statements, list::List},
    error::Result,
    features::{
        procedures,
        statements::{self, Statement},
    },
    site::Cx,
};

/// Entries on a page unless asked for otherwise.
const LIMIT: u32 = 20;

/// Lists the published comments of a procedure, newest first.
pub async fn list_public_statements(cx: Cx, input: ListPublicStatements) -> Result<Page<PublicStatement>> {
    let mut invalid = Invalid::default();
    let (limit, before) = page(&mut invalid, input.limit, input.cursor.as_ref(), LIMIT);
    invalid.finish()?;
    let mut db = cx.read().await?;
    let procedure = procedures::find_published(&mut db, &input.procedure).await?;
    let section = input.section.as_deref().filter(|section| !section.is_empty());
    let list = statements::select(&db)
        .push(
            "and procedure_id = ? and publication = 'released' and may_publish <> 'no' \
             and state not in ('held', 'withdrawn')",
            [procedure.id.0.into()],
        )
        .push_if("and number < ?", before.map(i64::from))
        .push_if("and place_section = ?", section);
    let list = if input.located {
        list.push("and lat is not null", [])
    } else {
        list
    };
    let list = list.push("order by number desc limit ?", [(i64::from(limit) + 1).into()]);
    let found = statements::all(&mut db, list).await?;
    let items = public(&mut db, &cx, found).await?;
    Ok(Page::cut(items, limit as usize, |last| last.number.to_string()))
}

/// Shows one published comment.
pub async fn show_public_statement(cx: Cx, input: ShowPublicStatement) -> Result<PublicStatement> {
    let mut db = cx.read().await?;
    let procedure = procedures::find_published(&mut db, &input.procedure).await?;
    let statement = statements::find_by_number(&mut db, procedure.id, input.number).await?;
    let statement = statement.filter(Statement::is_public).ok_or(ApiError::NotFound)?;
    let shown = public(&mut db, &cx, vec![statement]).await?.pop();
    Ok(shown.ok_or(ApiError::NotFound)?)
}

/// Statements as everybody may read them, in their order.
async fn public(
    db: &mut impl Statements,
    cx: &Cx,
    statements: Vec<Statement>,
) -> Result<Vec<PublicStatement>> {
    let ids: Vec<StatementId> = statements.iter().map(|statement| statement.id).collect();
    let mut assessed = store::written(db, &ids).await?;
    let dates = dates_of_many(db, cx, &ids).await?;
    let named = statements
        .iter()
        .filter(|s| s.may_publish == MayPublish::Named)
        .map(|s| s.id);
    let names = names(db, named.collect()).await?;
    Ok(statements
        .into_iter()
        .filter(Statement::is_public)
        .map(|statement| {
            let about = assessed.remove(&statement.id).unwrap_or_default();
            let no_dates = Vec::new();
            PublicStatement {
                number: statement.number,
                fate: fate(&statement, &about, dates.get(&statement.id).unwrap_or(&no_dates)),
                author: names.get(&statement.id).cloned(),
                body: statement
                    .public_body
                    .unwrap_or_else(|| redact(&statement.body, &statement.passages)),
                language: statement.language,
                place: statement.place_label,
                point: statement.point,
                received_on: statement.received_on,
            }
        })
        .collect())
}

async fn names(db: &mut impl Statements, ids: Vec<StatementId>) -> Result<HashMap<StatementId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String, String)> = List::new(
        "select statement_id, name, organisation from statement_person where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(ids.into_iter().map(|id| id.0))
    .all(db)
    .await?;
    let joined = |(id, name, organisation): (Uuid, String, String)| {
        let parts: Vec<String> = [name, organisation]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        (StatementId(id), parts.join(", "))
    };
    Ok(rows
        .into_iter()
        .map(joined)
        .filter(|(_, name)| !name.is_empty())
        .collect())
}
