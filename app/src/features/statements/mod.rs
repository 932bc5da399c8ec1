//! Writing, checking and sending a comment; the receipt; the published comments.
//!
//! Invariants: every step works without script, because each control is a field or a submit button that stores the
//! draft; pages that a receipt's code opens are kept out of search engines and never show name or address.

mod areas;
mod check_page;
mod comment_form;
mod comment_page;
mod comments_map;
mod comments_page;
mod controls;
mod enter;
mod fate;
mod find_receipt_page;
mod place;
mod place_map;
mod receipt_page;
mod sent_page;
mod step;
mod withdraw_page;
mod words;

pub use check_page::CheckPage;
pub use comment_page::CommentPage;
pub use comments_page::{PublicCommentPage, PublicCommentsPage};
pub use controls::decoy;
pub use enter::Enter;
pub use find_receipt_page::FindReceiptPage;
pub use receipt_page::ReceiptPage;
pub use sent_page::SentPage;
pub use withdraw_page::WithdrawPage;
pub use words::{point_proposal, reason_name};

use futures::future::join;
use shared::{
    api::{Api, ApiError},
    language::Language,
    procedures::Procedure,
    statements::{Draft, ShowDraft},
};

use crate::features::procedures::slim_procedure;

/// The id of the comment form, for buttons outside of it.
pub const COMMENT_FORM: &str = "comment-form";

/// Reads what the pages of a comment that is being written show: its procedure, the draft, and the name by which the
/// procedure was asked for. What is wrong with the draft only a page that tells it asks for, and `place` one that a link led
/// to.
async fn with_draft(
    api: Api,
    slug: String,
    language: Language,
    mistakes: bool,
    place: String,
) -> Result<(Procedure, Draft, String), ApiError> {
    let asked = ShowDraft {
        procedure: slug.clone(),
        mistakes,
        place,
    };
    let (procedure, draft) = join(
        slim_procedure(&api, slug.clone(), language.code().to_owned()),
        api.call(asked),
    )
    .await;
    Ok((procedure?, draft?, slug))
}
