//! Published comments: only what the author allowed and the clerk released, in its redacted version.
//!
//! Invariants: a name leaves only where the author allowed it by name; an author's own address never does.

use shared::{
    api::{ApiError, Invalid, Page},
    assessment::{Fate, passages},
    ids::{ProcedureId, StatementId},
    statements::{ListPublicStatements, MayPublish, Person, PublicStatement, ShowPublicStatement},
};

use super::{
    fate::{dates_of_many, fate},
    list::page,
    publication::kept_body,
    store,
};
use crate::{
    db::Statements,
    error::Result,
    features::{
        procedures,
        statements::{self, Anonymiser, Part, Statement},
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
    let mut db = cx.snapshot().await?;
    let procedure = procedures::find_for_page(&cx, &mut db, &input.procedure).await?;
    let section = input.section.as_deref().filter(|section| !section.is_empty());
    let list = statements::select(&db)
        .push(
            "and procedure_id = ? and publication = 'released' and may_publish <> 'no' \
             and state not in ('held', 'withdrawn')",
            [procedure.id.0.into()],
        )
        .push_if("and number < ?", before.map(i64::from))
        .push_if("and place_section = ? and not place_withheld", section);
    let list = if input.located {
        list.push("and lat is not null and not place_withheld", [])
    } else {
        list
    };
    let list = list.push("order by number desc limit ?", [(i64::from(limit) + 1).into()]);
    let found = statements::all(&mut db, list).await?;
    // Cut before those are left out whose place is not told: the next page begins behind all that were read.
    let Page { items, next } = Page::cut(found, limit as usize, |last| last.number.to_string());
    let told = if input.brief { Told::State } else { Told::Fate };
    let mut items = public(&mut db, &cx, procedure.id, items, told).await?;
    items.retain(|item| !input.located || item.point.is_some());
    Ok(Page { items, next })
}

/// Shows one published comment.
pub async fn show_public_statement(cx: Cx, input: ShowPublicStatement) -> Result<PublicStatement> {
    let mut db = cx.snapshot().await?;
    let procedure = procedures::find_for_page(&cx, &mut db, &input.procedure).await?;
    let statement = statements::find_by_number(&mut db, procedure.id, input.number).await?;
    if !statement.is_public() {
        return Err(ApiError::NotFound.into());
    }
    let shown = public(&mut db, &cx, procedure.id, vec![statement], Told::Fate)
        .await?
        .pop();
    Ok(shown.ok_or(ApiError::NotFound)?)
}

/// How much is told of what became of statements.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// All of it.
    Fate,
    /// Where they stand.
    State,
}

/// Statements of a procedure as everybody may read them, in their order.
async fn public(
    db: &mut impl Statements,
    cx: &Cx,
    procedure: ProcedureId,
    mut statements: Vec<Statement>,
    told: Told,
) -> Result<Vec<PublicStatement>> {
    statements.retain(Statement::is_public);
    let ids: Vec<StatementId> = statements.iter().map(|statement| statement.id).collect();
    let (mut assessed, dates) = match told {
        Told::Fate => (
            store::written(db, &ids).await?,
            dates_of_many(db, cx, &ids).await?,
        ),
        Told::State => Default::default(),
    };
    let persons = statements::persons(db, &ids).await?;
    let mut places = statements::public_places(db, procedure, &statements, &persons).await?;
    let no_dates = Vec::new();
    Ok(statements
        .into_iter()
        .map(|statement| {
            let about = assessed.remove(&statement.id).unwrap_or_default();
            let mut place = places.remove(&statement.id).unwrap_or_default();
            let person = persons.get(&statement.id);
            let anonymiser = Anonymiser::published(&statement, person);
            let parts = passages(&statement.body, &about.starts());
            let (body, passages) = anonymiser.body(&parts);
            let dates = dates.get(&statement.id).unwrap_or(&no_dates);
            let mut fate = fate(&statement, &about, dates, passages);
            without_author(&mut fate, &mut place.label, &anonymiser);
            PublicStatement {
                number: statement.number,
                fate,
                author: person
                    .filter(|_| statement.may_publish == MayPublish::Named)
                    .and_then(Person::names),
                body: kept_body(&statement, person).unwrap_or(body),
                language: statement.language,
                place: place.label,
                point: place.point,
                place_withheld: place.withheld,
                received_on: statement.received_on,
                round: Some(statement.round),
            }
        })
        .collect())
}

/// Takes out of replies, headings, minutes and place where the author lives, and the name of one who did not allow it.
fn without_author(fate: &mut Fate, place: &mut String, anonymiser: &Anonymiser<'_>) {
    let clean = |part: Part, text: &mut String| *text = anonymiser.text(part, text);
    clean(Part::Place, place);
    if let Some(reply) = &mut fate.reply {
        clean(Part::Reply, reply);
    }
    for (at, point) in fate.points.iter_mut().enumerate() {
        clean(Part::PointLabel(at), &mut point.label);
        if let Some(reply) = &mut point.reply {
            clean(Part::PointReply(at), reply);
        }
    }
    if let Some(decision) = &mut fate.decision {
        clean(Part::Remark, &mut decision.remark);
    }
}
