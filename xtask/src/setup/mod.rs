//! Installs what is missing, says so before it does, and does nothing twice.
//!
//! Every need is looked for first; a second run only looks. Debian packages need root or sudo; elsewhere the message
//! names what to install by hand.

mod debian;
mod npm;
mod rust;
mod wasm_std;

use std::time::Instant;

use anyhow::{Context, Result};

use crate::paths::Paths;
pub use wasm_std::wasm_cargo;

/// Something that a command needs on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// rustfmt and clippy.
    RustComponents,
    /// The target `wasm32-unknown-unknown`.
    WasmTarget,
    /// The packages of `e2e/package-lock.json`.
    Npm,
    /// cargo-deny, in the target folder.
    CargoDeny,
    /// Chromium, for the browser tests.
    Browser,
    /// Java, for the Nu HTML checker.
    Java,
    /// PostgreSQL's programs, for the tests.
    Postgres,
    /// `pdftotext`, for the tests of documents.
    PdfTools,
    /// `wrk`, for the measurements.
    Wrk,
    /// podman, and what makes a base image without a registry.
    Containers,
}

/// For `build`, and with it for `serve`.
pub const FRONT_END: [Need; 2] = [Need::WasmTarget, Need::Npm];
/// For `test`.
pub const EVERYTHING: [Need; 8] = [
    Need::Browser,
    Need::Java,
    Need::Postgres,
    Need::PdfTools,
    Need::RustComponents,
    Need::WasmTarget,
    Need::Npm,
    Need::CargoDeny,
];
/// For `bench`.
pub const BENCH: [Need; 5] = [
    Need::Wrk,
    Need::Browser,
    Need::Postgres,
    Need::WasmTarget,
    Need::Npm,
];

/// Installs each need that is missing.
pub fn install(paths: &Paths, needs: &[Need]) -> Result<()> {
    let start = Instant::now();
    debian::install(needs)?;
    for need in needs {
        let start = Instant::now();
        let did = match need {
            Need::RustComponents => rust::components(paths),
            Need::WasmTarget => wasm_std::install(paths),
            Need::Npm => npm::install(paths),
            Need::CargoDeny => rust::cargo_deny(paths),
            Need::Browser | Need::Java | Need::Postgres | Need::PdfTools | Need::Wrk | Need::Containers => {
                Ok(false)
            }
        };
        if did.with_context(|| format!("setting up {need:?}"))? {
            println!(
                "setup: {need:?} installed in {:.1} s",
                start.elapsed().as_secs_f64()
            );
        }
    }
    println!(
        "setup: everything is there ({:.1} s)",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}
