//! Turns what was collected into files.

use bytes::Bytes;
use formats::{
    document::{Synopsis, csv, docx, pdf as layout, xlsx},
    geo::geojson::{self, Geometry},
};
use serde_json::json;
use shared::{
    exports::{ExportFormat, ExportState, Variant},
    ids::ExportId,
};

use super::{
    collect::{Collected, Wanted},
    store::{self, Notes},
};
use crate::{
    error::{Error, Result},
    pdf::{self, Queue},
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

/// Writes the files of an export, which is told how far they are, if there is one.
///
/// # Errors
/// When a file could not be written.
pub async fn write(
    cx: &Cx,
    slug: &str,
    wanted: Wanted<'_>,
    export: Option<ExportId>,
    all: Collected,
) -> Result<Written> {
    let format = wanted.format;
    let word = match wanted.variant {
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
    let (mut notes, statements) = if format == ExportFormat::Geojson {
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
    tell(cx, export, 1, 1).await?;
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
                (xlsx::render(&book), book.read_first)
            });
            let (bytes, read_first) = written.await?;
            notes.read_first.extend(read_first);
            one(bytes.map_err(fault)?)
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
        ExportFormat::Pdf => set(cx, &stem, export, synopsis).await?,
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

/// Sets the volumes one after another, each with the pages that follow those of the one before, and then what leads into
/// them, which comes first.
async fn set(
    cx: &Cx,
    stem: &str,
    export: Option<ExportId>,
    synopsis: Synopsis,
) -> Result<Vec<(String, Bytes)>> {
    let volumes = tokio::task::spawn_blocking(move || layout::volumes(&synopsis, VOLUME)).await?;
    let count = volumes.documents.len();
    let (mut set, mut starts, mut first_page) = (Vec::new(), Vec::new(), 1);
    for (number, document) in (1..).zip(volumes.documents) {
        tell(cx, export, number, count).await?;
        let volume = pdf::render(&cx.site, &document, first_page, Queue::Long).await?;
        first_page += volume.pages;
        starts.push(volume.starts);
        let name = if count == 1 {
            format!("{stem}.pdf")
        } else {
            format!("{stem}-band-{number}.pdf")
        };
        set.push((name, volume.bytes));
    }
    let contents = volumes.contents.map(|contents| contents.documents(&starts));
    let contents = contents.unwrap_or_default();
    let is_one = contents.len() == 1;
    let (mut files, mut first_page) = (Vec::new(), 1);
    for (number, document) in (1..).zip(contents) {
        let part = pdf::render(&cx.site, &document, first_page, Queue::Long).await?;
        first_page += part.pages;
        let name = if is_one {
            format!("{stem}-inhalt.pdf")
        } else {
            format!("{stem}-inhalt-{number}.pdf")
        };
        files.push((name, part.bytes));
    }
    files.append(&mut set);
    Ok(files)
}

/// Says which of its volumes an export is at.
async fn tell(cx: &Cx, export: Option<ExportId>, volume: usize, volumes: usize) -> Result<()> {
    let Some(id) = export else { return Ok(()) };
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut tx = cx.begin().await?;
    store::set_progress(&mut tx, id, ExportState::Writing, number(volume), number(volumes)).await?;
    cx.commit(tx).await
}
