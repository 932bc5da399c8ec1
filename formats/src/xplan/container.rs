//! ZIP archives of plans: which members are there, and one member's bytes, within limits.
//!
//! Invariants: nothing is unpacked beyond `Limits::total_bytes`, whatever the archive claims; an archive with a
//! name that leads out of it is refused as a whole; nothing is ever written anywhere.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Limits;
use super::finding::Finding;

/// A ratio below this size is never suspicious: long runs of blanks are normal in small files.
const RATIO_FROM: u64 = 5_000_000;

/// True if the bytes begin like a ZIP archive.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(b"PK\x07\x08")
}

/// An archive whose directory was checked.
pub(super) struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names of all members that are files.
    pub(super) names: Vec<String>,
    limits: Limits,
    unpacked: u64,
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Finding> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
        if archive.len() > limits.members {
            let message = format!(
                "The archive has {} members; {} are allowed.",
                archive.len(),
                limits.members
            );
            return Err(Finding::new(
                "zip_too_many_members",
                message,
                "Pack one plan with its documents only.",
            ));
        }
        let (mut names, mut total) = (Vec::new(), 0u64);
        for index in 0..archive.len() {
            let member = archive
                .by_index_raw(index)
                .map_err(|error| damaged(&error.to_string()))?;
            let name = member.name().to_owned();
            if leads_out(&name) {
                let message = format!(
                    "The member \"{}\" would lead out of the archive.",
                    printable(&name)
                );
                let hint = "Pack the files again with plain relative names.";
                return Err(Finding::new("zip_path_traversal", message, hint).at(printable(&name)));
            }
            check_ratio(&name, member.size(), member.compressed_size(), limits)?;
            total = total.saturating_add(member.size());
            if total > limits.total_bytes {
                return Err(too_large(limits));
            }
            if member.encrypted() {
                let hint = "Pack the files again without a password.";
                return Err(
                    Finding::new("zip_encrypted", "The archive is encrypted.", hint).at(printable(&name))
                );
            }
            if member.is_file() {
                names.push(name);
            }
        }
        Ok(Self {
            archive,
            names,
            limits: limits.clone(),
            unpacked: 0,
        })
    }

    /// Names of the members that are GML files, in the order of the archive.
    pub(super) fn gml_names(&self) -> Vec<String> {
        let is_gml = |name: &&String| {
            let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
            // macOS puts a `._` twin with resource data beside every file.
            file.to_ascii_lowercase().ends_with(".gml") && !file.starts_with("._")
        };
        self.names.iter().filter(is_gml).cloned().collect()
    }

    /// The bytes of a member that may have at most so many. One that says to be larger is refused alone; one whose
    /// size in the directory lies is refused like a whole archive that is too large.
    pub(super) fn read_document(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Finding> {
        let size = self
            .archive
            .by_name(name)
            .map_err(|error| damaged(&error.to_string()).at(printable(name)))?
            .size();
        if size > most {
            let message = format!("The document is larger than {} MB.", most / 1_000_000);
            let hint =
                "Make it smaller, for example by saving it for the screen, and upload it with the documents.";
            return Err(Finding::new("document_too_large", message, hint).at(printable(name)));
        }
        self.limits.total_bytes = self.limits.total_bytes.min(self.unpacked.saturating_add(most));
        self.read(name)
    }

    /// The bytes of a member.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, Finding> {
        let left = self.limits.total_bytes.saturating_sub(self.unpacked);
        let member = self
            .archive
            .by_name(name)
            .map_err(|error| damaged(&error.to_string()).at(printable(name)))?;
        let compressed = member.compressed_size();
        let mut content = Vec::new();
        // One byte more than allowed shows that there is more; the size in the directory may lie.
        member
            .take(left.saturating_add(1))
            .read_to_end(&mut content)
            .map_err(|error| damaged(&error.to_string()).at(printable(name)))?;
        let size = content.len() as u64;
        self.unpacked = self.unpacked.saturating_add(size);
        if size > left {
            return Err(too_large(&self.limits));
        }
        check_ratio(name, size, compressed, &self.limits)?;
        Ok(content)
    }
}

fn check_ratio(name: &str, size: u64, compressed: u64, limits: &Limits) -> Result<(), Finding> {
    if size > RATIO_FROM && size / compressed.max(1) > limits.ratio {
        let message = format!(
            "The member \"{}\" unpacks to {size} bytes from {compressed}.",
            printable(name)
        );
        let hint = "This looks like a ZIP bomb: pack the files again.";
        return Err(Finding::new("zip_bomb", message, hint).at(printable(name)));
    }
    Ok(())
}

fn damaged(error: &str) -> Finding {
    Finding::new(
        "zip_damaged",
        format!("The archive cannot be unpacked: {error}."),
        "Pack the files again.",
    )
}

fn too_large(limits: &Limits) -> Finding {
    let message = format!(
        "The archive unpacks to more than {} MB.",
        limits.total_bytes / 1_000_000
    );
    Finding::new(
        "too_large",
        message,
        "Leave out rasters, or pack one plan per archive.",
    )
}

/// A name as it may be shown: no control characters, not endless.
pub(super) fn printable(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// True for absolute names, drive letters and names with a step upwards, in either direction of slash.
fn leads_out(name: &str) -> bool {
    let drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    name.starts_with(['/', '\\'])
        || drive
        || name.contains('\0')
        || name.split(['/', '\\']).any(|part| part == "..")
}

/// The members of an archive by name, to be asked for as often as a plan names documents.
#[derive(Debug, Default)]
pub(super) struct Members(HashMap<String, String>);

impl Members {
    pub(super) fn of(names: &[String]) -> Self {
        let mut found = HashMap::new();
        for name in names {
            found.entry(forward(name)).or_insert_with(|| name.clone());
        }
        Self(found)
    }
}

fn forward(name: &str) -> String {
    name.replace('\\', "/")
}

/// An address with its percent escapes resolved (RFC 3986 § 2.1); as it is where they make no text.
fn unescaped(url: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%'
            && let (Some(high), Some(low)) = (digit(tail.first()), digit(tail.get(1)))
        {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| url.to_owned())
}

/// The member that a document's address means, seen from the GML file that names it.
pub(super) fn member_for(url: &str, gml: Option<&str>, members: &Members) -> Option<String> {
    let url = forward(url.strip_prefix("./").unwrap_or(url));
    if url.contains("://") || leads_out(&url) {
        return None;
    }
    let gml = gml.map(forward).unwrap_or_default();
    let folder = gml.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |url: &str| {
        if folder.is_empty() {
            url.to_owned()
        } else {
            format!("{folder}/{url}")
        }
    };
    let plain = unescaped(&url);
    // A name may hold a percent sign itself: what is written counts before what it would mean.
    [beside(&url), url.clone(), beside(&plain), plain]
        .iter()
        .find_map(|wanted| members.0.get(wanted))
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escaped_address_means_the_member_with_the_plain_name() {
        let names = ["docs/Begründung 1.pdf", "docs/100%25.pdf", "Karte+A.pdf"].map(str::to_owned);
        let members = Members::of(&names);
        let found = |url: &str| member_for(url, Some("docs/plan.gml"), &members);
        assert_eq!(
            found("Begr%C3%BCndung%201.pdf").as_deref(),
            Some(names[0].as_str())
        );
        assert_eq!(
            found("docs/Begr%c3%bcndung%201.pdf").as_deref(),
            Some(names[0].as_str())
        );
        assert_eq!(found("100%25.pdf").as_deref(), Some(names[1].as_str()));
        assert_eq!(found("Karte%2BA.pdf").as_deref(), Some(names[2].as_str()));
        for nothing in ["%2e%2e/docs/100%25.pdf", "%FF%", "%", "Karte A.pdf"] {
            assert_eq!(found(nothing), None, "{nothing}");
        }
    }
}
