//! Staff's pages of a procedure: what is to be done, its texts and papers, its plan, its rounds, publishing.
//!
//! Invariant: everything here changes the working copy only; the public sees it from the moment it is published.

mod chapters;
mod documents;
mod findings;
mod names;
mod new;
mod overview;
mod part;
mod plan;
mod preview;
mod publish;
mod rounds;
mod section_names;
mod sections;
mod settings;
mod texts;
mod videos;
pub mod words;

pub use new::NewProcedurePage;
pub use overview::OverviewPage;
pub use part::{Part, PartPage};
pub use texts::{outdated_notice, state_since, status as status_fields, stored_status};
