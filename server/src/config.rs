//! Configuration: read once at start from the environment and, below it, a TOML file; every key is documented in
//! `docs/operations.md`.

use std::{net::SocketAddr, path::PathBuf};

use ipnet::IpNet;
use serde::{Deserialize, Deserializer};

use crate::db::Durability;

/// The largest video that is accepted where nothing is set, in megabytes.
const MAX_VIDEO_MB: u64 = 200;

/// Everything an operator can set.
#[derive(Clone, Debug)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database_url: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where metrics are served, if anywhere.
    pub metrics_listen: Option<SocketAddr>,
    /// Folder of files and of the installation's secret.
    pub data: PathBuf,
    /// The address under which people reach the site, such as `https://beteiligung.example`.
    pub public_url: Option<String>,
    /// Whether browsers are told to come over TLS alone (HSTS), where the public address is `https`.
    pub hsts: bool,
    /// Proxies whose forwarded headers are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// How mail leaves: `smtp://host:port`, `smtps://user:password@host`; none sends no mail.
    pub smtp_url: Option<String>,
    /// The sender of mail.
    pub mail_from: String,
    /// The installation's secret, hexadecimal; else the file `secret` in the data folder, made at first start.
    pub secret: Option<String>,
    /// Durability of SQLite.
    pub durability: Durability,
    /// Whether rendered pages are kept in memory.
    pub page_cache: bool,
    /// Whether a demo database may listen beyond loopback.
    pub allow_public_demo: bool,
    /// Password of all demo accounts; generated and printed when absent.
    pub demo_password: Option<String>,
    /// Whether browsers may keep visited pages for reading without network.
    pub offline: bool,
    /// URL template of map tiles; none shows no tiles.
    pub tiles_url: Option<String>,
    /// The notice that the tiles' licence asks for.
    pub tiles_attribution: String,
    /// The beginning of addresses of videos on the municipality's own media server; none allows uploads alone.
    pub media_url: Option<String>,
    /// The largest video that is accepted, in megabytes.
    pub max_video_mb: u64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Keys {
    database_url: Option<String>,
    listen: Option<String>,
    metrics_listen: Option<String>,
    data: Option<String>,
    public_url: Option<String>,
    #[serde(deserialize_with = "word")]
    hsts: Option<String>,
    trusted_proxies: Option<String>,
    smtp_url: Option<String>,
    mail_from: Option<String>,
    secret: Option<String>,
    durability: Option<String>,
    #[serde(deserialize_with = "word")]
    page_cache: Option<String>,
    #[serde(deserialize_with = "word")]
    allow_public_demo: Option<String>,
    demo_password: Option<String>,
    #[serde(deserialize_with = "word")]
    offline: Option<String>,
    tiles_url: Option<String>,
    tiles_attribution: Option<String>,
    media_url: Option<String>,
    #[serde(deserialize_with = "word")]
    max_video_mb: Option<String>,
}

/// A switch or a number: in a file they may stand as TOML has them, `true` and `200`, or as the environment has them, in
/// quotation marks.
fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a word, true or false, or a whole number")]
    enum Value {
        Word(String),
        Switch(bool),
        Number(u64),
    }
    Ok(Some(match Value::deserialize(from)? {
        Value::Word(word) => word,
        Value::Switch(switch) => switch.to_string(),
        Value::Number(number) => number.to_string(),
    }))
}

/// The keys as they are named in the environment (with `TEILHABE_` in front) and in the file.
pub const KEYS: [&str; 19] = [
    "database_url",
    "listen",
    "metrics_listen",
    "data",
    "public_url",
    "hsts",
    "trusted_proxies",
    "smtp_url",
    "mail_from",
    "secret",
    "durability",
    "page_cache",
    "allow_public_demo",
    "demo_password",
    "offline",
    "tiles_url",
    "tiles_attribution",
    "media_url",
    "max_video_mb",
];

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
            || KEYS
                .iter()
                .any(|key| name.strip_prefix("TEILHABE_") == Some(key.to_uppercase().as_str()))
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
        let environment = |key: &str| {
            std::env::var(format!("TEILHABE_{}", key.to_uppercase()))
                .ok()
                .filter(|v| !v.is_empty())
        };
        let named = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
        });
        let unknown = unknown(named);
        if !unknown.is_empty() {
            return Err(ConfigError::Unknown(unknown));
        }
        let file = file.or_else(|| environment("config").map(PathBuf::from));
        let in_file = match file {
            None => Keys::default(),
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
        Self::from_lookup(|_| None, Keys::default()).unwrap()
    }

    fn from_lookup(environment: impl Fn(&str) -> Option<String>, file: Keys) -> Result<Self, ConfigError> {
        let data = PathBuf::from(environment("data").or(file.data).unwrap_or_else(|| "data".into()));
        let default_database = format!("sqlite:{}", data.join("teilhabe.db").display());
        let flag = |key: &'static str, value: Option<String>, default: bool| match value.as_deref() {
            None => Ok(default),
            Some("1" | "true" | "on" | "yes") => Ok(true),
            Some("0" | "false" | "off" | "no") => Ok(false),
            Some(other) => Err(ConfigError::Value {
                key,
                value: other.into(),
                hint: "write 1 or 0, on or off",
            }),
        };
        let address = |key: &'static str, value: Option<String>| {
            value
                .map(|v| {
                    v.parse::<SocketAddr>().map_err(|_| ConfigError::Value {
                        key,
                        value: v,
                        hint: "write an address with port, such as 127.0.0.1:3000",
                    })
                })
                .transpose()
        };
        let trusted = environment("trusted_proxies")
            .or(file.trusted_proxies)
            .unwrap_or_default();
        let trusted_proxies = trusted
            .split([',', ' '])
            .filter(|part| !part.is_empty())
            .map(|part| {
                part.parse::<IpNet>()
                    .or_else(|_| part.parse::<std::net::IpAddr>().map(IpNet::from))
                    .map_err(|_| ConfigError::Value {
                        key: "trusted_proxies",
                        value: part.into(),
                        hint: "write addresses or networks, such as 10.0.0.0/8, separated by commas",
                    })
            })
            .collect::<Result<_, _>>()?;
        let public_url = environment("public_url")
            .or(file.public_url)
            .map(|url| url.trim_end_matches('/').to_owned());
        if let Some(url) = &public_url
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            return Err(ConfigError::Value {
                key: "public_url",
                value: url.clone(),
                hint: "begin with https://",
            });
        }
        let tiles_url = environment("tiles_url").or(file.tiles_url);
        if let Some(url) = &tiles_url {
            let is_complete = ["{z}", "{x}", "{y}"].iter().all(|part| url.contains(part));
            let is_address =
                url.starts_with("https://") || url.starts_with("http://") || url.starts_with('/');
            // It becomes a part of the pages' content security policy.
            if !is_complete || !is_address || url.contains([' ', ';', ',', '"', '\'']) {
                return Err(ConfigError::Value {
                    key: "tiles_url",
                    value: url.clone(),
                    hint: "write a template such as https://tiles.example/{z}/{x}/{y}.png",
                });
            }
        }
        let durability = match environment("durability").or(file.durability).as_deref() {
            None | Some("power_cut") => Durability::PowerCut,
            Some("crash") => Durability::Crash,
            Some(other) => {
                return Err(ConfigError::Value {
                    key: "durability",
                    value: other.into(),
                    hint: "write power_cut or crash",
                });
            }
        };
        let media_url = environment("media_url")
            .or(file.media_url)
            .map(|url| url.trim_end_matches('/').to_owned());
        if let Some(url) = &media_url
            && (!url.starts_with("https://") || url.contains([' ', ';', ',', '\'', '"', '?', '#']))
        {
            return Err(ConfigError::Value {
                key: "media_url",
                value: url.clone(),
                hint: "begin with https://, without a query",
            });
        }
        let max_video_mb = match environment("max_video_mb").or(file.max_video_mb) {
            None => MAX_VIDEO_MB,
            Some(value) => value.parse().map_err(|_| ConfigError::Value {
                key: "max_video_mb",
                value,
                hint: "write a number of megabytes, such as 200",
            })?,
        };
        Ok(Self {
            database_url: environment("database_url")
                .or(file.database_url)
                .unwrap_or(default_database),
            listen: address("listen", environment("listen").or(file.listen))?
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000))),
            metrics_listen: address(
                "metrics_listen",
                environment("metrics_listen").or(file.metrics_listen),
            )?,
            data,
            public_url,
            hsts: flag("hsts", environment("hsts").or(file.hsts), true)?,
            trusted_proxies,
            smtp_url: environment("smtp_url").or(file.smtp_url),
            mail_from: environment("mail_from")
                .or(file.mail_from)
                .unwrap_or_else(|| "beteiligung@localhost".into()),
            secret: environment("secret").or(file.secret),
            durability,
            page_cache: flag("page_cache", environment("page_cache").or(file.page_cache), true)?,
            allow_public_demo: flag(
                "allow_public_demo",
                environment("allow_public_demo").or(file.allow_public_demo),
                false,
            )?,
            demo_password: environment("demo_password").or(file.demo_password),
            offline: flag("offline", environment("offline").or(file.offline), true)?,
            tiles_url,
            tiles_attribution: environment("tiles_attribution")
                .or(file.tiles_attribution)
                .unwrap_or_default(),
            media_url,
            max_video_mb,
        })
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
        let file: Keys = toml::from_str("listen = \"0.0.0.0:80\"\nsmtp_url = \"smtp://mail\"").unwrap();
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
                Keys::default(),
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
    fn a_file_may_say_true_and_numbers_as_toml_has_them() {
        let read = |text: &str| Config::from_lookup(|_| None, toml::from_str(text).unwrap()).unwrap();
        let config = read("hsts = false\npage_cache = true\noffline = \"off\"\nmax_video_mb = 50");
        assert!(!config.hsts && config.page_cache && !config.offline && !config.allow_public_demo);
        assert_eq!(config.max_video_mb, 50);
        assert_eq!(read("max_video_mb = \"70\"").max_video_mb, 70);
        let wrong = toml::from_str::<Keys>("hsts = [1]").unwrap_err().to_string();
        assert!(
            wrong.contains("hsts") && wrong.contains("true or false"),
            "{wrong}"
        );
    }

    #[test]
    fn a_mistyped_name_in_the_environment_is_named() {
        let mut named: Vec<(String, String)> = KEYS
            .iter()
            .map(|key| (format!("TEILHABE_{}", key.to_uppercase()), "1".into()))
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
    fn a_wrong_value_names_its_key() {
        let wrong = Config::from_lookup(
            |key| (key == "trusted_proxies").then(|| "nonsense".into()),
            Keys::default(),
        );
        assert!(wrong.unwrap_err().to_string().contains("trusted_proxies"));
    }
}
