//! Who asks, when proxies stand in between: `X-Forwarded-For` and `X-Forwarded-Host`.
//!
//! Invariants: only what a trusted proxy wrote is believed. Proxies write at the right end, so the list is read from there
//! and no further than the first address that is not a trusted proxy's: whatever stands before it may be made up.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// What came over which way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// The address that asks; `None` where there is no connection, as in tests.
    pub client: Option<IpAddr>,
    /// The host that a trusted proxy was asked for.
    pub host: Option<String>,
}

/// Finds out who asks: the last address before trusted proxies, the peer itself when it is none of them.
pub fn came(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> Came {
    let peer = peer.map(|address| address.to_canonical());
    let is_trusted = |address: IpAddr| trusted.iter().any(|net| net.contains(&address));
    let Some(proxy) = peer.filter(|address| is_trusted(*address)) else {
        return Came {
            client: peer,
            host: None,
        };
    };
    let mut client = proxy;
    for entry in entries(headers, "x-forwarded-for").rev() {
        // What cannot be read hides who stood there: the nearest proxy that is known is all that is certain.
        let Some(address) = address(&entry) else { break };
        client = address;
        if !is_trusted(address) {
            break;
        }
    }
    Came {
        client: Some(client),
        // A proxy that adds its word writes it last as well.
        host: entries(headers, "x-forwarded-host").next_back(),
    }
}

/// The entries of a list that may be spread over several lines, in order.
fn entries(headers: &HeaderMap, name: &str) -> std::vec::IntoIter<String> {
    let all: Vec<String> = headers
        .get_all(name)
        .iter()
        .map(|line| String::from_utf8_lossy(line.as_bytes()))
        .flat_map(|line| {
            line.split(',')
                .map(|entry| entry.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|entry| !entry.is_empty())
        .collect();
    all.into_iter()
}

/// Reads `192.0.2.7`, `192.0.2.7:443`, `2001:db8::1`, `[2001:db8::1]` and `[2001:db8::1]:443`.
fn address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim_matches('"');
    let bare = entry
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(entry);
    bare.parse::<IpAddr>()
        .or_else(|_| entry.parse::<SocketAddr>().map(|with_port| with_port.ip()))
        .ok()
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    fn client(peer: &str, lines: &[&str]) -> String {
        let trusted = ["127.0.0.1/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        let lines: Vec<_> = lines.iter().map(|line| ("x-forwarded-for", *line)).collect();
        came(Some(peer.parse().unwrap()), &headers(&lines), &trusted)
            .client
            .unwrap()
            .to_string()
    }

    #[test]
    fn a_stranger_cannot_claim_another_address_or_host() {
        let made_up = headers(&[
            ("x-forwarded-for", "192.0.2.9"),
            ("x-forwarded-host", "nachbar.example"),
        ]);
        let peer = "192.0.2.7".parse().unwrap();
        let expected = Came {
            client: Some(peer),
            host: None,
        };
        assert_eq!(
            came(Some(peer), &made_up, &["127.0.0.1/32".parse().unwrap()]),
            expected
        );
        assert_eq!(came(Some(peer), &made_up, &[]), expected);
    }

    #[test]
    fn behind_a_chain_of_proxies_the_address_before_them_asks() {
        assert_eq!(client("127.0.0.1", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(client("127.0.0.1", &["192.0.2.7, 10.1.2.3"]), "192.0.2.7");
        // A proxy of the same machine, seen through a socket for both kinds of addresses.
        assert_eq!(
            client("::ffff:127.0.0.1", &["192.0.2.7, ::ffff:10.1.2.3"]),
            "192.0.2.7"
        );
        assert_eq!(
            client("127.0.0.1", &["10.9.9.9, 10.1.2.3"]),
            "10.9.9.9",
            "from inside"
        );
        assert_eq!(client("127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn what_a_visitor_wrote_before_the_proxy_is_not_believed_in_one_line_or_in_several() {
        assert_eq!(client("127.0.0.1", &["198.51.100.1, 192.0.2.7"]), "192.0.2.7");
        assert_eq!(client("127.0.0.1", &["198.51.100.1", "192.0.2.7"]), "192.0.2.7");
        assert_eq!(
            client("127.0.0.1", &["198.51.100.1", "192.0.2.7, 10.1.2.3"]),
            "192.0.2.7"
        );
    }

    #[test]
    fn an_entry_that_cannot_be_read_ends_the_search_at_the_last_proxy() {
        assert_eq!(client("127.0.0.1", &["198.51.100.1, unknown"]), "127.0.0.1");
        assert_eq!(
            client("127.0.0.1", &["198.51.100.1, _hidden, 10.1.2.3"]),
            "10.1.2.3"
        );
        assert_eq!(
            client("127.0.0.1", &["198.51.100.1", "\u{fc}, 10.1.2.3"]),
            "10.1.2.3"
        );
    }

    #[test]
    fn addresses_with_a_port_are_read() {
        assert_eq!(client("127.0.0.1", &["192.0.2.7:51234"]), "192.0.2.7");
        for entry in [
            "2001:db8::7",
            "[2001:db8::7]",
            "[2001:db8::7]:443",
            "\"[2001:db8::7]:443\"",
        ] {
            assert_eq!(client("127.0.0.1", &[entry]), "2001:db8::7", "{entry}");
        }
    }

    #[test]
    fn the_nearest_proxys_word_for_the_host_counts() {
        let trusted = ["127.0.0.1/32".parse().unwrap()];
        let host = |lines: &[(&'static str, &str)]| {
            came(Some("127.0.0.1".parse().unwrap()), &headers(lines), &trusted).host
        };
        assert_eq!(
            host(&[("x-forwarded-host", "musterstadt.example")]).as_deref(),
            Some("musterstadt.example")
        );
        let both = [
            ("x-forwarded-host", "nachbar.example"),
            ("x-forwarded-host", "musterstadt.example"),
        ];
        assert_eq!(host(&both).as_deref(), Some("musterstadt.example"));
        assert_eq!(host(&[]), None);
    }
}
