//! Exports of a procedure: started, followed, fetched.
//!
//! Invariant: who may get a file is said beside the button that makes it.

mod page;

pub use page::ExportsPage;
