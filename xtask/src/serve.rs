//! `cargo xtask serve`: from a fresh clone to a running demo.

use std::process::Command;

use anyhow::Result;

use crate::{front, paths::Paths, run, setup};

/// Used for all demo accounts unless `TEILHABE_DEMO_PASSWORD` says otherwise; the README names it.
const DEMO_PASSWORD: &str = "teilhabe-demo";
/// Where the demo listens unless `TEILHABE_LISTEN` says otherwise.
const LISTEN: &str = "127.0.0.1:3000";

/// Sets up, builds, loads or renews the demo, serves until Ctrl-C.
pub fn serve(paths: &Paths) -> Result<()> {
    setup::install(paths, &setup::FRONT_END)?;
    front::build(paths, front::Profile::Dev)?;
    run::show(
        run::cargo(&paths.root)
            .args(["build", "--package", "server", "--bin", "teilhabe"])
            .env("TEILHABE_SITE_DIR", paths.site()),
    )?;

    let data = paths.target.join("demo");
    std::fs::create_dir_all(&data)?;
    let given = |key: &str, default: &str| {
        std::env::var_os(key).map_or(default.to_owned(), |value| value.to_string_lossy().into_owned())
    };
    let listen = given("TEILHABE_LISTEN", LISTEN);
    let password = given("TEILHABE_DEMO_PASSWORD", DEMO_PASSWORD);
    let database = given(
        "TEILHABE_DATABASE_URL",
        &format!("sqlite:{}", data.join("teilhabe.db").display()),
    );
    let teilhabe = |command: &str| {
        let mut program = Command::new(paths.target.join("debug/teilhabe"));
        program
            .arg(command)
            .current_dir(&paths.root)
            .env("TEILHABE_DATABASE_URL", &database)
            .env(
                "TEILHABE_DATA",
                given("TEILHABE_DATA", &data.display().to_string()),
            )
            .env("TEILHABE_LISTEN", &listen)
            .env("TEILHABE_DEMO_PASSWORD", &password);
        program
    };
    run::show(&mut teilhabe("demo"))?;
    println!("\n  http://{listen}/   (Ctrl-C stops it)");
    println!("  The demo's accounts are listed above; their password is {password}\n");
    run::show(&mut teilhabe("serve"))
}
