//! Working on statements: the list, the working page of one and of each of its points, entering letters, moving many at once.
//!
//! Invariant: what becomes visible outside is said before a state is changed, from the table that decides it.

mod assess;
mod author;
mod bulk;
mod capture;
mod captured;
mod decision;
mod divide;
mod filter;
mod history;
mod list;
mod point;
mod point_words;
mod publication;
mod selection;
mod statement;
mod topic_words;
pub mod words;

pub use author::AuthorPage;
pub use bulk::BulkPage;
pub use capture::CapturePage;
pub use captured::CapturedPage;
pub use divide::DividePage;
pub use filter::filter;
pub use list::StatementsPage;
pub use point::PointPage;
pub use statement::StatementPage;
pub use topic_words::topic_name;
