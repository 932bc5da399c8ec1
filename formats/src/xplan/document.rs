//! Reads one GML file: finds its plans, their outlines and the areas that belong to each.
//!
//! Invariant: a plan with an error is not in the report's list, and its areas are not in another plan's.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::finding::{Finding, Warnings};
use super::geometry::{self, Plane, Reader, Surface};
use super::header::Header;
use super::plan::Plan;
use super::sections::{self, Numbering, Section};
use super::xml::{self, Lines, child_text};
use super::{Options, Report, codes};
use crate::geo::crs::{self, ToWgs84};
use crate::geo::{Area, COMPARISONS, Crossing, MultiPolygon, Position, self_intersection};

/// What every version's namespace begins with.
const NAMESPACE: &str = "http://www.xplanung.de/xplangml/";
const PLAN_TYPES: [&str; 5] = ["BP_Plan", "FP_Plan", "LP_Plan", "RP_Plan", "SO_Plan"];
const VERSIONS: [&str; 9] = ["4.0", "4.1", "5.0", "5.1", "5.2", "5.3", "5.4", "6.0", "6.1"];

/// Reads one file; `members` are the archive's, for the documents that the plan names.
pub(super) fn read(
    bytes: &[u8],
    file: &str,
    member: Option<&str>,
    members: &[String],
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
            notes: Vec::new(),
        },
        ways: HashMap::new(),
        warnings,
        comparisons_left: COMPARISONS,
        options,
        gml: member,
        members,
    };
    let mut errors = Vec::new();
    let mut read = Vec::new();
    for (index, node) in plans.iter().enumerate() {
        match reading.plan(*node, index, owners.areas.get(index).map_or(&[], Vec::as_slice)) {
            Ok(plan) => read.push(plan),
            Err(error) => errors.push(error),
        }
    }
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
    let mut keys = HashSet::new();
    for plan in &mut read {
        unique_key(&mut plan.key, &mut keys);
    }
    Report {
        file: file.to_owned(),
        member: member.map(str::to_owned),
        plans: read,
        warnings: reading.warnings.into_list(),
        errors,
    }
}

fn unique_key(key: &mut String, used: &mut HashSet<String>) {
    let base = key.clone();
    let mut number = 1;
    while !used.insert(key.clone()) {
        number += 1;
        *key = format!("{base}-{number}");
    }
}

fn in_xplan(node: &Node) -> bool {
    node.is_element()
        && node
            .tag_name()
            .namespace()
            .is_some_and(|n| n.starts_with(NAMESPACE))
}

/// The plans of a file in document order. Plans are features: root, member, plan; or the root itself.
fn plan_nodes<'a, 'i>(root: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    root.descendants()
        .filter(|n| in_xplan(n) && PLAN_TYPES.contains(&n.tag_name().name()))
        .collect()
}

fn no_plan(root: Node, lines: &Lines) -> Finding {
    let foreign = root
        .descendants()
        .find(|n| n.is_element() && PLAN_TYPES.contains(&n.tag_name().name()));
    if let Some(node) = foreign {
        let namespace = node.tag_name().namespace().unwrap_or("none");
        let message = format!("The plan is in the namespace \"{namespace}\", which is not XPlanGML's.");
        let hint = format!("Use the namespace {NAMESPACE}6/0 or that of another version from 4.0.");
        return Finding::new("namespace_unknown", message, hint)
            .at(node.tag_name().name())
            .on_line(lines.line(node));
    }
    let message = "The file has no plan (BP_Plan, FP_Plan, LP_Plan, RP_Plan or SO_Plan).";
    let hint = "Export the whole plan as XPlanGML; a single geometry or area cannot be imported.";
    Finding::new("no_plan", message, hint)
        .at(root.tag_name().name())
        .on_line(lines.line(root))
}

/// Elements by `gml:id`.
struct FileIds<'a, 'i> {
    by_id: HashMap<&'a str, Node<'a, 'i>>,
}

impl<'a, 'i> FileIds<'a, 'i> {
    fn of(root: Node<'a, 'i>, lines: &Lines, warnings: &mut Warnings) -> Self {
        let mut by_id = HashMap::new();
        for node in root.descendants().filter(Node::is_element) {
            let Some(id) = xml::gml_id(node) else { continue };
            if by_id.contains_key(id) {
                let shown: String = id.chars().take(100).collect();
                let message = format!("The gml:id \"{shown}\" is used more than once; the first one counts.");
                let finding = Finding::new(
                    "gml_id_duplicate",
                    message,
                    "Give every element an id of its own.",
                );
                warnings.push(finding.at(geometry::path(node)).on_line(lines.line(node)));
            } else {
                by_id.insert(id, node);
            }
        }
        Self { by_id }
    }
}

/// Which area objects and which Bereiche belong to which plan.
struct Owners<'a, 'i> {
    /// For each plan: its Bereiche and its area objects, in document order.
    areas: Vec<Vec<Node<'a, 'i>>>,
    without_plan: Vec<Node<'a, 'i>>,
}

impl<'a, 'i> Owners<'a, 'i> {
    fn of(root: Node<'a, 'i>, plans: &[Node<'a, 'i>], ids: &HashMap<&'a str, Node<'a, 'i>>) -> Self {
        let position: HashMap<Node, usize> = plans.iter().enumerate().map(|(i, n)| (*n, i)).collect();
        let target = |node: Node<'a, 'i>| xml::reference(node).and_then(|id| ids.get(id)).copied();
        let plan_of = |node: Node<'a, 'i>| position.get(&node).copied();
        let is_bereich = |n: &Node| in_xplan(n) && n.tag_name().name().ends_with("_Bereich");
        let mut owner: HashMap<Node, usize> = HashMap::new();
        for plan in plans {
            for bereich in xml::children(*plan, "bereich").filter_map(target) {
                if let Some(index) = plan_of(*plan) {
                    owner.entry(bereich).or_insert(index);
                }
            }
        }
        let bereiche: Vec<_> = root.descendants().filter(is_bereich).collect();
        for bereich in &bereiche {
            let plan = xml::children(*bereich, "gehoertZuPlan")
                .filter_map(target)
                .find_map(plan_of);
            if let Some(index) = plan {
                owner.insert(*bereich, index);
            }
            // The Bereich may list its contents instead of being named by them.
            if let Some(index) = owner.get(bereich).copied() {
                let listed = bereich.children().filter(|c| c.is_element()).filter_map(target);
                let listed: Vec<_> = listed.filter(|n| plan_of(*n).is_none()).collect();
                for node in listed {
                    owner.entry(node).or_insert(index);
                }
            }
        }
        let only = (plans.len() == 1).then_some(0);
        let mut found = Self {
            areas: vec![Vec::new(); plans.len()],
            without_plan: Vec::new(),
        };
        let is_area = |n: &Node| in_xplan(n) && sections::element_of(n.tag_name().name()).is_some();
        for node in root.descendants().filter(|n| is_area(n) || is_bereich(n)) {
            let named = xml::children(node, "gehoertZuBereich")
                .filter_map(target)
                .find_map(|b| owner.get(&b));
            let direct = || {
                xml::children(node, "gehoertZuPlan")
                    .filter_map(target)
                    .find_map(plan_of)
            };
            let index = named
                .copied()
                .or_else(direct)
                .or_else(|| owner.get(&node).copied())
                .or(only);
            match index.and_then(|i| found.areas.get_mut(i)) {
                Some(areas) => areas.push(node),
                None if is_area(&node) => found.without_plan.push(node),
                None => {}
            }
        }
        found
    }
}

/// A surface in both planes.
struct Placed {
    surface: Surface,
    plane: Plane,
    wgs84: MultiPolygon,
    bounds: Area,
}

/// What reading one file carries along.
struct Reading<'a, 'i, 'o> {
    reader: Reader<'a, 'i>,
    ways: HashMap<u16, Option<ToWgs84>>,
    warnings: Warnings,
    comparisons_left: usize,
    options: &'o Options,
    gml: Option<&'o str>,
    members: &'o [String],
}

impl<'a, 'i> Reading<'a, 'i, '_> {
    fn line(&self, node: Node) -> u32 {
        self.reader.lines.line(node)
    }

    fn place(&mut self, property: Node<'a, 'i>) -> Result<Placed, Finding> {
        let at = |finding: Finding, line| finding.at(geometry::path(property)).on_line(line);
        let line = self.line(property);
        let surface = self.reader.surface(property)?;
        let missing = || Finding::new("geometry_missing", "There is no area here.", "Draw the outline.");
        let extent = Area::around(surface.extent.iter().copied()).ok_or_else(|| at(missing(), line))?;
        let label = geometry::srs_name(property);
        let plane = geometry::plane(label, extent).map_err(|finding| at(finding, line))?;
        let way = self
            .ways
            .entry(plane.epsg)
            .or_insert_with(|| ToWgs84::from_epsg(plane.epsg));
        let apply = |[x, y]: Position| {
            let position = if plane.swapped { [y, x] } else { [x, y] };
            way.as_ref().and_then(|way| way.apply(position))
        };
        let mut wgs84 = surface.native.clone();
        let mut outside = false;
        for polygon in &mut wgs84.0 {
            for position in polygon
                .exterior
                .iter_mut()
                .chain(polygon.interiors.iter_mut().flatten())
            {
                match apply(*position) {
                    Some(place) => *position = place,
                    None => outside = true,
                }
            }
        }
        let bounds: Option<Vec<_>> = surface.extent.iter().map(|p| apply(*p)).collect();
        let bounds = bounds.and_then(Area::around).filter(|_| !outside);
        let Some(bounds) = bounds else {
            let fits = candidates(extent, plane.swapped, &self.options.area);
            let message = format!("The coordinates lie outside of what EPSG:{} covers.", plane.epsg);
            return Err(at(
                Finding::new("coordinates_outside", message, candidate_hint(&fits)),
                line,
            ));
        };
        wgs84.orient();
        Ok(Placed {
            surface,
            plane,
            wgs84,
            bounds,
        })
    }

    fn plan(&mut self, node: Node<'a, 'i>, index: usize, owned: &[Node<'a, 'i>]) -> Result<Plan, Finding> {
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

    /// Says what was understood beyond the label, and whether the label can be right at all.
    fn note_plane(&mut self, property: Node, placed: &mut Placed) {
        let line = self.line(property);
        let element = geometry::path(property);
        for note in std::mem::take(&mut self.reader.notes) {
            self.warnings.push(note);
        }
        if let Some(note) = placed.plane.note.take() {
            self.warnings.push(note.at(element.clone()).on_line(line));
        }
        if self.options.area.contains(placed.bounds.centre()) {
            return;
        }
        let Some(extent) = Area::around(placed.surface.extent.iter().copied()) else {
            return;
        };
        let mut fits = candidates(extent, placed.plane.swapped, &self.options.area);
        fits.retain(|epsg| *epsg != placed.plane.epsg);
        let [lon, lat] = placed.bounds.centre();
        let message = format!(
            "With EPSG:{} the plan lies at {lat:.4} N {lon:.4} E, outside of the expected area; {}.",
            placed.plane.epsg,
            if fits.is_empty() {
                "no other system fits".to_owned()
            } else {
                format!("{} would fit", list(&fits))
            },
        );
        let finding = Finding::new("crs_suspect", message, candidate_hint(&fits));
        self.warnings.push(finding.at(element).on_line(line));
    }

    fn note_crossings(&mut self, property: Node, placed: &Placed) {
        let line = self.line(property);
        for ring in &placed.surface.fine {
            let (code, message) = match self_intersection(ring, &mut self.comparisons_left) {
                Crossing::None => continue,
                Crossing::At([x, y]) => (
                    "self_intersection",
                    format!("The outline crosses itself near {x:.2} {y:.2}."),
                ),
                Crossing::Unknown => (
                    "self_intersection_unchecked",
                    "The outline is too long to look for crossings.".to_owned(),
                ),
            };
            let finding = Finding::new(code, message, "Correct the outline in the planning program.");
            self.warnings
                .push(finding.at(geometry::path(property)).on_line(line));
        }
    }

    /// Area objects as sections. Broken geometry of one area keeps the section without a drawing.
    fn sections(&mut self, owned: &[Node<'a, 'i>], plan: Area) -> Result<Vec<Section>, Finding> {
        let mut numbering = Numbering::default();
        let mut keys = HashSet::new();
        let mut found = Vec::new();
        for node in owned {
            let name = node.tag_name().name();
            let Some(element) = sections::element_of(name) else {
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
                Err(error) if error.code == "too_many_vertices" => return Err(error),
                Err(error) => {
                    let hint = format!("{} The section is kept without a drawing.", error.hint);
                    self.warnings.push(Finding { hint, ..error });
                    MultiPolygon::default()
                }
            };
            let gml_id = xml::gml_id(*node).map(str::to_owned);
            let mut key = gml_id
                .clone()
                .unwrap_or_else(|| format!("{name}-{}", found.len() + 1));
            unique_key(&mut key, &mut keys);
            let special_use = child_text(*node, "besondereArtDerBaulNutzung");
            let general_use = child_text(*node, "allgArtDerBaulNutzung");
            let purposes = sections::purpose_codes(*node);
            let label = sections::label(
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
                area,
            });
        }
        Ok(found)
    }
}

/// The systems under which the middle of an extent would lie in the expected area.
fn candidates(extent: Area, swapped: bool, area: &Area) -> Vec<u16> {
    let [x, y] = extent.centre();
    let position = if swapped { [y, x] } else { [x, y] };
    let lies_inside = |epsg: &u16| {
        ToWgs84::from_epsg(*epsg)
            .and_then(|way| way.apply(position))
            .is_some_and(|place| area.contains(place))
    };
    crs::supported().filter(lies_inside).collect()
}

fn list(codes: &[u16]) -> String {
    codes
        .iter()
        .map(|code| format!("EPSG:{code}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn candidate_hint(fits: &[u16]) -> String {
    if fits.is_empty() {
        "Check the coordinates and the coordinate reference system of the export.".to_owned()
    } else {
        format!(
            "Candidates: {}. Choose one if the place is right then; nothing was changed.",
            list(fits)
        )
    }
}
