//! What the operator's commands say, print and leave behind: the real program, in a folder of its own.

use std::{
    io::{BufRead, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Command, Output, Stdio},
};

/// The program as an operator calls it, with its data in a folder.
fn teilhabe(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_teilhabe"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TEILHABE_") {
            command.env_remove(name);
        }
    }
    command
        .env_remove("RUST_LOG")
        .env("TEILHABE_DATA", data)
        .env("TEILHABE_LISTEN", "127.0.0.1:0")
        .env("TEILHABE_BACKUP_PASSPHRASE", "ein langer Satz mit Verstand")
        .stdin(Stdio::null());
    command
}

fn run(data: &Path, words: &[&str]) -> Output {
    teilhabe(data).args(words).output().unwrap()
}

/// What a command says that is refused.
fn refused(data: &Path, words: &[&str]) -> String {
    let output = run(data, words);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "{words:?}: {said}");
    said
}

fn done(data: &Path, words: &[&str]) -> String {
    let output = run(data, words);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// A folder with an installation and its municipality.
fn installation() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let words = [
        "municipality",
        "add",
        "--slug",
        "musterstadt",
        "--name",
        "Musterstadt",
    ];
    done(folder.path(), &words);
    folder
}

#[test]
fn commands_that_only_look_make_no_installation_of_a_mistyped_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mistyped = folder.path().join("mistyped");
    for words in [
        &["municipality", "list"][..],
        &[
            "staff",
            "add",
            "--email",
            "a@b.example",
            "--name",
            "A",
            "--role",
            "clerk",
        ],
        &["worker"],
        &["backup", "x.zip"],
        &["record", "verify"],
        &["jobs", "list"],
        &["doctor"],
    ] {
        let output = run(&mistyped, words);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(!output.status.success(), "{words:?}: {said}");
        assert!(
            said.contains("mistyped") && said.contains("is not there") && said.contains("teilhabe migrate"),
            "{words:?}: {said}"
        );
        assert!(!mistyped.exists(), "{words:?}");
    }
    done(&mistyped, &["migrate"]);
    let output = run(&mistyped, &["municipality", "list"]);
    assert!(output.status.success() && output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("no municipality yet") && said.contains("teilhabe municipality add"),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_reads_what_is_made() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    done(&data, &["migrate"]);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for entry in std::fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path) & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn a_place_that_cannot_be_written_or_reached_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let said = refused(&file.join("data"), &["migrate"]);
    assert!(
        said.contains("file/data") && said.contains("teilhabe doctor"),
        "{said}"
    );

    let mut far = teilhabe(folder.path());
    far.env("TEILHABE_DATABASE_URL", "postgres://anna:geheim@127.0.0.1:1/town");
    let said = far.arg("migrate").output().unwrap();
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        said.contains("127.0.0.1:1") && said.contains("refused") && said.contains("teilhabe doctor"),
        "{said}"
    );
    assert!(!said.contains("geheim"), "{said}");
}

#[test]
fn refusals_name_what_there_is_instead() {
    let folder = installation();
    let data = folder.path();
    let plan = data.join("plan.gml");
    std::fs::write(
        &plan,
        include_bytes!("../../formats/tests/fixtures/two_plans_6_1.gml"),
    )
    .unwrap();
    let plan = plan.to_str().unwrap();
    let said = refused(data, &["plan", "import", plan]);
    assert_eq!(
        said.lines().filter(|line| line.starts_with("  --plan ")).count(),
        2,
        "{said}"
    );
    let said = refused(data, &["plan", "import", plan, "--plan", "nix"]);
    assert!(
        said.contains("has no plan nix") && said.contains("--plan"),
        "{said}"
    );
    let said = refused(data, &["plan", "import", plan, "--srs", "1"]);
    assert!(said.contains("25832"), "{said}");
    for words in [
        &["plan", "import", plan, "--procedure", "nix"][..],
        &["export", "nix", "--format", "csv"],
    ] {
        let said = refused(data, words);
        assert!(said.contains("there is no procedure nix"), "{said}");
    }
    for words in [
        &["record", "verify", "--municipality", "nix"][..],
        &["municipality", "change", "--municipality", "nix", "--name", "X"],
    ] {
        let said = refused(data, words);
        assert!(
            said.contains("there is no municipality nix; there are: musterstadt"),
            "{said}"
        );
    }
    let broken = data.join("broken.gml");
    std::fs::write(&broken, "<a><b></a>").unwrap();
    let said = refused(data, &["plan", "import", broken.to_str().unwrap()]);
    assert!(
        said.contains("error ") && !said.contains("code=") && !said.contains("hint="),
        "{said}"
    );
    let mut weak = teilhabe(data);
    weak.env("TEILHABE_STAFF_PASSWORD", "Passwort1234");
    let words = [
        "staff",
        "add",
        "--email",
        "a@musterstadt.example",
        "--name",
        "A",
        "--role",
        "clerk",
    ];
    let said = weak.args(words).output().unwrap();
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        said.contains("too easy to guess") && said.contains("rows of keys"),
        "{said}"
    );
    let list = data.join("addresses.csv");
    std::fs::write(&list, b"street;house_number\nHafenstra\xdfe;1\n").unwrap();
    let said = refused(data, &["addresses", "import", list.to_str().unwrap()]);
    assert!(
        said.contains("addresses.csv: line 2") && said.contains("iconv"),
        "{said}"
    );
    let nowhere = data.join("no/x.zip");
    let said = refused(data, &["backup", nowhere.to_str().unwrap()]);
    assert!(
        said.contains("the folder") && !said.contains("unfinished"),
        "{said}"
    );
    let empty = tempfile::tempdir().unwrap();
    let said = refused(empty.path(), &["restore", list.to_str().unwrap()]);
    assert!(said.contains("is no archive of Teilhabe, or was cut"), "{said}");
}

#[test]
fn a_lost_second_factor_is_reset_on_the_machine_with_a_password_that_is_printed() {
    let folder = installation();
    let data = folder.path();
    let email = "amt@musterstadt.example";
    let add = [
        "staff",
        "add",
        "--email",
        email,
        "--name",
        "Erika Mustermann",
        "--role",
        "administrator",
    ];
    let password = |said: &str| {
        let line = said.lines().find_map(|line| line.strip_prefix("Password: "));
        line.unwrap_or_else(|| panic!("{said}")).to_owned()
    };
    let first = password(&done(data, &add));
    let said = done(data, &["staff", "reset-second-factor", "--email", email]);
    assert_ne!(password(&said), first);
    assert!(
        said.contains("has no second factor any more")
            && said.contains("The next sign-in asks for a second factor"),
        "{said}"
    );
    let words = [
        "staff",
        "reset-second-factor",
        "--email",
        "niemand@musterstadt.example",
    ];
    let said = refused(data, &words);
    assert!(
        said.contains("nobody signs in to Musterstadt as niemand@"),
        "{said}"
    );
}

#[test]
fn what_holds_of_a_running_server_is_said_after_each_import_of_addresses() {
    let folder = installation();
    let list = folder.path().join("addresses.csv");
    let row = "street;house_number;postal_code;city;lat;lon\nHafenstraße;1;31999;Ort;53,5;9,1\n";
    std::fs::write(&list, row).unwrap();
    let import = || done(folder.path(), &["addresses", "import", list.to_str().unwrap()]);
    let first = import();
    assert!(
        first.contains("has 1 address now") && first.contains("after its next start"),
        "{first}"
    );
    let second = import();
    assert!(second.contains("from now on"), "{second}");
}

#[test]
fn whoever_stops_reading_ends_a_command_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = teilhabe(folder.path())
        .arg("routes")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn every_line_of_the_log_is_one_json_object_whatever_page_is_asked_for() {
    let folder = installation();
    let mut child = teilhabe(folder.path())
        .arg("serve")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let mut lines = Vec::new();
    let address = loop {
        let line = log.next().expect("the server ended");
        let said: serde_json::Value = serde_json::from_str(&line).unwrap();
        lines.push(line);
        if said["message"] == "serving" {
            break said["address"].as_str().unwrap().to_owned();
        }
    };
    let get = |path: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let paths = [
        "/de/imprint",
        "/de/procedures/nix",
        "/de/procedures/nix/comments/99999",
        "/de/procedures/nix/paper",
        "/de/nix",
        "/de/r",
        "/de/r/ABCD-EFGH-JKMN",
        "/de/r/ABCD-EFGH-JKMN/sent",
        "/de/r/ABCD-EFGH-JKMN/withdraw",
        "/de/accessibility/report",
        "/de/offline",
        "/de/staff/procedures/nix/statements/99999",
    ];
    let answers = paths.map(get);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.extend(log);
    assert!(answers[0].starts_with("HTTP/1.1 404"), "{}", answers[0]);
    // What was to be said in the head and found none was what stood in the log.
    for (path, answer) in paths.iter().zip(&answers) {
        if let Some((head, _)) = answer.split_once("</head>")
            && answer.starts_with("HTTP/1.1 404")
        {
            assert!(head.contains("content=\"noindex\""), "{path}: {head}");
        }
    }
    for line in lines {
        let said = serde_json::from_str::<serde_json::Value>(&line);
        assert!(said.is_ok_and(|said| said.is_object()), "{line}");
    }
}
