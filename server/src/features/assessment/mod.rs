//! Assessment (Abwägung, BauGB § 1 (7), § 3 (2)): working on statements, the council's decision, and what leaves when.
//!
//! Invariants: what a state releases is one table, `shared::assessment::StatementState::released`; a proposal does not
//! change any more once it was decided upon, nor decision and reply once the reply was sent; where the council decides
//! differently from what was proposed, the reply goes out once it was rewritten or confirmed; every step is an event in its transaction;
//! a save on top of somebody else's is refused; who may not see persons reads no name in any text, and the internal note is
//! for those who assess. Not here: storing statements (`statements`), documents (`exports`).

mod answers;
mod assess;
mod assess_point;
mod author;
mod correct;
mod decide;
mod divide;
mod fate;
mod filters;
mod list;
mod moves;
mod named;
mod nameless;
mod policy;
mod preview;
mod public;
mod publication;
mod receipt;
mod reply_mail;
mod show;
mod store;
mod topics;

pub use fate::{Dates, dates_of, dates_of_many, fate};
pub use filters::{is_any, topic_and_round};
pub use store::{Assessed, Segment, of, of_many};
pub use topics::topic_label;

use crate::{error::Result, http::mount::Mount, site::Cx};

/// Its endpoints: the staff's, and what the public reads of a statement's fate.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(list::list_statements)
        .on(show::show_statement)
        .on(assess::assess_statement)
        .on(divide::divide_statement)
        .on(assess_point::assess_point)
        .on(assess_point::take_over_answer)
        .on(answers::list_answers)
        .on(moves::move_statements)
        .on(preview::preview_moves)
        .on(decide::record_decision)
        .on(correct::list_decisions)
        .on(correct::correct_decision)
        .on(author::correct_author)
        .on(publication::decide_publication)
        .on(topics::list_topics)
        .on(receipt::show_receipt)
        .on(receipt::withdraw_statement)
        .on(public::list_public_statements)
        .on(public::show_public_statement)
}

/// Does a job of this feature; `None` when it is not one.
pub async fn run_job(cx: &Cx, kind: &str, payload: &serde_json::Value) -> Option<Result<()>> {
    (kind == reply_mail::KIND).then_some(())?;
    Some(reply_mail::send(cx, payload).await)
}
