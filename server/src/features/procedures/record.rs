//! The public part of a procedure's record, newest first.

use serde_json::json;
use shared::{
    api::{Invalid, Page},
    ids::ProcedureId,
    procedures::{RecordEntry, ShowRecord},
    record::{EventKind, runs},
    time::Timestamp,
};
use uuid::Uuid;

use super::{
    find_for_page,
    list::{page_before, page_size},
    store::{self, EventRow},
};
use crate::{db::Statements, error::Result, site::Cx};

/// How many events are read at once for entries that are joined.
const AT_ONCE: i64 = 1_000;
/// How many are read for one page of them at most; a page that is not full then goes on with the next one.
const MOST_READ: usize = 20_000;

/// Answers a page of the record.
pub async fn show_record(cx: Cx, input: ShowRecord) -> Result<Page<RecordEntry>> {
    let mut invalid = Invalid::default();
    let limit = page_size(&mut invalid, input.limit);
    let before = page_before(&mut invalid, input.cursor.as_deref());
    invalid.finish()?;
    let mut db = cx.read().await?;
    let procedure = find_for_page(&cx, &mut db, &input.procedure).await?;
    let entries = usize::try_from(limit).unwrap_or(usize::MAX);
    if input.joined {
        return joined(&mut db, procedure.id, input.only_procedure, before, entries).await;
    }
    let most = i64::from(limit) + 1;
    let rows = store::record(&mut db, procedure.id, input.only_procedure, before, most).await?;
    let page = Page::cut(rows, entries, |row: &EventRow| row.id.simple().to_string());
    Ok(page.map(entry))
}

fn entry(row: EventRow) -> RecordEntry {
    RecordEntry {
        statement: row.number(),
        at: row.at.0,
        kind: row.kind,
        data: row.data.0,
    }
}

/// A page of joined entries. It is read on until they are as many as were asked for and whole: a page of events would be one
/// entry where hundreds of comments arrived, and a step of the procedure would lie behind dozens of such pages.
async fn joined(
    db: &mut impl Statements,
    procedure: ProcedureId,
    only_procedure: bool,
    mut before: Uuid,
    entries: usize,
) -> Result<Page<RecordEntry>> {
    let mut joined: Vec<Joined> = Vec::new();
    let mut read = 0;
    // One entry more tells that the last one is whole, and that there is a next page.
    let (mut is_end, mut is_enough) = (false, false);
    while !is_end && !is_enough && read < MOST_READ {
        let rows = store::record(db, procedure, only_procedure, before, AT_ONCE).await?;
        is_end = i64::try_from(rows.len()).unwrap_or(AT_ONCE) < AT_ONCE;
        read += rows.len();
        for row in rows {
            before = row.id;
            match joined.last_mut() {
                Some(last) if last.takes(&row) => last.add(&row),
                _ => joined.push(row.into()),
            }
            is_enough = joined.len() > entries;
            if is_enough {
                break;
            }
        }
    }
    joined.truncate(entries);
    let next = joined
        .last()
        .filter(|_| is_enough || !is_end)
        .map(|last| last.oldest.id.simple().to_string());
    let items = joined.into_iter().map(Joined::entry).collect();
    Ok(Page { items, next })
}

/// An event, or arrivals of comments that nothing else stands between.
struct Joined {
    newest: EventRow,
    oldest: Oldest,
    count: u64,
    numbers: Vec<u32>,
}

/// What is told of the oldest of several events.
struct Oldest {
    id: Uuid,
    at: Timestamp,
}

impl From<EventRow> for Joined {
    fn from(row: EventRow) -> Self {
        Self {
            oldest: Oldest::of(&row),
            count: 1,
            numbers: row.number().into_iter().collect(),
            newest: row,
        }
    }
}

impl Oldest {
    const fn of(row: &EventRow) -> Self {
        Self {
            id: row.id,
            at: row.at.0,
        }
    }
}

impl Joined {
    /// Whether an older event joins in.
    fn takes(&self, older: &EventRow) -> bool {
        let is_arrival = |row: &EventRow| row.kind == EventKind::StatementSubmitted.word();
        is_arrival(&self.newest) && is_arrival(older)
    }

    fn add(&mut self, older: &EventRow) {
        self.oldest = Oldest::of(older);
        self.count += 1;
        self.numbers.extend(older.number());
    }

    fn entry(mut self) -> RecordEntry {
        if self.count == 1 {
            return entry(self.newest);
        }
        self.numbers.sort_unstable();
        self.numbers.dedup();
        RecordEntry {
            statement: None,
            at: self.newest.at.0,
            data: json!({ "count": self.count, "runs": runs(&self.numbers), "first": self.oldest.at }),
            kind: self.newest.kind,
        }
    }
}
