//! The server: everything that touches the world.
//!
//! - `features/<feature>/` holds what the product does; `http/` carries it; `db/` keeps it.
//! - `site.rs` is what every handler gets; `clock.rs` is the only source of time and chance.
//! - `events/` records every change in its own transaction; `jobs.rs` does later what nobody has to wait for.
//! - `doctor/` tells operators what is wrong with an installation.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod archive;
pub mod clock;
pub mod config;
pub mod db;
pub mod doctor;
pub mod error;
pub mod events;
pub mod features;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod markdown;
pub mod pdf;
pub mod secret;
pub mod site;
pub mod uploads;
pub mod viewer;
