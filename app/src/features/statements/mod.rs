//! Writing, checking and sending a comment; the receipt; the published comments.
//!
//! Invariants: every step works without script, because each control is a field or a submit button that stores the
//! draft; pages that a receipt's code opens are kept out of search engines and never show name or address.

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
pub use enter::Enter;
pub use find_receipt_page::FindReceiptPage;
pub use receipt_page::ReceiptPage;
pub use sent_page::SentPage;
pub use withdraw_page::WithdrawPage;

/// The id of the comment form, for buttons outside of it.
pub const COMMENT_FORM: &str = "comment-form";
