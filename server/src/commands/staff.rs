//! `teilhabe staff …`

use std::{
    io::{IsTerminal as _, Read as _},
    path::PathBuf,
    process::ExitCode,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use server::{features::identity, site::Cx};
use shared::access::Role;

use super::{Outcome, explain, municipality, open};

/// Keep accounts of staff.
#[derive(Debug, clap::Subcommand)]
pub enum Staff {
    /// Make an account. Its password comes from TEILHABE_STAFF_PASSWORD or standard input; without either one is
    /// generated and printed. It holds until the first sign-in, which asks for a new one.
    Add(Add),
}

/// An account to be made.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// The address to sign in with.
    #[arg(long)]
    email: String,
    /// The name as shown.
    #[arg(long)]
    name: String,
    /// administrator, clerk, editor or reader.
    #[arg(long, value_parser = role)]
    role: Role,
    /// The municipality's slug; needed where there are several.
    #[arg(long, value_name = "SLUG")]
    municipality: Option<String>,
    /// The password; better given by the environment, because others on the machine see arguments.
    #[arg(long, env = "TEILHABE_STAFF_PASSWORD", hide_env_values = true, hide = true)]
    password: Option<String>,
}

fn role(word: &str) -> Result<Role, String> {
    Role::from_word(word).ok_or_else(|| format!("one of {}", Role::ALL.map(Role::word).join(", ")))
}

/// Runs the command.
pub async fn run(config: Option<PathBuf>, command: Staff) -> Outcome {
    let Staff::Add(add) = command;
    let site = open(config).await?;
    let municipality = municipality(&site, add.municipality.as_deref())?;
    let given = match add.password.filter(|password| !password.is_empty()) {
        Some(password) => Some(password),
        None => from_standard_input()?,
    };
    let (password, is_generated) = match given {
        Some(password) => (password, false),
        None => (URL_SAFE_NO_PAD.encode(site.dice.bytes::<15>()), true),
    };
    let cx = Cx::system(&site, &municipality);
    let mut tx = cx.begin().await.map_err(explain)?;
    let once = identity::FirstPassword::Once;
    identity::add_account(&cx, &mut tx, &add.name, &add.email, add.role, &password, once)
        .await
        .map_err(explain)?;
    cx.commit(tx).await.map_err(explain)?;
    println!(
        "{} may now sign in to {} as {}.",
        add.email.trim(),
        municipality.name,
        add.role.word()
    );
    if is_generated {
        println!("Password: {password}");
    }
    println!("The first sign-in asks for a second factor and a new password.");
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// A password that was piped in; a terminal is not asked.
fn from_standard_input() -> std::io::Result<Option<String>> {
    let input = std::io::stdin();
    if input.is_terminal() {
        return Ok(None);
    }
    let mut text = String::new();
    input.take(4096).read_to_string(&mut text)?;
    let line = text.lines().next().unwrap_or_default();
    Ok((!line.is_empty()).then(|| line.to_owned()))
}
