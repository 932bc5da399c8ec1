//! From bytes to an XML tree that is safe to walk: encoding, limits on nesting and size, line numbers.
//!
//! Invariants: no document type declaration and no entity of its own gets past this module; the tree is never
//! deeper than the limit, so that walking it cannot exhaust the stack.

use std::borrow::Cow;

use roxmltree::{Document, Node, ParsingOptions};

use super::Limits;
use super::finding::Finding;

/// The text of a file by its byte order mark or its XML declaration.
pub(super) fn decode<'a>(bytes: &'a [u8]) -> Result<Cow<'a, str>, Finding> {
    let label = declared_encoding(bytes);
    let encoding = match label {
        _ if encoding_rs::Encoding::for_bom(bytes).is_some() => encoding_rs::UTF_8,
        None => encoding_rs::UTF_8,
        Some(label) => encoding_rs::Encoding::for_label(label).ok_or_else(|| {
            let name = String::from_utf8_lossy(label).into_owned();
            Finding::new(
                "encoding_unknown",
                format!("The file declares the unknown encoding \"{name}\"."),
                "Save the file as UTF-8 and declare encoding=\"UTF-8\".",
            )
            .on_line(1)
        })?,
    };
    // A byte order mark wins over the declaration.
    let (text, _, broken) = encoding.decode(bytes);
    if broken {
        let line = std::str::from_utf8(bytes)
            .err()
            .map(|e| line_of(bytes, e.valid_up_to()));
        let mut finding = Finding::new(
            "encoding_broken",
            format!("The file contains bytes that are not {}.", encoding.name()),
            "Save the file in the encoding that its first line declares, best as UTF-8.",
        );
        finding.line = line;
        return Err(finding);
    }
    Ok(text)
}

/// The value of `encoding` in the XML declaration.
fn declared_encoding(bytes: &[u8]) -> Option<&[u8]> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head = head.strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|w| w == b"?>")?;
    let head = head.get(..end)?;
    let at = head.windows(8).position(|w| w == b"encoding")? + 8;
    let mut parts = head.get(at..)?.splitn(3, |b| matches!(b, b'"' | b'\''));
    parts.next()?;
    parts.next()
}

fn line_of(bytes: &[u8], offset: usize) -> u32 {
    let before = bytes.get(..offset.min(bytes.len())).unwrap_or_default();
    u32::try_from(before.iter().filter(|b| **b == b'\n').count())
        .unwrap_or(u32::MAX)
        .saturating_add(1)
}

/// Walks over the markup once, before the tree is built: refuses document type declarations, nesting beyond the
/// limit and too many elements. Well-formedness is the parser's business.
pub(super) fn scan(text: &str, limits: &Limits) -> Result<(), Finding> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut elements) = (0usize, 0usize, 0usize);
    let skip_past = |from: usize, mark: &str| {
        text.get(from..)
            .and_then(|rest| rest.find(mark))
            .map_or(bytes.len(), |i| from + i + mark.len())
    };
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|b| *b == b'<'))
    {
        let start = at + found;
        let rest = bytes.get(start..).unwrap_or_default();
        if rest.starts_with(b"<!--") {
            at = skip_past(start + 4, "-->");
        } else if rest.starts_with(b"<![CDATA[") {
            at = skip_past(start + 9, "]]>");
        } else if rest.starts_with(b"<?") {
            at = skip_past(start + 2, "?>");
        } else if rest.starts_with(b"<!") {
            return Err(dtd(line_of(bytes, start)));
        } else if rest.starts_with(b"</") {
            depth = depth.saturating_sub(1);
            at = start + 2;
        } else {
            let (end, closed) = end_of_tag(bytes, start + 1);
            at = end;
            elements += 1;
            if !closed {
                depth += 1;
            }
            if depth > limits.depth {
                return Err(Finding::new(
                    "nesting_too_deep",
                    format!("Elements are nested more than {} levels deep.", limits.depth),
                    "A plan needs about 20 levels: export the file again.",
                )
                .on_line(line_of(bytes, start)));
            }
            if elements > limits.elements {
                return Err(Finding::new(
                    "too_many_elements",
                    format!("The file has more than {} elements.", limits.elements),
                    "Split the file into one file per plan.",
                )
                .on_line(line_of(bytes, start)));
            }
        }
    }
    Ok(())
}

/// The offset behind the `>` of a start tag, and whether it closes itself.
fn end_of_tag(bytes: &[u8], from: usize) -> (usize, bool) {
    let (mut quote, mut before) = (None, 0u8);
    for (i, byte) in bytes.iter().enumerate().skip(from) {
        match (quote, *byte) {
            (None, b'>') => return (i + 1, before == b'/'),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), b) if b == open => quote = None,
            _ => {}
        }
        before = *byte;
    }
    (bytes.len(), true)
}

fn dtd(line: u32) -> Finding {
    Finding::new(
        "dtd_forbidden",
        "The file has a document type declaration (DTD), which can smuggle in foreign content.",
        "Remove the <!DOCTYPE …> from the file; XPlanGML needs none.",
    )
    .on_line(line)
}

/// The tree of a text that [`scan`] let pass.
pub(super) fn parse<'a>(text: &'a str, limits: &Limits) -> Result<Document<'a>, Finding> {
    let nodes_limit = u32::try_from(limits.elements.saturating_mul(4)).unwrap_or(u32::MAX);
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| {
        let line = error.pos().row;
        match error {
            roxmltree::Error::DtdDetected => dtd(line),
            roxmltree::Error::UnknownEntityReference(name, _) => Finding::new(
                "entity_unknown",
                format!("The file uses the entity \"&{name};\", which XML does not know by itself."),
                "Write the character itself, or &amp; for a plain ampersand.",
            )
            .on_line(line),
            error => Finding::new(
                "xml_invalid",
                format!("The file is not well-formed XML: {error}."),
                "Export the file again; a transfer may have cut or changed it.",
            )
            .on_line(line),
        }
    })
}

/// Line numbers by binary search: asking the parser anew for every finding would read the file each time.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| i)
                .collect(),
        )
    }

    pub(super) fn line(&self, node: Node) -> u32 {
        let before = self.0.partition_point(|newline| *newline < node.range().start);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }
}

/// Child elements with a local name.
pub(super) fn children<'a, 'i: 'a>(
    node: Node<'a, 'i>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'i>> + 'a {
    node.children()
        .filter(move |c| c.is_element() && c.tag_name().name() == name)
}

/// The first child element with a local name.
pub(super) fn child<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'a str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

/// The text of an element with blank runs at both ends removed; nothing where none is left.
pub(super) fn text(node: Node) -> Option<String> {
    let whole: String = node
        .children()
        .filter(Node::is_text)
        .filter_map(|n| n.text())
        .collect();
    let trimmed = whole.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// The text of the first child element with a local name.
pub(super) fn child_text(node: Node, name: &str) -> Option<String> {
    child(node, name).and_then(text)
}

/// The texts of all child elements with a local name.
pub(super) fn child_texts(node: Node, name: &str) -> Vec<String> {
    children(node, name).filter_map(text).collect()
}

/// `gml:id`.
pub(super) fn gml_id<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let is_id = |a: &roxmltree::Attribute<'a, '_>| {
        a.name() == "id"
            && a.namespace()
                .is_some_and(|n| n.starts_with("http://www.opengis.net/gml"))
    };
    node.attributes()
        .find(is_id)
        .map(|a| a.value())
        .filter(|v| !v.is_empty())
}

/// `xlink:href` without its `#`.
pub(super) fn reference<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let href = node
        .attributes()
        .find(|a| a.name() == "href" && a.namespace().is_some())?
        .value()
        .trim();
    let target = href.strip_prefix('#').unwrap_or(href);
    (!target.is_empty()).then_some(target)
}
