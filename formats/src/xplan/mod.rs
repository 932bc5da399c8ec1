//! XPlanGML 4.0 to 6.1 (XLeitstelle): the plans in a `.gml` file or a `.zip` archive.
//!
//! Invariants: never a panic, whatever the bytes; a plan is read wholly or not at all; nothing is changed
//! silently: what was mended or doubted is a warning. Elements are found by local name within the namespaces
//! `http://www.xplanung.de/xplangml/…`; files are not validated against the schema.

use serde::Serialize;

pub mod codes;
mod container;
mod curve;
mod document;
mod elements;
mod finding;
mod geometry;
mod header;
mod owners;
mod plan;
mod plane;
pub mod purposes;
mod reading;
mod sections;
mod xml;

pub use crate::geo::Area;
use crate::geo::MultiPolygon;
pub use finding::Finding;
pub use plan::{Change, ChangeDirection, Dates, Document, Freeze, Municipality, Period, Plan, ProcedureNote};
pub use sections::{Section, SectionKind};

/// Bounds on what is read, against hostile and runaway files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file, or of all members of an archive together once unpacked.
    pub total_bytes: u64,
    /// Members of an archive.
    pub members: usize,
    /// Unpacked to packed size of a member.
    pub ratio: u64,
    /// Levels of nested elements.
    pub depth: usize,
    /// Elements in one file.
    pub elements: usize,
    /// Positions in one file.
    pub vertices: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            total_bytes: 200_000_000,
            members: 1_000,
            ratio: 200,
            depth: 100,
            elements: 2_000_000,
            vertices: 2_000_000,
        }
    }
}

/// What the reader should know beforehand.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Where the municipality's plans lie, in WGS84: a plan elsewhere probably has a wrong CRS label.
    pub area: Area,
    /// The plane that coordinates are in, whatever the file's label says: an EPSG code that somebody chose.
    pub srs: Option<u16>,
    /// Bounds.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            area: Area::GERMANY,
            srs: None,
            limits: Limits::default(),
        }
    }
}

/// What was found in one GML file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Name of the file that was handed in.
    pub file: String,
    /// Member of the archive, if it is one.
    pub member: Option<String>,
    /// Plans that can be imported.
    pub plans: Vec<Plan>,
    /// What was mended, doubted or left out.
    pub warnings: Vec<Finding>,
    /// What keeps a plan from being imported.
    pub errors: Vec<Finding>,
}

impl Report {
    fn failed(file: &str, member: Option<String>, error: Finding) -> Self {
        Self {
            file: file.to_owned(),
            member,
            plans: Vec::new(),
            warnings: Vec::new(),
            errors: vec![error],
        }
    }
}

/// Reads a `.gml` file or a `.zip` archive: one report per GML file.
///
/// Which of the two it is shows in the first bytes; `file_name` only names the report. An archive without a GML
/// file, or one that is refused as a whole, is one report with an error.
pub fn read(bytes: &[u8], file_name: &str, options: &Options) -> Vec<Report> {
    if !container::is_zip(bytes) {
        let report = if bytes.len() as u64 > options.limits.total_bytes {
            let message = format!(
                "The file is larger than {} MB.",
                options.limits.total_bytes / 1_000_000
            );
            Report::failed(
                file_name,
                None,
                Finding::new("too_large", message, "Split it into one file per plan."),
            )
        } else if bytes.trim_ascii_start().starts_with(b"%PDF-") {
            let message = "The file is a PDF: a picture of the plan, which has no areas to read.";
            let hint = "Send the plan as XPlanGML (.gml, or .zip with its documents) or GeoJSON, and the PDF as a document.";
            Report::failed(file_name, None, Finding::new("file_is_pdf", message, hint))
        } else {
            document::read(bytes, file_name, None, &container::Members::default(), options)
        };
        return vec![report];
    }
    let mut archive = match container::Container::open(bytes, &options.limits) {
        Ok(archive) => archive,
        Err(error) => return vec![Report::failed(file_name, None, error)],
    };
    let gml_names = archive.gml_names();
    if gml_names.is_empty() {
        let message = "The archive has no GML file.";
        let error = Finding::new(
            "zip_without_gml",
            message,
            "Put the XPlanGML file (xplan.gml) into the archive.",
        );
        return vec![Report::failed(file_name, None, error)];
    }
    let members = container::Members::of(&archive.names);
    let read_member = |name: String| match archive.read(&name) {
        Ok(content) => document::read(&content, file_name, Some(&name), &members, options),
        Err(error) => Report::failed(file_name, Some(name), error),
    };
    gml_names.into_iter().map(read_member).collect()
}

/// The systems under which the middle of an outline in its own plane would lie in an area: what to offer where a label
/// is doubtful.
pub fn fitting_systems(native: &MultiPolygon, area: &Area) -> Vec<u16> {
    native
        .bounds()
        .map_or_else(Vec::new, |extent| reading::candidates(extent, area))
}

/// Names of the files in an archive; none where the bytes are no archive that can be opened within the limits.
pub fn member_names(bytes: &[u8], limits: &Limits) -> Vec<String> {
    if !container::is_zip(bytes) {
        return Vec::new();
    }
    container::Container::open(bytes, limits).map_or_else(|_| Vec::new(), |archive| archive.names)
}

/// The bytes of a member of an archive, such as the PDF of a [`Document`], under the same limits.
///
/// # Errors
/// A finding if the archive or the member cannot be unpacked within the limits.
pub fn read_member(bytes: &[u8], member: &str, limits: &Limits) -> Result<Vec<u8>, Finding> {
    container::Container::open(bytes, limits)?.read(member)
}

/// The bytes of a document of at most `most` bytes.
///
/// # Errors
/// `document_too_large`, or what [`read_member`] says.
pub fn read_document(bytes: &[u8], member: &str, most: u64, limits: &Limits) -> Result<Vec<u8>, Finding> {
    container::Container::open(bytes, limits)?.read_document(member, most)
}
