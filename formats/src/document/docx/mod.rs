//! Documents as DOCX (ECMA-376 transitional), written by hand: councils go on editing them.
//!
//! Invariants: headings are Word's own heading styles, header rows repeat, short rows stay on one page and long ones may
//! break across pages, so no text is lost; a table of contents is complete before any program updates it, but for pages, which only that program
//! knows; all text is escaped; entries of the zip carry no time, so same document, same bytes.

mod body;
mod parts;

use super::{Document, Error, Result};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The document as `.docx`.
///
/// # Errors
/// [`Error::Container`] when the zip cannot be written.
pub fn render(document: &Document) -> Result<Vec<u8>> {
    let mut links = body::Links::default();
    let main = body::document(document, &mut links);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE_RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(document)),
        ("docProps/app.xml", parts::APP.to_owned()),
        ("word/document.xml", main),
        ("word/_rels/document.xml.rels", parts::relations(&links)),
        ("word/styles.xml", parts::styles(document)),
        ("word/settings.xml", parts::settings(document)),
        ("word/numbering.xml", parts::numbering(links.numbered_lists())),
        ("word/header1.xml", parts::header(document)),
        ("word/footer1.xml", parts::footer(document)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in files {
        zip.start_file(name, options)
            .map_err(|error| Error::Container(error.to_string()))?;
        zip.write_all(content.as_bytes())
            .map_err(|error| Error::Container(error.to_string()))?;
    }
    Ok(zip
        .finish()
        .map_err(|error| Error::Container(error.to_string()))?
        .into_inner())
}
