//! Plans: what is read from XPlanGML (XLeitstelle, 4.0 to 6.1) and GeoJSON (RFC 7946) files, the outline and its sections.
//!
//! Invariants: a file is taken wholly or not at all; a section keeps its id when the plan is imported again, also under another
//! `gml:id` where nothing else can be meant; a doubtful coordinate system is said and offered for correction, never changed by
//! itself; what residents choose a place in is what was published.

mod documents;
mod drawing;
mod inspect;
mod place;
mod read;
mod read_geojson;
mod recognise;
mod store;

pub use documents::{
    Carried, NamedDocuments, ReadDocument, StoredDocument, TakenDocument, carry_over, file_name,
};
pub use drawing::{Gone, Made, draw};
pub use inspect::{finding_line, inspect_files};
pub use place::{inside, section_point, successor};
pub use read::{
    PlanChoice, PlanFile, ReadArea, ReadPlan, WGS84, Wish, bytes_of, lies_elsewhere, noticed, outside_plan,
    read_file,
};
pub use recognise::overlap;
pub use store::{Departed, StoredPart, StoredPlan, StoredSection, of, publish_for, remove, save};

use crate::http::mount::Mount;

/// Its endpoints: none of its own, procedures carry the import.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
}
