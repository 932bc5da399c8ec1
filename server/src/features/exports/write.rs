//! Turns what was collected into files.

use bytes::Bytes;
use formats::{
    document::{csv, docx, pdf as layout, xlsx},
    geo::geojson::{self, Geometry},
};
use serde_json::json;
use shared::exports::{ExportFormat, Variant};

use super::{collect::Collected, store::Notes};
use crate::{
    error::{Error, Result},
    pdf,
    site::Cx,
};

/// The most statements of one PDF.
const VOLUME: usize = 500;

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The files with their names.
    pub files: Vec<(String, Bytes)>,
    /// What an export of this form leaves out, and what has to be read first.
    pub notes: Notes,
    /// How many statements stand in the files.
    pub statements: u32,
}

/// Writes the files of an export.
///
/// # Errors
/// When a file could not be written.
pub async fn write(
    cx: &Cx,
    slug: &str,
    format: ExportFormat,
    variant: Variant,
    all: Collected,
) -> Result<Written> {
    let word = match variant {
        Variant::Internal => "intern",
        Variant::Council => "rat",
        Variant::Public => "oeffentlich",
    };
    let limited = all.in_file_name();
    let stem = format!("{slug}-synopse-{word}{limited}");
    let Collected {
        synopsis,
        located,
        not_located,
        read_first,
        ..
    } = all;
    let (notes, statements) = if format == ExportFormat::Geojson {
        let notes = Notes {
            left_out: not_located,
            read_first: Vec::new(),
        };
        (notes, located.len())
    } else {
        let notes = Notes {
            left_out: synopsis.left_out.clone(),
            read_first,
        };
        (notes, synopsis.statements())
    };
    let fault = |error: formats::document::Error| Error::internal(error.to_string());
    let one = |bytes: Vec<u8>| vec![(format!("{stem}.{}", format.word()), Bytes::from(bytes))];
    // Writing takes processor time: not on the threads that answer requests.
    let files = match format {
        ExportFormat::Docx => {
            let written = tokio::task::spawn_blocking(move || {
                let document = synopsis.document();
                // It has all texts by now: two copies of 20,000 statements are memory that nobody needs.
                drop(synopsis);
                docx::render(&document)
            });
            one(written.await?.map_err(fault)?)
        }
        ExportFormat::Xlsx => {
            let written = tokio::task::spawn_blocking(move || {
                let book = synopsis.sheets();
                drop(synopsis);
                xlsx::render(&book)
            });
            one(written.await?.map_err(fault)?)
        }
        ExportFormat::Csv => {
            let written = tokio::task::spawn_blocking(move || {
                let (book, notes) = (synopsis.sheets(), synopsis.notes());
                drop(synopsis);
                let table = book.sheets.first();
                table.map(|table| csv::write_with_notes(table, &notes))
            });
            let bytes = written
                .await?
                .ok_or_else(|| Error::internal("a synopsis without sheet"))?;
            one(bytes)
        }
        ExportFormat::Pdf => {
            let documents = tokio::task::spawn_blocking(move || layout::volumes(&synopsis, VOLUME)).await?;
            let rendered = pdf::render(&cx.site, &documents).await?;
            let is_one = rendered.len() == 1;
            let name = |at: usize| {
                if is_one {
                    format!("{stem}.pdf")
                } else {
                    format!("{stem}-band-{}.pdf", at + 1)
                }
            };
            rendered
                .into_iter()
                .enumerate()
                .map(|(at, file)| (name(at), file.bytes))
                .collect()
        }
        ExportFormat::Geojson => {
            let (title, note, missing) = (synopsis.procedure, synopsis.labels.public, notes.left_out.clone());
            let selection = synopsis.selection;
            let written = tokio::task::spawn_blocking(move || {
                let features = located
                    .into_iter()
                    .map(|(point, properties)| (Geometry::Point(point), properties));
                let mut collection = geojson::write(features);
                // Foreign members (RFC 7946, 6.1): readers of maps that do not know them pass over them.
                if let Some(members) = collection.as_object_mut() {
                    members.insert("title".into(), json!(title));
                    members.insert("note".into(), json!(note));
                    members.insert("left_out".into(), json!(missing));
                    if !selection.is_empty() {
                        members.insert("selection".into(), json!(selection));
                    }
                }
                serde_json::to_vec(&collection)
            });
            let bytes = written.await??;
            vec![(
                format!("{slug}-stellungnahmen{limited}.geojson"),
                Bytes::from(bytes),
            )]
        }
    };
    Ok(Written {
        files,
        notes,
        statements: u32::try_from(statements).unwrap_or(u32::MAX),
    })
}
