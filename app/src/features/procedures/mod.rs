//! The list of procedures and a procedure's pages.

mod procedure_list;

pub use procedure_list::ProceduresPage;
