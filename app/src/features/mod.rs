//! The pages, one folder a feature, in the order of the server's features.

pub mod accessibility;
pub mod admin;
pub mod assessment;
pub mod device;
pub mod easy_language;
pub mod exports;
pub mod gallery;
pub mod glossary;
pub mod identity;
pub mod languages;
pub mod organisations;
pub mod overview;
pub mod procedures;
pub mod statements;
pub mod videos;
pub mod working_copies;

#[cfg(all(test, feature = "ssr"))]
mod tests;
