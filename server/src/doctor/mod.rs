//! What is wrong with an installation, and what to do about it; examines, changes nothing.

mod contrast;
mod database;
mod machine;

use std::fmt;

use crate::{config::Config, db::Db, site::Site};

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// As it should be.
    Ok,
    /// Works, but should be looked at.
    Warn,
    /// Does not work, or loses or shows what it must not.
    Fail,
}

/// One thing that was examined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// What was examined.
    pub what: &'static str,
    /// What was found.
    pub found: String,
    /// What to do; empty when nothing is to be done.
    pub hint: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Ok => "ok  ",
            Level::Warn => "warn",
            Level::Fail => "fail",
        };
        write!(f, "{level}  {}: {}", self.what, self.found)?;
        if !self.hint.is_empty() {
            write!(f, " ({})", self.hint)?;
        }
        Ok(())
    }
}

fn ok(what: &'static str, found: impl Into<String>) -> Finding {
    Finding {
        level: Level::Ok,
        what,
        found: found.into(),
        hint: String::new(),
    }
}

fn warn(what: &'static str, found: impl Into<String>, hint: impl Into<String>) -> Finding {
    Finding {
        level: Level::Warn,
        what,
        found: found.into(),
        hint: hint.into(),
    }
}

fn fail(what: &'static str, found: impl Into<String>, hint: impl Into<String>) -> Finding {
    Finding {
        level: Level::Fail,
        what,
        found: found.into(),
        hint: hint.into(),
    }
}

/// Examines everything that a configuration names.
pub async fn examine(config: &Config) -> Vec<Finding> {
    let mut findings = machine::examine(config);
    findings.extend(machine::mail(config).await);
    if let Some(finding) = database::missing_file(config) {
        findings.push(finding);
        return findings;
    }
    match Db::open(&config.database_url, config.durability).await {
        Ok(db) => {
            findings.extend(database::examine(config, &db).await);
            db.close().await;
        }
        Err(error) => findings.push(fail(
            "database",
            error.to_string(),
            "check TEILHABE_DATABASE_URL and TEILHABE_DATA",
        )),
    }
    findings
}

/// Why the site must not be served as configured: a demonstration has accounts without second factor.
pub fn refuses_to_listen(site: &Site) -> Option<String> {
    let config = &site.config;
    (site.demo && !config.listen.ip().is_loopback() && !config.allow_public_demo).then(|| {
        format!(
            "this database is a demonstration, whose accounts need no second factor: it does not listen on {}; \
             set TEILHABE_ALLOW_PUBLIC_DEMO=1 if it shall",
            config.listen
        )
    })
}
