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
    store::{self, Arrivals, EventRow},
};
use crate::{db::Statements, error::Result, site::Cx};

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

/// A page of joined entries, each of them whole: a page of events would be one entry where hundreds of comments arrived, and
/// a step of the procedure would lie behind dozens of such pages. As many events are read at once as the page has entries;
/// arrivals that go on behind them are counted by the database, and it is read on behind those.
async fn joined(
    db: &mut impl Statements,
    procedure: ProcedureId,
    only_procedure: bool,
    mut before: Uuid,
    entries: usize,
) -> Result<Page<RecordEntry>> {
    // One entry more tells that there is a next page.
    let most = i64::try_from(entries).unwrap_or(i64::MAX).saturating_add(1);
    let mut joined: Vec<Joined> = Vec::new();
    let mut is_end = false;
    while !is_end && joined.len() <= entries {
        let rows = store::record(db, procedure, only_procedure, before, most).await?;
        is_end = rows.len() <= entries;
        for row in rows {
            before = row.id;
            match joined.last_mut() {
                Some(last) if last.takes(&row) => last.add(&row),
                _ => joined.push(row.into()),
            }
        }
        // One entry too many tells no more than that it is there.
        let goes_on = !is_end && joined.len() <= entries;
        if let Some(last) = joined.last_mut().filter(|last| goes_on && last.is_arrival())
            && let Some(all) = store::arrivals(db, procedure, last.newest.id).await?
        {
            before = all.oldest.0;
            last.replace(all);
        }
    }
    let more = joined.len() > entries;
    joined.truncate(entries);
    let next = joined
        .last()
        .filter(|_| more)
        .map(|last| last.oldest.id.simple().to_string());
    let items = joined.into_iter().map(Joined::entry).collect();
    Ok(Page { items, next })
}

/// An event, or arrivals of comments that nothing else stands between.
struct Joined {
    newest: EventRow,
    oldest: Oldest,
    count: u32,
    numbers: Vec<u32>,
    /// The numbers of all arrivals, where the database counted them.
    counted: Option<Vec<(u32, u32)>>,
}

fn is_arrival(row: &EventRow) -> bool {
    row.kind == EventKind::StatementSubmitted.word()
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
            counted: None,
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
    fn is_arrival(&self) -> bool {
        is_arrival(&self.newest)
    }

    /// Whether an older event joins in.
    fn takes(&self, older: &EventRow) -> bool {
        self.is_arrival() && is_arrival(older)
    }

    /// Takes all arrivals in the place of those that were read.
    fn replace(&mut self, all: Arrivals) {
        let (id, at) = all.oldest;
        self.oldest = Oldest { id, at: at.0 };
        self.count = all.count;
        self.counted = Some(all.runs);
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
        let runs = self.counted.unwrap_or_else(|| runs(&self.numbers));
        RecordEntry {
            statement: None,
            at: self.newest.at.0,
            data: json!({ "count": self.count, "runs": runs, "first": self.oldest.at }),
            kind: self.newest.kind,
        }
    }
}
