//! The pages, a folder for each of the server's features that has any, under its name.
//!
//! Besides there are `admin` (what all pages of staff share), `working_copies` (the staff's half of procedures), `glossary`
//! (of easy_language), `overview`, `device` (what is kept on it) and `gallery`, which have no feature of their own there.

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
