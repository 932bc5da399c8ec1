//! Configuration: read once at start from the environment and, below it, a TOML file. A new key is one entry in
//! `configuration!` and its row in `docs/operations.md`, which a test compares with it.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use Unset::{Nothing, Value};
use ipnet::IpNet;
use serde::{Deserialize, Deserializer};

use crate::{db::Durability, mail};

/// A key: everything that is said of it once, in `configuration!` below.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// What holds where it is not set.
    pub unset: Unset,
    /// What it means, as `docs/operations.md` says it.
    pub meaning: &'static str,
}

/// What holds where a key is not set.
#[derive(Clone, Copy, Debug)]
pub enum Unset {
    /// The value that an operator would write.
    Value(&'static str),
    /// No value; the documentation's words for what is done then.
    Nothing(&'static str),
}

impl Key {
    /// Its name in the environment.
    pub fn variable(&self) -> String {
        variable(self.name)
    }

    /// Its row in the table of `docs/operations.md`.
    pub fn row(&self) -> String {
        let unset = match self.unset {
            Value(value) => format!("`{value}`"),
            Nothing(words) => words.to_owned(),
        };
        format!("| `{}` | {unset} | {} |", self.variable(), self.meaning)
    }
}

fn variable(name: &str) -> String {
    format!("TEILHABE_{}", name.to_uppercase())
}

/// Makes of one entry for each key, `/// meaning`, `name: type = how it is understood, what holds where it is not set;`,
/// the configuration, the list of keys, what a file may hold, and the reading of it all.
macro_rules! configuration {
    ($($(#[doc = $meaning:literal])+ $name:ident: $kind:ty = $understand:expr, $unset:expr;)+) => {
        /// Everything an operator can set.
        #[derive(Clone, Debug)]
        pub struct Config {
            $($(#[doc = $meaning])+ pub $name: $kind,)+
        }

        /// The keys in the order of the documentation.
        pub const KEYS: &[Key] = &[
            $(Key {
                name: stringify!($name),
                unset: $unset,
                meaning: concat!($($meaning),+).trim_ascii_start(),
            },)+
        ];

        /// What a file says: all of it in words, as in the environment.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        struct InFile {
            $(#[serde(deserialize_with = "word")] $name: Option<String>,)+
        }

        impl Config {
            fn read(environment: impl Fn(&str) -> Option<String>, file: InFile) -> Result<Self, ConfigError> {
                Ok(Self {
                    $($name: value(
                        stringify!($name),
                        environment(stringify!($name)).or(file.$name),
                        $unset,
                        $understand,
                    )?,)+
                })
            }
        }
    };
}

configuration! {
    /// `sqlite:PATH`, or `postgres://user:password@host/database` (PostgreSQL 14 or newer).
    database_url: String = text, Nothing("`sqlite:<data>/teilhabe.db`");
    /// Address and port to serve on. Leave it on loopback behind a proxy on the same machine.
    listen: SocketAddr = address, Value("127.0.0.1:3000");
    /// Address and port for `/metrics` (Prometheus). Must not be reachable by the public.
    metrics_listen: Option<SocketAddr> = optional(address), Nothing("none");
    /// Folder of files and of the secret. All processes of an installation share it.
    data: PathBuf = folder, Value("data");
    /// The address under which people reach the site, `https://…`. Links in mails use it, and cookies are marked `Secure`
    /// by it.
    public_url: Option<String> = optional(site), Nothing("none");
    /// With an `https` address, tells browsers for a year to come over TLS alone. `0` leaves that to the proxy.
    hsts: bool = switch, Value("1");
    /// Addresses or networks, separated by commas, whose `X-Forwarded-For` and `X-Forwarded-Host` are believed. Name the
    /// proxy alone.
    trusted_proxies: Vec<IpNet> = networks, Nothing("none");
    /// `smtps://user:password@host` (TLS), `smtp://host:25` (none), `smtp://user:password@host:587?tls=required`
    /// (STARTTLS). Without it forms promise no mail.
    smtp_url: Option<String> = optional(mail_server), Nothing("none");
    /// The sender's address.
    mail_from: String = sender, Value("beteiligung@localhost");
    /// 64 hexadecimal digits. Receipt codes, sessions and second factors hang on it: never change it, never lose it. A
    /// process with another one than the database was made with does not start.
    secret: Option<String> = optional(text), Nothing("file `secret` in the data folder, made at the first start");
    /// For SQLite: `power_cut` waits for the disk before a receipt is shown; `crash` does not, and is for measuring.
    durability: Durability = durability, Value("power_cut");
    /// Keeps rendered pages in memory. `0` renders every time.
    page_cache: bool = switch, Value("1");
    /// `1` lets a demonstration listen beyond loopback, although its accounts need no second factor.
    allow_public_demo: bool = switch, Value("0");
    /// The password of all accounts of a demonstration.
    demo_password: Option<String> = optional(text), Nothing("generated and printed");
    /// Lets browsers keep visited pages, so that they can be read without network. `off` makes every browser forget them at
    /// its next visit.
    offline: bool = switch, Value("on");
    /// URL template of map tiles, `https://…/{z}/{x}/{y}.png`. `{s}` stands for a subdomain (`a`, `b`, `c`). Browsers of
    /// visitors who open a map then ask that server, which the page's policy allows for these pages alone. Without it the
    /// plan's own drawing is shown and nobody else is asked.
    tiles_url: Option<String> = optional(tiles), Nothing("none");
    /// The notice that the tiles' licence asks for.
    tiles_attribution: String = text, Nothing("none");
    /// The beginning of addresses of videos on the municipality's own media server, `https://…`. Without it videos are
    /// uploaded.
    media_url: Option<String> = optional(media), Nothing("none");
    /// The largest video that is accepted, in megabytes.
    max_video_mb: u64 = megabytes, Value("200");
}

/// A value of a file: switches, numbers and lists may stand there as TOML has them, `true`, `200` and `["10.0.0.1"]`, or as
/// the environment has them, in quotation marks.
fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(
        untagged,
        expecting = "expected a word, true or false, a whole number, or a list of words"
    )]
    enum Given {
        Word(String),
        Switch(bool),
        Number(u64),
        List(Vec<String>),
    }
    Ok(Some(match Given::deserialize(from)? {
        Given::Word(word) => word,
        Given::Switch(switch) => switch.to_string(),
        Given::Number(number) => number.to_string(),
        Given::List(words) => words.join(","),
    }))
}

/// The value of a key, as it was given or as it holds where it is not set, or empty.
fn value<T>(
    key: &'static str,
    given: Option<String>,
    unset: Unset,
    understand: impl Fn(&str) -> Understood<T>,
) -> Result<T, ConfigError> {
    let text = match (given.as_deref(), unset) {
        (Some(given), _) if !given.is_empty() => given,
        (_, Value(value)) => value,
        (_, Nothing(_)) => "",
    };
    understand(text).map_err(|Wrong { value, hint }| ConfigError::Value { key, value, hint })
}

/// What a text says.
type Understood<T> = Result<T, Wrong>;

/// What of a text cannot be understood, and what is expected.
#[derive(Debug)]
struct Wrong {
    value: String,
    hint: &'static str,
}

fn wrong(value: &str, hint: &'static str) -> Wrong {
    Wrong {
        value: value.to_owned(),
        hint,
    }
}

/// What may be left out: then its text is empty.
fn optional<T>(understand: fn(&str) -> Understood<T>) -> impl Fn(&str) -> Understood<Option<T>> {
    move |text: &str| {
        if text.is_empty() {
            Ok(None)
        } else {
            understand(text).map(Some)
        }
    }
}

fn text(text: &str) -> Understood<String> {
    Ok(text.to_owned())
}

fn folder(text: &str) -> Understood<PathBuf> {
    Ok(PathBuf::from(text))
}

fn switch(text: &str) -> Understood<bool> {
    match text {
        "1" | "true" | "on" | "yes" => Ok(true),
        "0" | "false" | "off" | "no" => Ok(false),
        other => Err(wrong(other, "write 1 or 0, on or off")),
    }
}

fn megabytes(text: &str) -> Understood<u64> {
    text.parse()
        .map_err(|_| wrong(text, "write a number of megabytes, such as 200"))
}

fn address(text: &str) -> Understood<SocketAddr> {
    let numeric = text
        .strip_prefix("localhost:")
        .map(|port| format!("127.0.0.1:{port}"));
    numeric
        .as_deref()
        .unwrap_or(text)
        .parse()
        .map_err(|_| wrong(text, "write an address with port, such as 127.0.0.1:3000"))
}

fn mail_server(url: &str) -> Understood<String> {
    if mail::is_server(url) {
        return Ok(url.to_owned());
    }
    // What stands before the host may be a password, which no log repeats.
    let host = url.rsplit_once('@').map_or(url, |(_, host)| host);
    Err(wrong(
        host,
        "write a URL such as smtps://user:password@mail.example",
    ))
}

fn sender(text: &str) -> Understood<String> {
    if mail::sender(text).is_some() {
        Ok(text.to_owned())
    } else {
        Err(wrong(text, "write an address such as beteiligung@stadt.example"))
    }
}

fn networks(text: &str) -> Understood<Vec<IpNet>> {
    text.split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| {
            part.parse::<IpNet>()
                .or_else(|_| part.parse::<IpAddr>().map(IpNet::from))
                .map_err(|_| {
                    wrong(
                        part,
                        "write addresses or networks, such as 10.0.0.0/8, separated by commas",
                    )
                })
        })
        .collect()
}

fn durability(text: &str) -> Understood<Durability> {
    match text {
        "power_cut" => Ok(Durability::PowerCut),
        "crash" => Ok(Durability::Crash),
        other => Err(wrong(other, "write power_cut or crash")),
    }
}

fn site(text: &str) -> Understood<String> {
    let url = text.trim_end_matches('/');
    if url.starts_with("https://") || url.starts_with("http://") {
        Ok(url.to_owned())
    } else {
        Err(wrong(url, "begin with https://"))
    }
}

fn media(text: &str) -> Understood<String> {
    let url = text.trim_end_matches('/');
    if url.starts_with("https://") && !url.contains([' ', ';', ',', '\'', '"', '?', '#']) {
        Ok(url.to_owned())
    } else {
        Err(wrong(url, "begin with https://, without a query"))
    }
}

fn tiles(url: &str) -> Understood<String> {
    let is_complete = ["{z}", "{x}", "{y}"].iter().all(|part| url.contains(part));
    let is_address = url.starts_with("https://") || url.starts_with("http://") || url.starts_with('/');
    // It becomes a part of the pages' content security policy.
    if is_complete && is_address && !url.contains([' ', ';', ',', '"', '\'']) {
        Ok(url.to_owned())
    } else {
        Err(wrong(
            url,
            "write a template such as https://tiles.example/{z}/{x}/{y}.png",
        ))
    }
}

/// What else may begin with `TEILHABE_` in the environment: read by commands, by the build, by tests and tools. Any other
/// name stops the start, because it is most likely a key that was mistyped.
pub const NOT_KEYS: [&str; 10] = [
    "TEILHABE_CONFIG",
    "TEILHABE_STAFF_PASSWORD",
    "TEILHABE_BACKUP_PASSPHRASE",
    "TEILHABE_SITE_DIR",
    "TEILHABE_TEST_DATA",
    "TEILHABE_WRITE_DOCS",
    "TEILHABE_BIN",
    "TEILHABE_CHROMIUM",
    "TEILHABE_ACCESSIBILITY",
    "TEILHABE_TRACE",
];

/// The names in the environment that nobody reads.
fn unknown(environment: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let is_known = |name: &str, value: &str| {
        NOT_KEYS.contains(&name)
            || KEYS.iter().any(|key| key.variable() == name)
            || is_of_a_service(name, value)
    };
    let mut unknown: Vec<String> = environment
        .filter(|(name, value)| name.starts_with("TEILHABE_") && !is_known(name, value))
        .map(|(name, _)| name)
        .collect();
    unknown.sort();
    unknown
}

/// Kubernetes tells every container where the services of its namespace are, among them `teilhabe` and `teilhabe-postgres`:
/// `…_SERVICE_HOST`, `…_SERVICE_PORT`, `…_SERVICE_PORT_<NAME>`, `…_PORT` with a URL, `…_PORT_<number>_TCP…`.
fn is_of_a_service(name: &str, value: &str) -> bool {
    let is_port = |(number, rest): (&str, &str)| {
        !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && ["TCP", "UDP", "SCTP"]
                .iter()
                .any(|protocol| rest == *protocol || rest.starts_with(&format!("{protocol}_")))
    };
    name.ends_with("_SERVICE_HOST")
        || name.ends_with("_SERVICE_PORT")
        || name.contains("_SERVICE_PORT_")
        || (name.ends_with("_PORT") && value.contains("://"))
        || name
            .split("_PORT_")
            .skip(1)
            .filter_map(|rest| rest.split_once('_'))
            .any(is_port)
}

/// What is wrong with the configuration, naming the key.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration file {0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The file is not TOML or has an unknown key.
    #[error("the configuration file {0} is wrong: {1}")]
    Toml(PathBuf, Box<toml::de::Error>),
    /// The environment has names that nobody reads.
    #[error("nobody reads {}: a key that was mistyped? docs/operations.md names all", .0.join(", "))]
    Unknown(Vec<String>),
    /// A value cannot be understood.
    #[error("{key} = {value:?} cannot be understood: {hint}")]
    Value {
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
        /// What is expected.
        hint: &'static str,
    },
}

impl Config {
    /// Reads the environment and the file named by `TEILHABE_CONFIG`, or given.
    ///
    /// # Errors
    /// What is wrong, naming file and key.
    pub fn load(file: Option<PathBuf>) -> Result<Self, ConfigError> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that reads the environment"
        )]
        let environment = |key: &str| std::env::var(variable(key)).ok().filter(|v| !v.is_empty());
        let named = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
        });
        let unknown = unknown(named);
        if !unknown.is_empty() {
            return Err(ConfigError::Unknown(unknown));
        }
        let file = file.or_else(|| environment("config").map(PathBuf::from));
        let in_file = match file {
            None => InFile::default(),
            Some(path) => {
                let text = std::fs::read_to_string(&path).map_err(|e| ConfigError::File(path.clone(), e))?;
                toml::from_str(&text).map_err(|e| ConfigError::Toml(path, Box::new(e)))?
            }
        };
        Self::from_lookup(|key| environment(key), in_file)
    }

    /// What holds where nothing is set.
    #[cfg(test)]
    pub(crate) fn defaults() -> Self {
        Self::from_lookup(|_| None, InFile::default()).unwrap()
    }

    fn from_lookup(environment: impl Fn(&str) -> Option<String>, file: InFile) -> Result<Self, ConfigError> {
        let mut config = Self::read(environment, file)?;
        if config.database_url.is_empty() {
            config.database_url = format!("sqlite:{}", config.data.join("teilhabe.db").display());
        }
        Ok(config)
    }

    /// The source of map tiles for a content security policy, such as `https://tiles.example`; none for tiles of this
    /// site and where there are none.
    pub fn tiles_source(&self) -> Option<String> {
        let (scheme, rest) = self.tiles_url.as_deref()?.split_once("://")?;
        let host = rest.split('/').next().unwrap_or_default();
        Some(format!("{scheme}://{}", host.replace("{s}", "*")))
    }

    /// Whether the site is reached over TLS, so that cookies can be marked `Secure`.
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_goes_before_the_file_and_defaults_are_safe() {
        let file: InFile = toml::from_str("listen = \"0.0.0.0:80\"\nsmtp_url = \"smtp://mail\"").unwrap();
        let config =
            Config::from_lookup(|key| (key == "listen").then(|| "127.0.0.1:4000".into()), file).unwrap();
        assert_eq!(config.listen.port(), 4000);
        assert_eq!(config.smtp_url.as_deref(), Some("smtp://mail"));
        assert!(config.trusted_proxies.is_empty() && !config.allow_public_demo);
        assert_eq!(config.durability, Durability::PowerCut);
    }

    #[test]
    fn tiles_need_a_whole_template_and_open_the_policy_for_their_host_alone() {
        let with = |url: &str| {
            Config::from_lookup(
                |key| (key == "tiles_url").then(|| url.to_owned()),
                InFile::default(),
            )
        };
        let source = |url: &str| with(url).unwrap().tiles_source();
        assert_eq!(
            source("https://{s}.tiles.example:8443/{z}/{x}/{y}.png").as_deref(),
            Some("https://*.tiles.example:8443")
        );
        assert_eq!(source("/tiles/{z}/{x}/{y}.png"), None);
        for wrong in [
            "https://tiles.example/",
            "tiles.example/{z}/{x}/{y}",
            "https://a; script-src *//{z}/{x}/{y}",
        ] {
            assert!(
                with(wrong).unwrap_err().to_string().contains("tiles_url"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn the_own_machine_may_be_called_localhost() {
        let config = Config::from_lookup(
            |key| (key == "listen").then(|| "localhost:3000".into()),
            InFile::default(),
        );
        assert_eq!(config.unwrap().listen, "127.0.0.1:3000".parse().unwrap());
    }

    #[test]
    fn a_mail_server_that_is_not_understood_is_named_without_its_password() {
        let config = Config::from_lookup(
            |key| (key == "smtp_url").then(|| "anna:geheim@mail.example".into()),
            InFile::default(),
        );
        let wrong = config.unwrap_err().to_string();
        assert!(
            wrong.starts_with(
                "smtp_url = \"mail.example\" cannot be understood: write a URL such as smtps://"
            ) && !wrong.contains("geheim"),
            "{wrong}"
        );
    }

    #[test]
    fn a_file_may_say_true_and_numbers_as_toml_has_them() {
        let read = |text: &str| Config::from_lookup(|_| None, toml::from_str(text).unwrap()).unwrap();
        let config = read("hsts = false\npage_cache = true\noffline = \"off\"\nmax_video_mb = 50");
        assert!(!config.hsts && config.page_cache && !config.offline && !config.allow_public_demo);
        assert_eq!(config.max_video_mb, 50);
        assert_eq!(read("max_video_mb = \"70\"").max_video_mb, 70);
        let proxies = |text: &str| read(text).trusted_proxies;
        assert_eq!(
            proxies("trusted_proxies = [\"127.0.0.1\", \"10.0.0.0/8\"]"),
            proxies("trusted_proxies = \"127.0.0.1, 10.0.0.0/8\"")
        );
        assert!(proxies("trusted_proxies = []").is_empty());
        let wrong = toml::from_str::<InFile>("hsts = [1]").unwrap_err().to_string();
        assert!(
            wrong.contains("hsts") && wrong.contains("true or false"),
            "{wrong}"
        );
    }

    #[test]
    fn a_mistyped_name_in_the_environment_is_named() {
        let mut named: Vec<(String, String)> = KEYS
            .iter()
            .map(|key| (key.variable(), "1".into()))
            .chain(NOT_KEYS.map(|name| (name.to_owned(), "1".into())))
            .collect();
        for (name, value) in [
            ("PATH", "/bin"),
            ("TEILHABE_SERVICE_HOST", "10.0.0.1"),
            ("TEILHABE_PORT", "tcp://10.0.0.1:3000"),
            ("TEILHABE_PORT_3000_TCP_ADDR", "10.0.0.1"),
        ] {
            named.push((name.into(), value.into()));
        }
        assert_eq!(unknown(named.clone().into_iter()), Vec::<String>::new());
        named.push(("TEILHABE_PORT".into(), "3000".into()));
        named.push(("TEILHABE_DATABASEURL".into(), "x".into()));
        assert_eq!(
            unknown(named.into_iter()),
            ["TEILHABE_DATABASEURL", "TEILHABE_PORT"]
        );
    }

    #[test]
    fn other_services_of_the_name_in_kubernetes_do_not_stop_the_start() {
        let told = |names: &[(&str, &str)]| {
            let named = names
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            unknown(named)
        };
        let services = [
            ("TEILHABE_POSTGRES_SERVICE_HOST", "10.0.0.7"),
            ("TEILHABE_POSTGRES_SERVICE_PORT", "5432"),
            ("TEILHABE_POSTGRES_SERVICE_PORT_PG", "5432"),
            ("TEILHABE_POSTGRES_PORT", "tcp://10.0.0.7:5432"),
            ("TEILHABE_POSTGRES_PORT_5432_TCP", "tcp://10.0.0.7:5432"),
            ("TEILHABE_POSTGRES_PORT_5432_TCP_PROTO", "tcp"),
            ("TEILHABE_POSTGRES_PORT_5432_TCP_PORT", "5432"),
            ("TEILHABE_POSTGRES_PORT_5432_TCP_ADDR", "10.0.0.7"),
            ("TEILHABE_DNS_PORT_53_UDP_ADDR", "10.0.0.8"),
        ];
        assert_eq!(told(&services), Vec::<String>::new());
        let mistyped = [
            ("TEILHABE_LISTEN_PORT", "3000"),
            ("TEILHABE_PORT_TCP", "3000"),
            ("TEILHABE_SERVICE", "x"),
        ];
        assert_eq!(
            told(&mistyped),
            ["TEILHABE_LISTEN_PORT", "TEILHABE_PORT_TCP", "TEILHABE_SERVICE"]
        );
    }

    #[test]
    fn a_wrong_value_names_its_key_what_was_not_understood_and_what_is_expected() {
        for (key, value, said) in [
            (
                "hsts",
                "maybe",
                "hsts = \"maybe\" cannot be understood: write 1 or 0",
            ),
            (
                "listen",
                "3000",
                "listen = \"3000\" cannot be understood: write an address with port",
            ),
            (
                "durability",
                "none",
                "durability = \"none\" cannot be understood: write power_cut",
            ),
            (
                "max_video_mb",
                "50 MB",
                "max_video_mb = \"50 MB\" cannot be understood: write a number",
            ),
            (
                "public_url",
                "stadt.example",
                "public_url = \"stadt.example\" cannot be understood: begin with",
            ),
            (
                "media_url",
                "http://m.example",
                "media_url = \"http://m.example\" cannot be understood: begin",
            ),
            (
                "smtp_url",
                "mail.example",
                "smtp_url = \"mail.example\" cannot be understood: write a URL such as smtps://",
            ),
            (
                "mail_from",
                "x",
                "mail_from = \"x\" cannot be understood: write an address such as",
            ),
            (
                "trusted_proxies",
                "10.0.0.0/8, nonsense",
                "trusted_proxies = \"nonsense\" cannot be understood",
            ),
        ] {
            let wrong = Config::from_lookup(|asked| (asked == key).then(|| value.into()), InFile::default());
            let wrong = wrong.unwrap_err().to_string();
            assert!(wrong.starts_with(said), "{wrong}");
        }
    }

    #[test]
    fn a_mistyped_key_of_the_file_is_named_with_its_line() {
        let wrong = toml::from_str::<InFile>("hsts = true\nofline = \"off\"").unwrap_err();
        let wrong = wrong.to_string();
        assert!(
            wrong.contains("line 2") && wrong.contains("ofline") && wrong.contains("offline"),
            "{wrong}"
        );
    }

    #[test]
    fn what_is_not_set_has_a_safe_value_and_what_is_empty_in_the_file_is_not_set() {
        let config = Config::defaults();
        assert_eq!(config.database_url, "sqlite:data/teilhabe.db");
        assert!(config.listen.ip().is_loopback() && config.hsts && config.page_cache && config.offline);
        let empty = toml::from_str("public_url = \"\"\nsecret = \"\"\nhsts = \"\"\ndata = \"/srv\"").unwrap();
        let config = Config::from_lookup(|_| None, empty).unwrap();
        assert_eq!(
            (config.public_url, config.secret, config.hsts),
            (None, None, true)
        );
        assert_eq!(config.database_url, "sqlite:/srv/teilhabe.db");
    }
}
