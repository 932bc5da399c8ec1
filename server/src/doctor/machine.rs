//! Data folder, secret, addresses, proxies, mail, clock.

use std::path::Path;

use chrono::Datelike as _;

use super::{Finding, fail, ok, warn};
use crate::{clock::Clock, config::Config, mail::Mailer, secret::Secret};

pub(super) fn examine(config: &Config) -> Vec<Finding> {
    let mut findings = vec![data(&config.data), secret(config), public_url(config)];
    findings.extend(proxies(config));
    findings.push(clock());
    findings
}

fn data(folder: &Path) -> Finding {
    let what = "data folder";
    let shown = folder.display();
    if !folder.is_dir() {
        return warn(
            what,
            format!("{shown} is not there"),
            "it is made at the first start",
        );
    }
    let probe = folder.join(format!(".doctor-{}", std::process::id()));
    match std::fs::write(&probe, b"probe") {
        Ok(()) => match std::fs::remove_file(&probe) {
            Ok(()) => ok(what, format!("{shown} can be written")),
            Err(error) => fail(
                what,
                format!("nothing can be removed from {shown}: {error}"),
                "give the folder to the user that runs teilhabe",
            ),
        },
        Err(error) => fail(
            what,
            format!("{shown} cannot be written: {error}"),
            "give the folder to the user that runs teilhabe",
        ),
    }
}

fn secret(config: &Config) -> Finding {
    let what = "secret";
    if let Some(hex) = &config.secret {
        return match Secret::from_hex(hex) {
            Some(_) => ok(what, "comes from the configuration"),
            None => fail(
                what,
                "is not 64 hexadecimal digits",
                "make one with `openssl rand -hex 32`",
            ),
        };
    }
    let file = config.data.join("secret");
    let shown = file.display();
    match std::fs::read_to_string(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => warn(
            what,
            format!("{shown} is not there"),
            "it is made at the first start; keep a copy of it with the backups",
        ),
        Err(error) => fail(
            what,
            format!("{shown} cannot be read: {error}"),
            "give it to the user that runs teilhabe",
        ),
        Ok(text) if Secret::from_hex(&text).is_none() => fail(
            what,
            format!("{shown} does not hold 64 hexadecimal digits"),
            "restore it from the backup: receipts and second factors need it",
        ),
        Ok(_) => match open_to_others(&file) {
            Some(mode) => fail(
                what,
                format!("{shown} has mode {mode:o}: others on this machine may read it"),
                format!("chmod 600 {shown}"),
            ),
            None => ok(what, format!("{shown} is readable by its owner alone")),
        },
    }
}

#[cfg(unix)]
fn open_to_others(file: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    let mode = std::fs::metadata(file).ok()?.mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> Option<u32> {
    None
}

fn public_url(config: &Config) -> Finding {
    let what = "public address";
    match config.public_url.as_deref() {
        Some(url) if url.starts_with("https://") => ok(what, url),
        Some(url) if is_local(url) => ok(what, format!("{url}, on this machine alone")),
        Some(url) => fail(
            what,
            format!("{url} is without TLS: passwords and receipts can be read on the way"),
            "serve https through a reverse proxy and set TEILHABE_PUBLIC_URL to it",
        ),
        None if config.listen.ip().is_loopback() => warn(
            what,
            "is not set",
            "set TEILHABE_PUBLIC_URL to the https address: mails and cookies need it",
        ),
        None => fail(
            what,
            format!("is not set, though {} is open to others", config.listen),
            "set TEILHABE_PUBLIC_URL to the https address",
        ),
    }
}

fn is_local(url: &str) -> bool {
    let host = url.split("://").nth(1).unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|local| host == *local || host.strip_prefix(local).is_some_and(|rest| rest.starts_with(':')))
}

fn proxies(config: &Config) -> Vec<Finding> {
    let what = "trusted proxies";
    let all = config
        .trusted_proxies
        .iter()
        .filter(|net| net.prefix_len() == 0)
        .count();
    if all > 0 {
        return vec![fail(
            what,
            "everybody is trusted, so everybody can claim any address",
            "name the proxy's address alone",
        )];
    }
    let is_behind_proxy =
        config.listen.ip().is_loopback() && config.public_url.as_deref().is_some_and(|url| !is_local(url));
    if config.trusted_proxies.is_empty() && is_behind_proxy {
        return vec![fail(
            what,
            "none, but the site seems to stand behind one: everybody would share one address and one limit, and hosts would not be told apart",
            "set TEILHABE_TRUSTED_PROXIES to the proxy's address, such as 127.0.0.1",
        )];
    }
    let is_open = !config.listen.ip().is_loopback();
    if !config.trusted_proxies.is_empty() && is_open {
        return vec![warn(
            what,
            format!("{} and {} is open to others", list(config), config.listen),
            "make sure that only the proxy reaches this address",
        )];
    }
    let found = if config.trusted_proxies.is_empty() {
        "none; forwarded headers are not believed".to_owned()
    } else {
        list(config)
    };
    vec![ok(what, found)]
}

fn list(config: &Config) -> String {
    config
        .trusted_proxies
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn clock() -> Finding {
    let now = Clock::System.now();
    if now.year() < 2026 {
        return fail(
            "clock",
            format!("says {now}"),
            "periods and second factors need the right time: start a time service",
        );
    }
    ok("clock", format!("{}", now.format("%Y-%m-%d %H:%M:%S UTC")))
}

pub(super) async fn mail(config: &Config) -> Vec<Finding> {
    let what = "mail";
    let Some(url) = &config.smtp_url else {
        return vec![warn(
            what,
            "is not set up; forms promise none",
            "set TEILHABE_SMTP_URL and TEILHABE_MAIL_FROM",
        )];
    };
    let finding = match Mailer::new(url, &config.mail_from) {
        Err(error) => fail(what, error.to_string(), "see docs/operations.md"),
        Ok(mailer) => match mailer.reach().await {
            Err(error) => fail(what, error.to_string(), "check TEILHABE_SMTP_URL"),
            Ok(()) if config.mail_from.ends_with("@localhost") => warn(
                what,
                "the server answers, but the sender is at localhost",
                "set TEILHABE_MAIL_FROM",
            ),
            Ok(()) => ok(
                what,
                format!("the server answers; the sender is {}", config.mail_from),
            ),
        },
    };
    vec![finding]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Level;

    fn config(change: impl Fn(&mut Config)) -> Config {
        let mut config = Config::defaults();
        change(&mut config);
        config
    }

    #[test]
    fn a_site_behind_a_proxy_must_name_it_and_not_the_whole_world() {
        let level = |nets: &str| {
            let behind = config(|c| {
                c.public_url = Some("https://beteiligung.example".into());
                c.trusted_proxies = nets
                    .split(',')
                    .filter(|net| !net.is_empty())
                    .map(|net| net.parse().unwrap())
                    .collect();
            });
            proxies(&behind)[0].level
        };
        assert_eq!(level(""), Level::Fail);
        assert_eq!(level("0.0.0.0/0"), Level::Fail);
        assert_eq!(level("127.0.0.1/32"), Level::Ok);
    }

    #[test]
    fn an_address_without_tls_is_for_this_machine_alone() {
        let level = |url: &str| public_url(&config(|c| c.public_url = Some(url.into()))).level;
        assert_eq!(level("http://localhost:3000"), Level::Ok);
        assert_eq!(level("http://localhost.example"), Level::Fail);
        assert_eq!(level("https://beteiligung.example"), Level::Ok);
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_that_others_can_read_fails() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let config = config(|c| c.data = folder.path().to_owned());
        assert_eq!(secret(&config).level, Level::Warn);
        Secret::new([7; 32]).store(&folder.path().join("secret")).unwrap();
        assert_eq!(secret(&config).level, Level::Ok);
        std::fs::set_permissions(
            folder.path().join("secret"),
            std::fs::Permissions::from_mode(0o640),
        )
        .unwrap();
        assert_eq!(secret(&config).level, Level::Fail);
    }
}
