//! What a step for many statements would do, before it is done.

use shared::{
    access::Action,
    assessment::{MovesPreview, PreviewMoves, Proposal, StatementState},
    statements::ReplyWish,
};

use super::{
    policy::{self, Standing},
    store,
};
use crate::{error::Result, features::procedures, site::Cx};

/// Counts, by the rules that decide about the step itself.
pub async fn preview_moves(cx: Cx, input: PreviewMoves) -> Result<MovesPreview> {
    cx.viewer.may(Action::Assess)?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let mut preview = MovesPreview::default();
    for alike in store::alike(&mut db, procedure.id.0, input.from.word()).await? {
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
