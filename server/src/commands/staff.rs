//! `teilhabe staff …`

use std::{
    io::{IsTerminal as _, Read as _},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use server::{
    features::identity,
    site::{Cx, Site},
};
use shared::access::Role;

use super::{Outcome, explain, municipality, open};

/// Keep accounts of staff.
#[derive(Debug, clap::Subcommand)]
pub enum Staff {
    /// Make an account. Its password comes from TEILHABE_STAFF_PASSWORD or standard input; without either one is
    /// generated and printed. It holds until the first sign-in, which asks for a new one.
    Add(Add),
    /// Take an account's lost second factor away and give it a new password, which comes from where that of `add` does: for
    /// an administrator whom no other one can help. Its sessions end; the next sign-in asks for a second factor and a new
    /// password.
    ResetSecondFactor(Reset),
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
    #[command(flatten)]
    given: Given,
}

/// An account whose second factor is lost.
#[derive(Debug, clap::Args)]
pub struct Reset {
    /// The address that it signs in with.
    #[arg(long)]
    email: String,
    /// The municipality's slug; needed where there are several.
    #[arg(long, value_name = "SLUG")]
    municipality: Option<String>,
    #[command(flatten)]
    given: Given,
}

#[derive(Debug, clap::Args)]
struct Given {
    /// The password; better given by the environment, because others on the machine see arguments.
    #[arg(long, env = "TEILHABE_STAFF_PASSWORD", hide_env_values = true, hide = true)]
    password: Option<String>,
}

impl Given {
    /// The password that was given, else a generated one; and whether it was generated.
    fn choose(self, site: &Site) -> std::io::Result<(String, bool)> {
        let given = match self.password.filter(|password| !password.is_empty()) {
            Some(password) => Some(password),
            None => from_standard_input()?,
        };
        Ok(match given {
            Some(password) => (password, false),
            None => (URL_SAFE_NO_PAD.encode(site.dice.bytes::<15>()), true),
        })
    }
}

fn role(word: &str) -> Result<Role, String> {
    Role::from_word(word).ok_or_else(|| format!("one of {}", Role::ALL.map(Role::word).join(", ")))
}

/// Runs the command.
pub async fn run(config: Option<PathBuf>, command: Staff) -> Outcome {
    let site = open(config).await?;
    match command {
        Staff::Add(new) => add(&site, new).await?,
        Staff::ResetSecondFactor(lost) => reset(&site, lost).await?,
    }
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn add(site: &Arc<Site>, add: Add) -> Result<(), Box<dyn std::error::Error>> {
    let municipality = municipality(site, add.municipality.as_deref())?;
    let (password, is_generated) = add.given.choose(site)?;
    let cx = Cx::system(site, &municipality);
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
    say(&password, is_generated, "first");
    Ok(())
}

async fn reset(site: &Arc<Site>, lost: Reset) -> Result<(), Box<dyn std::error::Error>> {
    let municipality = municipality(site, lost.municipality.as_deref())?;
    let (password, is_generated) = lost.given.choose(site)?;
    let cx = Cx::system(site, &municipality);
    let email = lost.email.trim();
    let account = identity::reset_second_factor(&cx, email, &password)
        .await
        .map_err(explain)?
        .ok_or_else(|| format!("nobody signs in to {} as {email}", municipality.name))?;
    println!(
        "{email} has no second factor any more, and a new password for {}.",
        municipality.name
    );
    if !account.active {
        println!("The account is locked: an administrator unlocks it on the accounts page.");
    }
    say(&password, is_generated, "next");
    Ok(())
}

/// What whoever signs in with a password that somebody else chose has to know.
fn say(password: &str, is_generated: bool, which: &str) {
    if is_generated {
        println!("Password: {password}");
    }
    println!("The {which} sign-in asks for a second factor and a new password.");
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
