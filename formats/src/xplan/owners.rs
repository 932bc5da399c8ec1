//! Finds the features of a file: its plans, and which areas belong to which of them.
//!
//! Invariant: an area belongs to at most one plan. What its Bereich says counts first, then what it says itself,
//! then what a Bereich lists; where a file has one plan only, everything is that plan's.

use std::collections::HashMap;

use roxmltree::Node;

use super::elements;
use super::finding::{Finding, Warnings};
use super::plane;
use super::xml::{self, Lines};

/// What every version's namespace begins with.
pub(super) const NAMESPACE: &str = "http://www.xplanung.de/xplangml/";
const PLAN_TYPES: [&str; 5] = ["BP_Plan", "FP_Plan", "LP_Plan", "RP_Plan", "SO_Plan"];

fn in_xplan(node: &Node) -> bool {
    node.is_element()
        && node
            .tag_name()
            .namespace()
            .is_some_and(|n| n.starts_with(NAMESPACE))
}

/// The plans of a file in document order. Plans are features: root, member, plan; or the root itself.
pub(super) fn plan_nodes<'a, 'i>(root: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    root.descendants()
        .filter(|n| in_xplan(n) && PLAN_TYPES.contains(&n.tag_name().name()))
        .collect()
}

pub(super) fn no_plan(root: Node, lines: &Lines) -> Finding {
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
pub(super) struct FileIds<'a, 'i> {
    pub(super) by_id: HashMap<&'a str, Node<'a, 'i>>,
}

impl<'a, 'i> FileIds<'a, 'i> {
    pub(super) fn of(root: Node<'a, 'i>, lines: &Lines, warnings: &mut Warnings) -> Self {
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
                warnings.push(finding.at(plane::path(node)).on_line(lines.line(node)));
            } else {
                by_id.insert(id, node);
            }
        }
        Self { by_id }
    }
}

/// Which area objects and which Bereiche belong to which plan.
pub(super) struct Owners<'a, 'i> {
    /// For each plan: its Bereiche and its area objects, in document order.
    pub(super) areas: Vec<Vec<Node<'a, 'i>>>,
    pub(super) without_plan: Vec<Node<'a, 'i>>,
}

impl<'a, 'i> Owners<'a, 'i> {
    pub(super) fn of(
        root: Node<'a, 'i>,
        plans: &[Node<'a, 'i>],
        ids: &HashMap<&'a str, Node<'a, 'i>>,
    ) -> Self {
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
        let is_area = |n: &Node| in_xplan(n) && elements::element_of(n.tag_name().name()).is_some();
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
