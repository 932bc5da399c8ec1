//! The examples in `ops/` are examined by the programs that read them: nginx, Caddy, systemd. A program that is not on this
//! machine is named as not there; what it would have said is not known then. The container needs the binary: [`super::container`].

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{paths::Paths, run};

/// Examines an example: the program, the folder of the examples, a folder to write in.
type Check = fn(&Path, &Path, &Path) -> Result<()>;

/// Examines every example.
pub fn check(paths: &Paths) -> Result<()> {
    let folder = paths.target.join("ops");
    std::fs::create_dir_all(&folder)?;
    let mut wrong = Vec::new();
    let checks: [(&str, Check); 3] = [("nginx", nginx), ("caddy", caddy), ("systemd-analyze", systemd)];
    for (program, check) in checks {
        match find(program) {
            None => println!("  SKIPPED: {program} is not on this machine, its example was not examined"),
            Some(found) => match check(&found, &paths.root.join("ops"), &folder) {
                Ok(()) => println!("  {program} takes its example"),
                Err(error) => wrong.push(format!("{program}: {error:#}")),
            },
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    bail!("{}", wrong.join("\n"))
}

/// On `PATH`, or where systems keep what only root calls.
fn find(program: &str) -> Option<PathBuf> {
    run::find(program).or_else(|| {
        let own = Path::new("/usr/sbin").join(program);
        own.is_file().then_some(own)
    })
}

/// The file is for `conf.d/`; the frame around it, a certificate, and addresses and folders that anybody may use stand in
/// for the machine that it is meant for.
fn nginx(program: &Path, ops: &Path, folder: &Path) -> Result<()> {
    let (Some(openssl), shown) = (run::find("openssl"), folder.display()) else {
        println!("  SKIPPED: nginx asks for a certificate, and openssl is not there to make one");
        return Ok(());
    };
    run::capture(
        Command::new(openssl)
            .args([
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=beteiligung.example",
            ])
            .arg("-keyout")
            .arg(folder.join("privkey.pem"))
            .arg("-out")
            .arg(folder.join("fullchain.pem")),
    )?;
    let text = std::fs::read_to_string(ops.join("nginx.conf"))?
        .replace("/etc/letsencrypt/live/beteiligung.example", &shown.to_string())
        .replace("/var/log/nginx", &shown.to_string())
        .replace("listen 80;", "listen 127.0.0.1:38080;")
        .replace("listen [::]:80;", "")
        .replace("listen 443 ssl", "listen 127.0.0.1:38443 ssl")
        .replace("listen [::]:443 ssl http2;", "");
    std::fs::write(folder.join("site.conf"), text)?;
    let places: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("  {name}_temp_path {shown}/{name};\n"))
        .concat();
    let frame = format!(
        "pid {shown}/nginx.pid;\nerror_log {shown}/error.log;\nevents {{}}\nhttp {{\n  access_log off;\n{places}  include {shown}/site.conf;\n}}\n"
    );
    let file = folder.join("nginx.conf");
    std::fs::write(&file, frame)?;
    run::capture(Command::new(program).arg("-t").arg("-c").arg(file)).map(|_| ())
}

fn caddy(program: &Path, ops: &Path, folder: &Path) -> Result<()> {
    let version = run::capture(Command::new(program).arg("version"))?;
    let mut text = std::fs::read_to_string(ops.join("Caddyfile"))?
        .replace("/var/log/caddy", &folder.display().to_string());
    if is_before_2_8(&version) {
        text = text.replace("\tlog_skip ", "\tskip_log ");
    }
    let file = folder.join("Caddyfile");
    std::fs::write(&file, text)?;
    run::capture(
        Command::new(program)
            .args(["validate", "--adapter", "caddyfile", "--config"])
            .arg(file)
            .env("XDG_DATA_HOME", folder)
            .env("XDG_CONFIG_HOME", folder),
    )
    .map(|_| ())
}

/// Whether `log_skip` still has its old name.
fn is_before_2_8(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split(|c: char| !c.is_ascii_digit())
        .map(|part| part.parse::<u32>().unwrap_or(0));
    matches!((numbers.next(), numbers.next()), (Some(2), Some(minor)) if minor < 8)
}

/// The program that the unit starts need not be installed here. What systemd does not know it only mentions, without failing.
fn systemd(program: &Path, ops: &Path, folder: &Path) -> Result<()> {
    let unit = folder.join("teilhabe.service");
    let text = std::fs::read_to_string(ops.join("systemd/teilhabe.service"))?
        .replace("/usr/local/bin/teilhabe", "/bin/true");
    std::fs::write(&unit, text)?;
    let output = Command::new(program)
        .arg("verify")
        .arg(&unit)
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", program.display()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let of_ours: Vec<_> = said
        .lines()
        .filter(|line| line.contains("teilhabe.service"))
        .collect();
    if output.status.success() && of_ours.is_empty() {
        return Ok(());
    }
    bail!(
        "{}",
        if of_ours.is_empty() {
            said.trim().to_owned()
        } else {
            of_ours.join("; ")
        }
    )
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    const RECEIPTS: [&str; 9] = [
        "/r/ABCD-EFGH-JKMN",
        "/R/abcd-efgh-jkmn",
        "/de/r/ABCDEFGHJKMN/sent",
        "/de/R/ABCD-EFGH-JKMN",
        "/de/r",
        "/api/v1/receipts/ABCDEFGHJKMN",
        "/files/receipts/ABCDEFGHJKMN.pdf",
        "/Files/Receipts/ABCDEFGHJKMN.pdf",
        "/de/ABCD EFGH JKMN",
    ];
    const OTHERS: [&str; 6] = [
        "/",
        "/de/radweg",
        "/de/procedures/hafenquartier-nord",
        "/de/sign-language",
        "/api/v1/procedures",
        "/files/documents/0a1b/umweltbericht.pdf",
    ];

    fn example(name: &str) -> String {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../ops").join(name)).unwrap()
    }

    #[test]
    fn nginx_logs_no_receipt_and_no_query() {
        let text = example("nginx.conf");
        let map = text
            .split_once("map $uri $teilhabe_path {")
            .unwrap()
            .1
            .split_once("\n}")
            .unwrap()
            .0;
        let patterns: Vec<Regex> = map
            .lines()
            .map(|line| line.trim().trim_start_matches('"'))
            .filter_map(|line| line.strip_prefix("~*"))
            .map(|line| line.split(['"', ' ']).next().unwrap())
            .map(|pattern| Regex::new(&format!("(?i){pattern}")).unwrap())
            .collect();
        assert!(patterns.len() >= 4, "{map}");
        let is_hidden = |path: &str| patterns.iter().any(|pattern| pattern.is_match(path));
        for path in RECEIPTS {
            assert!(is_hidden(path), "{path}");
        }
        for path in OTHERS {
            assert!(!is_hidden(path), "{path}");
        }
        let format = text
            .split_once("log_format teilhabe '")
            .unwrap()
            .1
            .split_once("';")
            .unwrap()
            .0;
        for told in [
            "$request ",
            "$request_uri",
            "$args",
            "$uri",
            "$remote_addr",
            "$http_referer",
            "$sent_http_location",
        ] {
            assert!(!format!("{format} ").contains(told), "{told}");
        }
    }

    #[test]
    fn caddy_logs_no_receipt_and_no_query() {
        let text = example("Caddyfile");
        let pattern = text
            .split_once("@receipt path_regexp \"")
            .unwrap()
            .1
            .split_once('"')
            .unwrap()
            .0;
        let pattern = Regex::new(pattern).unwrap();
        for path in RECEIPTS {
            assert!(pattern.is_match(path), "{path}");
        }
        for path in OTHERS {
            assert!(!pattern.is_match(path), "{path}");
        }
        let query = text
            .split_once("request>uri regexp ")
            .unwrap()
            .1
            .split_once(' ')
            .unwrap()
            .0;
        let shown = Regex::new(query)
            .unwrap()
            .replace("/de/r?code=ABCD-EFGH-JKMN", "")
            .into_owned();
        assert_eq!(shown, "/de/r");
        for deleted in [
            "request>headers",
            "resp_headers",
            "request>remote_ip",
            "request>client_ip",
        ] {
            assert!(text.contains(&format!("{deleted} delete")), "{deleted}");
        }
    }

    /// A refusal by the proxy would lose what was typed beside files that are too large.
    #[test]
    fn both_let_through_what_is_read_of_a_form_and_what_an_import_noticed() {
        let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/http/forms.rs");
        let forms = std::fs::read_to_string(forms).unwrap();
        assert!(
            forms.contains("MOST: usize = 512 * 1024 * 1024;"),
            "change the examples too"
        );
        let nginx = example("nginx.conf");
        for setting in [
            "client_max_body_size 512m;",
            "proxy_request_buffering off;",
            "proxy_buffer_size 16k;",
        ] {
            assert!(nginx.contains(setting), "{setting}");
        }
        assert!(example("Caddyfile").contains("max_size 512MiB"));
    }

    #[test]
    fn the_old_name_is_given_to_old_versions_alone() {
        assert!(is_before_2_8("2.6.2\n") && is_before_2_8("v2.7.6 h1:x"));
        assert!(!is_before_2_8("v2.8.0") && !is_before_2_8("v2.10.2") && !is_before_2_8("v3.1.0"));
    }
}
