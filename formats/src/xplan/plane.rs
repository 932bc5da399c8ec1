//! The plane that a geometry is written in: its label, and what the coordinates themselves say.
//!
//! Invariant: what is understood beyond the label is said.

use std::collections::HashMap;

use roxmltree::Node;

use super::finding::Finding;
use super::xml;
use crate::geo::{
    Area,
    crs::{self, ToWgs84},
};

/// The `srsName` of a feature's box, by feature: the root has as many children as the file has features.
pub(super) type BoxNames<'a, 'i> = HashMap<Node<'a, 'i>, Option<&'a str>>;

/// The `srsName` that applies to a geometry: its own, an ancestor's, the first one inside, or a box's.
pub(super) fn srs_name<'a, 'i>(property: Node<'a, 'i>, known: &mut BoxNames<'a, 'i>) -> Option<&'a str> {
    let own = |n: Node<'a, '_>| n.attribute("srsName").filter(|s| !s.trim().is_empty());
    if let Some(found) = property.children().filter(Node::is_element).find_map(own) {
        return Some(found);
    }
    if let Some(found) = property.ancestors().find_map(own) {
        return Some(found);
    }
    if let Some(found) = property.descendants().find_map(own) {
        return Some(found);
    }
    let envelope = |n: Node<'a, '_>| xml::child(n, "boundedBy").and_then(|b| b.descendants().find_map(own));
    property
        .ancestors()
        .find_map(|node| *known.entry(node).or_insert_with(|| envelope(node)))
}

/// A remark where something within a geometry is labelled with another system than the one that it is read in.
pub(super) fn mixed(property: Node, label: &str) -> Option<Finding> {
    let other = property
        .descendants()
        .filter_map(|n| n.attribute("srsName"))
        .find(|own| !own.trim().is_empty() && *own != label && crs::parse(own) != crs::parse(label))?;
    let message =
        format!("The geometry is labelled \"{label}\", a part of it \"{other}\"; it was read in the former.");
    let hint = "Write one srsName on the geometry, or the same one everywhere within it.";
    Some(Finding::new("crs_mixed", message, hint))
}

/// The plane that a geometry is written in, and what had to be understood beyond the label.
pub(super) struct Plane {
    pub(super) epsg: u16,
    pub(super) note: Option<Finding>,
    /// Northing stands before easting.
    pub(super) swapped: bool,
}

/// Finds the plane for a label and the extent of what is written under it; `expected` is where it should lie.
pub(super) fn plane(label: Option<&str>, extent: Area, expected: &Area) -> Result<Plane, Finding> {
    let codes = "EPSG:25832, 25833, 31466 to 31469, 4647 or 5650";
    let Some(label) = label else {
        let message = "Neither the geometry nor the file names a coordinate reference system (srsName).";
        return Err(Finding::new(
            "crs_missing",
            message,
            format!("Write srsName on the geometry: {codes}."),
        ));
    };
    let Some(epsg) = crs::parse(label) else {
        let message = format!("The coordinate reference system \"{label}\" is not supported.");
        return Err(Finding::new(
            "crs_unknown",
            message,
            format!("Export the plan in {codes}."),
        ));
    };
    // No place in Germany has a northing below 5.2 or above 6.2 million metres; eastings never lie there.
    let northing = |low: f64, high: f64| low > 5.2e6 && high < 6.2e6;
    let swapped = if epsg == 31469 {
        // Eastings of the fifth strip look like northings: only the place itself tells which is which.
        let [x, y] = extent.centre();
        let way = ToWgs84::from_epsg(epsg);
        let lies_there = |position| {
            way.as_ref()
                .and_then(|way| way.apply(position))
                .is_some_and(|place| expected.contains(place))
        };
        !lies_there([x, y]) && lies_there([y, x])
    } else {
        northing(extent.west, extent.east) && !northing(extent.south, extent.north)
    };
    let easting = if swapped { extent.south } else { extent.west };
    if swapped {
        let note = Finding::new(
            "axis_order",
            "Northing stands before easting; the coordinates were read in that order.",
            "Write easting before northing, as XPlanGML files do.",
        );
        let epsg = crs::zone_prefixed(epsg, easting).unwrap_or(epsg);
        return Ok(Plane {
            epsg,
            note: Some(note),
            swapped,
        });
    }
    match crs::zone_prefixed(epsg, easting) {
        Some(actual) => {
            let note = Finding::new(
                "crs_zone_prefixed",
                format!(
                    "The label is EPSG:{epsg}, but the eastings begin with a zone number: read as EPSG:{actual}."
                ),
                format!("Write srsName=\"EPSG:{actual}\", or leave the zone out of the eastings."),
            );
            Ok(Plane {
                epsg: actual,
                note: Some(note),
                swapped,
            })
        }
        None => Ok(Plane {
            epsg,
            note: None,
            swapped,
        }),
    }
}

/// The feature and the property around a node, as `BP_Plan/raeumlicherGeltungsbereich/…/LinearRing`.
pub(super) fn path(node: Node) -> String {
    let is_feature = |n: &Node| {
        let name = n.tag_name().name().as_bytes();
        n.is_element() && matches!(name, [b'A'..=b'Z', b'A'..=b'Z', b'_', ..]) && xml::gml_id(*n).is_some()
    };
    let name = node.tag_name().name();
    let mut property = name;
    for ancestor in node.ancestors().filter(Node::is_element) {
        if is_feature(&ancestor) {
            let feature = ancestor.tag_name().name();
            return if ancestor == node {
                feature.to_owned()
            } else if property == name {
                format!("{feature}/{name}")
            } else {
                format!("{feature}/{property}/{name}")
            };
        }
        property = ancestor.tag_name().name();
    }
    name.to_owned()
}
