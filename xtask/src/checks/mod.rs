//! The checks of `cargo xtask test` that are more than one command.

pub mod browser;
pub mod container;
pub mod deny;
pub mod generated;
pub mod ops;
pub mod snapshots;
pub mod tests;
