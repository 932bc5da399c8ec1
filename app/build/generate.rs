//! Writes the checked catalogue as Rust: typed functions for both sides, tables of texts for the server.
//!
//! - `messages.rs` holds no text of any language, so the browser's part does not grow with translations.
//! - The same files give the same numbers, so server and browser agree on slots as long as [`version`] is equal.

use std::fmt::Write as _;

use crate::catalogue::{Argument, Catalogue, Message};

/// Words of Rust that may name a function only with `r#`.
const KEYWORDS: [&str; 50] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "static",
    "struct",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
];

/// A number that changes whenever keys, their order or their arguments change.
pub fn version(catalogue: &Catalogue) -> String {
    let structure: Vec<String> = catalogue
        .messages
        .iter()
        .map(|message| format!("{}/{}/{:?}", message.key, message.plural, message.arguments))
        .collect();
    hash(&structure)
}

/// FNV-1a over all texts: stable between builds and machines, which std's hasher does not promise.
fn hash(texts: &[String]) -> String {
    let mut value: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in texts.iter().flat_map(|text| text.bytes().chain([0])) {
        value = (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{value:016x}")
}

/// The module tree `msg::<feature>::<key>(…)`.
pub fn messages(catalogue: &Catalogue) -> String {
    let mut out = String::new();
    _ = writeln!(
        out,
        "/// Changes with keys, order and arguments; a table of another version does not fit."
    );
    _ = writeln!(out, "pub(super) const VERSION: &str = {:?};", version(catalogue));
    _ = writeln!(out, "/// How many slots a table has.");
    _ = writeln!(out, "pub(super) const SLOTS: usize = {};", catalogue.slots);
    let all: Vec<&Message> = catalogue.messages.iter().collect();
    modules(&mut out, &all, 0);
    out
}

/// Writes one level of modules; `messages` share their first `depth` parts and are sorted by key.
fn modules(out: &mut String, messages: &[&Message], depth: usize) {
    let mut rest = messages.to_vec();
    while let Some(first) = rest.first().copied() {
        let parts: Vec<&str> = first.key.split('.').collect();
        let Some(name) = parts.get(depth) else { return };
        if parts.len() == depth + 1 {
            function(out, name, first);
            rest.remove(0);
            continue;
        }
        let (inside, others): (Vec<&Message>, Vec<&Message>) = rest.into_iter().partition(|message| {
            let other: Vec<&str> = message.key.split('.').collect();
            other.len() > depth + 1 && other.get(..=depth) == parts.get(..=depth)
        });
        _ = writeln!(out, "/// Texts under `{}`.", parts[..=depth].join("."));
        _ = writeln!(out, "pub mod {} {{", identifier(name));
        _ = writeln!(out, "use super::*;");
        modules(out, &inside, depth + 1);
        _ = writeln!(out, "}}");
        rest = others;
    }
}

fn function(out: &mut String, name: &str, message: &Message) {
    for line in message.german.lines() {
        _ = writeln!(out, "#[doc = {:?}]", format!(" {line}"));
    }
    let mut parameters: Vec<String> = Vec::new();
    if message.plural {
        parameters.push("count: u64".to_owned());
    }
    for argument in &message.arguments {
        parameters.push(format!("{}: {}", identifier(&argument.name), type_of(argument)));
    }
    if parameters.len() > 7 {
        _ = writeln!(
            out,
            "#[expect(clippy::too_many_arguments, reason = \"as many as the text has\")]"
        );
    }
    _ = write!(
        out,
        "pub fn {}({}) -> Msg {{ ",
        identifier(name),
        parameters.join(", ")
    );
    if message.plural {
        _ = write!(out, "Msg::plural({}, count)", message.slot);
    } else {
        _ = write!(out, "Msg::plain({})", message.slot);
    }
    for argument in &message.arguments {
        let variable = identifier(&argument.name);
        let value = match argument.format.as_deref() {
            Some("number") => format!("Arg::Number({variable})"),
            Some("date") => format!("Arg::Day({variable})"),
            Some("datetime") => format!("Arg::DateTime({variable})"),
            Some("filesize") => format!("Arg::FileSize({variable})"),
            _ => format!("{variable}.into()"),
        };
        _ = write!(out, ".with({:?}, {value})", argument.name);
    }
    _ = writeln!(out, " }}");
}

fn type_of(argument: &Argument) -> &'static str {
    match argument.format.as_deref() {
        Some("number") => "i64",
        Some("date") => "chrono::NaiveDate",
        Some("datetime") => "chrono::NaiveDateTime",
        Some("filesize") => "u64",
        _ => "impl Into<Arg>",
    }
}

fn identifier(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// The tables of texts and the names of the keys, for the server.
pub fn tables(catalogue: &Catalogue) -> String {
    let mut out = String::new();
    _ = writeln!(
        out,
        "/// Code, fingerprint and texts by slot of every language in `locales/`."
    );
    _ = writeln!(out, "pub(super) static TABLES: &[(&str, &str, &[&str])] = &[");
    for (language, texts) in &catalogue.tables {
        _ = writeln!(out, "({language:?}, {:?}, &[", hash(texts));
        for text in texts {
            _ = writeln!(out, "{text:?},");
        }
        _ = writeln!(out, "]),");
    }
    _ = writeln!(out, "];");
    _ = writeln!(out, "/// Key, slot and whether it is a plural, sorted by key.");
    _ = writeln!(out, "pub(super) static NAMES: &[(&str, u16, bool)] = &[");
    for message in &catalogue.messages {
        _ = writeln!(out, "({:?}, {}, {}),", message.key, message.slot, message.plural);
    }
    _ = writeln!(out, "];");
    out
}
