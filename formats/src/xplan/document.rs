//! Reads one GML file: finds its plans, their outlines and the areas that belong to each.
//!
//! Invariant: a plan with an error is not in the report's list, and its areas are not in another plan's.

use std::collections::HashMap;

use roxmltree::Node;

use super::container::Members;
use super::elements;
use super::finding::{Finding, Warnings};
use super::geometry::{CHECKS, Reader};
use super::header::Header;
use super::owners::{FileIds, NAMESPACE, Owners, no_plan, plan_nodes};
use super::plan::Plan;
use super::reading::Reading;
use super::sections::{self, Numbering, Section};
use super::xml::{self, Lines, child_text};
use super::{Options, Report, codes};
use crate::Unique;
use crate::geo::{Area, COMPARISONS, MultiPolygon};

/// Versions that were tried with real files or, for 6.1, with our own.
const VERSIONS: [&str; 9] = ["4.0", "4.1", "5.0", "5.1", "5.2", "5.3", "5.4", "6.0", "6.1"];

/// Reads one file; `members` are the archive's, for the documents that the plan names.
pub(super) fn read(
    bytes: &[u8],
    file: &str,
    member: Option<&str>,
    members: &Members,
    options: &Options,
) -> Report {
    let failed = |error| Report::failed(file, member.map(str::to_owned), error);
    let text = match xml::decode(bytes) {
        Ok(text) => text,
        Err(error) => return failed(error),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if let Err(error) = xml::scan(text, &options.limits) {
        return failed(error);
    }
    let tree = match xml::parse(text, &options.limits) {
        Ok(tree) => tree,
        Err(error) => return failed(error),
    };
    let lines = Lines::of(text);
    let root = tree.root_element();
    let mut warnings = Warnings::default();
    let file_ids = FileIds::of(root, &lines, &mut warnings);
    let plans = plan_nodes(root);
    if plans.is_empty() {
        return failed(no_plan(root, &lines));
    }
    let owners = Owners::of(root, &plans, &file_ids.by_id);
    let mut reading = Reading {
        reader: Reader {
            lines: &lines,
            ids: &file_ids.by_id,
            vertices_left: options.limits.vertices,
            // Two areas may share a line, and an area may be named twice; nothing is named by everything.
            visits_left: root.descendants().count().saturating_mul(4),
            checks_left: CHECKS,
            notes: Vec::new(),
        },
        srs_names: HashMap::new(),
        ways: HashMap::new(),
        warnings,
        comparisons_left: COMPARISONS,
        options,
        gml: member,
        members,
    };
    let mut errors = Vec::new();
    let mut read = Vec::new();
    for ((at, node), index) in plans.iter().enumerate().zip(0_u32..) {
        reading.warnings.plan = Some(index);
        match reading.plan(*node, index, owners.areas.get(at).map_or(&[], Vec::as_slice)) {
            Ok(plan) => read.push(plan),
            Err(error) => {
                reading.reader.notes.clear();
                errors.push(Finding {
                    plan: Some(index),
                    ..error
                });
            }
        }
    }
    reading.warnings.plan = None;
    if let Some(first) = owners.without_plan.first() {
        let message = format!(
            "{} areas belong to none of the file's plans.",
            owners.without_plan.len()
        );
        let hint = "Give them gehoertZuBereich, and the Bereich gehoertZuPlan.";
        let finding = Finding::new("section_without_plan", message, hint).at(first.tag_name().name());
        reading.warnings.push(finding.on_line(lines.line(*first)));
    }
    // Two elements with one id: the later plan must not overwrite the earlier one on import.
    let mut keys = Unique::default();
    for plan in &mut read {
        plan.key = keys.take(&plan.key, numbered);
    }
    Report {
        file: file.to_owned(),
        member: member.map(str::to_owned),
        plans: read,
        warnings: reading.warnings.into_list(),
        errors,
    }
}

fn numbered(key: &str, number: usize) -> String {
    format!("{key}-{number}")
}

impl<'a, 'i> Reading<'a, 'i, '_> {
    fn plan(&mut self, node: Node<'a, 'i>, index: u32, owned: &[Node<'a, 'i>]) -> Result<Plan, Finding> {
        let plan_type = node.tag_name().name();
        let line = self.line(node);
        let gml_id = xml::gml_id(node).map(str::to_owned);
        let Some(property) = xml::child(node, "raeumlicherGeltungsbereich") else {
            let message = format!(
                "The plan has no outline ({}).",
                gml_id.as_deref().unwrap_or("no gml:id")
            );
            let hint = "Draw the plan's outline (raeumlicherGeltungsbereich) and export it again.";
            return Err(Finding::new("boundary_missing", message, hint)
                .at(plan_type)
                .on_line(line));
        };
        let mut placed = self.place(property)?;
        self.note_plane(property, &mut placed);
        self.note_crossings(property, &placed);
        if gml_id.is_none() {
            let message = "The plan has no gml:id; importing it again will not find it.";
            let finding = Finding::new("gml_id_missing", message, "Give the plan a gml:id.");
            self.warnings.push(finding.at(plan_type).on_line(line));
        }
        let key = gml_id
            .clone()
            .unwrap_or_else(|| format!("{plan_type}-{}", index + 1));
        let bereiche: Vec<Node<'a, 'i>> = owned
            .iter()
            .copied()
            .filter(|n| n.tag_name().name().ends_with("_Bereich"))
            .collect();
        let version = self.version(node);
        let lists = match plan_type {
            "BP_Plan" => (Some(codes::BP_PLAN_KIND), Some(codes::BP_LEGAL_STATE)),
            "FP_Plan" => (Some(codes::FP_PLAN_KIND), Some(codes::FP_LEGAL_STATE)),
            _ => (None, None),
        };
        let ids = self.reader.ids;
        let (gml, members) = (self.gml, self.members);
        let mut header = Header {
            node,
            lines: self.reader.lines,
            warnings: &mut self.warnings,
        };
        let name = header.name();
        let municipalities = header.municipalities("gemeinde");
        if municipalities.is_empty() {
            let hint = "Enter the municipality (element \"gemeinde\") with its key of eight digits.";
            header.warn(
                node,
                "municipality_missing",
                "The plan names no municipality.".to_owned(),
                hint,
            );
        }
        let plan_kind = header.codes("planArt", lists.0);
        if plan_kind.is_empty() {
            let message = "The plan does not say which kind of plan it is.".to_owned();
            header.warn(
                node,
                "plan_kind_missing",
                message,
                "Enter the kind of plan (element \"planArt\").",
            );
        }
        let legal_state = header.codes("rechtsstand", lists.1).into_iter().next();
        let procedure_kind = child_text(node, "verfahren").or_else(|| {
            bereiche
                .iter()
                .find_map(|bereich| child_text(*bereich, "verfahren"))
        });
        let display_periods = header.periods("auslegungsStartDatum", "auslegungsEndDatum");
        let authority_periods =
            header.periods("traegerbeteiligungsStartDatum", "traegerbeteiligungsEndDatum");
        let plan = Plan {
            plan_type: plan_type.to_owned(),
            gml_id,
            name,
            number: child_text(node, "nummer"),
            municipalities,
            plan_kind,
            legal_state,
            display_periods,
            resolution_date: header.date("aufstellungsbeschlussDatum"),
            srs: format!("EPSG:{}", placed.plane.epsg),
            bbox: placed.bounds.rounded_outwards(),
            area_m2: (placed.surface.area * 100.0).round() / 100.0,
            sections: Vec::new(),
            key,
            index,
            version,
            line,
            description: child_text(node, "beschreibung"),
            procedure_kind,
            planning_municipalities: header.municipalities("planaufstellendeGemeinde"),
            publisher: header.publisher(),
            authority_periods,
            dates: header.dates(),
            documents: header.documents(gml, members),
            notes: header.notes(),
            changes: header.changes(&bereiche, &|id| ids.contains_key(id)),
            freeze: header.freeze(),
            scale: header.scale(),
            boundary: placed.wgs84,
            native: placed.surface.native,
        };
        Ok(Plan {
            sections: self.sections(owned, placed.bounds)?,
            ..plan
        })
    }

    fn version(&mut self, node: Node) -> String {
        let tail = node
            .tag_name()
            .namespace()
            .and_then(|n| n.strip_prefix(NAMESPACE))
            .unwrap_or_default();
        let version = tail.trim_matches('/').replace('/', ".");
        if !VERSIONS.contains(&version.as_str()) {
            let message =
                format!("XPlanGML {version} is not among the versions that were tried (4.0 to 6.1).");
            let finding = Finding::new("version_untested", message, "Check the imported values.");
            self.warnings
                .push(finding.at(node.tag_name().name()).on_line(self.line(node)));
        }
        version
    }

    /// Area objects as sections. Broken geometry of one area keeps the section without a drawing.
    fn sections(&mut self, owned: &[Node<'a, 'i>], plan: Area) -> Result<Vec<Section>, Finding> {
        let mut numbering = Numbering::default();
        let mut keys = Unique::default();
        let mut found = Vec::new();
        for node in owned {
            let name = node.tag_name().name();
            let Some(element) = elements::element_of(name) else {
                continue;
            };
            let Some(property) = xml::child(*node, "position") else {
                continue;
            };
            if !self.reader.holds_surface(property) {
                continue;
            }
            let placed = self.place(property);
            for note in std::mem::take(&mut self.reader.notes) {
                self.warnings.push(note);
            }
            let area = match placed {
                Ok(placed) => {
                    if !placed.bounds.touches(&plan) {
                        let message =
                            format!("The area lies outside of its plan (EPSG:{}).", placed.plane.epsg);
                        let hint = "Check srsName and gehoertZuBereich of the area.";
                        let finding = Finding::new("section_outside_plan", message, hint);
                        self.warnings.push(finding.at(name).on_line(self.line(*node)));
                    }
                    self.note_crossings(property, &placed);
                    placed.wgs84
                }
                // The whole file is too much, not this area.
                Err(error) if matches!(error.code, "too_many_vertices" | "geometry_too_large") => {
                    return Err(error);
                }
                Err(error) => {
                    let hint = format!("{} The section is kept without a drawing.", error.hint);
                    self.warnings.push(Finding { hint, ..error });
                    MultiPolygon::default()
                }
            };
            let gml_id = xml::gml_id(*node).map(str::to_owned);
            let key = gml_id
                .clone()
                .unwrap_or_else(|| format!("{name}-{}", found.len() + 1));
            let key = keys.take(&key, numbered);
            let special_use = child_text(*node, "besondereArtDerBaulNutzung");
            let general_use = child_text(*node, "allgArtDerBaulNutzung");
            let purposes = sections::purpose_codes(*node);
            let (label, is_counted) = sections::label(
                *node,
                element,
                special_use.as_deref(),
                general_use.as_deref(),
                &purposes,
                &mut numbering,
            );
            let element_name = name.to_owned();
            found.push(Section {
                key,
                gml_id,
                element: element_name,
                kind: element.kind,
                general_use,
                special_use,
                purposes,
                label,
                is_counted,
                area,
            });
        }
        Ok(found)
    }
}
