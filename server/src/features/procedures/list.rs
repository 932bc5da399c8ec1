//! The list of published procedures, open ones first.

use std::collections::HashMap;

use shared::{
    api::{ApiError, Invalid, Page, page},
    ids::ProcedureId,
    procedures::{ListProcedures, ProcedureSummary, Round, State},
};
use uuid::Uuid;

use super::{current_round, policy, store};
use crate::{error::Result, site::Cx};

/// How many entries a page has when nothing is said.
const USUAL_LIMIT: u32 = 20;

/// Where a procedure stands in the list: open ones by their end, upcoming ones by their start, others newest first.
type Key = (u8, i32, Uuid);

fn key(id: Uuid, state: State, round: Option<&Round>) -> Key {
    use chrono::Datelike as _;
    let day = |of: fn(&Round) -> shared::time::Day| round.map_or(0, |round| of(round).num_days_from_ce());
    match state {
        State::Open => (0, day(|round| round.period.end), id),
        State::Upcoming => (1, day(|round| round.period.start), id),
        State::Assessment | State::Decided => (2, -day(|round| round.period.end), id),
    }
}

fn write_cursor((group, day, id): &Key) -> String {
    format!("{group}.{day}.{}", id.simple())
}

fn read_cursor(text: &str) -> Option<Key> {
    let mut parts = text.split('.');
    let key = (
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    );
    parts.next().is_none().then_some(key)
}

/// The sides of a box, `west,south,east,north`.
fn read_bbox(text: &str) -> Option<[f64; 4]> {
    let sides: Vec<f64> = text
        .split(',')
        .map(|side| side.trim().parse().ok())
        .collect::<Option<_>>()?;
    let sides: [f64; 4] = sides.try_into().ok()?;
    sides.iter().all(|side| side.is_finite()).then_some(sides)
}

fn touch([a_west, a_south, a_east, a_north]: [f64; 4], [b_west, b_south, b_east, b_north]: [f64; 4]) -> bool {
    a_west <= b_east && b_west <= a_east && a_south <= b_north && b_south <= a_north
}

/// The size of a page of procedures, or of what belongs to one.
///
/// # Errors
/// Adds to `invalid` when it is out of bounds.
pub fn page_size(invalid: &mut Invalid, limit: Option<u32>) -> u32 {
    page::size(invalid, limit, USUAL_LIMIT)
}

/// Before which id a page begins whose newest entries come first: the cursor, or behind all of them.
///
/// # Errors
/// Adds to `invalid` when the cursor is no id.
pub fn page_before(invalid: &mut Invalid, cursor: Option<&str>) -> Uuid {
    match cursor.filter(|text| !text.is_empty()) {
        None => Uuid::max(),
        Some(text) => text.parse().unwrap_or_else(|_| {
            invalid.add("cursor", "errors.malformed");
            Uuid::max()
        }),
    }
}

/// Answers a page of the list.
pub async fn list_procedures(cx: Cx, input: ListProcedures) -> Result<Page<ProcedureSummary>> {
    let mut invalid = Invalid::default();
    let limit = page_size(&mut invalid, input.limit);
    let bbox = input
        .bbox
        .as_deref()
        .filter(|text| !text.is_empty())
        .map(read_bbox);
    match bbox {
        Some(None) => invalid.add("bbox", "errors.bbox"),
        Some(Some([west, south, east, north])) if west > east || south > north => {
            invalid.add("bbox", "errors.bbox_order");
        }
        _ => {}
    }
    let cursor = input
        .cursor
        .as_deref()
        .filter(|text| !text.is_empty())
        .map(read_cursor);
    if cursor == Some(None) {
        invalid.add("cursor", "errors.malformed");
    }
    invalid.finish()?;
    let (bbox, cursor) = (bbox.flatten(), cursor.flatten());
    let language = input.language.as_deref().unwrap_or("de");

    let mut db = cx.read().await?;
    let rows = store::published(&mut db).await?;
    let mut rounds: HashMap<ProcedureId, Vec<Round>> = HashMap::new();
    for (procedure, round) in store::all_rounds(&mut db, cx.today()).await? {
        rounds.entry(procedure).or_default().push(round);
    }
    drop(db);

    let mut found: Vec<(Key, ProcedureSummary)> = Vec::new();
    for row in rows {
        let rounds = rounds.get(&ProcedureId(row.id)).map_or(&[][..], Vec::as_slice);
        let decided = policy::final_decision(rounds, row.weighing(), row.decision());
        let state = policy::state_of(rounds, decided.is_some());
        let place = row.bbox();
        if input.state.is_some_and(|wished| wished != state)
            || bbox.is_some_and(|wished| place.is_none_or(|place| !touch(place, wished)))
        {
            continue;
        }
        let round = current_round(rounds).cloned();
        let key = key(row.id, state, round.as_ref());
        if cursor.is_some_and(|after| key <= after) {
            continue;
        }
        let (title, title_language) = row.summary.title.best(language);
        let (short, _) = row.summary.short.best(title_language);
        let summary = ProcedureSummary {
            kind: row.kind(),
            statements: row.statements(),
            title: title.to_owned(),
            language: title_language.to_owned(),
            short: short.to_owned(),
            slug: row.slug,
            state,
            round,
            bbox: place,
        };
        found.push((key, summary));
    }
    found.sort_by_key(|(key, _)| *key);
    let page = Page::cut(found, usize::try_from(limit).unwrap_or(usize::MAX), |(key, _)| {
        write_cursor(key)
    });
    Ok(Page {
        items: page.items.into_iter().map(|(_, summary)| summary).collect(),
        next: page.next,
    })
}

/// What was looked for, or that it was not found.
pub(super) fn not_found<T>(found: Option<T>) -> Result<T> {
    Ok(found.ok_or(ApiError::NotFound)?)
}
