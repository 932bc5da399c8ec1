//! Draws a plan that is imported upon what its procedure had until now. That is geometry, which takes a while of a large plan:
//! it is done before anything is written, and again where somebody saved the working copy meanwhile.

use std::sync::Arc;

use formats::xplan::Finding;
use shared::{ids::SectionId, plans::Drawing};

use super::{RESERVED_SLUG, list::not_found, store};
use crate::{
    error::Result,
    features::plans::{
        self, Made, ReadArea, ReadPlan, StoredDocument, StoredPlan, TakenDocument, WGS84, Wish,
    },
    http::files,
    site::Cx,
};

/// What an import brings.
pub(super) struct Incoming {
    /// The plan as it was read.
    pub plan: ReadPlan,
    /// The documents that came with it.
    pub documents: Vec<TakenDocument>,
    /// The file in the store and its name.
    pub source: (String, String),
}

/// What the procedure has until now; nothing for one that the import makes.
#[derive(Default)]
pub(super) struct Earlier {
    /// Of which revision of the working copy that is.
    pub revision: Option<u32>,
    plan: Option<StoredPlan>,
    drawing: Option<Drawing>,
}

impl Earlier {
    /// Reads it. The working copy comes first: whoever finds its revision unchanged later knows that the plan is of it as well.
    ///
    /// # Errors
    /// Not found.
    pub async fn read(cx: &Cx, slug: &str) -> Result<Self> {
        if slug == RESERVED_SLUG {
            return Ok(Self::default());
        }
        let mut db = cx.read().await?;
        let working = not_found(store::working(&mut db, slug).await?)?;
        Ok(Self {
            revision: Some(working.revision),
            plan: plans::of(&mut db, working.id).await?,
            drawing: working.content.drawing,
        })
    }
}

/// What goes into the working copy.
pub(super) struct Drawn {
    /// The plan with all that it takes over from the last one.
    pub plan: ReadPlan,
    /// The documents that came with it.
    pub documents: Vec<TakenDocument>,
    /// Those of the last import.
    pub documents_before: Vec<StoredDocument>,
    /// The file in the store and its name.
    pub source: (String, String),
    /// The GeoJSON file that the sections come from, where the plan itself has none.
    pub areas_from: Option<(String, String)>,
    /// The drawing and its sections.
    pub made: Made,
    /// What was noticed.
    pub noticed: Vec<Finding>,
}

/// Areas and the file that they come from: where it lies in the store and its name.
type Areas = (Vec<ReadArea>, (String, String));

/// Draws what came upon what there is.
///
/// # Errors
/// When the file of earlier sections cannot be read.
pub(super) async fn draw(cx: &Cx, incoming: &Arc<Incoming>, earlier: Earlier) -> Result<Drawn> {
    let areas = earlier_areas(cx, &incoming.plan, &earlier).await?;
    let (cx, incoming) = (cx.clone(), Arc::clone(incoming));
    let drawn =
        tokio::task::spawn_blocking(move || drawn(&incoming, areas, earlier, || SectionId(cx.new_id())));
    Ok(drawn.await?)
}

/// Sections that were read from a GeoJSON file stay where a plan without areas of its own is read again. Their file is read
/// anew: another outline makes another drawing.
async fn earlier_areas(cx: &Cx, plan: &ReadPlan, earlier: &Earlier) -> Result<Option<Areas>> {
    if plan.srs == WGS84 || !plan.areas.is_empty() {
        return Ok(None);
    }
    let Some((file, name)) = earlier.plan.as_ref().and_then(|before| before.areas_from.clone()) else {
        return Ok(None);
    };
    let Some(bytes) = files::read(&cx.site, &file).await? else {
        return Ok(None);
    };
    let wish = Wish {
        area: cx.municipality.area,
        ..Wish::default()
    };
    let file_name = name.clone();
    let read = tokio::task::spawn_blocking(move || plans::read_file(&bytes, &file_name, &wish)).await?;
    let areas = read.plan.map(|read| read.areas).unwrap_or_default();
    Ok((!areas.is_empty()).then_some((areas, (file, name))))
}

fn drawn(
    incoming: &Incoming,
    areas: Option<Areas>,
    earlier: Earlier,
    new_id: impl FnMut() -> SectionId,
) -> Drawn {
    let (mut plan, mut source) = (incoming.plan.clone(), incoming.source.clone());
    let mut areas_from = areas.map(|(areas, file)| {
        plan.areas = areas;
        file
    });
    let Earlier {
        plan: before,
        drawing,
        ..
    } = earlier;
    let mut noticed = Vec::new();
    // A GeoJSON file of sections alone adds them to the outline that an XPlanGML file drew.
    if let Some(before) = before
        .as_ref()
        .filter(|before| !plan.has_outline && before.srs != WGS84)
    {
        plan.boundary = before.boundary.clone();
        if let Some(drawing) = &drawing {
            (plan.name, plan.number, plan.bbox) =
                (drawing.name.clone(), drawing.number.clone(), drawing.bbox);
        }
        let sections = (before.source_file.clone(), before.source_name.clone());
        areas_from = Some(std::mem::replace(&mut source, sections));
        plan.key.clone_from(&before.plan_key);
        (plan.srs, plan.labelled_srs) = (before.srs, before.labelled_srs);
        plan.candidates.clone_from(&before.candidates);
        plan.municipality.clone_from(&before.municipality);
        let outside = |area: &ReadArea| plans::outside_plan(&area.area, &plan.boundary, &area.label);
        noticed.extend(plan.areas.iter().filter_map(outside));
    }
    let last = before.as_ref().zip(drawing.as_ref());
    noticed.extend(last.and_then(|(before, drawing)| another_plan(&plan, &source.0, before, drawing)));
    let made = plans::draw(&plan, last, new_id);
    noticed.extend(about_sections(&made));
    Drawn {
        plan,
        documents: incoming.documents.clone(),
        documents_before: before.map(|before| before.documents).unwrap_or_default(),
        source,
        areas_from,
        made,
        noticed,
    }
}

/// A remark where the file holds another plan than the one that the procedure has: of another id, number and name, or of
/// another place. `file` is where it lies in the store.
fn another_plan(plan: &ReadPlan, file: &str, before: &StoredPlan, drawing: &Drawing) -> Option<Finding> {
    let hint = "Check whether it is the right file; import the former one to have everything as it was.";
    let has_other_id = !plan.key.is_empty() && !before.plan_key.is_empty() && plan.key != before.plan_key;
    // Plans are known by their numbers; names are corrected while a procedure goes on.
    let is_called_alike = if plan.number.is_empty() || drawing.number.is_empty() {
        plan.name == drawing.name
    } else {
        plan.number == drawing.number
    };
    if has_other_id && !is_called_alike {
        let message = format!(
            "The procedure had the plan \"{}\" until now; the file holds another one.",
            drawing.name
        );
        return Some(Finding::new("plan_differs", message, hint).at(plan.name.clone()));
    }
    // The same file, or the same plan, under another label is where the clerk wished it to be.
    let is_same = !plan.key.is_empty() && plan.key == before.plan_key;
    let is_relabelled = file == before.source_file || (is_same && plan.srs != before.srs);
    if !is_relabelled && !plans::overlap(plan, before) {
        let message = "The plan does not lie where the procedure's plan lay until now.";
        return Some(Finding::new("plan_moved", message, hint).at(plan.name.clone()));
    }
    None
}

/// What was recognised, and what the drawing and the list had no room for, each with its number.
fn about_sections(made: &Made) -> Vec<Finding> {
    let mut found = Vec::new();
    if made.recognised > 0 {
        let message = format!(
            "{} areas have another gml:id than before; they were recognised by outline or label.",
            made.recognised
        );
        let hint = "Check that names and comments are at the right areas.";
        found.push(Finding::new("sections_recognised", message, hint).at(made.recognised.to_string()));
    }
    if made.undrawn > 0 {
        let message = format!(
            "The drawing has no room for {} areas; they are in the list.",
            made.undrawn
        );
        let hint = "Merge small areas if they are to be seen in the drawing.";
        found.push(Finding::new("sections_omitted", message, hint).at(made.undrawn.to_string()));
    }
    if made.left_out > 0 {
        let message = format!(
            "{} areas are too many for a list; they were left out.",
            made.left_out
        );
        let hint = "Split the plan; comments on a point of the map are possible everywhere.";
        found.push(Finding::new("sections_left_out", message, hint).at(made.left_out.to_string()));
    }
    found
}
