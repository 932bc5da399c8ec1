//! Recognises areas that got another key since the last import: programs give new `gml:id`s when they export a plan anew.
//!
//! Invariant: an area is recognised only where nothing else can be meant; everything else is new, and what it would have been is
//! gone and said to be.

use std::collections::{HashMap, HashSet};

use formats::geo::crs;
use shared::plans::AreaKind;

use super::{
    read::{ReadArea, ReadPlan},
    store::{Footprint, StoredPlan, StoredSection},
};

/// Two exports of one outline differ by rounding, and by the way from one coordinate system to another: metres.
const SAME_PLACE: f64 = 0.5;
/// The smaller to the larger of two exports of one outline.
const SAME_SIZE: f64 = 0.99;
/// How far the middle of an area may move when it is drawn anew, as a share of the side of a square of its size. Areas of one
/// kind lie beside each other (Flächenschluss): two of nearly one size whose middles are so close lie upon each other for the
/// most part, so that it is one area before and after.
const MOVED: f64 = 0.1;
/// The smaller to the larger of an area before and after it was drawn anew.
const REDRAWN: f64 = 0.8;
/// Metres of a degree of latitude.
const DEGREE: f64 = 111_320.0;

/// Where an area lies and how large it is; nothing where its form could not be read.
pub(super) fn footprint(area: &ReadArea) -> Option<Footprint> {
    Some(Footprint {
        kind: area.kind,
        centre: area.area.centroid()?,
        size: crs::square_metres(&area.area)?,
    })
}

/// An area of the last import that has no area with its key now.
struct Old<'a> {
    section: &'a StoredSection,
    /// Its pattern, as far as the last import kept it.
    kind: Option<AreaKind>,
}

/// An area that no import knew until now.
struct New<'a> {
    area: &'a ReadArea,
    footprint: Option<Footprint>,
    /// A place within it, as [`StoredSection::point`].
    point: Option<[f64; 2]>,
}

/// The areas of `before` that have another key now: their new keys by their old ones. By their outline first, then by one that
/// was drawn anew, then by a label that only one area has; what is in the plan still comes before what had left it.
pub(super) fn new_keys(plan: &ReadPlan, areas: &[&ReadArea], before: &StoredPlan) -> HashMap<String, String> {
    let known: HashSet<&str> = before
        .sections
        .iter()
        .map(|section| section.key.as_str())
        .collect();
    let here: HashSet<&str> = areas.iter().map(|area| area.key.as_str()).collect();
    let mut new: Vec<New> = areas
        .iter()
        .copied()
        .filter(|area| !known.contains(area.key.as_str()))
        .map(|area| New {
            area,
            footprint: footprint(area),
            point: formats::geo::point_within(&area.area),
        })
        .collect();
    let mut pairs = HashMap::new();
    if new.is_empty() {
        return pairs;
    }
    let kinds: HashMap<&str, AreaKind> = before
        .parts
        .iter()
        .map(|part| (part.key.as_str(), part.kind))
        .collect();
    for gone in [false, true] {
        let mut old: Vec<Old> = before
            .sections
            .iter()
            .filter(|section| section.gone == gone && !here.contains(section.key.as_str()))
            .map(|section| Old {
                section,
                kind: kinds.get(section.key.as_str()).copied(),
            })
            .collect();
        // A plan of another place has its own "WA 1".
        let alone = if gone || !overlap(plan, before) {
            HashSet::new()
        } else {
            labels_alone(areas, before)
        };
        let passes: [&Fits; 5] = [
            &|old, new| is_same(old, new) && is_called_alike(old, new),
            &|old, new| is_same(old, new),
            &|old, new| is_redrawn(old, new) && is_called_alike(old, new),
            &|old, new| is_redrawn(old, new),
            &|old, new| {
                is_called_alike(old, new) && !new.area.is_counted && alone.contains(new.area.label.as_str())
            },
        ];
        for fits in passes {
            pair_up(&mut old, &mut new, fits, &mut pairs);
        }
    }
    pairs
}

/// Whether a plan lies where the last one lay, as far as their boxes say; also where one of them has no outline.
pub fn overlap(plan: &ReadPlan, before: &StoredPlan) -> bool {
    match (plan.boundary.bounds(), before.boundary.bounds()) {
        (Some(plan), Some(before)) => plan.touches(&before),
        _ => true,
    }
}

/// Whether an area is what an area of the last import was.
type Fits<'a> = dyn Fn(&Old, &New) -> bool + 'a;

/// Takes what fits one another and nothing else out of both lists.
fn pair_up(old: &mut Vec<Old>, new: &mut Vec<New>, fits: &Fits, pairs: &mut HashMap<String, String>) {
    let fitting = |one: &Old| -> Vec<usize> {
        let all = new.iter().enumerate();
        all.filter(|pair| fits(one, pair.1)).map(|(at, _)| at).collect()
    };
    let options: Vec<Vec<usize>> = old.iter().map(fitting).collect();
    let mut wanted: HashMap<usize, usize> = HashMap::new();
    for at in options.iter().flatten() {
        *wanted.entry(*at).or_default() += 1;
    }
    let mut taken: HashSet<String> = HashSet::new();
    for (one, options) in old.iter().zip(&options) {
        if let [only] = options.as_slice()
            && wanted.get(only) == Some(&1)
            && let Some(other) = new.get(*only)
        {
            taken.insert(other.area.key.clone());
            pairs.insert(one.section.key.clone(), other.area.key.clone());
        }
    }
    old.retain(|one| !pairs.contains_key(&one.section.key));
    new.retain(|other| !taken.contains(&other.area.key));
}

fn is_called_alike(old: &Old, new: &New) -> bool {
    old.section.label == new.area.label
}

/// The same outline, exported anew.
fn is_same(old: &Old, new: &New) -> bool {
    match (old.section.footprint, new.footprint) {
        (Some(before), Some(now)) => {
            before.kind == now.kind
                && metres(before.centre, now.centre) <= SAME_PLACE
                && ratio(before.size, now.size) >= SAME_SIZE
        }
        // An import before footprints were kept: the place within an area follows from its outline, corner by corner.
        (None, Some(now)) => {
            let place = old.section.point.zip(new.point);
            old.kind == Some(now.kind) && place.is_some_and(|(before, now)| metres(before, now) <= SAME_PLACE)
        }
        (_, None) => false,
    }
}

/// The same area, drawn a little differently.
fn is_redrawn(old: &Old, new: &New) -> bool {
    let (Some(before), Some(now)) = (old.section.footprint, new.footprint) else {
        return false;
    };
    before.kind == now.kind
        && ratio(before.size, now.size) >= REDRAWN
        && metres(before.centre, now.centre) <= MOVED * before.size.max(now.size).sqrt()
}

fn ratio(one: f64, other: f64) -> f64 {
    one.min(other) / one.max(other).max(f64::MIN_POSITIVE)
}

fn metres(from: [f64; 2], to: [f64; 2]) -> f64 {
    let squeeze = from[1].to_radians().cos();
    ((to[0] - from[0]) * squeeze).hypot(to[1] - from[1]) * DEGREE
}

/// Labels that one area alone has, both in the plan and in the last one; "WA – allgemeines Wohngebiet (2)" is the second that
/// is called so.
fn labels_alone<'a>(areas: &[&'a ReadArea], before: &StoredPlan) -> HashSet<&'a str> {
    let now = counted(areas.iter().map(|area| area.label.as_str()));
    let shown = before.sections.iter().filter(|section| !section.gone);
    let then = counted(shown.map(|section| section.label.as_str()));
    now.iter()
        .filter(|(label, number)| **number == 1 && then.get(*label) == Some(&1))
        .map(|(label, _)| *label)
        .collect()
}

/// How many areas are called so, numbers behind the name left out.
fn counted<'a>(labels: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut counted = HashMap::new();
    for label in labels {
        *counted.entry(without_number(label)).or_default() += 1;
    }
    counted
}

/// A label without the number that tells it from others that are alike.
fn without_number(label: &str) -> &str {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    label
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("))
        .filter(|(_, number)| is_number(number))
        .map_or(label, |(name, _)| name)
}
