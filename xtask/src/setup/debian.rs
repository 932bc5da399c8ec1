//! Programs that come from Debian's packages: Chromium, Java, PostgreSQL, poppler, wrk, podman.

use std::process::Command;

use anyhow::{Result, bail};

use super::Need;
use crate::{postgres, run};

/// The packages for a need, and whether it is met already.
fn packages(need: Need) -> (&'static [&'static str], bool) {
    match need {
        // The fonts carry Latin and Arabic letters; without any, text has no width and layout tests mean nothing.
        Need::Browser => (
            &["chromium", "fonts-dejavu-core"],
            crate::checks::browser::chromium().is_some(),
        ),
        Need::Java => (&["default-jre-headless"], run::find("java").is_some()),
        Need::Postgres => (&["postgresql"], postgres::programs().is_some()),
        Need::PdfTools => (&["poppler-utils"], run::find("pdftotext").is_some()),
        Need::Wrk => (&["wrk"], run::find("wrk").is_some()),
        // runc: crun refuses machines that have both kinds of control groups.
        Need::Containers => (
            &["podman", "runc", "mmdebstrap"],
            ["podman", "runc", "mmdebstrap"]
                .iter()
                .all(|name| run::find(name).is_some()),
        ),
        Need::RustComponents | Need::WasmTarget | Need::Npm | Need::CargoDeny => (&[], true),
    }
}

/// Installs the packages of all unmet needs in one go.
pub fn install(needs: &[Need]) -> Result<()> {
    let mut missing = Vec::new();
    for need in needs {
        let (names, met) = packages(*need);
        if !met {
            missing.extend_from_slice(names);
        }
    }
    apt_get(&missing)
}

/// Installs Debian packages; asks for fresh lists only if it does not work with those that are there.
pub fn apt_get(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if run::find("apt-get").is_none() {
        bail!("please install by hand (this is no Debian or Ubuntu): {list}");
    }
    println!("setup: installing Debian packages: {list}");
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend_from_slice(packages);
    if run::show(&mut privileged(&install)?).is_err() {
        println!("setup: trying again with fresh package lists");
        run::show(&mut privileged(&["update"])?)?;
        run::show(&mut privileged(&install)?)?;
    }
    Ok(())
}

fn privileged(arguments: &[&str]) -> Result<Command> {
    let mut command;
    if run::is_root() {
        command = Command::new("apt-get");
    } else if run::find("sudo").is_some() {
        command = Command::new("sudo");
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    } else {
        bail!(
            "neither root nor sudo: please run as root: apt-get {}",
            arguments.join(" ")
        );
    }
    command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
    Ok(command)
}
