//! What a step for many statements would do, before it is done.

use shared::{
    access::Action,
    api::ApiError,
    assessment::{MovesPreview, PreviewMoves, Progress, StatementState},
    statements::ReplyWish,
};

use super::{
    policy::{self, Council},
    store,
};
use crate::{error::Result, features::procedures, site::Cx};

/// Most replies that are named one by one; whoever has looked at them gets the next ones.
const MOST_TO_CHECK: i64 = 50;

/// Counts, by the rules that decide about the step itself.
pub async fn preview_moves(cx: Cx, input: PreviewMoves) -> Result<MovesPreview> {
    cx.viewer.may(Action::Assess)?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let mut preview = MovesPreview::default();
    for alike in store::alike(&mut db, procedure.id.0, input.from.word()).await? {
        let count = u32::try_from(alike.statements).unwrap_or(u32::MAX);
        let written = Progress {
            has_reply: alike.has_reply == 1,
            has_proposal: alike.has_proposal == 1,
            points: u32::from(alike.is_divided == 1),
            open: u32::from(alike.has_open == 1),
        };
        let council = Council::of(alike.has_decision == 1, alike.to_check == 1);
        match policy::may_move(input.from, input.to, written, council) {
            Ok(()) => {}
            // Named one by one, because somebody has to look at each.
            Err(error) if error == ApiError::refused(policy::REPLY_TO_CHECK) => {
                preview.to_check_count += count;
                continue;
            }
            Err(_) => {
                preview.incomplete += count;
                continue;
            }
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
    if input.to == StatementState::Answered {
        preview.to_check = store::to_check(&mut db, procedure.id.0, input.from.word(), MOST_TO_CHECK).await?;
    }
    Ok(preview)
}
