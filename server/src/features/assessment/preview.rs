//! What a step for many statements would do, before it is done.

use shared::{
    access::Action,
    api::ApiError,
    assessment::{MovesPreview, PreviewMoves, Proposal, StatementState},
    statements::ReplyWish,
};

use super::policy::{self, Standing};
use crate::{
    db::Statements,
    error::Result,
    features::procedures::{self, ProcedureRef},
    site::Cx,
    sql,
};

/// Statements of one state that are alike in everything that decides about a move and its mail.
#[derive(sqlx::FromRow)]
struct Alike {
    reply_wish: String,
    has_email: i64,
    has_post: i64,
    has_reply: i64,
    has_proposal: i64,
    has_decision: i64,
    statements: i64,
}

/// Counts, by the rules that decide about the step itself.
pub async fn preview_moves(cx: Cx, input: PreviewMoves) -> Result<MovesPreview> {
    cx.viewer.may(Action::Assess)?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure)
        .await?
        .ok_or(ApiError::NotFound)?;
    let mut preview = MovesPreview::default();
    for alike in alike(&mut db, &procedure, input.from).await? {
        let count = u32::try_from(alike.statements).unwrap_or(u32::MAX);
        let standing = Standing {
            state: input.from,
            reply: if alike.has_reply == 1 { "written" } else { "" },
            proposal: (alike.has_proposal == 1).then_some(Proposal::Noted),
        };
        if policy::may_move(standing, input.to, alike.has_decision == 1).is_err() {
            preview.incomplete += count;
            continue;
        }
        preview.statements += count;
        if input.to == StatementState::Answered {
            match ReplyWish::from_word(&alike.reply_wish) {
                Some(ReplyWish::Email) if alike.has_email == 1 => preview.mails += count,
                Some(ReplyWish::Post) if alike.has_post == 1 => preview.letters += count,
                // Names and addresses were deleted on their day: nothing goes out, and nobody can send anything.
                Some(ReplyWish::Email | ReplyWish::Post) => preview.unreachable += count,
                Some(ReplyWish::None) | None => {}
            }
        }
    }
    Ok(preview)
}

async fn alike(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    from: StatementState,
) -> Result<Vec<Alike>> {
    let municipality = db.municipality();
    Ok(sql!(
        db,
        all Alike,
        "select s.reply_wish, \
         cast(case when coalesce(p.email, '') <> '' then 1 else 0 end as bigint) as has_email, \
         cast(case when coalesce(p.city, '') <> '' then 1 else 0 end as bigint) as has_post, \
         cast(case when trim(coalesce(a.reply, ''), $4) <> '' then 1 else 0 end as bigint) as has_reply, \
         cast(case when a.proposal is not null then 1 else 0 end as bigint) as has_proposal, \
         cast(case when a.decision_committee is not null then 1 else 0 end as bigint) as has_decision, \
         cast(count(*) as bigint) as statements \
         from statement s left join assessment a on a.municipality_id = s.municipality_id and a.statement_id = s.id \
         left join statement_person p on p.municipality_id = s.municipality_id and p.statement_id = s.id \
         where s.municipality_id = $1 and s.procedure_id = $2 and s.state = $3 group by 1, 2, 3, 4, 5, 6",
        municipality,
        procedure.id.0,
        from.word(),
        " \t\r\n",
    )?)
}
