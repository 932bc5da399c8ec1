//! Tables `accessibility_setting`, `barrier`, `barrier_report`, `barrier_report_contact`.

use shared::{
    accessibility::{KnownBarrier, ListedBarrier, ReportBarrier, ReportContact, ReportState, Settings},
    ids::{BarrierId, BarrierReportId},
    time::{Day, Timestamp},
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    db::{At, Statements, Tx, dialect, list::List},
    error::{Error, Result},
    sql,
};

pub(super) async fn settings(db: &mut impl Statements) -> Result<Settings> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(Json<Settings>),
        "select settings from accessibility_setting where municipality_id = $1",
        municipality,
    )?;
    Ok(found.map(|(Json(settings),)| settings).unwrap_or_default())
}

pub(super) async fn put_settings(tx: &mut Tx, settings: &Settings, at: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into accessibility_setting (municipality_id, settings, changed_at) values ($1, $2, $3) \
         on conflict (municipality_id) do update set settings = excluded.settings, changed_at = excluded.changed_at",
        municipality,
        Json(settings),
        At::new(at),
    )?;
    Ok(())
}

/// The number of the next report; two that arrive at once get two.
pub(super) async fn take_number(tx: &mut Tx, at: Timestamp) -> Result<u32> {
    let municipality = tx.municipality();
    let (number,) = sql!(
        tx,
        one(i64),
        "insert into accessibility_setting (municipality_id, settings, reports, changed_at) values ($1, $2, 1, $3) \
         on conflict (municipality_id) do update set reports = accessibility_setting.reports + 1 returning reports",
        municipality,
        Json(Settings::default()),
        At::new(at),
    )?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The municipality's official key (Amtlicher Gemeindeschlüssel); empty when none was entered.
pub(super) async fn official_key(db: &mut impl Statements) -> Result<String> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(String,),
        "select ags from municipality where id = $1",
        municipality
    )?;
    Ok(found.map(|(ags,)| ags).unwrap_or_default())
}

#[derive(sqlx::FromRow)]
struct BarrierRow {
    id: Uuid,
    what: String,
    reason: String,
    alternative: String,
    plain: String,
    since: Day,
    planned: Option<Day>,
    report_number: Option<i64>,
}

/// The municipality's own list, oldest first.
pub(super) async fn barriers(db: &mut impl Statements) -> Result<Vec<ListedBarrier>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all BarrierRow,
        "select id, what, reason, alternative, plain, since, planned, report_number from barrier where municipality_id = $1 order by id",
        municipality,
    )?;
    let listed = |row: BarrierRow| ListedBarrier {
        id: BarrierId(row.id),
        barrier: KnownBarrier {
            what: row.what,
            reason: row.reason,
            alternative: row.alternative,
            plain: row.plain,
            since: Some(row.since),
            planned: row.planned,
            from_test: false,
        },
        report: row.report_number.and_then(|number| u32::try_from(number).ok()),
    };
    Ok(rows.into_iter().map(listed).collect())
}

pub(super) async fn put_barrier(tx: &mut Tx, listed: &ListedBarrier) -> Result<()> {
    let municipality = tx.municipality();
    let barrier = &listed.barrier;
    sql!(
        tx,
        run,
        "insert into barrier (municipality_id, id, what, reason, alternative, plain, since, planned, report_number) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         on conflict (municipality_id, id) do update set what = excluded.what, reason = excluded.reason, \
         alternative = excluded.alternative, plain = excluded.plain, planned = excluded.planned",
        municipality,
        listed.id.0,
        &barrier.what,
        &barrier.reason,
        &barrier.alternative,
        &barrier.plain,
        barrier.since.unwrap_or_default(),
        barrier.planned,
        listed.report.map(i64::from),
    )?;
    Ok(())
}

pub(super) async fn delete_barrier(tx: &mut Tx, id: BarrierId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from barrier where municipality_id = $1 and id = $2",
        municipality,
        id.0
    )?;
    Ok(())
}

/// A report as it arrives.
pub(super) struct NewReport<'a> {
    pub id: BarrierReportId,
    pub number: u32,
    pub state: ReportState,
    pub input: &'a ReportBarrier,
    pub language: &'a str,
    pub digest: &'a [u8],
    pub at: Timestamp,
}

/// Stores a report, and how to reach its author beside it.
pub(super) async fn insert(tx: &mut Tx, new: &NewReport<'_>) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into barrier_report (municipality_id, id, number, state, problem, page, language, digest, received_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        municipality,
        new.id.0,
        i64::from(new.number),
        new.state.word(),
        &new.input.problem,
        &new.input.page,
        new.language,
        new.digest,
        At::new(new.at),
    )?;
    if new.input.email.is_empty() && new.input.phone.is_empty() {
        return Ok(());
    }
    sql!(
        tx,
        run,
        "insert into barrier_report_contact (municipality_id, report_id, email, phone) values ($1, $2, $3, $4)",
        municipality,
        new.id.0,
        &new.input.email,
        &new.input.phone,
    )?;
    Ok(())
}

/// The number of the same report, if it arrived since a moment.
pub(super) async fn number_of_digest(
    db: &mut impl Statements,
    digest: &[u8],
    since: Timestamp,
) -> Result<Option<u32>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(i64),
        "select number from barrier_report where municipality_id = $1 and digest = $2 and received_at >= $3 limit 1",
        municipality,
        digest,
        At::new(since),
    )?;
    Ok(found.and_then(|(number,)| u32::try_from(number).ok()))
}

/// A report as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub id: BarrierReportId,
    pub number: u32,
    pub state: ReportState,
    pub problem: String,
    pub page: String,
    pub language: String,
    pub received_at: Timestamp,
    pub answer: String,
    pub answered_at: Option<Timestamp>,
    /// When it was answered or marked: from then on address and number wait for their deletion.
    pub settled_at: Option<Timestamp>,
    /// When the office was told.
    pub told_at: Option<Timestamp>,
    pub answer_mailed_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    id: Uuid,
    number: i64,
    state: String,
    problem: String,
    page: String,
    language: String,
    received_at: At,
    answer: String,
    answered_at: Option<At>,
    settled_at: Option<At>,
    told_at: Option<At>,
    answer_mailed_at: Option<At>,
}

impl TryFrom<ReportRow> for Report {
    type Error = Error;

    fn try_from(row: ReportRow) -> Result<Self> {
        Ok(Self {
            id: BarrierReportId(row.id),
            number: u32::try_from(row.number).unwrap_or(u32::MAX),
            state: ReportState::from_word(&row.state)
                .ok_or_else(|| Error::internal("a report of a barrier has an unknown state"))?,
            problem: row.problem,
            page: row.page,
            language: row.language,
            received_at: row.received_at.0,
            answer: row.answer,
            answered_at: row.answered_at.map(|at| at.0),
            settled_at: row.settled_at.map(|at| at.0),
            told_at: row.told_at.map(|at| at.0),
            answer_mailed_at: row.answer_mailed_at.map(|at| at.0),
        })
    }
}

/// The beginning of a list of reports; more conditions follow.
fn select(db: &impl Statements) -> List {
    List::new(
        "select id, number, state, problem, page, language, received_at, answer, answered_at, settled_at, told_at, answer_mailed_at \
         from barrier_report where municipality_id = ?",
        [db.municipality().into()],
    )
}

/// The reports of a list that began with [`select`].
async fn all(db: &mut impl Statements, list: List) -> Result<Vec<Report>> {
    let rows: Vec<ReportRow> = list.all(db).await?;
    rows.into_iter().map(Report::try_from).collect()
}

/// Behind which reports a page of the list begins.
pub(super) enum Behind {
    /// One that nobody dealt with yet, by its number.
    Waiting(u32),
    /// Another one, by its number.
    Settled(u32),
}

/// At most `limit` reports: those that nobody dealt with yet, oldest first, then the others, newest first.
pub(super) async fn list(db: &mut impl Statements, behind: Behind, limit: usize) -> Result<Vec<Report>> {
    let (mut reports, before) = match behind {
        Behind::Settled(number) => (Vec::new(), i64::from(number)),
        Behind::Waiting(number) => {
            let waiting = select(db).push(
                "and state in ('open', 'held') and number > ? order by number limit ?",
                [i64::from(number).into(), bound(limit).into()],
            );
            (all(db, waiting).await?, i64::MAX)
        }
    };
    let room = limit.saturating_sub(reports.len());
    if room > 0 {
        let settled = select(db).push(
            "and state not in ('open', 'held') and number < ? order by number desc limit ?",
            [before.into(), bound(room).into()],
        );
        reports.extend(all(db, settled).await?);
    }
    Ok(reports)
}

fn bound(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// How many reports are in a state.
pub(super) async fn count_in(db: &mut impl Statements, state: ReportState) -> Result<u32> {
    let municipality = db.municipality();
    let (count,) = sql!(
        db,
        one(i64),
        "select cast(count(*) as bigint) from barrier_report where municipality_id = $1 and state = $2",
        municipality,
        state.word(),
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many reports that nobody dealt with yet arrived before a moment.
pub(super) async fn count_waiting(db: &mut impl Statements, before: Timestamp) -> Result<u32> {
    let municipality = db.municipality();
    let [open, held] = ReportState::WAITING.map(ReportState::word);
    let (count,) = sql!(
        db,
        one(i64),
        "select cast(count(*) as bigint) from barrier_report where municipality_id = $1 and state in ($2, $3) and received_at < $4",
        municipality,
        open,
        held,
        At::new(before),
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

pub(super) async fn by_number(db: &mut impl Statements, number: u32) -> Result<Option<Report>> {
    let one = select(db).push("and number = ?", [i64::from(number).into()]);
    Ok(all(db, one).await?.pop())
}

/// The same, held until the transaction ends: what a colleague makes of it meanwhile is read, not overwritten.
pub(super) async fn hold(tx: &mut Tx, number: u32) -> Result<Option<Report>> {
    let one = select(tx).push("and number = ?", [i64::from(number).into()]);
    let one = dialect::held(tx, one);
    Ok(all(tx, one).await?.pop())
}

pub(super) async fn find(db: &mut impl Statements, id: BarrierReportId) -> Result<Option<Report>> {
    let one = select(db).push("and id = ?", [id.0.into()]);
    Ok(all(db, one).await?.pop())
}

/// How to reach a report's author, until it is deleted.
pub(super) async fn contact(db: &mut impl Statements, id: BarrierReportId) -> Result<Option<ReportContact>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(String, String),
        "select email, phone from barrier_report_contact where municipality_id = $1 and report_id = $2",
        municipality,
        id.0,
    )?;
    Ok(found.map(|(email, phone)| ReportContact { email, phone }))
}

/// Stores state, answer and their moments, unless somebody answered the report, or took its answer back, since it was read;
/// answers whether it was stored.
pub(super) async fn update(tx: &mut Tx, report: &Report, was_answered: bool) -> Result<bool> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        run,
        "update barrier_report set state = $3, answer = $4, answered_at = $5, settled_at = $6 \
         where municipality_id = $1 and id = $2 and (answered_at is not null) = $7",
        municipality,
        report.id.0,
        report.state.word(),
        &report.answer,
        report.answered_at.map(At::new),
        report.settled_at.map(At::new),
        was_answered,
    )?;
    Ok(rows == 1)
}

pub(super) async fn set_told(tx: &mut Tx, id: BarrierReportId, at: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update barrier_report set told_at = $3 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        At::new(at),
    )?;
    Ok(())
}

pub(super) async fn set_answer_mailed(tx: &mut Tx, id: BarrierReportId, at: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update barrier_report set answer_mailed_at = $3 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        At::new(at),
    )?;
    Ok(())
}

/// Reports that were settled by a moment, or came by another one and never were, and still say who their author is, or what
/// they were answered.
pub(super) async fn due(
    db: &mut impl Statements,
    settled_by: Timestamp,
    received_by: Timestamp,
) -> Result<Vec<BarrierReportId>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all(Uuid),
        "select id from barrier_report where municipality_id = $1 \
         and (settled_at <= $2 or (settled_at is null and received_at <= $3)) and (answer <> '' or exists \
         (select 1 from barrier_report_contact where barrier_report_contact.municipality_id = barrier_report.municipality_id \
         and barrier_report_contact.report_id = barrier_report.id))",
        municipality,
        At::new(settled_by),
        At::new(received_by),
    )?;
    Ok(rows.into_iter().map(|(id,)| BarrierReportId(id)).collect())
}

/// Deletes how to reach a report's author and what they were answered.
pub(super) async fn forget_author(tx: &mut Tx, id: BarrierReportId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from barrier_report_contact where municipality_id = $1 and report_id = $2",
        municipality,
        id.0,
    )?;
    sql!(
        tx,
        run,
        "update barrier_report set answer = '', digest = $3 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        Vec::<u8>::new(),
    )?;
    Ok(())
}
