//! The pages, one folder a feature, in the order of the server's features.

pub mod organisations;
pub mod procedures;
pub mod statements;

#[cfg(all(test, feature = "ssr"))]
mod tests;
